"""Addresses of what became of those proposed."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import campaign_outcomes, outcomes

urlpatterns: list[URLPattern | URLResolver] = [
    path("dot-khen-thuong/<int:pk>/ket-qua/", campaign_outcomes.campaign_outcomes, name="campaign_outcomes"),
    path("ho-so/<int:pk>/ket-qua/", outcomes.dossier_outcomes, name="dossier_outcomes"),
    path("ho-so/de-nghi/<int:pk>/ket-qua/", outcomes.nomination_outcome, name="nomination_outcome"),
]
