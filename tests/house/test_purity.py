"""The pure rooms answer from what they are given: no Django, no clock, no stranger. No import hides."""

import ast

import pytest

from tests.house.house import PURE_ROOMS, WEB, imported_modules, name_of, pure_files, python_files, syntax

CLOCK = {
    "today",
    "now",
    "utcnow",
    "time",
    "monotonic",
    "perf_counter",
    "time_ns",
    "gmtime",
    "localtime",
    "fromtimestamp",
}
CLOCK_OWNERS = {"date", "datetime", "time", "dt", "timezone"}


def clock_readings(tree: ast.AST) -> list[str]:
    """Calls such as `date.today()` or `time.time()`, with their lines."""
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and ast.unparse(node.func.value).split(".")[-1] in CLOCK_OWNERS
    ]


def deferred_imports(tree: ast.Module) -> list[str]:
    """Imports inside functions or classes: they hide who knows whom."""
    inside = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    return [
        f"line {inner.lineno}: {ast.unparse(inner)}"
        for node in inside
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


@pytest.mark.parametrize("path", pure_files(), ids=name_of)
def test_a_pure_room_never_reads_the_clock(path) -> None:
    assert not clock_readings(syntax(path))
    assert "time" not in imported_modules(syntax(path))


@pytest.mark.parametrize("path", pure_files(), ids=name_of)
def test_a_pure_room_imports_no_django(path) -> None:
    assert not [name for name in imported_modules(syntax(path)) if name.split(".")[0] in {"django", "environ", "csp"}]


@pytest.mark.parametrize("path", [path for path in pure_files() if "screening" not in path.parts], ids=name_of)
def test_the_pure_rooms_are_strangers_to_one_another(path) -> None:
    strangers = {f"vinhdanh.{room}" for room in PURE_ROOMS if room not in path.parts}
    assert not [name for name in imported_modules(syntax(path)) if ".".join(name.split(".")[:2]) in strangers]


@pytest.mark.parametrize("path", python_files(tests=True), ids=name_of)
def test_imports_stand_at_the_top_of_the_file(path) -> None:
    assert not deferred_imports(syntax(path))


def test_these_tests_see_what_they_look_for() -> None:
    tree = ast.parse("def f():\n    import django.db\n    return datetime.date.today(), time.time(), dt.datetime.now()")
    assert len(clock_readings(tree)) == 3
    assert deferred_imports(tree) == ["line 2: import django.db"]
    assert list(imported_modules(tree)) == ["django.db"]


def test_a_view_never_writes_by_itself() -> None:
    """Writing is the work of a verb, with its rights, its transaction and its line in the audit."""
    writing = {"save", "bulk_create", "bulk_update", "delete", "get_or_create", "update_or_create"}
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files()
        if path.is_relative_to(WEB / "views")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
    ]
    assert not found
