"""`vinhdanh pack`: what is wrong in a folder, what the machine understood, what there is."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.management.command import vinhdanh
from tests.screening.lists import PACK, family, workbook
from vinhdanh.rules.packs import PACKS, load_pack
from vinhdanh.rules.vocabulary import conditions

CRITERIA = "criteria/3-families.yaml"


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """A function that copies the pack and replaces words in one of its files."""

    def change(file: str = "", *replacements: tuple[str, str]) -> Path:
        folder = tmp_path / "lang-son-2020"
        shutil.copytree(PACKS / "lang-son-2020", folder)
        for old, new in replacements:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def line_of(folder: Path, file: str, words: str) -> int:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_good_pack_is_said_to_be_good(changed) -> None:
    said = vinhdanh("pack", "check", changed())
    assert (said.exit_code, said.err) == (0, "")
    assert said.out.splitlines()[-1].startswith("lang-son-2020: 3 tiêu chuẩn, 4 chỉ tiêu; 0 cảnh báo")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("rule: judgement", "rule: guesswork", "không có trong từ vựng"),
        ("at_least: 150_000_000", "at_leest: 150_000_000", "không có trong từ vựng"),
        ("at_least: 150_000_000", "at_least: nhiều", "phải là số nguyên"),
        ("indicator: contribution", "indicator: gold", "gold"),
        ("period: giai_doan", "period: mai_sau", "mai_sau"),
        ("readings: [o7]", "readings: [o99]", "o99"),
    ],
    ids=["a rule", "a key", "a type", "an indicator", "a period", "a reading"],
)
def test_a_mistake_is_named_with_its_file_and_line(changed, old: str, new: str, words: str) -> None:
    folder = changed(CRITERIA, (old, new))
    said = vinhdanh("pack", "check", folder)
    assert said.exit_code == 2
    assert said.complaint.endswith("chỗ phải sửa; gói chưa dùng được.")
    named = [int(line) for line in re.findall(r"3-families\.yaml:(\d+)", said.out)]
    fault = line_of(folder, CRITERIA, new)
    assert any(fault - 8 <= line <= fault for line in named), said.out  # a union is blamed where its clause begins
    assert words in said.out


def test_every_mistake_is_named_at_once(changed) -> None:
    mistakes = (("indicator: contribution", "indicator: gold"), ("readings: [o7]", "readings: [o99]"))
    said = vinhdanh("pack", "check", changed(CRITERIA, *mistakes))
    assert said.complaint.startswith("2 chỗ phải sửa")
    assert len(said.out.splitlines()) == 2


def test_what_can_never_be_met_is_a_warning_and_exit_1(changed) -> None:
    folder = changed("quotas.yaml", ("count: 1", "count: 9"))
    said = vinhdanh("pack", "check", folder)
    assert said.exit_code == 1
    assert "Cảnh báo: so_luong.giao_duc.hoc_sinh: cần ít nhất 9 nhưng chỉ được đề nghị 2" in said.out


@pytest.mark.parametrize("broken", ["a: [1", "a: 1\na: 2\n", "!!python/object/apply:os.system ['true']\n"])
def test_a_file_that_is_no_plain_yaml_is_named(changed, broken: str) -> None:
    folder = changed()
    (folder / CRITERIA).write_text(broken, encoding="utf-8")
    said = vinhdanh("pack", "check", folder)
    assert said.exit_code == 2
    assert said.complaint
    assert "3-families.yaml:" in said.out


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    missing, empty = vinhdanh("pack", "check", tmp_path / "khong-co"), vinhdanh("pack", "check", tmp_path)
    assert missing.exit_code == empty.exit_code == 2
    assert "Không có thư mục" in missing.complaint
    assert "không có tệp .yaml nào" in empty.out


@pytest.mark.parametrize("by", ["name", "folder"])
def test_show_says_every_clause_with_its_cite(changed, by: str) -> None:
    said = vinhdanh("pack", "show", "lang-son-2020" if by == "name" else changed())
    assert (said.exit_code, said.err) == (0, "")
    clauses = [inner for criterion in PACK.criteria for inner in conditions(criterion.condition)]
    assert [clause.id for clause in clauses if f"{clause.text} ({clause.cite})" not in said.out] == []
    assert PACK.hash in said.out


def test_show_refuses_what_is_not_there() -> None:
    said = vinhdanh("pack", "show", "khac")
    assert (said.exit_code, said.out) == (2, "")
    assert "các gói có sẵn: lang-son-2020" in said.complaint


def test_list_names_every_pack() -> None:
    said = vinhdanh("pack", "list")
    assert (said.exit_code, said.err) == (0, "")
    titles = {"lang-son-2020": PACK.title, "lang-son-2020-cap-nha-nuoc": load_pack("lang-son-2020-cap-nha-nuoc").title}
    assert said.out == "".join(f"{name}\t{title}\n" for name, title in titles.items())


def test_schema_is_one_json_schema_that_knows_the_vocabulary() -> None:
    said = vinhdanh("pack", "schema")
    schema = json.loads(said.out)
    assert (said.exit_code, said.err) == (0, "")
    assert {"criteria", "quotas", "calendar"} <= schema["properties"].keys()
    assert schema["additionalProperties"] is False


def test_a_folder_may_be_the_campaign_of_a_screening(changed, tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(workbook(family(), {"Loại đơn vị": "Y tế"}))
    stricter = changed(CRITERIA, ("at_least: 150_000_000", "at_least: 150_000_001"))
    assert vinhdanh("screen", path, "--campaign", "lang-son-2020").exit_code == 0
    said = vinhdanh("screen", path, "--campaign", stricter)
    assert (said.exit_code, said.err) == (1, "")


def test_a_broken_campaign_is_refused_in_one_line(changed, tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(workbook(family()))
    said = vinhdanh("screen", path, "--campaign", changed(CRITERIA, ("rule: judgement", "rule: guesswork")))
    assert (said.exit_code, said.out) == (2, "")
    assert re.search(r"chưa dùng được: .*3-families\.yaml:\d+", said.complaint)
