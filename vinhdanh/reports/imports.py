"""What the pages of an import show: its tables and choices, its rows with what became of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vinhdanh.intake.lists.fields import FIELD_LABELS, Field, base_of, detail_of
from vinhdanh.intake.lists.records import Aside, Beside, ListContext
from vinhdanh.models import Award, Honouree, HonoureeKind, Import, ImportRow, ImportState, Rating, RowOutcome, Unit
from vinhdanh.models.import_contents import (
    FileContents,
    FileTable,
    KeptRow,
    contents_of,
    context_of,
    is_sealed,
    read_of,
    shown_cell,
)
from vinhdanh.models.likeness import Evidence
from vinhdanh.models.readers import Reader
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import grouped, join_words, lower_first, written_date

PAGE = 100
MOST_RESEMBLING = 3
_BESIDE_WORDS = {
    Beside.BLANK: "dòng trống",
    Beside.MERGED: "dòng đã gộp với dòng trên",
    Beside.SECTION: "tên mục",
    Beside.HEADER_AGAIN: "dòng tiêu đề lặp lại",
    Beside.COLUMN_NUMBERS: "dòng đánh số cột",
    Beside.TOTAL: "dòng cộng",
    Beside.FOOT: "dòng cuối danh sách",
    Beside.PROSE: "đoạn văn",
}
UNTOLD = "Sổ ghi khác ở một đơn vị ngoài phạm vi được xem; hãy hỏi cơ quan thi đua, khen thưởng của tỉnh."
_DETAILS = {"male": "nam", "female": "nữ"}


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column: its header, the field that it is now, why that was proposed, and what stands in its first rows."""

    index: int
    header: str
    field: str
    label: str
    says: str
    samples: tuple[str, ...]
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table of the file as its part of the page shows it."""

    number: int
    name: str
    titles: tuple[str, ...]
    columns: tuple[ColumnShown, ...]
    context: ListContext
    context_words: tuple[str, ...]
    found: tuple[str, ...]
    row_count: int
    asides: tuple[Aside, ...]
    notes: tuple[str, ...]
    is_left_out: bool
    is_catalogue: bool


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An award or a rating of a row, in words; `state` is blank, `known` or `twin`."""

    text: str
    is_title: bool
    is_rating: bool
    state: str


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell that can be typed in: what stands there now, what the file says, what is wrong with it."""

    column: int
    header: str
    text: str
    in_file: str
    is_edited: bool
    problems: tuple[str, ...]
    is_number: bool  # an identity number: only its last digits are shown


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with what became of it."""

    row: ImportRow
    outcome: str
    label: str
    name: str
    details: str
    unit: str
    entries: tuple[EntryShown, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    twin_row: str
    known: Honouree | None
    resembling: tuple[tuple[Honouree, str], ...]
    faulty: tuple[CellShown, ...]


def tables_shown(one: Import) -> list[TableShown]:
    """Every table of the file, in its order."""
    contents = contents_of(one.contents)
    samples = _samples(one)
    shown = []
    for number, kept in enumerate(contents.tables):
        mapping = mapping_of(one, contents, number)
        chosen = one.context.get(str(number))
        context = context_of(chosen) if chosen is not None else kept.proposal.context
        shown.append(
            TableShown(
                number,
                table_name(contents, number),
                tuple(line.text for line in kept.table.title if line.text),
                tuple(_column(kept, column, mapping, samples.get(number, ())) for column in range(_width(kept))),
                context,
                tuple(_context_words(context)),
                tuple(dict.fromkeys(kept.proposal.context.found.values())),
                kept.row_count,
                kept.table.asides,
                tuple(one.notes.get(str(number), ())),
                number in one.left_out,
                kept.is_catalogue,
            )
        )
    return shown


def _context_words(context: ListContext) -> Iterable[str]:
    """What holds for all rows of a table, each in a few words."""
    law = catalogue()
    if context.kind:
        yield lower_first(str(HonoureeKind(context.kind).label))
    if context.award or context.bare_award:
        entry = law.award_of.get(context.award)
        yield entry.label if entry else f"{context.bare_award} (chưa rõ của cấp nào)"
    if context.manner:
        yield law.manner_spellings.labels.get(context.manner, context.manner)
    if context.last_year:
        period = context.first_year and context.first_year != context.last_year
        yield f"giai đoạn {context.first_year}-{context.last_year}" if period else f"năm {context.last_year}"
    if context.decision:
        paper = context.decision
        day = f"ngày {written_date(paper.signed_on)}" if paper.signed_on else ""
        issuer = f"của {paper.authority}" if paper.authority else ""
        yield " ".join(filter(None, ("quyết định", paper.number, day, issuer)))
    if context.unit:
        yield context.unit


def _width(kept: FileTable) -> int:
    return len(kept.table.columns)


def _column(kept: FileTable, column: int, mapping: Mapping[int, str], samples: Sequence[Sequence[str]]) -> ColumnShown:
    proposed = kept.proposal.columns[column]
    name = mapping.get(column, "")
    seen = dict.fromkeys(row[column] for row in samples if column < len(row) and row[column])
    header = kept.table.columns[column].header
    return ColumnShown(column, header, name, field_label(name), proposed.says, tuple(seen)[:3], name == proposed.field)


def _samples(one: Import) -> dict[int, list[list[str]]]:
    """The first rows of each table, as shown."""
    samples: dict[int, list[list[str]]] = {}
    for table, cells in one.rows.filter(number__lte=60).values_list("table", "cells")[:60]:
        samples.setdefault(table, []).append([shown_cell(cell) for cell in cells])
    return samples


def table_name(contents: FileContents, number: int) -> str:
    """How a table is called: its sheet, and its place in it where the sheet has several."""
    table = contents.tables[number].table
    several = sum(other.table.sheet == table.sheet for other in contents.tables) > 1
    sheet = table.sheet or "Văn bản"
    return f"{sheet}, bảng {table.number}" if several else sheet


def field_label(name: str) -> str:
    """`rating:2016` → `Xếp loại 2016`."""
    if not name:
        return FIELD_LABELS[Field.IGNORED]
    detail = detail_of(name)
    return " ".join(filter(None, (FIELD_LABELS[Field(base_of(name))], _DETAILS.get(detail, detail))))


def mapping_of(one: Import, contents: FileContents, number: int) -> Mapping[int, str]:
    """What the columns of a table are: as chosen, else as proposed."""
    chosen = one.mapping.get(str(number))
    if chosen is None:
        return contents.tables[number].proposal.mapping
    return {int(column): name for column, name in chosen.items()}


def account(one: Import) -> str:
    """The sentence that accounts for every row of the file: none is passed over in silence."""
    contents, counts = contents_of(one.contents), one.counts
    refused = counts.get(RowOutcome.REFUSED, 0)
    read = sum(counts.get(outcome, 0) for outcome in RowOutcome.values) - refused
    left_out = counts.get("left_out", 0)
    left = f" + {grouped(left_out)} dòng của bảng không lấy" if left_out else ""
    total = read + refused + left_out
    sentence = f"{grouped(read)} dòng đọc được + {grouped(refused)} dòng chưa đọc được{left} = {grouped(total)} dòng."
    beside = _beside(one, contents)
    return f"{sentence} Ngoài ra có {join_words(beside)}." if beside else sentence


def _beside(one: Import, contents: FileContents) -> list[str]:
    titles = headers = 0
    asides: Counter[Beside] = Counter()
    for kept in contents.tables:
        if not kept.is_catalogue:
            titles += len(kept.table.title)
            headers += len(kept.table.header_rows)
            asides.update(aside.kind for aside in kept.table.asides)
    found = [(titles, "dòng tiêu đề"), (headers, "dòng đầu bảng")]
    found += [(asides[kind], words) for kind, words in _BESIDE_WORDS.items()]
    return [f"{grouped(count)} {words}" for count, words in found if count]


def sums(one: Import) -> dict[str, int]:
    """What the rows that are new would add to the register, as far as is known now: entries, and honourees by kind."""
    awards = ratings = 0
    newcomers, known = set[str](), set[int]()
    written = one.rows.filter(outcome__in=(RowOutcome.NEW, RowOutcome.RESEMBLES)).order_by()
    for read, honouree in written.values_list("read", "known_honouree_id").iterator(chunk_size=2000):
        count = len(read["row"].get("awards", ()))
        standing = {*read.get("known", ()), *read.get("twins", ())}
        awards += sum(place not in standing for place in range(count))
        ratings += sum(place + count not in standing for place in range(len(read["row"].get("ratings", ()))))
        if honouree:
            known.add(honouree)
        else:
            newcomers.add(read["person"])
    return {
        "awards": awards,
        "ratings": ratings,
        "new_honourees": len(newcomers),
        "known_honourees": len(known),
    }


def rows_shown(one: Import, rows: Sequence[ImportRow], reader: Reader) -> list[RowShown]:
    """The rows with what the register says of each, as far as the reader may see it; a fixed number of queries."""
    contents = contents_of(one.contents)
    kepts = {row.pk: read_of(row.read) if row.read else None for row in rows}
    people = _people(one, rows, reader)
    units = {kept.unit for kept in kepts.values() if kept}
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
    return [_row(one, contents, row, kepts[row.pk], people, names) for row in rows]


def _people(one: Import, rows: Sequence[ImportRow], reader: Reader) -> "_People":
    known = {row.known_honouree_id for row in rows if row.known_honouree_id}
    asked = known | {key for row in rows for key, _ in row.resembling[:MOST_RESEMBLING]}
    written: dict[int, dict[str, int]] = {}
    if one.state == ImportState.DONE:
        for model in (Award, Rating):
            entries = model.objects.filter(from_import=one, source_row__in=[row.number for row in rows])
            for number, name, key in entries.values_list("source_row", "honouree__name_key", "honouree_id"):
                written.setdefault(number, {})[name] = key
    asked |= {key for names in written.values() for key in names.values()}
    found = Honouree.objects.visible_to(reader).filter(pk__in=asked).select_related("unit")
    return _People({person.pk: person for person in found}, written)


@dataclass(frozen=True, slots=True)
class _People:
    """The honourees that the rows of a page name, and whom the rows that were written went to."""

    by_key: Mapping[int, Honouree]
    written: Mapping[int, Mapping[str, int]]

    def of(self, row: ImportRow) -> Honouree | None:
        """Whose row it is, where the register knows."""
        if row.known_honouree_id:
            return self.by_key.get(row.known_honouree_id)
        went_to = {self.by_key[key] for key in self.written.get(row.number, {}).values() if key in self.by_key}
        same = [one for one in went_to if one.name == row.name] or list(went_to)
        return same[0] if len(same) == 1 else None


def _row(
    one: Import,
    contents: FileContents,
    row: ImportRow,
    kept: KeptRow | None,
    people: _People,
    units: Mapping[int, str],
) -> RowShown:
    read = kept.row if kept else None
    birth = str(read.birth.year) if read and read.birth else ""
    number = kept.identity.shown if kept and kept.identity else ""
    details = " · ".join(filter(None, (read.position, birth, number))) if read else ""
    resembling = [
        (people.by_key[key], join_words([lower_first(Evidence(part).label) for part in evidence]))
        for key, evidence in row.resembling[:MOST_RESEMBLING]
        if key in people.by_key
    ]
    return RowShown(
        row,
        row.outcome,
        _label(one, row, kept),
        read.name if read else row.name,
        details,
        (kept.workplace or units.get(kept.unit, "")) if kept else "",
        tuple(_entries(kept)) if kept else (),
        tuple(
            dict.fromkeys(_told(problem, is_seen=row.known_honouree_id in people.by_key) for problem in row.problems)
        ),
        remarks_of(kept) if kept else (),
        kept.twin_row if kept else "",
        people.of(row),
        tuple(resembling) if row.outcome == RowOutcome.RESEMBLES else (),
        tuple(cell for cell in cells_shown(one, contents, row) if cell.problems),
    )


def remarks_of(kept: KeptRow) -> tuple[str, ...]:
    """What is remarked of a row that was read."""
    namesakes = "Trong tệp có người cùng tên, cùng đơn vị, khác chức vụ: ghi thành những người khác nhau."
    told = (*kept.remarks, *kept.doubts)
    return (*told, namesakes) if kept.namesakes else told


def _label(one: Import, row: ImportRow, kept: KeptRow | None) -> str:
    only_twins = row.outcome == RowOutcome.KNOWN and kept is not None and not kept.known
    return "Trùng trong tệp" if only_twins else outcome_label(one, row.outcome)


def outcome_label(one: Import, outcome: str) -> str:
    """What became of a row, in words: before and after the list was written."""
    if one.state == ImportState.DONE and outcome in (RowOutcome.NEW, RowOutcome.RESEMBLES):
        return "Đã ghi" if outcome == RowOutcome.NEW else "Đã ghi, chờ xem trùng"
    if outcome == RowOutcome.REFUSED and one.state in (ImportState.DONE, ImportState.UNDONE):
        return "Không ghi"
    return str(RowOutcome(outcome).label)


def _told(problem: Mapping[str, Any], *, is_seen: bool) -> str:
    """A problem with its cell: `Cột “Năm”: …`."""
    message = problem_told(problem, is_seen=is_seen)
    return f"Cột “{problem['column']}”: {message}" if problem["column"] else message


def problem_told(problem: Mapping[str, Any], *, is_seen: bool) -> str:
    """The sentence of a problem. `is_seen`: whether the reader may see the row's honouree, else that one's entries
    stay untold."""
    return UNTOLD if problem.get("of_honouree") and not is_seen else str(problem["message"])


def _entries(kept: KeptRow) -> Iterable[EntryShown]:
    law, levels = catalogue().award_of, catalogue().rating_spellings.labels
    for place, award in enumerate(kept.row.awards):
        entry = law.get(award.code)
        years = f"{award.first_year}-{award.last_year}" if award.first_year != award.last_year else str(award.last_year)
        paper = f"QĐ {award.decision.number}" if award.decision.number else ""
        text = ", ".join(filter(None, (entry.label if entry else award.code, years, paper)))
        yield EntryShown(text, award.type == "title", False, _state(kept, place))
    for place, rating in enumerate(kept.row.ratings, len(kept.row.awards)):
        text = f"{levels.get(rating.level, rating.level)}, {rating.year}"
        yield EntryShown(text, False, True, _state(kept, place))


def _state(kept: KeptRow, place: int) -> str:
    return "known" if place in kept.known else "twin" if place in kept.twins else ""


def cells_shown(one: Import, contents: FileContents, row: ImportRow) -> list[CellShown]:
    """Every cell of a row, as it can be typed in, with what is wrong with it."""
    edits = one.edits.get(str(row.table), {})
    mapping = mapping_of(one, contents, row.table)
    wrong: dict[int, list[str]] = {}
    for problem in row.problems:
        wrong.setdefault(problem["at"], []).append(problem["message"])
    shown = []
    for column in contents.tables[row.table].table.columns:
        standing = row.cells[column.index] if column.index < len(row.cells) else ""
        edited = edits.get(f"{row.number},{column.index}")
        in_file = row.faults[str(column.index)][0] if str(column.index) in row.faults else shown_cell(standing)
        kept = standing if edited is None else edited
        is_number = is_sealed(kept) or mapping.get(column.index) == Field.IDENTITY_NUMBER
        text = in_file if edited is None else shown_cell(edited)
        problems = tuple(wrong.get(column.index, ()))
        shown.append(CellShown(column.index, column.header, text, in_file, edited is not None, problems, is_number))
    return shown
