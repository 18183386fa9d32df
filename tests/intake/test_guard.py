"""What is no readable workbook is refused before it is parsed, with one sentence that says what to do."""

import io
import os
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.intake.workbooks import TERMS, part, with_parts, workbook
from vinhdanh.intake.guard import check_workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Unreadable

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"


def sentence(source: Path | bytes, **limits: int) -> str:
    with pytest.raises(Unreadable) as refused:
        check_workbook(source, **limits)
    assert refused.value.sentence.endswith(".")
    assert "\n" not in refused.value.sentence
    return refused.value.sentence


def test_a_missing_file(tmp_path) -> None:
    assert sentence(tmp_path / "danh sách.xlsx").startswith("Không tìm thấy tệp “danh sách.xlsx”; hãy kiểm tra")


def test_a_folder(tmp_path) -> None:
    assert "là thư mục; hãy chọn một tệp Excel" in sentence(tmp_path)


def test_something_that_is_no_file(tmp_path) -> None:
    os.mkfifo(tmp_path / "ống.xlsx")
    assert "không phải là tệp" in sentence(tmp_path / "ống.xlsx")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path) -> None:
    path = tmp_path / "kín.xlsx"
    path.write_bytes(workbook())
    path.chmod(0)
    assert "hãy kiểm tra quyền đọc" in sentence(path)


def test_an_empty_file(tmp_path) -> None:
    (tmp_path / "rỗng.xlsx").touch()
    assert sentence(tmp_path / "rỗng.xlsx").startswith("Tệp rỗng")
    assert sentence(b"").startswith("Tệp rỗng")


def test_a_large_file_is_refused_by_its_size_and_never_read(tmp_path) -> None:
    path = tmp_path / "lớn.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024 * 1024)  # sparse: reading it would take minutes
    assert "dung lượng 204800 MB, vượt quá 10 MB" in sentence(path)


def test_the_limit_is_the_callers() -> None:
    content = workbook()
    assert check_workbook(content, limit=len(content)).content
    assert "vượt quá" in sentence(content, limit=len(content) - 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE2 + "Workbook".encode("utf-16-le") + bytes(512), "Excel cũ (.xls)"),
        (OLE2 + "Book".encode("utf-16-le") + bytes(512), "Excel cũ (.xls)"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(512), "đặt mật khẩu"),
        (OLE2 + "WordDocument".encode("utf-16-le") + bytes(512), "văn bản Word"),
        (OLE2 + bytes(512), "Office cũ"),
        ("Mã,Họ và tên\nCN01,Hoàng Thị Bích\n".encode(), "văn bản thuần"),
        ("\ufeffMã;Họ và tên".encode("utf-16"), "văn bản thuần"),
        (b"<html><table><tr><td>CN01</td></tr></table></html>", "văn bản thuần"),
        (b"%PDF-1.7\n%\xe2\xe3", "Tệp là PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Không nhận ra"),
        (b"PK\x05\x06" + bytes(18), "Tệp nén trống"),
    ],
    ids=["xls", "xls of Excel 5", "password", "doc", "other ole2", "csv", "utf-16 csv", "html", "pdf", "png", "no zip"],
)
def test_another_kind_of_file_named_xlsx(content, said) -> None:
    assert said in sentence(content)


def test_a_word_document_named_xlsx() -> None:
    target = io.BytesIO()
    docx.Document().save(target)
    assert sentence(target.getvalue()).startswith("Tệp là văn bản Word")


@pytest.mark.parametrize(
    ("name", "said"),
    [("xl/workbook.bin", ".xlsb"), ("content.xml", ".ods"), ("ảnh.jpg", "không chứa bảng Excel")],
)
def test_another_archive_named_xlsx(name, said) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
    assert said in sentence(target.getvalue())


def test_macros_are_left_behind() -> None:
    with_macros = with_parts(workbook(), {"xl/vbaProject.bin": b"\xcc\x61 Sub Auto_Open()"})
    assert read_nominations(with_macros, TERMS).problems == ()
    assert b"vbaProject" not in check_workbook(with_macros).content


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.99])
def test_a_file_that_was_cut_off(cut) -> None:
    content = workbook()
    assert "bị hỏng" in sentence(content[: int(len(content) * cut)])


def test_a_part_whose_bytes_changed() -> None:
    content = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo(SHEET)
    content[entry.header_offset + 30 + len(SHEET) + 40] ^= 0xFF
    assert "bị hỏng" in sentence(bytes(content))


@pytest.mark.parametrize(
    "broken",
    ['<c r="B1048577"><v>1</v></c>', '<c r="XFE1"><v>1</v></c>', '<c r="1B"><v>1</v></c>', '<c t="s"><v>99999</v></c>'],
    ids=["row too far", "column too far", "no reference", "no such text"],
)
def test_a_cell_that_cannot_be(broken) -> None:
    sheet = f'<worksheet><sheetData><row r="1">{broken}</row></sheetData></worksheet>'
    assert "bị hỏng" in sentence(with_parts(workbook(), {SHEET: sheet.encode()}))


def test_a_part_that_is_no_xml() -> None:
    assert "bị hỏng" in sentence(with_parts(workbook(), {SHEET: b"<worksheet><sheetData>"}))


def test_an_encrypted_zip() -> None:
    content = bytearray(workbook())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert "Tệp nén có mật khẩu" in sentence(bytes(content))


def test_a_part_that_stands_twice() -> None:
    target = io.BytesIO(workbook())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", "<worksheet/>")
    assert "bị hỏng" in sentence(target.getvalue())


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part(name, encoding) -> None:
    laughs = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    content = with_parts(workbook(), {name: (laughs + "<x>&b;</x>").encode(encoding)})
    assert "DOCTYPE" in sentence(content)


def test_a_damaged_picture_does_not_hinder_reading() -> None:
    content = with_parts(workbook(), {"xl/drawings/drawing1.xml": b"<<<", "xl/media/a.png": b"\x00"})
    assert read_nominations(content, TERMS).problems == ()


def test_a_cell_far_from_the_table() -> None:
    content = workbook(lambda book: book["Cá nhân"].__setitem__("XFD1048576", "x"))
    assert len(content) < 20_000
    said = sentence(content)
    assert "Trang “Cá nhân” có ô nằm quá xa bảng (đến cột XFD, dòng 1048576)" in said


def test_far_cells_with_a_format_and_no_content_do_no_harm() -> None:
    def styled(book: openpyxl.Workbook) -> None:
        book["Cá nhân"]["XFD1048576"].font = openpyxl.styles.Font(bold=True)

    assert read_nominations(workbook(styled), TERMS).problems == ()


def test_the_declared_size_of_a_sheet_is_not_believed() -> None:
    content = workbook()
    sheet = part(content, SHEET).replace('<dimension ref="A1:B7"', '<dimension ref="A1:XFD1048576"')
    assert "XFD1048576" in sheet
    assert read_nominations(with_parts(content, {SHEET: sheet.encode()}), TERMS).problems == ()
