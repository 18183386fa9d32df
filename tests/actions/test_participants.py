"""Units that take part: added, taken out, put into groups by hand, given more time."""

from datetime import date, timedelta

import pytest

from tests.dossiers import MORNING, begun_dossier, opened_campaign
from tests.province import Province, make_unit
from vinhdanh.actions.participants import (
    GroupChoice,
    add_participants,
    choose_groups,
    extend_deadline,
    remove_participants,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, Campaign, CampaignState, Participant, UnitKind
from vinhdanh.permissions import Refused

LAST = date(2020, 6, 9)


@pytest.fixture
def campaign(province: Province) -> Campaign:
    return opened_campaign(province)


@pytest.fixture
def district(campaign: Campaign, province: Province) -> Participant:
    return campaign.participants.get(unit=province.district)


def test_units_are_added_with_their_proposed_group(province: Province, campaign: Campaign) -> None:
    health = make_unit("so-y-te", "Sở Y tế", UnitKind.DEPARTMENT, province.root)
    strange = make_unit("la", "Tổ công tác liên ngành", UnitKind.OTHER, province.root)
    add_participants(campaign, by=province.office, units=[health, strange, health])
    assert campaign.participants.get(unit=health).group == "health"
    assert campaign.participants.get(unit=strange).group == ""
    assert [line.verb for line in AuditLine.objects.all()] == ["add_participant", "add_participant"]


def test_the_hosts_own_name_may_follow_that_of_a_unit(province: Province, campaign: Campaign) -> None:
    place = (province.root.name.removeprefix("Tỉnh ")).strip()
    health = make_unit("so-y-te", f"Sở Y tế {place}", UnitKind.DEPARTMENT, province.root)
    elsewhere = make_unit("so-khac", "Sở Y tế Nơi Khác", UnitKind.DEPARTMENT, province.root)
    add_participants(campaign, by=province.office, units=[health, elsewhere])
    assert campaign.participants.get(unit=health).group == "health"
    assert campaign.participants.get(unit=elsewhere).group == ""


def test_a_unit_that_cannot_take_part_is_named(province: Province, campaign: Campaign) -> None:
    for units, sentence in (
        ([province.district], "Huyện Chi Lăng đã có trong danh sách"),
        ([province.root], "không trực thuộc"),
        ([], "Chưa ghi đơn vị nào"),
    ):
        with pytest.raises(NotPossible, match=sentence):
            add_participants(campaign, by=province.office, units=units)
    province.division.closed_on = date(2020, 1, 1)
    province.division.save()
    with pytest.raises(NotPossible, match="đã kết thúc hoạt động"):
        add_participants(campaign, by=province.office, units=[province.division])
    with pytest.raises(Refused):
        add_participants(campaign, by=province.officer, units=[province.commune])


def test_a_unit_leaves_unless_it_has_begun(province: Province) -> None:
    dossier = begun_dossier(province)
    campaign, begun = dossier.participant.campaign, dossier.participant
    other = campaign.participants.get(unit=province.department)
    with pytest.raises(NotPossible, match="Huyện Chi Lăng đã bắt đầu hồ sơ"):
        remove_participants(campaign, by=province.office, participants=[begun.pk, other.pk])
    assert remove_participants(campaign, by=province.office, participants=[other.pk]) == 1
    assert list(campaign.participants.all()) == [begun]
    assert AuditLine.objects.latest("number").verb == "remove_participant"


def test_a_group_is_chosen_by_hand(province: Province, campaign: Campaign, district: Participant) -> None:
    assert choose_groups(campaign, by=province.office, choices=[GroupChoice(district.pk, "district", "health")]) == 1
    district.refresh_from_db()
    assert (district.group, district.chosen_by_hand) == ("health", True)
    with pytest.raises(NotPossible, match="không có nhóm"):
        choose_groups(campaign, by=province.office, choices=[GroupChoice(district.pk, "health", "no_such")])


def test_a_choice_that_a_colleague_overtook_is_told_and_nothing_is_written(
    province: Province, campaign: Campaign, district: Participant
) -> None:
    other = campaign.participants.get(unit=province.department)
    Participant.objects.filter(pk=district.pk).update(group="education")
    choices = [GroupChoice(other.pk, "other", "health"), GroupChoice(district.pk, "district", "health")]
    with pytest.raises(NotPossible, match="Huyện Chi Lăng .nay là “Giáo dục và Đào tạo”"):
        choose_groups(campaign, by=province.office, choices=choices)
    other.refresh_from_db()
    assert other.group == "other"


def test_a_row_that_was_left_as_it_was_overwrites_nothing(
    province: Province, campaign: Campaign, district: Participant
) -> None:
    Participant.objects.filter(pk=district.pk).update(group="education")
    assert choose_groups(campaign, by=province.office, choices=[GroupChoice(district.pk, "district", "district")]) == 0
    district.refresh_from_db()
    assert district.group == "education"


def test_more_time_is_given_with_a_reason_and_the_latest_holds(province: Province, district: Participant) -> None:
    given = extend_deadline(
        district, by=province.office, last_day=date(2020, 6, 15), reason="Mưa lũ, đường tắc", now=MORNING
    )
    assert (given.given_by, given.reason) == (province.office, "Mưa lũ, đường tắc")
    extend_deadline(district, by=province.office, last_day=date(2020, 6, 12), reason="Đường đã thông", now=MORNING)
    assert Participant.objects.get(pk=district.pk).extended_to == date(2020, 6, 12)
    line = AuditLine.objects.latest("number")
    assert (line.unit, line.before, line.after) == (
        province.district,
        {"last_day": "2020-06-15"},
        {"last_day": "2020-06-12", "reason": "Đường đã thông"},
    )


@pytest.mark.parametrize(
    ("days", "reason", "late", "sentence"),
    [
        (1, " ", 0, "Chưa ghi lý do"),
        (0, "Vì", 0, "phải sau hạn cuối 09/06/2020"),
        (1, "Vì", 60, "đã qua"),
    ],
)
def test_time_that_cannot_be_given_is_refused(
    province: Province, district: Participant, days: int, reason: str, late: int, sentence: str
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        extend_deadline(
            district,
            by=province.office,
            last_day=LAST + timedelta(days),
            reason=reason,
            now=MORNING + timedelta(late),
        )


def test_more_time_is_given_by_the_host_while_the_campaign_is_open(province: Province, district: Participant) -> None:
    asked = {"last_day": date(2020, 6, 15), "reason": "Vì", "now": MORNING}
    for somebody in (province.officer, province.leader, province.auditor):
        with pytest.raises(Refused):
            extend_deadline(district, by=somebody, **asked)
    Campaign.objects.update(state=CampaignState.CLOSED)
    with pytest.raises(NotPossible, match="đang nhận hồ sơ"):
        extend_deadline(district, by=province.office, **asked)
