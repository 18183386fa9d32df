"""Addresses of reports: form 02 and the other figures."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import figures, form_02

urlpatterns: list[URLPattern | URLResolver] = [
    path("bao-cao/mau-02/", form_02.form_02, name="form_02"),
    path("bao-cao/mau-02/mau-02.<slug:extension>", form_02.form_02_file, name="form_02_file"),
    path("bao-cao/so-lieu/", figures.figures, name="figures"),
    path("bao-cao/so-lieu/so-lieu.xlsx", figures.figures_file, name="figures_file"),
]
