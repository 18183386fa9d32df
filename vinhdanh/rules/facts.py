"""What is known of a nominee. What is absent is unknown, never a no."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["collective", "individual", "family"]
OTHER_AWARD = "(other)"  # no code of any pack: an award that was read well and that the campaign's list does not name
KIND_WORDS: dict[Kind, str] = {"collective": "tập thể", "individual": "cá nhân", "family": "gia đình"}


class Rating(NamedTuple):
    """One year's rating; `level` is a code of the campaign's scale."""

    year: int
    level: str
    authority: str = ""
    decision: str = ""


class Award(NamedTuple):
    """An award received; `code` or `year` is None where it was written but could not be read. `unproved`: nothing
    stands behind the word, so it may be or not. OTHER_AWARD counts only where any award does."""

    year: int | None
    code: str | None
    as_written: str = ""
    decision: str = ""
    decided_on: date | None = None
    authority: str = ""
    merit: str | None = None
    unproved: bool = False


class Amount(NamedTuple):
    """A figure of one year in đồng (or a number of people, for shares), never negative; None where it was written
    but could not be read, or, `unproved`, where nothing stands behind the word."""

    year: int
    quantity: int | None
    proof: str = ""
    unproved: bool = False


class Judgement(NamedTuple):
    """A person's answer to a condition that only a person can judge."""

    passed: bool
    by: str = ""
    reason: str = ""


class Sanction(NamedTuple):
    """A discipline, an inspection, an investigation …; open while `closed` is None."""

    kind: str
    opened: date
    closed: date | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one nominee, or of the unit that a person heads.

    `ratings` and `amounts` hold the years that are known; a year that is not there is unknown. `awards` and
    `sanctions` are the whole list, or None where nobody has listed them; `awards_open` says that there may be more
    awards than are listed. `attributes` and `memberships` without a key, or with None, are unknown.
    """

    attributes: Mapping[str, str | None] = field(default_factory=dict)
    memberships: Mapping[str, bool | None] = field(default_factory=dict)
    ratings: Mapping[int, Rating] = field(default_factory=dict)
    awards: tuple[Award, ...] | None = None
    awards_open: bool = False
    amounts: Mapping[str, Mapping[int, tuple[Amount, ...]]] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    sanctions: tuple[Sanction, ...] | None = None
    merit: str | None = None
    headed: "Facts | None" = None


NOTHING_KNOWN = Facts()


@dataclass(frozen=True, slots=True)
class Nominee:
    """Someone proposed for an award: the one named, else the only one that the campaign gives to the kind."""

    code: str
    kind: Kind
    name: str
    facts: Facts
    award: str | None = None
