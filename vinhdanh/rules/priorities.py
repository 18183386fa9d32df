"""Whom the guidance puts first among those alike. It never decides a verdict: it orders those who are weighed."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from vinhdanh.rules.clauses import Clause, Code, Frozen
from vinhdanh.rules.facts import Kind

Codes = Annotated[tuple[Code, ...], Field(min_length=1)]


class Among(Frozen):
    """Those whose attribute has one of the values."""

    attribute: Code
    to: Codes


class Priority(Clause):
    """Among nominees of these kinds, and alike in `among`, who goes first: by the value of `attribute`, the ranks best
    first, values of one rank alike. Who has none of them, or of whom it is not known, comes after."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    among: Among
    attribute: Code
    ranks: Annotated[tuple[Codes, ...], Field(min_length=1)]

    def concerns(self, kind: str, attributes: Mapping[str, str | None]) -> bool:
        """Whether it is asked of such a nominee."""
        return kind in self.kinds and attributes.get(self.among.attribute) in self.among.to

    def rank_of(self, kind: str, attributes: Mapping[str, str | None]) -> int | None:
        """0 for the first rank, 1 for the next; None without priority."""
        if not self.concerns(kind, attributes):
            return None
        value = attributes.get(self.attribute)
        return next((rank for rank, codes in enumerate(self.ranks) if value in codes), None)
