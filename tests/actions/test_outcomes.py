"""What became of those proposed: once decided, the award stands in the register, once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.dossiers import MORNING, begun_dossier, nominated
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.award_doubts import Doubtful
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.honourees import LooksAlike
from vinhdanh.actions.outcomes import Given, enter_award, enter_no_award
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, Award, Dossier, DossierState, Honouree, Nomination, Outcome
from vinhdanh.models.entries import EntryChanged
from vinhdanh.permissions import Refused

LATER = MORNING + timedelta(days=90)
PAPER = DecisionDraft("1502/QĐ-UBND", date(2020, 8, 10), "Chủ tịch UBND tỉnh")
GIVEN = Given(2020, PAPER, manner="cong_trang", reason="Có thành tích xuất sắc tiêu biểu")


@pytest.fixture
def dossier(province: Province) -> Dossier:
    begun = begun_dossier(province)
    begun.state = DossierState.ACCEPTED
    begun.save()
    return begun


@pytest.fixture
def nominee(dossier: Dossier) -> Nomination:
    person = make_honouree("Hoàng Văn Nông", dossier.participant.unit)
    return nominated(dossier, honouree=person, position="Nông dân", direct_worker=True)


def test_the_award_proposed_stands_in_the_register_with_its_decision(province: Province, nominee: Nomination) -> None:
    outcome = enter_award(nominee, GIVEN, by=province.office, now=LATER)
    award = Award.objects.get()
    assert outcome.award == award
    assert (award.honouree, award.award, award.year) == (nominee.honouree, "bang_khen_tinh", 2020)
    assert (award.decision.number, award.decision.signed_on) == ("1502/QĐ-UBND", date(2020, 8, 10))
    assert (award.authority, award.manner, award.reason) == ("Chủ tịch UBND tỉnh", "cong_trang", GIVEN.reason)
    assert (award.position, award.direct_worker) == ("Nông dân", True)
    line = AuditLine.objects.get(verb="enter_outcome")
    assert (line.after["awarded"], line.after["decision"]) == (True, "1502/QĐ-UBND")


def test_what_is_decided_after_the_day_is_not_written(province: Province, nominee: Nomination) -> None:
    with pytest.raises(NotPossible, match="Ngày ký 10/08/2020 chưa tới .hôm nay 19/05/2020.") as refused:
        enter_award(nominee, GIVEN, by=province.office, now=MORNING)
    assert refused.value.field == "decision_date"
    assert not Award.objects.exists()


def test_it_is_written_once(province: Province, nominee: Nomination) -> None:
    first = enter_award(nominee, GIVEN, by=province.office, now=LATER)
    with pytest.raises(NotPossible, match="Đã ghi được khen thưởng, quyết định 1502/QĐ-UBND ngày 10/08/2020"):
        enter_award(nominee, GIVEN, by=province.office, now=LATER)
    with pytest.raises(NotPossible, match="đính chính"):
        enter_no_award(nominee, "Không đủ phiếu", by=province.office, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.create(nomination=nominee, award=first.award, entered_by=province.office)
    assert (Award.objects.count(), Outcome.objects.count()) == (1, 1)


def test_who_was_not_awarded_may_be_by_a_later_decision(province: Province, nominee: Nomination) -> None:
    refused = enter_no_award(nominee, "  Không đủ phiếu của Hội đồng ", by=province.office, now=LATER)
    assert (refused.award, refused.reason) == (None, "Không đủ phiếu của Hội đồng")
    enter_award(nominee, GIVEN, by=province.office, now=LATER)
    known = Outcome.objects.latest_of(nominee.dossier_id)
    assert known[nominee.pk].award is not None


def test_a_refusal_needs_its_reason(province: Province, nominee: Nomination) -> None:
    with pytest.raises(NotPossible, match="lý do"):
        enter_no_award(nominee, " ", by=province.office, now=LATER)


@pytest.mark.parametrize("state", [state for state in DossierState if state != DossierState.ACCEPTED])
def test_only_of_a_dossier_that_was_accepted(province: Province, nominee: Nomination, state: str) -> None:
    Dossier.objects.update(state=state)
    with pytest.raises(NotPossible, match="đã được tiếp nhận"):
        enter_award(nominee, GIVEN, by=province.office, now=LATER)
    with pytest.raises(NotPossible, match="đã được tiếp nhận"):
        enter_no_award(nominee, "Không đủ phiếu", by=province.office, now=LATER)
    assert not Award.objects.exists()


def test_it_is_for_the_unit_that_holds_the_campaign(province: Province, nominee: Nomination) -> None:
    for person in (province.officer, province.leader, province.outsider, province.auditor):
        with pytest.raises(Refused):
            enter_award(nominee, GIVEN, by=person, now=LATER)
        with pytest.raises(Refused):
            enter_no_award(nominee, "Không đủ phiếu", by=person, now=LATER)


def test_who_was_proposed_by_hand_is_added_to_the_register(province: Province, dossier: Dossier) -> None:
    known = {"birth": "12/3/1971", "sex": "male", "ethnicity": "Nùng", "residence": "Thôn Đồng Mẫu"}
    outcome = enter_award(nominated(dossier, "Lý Văn Mới", **known), GIVEN, by=province.office, now=LATER)
    person = outcome.award.honouree
    assert (person.name, person.kind, person.unit) == ("Lý Văn Mới", "individual", province.district)
    assert (person.birth_year, person.birth_month, person.birth_day) == (1971, 3, 12)
    assert (person.sex, person.ethnicity, person.residence) == ("male", "Nùng", "Thôn Đồng Mẫu")


@pytest.mark.parametrize(
    ("birth", "known"),
    [("1971", (1971, None, None)), ("3/1971", (1971, 3, None)), ("khoảng 1971", (None, None, None)), ("", (None,) * 3)],
)
def test_a_birth_is_known_as_far_as_it_was_written(
    province: Province, dossier: Dossier, birth: str, known: tuple[int | None, ...]
) -> None:
    outcome = enter_award(nominated(dossier, "Lý Văn Mới", birth=birth), GIVEN, by=province.office, now=LATER)
    person = outcome.award.honouree
    assert (person.birth_year, person.birth_month, person.birth_day) == known


def test_one_who_looks_like_somebody_in_the_register_is_asked_about_first(province: Province, dossier: Dossier) -> None:
    there = make_honouree("Lý Văn Mới", province.district)
    nominee = nominated(dossier, "Lý Văn Mới")
    with pytest.raises(LooksAlike):
        enter_award(nominee, GIVEN, by=province.office, now=LATER)
    assert not Outcome.objects.exists()
    known = Given(2020, PAPER, honouree=there)
    assert enter_award(nominee, known, by=province.office, now=LATER).award.honouree == there
    other = nominated(dossier, "Lý Văn Mới")
    added = enter_award(other, GIVEN, by=province.office, now=LATER, told_apart=[there.pk])
    assert added.award.honouree != there
    assert Honouree.objects.filter(name="Lý Văn Mới").count() == 2


def test_the_one_in_the_register_is_of_the_kind_proposed(province: Province, dossier: Dossier) -> None:
    unit = make_honouree("Trường Ví Dụ", province.district, kind="collective")
    with pytest.raises(NotPossible, match="không phải là cá nhân"):
        enter_award(nominated(dossier), Given(2020, PAPER, honouree=unit), by=province.office, now=LATER)


def test_what_is_doubtful_is_asked_before_it_is_written(province: Province, nominee: Nomination) -> None:
    add_award(nominee.honouree, AwardDraft("bang_khen_tinh", 2020, decision=PAPER), by=province.office)
    with pytest.raises(Doubtful) as stopped:
        enter_award(nominee, GIVEN, by=province.office, now=LATER)
    assert not Outcome.objects.exists()
    codes = [doubt.code for doubt in stopped.value.doubts]
    assert enter_award(nominee, GIVEN, by=province.office, now=LATER, looked_at=codes).award is not None


def test_an_award_needs_the_number_of_its_decision(province: Province, nominee: Nomination) -> None:
    with pytest.raises(NotPossible, match="số quyết định"):
        enter_award(nominee, Given(2020, DecisionDraft(" ")), by=province.office, now=LATER)


def test_what_was_written_is_never_changed(province: Province, nominee: Nomination) -> None:
    outcome = enter_no_award(nominee, "Không đủ phiếu", by=province.office, now=LATER)
    with pytest.raises(EntryChanged):
        outcome.delete()
    with pytest.raises(EntryChanged):
        Outcome.objects.update(reason="khác")
