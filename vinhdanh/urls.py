"""Every address of the product. A page is closed unless its view is marked public: tests/house/test_doors.py."""

from django.urls import path

from vinhdanh.web.routes import (
    accounts,
    attachments,
    audit,
    campaigns,
    dossier_papers,
    dossiers,
    imports,
    meetings,
    nominations,
    outcomes,
    questions,
    register,
    reports,
    review,
    units,
)
from vinhdanh.web.views import errors, guidance, health, home, quick_check

urlpatterns = [
    path("", home.home, name="home"),
    path("kiem-tra-nhanh/", quick_check.quick_check, name="quick_check"),
    path("kiem-tra-nhanh/vi-du/", quick_check.quick_check_example, name="quick_check_example"),
    path("kiem-tra-nhanh/vi-du.xlsx", quick_check.quick_check_example_file, name="quick_check_example_file"),
    path("kiem-tra-nhanh/bang-mau.xlsx", quick_check.quick_check_template, name="quick_check_template"),
    path("kiem-tra-nhanh/tai/<slug:slug>.<slug:extension>", quick_check.quick_check_paper, name="quick_check_paper"),
    path("tieu-chuan/", guidance.guidance, name="guidance"),
    path("health/", health.health, name="health"),
    *accounts.urlpatterns,
    *units.urlpatterns,
    *register.urlpatterns,
    *imports.urlpatterns,
    *campaigns.urlpatterns,
    *dossiers.urlpatterns,
    *nominations.urlpatterns,
    *outcomes.urlpatterns,
    *attachments.urlpatterns,
    *dossier_papers.urlpatterns,
    *meetings.urlpatterns,
    *review.urlpatterns,
    *questions.urlpatterns,
    *reports.urlpatterns,
    *audit.urlpatterns,
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_often  # asked for by allauth, where its pages are asked for too often
handler500 = errors.server_error
