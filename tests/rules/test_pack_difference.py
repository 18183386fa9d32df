"""Two texts of a pack: every value that differs is told, at the clause it belongs to."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.pack_difference import Change, Run, difference, marked
from vinhdanh.rules.packs import load_pack
from vinhdanh.rules.references import reference_problems

PACK = load_pack("lang-son-2020")
DATA = PACK.model_dump(mode="json")
Path = tuple[str | int, ...]


def with_value(path: Path, value: Any) -> Pack:
    """The pack with another value at the path."""
    data = copy.deepcopy(DATA)
    target = data
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return Pack.model_validate_json(json.dumps(data))


def where(**found: str) -> Path:
    """The path of a clause of the criteria, quotas or deadlines: the only thing with this id."""
    (wanted,) = found.values()
    return next(path[:-1] for path, value in leaves(DATA) if path[-1] == "id" and value == wanted)


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every plain value, with its path."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from leaves(inner, (*path, key))
    else:
        yield path, value


def told(new: Pack) -> list[Change]:
    return list(difference(PACK, new))


def test_the_same_text_differs_in_nothing() -> None:
    assert told(Pack.model_validate_json(PACK.model_dump_json())) == []


def test_a_number_is_told_with_what_the_machine_does_before_and_after() -> None:
    (change,) = told(with_value((*where(id="so_luong.nganh.tap_the"), "at_most"), 3))
    assert (change.kind, change.field, change.id) == ("changed", "Số lượng được đề nghị", "so_luong.nganh.tap_the")
    assert change.understood == ("Đếm tập thể: không quá 02.", "Đếm tập thể: không quá 03.")
    assert [tuple(detail) for detail in change.details] == [("không quá", "2", "3")]
    assert change.cite == "HD II.2.2.b"


def test_an_amount_is_told_as_people_write_it() -> None:
    (change,) = told(with_value((*where(id="nong_dan.thu_nhap"), "at_least"), 250_000_000))
    assert [tuple(detail) for detail in change.details] == [("từ", "200 triệu đồng", "250 triệu đồng")]


def test_a_rating_is_told_in_words() -> None:
    path = next(
        path for path, value in leaves(DATA["criteria"], ("criteria",)) if path[-1] == "level" and value == "good"
    )
    details = [detail for change in told(with_value(path, "excellent")) for detail in change.details]
    assert ("hoàn thành tốt nhiệm vụ", "hoàn thành xuất sắc nhiệm vụ") in {(one.before, one.after) for one in details}


def test_the_words_that_changed_are_marked() -> None:
    (change,) = told(with_value((*where(id="han.cap_tinh"), "text"), "Gửi hồ sơ trước ngày 15/6/2020"))
    assert Run("15/6/2020", True) in change.after
    assert Run("10/6/2020", True) in change.before
    assert change.details == ()


def test_a_deadline_that_moves_shows_the_last_day() -> None:
    (change,) = told(with_value((*where(id="han.cap_tinh"), "due", "day"), "2020-06-15"))
    assert "hết ngày 14/06/2020" in change.understood[1]
    assert [tuple(detail) for detail in change.details] == [("thời hạn ngày", "10/06/2020", "15/06/2020")]


def test_what_was_added_and_what_was_removed_stand_with_what_holds_them() -> None:
    shorter = with_value(("programme",), DATA["programme"][1:])
    assert [(change.kind, change.id) for change in told(shorter)] == [("removed", DATA["programme"][0]["id"])]
    (back,) = difference(shorter, PACK)
    assert (back.kind, back.after) == ("added", (Run(DATA["programme"][0]["text"], False),))


def test_a_condition_that_moves_under_another_is_told_where_it_left_and_where_it_went() -> None:
    data = copy.deepcopy(DATA)
    limits = [quota["limits"] for quota in data["quotas"][:2]]
    limits[1].append(limits[0].pop())
    changes = told(Pack.model_validate_json(json.dumps(data)))
    assert [change.id for change in changes] == [quota["id"] for quota in DATA["quotas"][:2]]
    assert all(change.details[0].label == "thứ tự các giới hạn" for change in changes)


def test_another_order_of_the_same_levels_is_a_change() -> None:
    levels = DATA["scale"]["levels"]
    (change,) = told(with_value(("scale", "levels"), [levels[1], levels[0], *levels[2:]]))
    assert change.field == "Thang xếp loại"


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value[:-2]}28" if value[:4].isdigit() and value.count("-") == 2 else f"{value}_x"
    return "x"


def one_of_each_shape() -> list[Path]:
    """One path for each way down the pack, wherever lists are entered."""
    shapes = {tuple("·" if isinstance(key, int) else key for key in path): path for path, _ in leaves(DATA)}
    return [path for path in shapes.values() if path[0] not in ("hash", "example")]


@pytest.mark.parametrize("path", one_of_each_shape(), ids=lambda path: ".".join(map(str, path)))
def test_no_value_of_the_pack_changes_in_silence(path: Path) -> None:
    value = DATA
    for key in path:
        value = value[key]
    try:
        new = with_value(path, other(value))
    except ValidationError:
        return  # the vocabulary has no such value
    if list(reference_problems(new)):
        return  # nor would such a pack be loaded
    assert told(new)


def test_most_of_those_changes_are_possible_ones() -> None:
    """So that the test before asks something."""
    possible = 0
    for path in one_of_each_shape():
        value: Any = DATA
        for key in path:
            value = value[key]
        try:
            possible += not list(reference_problems(with_value(path, other(value))))
        except ValidationError:
            continue
    assert possible > 60


def test_equal_words_are_not_marked() -> None:
    assert marked("một hai ba", "một hai ba") == ((Run("một hai ba", False),), (Run("một hai ba", False),))
    assert marked("", "mới") == ((), (Run("mới", True),))
