"""The extract of one honouree's record: two tables that are never mixed, and no more of a person than is asked for."""

from datetime import date

import pytest

from tests.documents import paper_samples
from tests.documents.layout_checker import check_docx
from tests.documents.pdf_reading import read_pdf
from vinhdanh.documents.blocks import Heading, Letterhead, Paper, Paragraph, Recipients, Table
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.honours import Honour
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.documents.record_extract import compose_record_extract, who


def paper(rows: int = 6, **changes: object) -> Paper:
    return compose_record_extract(paper_samples.record_extract(rows, **changes))


def only(whole: Paper, kind: type) -> list:
    return [block for block in whole.sections[0].blocks if isinstance(block, kind)]


@pytest.mark.parametrize("rows", [0, 1, 6, 60])
def test_the_extract_keeps_every_rule_of_the_decree(rows: int) -> None:
    assert check_docx(write_docx(paper(rows))) == []


def test_a_draft_and_a_bare_record_keep_them_too() -> None:
    bare = paper(0, number="", day=None, signer="", superior="", forms=(), ratings=(), changes=(), position="", unit="")
    assert check_docx(write_docx(bare)) == []


def test_it_is_an_extract_with_its_own_symbol_and_no_addressee() -> None:
    assert only(paper(), Letterhead)[0].number == "Số: 12/TrS-SNV"
    assert only(paper(), Recipients) == []


def test_titles_and_forms_stand_in_tables_of_their_own() -> None:
    titles, forms, ratings = only(paper(2), Table)
    assert [column.title for column in titles.columns][1] == "Danh hiệu thi đua"
    assert [column.title for column in forms.columns][1] == "Hình thức khen thưởng"
    assert [row[0] for row in titles.rows] == ["2019", "2018"]
    assert forms.rows == (
        (
            "2016-2018",
            "Bằng khen của Chủ tịch UBND tỉnh\nCó thành tích xuất sắc trong phong trào thi đua “Dân vận khéo”",
            "163/QĐ-UBND\nngày 02/02/2018",
            "Chủ tịch UBND tỉnh Lạng Sơn",
        ),
    )
    assert ratings.rows == (("2019", "Hoàn thành tốt nhiệm vụ", "41/QĐ-UBND, UBND huyện Chi Lăng"),)


def test_a_decision_that_is_not_known_leaves_its_cell_empty() -> None:
    entry = Honour("2019", "Giấy khen")
    assert only(paper(forms=(entry,)), Table)[1].rows == (("2019", "Giấy khen", "", ""),)


def test_only_the_year_of_birth_is_shown_unless_the_day_is_given() -> None:
    record = paper_samples.record_extract()
    assert ("Năm sinh", "1985") in who(record)
    assert ("Ngày sinh", "05/06/1985") in who(paper_samples.record_extract(birth=date(1985, 6, 5)))
    assert [label for label, _ in who(paper_samples.record_extract(birth_year=None))] == [
        "Họ và tên",
        "Chức vụ",
        "Đơn vị công tác hoặc nơi cư trú",
    ]


def test_a_collective_and_a_family_have_neither_birth_nor_position() -> None:
    collective = paper_samples.record_extract(kind="collective", name="Phòng Nội vụ", unit="UBND huyện Chi Lăng")
    assert who(collective) == [("Tên tập thể", "Phòng Nội vụ"), ("Đơn vị quản lý", "UBND huyện Chi Lăng")]
    family = paper_samples.record_extract(kind="family", name="Gia đình ông Lộc Văn Khuyến", unit="Xã Gia Lộc")
    assert who(family)[0] == ("Tên gia đình", "Gia đình ông Lộc Văn Khuyến")


def test_an_empty_table_is_a_sentence() -> None:
    said = [block.text for block in only(paper(0, forms=()), Paragraph)]
    assert "Sổ khen thưởng không ghi danh hiệu thi đua nào." in said
    assert "Sổ khen thưởng không ghi hình thức khen thưởng nào." in said


def test_the_parts_are_numbered_without_a_gap() -> None:
    def heads(**changes: object) -> list[str]:
        return [block.text.split(". ")[0] for block in only(paper(**changes), Heading)]

    assert heads() == ["1", "2", "3", "4"]
    assert heads(ratings=()) == ["1", "2", "3"]
    assert heads(ratings=(), changes=()) == ["1", "2"]


def test_it_names_its_source_and_the_day_it_was_read() -> None:
    assert only(paper(), Paragraph)[-1].text == "Trích từ Sổ khen thưởng tỉnh Lạng Sơn, ngày 04 tháng 6 năm 2020./."


def test_printed_over_pages_the_head_repeats_and_the_source_stands_with_the_signature() -> None:
    read = read_pdf(write_pdf(paper(60)))
    assert len(read) >= 3
    assert "Danh hiệu thi đua" in read[1].text
    assert "Trích từ Sổ khen thưởng" in read[-1].text
    assert "Lương Đình Khải" in read[-1].text
    assert all(page.ink[2] <= 210 - 15 + 0.7 for page in read)
