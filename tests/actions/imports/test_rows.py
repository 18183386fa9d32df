"""Cells mended in the page: the row is read again, and whatever hangs on it."""

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import (
    AWARD,
    BAN,
    BINH,
    DAO,
    NAME,
    NUMBER,
    PAPER,
    changed,
    files_in_memory,
    outcomes,
    rows_of,
    sent,
    workbook,
)
from tests.province import Province
from vinhdanh.actions.imports.rows import edit_alike, edit_row, leave_row_out, take_row_back
from vinhdanh.actions.imports.sending import confirm_import, prepare_import, send_list
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, Award
from vinhdanh.models.import_contents import contents_of, read_of
from vinhdanh.permissions import Refused
from vinhdanh.reports.import_rows import cells_shown
from vinhdanh.reports.imports import account

PROVINCES = "Bằng khen của Chủ tịch UBND tỉnh"


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def test_a_mended_cell_makes_the_row_readable(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, BAN)
    row = edit_row(rows_of(one)[1], by=province.officer, cells={AWARD: PROVINCES})
    one.refresh_from_db()
    assert (row.outcome, row.problems) == ("new", [])
    assert read_of(row.read).row.awards[0].code == "bang_khen_tinh"
    assert (one.counts["new"], one.counts["refused"]) == (2, 0)


def test_a_row_of_a_decision_to_come_is_refused_until_its_day_is_mended(province: Province) -> None:
    row = changed(DAO, c8="12/QĐ-UBND ngày 20/5/2020", c7=2019)
    on = date(2020, 5, 19)
    one = send_list(province.district, by=province.officer, content=workbook(row), name="a.xlsx", on=on)
    [found] = rows_of(one)
    assert found.outcome == "refused"
    assert "20/05/2020" in str(found.problems)
    found = edit_row(found, by=province.officer, cells={PAPER: "12/QĐ-UBND ngày 21/5/2020"}, on=on)
    assert found.outcome == "refused"
    found = edit_row(found, by=province.officer, cells={PAPER: "12/QĐ-UBND ngày 18/5/2020"}, on=on)
    assert found.outcome == "new"


def test_what_stands_in_the_file_is_not_lost_and_can_be_taken_back(province: Province) -> None:
    one = sent(province.district, province.officer, BAN)
    row = edit_row(rows_of(one)[0], by=province.officer, cells={AWARD: PROVINCES})
    one.refresh_from_db()
    cell = cells_shown(one, contents_of(one.contents), row)[AWARD]
    assert (cell.text, cell.in_file, cell.is_edited) == (PROVINCES, "Bằng khen", True)
    row = edit_row(row, by=province.officer, cells={AWARD: "Bằng khen"})
    one.refresh_from_db()
    assert (row.outcome, one.edits["0"]) == ("refused", {})


def test_edits_outlive_a_reading_of_the_whole_file(province: Province) -> None:
    one = sent(province.district, province.officer, BAN)
    edit_row(rows_of(one)[0], by=province.officer, cells={AWARD: PROVINCES})
    one.refresh_from_db()
    one.state = "reading"
    one.save()
    prepare_import(one.pk)
    assert outcomes(one) == ["new"]


def test_rows_below_that_say_as_above_are_read_again(province: Province) -> None:
    rows = [BAN] + [changed(BINH, c0=n, c1=f"Vi Văn {name}", c6="nt") for n, name in ((2, "Hai"), (3, "Ba"))]
    one = sent(province.district, province.officer, *rows, changed(DAO, c0=4))
    assert outcomes(one) == ["refused", "refused", "refused", "new"]
    edit_row(rows_of(one)[0], by=province.officer, cells={AWARD: PROVINCES})
    assert outcomes(one) == ["new", "new", "new", "new"]


def test_a_row_that_becomes_the_same_as_another_is_held_against_it(province: Province) -> None:
    dao = changed(DAO, c9="")
    one = sent(province.district, province.officer, dao, changed(dao, c1="Nguyễn Thị Đao"))
    assert outcomes(one) == ["new", "new"]
    edit_row(rows_of(one)[1], by=province.officer, cells={NAME: "Nguyễn Thị Đào"})
    assert outcomes(one) == ["new", "known"]
    edit_row(rows_of(one)[0], by=province.officer, cells={NAME: "Vi Thị Huệ"})
    assert outcomes(one) == ["new", "new"]


def test_what_is_remarked_of_another_row_stays_when_one_is_mended(province: Province) -> None:
    """Both rows are of one person, whose birthday cannot be read in one of them."""
    unborn = changed(DAO, c0=2, c2="31/02/1980", c7=2019)
    one = sent(province.district, province.officer, DAO, unborn)
    told = rows_of(one)[1].problems
    edit_row(rows_of(one)[0], by=province.officer, cells={AWARD: "CSTĐCS"})
    assert rows_of(one)[1].problems == told != []


def test_a_number_that_was_typed_makes_two_rows_one_person(province: Province) -> None:
    slip = changed(DAO, c1="Nguyễn Thị Đao", c9="")
    one = sent(province.district, province.officer, DAO, slip)
    assert outcomes(one) == ["new", "new"]
    edit_row(rows_of(one)[1], by=province.officer, cells={9: NUMBER})
    assert outcomes(one) == ["new", "known"]


def test_an_identity_number_that_was_not_touched_stays_as_it_is(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    row = rows_of(one)[0]
    before = read_of(row.read).identity
    shown = cells_shown(one, contents_of(one.contents), row)[9]
    assert (shown.text, shown.is_number) == (f"•••• {NUMBER[-3:]}", True)
    edit_row(row, by=province.officer, cells={9: shown.text, AWARD: "CSTĐCS"})
    one.refresh_from_db()
    after = read_of(rows_of(one)[0].read).identity
    assert before
    assert after
    assert before.digest == after.digest
    assert list(one.edits["0"]) == ["2,6"]


def test_an_identity_number_that_was_typed_is_sealed_at_once(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    edit_row(rows_of(one)[0], by=province.officer, cells={9: "020180009999"})
    one.refresh_from_db()
    assert "020180009999" not in str(one.edits) + str(list(one.rows.values())) + str(list(AuditLine.objects.values()))
    assert read_of(rows_of(one)[0].read).identity.shown == "•••• 999"


def test_one_slip_in_many_rows_is_mended_once(province: Province) -> None:
    rows = [changed(BAN, c0=n, c1=f"Nông Thị {name}") for n, name in ((1, "Một"), (2, "Hai"), (3, "Ba"))]
    one = sent(province.district, province.officer, *rows, changed(BAN, c6="Bằng khen bộ gì đó"))
    edit_alike(rows_of(one)[1], by=province.officer, cells={AWARD: PROVINCES})
    prepare_import(one.pk)
    assert outcomes(one) == ["new", "new", "new", "refused"]
    assert AuditLine.objects.get(verb="edit_alike").after == {"rows": 3, "columns": ["Danh hiệu, hình thức"]}


def test_every_edit_has_its_line_without_what_was_typed(province: Province) -> None:
    one = sent(province.district, province.officer, BAN)
    edit_row(rows_of(one)[0], by=province.officer, cells={AWARD: PROVINCES, NAME: BAN[NAME]})
    assert AuditLine.objects.get(verb="edit_list_row").after == {"row": 2, "columns": ["Danh hiệu, hình thức"]}


def test_who_may_not_and_when_one_may_not(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, BAN)
    row = rows_of(one)[1]
    for act in (edit_row, edit_alike):
        with pytest.raises(Refused):
            act(row, by=province.outsider, cells={AWARD: PROVINCES})
        with pytest.raises(NotPossible, match="không có cột này"):
            act(row, by=province.officer, cells={40: "x"})
    with pytest.raises(NotPossible, match="Chưa ô nào được sửa"):
        edit_alike(row, by=province.officer, cells={AWARD: "Bằng khen"})
    confirm_import(one, by=province.officer)
    with pytest.raises(NotPossible, match="đang được ghi"):
        edit_row(row, by=province.officer, cells={AWARD: PROVINCES})


def test_a_row_that_is_left_out_does_not_go_into_the_register_and_can_be_taken_back(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, BINH, BAN)
    leave_row_out(rows_of(one)[1], by=province.officer)
    leave_row_out(rows_of(one)[2], by=province.officer)
    assert outcomes(one) == ["new", "skipped", "skipped"]
    take_row_back(rows_of(one)[2], by=province.officer)
    assert outcomes(one) == ["new", "skipped", "refused"]
    one.refresh_from_db()
    assert account(one).startswith("1 dòng đọc được + 1 dòng chưa đọc được + 1 dòng đã bỏ = 3 dòng.")
    confirm_import(one, by=province.officer)
    write_import(one.pk)
    one.refresh_from_db()
    assert [award.honouree.name for award in Award.objects.all()] == [DAO[NAME]]
    assert [one.counts[name] for name in ("new", "refused", "skipped")] == [1, 1, 1]
    verbs = AuditLine.objects.filter(verb__in=("leave_row_out", "take_row_back")).values_list("verb", "after")
    assert list(verbs.order_by("number")) == [
        ("leave_row_out", {"row": 3}),
        ("leave_row_out", {"row": 4}),
        ("take_row_back", {"row": 4}),
    ]


def test_what_another_row_said_again_counts_once_the_first_is_left_out(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, DAO)
    assert outcomes(one) == ["new", "known"]
    leave_row_out(rows_of(one)[0], by=province.officer)
    assert outcomes(one) == ["skipped", "new"]


def test_a_row_stays_left_out_when_the_file_is_read_again(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, BAN, changed(BAN, c1="Nông Thị Hai"))
    leave_row_out(rows_of(one)[0], by=province.officer)
    edit_alike(rows_of(one)[1], by=province.officer, cells={AWARD: PROVINCES})
    prepare_import(one.pk)
    assert outcomes(one) == ["skipped", "new", "new"]


def test_a_row_is_left_out_once_by_who_may_before_the_writing(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, BINH)
    row = rows_of(one)[0]
    with pytest.raises(Refused):
        leave_row_out(row, by=province.outsider)
    with pytest.raises(NotPossible, match="chưa bỏ"):
        take_row_back(row, by=province.officer)
    leave_row_out(row, by=province.officer)
    with pytest.raises(NotPossible, match="đã bỏ"):
        leave_row_out(row, by=province.officer)
    confirm_import(one, by=province.officer)
    with pytest.raises(NotPossible, match="đang được ghi"):
        take_row_back(row, by=province.officer)
