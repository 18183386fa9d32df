"""Lists of the Lạng Sơn campaign for the tests: the pack's own example, changed row by row, through the real reader."""

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook
from vinhdanh.intake.template import write_book
from vinhdanh.rules.findings import Finding
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.report import Report, screen_book
from vinhdanh.screening.terms import nomination_terms

PACK = load_pack("lang-son-2020")
TERMS = nomination_terms(PACK)
ON = date(2020, 5, 20)
UNIT = dict(PACK.example.unit)
GOOD, EXCELLENT = "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"
OFFICIAL, FARMER = "Cán bộ, công chức, viên chức", "Nông dân"

Rows = dict[str, list[dict[str, Any]]]


def example_rows() -> Rows:
    """The rows of the pack's example, free to change."""
    return {sheet: [dict(row) for row in rows] for sheet, rows in PACK.example.rows.items()}


def workbook(rows: Mapping[str, list[dict[str, Any]]], unit: Mapping[str, Any] | None = None) -> bytes:
    """The rows as an .xlsx of the template."""
    target = io.BytesIO()
    write_book(target, TERMS, UNIT | dict(unit or {}), rows, title=PACK.title)
    return target.getvalue()


def book_of(rows: Mapping[str, list[dict[str, Any]]], unit: Mapping[str, Any] | None = None) -> NominationBook:
    """The rows as the reader gives them back."""
    return read_nominations(workbook(rows, unit), TERMS)


def report_of(rows: Mapping[str, list[dict[str, Any]]], unit: Mapping[str, Any] | None = None) -> Report:
    """The rows screened on a day of the campaign."""
    return screen_book(book_of(rows, unit), PACK, on=ON)


def example_report(**unit: Any) -> Report:
    """The example screened; keyword arguments would be labels of the unit, so give them as `**{"Ngày": …}`."""
    return report_of(example_rows(), unit)


def without(rows: Rows, *codes: str) -> Rows:
    """The rows without those that carry one of the codes."""
    return {sheet: [row for row in kept if row["Mã"] not in codes] for sheet, kept in deepcopy(rows).items()}


def family(code: str = "GD1", **changes: Any) -> Rows:
    """One family that meets everything."""
    return {
        "Gia đình": [{"Mã": code, "Họ và tên chủ hộ": "Vi Thị Thơm", "Nơi cư trú": "Thôn Nà Pất"} | changes],
        "Số liệu": [{"Mã": code, "Năm": 2018, "Chỉ tiêu": "Đóng góp", "Số tiền (đồng)": 150_000_000}],
        "Đánh giá": [{"Mã": code, "Điều kiện": "gia_dinh.guong_mau", "Kết luận": "Đạt", "Lý do": "Gương mẫu"}],
    }


def official(code: str, name: str, **changes: Any) -> Rows:
    """One official who meets everything."""
    person = {"Mã": code, "Họ và tên": name, "Nhóm đối tượng": OFFICIAL, "Dự Đại hội": "có"} | changes
    levels = {2016: EXCELLENT, 2017: GOOD, 2018: EXCELLENT, 2019: GOOD}
    return {
        "Cá nhân": [person],
        "Xếp loại": [{"Mã": code, "Năm": year, "Mức": level} for year, level in levels.items()],
        "Khen thưởng": [{"Mã": code, "Năm": 2018, "Danh hiệu, hình thức": "Chiến sỹ thi đua cấp tỉnh"}],
        "Đánh giá": [{"Mã": code, "Điều kiện": "ca_nhan.sang_kien", "Kết luận": "Đạt", "Lý do": "Sáng kiến"}],
    }


def joined(*lists: Rows) -> Rows:
    """Several lists as one."""
    sheets = {sheet for rows in lists for sheet in rows}
    return {sheet: [row for rows in lists for row in rows.get(sheet, [])] for sheet in sheets}


def every_finding(finding: Finding) -> Iterator[Finding]:
    """The finding and all inside it."""
    yield finding
    for part in finding.parts:
        yield from every_finding(part)


def finding_named(report: Report, code: str, id_: str) -> Finding:
    """The one finding of a nominee with that id."""
    [one] = [screened for screened in report.screened if screened.nominee.code == code]
    [found] = [finding for finding in every_finding(one.finding) if finding.clause.id == id_]
    return found
