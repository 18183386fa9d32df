"""A list to fill in, for a unit that has none: columns that the program knows without being told, and an example."""

from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from vinhdanh.documents.layout import FONT, TONES

_COLUMNS: Final = (
    *(("STT", 6), ("Ông, bà", 9), ("Họ và tên, tên tập thể", 30), ("Loại đối tượng", 15), ("Ngày sinh", 13)),
    *(("Dân tộc", 10), ("Chức vụ", 22), ("Đơn vị công tác", 26), ("Danh hiệu, hình thức", 34), ("Năm", 8)),
    *(("Số quyết định", 18), ("Ngày quyết định", 15), ("Cơ quan quyết định", 26), ("Thành tích", 34)),
)
_EXAMPLE: Final = (
    *(("1", "Bà", "Nguyễn Thị Đào", "Cá nhân", "12/03/1980", "Tày", "Chuyên viên", "Phòng Nội vụ"),),
    *(("2", "", "Phòng Nội vụ", "Tập thể", "", "", "", ""),),
    *(("3", "Ông", "Hoàng Văn Bình", "Hộ gia đình", "1975", "Nùng", "", "Xã Ví Dụ"),),
)
_AWARDS: Final = (
    ("Lao động tiên tiến", "2019", "12/QĐ-UBND", "15/01/2020", "Chủ tịch UBND huyện", ""),
    ("Tập thể lao động tiên tiến", "2019", "12/QĐ-UBND", "15/01/2020", "Chủ tịch UBND huyện", ""),
    ("Giấy khen", "2019", "45/QĐ-UBND", "20/3/2019", "Chủ tịch UBND xã", "Sản xuất, kinh doanh giỏi"),
)
_ROWS = 200


def write_list_template() -> bytes:
    """The workbook; its example is of invented people and is to be written over. The same bytes every time."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"title": "Danh sách khen thưởng", "created": datetime(2020, 1, 1)})  # noqa: DTZ001
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "border": 1, "border_color": f"#{TONES['line']}"}
        head = book.add_format(base | {"bold": True, "bg_color": f"#{TONES['ground']}", "text_wrap": True})
        cell = book.add_format(base | {"num_format": "@"})
        sheet = book.add_worksheet("Danh sách")
        sheet.freeze_panes(1, 3)
        for column, (header, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, head)
        for line in range(1, _ROWS + 1):
            for column in range(len(_COLUMNS)):
                sheet.write_blank(line, column, None, cell)
        for line, (who, what) in enumerate(zip(_EXAMPLE, _AWARDS, strict=True), 1):
            for column, text in enumerate((*who, *what)):
                sheet.write_string(line, column, text, cell)
        kinds = {"validate": "list", "source": ["Cá nhân", "Tập thể", "Hộ gia đình"]}
        sheet.data_validation(1, 3, _ROWS, 3, kinds)
    return written.getvalue()
