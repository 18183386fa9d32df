"""Addresses of the record."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import audit

urlpatterns: list[URLPattern | URLResolver] = [
    path("nhat-ky/", audit.audit, name="audit"),
    path("nhat-ky/nhat-ky.xlsx", audit.audit_file, name="audit_file"),
    path("nhat-ky/kiem-tra/", audit.check_chain, name="check_chain"),
]
