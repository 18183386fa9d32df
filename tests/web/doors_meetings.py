"""The door of a council's meeting."""

from django.urls import reverse

from tests.dossiers import begun_dossier
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.models import Dossier


def meeting(province: Province) -> str:
    """That of the district's dossier."""
    dossier = Dossier.objects.filter(participant__unit=province.district).first() or begun_dossier(province)
    return reverse("dossier_meeting", args=[dossier.pk])


DOORS = {"dossier_meeting": Door(meeting, frozenset({"officer", "leader", "office", "auditor"}))}
