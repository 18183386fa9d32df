"""What a file is is decided by its content; what cannot be read is refused with what to do, and costs nothing."""

import io
import random
import re
import zipfile

import docx
import pytest

from tests.intake.lists.made import document, opened, refusal_of, saved, sheet, workbook
from tests.intake.workbooks import part, with_parts
from vinhdanh.intake.lists import open_list
from vinhdanh.intake.lists.workbooks import MOST_CELLS
from vinhdanh.intake.problems import Unreadable

LIST = sheet(["STT", "Họ và tên", "Danh hiệu"], [1, "Hoàng Văn Bình", "LĐTT"])
WORDS = document([["TT", "Họ và tên", "Danh hiệu"], ["1", "Hoàng Văn Bình", "LĐTT"]])
ROWS = "STT,Họ và tên,Danh hiệu\n1,Nguyễn Thị Đào,LĐTT\n"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCUMENT = "word/document.xml"


def sentence(content: bytes, **limits: int) -> str:
    with pytest.raises(Unreadable) as refused:
        open_list(content, "danh sách.xlsx", **limits)
    assert refused.value.sentence.endswith(".")
    return refused.value.sentence


@pytest.mark.parametrize(("content", "kind"), [(LIST, "xlsx"), (WORDS, "docx"), (ROWS.encode(), "csv")], ids=str)
def test_the_kind_is_seen_whatever_the_name_says(content, kind) -> None:
    found = opened(content, "đặt tên sai.doc")
    assert (found.kind, found.name) == (kind, "đặt tên sai.doc")
    assert found.tables[0].rows[0].cells[-1] == "LĐTT"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp rỗng"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le") + bytes(512), "đặt mật khẩu"),
        (OLE2 + "WordDocument".encode("utf-16-le") + bytes(512), "Word cũ (.doc)"),
        (OLE2 + "Workbook".encode("utf-16-le") + bytes(512), "bị hỏng"),
        (OLE2 + bytes(512), "Office cũ"),
        (b"%PDF-1.7\n%\xe2\xe3", "Tệp là PDF"),
        (b"{\\rtf1\\ansi STT}", "RTF"),
        (
            b"<html><table><tr><td>STT</td></tr></table></html>",
            "trang web hoặc XML mang tên bảng tính; hãy mở bằng Excel",
        ),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "trang web hoặc XML"),
        ("<html><table>".encode("utf-16"), "trang web hoặc XML"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Không nhận ra"),
        (b"PK\x05\x06" + bytes(18), "tệp nén trống"),
        (b"chi mot dong", "Không thấy danh sách nào"),
    ],
)
def test_other_kinds_of_files_say_what_to_do(content, said) -> None:
    assert said in sentence(content)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xl/workbook.bin", ".xlsb"),
        ("content.xml", "OpenDocument"),
        ("ppt/presentation.xml", "bản trình chiếu"),
        ("danh sách.xlsx", "không chứa bảng Excel hay văn bản Word; hãy giải nén"),
    ],
)
def test_other_archives(name, said) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
    assert said in sentence(target.getvalue())


def test_a_file_over_the_limit() -> None:
    assert "vượt quá 1 MB" in sentence(bytes(1024 * 1024 + 1), limit=1024 * 1024)


@pytest.mark.parametrize(
    ("encoding", "prefix"),
    [("utf-8", b""), ("utf-8-sig", b""), ("utf-16", b""), ("utf-16-le", b""), ("utf-16-be", b""), ("utf-32", b"")],
)
def test_alphabets_of_plain_text(encoding, prefix) -> None:
    assert opened(prefix + ROWS.encode(encoding)).tables[0].rows[0].cells[1] == "Nguyễn Thị Đào"


def test_the_vietnamese_alphabet_of_windows() -> None:
    written = "STT,Họ và tên,Danh hiệu\n1,Nguyễn Thị Đào,LĐTT\n"
    tones = {"ọ": "o\u0323", "à": "à", "ệ": "ê\u0323", "ễ": "ê\u0303", "ị": "i\u0323"}
    content = "".join(tones.get(letter, letter) for letter in written).encode("cp1258")
    [table] = opened(content).tables
    assert [column.header for column in table.columns] == ["STT", "Họ và tên", "Danh hiệu"]


def test_bytes_of_no_alphabet() -> None:
    assert "bảng mã chữ" in sentence(bytes(range(128, 256)) * 4)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_marks_between_cells(mark) -> None:
    lines = [["STT", "Họ và tên", "Chức vụ"], ["1", "Hoàng Văn Bình", '"Trưởng phòng, Phó ban; ủy viên"']]
    [table] = opened("\r\n".join(mark.join(line) for line in lines).encode()).tables
    assert table.rows[0].cells == ("1", "Hoàng Văn Bình", "Trưởng phòng, Phó ban; ủy viên")


def test_the_line_in_which_excel_names_the_mark() -> None:
    [table] = opened("sep=;\nSTT;Họ và tên;Năm\n1;Hoàng Văn Bình;2019\n".encode()).tables
    assert table.rows[0].cells == ("1", "Hoàng Văn Bình", "2019")


def test_a_quote_that_never_ends() -> None:
    assert "dấu ngoặc kép" in sentence(b'STT,Ten\n1,"' + b"a" * 200_000)


def test_macros_are_left_behind() -> None:
    assert opened(with_parts(LIST, {"xl/vbaProject.bin": b"\xcc\x61"})).tables
    assert opened(with_parts(WORDS, {"word/vbaProject.bin": b"\xcc\x61"})).tables


@pytest.mark.parametrize(
    ("content", "name"),
    [(LIST, "xl/worksheets/sheet1.xml"), (LIST, "docProps/app.xml"), (WORDS, DOCUMENT), (WORDS, "word/styles.xml")],
)
def test_a_document_type_is_refused(content, name) -> None:
    hostile = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + part(content, name).partition("?>")[2]
    assert "DOCTYPE" in sentence(with_parts(content, {name: hostile.encode()}))


@pytest.mark.parametrize(
    ("content", "name"), [(LIST, "xl/workbook.xml"), (WORDS, DOCUMENT), (WORDS, "word/styles.xml")]
)
def test_a_part_in_an_encoding_that_nobody_knows(content, name) -> None:
    strange = '<?xml version="1.0" encoding="UTF-n"?>' + part(content, name).partition("?>")[2]
    changed = with_parts(content, {name: strange.encode()})
    if name == "word/styles.xml":
        assert opened(changed).tables  # nobody reads it
    else:
        assert "bị hỏng" in sentence(changed)


def test_archives_that_swell() -> None:
    assert "lớn quá mức" in sentence(with_parts(WORDS, {DOCUMENT: b"<a>" + b" " * 60_000_000 + b"</a>"}))
    cell = f'<worksheet><sheetData><row r="1"><c r="C{MOST_CELLS // 2}"><v>1</v></c></row></sheetData></worksheet>'
    assert "quá xa bảng" in sentence(with_parts(LIST, {"xl/worksheets/sheet1.xml": cell.encode()}))


def test_a_word_table_that_claims_too_many_columns() -> None:
    wide = part(WORDS, DOCUMENT).replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="9999"/>', 1)
    assert "bị hỏng" in sentence(with_parts(WORDS, {DOCUMENT: wide.encode()}))


def test_a_million_cells_of_word_are_refused_before_they_are_held() -> None:
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="256"/></w:tcPr></w:tc></w:tr>'
    head, _, rest = part(WORDS, DOCUMENT).partition("<w:tr>")
    _, _, tail = rest.rpartition("</w:tr>")
    assert "lớn quá mức" in sentence(with_parts(WORDS, {DOCUMENT: (head + row * 8000 + tail).encode()}))


@pytest.mark.parametrize("content", [LIST, WORDS], ids=["xlsx", "docx"])
def test_damaged_files_are_refused_and_nothing_else(content) -> None:
    chance = random.Random(2)
    refused = 0
    for _ in range(150):
        broken = bytearray(content)
        for _ in range(chance.randrange(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = chance.randrange(len(broken)) if chance.random() < 0.3 else len(broken)
        refused += refusal_of(bytes(broken[:cut])).endswith(".")
    assert refused > 50


@pytest.mark.parametrize("name", [DOCUMENT, "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_damaged_parts_within_a_sound_archive(name) -> None:
    chance = random.Random(3)
    content = WORDS if name == DOCUMENT else LIST
    words = part(content, name).encode()
    for _ in range(120):
        broken = bytearray(words)
        at = chance.randrange(len(broken))
        broken[at : at + chance.randrange(12)] = bytes(chance.choices(b'<>/"= wtrcp0129ABZ&;', k=chance.randrange(6)))
        assert refusal_of(with_parts(content, {name: bytes(broken)}))[-1:] in ("", ".")


def test_random_bytes_are_refused_and_nothing_else() -> None:
    chance = random.Random(4)
    for size in [*range(1, 60), *(1000 * step for step in range(1, 20))]:
        assert refusal_of(chance.randbytes(size))[-1:] in ("", ".")


def test_an_empty_sheet_is_set_aside() -> None:
    found = opened(
        workbook({"Danh sách": [["STT", "Họ và tên"], [1, "Vi Văn Dũng"]], "Sheet2": [], "Ghi chú": [["một ô"]]})
    )
    assert [(aside.sheet, aside.reason) for aside in found.asides] == [
        ("Sheet2", "Trang trống"),
        ("Ghi chú", "Không thấy bảng nào trong trang này"),
    ]


def test_a_document_of_prose_holds_no_list() -> None:
    made = docx.Document()
    made.add_paragraph("Kính gửi Sở Nội vụ")
    assert "Không thấy danh sách nào" in sentence(saved(made))


def test_a_hidden_sheet_is_set_aside_but_can_be_chosen() -> None:
    content = workbook(
        {"Cũ": [["STT", "Họ và tên"], [1, "Vi Văn Dũng"]], "Mới": [["STT", "Họ và tên"], [1, "Lý Thị Mùi"]]}
    )
    book = "xl/workbook.xml"
    hidden = (
        part(content, book).replace('name="Cũ"', 'name="Cũ" state="hidden"').replace('state="visible" state', "state")
    )
    found = opened(with_parts(content, {book: re.sub(r' state="visible"', "", hidden, count=1).encode()}))
    assert ([one.sheet for one in found.tables], [one.sheet for one in found.catalogues]) == (["Mới"], ["Cũ"])
    assert "ẩn" in found.asides[0].reason
