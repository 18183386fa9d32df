"""The page of states says what the tables of transitions say, and every move is an action."""

import ast

from tests.house.house import PACKAGE, ROOT, syntax
from tests.house.states import state_page
from vinhdanh.models.dossiers import TRANSITIONS, DossierState, next_state


def test_the_page_of_states_is_drawn_from_the_tables() -> None:
    written = (ROOT / "docs" / "states.md").read_text(encoding="utf-8")
    assert written == state_page(), "draw it anew: .venv/bin/python -m tests.house.states > docs/states.md"


def test_every_move_of_a_dossier_is_an_action() -> None:
    tree = syntax(PACKAGE / "actions" / "dossier_steps.py")
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {verb for _, verb, _ in TRANSITIONS} <= functions


def test_an_accepted_dossier_moves_no_more_and_every_state_is_reached() -> None:
    assert not [verb for before, verb, _ in TRANSITIONS if before == DossierState.ACCEPTED]
    assert {after for _, _, after in TRANSITIONS} == set(DossierState)


def test_what_no_row_names_may_not_be_done() -> None:
    assert next_state(DossierState.DRAFT, "accept_dossier") is None
    assert next_state(DossierState.DRAFT, "send_dossier") == DossierState.SENT
