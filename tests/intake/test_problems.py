"""What cannot be taken as it stands is told with its sheet, row, column and value; the rest is still read."""

from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell import Cell

from tests.intake.workbooks import HEADERS, TERMS, UNIT, add, put, workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Problem, Unreadable
from vinhdanh.intake.records import NominationBook


def read(*changes: Callable) -> NominationBook:
    return read_nominations(workbook(*changes), TERMS)


def only(book: NominationBook) -> Problem:
    assert len(book.problems) == 1, book.problems
    problem = book.problems[0]
    assert problem.message.endswith((".", "?"))
    return problem


def at(problem: Problem) -> tuple[str, int, str, str]:
    return problem.sheet, problem.row, problem.column, problem.value


@pytest.mark.parametrize(
    ("sheet", "cell", "typed", "column", "said"),
    [
        ("Khen thưởng", "C2", "Bằng khen tỉnh", "Danh hiệu, hình thức", "có phải “Bằng khen của Chủ tịch UBND tỉnh”?"),
        ("Khen thưởng", "C2", "Huân chương", "Danh hiệu, hình thức", "hãy chọn trong danh sách của bảng mẫu."),
        ("Khen thưởng", "B2", "2109", "Năm", "Năm 2109 nằm ngoài khoảng 1990-2100"),
        ("Khen thưởng", "E2", "31/02/2020", "Ngày", "không phải là ngày"),
        (
            "Xếp loại",
            "C2",
            "HTTNV",
            "Mức",
            "Không có mức xếp loại “HTTNV” trong danh mục; hãy ghi một trong: Hoàn thành",
        ),
        ("Xếp loại", "B2", "2018-2019", "Năm", "“2018-2019” không phải là năm"),
        ("Cá nhân", "H2", "Cán bộ", "Nhóm đối tượng", "có phải “Cán bộ, công chức, viên chức”?"),
        ("Cá nhân", "I2", "Có", "Thủ trưởng", "Không có loại thủ trưởng “Có”"),
        ("Cá nhân", "C2", "31/02/1980", "Ngày sinh", "không phải là ngày sinh"),
        ("Cá nhân", "K2", "có thể", "Lao động trực tiếp", "không rõ là có hay không"),
        ("Tập thể", "C2", "vừa", "Quy mô", "hãy ghi một trong: nhỏ; lớn."),
        ("Tập thể", "D2", "?", "Thôn, bản, khu phố", "không rõ là có hay không"),
        ("Gia đình", "D2", "chưa", "Dự Đại hội", "không rõ là có hay không"),
        ("Số liệu", "C2", "Doanh thu", "Chỉ tiêu", "Thu nhập sau chi phí; Giá trị làm lợi; Đóng góp."),
        ("Số liệu", "D2", "nhiều", "Số tiền (đồng)", "“nhiều” không phải là số tiền"),
        ("Số liệu", "D2", "-5 triệu", "Số tiền (đồng)", "Số tiền -5.000.000 đồng là số âm"),
        ("Số liệu", "A2", "CN99", "Mã", "Mã “CN99” không có trong các trang"),
        ("Đánh giá", "B2", "tot", "Điều kiện", "Không có điều kiện “tot”"),
        ("Đánh giá", "C2", "Tốt", "Kết luận", "hãy ghi “Đạt” hoặc “Không đạt”."),
        ("Đơn vị", "B2", "Y tê", "Loại đơn vị", "Không có loại đơn vị “Y tê” trong danh mục; có phải “Y tế”?"),
        ("Đơn vị", "B5", "hôm qua", "Ngày", "không phải là ngày"),
    ],
)
def test_a_cell_that_cannot_be_read(sheet, cell, typed, column, said) -> None:
    book = read(put(sheet, cell, typed))
    problem = only(book)
    assert at(problem) == (sheet, int(cell[1:]), column, typed)
    assert said in problem.message
    assert len(book.people) == 2


def test_the_value_is_as_typed_and_a_long_one_is_cut_in_the_message_only() -> None:
    problem = only(read(put("Số liệu", "D2", "  rất   nhiều " * 50)))
    assert problem.value == "  rất   nhiều " * 50
    assert len(problem.message) < 250


def test_an_award_that_cannot_be_read_stays_unknown() -> None:
    award = read(put("Khen thưởng", "C2", "Huân chương")).awards[0]
    assert (award.code, award.year, award.award, award.as_written) == ("CN01", 2019, None, "Huân chương")


def test_an_award_whose_year_cannot_be_read_stays() -> None:
    for year in ("năm kia", None):
        award = read(put("Khen thưởng", "B2", year)).awards[0]
        assert (award.year, award.award) == (None, "bang_khen_tinh")


@pytest.mark.parametrize(
    ("sheet", "cell", "kept"),
    [
        ("Xếp loại", "C2", "ratings"),
        ("Xếp loại", "B2", "ratings"),
        ("Đánh giá", "C2", "judgements"),
    ],
)
@pytest.mark.parametrize("typed", ["gì đó", None])
def test_ratings_and_judgements_that_cannot_be_read_are_left_out(sheet, cell, kept, typed) -> None:
    book = read(put(sheet, cell, typed))
    assert only(book).row == 2
    assert [row for row in getattr(book, kept) if row.row == 2] == []


def test_every_bad_cell_of_a_row_is_told() -> None:
    book = read(add("Khen thưởng", "CN99", 1800, "Huân chương", "", "hôm qua", ""))
    assert [problem.column for problem in book.problems] == ["Mã", "Năm", "Danh hiệu, hình thức", "Ngày"]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_an_error_value(error) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        cell: Cell = book["Số liệu"]["D2"]
        cell.value, cell.data_type = error, "e"

    problem = only(read(spoil))
    assert at(problem) == ("Số liệu", 2, "Số tiền (đồng)", error)
    assert f"Ô báo lỗi {error}" in problem.message


def test_a_row_of_errors_only_is_told_too() -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        cell: Cell = book["Cá nhân"]["B9"]
        cell.value, cell.data_type = "#REF!", "e"

    assert at(only(read(spoil))) == ("Cá nhân", 9, "Họ và tên", "#REF!")


@pytest.mark.parametrize(
    ("sheet", "cell", "column"),
    [("Số liệu", "D2", "Số tiền (đồng)"), ("Cá nhân", "M2", "Tóm tắt thành tích"), ("Đơn vị", "B4", "Số tờ trình")],
)
def test_a_formula_without_a_stored_value(sheet, cell, column) -> None:
    problem = only(read(put(sheet, cell, "=1+1")))
    assert at(problem) == (sheet, int(cell[1:]), column, "=1+1")
    assert problem.message.startswith("Công thức chưa có giá trị")


def test_a_nominee_without_a_code_is_still_read() -> None:
    book = read(put("Gia đình", "A2", None))
    assert at(only(book)) == ("Gia đình", 2, "Mã", "")
    assert "tạm dùng mã “Gia đình dòng 2”" in book.problems[0].message
    assert book.families[0].code == "Gia đình dòng 2"


@pytest.mark.parametrize(
    ("sheet", "row"), [("Tập thể", ["TT09", ""]), ("Cá nhân", ["", "", "1980"]), ("Gia đình", ["GD09", "", "Xã A"])]
)
def test_a_row_without_a_name_is_told_and_passed_over(sheet, row) -> None:
    book = read(add(sheet, *row))
    assert only(book).column in ("Tên tập thể", "Họ và tên", "Họ và tên chủ hộ")
    assert "hãy bổ sung, hoặc xóa dòng nếu không dùng" in book.problems[0].message
    assert len(book.collectives) + len(book.people) + len(book.families) == 4


def test_facts_of_a_row_without_a_name_are_not_blamed_again() -> None:
    assert only(read(add("Cá nhân", "CN09"), add("Xếp loại", "CN09", 2019, "Hoàn thành nhiệm vụ"))).sheet == "Cá nhân"


@pytest.mark.parametrize("typed", ["CN01", "cn01 ", "TT01"])
def test_a_code_used_twice(typed) -> None:
    book = read(put("Gia đình", "A2", typed))
    assert at(only(book)) == ("Gia đình", 2, "Mã", typed)
    assert book.families[0].code == f"{typed.strip()} (dòng 2)"
    assert "đã dùng ở trang" in book.problems[0].message


def test_two_duplicates_on_the_same_row_number_stay_apart() -> None:
    book = read(put("Cá nhân", "A2", "TT01"), put("Gia đình", "A2", "TT01"))
    codes = [nominee.code for nominee in (*book.collectives, *book.people, *book.families)]
    assert len(set(codes)) == len(codes)
    assert len([problem for problem in book.problems if problem.message.startswith("Mã “TT01” đã dùng")]) == 2


def test_facts_cannot_be_written_under_a_code_that_was_made_up() -> None:
    book = read(put("Gia đình", "A2", "tt01"), add("Xếp loại", "tt01 (dòng 2)", 2017, "Hoàn thành nhiệm vụ"))
    assert book.unjoined == {"tt01 (dòng 2)"} == {book.families[0].code}
    assert [at(problem) for problem in book.problems][1:] == [("Xếp loại", 4, "Mã", "tt01 (dòng 2)")]
    assert {rating.year for rating in book.ratings} == {2018, 2019}


def test_nominees_without_a_code_are_named_as_unjoined() -> None:
    assert read().unjoined == frozenset()
    assert read(put("Gia đình", "A2", None)).unjoined == {"Gia đình dòng 2"}
    assert read(lambda book: book["Cá nhân"].delete_cols(1)).unjoined == {"Cá nhân dòng 2", "Cá nhân dòng 3"}


@pytest.mark.parametrize(("head", "left"), [(None, "để trống Thủ trưởng"), ("không", "ghi Thủ trưởng là “Không”")])
def test_the_code_of_a_unit_headed_without_the_kind_of_unit(head, left) -> None:
    book = read(put("Cá nhân", "I2", head))
    assert at(only(book)) == ("Cá nhân", 2, "Thủ trưởng", head or "")
    said = f"Đã ghi Mã đơn vị đứng đầu “TT01” nhưng {left}; hãy chọn cấp thủ trưởng, hoặc xóa mã đó."
    assert only(book).message == said
    assert (book.people[0].head_of, book.people[0].headed_unit) == (None, "TT01")


def test_the_code_of_a_unit_headed_that_cannot_be_read_leaves_the_kind_unknown() -> None:
    book = read(put("Cá nhân", "I2", None), put("Cá nhân", "J2", "=1+1"))
    assert [problem.column for problem in book.problems] == ["Thủ trưởng", "Mã đơn vị đứng đầu"]
    assert (book.people[0].head_of, book.people[0].headed_unit) == (None, "")


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("CN01", "“Cá nhân” dòng 2"),
        ("cn02 ", "“Cá nhân” dòng 3"),
        ("GD01", "“Gia đình” dòng 2"),
        ("CN09", "“Cá nhân” dòng 4"),
    ],
)
def test_the_code_of_a_person_or_a_family_is_no_unit(typed, where) -> None:
    nameless = add("Cá nhân", "CN09")
    book = read(put("Cá nhân", "J2", typed), *([nameless] if typed == "CN09" else []))
    problem = book.problems[0]
    assert at(problem) == ("Cá nhân", 2, "Mã đơn vị đứng đầu", typed)
    assert f"là mã ở trang {where}, không phải mã của một đơn vị; hãy đặt" in problem.message
    assert (book.people[0].head_of, book.people[0].headed_unit) == ("co_so", "")
    assert len(book.problems) == (2 if typed == "CN09" else 1)


def test_two_people_may_head_one_unit() -> None:
    book = read(
        put("Cá nhân", "J2", "DV01"),
        put("Cá nhân", "I3", "Đơn vị cơ sở, đơn vị trực thuộc"),
        put("Cá nhân", "J3", "dv01"),
    )
    assert book.problems == ()
    assert [person.headed_unit for person in book.people] == ["DV01", "DV01"]


def test_facts_may_be_written_for_a_headed_unit_of_its_own() -> None:
    book = read(put("Cá nhân", "J2", "DV01"), add("Xếp loại", "dv01", 2019, "Hoàn thành tốt nhiệm vụ"))
    assert book.problems == ()
    assert book.ratings[-1].code == "DV01"


def test_two_ratings_of_a_year_that_differ_leave_it_unknown() -> None:
    book = read(add("Xếp loại", "tt01", "2018", "Hoàn thành nhiệm vụ"))
    problem = only(book)
    assert at(problem) == ("Xếp loại", 4, "Mức", "Hoàn thành nhiệm vụ")
    assert "năm 2018 (dòng 2 và 4)" in problem.message
    assert [rating.year for rating in book.ratings] == [2019]


def test_the_same_rating_twice_counts_once() -> None:
    book = read(add("Xếp loại", "TT01", 2018, "hoàn thành TỐT nhiệm vụ"))
    assert book.problems == ()
    assert [(rating.year, rating.row) for rating in book.ratings] == [(2018, 2), (2019, 3)]


def test_a_rating_beside_one_that_cannot_be_read_leaves_the_year_unknown() -> None:
    book = read(add("Xếp loại", "TT01", 2018, "HTTNV"))
    assert only(book).row == 4
    assert [rating.year for rating in book.ratings] == [2019]


def test_two_judgements_that_differ_decide_nothing() -> None:
    book = read(add("Đánh giá", "CN02", "guong_mau", "Không đạt"))
    assert "kết luận trái nhau về điều kiện “guong_mau” (dòng 2 và 3)" in only(book).message
    assert book.judgements == ()


def test_no_sheet_of_the_unit() -> None:
    book = read(lambda book: book.remove(book["Đơn vị"]))
    assert at(only(book)) == ("Đơn vị", 0, "", "")
    assert book.unit.name == ""
    assert len(book.people) == 2


@pytest.mark.parametrize("label", ["Tên đơn vị", "Loại đơn vị"])
def test_the_unit_without_its_name_or_kind(label) -> None:
    row = list(UNIT).index(label) + 1
    assert at(only(read(put("Đơn vị", f"B{row}", None)))) == ("Đơn vị", row, label, "")
    assert at(only(read(lambda book: book["Đơn vị"].delete_rows(row)))) == ("Đơn vị", 0, label, "")


def test_a_label_of_the_unit_that_stands_twice() -> None:
    book = read(add("Đơn vị", "Tên đơn vị", "Sở Nội vụ"))
    assert at(only(book)) == ("Đơn vị", 8, "Tên đơn vị", "Sở Nội vụ")
    assert book.unit.name == "Sở Y tế"


def test_a_list_without_nominees() -> None:
    def empty(book: openpyxl.Workbook) -> None:
        for name in HEADERS:
            book[name].delete_rows(2, 9)

    assert "hãy điền ít nhất một dòng" in only(read(empty)).message


def test_a_workbook_of_something_else() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tháng", "Doanh thu"])
    content = workbook(
        lambda filled: [filled.remove(sheet) for sheet in filled.worksheets] and filled.create_sheet("Tổng")
    )
    with pytest.raises(Unreadable, match="Tệp không phải là bảng đề nghị.*hãy tải bảng mẫu"):
        read_nominations(content, TERMS)


def test_more_nominees_than_the_limit() -> None:
    assert len(read_nominations(workbook(), TERMS, nominee_limit=4).people) == 2
    with pytest.raises(Unreadable, match="Bảng có 4 tập thể, cá nhân, gia đình, vượt quá 3"):
        read_nominations(workbook(), TERMS, nominee_limit=3)


def test_a_larger_file_than_the_limit() -> None:
    with pytest.raises(Unreadable, match="vượt quá"):
        read_nominations(workbook(), TERMS, size_limit=1000)


def test_problems_stand_in_the_order_of_the_workbook() -> None:
    book = read(
        put("Đánh giá", "C2", "?"),
        put("Xếp loại", "C3", "?"),
        put("Xếp loại", "C2", "?"),
        put("Xếp loại", "B2", "?"),
        put("Đơn vị", "B2", "?"),
    )
    assert [(problem.sheet, problem.row, problem.column) for problem in book.problems] == [
        ("Đơn vị", 2, "Loại đơn vị"),
        ("Xếp loại", 2, "Năm"),
        ("Xếp loại", 2, "Mức"),
        ("Xếp loại", 3, "Mức"),
        ("Đánh giá", 2, "Kết luận"),
    ]
