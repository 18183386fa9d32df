"""Decisions: found again by number, day and authority, or added. Called by the actions that write upon one."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_decisions
from vinhdanh.models import Decision, Unit, User
from vinhdanh.models.decisions import decision_key
from vinhdanh.vietnamese import folded, tidy, written_date

_LEADING_WORDS = re.compile(r"^(?:(?:quyết định|qđ)\s+)?(?:số|sô)?\s*[:.]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as typed; blank and None are not known."""

    number: str
    signed_on: date | None = None
    authority: str = ""
    subject: str = ""


def find_or_add_decision(
    draft: DecisionDraft, *, by: User | None, unit: Unit | None, on: date | None = None, fields: str = "decision"
) -> Decision:
    """The decision of that number, day and authority; a new one where there is none. Call it within a transaction.

    Every body counts its own decisions from 1 each year: the number alone is no decision. Without an authority it is
    the one of that number and day, if there is one alone. Raises NotPossible for a blank number, and for a day after
    `on` (None: today by the calendar); `fields` is what the names of the inputs begin with.
    """
    number = decision_number(draft.number)
    if not number:
        raise NotPossible("Chưa ghi số quyết định.", f"{fields}_number")
    require_signed(draft, on, fields)
    found = list(Decision.objects.filter(number_key=decision_key(number), signed_on=draft.signed_on))
    authority = tidy(draft.authority)
    same = [one for one in found if one.authority_folded == folded(authority)]
    if not same and not authority and draft.signed_on and len(found) == 1:
        same = found
    if same:
        return same[0]
    decision = Decision.objects.create(
        number=number, signed_on=draft.signed_on, authority=authority, subject=tidy(draft.subject)
    )
    after = {"number": number, "signed_on": draft.signed_on, "authority": authority, "subject": decision.subject}
    record("add_decision", decision, by=by, unit=unit, after=after)
    refresh_decisions([decision.pk])
    return decision


def require_signed(draft: DecisionDraft, on: date | None, fields: str = "decision") -> None:
    """Raises NotPossible for a decision of a day after `on` (None: today by the calendar): what is not signed yet
    awards nobody."""
    day = on or timezone.localdate()
    if draft.signed_on and draft.signed_on > day:
        said = f"Ngày ký {written_date(draft.signed_on)} chưa tới (hôm nay {written_date(day)})"
        raise NotPossible(f"{said}; hãy xem lại ngày, tháng, năm.", f"{fields}_date")


def decision_number(text: str) -> str:
    """`Quyết định số: 163/QĐ-UBND` → `163/QĐ-UBND`."""
    return _LEADING_WORDS.sub("", tidy(text))
