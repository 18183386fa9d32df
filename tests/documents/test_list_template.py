"""The list to fill in: what an officer finds in it, and that it is read without a question once it comes back."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.lists.made import TERMS, opened, read
from vinhdanh.documents.list_template import write_list_template
from vinhdanh.intake.lists import propose
from vinhdanh.intake.lists.records import Birth


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_list_template()


@pytest.fixture(scope="module")
def sheet(content: bytes) -> Worksheet:
    return load_workbook(BytesIO(content)).active


def test_every_column_is_known_without_being_told(content: bytes) -> None:
    [table] = opened(content).tables
    mapping = propose(table, TERMS).mapping
    assert [column.header for column in table.columns if not mapping[column.index]] == []
    assert len(set(mapping.values())) == len(table.columns) == 14


def test_its_example_is_read_without_a_problem(content: bytes) -> None:
    reading = read(content)
    assert (reading.problems, reading.refused) == ((), ())
    person, collective, family = reading.rows
    assert [row.kind for row in reading.rows] == ["individual", "collective", "family"]
    assert [award.code for row in (person, collective) for award in row.awards] == [
        *("lao_dong_tien_tien", "tap_the_lao_dong_tien_tien")
    ]
    assert person.birth == Birth(1980, 3, 12)
    assert family.awards[0].decision.signed_on == date(2019, 3, 20)


def test_days_and_numbers_that_are_typed_in_stay_as_typed(sheet: Worksheet) -> None:
    """A cell of text: neither Excel's calendar nor its rounding touches 02/03/1980 or a number of twelve digits."""
    assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row} == {"@"}
    assert sheet.max_row == 201


def test_the_kind_is_chosen_from_a_list(sheet: Worksheet) -> None:
    [choice] = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("D2:D201", '"Cá nhân,Tập thể,Hộ gia đình"')


def test_it_is_the_same_file_every_time(content: bytes) -> None:
    assert write_list_template() == content
