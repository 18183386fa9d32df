"""Draws the people of the made-up province, their awards and ratings: the same ones every time, from lists of words.

Everything here is a plain record; the action writes it. Whoever is drawn bears names put together at random.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from vinhdanh.actions.demo import Award, Drawn, Paper, Rating, Somebody, Unit

_RESIDENCES = 0.5  # share of people whose residence is known
_DAYS = 0.35  # share of people whose day of birth is known


@dataclass(slots=True)
class _Deck:
    """Whom one may draw from: all honourees by their place in the list, by kind, and the units by code."""

    people: list[Somebody]
    units: Mapping[str, Unit]
    above: Mapping[str, str]  # a unit → the one directly below the province that it belongs to
    by_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def among(self, kind: str, year: int, series: Mapping[str, Any]) -> list[int]:
        """Those of a kind that existed in the year and that the series speaks of."""
        named = set(str(series.get("from", "")).split())
        found = []
        for index in self.by_kind[kind]:
            unit = self.units[self.people[index].unit]
            exists = unit.closed_on is None or unit.closed_on.year > year
            large = not series.get("large") or (self.people[index].is_unit and unit.size == "large")
            if exists and large and (not named or self.above[unit.code] in named):
                found.append(index)
        return found


def draw(
    people: Mapping[str, Any], awards: Mapping[str, Any], units: Iterable[Unit], on: date, size: float = 1.0
) -> Drawn:
    """Honourees, decisions, awards and ratings; `size` is how much of the lists' numbers to draw.

    `on` is the day of the demonstration: what is signed later is not decided yet, and its year not rated.
    """
    by_code = {unit.code: unit for unit in units}
    above = {code: _top(code, by_code) for code in by_code}
    dice = random.Random(people["seed"])
    drawn = list(_people(people, by_code, dice, size))
    deck = _Deck(drawn, by_code, above)
    for index, one in enumerate(drawn):
        if not one.alike:
            deck.by_kind[one.kind].append(index)
    given = [*_awards(awards, deck, dice, on, size)]
    given += _featured_awards(awards, deck, given)
    rated = [*_ratings(awards, deck, dice, on, size), *_featured_ratings(awards, drawn)]
    return Drawn(drawn, given, rated)


def _top(code: str, units: Mapping[str, Unit]) -> str:
    while (parent := units[code].parent) and units[parent].parent:
        code = parent
    return code


def _people(
    lists: Mapping[str, Any], units: Mapping[str, Unit], dice: random.Random, size: float
) -> Iterator[Somebody]:
    for unit in units.values():
        yield Somebody("collective", unit.name, unit.code, is_unit=True)
    places = [unit for unit in units.values() if unit.kind in lists["positions"]]
    for number in range(round(lists["parts"] * size)):
        unit = dice.choice(places)
        yield Somebody("collective", f"{dice.choice(lists['part_names'])} số {number % 4 + 1}", unit.code)
    weights = [4 if unit.kind in ("commune", "hamlet") else 3 for unit in places]
    for unit in dice.choices(places, weights, k=round(lists["individuals"] * size)):
        yield _person(lists, unit, dice)
    hamlets = [unit for unit in places if unit.kind == "hamlet"] or places
    for unit in dice.choices(hamlets, k=round(lists["families"] * size)):
        sex, name, _ = _name(lists, dice)
        yield Somebody("family", f"{'Hộ ông' if sex == 'male' else 'Gia đình bà'} {name}", unit.code)
    for one in lists["featured"]:
        yield _given_person(one)
    for pair in lists["alike"]:
        for one in pair:
            yield _given_person(one, alike=True)


def _name(lists: Mapping[str, Any], dice: random.Random) -> tuple[str, str, str]:
    """Sex, name and ethnicity."""
    sex = dice.choice(["male", "female"])
    folk = dice.choices(lists["ethnicities"], [one["share"] for one in lists["ethnicities"]])[0]
    parts = (dice.choice(folk["surnames"]), dice.choice(lists["middles"][sex]), dice.choice(lists["givens"][sex]))
    return sex, " ".join(parts), folk["name"]


def _person(lists: Mapping[str, Any], unit: Unit, dice: random.Random) -> Somebody:
    sex, name, ethnicity = _name(lists, dice)
    post = dice.choice(lists["positions"][unit.kind])
    year = dice.randint(*lists["birth_years"])
    birth = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{year}" if dice.random() < _DAYS else str(year)
    number = f"000{year % 100:03}{dice.randint(0, 999999):06}" if dice.random() < lists["identity_share"] else ""
    return Somebody(
        kind="individual",
        name=name,
        unit=unit.code,
        sex=sex,
        birth=birth,
        ethnicity=ethnicity if dice.random() < 0.93 else "",
        title=post["title"],
        leader=post.get("leader"),
        direct=post.get("direct"),
        number=number,
        residence=unit.name if unit.kind == "hamlet" and dice.random() < _RESIDENCES else "",
    )


def _given_person(one: Mapping[str, Any], alike: bool = False) -> Somebody:
    given = {key: one.get(key, "") for key in ("name", "unit", "sex", "birth", "ethnicity", "title", "number")}
    return Somebody("individual", **given, leader=one.get("leader"), direct=one.get("direct"), alike=alike)


def _awards(lists: Mapping[str, Any], deck: _Deck, dice: random.Random, on: date, size: float) -> Iterator[Award]:
    """Every series in every year, as far as it is decided by then; nobody receives one award twice in a year."""
    numbers: dict[str, int] = defaultdict(int)
    taken: set[tuple[int, str, int]] = set()
    for year in range(lists["first"], lists["last"] + 1):
        for series in lists["series"]:
            if year not in series.get("years", [year]) or _days(series, year, on)[0] > on:
                continue
            chosen = []
            for kind, count in series["each"].items():
                free = [one for one in deck.among(kind, year, series) if (one, series["award"], year) not in taken]
                chosen += dice.sample(free, min(len(free), max(1, round(count * size))))
            taken |= {(one, series["award"], year) for one in chosen}
            yield from _decided(series, year, on, chosen, deck, dice, numbers, lists["reasons"])


def _decided(
    series: Mapping[str, Any],
    year: int,
    on: date,
    chosen: Sequence[int],
    deck: _Deck,
    dice: random.Random,
    numbers: dict[str, int],
    reasons: Mapping[str, list[str]],
) -> Iterator[Award]:
    """The awards of one series in one year: under one decision, or one of each unit directly below the province."""
    papers: dict[str, Paper] = {}
    for index in chosen:
        top = deck.above[deck.people[index].unit] if series.get("by") == "unit" else ""
        if top not in papers:
            key = f"{top}{series['number']}{year}"
            numbers[key] += dice.randint(3, 40)
            authority = series.get("authority") or _authority(deck.units[top])
            papers[top] = Paper(
                series["number"].format(numbers[key]), _signed(_days(series, year, on), dice), authority
            )
        told = reasons.get(series["manner"], [""])
        reason = dice.choice(told).format(year=year)
        yield Award(index, series["award"], series["manner"], year, papers[top], reason)


def _authority(unit: Unit) -> str:
    return f"Chủ tịch UBND {unit.name[:1].lower()}{unit.name[1:]}" if unit.kind == "district" else unit.name


def _days(series: Mapping[str, Any], year: int, on: date) -> tuple[date, date]:
    """The first and the last day on which decisions of the year are signed, none after `on`."""
    first = date(year + 1, 1, 10) if series.get("after") else date(year, 3, 1)
    return first, min(on, first + timedelta(days=59 if series.get("after") else 249))


def _signed(days: tuple[date, date], dice: random.Random) -> date:
    first, last = days
    return first + timedelta(days=dice.randrange((last - first).days + 1))


def _featured_awards(lists: Mapping[str, Any], deck: _Deck, given: Iterable[Award]) -> list[Award]:
    """The awards of those whom the guides name, under decisions of the year that others received theirs by: of their
    own unit where units decide; where nobody of it received one, it decides for them alone."""
    of_units = {series["award"] for series in lists["series"] if series.get("by") == "unit"}
    models = {(one.award, one.year): one for one in given}
    of_unit = {(one.award, one.year, deck.above[deck.people[one.honouree].unit]): one.paper for one in given}
    found = []
    for told in lists["featured"]:
        index = next(place for place, one in enumerate(deck.people) if one.name == told["name"] and not one.alike)
        top = deck.above[deck.people[index].unit]
        for award, year in told["awards"]:
            model = models[award, year]
            paper = model.paper
            if award in of_units:
                own = replace(paper, authority=_authority(deck.units[top]))
                paper = of_unit.get((award, year, top), own)
            found.append(Award(index, award, model.manner, year, paper, model.reason))
    return found


def _ratings(lists: Mapping[str, Any], deck: _Deck, dice: random.Random, on: date, size: float) -> Iterator[Rating]:
    asked, levels = lists["ratings"], lists["ratings"]["levels"]
    for year in range(lists["first"], min(lists["last"] + 1, on.year)):  # a year is rated once it is over
        for kind, count in (("collective", asked["units"]), ("individual", asked["individuals"])):
            free = [one for one in deck.among(kind, year, {}) if kind == "individual" or deck.people[one].is_unit]
            for index in dice.sample(free, min(len(free), round(count * size))):
                level = dice.choices(list(levels), list(levels.values()))[0]
                top = deck.units[deck.above[deck.people[index].unit]]
                yield Rating(index, year, level, asked["authority"] if kind == "collective" else _authority(top))


def _featured_ratings(lists: Mapping[str, Any], people: list[Somebody]) -> Iterator[Rating]:
    for told in lists["featured"]:
        index = next(place for place, one in enumerate(people) if one.name == told["name"] and not one.alike)
        for year, level in told.get("ratings", {}).items():
            yield Rating(index, year, level, "")
