"""Reading a pack: what is refused, with its file, its line and its path; what is joined; what changes the hash."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.rules.tiny import TINY, TINY_FOLDER
from vinhdanh.rules.packs import default_pack, load_folder, load_pack, pack_names
from vinhdanh.rules.yaml_source import PackError, PackProblem

Edit = Callable[..., list[PackProblem]]


def line_of(file: Path, text: str) -> int:
    """The first line (from 1) that holds the text."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY_FOLDER, tmp_path / "tiny"))


@pytest.fixture
def refused(folder: Path) -> Edit:
    """Replaces words in a file of the tiny pack and answers with the problems of reading it."""

    def edit(name: str, old: str, new: str) -> list[PackProblem]:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(PackError) as error:
            load_folder(folder)
        assert str(error.value) == "\n".join(map(str, error.value.problems))
        return error.value.problems

    return edit


CASES = yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_refused(case: dict[str, str], refused: Edit, folder: Path) -> None:
    problems = refused(case["file"], case["words"], case["instead"])
    found = next((problem for problem in problems if case["message"] in problem.message), None)
    assert found is not None, problems
    line = line_of(folder / case["file"], case["at"])
    assert (found.file, found.line, found.path) == (case["file"], line, case["path"])


def test_a_problem_is_said_with_its_place(refused: Edit) -> None:
    (problem,) = refused("collectives.yaml", "count: 1", "count: 0")
    assert str(problem) == "collectives.yaml:7: criteria.0.condition.count: phải từ 1 trở lên"


def test_every_problem_is_said_at_once(refused: Edit, folder: Path) -> None:
    (folder / "quotas.yaml").write_text((folder / "quotas.yaml").read_text().replace("percent: 20\n", "percent: x\n"))
    problems = refused("collectives.yaml", "count: 1", "count: 0")
    assert [problem.file for problem in problems] == ["collectives.yaml", "quotas.yaml"]


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "chỉ là chữ"])
def test_a_file_holds_keys_and_values(content: str, folder: Path) -> None:
    (folder / "them.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_folder(folder)
    assert str(error.value) == "them.yaml:1: tệp phải là các cặp khóa: giá trị"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00title", b"id: \xc3\x28"])
def test_bytes_that_are_no_text_are_a_problem_of_their_file(content: bytes, folder: Path) -> None:
    (folder / "them.yaml").write_bytes(content)
    with pytest.raises(PackError) as error:
        load_folder(folder)
    assert [problem.file for problem in error.value.problems] == ["them.yaml"]


def test_a_folder_without_a_file_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="không có tệp .yaml nào"):
        load_folder(tmp_path)
    with pytest.raises(PackError, match="không có tệp .yaml nào"):
        load_folder(tmp_path / "không có")


def test_a_list_that_stands_in_two_files_is_one_list() -> None:
    assert [criterion.id for criterion in TINY.criteria] == ["khen.tap_the", "khen.ca_nhan"]


def test_the_second_half_of_a_joined_list_keeps_its_own_lines(refused: Edit, folder: Path) -> None:
    (problem,) = refused("people.yaml", "of: delegates", "of: khach")
    assert (problem.file, problem.line) == ("people.yaml", line_of(folder / "people.yaml", "khach"))
    assert problem.path.startswith("criteria.1.")


def test_files_below_a_folder_are_read_too(folder: Path) -> None:
    (folder / "tieu_chuan").mkdir()
    (folder / "people.yaml").rename(folder / "tieu_chuan" / "people.yaml")
    assert len(load_folder(folder).criteria) == 2


def test_the_hash_is_of_every_byte_and_of_every_name(folder: Path) -> None:
    before = load_folder(folder).hash
    assert before == TINY.hash
    assert len(before) == 64
    (folder / "people.yaml").write_bytes((folder / "people.yaml").read_bytes() + b"#")
    one_byte = load_folder(folder).hash
    (folder / "people.yaml").rename(folder / "persons.yaml")
    assert len({before, one_byte, load_folder(folder).hash}) == 3


def test_a_pack_cannot_be_changed_once_it_is_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        TINY.title = "khác"


def test_the_packs_of_the_product_are_found_by_name() -> None:
    assert "lang-son-2020" in pack_names()
    assert load_pack("lang-son-2020").id == "lang-son-2020"
    for name in ("khong-co", "../packs/lang-son-2020", ""):
        with pytest.raises(KeyError):
            load_pack(name)


def test_of_several_packs_the_one_that_says_so_is_meant_where_none_is_named(tmp_path: Path) -> None:
    assert len(pack_names()) > 1
    assert default_pack() == "lang-son-2020"
    assert [name for name in pack_names() if load_pack(name).for_quick_check] == ["lang-son-2020"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"a": ""}, "a"),
        ({"a": "", "b": "for_quick_check: true"}, "b"),
        ({"a": "", "b": "for_quick_check: false"}, None),
        ({"a": "for_quick_check: true", "b": "for_quick_check: true"}, None),
        ({"a": "# for_quick_check: true", "b": ""}, None),
    ],
)
def test_the_pack_that_is_meant(said: dict[str, str], meant: str | None, tmp_path: Path) -> None:
    for name, key in said.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "campaign.yaml").write_text(f"id: {name}\n{key}\n", encoding="utf-8")
    assert default_pack(tmp_path) == meant
