"""One box for all: every way of typing a name finds it, the likeliest first, and nobody finds what is not theirs."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.province import Province, make_unit
from tests.reports.search_samples import award, fill, names, near, person
from vinhdanh.actions.search import refresh_honourees, write_index_anew
from vinhdanh.models import Honouree, HonoureeStanding, SearchEntry, UnitKind, User
from vinhdanh.reports import search as searching
from vinhdanh.reports.register import award_page, entries
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.search import find

DAO = "Nguyễn Thị Đào 1980"


@pytest.fixture(autouse=True)
def people(province: Province) -> dict[str, Honouree]:
    return fill(province)


@pytest.mark.parametrize(
    "typed",
    [
        *("Nguyễn Thị Đào", "nguyen thi dao", "NGUYEN THI DAO", "nguyễn thị đao", "  Nguyễn   thị  đào. "),
        *(
            "dao nguyen thi",
            "Đào, Nguyễn Thị",
            "nguiễn thị đào",
            "Nguye\u0302\u0303n Thi\u0323 \u0110a\u0300o",
            "thi da",
        ),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str, province: Province) -> None:
    assert DAO in names(typed, province)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *[(typed, "Lý Hoà Bình 1970") for typed in ("hoà bình", "hòa bình", "hoa binh", "Lí Hòa Bình", "binh hoa ly")],
        *[(typed, "Vi Thị Kỳ") for typed in ("vi thị kì", "vi thi ky", "vi thị kỳ", "ki vi thi")],
        *[(typed, "Đội Văn hoá") for typed in ("doi van hoa", "đội văn hóa", "văn hoá")],
        *[(typed, "Gia đình ông Nông Văn Tú") for typed in ("nong van tu", "gia đình nông văn tú")],
        *[(typed, "Huyện Chi Lăng") for typed in ("chi lang", "huyện chi lăng", "UBND huyện Chi Lăng")],
        *[(typed, "Xã Ví Dụ") for typed in ("xa vi du", "UBND xã Ví Dụ", "ủy ban nhân dân xã ví dụ", "thượng ví dụ")],
        *[(typed, "Sở Tài chính") for typed in ("so tai chinh", "tai chinh so")],
    ],
)
def test_other_spellings_of_one_word_are_one_word(typed: str, found: str, province: Province) -> None:
    assert names(typed, province)[0] == found


@pytest.mark.parametrize(
    "typed",
    [
        *("163/QĐ-UBND", "163/qd-ubnd", "163 QĐ UBND", "163QĐ", "QĐ 163", "quyết định số 163", "0163/QĐ–UBND"),
        *("Quyết định số 163/QĐ-UBND ngày 02/02/2018", "163 2/2/18", "quyet dinh 163 nam 2018", "02.02.2018"),
    ],
)
def test_a_decision_is_found_by_its_number_and_day_in_any_writing(typed: str, province: Province) -> None:
    assert names(typed, province) == ["163/QĐ-UBND"]


def test_names_with_the_very_accents_that_were_typed_come_first(province: Province) -> None:
    assert names("Nguyễn Thị Đạo", province)[0] == "Nguyễn Thị Đạo 1975"
    assert names("Nguyễn Thị Đào", province)[:2] == ["Nguyễn Thị Đào 1990", DAO]
    assert names("Hoàng Văn Ân", province) == ["Hoàng Văn Ân 1982", "Hoàng Văn An 1981"]


def test_words_in_the_order_typed_come_before_the_same_words_in_another(province: Province) -> None:
    assert names("nguyen thi dao", province)[-1] == "Đào Thị Nguyên"
    assert names("dao thi nguyen", province)[0] == "Đào Thị Nguyên"


def test_among_equals_the_latest_award_comes_first(province: Province) -> None:
    assert names("nguyen thi dao", province)[:2] == ["Nguyễn Thị Đào 1990", DAO]


@pytest.mark.parametrize(
    "typed", ["dao 1980", "Nguyễn Thị Đào sinh năm 1980", "nguyen thi dao sn 1980", "Đào 17/03/1980"]
)
def test_the_year_of_birth_tells_two_apart(typed: str, province: Province) -> None:
    assert names(typed, province) == [DAO]


def test_a_name_with_its_unit_or_the_district_above_it(province: Province) -> None:
    assert names("đào xã ví dụ", province) == [DAO]
    assert names("chi lang nguyen thi dao", province) == ["Nguyễn Thị Đào 1990", DAO, "Nguyễn Thị Đạo 1975"]


def test_the_unit_comes_before_those_who_stand_in_it_and_is_shown_once(province: Province) -> None:
    found = names("sở tài chính", province)
    assert found[0] == "Sở Tài chính"
    assert {"Nguyen Thi Dao 1985", "Phòng Quản lý ngân sách"} < set(found)
    assert names("huyện chi lăng", province).count("Huyện Chi Lăng") == 1


@pytest.mark.parametrize(
    "typed",
    [
        *("nguyne thi dao", "nguyen thi doa", "ngyen thi dao", "nguyen tih dao", "nguyễn thịđào", "nguyenn thi dao"),
        *("nguyeenx thij ddaof", "Nguyeenx Thij DDaof", "nguyen thi daoo", "nguyen thi dap"),
    ],
)
def test_a_typing_slip_finds_what_was_meant_and_says_that_it_is_only_near(typed: str, province: Province) -> None:
    assert names(typed, province) == []
    assert DAO in near(typed, province)[:3]


def test_a_wrong_year_finds_those_of_the_name(province: Province) -> None:
    assert names("hoang van an 1999", province) == []
    assert set(near("hoang van an 1999", province)) == {"Hoàng Văn An 1981", "Hoàng Văn Ân 1982"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dao 1981", DAO),  # one year beside
        ("nguyễn thị đào 1979", DAO),
        ("nguyễn thị đào 12/05/1979", DAO),
        ("nguyễn thị đào 1970", DAO),  # ten beside
        ("nguyen thi dao 1957", "Nguyễn Thị Đạo 1975"),  # two digits swapped
        ("Nguyễn Thị Đào 1952", DAO),  # nothing like it: the nearest of the very name
        ("Hoàng Văn Ân 1979", "Hoàng Văn Ân 1982"),  # the very accents before the nearest year
        ("163 2019", "163/QĐ-UBND"),
    ],
)
def test_a_wrong_year_hides_nobody_and_the_nearest_year_comes_first(typed: str, first: str, province: Province) -> None:
    found = find(typed, province.office)
    assert found.candidates == ()
    assert near(typed, province)[0] == first
    assert found.other_year == found.search.year


def test_a_wrong_year_shows_no_other_name_before_the_one_typed(province: Province) -> None:
    person("Hoàng Văn Ban", province.commune, 1999)
    write_index_anew()
    assert set(near("hoang van an 1999", province)) == {"Hoàng Văn An 1981", "Hoàng Văn Ân 1982"}


def test_beside_the_one_of_the_year_those_of_the_same_name_are_near(province: Province) -> None:
    assert names("nguyen thi dao 1980", province) == [DAO]
    assert {"Nguyễn Thị Đào 1990", "Nguyễn Thị Đạo 1975"} <= set(near("nguyen thi dao 1980", province))


def test_a_slip_in_the_name_and_a_wrong_year_together_still_find_the_person(province: Province) -> None:
    assert "Lý Hoà Bình 1970" in near("ly hao binh 1944", province)
    assert find("ly hao binh 1944", province.office).other_year is None


def test_of_very_many_of_the_name_those_of_a_year_that_a_slip_makes_are_looked_at(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(8):
        person("Nguyễn Thị Đào", province.commune, 1930)
    swapped = person("Nguyễn Thị Đào", province.commune, 1997)
    write_index_anew()
    monkeypatch.setattr(searching, "_MOST_NEAR", 3)
    assert swapped.pk in {one.key for one in find("nguyễn thị đào 1979", province.office).near}


@pytest.mark.parametrize("typed", ["1979/QĐ-UBND", "quyết định số 1979", "1979"])
def test_the_number_of_a_decision_is_no_year(typed: str, province: Province) -> None:
    assert find(typed, province.office).other_year is None


def test_nonsense_finds_nothing(province: Province) -> None:
    for typed in ("zzzzqqqq", "…", "' OR 1=1 --", '"', "*", "NEAR(", "a:b & !c | (d", "%_\\", "x" * 500, "\0"):
        assert names(typed, province) == []


@pytest.mark.parametrize(
    "typed", ["nguyen thi dao", "nguyne thi dao", "dao", "163", "chi lang", "xa vi du", "hoang van an"]
)
def test_an_outsider_finds_and_counts_nothing_of_another_unit(typed: str, province: Province) -> None:
    own = {"Nguyen Thi Dao 1985", "Đào Thị Nguyên"}
    assert set(names(typed, province, by="outsider") + near(typed, province, by="outsider")) <= own
    assert len(find(typed, province.outsider).candidates) <= len(own)
    assert find("zzz", User.objects.create_user("khong-vai-tro")).candidates == ()


def test_who_holds_no_role_finds_nothing(province: Province) -> None:
    assert find("dao", User.objects.create_user("moi")).candidates == ()


def test_a_decision_is_found_by_the_units_that_it_names(province: Province) -> None:
    assert names("163", province, by="officer") == ["163/QĐ-UBND"]
    assert names("163", province, by="outsider") == []
    assert names("164", province, by="officer") == []


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        (RegisterFilter(awards=("bang_khen_tinh",)), ["Nguyễn Thị Đào 1990", DAO]),
        (RegisterFilter(awards=("bang_khen_tinh",), year_to=2018), [DAO]),
        (RegisterFilter(awards=("bang_khen_tinh",), year_from=2017, year_to=2017), []),
        (RegisterFilter(levels=("grassroots",)), [DAO, "Nguyen Thi Dao 1985"]),
        (RegisterFilter(manners=("dot_xuat",)), ["Nguyễn Thị Đào 1990"]),
        (RegisterFilter(direct=True), [DAO]),
        (RegisterFilter(leader=True), ["Nguyễn Thị Đào 1990"]),
        (RegisterFilter(kinds=("family",)), []),
        (RegisterFilter(kinds=("individual",), year_from=2016, year_to=2016), ["Nguyen Thi Dao 1985"]),
    ],
)
def test_a_search_is_narrowed_as_the_register_is(
    narrowed: RegisterFilter, found: list[str], province: Province
) -> None:
    assert names("nguyen thi dao", province, narrowed) == found


def test_a_search_is_narrowed_to_a_unit_and_all_below_it(province: Province) -> None:
    assert names("dao", province, RegisterFilter(unit=province.commune)) == [DAO]
    assert len(names("dao", province, RegisterFilter(unit=province.district))) == 3


def test_a_unit_is_found_as_a_collective_where_collectives_are_asked_for(province: Province) -> None:
    found = names("chi lang", province, RegisterFilter(kinds=("collective",)))
    assert "Huyện Chi Lăng" in found
    assert "Xã Ví Dụ" not in found


def test_a_row_tells_two_people_apart_and_holds_no_day_of_birth(province: Province) -> None:
    found = find("Nguyễn Thị Đào 1980", province.office)
    [row] = entries(found.candidates, province.office)
    assert (row.birth_year, row.position, row.unit) == (1980, "Giáo viên", "Xã Ví Dụ, huyện Chi Lăng")
    assert (row.award, row.award_year, row.awards) == ("Bằng khen của Chủ tịch UBND tỉnh", 2018, 2)
    assert "17" not in repr(row)
    assert not SearchEntry.objects.filter(lexemes__contains="03-17").exists()


def test_an_award_of_another_unit_is_neither_shown_nor_counted(people: dict[str, Honouree], province: Province) -> None:
    award(people["dao"], "giay_khen", 2021, unit=province.department)
    write_index_anew()
    [row] = entries(find("dao 1980", province.officer).candidates, province.officer)
    assert (row.award_year, row.awards) == (2018, 2)
    assert names("dao 1980", province, RegisterFilter(year_from=2021), by="officer") == []


def test_who_was_merged_is_found_under_the_one_identity(people: dict[str, Honouree], province: Province) -> None:
    kept, absorbed = people["an"], people["ân"]
    absorbed.standing, absorbed.merged_into = HonoureeStanding.MERGED, kept
    absorbed.save()
    refresh_honourees([kept.pk, absorbed.pk])
    assert names("Hoàng Văn Ân", province) == ["Hoàng Văn An 1981"]
    [row] = entries(find("Hoàng Văn Ân", province.office).candidates, province.office)
    assert row.also == ("Hoàng Văn Ân",)


def test_of_too_many_the_best_are_shown_and_more_is_said(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        person(f"Triệu Đào Mỹ {'Liên' if number else 'Đào Đào'}", province.commune)
    write_index_anew()
    monkeypatch.setattr(searching, "MOST", 10)
    found = find("Nguyễn Thị Đào", province.office)
    assert not found.more
    found = find("đào", province.office)
    assert found.more
    assert len(found.candidates) == 10
    assert find("Sở", province.office).candidates[0].thing == "unit"


def test_where_awards_narrow_a_common_name_and_not_all_could_be_asked_more_is_said(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrowed = RegisterFilter(awards=("bang_khen_tinh",))
    assert not find("nguyen", province.office, narrowed).more
    monkeypatch.setattr(searching, "_BEFORE_AWARDS", 1)
    assert find("nguyen", province.office, narrowed).more


def test_a_slip_in_a_long_search_finds_what_the_other_words_tell(province: Province) -> None:
    assert near("nguyen thi doa xa vi du huyen chi lang", province)[0] == DAO


@pytest.mark.parametrize("typed", ["nguyen thi dao", "163", "sở tài chính"])
def test_a_common_name_costs_no_more_queries_than_a_rare_one(
    typed: str, province: Province, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        made = person("Nguyễn Thị Đào", province.department, 1950 + number % 40, "Công chức")
        award(made, "giay_khen", 2019)
    write_index_anew()
    names(typed, province)
    with django_assert_max_num_queries(12):
        names(typed, province)


def test_the_units_around_are_not_taken_for_a_name_of_another_year(province: Province) -> None:
    division = make_unit("giao-duc", "Phòng Giáo dục và Đào tạo", UnitKind.DIVISION, province.district)
    person("Nông Công Hùng", division, 1971)
    write_index_anew()
    found = find("nong duc dao 1980", province.office)
    assert found.other_year is None
    assert near("nong cong hung dao tao 1980", province) == ["Nông Công Hùng 1971"]


@pytest.mark.parametrize("typed", ["163/QĐ-UBND", "quyết định 163", "02/02/2018"])
@pytest.mark.parametrize(
    "narrowed", [RegisterFilter(), RegisterFilter(year_from=2018), RegisterFilter(kinds=("individual",))]
)
def test_the_awards_of_a_decision_are_found_by_its_number_or_day(
    typed: str, narrowed: RegisterFilter, people: dict[str, Honouree], province: Province
) -> None:
    page = award_page(narrowed, province.office, 1, find(typed, province.office, narrowed))
    assert {row.honouree for row in page.rows} == {people["dao"].pk, people["an"].pk}
    assert {row.number for row in page.rows} == {"163/QĐ-UBND"}
    other = find(typed, province.outsider, narrowed)
    assert award_page(narrowed, province.outsider, 1, other).total == 0


def test_a_decision_that_only_names_the_district_brings_no_awards(province: Province) -> None:
    found = find("chi lang", province.office)
    assert "163/QĐ-UBND" in names("chi lang", province)
    assert found.decisions == ()
