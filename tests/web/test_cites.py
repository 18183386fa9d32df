"""Cites on the pages of a campaign lead to the text by which it runs, not to the guidance that everybody reads."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.dossiers import completed, income, judged, nominated
from tests.province import Province
from vinhdanh.models import Dossier, Nomination

_CITE = re.compile(r'class="cite" href="([^"#]*)#([^"]*)"')


@pytest.fixture
def farmer(dossier: Dossier, settings: Settings) -> Nomination:
    files_in_memory(settings)
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)
    one = nominated(dossier, memberships={"congress_delegates": True})
    income(one, 2018, 210)
    judged(one, "nong_dan.chap_hanh", judge="unit")
    completed(dossier, one)
    return one


@pytest.mark.parametrize(
    ("who", "name"),
    [
        *(("officer", name) for name in ("dossier", "dossier_send", "nomination")),
        *(("office", name) for name in ("dossier", "review", "review_nominee")),
    ],
)
def test_every_cite_leads_to_its_clause_in_the_campaigns_own_text(
    client: Client, province: Province, dossier: Dossier, farmer: Nomination, who: str, name: str
) -> None:
    client.force_login(province.by_role()[who])
    rules = reverse("campaign_rules", args=[dossier.participant.campaign_id])
    text = client.get(rules).content.decode()
    key = farmer.pk if name in ("nomination", "review_nominee") else dossier.pk
    cites = set(_CITE.findall(client.get(reverse(name, args=[key])).content.decode()))
    assert cites
    assert {address for address, _ in cites} == {rules}
    assert [clause for _, clause in cites if f'id="{clause}"' not in text] == []
