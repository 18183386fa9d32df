"""A campaign that gives several awards to a kind: each nominee by its own, in findings and in papers."""

from datetime import date
from io import BytesIO

import pytest

from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.template import write_book
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.papers import letter_record
from vinhdanh.screening.report import Report, screen_book
from vinhdanh.screening.terms import judgement_labels, nomination_terms

PACK = load_pack("lang-son-2020-cap-nha-nuoc")


def screened(*awards: str) -> Report:
    target, terms = BytesIO(), nomination_terms(PACK)
    people = [
        {"Mã": f"CN{number}", "Họ và tên": f"Hoàng Văn {number}", "Hình thức đề nghị": award}
        for number, award in enumerate(awards)
    ]
    write_book(target, terms, {"Tên đơn vị": "Sở Tài chính", "Loại đơn vị": "Sở, ban, ngành"}, {"Cá nhân": people})
    return screen_book(read_nominations(target.getvalue(), terms), PACK, on=date(2020, 4, 10))


@pytest.fixture(scope="module")
def report() -> Report:
    return screened("Bằng khen của Thủ tướng Chính phủ", "Huân chương Lao động hạng Ba", "")


def test_each_nominee_is_screened_by_the_standard_of_its_own_award(report: Report) -> None:
    asked = [one.finding.clause.id for one in report.screened]
    assert asked == ["bang_khen.ca_nhan", "lao_dong.hang_ba.ca_nhan", "hinh_thuc.individual"]


def test_the_award_stands_beside_the_name(report: Report) -> None:
    assert [one.detail for one in report.screened] == [
        "Bằng khen của Thủ tướng Chính phủ · Cá nhân",
        "Huân chương Lao động hạng Ba · Cá nhân",
        "Cá nhân",
    ]


def test_the_list_of_the_letter_names_each_award(report: Report) -> None:
    record = letter_record(report)
    general = "danh hiệu thi đua, hình thức khen thưởng cấp Nhà nước"
    assert [one.award for one in record.nominees] == [
        "Bằng khen của Thủ tướng Chính phủ",
        "Huân chương Lao động hạng Ba",
        general,
    ]
    assert record.annex_title == f"DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG {general.upper()}"


def test_where_one_award_is_given_alone_the_letter_calls_it_as_the_campaign_does() -> None:
    province = load_pack("lang-son-2020")
    assert province.award_words("bang_khen_tinh") == province.award_words(None) == province.papers.award


def test_an_order_among_those_proposed_asks_for_a_third_set(report: Report) -> None:
    assert report.sets == 3
    assert screened("Bằng khen của Thủ tướng Chính phủ").sets == 2


def test_the_letter_encloses_the_certificate_where_the_title_is_proposed(report: Report) -> None:
    certificate = next(part.text for part in PACK.dossier.parts if part.id == "ho_so.sang_kien")
    assert certificate not in letter_record(report).enclosures
    assert certificate in letter_record(screened("Chiến sỹ thi đua toàn quốc")).enclosures


def test_a_judgement_that_several_criteria_ask_is_told_apart_by_its_criterion() -> None:
    labels = judgement_labels(PACK)
    assert labels["co.thanh_tich"].endswith("các lĩnh vực (Cờ thi đua của Chính phủ)")
    assert labels["co.dan_dau"].startswith("Là tập thể tiêu biểu")
    assert "(" not in labels["co.dan_dau"]
    assert len(set(labels.values())) == len(labels)
