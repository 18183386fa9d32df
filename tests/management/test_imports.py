"""`vinhdanh import awards`: a list into the register from the command line; counts, problems, exit codes."""

import json
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import BAN, BINH, DAO, NUMBER, changed, files_in_memory, workbook
from tests.management.command import vinhdanh
from tests.province import Province
from vinhdanh.management.command_line import main
from vinhdanh.models import AuditLine, Award, Import


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two good rows and one of which nobody knows whose award it is."""
    path = tmp_path / "ds.xlsx"
    path.write_bytes(workbook(DAO, BINH, BAN))
    return path


def run(*words: str | Path) -> int:
    return main(["import", "awards", *map(str, words)])


def test_a_list_goes_into_the_register_and_what_was_refused_is_named(province: Province, book: Path, capsys) -> None:
    assert run(book, "--unit", "huyen-chi-lang", "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    assert {name: said[name] for name in ("rows", "new", "known", "refused")} == {
        "rows": 3,
        "new": 2,
        "known": 0,
        "refused": 1,
    }
    [problem] = said["problems"]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("Danh sách", 4, "Danh hiệu, hình thức")
    assert (problem["value"], "của cấp nào" in problem["message"]) == ("Bằng khen", True)
    assert Award.objects.count() == 2


def test_a_list_without_a_fault_is_exit_code_0_and_once_more_all_is_known(
    province: Province, tmp_path: Path, capsys
) -> None:
    book = tmp_path / "ds.xlsx"
    book.write_bytes(workbook(DAO, BINH))
    assert run(book, "--unit", "huyen-chi-lang") == 0
    assert run(book, "--unit", "huyen-chi-lang") == 0
    assert "2 dòng = 0 mới + 2 đã có + 0 chưa đọc được" in capsys.readouterr().out
    assert (Award.objects.count(), Import.objects.count()) == (2, 1)


def test_a_trial_run_writes_nothing_at_all(province: Province, book: Path, capsys) -> None:
    assert run(book, "--unit", "huyen-chi-lang", "--dry-run") == 1
    assert "Chạy thử, không ghi gì: 3 dòng = 2 mới + 0 đã có + 1 chưa đọc được." in capsys.readouterr().out
    assert (Award.objects.count(), Import.objects.count(), AuditLine.objects.count()) == (0, 0, 0)


def test_rows_that_resemble_somebody_are_new(province: Province, book: Path, capsys) -> None:
    run(book, "--unit", "huyen-chi-lang")
    book.write_bytes(workbook(changed(DAO, c1="Nguyễn Thị Đao", c9="")))
    capsys.readouterr()
    assert run(book, "--unit", "huyen-chi-lang", "--dry-run", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["new"] == 1


def test_it_is_done_in_the_name_of_somebody_who_may(province: Province, book: Path, capsys) -> None:
    run(book, "--unit", "huyen-chi-lang", "--by", province.officer.email)
    assert set(AuditLine.objects.values_list("by", flat=True)) == {province.officer.pk}
    assert run(book, "--unit", "huyen-chi-lang", "--by", province.outsider.email) == 2
    assert run(book, "--unit", "huyen-chi-lang", "--by", "khong@co.vn") == 2
    refused, unknown = capsys.readouterr().err.splitlines()
    assert "Việc này dành cho" in refused
    assert "khong@co.vn" in unknown


@pytest.mark.parametrize(
    ("content", "unit", "words"),
    [(b"%PDF-1.7", "huyen-chi-lang", "PDF"), (b"", "huyen-chi-lang", "rỗng"), (None, "huyen-chi-lang", "Không mở được")]
    + [(b"x", "khong-co", "Không có đơn vị nào mang mã “khong-co”")],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_2(
    province: Province, tmp_path: Path, capsys, content: bytes | None, unit: str, words: str
) -> None:
    file = tmp_path / "ds.xlsx"
    if content is not None:
        file.write_bytes(content)
    assert run(file, "--unit", unit) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines()), words in said.err) == ("", 1, True)


def test_a_problem_never_repeats_an_identity_number(province: Province, tmp_path: Path, capsys) -> None:
    book = tmp_path / "ds.xlsx"
    book.write_bytes(workbook(changed(DAO, c1=NUMBER)))
    assert run(book, "--unit", "huyen-chi-lang", "--format", "json") == 1
    assert NUMBER not in capsys.readouterr().out


def test_without_a_database_it_says_so(tmp_path: Path, book: Path) -> None:
    said = vinhdanh("import", "awards", book, "--unit", "x", VAR_DIR=str(tmp_path), SECRET_KEY="x")
    assert said.exit_code == 2
    assert "Chưa đọc được cơ sở dữ liệu" in said.err
