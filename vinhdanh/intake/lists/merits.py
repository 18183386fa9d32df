"""Reads the awards and ratings of one row: which, of which year, by which decision.

Several awards, years or decisions in cells of one row are taken in pairs where their counts agree, one of them for all
where there is one; anything else is nobody's to pair, and refuses the row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from vinhdanh.intake import cells
from vinhdanh.intake.cells import Raw
from vinhdanh.intake.lists.awards import AwardReader, WrittenAward
from vinhdanh.intake.lists.deciders import decider_doubt
from vinhdanh.intake.lists.decisions import Signed, Years, in_lines, read_years
from vinhdanh.intake.lists.fields import Field
from vinhdanh.intake.lists.layouts import FactColumn, Layout
from vinhdanh.intake.lists.people import shown
from vinhdanh.intake.lists.records import ListAward, ListContext, ListDecision, ListRating, ListTable, ListTerms
from vinhdanh.intake.lists.row_cells import RowCells, remembering
from vinhdanh.intake.problems import NotRead, quoted
from vinhdanh.intake.terms import plain_key
from vinhdanh.vietnamese import join_words, written_date

Read = TypeVar("Read")
_WHOLE_ROW = -1
_MARKS = frozenset({"x", "v", "✓", "✔", "☑", "có", "1"})
_TITLES, _FORMS = ("danh hiệu", "thi đua"), ("hình thức", "khen thưởng")
_TYPE_WORDS = {"title": "danh hiệu thi đua", "form": "hình thức khen thưởng"}
_NO_YEARS: Years = (None, None)


def type_of_header(header: str) -> str:
    """`title` for `Danh hiệu thi đua`, `form` for `Hình thức khen thưởng`, `""` where a header says both or neither."""
    key = plain_key(header)
    titles, forms = (any(plain_key(words) in key for words in listed) for listed in (_TITLES, _FORMS))
    return "" if titles == forms else ("title" if titles else "form")


class MeritReader:
    """Reads the facts of the rows of one table."""

    def __init__(self, table: ListTable, layout: Layout, terms: ListTerms, on: date | None) -> None:
        self._layout, self._terms, self._on = layout, terms, on
        signed = Signed(table.from_1904, on)
        self._awards = AwardReader(terms, table.codes, signed)
        self._decisions = remembering(signed.decisions)
        self._days = remembering(lambda value: in_lines(value, signed.day))
        self._years = remembering(read_years)
        self._rating = remembering(cells.choice(terms.ratings, "mức xếp loại"))
        self._manner = remembering(cells.choice(terms.manners, "loại hình khen thưởng"))
        self._deciders: dict[tuple[str, str, str], str] = {}
        self._named = {
            fact.index: code
            for fact in layout.facts
            for part in table.columns[fact.index].parts[-1:]
            if not fact.is_rating and (code := self._awards.find(part))
        }
        types = {fact.index: type_of_header(table.columns[fact.index].header) for fact in layout.facts}
        self._types = types if {"title", "form"} <= set(types.values()) else {}
        self.has_awards = any(not fact.is_rating for fact in layout.facts)

    def awards(self, row: RowCells, context: ListContext) -> tuple[ListAward, ...]:
        """The awards of a row; those of the title or section where no column holds awards."""
        manner = row.first(self._layout.of(Field.MANNER), self._manner) or context.manner
        reason = row.text(self._layout.of(Field.REASON), "; ") or context.reason
        found: list[ListAward] = []
        if not self.has_awards:
            loose = FactColumn(_WHOLE_ROW, False, beside=self._layout.loose)
            decisions = self._decisions_of(row, loose, context)
            written = self._of_title(row, decisions, context)
            found += self._paired(row, loose, written, decisions, context, manner, reason)
        for fact in self._layout.facts:
            if fact.is_rating or row.is_blank(fact.index):
                continue
            decisions = self._decisions_of(row, fact, context)
            giver = self._giver(decisions, context)
            written = row.read(fact.index, partial(self._written, fact, giver), grave=True) or ()
            self._check_type(row, fact, written)
            found += self._paired(row, fact, written, decisions, context, manner, reason)
        return _once(found) if len(found) > 1 else tuple(found)

    def ratings(self, row: RowCells, context: ListContext) -> tuple[ListRating, ...]:
        """The ratings of a row, each with its year; one without a year refuses the row."""
        found: list[ListRating] = []
        for fact in self._layout.facts:
            if not fact.is_rating:
                continue
            level = row.read(fact.index, self._rating, grave=True)
            if level is None:
                continue
            years = self._years_of(row, fact) or (
                [(context.first_year, context.last_year)] if context.first_year else []
            )
            if not years:
                row.blame(fact.index, "Chưa rõ xếp loại của năm nào; hãy chọn cột năm hoặc chọn năm cho cả bảng", True)
            decisions = self._decisions_of(row, fact, ListContext()) if fact.beside else ()
            for _, last in years:
                if last is not None and self._is_past(row, fact.index, last):
                    found.append(ListRating(last, level, decisions[0] if len(decisions) == 1 else ListDecision()))
        return tuple(found)

    def _written(self, fact: FactColumn, giver: str, value: Raw) -> tuple[WrittenAward, ...]:
        """The awards in a cell; a mark or a year below a header that is itself an award is that award."""
        named = self._named.get(fact.index)
        if named:
            label = self._terms.awards.labels[named]
            if cells.text(value).casefold() in _MARKS:
                return (WrittenAward(named, label),)
            try:
                return (WrittenAward(named, label, read_years(value)),)
            except NotRead:
                pass
        return self._awards.awards(value, giver)

    def _check_type(self, row: RowCells, fact: FactColumn, written: Sequence[WrittenAward]) -> None:
        """Says so where a form stands in the column of titles, or a title in that of forms; each is what it is."""
        asked = self._types.get(fact.index)
        for one in written:
            kind = self._terms.award_types.get(one.code)
            if asked and kind and kind != asked:
                told = f"{quoted(one.as_written)} là {_TYPE_WORDS[kind]} nhưng đứng ở cột {_TYPE_WORDS[asked]}"
                row.blame(fact.index, f"{told}; được ghi là {_TYPE_WORDS[kind]}, hãy kiểm tra lại")

    def _of_title(
        self, row: RowCells, decisions: Sequence[ListDecision], context: ListContext
    ) -> tuple[WrittenAward, ...]:
        if context.award:
            return (WrittenAward(context.award, self._terms.awards.labels.get(context.award, context.award)),)
        if context.bare_award:
            try:
                return self._awards.awards(context.bare_award, self._giver(decisions, context))
            except NotRead as refusal:
                row.blame(_WHOLE_ROW, str(refusal), grave=True)
        return ()

    @staticmethod
    def _giver(decisions: Sequence[ListDecision], context: ListContext) -> str:
        named = {one.authority for one in decisions if one.authority}
        return named.pop() if len(named) == 1 else ("" if named else context.decision.authority)

    def _decisions_of(self, row: RowCells, fact: FactColumn, context: ListContext) -> tuple[ListDecision, ...]:
        """The decisions that stand beside a fact: in one cell, or number, day and authority in cells of their own."""
        numbered = (*fact.beside.get(Field.DECISION, ()), *fact.beside.get(Field.DECISION_NUMBER, ()))
        found = row.first(numbered, self._decisions) or ()
        days = row.first(fact.beside.get(Field.DECISION_DATE, ()), self._days, grave=True) or ()
        givers = self._givers(row, fact)
        if len(days) > 1 and len(found) > 1 and len(days) != len(found):
            self._blame_counts(row, fact.index, {"quyết định": len(found), "ngày": len(days)})
            return ()
        count = max(len(found), len(days), 1 if givers else 0)
        if not count:
            return (context.decision,) if context.decision else ()
        built: list[ListDecision] = []
        for index in range(count):
            one = _at(found, index) or ListDecision()
            giver = one.authority or (givers[index] if len(givers) == count else " ".join(givers))
            whole = ListDecision(one.number, one.signed_on or _at(days, index), giver)
            built.append(_completed(whole, context.decision))
        return tuple(built)

    @staticmethod
    def _givers(row: RowCells, fact: FactColumn) -> list[str]:
        columns = fact.beside.get(Field.AUTHORITY)
        lines = map(shown, row.paragraphs(columns).split("\n")) if columns else ()
        return [line for line in lines if line]

    def _years_of(self, row: RowCells, fact: FactColumn) -> list[Years]:
        if fact.years:
            return list(fact.years)
        columns = (*fact.beside.get(Field.YEAR, ()), *fact.beside.get(Field.PERIOD, ()))
        return list(row.first(columns, self._years, grave=True) or ())

    def _paired(
        self,
        row: RowCells,
        fact: FactColumn,
        written: Sequence[WrittenAward],
        decisions: Sequence[ListDecision],
        context: ListContext,
        manner: str,
        reason: str,
    ) -> list[ListAward]:
        entries: list[tuple[WrittenAward, Years | None]] = []
        for one in written:
            entries += [(one, years) for years in one.years] or [(one, None)]
        if not entries:
            return []
        years = self._years_of(row, fact)
        open_entries = sum(own is None for _, own in entries)
        if len(entries) == 1 and open_entries and len(years) > 1:
            entries, open_entries = [(entries[0][0], one) for one in years], 0
        if (open_entries and len(years) not in (0, 1, open_entries)) or len(decisions) not in (0, 1, len(entries)):
            counts = {"danh hiệu, hình thức": len(entries), "năm": len(years), "quyết định": len(decisions)}
            self._blame_counts(row, fact.index, counts)
            return []
        of_title = (context.first_year, context.last_year) if context.first_year else _NO_YEARS
        left = iter(years if len(years) > 1 else [*(years or [of_title])] * len(entries))
        built: list[ListAward] = []
        for index, (one, own) in enumerate(entries):
            first, last = own if own is not None else next(left)
            decision = one.decision or _at(decisions, index) or ListDecision()
            if self._is_consistent(row, fact.index, last, decision):
                kind = self._terms.award_types.get(one.code, "")
                self._doubt_decider(row, fact, one.code, decision)
                built.append(ListAward(one.code, kind, one.as_written, manner, first, last, decision, reason))
        return built

    def _doubt_decider(self, row: RowCells, fact: FactColumn, code: str, decision: ListDecision) -> None:
        """Says at the cell that tells who decided, or else at that of the award, where the two disagree."""
        key = (code, decision.authority, decision.number)
        if key not in self._deciders:
            self._deciders[key] = decider_doubt(self._terms, code, decision)
        if self._deciders[key]:
            beside = [*fact.beside.get(Field.AUTHORITY, ()), *fact.beside.get(Field.DECISION, ())]
            row.blame(next(iter(row.filled(beside)), fact.index), self._deciders[key])

    def _is_consistent(self, row: RowCells, column: int, last: int | None, decision: ListDecision) -> bool:
        if last is None or not self._is_past(row, column, last):
            return last is None
        if decision.signed_on is not None and decision.signed_on.year < last:
            day = written_date(decision.signed_on)
            row.blame(
                column, f"Quyết định ký ngày {day}, trước năm khen thưởng {last}; hãy kiểm tra lại năm, ngày", True
            )
            return False
        return True

    def _is_past(self, row: RowCells, column: int, last: int) -> bool:
        if self._on is not None and last > self._on.year:
            row.blame(column, f"Năm {last} chưa đến; hãy kiểm tra lại năm", True)
            return False
        return True

    @staticmethod
    def _blame_counts(row: RowCells, column: int, counts: Mapping[str, int]) -> None:
        told = join_words([f"{count} {noun}" for noun, count in counts.items() if count])
        row.blame(column, f"Dòng này có {told}, không rõ cái nào đi với cái nào; hãy tách thành từng dòng", True)


def _once(awards: Sequence[ListAward]) -> tuple[ListAward, ...]:
    """Without what two columns say of one award: its name in one, its code in the other."""
    return tuple({(one.code, one.first_year, one.last_year, one.decision): one for one in reversed(awards)}.values())[
        ::-1
    ]


def _at(several: Sequence[Read], index: int) -> Read | None:
    """The one for all, or the one in its place."""
    return several[0] if len(several) == 1 else (several[index] if index < len(several) else None)


def _completed(decision: ListDecision, above: ListDecision) -> ListDecision:
    """The row's decision, with what the title says of the very same one."""
    if not above:
        return decision
    same_number = not decision.number or not above.number or decision.number == above.number
    same_day = decision.signed_on is None or above.signed_on is None or decision.signed_on == above.signed_on
    if not (same_number and same_day) or (decision.number and not above.number):
        return decision
    return replace(
        decision,
        number=decision.number or above.number,
        signed_on=decision.signed_on or above.signed_on,
        authority=decision.authority or above.authority,
    )
