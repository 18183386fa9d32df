"""Decisions whose number a row writes without its symbol (`163`), where the file names one of that day in full
(`163/QĐ-UBND`): perhaps the same one, which a person says."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from vinhdanh.actions.imports.reading import DraftRow
from vinhdanh.intake.lists.records import ListDecision, ListRow
from vinhdanh.models import RowOutcome
from vinhdanh.models.decisions import decision_key
from vinhdanh.vietnamese import folded, join_words, tidy, written_date

_TOLD = "Số quyết định “{}” thiếu ký hiệu; trong tệp có “{}” cùng ngày {}. Nếu là một quyết định, hãy ghi đủ số."
_MOST_NAMED = 3


def papers_of(rows: Iterable[ListRow]) -> Iterator[ListDecision]:
    """Every decision that the rows name by a number."""
    for row in rows:
        papers = (*(award.decision for award in row.awards), *(rating.decision for rating in row.ratings))
        yield from (paper for paper in papers if paper.number)


def tell_short_numbers(drafts: Sequence[DraftRow], file_papers: Callable[[], Iterable[ListDecision]]) -> None:
    """Remarks, of each row to be written, a number without its symbol where another of the file begins with it, has
    the same day, and no other authority. `file_papers` is asked only where some row has such a number."""
    writable = [draft for draft in drafts if draft.kept and draft.outcome in (RowOutcome.NEW, RowOutcome.RESEMBLES)]
    asking = [draft for draft in writable if draft.kept and any(map(_is_short, papers_of([draft.kept.row])))]
    if not asking:
        return
    full: dict[tuple[str, date | None], dict[str, ListDecision]] = defaultdict(dict)
    for paper in file_papers():
        key = decision_key(paper.number)
        if not _is_short(paper):
            full[key.partition(" ")[0], paper.signed_on].setdefault(f"{key}|{folded(paper.authority)}", paper)
    for draft in asking:
        kept = draft.kept
        if kept is not None:
            told = dict.fromkeys(_told(paper, full) for paper in papers_of([kept.row]) if _is_short(paper))
            draft.kept = replace(kept, doubts=(*kept.doubts, *filter(None, told)))


def _is_short(paper: ListDecision) -> bool:
    return paper.signed_on is not None and decision_key(paper.number).isdigit()


def _told(paper: ListDecision, full: dict[tuple[str, date | None], dict[str, ListDecision]]) -> str:
    """The sentence about one short number; blank where no fuller one fits it."""
    same_day = full.get((decision_key(paper.number), paper.signed_on), {}).values()
    mine = folded(paper.authority)
    names = [tidy(one.number) for one in same_day if not mine or not one.authority or folded(one.authority) == mine]
    if not names or paper.signed_on is None:
        return ""
    named = join_words(list(dict.fromkeys(names))[:_MOST_NAMED], "hoặc")
    return _TOLD.format(tidy(paper.number), named, written_date(paper.signed_on))
