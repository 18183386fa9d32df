"""An old .xls is read cell by cell; what is damaged, encrypted or older is refused, and takes nothing down with it."""

import random
import struct
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.intake.lists.made import opened, read, refusal_of
from vinhdanh.intake.lists import open_list
from vinhdanh.intake.lists.old_records import dated, is_date_format, short_number
from vinhdanh.intake.lists.old_workbooks import read_old_workbook
from vinhdanh.intake.problems import Unreadable

CONTENT = (Path(__file__).parent / "files" / "khen-thuong.xls").read_bytes()  # written by LibreOffice


def test_texts_numbers_dates_truths_and_results_of_formulas() -> None:
    page, catalogue = read_old_workbook(CONTENT)
    assert (page.sheet, catalogue.sheet) == ("Khen thưởng", "DANHMUC")
    first, second, third = page.rows[2:5]
    assert list(first) == [1, "NGUYỄN THỊ ĐÀO", date(1975, 6, 5), "LĐTT", 2018, "12/QĐ-SYT", date(2019, 1, 15), True]
    assert list(second)[3:] == ["CSTĐCS", 2017, "", datetime.fromisoformat("2018-02-02T08:30"), 3.25]
    assert list(third) == [2, "Vi Văn Dũng", 1980, "", 2018, "13/QĐ-SYT", date(2019, 1, 15), -7]


def test_a_text_longer_than_a_record_is_read_to_its_end() -> None:
    [page, _] = read_old_workbook(CONTENT)
    assert page.rows[5][3] == "Giấy khen " + "a" * 9000


def test_errors_and_merged_cells_are_seen() -> None:
    [page, _] = read_old_workbook(CONTENT)
    assert dict(page.survey.errors) == {(4, 3): "#N/A"}
    assert (2, 1, 3, 1) in page.merged


def test_it_is_read_as_any_other_list() -> None:
    found = opened(CONTENT, "khen-thuong.xlsx")
    assert (found.kind, [table.sheet for table in found.catalogues]) == ("xls", ["DANHMUC"])
    reading = read(CONTENT)
    assert [(row.name, row.awards[0].code, row.awards[0].decision.number) for row in reading.rows] == [
        ("Nguyễn Thị Đào", "lao_dong_tien_tien", "12/QĐ-SYT"),
        ("Nguyễn Thị Đào", "chien_sy_thi_dua_co_so", "12/QĐ-SYT"),
    ]
    assert [row.number for row in reading.refused] == [5, 6]


def test_damaged_files_are_refused_and_nothing_else() -> None:
    chance = random.Random(1)
    refused = 0
    for _ in range(400):
        content = bytearray(CONTENT)
        for _ in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        cut = chance.randrange(len(content)) if chance.random() < 0.3 else len(content)
        refused += refusal_of(bytes(content[:cut])).endswith(".")
    assert refused > 100


def changed(place: int, words: bytes) -> bytes:
    return CONTENT[:place] + words + CONTENT[place + len(words) :]


def test_a_chain_of_sectors_that_leads_back_to_itself() -> None:
    table = 512 * (struct.unpack_from("<I", CONTENT, 76)[0] + 1)
    looped = changed(table, b"".join(struct.pack("<I", number) for number in range(100)))
    with pytest.raises(Unreadable, match="bị hỏng"):
        open_list(looped, "a.xls")


def record(kind: int) -> int:
    """Where the first record of a kind begins."""
    stream = CONTENT.index(struct.pack("<HH", 0x0809, 16))
    at = stream
    while struct.unpack_from("<H", CONTENT, at)[0] != kind:
        at += 4 + struct.unpack_from("<H", CONTENT, at + 2)[0]
    return at


def test_an_encrypted_workbook() -> None:
    with pytest.raises(Unreadable, match="đặt mật khẩu"):
        open_list(changed(record(0x0042), struct.pack("<H", 0x002F)), "a.xls")


def test_a_workbook_of_excel_95() -> None:
    with pytest.raises(Unreadable, match="Excel 5/95"):
        open_list(changed(record(0x0809) + 4, struct.pack("<H", 0x0500)), "a.xls")


@pytest.mark.parametrize(
    ("packed", "value"),
    [(0x3FF00000, 1.0), (0x3FF00001, 0.01), ((2018 << 2) | 2, 2018.0), ((2018 << 2) | 3, 20.18), (0xFFFFFFF2, -4.0)],
)
def test_numbers_in_four_bytes(packed, value) -> None:
    assert short_number(packed) == pytest.approx(value)


@pytest.mark.parametrize(
    ("shown", "is_date"),
    [
        ("dd/mm/yyyy", True),
        ("mm-yy", True),
        ("General", False),
        ("0.00", False),
        ('0 "ngày"', False),
        ("[Red]0", False),
    ],
)
def test_formats_of_dates(shown, is_date) -> None:
    assert is_date_format(200, {200: shown}) is is_date


def test_days_of_both_calendars() -> None:
    assert dated(43133.0, False) == dated(43133.0 - 1462, True) == date(2018, 2, 2)
    assert dated(-5.0, False) == -5.0
