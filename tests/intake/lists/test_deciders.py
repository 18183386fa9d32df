"""An award and the body that decided it are held against each other, by what the law's catalogue says of both."""

from datetime import date

import pytest

from tests.intake.lists.made import opened, sheet
from vinhdanh.intake.lists import propose, read_list
from vinhdanh.intake.lists.deciders import decider_doubt
from vinhdanh.intake.lists.records import ListDecision, Reading
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.screening.list_terms import list_terms

LAW = list_terms()
PROVINCE, CERTIFICATE = "bang_khen_tinh", "giay_khen"


def doubt(award: str, authority: str = "", number: str = "") -> str:
    return decider_doubt(LAW, award, ListDecision(number, None, authority))


@pytest.mark.parametrize(
    ("award", "authority"),
    [
        (PROVINCE, "UBND huyện Chi Lăng"),
        (PROVINCE, "Chủ tịch UBND xã Ví Dụ"),
        (PROVINCE, "Thủ tướng Chính phủ"),
        (PROVINCE, "Giám đốc Sở Y tế"),
        (CERTIFICATE, "Thủ tướng Chính phủ"),
        (CERTIFICATE, "TTg"),
        (CERTIFICATE, "CT UBND tỉnh Ví Dụ"),
        ("huan_chuong_lao_dong_hang_ba", "Chủ tịch UBND tỉnh"),
        ("bang_khen_thu_tuong", "Chủ tịch nước"),
        ("bang_khen_bo", "UBND huyện"),
        ("gia_dinh_van_hoa", "Ủy ban nhân dân tỉnh"),
    ],
)
def test_another_body_than_the_laws_is_doubtful(award: str, authority: str) -> None:
    assert f"quyết định, ở đây ghi “{authority}”; hãy kiểm tra lại" in doubt(award, authority)


@pytest.mark.parametrize(
    ("award", "authority"),
    [
        (PROVINCE, "Chủ tịch UBND tỉnh"),
        (PROVINCE, "UBND tỉnh Ví Dụ"),
        (PROVINCE, ""),
        (PROVINCE, "Ban Tổ chức hội thi"),
        (CERTIFICATE, "Chủ tịch UBND huyện Chi Lăng"),
        (CERTIFICATE, "Giám đốc Sở Y tế"),
        (CERTIFICATE, "Hiệu trưởng Trường A"),
        ("lao_dong_tien_tien", "Chủ tịch UBND tỉnh"),
        ("tap_the_lao_dong_xuat_sac", "Bộ trưởng Bộ Y tế"),
        ("bang_khen_bo", "Bộ Y tế"),
        ("thon_van_hoa", "Chủ tịch UBND xã"),
    ],
)
def test_the_laws_body_and_one_that_the_law_does_not_name_are_not(award: str, authority: str) -> None:
    assert doubt(award, authority) == ""


def test_the_symbol_of_the_decision_tells_who_decided_where_nothing_else_does() -> None:
    assert "ở đây ghi “quyết định số 99/QĐ-TTg”" in doubt(CERTIFICATE, "", "99/QĐ-TTg")
    assert doubt(CERTIFICATE, "", "99/QĐ-UBND") == ""
    assert doubt("bang_khen_thu_tuong", "", "99/QĐ-TTg") == ""


@pytest.mark.parametrize("award", catalogue().awards, ids=lambda award: award.code)
def test_every_award_may_be_decided_by_the_body_that_its_entry_names(award) -> None:
    assert catalogue().deciders_of(award.code)
    assert doubt(award.code, award.authority) == ""


HEADER = ["STT", "Họ và tên", "Danh hiệu, hình thức", "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan quyết định"]


def reading(*cells: object) -> Reading:
    [table] = opened(sheet(HEADER, [1, "Nông Thị Đào", *cells])).tables
    proposal = propose(table, LAW)
    return read_list(table, proposal.mapping, proposal.context, LAW)


def test_in_a_list_it_is_told_at_the_cell_of_the_authority_and_the_row_is_taken() -> None:
    read = reading("Bằng khen CT UBND tỉnh", 2018, "12/QĐ-UBND", date(2019, 1, 15), "UBND huyện Chi Lăng")
    [problem] = read.problems
    assert problem.message == (
        "“Bằng khen của Chủ tịch UBND tỉnh” do Chủ tịch UBND tỉnh quyết định, ở đây ghi “UBND huyện Chi Lăng”; "
        "hãy kiểm tra lại danh hiệu, hình thức hoặc cơ quan quyết định."
    )
    assert (len(read.rows), read.places, problem.value) == (1, ((2, 6),), "UBND huyện Chi Lăng")


def test_or_at_the_award_where_only_the_number_tells() -> None:
    assert reading("Giấy khen", 2018, "12/QĐ-TTg", date(2019, 1, 15), "").places == ((2, 2),)
