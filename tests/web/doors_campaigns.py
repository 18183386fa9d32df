"""The doors of campaigns: the province's, in which the district takes part; and one that is still being prepared."""

from collections.abc import Callable

from django.urls import reverse

from tests.dossiers import MORNING, opened_campaign
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.actions.campaigns import edition_of
from vinhdanh.models import Campaign, CampaignState, Participant

DOSSIERS = frozenset({"officer", "leader", "office", "auditor", "outsider"})
HOLDING = frozenset({"officer", "leader", "office", "outsider"})  # each for a unit of one's own
OFFICE = frozenset({"office"})


def seen_by_the_district(province: Province) -> Campaign:
    """Open, without the department: the outsider does not take part."""
    campaign = opened_campaign(province)
    campaign.participants.filter(unit=province.department).delete()
    return campaign


def prepared(province: Province) -> Campaign:
    campaign = opened_campaign(province)
    Campaign.objects.update(state=CampaignState.DRAFT)
    return campaign


def by_an_older_text(province: Province) -> Campaign:
    campaign = prepared(province)
    older = campaign.edition.pack().model_copy(update={"title": "Bản cũ", "hash": "0" * 64})
    campaign.edition = edition_of(older, MORNING)
    campaign.save()
    return campaign


def of(name: str, made: Callable[[Province], Campaign], allowed: frozenset[str], method: str = "get") -> Door:
    return Door(lambda province: reverse(name, args=[made(province).pk]), allowed, method)


def participant(province: Province) -> Participant:
    return seen_by_the_district(province).participants.get()


def page(name: str, allowed: frozenset[str]) -> Door:
    return Door(lambda province: reverse(name), allowed)


DOORS = {
    "dossiers": page("dossiers", DOSSIERS),
    "dossier_begin": Door(
        lambda province: reverse("dossier_begin", args=[participant(province).pk]),
        frozenset({"officer", "leader"}),
        "post",
    ),
    "campaigns": page("campaigns", DOSSIERS),
    "campaign_open": page("campaign_open", HOLDING),
    "campaign_own": page("campaign_own", HOLDING),
    "campaign_standards": of("campaign_standards", prepared, OFFICE),
    "campaign": of("campaign", seen_by_the_district, DOSSIERS - {"outsider"}),
    "campaign_rules": of("campaign_rules", seen_by_the_district, DOSSIERS - {"outsider"}),
    "campaign_units": of("campaign_units", prepared, OFFICE),
    "campaign_units_add": of("campaign_units_add", prepared, OFFICE, "post"),
    "campaign_settings": of("campaign_settings", prepared, OFFICE),
    "campaign_edition": of("campaign_edition", by_an_older_text, OFFICE),
    "campaign_begin": of("campaign_begin", prepared, OFFICE, "post"),
    "campaign_close": of("campaign_close", seen_by_the_district, OFFICE, "post"),
    "campaign_reopen": of("campaign_reopen", seen_by_the_district, OFFICE, "post"),
    "campaign_discard": of("campaign_discard", prepared, OFFICE, "post"),
    "campaign_extend": Door(lambda province: reverse("campaign_extend", args=[participant(province).pk]), OFFICE),
}
