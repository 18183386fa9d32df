"""Giấy biên nhận hồ sơ: that a dossier has come in, when, from whom, and exactly which files.

Made by the program the moment a dossier is sent, so that nobody signs it: its number, the time and the digests of the
files stand for it. NĐ 30/2020/NĐ-CP, Phụ lục I for the layout; its pages are counted "Trang 1/2", since lists are long.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vinhdanh.documents.blocks import Block, Column, Heading, Letterhead, Paper, Paragraph, Section, Table, Title
from vinhdanh.documents.wording import place_and_date
from vinhdanh.vietnamese import long_date, tidy, two_digits, written_size

KIND_OF_PAPER: Final = "Giấy biên nhận"
COLUMNS: Final = (
    Column("TT", 9, "center"),
    Column("Thành phần hồ sơ, tên tệp", 65),
    Column("Dung lượng", 20, "right"),
    Column("Mã băm SHA-256", 71),
)


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it was received: `size` in bytes, `sha256` as 64 hexadecimal digits; a link has a size of None.

    `part` is the part of the dossier, `nominee` whom it is about, where it is about one.
    """

    name: str
    size: int | None
    sha256: str
    part: str = ""
    nominee: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the receipt says.

    `received_at` is local time. `version` counts how often the dossier was sent. `deadline` is the day or its sentence
    and `cite` the clause. `nominees` are whom it proposes, as counted ("02 tập thể, 03 cá nhân"). `digest` is the
    SHA-256 of the whole that was sent.
    """

    superior: str
    issuer: str
    number: str
    place: str
    received_at: datetime
    campaign: str
    unit: str
    version: int
    sender: str
    deadline: str
    cite: str
    nominees: str
    files: tuple[ReceivedFile, ...]
    digest: str


def compose_receipt(record: Receipt) -> Paper:
    """The receipt as a paper: who received what, from whom and when, then the files with their digests."""
    moment = record.received_at
    late = f"{tidy(record.deadline)} ({tidy(record.cite)})" if record.cite else tidy(record.deadline)
    lines = (
        ("Đơn vị gửi hồ sơ", record.unit),
        ("Đợt khen thưởng", record.campaign),
        ("Đề nghị khen thưởng", record.nominees),
        ("Thời điểm nhận", f"{moment:%H giờ %M phút %S giây}, {long_date(moment.date())}"),
        ("Lần gửi", two_digits(record.version)),
        ("Người gửi", record.sender),
        ("Thời hạn nhận hồ sơ", late),
    )
    blocks: tuple[Block, ...] = (
        Letterhead(
            tidy(record.superior),
            tidy(record.issuer),
            f"Số: {tidy(record.number)}",
            place_and_date(record.place, moment.date(), moment.year),
        ),
        Title(KIND_OF_PAPER, "Hồ sơ đề nghị khen thưởng"),
        *(Paragraph(f"{label}: {tidy(value)}") for label, value in lines if tidy(value)),
        Heading(f"Danh sách tệp đã nhận ({two_digits(len(record.files))} tệp)"),
        Table(COLUMNS, tuple(_row(number, one) for number, one in enumerate(record.files, 1)), small=True),
        Paragraph(f"Mã băm SHA-256 của toàn bộ hồ sơ đã gửi: {in_groups(record.digest)}"),
        Paragraph(
            "Giấy này do phần mềm lập tự động khi nhận đủ hồ sơ, không cần chữ ký. Tệp có mã băm khác mã ghi ở trên "
            "không phải là tệp đã nhận./."
        ),
    )
    title = f"{KIND_OF_PAPER} hồ sơ số {tidy(record.number)} - {tidy(record.unit)}"
    return Paper(title, (Section(blocks, pages="of_total"),), moment.date())


def in_groups(digest: str) -> str:
    """A digest that can break between groups of eight, and be read aloud."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _row(number: int, one: ReceivedFile) -> tuple[str, ...]:
    above = " - ".join(filter(None, map(tidy, (one.part, one.nominee))))
    size = "liên kết" if one.size is None else written_size(one.size)
    return (str(number), "\n".join(filter(None, (above, tidy(one.name)))), size, in_groups(one.sha256))
