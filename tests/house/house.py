"""The files that the house tests read."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "vinhdanh"
WEB = PACKAGE / "web"
PURE_ROOMS = ("rules", "documents", "intake", "screening")


def python_files(*, tests: bool = False) -> list[Path]:
    """Every module of ours, without the migrations that Django writes; with `tests`, the tests too."""
    found = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    return sorted(found + (list((ROOT / "tests").rglob("*.py")) if tests else []))


def pure_files() -> list[Path]:
    """The modules that may know neither Django nor the clock."""
    pure = [path for path in python_files() if path.relative_to(PACKAGE).parts[0] in PURE_ROOMS]
    return [*pure, PACKAGE / "vietnamese.py"]


def name_of(path: Path) -> str:
    """The path as it is said in a failure."""
    return path.relative_to(ROOT).as_posix()


def syntax(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever it does so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def web_files(*endings: str) -> list[Path]:
    """Templates, styles and scripts that we wrote ourselves."""
    ours = [path for path in WEB.rglob("*") if path.suffix in endings and "vendor" not in path.parts]
    return sorted(ours)
