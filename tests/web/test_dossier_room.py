"""The room "Hồ sơ" of an officer with very many dossiers: by pages, found by the unit's name, at the same cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.dossiers import opened_campaign
from tests.province import Province, make_unit
from vinhdanh.models import Campaign, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(province: Province, settings: Settings) -> Campaign:
    settings.DEMO = True  # the day of the story: 19/05/2020
    return opened_campaign(province)


def many(province: Province, campaign: Campaign, count: int) -> None:
    for number in range(count):
        unit = make_unit(f"xa-{number}", f"Xã Mẫu {number}", UnitKind.COMMUNE, province.district)
        campaign.participants.create(unit=unit, group="other")


def room(client: Client, query: str = "") -> str:
    return client.get(reverse("dossiers") + query).content.decode()


def test_one_page_holds_a_few_and_the_next_the_others(client: Client, province: Province, campaign: Campaign) -> None:
    client.force_login(province.officer)
    assert 'class="pager' not in room(client)
    many(province, campaign, 24)
    pages = [room(client, f"?page={number}") for number in (1, 2, 3)]
    assert [page.count('aria-labelledby="don-vi-') for page in pages] == [10, 10, 5]
    assert "1–10 trong 25 hồ sơ" in pages[0]


def test_a_unit_is_found_by_its_name_without_accents(client: Client, province: Province, campaign: Campaign) -> None:
    many(province, campaign, 24)
    client.force_login(province.officer)
    found = room(client, "?q=mau+17")
    assert found.count('aria-labelledby="don-vi-') == 1
    assert "Xem tất cả 25 hồ sơ" in found
    assert "Không có đơn vị nào như vậy." in room(client, "?q=khong-co")


def test_it_costs_the_same_for_one_and_for_thirty(
    client: Client, province: Province, campaign: Campaign, django_assert_num_queries
) -> None:
    client.force_login(province.officer)
    room(client)
    with CaptureQueriesContext(connection) as one:
        room(client)
    many(province, campaign, 30)
    with django_assert_num_queries(len(one)):
        room(client)
