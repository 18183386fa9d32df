"""Workbooks for the tests of reading: the lists of the contract, and ways to make clean and dirty files."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl

from vinhdanh.intake.terms import NominationTerms, Terms

SHORT = {"UBND": "Ủy ban nhân dân"}
FILLERS = frozenset({"của", "danh hiệu", "hình thức"})
AWARDS = {
    "co_chinh_phu": "Cờ thi đua của Chính phủ",
    "bang_khen_thu_tuong": "Bằng khen của Thủ tướng Chính phủ",
    "co_tinh": "Cờ thi đua của UBND tỉnh",
    "bang_khen_tinh": "Bằng khen của Chủ tịch UBND tỉnh",
    "tap_the_xuat_sac": "Tập thể lao động xuất sắc",
    "don_vi_quyet_thang": "Đơn vị quyết thắng",
    "cstd_tinh": "Chiến sỹ thi đua cấp tỉnh",
    "cstd_co_so": "Chiến sỹ thi đua cơ sở",
    "tap_the_tien_tien": "Tập thể lao động tiên tiến",
    "lao_dong_tien_tien": "Lao động tiên tiến",
    "giay_khen": "Giấy khen",
}
TERMS = NominationTerms(
    groups=Terms(
        {
            "cong_an": "Công an",
            "quan_su": "Quân sự",
            "bien_phong": "Biên phòng",
            "y_te": "Y tế",
            "nong_nghiep": "Nông nghiệp và Phát triển nông thôn",
            "giao_duc": "Giáo dục và Đào tạo",
            "huyen": "Huyện/thành phố",
            "don_vi_khac": "Đơn vị khác trong cụm thi đua",
        }
    ),
    sizes=Terms({"nho": "nhỏ", "lon": "lớn"}),
    categories=Terms(
        {
            "nong_dan": "Nông dân",
            "cong_nhan": "Công nhân, người lao động",
            "hoc_sinh": "Học sinh, sinh viên",
            "can_bo": "Cán bộ, công chức, viên chức",
        }
    ),
    head_roles=Terms(
        {
            "co_so": "Đơn vị cơ sở, đơn vị trực thuộc",
            "so_nganh": "Sở, ban, ngành, đoàn thể, huyện, thành phố",
        }
    ),
    ratings=Terms(
        {
            "xuat_sac": "Hoàn thành xuất sắc nhiệm vụ",
            "tot": "Hoàn thành tốt nhiệm vụ",
            "hoan_thanh": "Hoàn thành nhiệm vụ",
            "khong": "Không hoàn thành nhiệm vụ",
        }
    ),
    awards=Terms(AWARDS, abbreviations=SHORT, fillers=FILLERS),
    indicators=Terms({"thu_nhap": "Thu nhập sau chi phí", "loi": "Giá trị làm lợi", "dong_gop": "Đóng góp"}),
    judgements=Terms(
        {
            "guong_mau": "Gương mẫu chấp hành chủ trương, chính sách, pháp luật",
            "sang_tao": "Có mô hình mới, cách làm sáng tạo, có sức lan tỏa",
        }
    ),
)
HEADERS = {
    "Tập thể": ["Mã", "Tên tập thể", "Quy mô", "Thôn, bản, khu phố", "Dự Đại hội", "Tóm tắt thành tích", "Ghi chú"],
    "Cá nhân": [
        "Mã",
        "Họ và tên",
        "Ngày sinh",
        "Giới tính",
        "Dân tộc",
        "Chức vụ",
        "Nơi công tác, cư trú",
        "Nhóm đối tượng",
        "Thủ trưởng",
        "Mã đơn vị đứng đầu",
        "Lao động trực tiếp",
        "Dự Đại hội",
        "Tóm tắt thành tích",
        "Ghi chú",
    ],
    "Gia đình": ["Mã", "Họ và tên chủ hộ", "Nơi cư trú", "Dự Đại hội", "Tóm tắt thành tích", "Ghi chú"],
    "Xếp loại": ["Mã", "Năm", "Mức", "Cơ quan công nhận", "Số quyết định"],
    "Khen thưởng": ["Mã", "Năm", "Danh hiệu, hình thức", "Số quyết định", "Ngày", "Cơ quan quyết định"],
    "Số liệu": ["Mã", "Năm", "Chỉ tiêu", "Số tiền (đồng)", "Minh chứng"],
    "Đánh giá": ["Mã", "Điều kiện", "Kết luận", "Người đánh giá", "Lý do"],
}
UNIT = {
    "Tên đơn vị": "Sở Y tế",
    "Loại đơn vị": "Y tế",
    "Cụm thi đua": "Khối Văn hóa - Xã hội",
    "Số tờ trình": "45/TTr-SYT",
    "Ngày": date(2020, 5, 20),
    "Người ký": "Lương Thị Hồng Vân",
    "Chức vụ người ký": "Giám đốc",
}
ROWS: dict[str, list[list[object]]] = {
    "Tập thể": [["TT01", "Trạm Y tế xã Đồng Tâm", "nhỏ", "Không", "Có", "Năm năm liền dẫn đầu", ""]],
    "Cá nhân": [
        [
            "CN01",
            "Hoàng Thị Bích",
            "05/6/1975",
            "Nữ",
            "Tày",
            "Trưởng trạm",
            "Trạm Y tế xã Đồng Tâm",
            "Cán bộ, công chức, viên chức",
            "Đơn vị cơ sở, đơn vị trực thuộc",
            "TT01",
            "Có",
            "Có",
            "",
            "",
        ],
        ["CN02", "Nông Văn Cường", "1980", "Nam", "Nùng", "", "Thôn Nà Pài", "Nông dân", "", "", "x", "", "", ""],
    ],
    "Gia đình": [["GD01", "Vi Văn Dũng", "Thôn Nà Pài, xã Đồng Tâm", "Không", "", ""]],
    "Xếp loại": [
        ["TT01", 2018, "Hoàn thành tốt nhiệm vụ", "Sở Nội vụ", "12/QĐ-SNV"],
        ["TT01", 2019, "Hoàn thành xuất sắc nhiệm vụ", "Sở Nội vụ", "15/QĐ-SNV"],
    ],
    "Khen thưởng": [
        ["CN01", 2019, "Bằng khen của Chủ tịch UBND tỉnh", "215/QĐ-UBND", date(2020, 1, 15), "UBND tỉnh"],
    ],
    "Số liệu": [["CN02", 2019, "Thu nhập sau chi phí", 200_000_000, "Xác nhận của UBND xã"]],
    "Đánh giá": [["CN02", "guong_mau", "Đạt", "Hội đồng thi đua", "Họp ngày 10/5/2020"]],
}

Change = Callable[[openpyxl.Workbook], object]


def workbook(*changes: Change) -> bytes:
    """The clean workbook above, after the changes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    unit = book.create_sheet("Đơn vị")
    for pair in UNIT.items():
        unit.append(pair)
    for name, headers in HEADERS.items():
        sheet = book.create_sheet(name)
        sheet.append(headers)
        for row in ROWS[name]:
            sheet.append(row)
    for change in changes:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def put(sheet: str, cell: str, value: object) -> Change:
    """A change: one cell."""
    return lambda book: book[sheet].__setitem__(cell, value)


def add(sheet: str, *row: object) -> Change:
    """A change: one row more."""
    return lambda book: book[sheet].append(row)


def with_parts(content: bytes, changed: dict[str, bytes | None]) -> bytes:
    """The archive with parts replaced, added, or (None) left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, part in changed.items():
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def part(content: bytes, name: str) -> str:
    """One part of the archive as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()
