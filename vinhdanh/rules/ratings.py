"""Conditions on yearly ratings. A year that is not known makes a count an interval."""

from collections.abc import Callable
from functools import cache

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Facts, Rating
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Evidence, Finding, Missing, Outcome
from vinhdanh.vietnamese import two_digits, years_text

Evaluator = Callable[[Facts], Finding]


def lower_first(text: str) -> str:
    """The label as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


class RatedYears:
    """Reads the ratings of a period against a level: which years reach it, which do not, which are not known."""

    def __init__(self, pack: Pack, level: str, period: str) -> None:
        order = [item.code for item in pack.scale.levels]
        self.labels = {item.code: item.label for item in pack.scale.levels}
        self.reaching = frozenset(order[: order.index(level) + 1])
        self.level = lower_first(self.labels[level]) + (" trở lên" if order.index(level) else "")
        self.period = pack.periods[period]
        self.asked = frozenset(self.period.asked)
        self.years = tuple(self.period.years)
        self.missing_of = {year: Missing("rating", f"xếp loại năm {year}", year) for year in self.period.asked}
        self.evidence = cache(self._evidence)

    def _evidence(self, rating: Rating) -> Evidence:
        reaches = rating.level in self.reaching
        return Evidence(rating, rating_text(rating, self.labels), reaches, "" if reaches else "thấp hơn mức cần có")

    def read(self, facts: Facts) -> tuple[list[int], list[int], list[int], tuple[Evidence, ...]]:
        """Years reaching the level, known years below it, unknown years, and all ratings of the period as evidence."""
        ratings = facts.ratings
        reaching: list[int] = []
        below: list[int] = []
        unknown: list[int] = []
        evidence: list[Evidence] = []
        for year in self.years:
            rating = ratings.get(year)
            if rating is None:
                if year in self.asked:
                    unknown.append(year)
                continue
            (reaching if rating.level in self.reaching else below).append(year)
            evidence.append(self.evidence(rating))
        return reaching, below, unknown, tuple(evidence)

    def missing(self, years: list[int]) -> tuple[Missing, ...]:
        """The unknown years as missing facts."""
        return tuple(self.missing_of[year] for year in years)


def rating_text(rating: Rating, labels: dict[str, str]) -> str:
    """`2017: Hoàn thành xuất sắc nhiệm vụ, QĐ 118/QĐ-SNV`."""
    source = f", QĐ {rating.decision}" if rating.decision else ""
    return f"{rating.year}: {labels.get(rating.level, rating.level)}{source}"


def every_year_rated(condition: v.EveryYearRated, pack: Pack) -> Evaluator:
    """Met when every asked year is known and none is lower; not met as soon as one year is known to be lower (O8)."""
    rated = RatedYears(pack, condition.level, condition.period)

    @cache
    def words(reaching: tuple[int, ...], below: tuple[int, ...], unknown: tuple[int, ...]) -> tuple[str, str]:
        if below:
            years = years_text(list(below))
            return f"Năm {years} xếp loại thấp hơn mức {rated.level}.", f"năm {years} chưa {rated.level}"
        if unknown:
            years = years_text(list(unknown))
            rest = f"; {len(reaching)} năm đã biết đều đạt" if reaching else ""
            return f"Chưa có xếp loại năm {years}{rest}.", f"xếp loại năm {years}"
        brief = f"{len(reaching)} năm liền {rated.level}"
        return f"Cả {len(reaching)} năm {years_text(list(reaching))} đều {rated.level}.", brief

    def evaluate(facts: Facts) -> Finding:
        reaching, below, unknown, evidence = rated.read(facts)
        outcome = NOT_MET if below else UNKNOWN if unknown else MET
        because, brief = words(tuple(reaching), tuple(below), tuple(unknown))
        missing = rated.missing(unknown) if outcome is UNKNOWN else ()
        return Finding(condition, outcome, because, brief, evidence, missing)

    return evaluate


def interval(low: int, high: int, needed: int) -> Outcome:
    """A count that lies between `low` and `high`, against the number needed."""
    return MET if low >= needed else NOT_MET if high < needed else UNKNOWN


def years_rated(condition: v.YearsRated, pack: Pack) -> Evaluator:
    """The years reaching the level are counted; unknown years widen the count to an interval."""
    rated = RatedYears(pack, condition.level, condition.period)

    @cache
    def words(reaching: tuple[int, ...], unknown: tuple[int, ...], outcome: Outcome) -> tuple[str, str]:
        needed, count = condition.count, len(reaching)
        listed = f" ({years_text(list(reaching))})" if reaching else ""
        if outcome is MET:
            return (
                f"Có {two_digits(count)} năm {rated.level}{listed}.",
                f"{two_digits(count)} năm {rated.level}{listed}",
            )
        if outcome is NOT_MET:
            lack = f"thiếu {two_digits(needed - count)} năm {rated.level}"
            at_most = f", nhiều nhất là {two_digits(count + len(unknown))}" if unknown else ""
            return f"Cần {two_digits(needed)} năm {rated.level}, có {two_digits(count)}{listed}{at_most}.", lack
        years = years_text(list(unknown))
        return (
            f"Cần {two_digits(needed)} năm {rated.level}, đã có {two_digits(count)}{listed}; "
            f"chưa có xếp loại năm {years}.",
            f"xếp loại năm {years}",
        )

    def evaluate(facts: Facts) -> Finding:
        reaching, _, unknown, evidence = rated.read(facts)
        outcome = interval(len(reaching), len(reaching) + len(unknown), condition.count)
        because, brief = words(tuple(reaching), tuple(unknown), outcome)
        missing = rated.missing(unknown) if outcome is UNKNOWN else ()
        return Finding(condition, outcome, because, brief, evidence, missing)

    return evaluate


def consecutive_years_rated(condition: v.ConsecutiveYearsRated, pack: Pack) -> Evaluator:
    """The longest run of years reaching the level, without and with the unknown years."""
    rated = RatedYears(pack, condition.level, condition.period)

    def evaluate(facts: Facts) -> Finding:
        reaching, _, unknown, evidence = rated.read(facts)
        low, high = longest_run(reaching), longest_run(reaching + unknown)
        outcome = interval(low, high, condition.count)
        needed = f"{two_digits(condition.count)} năm liên tục {rated.level}"
        if outcome is MET:
            because, brief = f"Có {two_digits(low)} năm liên tục {rated.level}.", needed
        elif outcome is NOT_MET:
            because = f"Cần {needed}; dài nhất là {two_digits(high)} năm."
            brief = f"chưa có {needed}"
        else:
            years = years_text(unknown)
            because = f"Cần {needed}; chưa có xếp loại năm {years}."
            brief = f"xếp loại năm {years}"
        missing = rated.missing(unknown) if outcome is UNKNOWN else ()
        return Finding(condition, outcome, because, brief, evidence, missing)

    return evaluate


def longest_run(years: list[int]) -> int:
    """The length of the longest run of consecutive years."""
    chosen, longest = set(years), 0
    for year in chosen:
        if year - 1 not in chosen:
            length = 1
            while year + length in chosen:
                length += 1
            longest = max(longest, length)
    return longest
