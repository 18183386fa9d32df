"""The doors of the papers of dossiers: open to whoever reads the dossier."""

from django.urls import reverse

from tests.dossiers import begun_dossier
from tests.province import Province
from tests.web.doors import Door

READERS = frozenset({"officer", "leader", "office", "auditor"})


def letter(province: Province) -> str:
    return reverse("dossier_paper", args=[begun_dossier(province).pk, "to-trinh", "docx"])


DOORS = {"dossier_paper": Door(letter, READERS)}
