"""The code of a fact that names nobody: the one that was meant is suggested, and an award is kept in doubt."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.intake.workbooks import TERMS, add, put, workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import AwardRow, NominationBook

AWARD = "Bằng khen của Chủ tịch UBND tỉnh"


def read(*changes: Callable) -> NominationBook:
    return read_nominations(workbook(*changes), TERMS)


@pytest.mark.parametrize("typed", ["CN1", "cn 1", "CN-01", "CN.001", "Cn 0 1", "CŃ01", "(CN01)", "CN–1", "CN/0001."])
def test_an_award_under_a_slip_of_a_code_is_kept_in_doubt_under_the_code_that_was_meant(typed) -> None:
    book = read(put("Khen thưởng", "A2", typed))
    (problem,) = book.problems
    assert (problem.sheet, problem.row, problem.column, problem.value) == ("Khen thưởng", 2, "Mã", typed)
    assert "có phải “CN01”? Dòng này tạm tính là khen thưởng chưa rõ của mã đó; hãy sửa mã." in problem.message
    assert book.awards == (AwardRow("CN01", 2019, None, AWARD, "215/QĐ-UBND", date(2020, 1, 15), "UBND tỉnh", 2),)


def test_letters_with_a_bar_and_codes_of_digits() -> None:
    book = read(put("Cá nhân", "A2", "ĐV 007"), put("Cá nhân", "A3", "012"), put("Khen thưởng", "A2", "dv7"))
    assert [award.code for award in book.awards] == ["ĐV 007"]
    assert [award.code for award in read(put("Cá nhân", "A2", "012"), put("Khen thưởng", "A2", 12)).awards] == ["012"]


def test_the_code_of_a_unit_headed_is_suggested_too() -> None:
    book = read(put("Cá nhân", "J2", "DV01"), add("Khen thưởng", "DV 1", 2018, AWARD))
    assert "có phải “DV01”?" in book.problems[0].message
    assert [(award.code, award.award) for award in book.awards] == [("CN01", "bang_khen_tinh"), ("DV01", None)]


@pytest.mark.parametrize("typed", ["CN10", "CN011", "CN99", "C01", "-", "0", "CN01A"])
def test_a_code_that_resembles_none_names_nobody(typed) -> None:
    book = read(put("Khen thưởng", "A2", typed))
    assert len(book.problems) == 1
    assert "có phải" not in book.problems[0].message
    assert book.problems[0].message.endswith("hãy sửa mã hoặc bổ sung dòng đề nghị.")
    assert book.awards == ()


def test_a_code_that_resembles_two_is_not_guessed() -> None:
    book = read(put("Cá nhân", "A3", "CN1"), put("Khen thưởng", "A2", "CN 001"))
    (problem,) = [problem for problem in book.problems if problem.sheet == "Khen thưởng"]
    assert "có phải" not in problem.message
    assert book.awards == ()


def test_a_code_that_was_made_up_is_not_suggested() -> None:
    book = read(put("Gia đình", "A2", "TT01"), add("Khen thưởng", "TT01 dòng 2", 2018, AWARD))
    assert book.unjoined == {"TT01 (dòng 2)"}
    assert "có phải" not in book.problems[-1].message
    assert [award.code for award in book.awards] == ["CN01"]


def test_a_code_that_somebody_has_is_nobody_elses_however_alike() -> None:
    book = read(put("Cá nhân", "A3", "CN1"), add("Khen thưởng", "cn1", 2018, AWARD))
    assert [award.code for award in book.awards] == ["CN01", "CN1"]


@pytest.mark.parametrize(
    ("sheet", "rest", "kept"),
    [
        ("Xếp loại", (2017, "Hoàn thành nhiệm vụ"), "ratings"),
        ("Đánh giá", ("sang_tao", "Đạt"), "judgements"),
    ],
)
def test_other_facts_under_a_slip_of_a_code_are_left_out_with_the_suggestion(sheet, rest, kept) -> None:
    book = read(add(sheet, "TT1", *rest))
    (problem,) = book.problems
    assert problem.message.endswith("có phải “TT01”?")
    assert getattr(book, kept) == getattr(read(), kept)


def test_a_figure_under_a_slip_of_a_code_is_kept_in_doubt_so_that_no_total_is_decided_low() -> None:
    book = read(add("Số liệu", "TT1", 2017, "Đóng góp", 1))
    (problem,) = book.problems
    assert "có phải “TT01”? Số tiền của dòng này tạm coi là chưa rõ" in problem.message
    (figure,) = (row for row in book.amounts if row not in read().amounts)
    assert (figure.code, figure.year, figure.amount) == ("TT01", 2017, None)


def test_the_known_codes_are_told_at_the_first_such_row_of_a_sheet_only() -> None:
    book = read(
        add("Xếp loại", "CN77", 2019, "Hoàn thành nhiệm vụ"),
        add("Xếp loại", "TT 1", 2017, "Hoàn thành nhiệm vụ"),
        add("Xếp loại", "CN99", 2019, "Hoàn thành nhiệm vụ"),
        add("Đánh giá", "CN99", "guong_mau", "Đạt"),
    )
    listed = "(các mã đã có: “TT01”, “CN01”, “CN02”, “GD01”)"
    first, second, third, other = [problem.message for problem in book.problems]
    assert "Mã “CN77” không có trong các trang “Tập thể”, “Cá nhân”, “Gia đình”" in first
    assert listed in first
    assert second == "Mã “TT 1” không có trong danh sách đề nghị; có phải “TT01”?"
    assert third == "Mã “CN99” không có trong danh sách đề nghị; hãy sửa mã hoặc bổ sung dòng đề nghị."
    assert listed in other


def test_of_many_known_codes_the_first_are_told() -> None:
    book = read(
        *[add("Gia đình", f"GD{number:02}", "Vi Văn Dũng") for number in range(2, 40)], put("Đánh giá", "A2", "X")
    )
    message = book.problems[0].message
    assert "“GD09” và 30 mã khác)" in message
    assert "GD10" not in message
