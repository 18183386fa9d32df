"""`vinhdanh template`: the workbook to fill in, empty or as an example."""

from pathlib import Path

import openpyxl
import pytest

from tests.management.command import vinhdanh
from tests.screening.lists import PACK, TERMS
from vinhdanh.intake.nominations import read_nominations

SHEETS = ["Hướng dẫn", "Đơn vị", "Tập thể", "Cá nhân", "Gia đình", "Xếp loại", "Khen thưởng", "Số liệu", "Đánh giá"]


def test_the_template_holds_the_sheets_of_the_contract_and_nobody(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    said = vinhdanh("template", "nominations", "--campaign", "lang-son-2020", "--out", path)
    assert (said.exit_code, said.err) == (0, "")
    assert str(path) in said.out
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == SHEETS
    read = read_nominations(path, TERMS)
    assert (read.collectives, read.people, read.families) == ((), (), ())


def test_the_example_is_that_of_the_campaign_and_has_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "vi-du.xlsx"
    assert vinhdanh("template", "nominations", "--example", "--out", path).exit_code == 0
    read = read_nominations(path, TERMS)
    assert read.problems == ()
    assert read.unit.name == PACK.example.unit["Tên đơn vị"]
    assert len(read.people) == len(PACK.example.rows["Cá nhân"])


def test_the_same_campaign_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        vinhdanh("template", "nominations", "--out", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(("where", "words"), [("khong-co/bang.xlsx", "không có thư mục này"), (".", "cần tên tệp")])
def test_a_place_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path, where: str, words: str) -> None:
    said = vinhdanh("template", "nominations", "--out", tmp_path / where)
    assert (said.exit_code, said.out) == (2, "")
    assert words in said.complaint


def test_an_unknown_campaign_writes_nothing(tmp_path: Path) -> None:
    said = vinhdanh("template", "nominations", "--campaign", "khac", "--out", tmp_path / "bang.xlsx")
    assert (said.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "Không có gói quy định “khac”" in said.complaint
