"""Reads the rows of a table by a chosen mapping: each is a row of the register to be, or refused with its reasons.

What would put a wrong fact on record (a kind, an award, a year, a day of decision, a rating) refuses the row; what only
stays unknown (a birthday, a sex, a manner) is a problem, and the row is taken.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from vinhdanh.intake import cells
from vinhdanh.intake.lists.births import birth_doubt, is_likely, read_birth
from vinhdanh.intake.lists.contexts import context_of, joined
from vinhdanh.intake.lists.fields import Field, is_field
from vinhdanh.intake.lists.layouts import Layout, layout_of
from vinhdanh.intake.lists.merits import MeritReader
from vinhdanh.intake.lists.people import (
    Named,
    Signs,
    kind_of_address,
    kind_of_header,
    read_identity_number,
    read_name,
)
from vinhdanh.intake.lists.posts import split_position, unclear_place
from vinhdanh.intake.lists.records import (
    Birth,
    ClassFacts,
    ListContext,
    ListRow,
    ListTable,
    ListTerms,
    Reading,
    RefusedRow,
)
from vinhdanh.intake.lists.row_cells import RowCells, cells_of, remembering
from vinhdanh.intake.lists.words import FEMALE, INDIVIDUAL, MALE, is_pupil, kind_of_words, sex_of_address, sex_of_words
from vinhdanh.intake.problems import NotRead, Problem, quoted
from vinhdanh.vietnamese import grouped, tidy

_WHOLE_ROW = -1


def read_list(
    table: ListTable,
    mapping: Mapping[int, str],
    context: ListContext,
    terms: ListTerms,
    edits: Mapping[tuple[int, int], str] | None = None,
    *,
    on: date | None = None,
) -> Reading:
    """The rows of the table as read, and those refused: together as many as `table.rows`.

    `mapping`: column → field; `context`: what holds for all rows unless a section or cell says otherwise; `edits`:
    (row number, column) → what the officer typed in its place; `on`: the day after which nothing can have happened.
    Raises ValueError for a mapping that names an unknown field or column.
    """
    unknown = [name for column, name in mapping.items() if not is_field(name) or not 0 <= column < len(table.columns)]
    if unknown:
        raise ValueError(f"no such field or column: {unknown}")
    return _TableReader(table, mapping, context, terms, on).read(edits or {})


class _TableReader:
    """Reads the rows of one table."""

    def __init__(
        self, table: ListTable, mapping: Mapping[int, str], context: ListContext, terms: ListTerms, on: date | None
    ) -> None:
        self._table, self._context, self._terms, self._on = table, context, terms, on
        groups = {column.index: column.parts[0] for column in table.columns if len(column.parts) > 1}
        self._layout: Layout = layout_of(mapping, groups)
        self._used = sorted(column for column, name in mapping.items() if name and name != Field.IGNORED)
        self._merits = MeritReader(table, self._layout, terms, on)
        self._contexts: dict[tuple[str, ...], ListContext] = {(): context}
        headers = [table.columns[column].header for column in self._layout.of(Field.NAME)]
        self._kind_of_header = kind_of_header(" ".join(headers))
        self._sex = remembering(_sex)
        self._birth = remembering(lambda value: read_birth(value, table.from_1904, on))
        self._post_unit = remembering(lambda value: split_position(cells.paragraphs(value)))
        self._tells_facts = bool(self._layout.facts) or bool(context.award or context.bare_award)

    def read(self, edits: Mapping[tuple[int, int], str]) -> Reading:
        """All rows in their order."""
        rows: list[ListRow] = []
        refused: list[RefusedRow] = []
        problems: list[Problem] = []
        places: list[tuple[int, int]] = []
        for row in cells_of(self._table, self._used, edits):
            read = self._row(row)
            problems += row.problems
            places += [(row.row.number, column) for column in row.places]
            if read is None or row.refused:
                refused.append(RefusedRow(row.row.number, self._written_name(row), tuple(row.problems)))
            else:
                rows.append(read)
        of_table = self._of_table(rows)
        places = [(0, _WHOLE_ROW)] * len(of_table) + places
        return Reading(tuple(rows), tuple(refused), (*of_table, *problems), tuple(places))

    def _of_table(self, rows: Sequence[ListRow]) -> list[Problem]:
        """What the mapping and the context lack, told once, after all sections were met."""
        said: list[str] = []
        if not self._layout.of(Field.NAME):
            said.append("Chưa chọn cột ghi tên; hãy chọn cột họ và tên hoặc tên tập thể.")
        contexts = self._contexts.values()
        named = bool(self._layout.facts) or any(one.award or one.bare_award for one in contexts)
        if not named:
            said.append(
                "Chưa có cột danh hiệu, hình thức hay xếp loại, và tiêu đề không nêu khen thưởng nào; "
                "hãy chọn cột, hoặc chọn danh hiệu, hình thức cho cả bảng."
            )
        undated = sum(one.first_year is None and one.decision.signed_on is None for row in rows for one in row.awards)
        if undated:
            said.append(
                f"Có {grouped(undated)} khen thưởng chưa rõ năm và ngày quyết định; "
                "hãy chọn cột năm, cột ngày, hoặc chọn năm cho cả bảng."
            )
        return [Problem(self._table.sheet, 0, "", "", sentence) for sentence in said]

    def _written_name(self, row: RowCells) -> str:
        return tidy(" ".join(cells.as_written(row.values[column]) for column in self._layout.of(Field.NAME)))

    def _context_of(self, section: tuple[str, ...]) -> ListContext:
        known = self._contexts.get(section)
        if known is None:
            known = joined(self._context_of(section[:-1]), context_of(section[-1:], self._terms, of_section=True))
            self._contexts[section] = known
        return known

    def _row(self, row: RowCells) -> ListRow | None:
        context = self._context_of(row.row.section)
        of_class = self._class(row)
        sex, birth, born_at = self._sex_and_birth(row)
        address = row.text(self._layout.of(Field.TITLE_OF_ADDRESS)[:1])
        post, unit = self._post(row)
        signs = self._signs(row, context, of_class, address, bool(sex or birth), bool(post))
        named = self._named(row, signs)
        awards = self._merits.awards(row, context)
        ratings = self._merits.ratings(row, context)
        if not (awards or ratings or row.refused) and (self._tells_facts or context.award or context.bare_award):
            row.blame(
                _WHOLE_ROW, "Dòng này chưa ghi danh hiệu, hình thức hay xếp loại nào; hãy bổ sung hoặc bỏ dòng", True
            )
        if named is None or row.refused:
            return None
        more, place = split_position(named.more) if named.more else ("", "")
        if birth and named.kind == INDIVIDUAL:
            years = [one.last_year for one in awards if one.last_year] + [one.year for one in ratings]
            if not is_likely(birth, years):
                at_school = of_class.at_school or is_pupil(named.address) or is_pupil(post or more)
                birth = _believed(row, birth, born_at, years, at_school)
        return ListRow(
            number=row.row.number,
            kind=named.kind,
            name=named.name,
            as_written=named.as_written,
            title_of_address=named.address,
            sex=self._one_sex(row, sex, named),
            birth=birth,
            ethnicity=row.text(self._layout.of(Field.ETHNICITY)[:1]),
            identity_number=self._identity(row),
            position=post or more,
            unit=unit or place or context.unit,
            residence=row.text(self._layout.of(Field.RESIDENCE)),
            direct_worker=self._yes_or_no(row, Field.DIRECT_WORKER, of_class.direct_worker),
            leader=self._yes_or_no(row, Field.LEADER, of_class.leader),
            awards=awards,
            ratings=ratings,
            notes=row.text(self._layout.of(Field.NOTE), "; "),
        )

    def _named(self, row: RowCells, signs: Signs) -> Named | None:
        columns = row.filled(self._layout.of(Field.NAME))
        if not columns:
            column = next(iter(self._layout.of(Field.NAME)), _WHOLE_ROW)
            row.blame(column, "Dòng này chưa ghi tên; hãy bổ sung, hoặc bỏ dòng nếu không dùng", grave=True)
            return None
        if any(column in row.faults for column in columns):
            row.read(next(column for column in columns if column in row.faults), cells.text, grave=True)
            return None
        if len(columns) == 1:
            return row.read(columns[0], lambda value: read_name(cells.paragraphs(value), signs), grave=True)
        whole = row.text(columns, " ")
        return row.read(columns[0], lambda value: read_name(whole, signs), grave=True)

    def _signs(
        self, row: RowCells, context: ListContext, of_class: ClassFacts, address: str, personal: bool, post: bool
    ) -> Signs:
        said = [
            (of_class.kind, "Cột loại đối tượng"),
            (kind_of_words(address), "Cột “Ông, bà”"),
            (context.kind, "Tên mục hoặc tiêu đề"),
        ]
        kind, by = next((one for one in said if one[0]), ("", ""))
        sign = address if kind_of_address(address) == INDIVIDUAL else ""
        return Signs(kind, by, self._kind_of_header, sign, personal, post)

    def _class(self, row: RowCells) -> ClassFacts:
        """What the column of kinds says: a kind itself, or a class of honourees."""
        for column in row.filled(self._layout.of(Field.KIND)):
            words = row.read(column, cells.text, grave=True)
            if words is None:
                continue
            labels = (words, *self._table.codes.get(words.casefold(), ()))
            for label in labels:
                if kind := kind_of_words(label):
                    return ClassFacts(kind)
                if code := self._terms.classes.find(label):
                    return self._terms.class_facts.get(code, ClassFacts())
            row.blame(column, f"Không rõ loại đối tượng {quoted(words)}; cột này được bỏ qua ở dòng này")
        return ClassFacts()

    def _post(self, row: RowCells) -> tuple[str, str]:
        """The position and the unit, from cells of their own or from one."""
        post, unit = row.text(self._layout.of(Field.POSITION)), row.text(self._layout.of(Field.UNIT))
        for column in row.filled(self._layout.of(Field.POSITION_UNIT)):
            found = row.read(column, self._post_unit)
            if found:
                post, unit = post or found[0], unit or found[1]
            if found and not found[1] and (place := unclear_place(cells.paragraphs(row.values[column]))):
                told = f"Chưa rõ {quoted(place)} là đơn vị hay là chức vụ; tạm ghi cả ô là chức vụ"
                row.blame(column, f"{told}, nếu là đơn vị hãy ghi đủ, ví dụ “Trường {place}”")
        return post, unit

    def _sex_and_birth(self, row: RowCells) -> tuple[str, Birth | None, int]:
        """The sex, the birth and the column where that stands."""
        sex = row.first(self._layout.of(Field.SEX), self._sex) or ""
        births = [(column, "") for column in self._layout.of(Field.BIRTH)]
        for one in (MALE, FEMALE):
            births += [(column, one) for column in self._layout.of(f"{Field.BIRTH}:{one}")]
            for column in row.filled(self._layout.of(f"{Field.SEX}:{one}")):
                sex = one if row.read(column, cells.yes_or_no) else sex
        for column, of_sex in births:
            if not row.is_blank(column):
                birth = row.read(column, self._birth)
                return sex or of_sex, birth, column
        return sex, None, _WHOLE_ROW

    def _one_sex(self, row: RowCells, sex: str, named: Named) -> str:
        """The sex that the cell says, or the word of address where none does; `""` where they differ."""
        addressed = sex_of_address(named.address)
        if sex and addressed and sex != addressed:
            row.blame(
                _WHOLE_ROW, f"“{named.address}” và giới tính của dòng này trái nhau nên coi là chưa rõ; hãy sửa một ô"
            )
            return ""
        return sex or addressed

    def _identity(self, row: RowCells) -> str:
        for column in row.filled(self._layout.of(Field.IDENTITY_NUMBER)):
            return row.read(column, read_identity_number, secret=True) or ""
        return ""

    def _yes_or_no(self, row: RowCells, name: Field, of_class: bool | None) -> bool | None:
        said = row.first(self._layout.of(name), cells.yes_or_no)
        return of_class if said is None else said


def _believed(row: RowCells, birth: Birth, column: int, years: list[int], at_school: bool) -> Birth | None:
    """The birth where it may be so, with a problem where it is doubtful; None where it is better left unknown."""
    doubt = birth_doubt(birth, row.values[column], years, at_school=at_school)
    if doubt is None:
        return birth
    row.blame(column, doubt.says, value=doubt.shown)
    return None if doubt.leaves_unknown else birth


def _sex(value: cells.Raw) -> str:
    words = cells.text(value)
    found = sex_of_words(words)
    if not found:
        raise NotRead(f"{quoted(words)} không phải là giới tính; hãy ghi Nam hoặc Nữ, hoặc để trống")
    return found
