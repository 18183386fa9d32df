"""The same proof over trees and facts that nobody chose: the whole vocabulary, composites three deep."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from tests.rules.completions import CODES, MERITS, answered, completions, expected
from tests.rules.meaning import holds
from tests.rules.tiny import TINY, all_of, any_of, at_least, condition, reader
from vinhdanh.rules.exactness import lost_exactness
from vinhdanh.rules.facts import Amount, Award, Facts, Judgement, Rating, Sanction
from vinhdanh.rules.findings import UNKNOWN, walk
from vinhdanh.rules.vocabulary import Condition

PERIODS, LEVELS = st.sampled_from(["span", "early"]), st.sampled_from(["excellent", "good"])
JUDGEMENTS = ("j1", "j2", "j3", "ngoai_le")
AMONG = st.sampled_from(
    [{}, {"codes": ["flag"]}, {"codes": ["flag", "praise"]}, {"levels": ["province"]}, {"types": ["form"]}]
)
FEW = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def leaf(rule: str, **fields: Any) -> st.SearchStrategy[Condition]:
    return st.builds(condition, st.just(rule), **{key: _drawn(value) for key, value in fields.items()})


def _drawn(value: Any) -> st.SearchStrategy[Any]:
    return value if isinstance(value, st.SearchStrategy) else st.just(value)


LEAVES = st.one_of(
    leaf("every_year_rated", level=LEVELS, period=PERIODS),
    leaf("years_rated", level=LEVELS, count=st.integers(1, 3), period=PERIODS),
    leaf("consecutive_years_rated", level=LEVELS, count=st.integers(2, 3), period=PERIODS),
    leaf(
        "awards",
        among=AMONG,
        count=st.integers(1, 2),
        period=PERIODS,
        exception=st.sampled_from([None, None, "ngoai_le"]),
    ),
    leaf("never_awarded", among=AMONG),
    leaf("merit_not_awarded", among=AMONG),
    leaf(
        "amount",
        indicator=st.sampled_from(["income", "staff"]),
        at_least=st.sampled_from([1, 5]),
        over=st.sampled_from(["each_year", "some_year", "total"]),
        period=PERIODS,
    ),
    leaf(
        "share",
        of="good_staff",
        among="staff",
        percent=st.sampled_from([20, 70]),
        over=st.sampled_from(["each_year", "some_year"]),
        period=st.just("span"),
    ),
    leaf("member", of="delegates"),
    leaf("belongs", attribute="trade", to=st.sampled_from([["farmer"], ["farmer", "worker"]])),
    leaf("belongs", attribute="size", to=st.just(["small"])),
    leaf("no_sanction", kinds=st.sampled_from([["discipline"], ["discipline", "inspection"]]), months_after=12),
    leaf("judgement", id=st.sampled_from(JUDGEMENTS[:3])),
)


def groups(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3)
    cases = st.dictionaries(st.sampled_from(["farmer", "worker", "official"]), parts, min_size=1, max_size=2)
    return st.one_of(
        several.map(lambda found: all_of(*found)),
        several.map(lambda found: any_of(*found)),
        several.flatmap(lambda found: st.integers(1, len(found)).map(lambda count: at_least(count, *found))),
        cases.map(lambda found: condition("choose", by="trade", cases=found)),
    )


def or_headed(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """A person's own conditions beside those of the unit that the person heads; a unit heads nobody."""
    return st.one_of(parts, parts.map(lambda found: condition("headed_unit", part=found)))


def renamed(root: Condition) -> Condition:
    """The tree with an id of its own for each condition, as every pack has it; judgements too."""
    count = iter(range(10**6))

    def fresh(one: Any) -> Any:
        if isinstance(one, dict):
            own = {"id": f"c{next(count)}"} if "rule" in one else {}
            return {**{key: fresh(value) for key, value in one.items()}, **own}
        return tuple(map(fresh, one)) if isinstance(one, tuple) else one

    given = fresh(root.model_dump())
    return condition(given.pop("rule"), **given)


SMALL = st.one_of(LEAVES, groups(LEAVES))
TREES = st.one_of(
    or_headed(SMALL), groups(or_headed(SMALL)), groups(groups(or_headed(LEAVES))), groups(groups(groups(LEAVES)))
)
YEARS = st.sampled_from([2016, 2017, 2018, 2019, 2020])


def amounts(largest: int) -> st.SearchStrategy[dict[int, tuple[Amount, ...]]]:
    years = st.dictionaries(YEARS.filter(lambda year: year != 2020), st.integers(0, largest), max_size=4)
    return years.map(lambda found: {year: (Amount(year, quantity),) for year, quantity in found.items()})


def records(**more: Any) -> st.SearchStrategy[Facts]:
    awards = st.builds(
        Award,
        st.sampled_from([2016, 2018, 2019, 2020, 2010, None]),
        st.sampled_from([*CODES, None]),
        st.just("dòng ghi"),
        merit=st.sampled_from([*MERITS[:2], None]),
        unproved=st.sampled_from([False, False, True]),
    )
    return st.builds(
        Facts,
        attributes=st.fixed_dictionaries(
            {"trade": st.sampled_from([None, "farmer", "official"]), "size": st.sampled_from([None, "small", "large"])}
        ),
        memberships=st.fixed_dictionaries({"delegates": st.sampled_from([None, True, False])}),
        ratings=st.dictionaries(YEARS, st.sampled_from(["excellent", "good", "fair"]), min_size=2).map(
            lambda found: {year: Rating(year, level) for year, level in found.items()}
        ),
        awards=st.one_of(st.none(), st.lists(awards, max_size=2).map(tuple)),
        amounts=st.fixed_dictionaries({"income": amounts(6), "staff": amounts(10), "good_staff": amounts(10)}),
        judgements=st.dictionaries(
            st.sampled_from(["c1", "c2", "c3", "c4", "ngoai_le"]),
            st.builds(Judgement, st.booleans(), st.sampled_from(["", "Hội đồng"]), st.just("")),
            max_size=2,
        ),
        sanctions=st.sampled_from([None, (), (Sanction("discipline", date(2020, 1, 1)),)]),
        merit=st.sampled_from([None, MERITS[0]]),
        **more,
    )


FACTS = records(headed=st.one_of(st.none(), records()))


def worlds(root: Condition, facts: Facts) -> list[list[Facts]]:
    """Every completion under every way of judging; examples with too many of them are left to others."""
    whole = completions(root, facts)
    assume(len(whole) <= 600)
    rows = [answered(root, facts, one) for one in whole]
    assume(len(rows[0]) <= 16)
    return rows


@FEW
@given(TREES.map(renamed), FACTS)
def test_no_answer_is_contradicted_by_a_completion_and_none_is_left_open_without_need(
    root: Condition, facts: Facts
) -> None:
    right = expected([[holds(root, world) for world in row] for row in worlds(root, facts)])
    answer = reader(root)(facts).outcome
    exact = not list(lost_exactness(root, TINY))
    event(f"{right}, {'exact' if exact else 'torn'}")
    assert answer is right or (answer is UNKNOWN and not exact)


@FEW
@given(TREES.map(renamed), FACTS)
def test_where_everything_is_known_nothing_is_unknown(root: Condition, facts: Facts) -> None:
    read = reader(root)
    for row in worlds(root, facts)[:20]:
        for world in row[:4]:
            assert read(world).outcome == ("met" if holds(root, world) else "not_met")


@FEW
@given(TREES.map(renamed), FACTS)
def test_every_finding_speaks_and_names_what_is_missing_while_it_is_unknown(root: Condition, facts: Facts) -> None:
    for _, finding in walk(reader(root)(facts)):
        assert finding.because[0].isupper() or finding.because[0].isdigit()
        assert finding.because.endswith(".")
        assert finding.brief
        assert bool(finding.missing) is (finding.outcome is UNKNOWN)
