"""What the result page shows of a report: nominees a page at a time, of one verdict if asked; the quota as places."""

from dataclasses import dataclass
from typing import Any

from vinhdanh.rules.facts import Judgement
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, Evidence, Finding, Outcome, Stated
from vinhdanh.rules.findings import folded as is_folded
from vinhdanh.rules.quotas import LimitState
from vinhdanh.screening.report import Report, Screened
from vinhdanh.vietnamese import grouped

NOMINEES_ON_A_PAGE = 50
PROBLEMS_SHOWN = 200
MOST_PIPS = 12
MOST_MARKS = 20  # pieces of evidence drawn at one finding
TONES = {"met": "met", "not_met": "not", "unknown": "miss", "needs_judgement": "judge"}
ICONS = {"met": "check-lg", "not_met": "x-lg", "unknown": "question-circle", "needs_judgement": "person-check"}


@dataclass(frozen=True)
class Leaf:
    """A finding as the page draws it; `folded` where it is an alternative that decided nothing."""

    finding: Finding
    tone: str
    icon: str
    evidence: tuple[Evidence, ...]
    readings: tuple[Any, ...]
    parts: "tuple[Leaf, ...]"
    folded: bool = False

    @property
    def quiet(self) -> bool:
        """Whether the readings need no more than their numbers: none of them keeps the clause from being met."""
        return self.finding.outcome in (MET, NEEDS_JUDGEMENT)


@dataclass(frozen=True)
class Places:
    """A limit of the quota: what is used, and a small picture of it."""

    state: LimitState
    pips: tuple[str, ...]
    readings: tuple[Any, ...]


@dataclass(frozen=True)
class Choice:
    """A verdict that the list can be narrowed to."""

    outcome: str
    count: int
    chosen: bool


def leaf(report: Report, finding: Finding, folded: bool = False) -> Leaf:
    """The finding and all inside it."""
    outcome = finding.outcome
    parts = tuple(leaf(report, part, is_folded(part, finding)) for part in finding.parts)
    readings = tuple(report.pack.reading_of[reading] for reading in finding.clause.readings)
    return Leaf(finding, TONES[outcome], ICONS[outcome], _telling(finding), readings, parts, folded and bool(parts))


def _telling(finding: Finding) -> tuple[Evidence, ...]:
    """The evidence worth a mark: rows of lists, and of those that did not count only where the clause is not met."""
    rows = (item for item in finding.evidence if not isinstance(item.fact, Judgement | Stated))
    telling = [item for item in rows if item.counted or finding.outcome is not MET]
    if len(telling) > MOST_MARKS:
        more = f"và {grouped(len(telling) - MOST_MARKS)} mục nữa"
        telling[MOST_MARKS:] = [Evidence(Stated(more), more)]
    return tuple(telling)


def tree_of(report: Report, one: Screened) -> tuple[Leaf, ...]:
    """The conditions under the verdict; what only repeats the verdict is left out."""
    top = leaf(report, one.finding)
    return top.parts or (top,)


def places_of(report: Report, state: LimitState) -> Places:
    """One limit of the quota with its picture: a pip a place, as long as they can be counted at a glance."""
    bound = state.bound or 0
    drawn = max(state.used, bound)
    pips: tuple[str, ...] = ()
    if 0 < drawn <= MOST_PIPS:
        over = "on" if state.floor else "over"
        pips = tuple(
            "on" if place < min(state.used, bound) else over if place < state.used else "" for place in range(drawn)
        )
    readings = tuple(report.pack.reading_of[reading] for reading in state.finding.clause.readings)
    return Places(state, pips, readings)


def result_context(report: Report, verdict: str, page: int) -> dict[str, Any]:
    """All that the template needs. `verdict` narrows the list where it is one of the four; `page` counts from 1."""
    counts = report.verdicts
    chosen = [one for one in report.screened if verdict not in TONES or one.verdict == verdict]
    pages = max(1, -(-len(chosen) // NOMINEES_ON_A_PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * NOMINEES_ON_A_PAGE
    shown = chosen[start : start + NOMINEES_ON_A_PAGE]
    return {
        "report": report,
        "nominees": [(one, tree_of(report, one)) for one in shown],
        "places": [places_of(report, state) for state in report.quota.limits],
        "choices": [Choice(outcome, counts[Outcome(outcome)], outcome == verdict) for outcome in TONES],
        "verdict": verdict if verdict in TONES else "",
        "first": start + 1 if shown else 0,
        "last": start + len(shown),
        "total": len(chosen),
        "page": page,
        "pages": pages,
        "ready": report.exit_code == 0,
        "problems": report.problems[:PROBLEMS_SHOWN],
        "problems_hidden": max(0, len(report.problems) - PROBLEMS_SHOWN),
    }
