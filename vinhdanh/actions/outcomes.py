"""What became of those proposed: the award goes into the register, or it was not given."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.honourees import HonoureeDraft, add_honouree
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.verdicts import hold_nominees_of
from vinhdanh.models import DossierState, Honouree, HonoureeKind, Nomination, Outcome, User
from vinhdanh.permissions import require
from vinhdanh.vietnamese import tidy, written_date

VERB = "enter_outcome"


@dataclass(frozen=True, slots=True)
class Given:
    """The award as it was decided. `year` is the one it counts in, `manner` a code of the law, blank where not known.

    `honouree` is who it goes to in the register, where the nomination does not say; None adds whoever is proposed.
    """

    year: int
    decision: DecisionDraft
    manner: str = ""
    reason: str = ""
    honouree: Honouree | None = None


@transaction.atomic
def enter_award(
    nomination: Nomination,
    given: Given,
    *,
    by: User,
    now: datetime,
    looked_at: Collection[str] = (),
    told_apart: Collection[int] = (),
) -> Outcome:
    """Writes that the nominee received what it was proposed for: the award stands in the register from now on.

    Raises Refused; NotPossible where the dossier is not accepted yet, the award is written already, or the decision is
    of a day after `now`; Doubtful and LooksAlike as `add_award` and `add_honouree` do.
    """
    hold_nominees([nomination], given.honouree)
    held = _held(nomination, by)
    if not tidy(given.decision.number):
        raise NotPossible("Ghi số quyết định khen thưởng.", "decision_number")
    known = held.honouree or given.honouree
    honouree = rightful_honouree(known) if known else _add_nominee(held, by, told_apart)
    if honouree.kind != held.kind:
        label = HonoureeKind(held.kind).label.lower()
        raise NotPossible(f"Đối tượng trong sổ không phải là {label} như hồ sơ đề nghị.", "honouree")
    award = add_award(honouree, _award_of(held, given), by=by, looked_at=looked_at, on=timezone.localdate(now))
    outcome = Outcome.objects.create(nomination=held, award=award, entered_by=by, entered_at=now)
    told = {"awarded": True, "award": held.award, "year": given.year, "decision": given.decision.number}
    record(VERB, held, by=by, unit=held.dossier.participant.unit, after=told)
    return outcome


@transaction.atomic
def enter_no_award(nomination: Nomination, reason: str, *, by: User, now: datetime) -> Outcome:
    """Writes that the nominee did not receive it, and why; a later decision may still give it.

    Raises as `enter_award`; NotPossible where no reason is given.
    """
    held = _held(nomination, by)
    if not tidy(reason):
        raise NotPossible("Ghi lý do không được khen thưởng.", "reason")
    outcome = Outcome.objects.create(nomination=held, reason=tidy(reason), entered_by=by, entered_at=now)
    told = {"awarded": False, "award": held.award, "reason": outcome.reason}
    record(VERB, held, by=by, unit=held.dossier.participant.unit, after=told)
    return outcome


def hold_nominees(nominations: Collection[Nomination], honouree: Honouree | None = None) -> None:
    """Holds whoever is about to be awarded, first in the register, then in every dossier: in the order of those who
    change the register, so that nobody waits for one who waits for him."""
    known = [one.honouree for one in nominations if one.honouree] + ([honouree] if honouree else [])
    keys = {rightful_honouree(one).pk for one in known}
    list(Honouree.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))
    hold_nominees_of(keys, also=[one.pk for one in nominations])


def rightful_honouree(honouree: Honouree) -> Honouree:
    """The one that it is by now: whoever it was merged into since it was proposed."""
    while honouree.merged_into is not None:
        honouree = honouree.merged_into
    return honouree


def _award_of(held: Nomination, given: Given) -> AwardDraft:
    return AwardDraft(
        award=held.award,
        year=given.year,
        manner=given.manner,
        decision=given.decision,
        authority=given.decision.authority,
        reason=given.reason,
        position=held.position if held.kind == HonoureeKind.INDIVIDUAL else "",
        direct_worker=held.direct_worker,
    )


def _held(nomination: Nomination, by: User) -> Nomination:
    """The nomination, locked, of an accepted dossier, without an award yet."""
    rows = Nomination.objects.select_for_update(of=("self",)).select_related(
        "honouree", "dossier__participant__unit", "dossier__participant__campaign__host"
    )
    held: Nomination = rows.get(pk=nomination.pk)
    require(by, VERB, held.dossier.participant.campaign.host)
    if held.dossier.state != DossierState.ACCEPTED or held.removed_at is not None:
        raise NotPossible("Chỉ ghi kết quả khi hồ sơ đã được tiếp nhận.")
    before = held.outcomes.filter(award__isnull=False).select_related("award__decision").first()
    if before is not None:
        decision = before.award.decision
        day = f" ngày {written_date(decision.signed_on)}" if decision and decision.signed_on else ""
        paper = f", quyết định {decision.number}{day}" if decision else ""
        raise NotPossible(f"Đã ghi được khen thưởng{paper}; sai thì đính chính ở Sổ khen thưởng.")
    return held


def _add_nominee(held: Nomination, by: User, told_apart: Collection[int]) -> Honouree:
    """Whoever was proposed by hand, added to the register in the unit that proposed."""
    return add_honouree(honouree_draft(held), by=by, told_apart=told_apart)


def honouree_draft(held: Nomination) -> HonoureeDraft:
    """Who is proposed, as the register would write it down; reads the dossier's unit."""
    year, month, day = _birth(held.birth)
    return HonoureeDraft(
        kind=held.kind,
        name=held.name,
        unit=held.dossier.participant.unit,
        sex=held.sex,
        birth_year=year,
        birth_month=month,
        birth_day=day,
        ethnicity=held.ethnicity,
        residence=held.residence,
    )


def _birth(text: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of `12/3/1971`, `3/1971` or `1971`; what is written otherwise is not known."""
    parts = text.split("/")
    if not all(part.strip().isdecimal() for part in parts) or len(parts) > 3:
        return None, None, None
    year, month, day = [*reversed([int(part) for part in parts]), None, None][:3]
    return year, month, day
