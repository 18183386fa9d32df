"""From the rows of a workbook to the facts that the rules read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vinhdanh.intake.columns import AWARDS
from vinhdanh.intake.records import AmountRow, CollectiveRow, FamilyRow, NominationBook, PersonRow
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Amount, Award, Facts, Judgement, Kind, Nominee, Rating

DELEGATES = "congress_delegates"


@dataclass
class _Record:
    """All fact rows that carry one code."""

    ratings: dict[int, Rating] = field(default_factory=dict)
    awards: list[Award] = field(default_factory=list)
    awards_known: bool = True
    awards_open: bool = False
    amounts: dict[str, dict[int, list[Amount]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    judgements: dict[str, Judgement] = field(default_factory=dict)


def nominees_of(book: NominationBook, pack: Pack) -> tuple[Nominee, ...]:
    """Every nominee of the workbook with its facts: collectives, then people, then families, as they stand.

    The awards listed are all that a nominee, or the unit that a person heads, has received (contract `screening.md`).
    """
    records = _records(book, pack)
    return (
        *(_nominee("collective", row, _collective(row, records[row.code])) for row in book.collectives),
        *(_nominee("individual", row, _person(row, records, pack)) for row in book.people),
        *(_nominee("family", row, _family(row, records[row.code])) for row in book.families),
    )


def _nominee(kind: Kind, row: CollectiveRow | PersonRow | FamilyRow, facts: Facts) -> Nominee:
    return Nominee(row.code, kind, row.name, facts, row.proposed)


def _records(book: NominationBook, pack: Pack) -> dict[str, _Record]:
    """The facts by code. Those of a code that no row can name, or of a sheet that could not be read, stay unknown."""
    records: dict[str, _Record] = defaultdict(_Record)
    for rating in book.ratings:
        kept = Rating(rating.year, rating.level, rating.authority, rating.decision)
        records[rating.code].ratings[rating.year] = kept
    for award in book.awards:
        told = (award.year, award.award, award.as_written, award.decision, award.date, award.authority)
        records[award.code].awards.append(Award(*told, unproved=award.unproved))
    for amount in book.amounts:
        for indicator, figure in _figures(amount, pack):
            records[amount.code].amounts[indicator][figure.year].append(figure)
    for answer in book.judgements:
        records[answer.code].judgements[answer.condition] = Judgement(answer.passed, answer.by, answer.reason)
    unknown = _every_code(book) if AWARDS.name in book.unread else book.unjoined
    for code in unknown:
        records[code].awards_known = False
    for code in book.open_lists:
        records[code].awards_open = True
    return records


def _every_code(book: NominationBook) -> set[str]:
    nominated = {row.code for row in book.collectives} | {row.code for row in book.people}
    return nominated | {row.code for row in book.families} | {row.headed_unit for row in book.people}


def _figures(row: AmountRow, pack: Pack) -> Iterator[tuple[str, Amount]]:
    """The figure under its indicator; one whose year or indicator was not read may be of any, and opens them all."""
    first = min(period.first for period in pack.periods.values())
    last = max(period.last for period in pack.periods.values())
    read = row.year is not None and row.indicator is not None
    for indicator in [row.indicator] if row.indicator else [item.code for item in pack.indicators]:
        for year in [row.year] if row.year else range(first, last + 1):
            yield indicator, Amount(year, row.amount if read else None, row.proof, row.unproved)


def _facts(
    record: _Record,
    attributes: dict[str, str | None],
    delegate: bool | None = None,
    headed: Facts | None = None,
) -> Facts:
    listed = record.awards_known and (record.awards or not record.awards_open)
    return Facts(
        attributes=attributes,
        memberships={DELEGATES: delegate},
        ratings=record.ratings,
        awards=tuple(record.awards) if listed else None,
        awards_open=record.awards_open,
        amounts={
            indicator: {year: tuple(rows) for year, rows in years.items()}
            for indicator, years in record.amounts.items()
        },
        judgements=record.judgements,
        headed=headed,
    )


def _collective(row: CollectiveRow, record: _Record) -> Facts:
    locality = None if row.hamlet is None else "hamlet" if row.hamlet else "other"
    return _facts(record, {"size": row.size, "locality": locality}, row.delegate)


def _person(row: PersonRow, records: dict[str, _Record], pack: Pack) -> Facts:
    blank = pack.attribute_of["head_of"].blank if "head_of" in pack.attribute_of else None
    head_of = blank if row.head_of == "" else row.head_of
    headed = _headed(records[row.headed_unit], records[row.code]) if row.headed_unit else None
    return _facts(records[row.code], {"category": row.category, "head_of": head_of}, row.delegate, headed)


def _headed(unit: _Record, person: _Record) -> Facts:
    """The unit's own record; what was judged of it may stand under the person's code or the unit's."""
    facts = _facts(unit, {})
    return replace(facts, judgements={**person.judgements, **unit.judgements})


def _family(row: FamilyRow, record: _Record) -> Facts:
    return _facts(record, {}, row.delegate)
