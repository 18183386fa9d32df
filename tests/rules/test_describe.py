"""What the machine understood, in words to proofread: nothing of a pack is left out, no condition is mute."""

import pytest

from tests.rules.families import FAMILIES
from tests.rules.tiny import TINY, all_of, any_of, at_least
from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Criterion, Pack
from vinhdanh.rules.describe import describe, limit_understood
from vinhdanh.rules.packs import load_pack

LEAVES = [leaf for family in FAMILIES for leaf in family.leaves]


def with_condition(root: v.Condition) -> Pack:
    criterion = Criterion(id="c", cite="HD", text="Tiêu chuẩn", award="flag", kind="individual", condition=root)
    return TINY.model_copy(update={"criteria": (criterion,)})


@pytest.mark.parametrize("pack", [TINY, load_pack("lang-son-2020")], ids=lambda pack: pack.id)
def test_every_clause_of_a_pack_is_described_in_its_own_words_with_its_cite(pack: Pack) -> None:
    told = {(entry.text, entry.cite) for chapter in describe(pack) for entry in chapter.entries}
    clauses = [inner for criterion in pack.criteria for inner in v.conditions(criterion.condition)]
    clauses += [limit for quota in pack.quotas for limit in quota.limits]
    clauses += [*pack.calendar.deadlines, *pack.dossier.parts, *pack.programme]
    assert {(clause.text, clause.cite) for clause in clauses} - told == set()


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.id)
def test_every_kind_of_condition_says_what_it_does(leaf: v.Condition) -> None:
    entries = [entry for chapter in describe(with_condition(leaf)) for entry in chapter.entries if entry.id == leaf.id]
    assert entries
    assert entries[0].understood.endswith(".")
    assert f"mã {leaf.id}" not in entries[0].understood, "codes are for the workbook, whose guide sheet lists them"


@pytest.mark.parametrize("group", [all_of, any_of, lambda *parts: at_least(2, *parts)])
def test_what_lies_inside_stands_deeper(group: object) -> None:
    chapter = next(one for one in describe(with_condition(group(*LEAVES[:2]))) if one.id == "c")
    assert [entry.depth for entry in chapter.entries] == [0, 1, 1]


def test_every_limit_says_what_it_counts() -> None:
    told = [limit_understood(limit) for quota in TINY.quotas for limit in quota.limits]
    assert all(sentence.endswith(".") for sentence in told)
    assert "không quá 20 % tổng số của đơn vị, làm tròn xuống." in told[3]
