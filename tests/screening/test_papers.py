"""The papers of a screened workbook: each is written, holds everybody once, and leaves blanks for what is not known."""

import io
from datetime import date
from zipfile import ZipFile

import docx
import openpyxl
import pypdfium2
import pytest

from tests.screening.lists import GOOD, PACK, Rows, example_report, example_rows, family, joined, official, report_of
from vinhdanh.screening.papers import MOST_IN_PDF, PAPERS, TooLong, findings_record, form_03, proposal_letter
from vinhdanh.screening.report import Report

NAMES = [
    *("Trường PTDTBT THCS xã Ví Dụ", "UBND xã Ví Dụ"),
    *("Ông Hoàng Văn Páo", "Bà Lương Thị Hường", "Bà Nông Thị Bích Đào"),
    "Gia đình Vi Thị Thơm",
]
FORMATS = {"mau-03": {"docx", "pdf"}, "to-trinh": {"docx", "pdf"}, "ket-qua": {"pdf", "xlsx"}}
MAGIC = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-"}


@pytest.fixture(scope="module")
def example() -> Report:
    return example_report()


def written(report: Report, slug: str, extension: str) -> bytes:
    return PAPERS[slug].write(report, extension)


def lines(content: bytes) -> list[str]:
    """The text of a .docx as lines: of its paragraphs, and of the cells of its tables, a merged cell once."""
    found: list[str] = []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = {id(cell._tc): cell for cell in row.cells}
                found += [line for cell in cells.values() for line in cell.text.splitlines()]
        else:
            found += block.text.splitlines()
    return [line.strip() for line in found if line.strip()]


def listed_names(report: Report) -> list[str]:
    """The names in the list of the letter."""
    rows = docx.Document(io.BytesIO(written(report, "to-trinh", "docx"))).tables[-1].rows
    return [row.cells[1].text for row in rows if row.cells[0].text.isdigit()]


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


def test_these_are_the_papers_and_their_formats() -> None:
    assert {slug: set(kind.formats) for slug, kind in PAPERS.items()} == FORMATS
    assert all(kind.slug == slug and kind.label and kind.about for slug, kind in PAPERS.items())


def test_a_list_far_beyond_any_quota_is_written_but_not_set_as_pdf() -> None:
    rows: Rows = {"Tập thể": [{"Mã": f"T{n}", "Tên tập thể": f"Thôn {n}"} for n in range(MOST_IN_PDF + 1)]}
    report = report_of(rows)
    assert PAPERS["to-trinh"].available(report) == ("docx",)
    with pytest.raises(TooLong) as refused:
        written(report, "to-trinh", "pdf")
    assert refused.value.sentence == (
        "Tờ trình dạng PDF chỉ soạn cho không quá 500 trường hợp, tệp này có 501; hãy tải dạng Word hoặc Excel."
    )
    listed = listed_names(report)
    assert (len(listed), listed[-1]) == (MOST_IN_PDF + 1, f"Thôn {MOST_IN_PDF}")


@pytest.mark.parametrize(("slug", "extension"), [(slug, one) for slug, all_ in FORMATS.items() for one in sorted(all_)])
def test_each_paper_is_written_in_each_format_and_is_the_same_each_time(
    example: Report, slug: str, extension: str
) -> None:
    content = written(example, slug, extension)
    assert content.startswith(MAGIC[extension])
    assert content == written(example, slug, extension)


@pytest.mark.parametrize("slug", ["mau-03", "to-trinh"])
def test_each_list_holds_everybody_once(example: Report, slug: str) -> None:
    """HD II.3.1: the form and the list name collectives, people and families."""
    found = lines(written(example, slug, "docx"))
    assert {name: found.count(name) for name in NAMES} == dict.fromkeys(NAMES, 1)
    assert [found.count(group) for group in ("Tập thể", "Cá nhân", "Gia đình")] == [1, 1, 1]


@pytest.mark.parametrize("slug", ["mau-03", "to-trinh"])
def test_the_pdf_says_what_the_docx_says(example: Report, slug: str) -> None:
    text = pdf_text(written(example, slug, "pdf"))
    assert [name for name in NAMES if name not in text] == []


def test_the_form_holds_each_summary_and_note_beside_its_name() -> None:
    rows = family(**{"Tóm tắt thành tích": "Hiến 1.250 m² đất.", "Ghi chú": "Có đơn"})
    table = docx.Document(io.BytesIO(written(report_of(rows), "mau-03", "docx"))).tables[0]
    assert [cell.text for cell in table.rows[-1].cells] == [
        "1",
        "Gia đình Vi Thị Thơm\nThôn Nà Pất",
        "Hiến 1.250 m² đất.",
        "Có đơn",
    ]


def test_the_letter_counts_each_kind_in_words_of_an_official_paper(example: Report) -> None:
    text = " ".join(lines(written(example, "to-trinh", "docx")))
    assert "tặng Bằng khen cho 02 tập thể, 03 cá nhân, 01 gia đình có thành tích" in text
    assert "Danh sách gồm 02 tập thể, 03 cá nhân, 01 gia đình./." in text
    assert "{" not in text


def test_the_letter_encloses_the_rest_of_the_dossier(example: Report) -> None:
    """HD II.3.1; the letter itself is the first part and is not its own enclosure."""
    text = " ".join(lines(written(example, "to-trinh", "docx")))
    enclosed = [part for part in PACK.dossier.parts if part.id != PACK.papers.letter_part]
    assert len(enclosed) == len(PACK.dossier.parts) - 1
    assert all(part.text in text for part in enclosed)


@pytest.mark.parametrize(
    ("number", "shown", "in_the_list"),
    [
        ("45/TTr-UBND", "Số: 45/TTr-UBND", "số 45/TTr-UBND"),
        ("7", "Số: 07/TTr-UBND", "số 07/TTr-UBND"),
        ("", "Số: /TTr-UBND", "số ……/TTr-UBND"),
    ],
    ids=["as the unit wrote it", "a bare number", "no number yet"],
)
def test_the_number_of_the_letter(number: str, shown: str, in_the_list: str) -> None:
    found = lines(written(example_report(**{"Số tờ trình": number}), "to-trinh", "docx"))
    assert shown in [" ".join(line.split()) for line in found]
    assert in_the_list in " ".join(found)


@pytest.mark.parametrize("slug", ["mau-03", "to-trinh"])
def test_a_date_that_is_not_known_leaves_blanks_before_the_year_of_the_campaign(slug: str) -> None:
    assert "Chi Lăng, ngày …… tháng …… năm 2020" in lines(written(example_report(**{"Ngày": ""}), slug, "docx"))


@pytest.mark.parametrize("slug", ["mau-03", "to-trinh"])
def test_a_date_is_written_as_official_papers_do(slug: str) -> None:
    """NĐ 30/2020, Phụ lục I, II.4.b."""
    found = lines(written(example_report(**{"Ngày": date(2020, 2, 5)}), slug, "docx"))
    assert "Chi Lăng, ngày 05 tháng 02 năm 2020" in found


@pytest.mark.parametrize("slug", ["mau-03", "to-trinh"])
def test_the_signature_stands_under_its_authority(example: Report, slug: str) -> None:
    found = lines(written(example, slug, "docx"))
    start = found.index("TM. ỦY BAN NHÂN DÂN")
    assert found[start : start + 3] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Vi Văn Thành"]


@pytest.mark.parametrize("slug", ["mau-03", "to-trinh"])
def test_a_unit_that_wrote_almost_nothing_gets_a_draft_with_blanks(slug: str) -> None:
    nothing = dict.fromkeys(PACK.example.unit, "")
    text = " ".join(lines(written(report_of(family(), nothing), slug, "docx")))
    assert "Gia đình Vi Thị Thơm" in text
    assert "THỦ TRƯỞNG ĐƠN VỊ" in text
    assert "Lạng Sơn, ngày …… tháng …… năm 2020" in text


@pytest.mark.parametrize(("slug", "extension"), [(slug, one) for slug, all_ in FORMATS.items() for one in sorted(all_)])
def test_a_list_without_anybody_can_still_be_written(slug: str, extension: str) -> None:
    assert written(report_of({}), slug, extension).startswith(MAGIC[extension])


@pytest.mark.parametrize(
    ("sex", "name", "shown"),
    [
        ("Nam", "Hoàng Văn Páo", "Ông Hoàng Văn Páo"),
        ("nữ", "Lương Thị Hường", "Bà Lương Thị Hường"),
        ("", "Lương Thị Hường", "Lương Thị Hường"),
        ("Nữ", "Bà Lương Thị Hường", "Bà Lương Thị Hường"),
        ("Nam", "ÔNG HOÀNG VĂN PÁO", "ÔNG HOÀNG VĂN PÁO"),
    ],
)
def test_a_person_is_addressed_once(sex: str, name: str, shown: str) -> None:
    report = report_of(official("CN1", name, **{"Giới tính": sex}))
    assert listed_names(report) == [shown]


@pytest.mark.parametrize("name", ["Gia đình ông Vi Văn Dũng", "GIA ĐÌNH ông Vi Văn Dũng"])
def test_a_family_is_called_a_family_once(name: str) -> None:
    assert listed_names(report_of(family(**{"Họ và tên chủ hộ": name}))) == [name]


@pytest.mark.parametrize(
    "awkward", ["=1+1", "A & B <i>", 'Nguyễn "Tèo"', "#panic() *đậm* _x_ $1$ @a \\n", "Chi\x0blăng"]
)
def test_what_was_typed_reaches_every_paper_as_text(awkward: str) -> None:
    rows = family(**{"Tóm tắt thành tích": awkward, "Nơi cư trú": awkward})
    report = report_of(rows)
    shown = " ".join(awkward.replace("\x0b", " ").split())
    assert shown in " ".join(lines(written(report, "mau-03", "docx")))
    assert shown.replace(" ", "") in pdf_text(written(report, "mau-03", "pdf")).replace(" ", "")
    sheet = openpyxl.load_workbook(io.BytesIO(written(report, "ket-qua", "xlsx")))["Kết quả"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_findings_hold_each_condition_and_each_problem() -> None:
    rows: Rows = joined(example_rows(), {"Xếp loại": [{"Mã": "KHAC", "Năm": 2018, "Mức": GOOD}]})
    report = report_of(rows)
    book = openpyxl.load_workbook(io.BytesIO(written(report, "ket-qua", "xlsx")))
    assert book.sheetnames == ["Kết quả", "Điều kiện", "Số lượng", "Lỗi cần sửa"]
    names = [row[1] for row in book["Kết quả"].iter_rows(min_row=5, values_only=True)]
    assert names == [one.nominee.name for one in report.screened]
    assert "KHAC" in [row[3] for row in book["Lỗi cần sửa"].iter_rows(values_only=True)]
    record = findings_record(report)
    assert sum(len(one.lines) for one in record.nominees) == book["Điều kiện"].max_row - 4


def test_a_paper_is_a_whole_archive(example: Report) -> None:
    for slug in ("mau-03", "to-trinh"):
        with ZipFile(io.BytesIO(written(example, slug, "docx"))) as archive:
            assert archive.testzip() is None


def test_a_paper_carries_its_title_and_day(example: Report) -> None:
    assert "45/TTr-UBND" in proposal_letter(example).title
    assert form_03(example).day == proposal_letter(example).day == date(2020, 5, 20)
