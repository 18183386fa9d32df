"""A later text of a campaign's pack: shown clause by clause with whose verdict changes, taken on purpose."""

import json
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.dossiers import MORNING, begun_dossier
from tests.province import Province
from vinhdanh.actions.campaigns import edition_of
from vinhdanh.models import (
    Campaign,
    Dossier,
    DossierState,
    Fact,
    FactKind,
    HonoureeKind,
    Nomination,
    PackEdition,
)
from vinhdanh.reports.editions import effects_of, later_text
from vinhdanh.rules.campaign import Cap, Pack
from vinhdanh.rules.findings import Outcome


@pytest.fixture(autouse=True)
def _the_day_of_the_story(settings: Settings) -> None:
    settings.DEMO, settings.DEMO_DAY = True, MORNING.date()


def with_one_collective_fewer(pack: Pack) -> Pack:
    """An older text, in which a district might propose one collective only."""
    quotas = tuple(
        quota.model_copy(
            update={
                "limits": tuple(
                    limit.model_copy(update={"at_most": 1})
                    if isinstance(limit, Cap) and limit.kinds == ("collective",)
                    else limit
                    for limit in quota.limits
                )
            }
        )
        for quota in pack.quotas
    )
    older = pack.model_copy(update={"quotas": quotas, "hash": ""})
    return older.model_copy(update={"hash": sha256(older.model_dump_json().encode()).hexdigest()})


@pytest.fixture
def dossier(province: Province) -> Dossier:
    """Two collectives, in a campaign that still runs by the older text."""
    made = begun_dossier(province)
    campaign = made.participant.campaign
    campaign.edition = edition_of(with_one_collective_fewer(campaign.edition.pack()), MORNING)
    campaign.save()
    for number in (1, 2):
        Nomination.objects.create(
            dossier=made, number=number, kind=HonoureeKind.COLLECTIVE, award="bang_khen_tinh", name=f"Xã {number}"
        )
    return made


def page_of(client: Client, campaign: Campaign) -> str:
    return client.get(reverse("campaign_edition", args=[campaign.pk])).content.decode()


def test_the_office_sees_what_differs_and_whose_quota_comes_out_otherwise(
    province: Province, client: Client, dossier: Dossier
) -> None:
    campaign = dossier.participant.campaign
    client.force_login(province.office)
    assert "đã có bản mới" in client.get(reverse("campaign", args=[campaign.pk])).content.decode()
    page = page_of(client, campaign)
    assert "Trước: Đếm tập thể: không quá 01. Nay: Đếm tập thể: không quá 02." in " ".join(page.split())
    assert "1 trong 1 hồ sơ chưa tiếp nhận" in page
    assert "Huyện Chi Lăng" in page


def test_an_accepted_dossier_is_not_screened_again(dossier: Dossier) -> None:
    campaign = Campaign.objects.get()
    new = later_text(campaign)
    assert new is not None
    assert [one.unit for one in effects_of(campaign, new, MORNING.date()).changed] == [dossier.participant.unit]
    Dossier.objects.update(state=DossierState.ACCEPTED)
    assert effects_of(campaign, new, MORNING.date()).screened == 0


def test_a_nominee_whose_verdict_turns_is_named_with_the_reason(province: Province) -> None:
    made = begun_dossier(province)
    campaign = made.participant.campaign
    new = campaign.edition.pack()
    old_level = next(level.code for level in new.scale.levels)
    nominee = Nomination.objects.create(
        dossier=made, number=1, kind=HonoureeKind.INDIVIDUAL, award="bang_khen_tinh", name="Nông Văn Ví",
        attributes={"category": "official", "head_of": "none"}, memberships={"congress_delegates": True},
        awards_listed=True,
    )  # fmt: skip
    for year in range(2016, 2020):
        Fact.objects.create(nomination=nominee, kind=FactKind.RATING, year=year, code=old_level)
    data = new.model_dump(mode="json")
    judged = {"id": "chi_danh_gia", "rule": "judgement", "cite": "HD II.2.2.a", "text": "Có thành tích tiêu biểu"}
    for criterion in data["criteria"]:
        if criterion["kind"] == "individual":
            criterion["condition"] = judged
    without = Pack.model_validate_json(json.dumps(data))
    (effect,) = effects_of(campaign, without, MORNING.date()).changed
    (turned,) = effect.turned
    assert turned.name == "Nông Văn Ví"
    assert (turned.before, turned.after) == (Outcome.NOT_MET, Outcome.NEEDS_JUDGEMENT)


def test_it_is_taken_by_who_saw_it_and_then_there_is_nothing_newer(
    province: Province, client: Client, dossier: Dossier
) -> None:
    campaign = dossier.participant.campaign
    address, new = reverse("campaign_edition", args=[campaign.pk]), later_text(campaign)
    assert new is not None
    client.force_login(province.office)
    stale = client.post(address, {"seen": "0" * 64})
    assert "vừa thay đổi lần nữa" in stale.content.decode()
    client.post(address, {"seen": new.hash})
    campaign.refresh_from_db()
    assert campaign.edition.hash == new.hash
    assert client.get(address).status_code == 404
    assert "đã có bản mới" not in client.get(reverse("campaign", args=[campaign.pk])).content.decode()
    assert PackEdition.objects.count() == 2
