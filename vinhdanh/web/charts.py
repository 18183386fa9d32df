"""A table of counts drawn as bars, in SVG: geometry alone, the template writes it (templates/figures/chart.html).

Places along the bar are per cent of the width and letters keep their size, so that the picture fits every screen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from vinhdanh.reports.figures import Row, Table
from vinhdanh.vietnamese import grouped

LABEL, BAR, GAP = 18, 14, 12  # pixels: the line of words above a bar, the bar, the room below it
MOST_BARS = 25  # more than that nobody compares by eye; the table has them all
LONGEST = 38  # letters of a label: as many as stand beside a total on a phone


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in per cent of the width; `tone` 0 is what is not known."""

    x: str
    width: str
    tone: int
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the table: its words, shortened where they are long, its total, where it stands (pixels), its pieces."""

    label: str
    words: str
    total: str
    text_y: int
    bar_y: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture. `keys`: the columns with their tones, none where the totals alone are drawn."""

    id: str
    title: str
    height: int
    bars: tuple[Bar, ...]
    keys: tuple[tuple[str, int], ...]
    left_out: int


def chart_of(table: Table) -> Chart | None:
    """The table as a picture; None where there is nothing to draw."""
    rows = table.rows[:MOST_BARS]
    if table.drawn == "totals":
        rows = tuple(sorted(table.rows, key=lambda row: -row.total)[:MOST_BARS])
    longest = max((row.total for row in rows), default=0)
    if not longest:
        return None
    tones = [0 if place == table.unknown else place + 1 for place in range(len(table.columns))]
    step = LABEL + BAR + GAP
    bars = tuple(
        Bar(
            _short(row.label),
            row.label,
            grouped(row.total),
            at + LABEL - 5,
            at + LABEL,
            tuple(_parts(row, table, tones, longest)),
        )
        for at, row in zip(range(0, step * len(rows), step), rows, strict=True)
    )
    keys = tuple(zip(table.columns, tones, strict=True)) if table.drawn == "parts" else ()
    return Chart(table.id, table.title, step * len(rows), bars, keys, len(table.rows) - len(rows))


def _parts(row: Row, table: Table, tones: list[int], longest: int) -> Iterator[Part]:
    if table.drawn == "totals":
        yield Part("0%", _percent(row.total, longest), 1, f"{row.label}: {grouped(row.total)}")
        return
    counts = [cell.count or 0 for cell in row.cells]
    for name, tone, count, end in zip(table.columns, tones, counts, accumulate(counts), strict=True):
        if count:
            words = f"{row.label}, {name}: {grouped(count)}"
            yield Part(_percent(end - count, longest), _percent(count, longest), tone, words)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"
