"""Identity numbers of a list never lie in the open: neither in its rows, titles and names, nor in the file."""

from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import DAO, NUMBER, files_in_memory, rows_of, sent, workbook
from tests.province import Province
from vinhdanh.actions.imports.sending import confirm_import, send_list
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.models import AuditLine
from vinhdanh.models.import_contents import kept_cell, masked, raw_cell, shown_cell


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def test_identity_numbers_are_kept_sealed_wherever_they_stand(province: Province) -> None:
    header = ("STT", "Họ và tên", "Ngày sinh", "Danh hiệu", "Năm", "Ghi chú", "Giấy tờ")
    row = (1, "Nguyễn Thị Đào", "12/03/1980", "LĐTT", 2018, f"CCCD {NUMBER}; năm 2015, 2016", 1085012341.0)
    content = workbook(row, header=header, title=(f"Người lập: Lý Văn Lập, CCCD {NUMBER}",))
    one = send_list(province.district, by=province.officer, content=content, name=f"ho so {NUMBER}.xlsx")
    kept = [(row.cells, row.section, row.faults, row.read, row.problems) for row in rows_of(one)]
    told = list(AuditLine.objects.filter(thing_kind="import").values_list("thing_name", "after"))
    everything = str([kept, one.contents, one.context, one.file_name, told])
    assert NUMBER not in everything
    assert "1085012341" not in everything
    assert [shown_cell(cell) for cell in rows_of(one)[0].cells[5:]] == ["CCCD •••• 234; năm 2015, 2016", "•••• 341"]
    assert [raw_cell(cell) for cell in rows_of(one)[0].cells[5:]] == [row[5], "1085012341"]


@pytest.mark.parametrize("text", ["2018 2019 2020", "2018-2019-2020", "12/03/1980", "0,0123456789", "163/QĐ-UBND"])
def test_what_is_no_identity_number_is_kept_as_it_stands(text: str) -> None:
    assert kept_cell(text) == text


@pytest.mark.parametrize("text", ["CMND 080123456/A", "số 020 180 001 234", "0201 8000 1234", "080.123.456"])
def test_numbers_are_masked_however_they_are_grouped(text: str) -> None:
    assert "••••" in masked(text)


def test_the_file_itself_is_gone_once_the_list_stands_in_the_register(
    province: Province, django_capture_on_commit_callbacks: Any
) -> None:
    one = sent(province.district, province.officer, DAO)
    name, storage = str(one.file.name), one.file.storage
    assert storage.exists(name)
    confirm_import(one, by=province.officer)
    with django_capture_on_commit_callbacks(execute=True):
        write_import(one.pk)
    one.refresh_from_db()
    assert (one.file.name, storage.exists(name)) == ("", False)
