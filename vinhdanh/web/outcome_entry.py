"""What is typed and chosen of what became of many, on its way into the register: weighed first, then written."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from vinhdanh.actions.award_doubts import Doubt
from vinhdanh.actions.outcome_lists import RowsRefused, enter_outcomes, weigh_awards
from vinhdanh.actions.outcomes import Given
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import now, today
from vinhdanh.models import Campaign, User
from vinhdanh.reports.outcomes import Awaiting, NomineeOutcome, last_decision
from vinhdanh.web.forms.outcomes import DecisionForm, NotGivenForm
from vinhdanh.web.refusals import tell

CHOICES = {"yes": "Được khen thưởng", "no": "Không được khen thưởng", "none": "Chưa ghi"}


@dataclass(slots=True)
class Row:
    """A nominee with what was chosen for it (a key of CHOICES, blank: as for all), and what speaks against it."""

    nominee: NomineeOutcome
    chosen: str
    fault: str = ""
    doubts: tuple[Doubt, ...] = field(default=())


class Entry:
    """What was typed and chosen, on its way into the register."""

    def __init__(self, posted: QueryDict, shown: Awaiting, campaign: Campaign, award: str) -> None:
        self.campaign, self.posted = campaign, posted
        self.rest = posted.get("rest", "none") if posted.get("rest") in CHOICES else "none"
        self.rows = [Row(one, posted.get(f"row-{one.nomination.pk}", "")) for one in shown.rows]
        self.looked_at = posted.getlist("looked_at")
        self.awarded, self.refused = self._chosen("yes"), self._chosen("no")
        self.is_weighed, self.said = False, ""
        first = award or next((one.nomination.award for one in shown.rows), "")
        last = last_decision(campaign.pk)
        self.form = DecisionForm(posted if self.awarded else None, award=first, last=last, **_typed(posted))
        self.no = NotGivenForm(posted if self.refused else None, **_typed(posted))

    def is_valid(self) -> bool:
        """Whether something was chosen, and the decision and the reason that it needs were typed."""
        if not self.awarded and not self.refused:
            self.said = "Chưa chọn kết quả của trường hợp nào."
        typed = [form.is_valid() for form in (self.form, self.no) if form.is_bound]
        return bool(typed) and all(typed)

    def weigh(self, by: User) -> None:
        """Says of each row what would stop it, or is doubtful."""
        self.is_weighed = True
        given = self._given()
        if given is None:
            return
        wanted = {row.nominee.nomination.pk: row for row in self.rows if row.nominee.nomination.pk in self.awarded}
        try:
            weighed = weigh_awards([row.nominee.nomination for row in wanted.values()], given, by=by, on=today())
        except NotPossible as refusal:
            tell(self.form, refusal)
            self.is_weighed = False
            return
        for found in weighed:
            row = wanted[found.nomination.pk]
            row.fault, row.doubts = found.fault, found.doubts

    def write(self, by: User) -> int:
        """How many were written; 0 where something stopped it, which is told at its place."""
        try:
            return enter_outcomes(
                self.campaign,
                self.awarded,
                self._given(),
                by=by,
                now=now(),
                refused=self.refused,
                reason=self.no.cleaned_data["reason"] if self.refused else "",
                looked_at=self.looked_at,
            )
        except RowsRefused as stopped:
            for row in self.rows:
                row.fault = stopped.faults.get(row.nominee.nomination.pk, row.fault)
        except NotPossible as refusal:
            tell(self.form if self.form.is_bound else self.no, refusal)
            self.is_weighed = False
        return 0

    @property
    def may_write(self) -> bool:
        """Whether this very choice was looked at, and nothing speaks against it any more."""
        return not self.stopped and "write" in self.posted and self.posted.get("seen") == self.mark

    @property
    def mark(self) -> str:
        """What the page carries of the choice that it showed, and of the doubts that it told."""
        reason = self.no.cleaned_data["reason"] if self.refused else ""
        doubtful = sorted((row.nominee.nomination.pk, doubt.code) for row in self.rows for doubt in row.doubts)
        choice = (sorted(self.awarded), sorted(self.refused), self._given(), reason, doubtful)
        return hashlib.sha256(repr(choice).encode()).hexdigest()[:16]

    @property
    def faulty(self) -> list[Row]:
        """Rows that cannot be entered here."""
        return [row for row in self.rows if row.fault]

    @property
    def doubts(self) -> list[tuple[Doubt, int]]:
        """Each kind of doubt by its first sentence, and in how many rows it is."""
        met: dict[str, list[Doubt]] = {}
        for doubt in (doubt for row in self.rows for doubt in row.doubts):
            met.setdefault(doubt.code, []).append(doubt)
        return [(found[0], len(found)) for found in met.values()]

    @property
    def stopped(self) -> bool:
        """Whether something must be mended or looked at before it is written."""
        open_doubts = any(doubt.code not in self.looked_at for doubt, _ in self.doubts)
        wrong = any(form.is_bound and form.errors for form in (self.form, self.no))
        return bool(self.said or self.faulty or wrong or open_doubts)

    def _chosen(self, wanted: str) -> set[int]:
        """What is chosen for all is so for those of whom nothing is on record yet."""
        chosen = [
            (row, row.chosen or ("none" if row.nominee.outcome else self.rest)) for row in self.rows if self.posted
        ]
        return {row.nominee.nomination.pk for row, choice in chosen if choice == wanted}

    def _given(self) -> Given | None:
        return self.form.given() if self.awarded else None


def _typed(posted: QueryDict) -> dict[str, Any]:
    """What a form that is not asked keeps of what was typed into it."""
    return {"initial": {name: str(value) for name, value in posted.items()}} if posted else {}
