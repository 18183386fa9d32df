"""Lists of invented people as a unit sends them: small workbooks made by code."""

import random
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from vinhdanh.actions.imports.sending import confirm_import, send_list
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.models import Import, ImportRow, Unit, User

Cells = Sequence[object]
HEADER = (
    *("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị công tác", "Danh hiệu, hình thức", "Năm"),
    *("Số quyết định", "CCCD"),
)
NUMBER = "020180001234"
DAO = (1, "Nguyễn Thị Đào", "12/03/1980", "Nữ", "Chuyên viên", "Xã Ví Dụ", "LĐTT", 2018, "12/QĐ-UBND", NUMBER)
BINH = (2, "Hoàng Văn Bình", 1975, "Nam", "Phó Trưởng phòng", "", "Chiến sĩ thi đua cơ sở", 2018, "12/QĐ-UBND", "")
BAN = (3, "Nông Thị Bản", 1990, "Nữ", "Văn thư", "", "Bằng khen", 2018, "13/QĐ-UBND", "")  # whose, nobody knows
AWARD, YEAR, UNIT, POSITION, BIRTH, NAME, PAPER = 6, 7, 5, 4, 2, 1, 8


def changed(row: Cells, **columns: object) -> Cells:
    """The row with other cells: `changed(DAO, c1="Nguyễn Thị Đao")`."""
    cells = list(row)
    for name, value in columns.items():
        cells[int(name[1:])] = value
    return tuple(cells)


def workbook(*rows: Cells, header: Cells = HEADER, title: Sequence[str] = (), more: Sequence[Cells] = ()) -> bytes:
    """A workbook: title lines, a header, rows; `more` is a second sheet, its header first."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for line in ([title] for title in title):
        sheet.append(line)
    for row in (header, *rows):
        sheet.append(tuple(row))
    if more:
        second = book.create_sheet("Danh sách 2")
        for row in more:
            second.append(tuple(row))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def dirty_workbook(count: int = 300) -> bytes:
    """A list with what real ones hold: sections, a second column of awards, ratings by year, slips, ditto marks."""
    chance = random.Random(7)
    header = (
        *("TT", "Ông (bà)", "Họ và tên", "Ngày sinh", "CCCD", "Chức vụ", "Đơn vị công tác", "Danh hiệu thi đua"),
        *("Hình thức khen thưởng", "Xếp loại 2017", "Xếp loại 2018", "Ghi chú"),
    )
    rows: list[Cells] = [("II. Cá nhân",)]
    for number in range(1, count + 1):
        name = " ".join(
            (
                chance.choice(("Nguyễn", "Nông", "Vi", "Lý")),
                chance.choice(("Văn", "Thị")),
                chance.choice(["An", "Ân", "Đào", "Hòa"]),
            )
        )
        title = chance.choice(("LĐTT", "CSTĐCS", "Lao động tiên tiến "))
        form = chance.choice(("", "", "Giấy khen", "BK", "Bằng khen của Chủ tịch UBND tỉnh"))
        birth = chance.choice((1980, "12/3/1975", "31/02/1980", ""))
        post = "Chuyên viên" if number == 1 else chance.choice(("Chuyên viên", "Giáo viên", "nt"))
        unit = "Xã Ví Dụ" if number == 1 else chance.choice(("Xã Ví Dụ", "UBND xã Ví Dụ", "Sở Không Có", "nt"))
        rated = ("HTTNV", chance.choice(("HTXSNV", "Khá", "")))
        rows.append((number, chance.choice(("Ông", "Bà")), name, birth, "", post, unit, title, form, *rated, ""))
    rows.append(("", f"Tổng cộng: {count}"))
    title = ("UBND HUYỆN CHI LĂNG", "DANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM 2018")
    return workbook(*rows, header=header, title=title)


def upload(content: bytes, name: str = "danh-sach.xlsx") -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def files_in_memory(settings: Settings) -> None:
    """Sent files of a test never reach the disk."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory}


def sent(unit: Unit, by: User, *rows: Cells, **book: Any) -> Import:
    """A list that was sent and read."""
    return send_list(unit, by=by, content=workbook(*rows, **book), name="danh-sach.xlsx")


def written(unit: Unit, by: User, *rows: Cells, **book: Any) -> Import:
    """A list that stands in the register."""
    one = sent(unit, by, *rows, **book)
    confirm_import(one, by=by)
    write_import(one.pk)
    one.refresh_from_db()
    return one


def rows_of(one: Import) -> list[ImportRow]:
    """Its rows in order."""
    return list(one.rows.order_by("table", "number"))


def outcomes(one: Import) -> list[str]:
    """What became of its rows, in order."""
    return [row.outcome for row in rows_of(one)]
