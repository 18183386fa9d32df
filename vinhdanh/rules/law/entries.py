"""What the files of this folder may say: laws, awards, ratings and manners, each with its days and its cite."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from vinhdanh.rules.campaign import Labelled
from vinhdanh.rules.clauses import Code, Frozen, Text
from vinhdanh.rules.facts import Kind


class Dated(Frozen):
    """Days between which something holds, both included; None is a day that lies outside what we have read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)

    first: Annotated[date | None, Field(alias="from")] = None
    last: Annotated[date | None, Field(alias="until")] = None

    def holds(self, first: date, last: date) -> bool:
        """Whether it holds on at least one of these days."""
        return (self.first is None or self.first <= last) and (self.last is None or first <= self.last)


class Law(Dated):
    """A law whose words are quoted here."""

    code: Code
    title: Text
    cite: Text


class Span(Dated):
    """The days on which one law gives an award; without days of its own, all those of the law.

    `authority` stands where another body decides than the entry says.
    """

    law: Code
    cite: Text
    authority: Text | None = None


class AwardEntry(Labelled):
    """A title (danh hiệu) or a form (hình thức) of the law.

    `starting`: words with which its name begins, whoever gave it. `within`: the coarser award as which lists count it
    that do not tell it apart (Huân chương Lao động for its classes). `classes`: its classes, each an entry of its own.
    `decided_by`: levels that decide it, where `authority` alone would say too many or too few.
    """

    type: Literal["title", "form"]
    level: Literal["state", "province", "grassroots"]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    authority: Text
    valid: Annotated[tuple[Span, ...], Field(min_length=1)]
    starting: tuple[Text, ...] = ()
    within: Code | None = None
    classes: tuple[Code, ...] = ()
    decided_by: tuple[Code, ...] = ()
    note: Text | None = None

    def span_on(self, day: date) -> Span | None:
        """The span of that day, None if the award was not given then."""
        return next((span for span in self.valid if span.holds(day, day)), None)


class Wording(Span):
    """The words of one law for a manner of commendation."""

    label: Text


class Manner(Labelled):
    """A manner of commendation (loại hình khen thưởng). `label` is the word of the statistical forms."""

    valid: Annotated[tuple[Wording, ...], Field(min_length=1)]
    note: Text | None = None

    def label_on(self, day: date) -> str | None:
        """The law's own words on that day, None if it knows no such manner then."""
        return next((words.label for words in self.valid if words.holds(day, day)), None)


class RatingScale(Dated):
    """The levels of the yearly rating, best first.

    `assumed`: the text was not read; the levels are a setting, and whoever shows them says so.
    """

    code: Code
    label: Text
    cite: Text
    levels: Annotated[tuple[Labelled, ...], Field(min_length=2)]
    assumed: bool = False
    note: Text | None = None


class Decider(Labelled):
    """A level at which awards are decided: words with which its bodies begin, symbols of its decisions (QĐ-TTg)."""

    starting: Annotated[tuple[Text, ...], Field(min_length=1)]
    symbols: tuple[Text, ...] = ()


class LawFiles(Frozen):
    """The files of the folder as they are written.

    `wordings`: name → phrases; `{name}` in a spelling stands for each of them. `classes`: what may follow the name
    of an order. `decided_by`: words of an `authority` → the levels that agree with it.
    """

    laws: Annotated[tuple[Law, ...], Field(min_length=1)]
    abbreviations: dict[str, Text]
    fillers: tuple[Text, ...]
    manner_fillers: tuple[Text, ...]
    wordings: dict[Code, tuple[Text, ...]]
    classes: tuple[Labelled, ...]
    deciders: tuple[Decider, ...]
    decided_by: dict[str, tuple[Code, ...]]
    awards: Annotated[tuple[AwardEntry, ...], Field(min_length=1)]
    manners: Annotated[tuple[Manner, ...], Field(min_length=1)]
    scales: Annotated[tuple[RatingScale, ...], Field(min_length=1)]
