"""Đợt khen thưởng: opened step by step by the office, seen by the units that take part."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.dossiers import CAMPAIGN, MORNING, begun_dossier, opened_campaign
from tests.province import Province, make_unit
from vinhdanh.models import (
    Campaign,
    CampaignState,
    Dossier,
    DossierState,
    Extension,
    HonoureeKind,
    Nomination,
    UnitKind,
)


@pytest.fixture(autouse=True)
def _the_day_of_the_story(settings: Settings) -> None:
    settings.DEMO, settings.DEMO_DAY = True, MORNING.date()


@pytest.fixture
def office(province: Province, client: Client) -> Client:
    client.force_login(province.office)
    return client


@pytest.fixture
def officer(province: Province, client: Client) -> Client:
    client.force_login(province.officer)
    return client


@pytest.fixture
def campaign(province: Province) -> Campaign:
    return opened_campaign(province)


def text(client: Client, name: str, *given: object, **query: object) -> str:
    return client.get(reverse(name, args=given), query).content.decode()


def test_the_office_reads_the_pack_clause_by_clause_before_choosing_it(office: Client) -> None:
    page = text(office, "campaign_open")
    for words in ("Sở Nội vụ tỉnh Lạng Sơn", "không quá 02 tập thể", "Hạn cuối: hết ngày 09/06/2020", "Chọn gói này"):
        assert words in page


def test_a_campaign_is_opened_in_steps_and_each_is_kept(province: Province, office: Client) -> None:
    made = office.post(reverse("campaign_open"), {"pack": CAMPAIGN, "host": province.root.pk})
    campaign = Campaign.objects.get()
    assert made["Location"] == reverse("campaign_units", args=[campaign.pk])
    page = text(office, "campaign_units", campaign.pk)
    assert page.count('<option value="district" selected>') == 1
    assert page.count('<option value="other" selected>') == 1
    settings_address = reverse("campaign_settings", args=[campaign.pk])
    office.post(settings_address, {"title": "Đại hội lần thứ V", "vote_share": "75"})
    assert "Đến hết ngày 09/06/2020</b>, còn 21 ngày" in text(office, "campaign", campaign.pk)
    office.post(reverse("campaign_begin", args=[campaign.pk]))
    campaign.refresh_from_db()
    assert (campaign.state, campaign.title, campaign.vote_share) == (CampaignState.OPEN, "Đại hội lần thứ V", 75)
    assert campaign.opened_at is not None
    assert timezone.localtime(campaign.opened_at).date() == date(2020, 5, 19)


def test_after_the_deadline_the_page_asks_what_is_wanted_before_it_opens(
    province: Province, office: Client, settings: Settings
) -> None:
    settings.DEMO_DAY = date(2020, 6, 12)
    office.post(reverse("campaign_open"), {"pack": CAMPAIGN, "host": province.root.pk})
    campaign = Campaign.objects.get()
    assert "Hạn gửi hồ sơ là hết ngày 09/06/2020, quá hạn 3 ngày." in text(office, "campaign", campaign.pk)
    address = reverse("campaign_begin", args=[campaign.pk])
    for typed, field in (
        ({}, "late"),
        ({"last_day": "20/6/2020"}, "reason"),
        ({"last_day": "9/6/2020", "reason": "Gói đến muộn"}, "last_day"),
    ):
        answer = office.post(address, typed)
        assert answer.status_code == 422
        assert field in answer.context["late"].errors
        assert Campaign.objects.get().state == CampaignState.DRAFT
    assert 'value="9/6/2020"' in answer.content.decode()
    answer = office.post(address, {"last_day": "20/6/2020", "reason": "Gói đến muộn"}, follow=True)
    page = answer.content.decode()
    assert "Đã mở đợt." in page
    assert "Đã hết hạn gửi" not in page
    assert "2 đơn vị: đến hết ngày 20/06/2020. Gói đến muộn" in page
    assert "Đã hết hạn gửi" not in text(office, "campaigns")
    assert campaign.participants.filter(extensions__last_day=date(2020, 6, 20)).count() == 2


def test_settings_that_cannot_be_are_told_at_the_field_and_kept(office: Client, campaign: Campaign) -> None:
    answer = office.post(reverse("campaign_settings", args=[campaign.pk]), {"title": "Tên mới", "vote_share": "150"})
    assert answer.status_code == 422
    assert "Ghi một số từ 1 đến 100." in answer.content.decode()
    assert 'value="Tên mới"' in answer.content.decode()


def test_a_unit_in_no_group_keeps_the_campaign_from_opening(province: Province, office: Client) -> None:
    make_unit("la", "Tổ công tác liên ngành", UnitKind.OTHER, province.root)
    office.post(reverse("campaign_open"), {"pack": CAMPAIGN, "host": province.root.pk})
    campaign = Campaign.objects.get()
    assert "01 đơn vị chưa chọn nhóm" in text(office, "campaign", campaign.pk)
    assert "Chưa rõ nhóm: Tổ công tác liên ngành." in text(office, "campaign_units", campaign.pk)
    answer = office.post(reverse("campaign_begin", args=[campaign.pk]), follow=True)
    assert "Còn 01 đơn vị chưa chọn nhóm: Tổ công tác liên ngành" in answer.content.decode()
    alone = text(office, "campaign_units", campaign.pk, group="none")
    assert "Tổ công tác liên ngành" in alone
    assert "Sở Tài chính" not in alone


def test_groups_are_saved_for_the_rows_shown(office: Client, province: Province, campaign: Campaign) -> None:
    row = campaign.participants.get(unit=province.department)
    address = reverse("campaign_units", args=[campaign.pk])
    office.post(address, {f"was-{row.pk}": "other", f"group-{row.pk}": "health", "save": ""})
    row.refresh_from_db()
    assert row.group == "health"
    answer = office.post(address, {f"was-{row.pk}": "other", f"group-{row.pk}": "education", "save": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "nay là “Y tế”" in page
    assert '<option value="education" selected>' in page  # what was chosen is still chosen
    assert f'name="was-{row.pk}" value="health"' in page  # so that saving once more goes through


def test_units_are_added_by_lines_and_taken_out_by_ticks(
    office: Client, province: Province, campaign: Campaign
) -> None:
    health = make_unit("so-y-te", "Sở Y tế", UnitKind.DEPARTMENT, province.root)
    office.post(reverse("campaign_units_add", args=[campaign.pk]), {"units": "Sở Y tế\n"})
    added = campaign.participants.get(unit=health)
    assert added.group == "health"
    wrong = office.post(reverse("campaign_units_add", args=[campaign.pk]), {"units": "Sở Không Có"})
    assert wrong.status_code == 422
    assert "Không có đơn vị “Sở Không Có”" in wrong.content.decode()
    office.post(reverse("campaign_units", args=[campaign.pk]), {"chosen": [added.pk], "remove": ""})
    assert not campaign.participants.filter(unit=health).exists()


def test_more_time_is_given_to_one_unit_and_shown_to_it(office: Client, province: Province, campaign: Campaign) -> None:
    row = campaign.participants.get(unit=province.district)
    address = reverse("campaign_extend", args=[row.pk])
    early = office.post(address, {"last_day": "9/6/20", "reason": "Mưa lũ"})
    assert "phải sau hạn cuối 09/06/2020" in early.content.decode()
    office.post(address, {"last_day": "15/6/20", "reason": "Mưa lũ, đường tắc"})
    assert Extension.objects.get().last_day == date(2020, 6, 15)
    page = text(office, "campaign", campaign.pk)
    assert "đến hết ngày 15/06/2020. Mưa lũ, đường tắc" in page
    assert "Vi Thị Thi Đua" in page
    office.force_login(province.officer)
    assert "Đến hết ngày 15/06/2020, đã gia hạn" in text(office, "dossiers")
    office.force_login(province.outsider)
    assert "Mưa lũ" not in text(office, "campaign", campaign.pk)


def test_no_count_stands_where_nobody_was_given_more_time(office: Client, campaign: Campaign) -> None:
    page = text(office, "campaign", campaign.pk)
    assert "Chưa gia hạn cho đơn vị nào" in page
    assert "00 đơn vị" not in page


def test_it_is_ended_and_opened_again(office: Client, campaign: Campaign) -> None:
    office.post(reverse("campaign_close", args=[campaign.pk]))
    assert "Đã kết thúc nhận hồ sơ" in text(office, "campaign", campaign.pk)
    refused = office.post(reverse("campaign_reopen", args=[campaign.pk]), {"reason": ""}, follow=True)
    assert "Chưa ghi lý do mở lại đợt." in refused.content.decode()
    office.post(reverse("campaign_reopen", args=[campaign.pk]), {"reason": "Kết thúc nhầm"})
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPEN
    assert "Kết thúc nhầm" in text(office, "campaign", campaign.pk)


def test_what_is_only_prepared_is_discarded(office: Client, campaign: Campaign) -> None:
    Campaign.objects.update(state=CampaignState.DRAFT)
    answer = office.post(reverse("campaign_discard", args=[campaign.pk]), follow=True)
    assert "Đã bỏ đợt đang chuẩn bị" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_the_officer_sees_how_many_days_are_left_and_begins(
    officer: Client, province: Province, campaign: Campaign
) -> None:
    page = text(officer, "dossiers")
    assert "Còn 21 ngày" in page
    assert "Đến hết ngày 09/06/2020" in page
    assert "Trung tâm Phục vụ Hành chính công tỉnh" in page
    row = campaign.participants.get(unit=province.district)
    for _ in range(2):  # pressed twice, begun once
        officer.post(reverse("dossier_begin", args=[row.pk]))
    assert Dossier.objects.get().participant == row
    assert "Đang soạn" in text(officer, "dossiers")


@pytest.mark.parametrize(("day", "words"), [(date(2020, 6, 9), "Hôm nay"), (date(2020, 6, 12), "Quá 3 ngày")])
def test_the_last_day_and_the_days_after_say_so(
    officer: Client, campaign: Campaign, settings: Settings, day: date, words: str
) -> None:
    settings.DEMO_DAY = day
    assert words in text(officer, "dossiers")


def test_a_prepared_campaign_is_nobodys_but_its_hosts(officer: Client, campaign: Campaign) -> None:
    Campaign.objects.update(state=CampaignState.DRAFT)
    assert officer.get(reverse("campaign", args=[campaign.pk])).status_code == 404
    assert "Còn 21 ngày" not in text(officer, "dossiers")


def test_who_takes_part_reads_the_frozen_text_and_changes_nothing(officer: Client, campaign: Campaign) -> None:
    page = text(officer, "campaign", campaign.pk)
    assert campaign.edition.hash[:16] not in page
    assert "Kết thúc nhận hồ sơ" not in page
    assert "Sở Tài chính" not in page  # whom else it is open to is the host's to know
    assert "không quá 02 tập thể" in text(officer, "campaign_rules", campaign.pk)


def test_the_host_sees_how_far_units_have_come(province: Province, client: Client) -> None:
    dossier = begun_dossier(province)
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.SENT)
    client.force_login(province.office)
    row = text(client, "dossiers").split("<tbody>")[1].split("</tbody>")[0]
    assert [row.count(f'data-label="{label}">{count}<') for label, count in (("Đơn vị", 2), ("Đã gửi", 1))] == [1, 1]


def test_the_host_sees_the_share_of_those_who_work_directly(province: Province, client: Client) -> None:
    dossier = begun_dossier(province)
    for name, direct in (("A", True), ("B", False), ("C", None), ("D", True)):
        Nomination.objects.create(
            dossier=dossier, kind=HonoureeKind.INDIVIDUAL, award="bang_khen_tinh", name=name, direct_worker=direct
        )
    Nomination.objects.create(dossier=dossier, kind=HonoureeKind.FAMILY, award="bang_khen_tinh", name="Gia đình")
    client.force_login(province.office)
    pk = dossier.participant.campaign_id
    assert "2 trong 4 cá nhân được đề nghị là lao động trực tiếp; 1 chưa rõ" in text(client, "campaign", pk)
    Nomination.objects.filter(direct_worker=None).update(direct_worker=True)
    assert "3 trong 4 cá nhân được đề nghị là lao động trực tiếp (75 %)" in text(client, "campaign", pk)


def test_where_there_is_nothing_the_room_says_what_will_come(officer: Client, client: Client) -> None:
    assert "Chưa có đợt khen thưởng nào đơn vị tham gia" in text(officer, "dossiers")


@pytest.mark.parametrize("name", ["dossiers", "campaigns"])
def test_the_room_costs_the_same_for_one_and_for_thirty(
    name: str, province: Province, office: Client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    opened_campaign(province)
    text(office, name)
    with django_assert_max_num_queries(15) as counted:
        text(office, name)
    for _ in range(30):
        opened_campaign(province)
    with django_assert_num_queries(len(counted)):
        text(office, name)


def test_a_campaign_costs_the_same_for_two_units_and_for_forty(
    province: Province, office: Client, campaign: Campaign, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    row = campaign.participants.get(unit=province.district)
    Extension.objects.create(participant=row, last_day=date(2020, 6, 15), reason="Vì", given_by=province.office)
    for name in ("campaign", "campaign_units"):
        text(office, name, campaign.pk)
        with django_assert_max_num_queries(25) as counted:
            text(office, name, campaign.pk)
        for number in range(20):
            unit = make_unit(f"{name}-{number}".replace("_", "-"), f"Phòng {number}", UnitKind.DIVISION, province.root)
            one = campaign.participants.create(unit=unit, group="other")
            Extension.objects.create(participant=one, last_day=date(2020, 6, 15), reason="Vì", given_by=province.office)
        with django_assert_num_queries(len(counted)):
            text(office, name, campaign.pk)
