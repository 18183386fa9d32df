"""Until when a unit may send: the clause, more time, the day of a supplement; and the sentence that refuses."""

from datetime import date

import pytest

from tests.dossiers import opened_campaign
from tests.province import Province
from vinhdanh.models import Campaign, CampaignState, Dossier, DossierState, Extension, Participant
from vinhdanh.reports.campaigns import days_left, deadline_of, last_day_of, pack_of, refusal_to_send, terms_of

LAST = date(2020, 6, 9)


def participant_of(dossier: Dossier) -> Participant:
    return Participant.objects.with_campaign().get(pk=dossier.participant_id)


def extended(dossier: Dossier, province: Province, day: date) -> Participant:
    Extension.objects.create(participant=dossier.participant, last_day=day, reason="Mưa lũ", given_by=province.office)
    return participant_of(dossier)


def test_before_a_day_leaves_that_day_out(dossier: Dossier) -> None:
    deadline = deadline_of(dossier.participant.campaign)
    assert deadline is not None
    assert (deadline.cite, deadline.due.day) == ("HD II.3.3", date(2020, 6, 10))
    assert last_day_of(dossier.participant) == LAST
    assert days_left(dossier.participant, date(2020, 5, 19)) == 21


def test_on_the_last_day_one_may_send_and_on_the_next_no_more(dossier: Dossier) -> None:
    participant = participant_of(dossier)
    assert refusal_to_send(participant, dossier, LAST) == ""
    sentence = refusal_to_send(participant, dossier, date(2020, 6, 10))
    for words in ("trước ngày 10/6/2020", "HD II.3.3", "09/06/2020", "Tỉnh Ví Dụ có thể gia hạn"):
        assert words in sentence


def test_an_extension_takes_over_and_the_latest_one_holds(dossier: Dossier, province: Province) -> None:
    extended(dossier, province, date(2020, 6, 20))
    participant = extended(dossier, province, date(2020, 6, 15))
    assert last_day_of(participant) == date(2020, 6, 15)
    assert refusal_to_send(participant, dossier, date(2020, 6, 15)) == ""
    assert "đã được gia hạn, hạn cuối là hết ngày 15/06/2020" in refusal_to_send(
        participant, dossier, date(2020, 6, 16)
    )


def test_a_returned_dossier_has_the_day_of_its_supplement(dossier: Dossier, province: Province) -> None:
    dossier.state, dossier.open_until = DossierState.RETURNED, date(2020, 6, 25)
    participant = participant_of(dossier)
    assert refusal_to_send(participant, dossier, date(2020, 6, 25)) == ""
    assert "trả lại để bổ sung, hạn cuối là hết ngày 25/06/2020" in refusal_to_send(
        participant, dossier, date(2020, 6, 26)
    )
    assert last_day_of(extended(dossier, province, date(2020, 6, 30)), dossier) == date(2020, 6, 30)


@pytest.mark.parametrize(
    ("state", "words"), [(CampaignState.DRAFT, "chưa mở"), (CampaignState.CLOSED, "đã kết thúc nhận hồ sơ")]
)
def test_outside_of_the_open_campaign_nothing_is_received(dossier: Dossier, state: str, words: str) -> None:
    Campaign.objects.update(state=state)
    assert words in refusal_to_send(participant_of(dossier), dossier, LAST)


def test_the_pack_and_its_words_are_read_once_for_each_edition(province: Province, django_assert_num_queries) -> None:
    campaign = opened_campaign(province)
    first, words = pack_of(campaign), terms_of(campaign)
    fresh = Campaign.objects.with_edition().get(pk=campaign.pk)
    with django_assert_num_queries(0):
        assert pack_of(fresh) is first
        assert terms_of(fresh) is words


def test_the_last_day_of_many_units_is_one_answer_of_the_database(
    dossier: Dossier, province: Province, django_assert_num_queries
) -> None:
    pack_of(dossier.participant.campaign)
    with django_assert_num_queries(2):
        assert {last_day_of(one) for one in Participant.objects.with_campaign()} == {LAST}
