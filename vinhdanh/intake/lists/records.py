"""What a list holds at each step: the tables of a file, what is proposed of their columns, the rows as read.

Plain and frozen. Rows are numbered from 1 as the program that wrote the file shows them, columns are counted from 0.
`""`, None and `()` are what is not known; kinds of honourees are `collective`, `individual`, `family`, sexes `male`,
`female`, award types `title` (danh hiệu thi đua) and `form` (hình thức khen thưởng).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vinhdanh.intake.cells import Raw
from vinhdanh.intake.problems import Problem
from vinhdanh.intake.terms import Terms

Fault = tuple[str, str]  # what the cell shows, what to say of it


class Beside(StrEnum):
    """Why a row is not a row of the list."""

    BLANK = "blank"
    MERGED = "merged"
    SECTION = "section"
    NUMBER_ONLY = "number_only"
    HEADER_AGAIN = "header_again"
    COLUMN_NUMBERS = "column_numbers"
    TOTAL = "total"
    FOOT = "foot"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line above the header; `number` is 0 where it stands outside the table, as a paragraph of Word does."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its place, its header with the rows of it joined (`Trong đó / Nữ`), its key for remembering.

    `parts` are the rows of the header, from the top.
    """

    index: int
    header: str
    key: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the list: its cells as typed, merged ones filled; the section lines above it, the outermost first.

    `faults` are cells that show an error, or hold a formula without a value.
    """

    number: int
    cells: tuple[Raw, ...]
    section: tuple[str, ...] = ()
    faults: Mapping[int, Fault] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is no row of the list, with the reason in Vietnamese."""

    number: int
    text: str
    kind: Beside
    reason: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """One table of a file. Each row from the first to the last with content is in exactly one of: `title` (unless
    its number is 0), `header_rows`, `rows`, `asides`.

    `number` counts the tables of the sheet from 1. `codes` are what the file's own catalogue sheets say: code typed
    in a cell → the labels that it may stand for.
    """

    sheet: str
    number: int
    title: tuple[TitleLine, ...]
    header_rows: tuple[int, ...]
    columns: tuple[ListColumn, ...]
    rows: tuple[TableRow, ...]
    asides: tuple[Aside, ...]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class SheetAside:
    """A sheet, or a part of a document, that is not taken as a list, with the reason in Vietnamese."""

    sheet: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file as opened. `kind` is `xlsx`, `xls`, `docx` or `csv`, by its content.

    `catalogues` are tables that are not offered as lists, but can be chosen: they only explain codes, name nobody, or
    stand in a hidden sheet.
    """

    name: str
    kind: str
    tables: tuple[ListTable, ...]
    catalogues: tuple[ListTable, ...] = ()
    asides: tuple[SheetAside, ...] = ()


class Why(StrEnum):
    """What a proposal stands on."""

    HEADER = "header"
    CONTENT = "content"
    REMEMBERED = "remembered"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """The field proposed for a column, `""` where it is to be ignored; `certainty` is 0 to 100, `says` a sentence."""

    index: int
    field: str
    why: Why
    certainty: int
    says: str


@dataclass(frozen=True, slots=True)
class ListDecision:
    """A decision as far as it is known: `163/QĐ-UBND`, its date, who signed or issued it."""

    number: str = ""
    signed_on: date | None = None
    authority: str = ""

    def __bool__(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.number or self.signed_on or self.authority)


@dataclass(frozen=True, slots=True)
class ListContext:
    """What title lines or section rows say of the rows below, and what an officer may set for all rows.

    `award` is a code; `bare_award` an award as written that needs somebody's name to be known (`Bằng khen`).
    `found` says where: field → the line.
    """

    kind: str = ""
    award: str = ""
    bare_award: str = ""
    manner: str = ""
    first_year: int | None = None
    last_year: int | None = None
    decision: ListDecision = ListDecision()
    unit: str = ""
    reason: str = ""
    found: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each column of a table is proposed to be, and the context that stands above its rows."""

    columns: tuple[ProposedColumn, ...]
    context: ListContext

    @property
    def mapping(self) -> dict[int, str]:
        """Column → field, those that are not ignored."""
        return {column.index: column.field for column in self.columns if column.field}


@dataclass(frozen=True, slots=True)
class Birth:
    """A birthday as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class ListAward:
    """An award that a row says was received. `first_year` equals `last_year` for a single year; None is not known."""

    code: str
    type: str
    as_written: str
    manner: str
    first_year: int | None
    last_year: int | None
    decision: ListDecision
    reason: str


@dataclass(frozen=True, slots=True)
class ListRating:
    """A year's rating; `level` is a code. A school year (2018-2019) is the year in which it ends."""

    year: int
    level: str
    decision: ListDecision


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of the list as read. `name` is tidied (no capitals throughout, no word of address), `as_written` is not."""

    number: int
    kind: str
    name: str
    as_written: str
    title_of_address: str = ""
    sex: str = ""
    birth: Birth | None = None
    ethnicity: str = ""
    identity_number: str = ""
    position: str = ""
    unit: str = ""
    residence: str = ""
    direct_worker: bool | None = None
    leader: bool | None = None
    awards: tuple[ListAward, ...] = ()
    ratings: tuple[ListRating, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken as it stands, with what is wrong."""

    number: int
    as_written: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: every row of it is in `rows` or in `refused`.

    `problems` holds all of them, those of rows that were taken as well; `places` says where each stands, as row
    number and column index (-1: the row or the table as a whole).
    """

    rows: tuple[ListRow, ...]
    refused: tuple[RefusedRow, ...]
    problems: tuple[Problem, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What a class of honourees says: `Nông dân` are direct workers, `Lãnh đạo cấp phòng` leaders."""

    kind: str = ""
    leader: bool | None = None
    direct_worker: bool | None = None
    at_school: bool = False


def _no_terms() -> Terms:
    return Terms({})


@dataclass(frozen=True, slots=True)
class DeciderTerms:
    """Who decides awards by law. `bodies`: words of an authority → code of its level; `symbols`: end of a decision's
    number (`QĐ-TTg`) → code; `decided_by`: award → codes of levels; `authorities`: award → the law's words for them."""

    bodies: Terms = field(default_factory=_no_terms)
    symbols: Mapping[str, str] = field(default_factory=dict)
    decided_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    authorities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListTerms:
    """The closed lists that lists of honourees draw on, given by whoever knows the law.

    `award_types`: code → `title` or `form`, for every code of `awards`. `classes` are words of the column
    “Phân loại đối tượng”, `class_facts` what their codes mean.
    """

    awards: Terms = field(default_factory=_no_terms)
    award_types: Mapping[str, str] = field(default_factory=dict)
    ratings: Terms = field(default_factory=_no_terms)
    manners: Terms = field(default_factory=_no_terms)
    classes: Terms = field(default_factory=_no_terms)
    class_facts: Mapping[str, ClassFacts] = field(default_factory=dict)
    deciders: DeciderTerms = DeciderTerms()
