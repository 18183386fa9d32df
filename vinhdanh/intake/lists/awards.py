"""Reads the awards in a cell as people write them: `CSTĐCS, BK tỉnh 2018`; `LĐTT; Giấy khen`; `BK` of whom it may be.

An award whose giver decides which it is (`Bằng khen`) is looked for together with the giver that the row or the title
names; without one it is nobody's, and never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from vinhdanh.intake import cells
from vinhdanh.intake.cells import Raw
from vinhdanh.intake.lists.decisions import (
    DECISION_PART,
    Signed,
    Years,
    numbers_in,
    without_decisions,
    without_years,
    years_in,
)
from vinhdanh.intake.lists.records import ListDecision, ListTerms
from vinhdanh.intake.lists.words import is_nothing, kind_of_words, plain_keys
from vinhdanh.intake.problems import NotRead, quoted
from vinhdanh.intake.terms import Terms, plain_key
from vinhdanh.vietnamese import join_words, tidy

_LINES = re.compile(r"\n|;|(?<=\S)\s*[+&]\s*(?=\S)")
_PIECES = re.compile(r"\s*,\s*|\s+và\s+")
_EXPLAINED = re.compile(r"(.+?)\s*\(([^()]+)\)")
_BULLET = re.compile(r"^\s*(?:[-–+*•]|\d{1,2}[.)])\s*")
_MOST_PIECES = 12
MOST_SUGGESTIONS = 200  # texts for which the closest label is looked up; it takes a while
_NONE = plain_keys("Không", "Không có", "Chưa có", "Chưa", "Không khen")
_MOST_LETTERS = 600


@dataclass(frozen=True, slots=True)
class WrittenAward:
    """One award in a cell: its code, the words, the years and the decision written beside it."""

    code: str
    as_written: str
    years: tuple[Years, ...] = ()
    decision: ListDecision = ListDecision()


class AwardReader:
    """Reads cells of awards by one set of lists; the same words are read once."""

    def __init__(
        self,
        terms: ListTerms,
        codes: Mapping[str, tuple[str, ...]],
        signed: Signed | None = None,
        most_suggestions: int = MOST_SUGGESTIONS,
    ) -> None:
        self._signed = signed or Signed()
        self._terms, self._codes, self._most_suggestions = terms, codes, most_suggestions
        self._read: dict[tuple[str, str], tuple[WrittenAward, ...] | NotRead] = {}
        self._suggestions = 0

    def awards(self, value: Raw, giver: str) -> tuple[WrittenAward, ...]:
        """The awards in a cell, none where it says that there are none; raises NotRead where one of them is unknown.

        `giver` is the authority that the row or the title names, `""` if none does.
        """
        words = cells.paragraphs(value)
        known = self._read.get((words, giver))
        if known is None:
            try:
                known = self._awards(words, giver)
            except NotRead as refusal:
                known = refusal
            self._read[words, giver] = known
        if isinstance(known, NotRead):
            raise known
        return known

    def names_award(self, words: str) -> bool:
        """Whether a cell names an award, or begins as one whose giver is missing."""
        if len(words) > _MOST_LETTERS or is_nothing(words):
            return False
        try:
            return bool(self._awards(words, ""))
        except NotRead:
            return not kind_of_words(words) and len(self._begun_by(words)) > 1

    def _awards(self, words: str, giver: str) -> tuple[WrittenAward, ...]:
        if is_nothing(words) or plain_key(words) in _NONE:
            return ()
        if len(words) > _MOST_LETTERS:
            raise NotRead(f"Ô có {len(words)} chữ, quá dài để là danh hiệu, hình thức; hãy chọn lại cột hoặc tách dòng")
        whole = tidy(_BULLET.sub("", words))
        if not numbers_in(whole) and (found := self.find(whole, giver)):
            return (WrittenAward(found, whole, _years_beside(whole)),)
        awards: list[WrittenAward] = []
        for line in (_BULLET.sub("", part) for part in _LINES.split(words)):
            if not tidy(line) or is_nothing(line):
                continue
            head, decision = self._apart(tidy(line))
            if head:
                found_here = self._in_line(head, decision.authority or giver)
                awards += [replace(one, decision=decision) for one in found_here]
            elif awards and not awards[-1].decision:
                awards.append(replace(awards.pop(), decision=decision))
            else:
                raise NotRead(f"Không rõ {quoted(line)} là quyết định của danh hiệu, hình thức nào; hãy tách dòng")
        return tuple(awards)

    def _apart(self, line: str) -> tuple[str, ListDecision]:
        """The awards of a line, and the one decision that stands behind them; raises NotRead where more follows it."""
        found = DECISION_PART.search(line)
        if not found:
            return line, ListDecision()
        behind = line[found.start() :]
        if numbers_in(line) > 1 or find_within(self._terms.awards, behind):
            raise NotRead(
                f"Trong {quoted(line)} có nhiều danh hiệu, quyết định trên một dòng; "
                "hãy ghi mỗi danh hiệu cùng quyết định của nó trên một dòng"
            )
        return line[: found.start()].strip(" ,;:(-–"), self._signed.decision(behind.lstrip(" ,;:(-–"))

    def _in_line(self, line: str, giver: str) -> list[WrittenAward]:
        """The awards of one line, apart by commas; a label may hold commas itself, so the longest pieces go first."""
        if found := self.find(line, giver):
            return [WrittenAward(found, line, _years_beside(line))]
        pieces = [piece for piece in _PIECES.split(line) if piece]
        awards: list[WrittenAward] = []
        start = 0
        while start < len(pieces):
            if awards and not without_years(pieces[start]):  # `CSTĐCS 2017, 2018`
                last = awards.pop()
                awards.append(WrittenAward(last.code, last.as_written, (*last.years, *_years_beside(pieces[start]))))
                start += 1
                continue
            for end in range(min(len(pieces), start + _MOST_PIECES), start, -1):
                part = ", ".join(pieces[start:end])
                if end - start < len(pieces) and (found := self.find(part, giver, exactly=end - start > 1)):
                    awards.append(WrittenAward(found, part, _years_beside(part)))
                    start = end
                    break
            else:
                raise NotRead(self._unknown(pieces[start] if len(pieces) > 1 else line, giver))
        return awards

    def find(self, words: str, giver: str = "", exactly: bool = False) -> str | None:
        """The code of one award, None where the words stand for none; years and decisions in them do not matter.

        `exactly`: a label that only begins the words is not enough, for they hold a comma.
        """
        bare = without_years(without_decisions(words))
        found = self._in_terms(bare) or self._by_code(bare) or self._twice(bare)
        if found and exactly and self._in_terms(_PIECES.split(bare)[0]) == found:
            return None
        if found is None and giver:
            found = self._in_terms(f"{bare} của {giver}") or self._in_terms(f"{bare} {giver}")
        return found

    def _in_terms(self, words: str) -> str | None:
        return self._terms.awards.find(words) if words else None

    def _by_code(self, words: str) -> str | None:
        """What the file's own catalogue says of a code, where that is one award."""
        labels = self._codes.get(words.casefold(), ())
        known = {found for label in labels if (found := self._in_terms(label))}
        return known.pop() if len(known) == 1 else None

    def _twice(self, words: str) -> str | None:
        """The award that the words name, and name again in brackets: `Chiến sĩ thi đua cơ sở (CSTĐCS)`."""
        told = _EXPLAINED.fullmatch(words)
        once, again = map(self._in_terms, told.groups()) if told else (None, None)
        return once if once == again else None

    def _unknown(self, words: str, giver: str) -> str:
        begins = self._begun_by(words)
        if len(begins) > 1:
            whose = f" mà {quoted(giver)} chưa cho biết là loại nào" if giver else ""
            return (
                f"Chưa rõ {quoted(words)} của cấp nào{whose}; hãy ghi đủ tên, ví dụ "
                f"{join_words([quoted(label) for label in begins[:3]], 'hoặc')}, hoặc ghi cơ quan quyết định"
            )
        said = f"Không có danh hiệu, hình thức {quoted(words)} trong danh mục"
        meant = self._suggested(words)
        return f"{said}; có phải {quoted(meant)}?" if meant else f"{said}; hãy ghi tên đầy đủ như trong danh mục"

    def _begun_by(self, words: str) -> list[str]:
        """The labels that begin with the words, their abbreviations written out."""
        key = self._long(words)
        return [
            label
            for label in self._terms.awards.labels.values()
            if key and f"{self._long(label)} ".startswith(f"{key} ")
        ]

    def _long(self, words: str) -> str:
        return self._terms.awards.key(without_years(words))

    def _suggested(self, words: str) -> str | None:
        self._suggestions += 1
        return self._terms.awards.suggest(words) if self._suggestions <= self._most_suggestions else None


def _years_beside(words: str) -> tuple[Years, ...]:
    return years_in(without_decisions(words))


def find_within(terms: Terms, line: str, most_words: int = 14) -> list[tuple[str, str]]:
    """The codes that a sentence names, with the words, from the left, the longest wording first.

    A wording after which anything may follow is held to its own words, so that a sentence cannot be swallowed.
    """
    words = tidy(line).split(" ")[:80]
    found: list[tuple[str, str]] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + most_words), start, -1):
            part = " ".join(words[start:end]).strip(' ,;:.()“”"')
            code = terms.find(part)
            if code and not (end - start > 1 and terms.find(" ".join(words[start : end - 1])) == code):
                found.append((code, part))
                start = end
                break
        else:
            start += 1
    return found
