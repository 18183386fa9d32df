"""Trích sao thành tích: the record of one honouree as an official paper."""

from collections.abc import Iterable, Iterator
from datetime import date

from vinhdanh.documents.honours import Honour
from vinhdanh.documents.record_extract import RatingEntry, RecordExtract
from vinhdanh.intake.records import UnitSheet
from vinhdanh.models import Honouree, Unit, User
from vinhdanh.reports.honouree_record import AwardLine, Record
from vinhdanh.screening.issuer import authority, is_committee

REGISTER = "Sổ khen thưởng"


def record_extract(record: Record, reader: User, *, on: date, with_birth: bool) -> RecordExtract:
    """The extract that the reader's unit issues. `with_birth`: the reader may see the whole day of birth.

    What counts stands in the tables, what a decision revoked or corrected in the sentences about changes, with its
    name. A slip of the register is no act of law: who reads the paper sees the entry as it should stand, nothing else.
    """
    honouree, unit = record.honouree, reader.roles[0].unit
    issuer = UnitSheet(name=unit.issuing_name)
    lines = [line for year in record.years for line in (*year.titles, *year.forms)]
    latest = record.positions[0] if record.positions else None
    return RecordExtract(
        superior=unit.parent.issuing_name if unit.parent and not is_committee(issuer) else "",
        issuer=issuer.name,
        number="",
        symbol="TrS",
        place=_place(unit),
        day=None,
        year=on.year,
        kind=honouree.kind,  # type: ignore[arg-type]  # the three kinds are the same three words
        name=honouree.name,
        register=REGISTER,
        read_on=on,
        titles=tuple(_entry(line) for line in lines if line.counts and line.is_title),
        forms=tuple(_entry(line) for line in lines if line.counts and not line.is_title),
        ratings=tuple(
            RatingEntry(
                line.rating.year,
                line.label,
                line.rating.authority,
                line.rating.decision.number if line.rating.decision else "",
            )
            for year in record.years
            for line in year.ratings
            if line.counts
        ),
        changes=tuple(_changes(lines)),
        birth_year=honouree.birth_year,
        birth=_birth(honouree) if with_birth else None,
        position=latest.title if latest and latest.until is None else "",
        unit=honouree.unit.placed_name,
        authority=authority(issuer),
    )


def _entry(line: AwardLine) -> Honour:
    decision = line.decision
    return Honour(
        years=line.years,
        name=line.label,
        decision=decision.number if decision else "",
        decided_on=decision.signed_on if decision else None,
        authority=line.authority,
        remark=line.award.reason,
    )


def _changes(lines: Iterable[AwardLine]) -> Iterator[str]:
    """What decisions changed, in the order of their days."""
    decided = [(change, line) for line in lines for change in line.changes if change.decided]
    for change, line in sorted(decided, key=lambda one: one[0].on):
        yield f"{line.label}, năm {line.years}: {change.sentence}"


def _birth(honouree: Honouree) -> date | None:
    if honouree.birth_year and honouree.birth_month and honouree.birth_day:
        return date(honouree.birth_year, honouree.birth_month, honouree.birth_day)
    return None


def _place(unit: Unit) -> str:
    """The place on the paper: the unit's own, else that of the nearest unit above that has one."""
    above: Unit | None = unit
    while above is not None and not above.place:
        above = above.parent
    return above.place if above else ""
