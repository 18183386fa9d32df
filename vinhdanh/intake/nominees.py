"""Reads who is nominated: collectives, people, families; and keeps which code is whose."""

import re
import unicodedata
from dataclasses import dataclass

from vinhdanh.intake import cells
from vinhdanh.intake.columns import COLLECTIVES
from vinhdanh.intake.problems import Problem, quoted
from vinhdanh.intake.records import CollectiveRow, FamilyRow, PersonRow
from vinhdanh.intake.sheets import LineReader, Table
from vinhdanh.intake.terms import NominationTerms
from vinhdanh.vietnamese import tidy

_NOT_A_HEAD = "không"
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@dataclass(frozen=True, slots=True)
class _Holder:
    """Whose code it is: the code as written there, and where; `sheet` is `""` for a unit that somebody heads."""

    code: str
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A line that names somebody, with the code that is theirs in this workbook."""

    reader: LineReader
    code: str
    name: str


class Codes:
    """The codes of one workbook: of nominees, of the units that people head, of rows that name nobody.

    Codes are compared in any case, and are otherwise as typed: `01` is not `1`.
    """

    def __init__(self) -> None:
        self._nominees: dict[str, _Holder] = {}
        self._others: dict[str, _Holder] = {}
        self._made_up: dict[str, str] = {}
        self._alike: dict[str, dict[str, None]] = {}  # likeness → the codes of it, folded, in order

    @property
    def made_up(self) -> frozenset[str]:
        """The codes that nobody wrote: no fact can be written under them."""
        return frozenset(self._made_up.values())

    def take(self, reader: LineReader, sheet: str) -> str:
        """The nominee's own code, made up where there is none and made apart where it was taken: both problems."""
        code = reader.read("code", cells.text)
        if not code:
            made_up = self._make_up(f"{sheet} dòng {reader.row}", sheet, reader.row)
            if reader.has("code") and reader.is_blank("code"):
                reader.blame("code", f"Dòng này chưa ghi mã, tạm dùng mã {quoted(made_up)}; hãy ghi mã")
            return made_up
        if _folded(code) not in self._nominees:
            self._nominees[_folded(code)] = _Holder(code, sheet, reader.row)
            self._note(code)
            return code
        first = self._nominees[_folded(code)]
        apart = self._make_up(f"{code} (dòng {reader.row})", sheet, reader.row)
        reader.blame(
            "code",
            f"Mã {quoted(code)} đã dùng ở trang “{first.sheet}” dòng {first.row}; số liệu, khen thưởng ghi theo mã này "
            f"được tính cho dòng đó, dòng này tạm dùng mã {quoted(apart)}. Hãy đổi một trong hai mã",
        )
        return apart

    def mention(self, code: str, sheet: str = "", row: int = 0) -> None:
        """Notes a code that facts may be written under without a nominee of that code.

        `sheet` and `row` tell where a row of nominees has it, and names nobody.
        """
        self._others.setdefault(_folded(code), _Holder(code, sheet, row))
        self._note(code)

    @property
    def known(self) -> tuple[str, ...]:
        """The codes that facts may be written under, as their owners wrote them: nominees first, then units headed."""
        found = (self.find(code) for code in {**self._nominees, **self._others})
        return tuple(code for code in found if code is not None)

    def resembled(self, code: str) -> str | None:
        """The one known code that differs only in spaces, accents, punctuation and leading zeros; None if not one."""
        likeness = _likeness(code)
        alike = self._alike.get(likeness, {}) if likeness else {}
        found = [known for known in map(self.find, alike) if known is not None]
        return found[0] if len(found) == 1 else None

    def find(self, code: str) -> str | None:
        """The code as its owner wrote it; None where nobody has it, or where it was made up."""
        holder = self._holder(code)
        return None if holder is None or _folded(code) in self._made_up else holder.code

    def no_unit(self, code: str) -> tuple[str, int] | None:
        """The sheet and row of the person or family whose code it is; None where it may be a unit's."""
        holder = self._holder(code)
        return (holder.sheet, holder.row) if holder and holder.sheet not in ("", COLLECTIVES.name) else None

    def _holder(self, code: str) -> _Holder | None:
        folded = _folded(code)
        return self._nominees.get(folded) or self._others.get(folded)

    def _note(self, code: str) -> None:
        self._alike.setdefault(_likeness(code), {})[_folded(code)] = None

    def _make_up(self, code: str, sheet: str, row: int) -> str:
        while _folded(code) in self._nominees:
            code = f"{code} ({sheet} dòng {row})"
        self._nominees[_folded(code)] = _Holder(code, sheet, row)
        self._made_up[_folded(code)] = code
        return code


def _folded(code: str) -> str:
    return tidy(code).casefold()


def _likeness(code: str) -> str:
    """Letters without accents and digits without leading zeros: `cn1` of `CN-01`."""
    letters = unicodedata.normalize("NFD", _folded(code)).replace("đ", "d")
    return _LEADING_ZEROS.sub("", "".join(letter for letter in letters if letter.isalnum()))


def named_lines(table: Table, codes: Codes, problems: list[Problem]) -> list[Named]:
    """Each line of a sheet of nominees that names somebody. A line without a name is a problem.

    All three sheets are named before any is read further: the code of a unit headed may be a family's.
    """
    named = []
    for line in table.lines:
        reader = LineReader(table, line, problems)
        name = reader.need("name", cells.text)
        if name:
            named.append(Named(reader, codes.take(reader, table.sheet.name), name))
        elif code := reader.text("code"):
            codes.mention(code, table.sheet.name, reader.row)
    return named


def read_collectives(named: list[Named], terms: NominationTerms) -> tuple[CollectiveRow, ...]:
    """The collectives of a sheet."""
    return tuple(
        CollectiveRow(
            code=one.code,
            name=one.name,
            size=one.reader.read("size", cells.choice(terms.sizes, "quy mô")),
            hamlet=one.reader.read("hamlet", cells.yes_or_no),
            delegate=one.reader.read("delegate", cells.yes_or_no),
            summary=one.reader.text("summary"),
            note=one.reader.text("note"),
            row=one.reader.row,
            proposed=_proposed(one.reader, terms),
        )
        for one in named
    )


def read_people(named: list[Named], terms: NominationTerms, codes: Codes, from_1904: bool) -> tuple[PersonRow, ...]:
    """The people of a sheet; the codes of the units that they head may then be used for facts."""
    people = []
    for one in named:
        reader = one.reader
        people.append(
            PersonRow(
                code=one.code,
                name=one.name,
                birth=_birth(reader, from_1904),
                sex=reader.text("sex"),
                ethnicity=reader.text("ethnicity"),
                position=reader.text("position"),
                workplace=reader.text("workplace"),
                category=reader.read("category", cells.choice(terms.categories, "nhóm đối tượng")),
                head_of=_head_of(reader, terms),
                headed_unit=_headed_unit(reader, codes),
                direct_worker=reader.read("direct_worker", cells.yes_or_no),
                delegate=reader.read("delegate", cells.yes_or_no),
                summary=reader.text("summary"),
                note=reader.text("note"),
                row=reader.row,
                proposed=_proposed(reader, terms),
            )
        )
    return tuple(people)


def read_families(named: list[Named], terms: NominationTerms) -> tuple[FamilyRow, ...]:
    """The families of a sheet."""
    return tuple(
        FamilyRow(
            code=one.code,
            name=one.name,
            residence=one.reader.text("residence"),
            delegate=one.reader.read("delegate", cells.yes_or_no),
            summary=one.reader.text("summary"),
            note=one.reader.text("note"),
            row=one.reader.row,
            proposed=_proposed(one.reader, terms),
        )
        for one in named
    )


def _proposed(reader: LineReader, terms: NominationTerms) -> str | None:
    """The award that the row names; None where the campaign leaves no choice, and has no such column."""
    return reader.read("proposed", cells.choice(terms.proposed, "hình thức đề nghị")) if terms.proposed.labels else None


def _birth(reader: LineReader, from_1904: bool) -> str:
    """The birthday as papers show it; one that cannot be read stays as it was written, besides its problem."""
    return reader.read("birth", cells.birth(from_1904)) or tidy(reader.written("birth"))


def _head_of(reader: LineReader, terms: NominationTerms) -> str | None:
    """The kind of unit headed, `""` for a blank cell or a plain `Không`, None for what cannot be read.

    None too where there is no kind but the code of a unit headed: one of the two cells is wrong.
    """
    refused = cells.text(reader.written("head_of")).casefold() == _NOT_A_HEAD
    if not refused and not reader.is_blank("head_of"):
        return reader.read("head_of", cells.choice(terms.head_roles, "loại thủ trưởng"))
    if reader.is_blank("headed_unit"):
        return ""
    head, unit = reader.column("head_of").header, reader.column("headed_unit").header
    code = quoted(reader.written("headed_unit"))
    left = f"ghi {head} là “Không”" if refused else f"để trống {head}"
    reader.blame("head_of", f"Đã ghi {unit} {code} nhưng {left}; hãy chọn cấp thủ trưởng, hoặc xóa mã đó")
    return None


def _headed_unit(reader: LineReader, codes: Codes) -> str:
    """The code of the unit headed as its owner wrote it, `""` where none is given or it is a person's or a family's."""
    code = reader.text("headed_unit")
    if not code:
        return ""
    found = codes.no_unit(code)
    if found is None:
        codes.mention(code)
        return codes.find(code) or ""
    sheet, row = found
    reader.blame(
        "headed_unit",
        f"Mã {quoted(code)} là mã ở trang “{sheet}” dòng {row}, không phải mã của một đơn vị; "
        "hãy đặt cho đơn vị mã riêng, hoặc ghi mã của tập thể",
    )
    return ""
