"""Taking a fact out and listing it again with the same file makes no proof of what was refused."""

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.dossiers import MORNING, nominated
from tests.intake.upload_samples import pdf_bytes
from tests.province import Province
from vinhdanh.actions.appraisals import refuse_proof
from vinhdanh.actions.attachments import Place, add_attachment, link_film
from vinhdanh.actions.facts import AwardFact, add_award_fact, edit_award_fact, remove_fact
from vinhdanh.models import Dossier, DossierState, Fact, Nomination, Provenance

CERTIFICATE = AwardFact("bang_khen_tinh", 2018)
SCAN, OTHER_SCAN = pdf_bytes(2), pdf_bytes(3)
FILM = "https://www.youtube.com/watch?v=aaaaaaaaaaa"


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


@pytest.fixture
def nominee(dossier: Dossier) -> Nomination:
    return nominated(dossier)


def listed(nominee: Nomination, province: Province, award: AwardFact = CERTIFICATE) -> Fact:
    return add_award_fact(nominee, award, by=province.officer, now=MORNING)


def prove(fact: Fact, province: Province, content: bytes = SCAN) -> Fact:
    told = {"by": province.officer, "now": MORNING}
    add_attachment(fact.nomination.dossier, content, "bang-khen.pdf", Place(fact=fact), **told)
    return Fact.objects.get(pk=fact.pk)


def refuse(fact: Fact, province: Province, reason: str = "Không phải bằng khen này") -> None:
    Dossier.objects.update(state=DossierState.SENT)
    refuse_proof(fact, reason, by=province.office)
    Dossier.objects.update(state=DossierState.DRAFT)


@pytest.fixture
def refused(nominee: Nomination, province: Province) -> Fact:
    fact = prove(listed(nominee, province), province)
    assert fact.provenance() == Provenance.PROVED
    refuse(fact, province)
    return Fact.objects.get(pk=fact.pk)


def test_the_same_file_for_the_same_fact_listed_anew_is_refused_still(
    province: Province, nominee: Nomination, refused: Fact
) -> None:
    remove_fact(refused, by=province.officer, now=MORNING)
    again = prove(listed(nominee, province), province)
    assert (again.provenance(), again.refused) == (Provenance.CLAIMED, "Không phải bằng khen này")


def test_another_file_or_another_fact_is_looked_at_anew(province: Province, nominee: Nomination, refused: Fact) -> None:
    other = prove(listed(nominee, province, AwardFact("giay_khen", 2018)), province)
    assert other.provenance() == Provenance.PROVED
    remove_fact(refused, by=province.officer, now=MORNING)
    assert prove(listed(nominee, province), province, OTHER_SCAN).provenance() == Provenance.PROVED


def test_a_fact_that_is_changed_into_the_refused_one_is_refused(
    province: Province, nominee: Nomination, refused: Fact
) -> None:
    remove_fact(refused, by=province.officer, now=MORNING)
    again = prove(listed(nominee, province, AwardFact("bang_khen_tinh", 2017)), province)
    assert again.provenance() == Provenance.PROVED
    edit_award_fact(again, CERTIFICATE, by=province.officer, now=MORNING)
    assert Fact.objects.get().provenance() == Provenance.CLAIMED


def test_it_follows_a_nominee_who_was_taken_out_and_proposed_anew(
    province: Province, dossier: Dossier, nominee: Nomination, refused: Fact
) -> None:
    Nomination.objects.update(removed_at=MORNING)
    assert prove(listed(nominated(dossier), province), province).provenance() == Provenance.CLAIMED
    assert prove(listed(nominated(dossier, "Người Khác"), province), province).provenance() == Provenance.PROVED


def test_a_refusal_that_was_taken_back_follows_nobody(province: Province, nominee: Nomination, refused: Fact) -> None:
    refuse(refused, province, "")
    remove_fact(refused, by=province.officer, now=MORNING)
    assert prove(listed(nominee, province), province).provenance() == Provenance.PROVED


def test_a_film_is_known_by_its_address(province: Province, dossier: Dossier, nominee: Nomination) -> None:
    def filmed() -> Fact:
        fact = listed(nominee, province)
        link_film(dossier, FILM, "Phim", Place(fact=fact), by=province.officer, now=MORNING)
        return Fact.objects.get(pk=fact.pk)

    fact = filmed()
    refuse(fact, province)
    remove_fact(fact, by=province.officer, now=MORNING)
    assert filmed().provenance() == Provenance.CLAIMED
