"""docs/states.md, drawn from the tables of transitions: `.venv/bin/python -m tests.house.states > docs/states.md`."""

import os
import re
from collections.abc import Iterable
from importlib import import_module

import django

from tests.house.house import PACKAGE

_HEAD = """# States and what moves them

Drawn from the tables in `models/dossiers.py` and `models/campaigns.py`; `tests/house/test_states.py` holds it to them.
To draw it anew: `.venv/bin/python -m tests.house.states > docs/states.md`. An arrow names the action in `actions/`
that does it.
"""
_DOSSIER = """
## A dossier

A unit that has not begun has none. What is sent is frozen as a version each time; of a returned dossier only what the
remarks point at is open (`actions/dossier_doors.py`), until the day of the supplement.

When the campaign is closed nothing is begun, sent or withdrawn any more; what was sent before is returned and accepted
as ever, and a returned dossier is sent until the day of its supplement (`models/sending_days.py`).
"""
_CAMPAIGN = """
## A campaign

Whoever closes it or changes its text waits for those who begin, send or are taken in, and they for him
(`actions/campaign_holds.py`).
"""
_MOVES = re.compile(r"^def (\w+_campaign)\(", re.MULTILINE)


def state_page() -> str:
    """The page as it should be."""
    campaigns, dossiers = (import_module(f"vinhdanh.models.{noun}") for noun in ("campaigns", "dossiers"))
    of_campaign = [
        (before, _campaign_verb(before, after), after)
        for before, targets in campaigns.TRANSITIONS.items()
        for after in sorted(targets)
    ]
    dossier = _drawn(dossiers.TRANSITIONS, dossiers.DossierState.choices, "begin_dossier")
    campaign = _drawn(of_campaign, campaigns.CampaignState.choices, "prepare_campaign")
    return f"{_HEAD}{_DOSSIER}\n{dossier}{_CAMPAIGN}\n{campaign}"


def _campaign_verb(before: str, after: str) -> str:
    """The action that moves a campaign there; it must stand in actions/campaigns.py."""
    verb = {("draft", "open"): "open_campaign", ("closed", "open"): "reopen_campaign"}.get(
        (before, after), "close_campaign"
    )
    assert verb in _MOVES.findall((PACKAGE / "actions" / "campaigns.py").read_text(encoding="utf-8"))
    return verb


def _drawn(moves: Iterable[tuple[str, str, str]], words: Iterable[tuple[str, str]], first: str) -> str:
    """A diagram in mermaid, and the same as a table for who reads the source."""
    moves, labels = list(moves), dict(words)
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {moves[0][0]}: {first}"]
    lines += [f'    state "{label}" as {code}' for code, label in labels.items()]
    lines += [f"    {before} --> {after}: {verb}" for before, verb, after in moves]
    lines += ["```", "", "| from | by | to |", "|---|---|---|"]
    lines += [f"| {labels[before]} | `{verb}` | {labels[after]} |" for before, verb, after in moves]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
    django.setup()
    print(state_page(), end="")
