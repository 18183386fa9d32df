"""The numbers of a paper, once: page, margins, and for each role its size, weight and place.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I ("NĐ 30"): Mục I the page, II and III the elements, V the table
of sizes. Both writers read this file and nothing else; no paper knows a margin or a font. Lengths are in millimetres,
sizes and spaces between paragraphs in points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

FONT: Final = "Times New Roman"  # NĐ 30, I.4: named in every .docx
PRINTED_FONT: Final = "Tinos"  # the same widths; what a .pdf carries inside it
INK: Final = "000000"  # NĐ 30, I.4: black

PAGE_SHORT: Final = 210.0  # A4, NĐ 30, I.1
PAGE_LONG: Final = 297.0
MARGIN_TOP: Final = 20.0  # 20-25 mm, NĐ 30, I.3
MARGIN_BOTTOM: Final = 20.0  # 20-25 mm
MARGIN_LEFT: Final = 30.0  # 30-35 mm
MARGIN_RIGHT: Final = 15.0  # 15-20 mm
PAGE_NUMBER_FROM_EDGE: Final = 9.0  # centred within the top margin, NĐ 30, I.7
FOOT_FROM_EDGE: Final = 10.0

LETTERHEAD_LEFT: Final = 69.0  # ô 2 and 3; the rest of the width is ô 1 and 4 (NĐ 30, IV)
SIGNATURE_LEFT: Final = 75.0  # ô 9b; the rest is ô 7
SIGNATURE_SHARE: Final = 0.92  # of its column, for the lines of one who signs beside another
RULE_SHARE: Final = 0.42  # of the line above it: 1/3 to 1/2, NĐ 30, II.2.b and II.5.b
RULE_WEIGHT: Final = 0.75
CENTRED_SHARE: Final = 0.88  # centred lines are balanced within this much of the width
DASH: Final = "- "
CELL_SIDE: Final = 1.6
CELL_ABOVE: Final = 2.5  # points above and below the text of a cell
TABLE_LINE: Final = 0.5
ROW_WHOLE_LINES: Final = 16  # a row of at most so many lines is never split between pages
KEPT_LINES: Final = 2  # so many lines of text, at least, stand above a signature on its page
DEPTH_INDENT: Final = 5.5  # one step into a tree of conditions
MARK_WIDTH: Final = 5.0

MM_TO_PT: Final = 72 / 25.4
LINE_HEIGHT: Final = (1825 + 443 + 87) / 2048  # of Times New Roman, in ems: what word processors call single spacing
ASCENT: Final = 1825 / 2048
DESCENT: Final = 443 / 2048

Orientation = Literal["portrait", "landscape"]
Align = Literal["left", "center", "right", "justify"]


class Role(StrEnum):
    """What a line of a paper is. The order is that of the boxes of NĐ 30, IV; then comes the unofficial sheet.

    The values name the styles in Word, so that an officer finds them there.
    """

    NATIONAL_TITLE = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    SUPERIOR = "Cơ quan chủ quản"
    ISSUER = "Cơ quan ban hành"
    NUMBER = "Số và ký hiệu"
    PLACE_DATE = "Địa danh và thời gian"
    KIND = "Tên loại"
    SUBJECT = "Trích yếu"
    ADDRESSEE = "Kính gửi"
    ADDRESSEE_ITEM = "Kính gửi - danh sách"
    BASIS = "Căn cứ"
    BODY = "Nội dung"
    HEADING = "Đề mục"
    RECEIVERS = "Nơi nhận"
    RECEIVER = "Nơi nhận - danh sách"
    AUTHORITY = "Chức vụ người ký"
    SIGNER = "Họ tên người ký"
    SIGNER_NOTE = "Chỉ dẫn người ký"
    ANNEX_LABEL = "Phụ lục"
    ANNEX_TITLE = "Tên phụ lục"
    ANNEX_SOURCE = "Chỉ dẫn kèm theo"
    UNIT_LINE = "Tên đơn vị"
    TABLE_HEAD = "Bảng - đầu cột"
    TABLE_SECTION = "Bảng - nhóm"
    TABLE_CELL = "Bảng - ô"
    PAGE_NUMBER = "Số trang"
    SHEET_CAMPAIGN = "Phiếu - đợt khen thưởng"
    SHEET_TITLE = "Phiếu - tên"
    SHEET_META = "Phiếu - thông tin"
    SHEET_HEADING = "Phiếu - mục"
    SHEET_NAME = "Phiếu - tên trường hợp"
    SHEET_DETAIL = "Phiếu - chi tiết"
    SHEET_SENTENCE = "Phiếu - kết luận"
    SHEET_FINDING = "Phiếu - điều kiện"
    SHEET_NOTE = "Phiếu - căn cứ"
    SHEET_HEAD = "Phiếu - đầu cột"
    SHEET_CELL = "Phiếu - ô"
    SHEET_FOOT = "Phiếu - số trang"


@dataclass(frozen=True)
class Style:
    """How one role looks. `before` in points, `line` as a multiple of single spacing, `first_line` in millimetres."""

    size: float
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: Align = "left"
    before: float = 0
    line: float = 1.0
    first_line: float = 0
    tone: str = ""


STYLES: Final[Mapping[Role, Style]] = {
    Role.NATIONAL_TITLE: Style(12, bold=True, caps=True, align="center"),  # II.1.a: 12-13
    Role.MOTTO: Style(13, bold=True, align="center"),  # II.1.b: 13-14, its rule as long as the line
    Role.SUPERIOR: Style(12, caps=True, align="center"),  # II.2.b: 12-13, upright
    Role.ISSUER: Style(12, bold=True, caps=True, align="center"),  # II.2.b: 12-13, bold, rule 1/3-1/2
    Role.NUMBER: Style(13, align="center", before=6),  # II.3.c: 13
    Role.PLACE_DATE: Style(13, italic=True, align="center", before=6),  # II.4.c: 13-14, italic
    Role.KIND: Style(14, bold=True, caps=True, align="center", before=16),  # II.5.b: 13-14, bold
    Role.SUBJECT: Style(14, bold=True, align="center"),  # II.5.b: 13-14, bold, just below, rule 1/3-1/2
    Role.ADDRESSEE: Style(14, before=12),  # II.9.d, ô 9a: 13-14
    Role.ADDRESSEE_ITEM: Style(14, before=3),
    Role.BASIS: Style(14, italic=True, align="justify", before=6, line=1.1, first_line=10),  # II.6.a: 13-14, italic
    Role.BODY: Style(
        14, align="justify", before=6, line=1.1, first_line=10
    ),  # II.6.e: 13-14, 1 cm, >= 6 pt, 1-1.5 lines
    Role.HEADING: Style(14, bold=True, align="justify", before=6, line=1.1, first_line=10),  # V, 6
    Role.RECEIVERS: Style(12, bold=True, italic=True),  # II.9.d, ô 9b: 12, bold italic, at the left margin
    Role.RECEIVER: Style(11),  # II.9.d: 11
    Role.AUTHORITY: Style(14, bold=True, caps=True, align="center"),  # II.7.đ: 13-14, bold
    Role.SIGNER: Style(14, bold=True, align="center", before=80),  # II.7.đ: 13-14, bold, room for signature and seal
    Role.SIGNER_NOTE: Style(13, italic=True, align="center"),  # where no name is known yet
    Role.ANNEX_LABEL: Style(14, bold=True, align="center"),  # III.1.b: 14
    Role.ANNEX_TITLE: Style(14, bold=True, caps=True, align="center"),  # III.1.b: 13-14
    Role.ANNEX_SOURCE: Style(14, italic=True, align="center"),  # III.1.c: 13-14
    Role.UNIT_LINE: Style(14, bold=True, align="left", before=12),
    Role.TABLE_HEAD: Style(13, bold=True, align="center"),  # the words of a table are words of the body: 13-14
    Role.TABLE_SECTION: Style(13, bold=True),
    Role.TABLE_CELL: Style(13),
    Role.PAGE_NUMBER: Style(14, align="center"),  # I.7: 13-14, upright, centred in the top margin
    Role.SHEET_CAMPAIGN: Style(10.5, tone="quiet"),
    Role.SHEET_TITLE: Style(17, bold=True, before=3),
    Role.SHEET_META: Style(11.5, before=2),
    Role.SHEET_HEADING: Style(11.5, bold=True, before=11, tone="quiet"),
    Role.SHEET_NAME: Style(12.5, before=0),
    Role.SHEET_DETAIL: Style(10.5, tone="quiet"),
    Role.SHEET_SENTENCE: Style(11.5, before=4),
    Role.SHEET_FINDING: Style(11, before=3.5),
    Role.SHEET_NOTE: Style(10, before=1, tone="quiet"),
    Role.SHEET_HEAD: Style(10.5, bold=True),
    Role.SHEET_CELL: Style(10.5),
    Role.SHEET_FOOT: Style(10, align="center", tone="quiet"),
}

# Colours of the findings sheet alone; an official paper is black.
TONES: Final[Mapping[str, str]] = {
    "met": "1E6B3C",
    "not_met": "B3261E",
    "needs_judgement": "8A5A00",
    "unknown": "4A5A78",
    "quiet": "5C5750",
    "line": "D3CCC1",
    "ground": "F4F1EC",
    "white": "FFFFFF",
}


def page_size(orientation: Orientation) -> tuple[float, float]:
    """Width and height of the page in millimetres."""
    return (PAGE_SHORT, PAGE_LONG) if orientation == "portrait" else (PAGE_LONG, PAGE_SHORT)


def text_width(orientation: Orientation) -> float:
    """What the margins leave of the page's width, in millimetres."""
    return page_size(orientation)[0] - MARGIN_LEFT - MARGIN_RIGHT


def as_shown(role: Role, text: str) -> str:
    """The text in the letters that the role prescribes: written as capitals, so that a copied line keeps them."""
    return text.upper() if STYLES[role].caps else text
