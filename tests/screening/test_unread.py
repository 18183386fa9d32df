"""What could not be read stays unknown: it never decides against a nominee, nor for one."""

from tests.screening.lists import PACK, Rows, book_of, family, joined, official, report_of
from vinhdanh.rules.facts import Amount
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN
from vinhdanh.screening.nominees import nominees_of

INCOME, CONTRIBUTION = "Thu nhập sau chi phí", "Đóng góp"


def figure(code: str, year: int | str, indicator: str, amount: int | str) -> dict[str, int | str]:
    return {"Mã": code, "Năm": year, "Chỉ tiêu": indicator, "Số tiền (đồng)": amount}


def contribution_of(*rows: dict[str, int | str]) -> object:
    lists: Rows = joined(family("GD1"))
    lists["Số liệu"] = [*rows]
    [screened] = report_of(lists).screened
    return next(part.outcome for part in screened.finding.parts if part.clause.id == "gia_dinh.dong_gop")


def test_a_figure_that_cannot_be_read_keeps_the_total_open() -> None:
    readable = [figure("GD1", year, CONTRIBUTION, 20_000_000) for year in (2016, 2017, 2018, 2019)]
    assert contribution_of(*readable) is NOT_MET
    assert contribution_of(*readable, figure("GD1", 2018, CONTRIBUTION, "8O triệu")) is UNKNOWN
    assert contribution_of(*readable, figure("GD1", "2O18", CONTRIBUTION, 80_000_000)) is UNKNOWN
    assert contribution_of(*readable, figure("GD1", 2018, "Góp", 80_000_000)) is UNKNOWN


def test_a_figure_under_a_code_mistyped_keeps_the_total_open() -> None:
    readable = [figure("GD1", year, CONTRIBUTION, 20_000_000) for year in (2016, 2017, 2018, 2019)]
    assert contribution_of(*readable, figure("GD01", 2018, CONTRIBUTION, 80_000_000)) is UNKNOWN
    assert contribution_of(*readable, figure("KHAC", 2018, CONTRIBUTION, 80_000_000)) is NOT_MET


def test_what_is_reached_stays_reached_whatever_could_not_be_read() -> None:
    reached = figure("GD1", 2018, CONTRIBUTION, 160_000_000)
    assert contribution_of(reached, figure("GD1", 2017, CONTRIBUTION, "8O triệu")) is MET


def test_a_figure_of_an_unread_year_opens_every_year_of_its_indicator() -> None:
    lists = joined(family("GD1"))
    lists["Số liệu"] = [figure("GD1", "2O18", CONTRIBUTION, 5)]
    [nominee] = nominees_of(book_of(lists), PACK)
    years = nominee.facts.amounts["contribution"]
    assert set(years) == set(range(2016, 2021))
    assert all(rows == (Amount(year, None),) for year, rows in years.items())


def test_awards_of_a_nominee_whose_code_no_row_can_name_are_unknown() -> None:
    second = official("CN1", "Nông Thị Thơm")
    facts = {
        one.name: one.facts for one in nominees_of(book_of(joined(official("CN1", "Hoàng Thị Bích"), second)), PACK)
    }
    assert facts["Hoàng Thị Bích"].awards is not None
    assert facts["Nông Thị Thơm"].awards is None
