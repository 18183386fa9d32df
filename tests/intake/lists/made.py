"""Lists for the tests, written by code: workbooks, documents and texts of invented people; and the closed lists."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import docx
import openpyxl
from docx.document import Document

from vinhdanh.intake.lists import ListTerms, open_list, propose, read_list
from vinhdanh.intake.lists.records import ClassFacts, ListContext, ListFile, ListTable, Reading
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.terms import Terms

AWARDS = {
    "huan_chuong_lao_dong": "Huân chương Lao động",
    "bang_khen_thu_tuong": "Bằng khen của Thủ tướng Chính phủ",
    "bang_khen_bo": "Bằng khen của Bộ, ban, ngành, đoàn thể trung ương",
    "bang_khen_tinh": "Bằng khen của Chủ tịch UBND tỉnh",
    "co_thi_dua_tinh": "Cờ thi đua của UBND tỉnh",
    "chien_sy_thi_dua_tinh": "Chiến sỹ thi đua cấp tỉnh",
    "chien_sy_thi_dua_co_so": "Chiến sỹ thi đua cơ sở",
    "tap_the_lao_dong_xuat_sac": "Tập thể lao động xuất sắc",
    "tap_the_lao_dong_tien_tien": "Tập thể lao động tiên tiến",
    "lao_dong_tien_tien": "Lao động tiên tiến",
    "giay_khen": "Giấy khen",
}
FORMS = {"huan_chuong_lao_dong", "bang_khen_thu_tuong", "bang_khen_bo", "bang_khen_tinh", "giay_khen"}
TERMS = ListTerms(
    awards=Terms(
        AWARDS,
        also={
            "bang_khen_tinh": ["Bằng khen tỉnh", "Bằng khen của UBND tỉnh", "Bằng khen cấp tỉnh"],
            "bang_khen_bo": ["Bằng khen cấp Bộ"],
            "chien_sy_thi_dua_co_so": ["Chiến sỹ thi đua cấp cơ sở"],
        },
        abbreviations={
            **{"UBND": "Ủy ban nhân dân", "CT": "Chủ tịch", "BK": "Bằng khen", "GK": "Giấy khen"},
            **{"CSTĐCS": "Chiến sỹ thi đua cơ sở", "CSTĐ": "Chiến sỹ thi đua", "LĐTT": "Lao động tiên tiến"},
            **{"TTLĐXS": "Tập thể lao động xuất sắc", "TTLĐTT": "Tập thể lao động tiên tiến"},
        },
        fillers=frozenset({"của", "danh hiệu"}),
        prefixes={"giay_khen": ["Giấy khen"], "huan_chuong_lao_dong": ["Huân chương Lao động"]},
    ),
    award_types={code: "form" if code in FORMS else "title" for code in AWARDS},
    ratings=Terms(
        {
            "excellent": "Hoàn thành xuất sắc nhiệm vụ",
            "good": "Hoàn thành tốt nhiệm vụ",
            "fair": "Hoàn thành nhiệm vụ",
            "failed": "Không hoàn thành nhiệm vụ",
        },
        also={"excellent": ["HTXSNV", "Xuất sắc"], "good": ["HTTNV"], "fair": ["HTNV"]},
    ),
    manners=Terms({"regular": "thường xuyên", "theme": "chuyên đề", "sudden": "đột xuất"}),
    classes=Terms(
        {"worker": "Công nhân, nông dân, người lao động trực tiếp", "leader": "Cán bộ lãnh đạo", "pupil": "Học sinh"}
    ),
    class_facts={
        "worker": ClassFacts("individual", leader=False, direct_worker=True),
        "leader": ClassFacts("individual", leader=True, direct_worker=False),
        "pupil": ClassFacts("individual", leader=False, at_school=True),
    },
)
ON = date(2026, 1, 1)


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    merged: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
) -> bytes:
    """An .xlsx; `merged` ranges and number `formats` (cell → format) are of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cell, shown in (formats or {}).items():
        book.worksheets[0][cell].number_format = shown
    for span in merged:
        book.worksheets[0].merge_cells(span)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet(*rows: Sequence[object], merged: Iterable[str] = (), name: str = "Danh sách") -> bytes:
    """An .xlsx of one sheet."""
    return workbook({name: rows}, merged)


def saved(document: Document) -> bytes:
    """The bytes of a Word document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def document(*blocks: str | Sequence[Sequence[str]]) -> bytes:
    """A .docx: a text is a paragraph, rows of texts are a table."""
    made = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(len(block), max(map(len, block)))
        for row, cells in enumerate(block):
            for column, words in enumerate(cells):
                table.cell(row, column).text = words
    return saved(made)


def opened(content: bytes, name: str = "danh sach") -> ListFile:
    """The file as opened, every row of it accounted for."""
    found = open_list(content, name)
    for table in (*found.tables, *found.catalogues):
        assert_whole(table)
    return found


def refusal_of(content: bytes) -> str:
    """The sentence with which a file is refused, `""` where it is opened; anything else that happens is a failure."""
    try:
        open_list(content, "danh sach")
    except Unreadable as refused:
        return refused.sentence
    return ""


def assert_whole(table: ListTable) -> None:
    """Each row number from the first to the last stands in exactly one place."""
    numbers = [
        *(line.number for line in table.title if line.number),
        *table.header_rows,
        *(row.number for row in table.rows),
        *(aside.number for aside in table.asides),
    ]
    assert sorted(numbers) == list(range(min(numbers), max(numbers) + 1))


def read(
    source: bytes | ListTable,
    mapping: Mapping[int, str] | None = None,
    context: ListContext | None = None,
    edits: Mapping[tuple[int, int], str] | None = None,
) -> Reading:
    """The first table of a file, read as proposed but for what is given."""
    table = source if isinstance(source, ListTable) else opened(source).tables[0]
    proposal = propose(table, TERMS)
    chosen = proposal.mapping if mapping is None else mapping
    reading = read_list(table, chosen, context or proposal.context, TERMS, edits, on=ON)
    assert len(reading.rows) + len(reading.refused) == len(table.rows)
    assert len(reading.problems) == len(reading.places)
    return reading


def messages(reading: Reading) -> list[str]:
    """What is said of the problems."""
    return [problem.message for problem in reading.problems]


def awards(reading: Reading) -> list[list[str]]:
    """The codes of the awards of each row that was taken."""
    return [[award.code for award in row.awards] for row in reading.rows]
