"""Packs are folders: find one, load it, and refuse what the vocabulary does not hold, with file, line and path."""

from functools import cache
from pathlib import Path

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.references import reference_problems
from vinhdanh.rules.refusals import problem_at, read_model
from vinhdanh.rules.yaml_source import PackError, read_folder

PACKS = Path(__file__).parent / "packs"


def pack_names(packs: Path = PACKS) -> list[str]:
    """The packs that come with the product, or that stand in another folder."""
    return sorted(folder.name for folder in packs.iterdir() if folder.is_dir() and not folder.name.startswith("_"))


@cache
def default_pack(packs: Path = PACKS) -> str | None:
    """The pack that is meant where none is named: the only one there is, or the one that says so of itself
    (`for_quick_check`). None where none says so, or more than one."""
    names = pack_names(packs)
    said = names if len(names) == 1 else [name for name in names if _is_for_quick_check(packs / name)]
    return said[0] if len(said) == 1 else None


def _is_for_quick_check(folder: Path) -> bool:
    """Asked before anything else runs: a pack that does not hold the word is not read."""
    word = b"for_quick_check"
    said = any(word in file.read_bytes() for file in folder.rglob("*.yaml"))
    return said and read_folder(folder).data.get(word.decode()) is True


def load_pack(name: str) -> Pack:
    """A pack of the product by its name; KeyError if there is none."""
    if name not in pack_names():
        raise KeyError(name)
    return load_folder(PACKS / name)


def load_folder(folder: Path) -> Pack:
    """The pack in a folder. Raises PackError with every problem found, each with file, line and path."""
    source = read_folder(folder)
    pack = read_model(Pack, source, hash=source.hash)
    problems = [problem_at(source, path, message) for path, message in reference_problems(pack)]
    if problems:
        raise PackError(problems)
    return pack
