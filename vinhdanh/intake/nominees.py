"""Reads who is nominated: collectives, people, families; and keeps which code is whose."""

from vinhdanh.intake import cells
from vinhdanh.intake.problems import Problem, quoted
from vinhdanh.intake.records import CollectiveRow, FamilyRow, PersonRow
from vinhdanh.intake.sheets import LineReader, Table
from vinhdanh.intake.terms import NominationTerms
from vinhdanh.vietnamese import tidy

_NOT_A_HEAD = "không"


class Codes:
    """The codes of one workbook: of nominees, of the units that people head, of rows that name nobody.

    Codes are compared in any case, and are otherwise as typed: `01` is not `1`.
    """

    def __init__(self) -> None:
        self._nominees: dict[str, tuple[str, str, int]] = {}
        self._others: dict[str, str] = {}

    def take(self, reader: LineReader, sheet: str) -> str:
        """The nominee's own code, made up where there is none and made apart where it was taken: both problems."""
        code = reader.read("code", cells.text)
        if not code:
            made_up = self._apart(f"{sheet} dòng {reader.row}", sheet, reader.row)
            if reader.has("code") and reader.is_blank("code"):
                reader.blame("code", f"Dòng này chưa ghi mã, tạm dùng mã {quoted(made_up)}; hãy ghi mã")
            return made_up
        if _folded(code) not in self._nominees:
            return self._apart(code, sheet, reader.row)
        first, first_sheet, first_row = self._nominees[_folded(code)]
        apart = self._apart(f"{code} (dòng {reader.row})", sheet, reader.row)
        reader.blame(
            "code",
            f"Mã {quoted(code)} đã dùng ở trang “{first_sheet}” dòng {first_row}; số liệu, khen thưởng ghi theo mã này "
            f"được tính cho dòng đó, dòng này tạm dùng mã {quoted(apart)}. Hãy đổi một trong hai mã",
        )
        return apart

    def mention(self, code: str) -> None:
        """Notes a code that facts may be written under without a nominee of that code."""
        self._others.setdefault(_folded(code), code)

    def find(self, code: str) -> str | None:
        """The code as its owner wrote it; None where nobody has it."""
        folded = _folded(code)
        return self._nominees[folded][0] if folded in self._nominees else self._others.get(folded)

    def _apart(self, code: str, sheet: str, row: int) -> str:
        while _folded(code) in self._nominees:
            code = f"{code} ({sheet} dòng {row})"
        self._nominees[_folded(code)] = code, sheet, row
        return code


def _folded(code: str) -> str:
    return tidy(code).casefold()


def _named(table: Table, codes: Codes, problems: list[Problem]) -> list[tuple[LineReader, str, str]]:
    """Each line that names somebody: its reader, the code, the name. A line without a name is a problem."""
    named = []
    for line in table.lines:
        reader = LineReader(table, line, problems)
        name = reader.need("name", cells.text)
        if name:
            named.append((reader, codes.take(reader, table.sheet.name), name))
        else:
            codes.mention(reader.text("code"))
    return named


def read_collectives(
    table: Table, terms: NominationTerms, codes: Codes, problems: list[Problem]
) -> tuple[CollectiveRow, ...]:
    """The collectives of a sheet."""
    return tuple(
        CollectiveRow(
            code=code,
            name=name,
            size=reader.read("size", cells.choice(terms.sizes, "quy mô")),
            hamlet=reader.read("hamlet", cells.yes_or_no),
            delegate=reader.read("delegate", cells.yes_or_no),
            summary=reader.text("summary"),
            note=reader.text("note"),
            row=reader.row,
        )
        for reader, code, name in _named(table, codes, problems)
    )


def read_people(
    table: Table, terms: NominationTerms, codes: Codes, from_1904: bool, problems: list[Problem]
) -> tuple[PersonRow, ...]:
    """The people of a sheet; the codes of the units that they head may then be used for facts."""
    people = []
    for reader, code, name in _named(table, codes, problems):
        headed_unit = reader.text("headed_unit")
        if headed_unit:
            codes.mention(headed_unit)
        people.append(
            PersonRow(
                code=code,
                name=name,
                birth=_birth(reader, from_1904),
                sex=reader.text("sex"),
                ethnicity=reader.text("ethnicity"),
                position=reader.text("position"),
                workplace=reader.text("workplace"),
                category=reader.read("category", cells.choice(terms.categories, "nhóm đối tượng")),
                head_of=_head_of(reader, terms),
                headed_unit=codes.find(headed_unit) or "",
                direct_worker=reader.read("direct_worker", cells.yes_or_no),
                delegate=reader.read("delegate", cells.yes_or_no),
                summary=reader.text("summary"),
                note=reader.text("note"),
                row=reader.row,
            )
        )
    return tuple(people)


def read_families(table: Table, codes: Codes, problems: list[Problem]) -> tuple[FamilyRow, ...]:
    """The families of a sheet."""
    return tuple(
        FamilyRow(
            code=code,
            name=name,
            residence=reader.text("residence"),
            delegate=reader.read("delegate", cells.yes_or_no),
            summary=reader.text("summary"),
            note=reader.text("note"),
            row=reader.row,
        )
        for reader, code, name in _named(table, codes, problems)
    )


def _birth(reader: LineReader, from_1904: bool) -> str:
    """The birthday as papers show it; one that cannot be read stays as it was written, besides its problem."""
    return reader.read("birth", cells.birth(from_1904)) or tidy(reader.written("birth"))


def _head_of(reader: LineReader, terms: NominationTerms) -> str | None:
    """The kind of unit headed, `""` for a blank cell or a plain `Không`, None for what cannot be read."""
    if reader.is_blank("head_of") or cells.text(reader.written("head_of")).casefold() == _NOT_A_HEAD:
        return ""
    return reader.read("head_of", cells.choice(terms.head_roles, "loại thủ trưởng"))
