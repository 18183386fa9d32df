"""Addresses of the meetings of units' councils."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import meetings

urlpatterns: list[URLPattern | URLResolver] = [
    path("ho-so/<int:pk>/hop/", meetings.dossier_meeting, name="dossier_meeting"),
]
