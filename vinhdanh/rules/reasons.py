"""The words of a condition made of conditions: drawn from its parts, the deciding ones first."""

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.facts import Facts
from vinhdanh.rules.findings import (
    MET,
    NEEDS_JUDGEMENT,
    NOT_MET,
    UNKNOWN,
    Finding,
    Missing,
    Outcome,
    Tell,
    Told,
    leaves,
)
from vinhdanh.rules.nearest import nearest
from vinhdanh.vietnamese import two_digits

Parts = tuple[Finding, ...]


def still_missing(parts: Parts) -> tuple[Missing, ...]:
    """The missing facts of the parts that are open, each once."""
    return tuple(dict.fromkeys(fact for part in parts if part.outcome is UNKNOWN for fact in part.missing))


def reasons_all_of(facts: Facts, outcome: Outcome, parts: Parts) -> Told:
    """The parts that decide; where all are met, all of them."""
    deciding = [part for part in parts if part.outcome is outcome]
    briefs = _met_briefs(deciding) if outcome is MET else list(dict.fromkeys(part.brief for part in deciding))
    listed = "; ".join(briefs)
    if outcome is NEEDS_JUDGEMENT:
        waiting = sum(leaf.outcome is NEEDS_JUDGEMENT for part in deciding for leaf in leaves(part))
        return Told(f"Còn {two_digits(waiting)} điều kiện chờ người thẩm định kết luận: {listed}.", listed)
    opening = {MET: "Đủ các điều kiện", NOT_MET: "Chưa đủ", UNKNOWN: "Thiếu dữ kiện"}[outcome]
    return Told(f"{opening}: {listed}.", listed, (), still_missing(parts) if outcome is UNKNOWN else ())


def _met_briefs(parts: list[Finding]) -> list[str]:
    """The phrases of what is met; judgements that passed are counted, not repeated."""
    said = [one for part in parts for one in _one_by_one(part)]
    judged = sum(isinstance(one.clause, v.Judged) for one in said)
    briefs = list(dict.fromkeys(one.brief for one in said if not isinstance(one.clause, v.Judged)))
    return briefs + ([f"{two_digits(judged)} điều được người thẩm định kết luận đạt"] if judged else [])


def _one_by_one(finding: Finding) -> list[Finding]:
    """What an "all of" inside an "all of" says, part by part."""
    if isinstance(finding.clause, v.AllOf):
        return [one for part in finding.parts for one in _one_by_one(part)]
    return [finding]


def reasons_any_of(facts: Facts, outcome: Outcome, parts: Parts) -> Told:
    """The alternative that holds, or the nearest one and what it lacks."""
    if outcome is NOT_MET:
        return _none_of(parts)
    chosen = nearest([part for part in parts if part.outcome is outcome])
    name, missing = _called(chosen), still_missing(parts) if outcome is UNKNOWN else ()
    brief = f"{name}: {chosen.brief}" if name else chosen.brief
    if outcome is UNKNOWN:
        hope = f" Có đủ thì có thể đạt theo {name}." if name else ""
        return Told(f"Thiếu dữ kiện: {chosen.brief}.{hope}", chosen.brief, (), missing)
    if outcome is MET:
        return Told(f"Đạt theo {brief}." if name else f"Đạt: {brief}.", brief)
    return Told(f"Chờ người thẩm định: {brief}.", brief)


def _none_of(parts: Parts) -> Told:
    if not any(map(_called, parts)):
        lacks = _without_repeated_lack([part.brief for part in parts])
        return Told(f"Chưa có điều nào trong {two_digits(len(parts))} điều: {lacks}.", lacks)
    close = nearest(parts)
    none_of = f"chưa đạt tiêu chuẩn nào trong {two_digits(len(parts))} tiêu chuẩn"
    text = f"{none_of}; gần nhất là {_called(close)}: {close.brief}"
    return Told(f"{text[0].upper()}{text[1:]}.", text)


def reasons_at_least(count: int) -> Tell:
    """How many are met of how many needed, and which."""

    def tell(facts: Facts, outcome: Outcome, parts: Parts) -> Told:
        met = [part for part in parts if part.outcome is MET]
        decisive = met if outcome is MET else [part for part in parts if part.outcome is not MET]
        briefs = "; ".join(part.brief for part in decisive)
        reached = f"Đạt {two_digits(len(met))} trên {two_digits(len(parts))} điều"
        because = f"{reached}, cần {two_digits(count)}: {briefs}."
        return Told(because, briefs, (), still_missing(parts) if outcome is UNKNOWN else ())

    return tell


def _called(finding: Finding) -> str:
    name = finding.clause.name if isinstance(finding.clause, v.Named) else None
    return name or ""


def _without_repeated_lack(briefs: list[str]) -> str:
    """`thiếu 01 A`, `thiếu 01 B` read as `thiếu 01 A hoặc 01 B`."""
    different = list(dict.fromkeys(briefs))
    return " hoặc ".join([different[0], *(brief.removeprefix("thiếu ") for brief in different[1:])])
