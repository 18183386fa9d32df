"""Reads what is known of the nominees: ratings, awards, figures, judgements.

Doubt is kept: an award that cannot be read stays as an unknown award, two ratings of one year that differ leave the
year unknown. Nothing is chosen for the unit in silence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from vinhdanh.intake import cells
from vinhdanh.intake.columns import NOMINEE_SHEETS
from vinhdanh.intake.nominees import Codes
from vinhdanh.intake.problems import Problem, quoted
from vinhdanh.intake.records import AmountRow, AwardRow, JudgementRow, RatingRow
from vinhdanh.intake.sheets import LineReader, Table
from vinhdanh.intake.terms import NominationTerms, plain_key
from vinhdanh.vietnamese import join_words

Row = TypeVar("Row")
_DECISION = re.compile(r"(?:(?:quyết định|qđ)\s*)?(?:số)?[\s:]*0*(\d+)\b(.*)")
_MOST_LISTED = 12
_SHORT_NOWHERE = "không có trong danh sách đề nghị"
_KEPT_IN_DOUBT = " Dòng này tạm tính là khen thưởng chưa rõ của mã đó; hãy sửa mã."
_COUNTED_IN_DOUBT = " Số tiền của dòng này tạm coi là chưa rõ của mã đó; hãy sửa mã."


@dataclass(frozen=True, slots=True)
class _Claim(Generic[Row]):
    """What one line says of a subject; `says` and `row` are None where the line could not be read."""

    reader: LineReader
    subject: tuple[str, int | str]
    says: str | bool | None
    row: Row | None


def _joined(
    table: Table, codes: Codes, problems: list[Problem], kept: str = ""
) -> Iterator[tuple[LineReader, str | None, str | None]]:
    """Each line with the code of whom it speaks, and the one that it may mean where it names nobody: a problem.

    `kept` says what becomes of a line whose code resembles another. The known codes are told once a sheet.
    """
    told = False
    for line in table.lines:
        reader = LineReader(table, line, problems)
        typed = reader.need("code", cells.text)
        code = codes.find(typed) if typed else None
        meant = codes.resembled(typed) if typed and code is None else None
        if typed and code is None:
            nowhere = _SHORT_NOWHERE if told else _nowhere(codes.known)
            do = f"có phải {quoted(meant)}?{kept}" if meant else "hãy sửa mã hoặc bổ sung dòng đề nghị"
            reader.blame("code", f"Mã {quoted(typed)} {nowhere}; {do}")
            told = True
        yield reader, code, meant


def _nowhere(known: tuple[str, ...]) -> str:
    """Where a code was looked for in vain, and the first of those that were found there."""
    sheets = ", ".join(f"“{sheet.name}”" for sheet in NOMINEE_SHEETS)
    searched = f"không có trong các trang {sheets} và không phải mã đơn vị mà cá nhân đứng đầu"
    if not known:
        return searched
    more = f" và {len(known) - _MOST_LISTED} mã khác" if len(known) > _MOST_LISTED else ""
    return f"{searched} (các mã đã có: {', '.join(quoted(code, 20) for code in known[:_MOST_LISTED])}{more})"


def read_ratings(table: Table, terms: NominationTerms, codes: Codes, problems: list[Problem]) -> tuple[RatingRow, ...]:
    """The ratings of a sheet, one at most for each code and year."""
    claims: list[_Claim[RatingRow]] = []
    for reader, code, _ in _joined(table, codes, problems):
        year = reader.need("year", cells.year)
        level = reader.need("level", cells.choice(terms.ratings, "mức xếp loại"))
        authority, decision = reader.text("authority"), reader.text("decision")
        if code is not None and year is not None:
            row = RatingRow(code, year, level, authority, decision, reader.row) if level is not None else None
            claims.append(_Claim(reader, (code, year), level, row))
    return _undisputed(claims, "level", lambda code, year: f"{quoted(code)} có nhiều mức xếp loại khác nhau năm {year}")


def read_judgements(
    table: Table, terms: NominationTerms, codes: Codes, problems: list[Problem]
) -> tuple[JudgementRow, ...]:
    """The judgements of a sheet, one at most for each code and condition."""
    claims: list[_Claim[JudgementRow]] = []
    for reader, code, _ in _joined(table, codes, problems):
        condition = reader.need("condition", cells.code_or_label(terms.judgements, "điều kiện"))
        passed = reader.need("passed", cells.passed)
        by, reason = reader.text("by"), reader.text("reason")
        if code is not None and condition is not None:
            row = JudgementRow(code, condition, passed, by, reason, reader.row) if passed is not None else None
            claims.append(_Claim(reader, (code, condition), passed, row))
    return _undisputed(
        claims, "passed", lambda code, condition: f"{quoted(code)} có kết luận trái nhau về điều kiện “{condition}”"
    )


def _undisputed(claims: list[_Claim[Row]], column: str, dispute: Callable[[str, int | str], str]) -> tuple[Row, ...]:
    """The first line of each subject on which all lines agree.

    Where they differ none is taken, and the last of them is a problem that names all rows; where one of them
    could not be read none is taken either, for it may have said something else.
    """
    subjects: dict[tuple[str, int | str], list[_Claim[Row]]] = {}
    for claim in claims:
        subjects.setdefault(claim.subject, []).append(claim)
    taken: list[Row] = []
    for subject, same in subjects.items():
        said = {claim.says for claim in same if claim.says is not None}
        if len(said) > 1:
            rows = join_words([str(claim.reader.row) for claim in same])
            same[-1].reader.blame(column, f"Mã {dispute(*subject)} (dòng {rows}), nên coi là chưa rõ; hãy giữ một dòng")
        elif all(claim.says is not None for claim in same):
            taken += [claim.row for claim in same[:1] if claim.row is not None]
    return tuple(taken)


def read_awards(
    table: Table, terms: NominationTerms, codes: Codes, from_1904: bool, problems: list[Problem]
) -> tuple[AwardRow, ...]:
    """The awards of a sheet; an award or year that cannot be read is None, so that it stays unknown and not absent.

    A second row of one decision is left out. A second row that no decision tells from an earlier one is an unknown
    award: it may be another award or the same one. So is one whose code is nobody's but resembles a known one, under
    that one: nobody is refused for a slip of the hand.
    """
    awards: list[AwardRow] = []
    decisions: dict[tuple[str, str, int], list[_Decision]] = {}
    without: dict[tuple[str, str, int, date | None, str], int] = {}
    for reader, code, meant in _joined(table, codes, problems, _KEPT_IN_DOUBT):
        row = _award(reader, code or meant or "", terms, from_1904)
        if code is None:
            awards += [replace(row, award=None)] if meant else []
            continue
        if row.award is not None and row.year is not None:
            if row.decision:
                first = _row_of_decision(decisions.setdefault((code, row.award, row.year), []), row)
            else:
                alike = (code, row.award, row.year, row.date, plain_key(row.authority))
                first = without.setdefault(alike, row.row)
            if first != row.row:
                _blame_repeated_award(reader, first, row)
                if row.decision:
                    continue
                row = replace(row, award=None)
        awards.append(row)
    return tuple(awards)


def _award(reader: LineReader, code: str, terms: NominationTerms, from_1904: bool) -> AwardRow:
    return AwardRow(
        code=code,
        year=reader.need("year", cells.year),
        award=reader.need("award", cells.choice(terms.awards, "danh hiệu, hình thức")),
        as_written=cells.text(reader.written("award")),
        decision=reader.text("decision"),
        date=reader.read("date", cells.day(from_1904)),
        authority=reader.text("authority"),
        row=reader.row,
    )


@dataclass(slots=True)
class _Decision:
    """A decision's number in its two parts: `12` and `qđ ubnd`; and the row that named it first."""

    number: str
    rest: str
    row: int


def _row_of_decision(seen: list[_Decision], award: AwardRow) -> int:
    """The row that first named the award's decision, its own where none did.

    `12` is the same decision as `12/QĐ-UBND`, and then no longer the same as `12/QĐ-SNV`.
    """
    found = _DECISION.fullmatch(award.decision.casefold())
    number, rest = (found.group(1), plain_key(found.group(2))) if found else ("", plain_key(award.decision))
    for one in seen:
        if one.number == number and (one.rest == rest or (number and not (one.rest and rest))):
            one.rest = one.rest or rest
            return one.row
    seen.append(_Decision(number, rest, award.row))
    return award.row


def _blame_repeated_award(reader: LineReader, first: int, row: AwardRow) -> None:
    if row.decision:
        told = f"Trùng với dòng {first} (cùng mã, danh hiệu, năm và số quyết định), chỉ tính một lần; hãy bỏ một dòng"
    else:
        told = (
            f"Dòng này giống hệt dòng {first} (cùng mã, năm, danh hiệu, không có số quyết định); nếu là hai lần khen "
            "khác nhau, hãy ghi số quyết định của từng lần, nếu không, hãy bỏ một dòng"
        )
    reader.blame("award", told)


def read_amounts(table: Table, terms: NominationTerms, codes: Codes, problems: list[Problem]) -> tuple[AmountRow, ...]:
    """The figures of a sheet, as many rows of one indicator and year as were written.

    What cannot be read of a row is None, so that a total stays open; so is the amount of a row that repeats another
    one in all, for it may be another figure or the same one, and of one whose code only resembles a known one.
    """
    amounts: list[AmountRow] = []
    seen: dict[tuple[str, int, str, int, str], int] = {}
    for reader, code, meant in _joined(table, codes, problems, _COUNTED_IN_DOUBT):
        year = reader.need("year", cells.year)
        indicator = reader.need("indicator", cells.choice(terms.indicators, "chỉ tiêu"))
        amount = reader.need("amount", cells.amount)
        proof = reader.text("proof")
        if code is None:
            amounts += [AmountRow(meant, year, indicator, None, proof, reader.row)] if meant else []
            continue
        if year is not None and indicator is not None and amount is not None:
            first = seen.setdefault((code, year, indicator, amount, plain_key(proof)), reader.row)
            if first != reader.row:
                reader.blame(
                    "amount",
                    f"Dòng này giống hệt dòng {first} (cùng mã, năm, chỉ tiêu, số tiền, minh chứng); nếu là hai khoản "
                    "khác nhau, hãy ghi minh chứng của từng khoản, nếu không, hãy bỏ một dòng",
                )
                amount = None
        amounts.append(AmountRow(code, year, indicator, amount, proof, reader.row))
    return tuple(amounts)
