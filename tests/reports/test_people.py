"""Who works here, as far as a person's roles reach: narrowed by name, role and unit, with how each is protected."""

from datetime import timedelta

from django.utils import timezone

from tests.province import Province
from vinhdanh.models import HeldRole, Invitation, Role, User
from vinhdanh.reports.people import invitations_waiting, people_seen, roles_of


def names(found) -> list[str]:
    return [person.username for person in found]


def test_people_are_listed_by_name_as_far_as_the_reader_reaches(province: Province) -> None:
    assert names(people_seen(province.leader)) == ["can-bo", "lanh-dao"]
    assert set(names(people_seen(province.office))) == set(User.objects.values_list("username", flat=True))


def test_they_are_narrowed_by_name_role_and_unit(province: Province) -> None:
    found = people_seen(province.office, role=Role.UNIT_OFFICER)
    assert names(found) == ["nguoi-ngoai", "can-bo"]  # Đàm before Hoàng
    assert names(people_seen(province.office, role=Role.UNIT_OFFICER, path=province.department.path)) == ["nguoi-ngoai"]
    assert names(people_seen(province.office, path=province.district.path)) == ["can-bo", "lanh-dao"]
    assert names(people_seen(province.office, words="dam ngoai")) == ["nguoi-ngoai"]


def test_a_role_that_ended_does_not_answer_the_filter_and_still_stands_with_the_person(province: Province) -> None:
    HeldRole.objects.filter(user=province.officer).update(ended_at=timezone.now())
    assert names(people_seen(province.office, path=province.district.path)) == ["lanh-dao"]
    officer = people_seen(province.office).get(username="can-bo")
    assert officer.seen_roles == []
    assert [held.ended_at is None for held in roles_of(province.officer, province.office)] == [False]


def test_a_role_beyond_reach_is_not_told(province: Province) -> None:
    HeldRole.objects.create(user=province.officer, role=Role.UNIT_LEADER, unit=province.department)
    assert [held.unit for held in roles_of(province.officer, province.leader)] == [province.district]
    [officer, _] = people_seen(province.leader)
    assert [held.unit for held in officer.seen_roles] == [province.district]


def test_each_is_told_with_whether_a_second_factor_protects_the_account(province: Province) -> None:
    protected = {person.username for person in people_seen(province.office) if person.protected}
    assert protected == {"ban-thi-dua", "quan-tri"}


def test_an_invitation_that_waits_is_told_with_whether_its_link_still_serves(province: Province) -> None:
    now = timezone.now()
    for number, days in enumerate((1, -1)):
        Invitation.objects.create(
            **{"email": f"moi-{number}@vi-du.vn", "full_name": "Hà Thu Cúc", "role": Role.UNIT_OFFICER},
            **{"unit": province.district, "key_digest": str(number), "expires_at": now + timedelta(days=days)},
        )
    told = {invitation.email: serves for invitation, serves in invitations_waiting(province.office, now)}
    assert told == {"moi-0@vi-du.vn": True, "moi-1@vi-du.vn": False}
