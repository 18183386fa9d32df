"""What each paper says: numbers, dates, blanks, counts, groups."""

from datetime import date

import pytest

from tests.documents import paper_samples
from vinhdanh.documents.blocks import Bases, Case, Condition, Group, Letterhead, Paper, Paragraph, Signature, Table
from vinhdanh.documents.findings_sheet import FindingLine, compose_findings_sheet, notes_of, summary
from vinhdanh.documents.form_03 import compose_form_03
from vinhdanh.documents.proposal_letter import ListedNominee, compose_proposal_letter
from vinhdanh.documents.wording import BLANK_NUMBER, counts, letter_number, place_and_date


def only(paper: Paper, kind: type, section: int = 0) -> list:
    return [block for block in paper.sections[section].blocks if isinstance(block, kind)]


def letter(rows: int = 5, **changes: object) -> Paper:
    return compose_proposal_letter(paper_samples.proposal_letter(rows, **changes))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("45", "45/TTr-UBND"),
        ("5", "05/TTr-UBND"),
        ("005", "05/TTr-UBND"),
        ("45/TTr-UBND", "45/TTr-UBND"),
        ("7 / TTr-SNV", "07/TTr-SNV"),
        ("125", "125/TTr-UBND"),
        ("45a/TTr-UBND", "45a/TTr-UBND"),
        ("", f"{BLANK_NUMBER}/TTr-UBND"),
        ("  ", f"{BLANK_NUMBER}/TTr-UBND"),
    ],
)
def test_the_number_of_a_letter(typed: str, shown: str) -> None:
    assert letter_number(typed, "TTr-UBND") == shown


def test_place_and_date_with_their_blanks() -> None:
    assert place_and_date("Chi Lăng", date(2020, 2, 5), 2020) == "Chi Lăng, ngày 05 tháng 02 năm 2020"
    assert place_and_date("Chi Lăng", date(2020, 6, 15), None) == "Chi Lăng, ngày 15 tháng 6 năm 2020"
    assert place_and_date("Chi Lăng", None, 2020) == "Chi Lăng, ngày …… tháng …… năm 2020"
    assert place_and_date("", None, None) == "……, ngày …… tháng …… năm ……"


def test_counts_name_only_the_kinds_that_are_there() -> None:
    nominees = paper_samples.proposal_letter(5).nominees
    assert counts(nominees) == "02 tập thể, 03 cá nhân"
    assert counts(paper_samples.proposal_letter(6).nominees) == "02 tập thể, 03 cá nhân, 01 gia đình"
    assert counts(nominees[2:]) == "03 cá nhân"
    assert counts(()) == ""


def test_a_draft_never_says_none() -> None:
    paper = letter(3, number="", day=None, signer="", superior="")
    assert "None" not in repr(paper).replace("day=None", "")
    head = only(paper, Letterhead)[0]
    assert head.number == f"Số: {BLANK_NUMBER}/TTr-UBND"
    assert head.place_and_date == "Chi Lăng, ngày …… tháng …… năm 2020"
    assert only(paper, Signature)[0].name == ""
    assert paper.sections[1].blocks[0].source.startswith("(Kèm theo Tờ trình số ……/TTr-UBND ngày …… tháng …… năm 2020")


def test_the_body_counts_points_to_the_list_and_ends() -> None:
    body = [block.text for block in only(letter(), Paragraph)]
    assert "cho 02 tập thể, 03 cá nhân có thành tích" in body[1]
    assert body[2:4] == ["Hồ sơ kèm theo Tờ trình này gồm:", "- Danh sách đề nghị khen thưởng;"]
    assert body[-2].endswith("cá nhân.")
    assert body[-1].endswith("quyết định./.")
    without = [block.text for block in only(letter(enclosures=()), Paragraph)]
    assert without[-2].endswith("kèm theo Tờ trình này.")


@pytest.mark.parametrize("closing", ["Kính trình", "Kính trình.", "Kính trình./.", "Kính trình ;"])
def test_the_end_is_written_once(closing: str) -> None:
    assert only(letter(paragraphs=("Mở đầu.", closing)), Paragraph)[-1].text == "Kính trình./."


def test_a_letter_without_bases_has_no_empty_ones() -> None:
    assert only(letter(bases=()), Bases) == []


def test_the_list_is_grouped_and_each_group_counts_from_one() -> None:
    table = only(letter(6), Table, 1)[0]
    shown = [(row.number, row.name) if isinstance(row, Group) else row[0] for row in table.rows]
    assert shown == [("I", "Tập thể"), "1", "2", ("II", "Cá nhân"), "1", "2", "3", ("III", "Gia đình"), "1"]
    assert only(letter(6), Paragraph, 1)[0].text == "Danh sách gồm 02 tập thể, 03 cá nhân, 01 gia đình./."


def test_a_list_of_one_kind_is_numbered_from_one() -> None:
    nominees = (ListedNominee("family", "Gia đình ông Lộc Văn Khuyến", "xã Gia Lộc", paper_samples.AWARD),)
    table = only(letter(nominees=nominees), Table, 1)[0]
    assert table.rows[0] == Group("I", "Gia đình")


def test_the_form_keeps_paragraphs_and_blank_rows() -> None:
    table = only(compose_form_03(paper_samples.form_03(1)), Table)[0]
    assert table.rows[1][1] == "Phòng Giáo dục và Đào tạo huyện Chi Lăng\nThị trấn Đồng Mỏ, huyện Chi Lăng"
    assert table.rows[1][2].count("\n") == 1
    empty = only(compose_form_03(paper_samples.form_03(0)), Table)[0]
    assert [row[0] for row in empty.rows] == ["1", "2", "3"]


def test_the_sheet_sums_up_and_gives_each_case_its_word() -> None:
    record = paper_samples.findings_sheet(5)
    assert summary(record.nominees) == "05 trường hợp: 02 đạt, 01 chưa đạt, 01 chờ đánh giá, 01 thiếu dữ kiện"
    assert summary(()) == "00 trường hợp"
    cases = only(compose_findings_sheet(record), Case)
    assert [case.word for case in cases] == ["Đạt", "Chưa đạt", "Thiếu dữ kiện", "Chờ đánh giá", "Đạt"]


def test_a_condition_shows_reason_evidence_what_is_missing_and_the_reading() -> None:
    line = FindingLine(
        1,
        "not_met",
        "Có 01 Bằng khen",
        "HD II.2.2.a",
        "Không có.",
        ("2015: x", "2016: y"),
        ("01 Bằng khen",),
        ("Cách hiểu O9: z",),
    )
    notes = (("", "Không có."), ("Căn cứ", "2015: x; 2016: y"), ("Còn thiếu", "01 Bằng khen"), ("", "Cách hiểu O9: z"))
    assert notes_of(line) == notes
    assert notes_of(FindingLine(0, "met", "x")) == ()
    sheet = compose_findings_sheet(paper_samples.findings_sheet(0, quota=(line,)))
    assert only(sheet, Condition) == [Condition(1, "not_met", "Chưa đạt", "Có 01 Bằng khen", "HD II.2.2.a", notes)]


def test_problems_of_the_file_close_the_sheet() -> None:
    table = only(compose_findings_sheet(paper_samples.findings_sheet(1, problems=paper_samples.PROBLEMS)), Table)[0]
    assert table.rows[0] == ("Xếp loại", "7", "Năm", "20018", "Năm phải từ 1990 đến 2100; sửa lại cho đúng.")
    assert only(compose_findings_sheet(paper_samples.findings_sheet(1)), Table) == []
