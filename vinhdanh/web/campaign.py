"""The campaign that the pages speak of, read once for each worker."""

from datetime import date
from functools import cache

from django.conf import settings
from django.utils import timezone

from vinhdanh.intake.terms import NominationTerms
from vinhdanh.rules.campaign import Deadline, Pack
from vinhdanh.rules.deadlines import days_left
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.terms import nomination_terms


@cache
def current_pack() -> Pack:
    """The pack named by the setting CAMPAIGN."""
    return load_pack(settings.CAMPAIGN)


@cache
def current_terms() -> NominationTerms:
    """The words of that campaign's workbooks."""
    return nomination_terms(current_pack())


def dossier_deadline(pack: Pack) -> Deadline | None:
    """When and where the unit's dossier is due."""
    return next((item for item in pack.calendar.deadlines if item.id == pack.dossier.deadline), None)


def deadline_context(pack: Pack) -> dict[str, object]:
    """The dossier's deadline for a template, and whether it is over today."""
    deadline = dossier_deadline(pack)
    left = days_left(deadline, pack.calendar, on=today()) if deadline else None
    return {"deadline": deadline, "deadline_over": left is not None and left < 0}


def today() -> date:
    """Today in the zone of the settings."""
    return timezone.localdate()
