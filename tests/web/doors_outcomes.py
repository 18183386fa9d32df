"""The doors of what became of those proposed: who sees the dossier reads it, who holds the campaign enters it."""

from django.urls import reverse

from tests.dossiers import begun_dossier, nominated
from tests.province import Province
from tests.web.doors import Door


def _list(province: Province) -> str:
    return reverse("dossier_outcomes", args=[begun_dossier(province).pk])


def _entering(province: Province) -> str:
    return reverse("nomination_outcome", args=[nominated(begun_dossier(province)).pk])


def _of_campaign(province: Province) -> str:
    return reverse("campaign_outcomes", args=[begun_dossier(province).participant.campaign_id])


READERS = frozenset({"officer", "leader", "office", "auditor"})
DOORS: dict[str, Door] = {
    "dossier_outcomes": Door(_list, READERS),
    "campaign_outcomes": Door(_of_campaign, frozenset({"office"})),
    "nomination_outcome": Door(_entering, frozenset({"office"})),
}
