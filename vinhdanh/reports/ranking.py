"""Which of the found things a person most likely meant: a number for each, higher is better."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from vinhdanh.models.search import NAME_BREAK
from vinhdanh.models.search_words import Search, Word, bare

# A name that holds a word just as it was typed, the same without accents, one like it, or none: then the word stands
# in the units around, or in nothing that is shown.
_AS_TYPED, _FOLDED, _LIKE, _AROUND = 10.0, 7.0, 6.0, 2.0
_WHOLE_NAME, _IN_ORDER, _BEGINNING = 8.0, 5.0, 2.0
_UNASKED = 0.5  # taken off for each word of the name that nobody asked for
_FORMER_NAME = 3.0
_ENDED = 4.0
_ALIKE_FROM = 0.5
_A_YEAR, _UNKNOWN_YEARS = 0.1, 30  # taken off for each year that it is away from the one asked for


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the index tells of a thing that was found: enough to rank it, nothing of it is shown."""

    thing: str
    key: int
    names: str
    last_year: int
    ended: bool


def ranked(
    search: Search,
    candidates: Iterable[Candidate],
    *,
    alike: bool = False,
    gaps: Mapping[tuple[str, int], int] | None = None,
) -> list[Candidate]:
    """The best first; among equals those of the latest award. `alike`: words that are merely near count too.

    `gaps`: how many years a thing is away from the year that was asked for, by thing and key.
    """

    def order(candidate: Candidate) -> tuple[float, int, str, int]:
        score = _score(search, candidate.names, alike) - (_ENDED if candidate.ended else 0)
        if gaps is not None:
            score -= _A_YEAR * gaps.get((candidate.thing, candidate.key), _UNKNOWN_YEARS)
        return -score, -candidate.last_year, candidate.thing, candidate.key

    return sorted(candidates, key=order)


def _score(search: Search, names: str, alike: bool) -> float:
    first, *former = names.split(NAME_BREAK)
    return max(_of_name(search, first, alike), *(_of_name(search, name, alike) - _FORMER_NAME for name in former), 0.0)


def _of_name(search: Search, name: str, alike: bool) -> float:
    toned = name.split()
    folded = [bare(word) for word in toned]
    asked = [word.bare for word in search.words]
    score = sum(_of_word(word, toned, folded, search.marked, alike) for word in search.words)
    if sorted(asked) == sorted(folded):
        score += _WHOLE_NAME
    score += _IN_ORDER if _stand_together(asked, folded) else 0
    score += _BEGINNING if folded[: len(asked)] == asked else 0
    return score - _UNASKED * sum(word not in asked for word in folded)


def _of_word(word: Word, toned: list[str], folded: list[str], marked: bool, alike: bool) -> float:
    if word.toned in toned or (not marked and word.bare in folded):
        return _AS_TYPED
    if word.bare in folded:
        return _FOLDED
    if word.is_number or not alike:
        return _AROUND
    likeness = max((OSA.normalized_similarity(word.bare, other) for other in folded), default=0.0)
    return _LIKE * likeness if likeness >= _ALIKE_FROM else 0.0


def _stand_together(asked: list[str], folded: list[str]) -> bool:
    """Whether the words stand in the name one after the other."""
    return f" {' '.join(asked)} " in f" {' '.join(folded)} "
