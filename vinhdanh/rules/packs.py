"""Packs are folders: find one, load it, and refuse what the vocabulary does not hold, with file, line and path."""

from pathlib import Path

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.references import reference_problems
from vinhdanh.rules.refusals import problem_at, read_model
from vinhdanh.rules.yaml_source import PackError, read_folder

PACKS = Path(__file__).parent / "packs"


def pack_names() -> list[str]:
    """The packs that come with the product."""
    return sorted(folder.name for folder in PACKS.iterdir() if folder.is_dir() and not folder.name.startswith("_"))


def default_pack() -> str | None:
    """The pack that is meant where none is named: the only one there is."""
    names = pack_names()
    return names[0] if len(names) == 1 else None


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
