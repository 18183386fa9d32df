"""The first sheet of the nomination workbook: what each column means, what it accepts, an example."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from vinhdanh.intake.cells import FIRST_YEAR, LAST_YEAR
from vinhdanh.intake.columns import UNIT, UNIT_EXTRAS, Column, Kind, Need, Sheet, sheets_of
from vinhdanh.intake.styles import Styles, row_height
from vinhdanh.intake.terms import NominationTerms

GUIDE = "Hướng dẫn"

_WIDTHS = (24, 13, 46, 48, 24)
_HEADING = 21.0
_HEADINGS = ("Cột", "Cần ghi", "Ý nghĩa", "Giá trị nhận", "Ví dụ")
_NEEDS = {Need.KEY: "Bắt buộc", Need.WANTED: "Cần để xét", Need.OPTIONAL: "Nếu có"}
_PARAGRAPHS = (
    "Điền các trang phía sau, mỗi dòng một đối tượng hoặc một sự việc. Tiêu đề nền đỏ là cột bắt buộc, chữ đỏ là cột "
    "cần để xét tiêu chuẩn; bấm vào tiêu đề để xem giải thích.",
    "Cột Mã nối các trang với nhau: đặt mã cho từng tập thể, cá nhân, gia đình, rồi ghi lại đúng mã đó ở các trang "
    "Xếp loại, Khen thưởng, Số liệu, Đánh giá.",
    "Điều chưa ghi là chưa biết, riêng trang Khen thưởng phải ghi đủ: không có dòng nào nghĩa là chưa được khen "
    "thưởng, bỏ cả trang là chưa biết. Không cần giữ thứ tự cột; có thể thêm cột riêng của đơn vị, các "
    "cột đó không được đọc.",
)


def write_guide(sheet: Worksheet, terms: NominationTerms, styles: Styles, title: str) -> None:
    """Writes the sheet; `title` names the campaign."""
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&RTrang &P/&N")
    sheet.merge_range(0, 0, 0, len(_WIDTHS) - 1, title or "Bảng đề nghị khen thưởng", styles.title)
    sheet.set_row(0, 26)
    row = 1
    for paragraph in _PARAGRAPHS:
        row = _paragraph(sheet, row, paragraph, styles.paragraph)
    for known in sheets_of(bool(terms.proposed.labels)):
        row = _sheet_part(sheet, row + 1, known, terms, styles)
    _judgements_part(sheet, row + 1, terms, styles)


def accepted(column: Column, terms: NominationTerms) -> str:
    """What a column takes, in words."""
    if column.kind is Kind.CHOICE:
        return "; ".join(getattr(terms, column.terms).labels.values())
    return {
        Kind.CODE: "Chữ và số, ghi như nhau ở mọi trang" if column.header.startswith("Mã") else "Chữ và số",
        Kind.TEXT: "Chữ",
        Kind.LONG_TEXT: "Chữ",
        Kind.BIRTH: "Ngày/tháng/năm, tháng/năm hoặc năm",
        Kind.DATE: "Ngày/tháng/năm",
        Kind.YEAR: f"Năm từ {FIRST_YEAR} đến {LAST_YEAR}",
        Kind.AMOUNT: "Số nguyên đồng, không âm; hoặc chữ như 200 triệu, 1,5 tỷ",
        Kind.COUNT: "Số nguyên, không âm",
        Kind.YES_NO: "Có hoặc Không (cũng nhận x, 1, 0); để trống là chưa biết",
        Kind.CONDITION: "Một ký hiệu trong bảng ở cuối trang này",
        Kind.CONCLUSION: "Đạt hoặc Không đạt",
    }[column.kind]


def _paragraph(sheet: Worksheet, row: int, text: str, style: Format) -> int:
    """One paragraph over the whole width; returns the row below it."""
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, text, style)
    sheet.set_row(row, row_height([(text, sum(_WIDTHS))]))
    return row + 1


def _sheet_part(sheet: Worksheet, row: int, known: Sheet, terms: NominationTerms, styles: Styles) -> int:
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, f"Trang “{known.name}”", styles.heading)
    sheet.set_row(row, _HEADING)
    row = _paragraph(sheet, row + 1, known.about, styles.paragraph)
    for index, heading in enumerate(_HEADINGS):
        shown = "Mục" if known is UNIT and index == 0 else heading
        sheet.write_string(row, index, shown, styles.header(Need.OPTIONAL))
    for column in known.columns:
        row += 1
        _entry(sheet, row, column, _NEEDS[column.need], terms, styles)
    if known is UNIT:
        for column in UNIT_EXTRAS:
            row += 1
            _entry(sheet, row, column, "Có thể thêm", terms, styles)
        added = " và ".join(f"“{column.header}”" for column in UNIT_EXTRAS)
        return _paragraph(sheet, row + 1, f"Có thể thêm các dòng {added} vào dưới các mục có sẵn.", styles.paragraph)
    return row + 1


def _entry(sheet: Worksheet, row: int, column: Column, need: str, terms: NominationTerms, styles: Styles) -> None:
    texts = (column.header, need, column.meaning, accepted(column, terms), column.example)
    sheet.write_string(row, 0, texts[0], styles.entry_name)
    for index, text in enumerate(texts[1:], 1):
        sheet.write_string(row, index, text, styles.entry)
    sheet.set_row(row, row_height(list(zip(texts, _WIDTHS, strict=True))))


def _judgements_part(sheet: Worksheet, row: int, terms: NominationTerms, styles: Styles) -> None:
    labels = terms.judgements.labels
    if not labels:
        return
    last = len(_WIDTHS) - 1
    sheet.merge_range(row, 0, row, last, "Các điều kiện cần đánh giá (cột “Điều kiện”)", styles.heading)
    sheet.set_row(row, _HEADING)
    sheet.merge_range(row + 1, 0, row + 1, 1, "Ký hiệu", styles.header(Need.OPTIONAL))
    sheet.merge_range(row + 1, 2, row + 1, last, "Điều kiện", styles.header(Need.OPTIONAL))
    for index, (code, words) in enumerate(labels.items(), row + 2):
        sheet.merge_range(index, 0, index, 1, code, styles.entry_name)
        sheet.merge_range(index, 2, index, last, words, styles.entry)
        sheet.set_row(index, row_height([(code, sum(_WIDTHS[:2])), (words, sum(_WIDTHS[2:]))]))
