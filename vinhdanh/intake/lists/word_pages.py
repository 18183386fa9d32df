"""The pages of a Word document: one a table with the paragraphs above it, one for what is listed in paragraphs."""

from collections.abc import Iterable, Sequence

from vinhdanh.intake.lists.pages import Box, Page
from vinhdanh.intake.lists.word_files import Block, Paragraph, WordRow, WordTable

_MOST_ABOVE = 25  # paragraphs before a table that may speak of it


def pages_of(blocks: Iterable[Block]) -> tuple[list[Page], list[Paragraph]]:
    """A page for each table, and the document's paragraphs outside of tables.

    A table that goes on after a page break, with as many columns and nothing between, is one with the one before.
    """
    pages: list[Page] = []
    paragraphs: list[Paragraph] = []
    above: list[str] = []
    joined: WordTable = []
    for block in [*blocks, Paragraph("")]:
        if isinstance(block, Paragraph):
            if joined:
                pages.append(_page(len(pages) + 1, joined, above))
                joined, above = [], []
            if block.text:
                above.append(block.text)
                paragraphs.append(block)
        elif joined and _columns(joined) != _columns(block):
            pages.append(_page(len(pages) + 1, joined, above))
            joined, above = list(block), []
        else:
            joined += block
    return pages, paragraphs


def _columns(table: WordTable) -> int:
    return max((row.skipped + sum(cell.span for cell in row.cells) for row in table), default=0)


def _page(number: int, table: WordTable, above: Sequence[str]) -> Page:
    rows: list[list[str]] = []
    boxes: list[Box] = []
    open_boxes: dict[int, list[int]] = {}  # column → top, bottom, right
    for index, row in enumerate(table):
        cells, merged = _placed(row)
        rows.append(cells)
        for left, (span, goes_on) in merged.items():
            box = open_boxes.get(left)
            if goes_on and box and box[1] == index - 1:
                box[1] = index
                continue
            if box:
                boxes.append((box[0], left, box[1], box[2]))
            open_boxes[left] = [index, index, left + span - 1]
    boxes += [(top, left, bottom, right) for left, (top, bottom, right) in open_boxes.items()]
    merged_boxes = [box for box in boxes if box[0] < box[2] or box[1] < box[3]]
    return Page(f"Bảng {number}", rows, merged_boxes, above=tuple(above[-_MOST_ABOVE:]))


def _placed(row: WordRow) -> tuple[list[str], dict[int, tuple[int, bool]]]:
    """The row's texts in the columns of the grid, and where each cell stands: column → span, goes on one above."""
    cells, placed = [""] * row.skipped, dict[int, tuple[int, bool]]()
    for cell in row.cells:
        placed[len(cells)] = cell.span, cell.goes_on
        words = "" if cell.goes_on else "\n".join(cell.lines)
        cells += [words] + [""] * (cell.span - 1)
    return cells, placed
