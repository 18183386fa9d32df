"""What can be wrong: with one cell (a problem, the rest is still read), or with the whole file (unreadable)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be taken as it stands.

    `row` counts from 1 as Excel shows it, 0 where the whole sheet is meant; `column` is the header as in the
    template; `value` is the cell as it was typed; `message` says in Vietnamese what was read and what to do.
    """

    sheet: str
    row: int
    column: str
    value: str
    message: str


class Unreadable(Exception):
    """The file cannot be read at all; `sentence` says in Vietnamese what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotRead(ValueError):
    """One cell does not hold what its column asks for; the text says in Vietnamese what was read and what to do."""


def quoted(text: str, longest: int = 80) -> str:
    """The text between Vietnamese quotation marks, cut where a message would become unreadable."""
    shown = " ".join(text.split())
    return f"“{shown[:longest]}…”" if len(shown) > longest else f"“{shown}”"
