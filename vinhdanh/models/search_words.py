"""The words under which things are found, and a search written as the words it asks for.

A word is kept twice: bare (`dao`) and toned (`d9ao2`), the way of typing called VNI: plain letters and digits, which
every database cuts and compares alike. So one index answers who types accents and who does not.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vinhdanh.vietnamese import read_date, spelling_key, tidy

LONGEST_SEARCH = 200  # letters; what follows is not read
MOST_WORDS = 16

_KEPT = 20_000  # words in memory
_VNI = {
    "\u0301": "1",  # sắc
    "\u0300": "2",  # huyền
    "\u0309": "3",  # hỏi
    "\u0303": "4",  # ngã
    "\u0323": "5",  # nặng
    "\u0302": "6",  # â ê ô
    "\u031b": "7",  # ơ ư
    "\u0306": "8",  # ă
    "đ": "d9",
}
_RUNS = re.compile(r"\d+|(?:[^\W\d_][\u0300-\u036f]*)+")
_DATES = re.compile(r"(?<!\d)\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_LEADS_A_NUMBER = {"so", "nam", "sinh", "sn", "ngai", "thang"}  # “số 163”, “sinh năm 1980”, “ngày 02/02/2018”
_OPTIONAL = (("ui", "ban", "nhan", "dan"), ("ubnd",))  # y is i here


@lru_cache(maxsize=_KEPT)
def bare(word: str) -> str:
    """The word without its accents: `d9ao2` → `dao`; a number stays."""
    return word if word.isdigit() else re.sub(r"\d", "", word)


def toned_words(text: str) -> list[str]:
    """The words of a text, toned: `163/QĐ-UBND` → 163, qd9, ubnd; letters and digits part, `0163` is `163`."""
    return [word for piece in text.split() for word in _toned(piece)]


@lru_cache(maxsize=_KEPT)
def _toned(piece: str) -> tuple[str, ...]:
    """The words of a piece without spaces. Names are made of few syllables: most are worked out once."""
    runs = _RUNS.findall(unicodedata.normalize("NFD", spelling_key(piece)))
    return tuple(run.lstrip("0") or "0" if run.isdigit() else "".join(map(_plain, run)) for run in runs)


def _plain(letter: str) -> str:
    """A letter or an accent in plain letters and digits; of a foreign script, its number."""
    if letter in _VNI:
        return _VNI[letter]
    if unicodedata.combining(letter):
        return ""
    return letter if letter.isascii() else f"z{ord(letter):x}z"


def index_words(text: str, mark: str = "") -> Iterator[str]:
    """Under which words a text is found: each bare and, where it has accents, toned. `mark` goes before each."""
    for word in toned_words(text):
        yield mark + bare(word)
        if bare(word) != word:
            yield mark + word


def day_word(day: date) -> str:
    """The word of a day: that of a decision."""
    return f"@d{day:%Y-%m-%d}"


AROUND = "+"  # before a word of what a thing stands in, so that a name is told from the unit it stands in


@dataclass(frozen=True, slots=True)
class Expression:
    """What an index is asked: all of these, of each at least one; and none of `without`. A `*` asks for a beginning."""

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()

    def also(self, *groups: Iterable[str], without: Iterable[str] = ()) -> "Expression":
        """The same, and these."""
        more = tuple(tuple(group) for group in groups)
        return Expression((*self.groups, *more), (*self.without, *without))

    def as_fts5(self) -> str:
        """For SQLite."""

        def quoted(word: str) -> str:
            return f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"'

        asked = " AND ".join(f"({' OR '.join(map(quoted, group))})" for group in self.groups)
        return asked + "".join(f" NOT {quoted(word)}" for word in self.without)

    def as_tsquery(self) -> str:
        """For PostgreSQL."""

        def quoted(word: str) -> str:
            return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"

        asked = " & ".join(f"({' | '.join(map(quoted, group))})" for group in self.groups)
        return asked + "".join(f" & !{quoted(word)}" for word in self.without)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a search. `instead`: other words that would do as well; a day of birth is found by its year."""

    toned: str
    instead: tuple[str, ...] = ()

    @property
    def bare(self) -> str:
        return bare(self.toned)

    @property
    def marked(self) -> bool:
        """Whether it was typed with accents."""
        return self.bare != self.toned

    @property
    def is_number(self) -> bool:
        return self.toned.isdigit() or self.toned.startswith("@")

    @property
    def year(self) -> int | None:
        """The year that it is, of a day its year; None of any other word."""
        written = self.instead[0] if self.toned.startswith("@") else self.toned
        return int(written) if _YEAR.fullmatch(written) else None

    @property
    def is_qd(self) -> bool:
        """Whether it is “QĐ”, or part of “quyết định”."""
        return self.bare == "qd" or "qd" in self.instead


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody typed, read: its words in order. `typed` is the text, tidy."""

    typed: str
    words: tuple[Word, ...]

    @property
    def marked(self) -> bool:
        """Whether any word was typed with accents: then names with these very accents come first."""
        return any(word.marked for word in self.words)

    @property
    def year(self) -> int | None:
        """The year among other words, of a birth or of a decision; None without one, or where two were typed.

        `1979/QĐ-UBND` and `quyết định số 1979` hold the number of a decision, no year.
        """
        years = [word.year for at, word in enumerate(self.words) if word.year and not self._is_of_decision(at)]
        return years[0] if len(years) == 1 and len(self.words) > 1 else None

    def without_year(self) -> "Search":
        """The same without that year."""
        return Search(self.typed, tuple(word for word in self.words if word.year is None or word.year != self.year))

    def _is_of_decision(self, at: int) -> bool:
        return any(word.is_qd for word in (*self.words[max(0, at - 1) : at], *self.words[at + 1 : at + 2]))

    def in_names(self, *, toned: bool = False) -> Expression:
        """Every word in the name; `toned`: with its accents, where it was typed with them."""
        return Expression(tuple((word.toned if toned else word.bare, *word.instead) for word in self.words))

    def anywhere(self) -> Expression:
        """Every word in the name or in the units around."""
        return Expression(tuple((word.bare, AROUND + word.bare, *word.instead) for word in self.words))

    def beginning(self) -> Expression:
        """The same, the last word being only the beginning of one."""
        *before, last = self.anywhere().groups
        return Expression((*before, (*last, f"{last[0]}*", f"{last[1]}*")))


def read_search(text: str) -> Search:
    """What was typed as words: days found in any writing, and without words that only introduce a number.

    `Quyết định số 0163/QĐ–UBND ngày 2/2/18` → quyết định (or QĐ), 163, qd, the day.
    """
    typed = tidy(text[:LONGEST_SEARCH])
    words: list[Word] = []
    for piece, is_day in _pieces(typed):
        day = read_date(piece) if is_day else None
        words += [Word(day_word(day), (str(day.year),))] if day else [Word(word) for word in toned_words(piece)]
    return Search(typed, tuple(_without_optional(_without_leads(_decisions(words)))[:MOST_WORDS]))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut where days stand: (piece, whether it looks like a day)."""
    end = 0
    for found in _DATES.finditer(text):
        yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    yield text[end:], False


def _decisions(words: list[Word]) -> list[Word]:
    """“quyết định” is also written “QĐ” in every number."""
    read = list(words)
    for at in range(len(words) - 1):
        if (words[at].bare, words[at + 1].bare) == ("quiet", "dinh"):
            read[at] = Word(words[at].toned, ("qd",))
            read[at + 1] = Word(words[at + 1].toned, ("qd",))
    return read


def _without_leads(words: list[Word]) -> list[Word]:
    """Without the words that only lead a number: “số 163”, “sinh năm 1980”."""
    kept: list[Word] = []
    for word in reversed(words):
        if word.bare in _LEADS_A_NUMBER and kept and kept[-1].is_number:
            continue
        kept.append(word)
    return kept[::-1]


def _without_optional(words: list[Word]) -> list[Word]:
    """Without “UBND” where other words remain: the register names the commune, people its committee."""
    bares = tuple(word.bare for word in words)
    for phrase in _OPTIONAL:
        for at in range(len(bares) - len(phrase) + 1):
            if bares[at : at + len(phrase)] == phrase and len(bares) > len(phrase):
                return _without_optional(words[:at] + words[at + len(phrase) :])
    return words
