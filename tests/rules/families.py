"""Small families of conditions that read the same facts, the trees built of them, and all that may be known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations, product
from typing import Any

from tests.rules.completions import MERITS
from tests.rules.tiny import all_of, answers, any_of, at_least, award, condition, figures, judged, rated
from vinhdanh.rules.facts import Facts, Sanction
from vinhdanh.rules.vocabulary import Condition

FLAG, PRAISE, ANY = {"codes": ["flag"]}, {"codes": ["praise"]}, {}


@dataclass(frozen=True)
class Family:
    """Conditions over shared facts; `facts` holds for each fact its values, the first of them "not known"."""

    name: str
    leaves: tuple[Condition, ...]
    facts: dict[str, list[Any]]

    def states(self) -> Iterator[tuple[tuple[int, ...], Facts]]:
        """Every combination of known and missing: which value each fact has, and the facts."""
        for chosen in product(*(range(len(values)) for values in self.facts.values())):
            values = {name: self.facts[name][index] for name, index in zip(self.facts, chosen, strict=True)}
            yield chosen, _facts(values)

    def trees(self) -> Iterator[Condition]:
        """The leaves alone, and every small tree of different leaves down to the third level of composites."""
        yield from self.leaves
        for one, other in combinations(self.leaves, 2):
            yield from (all_of(one, other), any_of(one, other))
        for three in combinations(self.leaves, 3):
            yield at_least(2, *three)
        for one, *two in permutations(self.leaves, 3):
            if two == sorted(two, key=lambda leaf: leaf.id):
                yield from (all_of(one, any_of(*two)), any_of(one, all_of(*two)))
        for one, other, *two in permutations(self.leaves, 4):
            if two == sorted(two, key=lambda leaf: leaf.id):
                yield all_of(one, any_of(other, all_of(*two, id="inner")))
                yield any_of(one, at_least(2, other, *two))


def _facts(values: dict[str, Any]) -> Facts:
    """`y2018` is a rating, `j1` an answer; other names are fields of Facts, or an indicator's years (`income2018`)."""
    given = {name: value for name, value in values.items() if value is not None}
    fields: dict[str, Any] = {
        "ratings": rated(**{name: level for name, level in given.items() if name[0] == "y"}),
        "judgements": answers(**{name: passed for name, passed in given.items() if name in {"j1", "j2"}}),
        "attributes": {name: given[name] for name in ("size", "trade") if name in given},
        "memberships": {"delegates": given["delegates"]} if "delegates" in given else {},
        "amounts": {
            code: figures(**{"y" + name[-4:]: given[name] for name in given if name[:-4] == code})
            for code in ("income", "staff", "good_staff")
        },
    }
    return Facts(
        **fields, **{name: given[name] for name in ("awards", "sanctions", "merit", "headed") if name in given}
    )


ANSWER = [None, True, False]
LEVEL = [None, "excellent", "good", "fair"]

RATINGS = Family(
    "ratings",
    (
        condition("every_year_rated", level="good", period="span"),
        condition("years_rated", level="excellent", count=2, period="span"),
        condition("consecutive_years_rated", level="good", count=2, period="span"),
        judged("j1"),
        judged("j2"),
    ),
    {"y2018": LEVEL, "y2019": LEVEL, "y2020": [None, "excellent", "fair"], "j1": ANSWER, "j2": ANSWER},
)
STANDING = Family(
    "standing",
    (
        condition("member", of="delegates"),
        condition("belongs", attribute="size", to=["small"]),
        condition(
            "choose",
            by="trade",
            cases={"farmer": judged("j1"), "worker": condition("every_year_rated", level="good", period="span")},
        ),
        condition("no_sanction", kinds=["discipline"], months_after=12),
        judged("j2"),
    ),
    {
        "delegates": [None, True],
        "size": [None, "small", "large"],
        "trade": [None, "farmer", "official"],
        "y2018": [None, "fair"],
        "sanctions": [None, (), (Sanction("discipline", date(2018, 1, 1), date(2019, 12, 1)),)],
        "j1": [None, False],
        "j2": [None, True],
    },
)
AWARDS = Family(
    "awards",
    (
        condition("awards", "one_flag", among=FLAG, count=1, period="span", exception="ngoai_le"),
        condition("awards", "two_flags", among=FLAG, count=2, period="span"),
        condition("awards", "two_of_any", among=ANY, count=2, period="span"),
        judged("j1"),
    ),
    {
        "awards": [
            None,
            (),
            (award("flag"),),
            (award(None),),
            (award("flag", None),),
            (award("flag", 2010), award("flag")),
            (award("flag"), award(None, None)),
            (award("flag"), award("praise", None)),
            (award("praise"), award("paper", 2019)),
            (award(None, 2010), award("state_flag")),
            (award("flag"), award("flag", 2019)),
            (award(None), award("flag", None)),
        ],
        "j1": ANSWER,
    },
)
AMOUNTS = Family(
    "amounts",
    (
        condition("amount", "each", indicator="income", at_least=200, over="each_year", period="span"),
        condition("amount", "some", indicator="income", at_least=300, over="some_year", period="span"),
        condition("amount", "total", indicator="income", at_least=500, over="total", period="span"),
        judged("j1"),
    ),
    {
        "income2018": [None, 0, 199, 200, (150, 150), 500],
        "income2019": [None, 0, 200, 299, 300],
        "income2020": [None, 0, 400],
        "j1": ANSWER,
    },
)
SHARES = Family(
    "shares",
    (
        condition("share", "each", of="good_staff", among="staff", percent=70, over="each_year", period="span"),
        condition("share", "some", of="good_staff", among="staff", percent=20, over="some_year", period="span"),
        judged("j1"),
    ),
    {
        "staff2018": [None, 0, 10],
        "good_staff2018": [None, 0, 2, 7],
        "staff2019": [None, 10, 11],
        "good_staff2019": [None, 1, 7, 8],
        "j1": ANSWER,
    },
)
MERIT = Family(
    "merit",
    (
        condition("merit_not_awarded", among=FLAG),
        condition("member", of="delegates"),
        judged("j1"),
    ),
    {
        "merit": [None, MERITS[0]],
        "awards": [
            None,
            (),
            (award("flag", merit=MERITS[0]),),
            (award("flag", merit=MERITS[1]),),
            (award("flag"),),
            (award(None, merit=MERITS[0]), award("praise", merit=MERITS[0])),
            (award(None), award("flag", merit=MERITS[1])),
        ],
        "delegates": ANSWER,
        "j1": ANSWER,
    },
)
ONCE = Family(
    "once",
    (
        condition("never_awarded", among=FLAG),
        condition("awards", among=PRAISE, count=1, period="span"),
        judged("j1"),
    ),
    {
        "awards": [
            None,
            (),
            (award("flag", 1999),),
            (award("praise"),),
            (award("praise", 2010),),
            (award("flag", None),),
        ],
        "j1": ANSWER,
    },
)
HEADED = Family(
    "headed",
    (
        condition(
            "headed_unit",
            part=all_of(
                condition("every_year_rated", "unit_rated", level="good", period="span"),
                any_of(
                    condition("awards", "unit_flag", among=FLAG, count=1, period="span"), judged("j1"), id="unit_any"
                ),
                id="unit",
            ),
        ),
        condition("every_year_rated", level="excellent", period="span"),
        judged("j2"),
    ),
    {
        "headed": [
            None,
            Facts(),
            Facts(ratings=rated(y2018="fair")),
            Facts(ratings=rated(y2018="good", y2019="good"), awards=()),
            Facts(ratings=rated(y2018="good"), awards=(award("flag"),)),
            Facts(ratings=rated(y2018="good", y2019="good"), awards=(award("flag"),)),
            Facts(ratings=rated(y2018="good", y2019="good"), awards=(), judgements=answers(j1=True)),
        ],
        "y2018": [None, "excellent", "good"],
        "y2019": [None, "excellent"],
        "j2": ANSWER,
    },
)
# Families whose facts pull conditions opposite ways: exactness may be lost there, soundness may not.
TORN = Family(
    "torn",
    (
        condition("never_awarded", among=FLAG),
        condition("awards", among=FLAG, count=1, period="span"),
        condition("merit_not_awarded", among=ANY),
        condition("belongs", "small", attribute="size", to=["small"]),
        condition("belongs", "large", attribute="size", to=["large"]),
    ),
    {
        "awards": [None, (), (award("flag"),), (award(None),), (award("flag", None, merit=MERITS[0]), award("praise"))],
        "merit": [None, MERITS[0]],
        "size": [None, "small", "large"],
    },
)
FAMILIES = (RATINGS, STANDING, AWARDS, AMOUNTS, SHARES, MERIT, ONCE, HEADED)
