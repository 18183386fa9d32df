"""What is worth a second look before an award is written: the law of its day, whom it is for, whether it is there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from vinhdanh.intake.lists.deciders import decider_doubt
from vinhdanh.intake.lists.records import ListDecision
from vinhdanh.models import Award, Honouree, HonoureeKind
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.law.entries import AwardEntry
from vinhdanh.screening.list_terms import list_terms
from vinhdanh.vietnamese import join_words, lower_first, written_date

TYPE_WORDS = {"title": "Danh hiệu thi đua", "form": "Hình thức khen thưởng"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at again: a code, and the sentence that a person reads."""

    code: str
    sentence: str


class Doubtful(Exception):
    """Something is worth a second look; whoever writes the award all the same says so of each doubt."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        super().__init__(" ".join(doubt.sentence for doubt in doubts))
        self.doubts = doubts


def require_looked_at(doubts: Iterator[Doubt], looked_at: Collection[str]) -> list[str]:
    """The codes of the doubts. Raises Doubtful where one is not among those looked at."""
    found = tuple(doubts)
    if any(doubt.code not in looked_at for doubt in found):
        raise Doubtful(found)
    return [doubt.code for doubt in found]


def doubts_of(
    honouree: Honouree,
    code: str,
    year: int,
    decision: ListDecision,
    *,
    instead_of: Award | None = None,
    standing: Collection[Award] | None = None,
) -> Iterator[Doubt]:
    """What is doubtful of that award of that year to this honouree; `instead_of`: the entry that it would replace.

    `standing`: the awards of the honouree that stand, with their decisions, where they were read already.

    `decision` is as far as it was typed; lists on their way in are held against the same law about who decides.
    """
    entry, signed_on = catalogue().award(code), decision.signed_on
    if not _in_force(entry, year, signed_on):
        when = f"ngày {written_date(signed_on)}" if signed_on else f"năm {year}"
        yield Doubt("not_in_force", f"Theo luật, “{entry.label}” không được tặng vào {when}.")
    if honouree.kind not in entry.kinds:
        allowed = join_words([lower_first(HonoureeKind(kind).label) for kind in entry.kinds], "hoặc")
        mine = lower_first(honouree.get_kind_display())
        yield Doubt("not_entitled", f"“{entry.label}” dành cho {allowed}; đối tượng này là {mine}.")
    if told := decider_doubt(list_terms(), code, decision):
        yield Doubt("other_decider", f"{told}.")
    if standing is None:
        standing = honouree.awards.standing().filter(award=code, year=year).select_related("decision")
    others = (one for one in standing if (one.award, one.year) == (code, year) and one != instead_of)
    there = next(others, None)
    if there is not None:
        by = f", quyết định {there.decision.number}" if there.decision else ""
        yield Doubt("same_award", f"Sổ đã có “{entry.label}” năm {year} của đối tượng này{by}.")
    if signed_on and signed_on.year < year:
        yield Doubt("decided_before", f"Quyết định ký ngày {written_date(signed_on)}, trước năm được tính ({year}).")


def _in_force(entry: AwardEntry, year: int, signed_on: date | None) -> bool:
    if signed_on:
        return entry.span_on(signed_on) is not None
    return entry in catalogue().in_years(year, year)
