"""A winner of a unit's own campaign goes on to the province with everything that was written."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from tests.dossiers import MORNING, begun_dossier, income, judged, nominated
from tests.province import Province
from vinhdanh.actions.put_forward import put_forward
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Attachment, AuditLine, Award, Campaign, Dossier, Fact, Honouree, Nomination, Participant
from vinhdanh.permissions import Refused


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
        title="Giấy khen của huyện", host=province.district, edition=edition, created_by=province.leader, state="open"
    )
    dossier = Dossier.objects.create(participant=Participant.objects.create(campaign=own, unit=province.commune))
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
    copy = put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    assert (copy.name, copy.summary, copy.story, copy.put_forward) == (
        winner.name, "Trồng na", {"achievements": "3 ha na"}, winner,
    )  # fmt: skip
    assert {(fact.kind, fact.year, str(fact.provenance())) for fact in copy.facts.all()} == {
        ("award", 2018, "register"),
        ("amount", 2018, "proved"),
    }
    assert [view.judge for view in copy.judgements.all()] == ["unit"], "the appraiser's word is of that campaign alone"
    assert AuditLine.objects.filter(verb="put_forward").exists()


def test_each_dossier_has_its_own_file(winner: Nomination, province_dossier: Dossier, province: Province) -> None:
    put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    first, second = Attachment.objects.order_by("pk")
    assert first.file.name != second.file.name
    first.file.storage.delete(first.file.name)
    with second.file.open("rb") as content:
        assert content.read() == b"%PDF"


def test_nobody_goes_twice(winner: Nomination, province_dossier: Dossier, province: Province) -> None:
    put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ"):
        put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ"):
        put_forward(winner, winner.dossier, by=province.officer, now=MORNING)


def test_a_code_that_the_other_campaign_does_not_know_stays_behind(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    Fact.objects.create(nomination=winner, kind="amount", code="la", year=2018, amount=1)
    Fact.objects.create(nomination=winner, kind="award", code="la", as_written="Giấy khen của xã", year=2017)
    winner.attributes = {"category": "la"}
    winner.save()
    copy = put_forward(winner, province_dossier, by=province.officer, now=MORNING)
    assert copy.attributes == {}
    assert not copy.facts.filter(code="la").exists()
    assert copy.facts.get(year=2017).as_written == "Giấy khen của xã"


def test_only_who_edits_the_other_dossier_puts_forward(
    winner: Nomination, province_dossier: Dossier, province: Province
) -> None:
    for by in (province.office, province.outsider):
        with pytest.raises(Refused):
            put_forward(winner, province_dossier, by=by, now=MORNING)
