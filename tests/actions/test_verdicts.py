"""The words kept of a screening are forgotten with whatever they rest on, in the register too."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.actions.two_writers import needs_postgres, write_across
from tests.dossiers import MORNING, begun_dossier, nominated
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award, correct_award, reissue_award, revoke_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.duplicates import merge_honourees, undo_merge
from vinhdanh.actions.ratings import RatingDraft, add_rating, correct_rating
from vinhdanh.actions.units import edit_unit
from vinhdanh.actions.verdicts import keep_verdicts
from vinhdanh.models import Award, Dossier, Fact, Honouree, Merge, Nomination, Rating
from vinhdanh.reports.verdicts import verdicts_of

DECISION = DecisionDraft("12/QĐ-UBND", date(2018, 2, 2))
LATER = DecisionDraft("40/QĐ-UBND", date(2020, 5, 6))
CERTIFICATE = AwardDraft("bang_khen_tinh", 2018, decision=DECISION)
OF_2017 = AwardDraft("bang_khen_tinh", 2017, decision=DECISION)


@pytest.fixture
def person(province: Province) -> Honouree:
    return make_honouree("Hoàng Văn Nông", province.commune)


@pytest.fixture
def award(province: Province, person: Honouree) -> Award:
    return add_award(person, CERTIFICATE, by=province.office)


@pytest.fixture
def rating(province: Province, person: Honouree) -> Rating:
    return add_rating(person, RatingDraft(2018, "good"), by=province.office)


@pytest.fixture
def nominee(dossier: Dossier, person: Honouree, award: Award, rating: Rating) -> Nomination:
    one = nominated(dossier, honouree=person)
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018, from_award=award)
    Fact.objects.create(nomination=one, kind="rating", code="good", year=2018, from_rating=rating)
    return one


def keep(nominee: Nomination) -> None:
    keep_verdicts(nominee.dossier, lambda held: verdicts_of([held], MORNING.date()))
    assert kept(nominee)


def kept(nominee: Nomination) -> bool:
    found = Nomination.objects.get(pk=nominee.pk)
    return bool(found.declared and found.verified)


def _merged(province: Province, person: Honouree) -> Merge:
    other = make_honouree("Hoàng Văn Nông", province.commune)
    return merge_honourees(person, other, by=province.office)


@pytest.mark.parametrize(
    "change",
    [
        lambda p, who: add_award(who, AwardDraft("giay_khen", 2019), by=p.office, looked_at={"no_decision"}),
        lambda p, who: revoke_award(who.awards.get(), by=p.office, decision=LATER, reason="Khai sai"),
        lambda p, who: correct_award(who.awards.get(), OF_2017, by=p.office, decision=None, reason="Sai năm"),
        lambda p, who: add_rating(who, RatingDraft(2017, "good"), by=p.office),
        lambda p, who: correct_rating(who.ratings.get(), RatingDraft(2018, "excellent"), by=p.office, reason="Nhầm"),
        _merged,
    ],
    ids=["add_award", "revoke_award", "correct_award", "add_rating", "correct_rating", "merge"],
)
def test_another_entry_of_the_register_forgets_the_word(
    province: Province, person: Honouree, nominee: Nomination, change: Callable[[Province, Honouree], object]
) -> None:
    keep(nominee)
    change(province, person)
    assert not kept(nominee)


def test_a_certificate_issued_anew_changes_nothing(province: Province, award: Award, nominee: Nomination) -> None:
    keep(nominee)
    reissue_award(award, by=province.office, decision=LATER, reason="Mất")
    assert kept(nominee)


def test_an_undone_merge_forgets_the_word_of_both(province: Province, person: Honouree, nominee: Nomination) -> None:
    merge = _merged(province, person)
    keep(nominee)
    undo_merge(merge, by=province.office)
    assert not kept(nominee)


def test_an_entry_counted_without_a_tie_to_its_honouree_forgets_it_too(
    province: Province, award: Award, nominee: Nomination
) -> None:
    Nomination.objects.update(honouree=None)
    keep(nominee)
    revoke_award(award, by=province.office, decision=LATER, reason="Khai sai")
    assert not kept(nominee)


def test_a_head_is_screened_anew_with_the_unit_headed(province: Province, dossier: Dossier) -> None:
    unit = Honouree.objects.create(kind="collective", name="Xã Ví Dụ", unit=province.commune, is_unit=True)
    head, other = nominated(dossier, headed=province.commune), nominated(dossier, "Người Khác")
    keep(head)
    add_award(unit, CERTIFICATE, by=province.office)
    assert not kept(head)
    assert kept(other)


def test_a_unit_of_another_size_is_screened_anew(province: Province, dossier: Dossier) -> None:
    unit = Honouree.objects.create(kind="collective", name="Xã Ví Dụ", unit=province.commune, is_unit=True)
    one = nominated(dossier, kind="collective", honouree=unit, attributes={"size": "small", "locality": "other"})
    keep(one)
    edit_unit(province.commune, by=province.office, size="large")
    assert not kept(one)


def test_who_was_merged_away_follows_the_one_that_was_kept(
    province: Province, person: Honouree, nominee: Nomination
) -> None:
    merge_honourees(make_honouree("Hoàng Văn Nông", province.commune), person, by=province.office)
    keep(nominee)
    kept_one = Honouree.objects.get(absorbed=person)
    add_rating(kept_one, RatingDraft(2017, "good"), by=province.office)
    assert not kept(nominee)


@pytest.fixture
def counted(province: Province) -> tuple[Award, Nomination]:
    """An award, and its honouree proposed: committed, for two writers to meet at."""
    person = make_honouree("Hoàng Văn Nông", province.commune)
    award = add_award(person, CERTIFICATE, by=province.office)
    return award, nominated(begun_dossier(province), honouree=person)


@needs_postgres
@pytest.mark.django_db(transaction=True)
def test_a_word_of_before_a_revocation_is_never_kept_after_it(
    province: Province, counted: tuple[Award, Nomination]
) -> None:
    award, one = counted

    def screened_first() -> None:
        keep_verdicts(one.dossier, lambda held: verdicts_of([held], MORNING.date()))

    def revoked_meanwhile() -> None:
        revoke_award(award, by=province.office, decision=LATER, reason="Khai sai")

    assert write_across(screened_first, revoked_meanwhile) is None
    assert not kept(one)


@needs_postgres
@pytest.mark.django_db(transaction=True)
def test_a_screening_waits_for_a_revocation_that_has_begun(
    province: Province, counted: tuple[Award, Nomination]
) -> None:
    award, one = counted
    read: list[str] = []

    def screen(held: Dossier) -> dict[int, tuple[str, str]]:
        read.append(Award.objects.get().standing)
        return verdicts_of([held], MORNING.date())

    def revoked_first() -> None:
        revoke_award(award, by=province.office, decision=LATER, reason="Khai sai")

    assert write_across(revoked_first, lambda: keep_verdicts(one.dossier, screen)) is None
    assert read == ["revoked"]
