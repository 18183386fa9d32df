"""A campaign is prepared from a pack, opened, closed and opened again; a later text of its pack is taken on purpose."""

from datetime import date, datetime
from hashlib import sha256

import pytest

from tests.dossiers import CAMPAIGN, MORNING, begun_dossier, opened_campaign
from tests.province import Province
from vinhdanh.actions.campaigns import (
    campaign_version,
    close_campaign,
    discard_campaign,
    edit_campaign,
    open_campaign,
    open_with_more_time,
    prepare_campaign,
    reopen_campaign,
    take_edition,
)
from vinhdanh.actions.participants import add_participants
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.models import AuditLine, Campaign, CampaignState, Cluster, Dossier, PackEdition
from vinhdanh.models.sending_days import last_day_of
from vinhdanh.permissions import Refused
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.packs import load_pack


@pytest.fixture
def pack() -> Pack:
    return load_pack(CAMPAIGN)


@pytest.fixture
def draft(province: Province, pack: Pack) -> Campaign:
    return prepare_campaign(province.root, by=province.office, pack=pack, now=MORNING)


def later_text(pack: Pack, **changes: object) -> Pack:
    changed = pack.model_copy(update=changes | {"hash": ""})
    return changed.model_copy(update={"hash": sha256(changed.model_dump_json().encode()).hexdigest()})


def verbs() -> list[str]:
    return list(AuditLine.objects.order_by("number").values_list("verb", flat=True))


@pytest.mark.parametrize(("name", "share"), [(CAMPAIGN, 80), ("lang-son-2020-cap-nha-nuoc", 90)])
def test_a_campaign_begins_with_the_share_of_votes_that_its_pack_reads(
    province: Province, name: str, share: int
) -> None:
    made = prepare_campaign(province.root, by=province.office, pack=load_pack(name), now=MORNING)
    assert made.vote_share == share


def test_a_campaign_keeps_the_whole_pack_with_its_hash(draft: Campaign, pack: Pack) -> None:
    assert draft.state == CampaignState.DRAFT
    assert (draft.edition.pack_id, draft.edition.hash) == (pack.id, pack.hash)
    assert draft.edition.pack() == pack
    assert verbs() == ["prepare_campaign"]


def test_units_are_proposed_with_the_group_that_their_kind_says(province: Province, draft: Campaign) -> None:
    groups = {one.unit: one.group for one in draft.participants.all()}
    assert groups == {province.department: "other", province.district: "district"}


def test_a_province_with_clusters_proposes_their_members_of_the_latest_year(province: Province, pack: Pack) -> None:
    Cluster.objects.create(year=2019, name="Khối cũ").members.add(province.department)
    Cluster.objects.create(year=2020, name="Khối 1").members.add(province.district)
    Cluster.objects.create(year=2021, name="Khối sau").members.add(province.commune)
    made = prepare_campaign(province.root, by=province.office, pack=pack, now=MORNING)
    assert [one.unit for one in made.participants.all()] == [province.district]


def test_two_campaigns_by_the_same_text_share_one_edition(province: Province, draft: Campaign, pack: Pack) -> None:
    prepare_campaign(province.root, by=province.office, pack=pack, now=MORNING)
    assert PackEdition.objects.count() == 1


def test_only_who_may_opens_one(province: Province, pack: Pack) -> None:
    with pytest.raises(Refused):
        prepare_campaign(province.root, by=province.officer, pack=pack, now=MORNING)
    with pytest.raises(Refused):
        prepare_campaign(province.root, by=province.auditor, pack=pack, now=MORNING)


def test_it_opens_once_every_unit_is_in_a_group(province: Province, draft: Campaign) -> None:
    draft.participants.filter(unit=province.department).update(group="")
    with pytest.raises(NotPossible, match="Còn 01 đơn vị chưa chọn nhóm: Sở Tài chính"):
        open_campaign(draft, by=province.office, now=MORNING)
    draft.participants.filter(unit=province.department).update(group="other")
    opened = open_campaign(draft, by=province.office, now=MORNING)
    assert (opened.state, opened.opened_at) == (CampaignState.OPEN, MORNING)
    with pytest.raises(NotPossible, match="đã mở"):
        open_campaign(opened, by=province.office, now=MORNING)


AFTER = datetime(2020, 6, 10, 9, tzinfo=MORNING.tzinfo)  # the last day was 9/6


def test_after_its_deadline_it_is_opened_only_by_who_says_so(province: Province, draft: Campaign) -> None:
    with pytest.raises(NotPossible, match="Hạn gửi 09/06/2020 đã qua") as refused:
        open_campaign(draft, by=province.office, now=AFTER)
    assert refused.value.field == "late"
    opened = open_campaign(draft, by=province.office, now=AFTER, late=True)
    assert opened.state == CampaignState.OPEN
    assert AuditLine.objects.get(verb="open_campaign").after["after_deadline"] == "2020-06-09"


def test_or_it_is_opened_with_more_time_for_every_unit(province: Province, draft: Campaign) -> None:
    with pytest.raises(NotPossible, match="phải sau hạn cuối 09/06/2020"):
        open_with_more_time(draft, by=province.office, last_day=date(2020, 6, 9), reason="Gói đến muộn", now=AFTER)
    draft.refresh_from_db()
    assert draft.state == CampaignState.DRAFT
    day = date(2020, 6, 20)
    opened = open_with_more_time(draft, by=province.office, last_day=day, reason="Gói đến muộn", now=AFTER)
    rows = opened.participants.with_campaign()
    assert len(rows) > 1
    assert {last_day_of(one) for one in rows} == {day}


def test_it_does_not_open_without_a_unit(province: Province, draft: Campaign) -> None:
    draft.participants.all().delete()
    with pytest.raises(NotPossible, match="Chưa có đơn vị nào"):
        open_campaign(draft, by=province.office, now=MORNING)


def test_it_ends_and_is_opened_again_with_a_reason(province: Province) -> None:
    campaign = close_campaign(opened_campaign(province), by=province.office, now=MORNING)
    assert (campaign.state, campaign.closed_at) == (CampaignState.CLOSED, MORNING)
    with pytest.raises(NotPossible, match="mở lại đợt"):
        edit_campaign(campaign, by=province.office, title="Khác", vote_share=80)
    with pytest.raises(NotPossible, match="Mở lại đợt"):
        open_campaign(campaign, by=province.office, now=MORNING)
    with pytest.raises(NotPossible, match="Chưa ghi lý do"):
        reopen_campaign(campaign, by=province.office, reason=" ")
    reopened = reopen_campaign(campaign, by=province.office, reason="Kết thúc nhầm")
    assert (reopened.state, reopened.closed_at) == (CampaignState.OPEN, None)
    assert verbs() == ["close_campaign", "reopen_campaign"]
    assert AuditLine.objects.latest("number").after == {"reason": "Kết thúc nhầm"}


def test_the_share_of_votes_is_a_setting_with_its_line(province: Province, draft: Campaign) -> None:
    edit_campaign(draft, by=province.office, title=f" {draft.title} ", vote_share=75)
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.before, line.after) == ("edit_campaign", {"vote_share": 80}, {"vote_share": 75})
    for share in (0, 101):
        with pytest.raises(NotPossible, match="từ 1 đến 100"):
            edit_campaign(draft, by=province.office, title="Đợt", vote_share=share)


def test_two_people_do_not_overwrite_each_others_settings(province: Province, draft: Campaign) -> None:
    seen = campaign_version(draft)
    edit_campaign(draft, by=province.office, title="Đợt 1", vote_share=80)
    with pytest.raises(ChangedMeanwhile, match="đã sửa tên đợt"):
        edit_campaign(draft, by=province.office, title="Đợt 2", vote_share=80, seen=seen)


def test_what_is_only_prepared_can_be_discarded(province: Province, draft: Campaign) -> None:
    discard_campaign(draft, by=province.office)
    assert not Campaign.objects.exists()
    campaign = opened_campaign(province)
    with pytest.raises(NotPossible, match="Kết thúc nhận hồ sơ"):
        discard_campaign(campaign, by=province.office)


def test_a_later_text_is_taken_by_who_saw_it(province: Province, pack: Pack) -> None:
    campaign, new = opened_campaign(province), later_text(pack, title="Bản sửa")
    with pytest.raises(NotPossible, match="thay đổi lần nữa"):
        take_edition(campaign, by=province.office, pack=new, seen="e" * 64, now=MORNING)
    taken = take_edition(campaign, by=province.office, pack=new, seen=new.hash, now=MORNING)
    assert taken.edition.pack().title == "Bản sửa"
    assert PackEdition.objects.get(hash=pack.hash).pack() == pack  # the earlier one is kept
    line = AuditLine.objects.latest("number")
    assert (line.before, line.after["hash"]) == ({"hash": pack.hash}, new.hash)
    with pytest.raises(NotPossible, match="đúng bản này"):
        take_edition(campaign, by=province.office, pack=new, seen=new.hash, now=MORNING)


def test_a_unit_whose_group_is_gone_has_none_until_somebody_chooses(province: Province, pack: Pack) -> None:
    campaign = opened_campaign(province)
    groups = tuple(group for group in pack.groups if group.code != "district")
    new = later_text(pack, groups=groups)
    take_edition(campaign, by=province.office, pack=new, seen=new.hash, now=MORNING)
    assert dict(campaign.participants.values_list("unit__code", "group")) == {
        "huyen-chi-lang": "",
        "so-tai-chinh": "other",
    }


def test_whose_dossier_was_accepted_keeps_its_group(province: Province, pack: Pack) -> None:
    campaign = begun_dossier(province).participant.campaign
    Dossier.objects.update(state="accepted", edition=campaign.edition)
    new = later_text(pack, groups=tuple(group for group in pack.groups if group.code != "district"))
    take_edition(campaign, by=province.office, pack=new, seen=new.hash, now=MORNING)
    assert campaign.participants.get(unit=province.district).group == "district"


def test_another_pack_is_not_taken_nor_by_an_officer(province: Province, pack: Pack) -> None:
    campaign = opened_campaign(province)
    with pytest.raises(NotPossible, match="gói quy định khác"):
        take_edition(campaign, by=province.office, pack=later_text(pack, id="khac"), seen="f" * 64, now=MORNING)
    new = later_text(pack, title="Bản sửa")
    with pytest.raises(Refused):
        take_edition(campaign, by=province.officer, pack=new, seen=new.hash, now=MORNING)


def test_a_district_holds_its_own_among_the_units_below_it(province: Province, pack: Pack) -> None:
    campaign = prepare_campaign(province.district, by=province.officer, pack=pack, now=MORNING)
    assert [one.unit for one in campaign.participants.all()] == [province.commune]
    with pytest.raises(NotPossible, match="không trực thuộc"):
        add_participants(campaign, by=province.officer, units=[province.department])


def test_a_draft_is_seen_by_its_host_alone(province: Province, draft: Campaign) -> None:
    seen = [Campaign.objects.visible_to(one).exists() for one in (province.office, province.officer, province.auditor)]
    assert seen == [True, False, True]
    open_campaign(draft, by=province.office, now=MORNING)
    assert Campaign.objects.visible_to(province.officer).exists()
