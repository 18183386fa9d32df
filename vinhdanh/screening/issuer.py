"""What heads and signs a unit's papers, from the little that the workbook says of the unit."""

import re
from itertools import dropwhile, takewhile

from vinhdanh.intake.records import UnitSheet
from vinhdanh.rules.campaign import Group
from vinhdanh.screening.report import Report
from vinhdanh.vietnamese import spelling_key

_SEAT = re.compile(r"\b(?:huyện|thành phố|thị xã)\s+([^,;(–-]+)", re.IGNORECASE)
_COMMITTEES = (spelling_key("UBND"), spelling_key("Ủy ban nhân dân"))
_AUTHORITIES = ("TM.", "KT.", "TL.", "TUQ.")
_OF_DEPUTIES = re.compile(r"(?:thường trực|phụ trách|điều hành)\b", re.IGNORECASE)  # no head bears these words
_OF_COMMITTEE = re.compile(r"\s+(?:UBND|[ỦU][ỷy] ban nhân dân)\b[^/;]*$", re.IGNORECASE)
_ACTING = re.compile(r"(?:quyền|q\.)\s*", re.IGNORECASE)


def group_of(report: Report) -> Group | None:
    """The group of units that the unit belongs to, if the workbook says so."""
    return next((group for group in report.pack.groups if group.code == report.book.unit.group), None)


def place(report: Report) -> str:
    """The place on the paper (NĐ 30/2020, Phụ lục I, II.4.a): a district's own name, else the seat of the province."""
    unit, group = report.book.unit, group_of(report)
    if unit.place:
        return unit.place
    own = _own_name(unit.name) if group is not None and group.seat == "own_name" else ""
    return own or report.pack.papers.place


def _own_name(unit: str) -> str:
    """`Chi Lăng` of `UBND huyện Chi Lăng`, `Huyện đoàn Chi Lăng`, `HUYỆN CHI LĂNG`; empty where no such name stands."""
    found = _SEAT.search(unit)
    words = dropwhile(lambda word: word[0].islower(), found.group(1).split() if found else [])
    name = " ".join(takewhile(lambda word: word[0].isupper() and word.casefold() != "tỉnh", words))
    return name.title() if name.isupper() else name


def superior(report: Report) -> str:
    """The body above, as the unit wrote it or as its group has it; empty where neither says (NĐ 30, "nếu có")."""
    group = group_of(report)
    return report.book.unit.superior or (group.superior if group and group.superior else "")


def is_committee(unit: UnitSheet) -> bool:
    """Whether the issuer is a People's Committee, which signs as a collective."""
    return spelling_key(unit.name).startswith(_COMMITTEES)


def symbol(unit: UnitSheet) -> str:
    """The issuer's letters in the number: a People's Committee is UBND everywhere, other bodies fix their own."""
    return "UBND" if is_committee(unit) else "…"


def authority(unit: UnitSheet) -> tuple[str, ...]:
    """The lines above the signature (NĐ 30/2020, Phụ lục I, II.7.b).

    A deputy signs for the head (KT.), who is acting signs as such (Q.), a People's Committee is signed for as a
    collective (TM.). Lines that the unit wrote itself, apart by "/" or ";", stand as they are.
    """
    title = _OF_COMMITTEE.sub("", unit.signer_title) if is_committee(unit) else unit.signer_title
    if not title:
        return ("THỦ TRƯỞNG ĐƠN VỊ",) if not is_committee(unit) else ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    if title.upper().startswith(_AUTHORITIES) or re.search("[/;]", title):
        return tuple(line.strip() for line in re.split("[/;]", title) if line.strip())
    lines = [_ACTING.sub("Q. ", title, count=1) if _ACTING.match(title) else title]
    if title.casefold().startswith("phó "):
        lines = [f"KT. {_OF_DEPUTIES.sub('', title[len('phó ') :]).strip()}", title]
    return (*(["TM. ỦY BAN NHÂN DÂN"] if is_committee(unit) else []), *lines)
