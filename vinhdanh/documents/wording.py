"""The set phrases that papers share: numbers and dates with their blanks, groups of a list, words of a verdict."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal, Protocol, TypeVar

from vinhdanh.documents.blocks import Group, Outcome
from vinhdanh.vietnamese import long_date, tidy, two_digits

Kind = Literal["collective", "individual", "family"]

KINDS: Final[dict[Kind, str]] = {"collective": "Tập thể", "individual": "Cá nhân", "family": "Gia đình"}
OUTCOME_WORDS: Final[dict[Outcome, str]] = {
    "met": "Đạt",
    "not_met": "Chưa đạt",
    "needs_judgement": "Chờ đánh giá",
    "unknown": "Thiếu dữ kiện",
}
BLANK_NUMBER: Final = "\u00a0" * 8  # room for a number written by hand
BLANK: Final = "……"
_ROMAN = ("I", "II", "III")
_NUMBERED = re.compile(r"0*(\d+)\s*(?:/\s*(\S.*))?")


class OfKind(Protocol):
    """Whatever stands in a list by its kind."""

    @property
    def kind(self) -> Kind: ...


T = TypeVar("T", bound=OfKind)


def letter_number(number: str, symbol: str, blank: str = BLANK_NUMBER) -> str:
    """`45` or `45/TTr-UBND` as `45/TTr-UBND`; numbers under 10 take a zero; without a number, room for it.

    Source: NĐ 30/2020, Phụ lục I, II.3.c. `symbol` is what stands after the stroke if the number brings none.
    """
    found = _NUMBERED.fullmatch(tidy(number))
    if not found:
        return tidy(number) or f"{blank}/{symbol}"
    digits, own = found.groups()
    return f"{two_digits(int(digits))}/{own or symbol}"


def dated(day: date | None, year: int | None) -> str:
    """The date in words, or its blanks: `ngày …… tháng …… năm 2020`."""
    return long_date(day) if day else f"ngày {BLANK} tháng {BLANK} năm {year or BLANK}"


def place_and_date(place: str, day: date | None, year: int | None) -> str:
    """`Lạng Sơn, ngày 05 tháng 6 năm 2020` (NĐ 30/2020, Phụ lục I, II.4), with blanks for what is not known."""
    return f"{tidy(place) or BLANK}, {dated(day, year)}"


def counts(entries: Iterable[OfKind]) -> str:
    """How many of each kind, as papers write it: `02 tập thể, 03 cá nhân`; kinds that are not there are not named."""
    kinds = [entry.kind for entry in entries]
    return ", ".join(f"{two_digits(kinds.count(kind))} {name.lower()}" for kind, name in KINDS.items() if kind in kinds)


def grouped_by_kind(entries: Sequence[T]) -> list[tuple[Group, list[T]]]:
    """The entries under I, II, III in the order collectives, persons, families; an absent kind takes no number.

    Each group is numbered from 1, so that its last number is the count that the letter names.
    """
    present = [kind for kind in KINDS if any(entry.kind == kind for entry in entries)]
    return [
        (Group(_ROMAN[index], KINDS[kind]), [entry for entry in entries if entry.kind == kind])
        for index, kind in enumerate(present)
    ]
