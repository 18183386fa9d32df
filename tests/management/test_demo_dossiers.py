"""The campaign of the made-up province: open on its day, with a dossier in every state, told by the actions alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from vinhdanh import clock
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.uploads import inspect
from vinhdanh.management import demo
from vinhdanh.management.demo_proofs import income_record
from vinhdanh.models import Attachment, AuditLine, Campaign, Dossier, HeldRole, Nomination, Participant, User
from vinhdanh.models.sending_days import pack_of
from vinhdanh.reports.audit import verify_chain
from vinhdanh.reports.board import Board
from vinhdanh.reports.board_nominees import priority_label
from vinhdanh.reports.campaigns import days_left
from vinhdanh.reports.completeness import completeness_of
from vinhdanh.reports.dossier_papers import draft_digests
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_dossier
from vinhdanh.rules.findings import Outcome


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The small province, loaded once for these tests and taken back after them."""
    folder = tmp_path_factory.mktemp("files")
    stored = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        with override_settings(STORAGES={"default": stored, "staticfiles": {"BACKEND": _PLAIN}}):
            assert demo.load("small") == 0
            yield folder
        transaction.set_rollback(True)


_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


def dossier_of(unit: str) -> Dossier:
    return Dossier.objects.select_related("participant__campaign").get(participant__unit__code=unit)


def whole_of(unit: str):
    dossier = dossier_of(unit)
    report, nominations = screen_dossier(dossier, clock.today()), nominations_with_facts(dossier)
    return completeness_of(dossier, report, nominations, draft_digests(dossier, report, nominations))


@pytest.mark.django_db  # runs before the others, and has the database of the tests made
def test_nothing_of_it_stands_where_demo_mode_is_off(settings) -> None:
    settings.DEMO = False
    with pytest.raises(NotPossible):
        demo.load("small")
    assert not Campaign.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_the_campaign_is_open_and_every_unit_has_its_group() -> None:
    campaign = Campaign.objects.get()
    assert campaign.state == "open"
    assert not campaign.participants.filter(group="").exists()
    assert {"district", "education", "health", "police", "other"} <= set(
        campaign.participants.values_list("group", flat=True)
    )


@pytest.mark.usefixtures("loaded")
def test_there_is_a_dossier_in_every_state_and_most_units_have_not_begun() -> None:
    states = Board(Campaign.objects.get(), clock.today()).states()
    assert all(states[state] for state in ("draft", "sent", "returned", "accepted"))
    assert states["not_begun"] > 20


@pytest.mark.usefixtures("loaded")
def test_some_who_have_not_begun_can_be_reminded() -> None:
    campaign = Campaign.objects.get()
    not_begun = campaign.participants.filter(dossier=None).values_list("unit", flat=True)
    officers = HeldRole.objects.filter(role="unit_officer", unit__in=not_begun)
    assert officers.count() >= 5
    assert len(not_begun) > officers.count(), "and some have nobody yet"


@pytest.mark.usefixtures("loaded")
def test_one_pupil_comes_first_by_the_guidance() -> None:
    pack = pack_of(Campaign.objects.get())
    nominees = Nomination.objects.filter(attributes__category="student")
    assert [priority_label(one, pack) for one in nominees] == [
        "Nghèo, vượt khó vươn lên học giỏi ở vùng khó khăn, đặc biệt khó khăn"
    ]


@pytest.mark.usefixtures("loaded")
def test_the_district_of_the_guides_is_drafting_with_all_four_outcomes_and_room_for_one_more() -> None:
    whole = whole_of("huyen-chi-lang")
    assert {one.screened.verdict for one in whole.nominees} == set(Outcome)
    assert sorted(one.nomination.kind for one in whole.nominees) == ["collective"] * 2 + ["individual"] * 2
    assert whole.report.quota_verdict is Outcome.MET
    assert whole.lacks
    assert days_left(dossier_of("huyen-chi-lang").participant, clock.today()) == 21


@pytest.mark.usefixtures("loaded")
def test_one_is_ready_to_be_sent_and_one_is_over_quota() -> None:
    ready = whole_of("huyen-loc-binh")
    assert (ready.lacks, ready.report.quota_verdict) == ((), Outcome.MET)
    assert whole_of("cong-an-tinh").report.quota_verdict is Outcome.NOT_MET


@pytest.mark.usefixtures("loaded")
def test_what_was_sent_is_whole_and_what_was_returned_says_what_to_supplement() -> None:
    for unit in ("so-giao-duc-va-dao-tao", "so-y-te", "huyen-van-quan"):
        version = dossier_of(unit).versions.get()
        assert version.is_whole
        assert version.sent_at < clock.now()
    returned = dossier_of("so-y-te")
    assert returned.open_until > clock.today()
    assert returned.remarks.filter(sent_with__isnull=False).count() == 3


@pytest.mark.usefixtures("loaded")
def test_one_unit_has_more_time() -> None:
    extended = Participant.objects.get(extensions__isnull=False)
    assert days_left(extended, clock.today()) > 21


@pytest.mark.usefixtures("loaded")
def test_every_file_is_one_that_the_product_itself_would_take() -> None:
    files = Attachment.objects.all()
    assert len(files) > 20
    for one in files[:5]:
        with one.file.open("rb") as kept:
            assert inspect(kept.read(), one.name).sha256 == one.sha256


@pytest.mark.usefixtures("loaded")
def test_each_step_is_on_record_by_the_person_who_would_do_it() -> None:
    assert verify_chain().fault is None
    officer = User.objects.get(username="can-bo-chi-lang")
    assert set(AuditLine.objects.filter(verb="add_nomination", unit__code="huyen-chi-lang").values_list("by")) == {
        (officer.pk,)
    }


def test_a_proof_is_drawn_the_same_every_time_and_bears_its_figures() -> None:
    assert income_record("Lộc Văn Mùa", 2018, 180_000_000) == income_record("Lộc Văn Mùa", 2018, 180_000_000)
    assert income_record("Lộc Văn Mùa", 2018, 180_000_000) != income_record("Lộc Văn Mùa", 2018, 190_000_000)
