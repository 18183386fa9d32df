"""One rating a year, on the scale of that year; a wrong one is corrected by an entry of its own."""

from datetime import date

import pytest

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.ratings import RatingDraft, add_rating, correct_rating
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, AwardStanding, Honouree, Rating
from vinhdanh.models.entries import EntryChanged
from vinhdanh.permissions import Refused


@pytest.fixture
def person(province: Province) -> Honouree:
    return make_honouree("Nguyễn Thị Đào", province.commune)


@pytest.fixture
def rating(province: Province, person: Honouree) -> Rating:
    return add_rating(person, RatingDraft(2018, "good", "UBND xã", DecisionDraft("12/QĐ-UBND")), by=province.officer)


def test_a_rating_stands_with_its_decision(rating: Rating) -> None:
    assert (rating.decision.number, rating.standing) == ("12/QĐ-UBND", AwardStanding.STANDING)
    assert AuditLine.objects.of(rating).get().after["level"] == "good"


def test_a_year_has_one_rating(province: Province, person: Honouree, rating: Rating) -> None:
    with pytest.raises(NotPossible, match="đã có xếp loại"):
        add_rating(person, RatingDraft(2018, "excellent"), by=province.officer)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (RatingDraft(2018, "splendid"), "level"),
        (RatingDraft(2999, "good"), "year"),
        (RatingDraft(1900, "good"), "year"),
    ],
)
def test_a_level_off_the_scale_and_a_year_to_come_are_refused(
    province: Province, person: Honouree, draft: RatingDraft, field: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        add_rating(person, draft, by=province.officer)
    assert refused.value.field == field


def test_a_correction_stands_in_place_and_both_stay(province: Province, person: Honouree, rating: Rating) -> None:
    entry = correct_rating(rating, RatingDraft(2018, "excellent"), by=province.office, reason="Đọc nhầm biên bản")
    rating.refresh_from_db()
    assert (rating.standing, rating.level, entry.corrects) == (AwardStanding.CORRECTED, "good", rating)
    assert [one.level for one in person.ratings.standing()] == ["excellent"]


@pytest.mark.parametrize(
    ("level", "reason", "words"), [("good", "Như cũ", "Chưa có nội dung"), ("excellent", "", "Chưa ghi lý do")]
)
def test_a_correction_of_nothing_or_without_reason_is_refused(
    province: Province, rating: Rating, level: str, reason: str, words: str
) -> None:
    draft = RatingDraft(2018, level, "UBND xã", DecisionDraft("12/QĐ-UBND"))
    with pytest.raises(NotPossible, match=words):
        correct_rating(rating, draft, by=province.office, reason=reason)


def test_no_rating_stands_on_a_decision_of_a_day_to_come(province: Province, person: Honouree) -> None:
    draft = RatingDraft(2018, "good", decision=DecisionDraft("12/QĐ-UBND", date(2019, 1, 8)))
    with pytest.raises(NotPossible, match="08/01/2019 chưa tới"):
        add_rating(person, draft, by=province.officer, on=date(2019, 1, 7))
    assert add_rating(person, draft, by=province.officer, on=date(2019, 1, 8)).decision is not None


def test_what_was_corrected_is_not_corrected_again(province: Province, rating: Rating) -> None:
    correct_rating(rating, RatingDraft(2018, "excellent"), by=province.office, reason="Đọc nhầm")
    with pytest.raises(NotPossible, match="đã đính chính"):
        correct_rating(rating, RatingDraft(2018, "fair"), by=province.office, reason="Đọc nhầm")


def test_who_may_add_and_who_may_correct(province: Province, person: Honouree, rating: Rating) -> None:
    for who in ("leader", "auditor", "outsider"):
        with pytest.raises(Refused):
            add_rating(person, RatingDraft(2017, "good"), by=province.by_role()[who])
    with pytest.raises(Refused):
        correct_rating(rating, RatingDraft(2018, "excellent"), by=province.officer, reason="Sai")


def test_a_rating_refuses_to_be_edited(rating: Rating) -> None:
    rating.level = "excellent"
    with pytest.raises(EntryChanged):
        rating.save()
