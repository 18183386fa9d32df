"""The frame says where one is, and writes as Vietnamese does."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template, engines
from django.test import Client
from django.utils.formats import date_format, localize, localize_input

VERDICTS = {"met": "Đạt", "not_met": "Chưa đạt", "needs_judgement": "Chờ đánh giá", "unknown": "Thiếu dữ kiện"}


def written(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context).strip()


@pytest.mark.parametrize(("address", "room"), [("/kiem-tra-nhanh/", "Kiểm tra nhanh"), ("/tieu-chuan/", "Tiêu chuẩn")])
def test_the_menu_marks_the_room_one_is_in(client: Client, address: str, room: str) -> None:
    page = client.get(address).content.decode()
    marked = [part.split("</a>")[0].split(">")[-1] for part in page.split(' aria-current="page"')[1:]]
    assert marked == [room, room]  # once in the menu of a wide screen, once in that of the phone


def test_a_page_has_one_title_and_says_it_in_the_tab_too(client: Client) -> None:
    page = client.get("/tieu-chuan/").content.decode()
    assert page.count("<h1") == 1
    assert "· Vinh Danh</title>" in page


@pytest.mark.parametrize(("outcome", "word"), VERDICTS.items())
def test_a_verdict_is_a_word_an_icon_and_a_colour(outcome: str, word: str) -> None:
    badge = written('{% include "components/verdict.html" %}', outcome=outcome)
    assert badge.count("<svg") == 1
    assert word in badge
    assert 'class="v v-' in badge


def test_the_four_verdicts_look_different() -> None:
    badges = {written('{% include "components/verdict.html" %}', outcome=outcome) for outcome in VERDICTS}
    assert len(badges) == 4


def test_an_icon_is_nothing_to_a_screen_reader_and_cannot_carry_markup() -> None:
    assert 'aria-hidden="true"' in written('{% icon "check-lg" %}')
    assert "<b>" not in written("{% icon name %}", name='"><b>')


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ 2|two_digits }} tập thể", "02 tập thể"),
        ("{{ 1234567|grouped }} đồng", "1.234.567 đồng"),
        ("{{ 200000000|amount }}", "200 triệu đồng"),
        ("{{ day|written_date }}", "05/06/2020"),
        ("{{ nothing|written_date }}", ""),
        ("{{ names|join_words }}", "a, b và c"),
        ("{{ years|years }}", "2016-2018, 2020"),
        ("năm {{ day.year }}", "năm 2020"),
    ],
)
def test_filters_write_as_official_papers_do(source: str, words: str) -> None:
    context = {"day": date(2020, 6, 5), "nothing": None, "names": ["a", "b", "c"], "years": [2016, 2017, 2018, 2020]}
    assert written("{% load writing %}" + source, **context) == words


def test_dates_are_day_first_and_numbers_have_a_decimal_comma() -> None:
    assert date_format(date(2020, 6, 5)) == "05/06/2020"
    assert forms.DateField().clean("5/6/2020") == date(2020, 6, 5)
    assert localize_input(1234.5) == "1234,5"
    assert localize(2020) == "2020"


class TwoFields(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Viết như trong quyết định.")
    note = forms.CharField(label="Ghi chú", required=False)


def test_what_is_wrong_stands_at_the_field_and_once_at_the_top_with_a_link() -> None:
    form = TwoFields({"name": ""})
    field = written('{% include "components/field.html" with field=form.name %}', form=form)
    top = written('{% include "components/error_summary.html" %}', form=form)
    described = field.split('aria-describedby="')[1].split('"')[0].split()
    assert 'aria-invalid="true"' in field
    assert all(f'id="{part}"' in field for part in described)
    assert '<a href="#id_name">Họ và tên</a>' in top
    assert "không bắt buộc" in written('{% include "components/field.html" with field=form.note %}', form=form)


def test_a_long_name_of_a_campaign_is_whole_in_its_title() -> None:
    name = "Đại hội Thi đua yêu nước " * 8
    page = Template('{% extends "base.html" %}').render(Context({"campaign_name": name, "title": "Trang"}))
    assert f'title="{name}"' in page
