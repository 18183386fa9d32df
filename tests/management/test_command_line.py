"""The command itself: help and complaints in Vietnamese, and nothing of Django behind it."""

import re
import subprocess
import sys

import pytest

from tests.management.command import BARE, ROOT, vinhdanh

COMMANDS = [
    *((), ("screen",), ("template",), ("template", "nominations")),
    *(("pack",), ("pack", "check"), ("pack", "show"), ("pack", "list"), ("pack", "schema")),
]
ENGLISH = ["usage", "options", "positional", "optional", "arguments", "show this", "program's version", "error", "exit"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_in_vietnamese(command: tuple[str, ...]) -> None:
    said = vinhdanh(*command, "--help")
    assert (said.exit_code, said.err) == (0, "")
    assert said.out.startswith(f"Cách dùng: {' '.join(('vinhdanh', *command))}")
    assert said.out.count("Cách dùng") == 1
    assert [word for word in ENGLISH if word in said.out.lower()] == []


@pytest.mark.parametrize("command", [command for command in COMMANDS if len(command) < 2], ids=" ".join)
def test_help_names_each_thing_below_with_its_words(command: tuple[str, ...]) -> None:
    said = vinhdanh(*command, "--help")
    below = {words[len(command)] for words in COMMANDS if len(words) == len(command) + 1 and words[:-1] == command}
    assert [name for name in below if not re.search(rf"^    {name}\s+\S", said.out, re.MULTILINE)] == []


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("screen",),
        ("screen", "a.xlsx", "--format", "xml"),
        ("screen", "a.xlsx", "--on", "31/4/2020"),
        ("screen", "a.xlsx", "--on", "hôm\nqua"),
        ("screen", "a.xlsx", "--campaign"),
        ("screen", "a.xlsx", "--khac"),
        ("screen", "a.xlsx", "b.xlsx"),
        ("template",),
        ("template", "nominations"),
        ("template", "councils"),
        ("pack",),
        ("pack", "check"),
        ("pack", "burn"),
        ("burn",),
    ],
    ids=" ".join,
)
def test_a_wrong_command_is_refused_in_one_vietnamese_line_and_exit_2(command: tuple[str, ...]) -> None:
    said = vinhdanh(*command)
    assert (said.exit_code, said.out) == (2, "")
    assert said.complaint.startswith("Lệnh chưa đúng: ")
    assert said.complaint.endswith(" --help")
    english = ("required", "invalid", "expected", "choose", "argument", "unrecognized", "usage")
    assert [word for word in english if word in said.complaint] == []


def test_it_says_its_version() -> None:
    said = vinhdanh("--version")
    assert said.exit_code == 0
    assert said.out.startswith("vinhdanh 0.")


def test_the_command_is_installed_under_its_name() -> None:
    program = "from importlib.metadata import entry_points as e; print(e(group='console_scripts')['vinhdanh'].value)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "vinhdanh.management.command_line:main"


LOADED = """
import sys
from vinhdanh.management.command_line import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
heavy = ("django", "environ", "granian", "sqlite3", "socket", "typst", "docx", "xlsxwriter")
print("loaded:", *[name for name in heavy if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        (["--version"], []),
        (["pack", "list"], []),
        (["screen", "/khong-co.xlsx"], []),
        (["screen", "{example}"], []),
        (["screen", "{example}", "--out", "{folder}"], ["typst", "docx", "xlsxwriter"]),
    ],
    ids=["version", "packs", "no file", "a screening", "a screening with papers"],
)
def test_it_loads_no_django_no_database_and_no_writer_that_it_does_not_need(tmp_path, words, loaded) -> None:
    example = tmp_path / "vi-du.xlsx"
    vinhdanh("template", "nominations", "--example", "--out", example)
    given = [word.format(example=example, folder=tmp_path / "du-thao") for word in words]
    done = subprocess.run([sys.executable, "-c", LOADED, *given], capture_output=True, env=BARE, cwd=ROOT)
    found = done.stdout.decode("utf-8").splitlines()[-1].split()[1:]
    assert [name for name in found if name not in {"socket"}] == loaded
