"""What a paper is made of. A paper is composed once, of these, and then written twice: .docx and .pdf.

Texts are plain: no markup is read in them, and a line feed breaks the line. The boxes ("ô") are those of NĐ
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục IV.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vinhdanh.documents.layout import Align, Orientation

Outcome = Literal["met", "not_met", "needs_judgement", "unknown"]


@dataclass(frozen=True)
class Letterhead:
    """Ô 1 to 4: who issues the paper, its number, its place and date. Quốc hiệu and Tiêu ngữ come by themselves.

    A form that knows no number, and minutes, which tell their time in the text, leave that of the two empty.
    """

    superior: str
    issuer: str
    number: str
    place_and_date: str


@dataclass(frozen=True)
class Title:
    """Ô 5a: the kind of paper and what it is about, with the short rule below."""

    kind: str
    subject: str


@dataclass(frozen=True)
class Recipients:
    """Ô 9a, "Kính gửi": one on the same line, several each on a line of its own."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Bases:
    """Ô 6, "Căn cứ": each without its last mark; ";" and the last "." are written here."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """Ô 6, one paragraph of the body."""

    text: str


@dataclass(frozen=True)
class Heading:
    """Ô 6, a numbered heading with its title, on a line of its own: "1. Tập thể"."""

    text: str


@dataclass(frozen=True)
class UnitLine:
    """A label in capitals and a name, both bold, above the table of a form: "TÊN ĐƠN VỊ: …"."""

    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its part of the width, measured against the other columns.

    `above`: the heads that it shares with its neighbours, the topmost first: ("Số lượng",) over "Tập thể", "Cá nhân".
    """

    title: str
    share: float
    align: Align = "left"
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A row that opens a group within a table: its number and its name across the other columns."""

    number: str
    name: str


@dataclass(frozen=True)
class SumRow:
    """A row that stands out, one text for each column: a level, a total."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table whose head repeats on every page; a row is one text for each column, or a group."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Group | SumRow, ...]
    small: bool = False


@dataclass(frozen=True)
class Signature:
    """Ô 7 and 9b: who receives the paper (left), in what power and under what name it is signed (right).

    An empty name leaves the room for it. A form without a letterhead carries its place and date here.
    """

    receivers: tuple[str, ...]
    authority: tuple[str, ...]
    name: str
    place_and_date: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs beside others: in what power, under what name. Without a name `note` says what is wanted there."""

    authority: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Signatures:
    """Two who sign beside one another, one more below them in the middle, and who receives the paper (ô 9b)."""

    left: Signer
    right: Signer
    below: Signer | None = None
    receivers: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnnexHeading:
    """The head of an annex (NĐ 30, III.1): label "Phụ lục I" if it is numbered, title, and the paper it comes with."""

    title: str
    source: str
    label: str = ""


@dataclass(frozen=True)
class SheetHeading:
    """The light head of a working sheet: the campaign above, the title, and lines of label and value."""

    campaign: str
    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetSection:
    """A heading within a working sheet."""

    text: str


@dataclass(frozen=True)
class Case:
    """The heading of one case in a working sheet: who, the verdict as a word, and the one sentence that says why."""

    number: str
    name: str
    detail: str
    outcome: Outcome
    word: str
    sentence: str


@dataclass(frozen=True)
class Condition:
    """One condition: its depth in the tree, how it came out, the clause, its cite, and notes as label and text."""

    depth: int
    outcome: Outcome
    word: str
    text: str
    cite: str
    notes: tuple[tuple[str, str], ...] = ()


Block = (
    Letterhead
    | Title
    | Recipients
    | Bases
    | Paragraph
    | Heading
    | UnitLine
    | Table
    | Signature
    | Signatures
    | AnnexHeading
    | SheetHeading
    | SheetSection
    | Case
    | Condition
)


@dataclass(frozen=True)
class Section:
    """A part that begins on a new page and counts its own pages (NĐ 30, I.7 and III.1.đ).

    `pages` says how they are numbered: "official" at the top, none on the first; "of_total" as "Trang 1/3" at the foot;
    "none" where they are counted within something larger.
    """

    blocks: tuple[Block, ...]
    orientation: Orientation = "portrait"
    pages: Literal["official", "of_total", "none"] = "official"


@dataclass(frozen=True)
class Paper:
    """A whole paper; `title` and `day` go into the file's own description, not onto the page."""

    title: str
    sections: tuple[Section, ...]
    day: date | None = None
