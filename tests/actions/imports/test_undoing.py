"""A whole list is taken out of the register again, while nothing else stands on it."""

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import BINH, DAO, changed, files_in_memory, outcomes, sent, written
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.duplicates import merge_honourees, undo_merge
from vinhdanh.actions.imports import undoing
from vinhdanh.actions.imports.undoing import (
    MOST_STUMBLES,
    give_up_undoing,
    undo_again,
    undo_import,
    withdraw_import,
)
from vinhdanh.actions.ratings import RatingDraft, add_rating
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.units import move_unit
from vinhdanh.models import (
    AuditLine,
    Award,
    AwardChange,
    Decision,
    Honouree,
    Import,
    ImportState,
    Merge,
    Rating,
    SearchEntry,
    User,
)
from vinhdanh.models.search import Thing
from vinhdanh.permissions import Refused


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def undone(one: Import, by: User) -> None:
    """Undoes the import, and withdraws what it brought as the worker does."""
    undo_import(one, by=by)
    withdraw_import(one.pk)


def test_everything_that_it_brought_is_withdrawn_and_nothing_else(province: Province) -> None:
    written(province.district, province.officer, DAO)
    later = written(province.district, province.officer, changed(DAO, c7=2019), BINH)
    undone(later, province.officer)
    later.refresh_from_db()
    assert later.state == ImportState.UNDONE
    assert [award.year for award in Award.objects.standing()] == [2018]
    assert set(Award.objects.filter(from_import=later).values_list("standing", flat=True)) == {"withdrawn"}
    assert list(Honouree.objects.standing().values_list("name", flat=True)) == ["Nguyễn Thị Đào"]


def test_ratings_are_withdrawn_too(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Xếp loại 2016")
    one = written(province.district, province.officer, (1, "Vi Thị Huệ", 1980, "HTTNV"), header=header)
    undone(one, province.officer)
    assert Rating.objects.get().standing == "withdrawn"


def test_each_thing_that_was_withdrawn_has_its_line(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    undone(one, province.officer)
    told = AuditLine.objects.filter(verb="undo_import").values_list("thing_kind", flat=True)
    assert sorted(told) == ["award", "honouree", "import", "import"]


def test_the_same_list_may_be_taken_in_again(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    undone(one, province.officer)
    assert outcomes(sent(province.district, province.officer, DAO)) == ["new"]
    written(province.district, province.officer, DAO)
    assert Honouree.objects.standing().count() == 1


def test_an_award_that_was_changed_since_stands_in_the_way(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    award = Award.objects.get()
    paper = Decision.objects.create(number="9/QĐ-UBND")
    AwardChange.objects.create(award=award, kind="reissue", decision=paper, reason="mất", entered_by=province.office)
    with pytest.raises(NotPossible, match="cấp lại của Nguyễn Thị Đào"):
        undo_import(one, by=province.officer)
    one.refresh_from_db()
    award.refresh_from_db()
    assert (one.state, award.standing) == (ImportState.DONE, "standing")


def test_a_later_entry_of_somebody_who_came_with_it_stands_in_the_way(province: Province) -> None:
    first = written(province.district, province.officer, DAO)
    later = written(province.district, province.officer, changed(DAO, c7=2019))
    with pytest.raises(NotPossible, match="ghi sau cho Nguyễn Thị Đào"):
        undo_import(first, by=province.officer)
    undone(later, province.officer)
    undone(first, province.officer)
    assert not Award.objects.standing().exists()


def test_a_merge_stands_in_the_way_until_it_is_undone(province: Province) -> None:
    one = written(province.district, province.officer, DAO, BINH)
    kept, absorbed = Honouree.objects.order_by("pk")
    merge = Merge.objects.create(kept=kept, absorbed=absorbed, merged_by=province.office)
    with pytest.raises(NotPossible, match="đã gộp"):
        undo_import(one, by=province.officer)
    merge.undone_at = one.sent_at
    merge.save()
    undone(one, province.officer)


@pytest.mark.parametrize("what", ["award", "rating"])
def test_an_entry_that_a_merge_set_aside_for_one_of_the_list_stands_in_the_way(province: Province, what: str) -> None:
    """The hand-written one counted before; without the list nothing would be left of it."""
    if what == "award":
        header: tuple[str, ...] = ("STT", "Họ và tên", "Năm sinh", "Danh hiệu", "Năm")
        row: tuple[object, ...] = (1, "Vi Thị Huệ", 1980, "LĐTT", 2016)
    else:
        header, row = ("STT", "Họ và tên", "Năm sinh", "Xếp loại 2016"), (1, "Vi Thị Huệ", 1980, "HTTNV")
    one = written(province.district, province.officer, row, header=header)
    kept, absorbed = (make_honouree("Vi Thị Huệ", province.commune, birth_year=1980) for _ in range(2))
    entries = Award.objects if what == "award" else Rating.objects
    entries.filter(from_import=one).mark(honouree=kept)  # as if the list had found somebody who was there
    Honouree.objects.filter(from_import=one).update(standing="withdrawn")
    add_award(absorbed, AwardDraft("lao_dong_tien_tien", 2016), by=province.office)
    add_rating(absorbed, RatingDraft(2016, "good"), by=province.office)
    merge = merge_honourees(kept, absorbed, by=province.office)
    with pytest.raises(NotPossible, match="ghi trùng đã gộp.* Vi Thị Huệ"):
        undo_import(one, by=province.officer)
    undo_merge(merge, by=province.office)
    undone(one, province.officer)
    assert [entry.honouree for entry in entries.standing()] == [absorbed]


def test_only_once_and_only_by_who_may(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    with pytest.raises(Refused):
        undo_import(one, by=province.outsider)
    undone(one, province.office)
    with pytest.raises(NotPossible, match="đã hoàn tác"):
        undo_import(one, by=province.office)


def test_what_was_cut_off_goes_on_where_it_stopped(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker was killed while it told the record; each thing has one line all the same, and is not found."""
    one = written(province.district, province.officer, DAO, BINH)
    monkeypatch.setattr(undoing, "_AT_ONCE", 1)
    undo_import(one, by=province.officer)
    assert undoing._take_out(one.pk)
    assert undoing._tell_next(one.pk)
    assert not Award.objects.standing().exists()  # all of it left at once
    one.refresh_from_db()
    assert (one.state, one.progress, one.steps) == (ImportState.UNDOING, 1, 4)
    for _ in range(2):
        withdraw_import(one.pk)
    one.refresh_from_db()
    told = AuditLine.objects.filter(verb="undo_import").values_list("thing_kind", flat=True)
    assert sorted(told) == [*["award"] * 2, *["honouree"] * 2, *["import"] * 2]
    assert (one.state, one.undone_by) == (ImportState.UNDONE, province.officer)
    assert not SearchEntry.objects.filter(thing=Thing.HONOUREE).exists()


def test_who_wrote_on_it_before_the_worker_came_keeps_what_was_written(province: Province) -> None:
    first = written(province.district, province.officer, DAO)
    undo_import(first, by=province.officer)
    written(province.district, province.officer, changed(DAO, c7=2019))
    withdraw_import(first.pk)
    first.refresh_from_db()
    assert (first.state, Award.objects.standing().count()) == (ImportState.DONE, 2)
    assert "ghi sau cho Nguyễn Thị Đào" in first.failure


def test_an_error_after_the_withdrawal_is_tried_again_a_few_times_then_waits_with_the_reason(
    province: Province,
) -> None:
    one = written(province.district, province.officer, DAO)
    undo_import(one, by=province.officer)
    assert undoing._take_out(one.pk)
    for stumbles in range(1, MOST_STUMBLES + 1):
        give_up_undoing(one.pk, "Chương trình gặp lỗi.")
        one.refresh_from_db()
        assert (one.state, one.is_working) == (ImportState.UNDOING, stumbles < MOST_STUMBLES)
    assert "đã rút khỏi sổ" in one.failure
    undo_again(one, by=province.officer)
    with pytest.raises(NotPossible, match="đang được hoàn tác"):
        undo_again(one, by=province.officer)
    withdraw_import(one.pk)
    one.refresh_from_db()
    assert (one.state, one.failure) == (ImportState.UNDONE, "")


def test_an_error_before_the_withdrawal_leaves_the_list_as_it_was(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    undo_import(one, by=province.officer)
    give_up_undoing(one.pk, "Chương trình gặp lỗi.")
    one.refresh_from_db()
    assert (one.state, one.failure, Award.objects.standing().count()) == (ImportState.DONE, "Chương trình gặp lỗi.", 1)


def test_a_unit_that_left_the_reach_of_who_undoes_stands_in_the_way(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    move_unit(province.commune, parent=province.department, by=province.office)
    with pytest.raises(NotPossible, match=f"{province.commune.name}, nay không thuộc phạm vi"):
        undo_import(one, by=province.officer)
    undone(one, province.office)
