"""Who closes or changes a campaign while a unit begins, sends or is taken in: one of the two comes first, wholly."""

from collections.abc import Callable

import pytest

from tests.actions.two_writers import Writer, needs_postgres, write_across
from tests.dossiers import MORNING, completed, nominated, opened_campaign
from tests.province import Province
from vinhdanh.actions.campaigns import close_campaign, take_edition
from vinhdanh.actions.dossier_steps import accept_dossier, send_dossier
from vinhdanh.actions.dossiers import begin_dossier
from vinhdanh.actions.participants import extend_deadline, remove_participants
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.reminders import recipients_of, remind_units
from vinhdanh.actions.verdicts import keep_verdicts
from vinhdanh.models import Campaign, Dossier, DossierVersion, Nomination, Participant, User
from vinhdanh.models.dossiers import Sending
from vinhdanh.models.sending_days import pack_of
from vinhdanh.reports.dossier_content import sending_of

pytestmark = [needs_postgres, pytest.mark.django_db(transaction=True)]


def sending(dossier: Dossier, by: User) -> Callable[[], DossierVersion]:
    def compose(held: Dossier) -> Sending:
        return sending_of(held, by, MORNING.date())

    return lambda: send_dossier(dossier, by=by, now=MORNING, compose=compose)


def closing(province: Province) -> Callable[[], Campaign]:
    campaign = Campaign.objects.get()
    return lambda: close_campaign(campaign, by=province.office, now=MORNING)


def taking_another_text(province: Province) -> Callable[[], Campaign]:
    campaign = Campaign.objects.get()
    pack = pack_of(campaign).model_copy(update={"hash": "1" * 64})
    return lambda: take_edition(campaign, by=province.office, pack=pack, seen=pack.hash, now=MORNING)


def test_nobody_sends_to_a_campaign_that_is_being_closed(province: Province, dossier: Dossier) -> None:
    dossier = completed(dossier)
    refusal = write_across(closing(province), sending(dossier, province.officer))
    assert "đã kết thúc nhận hồ sơ" in str(refusal)
    assert not DossierVersion.objects.exists()


def test_nobody_begins_in_a_campaign_that_is_being_closed(province: Province) -> None:
    district = opened_campaign(province).participants.get(unit=province.district)
    refusal = write_across(closing(province), lambda: begin_dossier(district, by=province.officer, now=MORNING))
    assert isinstance(refusal, NotPossible)
    assert not Dossier.objects.exists()


def test_a_dossier_sent_while_another_text_is_taken_is_sent_by_that_text(province: Province, dossier: Dossier) -> None:
    dossier = completed(dossier)
    assert write_across(taking_another_text(province), sending(dossier, province.officer)) is None
    assert DossierVersion.objects.get().content["campaign"]["hash"] == "1" * 64


def test_a_dossier_accepted_just_before_another_text_keeps_its_words(province: Province, dossier: Dossier) -> None:
    version = sending(completed(dossier), province.officer)()
    Nomination.objects.update(declared="met", verified="met")
    failure = write_across(
        lambda: accept_dossier(version, by=province.office, now=MORNING), taking_another_text(province)
    )
    assert failure is None
    assert list(Nomination.objects.values_list("declared", "verified")) == [("met", "met")]


@pytest.mark.parametrize("begins_first", [True, False])
def test_a_unit_that_begins_is_not_taken_out(province: Province, begins_first: bool) -> None:
    campaign = opened_campaign(province)
    district = campaign.participants.get(unit=province.district)
    steps = [
        lambda: begin_dossier(district, by=province.officer, now=MORNING),
        lambda: remove_participants(campaign, by=province.office, participants=[district.pk]),
    ]
    refusal = write_across(*(steps if begins_first else reversed(steps)))
    assert isinstance(refusal, NotPossible)
    assert Participant.objects.filter(pk=district.pk).exists() == Dossier.objects.exists() == begins_first


def test_time_given_at_the_last_moment_counts(province: Province, dossier: Dossier) -> None:
    dossier = completed(dossier)
    late = MORNING.replace(month=6, day=15)
    give = {"last_day": late.date(), "reason": "Mưa lũ", "now": late}
    failure = write_across(
        lambda: extend_deadline(dossier.participant, by=province.office, **give),
        lambda: send_dossier(
            dossier, by=province.officer, now=late, compose=lambda held: sending_of(held, province.officer, late.date())
        ),
    )
    assert failure is None
    assert DossierVersion.objects.count() == 1


def test_two_units_send_without_waiting_for_the_campaign(province: Province, dossier: Dossier) -> None:
    """One comes to its end while the other composes: only who gives out the numbers is waited for."""
    department = dossier.participant.campaign.participants.get(unit=province.department)
    other, dossier = completed(Dossier.objects.create(participant=department)), completed(dossier)

    def compose(held: Dossier) -> Sending:
        assert Writer(sending(dossier, province.officer)).finish() is None
        return sending_of(held, province.outsider, MORNING.date())

    send_dossier(other, by=province.outsider, now=MORNING, compose=compose)
    assert DossierVersion.objects.count() == 2


def test_nobody_is_reminded_of_a_campaign_that_is_being_closed(province: Province, dossier: Dossier) -> None:
    campaign = dossier.participant.campaign
    found = recipients_of([dossier.participant])
    refusal = write_across(
        closing(province),
        lambda: remind_units(campaign, found, "Nhắc gửi", "Còn ít ngày.", by=province.office, now=MORNING),
    )
    assert isinstance(refusal, NotPossible)


def test_no_word_is_kept_of_a_text_that_was_replaced_meanwhile(province: Province, dossier: Dossier) -> None:
    one = nominated(dossier)

    def screened() -> int:
        return keep_verdicts(dossier, lambda held: {one.pk: ("met", "met")})

    assert write_across(screened, taking_another_text(province)) is None
    assert (Nomination.objects.get().declared, Nomination.objects.get().verified) == ("", "")
