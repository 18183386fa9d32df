"""Reads decisions, dates and years as people write them: `QĐ số 163/QĐ-UBND ngày 02/02/2018 của Chủ tịch UBND tỉnh`.

Nothing is completed: a month without its day is no date, a number without its symbol stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from vinhdanh.intake import cells
from vinhdanh.intake.cells import FIRST_YEAR, LAST_YEAR, Raw
from vinhdanh.intake.lists.records import ListDecision
from vinhdanh.intake.lists.words import is_nothing
from vinhdanh.intake.problems import NotRead, quoted
from vinhdanh.vietnamese import read_date, tidy, written_date

Years = tuple[int | None, int | None]
_DASH = r"[-–—‐‑−]"
_NUMBER = re.compile(
    r"(?<![\d/.])(\d{1,6}[a-zđ]?)\s*/\s*((?:(?:19|20)\d\d\s*/\s*)?[A-ZĐ][\wĐđ&.]*"
    rf"(?:\s*{_DASH}\s*(?!ngày\b|ngay\b|của\b)[\wĐđ&.]+)*)",
    re.IGNORECASE,
)
DECISION_PART = re.compile(
    rf"[\s,;:(–-]*(?:\b(?:theo|tại)\s+)?(?:\b(?:quyết định|qđ)\b)?\s*(?:\bsố\b)?\s*[:.]?\s*{_NUMBER.pattern}",
    re.IGNORECASE,
)  # a decision at the end of something else
_DATE = re.compile(
    r"(?:ngày\s*)?(?<![\d/.\-])(\d{1,2}\s*[/.\-–]\s*\d{1,2}\s*[/.\-–]\s*\d{2,4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})(?![\d/])",
    re.IGNORECASE,
)
_DATED = re.compile(r"\bngày\b\s*[:.]?\s*\S*\d|\b\d{1,2}\s*[/\-.]\s*\d{4}\b", re.IGNORECASE)
_BARE_NUMBER = re.compile(
    r"(?:(?:quyết định|qđ)\s*)?(?:số)?\s*[:.]?\s*(?<![\w/])(\d{1,6}[a-zđ]?)(?![\w/])", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"^(?:\W|quyết định|quyet dinh|qđ|số|so|tại|theo|kèm|ngày|ký)+(?=\W|$)", re.IGNORECASE)
_AUTHORITY = re.compile(r"\b(?:của|do)\s+(.+)$", re.IGNORECASE)
_AUTHORITY_APART = re.compile(r"[,;(]\s*([^\W\d_a-zđ][^,;()]*[^\s,;()])\s*\)?$")
_SIGNED_BY = re.compile(r"\s+(?:ký|ban hành|quyết định|tặng|về việc|v/v)\b.*$", re.IGNORECASE | re.DOTALL)
_YEARS = re.compile(rf"(?<!\d)((?:19|20)\d\d)(?:\s*(?:{_DASH}|/|đến|tới)\s*((?:19|20)\d\d))?(?!\d)")
_LED_YEARS = re.compile(
    r"[(\[]?\s*(?:\b(?:trong|cho|các|vào)\s+)?(?:\b(?:năm học|năm|giai đoạn|thời kỳ)\s*)?"
    rf"{_YEARS.pattern}\s*[)\]]?",
    re.IGNORECASE,
)
_YEAR_WORDS = re.compile(
    r"\b(?:năm học|năm|giai đoạn|từ|đến|và|thời kỳ|niên khóa|các|trong)\b|[\s,;:.()&+\-–]+", re.IGNORECASE
)
_SHORT_YEARS = re.compile(rf"((?:19|20)\d\d)\s*{_DASH}\s*(\d\d)(?!\d)")
_LAST_MERGED = re.compile(r"\n|;|(?<=\d)\s+và\s+(?=(?:QĐ|số|\d))", re.IGNORECASE)


class NoDate(NotRead):
    """A date that is none, or cannot be that of a decision: taking the rest would put a wrong fact on record."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Reads the dates of decisions of one workbook; none later than `on`, where that day is given."""

    from_1904: bool = False
    on: date | None = None

    def day(self, value: Raw) -> date:
        """The date in a cell; raises NoDate for a month alone, for what is no date, and for a day to come."""
        words = cells.text(value)
        if isinstance(value, str) and re.fullmatch(r"(?:tháng\s*)?\d{1,2}\s*[/.\-]\s*\d{4}", words, re.IGNORECASE):
            raise NoDate(f"{quoted(words)} chỉ có tháng; hãy ghi đủ ngày/tháng/năm, hoặc để trống nếu không rõ ngày")
        try:
            found = cells.day(self.from_1904)(_without_word(words) if isinstance(value, str) else value)
        except NotRead as refusal:
            raise NoDate(str(refusal)) from None
        return self.past(found)

    def past(self, found: date) -> date:
        """The day itself; raises NoDate for one before the years that lists speak of, or after `on`."""
        if found.year < 1945 or (self.on is not None and found > self.on):
            raise NoDate(f"Ngày {written_date(found)} không thể là ngày quyết định; hãy kiểm tra lại ngày")
        return found

    def decisions(self, value: Raw) -> tuple[ListDecision, ...]:
        """The decisions in a cell, one a line or a semicolon; raises NotRead where a date in it is none."""
        if isinstance(value, datetime | date):
            return (ListDecision(signed_on=self.day(value)),)
        words = cells.paragraphs(value)
        parts = [part for part in _LAST_MERGED.split(words) if tidy(part) and not is_nothing(part)]
        found: list[ListDecision] = []
        for part in parts:
            one = self.decision(tidy(part))
            if found and not one.number and not found[-1].signed_on:  # its date or authority on the next line
                previous = found.pop()
                one = ListDecision(previous.number, one.signed_on, one.authority or previous.authority)
            found.append(one)
        return tuple(found)

    def decision(self, words: str) -> ListDecision:
        """The number, date and authority in one line; raises NotRead where it has none, NoDate for no real date."""
        numbered = _NUMBER.search(words)
        rest = f"{words[: numbered.start()]} {words[numbered.end() :]}" if numbered else words
        dated = _DATE.search(rest)
        signed_on = None
        if dated:
            signed_on = read_date(re.sub(r"\s*[–]\s*", "-", dated.group(1)))
            if signed_on is None:
                raise NoDate(
                    f"{quoted(dated.group(1))} trong {quoted(words)} không phải là ngày; hãy ghi ngày/tháng/năm"
                )
            self.past(signed_on)
            rest = f"{rest[: dated.start()]} , {rest[dated.end() :]}"
        elif _DATED.search(rest):
            raise NoDate(f"Không đọc được ngày trong {quoted(words)}; hãy ghi ngày/tháng/năm, ví dụ 02/02/2018")
        number = _written_number(numbered) if numbered else ""
        if not number and (bare := _BARE_NUMBER.search(rest)) and not _YEARS.fullmatch(bare.group(1)):
            number, rest = bare.group(1), rest[: bare.start()] + rest[bare.end() :]
        authority = _authority_in(rest)
        if not (number or signed_on or authority):
            raise NotRead(
                f"{quoted(words)} không phải là số, ngày quyết định; hãy ghi ví dụ 163/QĐ-UBND ngày 02/02/2018"
            )
        return ListDecision(number, signed_on, authority)


def _without_word(words: str) -> str:
    return re.sub(r"^(?:ngày|ký ngày)\s*[:.]?\s*(?=\d+\s*[/.\-])|[.;,]$", "", words, flags=re.IGNORECASE)


def _written_number(found: re.Match[str]) -> str:
    """`163 /QĐ – UBND` → `163/QĐ-UBND`."""
    symbol = re.sub(rf"\s*{_DASH}\s*", "-", found.group(2).rstrip("."))
    year_and_symbol = re.sub(r"\s*/\s*", "/", symbol)
    return f"{found.group(1)}/{year_and_symbol}"


def _authority_in(rest: str) -> str:
    words = tidy(rest).strip(" .;:")
    found = _AUTHORITY.search(words) or _AUTHORITY_APART.search(words)
    named = found.group(1) if found else ""
    left = _WORDS_BEFORE.sub("", _SIGNED_BY.sub("", named)).strip(" ,.;:()-–")
    return left if len(left) > 2 and not left[:1].isdigit() else ""


def read_years(value: Raw) -> tuple[Years, ...]:
    """The years or periods in a cell: 2018; `2016, 2017`; `2016-2020`; `Năm học 2018-2019`; NotRead for others."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        single = cells.year(value)
        return ((single, single),)
    if isinstance(value, date):
        cells.year(value)
    words = _SHORT_YEARS.sub(lambda found: f"{found.group(1)}-{found.group(1)[:2]}{found.group(2)}", cells.text(value))
    found = years_in(words)
    if not found or _YEAR_WORDS.sub("", _YEARS.sub("", words)):
        raise NotRead(
            f"{quoted(cells.as_written(value))} không phải là năm; hãy ghi bốn chữ số, ví dụ 2019 hoặc 2016-2020"
        )
    return found


def years_in(words: str) -> tuple[Years, ...]:
    """The years and periods that stand in a text; raises NotRead for a period that runs backwards or is absurd."""
    found: list[Years] = []
    for match in _YEARS.finditer(words):
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        if not FIRST_YEAR - 45 <= first <= last <= LAST_YEAR or last - first > 15:
            raise NotRead(f"Giai đoạn {quoted(match.group())} không hợp lý; hãy kiểm tra lại năm")
        found.append((first, last))
    return tuple(dict.fromkeys(found))


def numbers_in(words: str) -> int:
    """How many decisions a text names by their numbers."""
    return len(_NUMBER.findall(words))


def without_decisions(words: str) -> str:
    """The text without decision numbers, and without dates."""
    return _DATE.sub(" ", _NUMBER.sub(" ", words))


def without_years(words: str) -> str:
    """The text without years and the words that lead to them."""
    return tidy(_LED_YEARS.sub(" ", words)).strip(" ,;:.-–")


def in_lines(value: Raw, read: Callable[[Raw], date]) -> tuple[date, ...]:
    """The dates of a cell that holds one or several on lines."""
    if isinstance(value, str):
        parts = [part for part in re.split(r"\n|;", value) if tidy(part) and not is_nothing(part)]
        return tuple(read(part) for part in parts)
    return (read(value),)
