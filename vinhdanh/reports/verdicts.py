"""The words of a screening by nominee: what the board counts, and what actions/verdicts.py keeps."""

from collections.abc import Iterable
from datetime import date

from vinhdanh.models import Dossier
from vinhdanh.reports.screened_dossier import screen_several


def verdicts_of(dossiers: Iterable[Dossier], on: date) -> dict[int, tuple[str, str]]:
    """Of every nominee of these dossiers, by the key of the nomination: the word as declared, and as verified."""
    answers: dict[int, tuple[str, str]] = {}
    for declared, verified in screen_several(dossiers, on).values():
        words = {one.nominee.code: one.verdict.value for one in verified.screened}
        for one in declared.screened:
            answers[_key(one.nominee.code)] = (one.verdict.value, words[one.nominee.code])
    return answers


def _key(code: str) -> int:
    """The key of the nomination that a report names by this code."""
    return int(code.removeprefix("N"))
