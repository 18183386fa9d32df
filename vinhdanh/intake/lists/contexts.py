"""What title lines and section rows say of the rows below: decision, unit, year, award, kind, manner, merit.

Two lines that disagree say nothing; a base (`Căn cứ …`) and a letter (`Tờ trình số …`) are no decision.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from vinhdanh.intake.lists.awards import find_within
from vinhdanh.intake.lists.decisions import Signed, Years, without_decisions, years_in
from vinhdanh.intake.lists.lines import names_kind, split_enumerator
from vinhdanh.intake.lists.pages import BETWEEN_CELLS
from vinhdanh.intake.lists.records import ListContext, ListDecision, ListTerms
from vinhdanh.intake.lists.words import COLLECTIVE, FAMILY, INDIVIDUAL, is_body, kind_of_words
from vinhdanh.intake.problems import NotRead
from vinhdanh.intake.terms import plain_key
from vinhdanh.vietnamese import read_date, tidy

Say = Callable[[str, object, str], None]  # a field, what a line says of it, the line
_BASES = tuple(plain_key(words) for words in ("Căn cứ", "Theo đề nghị", "Xét đề nghị", "Thực hiện", "Xét"))
_LETTERS = re.compile(
    r"\b(?:tờ trình|báo cáo|công văn|kế hoạch|hướng dẫn|biên bản)\b|/(?:TTr|BC|CV|KH|HD|BB)\b", re.IGNORECASE
)
_DECISION = re.compile(r"quyết định|quyet dinh|\bqđ\b|/qđ", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"\bsố\s*[:.]?\s*(\d{1,6}\s*/\s*QĐ\S*)", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"(?:^|,\s*)(ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\s*$", re.IGNORECASE)
_UNIT = re.compile(
    r"^(?:tên\s+)?(?:cơ quan\s*,\s*)?(?:đơn vị|cơ quan)(?:\s+(?:đề nghị|trình|báo cáo|công tác))?\s*:\s*(\S.*)$",
    re.IGNORECASE,
)
_LISTS = re.compile(r"danh sách|khen|tặng|danh hiệu|thi đua|thành tích|xếp loại|năm học|tổng hợp", re.IGNORECASE)
_GIVEN_FOR = re.compile(r"(?:\bvì\s+|\bdo\s+)?(?:đã\s+)?(?:có|lập)\s+(?:nhiều\s+)?(thành tích\b.*)", re.IGNORECASE)
_LEADS_ON = re.compile(r"[,;:]?\s*(?:gồm|cụ thể|như sau|sau đây|có tên sau|có tên trong danh sách)\b.*$", re.IGNORECASE)
_GIVER = re.compile(r"^(chủ tịch|giám đốc|thủ trưởng|hiệu trưởng|bộ trưởng|tổng giám đốc)\s+\S", re.IGNORECASE)
_BARE_AWARDS = ("Bằng khen", "Cờ thi đua", "Chiến sĩ thi đua")
_KIND_WORDS = ((COLLECTIVE, "tập thể"), (INDIVIDUAL, "cá nhân"), (FAMILY, "gia đình"))
_NO_YEARS: Years = (None, None)
_DOTS = re.compile(r"[.…_]{2,}")


def context_of(lines: Iterable[str], terms: ListTerms, of_section: bool = False) -> ListContext:
    """What some lines say together; blank where they say nothing or disagree.

    The name of a body all in capitals is a letterhead, unless the line is of a section.
    """
    said: dict[str, dict[object, str]] = {}

    def say(name: str, value: object, line: str) -> None:
        if value not in ("", None, ListDecision(), ()):
            said.setdefault(name, {}).setdefault(value, line)

    for line in (tidy(cell) for several in lines for cell in several.split(BETWEEN_CELLS)):
        if not line or plain_key(line[:60]).startswith(_BASES):
            continue
        _read_line(line, terms, say, of_section or line != line.upper())
    return _agreed(said)


def _read_line(line: str, terms: ListTerms, say: Say, may_be_unit: bool) -> None:
    _, words = split_enumerator(line)
    decision = _decision_in(line)
    say("decision", decision, line)
    if dated := _PLACE_AND_DATE.search(line):
        say("dated", read_date(dated.group(1)), line)
    if _GIVER.match(line) and len(line) < 120:
        say("giver", line, line)
    if unit := _UNIT.match(line):
        say("unit", _DOTS.sub("", unit.group(1)).strip(" .,;"), line)
    elif is_body(words) and not names_kind(words) and not _LISTS.search(words) and may_be_unit:
        say("body", words.strip(" .,;:"), line)
    say("kind", _kind_in(words), line)
    if _LISTS.search(line) or not decision:
        _read_award(line, words, terms, say)
    if reason := _GIVEN_FOR.search(line):
        say("reason", _LEADS_ON.sub("", reason.group(1)).strip(" .,;:()"), line)


def _read_award(line: str, words: str, terms: ListTerms, say: Say) -> None:
    awards = find_within(terms.awards, without_decisions(words))
    for code, _ in awards:
        say("award", code, line)
    if not awards:
        for bare in _BARE_AWARDS:
            if f" {plain_key(bare)} " in f" {plain_key(words)} ":
                say("bare_award", bare, line)
    for code, _ in find_within(terms.manners, words):
        say("manner", code, line)
    if _LISTS.search(line) or plain_key(words).startswith(plain_key("năm")):
        try:
            years: Sequence[Years] = years_in(without_decisions(line))
        except NotRead:
            years = ()
        for one in years:
            say("years", one, line)


def _decision_in(line: str) -> ListDecision | None:
    """The decision that a line names, None where it names none or another paper."""
    own = _OWN_NUMBER.search(line)
    if _LETTERS.search(line) or not (own or _DECISION.search(line)):
        return None
    try:
        found = Signed().decision(
            line[line.casefold().find("quyết định") :] if "quyết định" in line.casefold() else line
        )
    except NotRead:
        return None
    return found if "/" in found.number else None


def _kind_in(words: str) -> str:
    """The kind of a section's name, or of a title that names one kind only."""
    plain = words.partition(":")[0].partition("(")[0]
    if kind := kind_of_words(plain):
        return kind
    key = f" {plain_key(words)} "
    if not _LISTS.search(words):
        return ""
    named = [
        kind for kind, noun in _KIND_WORDS if f" {plain_key(noun)} " in key.replace(plain_key("tập thể lao động"), "")
    ]
    return named[0] if len(named) == 1 else ""


def _agreed(said: Mapping[str, Mapping[object, str]]) -> ListContext:
    one = {name: next(iter(values.items())) for name, values in said.items() if len(values) == 1}
    found = {name: line for name, (_, line) in one.items()}
    decision = _whole_decision(said, one)
    years = one.get("years", (_NO_YEARS, ""))[0]
    first, last = years if isinstance(years, tuple) else _NO_YEARS
    unit = one.get("unit") or one.get("body") or ("", "")
    return ListContext(
        kind=str(one.get("kind", ("",))[0]),
        award=str(one.get("award", ("",))[0]),
        bare_award=str(one.get("bare_award", ("",))[0]) if "award" not in said else "",
        manner=str(one.get("manner", ("",))[0]),
        first_year=first,
        last_year=last,
        decision=decision,
        unit=str(unit[0]),
        reason=str(one.get("reason", ("",))[0]),
        found=found,
    )


def _whole_decision(said: Mapping[str, Mapping[object, str]], one: Mapping[str, tuple[object, str]]) -> ListDecision:
    """The decision of the lines; the date and giver of its own head complete it, where they stand apart."""
    numbers = {value.number for value in said.get("decision", {}) if isinstance(value, ListDecision)}
    if len(numbers) != 1:
        return ListDecision()
    several = [value for value in said["decision"] if isinstance(value, ListDecision)]
    days = {value.signed_on for value in several if value.signed_on}
    givers = {value.authority for value in several if value.authority}
    head = one.get("dated", (None, ""))[0]
    giver = str(one.get("giver", ("", ""))[0])
    signed_on = days.pop() if len(days) == 1 else (head if isinstance(head, date) and not days else None)
    return ListDecision(several[0].number, signed_on, givers.pop() if len(givers) == 1 else ("" if givers else giver))


def joined(outer: ListContext, inner: ListContext) -> ListContext:
    """The inner context, completed by the outer one where it says nothing; a decision is taken whole."""
    award = inner if inner.award or inner.bare_award else outer
    years = inner if inner.first_year else outer
    return replace(
        inner,
        kind=inner.kind or outer.kind,
        award=award.award,
        bare_award=award.bare_award,
        manner=inner.manner or outer.manner,
        first_year=years.first_year,
        last_year=years.last_year,
        decision=inner.decision or outer.decision,
        unit=inner.unit or outer.unit,
        reason=inner.reason or outer.reason,
        found={**outer.found, **inner.found},
    )
