"""Addresses of those whom a dossier proposes, and of what is said of them."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import nomination_imports, nominations, nominee_ties, nominees

_DOSSIER = "ho-so/<int:pk>/de-nghi"
_ONE = "ho-so/de-nghi/<int:pk>"
_FACT = "ho-so/de-nghi/khen-thuong/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_DOSSIER}/them/", nominees.nomination_add, name="nomination_add"),
    path(f"{_DOSSIER}/nhap/", nomination_imports.nominations_import, name="nominations_import"),
    path(f"{_DOSSIER}/nhap/hoan-tac/", nomination_imports.nominations_import_undo, name="nominations_import_undo"),
    path(f"{_DOSSIER}/bang-mau.xlsx", nomination_imports.nominations_template, name="nominations_template"),
    path(f"{_ONE}/", nominations.nomination, name="nomination"),
    path(f"{_ONE}/dua-ra/", nominations.nomination_remove, name="nomination_remove"),
    path(f"{_ONE}/lay-lai/", nominations.nomination_restore, name="nomination_restore"),
    path(f"{_ONE}/chuyen/", nominations.nomination_move, name="nomination_move"),
    path(f"{_ONE}/tu-so/", nominations.nomination_bring, name="nomination_bring"),
    path(f"{_ONE}/lien-ket/", nominee_ties.nomination_link, name="nomination_link"),
    path(f"{_ONE}/bo-lien-ket/", nominee_ties.nomination_unlink, name="nomination_unlink"),
    path(f"{_ONE}/dua-len/", nominees.nomination_put_forward, name="nomination_put_forward"),
    path(f"{_ONE}/khen-thuong/", nominees.award_fact_add, name="award_fact_add"),
    path(f"{_FACT}/", nominees.award_fact_edit, name="award_fact_edit"),
    path(f"{_FACT}/bo/", nominees.fact_remove, name="fact_remove"),
]
