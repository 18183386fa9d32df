"""A winner of a unit's own campaign goes on to the province with everything that was written."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from tests.dossiers import MORNING, STATE_LEVEL, begun_dossier, income, judged, nominated, signed
from tests.province import Province
from vinhdanh.actions.attachments import DOSSIER_LIMIT
from vinhdanh.actions.put_forward import put_forward
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import (
    Attachment,
    AuditLine,
    Award,
    Campaign,
    Dossier,
    Fact,
    Honouree,
    Nomination,
    Outcome,
    Participant,
)
from vinhdanh.permissions import Refused
from vinhdanh.rules.packs import load_pack


@pytest.fixture
def province_dossier(province: Province) -> Dossier:
    return begun_dossier(province)


@pytest.fixture
def winner(province_dossier: Dossier, province: Province, settings: Settings, tmp_path: Path) -> Nomination:
    """A farmer of the commune in the district's own campaign, with a proof, a story and a view."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    edition = province_dossier.participant.campaign.edition
    own = Campaign.objects.create(
        title="Giấy khen của huyện", host=province.district, edition=edition, created_by=province.leader, state="closed"
    )
    participant = Participant.objects.create(campaign=own, unit=province.commune)
    dossier = Dossier.objects.create(participant=participant, state="accepted")
    known = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.commune)
    one = nominated(dossier, honouree=known, summary="Trồng na", story={"achievements": "3 ha na"})
    Award.objects.create(
        honouree=known, unit=known.unit, kind="individual", award="giay_khen", year=2018, emulation_year=2018
    )
    fact = income(one, 2018, 210)
    proof = Attachment(dossier=dossier, nomination=one, fact=fact, name="so.pdf", added_by=province.officer, size=4)
    proof.file.save("so.pdf", ContentFile(b"%PDF"))
    judged(one, "nong_dan.mo_hinh", judge="unit")
    judged(one, "nong_dan.mo_hinh", judge="appraiser")
    return one


def test_everything_that_was_written_goes_along(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    copy = put_forward(winner, province_dossier, by=province.officer, now=MORNING).nomination
    assert (copy.name, copy.summary, copy.story, copy.put_forward) == (
        winner.name, "Trồng na", {"achievements": "3 ha na"}, winner,
    )  # fmt: skip
    assert {(fact.kind, fact.year, str(fact.provenance())) for fact in copy.facts.all()} == {
        ("award", 2018, "register"),
        ("amount", 2018, "proved"),
    }
    assert [view.judge for view in copy.judgements.all()] == ["unit"], "the appraiser's word is of that campaign alone"
    assert AuditLine.objects.filter(verb="put_forward").exists()


def test_one_written_by_hand_goes_on_as_who_the_award_was_entered_for(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    Nomination.objects.update(honouree=None)
    entered = Award.objects.get()
    Outcome.objects.create(nomination=winner, award=entered, entered_by=province.officer)
    copy = put_forward(winner, province_dossier, by=province.officer, now=MORNING).nomination
    assert copy.honouree == entered.honouree
    assert copy.facts.get(kind="award").from_award == entered


def test_each_dossier_has_its_own_file(winner: Nomination, province_dossier: Dossier, province: Province) -> None:
    put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    first, second = Attachment.objects.order_by("pk")
    assert first.file.name != second.file.name
    first.file.storage.delete(str(first.file.name))
    with second.file.open("rb") as content:
        assert content.read() == b"%PDF"


def test_nobody_goes_twice(winner: Nomination, province_dossier: Dossier, province: Province) -> None:
    put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ"):
        put_forward(winner, province_dossier, by=province.officer, now=MORNING)


def test_a_code_that_the_other_campaign_does_not_know_stays_behind(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    Fact.objects.create(nomination=winner, kind="amount", code="la", year=2018, amount=1)
    Fact.objects.create(nomination=winner, kind="award", code="la", as_written="Giấy khen của xã", year=2017)
    judged(winner, "dieu_kien.la", judge="unit")
    winner.attributes, winner.memberships = {"category": "la"}, {"la": True, "congress_delegates": True}
    winner.save()
    copy = put_forward(winner, province_dossier, by=province.officer, now=MORNING).nomination
    assert (copy.attributes, copy.memberships) == ({}, {"congress_delegates": True})
    assert not copy.judgements.filter(condition="dieu_kien.la").exists()
    assert not copy.facts.filter(code="la").exists()
    assert copy.facts.get(year=2017).as_written == "Giấy khen của xã"


def test_an_award_that_the_other_campaign_has_no_code_for_goes_on_by_its_name(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    edition = begun_dossier(province, STATE_LEVEL).participant.campaign.edition
    Campaign.objects.filter(pk=winner.dossier.participant.campaign_id).update(edition=edition)
    Fact.objects.create(nomination=winner, kind="award", code="huan_chuong_lao_dong_hang_ba", year=2017)
    copy = put_forward(winner, province_dossier, by=province.officer, now=MORNING).nomination
    fact = copy.facts.get(year=2017)
    assert (fact.code, fact.as_written) == ("", "Huân chương Lao động hạng Ba")


def test_who_stands_there_under_the_name_it_was_merged_into_does_not_come_twice(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    kept = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.commune)
    Honouree.objects.filter(pk=winner.honouree_id).update(standing="merged", merged_into=kept)
    nominated(province_dossier, honouree=kept)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ đó"):
        put_forward(winner, province_dossier, by=province.officer, now=MORNING)


def test_only_who_edits_the_other_dossier_puts_forward(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    for by in (province.office, province.outsider):
        with pytest.raises(Refused):
            put_forward(winner, province_dossier, by=by, now=MORNING)


def test_a_claim_that_the_register_holds_is_not_counted_beside_it(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    Fact.objects.create(nomination=winner, kind="award", code="giay_khen", year=2018, decision="45/QĐ")
    copy = put_forward(winner, province_dossier, by=province.officer, now=MORNING).nomination
    assert [str(fact.provenance()) for fact in copy.facts.filter(kind="award")] == ["register"]


def test_a_file_that_is_gone_is_named_and_stops_nobody(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    proof = Attachment.objects.get()
    proof.file.storage.delete(str(proof.file.name))
    forwarded = put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    assert forwarded.missing == ("so.pdf",)
    assert str(forwarded.nomination.facts.get(kind="amount").provenance()) == "claimed"


def test_the_other_dossier_takes_no_more_files_than_it_may_have(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    signed(province_dossier, "ho_so.to_trinh")
    Attachment.objects.filter(dossier=province_dossier).update(size=DOSSIER_LIMIT - 3)
    with pytest.raises(NotPossible, match="vượt quá 200 MB"):
        put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    assert not province_dossier.nominations.exists()


@pytest.mark.parametrize(("campaign", "dossier"), [("open", "accepted"), ("closed", "sent"), ("closed", "draft")])
def test_nobody_goes_on_before_it_is_known_who_won(
    winner: Nomination, province_dossier: Dossier, province: Province, campaign: str, dossier: str
) -> None:
    own = winner.dossier.participant.campaign
    Campaign.objects.filter(pk=own.pk).update(state=campaign)
    Dossier.objects.filter(pk=winner.dossier_id).update(state=dossier)
    with pytest.raises(NotPossible, match="chưa có kết quả khen thưởng"):
        put_forward(winner, province_dossier, by=province.officer, now=MORNING)


def test_once_outcomes_are_on_record_they_say_who_won(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    def refused(reason: str) -> None:
        with pytest.raises(NotPossible, match=reason):
            put_forward(winner, province_dossier, by=province.officer, now=MORNING)

    other = nominated(winner.dossier, "Người khác")
    Outcome.objects.create(nomination=other, reason="Chưa đủ phiếu", entered_by=province.leader)
    refused("Chưa ghi kết quả")
    Outcome.objects.create(nomination=winner, reason="Chưa đủ phiếu", entered_by=province.leader)
    refused("không được khen thưởng")
    award = Award.objects.get()
    Outcome.objects.create(nomination=winner, award=award, entered_by=province.leader)
    award.marked(standing="revoked")
    refused("thu hồi")
    award.marked(standing="standing")
    assert put_forward(winner, province_dossier, by=province.officer, now=MORNING).nomination.name == winner.name


def test_which_award_is_never_guessed(winner: Nomination, province: Province) -> None:
    above = begun_dossier(province, STATE_LEVEL)
    with pytest.raises(NotPossible, match="Chọn hình thức") as refused:
        put_forward(winner, above, by=province.officer, now=MORNING)
    assert refused.value.field == "award"
    award = load_pack(STATE_LEVEL).proposable["individual"][1]
    assert put_forward(winner, above, by=province.officer, now=MORNING, award=award).nomination.award == award
