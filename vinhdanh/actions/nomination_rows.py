"""What the rows of a nomination workbook say of one nominee: values and facts; and which cells are too long."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db import models

from vinhdanh.actions.nomination_values import Rated, Value, View
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.columns import AMOUNTS, AWARDS, COLLECTIVES, FAMILIES, PEOPLE, RATINGS, Sheet
from vinhdanh.intake.records import AmountRow, AwardRow, CollectiveRow, FamilyRow, NominationBook, PersonRow, RatingRow
from vinhdanh.models import Fact, FactKind, HonoureeKind, Nomination, Sex
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.nominees import DELEGATES
from vinhdanh.vietnamese import folded

Row = CollectiveRow | PersonRow | FamilyRow
FactRow = RatingRow | AwardRow | AmountRow
_KINDS: tuple[tuple[type, HonoureeKind], ...] = (
    (CollectiveRow, HonoureeKind.COLLECTIVE),
    (PersonRow, HonoureeKind.INDIVIDUAL),
    (FamilyRow, HonoureeKind.FAMILY),
)
_SEXES = {folded(str(label)): code for code, label in Sex.choices}


class _Held(NamedTuple):
    """Where a text of a row is kept: the field of the row, the sheet's field for it, the column of the table."""

    field: str
    of_sheet: str
    model: type[models.Model]
    column: str


_SHEETS: dict[type, Sheet] = {
    CollectiveRow: COLLECTIVES,
    PersonRow: PEOPLE,
    FamilyRow: FAMILIES,
    RatingRow: RATINGS,
    AwardRow: AWARDS,
    AmountRow: AMOUNTS,
}
_NOMINEE = {
    "name": "name",
    "birth": "birth",
    "ethnicity": "ethnicity",
    "position": "position",
    "workplace": "workplace",
    "headed_unit": "headed_name",
    "residence": "residence",
}
_TEXTS = (
    *(_Held(field, field, Nomination, column) for field, column in _NOMINEE.items()),
    *(_Held(field, field, Fact, field) for field in ("decision", "authority", "proof")),
    _Held("as_written", "award", Fact, "as_written"),
)


def kind_of(row: Row) -> HonoureeKind:
    """The kind of nominee that stands on this sheet."""
    return next(kind for sort, kind in _KINDS if isinstance(row, sort))


def codes_of(row: Row) -> dict[str, bool]:
    """The codes of its facts: its own, and that of the unit headed; each with whether it is the unit's."""
    codes = {row.code: False}
    if isinstance(row, PersonRow) and row.headed_unit:
        codes.setdefault(row.headed_unit, True)
    return codes


def require_fitting(row: Row, book: NominationBook) -> None:
    """Raises NotPossible at the first cell about this nominee that is longer than what is kept: nothing is cut."""
    codes = codes_of(row)
    facts = (one for rows in (book.ratings, book.awards, book.amounts) for one in rows if one.code in codes)
    for one in (row, *facts):
        for held in _TEXTS:
            text = getattr(one, held.field, "")
            longest = held.model._meta.get_field(held.column).max_length  # type: ignore[union-attr]
            if isinstance(text, str) and longest and len(text) > longest:
                sheet = _SHEETS[type(one)]
                raise NotPossible(
                    f"Trang “{sheet.name}” dòng {one.row}, cột “{sheet.column(held.of_sheet).header}”: có {len(text)} "
                    f"ký tự, dài quá {longest}. Rút gọn trong tệp rồi gửi lại."
                )


def said_of(row: Row, book: NominationBook, pack: Pack) -> dict[str, Value]:
    """What the workbook says by keys of the sheet of values; a blank cell says nothing."""
    codes, said = codes_of(row), _of_person(row, book, pack)
    for rating in book.ratings:
        if rating.code in codes:
            place = "headed_rating" if codes[rating.code] else "rating"
            said[f"{place}.{rating.year}"] = Rated(rating.level, rating.decision, rating.authority)
    for answer in book.judgements:
        if answer.code in codes:
            said[f"view.{answer.condition}"] = View(answer.passed, answer.reason)
    return {key: value for key, value in said.items() if value not in (None, "")}


def _of_person(row: Row, book: NominationBook, pack: Pack) -> dict[str, Value]:
    values: dict[str, Value] = {"summary": row.summary, "remark": row.note, f"member.{DELEGATES}": row.delegate}
    match row:
        case CollectiveRow():
            locality = None if row.hamlet is None else "hamlet" if row.hamlet else "other"
            values |= {"attribute.size": row.size, "attribute.locality": locality}
        case PersonRow():
            head = pack.attribute_of["head_of"].blank if row.head_of == "" and "head_of" in pack.attribute_of else None
            values |= {name: getattr(row, name) for name in ("birth", "ethnicity", "position", "workplace")}
            values |= {"direct_worker": row.direct_worker, "headed_name": _headed_name(row, book)}
            values |= {"sex": _SEXES.get(folded(row.sex), "")}
            values |= {"attribute.category": row.category, "attribute.head_of": row.head_of or head}
        case FamilyRow():
            values["residence"] = row.residence
    known = pack.attribute_of.keys()
    return {key: value for key, value in values.items() if key.partition("attribute.")[2] in {"", *known}}


def _headed_name(row: PersonRow, book: NominationBook) -> str:
    """The name of the unit headed where it is nominated too, else the code by which the workbook calls it."""
    return next((one.name for one in book.collectives if one.code == row.headed_unit), row.headed_unit)


def lists_awards(row: Row, book: NominationBook) -> bool:
    """Whether the workbook tells all awards of this nominee."""
    return row.code not in book.unjoined and AWARDS.name not in book.unread


def awards_of(row: Row, book: NominationBook) -> Iterator[Fact]:
    """The awards as facts of no nomination yet; two rows stay two."""
    codes = codes_of(row)
    for award in book.awards:
        if award.code in codes:
            yield Fact(
                kind=FactKind.AWARD,
                of_headed=codes[award.code],
                year=award.year,
                code=award.award or "",
                as_written=award.as_written,
                decision=award.decision,
                decided_on=award.date,
                authority=award.authority,
            )


def amounts_of(row: Row, book: NominationBook) -> Mapping[tuple[str, int | None], list[Fact]]:
    """The figures as facts, by indicator and year: those of one are to be added."""
    found: dict[tuple[str, int | None], list[Fact]] = {}
    for one in book.amounts:
        if one.code == row.code:
            code = one.indicator or ""
            fact = Fact(kind=FactKind.AMOUNT, year=one.year, code=code, amount=one.amount, proof=one.proof)
            found.setdefault((code, one.year), []).append(fact)
    return found
