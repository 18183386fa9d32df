"""Conditions on who the nominee is: lists, attributes, sanctions, and what only a person can judge."""

from calendar import monthrange
from datetime import date

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Facts, Sanction
from vinhdanh.rules.findings import (
    MET,
    NEEDS_JUDGEMENT,
    NOT_MET,
    UNKNOWN,
    Answer,
    Evidence,
    Missing,
    Outcome,
    Stated,
    Told,
)
from vinhdanh.vietnamese import lower_first, written_date


def member(condition: v.Member, pack: Pack) -> Answer:
    """Whether the nominee stands on the list; unknown until somebody says so."""
    label = next(listed.label for listed in pack.lists if listed.code == condition.of)
    inner = lower_first(label)
    asked = Missing("membership", f"có tên trong {inner} hay không")
    on_it = Evidence(Stated("yes"), f"{label}: có")
    not_on_it = Evidence(Stated("no"), f"{label}: không", False)
    told = {
        MET: Told(f"Có trong {inner}.", f"có trong {inner}", (on_it,)),
        NOT_MET: Told(f"Không có trong {inner}.", f"không có trong {inner}", (not_on_it,)),
        UNKNOWN: Told(f"Chưa rõ có trong {inner} hay không.", asked.text, (), (asked,)),
    }
    outcomes = {True: MET, False: NOT_MET, None: UNKNOWN}
    return lambda facts: outcomes[facts.memberships.get(condition.of)], lambda facts, outcome, parts: told[outcome]


def belongs(condition: v.Belongs, pack: Pack) -> Answer:
    """Whether an attribute has one of the values; unknown until it is stated."""
    attribute, of = pack.attribute_of[condition.attribute], condition.attribute
    name = lower_first(attribute.label)
    labels = {value.code: lower_first(value.label) for value in attribute.values}
    wanted = " hoặc ".join(labels[code] for code in condition.to)
    asked = Missing("attribute", name)
    wanted_codes = frozenset(condition.to)

    def decide(facts: Facts) -> Outcome:
        value = facts.attributes.get(of)
        return UNKNOWN if value is None else MET if value in wanted_codes else NOT_MET

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        value = facts.attributes.get(of)
        if value is None:
            return Told(f"Chưa rõ {name}.", asked.text, (), (asked,))
        stated = f"{attribute.label}: {labels[value]}"
        evidence = (Evidence(Stated(value), stated, outcome is MET),)
        if outcome is MET:
            return Told(f"{stated}.", f"là {labels[value]}", evidence)
        return Told(f"{stated}; chỉ áp dụng với {wanted}.", f"không phải {wanted}", evidence)

    return decide, tell


def judged(condition: v.Judged, pack: Pack) -> Answer:
    """A person's recorded answer; without one the finding waits for it (O7)."""
    brief = condition.name or lower_first(condition.text.rstrip("."))
    waiting = Told("Cần người thẩm định kết luận và ghi lý do.", brief)

    def decide(facts: Facts) -> Outcome:
        answer = facts.judgements.get(condition.id)
        return NEEDS_JUDGEMENT if answer is None else MET if answer.passed else NOT_MET

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        answer = facts.judgements.get(condition.id)
        if answer is None:
            return waiting
        word = "đạt" if answer.passed else "không đạt"
        reason = f": {answer.reason}" if answer.reason else " (chưa ghi lý do)"
        said = f"{answer.by or 'người thẩm định'} kết luận {word}{reason}"
        evidence = (Evidence(answer, said, answer.passed),)
        return Told(f"{said[:1].upper()}{said[1:]}.", f"“{brief}” được kết luận {word}", evidence)

    return decide, tell


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def no_sanction(condition: v.NoSanction, pack: Pack, on: date) -> Answer:
    """On the day of screening nothing of these kinds is open, nor was closed within the months that must pass."""
    labels = {item.code: item.label for item in pack.sanctions}
    free_since = months_before(on, condition.months_after)
    kinds = ", ".join(lower_first(labels[kind]) for kind in condition.kinds)
    unlisted = Missing("sanctions", f"tình trạng {kinds}")

    def holds(sanction: Sanction) -> bool:
        if sanction.kind not in condition.kinds or sanction.opened > on:
            return False
        return sanction.closed is None or sanction.closed > on or sanction.closed > free_since

    def decide(facts: Facts) -> Outcome:
        if facts.sanctions is None:
            return UNKNOWN
        return NOT_MET if any(holds(sanction) for sanction in facts.sanctions) else MET

    def evidence_of(sanction: Sanction) -> Evidence:
        until = f"đến {written_date(sanction.closed)}" if sanction.closed else "chưa kết thúc"
        return Evidence(sanction, f"{labels[sanction.kind]} từ {written_date(sanction.opened)}, {until}", False)

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        if facts.sanctions is None:
            return Told(f"Chưa rõ tình trạng {kinds}.", unlisted.text, (), (unlisted,))
        if outcome is MET:
            return Told(f"Không vướng {kinds}.", f"không vướng {kinds}")
        evidence = tuple(evidence_of(sanction) for sanction in facts.sanctions if holds(sanction))
        return Told(f"{'; '.join(item.text for item in evidence)}.", f"đang vướng {kinds}", evidence)

    return decide, tell
