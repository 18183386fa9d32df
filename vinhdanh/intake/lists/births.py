"""Reads when somebody was born, and holds it against the years of what that person received.

Excel keeps a day as a number, so that almost any number of five digits is some day, and a slip of the hand is a year
that nobody doubts. Only what stands beside it can tell: nobody is honoured before being born.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from vinhdanh.intake import cells
from vinhdanh.intake.cells import LAST_YEAR, Raw
from vinhdanh.intake.lists.records import Birth
from vinhdanh.intake.problems import NotRead

_FIRST_BIRTH = 1901
_YOUNGEST = 3  # years
_OF_AGE, _AT_SCHOOL, _OLDEST = 15, 6, 100  # years, when something is received; who works, who goes to school


@dataclass(frozen=True, slots=True)
class BirthDoubt:
    """What is doubtful of a birth: the sentence, the cell as it may be told, whether it is better left unknown."""

    says: str
    shown: str
    leaves_unknown: bool


def read_birth(value: Raw, from_1904: bool, on: date | None) -> Birth:
    """The birthday, month or year of birth in a cell; raises NotRead for what is none, and for an impossible one.

    The sentence never repeats a birthday that could be read: it may be anybody's.
    """
    parts = [int(part) for part in cells.birth(from_1904)(value).split("/")]
    year = parts[-1]
    if year < _FIRST_BIRTH or (on is not None and year > on.year - _YOUNGEST):
        raise NotRead(f"Năm sinh {year} không hợp lý; hãy kiểm tra lại ngày sinh, hoặc để trống nếu không rõ")
    return Birth(year, parts[-2] if len(parts) > 1 else None, parts[0] if len(parts) == 3 else None)


def is_likely(birth: Birth, years: Iterable[int]) -> bool:
    """Whether whoever was born then was of age, and not past a hundred, in all of the years."""
    return all(_OF_AGE <= year - birth.year <= _OLDEST for year in years)


def birth_doubt(birth: Birth, value: Raw, years: Collection[int], *, at_school: bool) -> BirthDoubt | None:
    """What is doubtful of a birth beside the years in which something was received, None where nothing is.

    `value` is the cell as it stands. Nobody receives anything before the age of 15 (6 for those `at_school`), or after
    100; a birth that no child could have, or that was read from a mere number, is better left unknown.
    """
    youngest = _AT_SCHOOL if at_school else _OF_AGE
    ages = {year: year - birth.year for year in years}
    wrong = {year: age for year, age in ages.items() if not youngest <= age <= _OLDEST}
    if not wrong:
        return None
    year, age = min(wrong.items())
    if age < 0:
        told = f"sau năm khen thưởng, xếp loại {year}"
    else:
        told = f"{'đã' if age > _OLDEST else 'mới'} {age} tuổi vào năm khen thưởng, xếp loại {year}"
    serial = _is_serial(value)
    read = f"Số {cells.text(value)} đọc theo cách Excel giữ ngày là" if serial else "Ô này ghi"
    unknown = serial or min(ages.values()) < _AT_SCHOOL
    then = "tạm để trống, hãy ghi lại ngày hoặc năm sinh" if unknown else "hãy kiểm tra lại, sửa ô nếu ghi nhầm"
    shown = cells.text(value) if serial else str(birth.year)
    return BirthDoubt(f"{read} sinh năm {birth.year}, {told}; {then}", shown, unknown)


def _is_serial(value: Raw) -> bool:
    """Whether the cell holds a number that only the calendar of a workbook makes a day."""
    typed = cells.text(value).replace(",", ".").removesuffix(".0")
    return not isinstance(value, date) and typed.isdigit() and int(typed) > LAST_YEAR
