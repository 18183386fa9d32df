"""A nomination workbook into a dossier as drafts: what would come, and the writing of it in one go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.nomination_values import Rated, Value, View, write_values
from vinhdanh.actions.nominations import NOMINEES, held_dossier, proposable, remove_nomination, touch_dossier
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.columns import AWARDS
from vinhdanh.intake.records import AmountRow, AwardRow, CollectiveRow, FamilyRow, NominationBook, PersonRow
from vinhdanh.models import Dossier, Fact, FactKind, HonoureeKind, Nomination, Sex, User
from vinhdanh.models.sending_days import pack_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.nominees import DELEGATES
from vinhdanh.vietnamese import folded, tidy

Row = CollectiveRow | PersonRow | FamilyRow
ADD, UPDATE, SKIP = "add", "update", "skip"
_KINDS: tuple[tuple[type, HonoureeKind], ...] = (
    (CollectiveRow, HonoureeKind.COLLECTIVE),
    (PersonRow, HonoureeKind.INDIVIDUAL),
    (FamilyRow, HonoureeKind.FAMILY),
)
_SEXES = {folded(str(label)): code for code, label in Sex.choices}
_LONGEST = 200  # letters of a position, a workplace, a residence (models/nominations.py)


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


def planned(dossier: Dossier, book: NominationBook) -> list[Planned]:
    """What the workbook would bring, in its order."""
    standing = dossier.nominations.filter(removed_at=None)
    known = {(one.kind, one.name_folded, one.award): one for one in standing}
    awards = proposable(pack_of(dossier.participant.campaign))

    def of(row: Row) -> Planned:
        kind, codes = kind_of(row), _codes(row)
        counts = [sum(one.code in codes for one in rows) for rows in (book.ratings, book.awards, book.amounts)]
        award = row.proposed or next(iter(awards.get(kind, ())), "")
        return Planned(row, kind, known.get((kind, folded(row.name), award)), *counts)

    rows: tuple[Row, ...] = (*book.collectives, *book.people, *book.families)
    return [of(row) for row in rows]


@transaction.atomic
def import_nominations(
    dossier: Dossier, book: NominationBook, choices: Mapping[str, str], *, by: User, now: datetime
) -> tuple[list[Nomination], list[Nomination]]:
    """Adds the nominees of the workbook, or brings what it says to those whom the dossier knows; all or nothing.

    `choices`: per code of a nominee ADD, UPDATE or SKIP; without one, the usual. What was judged in the workbook is the
    unit's own view. Of a known nominee a blank cell changes nothing, and what the register says stays. Returns those
    added and those updated. Raises NotPossible where nothing is to be done, and for a kind that the campaign does not
    honour.
    """
    dossier = held_dossier(dossier, by=by)
    require_open(dossier, NOMINEES)
    pack = pack_of(dossier.participant.campaign)
    added: list[Nomination] = []
    updated: list[Nomination] = []
    last = max(dossier.nominations.values_list("number", flat=True), default=0)
    for plan in planned(dossier, book):
        choice = choices.get(plan.row.code, plan.usual)
        if choice == SKIP:
            continue
        if choice == UPDATE and plan.known:
            nomination = plan.known
            updated.append(nomination)
        else:
            last += 1
            nomination = _new(dossier, plan, pack, last, now)
            added.append(nomination)
        _write(nomination, plan, book, pack, by=by, now=now)
    if not added and not updated:
        raise NotPossible("Không có trường hợp nào được chọn để đưa vào hồ sơ.")
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


def kind_of(row: Row) -> HonoureeKind:
    """The kind of nominee that stands on this sheet."""
    return next(kind for sort, kind in _KINDS if isinstance(row, sort))


def _codes(row: Row) -> dict[str, bool]:
    """The codes of its facts: its own, and that of the unit headed; each with whether it is the unit's."""
    codes = {row.code: False}
    if isinstance(row, PersonRow) and row.headed_unit:
        codes.setdefault(row.headed_unit, True)
    return codes


def _new(dossier: Dossier, plan: Planned, pack: Pack, number: int, now: datetime) -> Nomination:
    awards = proposable(pack).get(plan.kind)
    if not awards:
        raise NotPossible(f"Đợt khen thưởng này không có tiêu chuẩn cho {plan.kind.label.lower()}: {plan.row.name}.")
    award = plan.row.proposed or (awards[0] if len(awards) == 1 else "")
    if award not in awards:
        raise NotPossible(f"Chưa ghi hình thức đề nghị cho {plan.row.name}; ghi ở bảng đề nghị rồi gửi lại.")
    nomination = Nomination(dossier=dossier, kind=plan.kind, award=award, name=tidy(plan.row.name), number=number)
    nomination.added_at = now
    nomination.save()
    return nomination


def _write(nomination: Nomination, plan: Planned, book: NominationBook, pack: Pack, *, by: User, now: datetime) -> None:
    row, codes = plan.row, _codes(plan.row)
    values = {key: value for key, value in _values(row, book, pack).items() if value not in (None, "")}
    of_register = set(nomination.facts.exclude(from_rating=None).values_list("of_headed", "year"))
    for rating in book.ratings:
        if rating.code in codes and (codes[rating.code], rating.year) not in of_register:
            place = "headed_rating" if codes[rating.code] else "rating"
            values[f"{place}.{rating.year}"] = Rated(rating.level, rating.decision[:80], rating.authority[:200])
    for answer in book.judgements:
        if answer.code in codes:
            values[f"view.{answer.condition}"] = View(answer.passed, answer.reason)
    write_values(nomination, values, by=by, now=now)
    nomination.changed_at, nomination.changed_by = now, by
    nomination.revision += 1
    nomination.save()
    held = list(nomination.facts.all())
    for fact in _rows(nomination, book, codes):
        if not any(_same(one, fact) for one in held):
            fact.save()


def _values(row: Row, book: NominationBook, pack: Pack) -> dict[str, Value]:
    listed = row.code not in book.unjoined and AWARDS.name not in book.unread
    values: dict[str, Value] = {
        "summary": row.summary,
        "remark": row.note,
        "awards_listed": listed,
        f"member.{DELEGATES}": row.delegate,
    }
    match row:
        case CollectiveRow():
            locality = None if row.hamlet is None else "hamlet" if row.hamlet else "other"
            values |= {"attribute.size": row.size, "attribute.locality": locality}
        case PersonRow():
            head = pack.attribute_of["head_of"].blank if row.head_of == "" and "head_of" in pack.attribute_of else None
            values |= {name: getattr(row, name)[:_LONGEST] for name in ("position", "workplace")}
            values |= {"birth": row.birth[:10], "ethnicity": row.ethnicity[:40], "direct_worker": row.direct_worker}
            values |= {"sex": _SEXES.get(folded(row.sex), ""), "headed_name": _headed_name(row, book)}
            values |= {"attribute.category": row.category, "attribute.head_of": row.head_of or head}
        case FamilyRow():
            values["residence"] = row.residence[:_LONGEST]
    known = pack.attribute_of.keys()
    return {key: value for key, value in values.items() if key.partition("attribute.")[2] in {"", *known}}


def _headed_name(row: PersonRow, book: NominationBook) -> str:
    """The name of the unit headed where it is nominated too, else the code by which the workbook calls it."""
    return next((one.name for one in book.collectives if one.code == row.headed_unit), row.headed_unit)[:200]


def _rows(nomination: Nomination, book: NominationBook, codes: Mapping[str, bool]) -> Iterator[Fact]:
    """Awards and figures as facts: several of one year stay several."""
    for award in book.awards:
        if award.code in codes:
            yield _award(nomination, award, codes[award.code])
    for amount in book.amounts:
        if codes.get(amount.code) is False:
            yield _amount(nomination, amount)


def _award(nomination: Nomination, row: AwardRow, of_headed: bool) -> Fact:
    return Fact(
        nomination=nomination,
        kind=FactKind.AWARD,
        of_headed=of_headed,
        year=row.year,
        code=row.award or "",
        as_written=row.as_written[:300],
        decision=row.decision[:80],
        decided_on=row.date,
        authority=row.authority[:200],
    )


def _amount(nomination: Nomination, row: AmountRow) -> Fact:
    code, proof = row.indicator or "", row.proof[:300]
    return Fact(nomination=nomination, kind=FactKind.AMOUNT, year=row.year, code=code, amount=row.amount, proof=proof)


def _same(held: Fact, fact: Fact) -> bool:
    """Whether the dossier says so already; of an award, also without its decision."""
    names = ("kind", "of_headed", "year", "code", "amount")
    if any(getattr(held, name) != getattr(fact, name) for name in names):
        return False
    if fact.kind == FactKind.AMOUNT:
        return True
    told = fact.code or folded(held.as_written) == folded(fact.as_written)
    return bool(told) and fact.decision in ("", held.decision)
