"""Searches over the made-up province, from the words to the rows that a page shows.

First: python -m benchmarks.province
"""

import random
from collections.abc import Callable, Iterator
from functools import partial

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.signed_in import reader, say_head, say_spread
from vinhdanh.models import Decision, Honouree, Unit, User
from vinhdanh.reports.register import entries, entry_page
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.search import find
from vinhdanh.vietnamese import folded

QUESTIONS = 60
TARGET, TARGET_OF_SLIPS = 100, 150


def ask(text: str, user: User, narrowed: RegisterFilter) -> None:
    """What the page does: find, the rows of the first page, and those that are near."""
    found = find(text, user, narrowed)
    entry_page(narrowed, user, 1, found)
    list(entries(found.near, user))


def slip(draw: random.Random, text: str) -> str:
    """The text with a letter left out, doubled, another one, or two swapped."""
    at = draw.randrange(len(text) - 2)
    return draw.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + draw.choice("abcdeghiklmnopqrstuvxy") + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )


def kinds_of_question(draw: random.Random) -> Iterator[tuple[str, list[str], int]]:
    """Each kind, its questions, and its target."""
    count = Honouree.objects.count()
    keys = [draw.randrange(1, count + 1) for _ in range(QUESTIONS)]
    people = list(Honouree.objects.filter(pk__in=keys, kind="individual").select_related("unit"))
    names = [one.name for one in people]
    bare = [folded(name) for name in names]
    decisions = [one.number for one in Decision.objects.filter(pk__in=[key % 15_000 + 1 for key in keys])]
    units = [one.name for one in Unit.objects.filter(pk__in=[key % 3000 + 1 for key in keys])]
    yield "a name as it is written", names, TARGET
    yield "without accents", bare, TARGET
    yield "words in any order", [" ".join(draw.sample(name.split(), len(name.split()))) for name in bare], TARGET
    yield "name and year of birth", [f"{one.name} {one.birth_year or ''}" for one in people], TARGET
    wrong = [f"{one.name} {one.birth_year + draw.choice((-10, -1, 1, 7))}" for one in people if one.birth_year]
    yield "name and a wrong year of birth", wrong, TARGET
    yield "name and unit", [f"{folded(one.name)} {one.unit.name}" for one in people], TARGET
    yield "one common word", ["nguyen", "thi", "van", "hoang", "xa", "truong", "phong", "huyen", "tinh"], TARGET
    yield "a unit", units, TARGET
    yield "the number of a decision", [*decisions, *(f"quyết định số {number}" for number in decisions)], TARGET
    yield "a typing slip", [slip(draw, name) for name in bare], TARGET_OF_SLIPS
    yield (
        "a slip, with the unit",
        [f"{slip(draw, folded(one.name))} {one.unit.name}" for one in people],
        TARGET_OF_SLIPS,
    )


def main() -> None:
    """Each kind of question for who reads the whole province and for an officer of one district."""
    say_head()
    for username in ("office", "officer"):
        user, draw = reader(username), random.Random(2020)
        for what, questions, target in kinds_of_question(draw):
            works: list[Callable[[], object]] = [partial(ask, text, user, RegisterFilter()) for text in questions]
            say_spread(f"{username}: {what}", works, target)
        narrowed = RegisterFilter(awards=("bang_khen_tinh",), year_from=2016, year_to=2020)
        texts = [one.name for one in Honouree.objects.filter(kind="individual")[:QUESTIONS]]
        say_spread(
            f"{username}: a name, an award of five years", [partial(ask, t, user, narrowed) for t in texts], TARGET
        )


if __name__ == "__main__":
    main()
