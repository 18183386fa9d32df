"""Reads one cell as what its column asks for.

Each reader takes a value as the workbook holds it and returns it typed, or raises NotRead with a Vietnamese sentence.
Dates are read day first; years are 1990 to 2100; amounts are whole đồng, never negative.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from vinhdanh.intake.problems import NotRead, quoted
from vinhdanh.intake.terms import Terms, plain_key
from vinhdanh.vietnamese import grouped, read_amount, read_date, tidy, written_date

Raw = str | int | float | bool | date | datetime | time | timedelta

FIRST_YEAR, LAST_YEAR = 1990, 2100
_DAY_ZERO = date(1899, 12, 30)
_BETWEEN_CALENDARS = 1462  # days from 1900's day zero to 1904's
_FIRST_SERIAL, _LAST_SERIAL = 7_306, 73_415  # 01/01/1920 to 31/12/2100
_MOST_DONG = 10**15  # more than a province spends in ten years
_MOST_DIGITS = 40
_POINT_WITHIN = re.compile(r"\.(?=\d)")
_YES = frozenset({"có", "co", "x", "1", "✓", "✔", "☑", "true", "đúng", "yes", "y"})
_NO = frozenset({"không", "khong", "ko", "k", "0", "false", "sai", "no", "n"})
_YEAR = re.compile(r"(?:năm\s+)?(\d{4})(?:[.,]0+)?")
_MONTH_OF_YEAR = re.compile(r"(?:tháng\s+)?(0?[1-9]|1[0-2])(?:\s*[/.\-]\s*|\s+năm\s+)(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MIDNIGHT = re.compile(r"\s+0?0:00(?::00)?$")
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2}")
_SERIAL = re.compile(r"\d{4,5}(?:[.,]0+)?")


def as_written(value: Raw) -> str:
    """The cell as a person sees it: whole numbers without `.0`, dates as dd/mm/yyyy, everything else as typed."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return f"{written_date(value)} {value:%H:%M:%S}" if value.time() != time() else written_date(value)
    return written_date(value) if isinstance(value, date) else str(value)


def text(value: Raw) -> str:
    """The cell as tidy text; `TT01` stays `TT01`, 1.0 becomes `1`."""
    return tidy(as_written(value))


def paragraphs(value: Raw) -> str:
    """The cell as tidy lines, one a paragraph: line feeds stay, blank lines do not."""
    written = as_written(value)
    if written.isprintable():  # no line feed of any kind, as most cells are
        return tidy(written)
    lines = (tidy(line) for line in written.splitlines())
    return "\n".join(line for line in lines if line)


def year(value: Raw) -> int:
    """The year in 2018, 2018.0, `2018`, `năm 2018`; raises NotRead outside 1990-2100 and for anything else."""
    meant = _year_shown_as_date(value)
    if meant:
        raise NotRead(
            f"Ô đang ở dạng ngày nên hiện là {as_written(value)}; có phải năm {meant}? "
            "Hãy đổi định dạng ô thành số rồi ghi lại năm"
        )
    found = _YEAR.fullmatch(text(value).casefold())
    if not found:
        raise NotRead(f"{quoted(as_written(value))} không phải là năm; hãy ghi bốn chữ số, ví dụ 2019")
    number = int(found.group(1))
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise NotRead(f"Năm {number} nằm ngoài khoảng {FIRST_YEAR}-{LAST_YEAR}; hãy kiểm tra lại năm")
    return number


def day(from_1904: bool = False) -> Callable[[Raw], date]:
    """A reader of dates: real ones, text, and bare day numbers of the workbook's calendar; refuses all else."""

    def read(value: Raw) -> date:
        found = _date_in(value, from_1904)
        if found is None or not 1900 < found.year <= LAST_YEAR:
            raise NotRead(f"{quoted(as_written(value))} không phải là ngày; hãy ghi ngày/tháng/năm, ví dụ 20/5/2020")
        return found

    return read


def birth(from_1904: bool = False) -> Callable[[Raw], str]:
    """A reader of birthdays, as `dd/mm/yyyy`, `mm/yyyy`, or a year alone where no more is known."""

    def read(value: Raw) -> str:
        meant = _year_shown_as_date(value)
        if meant:
            raise NotRead(
                f"Ô đang ở dạng ngày nên hiện là {as_written(value)}; có phải sinh năm {meant}? "
                "Hãy đổi định dạng ô thành văn bản rồi ghi lại"
            )
        typed = text(value).casefold()
        alone = _YEAR.fullmatch(typed.removeprefix("sinh "))
        if alone and 1900 <= int(alone.group(1)) <= LAST_YEAR:
            return alone.group(1)
        month = _MONTH_OF_YEAR.fullmatch(typed)
        if month:
            return f"{int(month.group(1)):02}/{month.group(2)}"
        found = _date_in(value, from_1904)
        if found is None or not 1900 < found.year <= LAST_YEAR:
            raise NotRead(
                f"{quoted(as_written(value))} không phải là ngày sinh; "
                "hãy ghi ngày/tháng/năm, ví dụ 05/6/1975, hoặc chỉ ghi năm"
            )
        return written_date(found)

    return read


def amount(value: Raw) -> int:
    """Whole đồng in a number or in `200.000.000`, `200 triệu`; raises NotRead for negatives and anything else."""
    dong: int | None = None
    if isinstance(value, str):
        dong = read_amount(value) if len(value) <= _MOST_DIGITS else None
    elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        nearest = round(value)
        dong = nearest if abs(value - nearest) < 0.005 else None
    if dong is None:
        decimal = _POINT_WITHIN.sub(",", value) if isinstance(value, str) and len(value) <= _MOST_DIGITS else ""
        if read_amount(decimal) is not None:
            raise NotRead(
                f"Dấu chấm trong {quoted(as_written(value))} không rõ là phân cách hàng nghìn hay phần thập phân; "
                "hãy ghi đủ số đồng, hoặc dùng dấu phẩy cho phần thập phân, ví dụ 1,25 tỷ"
            )
        raise NotRead(
            f"{quoted(as_written(value))} không phải là số tiền nguyên đồng; "
            "hãy ghi số, ví dụ 200000000, 200.000.000 hoặc 200 triệu"
        )
    if dong < 0:
        raise NotRead(f"Số tiền {grouped(dong)} đồng là số âm; hãy ghi số không âm")
    if dong > _MOST_DONG:
        raise NotRead(f"Số tiền {quoted(as_written(value))} lớn quá; hãy xem lại, số tiền ghi bằng đồng")
    return dong


def count(value: Raw) -> int:
    """A whole number in 12, 12.0, `12`, `1.234`; raises NotRead for negatives and anything else."""
    number: int | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = int(value) if math.isfinite(value) and value == int(value) else None
    elif isinstance(value, str) and _COUNT.fullmatch(text(value)):
        number = int(re.sub(r"[.\s]", "", text(value)))
    if number is None or number < 0:
        raise NotRead(f"{quoted(as_written(value))} không phải là số lượng; hãy ghi số nguyên không âm, ví dụ 120")
    return number


def yes_or_no(value: Raw) -> bool:
    """True for `Có`, `x`, 1, ✓; False for `Không`, 0; raises NotRead for anything else."""
    if isinstance(value, bool):
        return value
    typed = text(value).casefold().rstrip(".")
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    raise NotRead(f"{quoted(as_written(value))} không rõ là có hay không; hãy ghi “Có” hoặc “Không”, hoặc để trống")


def passed(value: Raw) -> bool:
    """True for `Đạt`, False for `Không đạt`; raises NotRead for anything else."""
    key = plain_key(text(value))
    if key not in (plain_key("Đạt"), plain_key("Không đạt")):
        raise NotRead(f"{quoted(as_written(value))} không phải là kết luận; hãy ghi “Đạt” hoặc “Không đạt”")
    return key == plain_key("Đạt")


def choice(terms: Terms, noun: str) -> Callable[[Raw], str]:
    """A reader of one closed list that returns codes; what it does not find it refuses, with the closest label."""

    def read(value: Raw) -> str:
        code = terms.find(text(value))
        if code is None:
            raise NotRead(_not_listed(terms, noun, as_written(value)))
        return code

    return read


def code_or_label(terms: Terms, noun: str) -> Callable[[Raw], str]:
    """As `choice`, where the sheet asks for the code itself and the label is understood as well."""

    def read(value: Raw) -> str:
        code = terms.code(text(value)) or terms.find(text(value))
        if code is None:
            raise NotRead(_not_listed(terms, noun, as_written(value)))
        return code

    return read


def _not_listed(terms: Terms, noun: str, typed: str) -> str:
    said = f"Không có {noun} {quoted(typed)} trong danh mục"
    meant = terms.suggest(typed)
    if meant:
        return f"{said}; có phải {quoted(meant)}?"
    labels = list(terms.labels.values())
    if labels and len(labels) <= 6:
        return f"{said}; hãy ghi một trong: {'; '.join(labels)}"
    return f"{said}; hãy chọn trong danh sách của bảng mẫu"


def _year_shown_as_date(value: Raw) -> int | None:
    """The year that became a day of 1905 because its cell has a date's format: 2018 shows as 10/07/1905."""
    if not isinstance(value, date):
        return None
    whole = value.date() if isinstance(value, datetime) else value
    serial = (whole - _DAY_ZERO).days
    return serial if 1900 <= serial <= LAST_YEAR else None


def _date_in(value: Raw, from_1904: bool) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | time | timedelta):
        return None
    typed = text(value)
    if not isinstance(value, str) or _SERIAL.fullmatch(typed):
        return _date_of_serial(float(typed.replace(",", ".")), from_1904)
    typed = _MIDNIGHT.sub("", typed)
    if _ISO.fullmatch(typed):
        typed = "/".join(reversed(typed.split("-")))
    return read_date(typed)


def _date_of_serial(serial: float, from_1904: bool) -> date | None:
    days = serial + (_BETWEEN_CALENDARS if from_1904 else 0)
    return _DAY_ZERO + timedelta(days=int(days)) if _FIRST_SERIAL <= days <= _LAST_SERIAL else None
