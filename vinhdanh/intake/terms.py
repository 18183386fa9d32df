"""Closed lists of accepted words: what a unit wrote, and the code that it stands for.

Spelling is forgiven (case, composed or decomposed accents, spaces, punctuation, sỹ or sĩ, UBND or Ủy ban nhân dân);
meaning is not: words without their accents or words close to a label are suggested to the writer, never taken.
"""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vinhdanh.vietnamese import spelling_key, tidy

_LETTERLESS = re.compile(r"[^\w\s\u0300-\u036f]")
_CLOSE = 0.82  # difflib ratio of two unaccented spellings that differ by a slip of the hand


@lru_cache(maxsize=8192)
def plain_key(text: str) -> str:
    """The spelling key without punctuation: `Công nhân, người lao động` as `Công nhân người lao động`."""
    return " ".join(_LETTERLESS.sub(" ", spelling_key(text)).split())


@lru_cache(maxsize=8192)
def bare_key(text: str) -> str:
    """The plain key without accents: for suggestions, and for names of sheets and columns; never for terms."""
    return "".join(letter for letter in plain_key(text).replace("đ", "d") if not unicodedata.combining(letter))


class Terms:
    """A closed list: codes, their labels, and the other spellings under which they are found.

    `labels`: code → the label that pages and papers show. `also`: code → other wordings of the same thing.
    `abbreviations`: short form → what it stands for (`UBND` → `Ủy ban nhân dân`), as whole words, in what is read
    and in labels alike. `fillers`: words that change nothing (`của`, `danh hiệu`). `prefixes`: code → first words
    after which anything may follow (`Giấy khen của`: whoever gave it); whole wordings go before them.
    Raises ValueError where two codes would be found by the same words, or where no words are left.
    """

    def __init__(
        self,
        labels: Mapping[str, str],
        also: Mapping[str, Sequence[str]] | None = None,
        abbreviations: Mapping[str, str] | None = None,
        fillers: frozenset[str] = frozenset(),
        prefixes: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._labels = {code: tidy(label) for code, label in labels.items()}
        self._long = {plain_key(short): plain_key(long) for short, long in (abbreviations or {}).items()}
        self._short = _whole_words(list(self._long))
        self._fillers = _whole_words([plain_key(filler) for filler in fillers])
        self._codes: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        for code, label in labels.items():
            self._add(self._codes, code, label)
        for found, spellings in ((self._codes, also or {}), (self._prefixes, prefixes or {})):
            for code, several in spellings.items():
                if code not in labels:
                    raise ValueError(f"spellings for the unknown code {code!r}")
                for spelling in several:
                    self._add(found, code, spelling)

    def _add(self, found: dict[str, str], code: str, spelling: str) -> None:
        key = self._key(spelling)
        if not key:
            raise ValueError(f"{spelling!r} of {code!r} holds no words")
        if found.setdefault(key, code) != code:
            raise ValueError(f"{spelling!r} stands for {found[key]!r} and for {code!r}")

    def _key(self, text: str) -> str:
        long = self._short.sub(lambda found: self._long[found.group()], plain_key(text))
        return " ".join(self._fillers.sub(" ", long).split())

    @property
    def labels(self) -> dict[str, str]:
        """Code → label, in the order given."""
        return dict(self._labels)

    def key(self, text: str) -> str:
        """The words as they are compared: abbreviations written out, spelling made one, fillers left out."""
        return self._key(text)

    def find(self, text: str) -> str | None:
        """The code that the words stand for, None if they stand for nothing here.

        The whole words go first, then the longest prefix. Words that go on after another code's longer wording
        stand for nothing: they may be a way of writing that one.
        """
        key = self._key(text)
        return self._codes.get(key) or self._by_prefix(key)

    def _by_prefix(self, key: str) -> str | None:
        words, passed = key.split(), set[str]()
        for count in range(len(words) if self._prefixes else 0, 0, -1):
            start = " ".join(words[:count])
            code = self._prefixes.get(start)
            if code:
                return code if passed <= {code} else None
            passed |= {self._codes[start]} if start in self._codes else set()
        return None

    def code(self, text: str) -> str | None:
        """The code itself where a sheet asks for codes (`tong_ket_10_nam`), in any case; else None."""
        typed = tidy(text).casefold()
        return next((code for code in self._labels if code.casefold() == typed), None)

    def suggest(self, text: str) -> str | None:
        """The one label that was probably meant, for a message; None where nothing or more than one thing is close.

        Close is: the same without accents, all its words in their order within one label only, or a slip of the hand.
        """
        typed = bare_key(self._key(text))
        if len(typed) < 2:
            return None
        bare: dict[str, set[str]] = {}
        for key, code in self._codes.items():
            bare.setdefault(bare_key(key), set()).add(code)
        within = {code for key, codes in bare.items() if _words_within(typed, key) for code in codes}
        near = difflib.get_close_matches(typed, bare, n=1, cutoff=_CLOSE)
        close = bare.get(typed) or within or (bare[near[0]] if near else set())
        return self._labels[next(iter(close))] if len(close) == 1 else None


def _whole_words(keys: list[str]) -> re.Pattern[str]:
    """Finds any of the keys as whole words, the longest first; nothing if there are none."""
    longest_first = sorted((re.escape(key) for key in keys if key), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(longest_first)})(?!\S)" if longest_first else r"(?!)")


def _words_within(part: str, whole: str) -> bool:
    """Whether two words or more of `part` all stand in `whole` in the same order."""
    words = part.split()
    rest = iter(whole.split())
    return len(words) > 1 and all(word in rest for word in words)


def _empty() -> Terms:
    return Terms({})


@dataclass(frozen=True, slots=True)
class NominationTerms:
    """The closed lists that a nomination workbook draws on, given by the campaign.

    `judgements` are found by their code or by their label, all others by their label. `proposed` are the awards among
    which a nominee is put forward for one; none where the campaign gives one alone to each kind.
    """

    groups: Terms = field(default_factory=_empty)
    sizes: Terms = field(default_factory=_empty)
    categories: Terms = field(default_factory=_empty)
    head_roles: Terms = field(default_factory=_empty)
    ratings: Terms = field(default_factory=_empty)
    awards: Terms = field(default_factory=_empty)
    indicators: Terms = field(default_factory=_empty)
    judgements: Terms = field(default_factory=_empty)
    proposed: Terms = field(default_factory=_empty)
