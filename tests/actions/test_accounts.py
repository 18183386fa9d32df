"""Who comes in, as what, and who no longer is."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError
from django.test import override_settings
from django.utils import timezone

from tests.province import Province, make_person
from vinhdanh.actions import accounts
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, HeldRole, Invitation, Role, Unit, User
from vinhdanh.permissions import Refused

PASSWORD = "Cay da ben nuoc 1975"
Invite = Callable[..., Invitation]


@pytest.fixture
def invite(province: Province) -> Invite:
    """An invitation by the office, unless said otherwise."""

    def invited(**other: object) -> Invitation:
        asked: dict = {"email": "moi@vi-du.vn", "full_name": "Lâm  Thị Mới ", "role": Role.UNIT_OFFICER}
        asked |= {"unit": province.district, "by": province.office, "link": "https://vi-du.vn/{}/".format} | other
        return accounts.invite_person(**asked)

    return invited


def sent_key() -> str:
    """The key in the newest mail."""
    return re.search(r"https://vi-du\.vn/(\S+)/", mail.outbox[-1].body)[1]


def verbs() -> list[str]:
    return list(AuditLine.objects.order_by("number").values_list("verb", flat=True))


# --- inviting ---------------------------------------------------------------------------------------------------------


def test_an_invitation_goes_by_mail_and_says_who_invites_as_what_and_until_when(invite: Invite) -> None:
    invitation = invite()
    [sent] = mail.outbox
    assert sent.to == ["moi@vi-du.vn"]
    until = timezone.localtime(invitation.expires_at)
    for words in (
        "Lâm Thị Mới",
        "Vi Thị Thi Đua",
        "cán bộ đơn vị tại Huyện Chi Lăng",
        f"{until:%H:%M} ngày {until:%d/%m/%Y}",
    ):
        assert words in sent.body
    assert timedelta(days=6, hours=23) < invitation.expires_at - timezone.now() <= timedelta(days=7)


def test_of_the_link_only_a_digest_is_kept_and_the_record_tells_neither_key_nor_address(invite: Invite) -> None:
    invitation = invite()
    kept = " ".join(str(value) for value in Invitation.objects.values().get(pk=invitation.pk).values())
    assert sent_key() not in kept
    [line] = AuditLine.objects.all()
    assert (line.verb, line.by_name, line.unit.code) == ("invite_person", "Vi Thị Thi Đua", "huyen-chi-lang")
    assert line.after == {"role": "unit_officer", "unit": "huyen-chi-lang"}


@pytest.mark.parametrize("who", ["officer", "leader", "council_member", "province_leader", "auditor", "outsider"])
def test_others_invite_nobody(invite: Invite, province: Province, who: str) -> None:
    with pytest.raises(Refused):
        invite(by=getattr(province, who))
    assert (mail.outbox, verbs()) == ([], [])


def test_an_office_reaches_no_further_than_its_own_unit(invite: Invite, province: Province) -> None:
    below = make_person("phong-noi-vu", "Ma Văn Nội Vụ", Role.OFFICE, province.district)
    assert invite(by=below, unit=province.commune)
    for beyond in (province.root, province.department):
        with pytest.raises(Refused):
            invite(by=below, unit=beyond, email="khac@vi-du.vn")


def test_only_an_administrator_invites_an_administrator(invite: Invite, province: Province) -> None:
    with pytest.raises(Refused, match="chỉ do người quản trị"):
        invite(role=Role.ADMINISTRATOR, unit=province.root)
    assert invite(role=Role.ADMINISTRATOR, unit=province.root, by=province.administrator)


def test_who_has_an_account_is_given_a_role_there_and_not_invited(invite: Invite) -> None:
    with pytest.raises(NotPossible, match="đã có tài khoản") as refused:
        invite(email="CAN-BO@vi-du.vn")
    assert refused.value.field == "email"


def test_nobody_is_invited_twice_while_one_link_serves(invite: Invite) -> None:
    first = invite()
    with pytest.raises(NotPossible, match="đã có lời mời đang chờ"):
        invite(email=" Moi@vi-du.vn")
    Invitation.objects.filter(pk=first.pk).update(expires_at=timezone.now())
    assert invite()


def test_an_invitation_stands_where_the_mail_could_not_go(invite: Invite) -> None:
    away = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}
    with override_settings(**away), pytest.raises(NotPossible, match="Gửi lại"):
        invite()
    assert Invitation.objects.waiting().count() == 1


# --- sending anew, withdrawing ----------------------------------------------------------------------------------------


def test_sending_anew_makes_the_old_link_worthless(invite: Invite, province: Province) -> None:
    invitation, old = invite(), sent_key()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    accounts.resend_invitation(invitation, by=province.office, link="https://vi-du.vn/{}/".format)
    with pytest.raises(NotPossible, match="Mở thư mới nhất"):
        accounts.find_invitation(old)
    assert accounts.find_invitation(sent_key()).pk == invitation.pk
    assert verbs() == ["invite_person", "resend_invitation"]


def test_a_withdrawn_link_serves_no_longer_and_says_whom_to_ask(invite: Invite, province: Province) -> None:
    invitation = invite()
    accounts.withdraw_invitation(invitation, by=province.office)
    with pytest.raises(NotPossible, match="đã được thu hồi. Hãy đề nghị Vi Thị Thi Đua gửi lại"):
        accounts.accept_invitation(sent_key(), password=PASSWORD)
    for late in (accounts.withdraw_invitation, lambda one, by: accounts.resend_invitation(one, by=by, link=str)):
        with pytest.raises(NotPossible):
            late(invitation, by=province.office)


def test_a_link_does_not_outlive_the_right_of_who_sent_it(invite: Invite, province: Province) -> None:
    invite()
    province.office.held_roles.update(ended_at=timezone.now())
    with pytest.raises(NotPossible, match="không còn quyền mời"):
        accounts.accept_invitation(sent_key(), password=PASSWORD)


@pytest.mark.parametrize("who", ["officer", "leader", "auditor", "outsider"])
def test_others_neither_send_anew_nor_withdraw(invite: Invite, province: Province, who: str) -> None:
    invitation = invite()
    with pytest.raises(Refused):
        accounts.withdraw_invitation(invitation, by=getattr(province, who))
    with pytest.raises(Refused):
        accounts.resend_invitation(invitation, by=getattr(province, who), link=str)


# --- accepting --------------------------------------------------------------------------------------------------------


def test_accepting_makes_the_account_and_gives_the_role(invite: Invite, province: Province) -> None:
    invitation = invite()
    person = accounts.accept_invitation(sent_key(), password=PASSWORD)
    assert (person.username, person.email, person.full_name) == ("moi", "moi@vi-du.vn", "Lâm Thị Mới")
    assert person.check_password(PASSWORD)
    [held] = person.roles
    assert (held.role, held.unit, held.given_by) == (Role.UNIT_OFFICER, province.district, province.office)
    invitation.refresh_from_db()
    assert invitation.accepted_by == person
    assert verbs() == ["invite_person", "accept_invitation"]


def test_a_link_serves_once(invite: Invite) -> None:
    invite()
    accounts.accept_invitation(sent_key(), password=PASSWORD)
    with pytest.raises(NotPossible, match="đã dùng rồi"):
        accounts.accept_invitation(sent_key(), password=PASSWORD)
    assert User.objects.filter(email="moi@vi-du.vn").count() == 1


def test_a_link_expires(invite: Invite) -> None:
    invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotPossible, match="đã hết hạn lúc"):
        accounts.accept_invitation(sent_key(), password=PASSWORD)
    assert not User.objects.filter(email="moi@vi-du.vn").exists()


def test_a_weak_password_uses_up_nothing(invite: Invite) -> None:
    invite()
    with pytest.raises(NotPossible) as refused:
        accounts.accept_invitation(sent_key(), password="moi@vi-du.vn")
    assert refused.value.field == "password"
    assert accounts.accept_invitation(sent_key(), password=PASSWORD)


def test_two_people_with_the_same_name_of_mail_sign_in_under_different_names(invite: Invite) -> None:
    invite(email="can-bo@noi-khac.vn")
    assert accounts.accept_invitation(sent_key(), password=PASSWORD).username == "can-bo2"


def test_an_address_belongs_to_one_person(province: Province) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user("khac", email="Can-Bo@vi-du.vn", full_name="Người Khác")


# --- roles ------------------------------------------------------------------------------------------------------------


def test_a_role_more_reaches_more(province: Province) -> None:
    held = accounts.give_role(province.officer, Role.AUDITOR, province.department, by=province.office)
    person = User.objects.get(pk=province.officer.pk)
    assert held in person.roles
    assert Unit.objects.visible_to(person).filter(pk=province.division.pk).exists()
    [line] = AuditLine.objects.all()
    assert (line.verb, line.thing_name, line.after["role"]) == ("give_role", "Hoàng Thị Cán Bộ", "auditor")


def test_no_role_is_held_twice(province: Province) -> None:
    with pytest.raises(NotPossible, match="đang là cán bộ đơn vị tại Huyện Chi Lăng"):
        accounts.give_role(province.officer, Role.UNIT_OFFICER, province.district, by=province.office)


def test_an_ended_role_stays_as_a_row_and_may_be_given_again(province: Province) -> None:
    [held] = province.officer.roles
    ended = accounts.end_role(held, by=province.office)
    assert ended.ended_at
    assert User.objects.get(pk=province.officer.pk).roles == ()
    accounts.give_role(province.officer, Role.UNIT_OFFICER, province.district, by=province.office)
    assert HeldRole.objects.filter(user=province.officer).count() == 2
    assert verbs() == ["end_role", "give_role"]
    with pytest.raises(NotPossible, match="đã kết thúc từ trước"):
        accounts.end_role(held, by=province.office)


def test_nobody_changes_own_roles(province: Province) -> None:
    with pytest.raises(Refused, match="tự thay đổi"):
        accounts.give_role(province.office, Role.AUDITOR, province.root, by=province.office)
    with pytest.raises(Refused, match="tự thay đổi"):
        accounts.end_role(province.administrator.roles[0], by=province.administrator)


def test_only_an_administrator_makes_and_unmakes_administrators(province: Province) -> None:
    with pytest.raises(Refused, match="quản trị hệ thống"):
        accounts.give_role(province.officer, Role.ADMINISTRATOR, province.root, by=province.office)
    with pytest.raises(Refused, match="quản trị hệ thống"):
        accounts.end_role(province.administrator.roles[0], by=province.office)
    second = accounts.give_role(province.officer, Role.ADMINISTRATOR, province.root, by=province.administrator)
    assert accounts.end_role(second, by=province.administrator).ended_at


def test_the_last_administrator_stays(province: Province) -> None:
    second = make_person("quan-tri-2", "Hà Văn Quản Trị", Role.ADMINISTRATOR, province.root)
    [first] = province.administrator.roles
    accounts.end_role(first, by=second)
    alone = HeldRole.objects.current().get(role=Role.ADMINISTRATOR)
    with pytest.raises(NotPossible, match="duy nhất"):
        accounts.end_role(alone, by=province.administrator)  # whose rights were read before they ended


@pytest.mark.parametrize("who", ["officer", "leader", "council_member", "province_leader", "auditor", "outsider"])
def test_others_neither_give_nor_end(province: Province, who: str) -> None:
    by = getattr(province, who)
    somebody = province.leader if who != "leader" else province.officer
    with pytest.raises(Refused):
        accounts.give_role(somebody, Role.UNIT_OFFICER, province.commune, by=by)
    with pytest.raises(Refused):
        accounts.end_role(somebody.roles[0], by=by)
    assert verbs() == []


# --- second factors that were lost ------------------------------------------------------------------------------------


def test_an_administrator_takes_away_lost_second_factors(province: Province) -> None:
    assert accounts.reset_second_factor(province.office, by=province.administrator) == 1
    assert not Authenticator.objects.filter(user=province.office).exists()
    assert verbs() == ["reset_second_factor"]
    with pytest.raises(NotPossible, match="chưa đặt"):
        accounts.reset_second_factor(province.office, by=province.administrator)


def test_nobody_else_does_and_nobody_for_himself_or_above_himself(province: Province) -> None:
    below = make_person("quan-tri-huyen", "Ma Văn Huyện", Role.ADMINISTRATOR, province.district)
    with pytest.raises(Refused):
        accounts.reset_second_factor(province.administrator, by=province.office)
    with pytest.raises(Refused):
        accounts.reset_second_factor(province.administrator, by=province.administrator)
    with pytest.raises(Refused):
        accounts.reset_second_factor(province.office, by=below)
    assert Authenticator.objects.filter(user=province.office).exists()


# --- the first administrator ------------------------------------------------------------------------------------------


def test_the_first_administrator_is_invited_by_nobody_and_only_once(province: Province) -> None:
    HeldRole.objects.filter(role=Role.ADMINISTRATOR).update(ended_at=timezone.now())
    _, old = accounts.invite_first_administrator("qt@vi-du.vn", "Hà Văn Một")
    _, key = accounts.invite_first_administrator("qt@vi-du.vn", "Hà Văn Một")
    with pytest.raises(NotPossible, match="thu hồi"):
        accounts.accept_invitation(old, password=PASSWORD)
    person = accounts.accept_invitation(key, password=PASSWORD)
    assert [held.role for held in person.roles] == [Role.ADMINISTRATOR]
    with pytest.raises(NotPossible, match="Đã có người quản trị"):
        accounts.invite_first_administrator("hai@vi-du.vn", "Hà Văn Hai")
