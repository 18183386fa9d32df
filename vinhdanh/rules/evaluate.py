"""A criterion, compiled once, answers for any number of nominees: facts in, a tree of findings out.

Sound: a decided outcome is never contradicted by any completion of the missing facts. Exact: an undecided one means
that
completions disagree, as long as no fact pulls two conditions opposite ways (`exactness.py` finds where one does).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from vinhdanh.rules import amounts, awards, ratings, standing
from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Criterion, Pack
from vinhdanh.rules.facts import NOTHING_KNOWN, Facts, Nominee
from vinhdanh.rules.findings import (
    MET,
    NEEDS_JUDGEMENT,
    NOT_MET,
    UNKNOWN,
    Finding,
    Missing,
    Outcome,
    all_of,
    any_of,
    at_least,
    leaves,
)
from vinhdanh.rules.nearest import nearest
from vinhdanh.rules.ratings import lower_first
from vinhdanh.vietnamese import two_digits

Evaluate = Callable[[Facts], Finding | None]


def screener(pack: Pack, *, on: date) -> Callable[[Nominee], Finding]:
    """A function that screens a nominee against the criterion of its kind, as of the day `on`.

    KeyError if the campaign has no criterion for that kind.
    """
    compiled = {kind: compile_criterion(criterion, pack, on=on) for kind, criterion in pack.criterion_of.items()}
    return lambda nominee: compiled[nominee.kind](nominee.facts)


def compile_criterion(criterion: Criterion, pack: Pack, *, on: date) -> Callable[[Facts], Finding]:
    """The criterion as a function of the facts."""
    evaluate = compile_condition(criterion.condition, pack, on)
    nothing_asked = Finding(criterion.condition, MET, "Không có điều kiện nào phải xét.", "không có điều kiện")
    return lambda facts: evaluate(facts) or nothing_asked


def compile_condition(condition: v.Condition, pack: Pack, on: date) -> Evaluate:
    """A condition as a function of the facts; None where the guidance asks for nothing (a `choose` without that
    case)."""
    match condition:
        case v.AllOf():
            return _all_of(condition, _parts(condition, pack, on))
        case v.AnyOf():
            return _any_of(condition, _parts(condition, pack, on))
        case v.AtLeast():
            return _at_least(condition, _parts(condition, pack, on))
        case v.Choose():
            cases = {value: compile_condition(part, pack, on) for value, part in condition.cases.items()}
            return _choose(condition, cases, pack)
        case v.HeadedUnit():
            return _headed_unit(condition, compile_condition(condition.part, pack, on))
        case v.NoSanction():
            return standing.no_sanction(condition, pack, on)
        case _:
            return _LEAVES[condition.rule](condition, pack)


_LEAVES: dict[str, Callable[..., Callable[[Facts], Finding]]] = {
    "every_year_rated": ratings.every_year_rated,
    "years_rated": ratings.years_rated,
    "consecutive_years_rated": ratings.consecutive_years_rated,
    "awards": awards.awards,
    "never_awarded": awards.never_awarded,
    "merit_not_awarded": awards.merit_not_awarded,
    "amount": amounts.amount,
    "share": amounts.share,
    "member": standing.member,
    "belongs": standing.belongs,
    "judgement": standing.judged,
}


def _parts(condition: v.AllOf | v.AnyOf | v.AtLeast, pack: Pack, on: date) -> tuple[Evaluate, ...]:
    return tuple(compile_condition(part, pack, on) for part in condition.parts)


def _missing(parts: tuple[Finding, ...]) -> tuple[Missing, ...]:
    return tuple(dict.fromkeys(fact for part in parts if part.outcome is UNKNOWN for fact in part.missing))


def _all_of(condition: v.AllOf, evaluators: tuple[Evaluate, ...]) -> Evaluate:
    def evaluate(facts: Facts) -> Finding | None:
        parts = tuple([found for one in evaluators if (found := one(facts)) is not None])
        if not parts:
            return None
        outcome = all_of([part.outcome for part in parts])
        deciding = [part for part in parts if part.outcome is outcome]
        briefs = _briefs(outcome, deciding)
        missing = _missing(parts) if outcome is UNKNOWN else ()
        return Finding(
            condition, outcome, _all_of_words(outcome, deciding, briefs), "; ".join(briefs), (), missing, parts
        )

    return evaluate


def _briefs(outcome: Outcome, deciding: list[Finding]) -> list[str]:
    """The phrases of the parts that decide; judgements that passed are counted, not repeated."""
    if outcome is not MET:
        return list(dict.fromkeys([part.brief for part in deciding]))
    judged = sum(isinstance(part.clause, v.Judged) for part in deciding)
    briefs = list(dict.fromkeys([part.brief for part in deciding if not isinstance(part.clause, v.Judged)]))
    return briefs + ([f"{two_digits(judged)} điều được người thẩm định kết luận đạt"] if judged else [])


def _all_of_words(outcome: Outcome, deciding: list[Finding], briefs: list[str]) -> str:
    if outcome is NEEDS_JUDGEMENT:
        waiting = sum(leaf.outcome is NEEDS_JUDGEMENT for part in deciding for leaf in leaves(part))
        return f"Còn {two_digits(waiting)} điều kiện chờ người thẩm định kết luận: {'; '.join(briefs)}."
    opening = {MET: "Đủ các điều kiện", NOT_MET: "Chưa đủ", UNKNOWN: "Thiếu dữ kiện"}[outcome]
    return f"{opening}: {'; '.join(briefs)}."


def _called(finding: Finding) -> str:
    name = getattr(finding.clause, "name", None)
    return name if isinstance(name, str) else ""


def _any_of(condition: v.AnyOf, evaluators: tuple[Evaluate, ...]) -> Evaluate:
    def evaluate(facts: Facts) -> Finding | None:
        parts = tuple([found for one in evaluators if (found := one(facts)) is not None])
        if len(parts) < len(evaluators):
            return None  # one alternative asks for nothing, so nothing is asked
        outcome = any_of([part.outcome for part in parts])
        missing = _missing(parts) if outcome is UNKNOWN else ()
        because, brief = _any_of_words(outcome, parts)
        return Finding(condition, outcome, because, brief, (), missing, parts)

    return evaluate


def _any_of_words(outcome: Outcome, parts: tuple[Finding, ...]) -> tuple[str, str]:
    """The sentence and the phrase of an "any of": the alternative that holds, or the nearest one and what it lacks."""
    if outcome is NOT_MET:
        if not any(_called(part) for part in parts):
            brief = " hoặc ".join(_without_repeated_lack([part.brief for part in parts]))
            return f"Chưa có điều nào trong {two_digits(len(parts))} điều: {brief}.", brief
        close = nearest(parts)
        none_of = f"chưa đạt tiêu chuẩn nào trong {two_digits(len(parts))} tiêu chuẩn"
        text = f"{none_of}; gần nhất là {_called(close)}: {close.brief}"
        return f"{text[0].upper()}{text[1:]}.", text
    chosen = next(part for part in parts if part.outcome is outcome)
    called = _called(chosen)
    brief = f"{called}: {chosen.brief}" if called else chosen.brief
    opening = {MET: "Đạt", UNKNOWN: "Thiếu dữ kiện", NEEDS_JUDGEMENT: "Chờ người thẩm định"}[outcome]
    if outcome is MET and called:
        return f"Đạt theo {brief}.", brief
    if outcome is UNKNOWN and called:
        return f"Thiếu {chosen.brief}. Có đủ thì có thể đạt theo {called}.", chosen.brief
    return f"{opening}: {brief}.", brief


def _without_repeated_lack(briefs: list[str]) -> list[str]:
    """`thiếu 01 A`, `thiếu 01 B` read as `thiếu 01 A hoặc 01 B`."""
    return [brief.removeprefix("thiếu ") if index else brief for index, brief in enumerate(dict.fromkeys(briefs))]


def _at_least(condition: v.AtLeast, evaluators: tuple[Evaluate, ...]) -> Evaluate:
    def evaluate(facts: Facts) -> Finding | None:
        parts = tuple([found for one in evaluators if (found := one(facts)) is not None])
        needed = condition.count - (len(evaluators) - len(parts))  # a part that asks for nothing is met
        if needed <= 0:
            return None
        outcome = at_least(needed, [part.outcome for part in parts])
        met = [part for part in parts if part.outcome is MET]
        decisive = met if outcome is MET else [part for part in parts if part.outcome is not MET]
        briefs = "; ".join(part.brief for part in decisive)
        reached = f"Đạt {two_digits(len(met))} trên {two_digits(len(parts))} điều"
        because = f"{reached}, cần {two_digits(needed)}: {briefs}."
        return Finding(condition, outcome, because, briefs, (), _missing(parts) if outcome is UNKNOWN else (), parts)

    return evaluate


def _choose(condition: v.Choose, cases: dict[str, Evaluate], pack: Pack) -> Evaluate:
    attribute = pack.attribute_of[condition.by]
    asked = Missing("attribute", lower_first(attribute.label))
    values = [value.code for value in attribute.values]

    def evaluate(facts: Facts) -> Finding | None:
        value = facts.attributes.get(condition.by)
        if value is not None:
            chosen = cases.get(value)
            return chosen(facts) if chosen else None
        return undecided(facts)

    def undecided(facts: Facts) -> Finding:
        """Every value is tried; the answer is decided only where all of them agree."""
        tried: list[Finding] = []
        outcomes: set[Outcome] = set()
        for value in values:
            supposed = replace(facts, attributes={**facts.attributes, condition.by: value})
            found = cases[value](supposed) if value in cases else None
            outcomes.add(found.outcome if found else MET)
            tried += [found] if found else []
        outcome = outcomes.pop() if len(outcomes) == 1 else UNKNOWN
        because = f"Chưa ghi {asked.text} nên chưa biết xét theo điều kiện nào."
        if outcome in (MET, NOT_MET):
            because = f"Chưa ghi {asked.text}; xét theo trường hợp nào cũng {'đạt' if outcome is MET else 'chưa đạt'}."
        missing = (asked, *_missing(tuple(tried))) if outcome is UNKNOWN else ()
        return Finding(
            condition, outcome, because, asked.text, (), missing, tuple(tried) if outcome is not UNKNOWN else ()
        )

    return evaluate


def _headed_unit(condition: v.HeadedUnit, part: Evaluate) -> Evaluate:
    asked = Missing("headed_unit", "đơn vị do cá nhân đứng đầu (Mã đơn vị đứng đầu)")

    def evaluate(facts: Facts) -> Finding | None:
        found = part(NOTHING_KNOWN if facts.headed is None else facts.headed)
        if found is None:
            return None
        missing = found.missing
        because = found.because
        if facts.headed is None and found.outcome is UNKNOWN:
            missing, because = (asked,), f"Chưa ghi {asked.text}."
        else:
            missing = tuple(fact._replace(text=f"{fact.text} của đơn vị đứng đầu") for fact in missing)
        brief = asked.text if facts.headed is None else f"đơn vị đứng đầu: {found.brief}"
        return Finding(condition, found.outcome, because, brief, (), missing, (found,))

    return evaluate
