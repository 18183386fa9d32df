"""Reads whom a row speaks of: a person, a collective or a family, and what tells one from another.

What the row says of itself and what its section or column says must not contradict each other: a kind is never chosen.
"""

import re
from dataclasses import dataclass

from vinhdanh.intake import cells
from vinhdanh.intake.cells import Raw
from vinhdanh.intake.lists.words import (
    COLLECTIVE,
    FAMILY,
    INDIVIDUAL,
    cleaned_name,
    is_address,
    is_body,
    is_nothing,
    kind_of_words,
    split_address,
    split_family,
)
from vinhdanh.intake.problems import NotRead, quoted
from vinhdanh.intake.terms import plain_key
from vinhdanh.vietnamese import tidy

KIND_WORDS = {COLLECTIVE: "tập thể", INDIVIDUAL: "cá nhân", FAMILY: "hộ gia đình"}
_LONGEST_NAME = 300
_LETTER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")
_AFTER_NAME = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as read; `more` is what stood behind it in the cell (a post, a place)."""

    kind: str
    name: str
    as_written: str
    address: str
    more: str


@dataclass(frozen=True, slots=True)
class Signs:
    """What a row shows of whom it speaks of, apart from the name."""

    said: str = ""  # the kind that a column, a section or the officer says
    said_by: str = ""
    header: str = ""  # the kind that the header of the names says
    address: str = ""  # the cell `Ông, bà`
    personal: bool = False  # a birthday or a sex stands there
    position: bool = False


def read_name(words: str, signs: Signs) -> Named:
    """The name in a cell, apart from the word of address and from what follows it, and the kind of who bears it.

    Raises NotRead where it is no name, and where the kind is not known or contradicted.
    """
    written = tidy(words)
    if not _LETTER.search(written):
        raise NotRead(f"{quoted(written)} không phải là tên; hãy ghi họ và tên hoặc tên tập thể")
    if len(written) > _LONGEST_NAME:
        raise NotRead(f"Ô có {len(written)} chữ, quá dài để là tên; hãy chọn lại cột hoặc sửa ô")
    is_family, inner = split_family(tidy(words.replace("\n", " , ")) if "\n" in words else written)
    address, person = split_address(inner)
    beside = "" if is_family or kind_of_words(signs.address) else signs.address
    if beside and plain_key(address) != plain_key(beside):  # a family name may be spelled like an address
        address, person = beside, inner
    kind = _kind(written, is_family, address, signs)
    if kind == COLLECTIVE:
        return Named(kind, written, written, "", "")
    name, *more = _AFTER_NAME.split(person.replace(" , ", ", "), maxsplit=1)
    if _DIGIT.search(name):
        raise NotRead(f"{quoted(name)} có chữ số nên không phải là họ và tên; hãy sửa lại tên")
    return Named(kind, cleaned_name(name), written, address[:1].upper() + address[1:], "".join(more).strip(" ,;"))


def _kind(written: str, is_family: bool, address: str, signs: Signs) -> str:
    shown = _shown_kind(written, is_family, address, signs)
    if signs.said:
        if shown and shown != signs.said and not (signs.said == FAMILY and shown == INDIVIDUAL):
            raise NotRead(
                f"{signs.said_by} nói đây là {KIND_WORDS[signs.said]}, nhưng dòng này ghi như {KIND_WORDS[shown]}; "
                "hãy sửa tên, loại đối tượng hoặc chuyển dòng sang đúng mục"
            )
        return signs.said
    if shown:
        return shown
    if signs.header:
        return signs.header
    if signs.position:
        return INDIVIDUAL
    raise NotRead(
        f"Chưa rõ {quoted(written)} là tập thể, cá nhân hay hộ gia đình; hãy ghi vào cột loại đối tượng, "
        "thêm “Ông” hoặc “Bà” trước tên, hoặc chọn chung cho cả bảng"
    )


def _shown_kind(written: str, is_family: bool, address: str, signs: Signs) -> str:
    """The kind that the row itself shows, `""` where it shows none."""
    if is_family:
        return FAMILY
    if address or signs.personal:
        return INDIVIDUAL
    return COLLECTIVE if is_body(written) and not signs.position else ""


def kind_of_header(header: str) -> str:
    """`Họ và tên` → individual, `Tên tập thể` → collective, `Chủ hộ` → family; `""` where it says two or none."""
    key = f" {plain_key(header)} "

    def says(*words: str) -> bool:
        return any(f" {plain_key(one)} " in key for one in words)

    family = says("chủ hộ", "hộ gia đình", "gia đình")
    person = says("họ và tên", "họ tên", "cá nhân", "họ đệm", "họ và chữ đệm", "ông", "bà") and not family
    named = [kind for kind, told in ((COLLECTIVE, says("tập thể")), (INDIVIDUAL, person), (FAMILY, family)) if told]
    return named[0] if len(named) == 1 else ""


def kind_of_address(cell: str) -> str:
    """The kind that the column of addresses says: `Tập thể` where a collective has none, `Ông` for a person."""
    return kind_of_words(cell) or (INDIVIDUAL if is_address(cell) else "")


def read_identity_number(value: Raw) -> str:
    """The 9 or 12 digits of an identity number; raises NotRead, without repeating it, for any other count."""
    digits = re.sub(r"[\s.\-']", "", cells.text(value))
    if not digits.isdigit():
        raise NotRead(
            "Ô không phải là số định danh; hãy ghi 12 chữ số của căn cước, hoặc 9 chữ số của chứng minh nhân dân"
        )
    if len(digits) not in (9, 12):
        lost = "; có thể đã mất số 0 ở đầu vì ô ở dạng số" if len(digits) in (8, 11) else ""
        raise NotRead(f"Số định danh có {len(digits)} chữ số{lost}; hãy ghi đủ 12 hoặc 9 chữ số")
    return digits


def shown(value: Raw) -> str:
    """The cell as tidy text, `""` where it holds nothing but dashes."""
    words = cells.text(value)
    return "" if is_nothing(words) else words
