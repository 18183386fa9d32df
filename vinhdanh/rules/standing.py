"""Conditions on who the nominee is: lists, attributes, sanctions, and what only a person can judge."""

from calendar import monthrange
from datetime import date

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Facts
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN, Evidence, Finding, Missing, Stated
from vinhdanh.rules.ratings import Evaluator, lower_first
from vinhdanh.vietnamese import written_date


def member(condition: v.Member, pack: Pack) -> Evaluator:
    """Whether the nominee stands on the list; unknown until somebody says so."""
    label = next(listed.label for listed in pack.lists if listed.code == condition.of)
    inner = lower_first(label)
    asked = Missing("membership", f"{inner} (có hay không)")
    known = {
        True: Finding(
            condition, MET, f"Có trong {inner}.", f"có trong {inner}", (Evidence(Stated("yes"), f"{label}: có"),)
        ),
        False: Finding(
            condition,
            NOT_MET,
            f"Không có trong {inner}.",
            f"không có trong {inner}",
            (Evidence(Stated("no"), f"{label}: không", False),),
        ),
        None: Finding(condition, UNKNOWN, f"Chưa ghi có trong {inner} hay không.", asked.text, (), (asked,)),
    }
    return lambda facts: known[facts.memberships.get(condition.of)]


def belongs(condition: v.Belongs, pack: Pack) -> Evaluator:
    """Whether an attribute has one of the values; unknown until it is stated."""
    attribute = pack.attribute_of[condition.attribute]
    labels = {value.code: value.label for value in attribute.values}
    wanted = " hoặc ".join(lower_first(labels[code]) for code in condition.to)
    asked = Missing("attribute", lower_first(attribute.label))
    unknown = Finding(condition, UNKNOWN, f"Chưa ghi {lower_first(attribute.label)}.", asked.text, (), (asked,))
    known = {}
    for code, label in labels.items():
        reaches = code in condition.to
        evidence = (Evidence(Stated(code), f"{attribute.label}: {lower_first(label)}", reaches),)
        because = (
            f"{attribute.label}: {lower_first(label)}."
            if reaches
            else f"{attribute.label}: {lower_first(label)}; chỉ áp dụng với {wanted}."
        )
        brief = f"là {lower_first(label)}" if reaches else f"không phải {wanted}"
        known[code] = Finding(condition, MET if reaches else NOT_MET, because, brief, evidence)

    def evaluate(facts: Facts) -> Finding:
        value = facts.attributes.get(condition.attribute)
        return unknown if value is None else known[value]

    return evaluate


def judged(condition: v.Judged, pack: Pack) -> Evaluator:
    """A person's recorded answer; without one the finding waits for it (O7)."""
    brief = condition.name or lower_first(condition.text.rstrip("."))
    waiting = Finding(condition, NEEDS_JUDGEMENT, "Cần người thẩm định kết luận và ghi lý do.", brief)

    def evaluate(facts: Facts) -> Finding:
        answer = facts.judgements.get(condition.id)
        if answer is None:
            return waiting
        who = answer.by or "người thẩm định"
        reason = f": {answer.reason}" if answer.reason else " (chưa ghi lý do)"
        word = "đạt" if answer.passed else "không đạt"
        evidence = (Evidence(answer, f"{who} kết luận {word}{reason}", answer.passed),)
        short = f"“{brief}” được kết luận {word}"
        return Finding(condition, MET if answer.passed else NOT_MET, f"{who} kết luận {word}{reason}.", short, evidence)

    return evaluate


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def no_sanction(condition: v.NoSanction, pack: Pack, on: date) -> Evaluator:
    """On the day of screening nothing of these kinds is open, nor was closed within the months that must have
    passed."""
    labels = {item.code: item.label for item in pack.sanctions}
    free_since = months_before(on, condition.months_after)
    kinds = ", ".join(lower_first(labels[kind]) for kind in condition.kinds)
    unlisted = Missing("sanctions", f"tình trạng {kinds}")

    def evaluate(facts: Facts) -> Finding:
        if facts.sanctions is None:
            return Finding(condition, UNKNOWN, f"Chưa rõ tình trạng {kinds}.", unlisted.text, (), (unlisted,))
        evidence = []
        for sanction in facts.sanctions:
            if sanction.kind not in condition.kinds or sanction.opened > on:
                continue
            still_open = sanction.closed is None or sanction.closed > on
            if still_open or (sanction.closed and sanction.closed > free_since):
                until = f"đến {written_date(sanction.closed)}" if sanction.closed else "chưa kết thúc"
                text = f"{labels[sanction.kind]} từ {written_date(sanction.opened)}, {until}"
                evidence.append(Evidence(sanction, text, False))
        if evidence:
            because = "; ".join(item.text for item in evidence)
            return Finding(condition, NOT_MET, f"{because}.", f"đang vướng {kinds}", tuple(evidence))
        return Finding(condition, MET, f"Không vướng {kinds}.", f"không vướng {kinds}")

    return evaluate
