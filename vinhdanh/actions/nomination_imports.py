"""A nomination workbook into a dossier as drafts: what would come, and the writing of it in one go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.nomination_rows import (
    Row,
    amounts_of,
    awards_of,
    codes_of,
    kind_of,
    lists_awards,
    require_fitting,
    said_of,
)
from vinhdanh.actions.nomination_values import Rated, Value, View, label_of, values_of, write_values
from vinhdanh.actions.nominations import NOMINEES, held_dossier, place_of, proposable, remove_nomination, touch_dossier
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.register_entries import says_the_same
from vinhdanh.intake.records import NominationBook
from vinhdanh.models import Dossier, Fact, FactKind, HonoureeKind, Nomination, User
from vinhdanh.models.sending_days import pack_of
from vinhdanh.models.unit_names import UnitDirectory
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import join_words, lower_first, spelling_key, tidy

ADD, UPDATE, SKIP = "add", "update", "skip"
_OTHER_UNIT = "Tệp ghi đơn vị là “{}”, hồ sơ này là của {}. Chọn tệp khác, hoặc đánh dấu là vẫn đưa vào."
_COMPLETED = ("decision", "decided_on", "authority")


@dataclass(frozen=True, slots=True)
class Planned:
    """A nominee of the workbook: `known` has the same name, kind and award in the dossier; how many facts come."""

    row: Row
    kind: HonoureeKind
    known: Nomination | None
    ratings: int
    awards: int
    amounts: int

    @property
    def usual(self) -> str:
        """What is done unless the person says otherwise."""
        return UPDATE if self.known else ADD


@dataclass(slots=True)
class _Change:
    """What the workbook says otherwise of a known nominee: values by key, facts to save and to drop."""

    values: dict[str, Value] = field(default_factory=dict)
    saved: list[Fact] = field(default_factory=list)
    dropped: list[Fact] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.values or self.saved or self.dropped)


def planned(dossier: Dossier, book: NominationBook) -> list[Planned]:
    """What the workbook would bring, in its order. Two of one name in the dossier are two rows of the workbook."""
    standing = list(dossier.nominations.filter(removed_at=None).order_by("number", "pk"))
    awards = proposable(pack_of(dossier.participant.campaign))

    def of(row: Row) -> Planned:
        kind, codes = kind_of(row), codes_of(row)
        counts = [sum(one.code in codes for one in rows) for rows in (book.ratings, book.awards, book.amounts)]
        award = row.proposed or next(iter(awards.get(kind, ())), "")
        known = _known(row, kind, award, standing)
        if known is not None:
            standing.remove(known)
        return Planned(row, kind, known, *counts)

    rows: tuple[Row, ...] = (*book.collectives, *book.people, *book.families)
    return [of(row) for row in rows]


def _known(row: Row, kind: HonoureeKind, award: str, standing: list[Nomination]) -> Nomination | None:
    """Who of these is meant: the same name with its accents, and no other year of birth; the same birth goes first."""
    birth, name = getattr(row, "birth", ""), spelling_key(row.name)
    alike = [
        one
        for one in standing
        if (one.kind, one.award) == (kind, award)
        and spelling_key(one.name) == name
        and not (birth and one.birth and birth[-4:] != one.birth[-4:])
    ]
    return min(alike, key=lambda one: one.birth != birth, default=None)


def other_unit_named(dossier: Dossier, book: NominationBook, on: date) -> str:
    """What the workbook calls its unit, as written, where that is neither the dossier's unit nor a part of it; blank
    where it is, in whatever words, and where the workbook names none."""
    written = tidy(book.unit.name)
    if not written:
        return ""
    own = UnitDirectory(dossier.participant.unit, today=on)
    return "" if own.find(written).unit or own.find_around(written).unit else written


@transaction.atomic
def import_nominations(
    dossier: Dossier,
    book: NominationBook,
    choices: Mapping[str, str],
    *,
    by: User,
    now: datetime,
    of_other_unit: bool = False,
) -> tuple[list[Nomination], list[Nomination]]:
    """Adds the nominees of the workbook, or brings what it says to those whom the dossier knows; all or nothing.

    `choices`: per code of a nominee ADD, UPDATE or SKIP; without one, the usual. `of_other_unit`: a person saw that the
    workbook names another unit (`other_unit_named`), and wants it here all the same. What was judged in the workbook is
    the unit's own view. Of a known nominee a blank cell changes nothing, what the register says stays, and figures of a
    year take the place of those that stand there. Returns those added and those updated. Raises NotPossible where
    another unit is named and nobody said so, where nothing is to be done, for a kind that the campaign does not honour,
    a cell too long to be kept, and known nominees of whom something would change that is not open, with these places.
    """
    dossier = held_dossier(dossier, by=by)
    pack = pack_of(dossier.participant.campaign)
    if not of_other_unit and (other := other_unit_named(dossier, book, timezone.localdate(now))):
        raise NotPossible(_OTHER_UNIT.format(other, dossier.participant.unit.name), "of_other_unit")
    chosen = [
        (plan, choice) for plan in planned(dossier, book) if (choice := choices.get(plan.row.code, plan.usual)) != SKIP
    ]
    if not chosen:
        raise NotPossible("Không có trường hợp nào được chọn để đưa vào hồ sơ.")
    changes = {
        plan.known: _change(plan.known, plan.row, book, pack)
        for plan, choice in chosen
        if choice == UPDATE and plan.known
    }
    fresh = [plan for plan, choice in chosen if not (choice == UPDATE and plan.known)]
    for plan, _ in chosen:
        require_fitting(plan.row, book)
    _require_open(dossier, fresh, changes, pack)
    updated = [one for one, change in changes.items() if change]
    if not fresh and not updated:
        raise NotPossible("Tệp không có gì khác với hồ sơ; hồ sơ giữ nguyên.")
    last = max(dossier.nominations.values_list("number", flat=True), default=0)
    added = [_new(dossier, plan, book, pack, last + place, by, now) for place, plan in enumerate(fresh, 1)]
    for one in updated:
        _write(one, changes[one], by=by, now=now)
    touch_dossier(dossier, by, now)
    told = {"added": [one.name for one in added], "updated": [one.name for one in updated]}
    record("import_nominations", dossier, by=by, unit=dossier.participant.unit, after=told)
    return added, updated


@transaction.atomic
def undo_import_of(nominations: list[Nomination], *, by: User, now: datetime) -> int:
    """Takes those that a workbook added out again; each may still be taken back. Returns how many."""
    standing = [one for one in nominations if one.removed_at is None]
    for one in standing:
        remove_nomination(one, by=by, now=now)
    return len(standing)


def _require_open(dossier: Dossier, fresh: list[Planned], changes: Mapping[Nomination, _Change], pack: Pack) -> None:
    """Raises NotPossible with every nominee and place that the workbook would change and that is not open."""
    if fresh:
        require_open(dossier, NOMINEES)
    closed = []
    for one, change in changes.items():
        labels = []
        for place, label in dict(_places(one, change, pack)).items():
            try:
                require_open(dossier, place, one.pk)
            except NotPossible as refusal:
                labels.append(label)
                sentence = refusal.sentence
        if labels:
            closed.append(f"{one.name} ({join_words([lower_first(label) for label in dict.fromkeys(labels)])})")
    if closed:
        raise NotPossible(f"{sentence} Chọn “Bỏ qua” hoặc sửa tệp ở: {'; '.join(closed)}.")


def _places(one: Nomination, change: _Change, pack: Pack) -> Iterator[tuple[str, str]]:
    """The places where something would change, each with its words."""
    for key in change.values:
        yield place_of(one, key), label_of(key, pack, one.kind)
    for fact in (*change.saved, *change.dropped):
        label = label_of(f"amount.{fact.code}.{fact.year}", pack, one.kind)
        yield f"fact:{fact.pk}" if fact.pk else "facts", label if fact.kind == FactKind.AMOUNT else "Khen thưởng"


def _new(
    dossier: Dossier, plan: Planned, book: NominationBook, pack: Pack, number: int, by: User, now: datetime
) -> Nomination:
    awards = proposable(pack).get(plan.kind)
    if not awards:
        raise NotPossible(f"Đợt khen thưởng này không có tiêu chuẩn cho {plan.kind.label.lower()}: {plan.row.name}.")
    award = plan.row.proposed or (awards[0] if len(awards) == 1 else "")
    if award not in awards:
        raise NotPossible(f"Chưa ghi hình thức đề nghị cho {plan.row.name}; ghi ở bảng đề nghị rồi gửi lại.")
    nomination = Nomination(dossier=dossier, kind=plan.kind, award=award, name=tidy(plan.row.name), number=number)
    nomination.added_at, nomination.awards_listed = now, lists_awards(plan.row, book)
    nomination.save()
    figures = [fact for facts in amounts_of(plan.row, book).values() for fact in facts]
    change = _Change(said_of(plan.row, book, pack), [*awards_of(plan.row, book), *figures])
    _write(nomination, change, by=by, now=now)
    return nomination


def _write(nomination: Nomination, change: _Change, *, by: User, now: datetime) -> None:
    write_values(nomination, change.values, by=by, now=now)
    nomination.changed_at, nomination.changed_by = now, by
    nomination.revision += 1
    nomination.save()
    for fact in change.dropped:
        fact.delete()
    for fact in change.saved:
        fact.nomination = nomination
        fact.save()


def _change(known: Nomination, row: Row, book: NominationBook, pack: Pack) -> _Change:
    """What the workbook says otherwise than the dossier."""
    standing, facts = values_of(known), list(known.facts.all())
    rated = {(fact.of_headed, fact.year) for fact in facts if fact.from_rating_id}
    change = _Change()
    for key, said in said_of(row, book, pack).items():
        place, _, year = key.partition(".")
        if place in ("rating", "headed_rating") and (place == "headed_rating", int(year)) in rated:
            continue
        if place == "headed_name" and known.headed_id:
            continue
        value = _completed(said, standing.get(key))
        if value != standing.get(key):
            change.values[key] = value
    _compare_awards(change, list(awards_of(row, book)), [one for one in facts if one.kind == FactKind.AWARD])
    amounts = [one for one in facts if one.kind == FactKind.AMOUNT and not one.of_headed]
    for at, figures in amounts_of(row, book).items():
        _compare_figures(change, figures, [one for one in amounts if (one.code, one.year) == at])
    return change


def _completed(said: Value, held: Value) -> Value:
    """What the workbook says, with what it leaves blank as it stands."""
    match said, held:
        case Rated(level, decision, authority), Rated():
            return Rated(level, decision or held.decision, authority or held.authority)
        case View(passed, reason), View(held_passed, held_reason) if passed == held_passed:
            return View(passed, reason or held_reason)
    return said


def _compare_awards(change: _Change, told: list[Fact], held: list[Fact]) -> None:
    """Awards that nothing in the dossier tells come; a claim gets what the workbook knows of its decision."""
    for fact in told:
        same = next((one for one in held if one.code == fact.code and says_the_same(one, fact)), None)
        if same is None:
            change.saved.append(fact)
            continue
        held.remove(same)
        blank = [name for name in _COMPLETED if getattr(fact, name) and not getattr(same, name)]
        if blank and not same.from_award_id:
            for name in blank:
                setattr(same, name, getattr(fact, name))
            change.saved.append(same)


def _compare_figures(change: _Change, told: list[Fact], held: list[Fact]) -> None:
    """The figures of one indicator and year take the place of those that stand there; the proofs of a figure that is
    corrected stay with it. One that could not be read in the workbook changes none."""
    left: list[Fact] = []
    for fact in told:
        same = next((one for one in held if one.amount == fact.amount), None)
        if same is None:
            left.append(fact)
            continue
        held.remove(same)
        if fact.proof and fact.proof != same.proof:
            same.proof = fact.proof
            change.saved.append(same)
    unread = sum(fact.amount is None for fact in left)
    for fact in left:
        if not held:
            change.saved.append(fact)
        elif fact.amount is not None:
            mended = held.pop(0)
            mended.amount, mended.proof = fact.amount, fact.proof or mended.proof
            change.saved.append(mended)
    if not unread:
        change.dropped += held
