"""The JSON of contract `screening.md`, checked to the letter: which keys, of which types, with which values."""

import re
from collections.abc import Iterator
from typing import Any

OUTCOMES = {"met", "not_met", "needs_judgement", "unknown"}
KINDS = {"collective", "individual", "family"}
REPORT = {
    **{"campaign": str, "pack_hash": str, "on": str, "unit": dict},
    **{"nominees": list, "quota": dict, "problems": list},
}
NOMINEE = {"code": str, "kind": str, "category": str, "name": str, "verdict": str, "findings": list}
FINDING = {
    **{"id": str, "outcome": str, "cite": str, "because": str},
    **{"evidence": list, "missing": list, "parts": list},
}
PROBLEM = {"sheet": str, "row": int, "column": str, "value": str, "message": str}
# Beside what the contract fixes, and nothing more without being named here:
BESIDE = {"report": set(), "nominee": {"because"}, "quota": {"because"}, "finding": {"text", "readings"}}


def faults(data: Any) -> list[str]:
    """Everything in which an object is not the report of the contract."""
    return list(_report(data))


def _keys(where: str, data: Any, fixed: dict[str, type], beside: set[str]) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{where} is no object"
        return
    yield from (f"{where} lacks {key}" for key in fixed.keys() - data.keys())
    yield from (f"{where} has the strange {key}" for key in data.keys() - fixed.keys() - beside)
    for key in fixed.keys() & data.keys():
        if type(data[key]) is not fixed[key]:
            yield f"{where}.{key} is {type(data[key]).__name__}"


def _report(data: Any) -> Iterator[str]:
    yield from _keys("report", data, REPORT, BESIDE["report"])
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", data["on"]):
        yield f"on {data['on']}"
    if not re.fullmatch(r"[0-9a-f]{64}", data["pack_hash"]):
        yield f"pack_hash {data['pack_hash']}"
    yield from _keys("unit", data["unit"], {"name": str, "group": str}, set())
    for nominee in data["nominees"]:
        yield from _nominee(nominee)
    yield from _keys("quota", data["quota"], {"verdict": str, "findings": list}, BESIDE["quota"])
    if data["quota"]["verdict"] not in {"met", "not_met"}:
        yield f"quota verdict {data['quota']['verdict']}"
    for finding in data["quota"]["findings"]:
        yield from _finding("quota", finding)
    yield from _unique("quota", data["quota"]["findings"])
    for problem in data["problems"]:
        yield from _keys("problem", problem, PROBLEM, set())


def _nominee(data: Any) -> Iterator[str]:
    where = f"nominee {data.get('code')}"
    yield from _keys(where, data, NOMINEE, BESIDE["nominee"])
    if data["kind"] not in KINDS:
        yield f"{where} kind {data['kind']}"
    if not data["findings"]:
        yield f"{where} has no finding"
    if all_of([finding["outcome"] for finding in data["findings"]]) != data["verdict"]:
        yield f"{where} verdict {data['verdict']} is not that of its findings"
    for finding in data["findings"]:
        yield from _finding(where, finding)
    yield from _unique(where, data["findings"])


def _finding(where: str, data: Any) -> Iterator[str]:
    where = f"{where} {data.get('id')}"
    yield from _keys(where, data, FINDING, BESIDE["finding"])
    if data["outcome"] not in OUTCOMES:
        yield f"{where} outcome {data['outcome']}"
    yield from (f"{where} has an empty {key}" for key in ("id", "cite", "because") if not data[key].strip())
    for part in data["parts"]:
        yield from _finding(where, part)


def _unique(where: str, findings: list[Any]) -> Iterator[str]:
    ids = [finding["id"] for finding in tree(findings)]
    yield from (f"{where} has {id_} twice" for id_ in {id_ for id_ in ids if ids.count(id_) > 1})


def tree(findings: list[Any]) -> Iterator[dict[str, Any]]:
    """The findings and all inside them."""
    for finding in findings:
        yield finding
        yield from tree(finding["parts"])


def all_of(outcomes: list[str]) -> str:
    """The contract's "all of": `not_met` beats all; `unknown` comes before `needs_judgement`."""
    return next((one for one in ("not_met", "unknown", "needs_judgement") if one in outcomes), "met")


def any_of(outcomes: list[str]) -> str:
    """The contract's "any of": `met` beats all; `unknown` comes before `needs_judgement`."""
    return next((one for one in ("met", "unknown", "needs_judgement") if one in outcomes), "not_met")
