"""The other figures on the page: tables with links, pictures drawn here, a workbook."""

import io
import re
from html import unescape

import openpyxl
import pytest
from django.test import Client

from tests.province import Province
from tests.reports.register_samples import fill_register
from tests.web.test_form_02 import length_of_list, links

PAGE = "/bao-cao/so-lieu/"
ASKED = {"unit": "huyen-chi-lang", "from": "2018", "to": "2019"}


@pytest.fixture
def page(client: Client, province: Province) -> str:
    fill_register(province)
    client.force_login(province.officer)
    answer = client.get(PAGE, ASKED)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_number_that_is_a_link_leads_to_so_many_awards(page: str, province: Province) -> None:
    found = links(page)
    assert len(found) > 50
    assert [length_of_list(address, province) for address, _ in found] == [int(text) for _, text in found]


def test_every_picture_has_its_table_and_says_so(page: str) -> None:
    pictures = re.findall(r'role="img" aria-label="Biểu đồ: ([^;]+); số liệu ở bảng dưới"', page)
    assert len(pictures) == 9
    for title in pictures:
        assert f'aria-label="Bảng: {title}"' in page


def test_a_picture_asks_nothing_that_the_policy_refuses(page: str) -> None:
    assert not re.findall(r"<svg[^>]*style=|<rect[^>]*style=|<style", page)


def test_units_below_lead_to_their_own_figures(page: str) -> None:
    assert "unit=xa-vi-du" in unescape(page)


def test_one_level_can_be_asked_for_and_another_word_is_refused(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    assert "cấp tỉnh" in client.get(PAGE, ASKED | {"level": "province"}).content.decode()
    assert client.get(PAGE, ASKED | {"level": "moon"}).status_code == 422


def test_nothing_to_show_says_so(client: Client, province: Province) -> None:
    client.force_login(province.officer)
    assert "Chưa có khen thưởng nào trong giai đoạn này." in client.get(PAGE, ASKED).content.decode()


def test_the_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(
    page: str, client: Client, province: Province
) -> None:
    answer = client.get(f"{PAGE}so-lieu.xlsx", ASKED)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "Khen thưởng theo cấp" in book.sheetnames
    sheet = book["Tập thể, cá nhân, gia đình"]
    assert [cell.value for cell in sheet[4]] == ["Năm", "Tập thể", "Cá nhân", "Gia đình", "Cộng"]
    year, *counts, total = [cell.value for cell in sheet[5]]
    assert (year, sum(count or 0 for count in counts)) == ("2018", total)
    assert "Huyện Chi Lăng, kể cả các đơn vị trực thuộc; 2018-2019" in sheet["A2"].value


def test_a_unit_beyond_reach_is_as_one_that_is_not_there(client: Client, province: Province) -> None:
    client.force_login(province.outsider)
    for address in (PAGE, f"{PAGE}so-lieu.xlsx"):
        assert client.get(address, ASKED).status_code == 404
