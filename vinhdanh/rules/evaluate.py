"""A criterion, compiled once, answers for any number of nominees: facts in, a tree of findings out.

Sound: a decided outcome is never contradicted by any completion of the missing facts. Exact: an undecided one means
that completions disagree, as long as no fact pulls two conditions opposite ways (`exactness.py` finds where one does).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from vinhdanh.rules import amounts, awards, ratings, standing
from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Criterion, Pack
from vinhdanh.rules.clauses import Clause
from vinhdanh.rules.facts import KIND_WORDS, NOTHING_KNOWN, Facts, Kind, Nominee
from vinhdanh.rules.findings import (
    MET,
    NEEDS_JUDGEMENT,
    NOT_MET,
    UNKNOWN,
    Answer,
    Finding,
    Missing,
    Outcome,
    Tell,
    Told,
    all_of,
    any_of,
    at_least,
)
from vinhdanh.rules.reasons import reasons_all_of, reasons_any_of, reasons_at_least, still_missing
from vinhdanh.vietnamese import join_words, lower_first

Evaluate = Callable[[Facts], Finding | None]


def screener(pack: Pack, *, on: date) -> Callable[[Nominee], Finding]:
    """A function that screens a nominee against the criterion of the award and its kind, as of the day `on`.

    A kind for which the campaign has no criterion cannot be proposed: not met; nor can it be for an award that the
    campaign does not give to it. Where several are given and none is named, the award is missing: unknown.
    """
    compiled = {key: compile_criterion(criterion, pack, on=on) for key, criterion in pack.criterion_of.items()}

    def screen(nominee: Nominee) -> Finding:
        awards = pack.proposable.get(nominee.kind, ())
        award = awards[0] if nominee.award is None and len(awards) == 1 else nominee.award
        if award is None and awards:
            return _no_award_named(nominee.kind, pack)
        if award not in awards:
            return _not_provided_for(nominee.kind, award if awards else None, pack)
        return compiled[award, nominee.kind](nominee.facts)

    return screen


def _not_provided_for(kind: Kind, award: str | None, pack: Pack) -> Finding:
    named = pack.award_of[award].label if award in pack.award_of else award
    words = f"không có tiêu chuẩn {f'tặng {named}' if named else 'khen thưởng'} cho {KIND_WORDS[kind]}"
    clause = Clause(id=f"khong_xet.{kind}", cite=pack.source.cite, text=f"{pack.source.title}: {words}")
    return Finding.of(clause, NOT_MET, Told(f"Văn bản {words}.", words))


def _no_award_named(kind: Kind, pack: Pack) -> Finding:
    """The campaign gives several awards to the kind, each by its own standard."""
    labels = join_words([pack.award_of[award].label for award in pack.proposable[kind]], "hoặc")
    clause = Clause(
        id=f"hinh_thuc.{kind}", cite=pack.source.cite, text=f"Tiêu chuẩn theo danh hiệu, hình thức đề nghị: {labels}"
    )
    asked = Missing("award_proposed", "danh hiệu, hình thức đề nghị")
    because = f"Chưa rõ đề nghị danh hiệu, hình thức nào: {labels}."
    return Finding.of(clause, UNKNOWN, Told(because, asked.text, (), (asked,)))


def compile_criterion(criterion: Criterion, pack: Pack, *, on: date) -> Callable[[Facts], Finding]:
    """The criterion as a function of the facts."""
    evaluate = compile_condition(criterion.condition, pack, on)
    nothing_asked = Finding.of(criterion.condition, MET, Told("Không có điều kiện nào phải xét.", "không có điều kiện"))
    return lambda facts: evaluate(facts) or nothing_asked


def compile_condition(condition: v.Condition, pack: Pack, on: date) -> Evaluate:
    """A condition as a function of the facts; None where the guidance asks for nothing (`choose` without that case)."""
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
            return _leaf(condition, standing.no_sanction(condition, pack, on))
        case _:
            return _leaf(condition, _LEAVES[condition.rule](condition, pack))


_LEAVES: dict[str, Callable[..., Answer]] = {
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


def _leaf(condition: v.Condition, answer: Answer) -> Evaluate:
    decide, tell = answer
    return lambda facts: Finding(condition, decide(facts), tell, facts)


def _parts(condition: v.AllOf | v.AnyOf | v.AtLeast, pack: Pack, on: date) -> tuple[Evaluate, ...]:
    return tuple(compile_condition(part, pack, on) for part in condition.parts)


def _all_of(condition: v.AllOf, evaluators: tuple[Evaluate, ...]) -> Evaluate:
    """A part that asks for nothing is met, and named nowhere."""

    def evaluate(facts: Facts) -> Finding | None:
        parts = tuple([part for one in evaluators if (part := one(facts)) is not None])
        outcome = all_of([part.outcome for part in parts])
        return Finding(condition, outcome, reasons_all_of, facts, parts) if parts else None

    return evaluate


def _any_of(condition: v.AnyOf, evaluators: tuple[Evaluate, ...]) -> Evaluate:
    """Where one alternative asks for nothing, nothing is asked."""

    def evaluate(facts: Facts) -> Finding | None:
        parts = tuple([part for one in evaluators if (part := one(facts)) is not None])
        if len(parts) < len(evaluators):
            return None
        return Finding(condition, any_of([part.outcome for part in parts]), reasons_any_of, facts, parts)

    return evaluate


def _at_least(condition: v.AtLeast, evaluators: tuple[Evaluate, ...]) -> Evaluate:
    """A part that asks for nothing is met, and named nowhere."""
    tells = {needed: reasons_at_least(needed) for needed in range(1, condition.count + 1)}

    def evaluate(facts: Facts) -> Finding | None:
        parts = tuple([found for one in evaluators if (found := one(facts)) is not None])
        needed = condition.count - (len(evaluators) - len(parts))
        if needed <= 0:
            return None
        outcome = at_least(needed, [part.outcome for part in parts])
        return Finding(condition, outcome, tells[needed], facts, parts)

    return evaluate


def _choose(condition: v.Choose, cases: dict[str, Evaluate], pack: Pack) -> Evaluate:
    """The case of the known value; where it is not known, decided only if all values agree."""
    attribute = pack.attribute_of[condition.by]
    values = [value.code for value in attribute.values]
    tell = _choice_reasons(lower_first(attribute.label))

    def evaluate(facts: Facts) -> Finding | None:
        value = facts.attributes.get(condition.by)
        if value is not None:
            chosen = cases.get(value)
            return chosen(facts) if chosen else None
        tried: list[Finding] = []
        outcomes: set[Outcome] = set()
        for supposed in values:
            facts_then = replace(facts, attributes={**facts.attributes, condition.by: supposed})
            found = cases[supposed](facts_then) if supposed in cases else None
            outcomes.add(found.outcome if found else MET)
            tried += [found] if found else []
        outcome = outcomes.pop() if len(outcomes) == 1 else UNKNOWN
        return Finding(condition, outcome, tell, facts, () if outcome is UNKNOWN else tuple(tried))

    return evaluate


def _choice_reasons(name: str) -> Tell:
    asked = Missing("attribute", name)

    def tell(facts: Facts, outcome: Outcome, parts: tuple[Finding, ...]) -> Told:
        if outcome is UNKNOWN:
            return Told(f"Chưa rõ {name} nên chưa biết xét theo điều kiện nào.", name, (), (asked,))
        words = {MET: "đạt", NOT_MET: "chưa đạt", NEEDS_JUDGEMENT: "chờ người thẩm định"}[outcome]
        return Told(f"Chưa rõ {name}; xét theo trường hợp nào cũng {words}.", f"xét theo {name} nào cũng {words}")

    return tell


def _headed_unit(condition: v.HeadedUnit, evaluate_part: Evaluate) -> Evaluate:
    def evaluate(facts: Facts) -> Finding | None:
        part = evaluate_part(NOTHING_KNOWN if facts.headed is None else facts.headed)
        return None if part is None else Finding(condition, part.outcome, _headed_reasons, facts, (part,))

    return evaluate


def _headed_reasons(facts: Facts, outcome: Outcome, parts: tuple[Finding, ...]) -> Told:
    (part,) = parts
    if facts.headed is None and outcome is UNKNOWN:
        asked = Missing("headed_unit", "đơn vị do cá nhân đứng đầu (Mã đơn vị đứng đầu)")
        return Told(f"Chưa rõ {asked.text}.", asked.text, (), (asked,))
    missing = tuple(fact._replace(text=f"{fact.text} của đơn vị đứng đầu") for fact in still_missing(parts))
    return Told(part.because, f"đơn vị đứng đầu: {part.brief}", (), missing if outcome is UNKNOWN else ())
