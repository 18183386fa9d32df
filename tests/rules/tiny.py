"""The tiny campaign of these tests, short words for its conditions and facts, and one question to the rules."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from vinhdanh.rules.campaign import Criterion, Pack
from vinhdanh.rules.evaluate import compile_criterion
from vinhdanh.rules.facts import Amount, Award, Facts, Judgement, Rating
from vinhdanh.rules.findings import Finding
from vinhdanh.rules.packs import load_folder
from vinhdanh.rules.vocabulary import Condition

TINY_FOLDER = Path(__file__).parent / "tiny_pack"
TINY: Pack = load_folder(TINY_FOLDER)
ON = date(2020, 5, 20)

_CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


def _as_read(given: Any) -> Any:
    """Lists become tuples, as the reader of YAML hands them on."""
    if isinstance(given, dict):
        return {key: _as_read(value) for key, value in given.items()}
    return tuple(map(_as_read, given)) if isinstance(given, list | tuple) else given


def condition(rule: str, id: str = "", **fields: Any) -> Condition:
    """A condition of the vocabulary; its id is its rule where nothing else is said."""
    given = {"rule": rule, "id": id or rule, "cite": "HD 1", "text": "Điều kiện", **fields}
    return _CONDITION.validate_python(_as_read(given))


def all_of(*parts: Condition, id: str = "all_of", **fields: Any) -> Condition:
    return condition("all_of", id, parts=parts, **fields)


def any_of(*parts: Condition, id: str = "any_of", **fields: Any) -> Condition:
    return condition("any_of", id, parts=parts, **fields)


def at_least(count: int, *parts: Condition, id: str = "at_least") -> Condition:
    return condition("at_least", id, count=count, parts=parts)


def judged(id: str) -> Condition:
    return condition("judgement", id)


def reader(root: Condition, pack: Pack = TINY, on: date = ON) -> Callable[[Facts], Finding]:
    """The condition as a criterion of its own, compiled."""
    whole = Criterion(id="criterion", cite="HD 1", text="Tiêu chuẩn", award="flag", kind="individual", condition=root)
    return compile_criterion(whole, pack, on=on)


def ask(root: Condition, on: date = ON, pack: Pack = TINY, **known: Any) -> Finding:
    """What the rules say of a nominee of whom this is known."""
    return reader(root, pack, on)(Facts(**known))


def rated(**levels: str) -> dict[int, Rating]:
    """`rated(y2018="good")`: the ratings by year."""
    return {int(year[1:]): Rating(int(year[1:]), level) for year, level in levels.items()}


def award(code: str | None, year: int | None = 2018, **known: Any) -> Award:
    """An award received; `code=None` is a row that could not be read."""
    return Award(year, code, known.pop("as_written", "BK ???" if code is None else code), **known)


def figures(**amounts: int | tuple[int, ...]) -> dict[int, tuple[Amount, ...]]:
    """`figures(y2018=5, y2019=(1, 2))`: the figures of an indicator by year, one or several in a year."""
    rows = {int(year[1:]): given if isinstance(given, tuple) else (given,) for year, given in amounts.items()}
    return {year: tuple(Amount(year, quantity) for quantity in given) for year, given in rows.items()}


def answers(**given: bool) -> dict[str, Judgement]:
    """`answers(j1=True)`: recorded answers of an appraiser."""
    return {id: Judgement(passed, "Hội đồng", "đã xem hồ sơ") for id, passed in given.items()}
