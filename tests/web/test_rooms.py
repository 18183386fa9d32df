"""The frame around every page: the rooms of one's roles, the search, the person; and the page of what waits."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.province import Province
from vinhdanh.models import HeldRole, Import, ImportState

WORK, REGISTER, LISTS, FIGURES = "Việc cần làm", "Sổ khen thưởng", "Nhập danh sách", "Báo cáo"
DOSSIERS, QUESTIONS = "Hồ sơ", "Hỏi đáp"
UNITS, PEOPLE, RECORD, CHECK, GUIDANCE = "Đơn vị", "Người dùng", "Nhật ký", "Kiểm tra nhanh", "Tiêu chuẩn"
READS = [WORK, REGISTER, FIGURES, UNITS, CHECK, GUIDANCE, QUESTIONS]
ROOMS_OF = {
    "officer": [WORK, DOSSIERS, QUESTIONS, REGISTER, LISTS, FIGURES, UNITS, CHECK, GUIDANCE],
    "leader": [WORK, DOSSIERS, QUESTIONS, REGISTER, FIGURES, UNITS, PEOPLE, CHECK, GUIDANCE],
    "office": [WORK, DOSSIERS, QUESTIONS, REGISTER, LISTS, FIGURES, UNITS, PEOPLE, RECORD, CHECK, GUIDANCE],
    "council_member": READS,
    "province_leader": READS,
    "auditor": [WORK, DOSSIERS, QUESTIONS, REGISTER, FIGURES, UNITS, PEOPLE, RECORD, CHECK, GUIDANCE],
    "administrator": [WORK, UNITS, PEOPLE, RECORD, CHECK, GUIDANCE, QUESTIONS],
}


def rooms(page: str) -> list[str]:
    """The words of the menu at the left, from the top."""
    menu = page.split('class="rooms side"')[1].split("</nav>")[0]
    return [words.strip() for words in re.findall(r"</svg>([^<]+)</a>", menu)]


@pytest.mark.parametrize("role", ROOMS_OF)
def test_each_role_has_its_rooms(client: Client, province: Province, role: str) -> None:
    client.force_login(province.by_role()[role])
    assert rooms(client.get("/").content.decode()) == ROOMS_OF[role]


def test_a_stranger_has_the_public_rooms_and_the_way_in(client: Client) -> None:
    page = client.get("/").content.decode()
    assert rooms(page) == [CHECK, GUIDANCE, QUESTIONS]
    assert "/tai-khoan/dang-nhap/" in page
    assert 'role="search"' not in page


def test_who_reads_the_register_can_search_from_everywhere(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    page = client.get("/tieu-chuan/").content.decode()
    assert (
        page.count('<form class="find" method="get" action="/so-khen-thuong/"') == 2
    )  # in the bar, in the phone's menu
    client.force_login(province.administrator)
    assert 'class="find"' not in client.get("/tieu-chuan/").content.decode()


def test_the_person_is_named_with_every_role(client: Client, province: Province) -> None:
    HeldRole.objects.create(user=province.officer, role="auditor", unit=province.department)
    client.force_login(province.officer)
    page = client.get("/").content.decode()
    for words in ("Hoàng Thị Cán Bộ", "Cán bộ đơn vị, Huyện Chi Lăng", "Người kiểm tra, giám sát, Sở Tài chính"):
        assert words in page


def test_who_still_has_to_set_up_a_second_factor_sees_no_room(client: Client, province: Province) -> None:
    Authenticator.objects.all().delete()
    client.force_login(province.office)
    assert rooms(client.get("/tai-khoan/").content.decode()) == [CHECK, GUIDANCE, QUESTIONS]


def test_what_waits_stands_on_the_first_page_with_its_address(client: Client, province: Province) -> None:
    one = Import.objects.create(
        unit=province.district, file="x", file_name="danh-sach.xlsx", file_sha256="x", file_size=1,
        state=ImportState.PREVIEW, sent_by=province.officer,
    )  # fmt: skip
    client.force_login(province.officer)
    page = client.get("/").content.decode()
    assert f'<a href="/nhap-danh-sach/{one.pk}/">Kiểm tra danh sách rồi ghi vào sổ</a>' in page
    assert "danh-sach.xlsx" in page
    assert "bật xác thực hai bước" in page


def test_where_nothing_waits_the_page_says_so(client: Client, province: Province) -> None:
    client.force_login(province.auditor)
    assert "Không có việc nào đang chờ." in client.get("/").content.decode()


def test_without_a_role_the_page_says_whom_to_ask(client: Client, province: Province) -> None:
    HeldRole.objects.filter(user=province.officer).update(ended_at="2020-01-01T00:00:00Z")
    client.force_login(province.officer)
    page = client.get("/").content.decode()
    assert "chưa có vai trò" in page
    assert rooms(page) == [WORK, CHECK, GUIDANCE, QUESTIONS]
