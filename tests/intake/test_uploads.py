"""What may be attached to a dossier: told by content, refused with one sentence that says what to do, never mended."""

import subprocess
import sys
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from pikepdf import Dictionary, Encryption, Name, ObjectStreamMode

from tests.intake.upload_samples import (
    MEGABYTE,
    blanks_packed,
    docx_bytes,
    moving_picture,
    on_opening,
    pdf_bytes,
    picture_bytes,
    relation,
    swollen_objects,
    with_attachment,
    with_content,
    with_link,
    with_page_loop,
    with_part,
    xlsx_bytes,
)
from vinhdanh.intake import upload_reader
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.uploads import FAULTS, KIND_OF, KINDS, SIZE_LIMIT, check_film_link, inspect

JAVASCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
HYPERLINK = Dictionary(S=Name.URI, URI="https://vi-du.vn/JavaScript")


def refusal(content: bytes, name: str = "tep.pdf") -> str:
    with pytest.raises(Unreadable) as refused:
        inspect(content, name)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("content", "name", "media_type", "pages"),
    [
        (pdf_bytes(3), "quyet-dinh.pdf", "application/pdf", 3),
        (b"\r\nScanner 3000\r\n" + pdf_bytes(), "quet.PDF", "application/pdf", 1),
        (picture_bytes("JPEG"), "anh.JPG", "image/jpeg", 1),
        (picture_bytes("JPEG", progressive=True), "anh.jpeg", "image/jpeg", 1),
        (picture_bytes("PNG"), "anh.png", "image/png", 1),
        (picture_bytes("WEBP"), "anh.webp", "image/webp", 1),
        (docx_bytes(), "bao-cao.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
        (xlsx_bytes(), "thu-nhap.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
    ],
)
def test_papers_pictures_and_office_files_are_taken_as_they_stand(
    content: bytes, name: str, media_type: str, pages: int | None
) -> None:
    taken = inspect(content, name)
    assert (taken.media_type, taken.pages, taken.size) == (media_type, pages, len(content))
    assert (taken.sha256, taken.note) == (sha256(content).hexdigest(), "")
    assert taken.name.casefold() == name.casefold()


def test_a_file_that_is_not_what_its_name_says_is_told_so_and_called_what_it_is() -> None:
    taken = inspect(picture_bytes("JPEG"), "Quyết định 12.pdf")
    assert taken.name == "Quyết định 12.jpg"
    assert taken.note == "Tệp mang đuôi .pdf nhưng nội dung là ảnh JPEG; được giữ với tên “Quyết định 12.jpg”."
    assert inspect(pdf_bytes(), "minh chứng").note.startswith("Tệp không có đuôi tên nhưng nội dung là PDF")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("..\\..\\Windows\\báo cáo.pdf", "báo cáo.pdf"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("hóa\u202efdp.exe\u2066.pdf", "hóafdp.exe.pdf"),
        ("dòng\r\nX-Header: 1\0.pdf", "dòng X-Header_ 1.pdf"),
        ('a"b<c>d|e?.pdf', "a_b_c_d_e_.pdf"),
        ("", "tep.pdf"),
        (".pdf", "tep.pdf"),
        ("...", "tep.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_could_mislead(name: str, cleaned: str) -> None:
    assert inspect(pdf_bytes(), name).name == cleaned


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (pdf_bytes(encryption=Encryption(user="mat-khau", owner="chu")), "encrypted"),
        (pdf_bytes(encryption=Encryption(user="", owner="chu")), "encrypted"),
        (pdf_bytes(0), "empty"),
        (pdf_bytes(9)[:1500], "damaged"),
        (pdf_bytes(9)[:1500] + pdf_bytes(9)[-200:], "damaged"),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF", "damaged"),
        (pdf_bytes(change=with_page_loop), "damaged"),
        (pdf_bytes(change=with_content(b"khong phai zlib", Name.FlateDecode)), "damaged"),
        (pdf_bytes(change=on_opening(JAVASCRIPT)), "active"),
        (pdf_bytes(change=on_opening(JAVASCRIPT), object_stream_mode=ObjectStreamMode.generate), "active"),
        (pdf_bytes(change=with_link(Dictionary(S=Name.Launch, F="cmd.exe"))), "active"),
        (pdf_bytes(change=with_link(Dictionary(S=Name.SubmitForm, F="https://vi-du.vn"))), "active"),
        (pdf_bytes(change=with_attachment), "carrying"),
    ],
)
def test_a_pdf_that_is_locked_broken_or_does_more_than_show_pages_is_refused(content: bytes, fault: str) -> None:
    assert refusal(content) == FAULTS[fault]


def test_links_and_words_that_only_look_like_scripts_are_no_reason_to_refuse() -> None:
    assert inspect(pdf_bytes(change=with_link(HYPERLINK)), "a.pdf").pages == 1
    titled = pdf_bytes(change=lambda pdf: setattr(pdf.Root, "Lang", "xem (/JavaScript) /Launch"))
    assert inspect(titled, "a.pdf").pages == 1


def test_a_number_that_stands_alone_as_libreoffice_writes_lengths_is_taken() -> None:
    written = pdf_bytes()
    number = b"5 0 obj\n11\nendobj\n"
    table = b"xref\n5 1\n%010d 00000 n \ntrailer << /Root 1 0 R /Size 6 /Prev %d >>\n"
    added = number + table % (len(written), written.index(b"xref\n"))
    ended = b"startxref\n%d\n%%%%EOF\n" % (len(written) + len(number))
    assert inspect(written + added + ended, "a.pdf").pages == 1


@pytest.mark.parametrize(
    "content",
    [
        swollen_objects(1200 * MEGABYTE),
        pdf_bytes(change=with_content(blanks_packed(1200 * MEGABYTE), Name.FlateDecode)),
        pdf_bytes(
            change=with_content(zlib.compress(blanks_packed(1200 * MEGABYTE)), Name.FlateDecode, Name.FlateDecode)
        ),
        b"%PDF-1.4\n1 0 obj" + b"[" * 5_000_000 + b"endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
    ],
    ids=["objects", "a page", "a page packed twice", "lists within lists"],
)
def test_a_small_pdf_that_unpacks_to_gigabytes_is_refused_by_a_process_that_may_not_have_them(content: bytes) -> None:
    assert len(content) < 6 * MEGABYTE
    assert refusal(content) in (FAULTS["damaged"], FAULTS["swollen"])


def test_the_reader_cannot_write_and_says_so_of_what_is_too_large_for_its_memory(tmp_path: Path) -> None:
    """The bounds that hold: what the test above relies on, asked for directly."""
    program = (
        "import sys, runpy; sys.argv[1:] = ['hungry'];"
        f"space = runpy.run_path({str(upload_reader.__file__)!r}, run_name='reader');"
        "hungry = lambda content: {'pages': len(bytearray(3 * 1024 ** 3))};"
        f"writing = lambda content: open({str(tmp_path / 'x')!r}, 'wb').write(b'x');"
        "space['READERS'] |= {'hungry': hungry, 'writing': writing};"
        "space['main'](sys.stdin.buffer.readline().decode())"
    )
    told = [
        subprocess.run([sys.executable, "-c", program], input=asked, capture_output=True, check=False)
        for asked in (b"hungry", b"writing")
    ]
    assert b'"fault": "swollen"' in told[0].stdout
    assert told[1].returncode != 0
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").stat().st_size


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (picture_bytes("JPEG", (800, 600))[:2000], "damaged"),
        (picture_bytes("PNG", (800, 600))[:300], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "damaged"),
        (picture_bytes("PNG", (20_000, 6_000), mode="1"), "swollen"),
        (picture_bytes("PNG", (40_000, 10), mode="1"), "swollen"),
        (moving_picture(), "moving"),
    ],
)
def test_a_picture_that_is_cut_off_moves_or_unpacks_to_too_much_is_refused(content: bytes, fault: str) -> None:
    assert refusal(content) == FAULTS[fault]


MACROS = (
    b'<Types><Override PartName="/a" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (with_part(docx_bytes(), "word/vbaProject.bin", b"\xd0\xcf"), "chứa macro"),
        (with_part(docx_bytes(), "[Content_Types].xml", MACROS), "chứa macro"),
        (with_part(xlsx_bytes(), "xl/macrosheets/sheet1.xml", b"<a/>"), "chứa macro"),
        (with_part(docx_bytes(), "word/embeddings/oleObject1.bin", b"\xd0\xcf"), "đối tượng nhúng"),
        (with_part(docx_bytes(), "word/activeX/activeX1.xml", b"<a/>"), "đối tượng nhúng"),
        (with_part(xlsx_bytes(), "xl/externalLinks/externalLink1.xml", b"<a><ddeLink/></a>"), "đối tượng nhúng"),
        (
            with_part(
                docx_bytes(), "word/_rels/settings.xml.rels", relation("attachedTemplate", "https://x.vn/a.dotm")
            ),
            "địa chỉ khác",
        ),
        (with_part(docx_bytes(), "word/_rels/a.rels", relation("image", r"\\may-chu\anh.png")), "địa chỉ khác"),
        (with_part(docx_bytes(), "word/b.xml", ENTITIES), "bị hỏng"),
        (with_part(docx_bytes(), "word/b.xml", b"<a><b></a>"), "bị hỏng"),
        (docx_bytes()[:-200], "bị hỏng"),
        (with_part(docx_bytes(), "word/media/a.emf", b"\0" * (40 * MEGABYTE)), "lớn quá mức"),
        (with_part(b"PK\x05\x06" + b"\0" * 18, "a.txt", b"a"), "Tệp nén không được nhận"),
        (with_part(b"PK\x05\x06" + b"\0" * 18, "ppt/presentation.xml", b"<a/>"), "trình chiếu"),
    ],
)
def test_an_office_file_that_runs_carries_fetches_or_swells_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content, "tep.docx")


@pytest.mark.parametrize(
    "content",
    [
        with_part(docx_bytes(), "word/_rels/a.rels", relation("hyperlink", "https://vi-du.vn")),
        with_part(docx_bytes(), "word/_rels/a.rels", relation("attachedTemplate", "file:///C:\\Users\\x\\Normal.dotm")),
        with_part(docx_bytes(), "word/embeddings/bang.xlsx", xlsx_bytes()),
    ],
    ids=["a link in the text", "the template of the sender's machine", "the table behind a chart"],
)
def test_what_word_writes_every_day_is_taken(content: bytes) -> None:
    assert inspect(content, "a.docx").kind is KINDS["docx"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "rỗng"),
        (b"\0" * (SIZE_LIMIT + 1), "lớn hơn 20 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "lưu thành .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "đặt mật khẩu"),
        (b"\0\0\0\x18ftypmp42", "Phim không gửi bằng tệp"),
        (b"RIFF\0\0\0\0AVI LIST", "Phim không gửi bằng tệp"),
        (b"\x1aE\xdf\xa3webm", "Phim không gửi bằng tệp"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"II*\x00", "TIFF"),
        (b"GIF89a", "GIF"),
        (b"MZ\x90\0", "chương trình"),
        (b"Rar!\x1a\x07", "giải nén"),
        (b"<html><script>alert(1)</script></html>", "trang web"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "trang web"),
        (b"\x01\x02\x03\x04", "Không nhận ra"),
    ],
)
def test_everything_else_is_refused_by_what_it_is_whatever_its_name_says(content: bytes, said: str) -> None:
    assert said in refusal(content, "to-trinh.pdf")


def test_every_sentence_ends_with_what_to_do() -> None:
    assert all("hãy " in sentence and sentence.endswith(".") for sentence in FAULTS.values())
    assert len(KIND_OF) == len(KINDS)


def test_a_film_is_a_link_by_https() -> None:
    assert check_film_link("  https://phim.langson.gov.vn/xem?v=1 ") == "https://phim.langson.gov.vn/xem?v=1"


@pytest.mark.parametrize(
    "address",
    ["", "http://phim.vn/a", "javascript:alert(1)", "https://", "https://may-noi-bo/a", "https://a.vn/ b", "phim.vn/a"]
    + ["https://ten:mat-khau@phim.vn/a", "https://phim.vn/" + "a" * 500, "https://[phim.vn", "https://a.vn/\u202ea"],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(Unreadable, match=r"https://|500 ký tự"):
        check_film_link(address)
