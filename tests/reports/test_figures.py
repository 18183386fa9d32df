"""The other figures: each is what a naive recount finds and what the register lists; the unknown is told apart."""

from collections.abc import Callable

import pytest

from tests.province import Province
from tests.reports.register_samples import YEARS, fill_register, make_honouree
from vinhdanh.models import Award, UnitYear
from vinhdanh.reports.figures import Asked, Figures, Row, Table, compute_figures
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.tallies import Period
from vinhdanh.rules.law.catalogue import catalogue

PERIOD = Period(2016, 2020)


@pytest.fixture
def awards(province: Province) -> list[Award]:
    """Those that stand, in the years of PERIOD, within the district."""
    return [
        award
        for award in fill_register(province)
        if award.standing == "standing"
        and award.year in PERIOD.years
        and award.unit.path.startswith(province.district.path)
    ]


def table(figures: Figures, id: str) -> Table:
    return next(one for one in figures.tables if one.id == id)


def row(found: Table, label: str) -> Row:
    return next(one for one in found.rows if one.label == label)


def counts(found: Table) -> dict[tuple[str, str], int]:
    """Row and column → what is counted, without the cells of nothing."""
    return {
        (one.label, column): cell.count
        for one in found.rows
        for column, cell in zip(found.columns, one.cells, strict=True)
        if cell.count
    }


def recount(awards: list[Award], place: Callable[[Award], tuple[str, str] | None]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for award in awards:
        where = place(award)
        if where is not None:
            found[where] = found.get(where, 0) + 1
    return found


LEVELS = {"state": "Cấp Nhà nước", "province": "Cấp tỉnh", "grassroots": "Cấp cơ sở"}
KINDS = {"collective": "Tập thể", "individual": "Cá nhân", "family": "Gia đình"}
ANSWERS = {
    "leader": {True: "Lãnh đạo", False: "Không phải lãnh đạo", None: "Chưa rõ"},
    "direct_worker": {True: "Lao động trực tiếp", False: "Không trực tiếp", None: "Chưa rõ"},
    "female": {True: "Nữ", False: "Nam", None: "Chưa rõ"},
    "minority": {True: "Dân tộc thiểu số", False: "Dân tộc Kinh", None: "Chưa rõ"},
}


def test_levels_and_kinds_stand_side_by_side_by_year(province: Province, awards: list[Award]) -> None:
    figures = compute_figures(province.district, PERIOD)
    level_of = {code: LEVELS[entry.level] for code, entry in catalogue().award_of.items()}
    assert counts(table(figures, "cap")) == recount(awards, lambda one: (str(one.year), level_of[one.award]))
    assert counts(table(figures, "doi-tuong")) == recount(awards, lambda one: (str(one.year), KINDS[one.kind]))


@pytest.mark.parametrize("fact", ANSWERS)
def test_of_individuals_alone_each_fact_is_told_with_what_is_not_known(
    province: Province, awards: list[Award], fact: str
) -> None:
    found = table(compute_figures(province.district, PERIOD), fact.removesuffix("_worker"))
    people = [award for award in awards if award.kind == "individual"]
    assert counts(found) == recount(people, lambda one: (str(one.year), ANSWERS[fact][getattr(one, fact)]))
    assert found.columns[found.unknown or 0] == "Chưa rõ"


@pytest.mark.parametrize("type", ["title", "form"])
def test_titles_and_forms_are_never_mixed_up(province: Province, awards: list[Award], type: str) -> None:
    found = table(compute_figures(province.district, PERIOD), type)
    of_type = [award for award in awards if catalogue().award(award.award).type == type]
    assert counts(found) == recount(of_type, lambda one: (catalogue().award(one.award).label, str(one.year)))


def test_units_below_are_compared_with_all_below_them_and_the_unit_itself_stands_apart(province: Province) -> None:
    every = [one for one in fill_register(province) if one.standing == "standing" and one.year in PERIOD.years]
    found = table(compute_figures(province.root, PERIOD), "don-vi")

    def branch(award: Award) -> tuple[str, str]:
        if award.unit == province.root:
            return "Tỉnh Ví Dụ (trực tiếp)", KINDS[award.kind]
        top = province.district if award.unit.path.startswith(province.district.path) else province.department
        return top.name, KINDS[award.kind]

    assert counts(found) == recount(every, branch)
    assert [one.total for one in found.rows] == sorted((one.total for one in found.rows), reverse=True)


def listed(province: Province, asked: Asked) -> int:
    """How many awards the register lists for a cell."""
    selection = asked.selection
    filter = RegisterFilter(
        kinds=selection.kinds,
        awards=selection.awards,
        year_from=asked.period.first,
        year_to=asked.period.last,
        emulation=asked.period.emulation,
        unit=asked.unit,
        direct=selection.direct,
        leader=selection.leader,
        **asked.people,
    )
    return filter.awards_seen_by(province.office).count()


@pytest.mark.parametrize("emulation", [False, True])
def test_every_cell_that_is_a_link_is_the_length_of_its_list(province: Province, emulation: bool) -> None:
    fill_register(province)
    figures = compute_figures(province.root, Period(2018, 2019, emulation))
    cells = [cell for one in figures.tables for line in one.rows for cell in line.cells if cell.asked]
    assert len(cells) >= 60
    assert [listed(province, cell.asked) for cell in cells if cell.asked] == [cell.count for cell in cells]


def test_one_level_alone_can_be_asked_for(province: Province, awards: list[Award]) -> None:
    figures = compute_figures(province.district, PERIOD, "province")
    of_level = [award for award in awards if catalogue().award(award.award).level == "province"]
    assert sum(one.total for one in table(figures, "cap").rows) == len(of_level)
    assert sum(one.total for one in table(figures, "doi-tuong").rows) == len(of_level)
    assert sum(one.total for one in table(figures, "don-vi").rows) == len(of_level)
    assert table(figures, "cap").columns == ("Cấp tỉnh",)


def award_to(province: Province, year: int, **facts: bool | None) -> None:
    """One award to one person of the commune."""
    person = make_honouree(province.commune, "individual", f"Người {Award.objects.count()}")
    known = {"unit": province.commune, "kind": "individual", "award": "giay_khen", "year": year}
    Award.objects.create(honouree=person, emulation_year=year, **known, **facts)


def test_a_share_that_is_not_known_is_told_as_what_it_is_at_least_and_at_most(province: Province) -> None:
    for female in (True, True, False, None):
        award_to(province, 2018, female=female)
    award_to(province, 2019, female=None)
    award_to(province, 2020, female=True)
    found = table(compute_figures(province.commune, Period(2017, 2020)), "female")
    shares = {one.label: one.remark for one in found.rows}
    assert shares == {"2017": "", "2018": "từ 50 % đến 75 %", "2019": "chưa rõ", "2020": "100 %"}


def test_nothing_is_zero_only_in_a_year_whose_record_is_declared_complete(province: Province) -> None:
    UnitYear.objects.create(unit=province.commune, year=2018, collectives=5, individuals=50, record_complete=True)
    award_to(province, 2017)
    found = table(compute_figures(province.commune, Period(2017, 2018)), "doi-tuong")
    assert [cell.count for cell in row(found, "2017").cells] == [None, 1, None]
    assert [cell.count for cell in row(found, "2018").cells] == [0, 0, 0]


def test_the_number_of_queries_does_not_grow_with_the_register(province: Province, django_assert_num_queries) -> None:
    for count in (1, 300):
        fill_register(province, count, seed=count)
        with django_assert_num_queries(10):
            compute_figures(province.district, Period(YEARS.start, YEARS.stop - 1))
