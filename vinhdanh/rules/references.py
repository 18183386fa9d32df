"""Every code that a pack uses must be one that it declares, and no id may stand for two things."""

from collections.abc import Iterable, Iterator

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import BeforeEvent, Composition, Pack, PercentCap
from vinhdanh.rules.clauses import Clause
from vinhdanh.rules.form_02_layout import Form02Layout, RowLayout
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.yaml_source import Path_

Problems = Iterator[tuple[Path_, str]]


def reference_problems(pack: Pack) -> Problems:
    """Each use of an undeclared code, and each id that stands twice, with its path in the pack."""
    yield from _duplicates(pack)
    yield from _declared(pack)
    yield from _periods(pack)
    for path, clause in _clauses(pack):
        yield from _readings(pack, path, clause)
    for index, criterion in enumerate(pack.criteria):
        path = ("criteria", index)
        yield from _undeclared(path, "award", criterion.award, set(pack.award_of), "hình thức")
        for inner, condition in _conditions((*path, "condition"), criterion.condition):
            yield from _codes_of(pack, inner, condition)
    yield from _priorities(pack)
    yield from _quotas(pack)
    yield from _calendar(pack)
    if pack.form_02 is not None:
        yield from _form_02(pack.form_02)


def _undeclared(path: Path_, key: str, code: str, declared: set[str], what: str) -> Problems:
    if code not in declared:
        yield (
            (*path, key),
            f"không có {what} “{code}” trong gói; đã khai: {', '.join(sorted(declared)) or 'chưa có gì'}",
        )


def _readings(pack: Pack, path: Path_, clause: Clause) -> Problems:
    for reading in clause.readings:
        yield from _undeclared(path, "readings", reading, set(pack.reading_of), "cách hiểu")


def _clauses(pack: Pack) -> Iterator[tuple[Path_, Clause]]:
    """Everything with an id, and its path."""
    for number, quota in enumerate(pack.quotas):
        yield ("quotas", number), quota
        yield from ((("quotas", number, "limits", index), limit) for index, limit in enumerate(quota.limits))
    for index, deadline in enumerate(pack.calendar.deadlines):
        yield ("calendar", "deadlines", index), deadline
    if pack.no_quota is not None:
        yield ("no_quota",), pack.no_quota
    yield ("dossier",), pack.dossier
    yield from ((("dossier", "parts", index), part) for index, part in enumerate(pack.dossier.parts))
    yield from ((("programme", index), item) for index, item in enumerate(pack.programme))
    yield from ((("priorities", index), priority) for index, priority in enumerate(pack.priorities))
    for index, criterion in enumerate(pack.criteria):
        yield ("criteria", index), criterion
        yield from _conditions(("criteria", index, "condition"), criterion.condition)
    if pack.form_02 is not None:
        yield ("form_02",), pack.form_02


def _conditions(path: Path_, condition: v.Condition) -> Iterator[tuple[Path_, v.Condition]]:
    """The condition and all inside it, each with its path."""
    yield path, condition
    if isinstance(condition, v.Choose):
        for value, part in condition.cases.items():
            yield from _conditions((*path, "cases", value), part)
    elif isinstance(condition, v.HeadedUnit):
        yield from _conditions((*path, "part"), condition.part)
    else:
        for index, part in enumerate(v.parts_of(condition)):
            yield from _conditions((*path, "parts", index), part)


def _duplicates(pack: Pack) -> Problems:
    yield from _twice((((*path, "id"), clause.id) for path, clause in _clauses(pack)), "đã dùng cho điều khác")
    given: set[tuple[str, str]] = set()
    for index, criterion in enumerate(pack.criteria):
        if (criterion.award, criterion.kind) in given:
            yield ("criteria", index, "kind"), f"“{criterion.kind}” đã có tiêu chuẩn; chỉ được một cho một hình thức"
        given.add((criterion.award, criterion.kind))
    groups = ((("quotas", index, "groups"), code) for index, quota in enumerate(pack.quotas) for code in quota.groups)
    yield from _twice(groups, "đã có số lượng được đề nghị; chỉ được một")
    for listing in ("awards", "groups", "attributes", "indicators", "lists", "sanctions", "numbers"):
        items = enumerate(getattr(pack, listing))
        yield from _twice((((listing, index, "code"), item.code) for index, item in items), "viết hai lần")
    yield from _twice(
        ((("readings", index, "id"), reading.id) for index, reading in enumerate(pack.readings)), "viết hai lần"
    )
    numbers = ((("readings", index, "number"), reading.number) for index, reading in enumerate(pack.readings))
    yield from _twice(numbers, "đã là số của cách hiểu khác")
    levels = enumerate(pack.scale.levels)
    yield from _twice(((("scale", "levels", index, "code"), level.code) for index, level in levels), "viết hai lần")
    for number, attribute in enumerate(pack.attributes):
        values = enumerate(attribute.values)
        path: Path_ = ("attributes", number, "values")
        yield from _twice((((*path, index, "code"), value.code) for index, value in values), "viết hai lần")


def _twice(codes: Iterable[tuple[Path_, str]], complaint: str) -> Problems:
    """Every code that stood before, at the place where it stands again."""
    seen: set[str] = set()
    for path, code in codes:
        if code in seen:
            yield path, f"“{code}” {complaint}"
        seen.add(code)


def _declared(pack: Pack) -> Problems:
    """The codes of the lists themselves: what an award stands may_stand_for, what a blank cell means."""
    for index, award in enumerate(pack.awards):
        for code in award.may_stand_for:
            yield from _undeclared(("awards", index), "may_stand_for", code, set(pack.award_of), "danh hiệu, hình thức")
    for index, attribute in enumerate(pack.attributes):
        if attribute.blank is not None:
            declared = {value.code for value in attribute.values}
            yield from _undeclared(("attributes", index), "blank", attribute.blank, declared, "giá trị")
    due = {deadline.id for deadline in pack.calendar.deadlines}
    yield from _undeclared(("dossier",), "deadline", pack.dossier.deadline, due, "thời hạn")
    proposed = {criterion.award for criterion in pack.criteria}
    for index, more in enumerate(pack.dossier.more_sets):
        place: Path_ = ("dossier", "more_sets", index)
        for code in more.awards:
            yield from _undeclared(place, "awards", code, proposed, "danh hiệu, hình thức được đề nghị")
        for reading in more.readings:
            yield from _undeclared(place, "readings", reading, set(pack.reading_of), "cách hiểu")
    for index, part in enumerate(pack.dossier.parts):
        for code in part.awards:
            named = ("dossier", "parts", index)
            yield from _undeclared(named, "awards", code, proposed, "danh hiệu, hình thức được đề nghị")
        if part.awards and part.each == "dossier":
            yield ("dossier", "parts", index, "awards"), "chỉ ghi ở thành phần của từng trường hợp (each: nominee)"
    parts = {part.id for part in pack.dossier.parts}
    yield from _undeclared(("papers",), "letter_part", pack.papers.letter_part, parts, "thành phần hồ sơ")


def _periods(pack: Pack) -> Problems:
    declared = set(pack.reading_of)
    for path, period in [(("period",), pack.period), *((("periods", name), one) for name, one in pack.periods.items())]:
        for reading in period.readings:
            yield from _undeclared(path, "readings", reading, declared, "cách hiểu")
        if period.last < period.first:
            yield path, "năm cuối đứng trước năm đầu"
        elif not period.asked:
            yield (*path, "never_missed"), "không còn năm nào phải xét"
        for year in period.never_missed:
            if period.first <= period.last and year not in period.years:
                yield (*path, "never_missed"), f"năm {year} nằm ngoài giai đoạn"


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
            known = pack.attribute_of.get(condition.attribute)
            if known is not None and {value.code for value in known.values} <= set(condition.to):
                yield (*path, "to"), "mọi giá trị của thuộc tính: ai cũng đạt, điều kiện không xét được gì"
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


def _priorities(pack: Pack) -> Problems:
    """Known values, and each value in one rank only."""
    for index, one in enumerate(pack.priorities):
        path: Path_ = ("priorities", index)
        yield from _values(pack, (*path, "among"), one.among.attribute, one.among.to, "attribute", "to")
        ranked = [code for codes in one.ranks for code in codes]
        yield from _values(pack, path, one.attribute, tuple(ranked), "attribute", "ranks")
        yield from _twice((((*path, "ranks"), code) for code in ranked), "đã ở bậc khác")


def _quotas(pack: Pack) -> Problems:
    groups = {group.code for group in pack.groups}
    for index, quota in enumerate(pack.quotas):
        path: Path_ = ("quotas", index)
        for group in quota.groups:
            yield from _undeclared(path, "groups", group, groups, "nhóm đơn vị")
        for number, limit in enumerate(quota.limits):
            inner: Path_ = (*path, "limits", number)
            if isinstance(limit, Composition):
                yield from _values(pack, inner, limit.attribute, limit.to, "attribute", "to")
            if isinstance(limit, PercentCap):
                yield from _undeclared(inner, "of", limit.of, {item.code for item in pack.numbers}, "số tổng")
    if pack.no_quota is not None and pack.quotas:
        yield ("no_quota",), "đã có số lượng ở quotas; chỉ giữ một trong hai"
    for group in sorted(groups - set(pack.quota_of)) if pack.no_quota is None else ():
        yield ("groups",), f"nhóm đơn vị “{group}” chưa có số lượng được đề nghị"


def _calendar(pack: Pack) -> Problems:
    events = {event.code for event in pack.calendar.events}
    units = {listed.code for listed in pack.calendar.unit_lists}
    for index, deadline in enumerate(pack.calendar.deadlines):
        path: Path_ = ("calendar", "deadlines", index)
        for code in deadline.units:
            yield from _undeclared(path, "units", code, units, "danh sách đơn vị")
        if isinstance(deadline.due, BeforeEvent):
            yield from _undeclared((*path, "due"), "event", deadline.due.event, events, "sự kiện")


def _form_02(form: Form02Layout) -> Problems:
    """The form counts awards and manners of the law, each award in one row only, and no line has another's id."""
    manners, ids, placed = set(catalogue().manner_of), list[tuple[Path_, str]](), list[tuple[Path_, str]]()
    for number, level in enumerate(form.levels):
        above: Path_ = ("form_02", "levels", number)
        ids.append(((*above, "id"), level.id))
        for index, row in enumerate(level.rows):
            path: Path_ = (*above, "rows", index)
            ids.append(((*path, "id"), row.id))
            placed += [((*path, "awards"), code) for code in row.awards]
            yield from _form_02_row(path, row, manners)
            ids += [((*path, "parts", place, "id"), part.id) for place, part in enumerate(row.parts)]
    yield from _twice(ids, "đã dùng cho dòng khác")
    yield from _twice(placed, "đã tính ở dòng khác; một khen thưởng chỉ ở một dòng")


def _form_02_row(path: Path_, row: RowLayout, manners: set[str]) -> Problems:
    for code in row.awards:
        if code not in catalogue().award_of:
            yield (*path, "awards"), f"danh mục của luật không có “{code}”"
    for place, part in enumerate(row.parts):
        inner: Path_ = (*path, "parts", place)
        inside = {finer for code in row.awards for finer in catalogue().inside(code)}
        for code in part.awards:
            yield from _undeclared(inner, "awards", code, inside, "danh hiệu, hình thức")
        for code in part.manners:
            yield from _undeclared(inner, "manners", code, manners, "loại hình khen thưởng")
        if not (part.awards or part.manners or part.kinds):
            yield inner, "phải nêu awards, manners hoặc kinds: nếu không thì dòng này trùng với dòng trên nó"
