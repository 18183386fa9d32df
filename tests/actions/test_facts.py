"""The awards that a unit lists, and what the register brings later."""

from datetime import date

import pytest

from tests.dossiers import MORNING, begun_dossier, nominated
from tests.province import Province
from vinhdanh.actions.facts import (
    AwardFact,
    add_award_fact,
    award_fact_version,
    bring_from_register,
    edit_award_fact,
    remove_fact,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Attachment, AuditLine, Award, Fact, Honouree, Nomination, Rating
from vinhdanh.permissions import Refused

FLAG = AwardFact("bang_khen_tinh", 2018, decision="12/QĐ-UBND", decided_on=date(2018, 12, 30))


@pytest.fixture
def known(province: Province) -> Honouree:
    return Honouree.objects.create(kind="individual", name="Lương Thị Hường", unit=province.district)


@pytest.fixture
def nomination(province: Province, known: Honouree) -> Nomination:
    return nominated(begun_dossier(province), known.name, honouree=known)


def honoured(known: Honouree, code: str, year: int) -> Award:
    return Award.objects.create(
        honouree=known, unit=known.unit, kind="individual", award=code, year=year, emulation_year=year
    )


def test_a_listed_award_is_a_claim(nomination: Nomination, province: Province) -> None:
    fact = add_award_fact(nomination, FLAG, by=province.officer, now=MORNING)
    assert (fact.code, fact.year, str(fact.provenance())) == ("bang_khen_tinh", 2018, "claimed")
    assert AuditLine.objects.filter(verb="add_award_fact", thing_kind="nomination").exists()


@pytest.mark.parametrize(
    ("award", "field"),
    [
        (AwardFact("nobel", 2018), "code"),
        (AwardFact("", 2018), "code"),
        (AwardFact("giay_khen", 2021), "year"),
        (AwardFact("giay_khen", 2019, decided_on=date(2020, 6, 1)), "decided_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    nomination: Nomination, province: Province, award: AwardFact, field: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        add_award_fact(nomination, award, by=province.officer, now=MORNING)
    assert refused.value.field == field
    assert not Fact.objects.exists()


def test_the_same_award_is_listed_once_but_two_decisions_are_two_awards(
    nomination: Nomination, province: Province
) -> None:
    add_award_fact(nomination, FLAG, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đã có"):
        add_award_fact(nomination, AwardFact("bang_khen_tinh", 2018), by=province.officer, now=MORNING)
    add_award_fact(nomination, AwardFact("bang_khen_tinh", 2018, decision="99/QĐ"), by=province.officer, now=MORNING)
    assert nomination.facts.count() == 2


def test_a_listed_award_is_mended_and_taken_out(nomination: Nomination, province: Province) -> None:
    fact = add_award_fact(nomination, FLAG, by=province.officer, now=MORNING)
    edit_award_fact(fact, AwardFact("giay_khen", 2017), by=province.officer, now=MORNING)
    assert nomination.facts.get().code == "giay_khen"
    remove_fact(fact, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="người khác bỏ"):
        remove_fact(fact, by=province.leader, now=MORNING)


def test_who_did_not_see_the_last_change_does_not_write_over_it(nomination: Nomination, province: Province) -> None:
    fact = add_award_fact(nomination, FLAG, by=province.officer, now=MORNING)
    seen = award_fact_version(fact)
    edit_award_fact(fact, AwardFact("giay_khen", 2017), by=province.leader, now=MORNING, seen=seen)
    fact.refresh_from_db()
    with pytest.raises(NotPossible, match="Nông Văn Lãnh Đạo"):
        edit_award_fact(fact, FLAG, by=province.officer, now=MORNING, seen=seen)
    assert nomination.facts.get().code == "giay_khen"


def test_what_is_mended_does_not_come_to_say_what_another_says(nomination: Nomination, province: Province) -> None:
    add_award_fact(nomination, FLAG, by=province.officer, now=MORNING)
    other = add_award_fact(nomination, AwardFact("giay_khen", 2017), by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đã có"):
        edit_award_fact(other, FLAG, by=province.officer, now=MORNING)
    edit_award_fact(other, AwardFact("giay_khen", 2016), by=province.officer, now=MORNING)
    assert sorted(nomination.facts.values_list("code", "year")) == [("bang_khen_tinh", 2018), ("giay_khen", 2016)]


def test_the_register_brings_what_is_new_once(nomination: Nomination, province: Province, known: Honouree) -> None:
    honoured(known, "bang_khen_tinh", 2018)
    assert bring_from_register(nomination, by=province.officer, now=MORNING) == (1, 0)
    assert bring_from_register(nomination, by=province.officer, now=MORNING) == (0, 0)
    assert nomination.facts.count() == 1


def test_an_entry_takes_the_place_of_the_claim_that_says_the_same(
    nomination: Nomination, province: Province, known: Honouree
) -> None:
    claim = add_award_fact(nomination, AwardFact("bang_khen_tinh", 2018), by=province.officer, now=MORNING)
    Attachment.objects.create(
        dossier=nomination.dossier, nomination=nomination, fact=claim, name="a.pdf", file="x", added_by=province.officer
    )
    Fact.objects.create(nomination=nomination, kind="rating", year=2017, code="good")
    honoured(known, "bang_khen_tinh", 2018)
    Rating.objects.create(honouree=known, unit=known.unit, year=2017, level="excellent")
    bring_from_register(nomination, by=province.officer, now=MORNING)
    award, rating = nomination.facts.order_by("kind")
    assert (award.pk, str(award.provenance()), award.proofs.count()) == (claim.pk, "register", 1)
    assert (rating.code, str(rating.provenance())) == ("excellent", "register")


def test_what_was_revoked_leaves_the_dossier(nomination: Nomination, province: Province, known: Honouree) -> None:
    award = honoured(known, "bang_khen_tinh", 2018)
    bring_from_register(nomination, by=province.officer, now=MORNING)
    award.marked(standing="revoked")
    assert bring_from_register(nomination, by=province.officer, now=MORNING) == (0, 1)
    assert not nomination.facts.exists()


def test_of_a_merged_honouree_the_record_of_the_one_that_was_kept_counts(
    nomination: Nomination, province: Province, known: Honouree
) -> None:
    kept = Honouree.objects.create(kind="individual", name="Lương Thị Hường", unit=province.district)
    honoured(kept, "giay_khen", 2018)
    Honouree.objects.filter(pk=known.pk).update(standing="merged", merged_into=kept)
    nomination.refresh_from_db()
    assert bring_from_register(nomination, by=province.officer, now=MORNING) == (1, 0)


def test_what_the_register_says_is_not_edited_here(nomination: Nomination, province: Province, known: Honouree) -> None:
    honoured(known, "bang_khen_tinh", 2018)
    bring_from_register(nomination, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đính chính"):
        edit_award_fact(nomination.facts.get(), AwardFact("giay_khen", 2018), by=province.officer, now=MORNING)


def test_only_the_unit_lists_awards(nomination: Nomination, province: Province) -> None:
    with pytest.raises(Refused):
        add_award_fact(nomination, FLAG, by=province.office, now=MORNING)
    with pytest.raises(Refused):
        bring_from_register(nomination, by=province.outsider, now=MORNING)
