"""Keys of rows as a browser sends them back."""

from collections.abc import Iterable

_LONGEST = 18  # digits: every such number is one that a database holds


def row_key(typed: str) -> int | None:
    """The key that a form carried; None for all that no form of ours sends."""
    return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST else None


def row_keys(typed: Iterable[str]) -> set[int]:
    """Those of them that are keys."""
    return {key for key in map(row_key, typed) if key is not None}
