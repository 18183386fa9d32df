"""A workbook screened: the verdicts, the quota, what stands beside a name, and the exit code of the contract."""

from dataclasses import replace
from datetime import date

import pytest

from tests.screening.lists import (
    FARMER,
    ON,
    PACK,
    Rows,
    book_of,
    example_report,
    example_rows,
    family,
    finding_named,
    joined,
    official,
    report_of,
    without,
)
from vinhdanh.intake.problems import Problem
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN
from vinhdanh.screening.report import Report, category_of, readings_of, screen_book

KEPT = {"Loại đơn vị": "Huyện/thành phố"}


def two_officials() -> Rows:
    return joined(official("CN1", "Hoàng Thị Bích"), official("CN2", "Nông Văn Cường"))


def verdicts(report: Report) -> dict[str, str]:
    return {one.nominee.code: one.verdict.value for one in report.screened}


def test_the_example_shows_all_four_verdicts() -> None:
    assert verdicts(example_report()) == {
        "TT1": "met",
        "TT2": "unknown",
        "CN1": "needs_judgement",
        "CN2": "not_met",
        "CN3": "met",
        "GD1": "met",
    }


def test_the_nominees_are_counted_from_one_over_all_sheets() -> None:
    assert [one.number for one in example_report().screened] == [1, 2, 3, 4, 5, 6]


def test_the_verdicts_are_counted() -> None:
    assert example_report().verdicts == {MET: 3, UNKNOWN: 1, NEEDS_JUDGEMENT: 1, NOT_MET: 1}


def test_the_quota_of_a_district_says_what_is_used_and_what_is_missing() -> None:
    """HD II.2.2.b: at most 02 collectives and 03 individuals, one of them a farmer or a worker."""
    rows = {"Tập thể": [{"Mã": f"T{n}", "Tên tập thể": f"Trường số {n}"} for n in (1, 2)]} | two_officials()
    report = report_of(rows, KEPT)
    assert report.quota.sentence == "2/2 tập thể, 2/3 cá nhân, còn thiếu 01 nông dân, công nhân hoặc người lao động."
    assert report.quota_verdict is NOT_MET


def test_a_family_takes_the_place_of_a_person() -> None:
    """O3."""
    rows = joined(
        two_officials(), family("GD1"), {"Cá nhân": [{"Mã": "ND", "Họ và tên": "A", "Nhóm đối tượng": FARMER}]}
    )
    assert "4/3 cá nhân (thừa 01)" in report_of(rows, KEPT).quota.sentence


def test_a_unit_of_no_known_kind_keeps_no_quota() -> None:
    report = report_of(family(), {"Loại đơn vị": ""})
    assert report.quota.finding.outcome is UNKNOWN
    assert report.quota_verdict is NOT_MET
    assert "Loại đơn vị" in report.quota.sentence


def test_exit_0_where_all_are_met_and_the_quota_is_kept() -> None:
    report = report_of(family(), {"Loại đơn vị": "Y tế"})
    assert (report.problems, report.quota_verdict, report.exit_code) == ((), MET, 0)


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        (without(family(), "nobody") | {"Đánh giá": []}, {"Loại đơn vị": "Y tế"}),
        (family() | {"Số liệu": []}, {"Loại đơn vị": "Y tế"}),
        (family() | {"Đánh giá": [family()["Đánh giá"][0] | {"Kết luận": "Không đạt"}]}, {"Loại đơn vị": "Y tế"}),
        (family(), KEPT),
    ],
    ids=["somebody has to judge", "a figure is missing", "somebody is refused", "the quota is broken"],
)
def test_exit_1_where_one_thing_is_open_or_not_met(rows: Rows, unit: dict[str, str]) -> None:
    report = report_of(rows, unit)
    assert (report.problems, report.exit_code) == ((), 1)


def test_exit_2_where_anything_could_not_be_read_even_if_all_else_is_met() -> None:
    rows = family()
    rows["Xếp loại"] = [{"Mã": "KHAC", "Năm": 2018, "Mức": "Hoàn thành tốt nhiệm vụ"}]
    report = report_of(rows, {"Loại đơn vị": "Y tế"})
    assert [problem.value for problem in report.problems] == ["KHAC"]
    assert verdicts(report) == {"GD1": "met"}
    assert report.exit_code == 2


def test_exit_2_where_nobody_is_nominated() -> None:
    report = report_of({}, {"Loại đơn vị": "Y tế"})
    assert (report.screened, report.exit_code) == ((), 2)


@pytest.mark.parametrize(
    ("code", "detail", "category"),
    [
        ("TT1", "Tập thể quy mô nhỏ", "small"),
        ("CN1", "Nông dân · Chủ hộ trồng na · Thôn Đồng Mẫu, xã Ví Dụ", "farmer"),
        ("GD1", "Gia đình · Thôn Nà Pất, xã Ví Dụ", "family"),
    ],
)
def test_beside_a_name_stands_what_tells_it_from_another(code: str, detail: str, category: str) -> None:
    [one] = [one for one in example_report().screened if one.nominee.code == code]
    assert (one.detail, category_of(one.nominee)) == (detail, category)


def test_an_unknown_category_is_left_empty_and_not_guessed() -> None:
    report = report_of({"Tập thể": [{"Mã": "T", "Tên tập thể": "A"}], "Cá nhân": [{"Mã": "C", "Họ và tên": "B"}]})
    assert [(one.detail, category_of(one.nominee)) for one in report.screened] == [("Tập thể", ""), ("Cá nhân", "")]


@pytest.mark.parametrize(
    ("code", "clause", "told"),
    [
        ("TT1", "tap_the_nho.2.lien_tuc", ["Cách hiểu áp dụng: O8, O9"]),
        ("CN1", "nong_dan.huong_dan", ["Cách hiểu áp dụng: O7"]),
        (
            "TT2",
            "tap_the_nho.1.lien_tuc",
            [f"Cách hiểu {n.upper()}: {PACK.reading_of[n].reading}" for n in ("o8", "o9")],
        ),
        ("CN2", "can_bo.bang_khen", [f"Cách hiểu O11: {PACK.reading_of['o11'].reading}"]),
        ("CN1", "ca_nhan.dai_bieu", []),
    ],
    ids=["met", "to be judged", "a fact is missing", "not met", "no reading"],
)
def test_a_reading_is_told_in_full_only_where_it_keeps_a_clause_from_being_met(code, clause, told) -> None:
    report = example_report()
    assert list(readings_of(report, finding_named(report, code, clause))) == told


def test_the_day_is_what_was_asked_for() -> None:
    book = book_of(family())
    assert screen_book(book, PACK, on=date(2020, 6, 10)).on == date(2020, 6, 10)


def test_the_report_keeps_the_problems_in_the_order_of_the_workbook() -> None:
    problems = (Problem("Tập thể", 3, "Mã", "", "a"), Problem("Xếp loại", 2, "Mức", "x", "b"))
    assert screen_book(replace(book_of(family()), problems=problems), PACK, on=ON).problems == problems


def test_five_thousand_nominees_are_each_screened_by_their_own_facts() -> None:
    one, book = example_report(), book_of(example_rows())
    copies = 833
    many = replace(
        book,
        **{
            sheet: tuple(replace(row, code=f"{row.code}-{n}") for n in range(copies) for row in getattr(book, sheet))
            for sheet in ("collectives", "families", "ratings", "awards", "amounts", "judgements")
        },
        people=tuple(
            replace(row, code=f"{row.code}-{n}", headed_unit=row.headed_unit and f"{row.headed_unit}-{n}")
            for n in range(copies)
            for row in book.people
        ),
    )
    report = screen_book(many, PACK, on=ON)
    assert len(report.screened) == 6 * copies
    expected = verdicts(one)
    assert {one.nominee.code: one.verdict.value for one in report.screened} == {
        f"{code}-{n}": verdict for code, verdict in expected.items() for n in range(copies)
    }
    assert report.quota.sentence.startswith("1666/2 tập thể (thừa 1664), 3332/3 cá nhân (thừa 3329)")
