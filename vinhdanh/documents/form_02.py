"""Mẫu 02: the totals of titles and awards of a period, as the annex of a summary report.

It is laid across the page, to give its nine columns room (NĐ 30/2020, Phụ lục I, I.2 allows that for tables).
"""

from dataclasses import dataclass
from datetime import date

from vinhdanh.documents.blocks import (
    AnnexHeading,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Section,
    Signature,
    SumRow,
    Table,
)
from vinhdanh.documents.wording import BLANK, dated, letter_number
from vinhdanh.vietnamese import grouped, tidy

_COUNTS = "Số lượng"
_DIRECT = "Trong đó đối tượng ở cơ sở, lao động trực tiếp"
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Danh hiệu thi đua và hình thức khen thưởng", 80),
    Column("Tập thể", 21, "center", (_COUNTS,)),
    Column("Cá nhân", 21, "center", (_COUNTS,)),
    Column("Gia đình", 21, "center", (_COUNTS,)),
    Column("SL", 27, "center", (_DIRECT, "Tập thể")),
    Column("%", 23, "center", (_DIRECT, "Tập thể")),
    Column("SL", 27, "center", (_DIRECT, "Cá nhân")),
    Column("%", 23, "center", (_DIRECT, "Cá nhân")),
)


@dataclass(frozen=True)
class SheetLine:
    """A line: `depth` 0 is a level or the grand total, 1 a row, 2 a “Trong đó” part.

    `cells` are the seven figures in the order of the columns; a text where a figure is not one known number.
    """

    number: str
    text: str
    depth: int
    cells: tuple[int | str, ...]


@dataclass(frozen=True)
class Form02Sheet:
    """What the form says. It comes with a report: its `number` ("45", "45/BC-SYT" or empty), `symbol` ("BC-SYT"),
    `day` and `issuer`. `unit` is whose figures these are; `scope` how they were counted; no `authority`, no signature.
    """

    title: str
    first: int
    last: int
    unit: str
    issuer: str
    number: str
    symbol: str
    day: date | None
    year: int
    lines: tuple[SheetLine, ...]
    notes: tuple[str, ...] = ()
    scope: str = ""
    authority: tuple[str, ...] = ()
    signer: str = ""


def heading(record: Form02Sheet) -> str:
    """The title with its years: `Tổng hợp các danh hiệu thi đua, hình thức khen thưởng 2016 - 2020`."""
    years = f"{record.first} - {record.last}" if record.first != record.last else f"năm {record.first}"
    return f"{tidy(record.title)} {years}"


def source(record: Form02Sheet) -> str:
    """The report that the form comes with, with blanks for what is not known."""
    number = letter_number(record.number, record.symbol, BLANK)
    return f"(Kèm theo Báo cáo số {number} {dated(record.day, record.year)} của {tidy(record.issuer)})"


def remarks(record: Form02Sheet) -> tuple[str, ...]:
    """Whose figures these are where it is not the issuer, how they were counted, and the notes."""
    whose = f"Số liệu của: {tidy(record.unit)}." if tidy(record.unit) != tidy(record.issuer) else ""
    return tuple(filter(None, (whose, tidy(record.scope), *map(tidy, record.notes))))


def compose_form_02(record: Form02Sheet) -> Paper:
    """The form as a paper: title and report, the table with its head in three rows, notes, signature."""
    blocks: list[Block] = [
        AnnexHeading(heading(record), source(record)),
        Table(COLUMNS, tuple(map(_row, record.lines))),
    ]
    noted = remarks(record)
    if noted:
        blocks += [Heading("Ghi chú:"), *(Paragraph(f"- {text}") for text in noted)]
    if record.authority:
        blocks.append(Signature((), tuple(map(tidy, record.authority)), tidy(record.signer)))
    return Paper(f"{heading(record)} - {tidy(record.unit)}", (Section(tuple(blocks), "landscape"),), record.day)


def _row(line: SheetLine) -> tuple[str, ...] | SumRow:
    shown = tuple(grouped(cell) if isinstance(cell, int) else cell for cell in line.cells)
    number = line.number or ("-" if line.depth == 2 else "")
    cells = (number, tidy(line.text), *shown)
    return cells if line.depth else SumRow(cells)
