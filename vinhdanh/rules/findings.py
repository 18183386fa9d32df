"""What an evaluation answers: a tree of findings, each with its clause, its reason and the facts it stands on."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from vinhdanh.rules.clauses import Clause
from vinhdanh.rules.facts import NOTHING_KNOWN, Amount, Award, Facts, Judgement, Rating, Sanction


class Outcome(StrEnum):
    """The four answers. A decided one (met, not met) is never contradicted by any completion of the missing facts."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NEEDS_JUDGEMENT = "needs_judgement"


MET, NOT_MET, UNKNOWN, NEEDS_JUDGEMENT = Outcome

OUTCOME_WORDS = {MET: "Đạt", NOT_MET: "Chưa đạt", UNKNOWN: "Thiếu dữ kiện", NEEDS_JUDGEMENT: "Chờ đánh giá"}


class Stated(NamedTuple):
    """A fact that is no row of a list: an attribute, a membership, a count."""

    text: str


class Evidence(NamedTuple):
    """A fact that was looked at; `counted` says whether it helped, `remark` why not."""

    fact: Rating | Award | Amount | Judgement | Sanction | Stated
    text: str
    counted: bool = True
    remark: str = ""


class Missing(NamedTuple):
    """A fact that is not known and could change the outcome."""

    fact: str
    text: str
    year: int | None = None


class Told(NamedTuple):
    """The reasons of a finding.

    `because` is a whole sentence; `brief` the same as a phrase, for the sentence of the finding above: what is there
    if met, what is lacking if not, what is missing if unknown.
    """

    because: str
    brief: str
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()


class Finding:
    """The answer to one clause: its outcome, and the findings of the clauses inside it.

    The outcome is there at once. The reasons (`because`, `brief`, `evidence`, `missing`, see Told) are worked out from
    the same facts when somebody reads them, and once only: ranking a province needs outcomes, a page a few reasons.
    """

    __slots__ = ("_facts", "_tell", "_told", "clause", "outcome", "parts")
    _told: Told

    def __init__(
        self, clause: Clause, outcome: Outcome, tell: "Tell", facts: Facts, parts: "tuple[Finding, ...]" = ()
    ) -> None:
        self.clause = clause
        self.outcome = outcome
        self.parts = parts
        self._tell = tell
        self._facts = facts

    @classmethod
    def of(cls, clause: Clause, outcome: Outcome, told: Told, parts: "tuple[Finding, ...]" = ()) -> "Finding":
        """A finding whose reasons are known already."""
        return cls(clause, outcome, lambda facts, outcome, parts: told, NOTHING_KNOWN, parts)

    def __repr__(self) -> str:
        return f"Finding({self.clause.id}: {self.outcome.value}, {self.because!r})"

    @property
    def told(self) -> Told:
        """The reasons."""
        try:
            return self._told
        except AttributeError:
            self._told = self._tell(self._facts, self.outcome, self.parts)
            return self._told

    @property
    def because(self) -> str:
        """The reason as a sentence."""
        return self.told.because

    @property
    def brief(self) -> str:
        """The reason as a phrase."""
        return self.told.brief

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The facts that were looked at."""
        return self.told.evidence

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that are not known and could change the outcome."""
        return self.told.missing


Decide = Callable[[Facts], Outcome]
Tell = Callable[[Facts, Outcome, tuple[Finding, ...]], Told]
Answer = tuple[Decide, Tell]


def all_of(outcomes: list[Outcome]) -> Outcome:
    """Not met beats all; between the undecided, a missing fact comes before a judgement (contract `screening.md`)."""
    return next((outcome for outcome in (NOT_MET, UNKNOWN, NEEDS_JUDGEMENT) if outcome in outcomes), MET)


def any_of(outcomes: list[Outcome]) -> Outcome:
    """Met beats all; between the undecided, a missing fact comes before a judgement (contract `screening.md`)."""
    return next((outcome for outcome in (MET, UNKNOWN, NEEDS_JUDGEMENT) if outcome in outcomes), NOT_MET)


def at_least(count: int, outcomes: Iterable[Outcome]) -> Outcome:
    """`count` of them met; undecided only while the undecided ones can still make the difference."""
    found = list(outcomes)
    met, not_met = found.count(MET), found.count(NOT_MET)
    if met >= count:
        return MET
    if len(found) - not_met < count:
        return NOT_MET
    return UNKNOWN if UNKNOWN in found else NEEDS_JUDGEMENT


def leaves(finding: Finding) -> Iterator[Finding]:
    """The findings at the ends of the tree, in the order of the guidance."""
    if not finding.parts:
        yield finding
    for part in finding.parts:
        yield from leaves(part)


def folded(part: Finding, whole: Finding) -> bool:
    """Whether the part is an alternative that decided nothing: another one is met or still open, and it is not met."""
    alternatives = getattr(whole.clause, "rule", "") == "any_of" and whole.outcome is not NOT_MET
    return alternatives and part.outcome is NOT_MET


def salient(finding: Finding, depth: int = 0) -> Iterator[tuple[int, Finding, bool]]:
    """The tree as `walk` gives it, each with whether its own reason must be told: what lies inside a folded
    alternative is left out, and the alternative says its reason itself."""
    yield depth, finding, not finding.parts
    for part in finding.parts:
        if folded(part, finding):
            yield depth + 1, part, True
        else:
            yield from salient(part, depth + 1)


def walk(finding: Finding, depth: int = 0) -> Iterator[tuple[int, Finding]]:
    """Every finding of the tree with its depth, parents first."""
    yield depth, finding
    for part in finding.parts:
        yield from walk(part, depth + 1)
