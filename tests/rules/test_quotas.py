"""The quota of a unit while its list is being made: used, left, missing, broken."""

from fractions import Fraction
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.tiny import TINY
from vinhdanh.rules.facts import Facts, Nominee
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN
from vinhdanh.rules.packs import load_pack
from vinhdanh.rules.quotas import QuotaState, kept, quota_state, rounded_share

PROVINCE = load_pack("lang-son-2020")
FEW = settings(max_examples=150, deadline=None, derandomize=True)
KINDS = {"T": "collective", "G": "family"}


def listed(letters: str, attribute: str = "trade", **words: str) -> list[Nominee]:
    """`listed("TTfo")`: two collectives, a farmer, an official; `?` is a person whose group nobody has stated."""
    groups = {"f": "farmer", "w": "worker", "o": "official", "s": "student", "?": None} | words
    return [
        Nominee(str(index), KINDS.get(letter, "individual"), f"người {index}", Facts({attribute: groups.get(letter)}))
        for index, letter in enumerate(letters)
    ]


def state(letters: str, group: str = "district", numbers: dict[str, int] | None = None) -> QuotaState:
    return quota_state(TINY, group, listed(letters), numbers)


def province(letters: str, group: str) -> QuotaState:
    return quota_state(PROVINCE, group, listed(letters, "category"))


def test_where_the_guidance_sets_no_number_none_is_exceeded_and_it_says_so() -> None:
    open_ = load_pack("lang-son-2020-cap-nha-nuoc")
    for group in ("district", None):
        found = quota_state(open_, group, listed("TTTTGG"))
        assert (kept(found), found.limits) == (MET, ())
        assert found.sentence == "Văn bản không quy định số lượng; đang đề nghị 06 trường hợp."
        assert found.finding.clause.readings == ("n7",)


def test_the_sentence_of_a_district_in_the_middle_of_its_work() -> None:
    found = province("TToo", "district")
    assert found.sentence == "2/2 tập thể, 2/3 cá nhân, còn thiếu 01 nông dân, công nhân hoặc người lao động."
    assert found.finding.outcome is NOT_MET
    assert kept(found) is NOT_MET


@pytest.mark.parametrize("group", ["police", "military", "border_guard", "health", "agriculture"])
@pytest.mark.parametrize(
    ("letters", "outcome"),
    [("", MET), ("T", MET), ("TToo", MET), ("TTT", NOT_MET), ("ooo", NOT_MET), ("ooG", NOT_MET), ("TToG", MET)],
)
def test_police_army_border_guard_health_agriculture(group: str, letters: str, outcome: str) -> None:
    assert province(letters, group).finding.outcome is outcome


@pytest.mark.parametrize(
    ("letters", "outcome"),
    [("", MET), ("TT", MET), ("TTso", MET), ("oo", NOT_MET), ("o?", UNKNOWN), ("sss", NOT_MET), ("TTTs", NOT_MET)],
)
def test_education_has_a_pupil_or_student_among_its_people(letters: str, outcome: str) -> None:
    assert province(letters, "education").finding.outcome is outcome


@pytest.mark.parametrize(
    ("letters", "outcome"),
    [
        ("TT", MET), ("TTfoo", MET), ("w", MET), ("ooo", NOT_MET), ("foos", NOT_MET), ("TTTf", NOT_MET),
        ("oo?", UNKNOWN), ("G", NOT_MET), ("Gf", MET), ("fffG", NOT_MET),
    ],
)  # fmt: skip
def test_a_district_has_a_farmer_or_worker_among_its_people(letters: str, outcome: str) -> None:
    assert province(letters, "district").finding.outcome is outcome


@pytest.mark.parametrize(
    ("letters", "outcome"),
    [("", MET), ("T", MET), ("o", MET), ("G", MET), ("To", NOT_MET), ("TT", NOT_MET), ("oG", NOT_MET)],
)
def test_every_other_unit_has_one_collective_or_one_person(letters: str, outcome: str) -> None:
    assert province(letters, "other").finding.outcome is outcome


def test_a_family_takes_a_place_of_the_individuals() -> None:
    """O3"""
    people = province("ffG", "district").limits[1]
    assert (people.used, people.bound) == (3, 3)
    assert [item.text for item in people.finding.evidence] == ["người 0", "người 1", "người 2"]


def test_a_cap_says_what_is_left_and_what_is_too_many() -> None:
    assert state("T").limits[0].finding.because == "Đề nghị 01 trên 02 tập thể, còn 01 chỗ."
    assert state("TT").limits[0].finding.because == "Đề nghị 02 trên 02 tập thể, đã đủ."
    too_many = state("TTT").limits[0].finding
    assert too_many.because == "Đề nghị 03 tập thể, được không quá 02: thừa 01."
    assert too_many.brief == "3/2 tập thể (thừa 01)"


def test_a_composition_waits_until_somebody_is_proposed() -> None:
    found = state("TT")
    assert found.finding.outcome is MET
    assert (
        found.limits[2].finding.because
        == "Chưa xét: mới đề nghị 00 chỗ của cá nhân; cần ít nhất 01 nông dân hoặc công nhân."
    )
    assert found.limits[2].floor


def test_a_composition_names_those_whose_group_is_not_stated() -> None:
    found = state("o?")
    assert found.limits[2].finding.outcome is UNKNOWN
    assert [fact.text for fact in found.finding.missing] == ["Nhóm đối tượng của người 1"]
    assert kept(found) is NOT_MET


def test_a_composition_that_is_reached_no_longer_asks_for_the_others() -> None:
    assert state("f?").finding.outcome is MET
    assert state("f?").finding.missing == ()


def test_one_side_or_the_other_says_what_is_proposed() -> None:
    found = state("To", "other")
    assert found.finding.because == (
        "Thừa: 01 tập thể, 01 cá nhân hoặc gia đình (chỉ được 01 tập thể hoặc 01 cá nhân hoặc gia đình)."
    )
    assert state("T", "other").sentence == "1/1 tập thể hoặc cá nhân."


@pytest.mark.parametrize("group", [None, "không có nhóm này"])
def test_without_a_group_nothing_can_be_said(group: str | None) -> None:
    found = quota_state(TINY, group, listed("T"))
    assert found.finding.outcome is UNKNOWN
    assert found.limits == ()
    assert [fact.text for fact in found.finding.missing] == ["Loại đơn vị"]
    assert kept(found) is NOT_MET


@pytest.mark.parametrize(("total", "bound"), [(14, 2), (15, 3), (4, 0)])
def test_a_percentage_is_of_the_units_own_total(total: int, bound: int) -> None:
    found = state("f" * (bound + 1), "school", {"staff_total": total})
    assert found.limits[0].bound == bound
    assert found.finding.outcome is NOT_MET
    assert state("f" * bound, "school", {"staff_total": total}).finding.outcome is MET


def test_a_percentage_of_an_unknown_total_is_open_unless_nobody_is_proposed() -> None:
    found = state("f", "school")
    assert found.finding.outcome is UNKNOWN
    assert [fact.text for fact in found.finding.missing] == ["tổng số viên chức"]
    assert state("", "school").finding.outcome is MET
    assert state("", "school").finding.missing == ()


@pytest.mark.parametrize(
    ("total", "percent", "down", "up", "nearest"),
    [(10, 20, 2, 2, 2), (11, 20, 2, 3, 2), (12, 20, 2, 3, 2), (13, 20, 2, 3, 3), (25, 10, 2, 3, 3), (0, 20, 0, 0, 0)],
)
def test_roundings(total: int, percent: int, down: int, up: int, nearest: int) -> None:
    assert [rounded_share(total, percent, how) for how in ("down", "up", "nearest")] == [down, up, nearest]


@FEW
@given(st.integers(0, 10**6), st.integers(0, 100))
def test_roundings_are_exact(total: int, percent: int) -> None:
    exact = Fraction(total * percent, 100)
    assert rounded_share(total, percent, "down") == floor(exact)
    assert rounded_share(total, percent, "up") == ceil(exact)
    assert rounded_share(total, percent, "nearest") == floor(exact + Fraction(1, 2))


LISTS = st.text("TGfwo?", max_size=8)
GROUPS = st.sampled_from(["district", "school", "other"])
TOTALS = st.sampled_from([None, {"staff_total": 0}, {"staff_total": 12}])


def told(found: QuotaState) -> list[Any]:
    return [(limit.used, limit.bound, limit.floor, limit.finding.outcome) for limit in found.limits]


@FEW
@given(LISTS, GROUPS, TOTALS, st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(letters: str, group: str, totals: Any, random: Any) -> None:
    mixed = listed(letters)
    random.shuffle(mixed)
    assert told(quota_state(TINY, group, mixed, totals)) == told(state(letters, group, totals))


@FEW
@given(LISTS, st.sampled_from("TGfwo?"), GROUPS, TOTALS)
def test_one_more_nominee_never_frees_a_place_nor_mends_what_is_too_many(
    letters: str, more: str, group: str, totals: Any
) -> None:
    before, after = state(letters, group, totals), state(letters + more, group, totals)
    for one, other in zip(before.limits, after.limits, strict=True):
        assert 0 <= one.used <= other.used <= len(letters) + 1
        assert one.bound == other.bound
        if not one.floor and one.finding.outcome is NOT_MET:
            assert other.finding.outcome is NOT_MET


@FEW
@given(LISTS, st.sampled_from(["farmer", "worker", "official"]))
def test_a_decided_composition_stays_decided_when_the_groups_are_stated(letters: str, stated: str) -> None:
    before = state(letters).limits[2].finding.outcome
    after = quota_state(TINY, "district", listed(letters, **{"?": stated})).limits[2].finding.outcome
    assert after in ((before,) if before is not UNKNOWN else (MET, NOT_MET))


@FEW
@given(LISTS)
def test_a_unit_keeps_its_quota_exactly_when_it_could_be_counted_by_hand(letters: str) -> None:
    """The district of the tiny campaign: 2 collectives, 3 people or families, one farmer or worker if anyone at all."""
    collectives, people = letters.count("T"), len(letters) - letters.count("T")
    direct = letters.count("f") + letters.count("w")
    fits = collectives <= 2 and people <= 3 and (people == 0 or direct >= 1)
    assert (kept(state(letters)) is MET) is fits
