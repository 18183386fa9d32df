"""The pages that hold a bundle together: its cover, its contents, and the sheets for what cannot be printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from vinhdanh.documents.blocks import (
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    SheetHeading,
    Table,
    Title,
    UnitLine,
)
from vinhdanh.documents.receipt import in_groups
from vinhdanh.documents.wording import place_and_date
from vinhdanh.vietnamese import tidy, two_digits, written_size

_CONTENTS: Final = (
    Column("TT", 12, "center"),
    Column("Thành phần hồ sơ", 133),
    Column("Trang", 20, "center"),
)
_FILES: Final = (
    Column("TT", 9, "center"),
    Column("Tên tệp hoặc đường dẫn", 65),
    Column("Dung lượng", 20, "right"),
    Column("Mã băm SHA-256", 71),
)


@dataclass(frozen=True)
class Cover:
    """What stands on the cover: who sends what to which campaign. Without a receipt the dossier is not sent yet."""

    superior: str
    issuer: str
    place: str
    day: date | None
    year: int
    campaign: str
    recipients: tuple[str, ...]
    nominees: str
    receipt: str = ""
    sets: int = 1


@dataclass(frozen=True)
class Entry:
    """A line of the contents: `page` is counted over the whole bundle; `nominee` is blank for the dossier's own."""

    title: str
    name: str
    page: int
    nominee: str = ""


@dataclass(frozen=True)
class LooseFile:
    """A file that no page can show, or the address of a film; `size` in bytes, None for an address."""

    name: str
    size: int | None
    sha256: str


def compose_cover(cover: Cover, number: int) -> Paper:
    """The cover of one of the sets: `Bộ 01/02`."""
    lines = (
        ("Nơi nhận hồ sơ", "; ".join(map(tidy, cover.recipients))),
        ("Đề nghị khen thưởng", tidy(cover.nominees)),
        ("Giấy biên nhận số", tidy(cover.receipt)),
    )
    blocks: tuple[Block, ...] = (
        Letterhead(tidy(cover.superior), tidy(cover.issuer), "", place_and_date(cover.place, cover.day, cover.year)),
        Title("Hồ sơ đề nghị khen thưởng", tidy(cover.campaign)),
        UnitLine(f"BỘ {two_digits(number)}/{two_digits(cover.sets)}"),
        *(Paragraph(f"{label}: {value}") for label, value in lines if value),
    )
    return Paper(f"Hồ sơ đề nghị khen thưởng - {tidy(cover.issuer)}", (Section(blocks, pages="none"),), cover.day)


def compose_contents(entries: Sequence[Entry]) -> Paper:
    """The contents: the dossier's own papers, then those of each nominee under its name."""
    blocks: tuple[Block, ...] = (Title("Mục lục", "Thành phần hồ sơ"), Table(_CONTENTS, tuple(_rows(entries))))
    return Paper("Mục lục", (Section(blocks, pages="none"),))


def _rows(entries: Sequence[Entry]) -> Iterator[tuple[str, ...] | Group]:
    nominee, groups = "", 0
    for number, entry in enumerate(entries, 1):
        if entry.nominee != nominee:
            nominee, groups = entry.nominee, groups + 1
            yield Group("", tidy(nominee))
        title = "\n".join(dict.fromkeys(filter(None, map(tidy, (entry.title, entry.name)))))
        yield (str(number), title, str(entry.page))


def compose_loose_files(files: Sequence[LooseFile], about: str) -> Paper:
    """The sheet that stands in the place of files which no page can show; they go with the bundle as files."""
    rows = tuple(
        (
            str(number),
            tidy(one.name),
            "đường dẫn" if one.size is None else written_size(one.size),
            in_groups(one.sha256),
        )
        for number, one in enumerate(files, 1)
    )
    blocks: tuple[Block, ...] = (
        SheetHeading(tidy(about), "Tài liệu kèm theo không in thành trang", ()),
        Paragraph("Các tệp, đường dẫn sau thuộc hồ sơ tại vị trí này, gửi kèm ở dạng điện tử."),
        Table(_FILES, rows, small=True),
    )
    return Paper("Tài liệu kèm theo không in thành trang", (Section(blocks, pages="none"),))
