"""The heart of the product: a decided answer is never wrong, and an open one is open only where it must be.

Exhaustive: every small tree of each family, in every state of knowledge, against the truth of every completion of the
missing facts. `expected` in completions.py says precisely what the contract asks of the four outcomes.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, reduce

import pytest

from tests.rules.completions import answered, completions, expected
from tests.rules.families import FAMILIES, TORN, Family
from tests.rules.meaning import holds
from tests.rules.tiny import TINY, all_of, any_of, at_least, judged, reader
from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.exactness import lost_exactness
from vinhdanh.rules.facts import Facts
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN, Outcome, walk

State = tuple[int, ...]
Read = Callable[[v.Condition], Callable[[Facts], Outcome]]


class Truths:
    """The truth of each leaf in every completion of every state, as bits: completion by completion, way by way."""

    def __init__(self, family: Family) -> None:
        self.family, self.states = family, dict(family.states())
        self.leaves: dict[State, dict[str, int]] = {}
        self.shape: dict[State, tuple[int, int]] = {}
        together = all_of(*family.leaves)
        for state, facts in self.states.items():
            rows = [answered(together, facts, whole) for whole in completions(together, facts)]
            worlds = [world for row in rows for world in row]
            self.shape[state] = len(rows), len(rows[0])
            self.leaves[state] = {
                leaf.id: sum(holds(leaf, world) << index for index, world in enumerate(worlds))
                for leaf in family.leaves
            }

    def of(self, tree: v.Condition, state: State) -> int:
        """The tree's truth in all completions at once."""
        if tree.id in self.leaves[state]:
            return self.leaves[state][tree.id]
        parts = [self.of(part, state) for part in v.parts_of(tree)]
        match tree:
            case v.AllOf():
                return reduce(int.__and__, parts)
            case v.AnyOf():
                return reduce(int.__or__, parts)
            case _:
                assert len(parts) == 3
                assert tree.count == 2
                return parts[0] & parts[1] | parts[0] & parts[2] | parts[1] & parts[2]


def outcome_of(tree: v.Condition) -> Callable[[Facts], Outcome]:
    read = reader(tree)
    return lambda facts: read(facts).outcome


def contradictions(truths: Truths, read: Read = outcome_of) -> Iterator[str]:
    """Where the answers of `read` are not what every completion says, in words.

    Where a fact pulls conditions opposite ways, "unknown" may stand in place of a better answer, and nothing else.
    """
    for tree in truths.family.trees():
        ask, exact = read(tree), not list(lost_exactness(tree, TINY))
        for state, facts in truths.states.items():
            right, answer = right_outcome(*truths.shape[state], truths.of(tree, state)), ask(facts)
            if answer is not right and (exact or answer is not UNKNOWN):
                yield f"{tree!r}\n{facts}\nanswers {answer}, but the completions say {right}"


@cache
def right_outcome(completions_: int, ways: int, bits: int) -> Outcome:
    """`expected` of a table packed into bits."""
    return expected([[bool(bits >> (row * ways + way) & 1) for way in range(ways)] for row in range(completions_)])


@cache
def truths_of(name: str) -> Truths:
    return Truths(next(family for family in (*FAMILIES, TORN) if family.name == name))


NAMES = [family.name for family in FAMILIES]


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_what_all_completions_of_the_missing_facts_say(name: str) -> None:
    assert next(contradictions(truths_of(name)), None) is None


def test_facts_that_pull_two_ways_may_leave_an_answer_open_but_never_make_it_wrong() -> None:
    assert next(contradictions(truths_of("torn")), None) is None


def test_where_exactness_is_said_to_be_lost_it_is_lost() -> None:
    truths, late = truths_of("torn"), 0
    for tree in truths.family.trees():
        ask = outcome_of(tree)
        for state, facts in truths.states.items():
            late += ask(facts) is not right_outcome(*truths.shape[state], truths.of(tree, state))
    assert late > 50


@pytest.mark.parametrize("name", NAMES)
def test_each_family_shows_all_that_it_can_show(name: str) -> None:
    """The proof above would be empty over trees that always answer the same."""
    truths = truths_of(name)
    seen = Counter(
        right_outcome(*truths.shape[state], truths.of(tree, state))
        for tree in truths.family.trees()
        for state in truths.states
    )
    assert min(seen[outcome] for outcome in Outcome) > 10


@pytest.mark.parametrize("name", NAMES)
def test_one_more_known_fact_never_turns_a_decided_answer_round(name: str) -> None:
    """Years that are never missed are left as they are: a rating of 2020 counts where it is given (O9)."""
    family = truths_of(name).family
    growing = [index for index, fact in enumerate(family.facts) if not fact.endswith("2020")]
    for tree in family.trees():
        ask = outcome_of(tree)
        answers = {state: ask(facts) for state, facts in truths_of(name).states.items()}
        for state, answer in answers.items():
            for index in growing:
                if state[index]:
                    before = answers[(*state[:index], 0, *state[index + 1 :])]
                    assert before not in (MET, NOT_MET) or answer is before, (tree, state)
                    assert before is not NEEDS_JUDGEMENT or answer is before or _answer(family, index), (tree, state)


def _answer(family: Family, index: int) -> bool:
    return list(family.facts)[index] in {"j1", "j2", "headed"}


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_names_missing_facts_exactly_while_it_is_unknown(name: str) -> None:
    truths = truths_of(name)
    for tree in truths.family.trees():
        read = reader(tree)
        for facts in truths.states.values():
            for _, finding in walk(read(facts)):
                assert bool(finding.missing) is (finding.outcome is UNKNOWN), (tree, facts, finding)


def silent_no(tree: v.Condition) -> Callable[[Facts], Outcome]:
    """A decision table: what is not known is not met."""
    ask = outcome_of(tree)
    return lambda facts: NOT_MET if ask(facts) is UNKNOWN else ask(facts)


def hasty_judge(tree: v.Condition) -> Callable[[Facts], Outcome]:
    """Asks for a judgement before the facts are there."""
    read = reader(tree)

    def ask(facts: Facts) -> Outcome:
        finding = read(facts)
        waiting = any(part.outcome is NEEDS_JUDGEMENT for part in finding.parts)
        return NEEDS_JUDGEMENT if finding.outcome is UNKNOWN and waiting else finding.outcome

    return ask


def lazy_all(tree: v.Condition) -> Callable[[Facts], Outcome]:
    """Stays unknown although one part is known to fail."""
    read = reader(tree)

    def ask(facts: Facts) -> Outcome:
        finding = read(facts)
        return UNKNOWN if any(part.outcome is UNKNOWN for part in finding.parts) else finding.outcome

    return ask


@pytest.mark.parametrize("wrong", [silent_no, hasty_judge, lazy_all])
def test_the_proof_catches_a_wrong_reader(wrong: Read) -> None:
    assert next(contradictions(truths_of("ratings"), wrong), None) is not None


def test_the_worked_example_of_the_contract() -> None:
    """Not met beats all in an all_of, met beats all in an any_of, unknown comes before needs_judgement."""
    rated = next(leaf for leaf in truths_of("ratings").family.leaves if leaf.rule == "every_year_rated")
    assert outcome_of(all_of(rated, judged("j1")))(Facts()) is UNKNOWN
    assert outcome_of(any_of(rated, judged("j1")))(Facts()) is UNKNOWN
    assert outcome_of(at_least(2, rated, judged("j1"), judged("j2")))(Facts()) is UNKNOWN
    assert outcome_of(all_of(judged("j1"), judged("j2")))(Facts()) is NEEDS_JUDGEMENT
