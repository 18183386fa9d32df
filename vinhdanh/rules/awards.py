"""Conditions on awards received. The list is complete; a row that could not be read may still be any award."""

from functools import cache

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Award, Facts
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Evidence, Finding, Missing
from vinhdanh.rules.ratings import Evaluator, interval
from vinhdanh.vietnamese import two_digits, written_date

UNLISTED = Missing("awards", "danh sách khen thưởng đã nhận")


def codes_among(among: v.AwardSet, pack: Pack) -> frozenset[str]:
    """The codes of the catalogue that belong to the set."""
    return frozenset(
        award.code
        for award in pack.awards
        if (not among.codes or award.code in among.codes)
        and (not among.levels or award.level in among.levels)
        and (not among.types or award.type in among.types)
    )


def set_label(among: v.AwardSet, pack: Pack) -> str:
    """The set as words inside a sentence."""
    if among.codes:
        labels = [pack.award_of[code].label for code in among.codes]
        titles = [pack.award_of[code].type == "title" for code in among.codes]
        return " hoặc ".join(
            f"danh hiệu {label}" if title else label for label, title in zip(labels, titles, strict=True)
        )
    types = {"title": "danh hiệu", "form": "hình thức khen thưởng"}
    levels = {"state": "cấp Nhà nước", "province": "cấp tỉnh", "grassroots": "cấp cơ sở"}
    kind = " hoặc ".join(types[item] for item in among.types) or "lần khen thưởng"
    level = " hoặc ".join(levels[item] for item in among.levels)
    return f"{kind} {level}" if level else f"{kind} các cấp" if not among.types else kind


def award_text(award: Award, pack: Pack) -> str:
    """`2019: Bằng khen của Chủ tịch UBND tỉnh, QĐ 31/QĐ-UBND ngày 15/01/2020, Chủ tịch UBND tỉnh`."""
    kind = pack.award_of.get(award.code) if award.code else None
    text = f"{award.year or 'năm chưa rõ'}: {kind.label if kind else f'“{award.as_written}”'}"
    if award.decision:
        text += f", QĐ {award.decision}"
    if award.decided_on:
        text += f" ngày {written_date(award.decided_on)}"
    return f"{text}, {award.authority}" if award.authority else text


class Counter:
    """Sorts a nominee's awards into those that count, those that might, and those worth showing though they do not."""

    def __init__(self, among: v.AwardSet, pack: Pack, years: range | None) -> None:
        self.codes, self.pack, self.years = codes_among(among, pack), pack, years
        self.higher = frozenset(
            award.code for award in pack.awards if set(award.above) & self.codes and award.code not in self.codes
        )
        self.look = cache(self._look)

    def _look(self, award: Award) -> tuple[bool, bool, Evidence | None, Missing | None]:
        """(counts, might count, evidence to show, missing fact) of one award, read once and remembered."""
        text = award_text(award, self.pack)
        in_years = self.years is None or award.year is None or award.year in self.years
        if award.code is None:
            return False, in_years, None, Missing("award", f"tên khen thưởng ghi “{award.as_written}”", award.year)
        if award.code in self.codes:
            if award.year is None and self.years is not None:
                return False, True, None, Missing("award", f"năm của khen thưởng “{award.as_written}”")
            if in_years:
                return True, False, Evidence(award, text), None
            return False, False, Evidence(award, text, False, "ngoài giai đoạn"), None
        if award.code in self.higher and in_years:
            return False, False, Evidence(award, text, False, "hình thức cao hơn, chỉ tính là chính nó"), None
        return False, False, None, None

    def read(self, awards: tuple[Award, ...]) -> tuple[int, int, tuple[Evidence, ...], tuple[Missing, ...]]:
        """How many count, how many might, the evidence, and what is missing to know."""
        counted = possible = 0
        evidence, missing = [], []
        for award in awards:
            counts, might, seen, lacking = self.look(award)
            counted += counts
            possible += might
            if seen is not None:
                evidence.append(seen)
            if lacking is not None and might:
                missing.append(lacking)
        return counted, possible, tuple(evidence), tuple(missing)


def awards(condition: v.Awards, pack: Pack) -> Evaluator:
    """Awards of the set inside the period are counted; a recorded exception (O11) may stand for what is lacking."""
    period, needed = pack.periods[condition.period], condition.count
    label, counter = (
        set_label(condition.among, pack),
        Counter(condition.among, pack, pack.periods[condition.period].years),
    )

    @cache
    def words(counted: int, listed: int, unread: int) -> tuple[str, str]:
        if counted >= needed:
            return f"Có {two_digits(counted)} {label} trong {period}.", f"{two_digits(counted)} {label}"
        if counted + unread >= needed:
            return (
                f"Cần {two_digits(needed)} {label}, đã có {two_digits(counted)}; "
                f"{two_digits(unread)} dòng chưa đọc được.",
                "",
            )
        lack = f"thiếu {two_digits(needed - counted)} {label}"
        have = f"đếm được {two_digits(counted)}" if counted else "không có"
        return f"Cần {two_digits(needed)} {label} trong {period}; {have} trong {listed} khen thưởng đã kê.", lack

    def by_count(facts: Facts) -> Finding:
        if facts.awards is None:
            because = f"Chưa có danh sách khen thưởng để đếm {label}."
            return Finding(condition, UNKNOWN, because, UNLISTED.text, (), (UNLISTED,))
        counted, possible, evidence, missing = counter.read(facts.awards)
        outcome = interval(counted, counted + possible, needed)
        because, brief = words(counted, len(facts.awards), possible)
        if outcome is UNKNOWN:
            return Finding(condition, outcome, because, "; ".join(fact.text for fact in missing), evidence, missing)
        return Finding(condition, outcome, because, brief, evidence)

    def evaluate(facts: Facts) -> Finding:
        """An exception also stands for awards that are not known: with it, nothing they bring can change the answer."""
        found = by_count(facts)
        accepted = facts.judgements.get(condition.exception) if condition.exception is not None else None
        if found.outcome is MET or accepted is None or not accepted.passed:
            return found
        who, reason = accepted.by or "người thẩm định", accepted.reason or "không ghi"
        because = f"{found.because} Được chấp nhận ngoại lệ: {who}, lý do: {reason}."
        seen = (*found.evidence, Evidence(accepted, f"Ngoại lệ: {reason}"))
        return Finding(condition, MET, because, f"ngoại lệ được chấp nhận thay cho {label}", seen)

    return evaluate


def never_awarded(condition: v.NeverAwarded, pack: Pack) -> Evaluator:
    """One award of the set, in any year, decides; an unreadable row or an absent list leaves it open."""
    label, counter = set_label(condition.among, pack), Counter(condition.among, pack, None)

    def evaluate(facts: Facts) -> Finding:
        if facts.awards is None:
            return Finding(condition, UNKNOWN, "Chưa có danh sách khen thưởng đã nhận.", UNLISTED.text, (), (UNLISTED,))
        counted, possible, evidence, missing = counter.read(facts.awards)
        evidence = tuple(item._replace(counted=False, remark="đã được tặng") for item in evidence if item.counted)
        if counted:
            return Finding(condition, NOT_MET, f"Đã được tặng {label}.", f"đã được tặng {label}", evidence)
        if possible:
            brief = "; ".join(fact.text for fact in missing)
            return Finding(condition, UNKNOWN, f"Chưa rõ đã được tặng {label} hay chưa.", brief, (), missing)
        return Finding(condition, MET, f"Chưa từng được tặng {label}.", f"chưa từng được tặng {label}")

    return evaluate


def merit_not_awarded(condition: v.MeritNotAwarded, pack: Pack) -> Evaluator:
    """The merit put forward now is compared with the merit that each award of the set was given for."""
    codes = codes_among(condition.among, pack)
    own = Missing("merit", "thành tích được đề nghị khen thưởng")

    def evaluate(facts: Facts) -> Finding:
        if facts.awards is None:
            return Finding(condition, UNKNOWN, "Chưa có danh sách khen thưởng đã nhận.", UNLISTED.text, (), (UNLISTED,))
        relevant = [award for award in facts.awards if award.code is None or award.code in codes]
        same = [award for award in relevant if award.code and award.merit and award.merit == facts.merit]
        if same:
            evidence = tuple(Evidence(award, award_text(award, pack), False, "cùng một thành tích") for award in same)
            because = "Thành tích này đã được khen thưởng; một thành tích không khen thưởng nhiều lần."
            return Finding(condition, NOT_MET, because, "thành tích đã được khen thưởng", evidence)
        doubtful = (
            relevant
            if facts.merit is None
            else [a for a in relevant if a.merit is None or (a.code is None and a.merit == facts.merit)]
        )
        if not doubtful:
            return Finding(condition, MET, "Thành tích này chưa được khen thưởng.", "thành tích chưa được khen thưởng")
        missing = tuple(
            Missing("merit", f"thành tích được khen trong {award_text(award, pack)}", award.year) for award in doubtful
        )
        missing = (own, *missing) if facts.merit is None else missing
        because = "Chưa rõ các khen thưởng đã nhận có cùng thành tích này hay không."
        return Finding(condition, UNKNOWN, because, "thành tích của các khen thưởng đã nhận", (), missing)

    return evaluate
