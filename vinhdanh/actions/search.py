"""Keeps the search index true: every action that changes what is found calls it, within its transaction."""

from collections.abc import Iterable


def refresh_honourees(keys: Iterable[int]) -> None:
    """Writes the entries of these honourees anew; of one merged or withdrawn, removes them."""


def refresh_decisions(keys: Iterable[int]) -> None:
    """Writes the entries of these decisions anew."""


def refresh_units(keys: Iterable[int]) -> None:
    """Writes the entries of these units anew, under every name that they bore."""
