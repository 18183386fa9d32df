"""Conditions on yearly figures: amounts of money, and shares of members."""

from collections.abc import Mapping

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Amount, Facts
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Answer, Evidence, Missing, Outcome, Stated, Told
from vinhdanh.vietnamese import lower_first, written_amount, years_text

NO_FIGURES: Mapping[int, tuple[Amount, ...]] = {}


def indicator_label(pack: Pack, code: str) -> str:
    """The indicator's words inside a sentence."""
    return lower_first(next(indicator.label for indicator in pack.indicators if indicator.code == code))


def sums(figures: Mapping[int, tuple[Amount, ...]], years: range) -> dict[int, int]:
    """The years of the period whose figures are all known, with their sum."""
    known = {year: [row.quantity for row in figures[year]] for year in years if figures.get(year)}
    return {year: sum(filter(None, rows)) for year, rows in known.items() if None not in rows}


class Amounts:
    """Reads one indicator over a period against an amount. Figures of one year are added.

    No figure is negative, so a sum that is reached stays reached whatever the unknown figures bring: a year with a
    figure that could not be read has a floor, and is open above it.
    """

    def __init__(self, condition: v.AmountReached, pack: Pack) -> None:
        self.period = pack.periods[condition.period]
        self.years, self.asked = self.period.years, frozenset(self.period.asked)
        self.indicator, self.over, self.needed = condition.indicator, condition.over, condition.at_least
        self.label, self.least = indicator_label(pack, condition.indicator), written_amount(condition.at_least)

    def read(self, facts: Facts) -> tuple[dict[int, int], list[int]]:
        """What each year with figures reaches at the least, and the years that may reach more."""
        figures, floors, open_years = facts.amounts.get(self.indicator, NO_FIGURES), {}, []
        for year in self.years:
            rows = figures.get(year)
            if rows:
                floors[year] = sum([row.quantity or 0 for row in rows])
            if year in self.asked if not rows else any(row.quantity is None for row in rows):
                open_years.append(year)
        return floors, open_years

    def decide(self, facts: Facts) -> Outcome:
        """Each year, some year or the total reaches the amount, as far as the known figures can decide it."""
        floors, open_years = self.read(facts)
        if self.over == "each_year":
            below = [year for year in {*floors, *open_years} if floors.get(year, 0) < self.needed]
            return MET if not below else UNKNOWN if all(year in open_years for year in below) else NOT_MET
        best = sum(floors.values()) if self.over == "total" else max(floors.values(), default=0)
        return MET if best >= self.needed else UNKNOWN if open_years else NOT_MET

    def tell(self, facts: Facts, outcome: Outcome, parts: object) -> Told:
        """The reasons, with every figure of the period."""
        figures = facts.amounts.get(self.indicator, NO_FIGURES)
        floors, open_years = self.read(facts)
        if self.over == "each_year":
            open_years = [year for year in open_years if floors.get(year, 0) < self.needed]
        words = {"each_year": self._each_year, "some_year": self._some_year, "total": self._total}[self.over]
        because, brief = words(outcome, floors, open_years)
        missing = (Missing("amount", f"{self.label} năm {year}", year) for year in open_years)
        evidence = tuple(self._evidence(row, floors[year]) for year in floors for row in figures[year])
        return Told(because, brief, evidence, tuple(missing) if outcome is UNKNOWN else ())

    def _evidence(self, row: Amount, total: int) -> Evidence:
        proof = f" ({row.proof})" if row.proof else ""
        if row.quantity is None:
            why = "chưa có minh chứng" if row.unproved else "số tiền chưa đọc được"
            return Evidence(row, f"{row.year}: {why}{proof}", False, "chưa tính")
        low = self.over != "total" and total < self.needed
        text = f"{row.year}: {written_amount(row.quantity)}{proof}"
        return Evidence(row, text, not low, f"dưới {self.least}" if low else "")

    def _each_year(self, outcome: Outcome, known: dict[int, int], unknown: list[int]) -> tuple[str, str]:
        if outcome is NOT_MET:
            below = {year: total for year, total in known.items() if total < self.needed and year not in unknown}
            years, worst = years_text(list(below)), written_amount(min(below.values()))
            because = f"Năm {years} {self.label} dưới {self.least} (thấp nhất {worst})."
            return because, f"{self.label} năm {years} chưa đạt {self.least}"
        if outcome is UNKNOWN:
            asked = f"{self.label} năm {years_text(unknown)}"
            return f"Chưa có {asked}.", asked
        span = f"từ {written_amount(min(known.values()))} đến {written_amount(max(known.values()))}"
        return f"Cả {len(known)} năm {self.label} {span}.", f"{self.label} đạt cả {len(known)} năm ({span})"

    def _some_year(self, outcome: Outcome, known: dict[int, int], unknown: list[int]) -> tuple[str, str]:
        best = max(known.values(), default=0)
        if outcome is MET:
            year = next(year for year, total in known.items() if total == best)
            phrase = f"{self.label} {written_amount(best)}"
            return f"Năm {year} {phrase}.", f"{phrase} (năm {year})"
        so_far = f"Cần {self.label} {self.least}"
        if known:
            so_far = f"Cao nhất đã biết là {written_amount(best)}, cần {self.least}"
        return self._lacking(outcome, so_far, unknown, f"{self.label} chưa đạt {self.least}")

    def _total(self, outcome: Outcome, known: dict[int, int], unknown: list[int]) -> tuple[str, str]:
        reached = sum(known.values())
        total = written_amount(reached)
        if outcome is MET:
            return f"Cộng {total} trong {self.period}.", f"{self.label} cộng {total}"
        lack = written_amount(self.needed - reached)
        brief = f"{self.label} cộng {total}, thiếu {lack}"
        return self._lacking(outcome, f"Cộng đã biết {total}, cần {self.least}", unknown, brief)

    def _lacking(self, outcome: Outcome, so_far: str, unknown: list[int], brief: str) -> tuple[str, str]:
        if outcome is NOT_MET:
            return f"{so_far}.", brief
        years = years_text(unknown)
        return f"{so_far}; chưa có số liệu năm {years}.", f"{self.label} năm {years}"


def amount(condition: v.AmountReached, pack: Pack) -> Answer:
    """See Amounts."""
    reader = Amounts(condition, pack)
    return reader.decide, reader.tell


def reaches_share(part: int | None, whole: int | None, percent: int) -> bool | None:
    """Whether `part` is `percent` of `whole` or more; None while an unknown number could still decide either way.

    Whole numbers are compared (100 × part ≥ percent × whole), so that nothing is rounded. No members reach no share.
    """
    if part == 0 or whole == 0:
        return False
    if part is None or whole is None:
        return None
    return 100 * part >= percent * whole


class Shares:
    """Reads two counts of members over a period: those counted, and those among whom they are counted."""

    def __init__(self, condition: v.Share, pack: Pack) -> None:
        period = pack.periods[condition.period]
        self.years, self.asked = period.years, period.asked
        self.of, self.among, self.percent = condition.of, condition.among, condition.percent
        self.some = condition.over == "some_year"
        self.part_label, self.whole_label = indicator_label(pack, self.of), indicator_label(pack, self.among)

    def counts(self, facts: Facts) -> tuple[dict[int, int], dict[int, int]]:
        """Both counts by year, where known."""
        parts = sums(facts.amounts.get(self.of, NO_FIGURES), self.years)
        return parts, sums(facts.amounts.get(self.among, NO_FIGURES), self.years)

    def read(self, facts: Facts) -> tuple[list[int], list[int], list[int]]:
        """Years reaching the share, years below it, and years still open."""
        parts, wholes = self.counts(facts)
        reached = {year: reaches_share(parts.get(year), wholes.get(year), self.percent) for year in self.years}
        reaching = [year for year, reaches in reached.items() if reaches]
        below = [year for year, reaches in reached.items() if reaches is False]
        return reaching, below, [year for year in self.asked if reached[year] is None]

    def decide(self, facts: Facts) -> Outcome:
        """Each year or some year reaches the share, as far as the known numbers can decide it."""
        reaching, below, unknown = self.read(facts)
        if self.some:
            return MET if reaching else UNKNOWN if unknown else NOT_MET
        return NOT_MET if below else UNKNOWN if unknown else MET

    def tell(self, facts: Facts, outcome: Outcome, parts: object) -> Told:
        """The reasons, with the two counts of every year that decides."""
        reaching, below, unknown = self.read(facts)
        shown = {year: year in reaching for year in self.years if year in reaching or year in below}
        evidence = tuple(self._evidence(facts, year, reaches) for year, reaches in shown.items())
        what = f"{self.part_label} từ {self.percent} % trở lên"
        low = f"{self.part_label} dưới {self.percent} %"
        if outcome is MET:
            return Told(f"Năm {years_text(reaching)}: {what}.", what, evidence)
        if outcome is NOT_MET:
            return Told(f"Năm {years_text(below)}: {low}.", low, evidence)
        texts = ((year, f"số {self.part_label} và {self.whole_label} năm {year}") for year in unknown)
        missing = tuple(Missing("amount", text, year) for year, text in texts)
        because = f"Chưa đủ số liệu năm {years_text(unknown)} để tính tỷ lệ {self.part_label}."
        return Told(because, f"số {self.part_label} năm {years_text(unknown)}", evidence, missing)

    def _evidence(self, facts: Facts, year: int, reaches: bool) -> Evidence:
        parts, wholes = self.counts(facts)
        part, whole = parts.get(year), wholes.get(year)
        text = f"{year}: {'?' if part is None else part}/{'?' if whole is None else whole} {self.whole_label}"
        if part is not None and whole:
            text += f" ({100 * part / whole:.1f} %)".replace(".", ",")
        return Evidence(Stated(text), text, reaches, "" if reaches else f"dưới {self.percent} %")


def share(condition: v.Share, pack: Pack) -> Answer:
    """See Shares."""
    reader = Shares(condition, pack)
    return reader.decide, reader.tell
