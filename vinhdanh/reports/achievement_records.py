"""A nominee as the achievement report tells it: who, the story as it was written, and the facts in their tables."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vinhdanh.documents.achievement_report import AchievementReport, Figure
from vinhdanh.documents.honours import Honour
from vinhdanh.models import Fact, FactKind, HonoureeKind, Nomination
from vinhdanh.reports.award_words import fact_award_label, fact_is_title
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.issuer import place, superior
from vinhdanh.screening.report import Report
from vinhdanh.vietnamese import read_date, tidy, written_date

OF_HEADED = "unit_achievements"  # the part of the story in which a head tells of the unit
_HAMLET = re.compile(r"\s*(?:thôn|bản|xóm|khối|khu phố|khu dân cư|tổ dân phố)\b", re.IGNORECASE)


class _Heads(NamedTuple):
    superior: str
    issuer: str


def achievement_record(one: Nomination, report: Report, *, with_personal: bool) -> AchievementReport:
    """What the nominee's report says; `one` is read by `nominations_with_facts`, so that nothing more is asked.

    `with_personal`: with the whole birth and the residence; else the year of birth alone. The day is left to be written
    by hand, as the phone number, which is not kept.
    """
    pack, own = report.pack, [fact for fact in one.facts.all() if not fact.of_headed]
    awards = [fact for fact in own if fact.kind == FactKind.AWARD]
    heads = _heads(one, report)
    kind = pack.award_of.get(one.award)
    return AchievementReport(
        kind=one.kind,  # type: ignore[arg-type]  # the three kinds are the same three words
        superior=heads.superior,
        issuer=heads.issuer,
        place=place(report),
        day=None,
        year=pack.period.last,
        award=kind.label if kind else pack.papers.award,
        name=one.name,
        who=tuple(_who(one, with_personal)),
        story=_story(one, pack),
        ratings=tuple(_honour(fact, _level(fact, pack)) for fact in own if fact.kind == FactKind.RATING),
        titles=tuple(_honour(fact, fact_award_label(fact, pack)) for fact in awards if fact_is_title(fact, pack)),
        forms=tuple(_honour(fact, fact_award_label(fact, pack)) for fact in awards if not fact_is_title(fact, pack)),
        honours_listed=one.awards_listed,
        figures=tuple(_figure(fact, pack) for fact in own if fact.kind == FactKind.AMOUNT),
        signer=_signer(one),
    )


def _heads(one: Nomination, report: Report) -> _Heads:
    """Whose report it is and who stands above: the collective itself, or where a person works; else the unit.

    Where somebody lives (Thôn Làng Bu) is no body that stands at the head of a paper.
    """
    unit = report.book.unit.name
    issuer = {HonoureeKind.COLLECTIVE: one.name, HonoureeKind.INDIVIDUAL: one.workplace}.get(HonoureeKind(one.kind), "")
    if one.kind == HonoureeKind.INDIVIDUAL and _HAMLET.match(issuer):
        issuer = ""
    if tidy(issuer) and tidy(issuer).casefold() != tidy(unit).casefold():
        return _Heads(unit, issuer)
    return _Heads(superior(report), unit)


def _who(one: Nomination, with_personal: bool) -> Iterator[tuple[str, str]]:
    if one.kind == HonoureeKind.COLLECTIVE:
        yield "Tên tập thể đề nghị", one.name
        return
    if one.kind == HonoureeKind.FAMILY:
        yield "Họ và tên chủ hộ", one.name
        yield "Dân tộc", one.ethnicity
        if with_personal:
            yield "Nơi cư trú", one.residence
    else:
        yield "Họ và tên", one.name
        yield from _birth(one, with_personal)
        yield "Giới tính", one.get_sex_display() if one.sex else ""
        yield "Dân tộc", one.ethnicity
        if with_personal:
            yield "Nơi cư trú", one.residence
        yield "Đơn vị công tác", one.workplace
        yield "Chức vụ (đảng, chính quyền, đoàn thể), nghề nghiệp", one.position
    yield "Điện thoại", ""


def _birth(one: Nomination, with_personal: bool) -> Iterator[tuple[str, str]]:
    """As a day, or the year alone to who may not see more; what was typed and is no day stands as it was typed."""
    day = read_date(one.birth)
    if with_personal:
        yield "Sinh ngày, tháng, năm", written_date(day) if day else one.birth
    else:
        yield "Năm sinh", str(day.year) if day else one.birth[-4:]


def _story(one: Nomination, pack: Pack) -> dict[str, str]:
    """As it was written; a head's part about the unit goes on with the facts of the unit."""
    story = {code: str(text) for code, text in one.story.items() if text}
    headed = [fact for fact in one.facts.all() if fact.of_headed]
    if headed:
        unit = one.headed.name if one.headed else one.headed_name
        lines = [story.get(OF_HEADED, ""), f"Kết quả của {unit or 'đơn vị'}:", *_told(headed, pack)]
        story[OF_HEADED] = "\n".join(filter(None, lines))
    return story


def _told(facts: Iterable[Fact], pack: Pack) -> Iterator[str]:
    for fact in facts:
        honour = _honour(fact, _level(fact, pack) if fact.kind == FactKind.RATING else fact_award_label(fact, pack))
        day = f"ngày {written_date(honour.decided_on)}" if honour.decided_on else ""
        source = ", ".join(filter(None, (" ".join(filter(None, (honour.decision, day))), honour.authority)))
        yield f"- Năm {honour.years or '……'}: {honour.name}{f' ({source})' if source else ''}."


def _honour(fact: Fact, name: str) -> Honour:
    return Honour(str(fact.year or ""), name, fact.decision, fact.decided_on, fact.authority)


def _level(fact: Fact, pack: Pack) -> str:
    labels = {level.code: level.label for level in pack.scale.levels}
    return labels.get(fact.code) or fact.as_written


def _figure(fact: Fact, pack: Pack) -> Figure:
    labels = {item.code: item.label for item in pack.indicators}
    attached = "Tệp kèm theo" if fact.proofs.all() else ""
    return Figure(fact.year, labels.get(fact.code) or fact.as_written, fact.amount, fact.proof or attached)


def _signer(one: Nomination) -> str:
    """The person who reports; of a family its head, of a collective whoever leads it when it is signed."""
    family = one.name.casefold().startswith("gia đình")
    return "" if one.kind == HonoureeKind.COLLECTIVE or family else one.name
