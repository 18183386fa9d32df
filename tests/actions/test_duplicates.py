"""Two that may be one: the question is raised, a person decides, and a merge is undone to the last entry."""

from datetime import date
from typing import Any

import pytest

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award, correct_award, revoke_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.duplicates import merge_honourees, reconsider_honourees, separate_honourees, undo_merge
from vinhdanh.actions.honourees import add_position
from vinhdanh.actions.ratings import RatingDraft, add_rating, correct_rating
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.models import (
    AuditLine,
    Award,
    AwardStanding,
    Honouree,
    HonoureeKind,
    HonoureeStanding,
    Merge,
    Position,
    Rating,
    Suspicion,
    SuspicionState,
)
from vinhdanh.permissions import Refused

NUMBER, OTHER_NUMBER = "020175000123", "020175000999"
DECISION = DecisionDraft("163/QĐ-UBND", date(2019, 2, 2), "Chủ tịch UBND tỉnh")
LATER = DecisionDraft("40/QĐ-UBND", date(2020, 5, 6), "Chủ tịch UBND tỉnh")


@pytest.fixture
def two(province: Province) -> tuple[Honouree, Honouree]:
    """The same person, written down twice."""
    kept = make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975)
    return kept, make_honouree("Nguyễn Thi Đào", province.commune, birth_year=1975)


def raised(*people: Honouree) -> Suspicion | None:
    raise_suspicions([person.pk for person in people])
    return Suspicion.objects.first()


def award_to(honouree: Honouree, province: Province, **told: Any) -> Award:
    draft = AwardDraft(**{"award": "bang_khen_tinh", "year": 2018} | told)
    return add_award(honouree, draft, by=province.office, looked_at={"same_award"})


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that a merge may touch, column by column."""
    return {
        model.__name__: list(model.objects.order_by("pk").values()) for model in (Honouree, Award, Rating, Position)
    }


def test_two_that_look_alike_wait_with_the_evidence_the_likelier_first(province: Province) -> None:
    accents = [make_honouree(name, province.commune, birth_year=1980) for name in ("Lý Văn An", "Lý Văn Ân")]
    same = [make_honouree("Vi Thị Mai", province.commune, birth_year=1975) for _ in range(2)]
    assert raise_suspicions(person.pk for person in (*accents, *same)) == 2
    likely, less = Suspicion.objects.all()
    assert (likely.first, likely.second) == tuple(same)
    assert "name_same" in likely.evidence
    assert (less.first, less.second) == tuple(accents)
    assert "name_accents" in less.evidence
    assert likely.score > less.score


def test_raising_again_adds_nothing_and_never_opens_what_was_decided(province: Province, two) -> None:
    suspicion = raised(*two)
    separate_honourees(suspicion, by=province.office)
    assert raise_suspicions(person.pk for person in two) == 0
    assert Suspicion.objects.get().state == SuspicionState.TWO


@pytest.mark.parametrize(
    ("other", "evidence", "speaks"),
    [("Nguyễn Thị Đào", "decision_shared", 10), ("Nguyễn Thị Đáo", "decision_tells_both", 0)],
)
def test_a_shared_decision_speaks_for_one_of_the_same_name_and_for_nothing_where_it_tells_two_names(
    province: Province, other: str, evidence: str, speaks: int
) -> None:
    people = [make_honouree(name, province.commune, birth_year=1975) for name in ("Nguyễn Thị Đào", other)]
    without = raised(*people).score
    for person in people:
        award_to(person, province, decision=DECISION)
    suspicion = raised(*people)
    assert evidence in suspicion.evidence
    assert suspicion.score == min(100, without + speaks)


def test_a_pair_that_looks_alike_no_more_leaves_the_queue(province: Province, two) -> None:
    raised(*two)
    Honouree.objects.filter(pk=two[1].pk).update(birth_year=1990)
    raise_suspicions([two[1].pk])
    assert not Suspicion.objects.exists()


def test_merged_and_withdrawn_people_are_never_asked_about(province: Province, two) -> None:
    Honouree.objects.filter(pk=two[1].pk).update(standing=HonoureeStanding.WITHDRAWN)
    assert raised(*two) is None


@pytest.mark.parametrize("count", [2, 60])
def test_many_are_held_against_the_register_in_as_many_queries_as_few(
    province: Province, count: int, django_assert_max_num_queries
) -> None:
    people = [make_honouree(f"Lý Văn Sơn {place}", province.commune, birth_year=1975) for place in range(count)]
    with django_assert_max_num_queries(14):
        raise_suspicions(person.pk for person in people)


def test_a_merge_moves_everything_and_keeps_the_other_as_another_name(province: Province, two) -> None:
    kept, absorbed = two
    suspicion = raised(*two)
    award = award_to(absorbed, province)
    rating = add_rating(absorbed, RatingDraft(2018, "good"), by=province.office)
    add_position(absorbed, by=province.office, title="Công chức", unit=province.commune)
    merge_honourees(kept, absorbed, by=province.office, reason="Cùng số điện thoại")
    for entry in (award, rating, absorbed, suspicion):
        entry.refresh_from_db()
    assert {award.honouree, rating.honouree, Position.objects.get().honouree} == {kept}
    assert (absorbed.standing, absorbed.merged_into) == (HonoureeStanding.MERGED, kept)
    assert suspicion.state == SuspicionState.MERGED
    assert [line.verb for line in AuditLine.objects.of(absorbed)][0] == "merge_honourees"
    assert AuditLine.objects.of(kept).first().after["reason"] == "Cùng số điện thoại"


def test_an_undone_merge_puts_everything_back_as_it_was(province: Province, two) -> None:
    kept, absorbed = two
    raised(*two)
    for person in two:
        award_to(person, province, decision=DECISION)
        add_rating(person, RatingDraft(2018, "good"), by=province.office)
        add_position(person, by=province.office, title="Công chức", unit=province.commune)
    award_to(absorbed, province, award="giay_khen", year=2017)
    before = everything()
    merge = merge_honourees(kept, absorbed, by=province.office)
    assert everything() != before
    undo_merge(merge, by=province.office)
    assert everything() == before
    assert Suspicion.objects.get().state == SuspicionState.OPEN


def test_what_came_after_the_merge_stays_and_what_corrected_a_moved_entry_goes_back(province: Province, two) -> None:
    kept, absorbed = two
    moved = award_to(absorbed, province)
    rating = add_rating(absorbed, RatingDraft(2018, "good"), by=province.office)
    merge = merge_honourees(kept, absorbed, by=province.office)
    later = award_to(kept, province, award="giay_khen", year=2019)
    mended = AwardDraft("bang_khen_tinh", 2017)
    change = correct_award(moved, mended, by=province.office, decision=None, reason="Gõ nhầm năm")
    corrected = correct_rating(rating, RatingDraft(2018, "fair"), by=province.office, reason="Gõ nhầm")
    undo_merge(merge, by=province.office)
    assert set(absorbed.awards.all()) == {moved, change.corrected_entry}
    assert set(absorbed.ratings.all()) == {rating, corrected}
    assert set(kept.awards.all()) == {later}


def test_the_very_same_award_written_twice_counts_once_after_the_merge(province: Province, two) -> None:
    kept, absorbed = two
    bare = award_to(kept, province)
    whole = award_to(absorbed, province, decision=DECISION)
    merge = merge_honourees(kept, absorbed, by=province.office)
    assert list(kept.awards.standing()) == [whole]
    bare.refresh_from_db()
    assert (bare.standing, merge.moved["double_awards"]) == (AwardStanding.DOUBLE, [bare.pk])


def test_awards_of_two_decisions_are_two_awards(province: Province, two) -> None:
    kept, absorbed = two
    award_to(kept, province, decision=DECISION)
    award_to(absorbed, province, decision=DecisionDraft("40/QĐ-UBND", date(2019, 5, 6), "Chủ tịch UBND tỉnh"))
    merge_honourees(kept, absorbed, by=province.office)
    assert kept.awards.standing().count() == 2


@pytest.mark.parametrize(("manner", "standing"), [("chuyen_de", 2), ("", 1), ("cong_trang", 1)])
def test_awards_of_two_manners_are_two_awards_one_of_an_unknown_manner_may_be_either(
    province: Province, two, manner: str, standing: int
) -> None:
    kept, absorbed = two
    award_to(kept, province, manner="cong_trang")
    award_to(absorbed, province, manner=manner)
    merge_honourees(kept, absorbed, by=province.office)
    assert kept.awards.standing().count() == standing


def test_a_double_counts_again_when_the_award_it_leans_on_goes_back(province: Province, two) -> None:
    """Each of three had it; with one gone, the two that are still one have it once."""
    kept, first = two
    second, third = (make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975) for _ in range(2))
    for person in (first, second, third):
        award_to(person, province, decision=DECISION)
        add_rating(person, RatingDraft(2018, "good"), by=province.office)
    before = everything()
    merges = [merge_honourees(kept, person, by=province.office) for person in (first, second, third)]
    assert (kept.awards.standing().count(), kept.ratings.standing().count()) == (1, 1)
    undo_merge(merges[0], by=province.office)
    for person in (kept, first):
        assert (person.awards.standing().count(), person.ratings.standing().count()) == (1, 1)
    undo_merge(merges[1], by=province.office)
    assert [person.awards.standing().count() for person in (kept, first, second)] == [1, 1, 1]
    undo_merge(merges[2], by=province.office)
    assert everything() == before


@pytest.mark.parametrize("befell", ["revoked", "corrected"])
def test_a_double_stays_out_where_the_award_it_leans_on_was_revoked_or_corrected_since(
    province: Province, two, befell: str
) -> None:
    kept, absorbed = two
    mine, double = (award_to(person, province, decision=DECISION) for person in two)
    merge = merge_honourees(kept, absorbed, by=province.office)
    if befell == "revoked":
        revoke_award(mine, by=province.office, decision=LATER, reason="Kê khai không đúng")
    else:
        draft = AwardDraft("bang_khen_tinh", 2017, decision=DECISION)
        correct_award(mine, draft, by=province.office, decision=LATER, reason="Ghi sai năm")
    undo_merge(merge, by=province.office)
    double.refresh_from_db()
    assert (double.honouree, double.standing) == (absorbed, AwardStanding.DOUBLE)
    assert not absorbed.awards.standing().exists()


def test_what_was_corrected_to_somebody_else_never_comes_back_with_an_undone_merge(province: Province, two) -> None:
    kept, absorbed = two
    other = make_honouree("Lý Văn Sơn", province.commune)
    moved = award_to(absorbed, province)
    merge = merge_honourees(kept, absorbed, by=province.office)
    draft = AwardDraft("bang_khen_tinh", 2018)
    correct_award(moved, draft, by=province.office, decision=None, reason="Ghi nhầm người", honouree=other)
    undo_merge(merge, by=province.office)
    moved.refresh_from_db()
    assert moved.honouree == absorbed
    assert [award.honouree for award in Award.objects.standing()] == [other]


def test_ratings_that_disagree_both_stand_for_a_person_to_correct(province: Province, two) -> None:
    for person, level in zip(two, ("good", "excellent"), strict=True):
        add_rating(person, RatingDraft(2018, level), by=province.office)
    merge_honourees(*two, by=province.office)
    assert two[0].ratings.standing().count() == 2


def test_numbers_that_differ_forbid_a_merge_and_no_message_holds_them(province: Province) -> None:
    people = [make_honouree("Lý Văn Sơn", province.commune, number=number) for number in (NUMBER, OTHER_NUMBER)]
    with pytest.raises(NotPossible, match="số định danh khác nhau") as refused:
        merge_honourees(*people, by=province.office)
    assert NUMBER not in refused.value.sentence
    assert not Merge.objects.exists()


def test_kinds_that_differ_and_one_with_itself_forbid_a_merge(province: Province, two) -> None:
    family = make_honouree("Nguyễn Thị Đào", province.commune, kind=HonoureeKind.FAMILY)
    with pytest.raises(NotPossible, match="loại đối tượng khác nhau"):
        merge_honourees(two[0], family, by=province.office)
    with pytest.raises(NotPossible, match="cùng một đối tượng"):
        merge_honourees(two[0], two[0], by=province.office)


def test_a_unit_is_kept_never_taken_into_another(province: Province) -> None:
    told = {"kind": HonoureeKind.COLLECTIVE}
    itself = make_honouree("Xã Ví Dụ", province.commune, is_unit=True, **told)
    written = make_honouree("UBND xã Ví Dụ", province.commune, **told)
    with pytest.raises(NotPossible, match="là một đơn vị"):
        merge_honourees(written, itself, by=province.office)
    assert merge_honourees(itself, written, by=province.office).kept == itself


def test_merges_are_undone_in_the_order_in_which_they_came(province: Province, two) -> None:
    third = make_honouree("Nguyễn Thị Đào", province.district, birth_year=1975)
    first = merge_honourees(*two, by=province.office)
    second = merge_honourees(third, two[0], by=province.office)
    with pytest.raises(NotPossible, match="hoàn tác lần gộp sau trước"):
        undo_merge(first, by=province.office)
    undo_merge(second, by=province.office)
    undo_merge(first, by=province.office)
    assert set(Honouree.objects.standing()) == {*two, third}
    with pytest.raises(NotPossible, match="đã được hoàn tác"):
        undo_merge(first, by=province.office)


def test_after_a_merge_the_question_goes_on_with_the_one_that_was_kept(province: Province, two) -> None:
    third = make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975)
    merge_honourees(*two, by=province.office)
    assert {(one.first, one.second) for one in Suspicion.objects.waiting()} == {(two[0], third)}


@pytest.mark.parametrize("who", ["officer", "leader", "auditor", "council_member", "province_leader", "outsider"])
def test_only_the_office_decides(province: Province, two, who: str) -> None:
    by, suspicion = province.by_role()[who], raised(*two)
    merge = merge_honourees(*two, by=province.office)
    for attempt in (
        lambda: separate_honourees(suspicion, by=by),
        lambda: merge_honourees(*two, by=by),
        lambda: undo_merge(merge, by=by),
    ):
        with pytest.raises(Refused):
            attempt()


def test_a_pair_is_decided_once(province: Province, two) -> None:
    suspicion = raised(*two)
    separate_honourees(suspicion, by=province.office)
    with pytest.raises(NotPossible, match="đã được quyết định"):
        separate_honourees(suspicion, by=province.office)


def test_one_number_of_two_people_waits_for_the_office_however_they_are_called(province: Province) -> None:
    mine = make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975, number=NUMBER)
    other = make_honouree("Lý Văn Sơn", province.department, birth_year=1990, sex="male", number=NUMBER)
    pair = raised(other)
    assert pair is not None
    assert (pair.first, pair.second, pair.evidence[0]) == (mine, other, "identity_same")
    seen = Suspicion.objects.visible_to(province.officer)
    assert not seen.exists()  # the other stands beyond the reach of the district


def test_two_that_were_told_apart_are_asked_about_once_more(province: Province, two) -> None:
    pair = separate_honourees(raised(*two), by=province.office)
    reconsider_honourees(pair, by=province.office, reason="Mới có giấy khai sinh")
    pair.refresh_from_db()
    assert (pair.state, pair.decided_at, pair.decided_by) == (SuspicionState.OPEN, None, None)
    assert list(Suspicion.objects.waiting()) == [pair]
    for side in two:
        line = AuditLine.objects.of(side).first()
        assert (line.verb, line.after["reason"]) == ("reconsider_honourees", "Mới có giấy khai sinh")
    with pytest.raises(NotPossible, match="không có gì để xét lại"):
        reconsider_honourees(pair, by=province.office)


def test_who_may_not_decide_may_not_reconsider_and_who_left_the_register_is_not_asked_about(
    province: Province, two
) -> None:
    pair = separate_honourees(raised(*two), by=province.office)
    with pytest.raises(Refused):
        reconsider_honourees(pair, by=province.officer)
    Honouree.objects.filter(pk=two[0].pk).update(standing=HonoureeStanding.WITHDRAWN)
    with pytest.raises(NotPossible, match="không còn đứng riêng"):
        reconsider_honourees(pair, by=province.office)
    assert not AuditLine.objects.filter(verb="reconsider_honourees").exists()
