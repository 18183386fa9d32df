"""Sổ khen thưởng as a person sees it: search, narrow, page, take away; never more than one may see."""

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.province import Province
from tests.reports.search_samples import award, fill, person
from vinhdanh.actions.search import write_index_anew
from vinhdanh.models import Honouree
from vinhdanh.web import register_files

ADDRESS = "/so-khen-thuong/"


@pytest.fixture(autouse=True)
def people(province: Province) -> dict[str, Honouree]:
    return fill(province)


@pytest.fixture
def office(client: Client, province: Province) -> Client:
    client.force_login(province.office)
    return client


def page_of(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == status
    return answer.content.decode()


def rows(page: str) -> list[str]:
    """The names that the lists of a page link."""
    return re.findall(r'<a class="nm" href="[^"]*">(?:<svg.*?</svg>)?\s*([^<]*)</a>', page)


def test_the_register_lists_who_is_in_it_with_what_tells_two_apart(office: Client) -> None:
    page = page_of(office)
    assert rows(page)[0] == "Nguyễn Thị Đào"
    assert "12 đối tượng" in page
    assert "sinh năm 1980" in page
    assert "Giáo viên" in page
    assert "Xã Ví Dụ, huyện Chi Lăng" in page


def test_no_page_and_no_file_holds_a_full_birth(office: Client) -> None:
    for query in ("", "?q=dao", "?view=awards"):
        assert "17/03" not in page_of(office, query)
        assert "17/03" not in file_of(office, "csv", query)


def test_a_search_from_the_bar_finds_without_accents(office: Client, people: dict[str, Honouree]) -> None:
    page = page_of(office, "?q=nguyen+thi+dao+1980")
    assert rows(page)[0] == "Nguyễn Thị Đào"
    assert "khác năm 1980 so với từ đã gõ" in page
    assert reverse("honouree", args=[people["dao"].pk]) in page
    assert "1 kết quả cho “nguyen thi dao 1980”" in page


def test_units_and_decisions_lead_to_their_pages(office: Client, province: Province) -> None:
    assert f'href="{reverse("unit", args=[province.district.code])}">Huyện Chi Lăng' in page_of(office, "?q=chi+lang")
    assert "/so-khen-thuong/quyet-dinh/" in page_of(office, "?q=163")


def test_a_slip_is_shown_as_near(office: Client) -> None:
    page = page_of(office, "?q=nguyne+thi+dao")
    assert "Không có kết quả trùng khớp; gần giống:" in page
    assert "0 kết quả" not in page
    assert "Nguyễn Thị Đào" in rows(page)


def test_a_wrong_year_of_birth_is_said_and_the_nearest_are_shown(office: Client) -> None:
    page = page_of(office, "?q=hoang+van+an+1979")
    assert "Không có ai sinh năm 1979 trùng khớp; gần nhất:" in page
    assert "0 kết quả" not in page
    assert rows(page) == ["Hoàng Văn An", "Hoàng Văn Ân"]
    assert "Không có quyết định năm 2019 trùng khớp; gần nhất:" in page_of(office, "?q=163+2019")


def test_nothing_found_says_what_to_do(office: Client) -> None:
    assert "Bớt một chữ" in page_of(office, "?q=zzzzqqqq")
    page = page_of(office, "?q=dao&year_from=1950&year_to=1950")
    assert "Bỏ bộ lọc" in page
    assert 'href="?q=dao"' in page


def test_what_was_typed_stands_in_the_page_as_text(office: Client) -> None:
    page = page_of(office, "?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_every_filter_shows_in_words_and_has_a_way_out(office: Client, province: Province) -> None:
    query = f"?award=bang_khen_tinh&year_from=2016&year_to=2020&unit={province.district.code}&direct=1&view=awards"
    page = page_of(office, query)
    for words in ("Bằng khen của Chủ tịch UBND tỉnh", "Năm 2016-2020", "Huyện Chi Lăng", "Cơ sở, lao động trực tiếp"):
        assert f"</span>{words}<svg" in page
    assert f"?award=bang_khen_tinh&amp;unit={province.district.code}&amp;direct=1&amp;view=awards" in page
    assert "1 lượt khen thưởng" in page


def test_several_values_of_one_filter_are_left_one_by_one(office: Client) -> None:
    page = page_of(office, "?kind=family&kind=individual")
    assert 'href="?kind=individual"' in page
    assert 'href="?kind=family"' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?year_from=abc", "Nhập năm từ 1945 đến 2100."),
        ("?year_from=2020&year_to=2016", "Năm cuối (2016) phải từ năm đầu (2020) trở đi."),
        ("?award=khong_co", "Không có lựa chọn “khong_co”."),
        ("?unit=khong-co", "Không có đơn vị “khong-co”"),
        ("?standing=x", "Không có lựa chọn “x”."),
    ],
)
def test_what_cannot_be_asked_is_said_at_the_field_and_kept(office: Client, query: str, sentence: str) -> None:
    page = page_of(office, query + "&q=dao", 422)
    assert sentence in page
    assert 'value="dao"' in page
    assert rows(page) == []


def test_awards_link_honouree_and_decision_and_tell_title_from_form(office: Client) -> None:
    page = page_of(office, "?view=awards&q=dao+1980")
    assert rows(page) == ["Bằng khen của Chủ tịch UBND tỉnh", "Lao động tiên tiến"]
    assert "Hình thức khen thưởng: " in page
    assert "Danh hiệu thi đua: " in page
    assert "163/QĐ-UBND" in page


def test_a_list_of_two_pages_links_the_other_with_the_same_filters(office: Client, province: Province) -> None:
    for number in range(60):
        award(person(f"Lý Văn {number}", province.commune), "giay_khen", 2022)
    write_index_anew()
    page = page_of(office, "?year_from=2022&view=awards")
    assert "1–50 trong 60" in page
    assert "?year_from=2022&amp;view=awards&amp;page=2" in page
    assert "51–60 trong 60" in page_of(office, "?year_from=2022&view=awards&page=2")


@pytest.mark.parametrize(
    "query", ["", "?q=dao", "?q=dap", "?view=awards", "?kind=decision", "?q=163", "?year_from=2018"]
)
def test_an_outsider_sees_nothing_of_another_unit(client: Client, province: Province, query: str) -> None:
    client.force_login(province.outsider)
    told = page_of(client, query) + file_of(client, "csv", query)
    for words in ("Nguyễn Thị Đào", "Hoàng Văn", "Xã Ví Dụ", "163/QĐ-UBND", "Huyện Chi Lăng"):
        assert words not in told


def test_a_unit_beyond_reach_is_no_unit(client: Client, province: Province) -> None:
    client.force_login(province.outsider)
    page_of(client, f"?unit={province.district.code}", 422)
    assert client.get(f"{ADDRESS}tai-ve.csv?unit={province.district.code}").status_code == 404


def test_who_may_not_read_the_register_is_refused(client: Client, province: Province) -> None:
    client.force_login(province.administrator)
    page_of(client, "", 403)
    assert client.get(f"{ADDRESS}tai-ve.csv").status_code == 403


def file_of(client: Client, extension: str, query: str) -> str:
    answer = client.get(f"{ADDRESS}tai-ve.{extension}{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_the_csv_holds_the_list_and_its_name_says_how_many_rows(office: Client) -> None:
    answer = office.get(f"{ADDRESS}tai-ve.csv?view=awards&award=bang_khen_tinh")
    assert "so-khen-thuong-2-dong.csv" in answer["Content-Disposition"]
    table = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[1] for row in table[1:]] == ["Nguyễn Thị Đào", "Nguyễn Thị Đào"]
    assert table[2][5:11] == [
        *(
            "hình thức khen thưởng",
            "Bằng khen của Chủ tịch UBND tỉnh",
            "Thường xuyên",
            "2018",
            "163/QĐ-UBND",
            "02/02/2018",
        ),
    ]


def test_no_cell_of_a_file_is_a_formula(office: Client, province: Province) -> None:
    person('=HYPERLINK("http://vi-du.vn")', province.commune)
    write_index_anew()
    assert "'=HYPERLINK" in file_of(office, "csv", "?q=hyperlink")
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{ADDRESS}tai-ve.xlsx?q=hyperlink").content))
    cell = book.active["B3"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://vi-du.vn")')


def test_the_workbook_says_how_many_rows_it_holds(office: Client) -> None:
    answer = office.get(f"{ADDRESS}tai-ve.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A1"].value == "Sổ khen thưởng: 12 dòng"
    assert sheet.max_row == 14
    assert "so-khen-thuong-12-dong.xlsx" in answer["Content-Disposition"]


def test_too_many_rows_for_excel_are_refused_with_a_way_out(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_files, "MOST_IN_EXCEL", 5)
    answer = office.get(f"{ADDRESS}tai-ve.xlsx")
    assert answer.status_code == 413
    assert "Danh sách có 12 dòng; tệp Excel nhận nhiều nhất 5 dòng." in answer.content.decode()


def test_a_file_of_another_kind_is_not_there(office: Client) -> None:
    assert office.get(f"{ADDRESS}tai-ve.exe").status_code == 404


def test_an_empty_register_offers_the_first_step(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    province.officer.held_roles.update(unit=province.division)
    page = page_of(client)
    assert "chưa có ai" in page
    assert reverse("imports") in page


@pytest.mark.parametrize("query", ["", "?q=van", "?view=awards", "?year_from=2019", "?q=vna"])
def test_a_page_of_thirty_rows_asks_as_often_as_a_page_of_one(
    query: str, office: Client, province: Province, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ask() -> int:
        write_index_anew()
        page_of(office, query)
        with django_assert_num_queries(30, exact=False) as seen:
            page_of(office, query)
        return len(seen)

    award(person("Văn", province.commune, 1970, "Công chức"), "giay_khen", 2019)
    few = ask()
    for number in range(30):
        award(person(f"Văn {number}", province.commune, 1970, "Công chức"), "giay_khen", 2019)
    assert ask() == few


def test_the_awards_of_a_decision_are_listed_and_written_under_its_number(office: Client) -> None:
    assert "2 lượt khen thưởng" in page_of(office, "?q=163/QĐ-UBND&view=awards")
    assert len(file_of(office, "csv", "?q=163/QĐ-UBND&view=awards").strip().splitlines()) == 3


def test_whoever_decides_on_pairs_alone_is_led_to_them(client: Client, province: Province) -> None:
    for who, led in (("office", True), ("officer", False), ("auditor", False)):
        client.force_login(province.by_role()[who])
        assert (reverse("duplicates") in page_of(client)) is led, who


@pytest.mark.parametrize(
    "query", ["?q=020175000123", "?q=020 175 000 123&year_from=2018", "?q=020175000123&view=awards"]
)
def test_an_identity_number_is_said_not_to_be_searched(office: Client, query: str) -> None:
    page = page_of(office, query)
    assert "không tìm theo số định danh" in page
    assert "Bớt một chữ" not in page
