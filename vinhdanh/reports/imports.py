"""What the pages of an import show: its tables and choices, and its rows counted; each row, reports/import_rows.py."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vinhdanh.intake.lists.fields import FIELD_LABELS, Field, base_of, detail_of
from vinhdanh.intake.lists.records import Aside, Beside, ListContext
from vinhdanh.models import HonoureeKind, Import, RowOutcome
from vinhdanh.models.import_contents import (
    FileContents,
    FileTable,
    contents_of,
    context_of,
    shown_cell,
)
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import grouped, join_words, lower_first, written_date

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
    skipped, left_out = counts.get(RowOutcome.SKIPPED, 0), counts.get("left_out", 0)
    read = sum(counts.get(outcome, 0) for outcome in RowOutcome.values) - refused - skipped
    left = f" + {grouped(skipped)} dòng đã bỏ" if skipped else ""
    left += f" + {grouped(left_out)} dòng của bảng không lấy" if left_out else ""
    total = read + refused + skipped + left_out
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
