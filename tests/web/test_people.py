"""Người dùng: who works here, as what; inviting, giving and ending, as the pages do it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.province import Province, make_person
from vinhdanh.models import HeldRole, Invitation, Role, User

PASSWORD = "Cay da ben nuoc 1975"


@pytest.fixture
def office(client: Client, province: Province) -> Client:
    client.force_login(province.office)
    return client


def asked(province: Province, **other: str) -> dict[str, str]:
    return {
        "full_name": "Lâm Thị Mới",
        "email": "moi@vi-du.vn",
        "role": "unit_officer",
        "unit": "huyen chi lang",
    } | other


def sent_link() -> str:
    return re.search(r"http://testserver(/tai-khoan/loi-moi/\S+)", mail.outbox[-1].body)[1]


def test_the_office_sees_everybody_with_their_roles(office: Client, province: Province) -> None:
    page = office.get("/nguoi-dung/").content.decode()
    for person in province.by_role().values():
        assert str(person) in page
    assert "Cán bộ đơn vị, Sở Tài chính" in page


def test_a_leader_sees_those_of_the_own_unit_and_their_roles_there_alone(client: Client, province: Province) -> None:
    HeldRole.objects.create(user=province.officer, role=Role.AUDITOR, unit=province.department)
    client.force_login(province.leader)
    page = client.get("/nguoi-dung/").content.decode()
    assert "Hoàng Thị Cán Bộ" in page
    assert "Đàm Văn Ngoài" not in page
    assert "Sở Tài chính" not in page
    assert client.get(f"/nguoi-dung/{province.outsider.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=hoang+thi", "Hoàng Thị Cán Bộ", "Lý Văn Hội Đồng"),
        ("q=can-bo%40", "Hoàng Thị Cán Bộ", "Lý Văn Hội Đồng"),
        ("role=council_member", "Lý Văn Hội Đồng", "Hoàng Thị Cán Bộ"),
        ("unit=so+tai+chinh", "Đàm Văn Ngoài", "Hoàng Thị Cán Bộ"),
        ("unit=huyen-chi-lang&role=unit_leader", "Nông Văn Lãnh Đạo", "Hoàng Thị Cán Bộ"),
    ],
)
def test_the_list_is_narrowed_by_name_role_and_unit(
    office: Client, province: Province, query: str, shown: str, hidden: str
) -> None:
    page = office.get(f"/nguoi-dung/?{query}").content.decode()
    assert shown in page
    assert hidden not in page


def test_a_filter_that_is_not_understood_says_so_and_hides_nothing(office: Client, province: Province) -> None:
    page = office.get("/nguoi-dung/?unit=khong-co&q=hoang").content.decode()
    assert "Không có đơn vị “khong-co”" in page


def test_the_list_asks_the_same_number_of_questions_for_few_and_for_many(
    office: Client, province: Province, django_assert_num_queries
) -> None:
    with django_assert_num_queries(9):
        office.get("/nguoi-dung/")
    for number in range(30):
        make_person(f"them-{number}", f"Người Thứ {number}", Role.UNIT_OFFICER, province.commune)
    with django_assert_num_queries(9):
        assert "1–38 trong 38 người" in re.sub(r"<[^>]+>", "", office.get("/nguoi-dung/").content.decode())


def test_an_invitation_is_sent_and_its_link_leads_in(office: Client, province: Province) -> None:
    assert office.post("/nguoi-dung/moi/", asked(province))["Location"] == "/nguoi-dung/"
    page = office.get("/nguoi-dung/").content.decode()
    assert "Đã gửi lời mời đến moi@vi-du.vn." in page

    guest = Client()
    welcome = guest.get(sent_link()).content.decode()
    assert "Lâm Thị Mới" in welcome
    assert "Cán bộ đơn vị, Huyện Chi Lăng" in welcome
    answer = guest.post(sent_link(), {"password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert User.objects.get(email="moi@vi-du.vn").pk == int(guest.session["_auth_user_id"])
    assert "đã dùng rồi" in Client().get(sent_link()).content.decode()


def test_whoever_is_invited_to_the_office_is_led_to_set_up_a_second_factor(client: Client, province: Province) -> None:
    client.force_login(province.administrator)
    client.post("/nguoi-dung/moi/", asked(province, role="office", unit="tinh"))
    guest = Client()
    assert guest.post(sent_link(), {"password": PASSWORD, "again": PASSWORD})["Location"] == "/"
    assert guest.get("/")["Location"] == "/tai-khoan/"
    assert guest.get("/tai-khoan/ung-dung/bat/").status_code == 200  # not asked again: the password was just typed


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"password": PASSWORD, "again": "khac"}, "Hai lần nhập mật khẩu không giống nhau."),
        ({"password": "ngan", "again": "ngan"}, "Mật khẩu quá ngắn"),
        ({"password": "", "again": ""}, "Trường này là bắt buộc."),
    ],
)
def test_a_password_that_will_not_do_is_said_at_the_field(
    office: Client, province: Province, typed: dict[str, str], fault: str
) -> None:
    office.post("/nguoi-dung/moi/", asked(province))
    answer = Client().post(sent_link(), typed)
    assert answer.status_code == 422
    assert fault in answer.content.decode()


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"email": "can-bo@vi-du.vn"}, "đã có tài khoản"),
        ({"unit": "khong co"}, "Không có đơn vị “khong co”"),
        ({"unit": "so tai chinh · khong-co"}, "Không có đơn vị"),
        ({"role": "vua"}, "Hãy chọn một lựa chọn hợp lệ"),
        ({"role": "administrator"}, "Hãy chọn một lựa chọn hợp lệ"),
    ],
)
def test_an_invitation_with_a_fault_keeps_what_was_typed(
    office: Client, province: Province, other: dict[str, str], fault: str
) -> None:
    answer = office.post("/nguoi-dung/moi/", asked(province, **other))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert fault in page
    assert 'value="Lâm Thị Mới"' in page
    assert not Invitation.objects.exists()


def test_a_name_that_several_units_bear_asks_for_the_code(office: Client, province: Province) -> None:
    page = office.post("/nguoi-dung/moi/", asked(province, unit="chi")).content.decode()
    assert "Có nhiều đơn vị như vậy: Sở Tài chính · so-tai-chinh" in page


def test_an_invitation_is_sent_again_or_withdrawn(office: Client, province: Province) -> None:
    office.post("/nguoi-dung/moi/", asked(province))
    invitation, old = Invitation.objects.get(), sent_link()
    office.post(f"/nguoi-dung/loi-moi/{invitation.pk}/gui-lai/")
    assert Client().get(old).status_code == 404
    assert Client().get(sent_link()).status_code == 200
    office.post(f"/nguoi-dung/loi-moi/{invitation.pk}/thu-hoi/")
    assert "đã được thu hồi" in Client().get(sent_link()).content.decode()
    office.post(f"/nguoi-dung/loi-moi/{invitation.pk}/thu-hoi/")
    assert "đã được dùng hoặc đã thu hồi" in office.get("/nguoi-dung/").content.decode()


def test_a_role_is_given_and_ended_on_the_page_of_the_person(office: Client, province: Province) -> None:
    address = f"/nguoi-dung/{province.officer.pk}/"
    office.post(f"{address}giao-vai-tro/", {"role": "auditor", "unit": "so-tai-chinh"})
    page = office.get(address).content.decode()
    assert "Người kiểm tra, giám sát" in page
    held = HeldRole.objects.get(user=province.officer, role=Role.AUDITOR)
    office.post(f"/nguoi-dung/vai-tro/{held.pk}/ket-thuc/")
    page = office.get(address).content.decode()
    assert "không còn là Người kiểm tra, giám sát, Sở Tài chính." in page
    assert "Kết thúc ngày" in page


def test_a_role_that_cannot_be_given_is_said_on_the_page(office: Client, province: Province) -> None:
    address = f"/nguoi-dung/{province.officer.pk}/giao-vai-tro/"
    answer = office.post(address, {"role": "unit_officer", "unit": "huyen-chi-lang"})
    assert answer.status_code == 422
    assert "đang là cán bộ đơn vị tại Huyện Chi Lăng" in answer.content.decode()


def test_nobody_is_offered_to_change_own_roles(office: Client, province: Province) -> None:
    page = office.get(f"/nguoi-dung/{province.office.pk}/").content.decode()
    assert "Không ai tự thay đổi vai trò của mình." in page
    assert "Kết thúc</button>" not in page
    assert "giao-vai-tro" not in page


def test_an_administrator_takes_away_lost_factors_and_the_office_is_not_offered_to(
    client: Client, office: Client, province: Province
) -> None:
    address = f"/nguoi-dung/{province.administrator.pk}/"
    assert "xoa-xac-thuc" not in office.get(address).content.decode()
    client.force_login(province.administrator)
    assert "xoa-xac-thuc" in client.get(f"/nguoi-dung/{province.office.pk}/").content.decode()
    client.post(f"/nguoi-dung/{province.office.pk}/xoa-xac-thuc/")
    assert not Authenticator.objects.filter(user=province.office).exists()


def test_what_befell_a_person_stands_on_the_page(office: Client, province: Province) -> None:
    office.post(f"/nguoi-dung/{province.officer.pk}/giao-vai-tro/", {"role": "auditor", "unit": "so-tai-chinh"})
    page = office.get(f"/nguoi-dung/{province.officer.pk}/").content.decode()
    assert "Vi Thị Thi Đua" in page.split("Lịch sử")[1]


def test_what_one_may_not_do_is_refused_in_words(client: Client, province: Province) -> None:
    client.force_login(province.council_member)
    page = client.get("/nguoi-dung/")
    assert page.status_code == 403
    assert "Việc này dành cho lãnh đạo đơn vị" in page.content.decode()
