"""Mẫu 03: the summary of achievements of those whom a unit proposes.

The form has no letterhead of its own: it goes with the tờ trình. It is laid across the page, to give the achievements
room; NĐ 30/2020, Phụ lục I, I.2 allows that for tables that are no annex.
"""

from dataclasses import dataclass
from datetime import date

from vinhdanh.documents.blocks import Column, Group, Paper, Section, Signature, Table, Title, UnitLine
from vinhdanh.documents.wording import Kind, grouped_by_kind, place_and_date
from vinhdanh.vietnamese import tidy

COLUMNS = (
    Column("TT", 5, "center"),
    Column("Tên tập thể, cá nhân", 26),
    Column("Tóm tắt thành tích tiêu biểu, nổi bật", 57, "justify"),
    Column("Ghi chú", 12),
)
_BLANK_ROWS = (("1", "", "", ""), ("2", "", "", ""), ("3", "", "", ""))


@dataclass(frozen=True)
class SummaryEntry:
    """One line of the form. `detail` (position, place of work or residence) stands below the name.

    `summary` may hold several paragraphs, apart by line feeds.
    """

    kind: Kind
    name: str
    summary: str
    detail: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Form03:
    """What the form says. `title` and `subject` are the campaign's words; no `day` or `signer` leaves a blank."""

    title: str
    subject: str
    unit: str
    entries: tuple[SummaryEntry, ...]
    place: str
    day: date | None
    year: int
    authority: tuple[str, ...]
    signer: str = ""


def compose_form_03(record: Form03) -> Paper:
    """The form as a paper: title, unit, table in groups (collectives, persons, families), date and signature."""
    rows: list[tuple[str, ...] | Group] = []
    for group, entries in grouped_by_kind(record.entries):
        rows.append(group)
        rows.extend(_row(number, entry) for number, entry in enumerate(entries, 1))
    blocks = (
        Title(record.title, record.subject),
        UnitLine(f"TÊN ĐƠN VỊ: {tidy(record.unit)}"),
        Table(COLUMNS, tuple(rows) or _BLANK_ROWS),
        Signature((), record.authority, tidy(record.signer), place_and_date(record.place, record.day, record.year)),
    )
    return Paper(f"{record.title} - {tidy(record.unit)}", (Section(blocks, "landscape"),), record.day)


def _row(number: int, entry: SummaryEntry) -> tuple[str, ...]:
    name = "\n".join(filter(None, (tidy(entry.name), tidy(entry.detail))))
    summary = "\n".join(filter(None, map(tidy, entry.summary.splitlines())))
    return (str(number), name, summary, tidy(entry.remark))
