"""Keeps the search index true: every action that changes what is found calls it, within its transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from django.db import connection, transaction
from django.db.models import F

from vinhdanh.models import (
    Award,
    Decision,
    Honouree,
    HonoureeStanding,
    SearchEntry,
    SearchStamp,
    SearchWord,
    Unit,
    UnitName,
)
from vinhdanh.models.many_rows import parts
from vinhdanh.models.search import (
    IS_UNIT,
    NAME_BREAK,
    EntryKind,
    Thing,
    award_word,
    fresh_stamp,
    kind_word,
    unit_word,
    unit_words,
    year_word,
)
from vinhdanh.models.search_words import AROUND, bare, day_word, index_words, toned_words
from vinhdanh.models.units import PATH_DIGITS

_AT_ONCE = 1000
_LONGEST_WORD = SearchWord._meta.get_field("word").max_length or 0
_COLUMNS = ("thing", "key", "kind", "names", "lexemes", "path", "is_unit", "last_year", "ended")
# One statement, given once with all its rows: bulk_create writes one for every few dozen, at half again the time.
_PUT = (
    f"INSERT INTO {SearchEntry._meta.db_table} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))}) "
    f"ON CONFLICT (thing, key) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[2:])}"
)


def refresh_honourees(keys: Iterable[int]) -> None:
    """Writes the entries of these honourees anew, with their awards; of one merged or withdrawn, removes them.

    A decision that names somebody of a unit for the first time is written anew too: that unit may find it now.
    """
    for some in parts(dict.fromkeys(keys), _AT_ONCE):
        _write(Thing.HONOUREE, some, _honouree_entries(some))
        refresh_decisions(_decisions_not_found_yet(some))


def refresh_decisions(keys: Iterable[int]) -> None:
    """Writes the entries of these decisions anew, with the units that their awards were given in."""
    for some in parts(dict.fromkeys(keys), _AT_ONCE):
        _write(Thing.DECISION, some, _decision_entries(some))


def refresh_units(keys: Iterable[int]) -> None:
    """Writes the entries of these units anew, under every name that they bore, and all that stands in them.

    After a rename or a move the units below, their honourees and the decisions about these are found by new words.
    """
    reached = list(Unit.objects.under(tuple(Unit.objects.filter(pk__in=list(keys)).values_list("path", flat=True))))
    for some in parts(dict.fromkeys(unit.pk for unit in reached), _AT_ONCE):
        _write(Thing.UNIT, some, _unit_entries(some))
        refresh_honourees(Honouree.objects.filter(unit__in=some).values_list("pk", flat=True))
        refresh_decisions(
            Decision.objects.filter(awards__unit__in=some).order_by().distinct().values_list("pk", flat=True)
        )


def write_index_anew() -> None:
    """Empties the index and writes it from the tables: after rows were written past the actions."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        for some in parts(Unit.objects.order_by("pk").values_list("pk", flat=True), _AT_ONCE):
            _write(Thing.UNIT, some, _unit_entries(some))
        refresh_decisions(Decision.objects.order_by("pk").values_list("pk", flat=True))
        for some in parts(Honouree.objects.order_by("pk").values_list("pk", flat=True), _AT_ONCE):
            _write(Thing.HONOUREE, some, _honouree_entries(some))


def _write(thing: Thing, keys: list[int], entries: Iterable[SearchEntry]) -> None:
    """Puts these entries in the place of those that the keys had; a key without an entry has none afterwards."""
    written = list(entries)
    with transaction.atomic(), connection.cursor() as cursor:
        gone = set(keys) - {entry.key for entry in written}
        if gone:
            SearchEntry.objects.filter(thing=thing, key__in=gone).delete()
        cursor.executemany(_PUT, list(map(attrgetter(*_COLUMNS), written)))
        _learn(written)


def _learn(entries: Iterable[SearchEntry]) -> None:
    """Adds the words that nobody had before to those that a typing slip may have meant."""
    lexemes = {lexeme.lstrip(AROUND) for entry in entries for lexeme in entry.lexemes.split()}
    words = {word for word in lexemes if word.isalpha() and word == bare(word) and 1 < len(word) <= _LONGEST_WORD}
    new = words - set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    if new:
        SearchWord.objects.bulk_create([SearchWord(word=word) for word in sorted(new)], ignore_conflicts=True)
        SearchStamp.objects.update_or_create(pk=1, defaults={"stamp": fresh_stamp()})


def _entry(
    thing: Thing, key: int, kind: str, path: str, names: Iterable[str], words: Iterable[str], **more: int | bool
) -> SearchEntry:
    """An entry under its names and these words; each word stands once."""
    distinct = list(dict.fromkeys(name for name in names if name))
    lexemes = [kind_word(kind), *(word for name in distinct for word in index_words(name)), *words]
    toned = NAME_BREAK.join(" ".join(toned_words(name)) for name in distinct)
    return SearchEntry(
        thing=thing, key=key, kind=kind, path=path, names=toned, lexemes=" ".join(dict.fromkeys(lexemes)), **more
    )


class _Places:
    """The words that stand around a thing at a path: the names of its units up to the province, not that one's."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._keys = {path: _keys_below_province(path) for path in set(paths)}
        every = {key for keys in self._keys.values() for key in keys}
        rows = Unit.objects.filter(pk__in=every).values_list("pk", "name", "short_name")
        self._words = {key: [*index_words(name, AROUND), *index_words(short, AROUND)] for key, name, short in rows}

    def around(self, path: str, *, itself: bool = True) -> list[str]:
        """The words of the units at the path; without `itself`, only of those above. And those that narrow to them."""
        keys = self._keys[path] if itself else self._keys[path][:-1]
        return [*unit_words(path), *(word for key in keys for word in self._words.get(key, ()))]


def _keys_below_province(path: str) -> list[int]:
    keys = [int(path[at : at + PATH_DIGITS]) for at in range(0, len(path), PATH_DIGITS)]
    return keys[1:]


def _honouree_entries(keys: list[int]) -> Iterator[SearchEntry]:
    rows = list(
        Honouree.objects.filter(pk__in=keys, standing=HonoureeStanding.STANDING).values_list(
            "pk", "kind", "name", "birth_year", "is_unit", "unit__path", "unit__closed_on"
        )
    )
    also = _other_names(keys)
    awards = _award_words(keys)
    places = _Places(row[5] for row in rows)
    for key, kind, name, birth_year, is_unit, path, closed_on in rows:
        last_year, of_awards = awards[key]
        birth = [str(birth_year)] if birth_year else []
        words = [*birth, *places.around(path, itself=not is_unit), *of_awards, *([IS_UNIT] if is_unit else [])]
        names = [name, *also[key]]
        ended = is_unit and closed_on is not None
        yield _entry(Thing.HONOUREE, key, kind, path, names, words, is_unit=is_unit, last_year=last_year, ended=ended)


def _other_names(keys: list[int]) -> Mapping[int, list[str]]:
    """The names under which those stood who were merged into these; and of units the names that they bore."""
    names: dict[int, list[str]] = defaultdict(list)
    for kept, name in Honouree.objects.filter(merged_into__in=keys).values_list("merged_into", "name"):
        if kept is not None:
            names[kept].append(name)
    units = list(Honouree.objects.filter(pk__in=keys, is_unit=True).values_list("unit", "pk", "unit__short_name"))
    of_unit = {unit: key for unit, key, short_name in units}
    for _, key, short_name in units:
        names[key].append(short_name)
    for unit, name in UnitName.objects.filter(unit__in=of_unit).values_list("unit", "name"):
        names[of_unit[unit]].append(name)
    return names


def _award_words(keys: list[int]) -> Mapping[int, tuple[int, set[str]]]:
    """Of each honouree the latest year of a standing award, and the words that narrow to its awards."""
    found: dict[int, tuple[int, set[str]]] = defaultdict(lambda: (0, set()))
    rows = Award.objects.standing().filter(honouree__in=keys).order_by()
    for key, code, year in rows.values_list("honouree", "award", "year"):
        latest, words = found[key]
        words.update((award_word(code), year_word(year)))
        found[key] = max(latest, year), words
    return found


def _decisions_not_found_yet(keys: list[int]) -> list[int]:
    """Decisions on awards of these honourees that the units of the awards do not find."""
    units: dict[int, set[str]] = defaultdict(set)
    rows = Award.objects.filter(honouree__in=keys, decision__isnull=False).order_by()
    for decision, path in rows.values_list("decision", "unit__path").distinct():
        units[decision].add(unit_word(path))
    found = SearchEntry.objects.filter(thing=Thing.DECISION, key__in=units).values_list("key", "lexemes")
    known = {key: set(lexemes.split()) for key, lexemes in found}
    return [key for key, words in units.items() if not words <= known.get(key, set())]


def _decision_entries(keys: list[int]) -> Iterator[SearchEntry]:
    units: dict[int, set[str]] = defaultdict(set)
    pairs = Award.objects.filter(decision__in=keys).order_by().values_list("decision", "unit__path").distinct()
    for key, path in pairs:
        units[key].update(unit_words(path))
    for decision in Decision.objects.filter(pk__in=keys):
        day = decision.signed_on
        dated = [day_word(day), str(day.year), year_word(day.year)] if day else []
        around = [*index_words(decision.authority, AROUND), *index_words(decision.subject, AROUND)]
        words = [*dated, *around, *sorted(units[decision.pk])]
        year = day.year if day else 0
        yield _entry(Thing.DECISION, decision.pk, EntryKind.DECISION, "", [decision.number], words, last_year=year)


def _unit_entries(keys: list[int]) -> Iterator[SearchEntry]:
    former: dict[int, list[str]] = defaultdict(list)
    for key, name in UnitName.objects.filter(unit__in=keys).order_by(F("since").desc()).values_list("unit", "name"):
        former[key].append(name)
    units = list(Unit.objects.filter(pk__in=keys))
    places = _Places(unit.path for unit in units)
    for unit in units:
        names = [unit.name, unit.short_name, *former[unit.pk]]
        words = [*places.around(unit.path, itself=False), unit_word(unit.path)]
        ended = unit.closed_on is not None
        yield _entry(Thing.UNIT, unit.pk, EntryKind.UNIT, unit.path, names, words, ended=ended)
