"""Conditions on yearly figures: amounts of money, and shares of members."""

from collections.abc import Mapping

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Amount, Facts
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Evidence, Finding, Missing, Stated
from vinhdanh.rules.ratings import Evaluator, lower_first
from vinhdanh.vietnamese import written_amount, years_text


def _labels(pack: Pack) -> dict[str, str]:
    return {indicator.code: lower_first(indicator.label) for indicator in pack.indicators}


def _evidence(rows: tuple[Amount, ...], counted: bool, remark: str = "") -> list[Evidence]:
    return [
        Evidence(
            row, f"{row.year}: {written_amount(row.quantity)}{f' ({row.proof})' if row.proof else ''}", counted, remark
        )
        for row in rows
    ]


def amount(condition: v.AmountReached, pack: Pack) -> Evaluator:
    """Figures of one year are added; then each year, some year, or all years together must reach the amount.

    No figure is negative, so a total that is reached stays reached whatever the unknown years bring.
    """
    period = pack.periods[condition.period]
    label, needed = _labels(pack)[condition.indicator], condition.at_least
    missing_of = {year: Missing("amount", f"{label} năm {year}", year) for year in period.asked}
    least = written_amount(needed)

    def each_year(known: dict[int, int], unknown: list[int]) -> tuple[str, str, bool | None]:
        below = [year for year, total in known.items() if total < needed]
        if below:
            worst = min(known[year] for year in below)
            years = years_text(below)
            return (
                f"Năm {years} {label} dưới {least} (thấp nhất {written_amount(worst)}).",
                f"{label} năm {years} chưa đạt {least}",
                False,
            )
        if unknown:
            return f"Chưa có {label} năm {years_text(unknown)}.", f"{label} năm {years_text(unknown)}", None
        span = f"từ {written_amount(min(known.values()))} đến {written_amount(max(known.values()))}"
        return f"Cả {len(known)} năm {label} {span}.", f"{label} đạt cả {len(known)} năm ({span})", True

    def some_year(known: dict[int, int], unknown: list[int]) -> tuple[str, str, bool | None]:
        best = max(known.values(), default=0)
        if best >= needed:
            year = next(year for year, total in known.items() if total == best)
            return f"Năm {year} {label} {written_amount(best)}.", f"{label} {written_amount(best)} (năm {year})", True
        so_far = f"Cao nhất đã biết là {written_amount(best)}, cần {least}" if known else f"Cần {label} {least}"
        if unknown:
            return f"{so_far}; chưa có số liệu năm {years_text(unknown)}.", f"{label} năm {years_text(unknown)}", None
        return f"{so_far}.", f"{label} chưa đạt {least}", False

    def total(known: dict[int, int], unknown: list[int]) -> tuple[str, str, bool | None]:
        reached = sum(known.values())
        if reached >= needed:
            return f"Cộng {written_amount(reached)} trong {period}.", f"{label} cộng {written_amount(reached)}", True
        so_far = f"Cộng đã biết {written_amount(reached)}, cần {least}"
        if unknown:
            return f"{so_far}; chưa có số liệu năm {years_text(unknown)}.", f"{label} năm {years_text(unknown)}", None
        lack = written_amount(needed - reached)
        return f"{so_far}, còn thiếu {lack}.", f"{label} cộng {written_amount(reached)}, thiếu {lack}", False

    decide = {"each_year": each_year, "some_year": some_year, "total": total}[condition.over]

    def evaluate(facts: Facts) -> Finding:
        figures = facts.amounts.get(condition.indicator) or {}
        known: dict[int, int] = {}
        evidence: list[Evidence] = []
        for year in period.years:
            rows = figures.get(year)
            if rows:
                known[year] = sum(row.quantity for row in rows)
                low = condition.over != "total" and known[year] < needed
                evidence += _evidence(rows, not low, f"dưới {least}" if low else "")
        unknown = [year for year in period.asked if year not in known]
        because, brief, decided = decide(known, unknown)
        outcome = UNKNOWN if decided is None else MET if decided else NOT_MET
        missing = tuple(missing_of[year] for year in unknown) if decided is None else ()
        return Finding(condition, outcome, because, brief, tuple(evidence), missing)

    return evaluate


def _sum(figures: Mapping[int, tuple[Amount, ...]], year: int) -> int | None:
    rows = figures.get(year)
    return sum(row.quantity for row in rows) if rows else None


def reaches_share(part: int | None, whole: int | None, percent: int) -> bool | None:
    """Whether `part` is `percent` of `whole` or more; None while an unknown number could still decide either way."""
    if part == 0 or whole == 0:
        return False
    if part is None or whole is None:
        return None
    return 100 * part >= percent * whole


def share(condition: v.Share, pack: Pack) -> Evaluator:
    """Whole numbers are compared (100 × part ≥ percent × whole), so that nothing is rounded.

    A year known to have no member at all does not reach any share.
    """
    period, labels = pack.periods[condition.period], _labels(pack)
    part_label, whole_label = labels[condition.of], labels[condition.among]

    def evaluate(facts: Facts) -> Finding:
        parts, wholes = facts.amounts.get(condition.of) or {}, facts.amounts.get(condition.among) or {}
        evidence: list[Evidence] = []
        reaching: list[int] = []
        below: list[int] = []
        for year in period.years:
            part, whole = _sum(parts, year), _sum(wholes, year)
            reaches = reaches_share(part, whole, condition.percent)
            if reaches is None:
                continue
            (reaching if reaches else below).append(year)
            text = f"{year}: {'?' if part is None else part}/{'?' if whole is None else whole} {whole_label}"
            if part is not None and whole:
                text += f" ({100 * part / whole:.1f} %)".replace(".", ",")
            evidence.append(Evidence(Stated(text), text, reaches, "" if reaches else f"dưới {condition.percent} %"))
        unknown = [year for year in period.asked if year not in reaching and year not in below]
        what = f"{part_label} từ {condition.percent} % trở lên"
        some = condition.over == "some_year"
        met = bool(reaching) if some else not below and not unknown
        lost = not some and bool(below) or some and not reaching and not unknown
        outcome = MET if met else NOT_MET if lost else UNKNOWN
        years = years_text({MET: reaching, NOT_MET: below, UNKNOWN: unknown}[outcome])
        because = {
            MET: f"Năm {years}: {what}.",
            NOT_MET: f"Năm {years}: {part_label} dưới {condition.percent} %.",
            UNKNOWN: f"Chưa đủ số liệu năm {years} để tính tỷ lệ {part_label}.",
        }[outcome]
        brief = {
            MET: what,
            NOT_MET: f"{part_label} dưới {condition.percent} %",
            UNKNOWN: f"số {part_label} năm {years}",
        }[outcome]
        missing = tuple(Missing("amount", f"số {part_label} và {whole_label} năm {year}", year) for year in unknown)
        return Finding(condition, outcome, because, brief, tuple(evidence), missing if outcome is UNKNOWN else ())

    return evaluate
