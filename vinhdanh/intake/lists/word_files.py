"""A .docx as pages: its tables, and the lists that it writes as numbered paragraphs.

The document is walked as XML in small pieces, never held whole. What was deleted under tracked changes is not read,
what was inserted is; so it stands with text boxes, drawings and field codes: they are no part of a list.
"""

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from vinhdanh.intake.guard import MOST_PARTS, refuse_absurd_parts
from vinhdanh.intake.lists.workbooks import MOST_CELLS
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.survey import SWOLLEN, AnyPart, Budget, refuse_doctype, walk

DAMAGED = "Tệp bị hỏng nên không mở được; hãy mở bằng Word, lưu lại rồi gửi lại."
DOCUMENT = "word/document.xml"
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, ValueError),
    LookupError,  # no document within, or one in an encoding that nobody knows
)
_MOST_ELEMENTS = 6_000_000
_MOST_ACROSS = 256
_LEFT_OUT = frozenset(
    {
        "del",
        "moveFrom",
        "drawing",
        "pict",
        "object",
        "AlternateContent",
        "txbxContent",
        "oMath",
        "pPr",
        "tblPr",
        "sectPr",
    }
)


@dataclass(slots=True)
class WordCell:
    """A cell: how many columns it covers, whether it goes on one above, its paragraphs."""

    span: int = 1
    goes_on: bool = False
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class WordRow:
    """A row of a table; `skipped` columns stand before its first cell."""

    cells: list[WordCell] = field(default_factory=list)
    skipped: int = 0
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside of tables; `numbered` where Word itself writes its number or bullet."""

    text: str
    numbered: bool = False


WordTable = list[WordRow]
Block = Paragraph | WordTable


def read_blocks(content: bytes) -> list[Block]:
    """The paragraphs and tables of a .docx in their order; raises Unreadable for what is no sound .docx."""
    if content.count(b"PK\x01\x02") > MOST_PARTS:
        raise Unreadable(SWOLLEN)
    walker = _Walker()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            refuse_absurd_parts(entries)
            parts = {entry.filename.replace("\\", "/").casefold(): entry for entry in entries}
            with archive.open(parts[DOCUMENT]) as stream:
                walk(stream, walker, Budget(elements=_MOST_ELEMENTS), len)
            for name, entry in parts.items():
                if name != DOCUMENT and name.endswith((".xml", ".rels")):
                    with archive.open(entry) as stream:
                        refuse_doctype(stream)
    except _DAMAGES as error:
        raise Unreadable(DAMAGED) from error
    return walker.blocks


class _Walker(AnyPart):
    """Collects blocks; a table within a cell is read as lines of that cell."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._rows: list[WordTable] = []  # the tables that are open, the outermost first
        self._line: list[str] = []
        self._numbered = False
        self._left_out = 0
        self._inside: list[str] = []
        self._in_text = False
        self._hidden = False
        self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Moves into a paragraph, a table, a row, a cell or a text; notes what their properties say."""
        self._note_properties(name, attributes)
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name == "t":
            self._in_text = not self._hidden
        elif name in ("br", "cr"):
            self._line.append("\n")
        elif name in ("tab", "ptab"):
            self._line.append(" ")
        elif name == "noBreakHyphen":
            self._line.append("-")
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = _value(attributes) not in ("0", "false", "off")
        else:
            self._start_block(name, attributes)
        self._inside.append(name)

    def text(self, piece: str) -> None:
        """Collects what can be read."""
        if self._in_text and not self._left_out:
            self._line.append(piece)

    def end(self, name: str) -> None:
        """Leaves a paragraph or a table."""
        if self._inside:
            self._inside.pop()
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p":
            self._end_paragraph()
        elif name == "tbl":
            self._end_table()

    def _note_properties(self, name: str, attributes: dict[str, str]) -> None:
        """Properties that matter although what holds them is left out: a numbered paragraph, a deleted row."""
        if name == "numPr":
            self._numbered = True
        elif name == "numId" and _value(attributes) == "0":
            self._numbered = False
        elif name == "pStyle" and _value(attributes).startswith(("ListNumber", "ListBullet")):
            self._numbered = True
        elif name == "del" and self._inside[-1:] == ["trPr"] and self._row is not None:
            self._row.deleted = True

    @property
    def _row(self) -> WordRow | None:
        return self._rows[-1][-1] if self._rows and self._rows[-1] else None

    @property
    def _cell(self) -> WordCell | None:
        return self._row.cells[-1] if self._row and self._row.cells else None

    def _start_block(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self._line, self._numbered = [], False
        elif name == "tbl":
            self._rows.append([])
        elif name == "tr" and self._rows:
            self._rows[-1].append(WordRow())
        elif name == "tc" and self._row is not None:
            self._count(1)
            self._row.cells.append(WordCell())
        elif name == "gridSpan" and self._cell is not None:
            self._cell.span = _count_of(attributes)
            self._count(self._cell.span)
        elif name == "vMerge" and self._cell is not None:
            self._cell.goes_on = _value(attributes) != "restart"
        elif name == "gridBefore" and self._row is not None:
            self._row.skipped = _count_of(attributes)
            self._count(self._row.skipped)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MOST_CELLS:
            raise Unreadable(SWOLLEN)

    def _end_paragraph(self) -> None:
        line, self._line = "".join(self._line).strip(), []
        if self._cell is not None:
            if line:
                self._cell.lines.append(line)
        elif not self._rows and line:
            self.blocks.append(Paragraph(line, self._numbered))
        self._numbered = False

    def _end_table(self) -> None:
        if not self._rows:
            return
        rows = [row for row in self._rows.pop() if not row.deleted]
        if not self._rows:
            self.blocks.append(rows)
        elif self._cell is not None:
            self._cell.lines += ["  ".join("\n".join(cell.lines) for cell in row.cells) for row in rows]


def _count_of(attributes: dict[str, str]) -> int:
    value = _value(attributes) or "1"
    if not value.isdecimal() or len(value) > 4 or int(value) > _MOST_ACROSS:
        raise Unreadable(DAMAGED)
    return max(int(value), 0)


def _value(attributes: dict[str, str]) -> str:
    """The attribute `val`, whatever prefix it has; `""` where there is none."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == "val"), "")
