"""A workbook screened against a campaign: every nominee's findings, the unit's quota, and what could not be read."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vinhdanh.intake.problems import Problem
from vinhdanh.intake.records import CollectiveRow, FamilyRow, NominationBook, PersonRow
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.evaluate import screener
from vinhdanh.rules.facts import Nominee
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, Finding, Outcome
from vinhdanh.rules.quotas import QuotaState, kept, quota_state
from vinhdanh.screening.nominees import nominees_of

Row = CollectiveRow | PersonRow | FamilyRow


class Screened(NamedTuple):
    """A nominee with the row it came from and its finding; `number` counts from 1 over the whole workbook."""

    number: int
    nominee: Nominee
    row: Row
    finding: Finding
    detail: str

    @property
    def verdict(self) -> Outcome:
        """The one word of the contract."""
        return self.finding.outcome

    @property
    def plain_detail(self) -> str:
        """`detail` without a family's residence, which is personal: for pages that others than its unit read."""
        residence = self.row.residence if isinstance(self.row, FamilyRow) else ""
        return self.detail.removesuffix(f" · {residence}") if residence else self.detail


@dataclass(frozen=True)
class Report:
    """All that screening a workbook answers, as of the day `on`."""

    pack: Pack
    on: date
    book: NominationBook
    screened: tuple[Screened, ...]
    quota: QuotaState

    @property
    def sets(self) -> int:
        """How many sets of the dossier are sent, for the awards that are proposed."""
        return self.pack.dossier.sets_for(one.nominee.award for one in self.screened)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, in the order of the sheets."""
        return self.book.problems

    @property
    def quota_verdict(self) -> Outcome:
        """Met or not met: what is open is not kept."""
        return kept(self.quota)

    @property
    def verdicts(self) -> Counter[Outcome]:
        """How many nominees have each verdict."""
        return Counter(one.verdict for one in self.screened)

    @property
    def exit_code(self) -> int:
        """0 all met and the quota kept, 1 something is not, 2 the file holds problems (contract `screening.md`)."""
        if self.problems:
            return 2
        all_met = all(one.verdict is MET for one in self.screened)
        return 0 if all_met and self.quota_verdict is MET else 1


def screen_book(book: NominationBook, pack: Pack, *, on: date) -> Report:
    """Screen every nominee of a workbook, and the unit's quota over all of them."""
    screen = screener(pack, on=on)
    nominees = nominees_of(book, pack)
    rows: tuple[Row, ...] = (*book.collectives, *book.people, *book.families)
    screened = tuple(
        Screened(number, nominee, row, screen(nominee), detail_of(nominee, row, pack))
        for number, (nominee, row) in enumerate(zip(nominees, rows, strict=True), 1)
    )
    return Report(pack, on, book, screened, quota_state(pack, book.unit.group, nominees))


def detail_of(nominee: Nominee, row: Row, pack: Pack) -> str:
    """What stands beside the name: the award, where several may be proposed, the category or size, and what tells two
    people apart."""
    several = len(pack.proposable.get(nominee.kind, ())) > 1 and nominee.award in pack.award_of
    own = _detail(row, pack)
    return f"{pack.award_of[nominee.award].label} · {own}" if several and nominee.award else own


def _detail(row: Row, pack: Pack) -> str:
    match row:
        case CollectiveRow():
            size = _label(pack, "size", row.size).lower()
            return f"Tập thể quy mô {size}" if size else "Tập thể"
        case PersonRow():
            category = _label(pack, "category", row.category) or "Cá nhân"
            return " · ".join(dict.fromkeys(filter(None, (category, row.position, row.workplace))))
        case FamilyRow():
            return " · ".join(filter(None, ("Gia đình", row.residence)))


def readings_of(report: Report, finding: Finding) -> tuple[str, ...]:
    """Our readings behind a finding: in full where the clause is not met or a fact is missing, else by number alone."""
    readings = [report.pack.reading_of[reading] for reading in finding.clause.readings]
    if finding.outcome in (MET, NEEDS_JUDGEMENT) and readings:
        return (f"Cách hiểu áp dụng: {', '.join(reading.number for reading in readings)}",)
    return tuple(f"Cách hiểu {reading.number}: {reading.reading}" for reading in readings)


def category_of(nominee: Nominee) -> str:
    """The code by which the criterion was chosen: a person's category, a collective's size; empty where unknown."""
    attributes = nominee.facts.attributes
    return attributes.get("category") or attributes.get("size") or ("family" if nominee.kind == "family" else "")


def _label(pack: Pack, attribute: str, value: str | None) -> str:
    if value is None or attribute not in pack.attribute_of:
        return ""
    return next((item.label for item in pack.attribute_of[attribute].values if item.code == value), "")
