"""Campaigns as pages and papers read them: by which pack one runs, its words, until when a unit may send."""

from functools import lru_cache

from vinhdanh.intake.terms import NominationTerms
from vinhdanh.models import Campaign, PackEdition
from vinhdanh.models.sending_days import (
    days_left,
    deadline_in,
    deadline_of,
    last_day_in,
    last_day_of,
    pack_of,
    pack_of_dossier,
    refusal_to_send,
)
from vinhdanh.screening.terms import nomination_terms

__all__ = [
    "days_left",
    "deadline_in",
    "deadline_of",
    "last_day_in",
    "last_day_of",
    "pack_of",
    "pack_of_dossier",
    "refusal_to_send",
    "terms_of",
]


def terms_of(campaign: Campaign) -> NominationTerms:
    """The words of the campaign's workbooks, read once for each edition."""
    pack_of(campaign)
    return _terms(campaign.edition.pack_id, campaign.edition.hash)


@lru_cache(maxsize=64)
def _terms(pack_id: str, digest: str) -> NominationTerms:
    return nomination_terms(PackEdition.objects.get(pack_id=pack_id, hash=digest).pack())
