"""Who holds two roles reads by each as far as that one reaches, and no further."""

import pytest
from django.test import Client

from tests.province import Province
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.models import AuditLine, Award, HeldRole, Honouree, Import, Role, Unit, User
from vinhdanh.models.readers import Reading


def also(user: User, role: Role, unit: Unit) -> User:
    HeldRole.objects.create(user=user, role=role, unit=unit)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def farmer(province: Province) -> Honouree:
    person = Honouree.objects.create(kind="individual", name="Lường Văn Hai Vai", unit=province.commune)
    Award.objects.create(
        honouree=person, unit=province.commune, kind="individual", award="giay_khen", year=2018, emulation_year=2018
    )
    return person


def test_an_administrator_who_is_an_officer_elsewhere_reads_no_register_beyond_that_unit(
    province: Province, farmer: Honouree, client: Client
) -> None:
    both = also(province.outsider, Role.ADMINISTRATOR, province.root)
    assert both.paths_reading(Reading.REGISTER) == (province.department.path,)
    assert both.reads_all(Reading.PEOPLE)
    assert not Honouree.objects.visible_to(both).filter(pk=farmer.pk).exists()
    assert not Award.objects.visible_to(both).exists()
    refresh_honourees([farmer.pk])
    for address in ("/so-khen-thuong/?q=vai", "/so-khen-thuong/?view=awards", "/so-khen-thuong/tai-ve.csv"):
        assert [_sees(client, who, address) for who in (province.officer, both)] == [True, False]


def test_a_council_member_who_audits_one_unit_reads_the_record_of_that_unit_alone(province: Province) -> None:
    both = also(province.council_member, Role.AUDITOR, province.department)
    assert both.paths_reading(Reading.AUDIT) == (province.department.path,)
    assert not both.reads_all(Reading.AUDIT)
    assert AuditLine.objects.visible_to(both).count() == 0


def test_a_council_member_who_leads_one_unit_sees_the_people_of_that_unit_alone(province: Province) -> None:
    both = also(province.council_member, Role.UNIT_LEADER, province.department)
    assert set(User.objects.visible_to(both)) == {province.outsider, both}


def test_a_council_member_who_is_an_officer_sees_the_lists_of_that_unit_alone(province: Province) -> None:
    both = also(province.council_member, Role.UNIT_OFFICER, province.department)
    given = {"file_name": "a.xlsx", "file_sha256": "0" * 64, "file_size": 1, "sent_by": province.office}
    Import.objects.create(unit=province.district, **given)
    own = Import.objects.create(unit=province.department, **given)
    assert list(Import.objects.visible_to(both)) == [own]


def _sees(client: Client, who: User, address: str) -> bool:
    client.force_login(who)
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content
    return "Hai Vai" in content.decode()
