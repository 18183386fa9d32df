"""Trích sao thành tích: what the honours register holds of one collective, person or family, as an official extract.

The two tables are those of the achievement reports (danh hiệu thi đua, hình thức khen thưởng), which are never mixed;
NĐ 30/2020/NĐ-CP, Phụ lục I for the layout, Phụ lục III for the symbol of an extract (TrS).
"""

from dataclasses import dataclass
from datetime import date

from vinhdanh.documents.blocks import (
    Block,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    Signature,
    Table,
    Title,
)
from vinhdanh.documents.honours import Honour
from vinhdanh.documents.wording import BLANK, Kind, letter_number, place_and_date
from vinhdanh.vietnamese import long_date, tidy, written_date

KIND_OF_PAPER = "Trích sao thành tích"
SUBJECT = "Danh hiệu thi đua, hình thức khen thưởng"
_DECISION = "Số, ngày, tháng, năm của quyết định"
_AUTHORITY = "Cơ quan ban hành quyết định"
TITLES = (Column("Năm", 15, "center"), Column("Danh hiệu thi đua", 58), Column(_DECISION, 45), Column(_AUTHORITY, 47))
FORMS = (
    Column("Năm", 15, "center"),
    Column("Hình thức khen thưởng", 58),
    Column(_DECISION, 45),
    Column(_AUTHORITY, 47),
)
RATINGS = (Column("Năm", 15, "center"), Column("Kết quả xếp loại", 58), Column("Số quyết định, cơ quan công nhận", 92))
_NAME_LABELS: dict[Kind, str] = {"collective": "Tên tập thể", "individual": "Họ và tên", "family": "Tên gia đình"}
_PLACE_LABELS: dict[Kind, str] = {
    "collective": "Đơn vị quản lý",
    "individual": "Đơn vị công tác hoặc nơi cư trú",
    "family": "Nơi cư trú",
}


@dataclass(frozen=True)
class RatingEntry:
    """The rating of one year and who recognised it."""

    year: int
    level: str
    authority: str = ""
    decision: str = ""


@dataclass(frozen=True)
class RecordExtract:
    """What the extract says. Of a birth only the year is shown, unless `birth` is given to those who may see it.

    `changes` are whole sentences on corrections, revocations and re-issues. `register` is how the register is called,
    `read_on` the day on which it was read. `number` is "12", "12/TrS-SNV" or empty; `symbol` is "TrS-SNV".
    """

    superior: str
    issuer: str
    number: str
    symbol: str
    place: str
    day: date | None
    year: int
    kind: Kind
    name: str
    register: str
    read_on: date
    titles: tuple[Honour, ...]
    forms: tuple[Honour, ...]
    ratings: tuple[RatingEntry, ...] = ()
    changes: tuple[str, ...] = ()
    birth_year: int | None = None
    birth: date | None = None
    position: str = ""
    unit: str = ""
    receivers: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    signer: str = ""


def compose_record_extract(record: RecordExtract) -> Paper:
    """The extract as a paper: letterhead, who, two tables of honours, ratings, changes, source, signature."""
    number = letter_number(record.number, record.symbol)
    blocks: list[Block] = [
        Letterhead(
            tidy(record.superior),
            tidy(record.issuer),
            f"Số: {number}",
            place_and_date(record.place, record.day, record.year),
        ),
        Title(KIND_OF_PAPER, SUBJECT),
        *(Paragraph(f"{label}: {value}") for label, value in who(record)),
        Heading("1. Danh hiệu thi đua"),
        _honours(TITLES, record.titles, "danh hiệu thi đua"),
        Heading("2. Hình thức khen thưởng"),
        _honours(FORMS, record.forms, "hình thức khen thưởng"),
    ]
    parts = iter(("3", "4"))
    if record.ratings:
        rows = tuple((str(each.year), tidy(each.level), _recognised(each)) for each in record.ratings)
        blocks += [Heading(f"{next(parts)}. Kết quả xếp loại hằng năm"), Table(RATINGS, rows)]
    if record.changes:
        blocks.append(Heading(f"{next(parts)}. Đính chính, thu hồi, cấp lại"))
        blocks += [Paragraph(f"- {tidy(text)}") for text in record.changes]
    blocks += [
        Paragraph(f"Trích từ {tidy(record.register)}, {long_date(record.read_on)}./."),
        Signature(tuple(map(tidy, record.receivers)), tuple(map(tidy, record.authority)), tidy(record.signer)),
    ]
    shown = letter_number(record.number, record.symbol, BLANK)
    return Paper(f"{KIND_OF_PAPER} số {shown} - {tidy(record.name)}", (Section(tuple(blocks)),), record.day)


def who(record: RecordExtract) -> list[tuple[str, str]]:
    """Who it is, as label and value; what is not known is not named."""
    born = ("Năm sinh", str(record.birth_year or ""))
    if record.birth:
        born = ("Ngày sinh", written_date(record.birth))
    facts = [(_NAME_LABELS[record.kind], record.name)]
    facts += [born, ("Chức vụ", record.position)] if record.kind == "individual" else []
    facts.append((_PLACE_LABELS[record.kind], record.unit))
    return [(label, tidy(value)) for label, value in facts if tidy(value)]


def _honours(columns: tuple[Column, ...], entries: tuple[Honour, ...], what: str) -> Block:
    """The table, or the sentence that there is nothing to put into it."""
    if not entries:
        return Paragraph(f"Sổ khen thưởng không ghi {what} nào.")
    return Table(columns, tuple(_row(entry) for entry in entries))


def _row(entry: Honour) -> tuple[str, ...]:
    name = "\n".join(filter(None, (tidy(entry.name), tidy(entry.remark))))
    day = f"ngày {written_date(entry.decided_on)}" if entry.decided_on else ""
    return (tidy(entry.years), name, "\n".join(filter(None, (tidy(entry.decision), day))), tidy(entry.authority))


def _recognised(rating: RatingEntry) -> str:
    return ", ".join(filter(None, (tidy(rating.decision), tidy(rating.authority))))
