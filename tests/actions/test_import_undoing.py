"""A whole list is taken out of the register again, while nothing else stands on it."""

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import BINH, DAO, changed, files_in_memory, outcomes, sent, written
from tests.province import Province
from vinhdanh.actions.import_undoing import undo_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, Award, AwardChange, Decision, Honouree, ImportState, Merge, Rating
from vinhdanh.permissions import Refused


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def test_everything_that_it_brought_is_withdrawn_and_nothing_else(province: Province) -> None:
    written(province.district, province.officer, DAO)
    later = written(province.district, province.officer, changed(DAO, c7=2019), BINH)
    undo_import(later, by=province.officer)
    later.refresh_from_db()
    assert later.state == ImportState.UNDONE
    assert [award.year for award in Award.objects.standing()] == [2018]
    assert set(Award.objects.filter(from_import=later).values_list("standing", flat=True)) == {"withdrawn"}
    assert list(Honouree.objects.standing().values_list("name", flat=True)) == ["Nguyễn Thị Đào"]


def test_ratings_are_withdrawn_too(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Xếp loại 2016")
    one = written(province.district, province.officer, (1, "Vi Thị Huệ", 1980, "HTTNV"), header=header)
    undo_import(one, by=province.officer)
    assert Rating.objects.get().standing == "withdrawn"


def test_each_thing_that_was_withdrawn_has_its_line(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    undo_import(one, by=province.officer)
    told = AuditLine.objects.filter(verb="undo_import").values_list("thing_kind", flat=True)
    assert sorted(told) == ["award", "honouree", "import"]


def test_the_same_list_may_be_taken_in_again(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    undo_import(one, by=province.officer)
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
    undo_import(later, by=province.officer)
    undo_import(first, by=province.officer)
    assert not Award.objects.standing().exists()


def test_a_merge_stands_in_the_way_until_it_is_undone(province: Province) -> None:
    one = written(province.district, province.officer, DAO, BINH)
    kept, absorbed = Honouree.objects.order_by("pk")
    merge = Merge.objects.create(kept=kept, absorbed=absorbed, merged_by=province.office)
    with pytest.raises(NotPossible, match="đã gộp"):
        undo_import(one, by=province.officer)
    merge.undone_at = one.sent_at
    merge.save()
    undo_import(one, by=province.officer)


def test_only_once_and_only_by_who_may(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    with pytest.raises(Refused):
        undo_import(one, by=province.outsider)
    undo_import(one, by=province.office)
    with pytest.raises(NotPossible, match="đã hoàn tác"):
        undo_import(one, by=province.office)
