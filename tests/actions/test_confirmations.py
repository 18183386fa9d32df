"""An appraiser vouches for what the unit alone says; whatever it says otherwise afterwards is open again."""

import pytest

from tests.dossiers import MORNING, nominated
from tests.province import Province
from vinhdanh.actions.confirmations import confirm_claims, withdraw_confirmation
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.verdicts import keep_verdicts
from vinhdanh.models import AuditLine, Dossier, DossierState, Nomination
from vinhdanh.models.claims import claims_of, confirmed_claims
from vinhdanh.permissions import Refused
from vinhdanh.reports.verdicts import verdicts_of

CATEGORY = "attribute.category"


@pytest.fixture
def one(dossier: Dossier) -> Nomination:
    Dossier.objects.update(state=DossierState.SENT)
    dossier.refresh_from_db()
    return nominated(dossier, memberships={"congress_delegates": True})


def confirm(one: Nomination, province: Province, *claims: str) -> int:
    marks = claims_of(one)
    return confirm_claims(one, {claim: marks[claim] for claim in claims or marks}, by=province.office, now=MORNING)


def test_it_is_told_who_checked_what_and_when(one: Nomination, province: Province) -> None:
    assert confirm(one, province, CATEGORY, "member.congress_delegates") == 2
    assert confirm(one, province, CATEGORY) == 0  # it was checked already: no second line
    line = AuditLine.objects.filter(verb="confirm_claims").get()
    assert line.after["confirmed"] == "Nhóm đối tượng và Danh sách đại biểu dự Đại hội cấp tỉnh"
    kept = one.confirmations.get(claim=CATEGORY)
    assert (kept.by, kept.at) == (province.office, MORNING)


def test_what_was_checked_is_what_was_seen(one: Nomination, province: Province) -> None:
    seen = claims_of(one)
    Nomination.objects.update(attributes={"category": "worker", "head_of": "none"})
    with pytest.raises(NotPossible, match="nhóm đối tượng sau khi trang"):
        confirm_claims(one, seen, by=province.office, now=MORNING)
    assert not one.confirmations.exists()


def test_another_word_of_the_unit_is_checked_anew(one: Nomination, province: Province) -> None:
    confirm(one, province)
    one.attributes = {"category": "worker", "head_of": "none"}
    one.save()
    assert CATEGORY not in confirmed_claims(one)
    assert confirm(one, province) == 1
    assert CATEGORY in confirmed_claims(one)


def test_somebody_else_under_the_same_word_is_checked_anew(one: Nomination, province: Province) -> None:
    confirm(one, province)
    one.name = "Lý Thị Khác"
    assert confirmed_claims(one) == frozenset()


def test_the_list_of_another_unit_headed_is_checked_anew(one: Nomination, province: Province) -> None:
    one.headed_name = "Trường Tiểu học A"
    one.save()
    confirm(one, province)
    one.headed_name = "Trường Tiểu học B"
    assert {"attribute.category", "awards"} <= confirmed_claims(one)
    assert confirmed_claims(one).isdisjoint({"attribute.head_of", "headed_awards"})


def test_it_can_be_taken_back_and_the_kept_word_follows(one: Nomination, province: Province) -> None:
    def kept() -> str:
        return Nomination.objects.get().verified

    keep_verdicts(one.dossier, lambda held: verdicts_of([held], MORNING.date()))
    confirm(one, province)
    assert kept() == ""
    keep_verdicts(one.dossier, lambda held: verdicts_of([held], MORNING.date()))
    withdraw_confirmation(one, CATEGORY, by=province.office)
    assert kept() == ""
    assert CATEGORY not in confirmed_claims(one)
    withdraw_confirmation(one, CATEGORY, by=province.office)  # a colleague did it: nothing is left to do
    assert AuditLine.objects.filter(verb="withdraw_confirmation").count() == 1


def test_a_claim_that_nobody_makes_and_a_draft_are_not_confirmed(one: Nomination, province: Province) -> None:
    with pytest.raises(NotPossible):
        confirm_claims(one, {"attribute.size": "0"}, by=province.office, now=MORNING)
    with pytest.raises(NotPossible):
        confirm_claims(one, {}, by=province.office, now=MORNING)
    Dossier.objects.update(state=DossierState.DRAFT)
    with pytest.raises(NotPossible):
        confirm(one, province)


def test_only_who_works_for_the_host_confirms(one: Nomination, province: Province) -> None:
    for person in (province.officer, province.leader, province.auditor, province.outsider):
        with pytest.raises(Refused):
            confirm_claims(one, claims_of(one), by=person, now=MORNING)
        with pytest.raises(Refused):
            withdraw_confirmation(one, CATEGORY, by=person)
