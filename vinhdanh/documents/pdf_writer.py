"""A paper as .pdf: to be read and printed. Set by typst with the bundled fonts and no others."""

import json
from pathlib import Path
from threading import Lock
from typing import Any

from typst import Compiler, Fonts

from vinhdanh.documents import layout
from vinhdanh.documents.arrange import Badge, Element, Grid, Pair, Rule, Run, Text, arrange
from vinhdanh.documents.blocks import Paper, Section
from vinhdanh.documents.metrics import FONT_FOLDER

_TEMPLATE = Path(__file__).parent / "paper.typ"
_LAYOUT = json.dumps(
    {
        "font": layout.PRINTED_FONT,
        "ink": layout.INK,
        "line_height": layout.LINE_HEIGHT,
        "ascent": layout.ASCENT,
        "descent": layout.DESCENT,
        "top": layout.MARGIN_TOP,
        "bottom": layout.MARGIN_BOTTOM,
        "left": layout.MARGIN_LEFT,
        "right": layout.MARGIN_RIGHT,
        "page_number_from_edge": layout.PAGE_NUMBER_FROM_EDGE,
        "rule_weight": layout.RULE_WEIGHT,
        "table_line": layout.TABLE_LINE,
        "cell_side": layout.CELL_SIDE,
        "cell_above": layout.CELL_ABOVE,
        "tones": dict(layout.TONES),
        "roles": {role.name: vars(style) for role, style in layout.STYLES.items()},
    }
)


class _Press:
    """The one compiler of the process, made at its first use and shared under a lock.

    A process that forks after that first use must not print in the child: start workers before printing, or spawn them.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._compiler: Compiler | None = None

    def set(self, paper: str) -> bytes:
        """The paper, given as JSON, set and printed. It is quoted as one string: no text in it is read as markup."""
        quoted = paper.replace("\\", "\\\\").replace('"', '\\"')
        source = f'#import "{_TEMPLATE.name}": write\n#write(json(bytes("{quoted}")))'.encode()
        with self._lock:
            if self._compiler is None:
                self._compiler = _compiler()
            printed = self._compiler.compile(input=source, format="pdf")
        if not isinstance(printed, bytes):
            raise TypeError("typst gave no single PDF")
        return printed


def _compiler() -> Compiler:
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)])
    inputs = {"layout": _LAYOUT}
    return Compiler(root=_TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs)


_press = _Press()


def write_pdf(paper: Paper) -> bytes:
    """The paper as a .pdf file; the same paper gives the same bytes. Safe to call from several threads.

    A letter that the bundled fonts lack is an empty box: `metrics.letters_missing` names such letters beforehand.
    """
    day = [paper.day.year, paper.day.month, paper.day.day] if paper.day else None
    sections = [_section(section) for section in paper.sections]
    return _press.set(json.dumps({"title": paper.title, "day": day, "sections": sections}, ensure_ascii=False))


def _section(section: Section) -> dict[str, Any]:
    width, height = layout.page_size(section.orientation)
    elements = [_element(element, first=index == 0) for index, element in enumerate(arrange(section))]
    return {"width": width, "height": height, "pages": section.pages, "elements": elements}


def _run(run: Run) -> dict[str, Any]:
    given = {"text": run.text, "bold": run.bold, "italic": run.italic, "tone": run.tone or None}
    return {name: value for name, value in given.items() if value is not None}


def _text(text: Text) -> dict[str, Any]:
    written: dict[str, Any] = {"kind": "text", "role": text.role.name}
    written["lines"] = [[_run(run) for run in line] for line in text.lines]
    optional = {"left": text.left, "hanging": text.hanging, "keep": text.keep, "mark": text.mark}
    return written | {name: value for name, value in optional.items() if value}


def _element(element: Element, *, first: bool = False) -> dict[str, Any]:
    match element:
        case Text():
            return _text(element)
        case Rule():
            return {"kind": "rule", "length": element.length}
        case Pair():
            cells = [{"parts": [_element(part) for part in column]} for row in element.rows for column in row]
            return {"kind": "pair", "left": element.left, "first": first, "cells": cells}
        case Badge():
            name = [_text(part) for part in element.name]
            return {"kind": "badge", "name": name, "word": element.word, "outcome": element.outcome}
        case Grid():
            return _grid(element)


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "kind": "grid",
        "widths": grid.widths,
        "aligns": grid.aligns,
        "head": [
            {"text": cell.text, "columns": cell.columns, "rows": cell.rows}
            for row in grid.head
            for cell in row
            if not cell.below
        ],
        "head-rows": len(grid.head),
        "first-row": len(grid.head[0]),
        "roles": [role.name for role in grid.roles],
        "rows": [
            {"cells": row.cells, "group": row.group, "whole": row.whole, "strong": row.strong} for row in grid.rows
        ],
        "tail": [_element(part) for part in grid.tail],
    }
