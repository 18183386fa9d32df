"""Every code that a pack uses must be one that it declares, and no id may stand for two things."""

from collections import Counter
from collections.abc import Iterator

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import BeforeEvent, Composition, Pack, PercentCap
from vinhdanh.rules.clauses import Clause
from vinhdanh.rules.yaml_source import Path_

Problems = Iterator[tuple[Path_, str]]


def reference_problems(pack: Pack) -> Problems:
    """Each use of an undeclared code, and each id that stands twice, with its path in the pack."""
    yield from _duplicates(pack)
    for index, criterion in enumerate(pack.criteria):
        path: Path_ = ("criteria", index)
        yield from _undeclared(path, "award", criterion.award, {award.code for award in pack.awards}, "hình thức")
        yield from _readings(pack, path, criterion)
        yield from _condition(pack, (*path, "condition"), criterion.condition)
    yield from _quotas(pack)
    yield from _calendar(pack)
    for name, period in pack.periods.items():
        if period.last < period.first:
            yield ("periods", name), "năm cuối đứng trước năm đầu"


def _undeclared(path: Path_, key: str, code: str, declared: set[str], what: str) -> Problems:
    if code not in declared:
        yield (
            (*path, key),
            f"không có {what} “{code}” trong gói; đã khai: {', '.join(sorted(declared)) or 'chưa có gì'}",
        )


def _readings(pack: Pack, path: Path_, clause: Clause) -> Problems:
    for reading in clause.readings:
        yield from _undeclared(path, "readings", reading, set(pack.reading_of), "cách hiểu")


def _duplicates(pack: Pack) -> Problems:
    clauses: list[Clause] = [*pack.quotas, *pack.calendar.deadlines, *pack.dossier.parts, *pack.programme]
    clauses += [limit for quota in pack.quotas for limit in quota.limits]
    clauses += pack.criteria
    clauses += [inner for criterion in pack.criteria for inner in v.conditions(criterion.condition)]
    for code, count in Counter(clause.id for clause in clauses).items():
        if count > 1:
            yield (), f"mã “{code}” dùng cho {count} điều khác nhau"
    kinds = Counter(criterion.kind for criterion in pack.criteria)
    groups = Counter(group for quota in pack.quotas for group in quota.groups)
    for name, count in (kinds + groups).items():
        if count > 1:
            yield (), f"“{name}” có {count} tiêu chuẩn hoặc chỉ tiêu; chỉ được một"
    for listing in ("awards", "groups", "attributes", "indicators", "lists", "sanctions", "numbers"):
        for code, count in Counter(item.code for item in getattr(pack, listing)).items():
            if count > 1:
                yield (listing,), f"mã “{code}” viết {count} lần"


def _condition(pack: Pack, path: Path_, condition: v.Condition) -> Problems:
    yield from _readings(pack, path, condition)
    yield from _codes_of(pack, path, condition)
    if isinstance(condition, v.Choose):
        for value, part in condition.cases.items():
            yield from _condition(pack, (*path, "cases", value), part)
    elif isinstance(condition, v.HeadedUnit):
        yield from _condition(pack, (*path, "part"), condition.part)
    else:
        for index, part in enumerate(v.parts_of(condition)):
            yield from _condition(pack, (*path, "parts", index), part)


def _codes_of(pack: Pack, path: Path_, condition: v.Condition) -> Problems:
    levels = {level.code for level in pack.scale.levels}
    lists: dict[str, tuple[set[str], str]] = {
        "period": (set(pack.periods), "giai đoạn"),
        "level": (levels, "mức xếp loại"),
        "indicator": ({indicator.code for indicator in pack.indicators}, "chỉ tiêu"),
    }
    for key, (declared, what) in lists.items():
        if hasattr(condition, key):
            yield from _undeclared(path, key, getattr(condition, key), declared, what)
    match condition:
        case v.EveryYearRated() | v.YearsRated() | v.ConsecutiveYearsRated():
            if condition.level == pack.scale.levels[-1].code:
                yield (
                    (*path, "level"),
                    "mức thấp nhất của thang xếp loại: năm nào cũng đạt, điều kiện không xét được gì",
                )
        case v.Share():
            for key in ("of", "among"):
                yield from _undeclared(path, key, getattr(condition, key), lists["indicator"][0], "chỉ tiêu")
        case v.Member():
            yield from _undeclared(path, "of", condition.of, {listed.code for listed in pack.lists}, "danh sách")
        case v.Belongs():
            yield from _values(pack, path, condition.attribute, condition.to, "attribute", "to")
        case v.Choose():
            yield from _values(pack, path, condition.by, tuple(condition.cases), "by", "cases")
        case v.NoSanction():
            for kind in condition.kinds:
                yield from _undeclared(path, "kinds", kind, {item.code for item in pack.sanctions}, "hình thức xử lý")
        case v.Awards() | v.NeverAwarded() | v.MeritNotAwarded():
            for code in condition.among.codes:
                yield from _undeclared((*path, "among"), "codes", code, set(pack.award_of), "danh hiệu, hình thức")
        case _:
            pass


def _values(pack: Pack, path: Path_, attribute: str, values: tuple[str, ...], key: str, values_key: str) -> Problems:
    yield from _undeclared(path, key, attribute, set(pack.attribute_of), "thuộc tính")
    if attribute in pack.attribute_of:
        declared = {value.code for value in pack.attribute_of[attribute].values}
        for value in values:
            yield from _undeclared(path, values_key, value, declared, "giá trị")


def _quotas(pack: Pack) -> Problems:
    groups = {group.code for group in pack.groups}
    for index, quota in enumerate(pack.quotas):
        path: Path_ = ("quotas", index)
        for group in quota.groups:
            yield from _undeclared(path, "groups", group, groups, "nhóm đơn vị")
        for number, limit in enumerate(quota.limits):
            inner: Path_ = (*path, "limits", number)
            yield from _readings(pack, inner, limit)
            if isinstance(limit, Composition):
                yield from _values(pack, inner, limit.attribute, limit.to, "attribute", "to")
            if isinstance(limit, PercentCap):
                yield from _undeclared(inner, "of", limit.of, {item.code for item in pack.numbers}, "số tổng")
    for group in sorted(groups - set(pack.quota_of)):
        yield ("groups",), f"nhóm đơn vị “{group}” chưa có số lượng được đề nghị"


def _calendar(pack: Pack) -> Problems:
    events = {event.code for event in pack.calendar.events}
    units = {listed.code for listed in pack.calendar.unit_lists}
    for index, deadline in enumerate(pack.calendar.deadlines):
        path: Path_ = ("calendar", "deadlines", index)
        yield from _readings(pack, path, deadline)
        for code in deadline.units:
            yield from _undeclared(path, "units", code, units, "danh sách đơn vị")
        if isinstance(deadline.due, BeforeEvent):
            yield from _undeclared((*path, "due"), "event", deadline.due.event, events, "sự kiện")
