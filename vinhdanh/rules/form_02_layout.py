"""How a campaign's form 02 is laid out: its levels, rows and “Trong đó” parts, as data of the pack."""

from typing import Annotated

from pydantic import Field

from vinhdanh.rules.clauses import Clause, Code, Frozen, Text
from vinhdanh.rules.facts import Kind


class PartLayout(Frozen):
    """A “Trong đó” line of a row: those of its awards that have one of the manners, kinds and awards named here.

    An empty list asks nothing. `mended` quotes what the published form wrote by a slip.
    """

    id: Code
    text: Text
    awards: tuple[Code, ...] = ()
    manners: tuple[Code, ...] = ()
    kinds: tuple[Kind, ...] = ()
    mended: Text | None = None


class RowLayout(Frozen):
    """A row that counts awards of the law's catalogue, the finer ones with them. Each award stands in one row.

    `number` is empty where the row goes on under the number above it.
    """

    id: Code
    number: str = ""
    text: Text
    awards: Annotated[tuple[Code, ...], Field(min_length=1)]
    parts: tuple[PartLayout, ...] = ()
    mended: Text | None = None


class LevelLayout(Frozen):
    """A level with its rows; its own line is their sum."""

    id: Code
    number: Text
    text: Text
    rows: Annotated[tuple[RowLayout, ...], Field(min_length=1)]


class Form02Layout(Clause):
    """The whole form; `text` is its title without the years, `notes` are printed below the table."""

    levels: Annotated[tuple[LevelLayout, ...], Field(min_length=1)]
    total: Text
    notes: tuple[Text, ...] = ()
