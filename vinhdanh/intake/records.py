"""What a nomination workbook holds once it is read: plain frozen rows, with the row of the sheet each came from.

`None` is unknown (blank, or not readable and then also a problem); an empty text is a blank cell. Codes are those of
the campaign's lists; `code` joins the facts to a nominee or to the unit that a person heads. `proposed` is the award
that a nominee is put forward for; None where the campaign gives one alone. Texts are one line, but for the paragraphs
of `summary`, `note` and `reason`, which line feeds part.
"""

from dataclasses import dataclass
from datetime import date

from vinhdanh.intake.problems import Problem


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """The unit that nominates, and the letter its list goes with."""

    name: str = ""
    group: str | None = None
    group_as_written: str = ""
    cluster: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    signer: str = ""
    signer_title: str = ""
    superior: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class CollectiveRow:
    """A collective that is nominated."""

    code: str
    name: str
    size: str | None
    hamlet: bool | None
    delegate: bool | None
    summary: str
    note: str
    row: int
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person who is nominated. `head_of`: `""` is no head, a code the kind of unit headed, None unknown.

    `headed_unit` is the code of the unit headed, `""` where there is none or it is not known which.
    """

    code: str
    name: str
    birth: str
    sex: str
    ethnicity: str
    position: str
    workplace: str
    category: str | None
    head_of: str | None
    headed_unit: str
    direct_worker: bool | None
    delegate: bool | None
    summary: str
    note: str
    row: int
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family that is nominated, by its head."""

    code: str
    name: str
    residence: str
    delegate: bool | None
    summary: str
    note: str
    row: int
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class RatingRow:
    """How a year was rated; `level` is a code."""

    code: str
    year: int
    level: str
    authority: str
    decision: str
    row: int


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award received; `award` or `year` None: something was received that could not be read.

    `award` is None too where the row repeats an earlier one and may be the same award: perhaps nothing more; and where
    its code names nobody but resembles `code`: perhaps somebody else's. `unproved`: it was read, but nothing stands
    behind the word; no workbook tells that.
    """

    code: str
    year: int | None
    award: str | None
    as_written: str
    decision: str
    date: date | None
    authority: str
    row: int
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A figure of a year in đồng; several of the same indicator and year are to be added.

    `year`, `indicator` or `amount` None: there is a figure here that could not be read, so that any total which it
    may belong to is open. `unproved` as of an award.
    """

    code: str
    year: int | None
    indicator: str | None
    amount: int | None
    proof: str
    row: int
    unproved: bool = False


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What a person judged of a condition that no figure decides."""

    code: str
    condition: str
    passed: bool
    by: str
    reason: str
    row: int


@dataclass(frozen=True, slots=True)
class NominationBook:
    """A nomination workbook as read, with all that could not be read as it stands.

    `unjoined`: codes that the reader made up, for nominees without one or with somebody else's; no fact can be
    written under them, so that nothing is known of these nominees. `unread`: names of fact sheets that are there
    but could not be read as tables, and that of the awards where there is no such sheet, for awards listed nowhere are
    not known. Any other sheet that is absent, and one that is blank, lists nothing, and is none of them. `open_lists`:
    codes whose awards may be more than are listed.
    """

    unit: UnitSheet
    collectives: tuple[CollectiveRow, ...]
    people: tuple[PersonRow, ...]
    families: tuple[FamilyRow, ...]
    ratings: tuple[RatingRow, ...]
    awards: tuple[AwardRow, ...]
    amounts: tuple[AmountRow, ...]
    judgements: tuple[JudgementRow, ...]
    problems: tuple[Problem, ...]
    unjoined: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    open_lists: frozenset[str] = frozenset()
