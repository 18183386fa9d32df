"""What became of many at once: weighed first, then all of it is written, or nothing."""

from datetime import date, timedelta

import pytest

from tests.dossiers import MORNING, nominated
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.duplicates import merge_honourees
from vinhdanh.actions.outcome_lists import RowsRefused, enter_outcomes, weigh_awards
from vinhdanh.actions.outcomes import Given, enter_award
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Award, Campaign, Dossier, DossierState, Nomination, Outcome
from vinhdanh.models.outcomes import awaiting_award
from vinhdanh.permissions import Refused

LATER = MORNING + timedelta(days=90)
PAPER = DecisionDraft("1502/QĐ-UBND", date(2020, 8, 10), "Chủ tịch UBND tỉnh")
GIVEN = Given(2020, PAPER, manner="cong_trang")


@pytest.fixture
def accepted(dossier: Dossier) -> Dossier:
    Dossier.objects.update(state=DossierState.ACCEPTED)
    return dossier


@pytest.fixture
def campaign(accepted: Dossier) -> Campaign:
    return accepted.participant.campaign


def three(dossier: Dossier) -> list[Nomination]:
    people = [make_honouree(name, dossier.participant.unit) for name in ("A Một", "B Hai", "C Ba")]
    return [nominated(dossier, one.name, honouree=one) for one in people]


def faults(campaign: Campaign, province: Province) -> dict[str, str]:
    weighed = weigh_awards(list(awaiting_award(campaign.pk)), GIVEN, by=province.office, on=LATER.date())
    return {one.nomination.name: one.fault for one in weighed}


def test_one_decision_and_one_reason_serve_all_that_are_chosen(
    province: Province, campaign: Campaign, accepted: Dossier
) -> None:
    first, second, third = three(accepted)
    told = {"refused": [third.pk], "reason": "Không đủ phiếu của Hội đồng"}
    assert enter_outcomes(campaign, [first.pk, second.pk], GIVEN, by=province.office, now=LATER, **told) == 3
    assert {one.decision.number for one in Award.objects.all()} == {"1502/QĐ-UBND"}
    assert Outcome.objects.get(award=None).nomination == third
    assert list(awaiting_award(campaign.pk)) == [third]  # a later decision may still give it


def test_where_one_cannot_be_entered_nothing_is(province: Province, campaign: Campaign, accepted: Dossier) -> None:
    first, second, _ = three(accepted)
    enter_award(first, GIVEN, by=province.office, now=LATER)
    with pytest.raises(RowsRefused) as stopped:
        enter_outcomes(campaign, [first.pk, second.pk], GIVEN, by=province.office, now=LATER)
    assert list(stopped.value.faults) == [first.pk]
    assert "đã ghi được khen thưởng" in stopped.value.faults[first.pk]
    assert Award.objects.count() == 1


def test_of_dossiers_not_accepted_and_of_other_campaigns_nobody_is_entered(
    province: Province, campaign: Campaign, accepted: Dossier
) -> None:
    first, *_ = three(accepted)
    Dossier.objects.update(state=DossierState.SENT)
    with pytest.raises(RowsRefused, match="tình trạng đã tiếp nhận"):
        enter_outcomes(campaign, [first.pk], GIVEN, by=province.office, now=LATER)
    Dossier.objects.update(state=DossierState.ACCEPTED)
    other = Campaign.objects.create(
        title="Đợt khác", host=province.root, edition=campaign.edition, created_by=province.office
    )
    with pytest.raises(RowsRefused):
        enter_outcomes(other, [first.pk], GIVEN, by=province.office, now=LATER)


def test_what_is_typed_once_is_refused_once(province: Province, campaign: Campaign, accepted: Dossier) -> None:
    keys = [one.pk for one in three(accepted)]
    with pytest.raises(NotPossible, match="Chưa chọn kết quả"):
        enter_outcomes(campaign, [], None, by=province.office, now=LATER)
    with pytest.raises(NotPossible, match="số quyết định"):
        enter_outcomes(campaign, keys, Given(2020, DecisionDraft(" ")), by=province.office, now=LATER)
    with pytest.raises(NotPossible, match="lý do"):
        enter_outcomes(campaign, [], None, by=province.office, now=LATER, refused=keys)
    assert not Outcome.objects.exists()


def test_a_decision_of_a_day_to_come_is_refused_once_already_when_weighed(
    province: Province, campaign: Campaign, accepted: Dossier
) -> None:
    keys = [one.pk for one in three(accepted)]
    with pytest.raises(NotPossible, match="10/08/2020 chưa tới"):
        weigh_awards(list(awaiting_award(campaign.pk)), GIVEN, by=province.office, on=MORNING.date())
    with pytest.raises(NotPossible, match="10/08/2020 chưa tới"):
        enter_outcomes(campaign, keys, GIVEN, by=province.office, now=MORNING)
    assert not Outcome.objects.exists()


def test_it_is_for_who_holds_the_campaign(province: Province, campaign: Campaign, accepted: Dossier) -> None:
    keys = [one.pk for one in three(accepted)]
    for person in (province.officer, province.leader, province.outsider, province.auditor):
        with pytest.raises(Refused):
            enter_outcomes(campaign, keys, GIVEN, by=person, now=LATER)


def test_who_looks_like_somebody_is_left_to_the_page_of_its_own(
    province: Province, campaign: Campaign, accepted: Dossier
) -> None:
    make_honouree("Lý Văn Mới", province.district)
    for name in ("Lý Văn Mới", "Hà Hai Lần", "Hà Hai Lần", "Nông Thị Lạ"):
        nominated(accepted, name)
    told = faults(campaign, province)
    assert {name: bool(fault) for name, fault in told.items()} == {
        "Lý Văn Mới": True,
        "Hà Hai Lần": True,
        "Nông Thị Lạ": False,
    }
    keys = [one.pk for one in accepted.nominations.all()]
    with pytest.raises(RowsRefused, match="ghi riêng"):
        enter_outcomes(campaign, keys, GIVEN, by=province.office, now=LATER)
    assert not Award.objects.exists()


def test_doubts_are_weighed_for_each_and_looked_at_once(
    province: Province, campaign: Campaign, accepted: Dossier
) -> None:
    first, second, third = three(accepted)
    add_award(first.honouree, AwardDraft("bang_khen_tinh", 2020, decision=PAPER), by=province.office)
    weighed = {
        one.nomination.pk: [doubt.code for doubt in one.doubts]
        for one in weigh_awards(list(awaiting_award(campaign.pk)), GIVEN, by=province.office, on=LATER.date())
    }
    assert weighed == {first.pk: ["same_award"], second.pk: [], third.pk: []}
    with pytest.raises(RowsRefused, match="Sổ đã có"):
        enter_outcomes(campaign, [first.pk, second.pk], GIVEN, by=province.office, now=LATER)
    keys = [first.pk, second.pk]
    assert enter_outcomes(campaign, keys, GIVEN, by=province.office, now=LATER, looked_at=["same_award"]) == 2


def test_the_award_of_one_who_was_merged_goes_to_whom_it_was_merged_into(
    province: Province, campaign: Campaign, accepted: Dossier
) -> None:
    first, second, third = three(accepted)
    kept = make_honouree("A Một Đúng Tên", province.district)
    merge_honourees(second.honouree, first.honouree, by=province.office)
    merge_honourees(kept, second.honouree, by=province.office)
    second.delete()
    assert not any(faults(campaign, province).values())
    enter_award(Nomination.objects.get(pk=first.pk), GIVEN, by=province.office, now=LATER)
    enter_outcomes(campaign, [third.pk], GIVEN, by=province.office, now=LATER)
    assert [one.honouree for one in Award.objects.order_by("pk")] == [kept, third.honouree]


def test_one_honouree_on_two_rows_is_awarded_once_whatever_was_looked_at(
    province: Province, campaign: Campaign, accepted: Dossier
) -> None:
    first, second, third = three(accepted)
    merge_honourees(first.honouree, second.honouree, by=province.office)
    assert [bool(fault) for fault in faults(campaign, province).values()] == [True, True, False]
    keys = [first.pk, second.pk, third.pk]
    with pytest.raises(RowsRefused) as stopped:
        enter_outcomes(campaign, keys, GIVEN, by=province.office, now=LATER, looked_at=["same_award"])
    assert set(stopped.value.faults) == {first.pk, second.pk}
    told = {"refused": [second.pk], "reason": "Đã đề nghị ở dòng khác"}
    assert enter_outcomes(campaign, [first.pk, third.pk], GIVEN, by=province.office, now=LATER, **told) == 3


def test_awards_need_a_decision(province: Province, campaign: Campaign, accepted: Dossier) -> None:
    with pytest.raises(NotPossible, match="số quyết định"):
        enter_outcomes(campaign, [three(accepted)[0].pk], None, by=province.office, now=LATER)


@pytest.mark.parametrize("count", [1, 300])
def test_weighing_many_asks_as_many_questions_as_weighing_one(
    province: Province, campaign: Campaign, accepted: Dossier, count: int, django_assert_max_num_queries
) -> None:
    for number in range(count):
        nominated(accepted, f"Người Thứ {number}", honouree=make_honouree(f"Người Thứ {number}", province.district))
    rows = list(awaiting_award(campaign.pk))
    with django_assert_max_num_queries(3):
        assert len(weigh_awards(rows, GIVEN, by=province.office, on=LATER.date())) == count
