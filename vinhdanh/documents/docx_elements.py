"""The elements of a paper as WordprocessingML (ECMA-376): text for `docx_writer` to put into a package.

Written as text and parsed once: a list of 5,000 rows takes a second, where cell objects take minutes.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from vinhdanh.documents import layout
from vinhdanh.documents.arrange import NO_BREAK, Badge, Element, Grid, GridRow, HeadCell, Pair, Rule, Run, Text
from vinhdanh.documents.layout import STYLES, TONES, Role

FONTS = "".join(f' w:{script}="{layout.FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What Times New Roman holds for the marks; the word beside each says the same.
_MARKS = {"met": "√", "not_met": "×", "unknown": "?", "needs_judgement": "◊"}
_JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def twips(millimetres: float) -> int:
    """Twentieths of a point, the length unit of the format."""
    return round(millimetres * layout.MM_TO_PT * 20)


def run_properties(run: Run | None = None, tone: str = "") -> str:
    """The properties of a run: its font by name always, and only what differs from the style of its role."""
    parts = [f"<w:rFonts{FONTS}/>"]
    if run is not None and run.bold is not None:
        parts.append(f'<w:b w:val="{int(run.bold)}"/><w:bCs w:val="{int(run.bold)}"/>')
    if run is not None and run.italic is not None:
        parts.append(f'<w:i w:val="{int(run.italic)}"/><w:iCs w:val="{int(run.italic)}"/>')
    if tone or (run is not None and run.tone):
        parts.append(f'<w:color w:val="{TONES[tone or (run.tone if run else "")]}"/>')
    return f"<w:rPr>{''.join(parts)}</w:rPr>"


_PLAIN = run_properties()


def _run(run: Run) -> str:
    plain = run.bold is None and run.italic is None and not run.tone
    properties = _PLAIN if plain else run_properties(run)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'


def _runs(text: Text) -> str:
    broken = f"<w:r>{_PLAIN}<w:br/></w:r>".join("".join(map(_run, line)) for line in text.lines)
    if text.mark is None:
        return broken
    mark = Run(_MARKS[text.mark], bold=True, tone=text.mark)
    return f"{_run(mark)}<w:r>{_PLAIN}<w:tab/></w:r>{broken}"


def paragraph(text: Text, *, keep: bool = False) -> str:
    """A paragraph in the style of its role."""
    parts = [f'<w:pStyle w:val="{text.role.name}"/>']
    if keep or text.keep:
        parts.append("<w:keepNext/>")
    if text.left:
        parts.append(f'<w:ind w:left="{twips(text.left)}" w:hanging="{twips(text.hanging)}" w:firstLine="0"/>')
        if not text.hanging:
            parts[-1] = parts[-1].replace(' w:hanging="0"', "")
        else:
            parts[-1] = parts[-1].replace(' w:firstLine="0"', "")
    return f"<w:p><w:pPr>{''.join(parts)}<w:rPr><w:rFonts{FONTS}/></w:rPr></w:pPr>{_runs(text)}</w:p>"


def rule(element: Rule, room: float, *, keep: bool = True) -> str:
    """A solid rule, as the upper border of a low paragraph whose indents leave the rule's length."""
    side = twips(max(0.0, (room - element.length) / 2))
    eighths = round(layout.RULE_WEIGHT * 8)
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}"
        f'<w:pBdr><w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="{layout.INK}"/></w:pBdr>'
        f'<w:spacing w:before="40" w:after="0" w:line="40" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
        f'<w:rPr><w:rFonts{FONTS}/><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def low_paragraph(properties: str = "") -> str:
    """The paragraph that the format wants after a table, as low as can be."""
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:rFonts{FONTS}/><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{properties}</w:pPr></w:p>'
    )


def _table(widths: Iterable[float], rows: str, *, lines: bool, side: float, above: float = 0) -> str:
    columns = list(widths)
    eighths = round(layout.TABLE_LINE * 8)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="{layout.INK}"/>' for edge in edges
    )
    points = round(above * 20)
    grid_columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    table_borders = f"<w:tblBorders>{borders}</w:tblBorders>" if lines else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, columns))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"{table_borders}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{points}" w:type="dxa"/><w:left w:w="{twips(side)}" w:type="dxa"/>'
        f'<w:bottom w:w="{points}" w:type="dxa"/><w:right w:w="{twips(side)}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid_columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(width: float, content: str, extra: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{extra}</w:tcPr>{content}</w:tc>'


def pair(element: Pair, room: float, *, keep: bool = False) -> str:
    """Two columns without lines: the letterhead, the signature. `keep` ties it to what follows.

    A first column without width is none: Word would give it some.
    """
    widths = (element.left, room - element.left)
    rows = []
    for index, row in enumerate(element.rows):
        tied = keep or index < len(element.rows) - 1
        cells = []
        for width, column in zip(widths, row, strict=True):
            if not width:
                continue
            content = "".join(
                rule(part, width, keep=tied) if isinstance(part, Rule) else paragraph(part, keep=tied)
                for part in column
            )
            cells.append(_cell(width, content or low_paragraph()))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    return _table(filter(None, widths), "".join(rows), lines=False, side=0)


def badge(element: Badge, room: float) -> str:
    """A band of shaded paragraphs: the name at the left, the verdict at the right, and the detail below."""
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{TONES["ground"]}"/>'
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(room)}"/></w:tabs>'
    properties = run_properties(Run("", bold=True, tone="white"))
    filled = properties.replace(
        "</w:rPr>", f'<w:shd w:val="clear" w:color="auto" w:fill="{TONES[element.outcome]}"/></w:rPr>'
    )
    padded = escape(f"{NO_BREAK} {element.word} {NO_BREAK}")
    word = f'<w:r>{_PLAIN}<w:tab/></w:r><w:r>{filled}<w:t xml:space="preserve">{padded}</w:t></w:r>'
    head, *details = (
        paragraph(part).replace("<w:keepNext/>", f"<w:keepNext/>{ground}{tab}", 1) for part in element.name
    )
    head = head.replace("</w:p>", f"{word}</w:p>").replace(tab, f'{tab}<w:spacing w:before="220"/>')
    return head + "".join(details)


def _grid_head(grid: Grid) -> str:
    rows = []
    for row in grid.head:
        cells, at = [], 0
        for head in row:
            room = sum(grid.widths[at : at + head.columns])
            cells.append(_cell(room, _grid_text(grid.roles[0], head.text, "", keep=True), _head_span(head)))
            at += head.columns
        rows.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>")
    return "".join(rows)


def _head_span(head: HeadCell) -> str:
    """What a cell of the head spans, in the order that the format wants."""
    across = f'<w:gridSpan w:val="{head.columns}"/>' if head.columns > 1 else ""
    down = "<w:vMerge/>" if head.below else '<w:vMerge w:val="restart"/>' if head.rows > 1 else ""
    return f'{across}{down}<w:vAlign w:val="center"/>'


def _grid_text(role: Role, text: str, align: str, *, keep: bool) -> str:
    kept = "<w:keepNext/>" if keep else ""
    justified = f'<w:jc w:val="{_JUSTIFY[align]}"/>' if align else ""
    properties = f'<w:pPr><w:pStyle w:val="{role.name}"/>{kept}{justified}<w:rPr><w:rFonts{FONTS}/></w:rPr></w:pPr>'
    return "".join(
        f'<w:p>{properties}<w:r>{_PLAIN}<w:t xml:space="preserve">{escape(part)}</w:t></w:r></w:p>'
        for part in text.split("\n")
    )


def _grid_row(row: GridRow, grid: Grid, *, keep: bool) -> str:
    if row.group:
        number, name = row.cells
        rest = sum(grid.widths[1:])
        span = f'<w:gridSpan w:val="{len(grid.widths) - 1}"/>'
        cells = _cell(grid.widths[0], _grid_text(grid.roles[1], number, "center", keep=True)) + _cell(
            rest, _grid_text(grid.roles[1], name, "left", keep=True), span
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    role = grid.roles[1] if row.strong else grid.roles[2]
    cells = "".join(
        _cell(width, _grid_text(role, text, align, keep=keep))
        for width, align, text in zip(grid.widths, grid.aligns, row.cells, strict=True)
    )
    return f"<w:tr><w:trPr>{'<w:cantSplit/>' if row.whole else ''}</w:trPr>{cells}</w:tr>"


def grid(element: Grid, room: float) -> str:
    """A table whose head repeats; its last row stays with its tail."""
    last = len(element.rows) - 1
    tied = bool(element.tail)
    rows = "".join(_grid_row(row, element, keep=tied and index == last) for index, row in enumerate(element.rows))
    table = _table(
        element.widths, _grid_head(element) + rows, lines=True, side=layout.CELL_SIDE, above=layout.CELL_ABOVE
    )
    tail = []
    for index, part in enumerate(element.tail):
        after = index < len(element.tail) - 1
        if isinstance(part, Text):
            tail.append(paragraph(part, keep=after))
        else:
            tail.append(_gap(12) + pair(part, room, keep=after))
    return _gap(8) + table + "".join(tail)


def _gap(points: int) -> str:
    """Room before a table, tied to it."""
    return (
        low_paragraph().replace('w:before="0"', f'w:before="{20 * points}"').replace("<w:pPr>", "<w:pPr><w:keepNext/>")
    )


def body(elements: tuple[Element, ...], room: float) -> str:
    """The elements of a section, in the order of the page."""
    parts = []
    for index, element in enumerate(elements):
        match element:
            case Text():
                parts.append(paragraph(element))
            case Rule():
                parts.append(rule(element, room))
            case Pair():
                parts.append((_gap(12) if index else "") + pair(element, room))
            case Badge():
                parts.append(badge(element, room))
            case Grid():
                parts.append(grid(element, room))
    return "".join(parts)


def style(role: Role) -> str:
    """The paragraph style of a role, under the name that Word shows."""
    look = STYLES[role]
    weight = ("<w:b/><w:bCs/>" if look.bold else "") + ("<w:i/><w:iCs/>" if look.italic else "")
    colour = f'<w:color w:val="{TONES[look.tone] if look.tone else layout.INK}"/>'
    halves, before, line = round(look.size * 2), round(look.before * 20), round(look.line * 240)
    indent = f'<w:ind w:firstLine="{twips(look.first_line)}"/>' if look.first_line else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{role.name}"><w:name w:val="{role.value}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
        f'<w:spacing w:before="{before}" w:after="0" w:line="{line}" w:lineRule="auto"/>'
        f'{indent}<w:jc w:val="{_JUSTIFY[look.align]}"/></w:pPr>'
        f'<w:rPr>{weight}{colour}<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/></w:rPr></w:style>'
    )
