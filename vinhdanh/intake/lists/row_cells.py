"""The cells of one row as its reader meets them: typed over by the officer, as above where they say so, or faulty."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from vinhdanh.intake import cells
from vinhdanh.intake.cells import Raw
from vinhdanh.intake.lists.decisions import NoDate
from vinhdanh.intake.lists.people import shown
from vinhdanh.intake.lists.records import Fault, ListTable, TableRow
from vinhdanh.intake.lists.words import is_ditto, is_nothing
from vinhdanh.intake.problems import NotRead, Problem

Read = TypeVar("Read")
_DITTO_BEGINS = frozenset("nN-–—\"“”″〃„'‘’`/")
_MOST_REMEMBERED = 50_000  # cells of one kind


def remembering(how: Callable[[Raw], Read]) -> Callable[[Raw], Read]:
    """The same reader, that reads the same cell once: a list says the same thing a thousand times."""
    known: dict[Hashable, Read | NotRead] = {}

    def read(value: Raw) -> Read:
        key = (value.__class__, value)
        found = known.get(key)
        if found is None:
            try:
                found = how(value)
            except NotRead as refusal:
                found = refusal
            if len(known) < _MOST_REMEMBERED:
                known[key] = found
        if isinstance(found, NotRead):
            raise found
        return found

    return read


class RowCells:
    """Reads the cells of one row; what cannot be read is noted, and refuses the row where it is grave."""

    def __init__(
        self,
        table: ListTable,
        row: TableRow,
        values: Sequence[Raw],
        faults: Mapping[int, Fault],
        text: Callable[[Raw], str] = shown,
    ) -> None:
        self._text = text
        self.row, self.values, self.faults = row, values, faults
        self.problems: list[Problem] = []
        self.places: list[int] = []
        self.refused = False
        self._table = table

    def is_blank(self, column: int) -> bool:
        """Whether nothing stands in the cell but dashes, not even an error."""
        value = self.values[column]
        nothing = value == "" or (isinstance(value, str) and is_nothing(value))
        return nothing and column not in self.faults

    def filled(self, columns: Sequence[int]) -> list[int]:
        """Those of the columns in which something stands."""
        return [column for column in columns if not self.is_blank(column)] if columns else []

    def blame(self, column: int, message: str, grave: bool = False, value: str | None = None) -> None:
        """Notes a problem at a cell, or at the row for column -1. `value` stands for a cell that is not to be shown."""
        header = self._table.columns[column].header if column >= 0 else ""
        typed = self._typed(column) if value is None else value
        sentence = message if message.endswith((".", "?")) else f"{message}."
        self.problems.append(Problem(self._table.sheet, self.row.number, header, typed, sentence))
        self.places.append(column)
        self.refused = self.refused or grave

    def read(self, column: int, how: Callable[[Raw], Read], grave: bool = False, secret: bool = False) -> Read | None:
        """The cell as its field asks; None where it is blank, or not readable and then a problem."""
        if column in self.faults:
            self.blame(column, self.faults[column][1], grave)
            return None
        if self.is_blank(column):
            return None
        try:
            return how(self.values[column])
        except NotRead as refusal:
            self.blame(column, str(refusal), grave or isinstance(refusal, NoDate), "" if secret else None)
            return None

    def first(self, columns: Sequence[int], how: Callable[[Raw], Read], grave: bool = False) -> Read | None:
        """The first of the columns in which something stands, as its field asks."""
        for column in columns:
            if not self.is_blank(column):
                return self.read(column, how, grave)
        return None

    def text(self, columns: Sequence[int], between: str = ", ") -> str:
        """What stands in the columns as one line of text."""
        if not columns:
            return ""
        found = [self.read(column, self._text) for column in columns]
        return between.join(words for words in found if words)

    def paragraphs(self, columns: Sequence[int]) -> str:
        """What stands in the columns as lines of text."""
        found = [self.read(column, cells.paragraphs) for column in columns]
        return "\n".join(words for words in found if words)

    def _typed(self, column: int) -> str:
        if column < 0:
            return ""
        return self.faults[column][0] if column in self.faults else cells.as_written(self.values[column])


def cells_of(table: ListTable, used: Sequence[int], edits: Mapping[tuple[int, int], str]) -> Iterator[RowCells]:
    """The rows of a table, with what the officer typed in place of cells; a cell `as above` holds what stands above."""
    typed: dict[int, dict[int, str]] = {}
    for (number, column), words in edits.items():
        typed.setdefault(number, {})[column] = words
    text = remembering(shown)
    above: Sequence[Raw] = ()
    faulty_above: Mapping[int, Fault] = {}
    for row in table.rows:
        values: Sequence[Raw] = row.cells
        faults = row.faults
        if row.number in typed:
            changed = {column: words for column, words in typed[row.number].items() if 0 <= column < len(values)}
            values = [changed.get(column, value) for column, value in enumerate(values)]
            faults = {column: fault for column, fault in faults.items() if column not in changed}
        dittos = [column for column in used if _is_ditto(values[column])]
        if dittos:
            values, faults = _filled(values, faults, dittos, above, faulty_above)
        yield RowCells(table, row, values, faults, text)
        above, faulty_above = values, faults


def _is_ditto(value: Raw) -> bool:
    return isinstance(value, str) and value[:1] in _DITTO_BEGINS and is_ditto(value)


def _filled(
    values: Sequence[Raw],
    faults: Mapping[int, Fault],
    dittos: Sequence[int],
    above: Sequence[Raw],
    faulty_above: Mapping[int, Fault],
) -> tuple[Sequence[Raw], Mapping[int, Fault]]:
    changed, still = list(values), dict(faults)
    for column in dittos:
        if column in faulty_above:
            still[column] = faulty_above[column]
        elif above and above[column] != "":
            changed[column] = above[column]
        else:
            still[column] = cells.as_written(values[column]), "Ô ghi “như trên” nhưng dòng trên không có gì; hãy ghi rõ"
    return changed, still
