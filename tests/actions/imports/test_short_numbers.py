"""A decision's number without its symbol: told where the file names one of that day in full, and taken for nothing."""

import pytest

from tests.actions.lists import BINH, DAO, PAPER, changed, rows_of, sent
from tests.province import Province
from vinhdanh.actions.imports.rows import edit_row
from vinhdanh.models import ImportRow
from vinhdanh.models.import_contents import read_of

pytestmark = pytest.mark.django_db
TOLD = (
    "Số quyết định “12” thiếu ký hiệu; trong tệp có “12/QĐ-UBND” cùng ngày 05/02/2018. "
    "Nếu là một quyết định, hãy ghi đủ số."
)
FULL = "12/QĐ-UBND ngày 05/02/2018"
SHORT = "12 ngày 05/02/2018"


def doubts(row: ImportRow) -> tuple[str, ...]:
    return read_of(ImportRow.objects.get(pk=row.pk).read).doubts


def test_a_number_without_its_symbol_is_perhaps_the_one_of_that_day(province: Province) -> None:
    one = sent(province.district, province.officer, changed(DAO, c8=FULL), changed(BINH, c8=SHORT))
    assert [doubts(row) for row in rows_of(one)] == [(), (TOLD,)]


@pytest.mark.parametrize("other", ["12/QĐ-UBND ngày 06/02/2018", "120/QĐ-UBND ngày 05/02/2018", SHORT])
def test_another_day_or_number_says_nothing(province: Province, other: str) -> None:
    one = sent(province.district, province.officer, changed(DAO, c8=other), changed(BINH, c8=SHORT))
    assert [doubts(row) for row in rows_of(one)] == [(), ()]


def test_a_row_that_is_mended_is_held_against_the_whole_file_again(province: Province) -> None:
    one = sent(province.district, province.officer, changed(DAO, c8=FULL), changed(BINH, c8="13/QĐ-UBND"))
    row = rows_of(one)[1]
    assert doubts(row) == ()
    edit_row(row, by=province.officer, cells={PAPER: SHORT})
    assert doubts(row) == (TOLD,)
    edit_row(row, by=province.officer, cells={PAPER: FULL})
    assert doubts(row) == ()
