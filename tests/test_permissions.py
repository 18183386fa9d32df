"""The table of rights: what it allows reaches down from the unit where a role is held, and nowhere else."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import override_settings

from tests.house.house import ROOT
from tests.province import Province, make_person
from vinhdanh.models import Role, User
from vinhdanh.permissions import TABLE, Refused, can, needs_two_factors, require
from vinhdanh.web.frame import ROOMS

WRITING = {verb for verb in TABLE if not verb.startswith("see_")}


def test_a_role_reaches_its_unit_and_all_below_it(province: Province) -> None:
    assert can(province.officer, "add_award", province.district)
    assert can(province.officer, "add_award", province.commune)
    assert not can(province.officer, "add_award", province.root)
    assert not can(province.officer, "add_award", province.department)


def test_without_a_unit_it_is_asked_whether_anywhere(province: Province) -> None:
    assert can(province.officer, "add_award")
    assert not can(province.officer, "change_award")


def test_each_of_several_roles_counts_in_its_own_unit(province: Province) -> None:
    both = make_person("hai-vai", "Lộc Văn Hai Vai", Role.AUDITOR, province.department)
    both.held_roles.create(role=Role.UNIT_OFFICER, unit=province.commune)
    both = User.objects.get(pk=both.pk)
    assert can(both, "add_award", province.commune)
    assert not can(both, "add_award", province.department)
    assert can(both, "see_audit", province.department)
    assert not can(both, "see_audit", province.commune)


def test_an_ended_role_allows_nothing(province: Province) -> None:
    province.officer.held_roles.update(ended_at="2020-01-01T00:00:00Z")
    assert not can(User.objects.get(pk=province.officer.pk), "see_register")


def test_a_stranger_and_an_account_that_is_closed_may_do_nothing(province: Province) -> None:
    assert not any(can(AnonymousUser(), verb) for verb in TABLE)  # type: ignore[arg-type]
    province.office.is_active = False
    assert not any(can(province.office, verb) for verb in TABLE)


def test_who_reads_everything_writes_nothing(province: Province) -> None:
    for reader in (province.auditor, province.council_member, province.province_leader):
        assert not [verb for verb in WRITING if can(reader, verb)]


def test_an_administrator_does_not_see_the_register(province: Province) -> None:
    assert not can(province.administrator, "see_register")
    assert not can(province.administrator, "see_personal_data")


def test_identity_numbers_are_for_those_who_write_the_register() -> None:
    assert TABLE["see_personal_data"] == {Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.OFFICE}


def test_a_refusal_says_who_may_where_and_whom_to_ask(province: Province) -> None:
    with pytest.raises(Refused) as refused:
        require(province.outsider, "add_award", province.district)
    assert "cán bộ đơn vị, cơ quan thi đua, khen thưởng tỉnh của Huyện Chi Lăng hoặc đơn vị cấp trên" in str(
        refused.value
    )
    assert "đề nghị cơ quan thi đua, khen thưởng tỉnh" in str(refused.value)


def test_the_office_and_administrators_need_a_second_factor_but_not_in_a_demonstration(province: Province) -> None:
    needing = {name for name, person in province.by_role().items() if needs_two_factors(person)}
    assert needing == {"office", "administrator"}
    with override_settings(DEMO=True):
        assert not needs_two_factors(province.office)


def test_every_verb_of_the_table_is_asked_somewhere_and_every_one_asked_is_in_it() -> None:
    asked = set()
    for path in (ROOT / "vinhdanh").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'\b(?:can|require|_require_may_give)\(\s*[\w.]+,\s*"(\w+)"', text))
    assert asked == set(TABLE)


def test_every_room_of_the_menu_asks_for_a_verb_of_the_table() -> None:
    assert {room.verb for room in ROOMS} >= {"see_register", "see_audit"}
    assert {room.verb for room in ROOMS} <= set(TABLE)
