"""How Vietnamese writes dates, numbers and names, and how it reads what people typed.

Everything here is about writing, nothing about awards: the three pure rooms stand on it.
"""

import re
import unicodedata
from datetime import date

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "\"'“”‘’«»`"), "")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
_NAMED_AMOUNTS = {"": 1, "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_AMOUNT = re.compile(r"(-?[\d.,\s]*\d)\s*(nghìn|ngàn|triệu|tr|tỷ|tỉ)?(?:(?<=tr)\.)?\s*(?:đồng|đ|vnđ|vnd)?\.?")
_GROUPED = re.compile(r"-?(?!0+[.,\s])\d{1,3}([.,\s])\d{3}(?:\1\d{3})*")
_GROUPED_ONCE = re.compile(r"-?\d{1,3}([.,])\d{3}")
_DATE = re.compile(r"(?:ngày\s+)?(\d{1,2})(?:\s*[/.\-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.\-]\s*|\s+năm\s+)(\d{4}|\d{2})")


def tidy(text: str) -> str:
    """The text as one line of composed letters (NFC), without doubled, edge or invisible spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def spelling_key(text: str) -> str:
    """A key that is equal for two ways of typing the same words, and keeps their accents.

    Case, composed or decomposed accents, spaces, kinds of dashes and quotes do not matter, nor does where the
    tone stands (hoà, hòa), nor i for y (sĩ, sỹ). Accents do: An and Ân stay apart.
    """
    folded = unicodedata.normalize("NFD", tidy(text).casefold().translate(_DASHES).translate(_QUOTES))
    words = []
    for word in re.findall(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\w\s]", folded):
        bare = "".join(letter for letter in word if letter not in _TONES)
        tone = "".join(letter for letter in word if letter in _TONES)
        words.append(bare.replace("y", "i") + tone)
    return " ".join(words)


_MARKED_LETTERS = str.maketrans("đ", "d")
_SIGNS = re.compile(r"[^\w\s\u0300-\u036f]")


def folded(text: str) -> str:
    """The words as people type them in haste: `Nguyễn Thị Đào` → `nguien thi dao`.

    No accents, no case, no punctuation, i for y. For searching and for what looks alike; folded equality is not
    identity: An and Ân fold to one word and are two people.
    """
    words = " ".join(_SIGNS.sub(" ", spelling_key(text)).split())
    bare = "".join(letter for letter in unicodedata.normalize("NFD", words) if not unicodedata.combining(letter))
    return bare.translate(_MARKED_LETTERS)


def written_date(day: date) -> str:
    """`dd/mm/yyyy`: 05/06/2020 is the fifth of June."""
    return f"{day:%d/%m/%Y}"


def long_date(day: date) -> str:
    """The date of an official paper: days under 10 and months 1 and 2 take a zero (NĐ 30/2020, Phụ lục I, II.4.b)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def read_date(text: str) -> date | None:
    """The date in `1/5/20`, `01-05-2020`, `01.05.2020` or `ngày 1 tháng 5 năm 2020`, day first; None if it is none.

    Two digits of a year are 1930 to 2029: the people and decisions of these lists.
    """
    found = _DATE.fullmatch(tidy(text).casefold())
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    if year < 100:
        year += 1900 if year >= 30 else 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None


def grouped(number: int) -> str:
    """Thousands apart by points: 1.234.567."""
    return f"{number:,}".replace(",", ".")


def written_amount(dong: int) -> str:
    """An amount in đồng, shortened only where nothing is lost: `200 triệu đồng`, `1,5 tỷ đồng`, `1.234.567 đồng`."""
    if dong and dong % 10**6 == 0:
        billions, millions = divmod(dong // 10**6, 1000)
        if billions:
            part = f",{millions:03}".rstrip("0") if millions else ""
            return f"{grouped(billions)}{part} tỷ đồng"
        return f"{millions} triệu đồng"
    return f"{grouped(dong)} đồng"


def read_amount(text: str) -> int | None:
    """The đồng in `200.000.000`, `200 triệu`, `95 tr.đ`, `1,5 tỷ đồng`; None if it is no amount or not whole đồng.

    A zero is never the first group: `0,150 tỷ` is 150 triệu. Before nghìn, triệu or tỷ one comma is a decimal one
    (`1,250 tỷ`), and one point with three digits may be either (`1.250 tỷ`), so that it is None; as is `1250.000`.
    """
    found = _AMOUNT.fullmatch(tidy(text).casefold())
    if not found:
        return None
    digits, unit = found.group(1), _NAMED_AMOUNTS[found.group(2) or ""]
    if _GROUPED.fullmatch(digits):
        once = _GROUPED_ONCE.fullmatch(digits) if unit > 1 else None
        if once is None:
            return int(re.sub(r"[.,\s]", "", digits)) * unit
        if once.group(1) == ".":
            return None
    return _decimal_amount(digits.replace(".", ","), unit)


def _decimal_amount(digits: str, unit: int) -> int | None:
    """`1,5` of a unit in whole đồng; None if it is no decimal number or not whole đồng."""
    whole, _, part = digits.partition(",")
    if not re.fullmatch(r"-?\d+", whole) or (part and not part.isdigit()):
        return None
    scale: int = 10 ** len(part)
    dong, rest = divmod((abs(int(whole)) * scale + int(part or "0")) * unit, scale)
    sign = -1 if whole.startswith("-") else 1
    misgrouped = unit == 1 and len(part) == 3
    return None if rest or misgrouped else sign * dong


def written_size(size: int) -> str:
    """The size of a file, given in bytes: `900 byte`, `312 KB`, `1,4 MB`, of 1024 each; never less than it is."""
    if size < 1024:
        return f"{size} byte"
    if size <= 1024 * 1023:
        return f"{-(-size // 1024)} KB"
    megabytes, tenth = divmod(-(-size * 10 // 1024**2), 10)
    return f"{grouped(megabytes)}{f',{tenth}' if tenth else ''} MB"


def two_digits(count: int) -> str:
    """Counts under ten as official papers write them: 02 tập thể."""
    return f"{count:02}"


def join_words(words: list[str], last: str = "và") -> str:
    """`a, b và c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def years_text(years: list[int]) -> str:
    """Years with runs drawn together: `2016-2018, 2020`."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def lower_first(text: str) -> str:
    """The label as it stands inside a sentence."""
    return text[:1].lower() + text[1:]
