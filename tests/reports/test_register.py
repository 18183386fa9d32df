"""The register as lists: what is asked, the latest first, a page at a time, and only what one may see."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.province import Province
from tests.reports.register_samples import fill_register
from tests.reports.search_samples import award, fill, person, shown
from vinhdanh.actions.search import write_index_anew
from vinhdanh.models import Award, AwardStanding, Honouree
from vinhdanh.reports import register as lists
from vinhdanh.reports.register import award_page, entry_page
from vinhdanh.reports.register_export import export_awards, export_entries
from vinhdanh.reports.register_filter import ANY_STANDING, RegisterFilter
from vinhdanh.reports.search import find


@pytest.fixture
def people(province: Province) -> dict[str, Honouree]:
    return fill(province)


def test_without_a_question_all_honourees_stand_there_those_of_the_latest_award_first(
    people: dict[str, Honouree], province: Province
) -> None:
    page = entry_page(RegisterFilter(), province.office, 1)
    assert page.total == len(people)
    years = [row.award_year or 0 for row in page.rows]
    assert years == sorted(years, reverse=True)


@pytest.mark.usefixtures("people")
def test_an_officer_sees_the_honourees_of_the_own_units_alone(province: Province) -> None:
    page = entry_page(RegisterFilter(), province.outsider, 1)
    assert {shown(row) for row in page.rows} == {"Nguyen Thi Dao 1985", "Đào Thị Nguyên", "Lý Hoà Bình 1970"}
    assert page.total == 3
    assert entry_page(RegisterFilter(unit=province.commune), province.outsider, 1).total == 0
    assert entry_page(RegisterFilter(unit=province.commune), province.officer, 1).total == 4


@pytest.mark.usefixtures("people")
def test_other_kinds_are_listed_where_they_are_asked_for(province: Province) -> None:
    assert entry_page(RegisterFilter(kinds=("unit",)), province.office, 1).total == 5
    assert [shown(row) for row in entry_page(RegisterFilter(kinds=("decision",)), province.officer, 1).rows] == [
        "163/QĐ-UBND"
    ]
    assert entry_page(RegisterFilter(kinds=("decision",)), province.outsider, 1).rows == ()


@pytest.mark.usefixtures("people")
def test_who_received_such_an_award_stands_there_once(province: Province) -> None:
    page = entry_page(RegisterFilter(year_from=2017), province.office, 1)
    assert [shown(row) for row in page.rows] == [
        *("Nguyễn Thị Đào 1990", "Huyện Chi Lăng", "Hoàng Văn An 1981", "Nguyễn Thị Đào 1980"),
    ]
    assert not page.more


def test_who_left_the_unit_is_no_longer_listed_there(people: dict[str, Honouree], province: Province) -> None:
    Honouree.objects.filter(pk=people["dao"].pk).update(unit=province.department)
    write_index_anew()
    narrowed = RegisterFilter(awards=("bang_khen_tinh",))
    assert "Nguyễn Thị Đào 1980" not in [shown(row) for row in entry_page(narrowed, province.officer, 1).rows]
    assert award_page(narrowed, province.officer, 1).total == 2  # its awards were given there


@pytest.mark.usefixtures("people")
def test_an_award_row_says_what_form_02_counts(province: Province) -> None:
    [row] = award_page(RegisterFilter(awards=("bang_khen_tinh",), year_to=2018), province.office, 1).rows
    assert (row.name, row.years, row.number, row.signed_on) == ("Nguyễn Thị Đào", "2018", "163/QĐ-UBND", "02/02/2018")
    assert (row.manner, row.is_title, row.direct) == ("Thường xuyên", False, True)


FILTERS = [
    RegisterFilter(),
    RegisterFilter(standing=ANY_STANDING),
    RegisterFilter(standing=AwardStanding.REVOKED),
    RegisterFilter(awards=("giay_khen", "bang_khen_tinh"), year_from=2016, year_to=2020),
    RegisterFilter(levels=("province",), awards=("giay_khen", "bang_khen_tinh")),
    RegisterFilter(levels=("state", "grassroots"), manners=("cong_trang",)),
    RegisterFilter(manners=("",)),
    RegisterFilter(manners=("dot_xuat",), direct=True, or_unknown=True),
    RegisterFilter(kinds=("collective", "family"), direct=False),
    RegisterFilter(leader=False, female=True),
    RegisterFilter(minority=True, or_unknown=True, year_to=2018),
    RegisterFilter(emulation=True, year_from=2018, year_to=2019),
]


def naive(narrowed: RegisterFilter, entry: Award) -> bool:
    """The same question, asked of one award in the plainest way."""

    def answers(fact: bool | None, asked: bool | None) -> bool:
        return asked is None or fact is asked or (fact is None and narrowed.or_unknown)

    year = entry.emulation_year if narrowed.emulation else entry.year
    codes = narrowed.award_codes
    return (
        (narrowed.standing == ANY_STANDING or entry.standing == narrowed.standing)
        and (codes is None or entry.award in codes)
        and (not narrowed.kinds or entry.kind in narrowed.kinds)
        and (not narrowed.manners or entry.manner in narrowed.manners or (narrowed.or_unknown and not entry.manner))
        and (narrowed.year_from or 0) <= year <= (narrowed.year_to or 9999)
        and answers(entry.direct_worker, narrowed.direct)
        and answers(entry.leader, narrowed.leader)
        and answers(entry.female, narrowed.female)
        and answers(entry.minority, narrowed.minority)
    )


@pytest.mark.parametrize("many", [0, 5000], ids=["walked", "sorted"])
def test_every_filter_lists_exactly_what_it_asks_for(
    many: int, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "_MANY", many)
    every = fill_register(province, 300)
    for narrowed in FILTERS:
        asked = sorted(((one.year, one.pk) for one in every if naive(narrowed, one)), reverse=True)
        page = award_page(narrowed, province.office, 1)
        assert asked, narrowed
        assert page.total == len(asked), narrowed
        assert [row.key for row in page.rows] == [key for _, key in asked[: lists.PAGE]], narrowed
        assert export_awards(narrowed, province.office, None).count == len(asked), narrowed


def test_pages_hold_every_award_once(province: Province) -> None:
    fill_register(province, 130)
    first = award_page(RegisterFilter(standing=ANY_STANDING), province.office, 1)
    pages = [award_page(RegisterFilter(standing=ANY_STANDING), province.office, number + 1) for number in range(3)]
    keys = [row.key for page in pages for row in page.rows]
    assert (first.pages, len(keys), len(set(keys))) == (3, 130, 130)
    assert [(page.first, page.last) for page in pages] == [(1, 50), (51, 100), (101, 130)]
    assert award_page(RegisterFilter(standing=ANY_STANDING), province.office, 99).number == 3


def test_a_search_narrows_awards_to_those_whom_it_found(people: dict[str, Honouree], province: Province) -> None:
    page = award_page(RegisterFilter(), province.office, 1, find("dao 1980", province.office))
    assert {row.honouree for row in page.rows} == {people["dao"].pk}
    assert page.total == 2


@pytest.mark.usefixtures("people")
def test_an_export_holds_what_the_list_shows_in_its_order(province: Province) -> None:
    for narrowed in (RegisterFilter(), RegisterFilter(year_from=2018), RegisterFilter(unit=province.commune)):
        export = export_entries(narrowed, province.officer, None)
        listed = entry_page(narrowed, province.officer, 1)
        assert [row[1] for row in export.rows] == [row.name for row in listed.rows]
        assert export.count == listed.total


@pytest.mark.parametrize("by", ["office", "officer"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    by: str, province: Province, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user, counts = province.by_role()[by], []
    assert user.roles
    for count in (1, 30):
        for number in range(count):
            award(person(f"Nguyễn Văn {number}", province.commune, 1970, "Công chức"), "giay_khen", 2019)
        write_index_anew()
        for ask in (award_page, entry_page):
            for narrowed in (RegisterFilter(), RegisterFilter(year_from=2019)):
                with django_assert_num_queries(_queries(ask, narrowed), exact=False) as seen:
                    ask(narrowed, user, 1)
                counts.append(len(seen))
    assert counts[:4] == counts[4:]


def _queries(ask: object, narrowed: RegisterFilter) -> int:
    return 5 if ask is award_page else 10
