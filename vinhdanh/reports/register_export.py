"""The register as rows for a file: what the page lists, all of it, and nothing personal but the year of birth."""

from collections.abc import Iterator
from dataclasses import dataclass

from vinhdanh.models import User
from vinhdanh.models.many_rows import parts
from vinhdanh.reports.ranking import Candidate
from vinhdanh.reports.register import (
    AwardRow,
    Entry,
    award_rows,
    awards_of,
    entries,
    honoured_by,
    plain_entries,
)
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.search import Found

Cell = str | int | None
_AT_ONCE = 500
_YES_NO = {True: "có", False: "không", None: ""}

_ENTRY_HEADER = (
    *("Loại", "Tên", "Năm sinh", "Chức vụ", "Đơn vị", "Khen thưởng gần nhất", "Năm", "Số lượt khen thưởng", "Ghi chú"),
)
_AWARD_HEADER = (
    *(
        "Loại",
        "Tên",
        "Năm sinh",
        "Chức vụ khi được khen",
        "Đơn vị",
        "Danh hiệu hay hình thức",
        "Tên danh hiệu, hình thức",
    ),
    *("Loại hình khen thưởng", "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan quyết định"),
    *("Cơ sở, lao động trực tiếp", "Lãnh đạo từ cấp phòng", "Hiệu lực"),
)


@dataclass(frozen=True, slots=True)
class Export:
    """A header, so many rows, and the rows, read as they are written."""

    header: tuple[str, ...]
    count: int
    rows: Iterator[tuple[Cell, ...]]


def export_awards(narrowed: RegisterFilter, user: User, found: Found | None) -> Export:
    """Every award of the list, in its order."""
    listed = awards_of(narrowed.awards_seen_by(user, by_year=False), found).order_by("-year", "-pk")
    keys = list(listed.values_list("pk", flat=True))
    return Export(_AWARD_HEADER, len(keys), (_award(row) for some in parts(keys, _AT_ONCE) for row in award_rows(some)))


def export_entries(narrowed: RegisterFilter, user: User, found: Found | None) -> Export:
    """Everything of the list, in its order."""
    candidates = list(found.candidates) if found else _listed(narrowed, user)
    return Export(
        _ENTRY_HEADER,
        len(candidates),
        (_entry(row) for some in parts(candidates, _AT_ONCE) for row in entries(some, user)),
    )


def _listed(narrowed: RegisterFilter, user: User) -> list[Candidate]:
    if not narrowed.asks_of_awards:
        listed = plain_entries(narrowed, user).order_by("-last_year", "-key")
        return [Candidate(thing, key, "", 0, False) for thing, key in listed.values_list("thing", "key")]
    keys = list(narrowed.awards_seen_by(user, by_year=False).order_by("-year", "-pk").values_list("pk", flat=True))
    found = (one for some in parts(keys, _AT_ONCE) for one in honoured_by(some, user))
    return list({one.key: one for one in found}.values())


def _entry(row: Entry) -> tuple[Cell, ...]:
    return (
        *(row.kind_label, row.name, row.birth_year, row.position, row.unit, row.award, row.award_year),
        *(row.awards or None, row.note),
    )


def _award(row: AwardRow) -> tuple[Cell, ...]:
    return (
        *(row.kind_label, row.name, row.birth_year, row.position, row.unit),
        *("danh hiệu thi đua" if row.is_title else "hình thức khen thưởng", row.label, row.manner, row.years),
        *(row.number, row.signed_on, row.authority, _YES_NO[row.direct], _YES_NO[row.leader], row.standing),
    )
