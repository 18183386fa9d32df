"""Mẫu 02 on the page: every figure leads to the very list that gives it; what one may not see is not there."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.province import Province
from tests.reports.register_samples import fill_register
from vinhdanh.models import UnitYear
from vinhdanh.reports.form_02 import compute_form_02
from vinhdanh.reports.tallies import Period
from vinhdanh.rules.form_02 import UNKNOWN
from vinhdanh.web.campaign import current_pack
from vinhdanh.web.forms.register import RegisterForm

PAGE = "/bao-cao/mau-02/"
LINK = re.compile(r'<a href="(/so-khen-thuong/\?[^"]+)"[^>]*>([^<]+)</a>')
ASKED = {"unit": "huyen-chi-lang", "from": "2016", "to": "2020"}


@pytest.fixture
def filled(province: Province) -> Province:
    fill_register(province)
    return province


def links(page: str) -> list[tuple[str, str]]:
    """Address and text of every figure that is a link."""
    return [(unescape(address), text) for address, text in LINK.findall(page)]


def page_of(client: Client, **asked: str) -> str:
    answer = client.get(PAGE, ASKED | asked)
    assert answer.status_code == 200
    return answer.content.decode()


def length_of_list(address: str, province: Province) -> int:
    """How many awards the register lists at an address."""
    asked = QueryDict(urlsplit(address).query)
    form = RegisterForm(asked, by=province.officer)
    assert form.is_valid(), form.errors
    assert asked["view"] == "awards"
    return form.narrowed.awards_seen_by(province.officer).count()


@pytest.mark.parametrize("calendar", ["", "emulation"])
def test_every_figure_leads_to_the_list_that_has_so_many_awards(
    client: Client, filled: Province, calendar: str
) -> None:
    client.force_login(filled.officer)
    found = links(page_of(client, calendar=calendar))
    assert len(found) > 60
    for address, text in found:
        most = text.split(" - ")[-1].replace(".", "")
        length = length_of_list(address, filled)
        assert length > 0 if text == UNKNOWN else length == int(most)


def test_the_files_are_at_the_head_of_the_page(client: Client, filled: Province) -> None:
    client.force_login(filled.officer)
    page = page_of(client)
    head = page[page.index("<h1") : page.index("<form", page.index("<h1"))]
    assert re.findall(r'href="/bao-cao/mau-02/[^"?]*\.?(docx|pdf|xlsx)\?', head) == ["docx", "pdf", "xlsx"]


def test_a_link_opens_the_register_with_those_awards(client: Client, filled: Province) -> None:
    client.force_login(filled.officer)
    address, text = links(page_of(client))[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.context["page"].total == int(text)


def test_the_page_says_what_the_form_says(client: Client, filled: Province) -> None:
    client.force_login(filled.office)
    form = compute_form_02(filled.district, Period(2016, 2020), current_pack().form_02)
    page = unescape(page_of(client))
    assert [line.text for line in form.lines if f'<th scope="row">{line.text}</th>' not in page] == []
    assert len(links(page)) == sum(figure.high > 0 for line in form.lines for figure in line.figures.values())


def test_zero_is_shown_only_where_the_record_is_declared_complete(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    row = '<th scope="row">Giấy khen</th>'
    cell = page_of(client).split(row)[1].split("</td>")[0]
    assert cell.endswith('<span class="visually-hidden">chưa có số liệu</span>')
    for year in range(2016, 2021):
        UnitYear.objects.create(unit=province.district, year=year, record_complete=True, collectives=3, individuals=9)
    assert page_of(client).split(row)[1].split("</td>")[0].endswith(">0")


def test_without_a_question_it_is_the_highest_unit_of_the_person_and_the_years_of_the_campaign(
    client: Client, province: Province
) -> None:
    client.force_login(province.officer)
    page = client.get(PAGE).content.decode()
    assert "Huyện Chi Lăng, 2016–2020" in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"from": "2020", "to": "2016"}, "Năm cuối (2016) phải từ năm đầu (2020) trở đi."),
        ({"from": "abc"}, "Nhập năm từ 1945 đến 2100."),
        ({"from": "1950", "to": "2000"}, "không quá 30 năm"),
        ({"unit": "Huyện Không Có"}, "Không có đơn vị “Huyện Không Có”"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_what_was_typed_stays(
    client: Client, province: Province, asked: dict[str, str], words: str
) -> None:
    client.force_login(province.office)
    answer = client.get(PAGE, ASKED | asked)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert words in page
    assert all(f'value="{value}"' in page for value in asked.values())


def test_a_unit_may_be_asked_for_by_its_name(client: Client, province: Province) -> None:
    client.force_login(province.office)
    assert "Sở Tài chính, 2016–2020" in page_of(client, unit="so tai chinh")


@pytest.mark.parametrize("code", ["so-tai-chinh", "khong-co", "tinh"])
def test_a_unit_beyond_reach_is_as_one_that_is_not_there(client: Client, province: Province, code: str) -> None:
    client.force_login(province.officer)
    assert client.get(PAGE, ASKED | {"unit": code}).status_code == 404


def test_the_administrator_sees_no_figures(client: Client, province: Province) -> None:
    client.force_login(province.administrator)
    assert client.get(PAGE, ASKED).status_code == 403


@pytest.mark.parametrize("extension", ["docx", "pdf", "xlsx"])
def test_the_same_form_is_a_file(client: Client, filled: Province, extension: str) -> None:
    client.force_login(filled.officer)
    answer = client.get(f"{PAGE}mau-02.{extension}", ASKED)
    assert answer.status_code == 200
    assert f"mau-02-huyen-chi-lang-2016-2020.{extension}" in answer["Content-Disposition"]


def test_no_file_is_given_of_an_unknown_kind_or_for_impossible_years(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    assert client.get(f"{PAGE}mau-02.exe", ASKED).status_code == 404
    assert client.get(f"{PAGE}mau-02.pdf", ASKED | {"to": "1990"}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_register(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    counted = []
    for count in (1, 300):
        fill_register(province, count, seed=count)
        with CaptureQueriesContext(connection) as queries:
            page_of(client)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 20
