"""Nothing grows beyond what a reader can hold. A raised limit needs a page in docs/decisions."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.house import PACKAGE, WEB, name_of, python_files, syntax, web_files

FILE, FUNCTION, CLASS, VIEW, TEMPLATE, SETTINGS, STYLESHEET = 400, 50, 200, 40, 150, 250, 800


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def blocks(path: Path, *kinds: type[ast.AST]) -> Iterator[tuple[str, int]]:
    """`file: name` and the number of lines of each function or class of a module."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, kinds):
            yield f"{name_of(path)}: {node.name}", node.end_lineno - node.lineno + 1


def beyond(limit: int, sizes: Iterator[tuple[str, int]]) -> dict[str, int]:
    return {name: size for name, size in sizes if size > limit}


def test_a_file_has_at_most_400_lines() -> None:
    assert not beyond(FILE, ((name_of(path), lines(path)) for path in python_files(tests=True)))


def test_a_function_has_at_most_50_lines() -> None:
    every = (
        block for path in python_files(tests=True) for block in blocks(path, ast.FunctionDef, ast.AsyncFunctionDef)
    )
    assert not beyond(FUNCTION, every)


def test_a_class_has_at_most_200_lines() -> None:
    assert not beyond(CLASS, (block for path in python_files(tests=True) for block in blocks(path, ast.ClassDef)))


def test_a_view_has_at_most_40_lines() -> None:
    views = [path for path in python_files() if path.is_relative_to(WEB / "views")]
    assert views
    assert not beyond(VIEW, (block for path in views for block in blocks(path, ast.FunctionDef, ast.ClassDef)))


def test_a_template_has_at_most_150_lines() -> None:
    assert not beyond(TEMPLATE, ((name_of(path), lines(path)) for path in web_files(".html", ".txt")))


def test_the_settings_have_at_most_250_lines() -> None:
    assert lines(PACKAGE / "settings.py") <= SETTINGS


def test_there_is_one_stylesheet_of_at_most_800_lines() -> None:
    assert {name_of(path): lines(path) <= STYLESHEET for path in web_files(".css")} == {
        "vinhdanh/web/static/vinhdanh.css": True
    }
