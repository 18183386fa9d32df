"""An accepted dossier is screened by the text by which it was accepted, whatever text the campaign takes."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.dossiers import MORNING, completed, income, judged, nominated
from tests.province import Province, make_unit
from vinhdanh.actions.campaigns import take_edition
from vinhdanh.actions.dossier_steps import accept_dossier, send_dossier
from vinhdanh.models import Campaign, Dossier, PackEdition, Participant, UnitKind
from vinhdanh.models.sending_days import pack_of
from vinhdanh.reports.dossier_content import sending_of
from vinhdanh.reports.screened_dossier import screen_several
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.findings import MET, NOT_MET, Outcome, walk

pytestmark = pytest.mark.django_db

ON = date(2020, 5, 19)


def farmer_in(dossier: Dossier) -> Dossier:
    one = nominated(dossier)
    for year in range(2016, 2020):
        income(one, year, 210)
    judged(one, "nong_dan.mo_hinh")
    return completed(dossier, one)


def asking_more(found: Any) -> Any:
    """The pack as it is written, where a farmer must have earned 300 million a year."""
    if isinstance(found, dict):
        more = {"at_least": 300_000_000} if found.get("id") == "nong_dan.thu_nhap" else {}
        return {key: asking_more(value) for key, value in found.items()} | more
    return [asking_more(one) for one in found] if isinstance(found, list) else found


def incomes(*dossiers: Dossier) -> list[Outcome]:
    """What becomes of the farmer's income in each."""
    fresh = Dossier.objects.select_related("participant__unit", "participant__campaign__edition")
    reports = screen_several(fresh.filter(pk__in=[one.pk for one in dossiers]), ON)
    findings = [reports[one.pk][0].screened[0].finding for one in dossiers]
    return [next(one.outcome for _, one in walk(top) if one.clause.id == "nong_dan.thu_nhap") for top in findings]


def test_what_was_accepted_keeps_its_findings_and_says_by_which_text(
    client: Client, province: Province, dossier: Dossier
) -> None:
    department = dossier.participant.campaign.participants.get(unit=province.department)
    accepted, other = farmer_in(dossier), farmer_in(Dossier.objects.create(participant=department))
    version = send_dossier(
        accepted, by=province.officer, now=MORNING, compose=lambda held: sending_of(held, province.officer, ON)
    )
    accept_dossier(version, by=province.office, now=MORNING)
    assert incomes(accepted, other) == [MET, MET]
    campaign = Campaign.objects.get()
    old = pack_of(campaign)
    pack = Pack.model_validate_json(json.dumps(asking_more(old.model_dump(mode="json")))).model_copy(
        update={"hash": "abcdef12" * 8}
    )
    take_edition(campaign, by=province.office, pack=pack, seen=pack.hash, now=MORNING)
    assert incomes(accepted, other) == [MET, NOT_MET]
    client.force_login(province.office)
    for page in ("dossier", "review"):
        shown = client.get(reverse(page, args=[accepted.pk])).content.decode()
        assert "lúc tiếp nhận hồ sơ; đợt nay theo bản khác" in shown
        assert f"<code>{old.hash[:16]}</code>" in shown
        assert "Đối chiếu theo" not in client.get(reverse(page, args=[other.pk])).content.decode()


def test_many_of_them_are_screened_in_as_many_queries_as_one(
    province: Province, dossier: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = dossier.participant.campaign
    old = [
        PackEdition.objects.create(pack_id="cu", hash=str(n) * 64, content=campaign.edition.content) for n in range(3)
    ]
    nominated(dossier)
    for edition in old:
        unit = make_unit(f"xa-{edition.pk}", f"Xã {edition.pk}", UnitKind.COMMUNE, province.district)
        participant = Participant.objects.create(campaign=campaign, unit=unit)
        nominated(Dossier.objects.create(participant=participant, state="accepted", edition=edition))
    read = Dossier.objects.select_related("participant__unit", "participant__campaign__edition").order_by("pk")
    screen_several(read, ON)  # what is read once for each edition
    with CaptureQueriesContext(connection) as one:
        screen_several(read[1:2], ON)
    with django_assert_num_queries(len(one)):
        screen_several(read, ON)
