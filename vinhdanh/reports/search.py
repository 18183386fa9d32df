"""One box for all: people, collectives, families, decisions and units, found by the words somebody typed.

The index answers in portions of bounded size, so that no search costs more because a word is common; what it found is
ranked here. Only what the person may see is found, and counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vinhdanh.models import Decision, Honouree, SearchEntry, User
from vinhdanh.models.search import IS_UNIT, NAME_BREAK, EntryKind, SearchEntryQuerySet, Thing, kind_word, readable
from vinhdanh.models.search_words import AROUND, Expression, Search, bare, read_search
from vinhdanh.reports.ranking import Candidate, ranked
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.vocabulary import Vocabulary, current_vocabulary

MOST = 1000  # found at most; beyond, the person is asked for one more word
_BEFORE_AWARDS = 10_000  # looked at where each must be asked for its awards
_FEW = 5  # found as typed: then what is near is shown too,
_SHORT = 4  # unless they were found by more words than these: nobody means something else
_LONG = 6  # words: a name with its unit or its year
_MOST_CHANGED = 4  # words of a search that are looked at for a slip
_MOST_NEAR = 200  # looked at for each way of mending
_NEAR_SHOWN = 20
_SHORTEST_BEGINNING = 2
_BORNE_WORDS = 2  # of a search with a year, so many stand in the name of whoever is offered for another year


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; `near` are only like what was typed. `more`: not all was looked at.

    `other_year`: the year that was typed, where those near hold the other words and another year. `decisions`: the keys
    of those whose number or day was typed, whatever the register is narrowed to: their awards are meant too.
    """

    search: Search
    candidates: tuple[Candidate, ...]
    near: tuple[Candidate, ...]
    more: bool
    other_year: int | None = None
    decisions: tuple[int, ...] = ()


def find(text: str, user: User, narrowed: RegisterFilter | None = None) -> Found:
    """Everything the person may see that the text may mean, narrowed as the register is."""
    search = read_search(text)
    if not search.words:
        return Found(search, (), (), more=False)
    index = _Index(user, narrowed or RegisterFilter())
    exact, more = _as_typed(search, index)
    more = more or index.cannot_ask_all(search.anywhere())
    best, known = tuple(ranked(search, exact)), {(one.thing, one.key) for one in exact}
    decisions = tuple(_decisions_named(search, user))
    if index.is_enough(search, exact):
        return Found(search, best, (), more, decisions=decisions)
    of_years = _of_other_years(search, index, known)
    if of_years:
        return Found(search, best, tuple(of_years[:_NEAR_SHOWN]), more, search.year, decisions)
    near = _near(search, index, known) or (_near(search.without_year(), index, known) if search.year else [])
    return Found(search, best, tuple(near[:_NEAR_SHOWN]), more, decisions=decisions)


class _Index:
    """The index of words, open at what one person may see and asked for."""

    def __init__(self, user: User, narrowed: RegisterFilter) -> None:
        self._user, self._narrowed = user, narrowed
        wanted = (EntryKind.COLLECTIVE in narrowed.kinds) or narrowed.asks_of_awards
        scope = readable(user).also(*narrowed.words().groups)
        self._scope = scope if wanted else scope.also(without=(IS_UNIT,))

    def ask(self, expression: Expression, most: int = MOST) -> list[Candidate]:
        """At most so many and one, so that the caller sees that there are more."""
        whole = self._within(expression)
        if not self._narrowed.asks_of_awards:
            return self._candidates(SearchEntry.objects.found(whole, most + 1))
        some = SearchEntry.objects.found(whole, _BEFORE_AWARDS).filter(thing=Thing.HONOUREE)
        return self._candidates(some.filter(self._narrowed.has_such_an_award(self._user, "key"))[: most + 1])

    def is_enough(self, search: Search, found: list[Candidate]) -> bool:
        """Whether nobody has to be shown more: many were found, or some by many words or by their awards."""
        particular = len(search.words) > _SHORT or self._narrowed.asks_of_awards
        return len(found) >= _FEW or (bool(found) and particular)

    def cannot_ask_all(self, expression: Expression) -> bool:
        """Whether too many hold the words to ask each of them for its awards."""
        if not self._narrowed.asks_of_awards:
            return False
        return SearchEntry.objects.found(self._within(expression), _BEFORE_AWARDS + 1).count() > _BEFORE_AWARDS

    def _within(self, expression: Expression) -> Expression:
        return expression.also(*self._scope.groups, without=self._scope.without)

    @staticmethod
    def _candidates(found: SearchEntryQuerySet) -> list[Candidate]:
        return [Candidate(*row) for row in found.values_list("thing", "key", "names", "last_year", "ended")]


def _decisions_named(search: Search, user: User) -> Iterator[int]:
    """The decisions that hold every word, and of which a number or the day was typed."""
    numbers = {word.toned for word in search.words if word.toned.isdigit()}
    by_day = any(word.toned.startswith("@") for word in search.words)
    if not numbers and not by_day:
        return
    for one in _Index(user, RegisterFilter(kinds=(EntryKind.DECISION,))).ask(search.anywhere()):
        if by_day or not numbers.isdisjoint(one.names.split()):
            yield one.key


def _as_typed(search: Search, index: _Index) -> tuple[list[Candidate], bool]:
    """All that hold every word; of too many first those that hold them in their names, as they were typed."""
    found = index.ask(search.anywhere())
    if len(found) <= MOST:
        last = search.words[-1]
        if not index.is_enough(search, found) and len(last.bare) >= _SHORTEST_BEGINNING and not last.is_number:
            found = _distinct([*found, *index.ask(search.beginning())])
        return found[:MOST], len(found) > MOST
    narrower = [search.in_names().also((kind_word(EntryKind.UNIT),)), search.in_names()]
    if search.marked:
        narrower.insert(0, search.in_names(toned=True))
    better = [one for expression in narrower for one in index.ask(expression)]
    return _distinct([*better, *found])[:MOST], True


def _of_other_years(search: Search, index: _Index, known: set[tuple[str, int]]) -> list[Candidate]:
    """Those that hold every word but the year, the nearest years first: a year in a paper is often wrong, and must not
    hide who bears the very name. Of too many for all to be looked at, those of a year that a slip makes of it."""
    if search.year is None:
        return []
    rest = search.without_year()
    found = index.ask(rest.anywhere(), _MOST_NEAR)
    if len(found) > _MOST_NEAR:
        likely = [str(year) for year in _likely_years(search.year)]
        found = _distinct([*index.ask(rest.anywhere().also(likely), _MOST_NEAR), *found])
    fresh = [one for one in found if (one.thing, one.key) not in known and _bears_the_words(rest, one)]
    return ranked(rest, fresh, gaps=_year_gaps(fresh, search.year)) if fresh else []


def _bears_the_words(search: Search, candidate: Candidate) -> bool:
    """Whether the name of an honouree holds two of the words, not the units around alone: “nông đức đạo” is nobody of
    a Phòng Giáo dục và Đào tạo. A search of one word asks for that one."""
    asked = {word.bare for word in search.words if not word.is_number}
    if candidate.thing != Thing.HONOUREE or not asked:
        return True
    names = ({bare(word) for word in name.split()} for name in candidate.names.split(NAME_BREAK))
    return any(len(asked & name) >= min(_BORNE_WORDS, len(asked)) for name in names)


def _likely_years(year: int) -> list[int]:
    """One or two beside it, ten beside it, its last digits swapped."""
    century, tens, ones = year // 100, year % 100 // 10, year % 10
    swapped = century * 100 + ones * 10 + tens
    return [one for one in (year - 1, year + 1, year - 2, year + 2, year - 10, year + 10, swapped) if one != year]


def _year_gaps(candidates: list[Candidate], year: int) -> dict[tuple[str, int], int]:
    """How many years each is away, by its birth or its signature; of one whose year is not known, nothing."""
    of_thing = {thing: [one.key for one in candidates if one.thing == thing] for thing in Thing.values}
    born = Honouree.objects.filter(pk__in=of_thing[Thing.HONOUREE]).values_list("pk", "birth_year")
    gaps = {(str(Thing.HONOUREE), key): abs(birth - year) for key, birth in born if birth}
    signed = Decision.objects.filter(pk__in=of_thing[Thing.DECISION]).values_list("pk", "signed_on")
    return gaps | {(str(Thing.DECISION), key): abs(day.year - year) for key, day in signed if day}


def _near(search: Search, index: _Index, known: set[tuple[str, int]]) -> list[Candidate]:
    """Those that hold words like the ones typed, the nearest first; of each step only if the one before found none."""
    vocabulary = current_vocabulary()
    for step in (_unknown_words_mended, _one_word_mended, _one_word_left_out):
        if known and step is _one_word_left_out:
            break
        found = [one for changed in step(search, vocabulary) for one in index.ask(changed, _MOST_NEAR)]
        fresh = [one for one in _distinct(found) if (one.thing, one.key) not in known]
        if fresh:
            return ranked(search, fresh, alike=True)
    return []


def _unknown_words_mended(search: Search, vocabulary: Vocabulary) -> Iterator[Expression]:
    """Every word that stands in no name replaced by what may have been meant."""
    groups: list[tuple[str, ...]] = []
    mended = False
    for word, group in zip(search.words, search.anywhere().groups, strict=True):
        if word.is_number or word.bare in vocabulary.known:
            groups.append(group)
            continue
        meant = vocabulary.instead_of(word.bare)
        mended = mended or bool(meant)
        if meant and len(meant[0]) > 1:
            groups += [_either((part,)) for part in meant[0]]
        elif meant:
            groups.append(_either(part for [part] in meant))
    if mended:
        yield Expression(tuple(groups))


def _one_word_mended(search: Search, vocabulary: Vocabulary) -> Iterator[Expression]:
    """Each word in turn replaced by its neighbours: a slip that made another word, `doa` for `dao`.

    Not of a long search: there the word is left out, and the others are enough to tell.
    """
    groups = search.anywhere().groups
    for at, word in enumerate(search.words[:_MOST_CHANGED] if len(groups) <= _LONG else ()):
        near = [] if word.is_number else vocabulary.near(word.bare)
        if near:
            yield Expression((*groups[:at], _either(near), *groups[at + 1 :]))


def _one_word_left_out(search: Search, vocabulary: Vocabulary) -> Iterator[Expression]:
    """Each word in turn left out, of three or more: a wrong year, a unit that somebody has left."""
    groups = search.anywhere().groups
    if len(groups) > 2:
        first, last = range(_MOST_CHANGED), range(max(0, len(groups) - _MOST_CHANGED), len(groups))
        places = first if len(groups) > _LONG else reversed(last)
        yield from (Expression((*groups[:at], *groups[at + 1 :])) for at in places)


def _either(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(written for word in words for written in (word, AROUND + word))


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    return list({(one.thing, one.key): one for one in candidates}.values())
