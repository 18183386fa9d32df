"""How much two entries of the register look alike, and why. It decides nothing: a person does."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from rapidfuzz.distance import OSA

from vinhdanh.vietnamese import folded

RAISED_FROM = 70  # of 100: from here on a person is asked whether the two are one
RARE = 3  # so many bearers of a name in the whole register, or fewer
_SHORTEST_SLIP = 3  # letters; `Thôn A` and `Thôn B` are two hamlets, not one misspelt
_SHORTEST_BARE = 2  # words


class Evidence(models.TextChoices):
    """What agrees or differs. The words never hold what was compared: neither a number nor a day of birth."""

    IDENTITY_SAME = "identity_same", "Trùng số định danh"
    IDENTITY_DIFFERS = "identity_differs", "Số định danh khác nhau"
    NAME_SAME = "name_same", "Trùng tên, cả dấu"
    NAME_BARE = "name_bare", "Trùng tên, một bên viết không dấu"
    NAME_ACCENTS = "name_accents", "Tên khác dấu, chỉ trùng khi bỏ dấu"
    NAME_SLIP = "name_slip", "Tên khác nhau một chữ cái"
    NAME_DIFFERS = "name_differs", "Tên khác nhau"
    NAME_RARE = "name_rare", "Tên ít gặp trong sổ"
    BIRTH_SAME = "birth_same", "Trùng ngày sinh"
    BIRTH_YEAR_SAME = "birth_year_same", "Trùng năm sinh"
    BIRTH_SWAPPED = "birth_swapped", "Ngày và tháng sinh đảo cho nhau"
    BIRTH_DAY_DIFFERS = "birth_day_differs", "Trùng năm sinh, khác ngày hoặc tháng sinh"
    BIRTH_YEAR_NEAR = "birth_year_near", "Năm sinh lệch một năm"
    BIRTH_YEAR_DIFFERS = "birth_year_differs", "Khác năm sinh"
    BIRTH_UNKNOWN = "birth_unknown", "Chưa rõ năm sinh của một hoặc cả hai bên"
    UNIT_SAME = "unit_same", "Cùng đơn vị"
    UNIT_WITHIN = "unit_within", "Đơn vị này thuộc đơn vị kia"
    UNIT_DIFFERS = "unit_differs", "Khác đơn vị"
    SEX_DIFFERS = "sex_differs", "Khác giới tính"
    ETHNICITY_DIFFERS = "ethnicity_differs", "Khác dân tộc"
    DECISION_SHARED = "decision_shared", "Cùng có tên trong một quyết định"
    DECISION_TELLS_BOTH = "decision_tells_both", "Một quyết định ghi cả hai tên"

    @property
    def speaks(self) -> str:
        """`for` one and the same, `against` it, or `care`: it agrees only in part, or says nothing."""
        if self in _CARE:
            return "care"
        return "for" if WEIGHTS[self] > 0 else "against"


E = Evidence
# Tried on lists of invented people: a name with its unit, or with its year of birth and something more, is worth a
# look; a name alone never is, nor are An and Ân of one unit as long as nobody knows their births.
WEIGHTS: dict[Evidence, int] = {
    E.IDENTITY_SAME: 70,
    E.IDENTITY_DIFFERS: -35,  # one person may have had an old number and a new one
    E.NAME_SAME: 60,
    E.NAME_BARE: 55,
    E.NAME_ACCENTS: 40,
    E.NAME_SLIP: 40,
    E.NAME_DIFFERS: 0,
    E.NAME_RARE: 10,
    E.BIRTH_SAME: 30,
    E.BIRTH_YEAR_SAME: 20,
    E.BIRTH_SWAPPED: 15,
    E.BIRTH_DAY_DIFFERS: -20,
    E.BIRTH_YEAR_NEAR: -5,
    E.BIRTH_YEAR_DIFFERS: -40,
    E.BIRTH_UNKNOWN: 0,
    E.UNIT_SAME: 15,
    E.UNIT_WITHIN: 5,
    E.UNIT_DIFFERS: -15,
    E.SEX_DIFFERS: -25,  # one letter in a list: the same name, unit and year of birth are still worth a look
    E.ETHNICITY_DIFFERS: -10,
    E.DECISION_SHARED: 10,
    E.DECISION_TELLS_BOTH: 0,  # two people on one list, or one whom two copies of it spell differently
}
# Names of collectives are long, and nobody is born with one: an accent that differs is mostly a slip.
_COLLECTIVE_WEIGHTS = WEIGHTS | {E.NAME_ACCENTS: 55, E.NAME_SLIP: 55, E.UNIT_WITHIN: 10}
_CARE = frozenset(
    {E.NAME_ACCENTS, E.NAME_SLIP, E.BIRTH_SWAPPED, E.BIRTH_YEAR_NEAR, E.BIRTH_UNKNOWN, E.DECISION_TELLS_BOTH}
)


class Traits(NamedTuple):
    """What is compared of an honouree. `key` is its key, or a place in a list; what is not known is blank or None."""

    key: int
    kind: str
    name_key: str
    name_folded: str
    unit: int
    unit_path: str
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    sex: str = ""
    ethnicity: str = ""
    identity_digest: str = ""
    is_unit: bool = False


class Likeness(NamedTuple):
    """0 to 100, and what it stands on."""

    score: int
    evidence: tuple[Evidence, ...]


def likeness(one: Traits, other: Traits, *, bearers: int = 0, share_decision: bool = False) -> Likeness:
    """How alike two of one kind are; nothing where the kinds differ.

    `bearers`: how many of the register bear the name, 0 not counted; `share_decision`: both stand in one decision.
    """
    if one.kind != other.kind:
        return Likeness(0, ())
    name, units = _name(one, other), _units(one, other)
    found = [*_identity(one, other), name, *_birth(one, other), units]
    if name is E.NAME_SAME and units is not E.UNIT_SAME and 0 < bearers <= RARE:
        found.append(E.NAME_RARE)
    if one.sex and other.sex and one.sex != other.sex:
        found.append(E.SEX_DIFFERS)
    if one.ethnicity and other.ethnicity and folded(one.ethnicity) != folded(other.ethnicity):
        found.append(E.ETHNICITY_DIFFERS)
    if share_decision:
        found.append(E.DECISION_SHARED if name in (E.NAME_SAME, E.NAME_BARE) else E.DECISION_TELLS_BOTH)
    return Likeness(scored(one.kind, found), tuple(found))


def scored(kind: str, found: Iterable[Evidence]) -> int:
    """The sum of the weights, held within 0 and 100; of two who bear one identity number never below what is asked
    about: either they are one, or the number of one of them is wrong."""
    weights, listed = _COLLECTIVE_WEIGHTS if kind == "collective" else WEIGHTS, tuple(found)
    least = RAISED_FROM if E.IDENTITY_SAME in listed else 0
    return max(least, min(100, sum(weights[one] for one in listed)))


def is_slip(one: str, other: str) -> bool:
    """Whether two folded names differ by one letter that was mistyped, left out, doubled or exchanged.

    Not where a number differs, nor where the word is so short that it is another word.
    """
    if one == other or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs):
        return True  # a space too many or too few
    [(left, right)] = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    wordlike = not any(letter.isdigit() for letter in left + right)
    return wordlike and max(len(left), len(right)) >= _SHORTEST_SLIP


def _identity(one: Traits, other: Traits) -> list[Evidence]:
    if not (one.identity_digest and other.identity_digest):
        return []
    return [E.IDENTITY_SAME if one.identity_digest == other.identity_digest else E.IDENTITY_DIFFERS]


def _name(one: Traits, other: Traits) -> Evidence:
    if one.name_key == other.name_key:
        return E.NAME_SAME
    if one.name_folded == other.name_folded:
        return E.NAME_BARE if _is_bare(one) or _is_bare(other) else E.NAME_ACCENTS
    return E.NAME_SLIP if is_slip(one.name_folded, other.name_folded) else E.NAME_DIFFERS


def _is_bare(one: Traits) -> bool:
    """Whether a name of several words holds no accent at all."""
    return one.name_key == one.name_folded and len(one.name_folded.split()) >= _SHORTEST_BARE


def _birth(one: Traits, other: Traits) -> list[Evidence]:
    if one.kind != "individual":
        return []
    if not (one.birth_year and other.birth_year):
        return [E.BIRTH_UNKNOWN]
    if one.birth_year != other.birth_year:
        near = abs(one.birth_year - other.birth_year) == 1
        return [E.BIRTH_YEAR_NEAR if near else E.BIRTH_YEAR_DIFFERS]
    mine, theirs = (one.birth_day, one.birth_month), (other.birth_day, other.birth_month)
    if None in mine or None in theirs:
        return [E.BIRTH_YEAR_SAME]
    if mine == theirs:
        return [E.BIRTH_SAME]
    return [E.BIRTH_SWAPPED if mine == theirs[::-1] else E.BIRTH_DAY_DIFFERS]


def _units(one: Traits, other: Traits) -> Evidence:
    if one.unit == other.unit:
        return E.UNIT_SAME
    within = one.unit_path.startswith(other.unit_path) or other.unit_path.startswith(one.unit_path)
    return E.UNIT_WITHIN if within else E.UNIT_DIFFERS
