"""Nhật ký: the record in Vietnamese, narrowed and paged, as a file too; and whether its chain is whole."""

import io
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.province import Province
from vinhdanh import tasks
from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.models import AuditHead, AuditLine, Honouree
from vinhdanh.models.audit import FIRST_DIGEST
from vinhdanh.reports.audit import history
from vinhdanh.web.views.audit import PAGE

ADDRESS = "/nhat-ky/"
PERSONAL = ("012345678901", "03/08/1975", "3/8/1975", "1975-08-03")


@pytest.fixture
def lines(province: Province) -> list[AuditLine]:
    """Two pages and a half of lines about the commune, then one about a person of the department."""
    told = (Told(province.commune, province.commune, {}, {"name": f"Xã số {number}"}) for number in range(PAGE * 2 + 9))
    record_all("rename_unit", told, by=province.officer)
    person = Honouree.objects.create(unit=province.department, kind="individual", name="Đàm Thị Sổ", birth_year=1975)
    sealed = {"sex": "", "birth": "03/08/1975", "birth_day": 3, "identity_number": "012345678901"}
    record(
        "edit_honouree", person, by=province.office, unit=person.unit, before=sealed, after=sealed | {"sex": "female"}
    )
    return list(AuditLine.objects.order_by("-number"))


def text_of(client: Client, **asked: str) -> str:
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_line_is_told_in_vietnamese_with_a_link_to_its_thing(
    client: Client, province: Province, lines: list[AuditLine]
) -> None:
    client.force_login(province.auditor)
    page = text_of(client, verb="edit_honouree")
    assert "Sửa thông tin đối tượng" in page
    assert f'href="/so-khen-thuong/doi-tuong/{lines[0].thing_key}/">Đàm Thị Sổ</a>' in page
    assert "Giới tính:</span> <ins>Nữ</ins>" in page
    assert "Vi Thị Thi Đua" in page


def test_nothing_personal_stands_on_the_page_or_in_the_file(
    client: Client, province: Province, lines: list[AuditLine]
) -> None:
    client.force_login(province.auditor)
    page = text_of(client)
    assert "Đàm Thị Sổ" in page
    assert not [told for told in PERSONAL if told in page]
    file = client.get(f"{ADDRESS}nhat-ky.xlsx")
    cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(file.content)).active.rows for cell in row]
    assert not [cell for cell in cells if any(told in str(cell) for told in PERSONAL)]
    assert any("Ngày sinh: – → (đã thay đổi)" in str(cell) for cell in cells)


def test_pages_follow_one_another_by_number_without_a_gap(
    client: Client, province: Province, lines: list[AuditLine]
) -> None:
    client.force_login(province.auditor)
    seen, asked = [], {"verb": "rename_unit"}
    for _ in range(3):
        context = client.get(ADDRESS, asked).context
        seen += [line.number for line, _ in context["lines"]]
        asked |= {"number": str(context["next"] or "")}
    assert context["next"] is None
    assert seen == [line.number for line in lines[1:]]


def test_the_number_of_queries_is_the_same_for_one_line_and_for_a_page(
    client: Client, province: Province, lines: list[AuditLine], django_assert_num_queries
) -> None:
    client.force_login(province.auditor)
    client.get(ADDRESS)
    with django_assert_num_queries(7):
        text_of(client, number="1")
    with django_assert_num_queries(7):
        text_of(client)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"first": "32/13/2020"}, "không phải là ngày"),
        ({"unit": "khong-co"}, "Không có đơn vị “khong-co”"),
        ({"number": "không"}, "Nhập số của một dòng"),
        ({"verb": "moon"}, "moon"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    client: Client, province: Province, asked: dict[str, str], words: str
) -> None:
    client.force_login(province.auditor)
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 422
    assert words in unescape(answer.content.decode())
    assert client.get(f"{ADDRESS}nhat-ky.xlsx", asked).status_code == 302


def test_the_file_holds_what_the_page_is_narrowed_to_and_says_how_many(
    client: Client, province: Province, lines: list[AuditLine]
) -> None:
    client.force_login(province.auditor)
    answer = client.get(f"{ADDRESS}nhat-ky.xlsx", {"verb": "rename_unit", "number": "7"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A2"].value == "7 dòng, mới nhất trước."
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == [7, 6, 5, 4, 3, 2, 1]


def test_an_empty_record_and_an_empty_result_say_what_to_do(client: Client, province: Province) -> None:
    client.force_login(province.auditor)
    assert "Nhật ký chưa có dòng nào" in text_of(client)
    assert "Bỏ bớt điều kiện lọc" in text_of(client, thing="không có")


def test_the_button_checks_the_chain_and_the_page_says_what_was_found_and_when(
    client: Client, province: Province, lines: list[AuditLine]
) -> None:
    client.force_login(province.auditor)
    assert "Chưa kiểm tra lần nào." in text_of(client)
    assert client.post(f"{ADDRESS}kiem-tra/").status_code == 302
    page = text_of(client)
    assert "Nguyên vẹn" in page
    assert f"{len(lines)} dòng." in page
    assert "Lương Văn Kiểm Tra" in page
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vinhdanh_auditline SET thing_name = 'x' WHERE number = 3")
    client.post(f"{ADDRESS}kiem-tra/")
    page = text_of(client)
    assert "Bị can thiệp" in page
    assert "Dòng 3 không còn như khi ghi" in page


def test_a_long_chain_is_checked_beside_the_pages(client: Client, province: Province, lines: list[AuditLine]) -> None:
    client.force_login(province.auditor)
    AuditHead.objects.update(number=tasks.SHORT_CHAIN + 1)
    client.post(f"{ADDRESS}kiem-tra/")
    assert "Đang kiểm tra chuỗi" in text_of(client)
    waiting = DBTaskResult.objects.get()
    assert waiting.args_kwargs == {"args": [], "kwargs": {"by": province.auditor.pk}}
    AuditHead.objects.update(number=lines[0].number)
    tasks.check_chain.call(by=province.auditor.pk)
    told = AuditLine.objects.order_by("-number").first()
    assert (told.verb, told.after["lines"], told.after["fault"]) == ("record_chain_check", len(lines), "")
    assert told.origin == "worker"


def test_looking_and_exporting_leave_no_line(client: Client, province: Province) -> None:
    client.force_login(province.auditor)
    client.get(ADDRESS)
    client.get(f"{ADDRESS}nhat-ky.xlsx")
    assert not AuditLine.objects.exists()


def test_the_history_of_a_thing_is_a_part_that_any_page_can_show(province: Province, lines: list[AuditLine]) -> None:
    told = history(province.commune, limit=2)
    shown = unescape(render_to_string("audit/history.html", {"lines": told}))
    assert shown.count("<b>Đổi tên đơn vị</b>") == 2
    assert "Hoàng Thị Cán Bộ" in shown
    assert "Chưa có thay đổi nào được ghi." in render_to_string("audit/history.html", {"lines": []})
    assert FIRST_DIGEST not in shown
