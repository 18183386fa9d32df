"""`vinhdanh form02`: the form of a unit as data and as papers, and what it says where it cannot."""

import json
from pathlib import Path

import pytest

from tests.province import Province
from tests.reports.register_samples import fill_register
from vinhdanh.management.command_line import main
from vinhdanh.models import Award

ASKED = ("form02", "--unit", "huyen-chi-lang", "--from", "2016", "--to", "2020")


def data_of(capfd: pytest.CaptureFixture[str], *more: str) -> dict:
    assert main([*ASKED, *more]) == 0
    said = capfd.readouterr()
    assert said.err == ""
    return json.loads(said.out)


@pytest.fixture
def filled(province: Province) -> Province:
    fill_register(province)
    return province


def test_the_data_name_the_unit_the_years_every_row_and_what_is_not_known(
    filled: Province, capfd: pytest.CaptureFixture[str]
) -> None:
    data = data_of(capfd)
    assert (data["unit"], data["from"], data["to"], data["calendar"], data["complete"]) == (
        {"code": "huyen-chi-lang", "name": "Huyện Chi Lăng"},
        2016,
        2020,
        "year",
        False,
    )
    rows = {row["id"]: row for row in data["rows"]}
    mine = [
        award
        for award in Award.objects.standing().filter(year__range=(2016, 2020), award="giay_khen", kind="family")
        if award.unit.path.startswith(filled.district.path)
    ]
    assert rows["giay_khen"]["counts"]["family"] == {"value": len(mine), "low": len(mine), "high": len(mine)}
    assert rows["nha_giao_uu_tu"]["counts"]["individual"] == {"value": None, "low": 0, "high": 0}
    direct = rows["giay_khen"]["counts"]["individual_direct"]
    assert direct["low"] < direct["high"]
    assert direct["value"] is None
    assert {note["kind"] for note in data["notes"]} >= {"form", "record", "denominator", "direct"}
    assert [year["year"] for year in data["years"]] == [2016, 2017, 2018, 2019, 2020]


def test_levels_and_the_total_are_sums(filled: Province, capfd: pytest.CaptureFixture[str]) -> None:
    rows = data_of(capfd)["rows"]
    levels = [row for row in rows if row["depth"] == 0]
    for kind in ("collective", "individual", "family"):
        known = [row["counts"][kind]["high"] for row in rows if row["depth"] == 1]
        assert (
            sum(known) == sum(row["counts"][kind]["high"] for row in levels[:-1]) == levels[-1]["counts"][kind]["high"]
        )


def test_emulation_years_count_by_the_day_of_the_decision(filled: Province, capfd: pytest.CaptureFixture[str]) -> None:
    year, emulation = data_of(capfd), data_of(capfd, "--calendar", "emulation")
    assert emulation["calendar"] == "emulation"
    assert year["rows"] != emulation["rows"]


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_paper_is_written_to_the_file_that_is_named(
    filled: Province, tmp_path: Path, form: str, begins: bytes
) -> None:
    out = tmp_path / f"mau-02.{form}"
    assert main([*ASKED, "--format", form, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(begins)


def test_without_a_file_a_paper_goes_to_standard_output(filled: Province, capfdbinary) -> None:
    assert main([*ASKED, "--format", "xlsx"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"PK")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("--unit", "huyen-khong-co"), "Không có đơn vị mang mã “huyen-khong-co”; các mã gần giống: huyen-chi-lang."),
        (("--from", "2021"), "Giai đoạn 2021-2020 chưa đúng"),
        (("--from", "1900"), "Giai đoạn 1900-2020 chưa đúng"),
        (("--from", "1960"), "Mỗi lần tổng hợp không quá 30 năm."),
        (("--out", "/khong-co/mau-02.json"), "không có thư mục này"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(
    province: Province, capfd: pytest.CaptureFixture[str], asked: tuple[str, str], sentence: str
) -> None:
    assert main([*ASKED, *asked]) == 2
    said = capfd.readouterr()
    assert sentence in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
