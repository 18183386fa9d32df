"""How alike two entries are: what agrees raises the question, what differs answers it, and folded is never the same."""

from typing import Any

import pytest

from vinhdanh.models.likeness import RAISED_FROM, WEIGHTS, Evidence, Traits, is_slip, likeness
from vinhdanh.vietnamese import folded, spelling_key

PROVINCE, DISTRICT, COMMUNE, DEPARTMENT = "00000001", "0000000100000002", "000000010000000200000003", "0000000100000004"
UNITS = {DISTRICT: 2, COMMUNE: 3, DEPARTMENT: 4}


def traits(name: str, *, path: str = DISTRICT, kind: str = "individual", **told: Any) -> Traits:
    return Traits(1, kind, spelling_key(name), folded(name), UNITS[path], path, **told)


def raised(one: Traits, other: Traits, **told: Any) -> bool:
    return likeness(one, other, **told).score >= RAISED_FROM


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Nguyễn Thị Đào", "NGUYỄN THỊ ĐÀO", Evidence.NAME_SAME),
        ("Hoàng Văn Hoà", "Hoàng Văn Hòa", Evidence.NAME_SAME),
        ("Vi Văn Kỳ", "Vi Văn Kì", Evidence.NAME_SAME),
        ("Nguyễn Văn An", "Nguyễn Văn Ân", Evidence.NAME_ACCENTS),
        ("Lý Thị Hương", "Lý Thị Hường", Evidence.NAME_ACCENTS),
        ("Nguyễn Thị Đào", "Nguyen Thi Dao", Evidence.NAME_BARE),
        ("Nguyễn Thị Đào", "Nguyễn Thị Đàoo", Evidence.NAME_SLIP),
        ("Nguyễn Thị Đào", "Nguyễn Thị Mận", Evidence.NAME_DIFFERS),
    ],
)
def test_two_names_are_the_same_or_bare_or_differ_in_accents_or_by_a_slip(
    one: str, other: str, found: Evidence
) -> None:
    assert found in likeness(traits(one), traits(other)).evidence


def test_an_and_hong_an_of_one_unit_are_not_even_asked_about_without_births() -> None:
    assert not raised(traits("Nguyễn Văn An"), traits("Nguyễn Văn Ân"))
    assert raised(traits("Nguyễn Văn An"), traits("Nguyễn Văn An"))


def test_names_that_differ_in_accents_score_lower_than_the_same_name_with_all_else_equal() -> None:
    told = {"birth_year": 1975}
    same = likeness(traits("Nguyễn Văn An", **told), traits("Nguyễn Văn An", **told)).score
    accents = likeness(traits("Nguyễn Văn An", **told), traits("Nguyễn Văn Ân", **told)).score
    assert RAISED_FROM <= accents < same


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((1975, 3, 12), (1975, 3, 12), Evidence.BIRTH_SAME),
        ((1975, 3, 12), (1975, 12, 3), Evidence.BIRTH_SWAPPED),
        ((1975, 3, 12), (1975, 5, 12), Evidence.BIRTH_DAY_DIFFERS),
        ((1975, 3, 12), (1975, None, None), Evidence.BIRTH_YEAR_SAME),
        ((1975, None, None), (1976, None, None), Evidence.BIRTH_YEAR_NEAR),
        ((1975, None, None), (1980, None, None), Evidence.BIRTH_YEAR_DIFFERS),
        ((1975, None, None), (None, None, None), Evidence.BIRTH_UNKNOWN),
    ],
)
def test_births_are_compared_as_far_as_they_are_known(one: tuple, other: tuple, found: Evidence) -> None:
    names = ("birth_year", "birth_month", "birth_day")
    mine, theirs = (traits("Lý Văn Sơn", **dict(zip(names, birth, strict=True))) for birth in (one, other))
    assert found in likeness(mine, theirs).evidence


def test_the_same_name_of_another_year_in_one_unit_is_another_person() -> None:
    assert not raised(traits("Lý Văn Sơn", birth_year=1975), traits("Lý Văn Sơn", birth_year=1980))


def test_a_rare_name_with_its_year_is_worth_a_look_across_units_a_common_one_is_not() -> None:
    here, there = traits("Đàm Cung Bậc", birth_year=1975), traits("Đàm Cung Bậc", path=DEPARTMENT, birth_year=1975)
    assert raised(here, there, bearers=2)
    assert not raised(here, there, bearers=40)


def test_one_number_is_worth_a_look_whatever_the_names() -> None:
    one, other = traits("Lý Văn Sơn", identity_digest="a"), traits("Vi Thị Mai", identity_digest="a")
    assert Evidence.IDENTITY_SAME in likeness(one, other).evidence
    assert raised(one, other)


def test_two_numbers_weigh_against_and_still_ask_where_name_day_and_unit_agree() -> None:
    """The old nine digits and the new twelve are two numbers of one person."""
    born = {"birth_year": 1975, "birth_month": 3, "birth_day": 12}
    one, other = (traits("Lý Văn Sơn", identity_digest=number, **born) for number in "ab")
    assert Evidence.IDENTITY_DIFFERS in likeness(one, other).evidence
    assert raised(one, other)
    assert not raised(one._replace(birth_day=None), other)


def test_kinds_are_never_alike() -> None:
    assert likeness(traits("Lý Văn Sơn"), traits("Lý Văn Sơn", kind="family")) == (0, ())


def test_a_unit_and_one_above_it_are_nearer_than_two_strangers() -> None:
    name = {"name": "Phòng Nội vụ", "kind": "collective"}
    within = likeness(traits(**name), traits(**name, path=COMMUNE))
    apart = likeness(traits(**name), traits(**name, path=DEPARTMENT))
    assert Evidence.UNIT_WITHIN in within.evidence
    assert apart.score < RAISED_FROM <= within.score


def test_an_accent_left_out_of_a_collective_is_asked_about() -> None:
    assert raised(traits("Phòng Nội vu", kind="collective"), traits("Phòng Nội vụ", kind="collective"))


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("nguien thi dao", "nguien thi doa", True),
        ("nguien thi dao", "nguyen thi dao", True),
        ("ba thanh hoa", "ba thanhhoa", True),
        ("nguien thi dao", "nguien thi dao", False),
        ("nguien thi dao", "ngien thi doa", False),
        ("thon a", "thon b", False),
        ("truong tieu hoc 1", "truong tieu hoc 2", False),
    ],
)
def test_a_slip_is_one_letter_of_a_word_never_of_a_number(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip


def test_every_piece_of_evidence_has_its_weight_and_says_what_it_speaks_for() -> None:
    assert set(WEIGHTS) == set(Evidence)
    assert {Evidence(code).speaks for code in Evidence} == {"for", "against", "care"}


def test_one_number_of_two_names_is_always_asked_about() -> None:
    one = traits("Nguyễn Thị Đào", identity_digest="0f", birth_year=1975, sex="female")
    other = traits("Lý Văn Sơn", path=DEPARTMENT, identity_digest="0f", birth_year=1990, sex="male")
    found = likeness(one, other)
    assert found.score == RAISED_FROM
    assert Evidence.IDENTITY_SAME in found.evidence
    assert not raised(one, other._replace(identity_digest="1e"))
