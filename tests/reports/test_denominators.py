"""How many collectives and individuals a unit has: its own word, else the sum of those below, else unknown."""

from datetime import date

from tests.province import Province, make_unit
from vinhdanh.models import Unit, UnitKind, UnitYear
from vinhdanh.reports.denominators import YearNumbers, numbers_by_year


def tell(unit: Unit, year: int, collectives: int | None, individuals: int | None, complete: bool = False) -> None:
    UnitYear.objects.create(
        unit=unit, year=year, collectives=collectives, individuals=individuals, record_complete=complete
    )


def test_the_own_row_counts_the_unit_and_all_below_it(province: Province) -> None:
    tell(province.district, 2020, 40, 900, complete=True)
    tell(province.commune, 2020, 5, 70)
    assert numbers_by_year(province.district, 2020, 2020) == (YearNumbers(2020, 40, 900, complete=True),)


def test_without_a_row_it_is_the_sum_of_those_directly_below_if_each_is_known(province: Province) -> None:
    other = make_unit("xa-khac", "Xã Khác", UnitKind.COMMUNE, province.district)
    tell(province.commune, 2020, 5, 70, complete=True)
    tell(other, 2020, 6, 80)
    [year] = numbers_by_year(province.district, 2020, 2020)
    assert year == YearNumbers(2020, 11, 150, complete=False, undeclared=("Xã Khác",))


def test_where_one_below_is_silent_the_sum_is_unknown(province: Province) -> None:
    make_unit("xa-khac", "Xã Khác", UnitKind.COMMUNE, province.district)
    tell(province.commune, 2020, 5, 70)
    [year] = numbers_by_year(province.district, 2020, 2020)
    assert (year.collectives, year.individuals) == (None, None)


def test_where_all_are_silent_the_unit_itself_is_named_and_not_each_of_thousands(province: Province) -> None:
    for year in numbers_by_year(province.root, 2019, 2020):
        assert year.undeclared == ("Tỉnh Ví Dụ",)


def test_a_blank_number_is_taken_from_below_and_the_other_from_the_own_row(province: Province) -> None:
    tell(province.district, 2020, None, 900)
    tell(province.commune, 2020, 5, 70)
    [year] = numbers_by_year(province.district, 2020, 2020)
    assert (year.collectives, year.individuals) == (5, 900)


def test_a_known_zero_is_a_number(province: Province) -> None:
    tell(province.district, 2020, 0, 12)
    [year] = numbers_by_year(province.district, 2020, 2020)
    assert (year.collectives, year.individuals) == (0, 12)


def test_a_period_has_every_year_known_or_not(province: Province) -> None:
    for year, people in ((2016, 800), (2018, 850), (2019, 860)):
        tell(province.district, year, 40, people)
    found = numbers_by_year(province.district, 2016, 2020)
    assert [(one.year, one.individuals) for one in found] == [
        *((2016, 800), (2017, None), (2018, 850), (2019, 860), (2020, None))
    ]


def test_only_units_that_existed_in_the_year_are_asked(province: Province) -> None:
    closed = make_unit("xa-cu", "Xã Cũ", UnitKind.COMMUNE, province.district)
    Unit.objects.filter(pk=closed.pk).update(closed_on=date(2020, 1, 1))
    opened = make_unit("xa-moi", "Xã Mới", UnitKind.COMMUNE, province.district)
    Unit.objects.filter(pk=opened.pk).update(opened_on=date(2020, 1, 1))
    for unit, year in ((province.commune, 2019), (province.commune, 2020), (closed, 2019), (opened, 2020)):
        tell(unit, year, 1, 10 * year)
    found = numbers_by_year(province.district, 2019, 2020)
    assert [(one.collectives, one.individuals) for one in found] == [(2, 40380), (2, 40400)]


def test_a_year_is_complete_where_the_own_row_or_all_below_declare_it(province: Province) -> None:
    tell(province.district, 2019, 1, 1, complete=True)
    assert [one.complete for one in numbers_by_year(province.district, 2019, 2020)] == [True, False]
    tell(province.commune, 2020, 1, 1, complete=True)
    assert [one.complete for one in numbers_by_year(province.district, 2019, 2020)] == [True, True]


def test_an_own_row_that_declares_nothing_is_not_overruled_from_below(province: Province) -> None:
    tell(province.district, 2020, 1, 1)
    tell(province.commune, 2020, 1, 1, complete=True)
    [year] = numbers_by_year(province.district, 2020, 2020)
    assert (year.complete, year.undeclared) == (False, ("Huyện Chi Lăng",))


def test_many_units_cost_two_queries_a_level(province: Province, django_assert_num_queries) -> None:
    for number in range(30):
        district = make_unit(f"huyen-{number}", f"Huyện {number}", UnitKind.DISTRICT, province.root)
        for year in range(2016, 2021):
            tell(district, year, 1, 10)
    with django_assert_num_queries(6):  # two for the province, two for its units, two for those below the silent two
        found = numbers_by_year(province.root, 2016, 2020)
    assert [one.individuals for one in found] == [None] * 5
