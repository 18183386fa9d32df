"""The words that names are made of, held in memory: what somebody meant who mistyped one."""

import re
from dataclasses import dataclass
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vinhdanh.models import SearchStamp, SearchWord

_MOST_NEAR = 12
_LONG = 6  # letters; from here on two slips are forgiven, below one
_SHORTEST_PART = 2
# Typed with the keyboard set to English: “nguyeenx thij ddaof” (Telex).
_TONE_KEY = re.compile(r"(?<=[aeiou])[sfrxj](?=(?:ch?|m|nh?|ng|p|t)?$)")
_DOUBLED = re.compile(r"aa|ee|oo|dd|w")


@dataclass(frozen=True)
class Vocabulary:
    """Bare words. Some thousands for a province: the syllables of Vietnamese, and the odd name of a firm."""

    stamp: str
    words: tuple[str, ...]
    known: frozenset[str]

    def instead_of(self, word: str) -> list[tuple[str, ...]]:
        """What may have been meant by a word that no name holds, the likeliest first; each may be several words.

        `nguyeenx` → nguyen; `thidao` → thi dao; `nguyne` → nguyen.
        """
        untyped = _DOUBLED.sub(lambda found: found.group()[:1].replace("w", ""), _TONE_KEY.sub("", word))
        if untyped != word and untyped in self.known:
            return [(untyped,)]
        near: list[tuple[str, ...]] = [(other,) for other in self.near(word)]
        return near or self._parts(word)

    def near(self, word: str) -> list[str]:
        """Other words within one slip of it (two, if it is long): a letter wrong, missing, doubled, or two swapped."""
        slips = 2 if len(word) >= _LONG else 1
        found = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_NEAR + 1)
        return [other for other, _, _ in found if other != word][:_MOST_NEAR]

    def _parts(self, word: str) -> list[tuple[str, ...]]:
        """Two known words that were typed without a space."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        return [(word[:at], word[at:]) for at in cuts if {word[:at], word[at:]} <= self.known]


_held = Vocabulary("", (), frozenset())
_loading = Lock()


def current_vocabulary() -> Vocabulary:
    """The words as they are now: one short query, and a second one only where words were added since the last time."""
    global _held
    stamp = SearchStamp.objects.filter(pk=1).values_list("stamp", flat=True).first() or ""
    if stamp != _held.stamp:
        with _loading:
            words = tuple(SearchWord.objects.order_by("word").values_list("word", flat=True))
            _held = Vocabulary(stamp, words, frozenset(words))
    return _held
