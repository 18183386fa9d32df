"""Every verb that an action writes, every kind of thing and every field has its words; none is left in English."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.house.house import PACKAGE, name_of, syntax
from vinhdanh.permissions import TABLE
from vinhdanh.reports.audit_words import KINDS, VERBS, field_label, kind_label, value_words, verb_label
from vinhdanh.web.sign_in import NOTICES

ACTIONS = sorted((PACKAGE / "actions").rglob("*.py"))
RECORDING = {"record", "record_all"}
BY_THEMSELVES = (
    {"accept_invitation", "change_password", "load_demo"}
    | {"sign_in", "fail_sign_in", "fail_second_factor", "lock_sign_in"}
    | {verb for verb, _ in NOTICES.values() if verb}
)


def constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module gives names to."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }


def verbs_written(tree: ast.Module) -> Iterator[str]:
    """The first argument of every call that writes a line; of a variable, its name in angles."""
    named = constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDING:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
            elif isinstance(first, ast.Name):
                yield named.get(first.id, f"<{first.id}>")
            else:
                yield ast.unparse(first)


def all_verbs() -> set[str]:
    return {verb for path in ACTIONS for verb in verbs_written(syntax(path))}


def test_the_search_for_verbs_sees_what_it_looks_for() -> None:
    tree = ast.parse('V = "b"\nrecord("a", x)\nrecord_all(V, y)\nrecord(v, z)\nother("c")')
    assert set(verbs_written(tree)) == {"a", "b", "<v>"}
    assert len(all_verbs()) > 30


def test_every_verb_that_an_action_writes_has_its_words_and_every_word_its_verb() -> None:
    written = {verb for verb in all_verbs() if verb != "<verb>"} | BY_THEMSELVES  # a second factor names its own
    assert written == set(VERBS)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_verb_says_which_right_it_asks_for_unless_it_asks_for_none(verb: str) -> None:
    needs = VERBS[verb].needs
    assert needs in TABLE if needs else verb in BY_THEMSELVES


def test_no_two_verbs_have_the_same_words() -> None:
    labels = [verb.label for verb in VERBS.values()]
    assert len(set(labels)) == len(labels)


def keys_told(tree: ast.Module) -> Iterator[str]:
    """Keys of the mappings that are given as `before`, `after`, or to Told, as far as they are written out."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in RECORDING | {"Told"}:
            parts = [*node.args[2:], *(word.value for word in node.keywords if word.arg in {"before", "after"})]
            for inner in (found for part in parts for found in ast.walk(part)):
                if isinstance(inner, ast.Dict):
                    yield from (key.value for key in inner.keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize("path", ACTIONS, ids=name_of)
def test_every_field_that_an_action_writes_out_has_a_vietnamese_name(path) -> None:
    models = [model._meta.model_name for model in apps.get_app_config("vinhdanh").get_models()]
    told = set(keys_told(syntax(path)))
    assert not {key for key in told if all(field_label(str(kind), key) == key for kind in models)}


def test_what_this_version_does_not_know_is_shown_as_it_was_written() -> None:
    assert (verb_label("give_medal"), kind_label("medal"), field_label("medal", "size")) == (
        "give_medal",
        "medal",
        "size",
    )


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("unit", "kind", "commune", "Xã, phường, thị trấn"),
        ("honouree", "kind", "family", "Gia đình"),
        ("honouree", "sex", "female", "Nữ"),
        ("award", "award", "bang_khen_tinh", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("award", "manner", "dot_xuat", "Đột xuất"),
        ("rating", "level", "excellent", "Hoàn thành xuất sắc nhiệm vụ"),
        ("user", "role", "auditor", "Người kiểm tra, giám sát"),
        ("award", "leader", True, "có"),
        ("award", "leader", False, "không"),
        ("award", "leader", None, "–"),
        ("award", "year", 2018, "2018"),
        ("import", "rows", 12345, "12.345"),
        (
            "meeting",
            "attendances",
            [{"name": "Vi Văn An", "position": "", "role": "chair", "presence": "written", "reason": "Đi họp"}],
            "Vi Văn An, Chủ tịch Hội đồng, Vắng mặt, có ý kiến bằng văn bản, Đi họp",
        ),
        ("unit", "opened_on", "2020-06-05", "05/06/2020"),
        ("cluster", "members", ["xa-a", "xa-b"], "xa-a, xa-b"),
        ("import", "counts", {"new": 3}, "mới: 3"),
        ("award", "reason", "x" * 500, "x" * 400 + "…"),
    ],
)
def test_values_are_said_in_words(kind: str, name: str, value: object, words: str) -> None:
    assert value_words(kind, name, value) == words


def test_every_kind_of_thing_is_a_table_of_ours() -> None:
    models = {model._meta.model_name for model in apps.get_app_config("vinhdanh").get_models()}
    assert set(KINDS) <= models


@pytest.mark.parametrize("typed", ["2020-02-30", "9999-99-99", "0000-00-00"])
def test_a_text_that_only_looks_like_a_day_is_told_as_it_was_typed(typed: str) -> None:
    assert value_words("position", "title", typed) == typed
