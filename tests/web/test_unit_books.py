"""The workbook of units on the pages: out, in with a preview, and only then written."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.province import Province
from vinhdanh.intake.unit_book import write_unit_book
from vinhdanh.models import AuditLine, Unit
from vinhdanh.models.unit_terms import unit_terms

NEW = {"code": "xa-moi", "name": "Xã Mới", "kind": "commune", "parent": "huyen-chi-lang"}


@pytest.fixture
def office(province: Province, client: Client) -> Client:
    client.force_login(province.office)
    return client


def sent(client: Client, *rows: dict) -> tuple[int, str]:
    content = write_unit_book({"Đơn vị": rows}, unit_terms())
    answer = client.post(reverse("units_import"), {"workbook": SimpleUploadedFile("don-vi.xlsx", content)})
    return answer.status_code, answer.content.decode()


def carried(page: str) -> str:
    return page.split('name="carried" value="')[1].split('"')[0]


def test_the_export_has_what_one_reaches_and_its_name_says_how_many_rows(province: Province, client: Client) -> None:
    client.force_login(province.officer)
    answer = client.get(reverse("units_file"))
    assert "-2-dong.xlsx" in answer["Content-Disposition"]
    rows = list(load_workbook(BytesIO(answer.content))["Đơn vị"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["huyen-chi-lang", "xa-vi-du"]


def test_the_template_is_empty(office: Client) -> None:
    book = load_workbook(BytesIO(office.get(reverse("units_template")).content))
    assert book["Đơn vị"].max_row == 1


def test_a_workbook_is_shown_first_and_written_once_confirmed(province: Province, office: Client) -> None:
    status, seen = sent(office, NEW)
    assert status == 200
    assert "Ghi 1 thay đổi" in seen
    assert not Unit.objects.filter(code="xa-moi").exists()
    answer = office.post(reverse("units_import"), {"carried": carried(seen), "name": "don-vi.xlsx", "confirm": "1"})
    assert answer["Location"] == reverse("units")
    assert Unit.objects.get(code="xa-moi").parent == province.district
    assert AuditLine.objects.latest("number").by == province.office


def test_a_cell_that_cannot_be_is_named_and_nothing_can_be_confirmed(office: Client) -> None:
    status, seen = sent(office, NEW, {**NEW, "code": "xa-hai", "parent": "khong-co"})
    assert status == 200
    assert "Mã đơn vị cấp trên" in seen
    assert "Không có đơn vị mang mã này" in seen
    assert 'name="confirm"' not in seen
    answer = office.post(reverse("units_import"), {"carried": carried(seen), "name": "x.xlsx", "confirm": "1"})
    assert answer.status_code == 422
    assert not Unit.objects.filter(code="xa-moi").exists()


def test_a_workbook_that_changes_nothing_says_so(office: Client) -> None:
    _, seen = sent(office, {"code": "xa-vi-du", "name": "Xã Ví Dụ", "kind": "commune", "parent": "huyen-chi-lang"})
    assert "không có gì để ghi" in seen
    assert 'name="confirm"' not in seen


@pytest.mark.parametrize("given", [{}, {"workbook": SimpleUploadedFile("a.xlsx", b"no workbook")}, {"carried": "???"}])
def test_what_is_no_workbook_is_refused_with_a_sentence(office: Client, given: dict) -> None:
    answer = office.post(reverse("units_import"), given)
    assert answer.status_code == 422
    assert "Chưa gửi được. Cần sửa:" in answer.content.decode()
