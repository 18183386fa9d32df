"""A unit's quota: what is used, what is left, what is missing, while the list is still being made."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vinhdanh.rules.campaign import AnyLimit, Cap, Composition, Exclusive, Pack, PercentCap
from vinhdanh.rules.clauses import Clause
from vinhdanh.rules.facts import KIND_WORDS, Nominee
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Evidence, Finding, Missing, Outcome, Stated, Told, all_of
from vinhdanh.vietnamese import join_words, two_digits


class LimitState(NamedTuple):
    """One limit at this moment: `used` places of `bound` (None where it cannot be reckoned); `floor` where it is a
    least number."""

    used: int
    bound: int | None
    floor: bool
    finding: Finding


class QuotaState(NamedTuple):
    """A unit's whole quota: the finding, one sentence, and its limits in the order of the guidance."""

    finding: Finding
    sentence: str
    limits: tuple[LimitState, ...]


NO_GROUP = Clause(id="quota.group", cite="–", text="Số lượng được đề nghị theo nhóm đơn vị")


def quota_state(
    pack: Pack, group: str | None, nominees: Sequence[Nominee], numbers: Mapping[str, int] | None = None
) -> QuotaState:
    """The quota of a unit of this group over these nominees.

    `numbers` are the unit's own totals, for caps that are a percentage. Without a group nothing can be said: unknown;
    but where the guidance sets no number, none can be exceeded.
    """
    if pack.no_quota is not None:
        words = "không quy định số lượng"
        because = f"Văn bản {words}; đang đề nghị {two_digits(len(nominees))} trường hợp."
        return QuotaState(Finding.of(pack.no_quota, MET, Told(because, words)), because, ())
    quota = pack.quota_of.get(group) if group else None
    if quota is None:
        group_missing = Missing("group", "Loại đơn vị")
        because = "Chưa biết loại đơn vị nên chưa đối chiếu được số lượng; ghi Loại đơn vị ở trang “Đơn vị”."
        told = Told(because, "loại đơn vị", (), (group_missing,))
        return QuotaState(Finding.of(NO_GROUP, UNKNOWN, told), because, ())
    limits = tuple(_limit_state(limit, pack, nominees, numbers or {}) for limit in quota.limits)
    outcome = all_of([state.finding.outcome for state in limits])
    sentence = ", ".join(dict.fromkeys(state.finding.brief for state in limits))
    because = f"{sentence[:1].upper()}{sentence[1:]}."
    missing = tuple(fact for state in limits for fact in state.finding.missing)
    finding = Finding.of(quota, outcome, Told(because, sentence, (), missing), tuple(state.finding for state in limits))
    return QuotaState(finding, because, limits)


def _limit_state(limit: AnyLimit, pack: Pack, nominees: Sequence[Nominee], numbers: Mapping[str, int]) -> LimitState:
    match limit:
        case Cap():
            return _cap(limit, limit.at_most, nominees, limit.kinds)
        case PercentCap():
            return _percent_cap(limit, pack, nominees, numbers)
        case Exclusive():
            return _exclusive(limit, nominees)
        case Composition():
            return _composition(limit, pack, nominees)


def _of_kinds(nominees: Sequence[Nominee], kinds: Sequence[str]) -> list[Nominee]:
    return [nominee for nominee in nominees if nominee.kind in kinds]


def _named(nominees: Sequence[Nominee]) -> tuple[Evidence, ...]:
    return tuple(Evidence(Stated(nominee.code), nominee.name) for nominee in nominees)


def _cap(limit: Clause, bound: int, nominees: Sequence[Nominee], kinds: Sequence[str]) -> LimitState:
    counted = _of_kinds(nominees, kinds)
    used, label = len(counted), getattr(limit, "label", "")
    if used > bound:
        because = (
            f"Đề nghị {two_digits(used)} {label}, được không quá {two_digits(bound)}: thừa {two_digits(used - bound)}."
        )
        brief = f"{used}/{bound} {label} (thừa {two_digits(used - bound)})"
    else:
        left = f"còn {two_digits(bound - used)} chỗ" if used < bound else "đã đủ"
        because, brief = (
            f"Đề nghị {two_digits(used)} trên {two_digits(bound)} {label}, {left}.",
            f"{used}/{bound} {label}",
        )
    finding = Finding.of(limit, NOT_MET if used > bound else MET, Told(because, brief, _named(counted)))
    return LimitState(used, bound, False, finding)


def rounded_share(total: int, percent: int, rounding: str) -> int:
    """`percent` of `total` in whole numbers: down, up, or to the nearest (a half goes up)."""
    hundredths = total * percent
    extra = {"down": 0, "up": 99, "nearest": 50}[rounding]
    return (hundredths + extra) // 100


def _percent_cap(limit: PercentCap, pack: Pack, nominees: Sequence[Nominee], numbers: Mapping[str, int]) -> LimitState:
    label = next(number.label for number in pack.numbers if number.code == limit.of)
    total = numbers.get(limit.of)
    if total is not None:
        return _cap(limit, rounded_share(total, limit.percent, limit.rounding), nominees, limit.kinds)
    counted = _of_kinds(nominees, limit.kinds)
    outcome = MET if not counted else NOT_MET if limit.percent == 0 else UNKNOWN
    missing = (Missing("number", label),) if outcome is UNKNOWN else ()
    because = f"Được không quá {limit.percent} % {label}; chưa có {label} để tính."
    finding = Finding.of(limit, outcome, Told(because, label, _named(counted), missing))
    return LimitState(len(counted), None, False, finding)


def _exclusive(limit: Exclusive, nominees: Sequence[Nominee]) -> LimitState:
    sides = [_of_kinds(nominees, side) for side in limit.sides]
    taken = [side for side in sides if side]
    used = sum(map(len, sides))
    words = [join_words([KIND_WORDS[kind] for kind in side], "hoặc") for side in limit.sides]
    allowed = " hoặc ".join(f"{two_digits(limit.at_most)} {word}" for word in words)
    have = ", ".join(f"{two_digits(len(side))} {word}" for side, word in zip(sides, words, strict=True) if side)
    if len(taken) > 1 or used > limit.at_most:
        because, brief = f"Chỉ được đề nghị {allowed}; đang đề nghị {have}.", f"thừa: {have} (chỉ được {allowed})"
        outcome = NOT_MET
    else:
        because = f"Được đề nghị {allowed}; {'đang đề nghị ' + have if have else 'chưa đề nghị'}."
        brief, outcome = f"{used}/{limit.at_most} {limit.label}", MET
    finding = Finding.of(limit, outcome, Told(because, brief, _named([one for side in sides for one in side])))
    return LimitState(used, limit.at_most, False, finding)


def _composition(limit: Composition, pack: Pack, nominees: Sequence[Nominee]) -> LimitState:
    """Counts those known to have the value; those whose value is not known could still have it."""
    asked = _of_kinds(nominees, limit.kinds)
    having = [nominee for nominee in asked if nominee.facts.attributes.get(limit.attribute) in limit.to]
    open_ = [
        nominee
        for nominee in asked
        if nominee.facts.attributes.get(limit.attribute) is None and nominee.kind == "individual"
    ]
    attribute = pack.attribute_of[limit.attribute].label
    missing: tuple[Missing, ...] = ()
    lack = two_digits(limit.count - len(having))
    if len(having) >= limit.count:
        outcome, because = MET, f"Đã có {two_digits(len(having))} {limit.label}, cần ít nhất {two_digits(limit.count)}."
        brief = f"đã có {two_digits(len(having))} {limit.label}"
    elif len(asked) < limit.from_places:
        outcome, brief = MET, f"cần ít nhất {two_digits(limit.count)} {limit.label} khi đề nghị cá nhân"
        needed = f"cần ít nhất {two_digits(limit.count)} {limit.label}"
        because = f"Chưa xét: mới đề nghị {two_digits(len(asked))} chỗ của cá nhân; {needed}."
    elif len(having) + len(open_) >= limit.count:
        outcome, brief = UNKNOWN, f"chưa rõ có {limit.label} hay không"
        because = f"Chưa rõ {attribute.lower()} của {join_words([nominee.name for nominee in open_])}."
        missing = tuple(Missing("attribute", f"{attribute} của {nominee.name}") for nominee in open_)
    else:
        outcome, brief = NOT_MET, f"còn thiếu {lack} {limit.label}"
        because = f"Còn thiếu {lack} {limit.label} trong số cá nhân được đề nghị."
    finding = Finding.of(limit, outcome, Told(because, brief, _named(having), missing))
    return LimitState(len(having), limit.count, True, finding)


def kept(state: QuotaState) -> Outcome:
    """The contract's two words for a quota: kept only when nothing is broken and nothing is open."""
    return MET if state.finding.outcome is MET else NOT_MET
