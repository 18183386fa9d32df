"""Addresses of the papers that are composed from a dossier."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import dossier_papers

urlpatterns: list[URLPattern | URLResolver] = [
    path("ho-so/<int:pk>/van-ban/<str:slug>.<str:extension>", dossier_papers.dossier_paper, name="dossier_paper"),
]
