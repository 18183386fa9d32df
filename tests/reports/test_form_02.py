"""Mẫu 02 out of the register: every figure is what a naive recount finds, and what the list behind it holds."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from tests.province import Province
from tests.reports.register_samples import fill_register
from vinhdanh.documents.form_02 import Form02Sheet
from vinhdanh.models import Award, Unit, UnitYear
from vinhdanh.reports.form_02 import WRITERS, as_data, compute_form_02, form_02_sheet
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.tallies import Period
from vinhdanh.rules.form_02 import COLUMNS, TOTAL, Form02, Selection
from vinhdanh.rules.form_02_layout import Form02Layout, PartLayout, RowLayout
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.packs import load_pack

PERIODS = [Period(2016, 2020), Period(2018, 2018), Period(2016, 2020, emulation=True)]


@pytest.fixture
def layout() -> Form02Layout:
    found = load_pack("lang-son-2020").form_02
    assert found is not None
    return found


@pytest.fixture
def awards(province: Province) -> list[Award]:
    return fill_register(province)


def counted(awards: Iterable[Award], unit: Unit, period: Period) -> list[Award]:
    """The awards that the form is made of, found the plain way."""
    year = "emulation_year" if period.emulation else "year"
    return [
        award
        for award in awards
        if award.standing == "standing"
        and award.unit.path.startswith(unit.path)
        and period.first <= getattr(award, year) <= period.last
    ]


def codes(row: RowLayout | PartLayout) -> set[str]:
    return {finer for code in row.awards for finer in catalogue().inside(code)}


def recount(awards: list[Award], row: RowLayout, part: PartLayout | None, column: str) -> tuple[int, int]:
    """How many count for sure, and how many at most, of a column of a row or of its part."""
    sure = possible = 0
    kind = column.removesuffix("_direct")
    for award in awards:
        if award.kind != kind or award.award not in codes(row):
            continue
        answers: list[bool | None] = []
        if part is not None:
            answers.append(not part.awards or award.award in codes(part))
            answers.append(not part.kinds or award.kind in part.kinds)
            answers.append(True if not part.manners else (award.manner in part.manners) if award.manner else None)
        if column.endswith("_direct"):
            answers.append(award.direct_worker)
        sure += all(answers)
        possible += False not in answers
    return sure, possible


@pytest.mark.parametrize("period", PERIODS, ids=["five years", "one year", "emulation years"])
@pytest.mark.parametrize("where", ["root", "district", "department", "commune"])
def test_every_figure_is_what_a_naive_recount_finds(
    province: Province, awards: list[Award], layout: Form02Layout, period: Period, where: str
) -> None:
    unit = getattr(province, where)
    form, mine = compute_form_02(unit, period, layout), counted(awards, unit, period)
    assert mine
    for row in (row for level in layout.levels for row in level.rows):
        for part in (None, *row.parts):
            line = form.line(part.id if part else row.id)
            found = {column: (line.figures[column].low, line.figures[column].high) for column in COLUMNS}
            assert found == {column: recount(mine, row, part, column) for column in COLUMNS}
    of_rows = {finer for level in layout.levels for row in level.rows for finer in codes(row)}
    total = form.line(TOTAL)
    assert sum(total.figures[kind].low for kind in COLUMNS[:3]) == sum(award.award in of_rows for award in mine)
    assert sum(each.count for each in form.outside) == sum(award.award not in of_rows for award in mine)


def listed(province: Province, unit: Unit, period: Period, selection: Selection, or_unknown: bool) -> int:
    """How many awards the register lists behind a figure."""
    asked = RegisterFilter(
        kinds=selection.kinds,
        awards=selection.awards,
        manners=selection.manners,
        year_from=period.first,
        year_to=period.last,
        emulation=period.emulation,
        unit=unit,
        direct=selection.direct,
        leader=selection.leader,
        or_unknown=or_unknown,
    )
    return asked.awards_seen_by(province.office).count()


@pytest.mark.parametrize("period", [PERIODS[0], PERIODS[2]], ids=["years", "emulation years"])
def test_every_figure_is_the_length_of_the_list_behind_it(
    province: Province, awards: list[Award], layout: Form02Layout, period: Period
) -> None:
    form = compute_form_02(province.district, period, layout)
    figures = [figure for line in form.lines for figure in line.figures.values() if figure.high] + [form.leaders]
    assert len(figures) > 60
    for figure in figures:
        told = (province, province.district, period, figure.selection)
        assert listed(*told, or_unknown=figure.selection.or_unknown) == figure.high
        assert listed(*told, or_unknown=False) == figure.low


def data_of(unit: Unit, period: Period, layout: Form02Layout) -> dict[str, Any]:
    """The form as other programs get it."""
    return as_data(compute_form_02(unit, period, layout), unit, period)


def test_awards_of_other_units_and_years_and_those_that_no_longer_stand_are_not_counted(
    province: Province, awards: list[Award], layout: Form02Layout
) -> None:
    before = as_data(
        compute_form_02(province.commune, Period(2016, 2020), layout), province.commune, Period(2016, 2020)
    )
    Award.objects.filter(unit=province.department).mark(standing="withdrawn")
    Award.objects.filter(year=2021).mark(standing="withdrawn")
    after = data_of(province.commune, Period(2016, 2020), layout)
    assert before == after
    assert sum(row["counts"]["individual"]["high"] for row in after["rows"] if row["depth"] == 1) > 0


def declare(unit: Unit, years: Iterable[int], complete: bool) -> None:
    for year in years:
        UnitYear.objects.update_or_create(
            unit=unit, year=year, defaults={"collectives": 40, "individuals": 900, "record_complete": complete}
        )


def test_nothing_is_zero_only_where_the_record_of_every_year_is_declared_complete(
    province: Province, layout: Form02Layout
) -> None:
    def shown() -> set[int | None]:
        form = compute_form_02(province.commune, Period(2016, 2018), layout)
        return {figure.value for line in form.lines for figure in line.figures.values()}

    assert shown() == {None}
    declare(province.commune, [2016, 2017], complete=True)
    declare(province.commune, [2018], complete=False)
    assert shown() == {None}
    declare(province.commune, [2018], complete=True)
    assert shown() == {0}


def test_the_share_of_the_unit_counts_each_honouree_once_a_year_and_names_the_years_without_a_total(
    province: Province, layout: Form02Layout, awards: list[Award]
) -> None:
    declare(province.district, [2016, 2017], complete=False)
    data = as_data(
        compute_form_02(province.district, Period(2016, 2018), layout), province.district, Period(2016, 2018)
    )
    mine = counted(awards, province.district, Period(2016, 2018))
    for year in data["years"]:
        people = {award.honouree_id for award in mine if award.year == year["year"] and award.kind == "individual"}
        assert year["honoured_individuals"] == len(people)
    texts = [note["text"] for note in data["notes"] if note["kind"] == "denominator"]
    assert any("năm 2018" in text and "cá nhân" in text for text in texts)


def test_the_number_of_queries_does_not_grow_with_the_register(
    province: Province, layout: Form02Layout, django_assert_num_queries
) -> None:
    for count in (1, 300):
        fill_register(province, count, seed=count)
        with django_assert_num_queries(8):
            compute_form_02(province.district, Period(2016, 2020), layout)


def sheet_of(province: Province, layout: Form02Layout) -> Form02Sheet:
    period = Period(2016, 2020, emulation=True)
    return form_02_sheet(
        compute_form_02(province.district, period, layout), province.district, period, date(2020, 6, 1)
    )


def test_a_district_reports_by_its_committee(province: Province, layout: Form02Layout) -> None:
    sheet = sheet_of(province, layout)
    assert (sheet.issuer, sheet.symbol) == ("Ủy ban nhân dân huyện Chi Lăng", "BC-UBND")
    assert sheet.authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_the_papers_say_what_the_data_say(province: Province, layout: Form02Layout, awards: list[Award]) -> None:
    form: Form02 = compute_form_02(province.district, Period(2016, 2020, emulation=True), layout)
    sheet = sheet_of(province, layout)
    assert [line.text for line in sheet.lines] == [line.text for line in form.lines]
    row = next(line for line in sheet.lines if line.text == "Bằng khen của Chủ tịch UBND tỉnh")
    figures = form.line("bang_khen_tinh").figures
    assert row.cells[:3] == tuple(figures[kind].value for kind in COLUMNS[:3])
    assert row.cells[5] == (figures["individual_direct"].text)
    assert "năm thi đua" in sheet.scope


@pytest.mark.parametrize(("extension", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_each_kind_of_file_is_written(
    province: Province, layout: Form02Layout, awards: list[Award], extension: str, begins: bytes
) -> None:
    assert WRITERS[extension](sheet_of(province, layout)).startswith(begins)
