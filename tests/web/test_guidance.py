"""Tiêu chuẩn: every clause of the guidance has an address, its own words, what the machine does, and our readings."""

import pytest
from django.test import Client
from django.utils.html import escape

from tests.screening.lists import PACK
from tests.web.forms_on_page import Shown
from vinhdanh.rules.describe import describe
from vinhdanh.rules.vocabulary import conditions

ADDRESS = "/tieu-chuan/"


@pytest.fixture
def page_text(client: Client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def clause_ids() -> list[str]:
    """Every id of the pack that a finding, a limit, a deadline or a paper can cite."""
    inner = [part.id for criterion in PACK.criteria for part in conditions(criterion.condition)]
    quotas = [one.id for quota in PACK.quotas for one in (quota, *quota.limits)]
    return [
        *inner,
        *quotas,
        *(deadline.id for deadline in PACK.calendar.deadlines),
        *(part.id for part in PACK.dossier.parts),
        *(reading.id for reading in PACK.readings),
        *(item.id for item in PACK.programme),
    ]


def test_each_chapter_has_an_address_that_no_code_of_a_pack_can_take(page_text: str) -> None:
    """Codes hold no stroke, so that a period may be called as a chapter is."""
    ids = Shown(page_text).ids()
    assert {chapter.id for chapter in describe(PACK) if ids[f"chuong-{chapter.id}"] != 1} == set()


def test_each_clause_has_one_address(page_text: str) -> None:
    ids = Shown(page_text).ids()
    assert {id_: ids[id_] for id_ in clause_ids() if ids[id_] != 1} == {}


def test_no_address_stands_twice_on_the_page(page_text: str) -> None:
    assert {id_: count for id_, count in Shown(page_text).ids().items() if count > 1} == {}


def test_every_link_inside_the_page_leads_to_a_place_on_it(page_text: str) -> None:
    elements = Shown(page_text)
    places = elements.fragments(ADDRESS)
    assert len(places) > 9
    assert places - elements.ids().keys() == set()


def test_every_clause_shows_its_words_its_cite_and_what_the_machine_does(page_text: str) -> None:
    for chapter in describe(PACK):
        for entry in chapter.entries:
            assert escape(entry.text) in page_text
            assert escape(entry.cite) in page_text
            assert escape(entry.understood) in page_text


def test_our_readings_are_shown_with_question_and_reason(page_text: str) -> None:
    assert len(PACK.readings) > 9
    for reading in PACK.readings:
        assert all(escape(words) in page_text for words in (reading.question, reading.reading, reading.reason))


def test_a_clause_that_stands_on_a_reading_leads_to_that_reading(page_text: str) -> None:
    start = page_text.index('id="tap_the_nho.1.lien_tuc"')
    clause = page_text[start : page_text.index("</li>", start)]
    assert 'href="#cach-hieu-O8"' in clause
    assert ">O8</a>" in clause
    assert 'id="cach-hieu-O8"' in page_text


def test_the_page_says_whose_guidance_it_is_and_which_pack(page_text: str) -> None:
    assert escape(PACK.source.title) in page_text
    assert escape(PACK.source.issuer) in page_text
    assert PACK.hash[:16] in page_text


def test_the_page_asks_the_database_nothing(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get(ADDRESS)
