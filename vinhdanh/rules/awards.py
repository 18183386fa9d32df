"""Conditions on awards received. A row that could not be read may be any award, and so may what an open list lacks."""

from functools import lru_cache
from typing import NamedTuple

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import OTHER_AWARD, Award, Facts, Judgement
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Answer, Evidence, Missing, Outcome, Told
from vinhdanh.vietnamese import two_digits, written_date

TYPE_WORDS = {"title": "danh hiệu thi đua", "form": "hình thức khen thưởng"}
LEVEL_WORDS = {"state": "cấp Nhà nước", "province": "cấp tỉnh", "grassroots": "cấp cơ sở"}
UNLISTED = Missing("awards", "danh sách khen thưởng đã nhận")
NOT_ALL = Missing("awards", "khen thưởng đã nhận được ghi đủ hay chưa")


def codes_among(among: v.AwardSet, pack: Pack) -> frozenset[str]:
    """The codes of the catalogue that belong to the set; to that of any award also the awards outside of it."""
    outside = frozenset[str]() if among.codes or among.levels or among.types else frozenset({OTHER_AWARD})
    return outside | frozenset(
        award.code
        for award in pack.awards
        if (not among.codes or award.code in among.codes)
        and (not among.levels or award.level in among.levels)
        and (not among.types or award.type in among.types)
    )


def set_label(among: v.AwardSet, pack: Pack) -> str:
    """The set as words inside a sentence."""
    if among.codes:
        named = [pack.award_of[code] for code in among.codes]
        return " hoặc ".join(f"{'danh hiệu ' if award.type == 'title' else ''}{award.label}" for award in named)
    kind = " hoặc ".join(TYPE_WORDS[item] for item in among.types) or "lần khen thưởng"
    level = " hoặc ".join(LEVEL_WORDS[item] for item in among.levels)
    return f"{kind} {level or 'các cấp'}"


def award_text(award: Award, pack: Pack) -> str:
    """`2019: Bằng khen của Chủ tịch UBND tỉnh, QĐ 31/QĐ-UBND ngày 15/01/2020, Chủ tịch UBND tỉnh`."""
    text = f"{award.year or 'năm chưa rõ'}: {_name_of(award, pack)}"
    if award.decision:
        text += f", QĐ {award.decision}"
    if award.decided_on:
        text += f" ngày {written_date(award.decided_on)}"
    return f"{text}, {award.authority}" if award.authority else text


def _name_of(award: Award, pack: Pack) -> str:
    kind = pack.award_of.get(award.code) if award.code else None
    if kind is None:
        return award.as_written if award.code == OTHER_AWARD else f"“{award.as_written}”"
    return kind.words(award.as_written)


class Counted(NamedTuple):
    """Awards that count, those that could not be read and might, those worth showing, and what is missing to know."""

    counted: int
    possible: int
    evidence: tuple[Evidence, ...]
    missing: tuple[Missing, ...]


class Counter:
    """Counts a nominee's awards of a set, in the years of a period or in any year.

    `stand_ins` are awards that could be accepted for one of the set, and so are worth showing though they do not count.
    """

    def __init__(
        self, codes: frozenset[str], pack: Pack, years: range | None, stand_ins: frozenset[str] = frozenset()
    ) -> None:
        self.pack, self.years, self.codes, self.stand_ins = pack, years, codes, stand_ins
        self.look = lru_cache(4096)(self._look)

    def bounds(self, awards: tuple[Award, ...]) -> tuple[int, int]:
        """The fewest and the most awards that count."""
        low, possible = 0, 0
        for award in awards:
            if self._may_count(award):
                is_sure = (
                    award.code is not None and not award.unproved and (self.years is None or award.year is not None)
                )
                low += is_sure
                possible += not is_sure
        return low, low + possible

    def open_words(self, awards: tuple[Award, ...]) -> str:
        """What those are that may count or not."""
        why = {award.unproved for award in awards if isinstance(self.look(award), Missing)}
        if why == {True}:
            return "khen thưởng chưa có minh chứng"
        return "dòng chưa đọc được hoặc chưa có minh chứng" if True in why else "dòng chưa đọc được"

    def _may_count(self, award: Award) -> bool:
        in_years = self.years is None or award.year is None or award.year in self.years
        return in_years and (award.code is None or award.code in self.codes)

    def read(self, awards: tuple[Award, ...]) -> Counted:
        """The same count with its evidence."""
        low, high = self.bounds(awards)
        seen = [self.look(award) for award in awards]
        evidence = tuple(item for item in seen if isinstance(item, Evidence))
        return Counted(low, high - low, evidence, tuple(item for item in seen if isinstance(item, Missing)))

    def _look(self, award: Award) -> Evidence | Missing | None:
        """One award as evidence, as a missing fact where it could not be read, or None where it does not matter."""
        in_years = self.years is None or award.year is None or award.year in self.years
        if self._may_count(award):
            if award.unproved:
                return Missing("award", f"minh chứng của “{award.as_written}”", award.year)
            if award.code is None:
                return Missing("award", f"loại khen thưởng ghi “{award.as_written}”", award.year)
            if award.year is None and self.years is not None:
                return Missing("award", f"năm của khen thưởng “{award.as_written}”")
            return Evidence(award, award_text(award, self.pack))
        if award.code in self.codes:
            return Evidence(award, award_text(award, self.pack), False, "ngoài giai đoạn")
        if award.code in self.stand_ins and in_years:
            text = award_text(award, self.pack)
            return Evidence(award, text, False, "chỉ tính là chính nó, trừ khi người thẩm định chấp nhận thay thế")
        return None


def stand_ins_for(codes: frozenset[str], pack: Pack) -> frozenset[str]:
    """Awards that an appraiser may accept for one of these (O11)."""
    return frozenset(award.code for award in pack.awards if codes & frozenset(award.may_stand_for)) - codes


class AwardsOfSet:
    """Counts the awards of a set inside a period against the number needed.

    Where an appraiser has recorded the exception (O11), awards that may stand for one of the set count too.
    """

    def __init__(self, condition: v.Awards, pack: Pack) -> None:
        self.period, self.needed, self.exception = pack.periods[condition.period], condition.count, condition.exception
        self.label, codes = set_label(condition.among, pack), codes_among(condition.among, pack)
        others = stand_ins_for(codes, pack)
        self.strict = Counter(codes, pack, self.period.years, others)
        self.widened = Counter(codes | others, pack, self.period.years)

    def accepted(self, facts: Facts) -> Judgement | None:
        """The recorded exception, where it was granted."""
        answer = facts.judgements.get(self.exception) if self.exception else None
        return answer if answer is not None and answer.passed else None

    def decide(self, facts: Facts) -> Outcome:
        """Met with what counts, or with what is accepted for it; open while a row that was not read could decide."""
        if facts.awards is None:
            return UNKNOWN
        low, high = self.strict.bounds(facts.awards)
        if low >= self.needed:
            return MET
        if self.exception is not None and self.accepted(facts):
            low, high = self.widened.bounds(facts.awards)
        if low >= self.needed:
            return MET
        return NOT_MET if high < self.needed and not facts.awards_open else UNKNOWN

    def tell(self, facts: Facts, outcome: Outcome, parts: object) -> Told:
        """The reasons, with the awards counted and those that are not but could be accepted."""
        if facts.awards is None:
            return Told(f"Chưa có danh sách khen thưởng để đếm {self.label}.", UNLISTED.text, (), (UNLISTED,))
        answer = self.accepted(facts)
        counted, _, evidence, _ = self.strict.read(facts.awards)
        deciding = self.widened if answer is not None else self.strict
        _, possible, _, missing = deciding.read(facts.awards)
        needed, have = two_digits(self.needed), two_digits(counted)
        if counted >= self.needed:
            return Told(f"Có {have} {self.label} trong {self.period}.", f"{have} {self.label}", evidence)
        if outcome is MET and answer is not None:
            return self._with_exception(facts.awards, counted, answer)
        if outcome is UNKNOWN:
            unread = [f"{two_digits(possible)} {deciding.open_words(facts.awards)}"] if possible else []
            unread += ["chưa rõ đã ghi đủ khen thưởng hay chưa"] if facts.awards_open else []
            missing += (NOT_ALL,) if facts.awards_open else ()
            because = f"Cần {needed} {self.label}, {f'đã có {have}' if counted else 'chưa có'}; {', '.join(unread)}."
            return Told(because, "; ".join(fact.text for fact in missing), evidence, missing)
        found = f"đếm được {have}" if counted else "không có"
        because = f"Cần {needed} {self.label} trong {self.period}; {found} trong {len(facts.awards)} khen thưởng đã kê."
        if answer is not None:
            because += " Có ghi chấp nhận ngoại lệ, nhưng không kê đủ khen thưởng nào thay thế được."
        return Told(because, f"thiếu {two_digits(self.needed - counted)} {self.label}", evidence)

    def _with_exception(self, listed: tuple[Award, ...], counted: int, answer: Judgement) -> Told:
        wide = self.widened.read(listed)
        instead = f"{two_digits(wide.counted - counted)} khen thưởng được chấp nhận thay cho {self.label}"
        who, reason = answer.by or "người thẩm định", answer.reason or "không ghi"
        also = f"{two_digits(counted)} {self.label} và " if counted else ""
        because = f"Có {also}{instead}: {who}, lý do: {reason}."
        return Told(because, instead, (*wide.evidence, Evidence(answer, f"Ngoại lệ: {reason}")))


def awards(condition: v.Awards, pack: Pack) -> Answer:
    """See AwardsOfSet."""
    reader = AwardsOfSet(condition, pack)
    return reader.decide, reader.tell


def never_awarded(condition: v.NeverAwarded, pack: Pack) -> Answer:
    """One award of the set, in any year, decides; an unreadable row or an absent list leaves it open."""
    label, counter = set_label(condition.among, pack), Counter(codes_among(condition.among, pack), pack, None)

    def decide(facts: Facts) -> Outcome:
        if facts.awards is None:
            return UNKNOWN
        low, high = counter.bounds(facts.awards)
        return NOT_MET if low else UNKNOWN if high or facts.awards_open else MET

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        if facts.awards is None:
            return Told("Chưa có danh sách khen thưởng đã nhận.", UNLISTED.text, (), (UNLISTED,))
        _, _, evidence, missing = counter.read(facts.awards)
        if outcome is NOT_MET:
            received = (item for item in evidence if item.counted)
            against = tuple(item._replace(counted=False, remark="đã được tặng") for item in received)
            return Told(f"Đã được tặng {label}.", f"đã được tặng {label}", against)
        if outcome is UNKNOWN:
            missing += (NOT_ALL,) if facts.awards_open else ()
            asked = "; ".join(fact.text for fact in missing)
            return Told(f"Chưa rõ đã được tặng {label} hay chưa.", asked, (), missing)
        return Told(f"Chưa từng được tặng {label}.", f"chưa từng được tặng {label}")

    return decide, tell


def merit_not_awarded(condition: v.MeritNotAwarded, pack: Pack) -> Answer:
    """The merit put forward now is compared with the merit that each award of the set was given for."""
    codes = codes_among(condition.among, pack)
    own = Missing("merit", "thành tích được đề nghị khen thưởng")

    def sort(facts: Facts) -> tuple[list[Award], list[Award]]:
        """Awards for the same merit, and awards that may be."""
        relevant = [award for award in facts.awards or () if award.code is None or award.code in codes]
        if facts.merit is None:
            return [], relevant
        alike = [award for award in relevant if award.merit == facts.merit]
        same = [award for award in alike if award.code and not award.unproved]
        unread = [award for award in alike if award not in same]
        return same, unread + [award for award in relevant if award.merit is None]

    def decide(facts: Facts) -> Outcome:
        same, doubtful = sort(facts)
        return NOT_MET if same else UNKNOWN if facts.awards is None or doubtful or facts.awards_open else MET

    def tell(facts: Facts, outcome: Outcome, parts: object) -> Told:
        if facts.awards is None:
            return Told("Chưa có danh sách khen thưởng đã nhận.", UNLISTED.text, (), (UNLISTED,))
        same, doubtful = sort(facts)
        if outcome is NOT_MET:
            evidence = tuple(Evidence(award, award_text(award, pack), False, "cùng một thành tích") for award in same)
            because = "Thành tích này đã được khen thưởng; một thành tích không khen thưởng nhiều lần."
            return Told(because, "thành tích đã được khen thưởng", evidence)
        if outcome is MET:
            return Told("Thành tích này chưa được khen thưởng.", "thành tích chưa được khen thưởng")
        texts = ((award, f"thành tích được khen trong {award_text(award, pack)}") for award in doubtful)
        missing = tuple(Missing("merit", text, award.year) for award, text in texts)
        missing += (NOT_ALL,) if facts.awards_open else ()
        because = "Chưa rõ các khen thưởng đã nhận có cùng thành tích này hay không."
        brief = "thành tích của các khen thưởng đã nhận"
        return Told(because, brief, (), (own, *missing) if facts.merit is None else missing)

    return decide, tell
