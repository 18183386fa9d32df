"""What a unit's last day to send stands on: the clause, more time that it was given, or the day of a supplement."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from vinhdanh.models import Dossier, DossierState, Extension, Participant, Return
from vinhdanh.reports.campaigns import deadline_of, last_day_of
from vinhdanh.vietnamese import lower_first, written_date


class Limit(NamedTuple):
    """The last day, included, and what it stands on, in words; `cite` and `clause` (its id) where that is a clause."""

    last_day: date | None
    words: str
    cite: str = ""
    clause: str = ""


def limit_of(participant: Participant, dossier: Dossier | None = None) -> Limit | None:
    """The one that holds now, as `last_day_of` reckons it; None where the pack names no deadline and nobody gave one.

    Reads what `last_day_of` reads, and the return where a returned dossier's own day holds.
    """
    last = last_day_of(participant, dossier)
    if dossier is not None and dossier.state == DossierState.RETURNED and last and last == dossier.open_until:
        return Limit(last, _supplement(dossier, last))
    extension = max(participant.extensions.all(), key=lambda one: one.pk, default=None)
    if extension is not None:
        return Limit(last, _extension(extension))
    deadline = deadline_of(participant.campaign)
    return Limit(last, deadline.text, deadline.cite, deadline.id) if deadline else None


def _supplement(dossier: Dossier, last: date) -> str:
    asked = Return.objects.filter(version__dossier=dossier).select_related("version").first()
    of = f", theo yêu cầu ngày {_day(asked.returned_at)} đối với biên nhận số {asked.version}" if asked else ""
    return f"bổ sung đến hết ngày {written_date(last)}{of}"


def _extension(one: Extension) -> str:
    reason = lower_first(one.reason.strip()).rstrip(".")
    return f"gia hạn cho đơn vị đến hết ngày {written_date(one.last_day)}, ghi ngày {_day(one.given_at)}: {reason}"


def _day(moment: datetime) -> str:
    return written_date(timezone.localtime(moment).date())
