"""The guide for those who write packs: its examples make one pack that works, and say what the machine understands."""

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest

from tests.house.house import ROOT
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.template import write_book
from vinhdanh.management.command_line import main
from vinhdanh.rules.campaign import AnyLimit, Deadline, Pack
from vinhdanh.rules.checks import warnings
from vinhdanh.rules.describe import describe
from vinhdanh.rules.findings import OUTCOME_WORDS
from vinhdanh.rules.packs import load_folder, load_pack
from vinhdanh.rules.vocabulary import Condition
from vinhdanh.rules.yaml_source import PackError
from vinhdanh.screening.answers import as_text
from vinhdanh.screening.report import Report, screen_book
from vinhdanh.screening.terms import nomination_terms

GUIDES = ROOT / "docs" / "guide"
PACK_GUIDE = (GUIDES / "viet-goi-quy-dinh.md").read_text(encoding="utf-8")
COMMAND_GUIDE = (GUIDES / "dong-lenh.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```(yaml sai|yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(kind, text) for kind, text in FENCED.findall(PACK_GUIDE)]
FILES = {
    found.group(1): text for kind, text in BLOCKS if kind == "yaml" and (found := re.match(r"# (\S+\.yaml)\n", text))
}
ENTRY = re.compile(r"### `(\w+)`\n.*?^```yaml\n(.*?)^```$\n\n> Máy hiểu: ([^\n]+)\n", re.MULTILINE | re.DOTALL)
ENTRIES = {rule: (example, understood) for rule, example, understood in ENTRY.findall(PACK_GUIDE)}
CRITERION = """\
criteria:
  - {{id: vi_du.tap_the, award: bang_khen_tinh, kind: collective, cite: HD, text: Ví dụ, condition: {others}}}
  - {{id: vi_du.gia_dinh, award: bang_khen_tinh, kind: family, cite: HD, text: Ví dụ, condition: {family}}}
  - id: vi_du.ca_nhan
    award: bang_khen_tinh
    kind: individual
    cite: HD
    text: Ví dụ
    condition:
"""
JUDGED = "{{id: vi_du.khac{number}, rule: judgement, cite: HD, text: Điều khác}}"


def rules_of(union: object) -> set[str]:
    """The words that `rule` may be in a union of our models."""
    members = get_args(get_args(union)[0])
    return {get_args(member.model_fields["rule"].annotation)[0] for member in members}


def write_pack(folder: Path, **replaced: str) -> Path:
    """The guide's own pack as files, some of them replaced."""
    for name, text in {**FILES, **{f"{stem}.yaml": text for stem, text in replaced.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def pack_with(condition: str, folder: Path) -> Pack:
    """The guide's pack with this condition as the one asked of persons."""
    opening = CRITERION.format(others=JUDGED.format(number=1), family=JUDGED.format(number=2))
    inside = "".join(f"      {line}\n" for line in condition.splitlines())
    return load_folder(write_pack(folder, criteria=opening + inside))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_folder(write_pack(tmp_path_factory.mktemp("guide")))


def test_the_files_of_the_guide_make_a_whole_pack_without_a_grave_warning(pack: Pack) -> None:
    assert pack.id == "hoi-nghi-vi-du"
    assert [warning for warning in warnings(pack) if warning.grave] == []


def screened_example(pack: Pack) -> Report:
    """The report on the pack's own example, written as a workbook and read again."""
    target, terms = BytesIO(), nomination_terms(pack)
    write_book(target, terms, pack.example.unit, pack.example.rows, title=pack.title)
    return screen_book(read_nominations(target.getvalue(), terms), pack, on=date(2026, 5, 20))


def test_the_example_of_the_guide_is_a_workbook_that_reads_without_a_problem(pack: Pack) -> None:
    report = screened_example(pack)
    assert report.problems == ()
    assert [one.verdict.value for one in report.screened] == ["unknown", "met", "met"]
    assert report.quota.finding.outcome == "met"


def test_the_machine_can_read_the_whole_pack_back(pack: Pack) -> None:
    understood = {entry.id: entry.understood for chapter in describe(pack) for entry in chapter.entries}
    assert understood["so_luong.giao_duc.ty_le"].endswith("làm tròn xuống.")
    assert understood["han.ho_so"].startswith("Hạn cuối: hết ngày 09/06/2026.")


def test_every_rule_of_the_vocabulary_has_its_entry_in_the_guide() -> None:
    assert ENTRIES.keys() == rules_of(Condition)


@pytest.mark.parametrize("rule", sorted(ENTRIES))
def test_the_example_of_a_rule_loads_and_means_what_the_guide_says(rule: str, tmp_path: Path) -> None:
    example, understood = ENTRIES[rule]
    pack = pack_with(example, tmp_path)
    condition = pack.criterion_of["bang_khen_tinh", "individual"].condition
    [entry] = [entry for chapter in describe(pack) for entry in chapter.entries if entry.id == condition.id]
    assert (condition.rule, entry.understood) == (rule, understood)
    assert [warning for warning in warnings(pack) if warning.grave] == []


def test_every_limit_and_every_kind_of_deadline_is_used_and_explained(pack: Pack) -> None:
    limits = {limit.rule for quota in pack.quotas for limit in quota.limits}
    dues = {deadline.due.rule for deadline in pack.calendar.deadlines}
    assert limits == rules_of(AnyLimit)
    assert dues == {get_args(due.model_fields["rule"].annotation)[0] for due in due_models()}
    assert all(f"| `{rule}` | " in PACK_GUIDE for rule in limits | dues)


def due_models() -> tuple[type, ...]:
    return get_args(Deadline.model_fields["due"].annotation)


def test_every_key_of_a_pack_is_named_in_the_guide() -> None:
    keys = set(Pack.model_fields) - {"hash"}
    assert not {key for key in keys if f"`{key}`" not in PACK_GUIDE}


def test_the_refusals_that_the_guide_shows_are_what_the_program_answers(tmp_path: Path) -> None:
    [wrong] = [text for kind, text in BLOCKS if kind == "yaml sai"]
    [answer] = [text for kind, text in BLOCKS if kind == "text"]
    with pytest.raises(PackError) as refused:
        load_folder(write_pack(tmp_path, criteria=wrong))
    assert [str(problem) for problem in refused.value.problems] == answer.splitlines()


def test_the_schema_for_editors_is_the_one_that_the_program_prints() -> None:
    kept = json.loads((GUIDES / "pack.schema.json").read_text(encoding="utf-8"))
    assert kept == Pack.model_json_schema(), "vinhdanh pack schema > docs/guide/pack.schema.json"


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command answers to --help."""
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


def commands(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, ...]]:
    """Every command that does something: the words after `vinhdanh`, as the help lists them."""
    found = help_of(capsys, *words)
    is_group = re.search(r" \.\.\.$", found, re.MULTILINE)
    listed = re.findall(r"^    (\w+)(?= |$)", found, re.MULTILINE) if is_group else []
    inner = [command for word in listed for command in commands(capsys, *words, word)]
    return inner or [words]


def test_every_command_and_every_option_stands_in_the_guide_of_the_command_line(capsys) -> None:
    every = commands(capsys)
    assert ("screen",) in every
    assert len(every) >= 6
    for words in every:
        assert f"## `vinhdanh {' '.join(words)}`" in COMMAND_GUIDE
        section = COMMAND_GUIDE.split(f"## `vinhdanh {' '.join(words)}`")[1].split("\n## ")[0]
        options = set(re.findall(r"--[a-z]+", help_of(capsys, *words))) - {"--help"}
        assert not {option for option in options if f"`{option}" not in section}
        assert "Mã thoát" in section


@pytest.mark.parametrize("page", ["README.md", "docs/guide/dong-lenh.md"])
def test_an_answer_that_a_page_quotes_is_what_the_program_answers(page: str) -> None:
    answer = as_text(screened_example(load_pack("lang-son-2020")))
    quoted = re.findall(r"^```\n(\d+\. .*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(quoted) == 1
    assert quoted[0] in answer


def test_the_decisions_are_numbered_without_a_gap_and_say_why() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]}. ")
        places = [text.find(f"\n## {part}") for part in ("Context", "Decision", "Why", "Consequences")]
        assert -1 not in places
        assert places == sorted(places)


def test_the_glossary_holds_the_words_that_people_see() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    pack = load_pack("lang-son-2020")
    words = [*OUTCOME_WORDS.values(), *(value.label for value in pack.attribute_of["category"].values)]
    assert not [word for word in words if word.casefold() not in glossary.casefold()]
    assert not [rule for rule in rules_of(AnyLimit) if f"| {rule.replace('_', ' ')} |" not in glossary]
