"""Two who send at the same moment, and one who changes the dossier while it is being sent."""

from collections.abc import Callable

import pytest

from tests.actions.two_writers import needs_postgres, write_across
from tests.dossiers import MORNING, begun_dossier, completed, nominated
from tests.province import Province
from vinhdanh.actions.dossier_steps import SentAlready, send_dossier, withdraw_dossier
from vinhdanh.actions.dossiers import edit_letter
from vinhdanh.actions.nominations import NominationDraft, add_nomination
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Dossier, DossierState, DossierVersion, ReceiptCounter, User
from vinhdanh.models.dossiers import Sending
from vinhdanh.reports.dossier_content import sending_of

pytestmark = [needs_postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dossier(province: Province) -> Dossier:
    return completed(begun_dossier(province))


def sending(dossier: Dossier, by: User) -> Callable[[], DossierVersion]:
    def compose(held: Dossier) -> Sending:
        return sending_of(held, by, MORNING.date())

    return lambda: send_dossier(dossier, by=by, now=MORNING, compose=compose)


def test_two_who_send_at_once_give_one_version_and_one_receipt(province: Province, dossier: Dossier) -> None:
    refusal = write_across(sending(dossier, province.officer), sending(dossier, province.leader))
    assert isinstance(refusal, SentAlready)
    assert refusal.version == DossierVersion.objects.get()
    assert ReceiptCounter.objects.get().last == 1


def test_two_units_that_send_at_once_get_two_numbers(province: Province, dossier: Dossier) -> None:
    other = dossier.participant.campaign.participants.get(unit=province.department)
    second = completed(Dossier.objects.create(participant=other))
    assert write_across(sending(dossier, province.officer), sending(second, province.outsider)) is None
    numbers = DossierVersion.objects.order_by("receipt").values_list("receipt", flat=True)
    assert [number[:4] for number in numbers] == ["0001", "0002"]


def test_a_nominee_added_while_it_is_sent_is_refused_not_lost_in_between(province: Province, dossier: Dossier) -> None:
    draft = NominationDraft("individual", "bang_khen_tinh", name="Vi Thị Muộn")
    refusal = write_across(
        sending(dossier, province.officer), lambda: add_nomination(dossier, draft, by=province.leader, now=MORNING)
    )
    assert isinstance(refusal, NotPossible)
    assert [one["name"] for one in DossierVersion.objects.get().content["nominees"]] == ["Hoàng Văn Nông"]
    assert dossier.nominations.count() == 1


def test_what_was_added_just_before_is_weighed_with_the_quota(province: Province, dossier: Dossier) -> None:
    """Three persons are the most of a district (HD II.2.2.b): the fourth comes while somebody sends."""
    for number in range(2):
        nominated(dossier, f"Nông Văn {number}")
    draft = NominationDraft("individual", "bang_khen_tinh", name="Vi Thị Bốn")
    refusal = write_across(
        lambda: add_nomination(dossier, draft, by=province.leader, now=MORNING), sending(dossier, province.officer)
    )
    assert "thừa 01" in str(refusal)
    assert not DossierVersion.objects.exists()


def test_a_letter_changed_while_it_is_sent_is_not_half_in(province: Province, dossier: Dossier) -> None:
    refusal = write_across(
        sending(dossier, province.officer),
        lambda: edit_letter(dossier, {"signer": "Lý Thị Khác"}, by=province.leader, now=MORNING),
    )
    assert isinstance(refusal, NotPossible)
    assert Dossier.objects.get().signer == "Nông Văn Ký"


def test_who_withdraws_twice_at_once_is_told(province: Province, dossier: Dossier) -> None:
    version = sending(dossier, province.officer)()
    refusal = write_across(
        lambda: withdraw_dossier(version, by=province.officer, now=MORNING),
        lambda: withdraw_dossier(version, by=province.leader, now=MORNING),
    )
    assert isinstance(refusal, NotPossible)
    assert Dossier.objects.get().state == DossierState.DRAFT
