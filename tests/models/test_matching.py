"""Whether those of a list are in the register: known only where nothing is left to guess."""

from typing import Any

import pytest

from tests.models.people import make_honouree
from tests.province import Province, make_unit
from vinhdanh.models import HonoureeKind, HonoureeStanding, UnitKind
from vinhdanh.models.likeness import Evidence
from vinhdanh.models.matching import Candidate, Match, MatchOutcome, match_people, resembling

NUMBER, OTHER_NUMBER = "020 175 000 123", "020175000999"


def ask(province: Province, name: str, **told: Any) -> Candidate:
    return Candidate(**{"kind": "individual", "name": name, "unit": province.commune.pk} | told)


def one(candidate: Candidate, within: tuple[str, ...] | None = None) -> Match:
    [match] = match_people([candidate], within)
    return match


def test_somebody_nobody_resembles_is_new(province: Province) -> None:
    make_honouree("Lý Văn Sơn", province.commune)
    assert one(ask(province, "Vi Thị Mai")) == Match(MatchOutcome.NEW)


def test_the_same_name_unit_and_year_of_birth_is_known(province: Province) -> None:
    known = make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975)
    assert one(ask(province, "NGUYỄN THỊ ĐÀO", birth_year=1975)) == Match(MatchOutcome.KNOWN, known.pk)


def test_the_same_identity_number_is_known_in_another_unit_too(province: Province) -> None:
    known = make_honouree("Nguyễn Thị Đào", province.department, number=NUMBER)
    assert one(ask(province, "Nguyen Thi Dao", identity_number="020175000123")).honouree == known.pk


def test_the_same_number_under_another_name_is_a_question(province: Province) -> None:
    other = make_honouree("Vi Thị Mai", province.commune, number=NUMBER)
    match = one(ask(province, "Lý Văn Sơn", identity_number=NUMBER))
    assert (match.outcome, [found.honouree for found in match.resembling]) == (MatchOutcome.RESEMBLES, [other.pk])


def test_without_births_the_one_bearer_of_the_name_in_the_unit_is_known(province: Province) -> None:
    known = make_honouree("Lý Văn Sơn", province.commune, birth_year=1980)
    assert one(ask(province, "Lý Văn Sơn")).honouree == known.pk


def test_without_births_two_bearers_of_the_name_are_a_question(province: Province) -> None:
    two = [make_honouree("Lý Văn Sơn", province.commune) for _ in range(2)]
    match = one(ask(province, "Lý Văn Sơn"))
    assert match.outcome is MatchOutcome.RESEMBLES
    assert [found.honouree for found in match.resembling] == [person.pk for person in two]


def test_another_year_of_birth_is_another_person(province: Province) -> None:
    make_honouree("Lý Văn Sơn", province.commune, birth_year=1980)
    assert one(ask(province, "Lý Văn Sơn", birth_year=1991)).outcome is MatchOutcome.NEW


def test_another_number_is_a_question_even_where_name_unit_and_day_agree(province: Province) -> None:
    born = {"birth_year": 1980, "birth_month": 2, "birth_day": 3}
    make_honouree("Lý Văn Sơn", province.commune, number=NUMBER, **born)
    assert one(ask(province, "Lý Văn Sơn", identity_number=OTHER_NUMBER, **born)).outcome is MatchOutcome.RESEMBLES


def test_an_is_never_taken_for_hong_an(province: Province) -> None:
    make_honouree("Nguyễn Văn An", province.commune, birth_year=1980)
    match = one(ask(province, "Nguyễn Văn Ân", birth_year=1980))
    assert (match.outcome, match.honouree) == (MatchOutcome.RESEMBLES, None)


def test_a_slip_of_one_letter_is_shown_with_its_evidence(province: Province) -> None:
    make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1980)
    [found] = one(ask(province, "Ngyễn Thị Đào", birth_year=1980)).resembling
    assert "name_slip" in found.evidence


def test_a_list_that_tells_two_of_one_name_apart_leaves_the_one_without_birth_open(province: Province) -> None:
    """The register knows one without a birth: either of the two may be that one, so none is taken for it."""
    make_honouree("Lý Văn Sơn", province.commune)
    matches = match_people([ask(province, "Lý Văn Sơn", birth_year=year) for year in (1980, 1991, None)])
    assert {match.outcome for match in matches} == {MatchOutcome.RESEMBLES}
    assert {match.same_as for match in matches} == {None}


def test_the_same_person_on_several_rows_is_one_new_person(province: Province) -> None:
    rows = [ask(province, "Lý Văn Sơn", birth_year=1980), ask(province, "Vi Thị Mai"), ask(province, "Lý văn Sơn")]
    assert [match.same_as for match in match_people([*rows, rows[0]])] == [None, None, 0, 0]


def test_rows_of_one_year_with_two_days_are_two_people_and_the_year_alone_is_neither(province: Province) -> None:
    days = [
        {"birth_month": 2, "birth_day": 3},
        {"birth_month": 5, "birth_day": 6},
        {},
        {"birth_month": 2, "birth_day": 3},
    ]
    rows = [ask(province, "Lý Văn Sơn", birth_year=1980, **day) for day in days]
    assert [match.same_as for match in match_people(rows)] == [None, None, None, 0]


def test_a_merged_name_still_leads_to_the_one_it_was_merged_into(province: Province) -> None:
    kept = make_honouree("Nguyễn Thị Đào", province.commune)
    between = make_honouree("Nguyễn Thi Đào", province.commune, standing=HonoureeStanding.MERGED, merged_into=kept)
    make_honouree("Nguyen Đào", province.commune, standing=HonoureeStanding.MERGED, merged_into=between)
    assert one(ask(province, "Nguyen Đào")).honouree == kept.pk


def test_one_who_was_withdrawn_with_a_list_is_not_known(province: Province) -> None:
    make_honouree("Lý Văn Sơn", province.commune, standing=HonoureeStanding.WITHDRAWN)
    assert one(ask(province, "Lý Văn Sơn")).outcome is MatchOutcome.NEW


def test_a_collective_is_known_by_its_unit_whatever_its_name_or_by_name_within_a_unit(province: Province) -> None:
    collective = {"kind": HonoureeKind.COLLECTIVE}
    itself = make_honouree("Xã Ví Dụ", province.commune, is_unit=True, **collective)
    part = make_honouree("Thôn Nà Ví", province.commune, **collective)
    asked = [
        ask(province, "UBND xã Ví Dụ cũ", is_unit=True, **collective),
        ask(province, "Xã Ví Dụ", **collective),
        ask(province, "Thôn Nà Ví", **collective),
    ]
    assert [match.honouree for match in match_people(asked)] == [itself.pk, itself.pk, part.pk]


def test_a_person_and_a_family_of_one_name_are_two(province: Province) -> None:
    make_honouree("Lý Văn Sơn", province.commune, kind=HonoureeKind.FAMILY)
    assert one(ask(province, "Lý Văn Sơn")).outcome is MatchOutcome.NEW


def test_nobody_outside_the_reach_is_found(province: Province) -> None:
    make_honouree("Lý Văn Sơn", province.department, number=NUMBER)
    candidate = ask(province, "Lý Văn Sơn", identity_number=NUMBER)
    assert one(candidate, (province.district.path,)).outcome is MatchOutcome.NEW
    assert one(candidate, (province.root.path,)).outcome is MatchOutcome.KNOWN


def test_the_form_is_shown_also_who_is_surely_the_same(province: Province) -> None:
    known = make_honouree("Lý Văn Sơn", province.commune, birth_year=1980)
    assert [found.honouree for found in resembling(ask(province, "Lý Văn Sơn", birth_year=1980))] == [known.pk]


@pytest.mark.parametrize("count", [1, 60])
def test_a_long_list_asks_no_more_queries_than_a_short_one(
    province: Province, count: int, django_assert_num_queries
) -> None:
    units = [make_unit(f"don-vi-{place}", f"Đơn vị {place}", UnitKind.OTHER, province.district) for place in range(5)]
    for place in range(60):
        make_honouree(
            f"Lý Văn Sơn {place}", units[place % 5], birth_year=1960 + place % 30, number=f"{100000000 + place}"
        )
    asked = [
        ask(province, f"Lý Văn Sơn {place}", unit=units[place % 5].pk, identity_number=f"{100000000 + place}")
        for place in range(count)
    ]
    with django_assert_num_queries(4):  # units, names, numbers, who was merged
        assert {match.outcome for match in match_people(asked)} == {MatchOutcome.KNOWN}


def test_the_same_name_unit_and_year_with_the_other_sex_is_shown_with_what_differs(province: Province) -> None:
    known = make_honouree("Hoàng Thị Hường", province.commune, birth_year=1980, sex="female")
    match = one(ask(province, "Hoàng Thị Hường", birth_year=1980, sex="male"))
    assert match.outcome == MatchOutcome.RESEMBLES
    [like] = match.resembling
    assert (like.honouree, Evidence.SEX_DIFFERS in like.evidence) == (known.pk, True)
