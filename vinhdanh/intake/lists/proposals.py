"""Proposes what each column of a list is: by a choice remembered, by its header, by what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vinhdanh.intake.cells import Raw, text
from vinhdanh.intake.lists.awards import AwardReader
from vinhdanh.intake.lists.contexts import context_of
from vinhdanh.intake.lists.fields import FIELD_LABELS, LIKELY, SEVERAL, SURE, Field, base_of, field_of_header, is_field
from vinhdanh.intake.lists.records import ListColumn, ListTable, ListTerms, Proposal, ProposedColumn, Why
from vinhdanh.intake.lists.words import ETHNIC_GROUPS, is_address, is_body, kind_of_words, sex_of_words
from vinhdanh.intake.problems import quoted
from vinhdanh.intake.sheets import is_blank
from vinhdanh.intake.terms import bare_key
from vinhdanh.vietnamese import read_date

_SAMPLED = 150  # cells of a column that are looked at
_MOSTLY = 0.7
_BY_CONTENT = 60
_LONGEST_CODE = 15
_PERSON = re.compile(r"(?:[^\W\d_][^\W\d_'’]*[.\s]+){1,5}[^\W\d_][^\W\d_'’]*\.?")
_IDENTITY = re.compile(r"\d{9}|\d{12}")
_DECISION = re.compile(r"\d+\s*/\s*(?:\d{4}\s*/\s*)?Q[ĐD]", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?")
Sees = Callable[[str], bool]


def propose(table: ListTable, terms: ListTerms, remembered: Mapping[str, str] | None = None) -> Proposal:
    """A field for each column of the table, `""` for those to be ignored, and the context above its rows.

    `remembered`: key of a column → the field that was chosen for it before. A field is proposed once, unless several
    columns may hold it; a second column of awards is `award_2`.
    """
    seen = _Sampler(table, terms)
    columns = [_proposed(column, seen, remembered or {}) for column in table.columns]
    columns = _without_repeats(_without_unknown_codes(_with_names(columns, seen), seen))
    lines = [line.text for line in table.title]
    return Proposal(tuple(columns), context_of(lines, terms))


@dataclass(frozen=True, slots=True)
class _Test:
    """What the cells of a field look like."""

    field: Field
    says: str
    sees: Sees


class _Sampler:
    """Looks at what stands in the columns."""

    def __init__(self, table: ListTable, terms: ListTerms) -> None:
        awards = AwardReader(terms, table.codes, most_suggestions=0)
        self._rows, self._awards = table.rows, awards
        self._tests = (
            _Test(Field.AWARD, "có tên danh hiệu, hình thức", awards.names_award),
            _Test(Field.RATING, "có mức xếp loại", lambda words: terms.ratings.find(words) is not None),
            _Test(Field.SEX, "ghi nam, nữ", lambda words: bool(sex_of_words(words)) and not is_address(words)),
            _Test(Field.TITLE_OF_ADDRESS, "ghi ông, bà hoặc cấp bậc", is_address),
            _Test(Field.KIND, "ghi tập thể, cá nhân, gia đình", lambda words: bool(kind_of_words(words))),
            _Test(Field.ETHNICITY, "ghi tên dân tộc", lambda words: bare_key(words) in ETHNIC_GROUPS),
            _Test(Field.MANNER, "ghi loại hình khen thưởng", lambda words: terms.manners.find(words) is not None),
            _Test(Field.IDENTITY_NUMBER, "ghi dãy 9 hoặc 12 chữ số", lambda words: bool(_IDENTITY.fullmatch(words))),
            _Test(Field.DECISION, "ghi số quyết định", lambda words: bool(_DECISION.search(words))),
            _Test(Field.YEAR, "ghi năm", lambda words: bool(_YEAR.fullmatch(words))),
            _Test(Field.BIRTH, "ghi ngày sinh", _is_birth),
            _Test(Field.DECISION_DATE, "ghi ngày", lambda words: read_date(words) is not None),
        )

    def cells(self, column: int) -> list[Raw]:
        """Some cells of a column, from all over the table, those that hold something."""
        step = max(1, len(self._rows) // (4 * _SAMPLED))
        found = (row.cells[column] for row in self._rows[::step] if not is_blank(row.cells[column]))
        return [value for value, _ in zip(found, range(_SAMPLED), strict=False)]

    def field(self, column: int) -> tuple[str, int, str]:
        """The field that most cells of a column look like, how certain that is, and in words why."""
        cells = [text(value) for value in self.cells(column)]
        if not cells:
            return "", 0, ""
        if _counts_up(cells):
            return Field.ORDER, _BY_CONTENT, "các ô đếm 1, 2, 3"
        for test in self._tests:
            share = self.share(cells, test.sees)
            if share >= _MOSTLY:
                return test.field, int(share * _BY_CONTENT), f"{int(share * 100)}% số ô {test.says}"
        return "", 0, ""

    def is_mostly_faulty(self, column: int) -> bool:
        """Whether more cells show an error than hold something."""
        faulty = sum(column in row.faults for row in self._rows)
        return faulty > sum(column not in row.faults and not is_blank(row.cells[column]) for row in self._rows)

    def holds_names(self, column: int) -> bool:
        """Whether most cells look like names of people or of bodies."""
        cells = [text(value) for value in self.cells(column)]
        return (
            bool(cells) and self.share(cells, lambda words: bool(_PERSON.fullmatch(words)) or is_body(words)) >= _MOSTLY
        )

    def holds_awards(self, column: int) -> bool:
        """Whether most cells name awards."""
        cells = [text(value) for value in self.cells(column)]
        return bool(cells) and self.share(cells, self._tests[0].sees) >= _MOSTLY

    def holds_codes(self, column: int) -> bool:
        """Whether the cells are short codes, and hardly any of them is an award."""
        cells = [text(value) for value in self.cells(column)]
        short = bool(cells) and self.share(cells, lambda words: len(words) <= _LONGEST_CODE and " " not in words) == 1
        return short and self.share(cells, self._tests[0].sees) < 1 - _MOSTLY

    def is_award(self, header: str) -> bool:
        """Whether a header is itself the name of an award: `Lao động tiên tiến`."""
        return self._awards.find(header) is not None

    @staticmethod
    def share(cells: Sequence[str], sees: Sees) -> float:
        """The share of cells that look so."""
        return sum(map(sees, cells)) / len(cells)


def _is_birth(words: str) -> bool:
    found = read_date(words)
    return found is not None and found.year < 2005


def _counts_up(cells: Sequence[str]) -> bool:
    numbers = [int(words) for words in cells if words.isdigit() and len(words) < 7]
    if len(numbers) < max(2, len(cells) * _MOSTLY) or numbers[0] > 3:
        return False
    return sum(later > earlier for earlier, later in zip(numbers, numbers[1:], strict=False)) >= 0.9 * (
        len(numbers) - 1
    )


def _proposed(column: ListColumn, seen: _Sampler, remembered: Mapping[str, str]) -> ProposedColumn:
    chosen = remembered.get(column.key)
    if chosen is not None and is_field(chosen):
        says = "Đơn vị đã chọn như vậy ở tệp trước"
        return ProposedColumn(column.index, "" if chosen == Field.IGNORED else chosen, Why.REMEMBERED, 100, says)
    name, certainty = field_of_header(column.parts)
    if name in (Field.REASON, Field.NOTE, Field.KIND, "") and column.parts and seen.holds_awards(column.index):
        return ProposedColumn(
            column.index, Field.AWARD, Why.CONTENT, _BY_CONTENT, "Phần lớn ô có tên danh hiệu, hình thức"
        )
    if name == Field.TITLE_OF_ADDRESS and seen.holds_names(column.index) and not seen.field(column.index)[0]:
        return ProposedColumn(column.index, Field.NAME, Why.CONTENT, _BY_CONTENT, "Phần lớn ô là họ và tên")
    if name:
        label = FIELD_LABELS[Field(base_of(name))]
        sure = "" if certainty >= SURE else " có lẽ"
        says = f"Tiêu đề {quoted(column.header)}{sure} là “{label}”"
        return ProposedColumn(column.index, "" if name == Field.IGNORED else name, Why.HEADER, certainty, says)
    if column.parts and seen.is_award(column.parts[-1]):
        says = f"Tiêu đề {quoted(column.header)} là một danh hiệu, hình thức"
        return ProposedColumn(column.index, Field.AWARD, Why.HEADER, SURE, says)
    name, certainty, why = seen.field(column.index)
    if name:
        return ProposedColumn(
            column.index, name, Why.CONTENT, certainty, f"Trong cột có {why}" if why[:1].isdigit() else why
        )
    return ProposedColumn(column.index, "", Why.NOTHING, 0, "Chưa rõ cột này là gì, nên không dùng")


def _with_names(columns: list[ProposedColumn], seen: _Sampler) -> list[ProposedColumn]:
    """Where no column is called a name, the units are the names of collectives, or a column that looks like names."""
    if any(column.field == Field.NAME for column in columns):
        return columns
    candidates = [column for column in columns if column.field == Field.UNIT and column.why is not Why.REMEMBERED]
    candidates += [column for column in columns if column.why is Why.NOTHING]
    for column in candidates:
        if seen.holds_names(column.index):
            says = "Không có cột “Họ và tên”; cột này có lẽ ghi tên"
            named = ProposedColumn(column.index, Field.NAME, Why.CONTENT, LIKELY - 15, says)
            return [named if one is column else one for one in columns]
    return columns


def _without_unknown_codes(columns: list[ProposedColumn], seen: _Sampler) -> list[ProposedColumn]:
    """A column of codes that no catalogue explains, or of errors, is not used beside one that names the awards."""
    named = [column for column in columns if column.field == Field.AWARD and seen.holds_awards(column.index)]
    says = "Cột mã không có danh mục hoặc báo lỗi; đã có cột khác ghi danh hiệu, hình thức"

    def is_unknown(column: ProposedColumn) -> bool:
        by_header = column.field == Field.AWARD and column.why is Why.HEADER and column not in named
        return by_header and (seen.holds_codes(column.index) or seen.is_mostly_faulty(column.index))

    return [
        ProposedColumn(column.index, "", Why.CONTENT, 0, says) if named and is_unknown(column) else column
        for column in columns
    ]


def _without_repeats(columns: list[ProposedColumn]) -> list[ProposedColumn]:
    """The surest column of each field that only one may hold; a second one of awards is another column of awards."""
    kept: list[ProposedColumn] = []
    for column in columns:
        same = [one for one in columns if one.field == column.field]
        best = max(same, key=lambda one: (one.certainty, -one.index))
        if column.field == Field.AWARD and column is not same[0]:
            column = ProposedColumn(column.index, Field.AWARD_2, column.why, column.certainty, column.says)
        elif column.field and base_of(column.field) not in SEVERAL and column is not best:
            says = f"Đã có cột khác là “{FIELD_LABELS[Field(base_of(column.field))]}”"
            column = ProposedColumn(column.index, "", Why.NOTHING, 0, says)
        elif column.field == Field.NAME and column is not best and abs(column.index - best.index) > 1:
            column = ProposedColumn(column.index, "", Why.NOTHING, 0, "Đã có cột khác là tên")
        kept.append(column)
    return kept
