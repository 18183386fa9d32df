"""What happens to a list while others work: roles are taken away, units move, the list is given up, others write."""

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import BINH, DAO, files_in_memory, outcomes, sent, workbook, written
from tests.province import Province
from vinhdanh.actions.imports import sending
from vinhdanh.actions.imports.sending import confirm_import, discard_import, prepare_import, send_list
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Award, HeldRole, Honouree, Import, ImportRow, ImportState


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def test_a_sender_who_loses_the_role_has_nothing_written_twice(province: Province) -> None:
    first, second = (sent(province.district, province.officer, DAO, BINH) for _ in range(2))
    for one in (first, second):
        confirm_import(one, by=province.office)
    write_import(first.pk)
    HeldRole.objects.filter(user=province.officer).delete()
    write_import(second.pk)
    assert (Honouree.objects.count(), Award.objects.count()) == (2, 2)
    assert outcomes(second) == ["known", "known"]


def test_an_import_of_before_is_held_against_its_own_unit(province: Province) -> None:
    """The table had no column for it: the column's default is an empty list."""
    written(province.district, province.officer, DAO)
    one = Import(unit=province.district)
    assert sending.paths_matched(one) == (province.district.path,)


def test_a_list_that_is_given_up_while_it_is_read_leaves_no_rows(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SMALL_FILE", 0)
    content = workbook(DAO, BINH)
    one = send_list(province.district, by=province.officer, content=content, name="a.xlsx")
    draft = _draft(one)
    storing = draft.rows[1:]
    draft.rows = _giving_up(one, draft.rows[:1], storing, province)
    monkeypatch.setattr(sending, "_AT_ONCE", 1)
    prepare_import(one.pk, sending.opened_again(one), draft)
    one.refresh_from_db()
    assert (one.state, ImportRow.objects.filter(source=one).count()) == (ImportState.DISCARDED, 0)


def _draft(one: Import) -> sending.Draft:
    opened = sending.opened_again(one)
    return sending.settled_draft(opened, sending.choices_of(one), one.unit, sending.paths_matched(one))


class _giving_up(list):
    """Rows of which the second comes only after the officer gave the list up."""

    def __init__(self, one: Import, first: list, rest: list, province: Province) -> None:
        super().__init__([*first, *rest])
        self._give_up = lambda: discard_import(one, by=province.officer)

    def __iter__(self):
        for place, row in enumerate(super().__iter__()):
            if place == 1:
                self._give_up()
            yield row


def test_rows_of_a_commune_that_moved_meanwhile_are_not_confirmed(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    _move(province)
    with pytest.raises(NotPossible, match="Xã Ví Dụ không còn thuộc Huyện Chi Lăng"):
        confirm_import(one, by=province.officer)


def test_rows_of_a_commune_that_moved_after_they_were_confirmed_are_not_written(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    confirm_import(one, by=province.officer)
    _move(province)
    write_import(one.pk)
    one.refresh_from_db()
    assert (one.state, Award.objects.count()) == (ImportState.PREVIEW, 0)
    assert "không còn thuộc" in one.failure


def _move(province: Province) -> None:
    commune = province.commune
    commune.parent, commune.path = province.department, province.department.path + commune.path[-8:]
    commune.save()


def test_the_preview_counts_rows_alone(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    assert set(one.counts) == {"new", "known", "resembles", "refused", "skipped", "left_out"}
    assert one.settled_at_line > 0
