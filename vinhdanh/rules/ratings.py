"""Conditions on yearly ratings. A year that is not known makes a count an interval."""

from functools import lru_cache

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Facts, Rating
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Answer, Evidence, Missing, Outcome, Told
from vinhdanh.vietnamese import lower_first, two_digits, years_text


class RatedYears:
    """Reads the ratings of a period against a level: which years reach it, which do not, which are not known."""

    def __init__(self, pack: Pack, level: str, period: str) -> None:
        order = [item.code for item in pack.scale.levels]
        self.labels = {item.code: item.label for item in pack.scale.levels}
        self.reaching = frozenset(order[: order.index(level) + 1])
        self.level = lower_first(self.labels[level]) + (" trở lên" if order.index(level) else "")
        self.years = tuple(pack.periods[period].years)
        self.asked = frozenset(pack.periods[period].asked)
        self.evidence_of = lru_cache(4096)(self._evidence_of)

    def read(self, facts: Facts) -> tuple[list[int], list[int], list[int]]:
        """Years reaching the level, known years below it, and unknown years."""
        reaching: list[int] = []
        below: list[int] = []
        unknown: list[int] = []
        for year in self.years:
            rating = facts.ratings.get(year)
            if rating is not None:
                (reaching if rating.level in self.reaching else below).append(year)
            elif year in self.asked:
                unknown.append(year)
        return reaching, below, unknown

    def told(self, facts: Facts, unknown: list[int], because: str, brief: str) -> Told:
        """The reasons with every rating of the period as evidence; `unknown` are the years still to be known."""
        known = (facts.ratings[year] for year in self.years if year in facts.ratings)
        missing = tuple(Missing("rating", f"xếp loại năm {year}", year) for year in unknown)
        return Told(because, brief, tuple(map(self.evidence_of, known)), missing)

    def _evidence_of(self, rating: Rating) -> Evidence:
        reaches = rating.level in self.reaching
        return Evidence(rating, rating_text(rating, self.labels), reaches, "" if reaches else "thấp hơn mức cần có")


def rating_text(rating: Rating, labels: dict[str, str]) -> str:
    """`2017: Hoàn thành xuất sắc nhiệm vụ, QĐ 118/QĐ-SNV, Sở Nội vụ`."""
    text = f"{rating.year}: {labels.get(rating.level, rating.level)}"
    if rating.decision:
        text += f", QĐ {rating.decision}"
    return f"{text}, {rating.authority}" if rating.authority else text


def interval(low: int, high: int, needed: int) -> Outcome:
    """A count that lies between `low` and `high`, against the number needed."""
    return MET if low >= needed else NOT_MET if high < needed else UNKNOWN


def every_year_rated(condition: v.EveryYearRated, pack: Pack) -> Answer:
    """Met when every asked year is known and none is lower; not met as soon as one is known to be lower (O8)."""
    rated = RatedYears(pack, condition.level, condition.period)
    years, asked, good = rated.years, rated.asked, rated.reaching

    def decide(facts: Facts) -> Outcome:
        ratings, outcome = facts.ratings, MET
        for year in years:
            rating = ratings.get(year)
            if rating is None:
                if year in asked:
                    outcome = UNKNOWN
            elif rating.level not in good:
                return NOT_MET
        return outcome

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        reaching, below, unknown = rated.read(facts)
        if outcome is NOT_MET:
            low = years_text(below)
            because, brief = f"Năm {low} xếp loại thấp hơn mức {rated.level}.", f"năm {low} chưa {rated.level}"
            return rated.told(facts, [], because, brief)
        if outcome is UNKNOWN:
            rest = f"; {len(reaching)} năm đã biết đều đạt" if reaching else ""
            because = f"Chưa có xếp loại năm {years_text(unknown)}{rest}."
            return rated.told(facts, unknown, because, f"xếp loại năm {years_text(unknown)}")
        because = f"Cả {len(reaching)} năm {years_text(reaching)} đều {rated.level}."
        return rated.told(facts, [], because, f"{len(reaching)} năm liền {rated.level}")

    return decide, tell


def years_rated(condition: v.YearsRated, pack: Pack) -> Answer:
    """The years reaching the level are counted; unknown years widen the count to an interval."""
    rated, needed = RatedYears(pack, condition.level, condition.period), condition.count
    years, asked, good = rated.years, rated.asked, rated.reaching

    def decide(facts: Facts) -> Outcome:
        ratings = facts.ratings
        low = open_years = 0
        for year in years:
            rating = ratings.get(year)
            if rating is None:
                open_years += year in asked
            elif rating.level in good:
                low += 1
        return interval(low, low + open_years, needed)

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        reaching, _, unknown = rated.read(facts)
        count = two_digits(len(reaching))
        listed = f" ({years_text(reaching)})" if reaching else ""
        if outcome is MET:
            phrase = f"{count} năm {rated.level}{listed}"
            return rated.told(facts, [], f"Có {phrase}.", phrase)
        if outcome is NOT_MET:
            at_most = f", nhiều nhất là {two_digits(len(reaching) + len(unknown))}" if unknown else ""
            because = f"Cần {two_digits(needed)} năm {rated.level}, có {count}{listed}{at_most}."
            return rated.told(facts, [], because, f"thiếu {two_digits(needed - len(reaching))} năm {rated.level}")
        asked_for = f"xếp loại năm {years_text(unknown)}"
        because = f"Cần {two_digits(needed)} năm {rated.level}, đã có {count}{listed}; chưa có {asked_for}."
        return rated.told(facts, unknown, because, asked_for)

    return decide, tell


def consecutive_years_rated(condition: v.ConsecutiveYearsRated, pack: Pack) -> Answer:
    """The longest run of years reaching the level, without and with the unknown years."""
    rated, needed = RatedYears(pack, condition.level, condition.period), condition.count

    def decide(facts: Facts) -> Outcome:
        reaching, _, unknown = rated.read(facts)
        return interval(longest_run(reaching), longest_run(reaching + unknown), needed)

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        reaching, _, unknown = rated.read(facts)
        phrase = f"{two_digits(needed)} năm liên tục {rated.level}"
        if outcome is MET:
            longest = two_digits(longest_run(reaching))
            return rated.told(facts, [], f"Có {longest} năm liên tục {rated.level}.", phrase)
        if outcome is NOT_MET:
            longest = two_digits(longest_run(reaching + unknown))
            return rated.told(facts, [], f"Cần {phrase}; dài nhất là {longest} năm.", f"chưa có {phrase}")
        asked_for = f"xếp loại năm {years_text(unknown)}"
        return rated.told(facts, unknown, f"Cần {phrase}; chưa có {asked_for}.", asked_for)

    return decide, tell


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
