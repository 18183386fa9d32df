"""The house keeps its plan: what stands in the root, which rooms there are, and who imports whom."""

import re
import tomllib

import pytest

from tests.house.house import PACKAGE, ROOT, name_of, python_files

ROOT_ENTRIES = {
    *(".ci", ".gitignore", "manage.py", "pyproject.toml", "requirements-dev.txt", "requirements.txt"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "README.vi.md"),
    *("benchmarks", "deploy", "docs", "examples", "script", "tests", "vinhdanh"),
}
SHAPELESS = {"common", "utils", "helpers", "services", "core", "lib", "misc", "shared"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def ignored_entries() -> set[str]:
    """What .gitignore keeps out of the root, and git's own folder."""
    return {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/")} | {".git"}


def test_the_root_holds_only_what_the_plan_names() -> None:
    ignored = ignored_entries()
    present = {entry.name for entry in ROOT.iterdir() if entry.name not in ignored and not entry.match("*.egg-info")}
    assert not present - ROOT_ENTRIES


def test_the_plan_names_at_most_eighteen() -> None:
    assert len(ROOT_ENTRIES) <= 18


def test_no_room_and_no_module_has_a_shapeless_name() -> None:
    named = [path for path in python_files(tests=True) if {*path.parts, path.stem} & SHAPELESS]
    assert not [name_of(path) for path in named]


def test_every_room_has_its_place_in_the_import_contract_and_on_the_page_that_shows_the_plan() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms <= placed
    plan = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert not {room for room in placed if room not in plan}


def dependency_lines() -> list[str]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    return [line for found in lists for line in found.splitlines()]


@pytest.mark.parametrize("line", dependency_lines())
def test_every_dependency_says_why_it_is_there(line: str) -> None:
    assert re.fullmatch(r'    "[\w.\-]+(\[[\w,\-]+\])?[<>=!~][^"]*",\s+# \S+ \S+.*', line)


def test_the_dependencies_are_read_from_both_lists() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    assert len(dependency_lines()) == len(PROJECT["project"]["dependencies"]) + len(extra)


def test_both_locks_pin_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([\w.\-]+==[^\s;\\]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.txt")
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def markdown_files() -> list[str]:
    ours = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("*.md")]
    return sorted(name_of(path) for path in ours)


@pytest.mark.parametrize("page", markdown_files())
def test_every_link_of_a_page_leads_to_a_file(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    inside = [target for target in targets if target and not re.match(r"https?:|mailto:", target)]
    assert not [target for target in inside if not ((ROOT / page).parent / target).exists()]
