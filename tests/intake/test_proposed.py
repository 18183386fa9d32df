"""The column of the award proposed: there where a campaign leaves a choice, and nowhere else."""

from io import BytesIO

import openpyxl

from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook
from vinhdanh.intake.template import write_book
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.terms import nomination_terms

STATE, PROVINCE = (nomination_terms(load_pack(name)) for name in ("lang-son-2020-cap-nha-nuoc", "lang-son-2020"))
HEADER = "Hình thức đề nghị"
UNIT = {"Tên đơn vị": "Sở Tài chính", "Loại đơn vị": "Sở, ban, ngành"}


def written(award: str) -> bytes:
    target = BytesIO()
    person = {"Mã": "CN1", "Họ và tên": "Hoàng Văn Thử", HEADER: award, "Ghi chú": "đã xét"}
    unit = {"Mã": "TT1", "Tên tập thể": "Phòng Ngân sách", HEADER: "Cờ thi đua của Chính phủ"}
    write_book(target, STATE, UNIT, {"Cá nhân": [person], "Tập thể": [unit]})
    return target.getvalue()


def read(award: str) -> NominationBook:
    return read_nominations(written(award), STATE)


def test_a_row_names_the_award_that_it_is_proposed_for() -> None:
    book = read("Huân chương Lao động hạng III")
    assert [one.message for one in book.problems] == []
    assert book.people[0].proposed == "huan_chuong_lao_dong_hang_ba"
    assert book.collectives[0].proposed == "co_thi_dua_chinh_phu"
    assert (book.people[0].name, book.people[0].note) == ("Hoàng Văn Thử", "đã xét")


def test_a_blank_cell_is_not_known_and_another_word_is_a_problem() -> None:
    assert read("").people[0].proposed is None
    book = read("Huân chương Sao")
    assert book.people[0].proposed is None
    [problem] = book.problems
    assert (problem.sheet, problem.row, problem.column, problem.value) == ("Cá nhân", 2, HEADER, "Huân chương Sao")


def test_the_column_stands_behind_the_name_with_the_awards_to_choose_from() -> None:
    book = openpyxl.load_workbook(BytesIO(written("")))
    for sheet in ("Tập thể", "Cá nhân", "Gia đình"):
        assert book[sheet]["C1"].value == HEADER
    lists = {cell.value: cell.column for cell in book["Danh mục"][1]}
    shown = [
        row[0].value for row in book["Danh mục"].iter_rows(min_row=2, min_col=lists[HEADER], max_col=lists[HEADER])
    ]
    assert {one for one in shown if one} == set(STATE.proposed.labels.values())
    assert "Huân chương Độc lập hạng Nhất" in shown


def test_a_campaign_with_one_award_has_no_such_column() -> None:
    target = BytesIO()
    write_book(target, PROVINCE, title="Thử")
    book = openpyxl.load_workbook(BytesIO(target.getvalue()))
    assert HEADER not in {cell.value for sheet in book for row in sheet.iter_rows(max_row=60) for cell in row}
