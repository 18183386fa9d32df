"""Addresses of the files of dossiers."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import attachments

urlpatterns: list[URLPattern | URLResolver] = [
    path("ho-so/<int:pk>/tep/", attachments.attachments_add, name="attachments_add"),
    path("tep/<int:pk>/", attachments.attachment, name="attachment"),
    path("tep/<int:pk>/bo/", attachments.attachment_remove, name="attachment_remove"),
]
