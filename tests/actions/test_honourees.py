"""Adding somebody, saying who somebody is, positions: who may, what is refused, what the record tells."""

from datetime import date

import pytest
from django.utils import timezone

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.honourees import (
    HonoureeDraft,
    LooksAlike,
    add_honouree,
    add_position,
    edit_honouree,
    end_position,
    honouree_version,
    read_identity_number,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.models import AuditLine, Honouree, HonoureeKind, HonoureeStanding, Position, Suspicion, SuspicionState
from vinhdanh.permissions import Refused

NUMBER = "020175000123"


def draft(province: Province, **told) -> HonoureeDraft:
    return HonoureeDraft(**{"kind": "individual", "name": "Nguyễn Thị Đào", "unit": province.commune} | told)


def all_lines() -> str:
    """Everything that the record holds, as one text."""
    return "".join(f"{line.thing_name}{line.before}{line.after}" for line in AuditLine.objects.all())


def test_an_officer_adds_somebody_below_the_own_unit(province: Province) -> None:
    person = add_honouree(draft(province, name=" Nguyễn  Thị Đào ", birth_year=1975), by=province.officer)
    assert (person.name, person.name_folded, person.birth_year) == ("Nguyễn Thị Đào", "nguien thi dao", 1975)
    assert AuditLine.objects.of(person).get().verb == "add_honouree"


@pytest.mark.parametrize("who", ["leader", "auditor", "council_member", "province_leader", "administrator", "outsider"])
def test_nobody_else_adds_anybody_there(province: Province, who: str) -> None:
    with pytest.raises(Refused):
        add_honouree(draft(province), by=province.by_role()[who])
    assert not Honouree.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"identity_number": "12345"}, "identity_number"),
        ({"birth_year": 1975, "birth_month": 2, "birth_day": 30}, "birth"),
        ({"birth_year": 1975, "birth_day": 3}, "birth"),
        ({"birth_month": 3}, "birth"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(province: Province, wrong: dict, field: str) -> None:
    with pytest.raises(NotPossible) as refused:
        add_honouree(draft(province, **wrong), by=province.officer)
    assert refused.value.field == field


def test_the_record_never_holds_the_identity_number_the_day_of_birth_or_the_residence(province: Province) -> None:
    told = {"birth_year": 1975, "birth_month": 3, "birth_day": 28, "residence": "Số 9 phố Vắng"}
    person = add_honouree(draft(province, identity_number=NUMBER, **told), by=province.officer)
    edit_honouree(person, draft(province, identity_number="020175000999", birth_year=1976), by=province.officer)
    written = all_lines()
    assert "identity_digest" in written
    person.refresh_from_db()
    for secret in (NUMBER, "020175000999", person.identity_digest, "28", "phố Vắng"):
        assert secret not in written


def test_the_identity_number_is_kept_sealed_and_reading_it_stands_in_the_record(province: Province) -> None:
    person = add_honouree(draft(province, identity_number="020 175 000 123"), by=province.officer)
    assert NUMBER.encode() not in bytes(person.identity_sealed or b"")
    assert read_identity_number(person, by=province.officer) == NUMBER
    assert AuditLine.objects.of(person).first().verb == "read_identity_number"
    for reader in (province.auditor, province.council_member, province.outsider):
        with pytest.raises(Refused):
            read_identity_number(person, by=reader)


def test_somebody_who_looks_alike_is_shown_first_and_added_once_told_apart(province: Province) -> None:
    known = make_honouree("Nguyễn Thị Đào", province.commune)
    with pytest.raises(LooksAlike) as stopped:
        add_honouree(draft(province), by=province.officer)
    assert [one.honouree for one in stopped.value.found] == [known.pk]
    added = add_honouree(draft(province), by=province.officer, told_apart={known.pk})
    assert AuditLine.objects.of(added).get().after["told_apart"] == ["Nguyễn Thị Đào"]
    assert Suspicion.objects.get().state == SuspicionState.OPEN  # the officer does not decide on duplicates


def test_the_office_that_tells_two_apart_has_decided_so(province: Province) -> None:
    known = make_honouree("Nguyễn Thị Đào", province.commune)
    add_honouree(draft(province), by=province.office, told_apart={known.pk})
    assert Suspicion.objects.get().state == SuspicionState.TWO


def test_somebody_outside_the_reach_is_never_shown_but_waits_for_the_office(province: Province) -> None:
    make_honouree("Nguyễn Thị Đào", province.department, number=NUMBER)
    add_honouree(draft(province, identity_number=NUMBER), by=province.officer)
    assert Suspicion.objects.waiting().count() == 1


def test_an_edit_says_who_somebody_is_and_tells_only_what_changed(province: Province) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune, sex="female", birth_year=1975)
    edit_honouree(person, draft(province, name="Nguyễn Thị Đào", sex="female", birth_year=1976), by=province.officer)
    line = AuditLine.objects.of(person).get()
    assert (line.before, line.after) == ({"birth_year": 1975}, {"birth_year": 1976})


def test_an_edit_keeps_the_identity_number_unless_another_or_none_is_given(province: Province) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune, number=NUMBER)
    for number, kept in ((None, True), ("", False)):
        edit_honouree(person, draft(province, identity_number=number, birth_year=1975), by=province.officer)
        person.refresh_from_db()
        assert bool(person.identity_sealed) is bool(person.identity_digest) is kept


def test_an_edit_over_what_two_colleagues_changed_names_each_with_the_field_and_the_time(province: Province) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975)
    seen = honouree_version(person)
    edit_honouree(person, draft(province, birth_year=1976), by=province.officer)
    edit_honouree(person, draft(province, birth_year=1976, ethnicity="Tày"), by=province.office)
    with pytest.raises(ChangedMeanwhile) as refused:
        edit_honouree(person, draft(province, sex="female"), by=province.officer, seen=seen)
    assert refused.value.fields == ("birth", "ethnicity")
    last, first = (timezone.localtime(line.at) for line in AuditLine.objects.of(person))
    assert refused.value.sentence.startswith(
        f"Sau khi trang này được mở, Vi Thị Thi Đua đã sửa dân tộc lúc {last:%H:%M} ngày {last:%d/%m/%Y}; "
        f"Hoàng Thị Cán Bộ đã sửa ngày sinh lúc {first:%H:%M} ngày {first:%d/%m/%Y}. "
    )
    person.refresh_from_db()
    assert person.sex == ""
    edit_honouree(person, draft(province, sex="female"), by=province.officer, seen=honouree_version(person))


def test_one_who_moved_out_of_the_reach_meanwhile_is_no_longer_edited(province: Province) -> None:
    as_opened = make_honouree("Nguyễn Thị Đào", province.commune)
    edit_honouree(as_opened, draft(province, unit=province.department), by=province.office)
    as_opened.unit = province.commune
    with pytest.raises(Refused):
        edit_honouree(as_opened, draft(province, birth_year=1975), by=province.officer)
    with pytest.raises(Refused):
        add_position(as_opened, by=province.officer, title="Kế toán", unit=province.commune)


def test_a_position_stands_in_a_unit_of_the_reach_of_who_adds_it(province: Province) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune)
    with pytest.raises(Refused):
        add_position(person, by=province.officer, title="Kế toán", unit=province.department)
    with pytest.raises(Refused):
        add_position(person, by=province.outsider, title="Kế toán", unit=province.department)
    assert not Position.objects.exists()
    assert (
        add_position(person, by=province.office, title="Kế toán", unit=province.department).unit == province.department
    )


def test_an_edit_that_changes_nothing_leaves_no_line(province: Province) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune)
    edit_honouree(person, draft(province), by=province.officer)
    assert not AuditLine.objects.exists()


def test_nobody_is_moved_to_a_unit_beyond_the_reach(province: Province) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune)
    with pytest.raises(Refused):
        edit_honouree(person, draft(province, unit=province.department), by=province.officer)


def test_a_collective_that_is_a_unit_is_renamed_on_the_unit(province: Province) -> None:
    itself = make_honouree("Xã Ví Dụ", province.commune, kind=HonoureeKind.COLLECTIVE, is_unit=True)
    with pytest.raises(NotPossible, match="trang của đơn vị"):
        edit_honouree(itself, draft(province, kind="collective", name="Xã Khác"), by=province.office)


def test_one_who_was_merged_is_not_edited(province: Province) -> None:
    kept = make_honouree("Nguyễn Thị Đào", province.commune)
    merged = make_honouree("Nguyễn Đào", province.commune, standing=HonoureeStanding.MERGED, merged_into=kept)
    with pytest.raises(NotPossible, match="được gộp"):
        edit_honouree(merged, draft(province), by=province.officer)


def test_a_position_is_added_and_ended(province: Province) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune)
    held = add_position(
        person, by=province.officer, title="Phó Chủ tịch", unit=province.commune, since=date(2015, 3, 1), leader=True
    )
    end_position(held, by=province.officer, until=date(2019, 7, 1))
    held.refresh_from_db()
    assert (held.until, held.leader, held.direct_worker) == (date(2019, 7, 1), True, None)
    assert [line.verb for line in AuditLine.objects.of(person)] == ["end_position", "add_position"]
    with pytest.raises(NotPossible, match="đã có ngày kết thúc"):
        end_position(held, by=province.officer, until=date(2020, 1, 1))


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"until": date(2015, 3, 1)}, {"until": date(2014, 1, 1)}], ids=["blank", "same", "before"]
)
def test_a_position_without_a_title_or_with_days_that_run_backwards_is_refused(province: Province, wrong: dict) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune)
    told = {"title": "Phó Chủ tịch", "unit": province.commune, "since": date(2015, 3, 1)} | wrong
    with pytest.raises(NotPossible):
        add_position(person, by=province.officer, **told)


def test_only_a_person_holds_a_position(province: Province) -> None:
    family = make_honouree("Lý Văn Sơn", province.commune, kind=HonoureeKind.FAMILY)
    with pytest.raises(NotPossible, match="Chỉ cá nhân"):
        add_position(family, by=province.officer, title="Chủ hộ", unit=province.commune)
