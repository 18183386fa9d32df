"""The facts of a nominee that are rows of their own: awards that the unit lists, and what the register brings."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.nominations import held_nomination, touch_dossier
from vinhdanh.actions.proof_refusals import follow_refusals
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.register_entries import says_the_same, take_entries
from vinhdanh.actions.versions import Shown, version_of
from vinhdanh.models import Fact, FactKind, Nomination, User
from vinhdanh.models.register_facts import register_news
from vinhdanh.models.sending_days import pack_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import tidy

FACTS = "facts"  # the place of a nominee where a fact is added
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_SHOWN = {"award": Shown("khen thưởng", ("code", "year", "as_written", "decision", "decided_on", "authority", "proof"))}


@dataclass(frozen=True, slots=True)
class AwardFact:
    """An award as the unit lists it. `code` is the pack's; blank where the list has no such award, then
    `as_written` says what it is. `of_headed`: of the unit that the person heads."""

    code: str
    year: int | None
    as_written: str = ""
    decision: str = ""
    decided_on: date | None = None
    authority: str = ""
    proof: str = ""
    of_headed: bool = False


@transaction.atomic
def add_award_fact(nomination: Nomination, award: AwardFact, *, by: User, now: datetime) -> Fact:
    """Lists an award that the register does not hold: a claim, until a document proves it.

    Raises NotPossible for one that is neither in the campaign's list nor named, for a year or a day that cannot be,
    and for one that is listed already.
    """
    nomination = held_nomination(nomination, by=by)
    require_open(nomination.dossier, FACTS, nomination.pk)
    pack = pack_of(nomination.dossier.participant.campaign)
    told = _checked(award, pack, now.date())
    fact = Fact(nomination=nomination, kind=FactKind.AWARD, **told)
    _require_unlisted(fact)
    fact.save()
    _touch(nomination, by, now)
    unit = nomination.dossier.participant.unit
    record("add_award_fact", nomination, by=by, unit=unit, after=_told(fact, pack))
    return fact


@transaction.atomic
def edit_award_fact(fact: Fact, award: AwardFact, *, by: User, now: datetime, seen: str = "") -> Fact:
    """Says anew what an award was that the unit listed; its proofs stay with it.

    `seen`: its `award_fact_version` when the form was opened; blank where there was none. Raises NotPossible as
    `add_award_fact` does, where somebody has changed the award since then, and for one out of the register.
    """
    nomination = held_nomination(fact.nomination, by=by)
    held = _held(fact, nomination)
    require_open(nomination.dossier, f"fact:{held.pk}", nomination.pk)
    if held.from_award_id or held.kind != FactKind.AWARD:
        raise NotPossible("Khen thưởng lấy từ sổ không sửa ở hồ sơ; sổ sai thì đề nghị đính chính ở Sổ khen thưởng.")
    if seen and seen != award_fact_version(held):
        who = nomination.changed_by or "Người khác"
        raise NotPossible(f"{who} đã sửa khen thưởng này sau khi trang được mở; mở lại để xem nội dung mới.")
    pack = pack_of(nomination.dossier.participant.campaign)
    before = _told(held, pack)
    for name, value in _checked(award, pack, now.date()).items():
        setattr(held, name, value)
    _require_unlisted(held)
    held.save()
    follow_refusals(held)
    _touch(nomination, by, now)
    unit = nomination.dossier.participant.unit
    record("edit_award_fact", nomination, by=by, unit=unit, before=before, after=_told(held, pack))
    return held


def award_fact_version(fact: Fact) -> str:
    """How the award stands, as the form carries it."""
    return version_of(fact, _SHOWN)


@transaction.atomic
def remove_fact(fact: Fact, *, by: User, now: datetime) -> None:
    """Takes a fact out of the nomination; one out of the register may be brought anew. Its proofs stay with the
    nominee."""
    nomination = held_nomination(fact.nomination, by=by)
    held = _held(fact, nomination)
    require_open(nomination.dossier, f"fact:{held.pk}", nomination.pk)
    participant = nomination.dossier.participant
    before = _told(held, pack_of(participant.campaign))
    held.delete()
    _touch(nomination, by, now)
    record("remove_fact", nomination, by=by, unit=participant.unit, before=before)


@transaction.atomic
def bring_from_register(nomination: Nomination, *, by: User, now: datetime) -> tuple[int, int]:
    """Brings what the register holds by now: how many entries came, and how many went because they ended there.

    An entry takes the place of the claim that says the same; the claim's proofs stay with it.
    """
    nomination = held_nomination(nomination, by=by)
    require_open(nomination.dossier, FACTS, nomination.pk)
    news = register_news(nomination, pack_of(nomination.dossier.participant.campaign))
    for fact in news.ended:
        fact.delete()
    take_entries(nomination, news.fresh)
    if news:
        counts = {"brought": len(news.fresh), "ended": len(news.ended)}
        _touch(nomination, by, now)
        unit = nomination.dossier.participant.unit
        record("bring_from_register", nomination, by=by, unit=unit, after=counts)
    return len(news.fresh), len(news.ended)


def _held(fact: Fact, nomination: Nomination) -> Fact:
    found = nomination.facts.filter(pk=fact.pk).first()
    if found is None:
        raise NotPossible("Mục này đã được người khác bỏ khỏi hồ sơ.")
    return found


def _require_unlisted(fact: Fact) -> None:
    """Raises NotPossible where another award of the nominee says the same already."""
    others = fact.nomination.facts.filter(kind=FactKind.AWARD).exclude(pk=fact.pk or 0)
    if any(says_the_same(one, fact) for one in others):
        raise NotPossible("Khen thưởng này đã có trong hồ sơ; hai quyết định khác nhau thì ghi rõ số.", "code")


def _checked(award: AwardFact, pack: Pack, today: date) -> dict[str, Any]:
    """The columns of the fact. Raises NotPossible at the field at fault."""
    if award.code and award.code not in pack.award_of:
        raise NotPossible("Chọn một danh hiệu, hình thức trong danh sách.", "code")
    if not award.code and not tidy(award.as_written):
        raise NotPossible("Chọn danh hiệu, hình thức; không có trong danh sách thì ghi tên ở ô “Tên khác”.", "code")
    if award.year is not None and not _FIRST_YEAR <= award.year <= min(today.year, _LAST_YEAR):
        raise NotPossible(f"Năm phải từ {_FIRST_YEAR} đến {today.year}.", "year")
    if award.decided_on is not None and award.decided_on > today:
        raise NotPossible("Ngày quyết định chưa đến.", "decided_on")
    texts = {name: tidy(getattr(award, name)) for name in ("as_written", "decision", "authority", "proof")}
    return {
        **texts,
        "code": award.code,
        "year": award.year,
        "decided_on": award.decided_on,
        "of_headed": award.of_headed,
    }


def _told(fact: Fact, pack: Pack) -> dict[str, Any]:
    """What the record tells of it, in words that need no pack to be understood later."""
    kind = pack.award_of.get(fact.code)
    named = kind.label if kind else fact.as_written or fact.code
    return {"award_listed": named, "year": fact.year, "decision": fact.decision}


def _touch(nomination: Nomination, by: User, now: datetime) -> None:
    nomination.revision += 1
    nomination.changed_at, nomination.changed_by = now, by
    nomination.save(update_fields=["revision", "changed_at", "changed_by"])
    touch_dossier(nomination.dossier, by, now)
