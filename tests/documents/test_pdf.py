"""Papers as .pdf: what a printer would put on the sheet."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from tests.documents import paper_samples
from tests.documents.pdf_reading import PdfPage, read_pdf
from vinhdanh.documents.blocks import Paper
from vinhdanh.documents.findings_sheet import compose_findings_sheet
from vinhdanh.documents.form_03 import SummaryEntry, compose_form_03
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.documents.proposal_letter import ListedNominee, compose_proposal_letter

TOLERANCE = 0.7  # mm: half a pixel, and the side bearings of letters


def letter(rows: int = 5, **changes: object) -> Paper:
    return compose_proposal_letter(paper_samples.proposal_letter(rows, **changes))


def pages(paper: Paper) -> list[PdfPage]:
    return read_pdf(write_pdf(paper))


@pytest.mark.parametrize("rows", [1, 60])
def test_pages_are_a4_and_all_ink_lies_within_the_margins(rows: int) -> None:
    for page in pages(letter(rows)):
        left, top, right, bottom = page.ink
        assert (page.width, page.height) == pytest.approx((210, 297), abs=0.1)
        assert left >= 30 - TOLERANCE
        assert right <= 210 - 15 + TOLERANCE
        assert top >= (9 if page.top_text else 20) - TOLERANCE
        assert bottom <= 297 - 20 + TOLERANCE


def test_the_form_lies_across_the_page_within_the_margins() -> None:
    for page in pages(compose_form_03(paper_samples.form_03(12))):
        left, top, right, bottom = page.ink
        assert (page.width, page.height) == pytest.approx((297, 210), abs=0.1)
        assert left >= 30 - TOLERANCE
        assert right <= 297 - 15 + TOLERANCE
        assert top >= (9 if page.top_text else 20) - TOLERANCE
        assert bottom <= 210 - 20 + TOLERANCE


def test_the_first_page_shows_no_number_and_each_part_counts_its_own() -> None:
    shown = [page.top_text for page in pages(letter(60))]
    annex = next(index for index, page in enumerate(pages(letter(60))) if "DANH SÁCH" in page.text)
    assert shown[:annex] == ["", *map(str, range(2, annex + 1))]
    assert shown[annex:] == ["", *map(str, range(2, len(shown) - annex + 1))]
    assert len(shown) - annex >= 3


def test_the_head_of_a_table_repeats_on_every_page() -> None:
    for page in pages(letter(60)):
        if "Kính gửi" not in page.text and "Lương Đình Khải" not in page.text:
            assert "Tên tập thể, cá nhân, gia" in page.text
    for page in pages(compose_form_03(paper_samples.form_03(12))):
        assert "Tóm tắt thành tích tiêu biểu, nổi bật" in page.text


@pytest.mark.parametrize("sentences", range(10, 34, 2))
def test_a_signature_never_stands_alone_on_its_page(sentences: int) -> None:
    """Whatever the length of the letter: the closing words are on the page of the signature."""
    body = " ".join(["Đơn vị đã tổ chức bình xét công khai, dân chủ, đúng quy định."] * sentences)
    paper = letter(
        paragraphs=(body, "Ủy ban nhân dân huyện kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định.")
    )
    signed = next(page for page in pages(paper) if "Lương Đình Khải" in page.text)
    assert "quyết định./." in " ".join(signed.text.split())
    assert "TM. ỦY BAN NHÂN DÂN" in signed.text
    assert "Nơi nhận:" in signed.text


@pytest.mark.parametrize("rows", range(1, 10))
def test_a_signature_below_a_table_keeps_its_last_row(rows: int) -> None:
    entries = tuple(
        SummaryEntry("individual", f"Người thứ {index}", "Thành tích. " * 40) for index in range(1, rows + 1)
    )
    last = pages(compose_form_03(paper_samples.form_03(entries=entries)))[-1]
    assert "Lương Đình Khải" in last.text
    assert "THỦ TRƯỞNG ĐƠN VỊ" in last.text
    assert f"Người thứ {rows}" in last.text


@pytest.mark.parametrize("rows", range(30, 40))
def test_the_closing_sentence_and_the_group_rows_of_a_list_never_stand_alone(rows: int) -> None:
    nominees = tuple(ListedNominee("collective", f"Tập thể {index}", "", "") for index in range(1, rows))
    family = ListedNominee("family", "Gia đình cuối", "", "")
    last = pages(letter(nominees=(*nominees, family)))[-1]
    assert "Danh sách gồm" in last.text
    assert "Gia đình cuối" in last.text
    assert re.search(r"II\s+Gia đình", last.text)


def test_a_row_longer_than_a_page_goes_on_over_it_and_nothing_is_lost() -> None:
    entry = SummaryEntry("individual", "Hoàng Văn Đức", "\n".join(f"Thành tích {index:03}." for index in range(1, 121)))
    read = pages(compose_form_03(paper_samples.form_03(entries=(entry,))))
    text = " ".join(page.text for page in read)
    assert [f"{index:03}" for index in range(1, 121)] == re.findall(r"Thành tích (\d{3})\.", text)
    for page in read:
        assert page.ink[3] <= 210 - 20 + TOLERANCE


def test_texts_stay_literal() -> None:
    name = 'Tổ *1* #panic("x") $y$ <b> _z_ [c] \\ @d "e" // f'
    nominee = ListedNominee("collective", name, "- a", "= b")
    text = " ".join(" ".join(page.text for page in pages(letter(nominees=(nominee,)))).split())
    assert name in text
    assert "- a" in text
    assert "= b" in text


def test_the_same_record_gives_the_same_bytes_also_from_several_threads() -> None:
    papers = [letter(5, number=str(number)) for number in range(1, 13)]
    alone = [write_pdf(paper) for paper in papers]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write_pdf, papers)) == alone


def test_the_file_carries_its_title_and_the_date_of_the_paper_or_none() -> None:
    assert b"CreationDate (D:20200605" in write_pdf(letter(day=date(2020, 6, 5))).replace(
        b"CreationDate(", b"CreationDate ("
    )
    assert b"CreationDate" not in write_pdf(letter(day=None))


def test_the_sheet_numbers_its_pages_of_their_total() -> None:
    read = pages(compose_findings_sheet(paper_samples.findings_sheet(12)))
    assert len(read) > 2
    for index, page in enumerate(read, 1):
        assert f"Trang {index}/{len(read)}" in page.text
        assert page.ink[0] >= 30 - TOLERANCE
        assert page.ink[2] <= 210 - 15 + TOLERANCE


def test_the_heading_of_a_case_never_stands_alone_at_the_end_of_a_page() -> None:
    for page in pages(compose_findings_sheet(paper_samples.findings_sheet(24))):
        words = [line.strip() for line in page.text.splitlines() if line.strip()]
        body = [line for line in words if not line.startswith("Trang ")]
        assert not re.match(r"\d+\. ", body[-1])
        assert not body[-1].startswith(("Thiếu dữ kiện: chưa có", "Đạt: đủ"))
