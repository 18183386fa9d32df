"""Papers as .docx held against Nghị định 30/2020/NĐ-CP, and the checker itself against faults planted on purpose."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from tests.documents import paper_samples
from tests.documents.docx_reading import ReadTable, read_docx
from tests.documents.layout_checker import check_docx
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.form_03 import compose_form_03
from vinhdanh.documents.proposal_letter import ListedNominee, compose_proposal_letter


def letter(rows: int = 5, **changes: object) -> bytes:
    return write_docx(compose_proposal_letter(paper_samples.proposal_letter(rows, **changes)))


def form(rows: int = 5, **changes: object) -> bytes:
    return write_docx(compose_form_03(paper_samples.form_03(rows, **changes)))


@pytest.mark.parametrize("rows", [1, 6, 60])
def test_the_letter_and_the_form_keep_every_rule_of_the_decree(rows: int) -> None:
    assert check_docx(letter(rows)) == []
    assert check_docx(form(rows)) == []


def test_a_draft_with_everything_missing_keeps_them_too() -> None:
    assert check_docx(letter(3, number="", day=None, signer="", superior="", bases=(), enclosures=())) == []
    assert check_docx(form(0, day=None, signer="")) == []


def test_very_long_names_keep_them_too() -> None:
    long = paper_samples.LONG_NAME
    nominees = tuple(ListedNominee("collective", long, long, paper_samples.AWARD) for _ in range(3))
    assert check_docx(letter(issuer=long, subject=f"Về việc {long}", nominees=nominees, authority=(long,))) == []


def test_one_recipient_stands_on_the_line_of_kinh_gui() -> None:
    assert check_docx(letter(recipients=("Chủ tịch Ủy ban nhân dân tỉnh",))) == []


def planted(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with one text replaced in one part, once."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(written, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert old.encode() in content, f"nothing to plant on: {old}"
                content = content.replace(old.encode(), new.encode(), 1)
            changed.writestr(name, content)
    return written.getvalue()


def restyled(role: str, old: str, new: str) -> tuple[str, str, str]:
    """A fault in the style of one role."""
    with zipfile.ZipFile(BytesIO(letter())) as package:
        styles = package.read("word/styles.xml").decode()
    start = styles.index(f'w:styleId="{role}"')
    whole = styles[start : styles.index("</w:style>", start)]
    assert old in whole, f"nothing to plant on in {role}: {old}"
    return "word/styles.xml", whole, whole.replace(old, new, 1)


DOCUMENT = "word/document.xml"
FAULTS = {
    "body of 12 points": (("BODY", 'w:sz w:val="28"', 'w:sz w:val="24"'), "body (size): 12.0"),
    "body not justified": (("BODY", 'w:jc w:val="both"', 'w:jc w:val="left"'), "body: must be aligned both"),
    "body without indent": (("BODY", 'w:firstLine="567"', 'w:firstLine="300"'), "first line indented"),
    "body too dense": (("BODY", 'w:before="120"', 'w:before="60"'), "space between paragraphs"),
    "body double spaced": (("BODY", 'w:line="264"', 'w:line="480"'), "line spacing"),
    "issuer not bold": (("ISSUER", "<w:b/>", ""), "cơ quan ban hành: must be bold"),
    "superior bold": (("SUPERIOR", "<w:color", "<w:b/><w:color"), "cơ quan chủ quản: must not be bold"),
    "Quốc hiệu of 14 points": (("NATIONAL_TITLE", 'w:sz w:val="24"', 'w:sz w:val="28"'), "Quốc hiệu (size)"),
    "date upright": (("PLACE_DATE", "<w:i/>", ""), "địa danh, ngày: must be italic"),
    "title at the left": (("KIND", 'w:jc w:val="center"', 'w:jc w:val="left"'), "tên loại: must be aligned center"),
    "basis upright": (("BASIS", "<w:i/>", ""), "căn cứ"),
    "Nơi nhận upright": (("RECEIVERS", "<w:i/>", ""), "Nơi nhận: must be italic"),
    "receivers of 12 points": (("RECEIVER", 'w:sz w:val="22"', 'w:sz w:val="24"'), "Nơi nhận, danh sách (size)"),
    "no room for the seal": (("SIGNER", 'w:before="1600"', 'w:before="0"'), "room above the name"),
    "page number of 11 points": (("PAGE_NUMBER", 'w:sz w:val="28"', 'w:sz w:val="22"'), "page number (size)"),
    "table of 11 points": (("TABLE_CELL", 'w:sz w:val="26"', 'w:sz w:val="22"'), "table (size)"),
    "left margin of 25 mm": ((DOCUMENT, 'w:left="1701"', 'w:left="1417"'), "left margin: 25.0"),
    "right margin of 25 mm": ((DOCUMENT, 'w:right="850"', 'w:right="1417"'), "right margin: 25.0"),
    "another font": (
        (DOCUMENT, '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman"', '<w:r><w:rPr><w:rFonts w:ascii="Arial"'),
        "Arial",
    ),
    "another font for the accents": (
        (
            DOCUMENT,
            'w:cs="Times New Roman" w:eastAsia="Times New Roman"/></w:rPr><w:t',
            'w:cs="Arial" w:eastAsia="Times New Roman"/></w:rPr><w:t',
        ),
        "Arial",
    ),
    "page number on page 1": ((DOCUMENT, "<w:titlePg/>", ""), "the first page must show none"),
    "annex goes on counting": ((DOCUMENT, '<w:pgNumType w:start="1"/>', ""), "each part counts from 1"),
    "no rule": ((DOCUMENT, '<w:pBdr><w:top w:val="single"', '<w:pBdr><w:top w:val="nil"'), "the rule below is missing"),
    "motto changed": ((DOCUMENT, "Độc lập - Tự do", "Độc lập – Tự do"), "Quốc hiệu, Tiêu ngữ"),
    "number without zero": ((DOCUMENT, "Số: 45/", "Số: 5/"), "số, ký hiệu"),
    "day without zero": ((DOCUMENT, "ngày 05 tháng", "ngày 5 tháng"), "địa danh, ngày"),
    "title in small letters": ((DOCUMENT, ">TỜ TRÌNH<", ">Tờ trình<"), "tên loại: must be in capitals"),
    "basis without mark": ((DOCUMENT, "Luật Thi đua, Khen thưởng;", "Luật Thi đua, Khen thưởng"), "căn cứ"),
    "recipient without mark": ((DOCUMENT, "tỉnh Lạng Sơn;", "tỉnh Lạng Sơn"), "Kính gửi"),
    "no end": ((DOCUMENT, "quyết định./.", "quyết định."), "body: must end with"),
    "no pointer to the list": ((DOCUMENT, "- Danh sách đề nghị", "- Những đề nghị"), "must point to its annex"),
    "no “Như trên”": ((DOCUMENT, "- Như trên;", "- UBND tỉnh;"), "must begin with “- Như trên;”"),
    "no archive": ((DOCUMENT, "- Lưu: VT, NV.", "- Phòng Nội vụ."), "must end with “- Lưu: VT"),
    "degree before the name": ((DOCUMENT, ">Lương Đình Khải<", ">ThS Lương Đình Khải<"), "no rank or degree"),
    "head that does not repeat": ((DOCUMENT, "<w:tblHeader/>", ""), "its head must repeat"),
    "annex without its source": (
        (DOCUMENT, "(Kèm theo Tờ trình số 45/TTr-UBND", "(Kèm theo Tờ trình"),
        "chỉ dẫn kèm theo",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_checker_finds_a_planted_fault(name: str) -> None:
    (where, old, new), words = FAULTS[name]
    target = (where, old, new) if where == DOCUMENT else restyled(where, old, new)
    faults = check_docx(planted(letter(), *target))
    assert any(words in fault for fault in faults)


def test_the_checker_finds_a_wrong_order() -> None:
    data = letter()
    with zipfile.ZipFile(BytesIO(data)) as package:
        document = package.read(DOCUMENT).decode()
    kind = document.index('<w:p><w:pPr><w:pStyle w:val="KIND"/>')
    end = document.index("</w:p>", kind) + len("</w:p>")
    basis = document.index('<w:p><w:pPr><w:pStyle w:val="BASIS"/>')
    moved = document[:kind] + document[end:basis] + document[kind:end] + document[basis:]
    assert any("tên loại" in fault for fault in check_docx(planted(data, DOCUMENT, document, moved)))


def test_the_signature_is_tied_to_at_least_two_lines_of_text() -> None:
    """A closing line of one line alone is not enough: the paragraph before it is tied as well."""
    section = read_docx(letter(paragraphs=("Mở đầu. " * 30, "Kính trình."), enclosures=()))[0]
    before, closing = [block for block in section.blocks[:-1] if not isinstance(block, ReadTable) and block.text][-2:]
    assert closing.text == "Kính trình./."
    assert closing.keep
    assert before.keep


def test_the_last_row_stays_with_the_signature_and_rows_are_not_split() -> None:
    tables = [block for block in read_docx(form(6))[0].blocks if isinstance(block, ReadTable)]
    rows = tables[0].rows
    assert all(row.whole for row in rows)
    assert all(paragraph.keep for cell in rows[-1].cells for paragraph in cell)
    assert not any(paragraph.keep for cell in rows[2].cells for paragraph in cell)


def test_a_row_that_fills_a_page_may_be_split() -> None:
    entry = paper_samples.form_03(1).entries[0]
    long = type(entry)("individual", entry.name, "\n".join([paper_samples.ACHIEVEMENTS] * 9))
    rows = read_docx(form(entries=(long,)))[0].blocks
    table = next(block for block in rows if isinstance(block, ReadTable) and block.lined)
    assert [row.whole for row in table.rows] == [True, True, False]


def test_the_same_record_gives_the_same_bytes() -> None:
    assert letter() == letter()


def test_the_file_carries_title_language_and_date_but_no_author() -> None:
    with zipfile.ZipFile(BytesIO(letter(day=date(2020, 6, 5)))) as package:
        core = package.read("docProps/core.xml").decode()
        settings = package.read("word/settings.xml").decode()
        assert {info.date_time[:3] for info in package.infolist()} == {(2020, 6, 5)}
    assert "Tờ trình số 45/TTr-UBND" in core
    assert "vi-VN" in core
    assert "2020-06-05" in core
    assert "python-docx" not in core
    assert 'w:val="15"' in settings


def test_marks_of_markup_in_a_name_stay_as_typed() -> None:
    name = 'Tổ <b>&amp; "Đoàn kết" *1* #panic() \\'
    nominee = ListedNominee("collective", name, "x\x07y", paper_samples.AWARD)
    with zipfile.ZipFile(BytesIO(letter(nominees=(nominee,)))) as package:
        document = package.read(DOCUMENT).decode()
    assert 'Tổ &lt;b&gt;&amp;amp; "Đoàn kết" *1* #panic() \\' in document
    assert ">xy<" in document


def test_five_thousand_rows_are_all_there() -> None:
    tables = [block for block in read_docx(letter(5000))[1].blocks if isinstance(block, ReadTable)]
    assert len(tables[0].rows) == 1 + 3 + 5000
