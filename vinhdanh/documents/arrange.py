"""Blocks arranged into the few elements that the writers know: lines, rules, pairs of columns, grids and badges.

All that both writers must agree on is decided here: punctuation, where centred lines break, how long a rule is, what
may not be parted from what follows.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vinhdanh.documents import blocks, layout
from vinhdanh.documents.blocks import Outcome
from vinhdanh.documents.layout import Align, Role
from vinhdanh.documents.metrics import balanced_lines, line_count, role_width

_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
NO_BREAK = "\u00a0"
NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Run:
    """A stretch of one line; None means "as the role has it"."""

    text: str
    bold: bool | None = None
    italic: bool | None = None
    tone: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph. `left` and `hanging` are in millimetres; `keep` means: on the same page as what follows."""

    role: Role
    lines: tuple[tuple[Run, ...], ...]
    left: float = 0
    hanging: float = 0
    keep: bool = False
    mark: Outcome | None = None


@dataclass(frozen=True)
class Rule:
    """A solid line below a text, centred in its column, `length` millimetres long."""

    length: float


@dataclass(frozen=True)
class Pair:
    """Rows of two columns without lines, never parted by a page; `left` is the width of the first, in millimetres."""

    rows: tuple[tuple[tuple["Text | Rule", ...], tuple["Text | Rule", ...]], ...]
    left: float


@dataclass(frozen=True)
class Badge:
    """A band with a name at the left and a verdict at the right, on the same page as what follows."""

    name: tuple[Text, ...]
    word: str
    outcome: Outcome


@dataclass(frozen=True)
class GridRow:
    """A row of a grid; `group` spans the second to the last column; `whole` says that no page may part it."""

    cells: tuple[str, ...]
    group: bool = False
    whole: bool = True
    strong: bool = False


@dataclass(frozen=True)
class HeadCell:
    """A head over `columns` columns and `rows` rows; `below` marks the place where one from above still stands."""

    text: str
    columns: int = 1
    rows: int = 1
    below: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with lines; `tail` is what may not be parted from its last row."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[GridRow, ...]
    roles: tuple[Role, Role, Role]
    tail: tuple["Text | Pair", ...] = ()


Element = Text | Rule | Pair | Badge | Grid


def clean(text: str) -> str:
    """The text with composed letters (NFC), and without what no page can show and no .docx may hold."""
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")))


def line(role: Role, *texts: str, left: float = 0, hanging: float = 0, keep: bool = False) -> Text:
    """A paragraph of whole lines, each broken only where the text itself breaks."""
    shown = "\n".join(layout.as_shown(role, clean(text)) for text in texts)
    lines = tuple((Run(part),) for part in shown.split("\n"))
    return Text(role, lines, left=left, hanging=hanging, keep=keep)


def arrange(section: blocks.Section) -> tuple[Element, ...]:
    """The elements of a section, from the top of its first page to the foot of its last."""
    room = layout.text_width(section.orientation)
    elements = [element for block in section.blocks for element in _arranged(block, room)]
    return tuple(_with_kept_ending(_with_loose_sentences(elements), room))


def _with_loose_sentences(elements: list[Element]) -> list[Element]:
    """A case without conditions is not tied to the next one: tied cases would pile up on one page."""
    following: list[Element | None] = [*elements[1:], None]
    return [
        replace(element, keep=isinstance(after, Text) and after.role is Role.SHEET_FINDING)
        if isinstance(element, Text) and element.role is Role.SHEET_SENTENCE
        else element
        for element, after in zip(elements, following, strict=True)
    ]


def _arranged(block: blocks.Block, room: float) -> Iterator[Element]:
    match block:
        case blocks.Letterhead():
            yield _letterhead(block, room)
        case blocks.Title():
            yield line(Role.KIND, block.kind, keep=True)
            yield from _ruled(Role.SUBJECT, block.subject, room * layout.CENTRED_SHARE)
        case blocks.Recipients():
            yield from _recipients(block)
        case blocks.Bases():
            yield from (line(Role.BASIS, text) for text in _itemised(block.texts))
        case blocks.Paragraph():
            yield line(Role.BODY, block.text)
        case blocks.Heading():
            yield line(Role.HEADING, block.text, keep=True)
        case blocks.UnitLine():
            yield line(Role.UNIT_LINE, block.text, keep=True)
        case blocks.Table():
            yield _grid(block, room)
        case blocks.Signature():
            yield _signature(block, room)
        case blocks.Signatures():
            yield from _signatures(block, room)
        case blocks.AnnexHeading():
            yield from _annex_heading(block, room)
        case blocks.SheetHeading():
            yield from _sheet_heading(block)
        case blocks.SheetSection():
            yield line(Role.SHEET_HEADING, block.text, keep=True)
        case blocks.Case():
            yield _badge(block)
            yield line(Role.SHEET_SENTENCE, block.sentence, keep=True)
        case blocks.Condition():
            yield from _condition(block)


def _ruled(role: Role, text: str, room: float) -> Iterator[Text | Rule]:
    """A centred text with the rule of 1/3 to 1/2 of its longest line below it (NĐ 30, II.2.b and II.5.b)."""
    lines = balanced_lines(role, clean(text), room)
    yield line(role, *lines, keep=True)
    yield Rule(layout.RULE_SHARE * max(role_width(role, part) for part in lines))


def _letterhead(block: blocks.Letterhead, room: float) -> Pair:
    left = layout.LETTERHEAD_LEFT
    issuer: list[Text | Rule] = []
    if block.superior:
        issuer.append(line(Role.SUPERIOR, *balanced_lines(Role.SUPERIOR, clean(block.superior), left)))
    issuer.extend(_ruled(Role.ISSUER, block.issuer, left))
    nation = (line(Role.NATIONAL_TITLE, NATIONAL_TITLE), line(Role.MOTTO, MOTTO), Rule(role_width(Role.MOTTO, MOTTO)))
    number = (line(Role.NUMBER, block.number),) if block.number else ()
    dated = (line(Role.PLACE_DATE, block.place_and_date),) if block.place_and_date else ()
    return Pair(((tuple(issuer), nation), (number, dated)), left)


def _itemised(texts: tuple[str, ...]) -> list[str]:
    """Items that end in ";", the last in "." (NĐ 30, II.6.a and II.9.d), whatever mark they came with."""
    bare = [clean(text).strip().rstrip(";,.").rstrip() for text in texts]
    return [f"{text}{'.' if index == len(bare) - 1 else ';'}" for index, text in enumerate(bare)]


def _recipients(block: blocks.Recipients) -> Iterator[Text]:
    """One recipient on the line of "Kính gửi:"; several below, their dashes right under the colon (NĐ 30, II.9.d)."""
    if len(block.names) == 1:
        label = "Kính gửi: "
        hanging = role_width(Role.ADDRESSEE, label)
        total = hanging + role_width(Role.ADDRESSEE, block.names[0])
        left = max(10.0, (layout.text_width("portrait") - total) / 2)
        yield line(Role.ADDRESSEE, label + block.names[0], left=left + hanging, hanging=hanging)
        return
    names = _itemised(block.names)
    dash = role_width(Role.ADDRESSEE, layout.DASH)
    widest = dash + max(role_width(Role.ADDRESSEE, name) for name in names)
    under_colon = role_width(Role.ADDRESSEE, "Kính gửi")
    left = max(10.0, min(35.0, layout.text_width("portrait") - under_colon - widest - 5.0))
    yield line(Role.ADDRESSEE, "Kính gửi:", left=left, keep=True)
    for name in names:
        item = line(Role.ADDRESSEE_ITEM, layout.DASH + name, left=left + under_colon + dash, hanging=dash, keep=True)
        yield replace(item, keep=name != names[-1])


def _grid(block: blocks.Table, room: float) -> Grid:
    whole = sum(column.share for column in block.columns)
    widths = tuple(room * column.share / whole for column in block.columns)
    roles = (
        (Role.SHEET_HEAD, Role.SHEET_HEAD, Role.SHEET_CELL)
        if block.small
        else (Role.TABLE_HEAD, Role.TABLE_SECTION, Role.TABLE_CELL)
    )
    return Grid(
        widths,
        tuple(column.align for column in block.columns),
        head_rows(block.columns),
        tuple(_grid_row(row, widths, roles[2]) for row in block.rows),
        roles,
    )


def head_rows(columns: tuple[blocks.Column, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    """The rows of a head: neighbours share the heads above them, a title reaches down to the last row."""
    paths = [tuple(map(clean, (*column.above, column.title))) for column in columns]
    depth = max(map(len, paths))
    return tuple(_head_row(paths, level, depth) for level in range(depth))


def _head_row(paths: list[tuple[str, ...]], level: int, depth: int) -> tuple[HeadCell, ...]:
    cells: list[HeadCell] = []
    for index, path in enumerate(paths):
        shared = level < len(path) - 1
        if (
            shared
            and index
            and paths[index - 1][: level + 1] == path[: level + 1]
            and len(paths[index - 1]) > level + 1
        ):
            cells[-1] = replace(cells[-1], columns=cells[-1].columns + 1)
        elif shared:
            cells.append(HeadCell(path[level]))
        elif level == len(path) - 1:
            cells.append(HeadCell(path[level], rows=depth - level))
        else:
            cells.append(HeadCell("", below=True))
    return tuple(cells)


def _grid_row(row: tuple[str, ...] | blocks.Group | blocks.SumRow, widths: tuple[float, ...], role: Role) -> GridRow:
    if isinstance(row, blocks.Group):
        return GridRow((clean(row.number), clean(row.name)), group=True)
    if isinstance(row, blocks.SumRow):
        return GridRow(tuple(clean(cell) for cell in row.cells), strong=True)
    cells = tuple(clean(cell) for cell in row)
    return GridRow(
        cells,
        whole=all(
            _cell_lines(role, cell, width) <= layout.ROW_WHOLE_LINES for cell, width in zip(cells, widths, strict=True)
        ),
    )


def _cell_lines(role: Role, cell: str, width: float) -> int:
    if len(cell) < 2 * layout.ROW_WHOLE_LINES:
        return 1  # too short to matter, whatever the column: spares measuring most of a long list
    room = width - 2 * layout.CELL_SIDE
    return sum(line_count(role, part, room) for part in cell.split("\n"))


def _signature(block: blocks.Signature, room: float) -> Pair:
    right_room = room - layout.SIGNATURE_LEFT
    left = _receivers(block.receivers)
    right: list[Text | Rule] = []
    if block.place_and_date:
        right.append(line(Role.PLACE_DATE, block.place_and_date))
    right.extend(
        line(Role.AUTHORITY, *balanced_lines(Role.AUTHORITY, clean(part), right_room)) for part in block.authority
    )
    right.append(line(Role.SIGNER, *balanced_lines(Role.SIGNER, clean(block.name), right_room)))
    return Pair(((left, tuple(right)),), layout.SIGNATURE_LEFT)


def _receivers(names: tuple[str, ...]) -> tuple[Text, ...]:
    """Ô 9b: "Nơi nhận:" and its list; nothing where nobody receives the paper."""
    if not names:
        return ()
    items = (line(Role.RECEIVER, layout.DASH + item) for item in _itemised(names))
    return (line(Role.RECEIVERS, "Nơi nhận:"), *items)


def _signatures(block: blocks.Signatures, room: float) -> Iterator[Pair]:
    """Two beside one another; below them whoever confirms it all; at the left margin the receivers."""
    half = room / 2
    yield Pair(((_signed(block.left, half), _signed(block.right, half)),), half)
    if block.below:
        yield Pair((((), _signed(block.below, room)),), 0)
    if block.receivers:
        yield Pair(((_receivers(block.receivers), ()),), layout.SIGNATURE_LEFT)


def _signed(signer: blocks.Signer, room: float) -> tuple[Text, ...]:
    narrowed = room * layout.SIGNATURE_SHARE
    powers = (line(Role.AUTHORITY, *_balanced(Role.AUTHORITY, part, narrowed)) for part in signer.authority)
    note = (line(Role.SIGNER_NOTE, *_balanced(Role.SIGNER_NOTE, signer.note, narrowed)),) if signer.note else ()
    name = line(Role.SIGNER, *_balanced(Role.SIGNER, signer.name, narrowed))
    return (*powers, *(() if signer.name else note), name)


def _balanced(role: Role, text: str, room: float) -> tuple[str, ...]:
    return balanced_lines(role, clean(text), room)


def _annex_heading(block: blocks.AnnexHeading, room: float) -> Iterator[Element]:
    narrowed = room * layout.CENTRED_SHARE
    if block.label:
        yield line(Role.ANNEX_LABEL, block.label, keep=True)
    yield line(Role.ANNEX_TITLE, *balanced_lines(Role.ANNEX_TITLE, clean(block.title), narrowed), keep=True)
    yield from _ruled(Role.ANNEX_SOURCE, block.source, narrowed)


def _sheet_heading(block: blocks.SheetHeading) -> Iterator[Text]:
    yield line(Role.SHEET_CAMPAIGN, block.campaign, keep=True)
    yield line(Role.SHEET_TITLE, block.title, keep=True)
    for label, value in block.facts:
        runs = (Run(f"{label}: ", tone="quiet"), Run(clean(value), bold=True))
        yield Text(Role.SHEET_META, (runs,), keep=True)


def _badge(block: blocks.Case) -> Badge:
    name = Text(Role.SHEET_NAME, ((Run(f"{block.number}. {clean(block.name)}", bold=True),),), keep=True)
    detail = (line(Role.SHEET_DETAIL, block.detail, keep=True),) if block.detail else ()
    return Badge((name, *detail), block.word, block.outcome)


def _condition(block: blocks.Condition) -> Iterator[Text]:
    left = layout.DEPTH_INDENT * block.depth + layout.MARK_WIDTH
    runs = [Run(f"{block.word}: ", bold=True, tone=block.outcome), Run(clean(block.text))]
    if block.cite:
        runs.append(Run(f" ({clean(block.cite).replace(' ', NO_BREAK)})", tone="quiet"))
    notes = block.notes
    yield Text(
        Role.SHEET_FINDING, (tuple(runs),), left=left, hanging=layout.MARK_WIDTH, keep=bool(notes), mark=block.outcome
    )
    for index, (label, text) in enumerate(notes):
        labelled = (Run(f"{label}: ", italic=True), Run(clean(text))) if label else (Run(clean(text)),)
        yield Text(Role.SHEET_NOTE, (labelled,), left=left, keep=index < len(notes) - 1)


def _text_lines(element: Text, room: float) -> int:
    role = element.role
    inner = room - element.left - layout.STYLES[role].first_line
    return sum(line_count(role, "".join(run.text for run in part), inner) for part in element.lines)


def _with_kept_ending(elements: list[Element], room: float) -> list[Element]:
    """The last lines of a section tied together: no signature, and no closing sentence of a list, alone on a page."""
    lines = 0
    for index in range(len(elements) - 1, -1, -1):
        element = elements[index]
        if isinstance(element, Grid):
            rest = tuple(each for each in elements[index + 1 :] if isinstance(each, Text | Pair))
            return [*elements[:index], replace(element, tail=rest)]
        if isinstance(element, Text) and element.role in (Role.BODY, Role.BASIS):
            lines += _text_lines(element, room)
            if index < len(elements) - 1:
                elements[index] = replace(element, keep=True)
            if lines >= layout.KEPT_LINES and index < len(elements) - 1:
                break
        elif not isinstance(element, Pair):
            break
    return elements
