"""What a loaded pack says that its author may not have meant: conditions never met, conditions never failed,
exactness lost."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.evaluate import compile_condition
from vinhdanh.rules.exactness import lost_exactness
from vinhdanh.rules.facts import NOTHING_KNOWN
from vinhdanh.rules.findings import MET, NOT_MET

ANY_DAY = date(2020, 1, 1)  # no condition is decided by the day when nothing is known


class Warning_(NamedTuple):
    """What to look at: `grave` where somebody could be refused or passed wrongly."""

    id: str
    message: str
    grave: bool


def warnings(pack: Pack) -> Iterator[Warning_]:
    """Every warning of the pack, criterion by criterion.

    A condition that is not met even when nothing is known can never be met, because evaluation is sound; the same the
    other way round.
    """
    for criterion in pack.criteria:
        for condition in v.conditions(criterion.condition):
            if isinstance(condition, v.AtLeast) and condition.count > len(condition.parts):
                yield Warning_(
                    condition.id,
                    f"cần {condition.count} điều nhưng chỉ có {len(condition.parts)}: không bao giờ đạt",
                    True,
                )
                continue
            finding = compile_condition(condition, pack, ANY_DAY)(NOTHING_KNOWN)
            if finding is not None and finding.outcome is NOT_MET:
                yield Warning_(condition.id, "không bao giờ đạt, dù có thêm dữ kiện gì", True)
            elif finding is not None and finding.outcome is MET:
                yield Warning_(condition.id, "luôn luôn đạt, không cần dữ kiện nào", True)
        for fact, ids in lost_exactness(criterion.condition, pack):
            message = (
                f"“{fact}” giúp điều này mà không giúp điều kia ({', '.join(ids)}): khi chưa biết, kết quả có thể còn "
                "“thiếu dữ kiện” dù bổ sung thế nào cũng như nhau; kết quả đã quyết định thì không bao giờ sai"
            )
            yield Warning_(criterion.id, message, False)
    yield from _quota_warnings(pack)
    yield from _unused(pack)


def _quota_warnings(pack: Pack) -> Iterator[Warning_]:
    for quota in pack.quotas:
        bounds = {limit.kinds: limit.at_most for limit in quota.limits if limit.rule == "cap"}
        for limit in quota.limits:
            bound = bounds.get(limit.kinds) if limit.rule == "composition" else None
            if limit.rule == "composition" and bound is not None and limit.count > bound:
                yield Warning_(limit.id, f"cần ít nhất {limit.count} nhưng chỉ được đề nghị {bound}", True)


def _unused(pack: Pack) -> Iterator[Warning_]:
    clauses = [inner for criterion in pack.criteria for inner in v.conditions(criterion.condition)]
    used = {reading for clause in (*clauses, *pack.criteria) for reading in clause.readings}
    used |= {reading for period in pack.periods.values() for reading in period.readings}
    used |= {reading for quota in pack.quotas for limit in quota.limits for reading in limit.readings}
    used |= {reading for priority in pack.priorities for reading in priority.readings}
    used |= {reading for more in pack.dossier.more_sets for reading in more.readings}
    used |= {reading for part in (pack.dossier, *pack.dossier.parts) for reading in part.readings}
    used |= set(pack.no_quota.readings if pack.no_quota else ())
    used |= {reading for deadline in pack.calendar.deadlines for reading in deadline.readings}
    used |= set(pack.form_02.readings if pack.form_02 else ())
    for reading in pack.readings:
        if reading.id not in used and reading.setting is None:
            yield Warning_(reading.id, "cách hiểu này không gắn với điều nào và không đặt giá trị nào", False)
