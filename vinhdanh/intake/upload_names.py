"""The name of a file as a stranger wrote it, made one that can be shown and saved."""

import re
import unicodedata

LONGEST = 150  # letters, the ending included
UNNAMED = "tep"

_FORBIDDEN = re.compile(r'[<>:"|?*]')


def clean_name(name: str, ending: str, endings: tuple[str, ...] = (), known: frozenset[str] = frozenset()) -> str:
    """The name without folders, control letters and marks that turn the direction of writing, ending in `.ending`.

    `endings` are others that mean the same (`jpeg` for `jpg`) and may stay; one of `known` that misleads is taken
    off. Letters of any language are kept.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if letter.isspace() else letter for letter in last if _is_seen(letter))
    stem = " ".join(_FORBIDDEN.sub("_", seen).split()).rstrip(". ")
    base, dot, given = stem.rpartition(".")
    if dot and given.casefold() in {ending, *endings}:
        stem, ending = base, given.casefold()
    elif dot and given.casefold() in known:
        stem = base
    stem = stem[: LONGEST - len(ending) - 1].strip(". ") or UNNAMED
    return f"{stem}.{ending}"


def ending_of(name: str) -> str:
    """`Bao cao.PDF` → `pdf`; blank where there is none."""
    return name.rpartition(".")[2].strip().casefold() if "." in name else ""


def _is_seen(letter: str) -> bool:
    """Whether a letter is one that people see: no control, no mark of direction, no half of a pair."""
    return letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
