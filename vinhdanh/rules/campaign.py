"""What a campaign's pack says, as typed data: its words, its criteria, its quotas, its calendar, its papers."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from vinhdanh.rules.clauses import Clause, Code, Frozen, Period, Text
from vinhdanh.rules.facts import Kind
from vinhdanh.rules.form_02_layout import Form02Layout
from vinhdanh.rules.priorities import Priority
from vinhdanh.rules.vocabulary import Condition, Positive
from vinhdanh.vietnamese import spelling_key


class Labelled(Frozen):
    """A code with its words, and other ways in which people write it."""

    code: Code
    label: Text
    also: tuple[Text, ...] = ()


class Source(Frozen):
    """The guidance itself: `cite` is how clauses of it are quoted (HD)."""

    cite: Text
    title: Text
    issuer: Text
    note: Text | None = None


_SET = re.compile(r"(\w+) = (\d+)\b.*")


class Reading(Frozen):
    """Where the text is open: the question, how we read it, and why. Shown wherever it decides something."""

    id: Code
    number: Text
    question: Text
    reading: Text
    reason: Text
    setting: Text | None = None


class Slip(Frozen):
    """A slip of the published text, and the form that is right."""

    written: Text
    right: Text
    where: Text


class AwardKind(Labelled):
    """An award of the catalogue. A title (danh hiệu) and a form (hình thức) are never mixed up.

    `starting`: words with which its name begins, whoever gave it (Giấy khen của …). `may_stand_for`: lower or equal
    awards for which an appraiser may accept it, by a reasoned exception (O11).
    """

    type: Literal["title", "form"]
    level: Literal["state", "province", "grassroots"]
    authority: Text
    starting: tuple[Text, ...] = ()
    may_stand_for: tuple[Code, ...] = ()
    cite: Text

    def words(self, as_written: str) -> str:
        """What an award of this code is called: as somebody wrote it where that goes on after the words of the list
        (Huân chương Lao động hạng Ba), else by the list."""
        written, begun = spelling_key(as_written), (self.label, *self.starting)
        return as_written if any(written.startswith(spelling_key(words)) for words in begun) else self.label


class Attribute(Frozen):
    """A property of a nominee with its closed list of values; `blank` is what a blank cell means, if not unknown."""

    code: Code
    label: Text
    values: tuple[Labelled, ...]
    blank: Code | None = None


class Group(Labelled):
    """A group of units with one quota; `superior` heads their papers, `seat` says whether their own name is the
    place. `unit_kinds`: units of these kinds belong here unless another group names them."""

    unit_kinds: tuple[Code, ...] = ()
    superior: Text | None = None
    seat: Literal["province", "own_name"] = "province"


class Scale(Frozen):
    """The levels of a rating, best first."""

    cite: Text
    levels: Annotated[tuple[Labelled, ...], Field(min_length=2)]


class Criterion(Clause):
    """What a nominee of one kind must meet for an award; a campaign may give several awards to a kind."""

    award: Code
    kind: Kind
    condition: Condition


class Limit(Clause):
    """One sentence of a quota; `label` names what is counted."""

    label: Text


class Cap(Limit):
    """At most so many of these kinds together."""

    rule: Literal["cap"]
    kinds: tuple[Kind, ...]
    at_most: Annotated[int, Field(ge=0)]


class Exclusive(Limit):
    """At most so many, and all of one side only: one collective OR one individual."""

    rule: Literal["exclusive"]
    sides: Annotated[tuple[tuple[Kind, ...], ...], Field(min_length=2)]
    at_most: Positive


class Composition(Limit):
    """At least `count` of those proposed have one of the values; asked as soon as `from_places` are taken."""

    rule: Literal["composition"]
    kinds: tuple[Kind, ...]
    attribute: Code
    to: Annotated[tuple[Code, ...], Field(min_length=1)]
    count: Positive
    from_places: Positive = 1


class PercentCap(Limit):
    """At most a share of the unit's own total, rounded as said."""

    rule: Literal["percent_cap"]
    kinds: tuple[Kind, ...]
    percent: Annotated[int, Field(ge=0, le=100)]
    of: Code
    rounding: Literal["down", "up", "nearest"]


AnyLimit = Annotated[Cap | Exclusive | Composition | PercentCap, Field(discriminator="rule")]


class Quota(Clause):
    """How many a unit of these groups may propose."""

    groups: Annotated[tuple[Code, ...], Field(min_length=1)]
    limits: Annotated[tuple[AnyLimit, ...], Field(min_length=1)]


class Before(Frozen):
    """Before a day: the day itself is too late (O2)."""

    rule: Literal["before"]
    day: date


class NotLaterThan(Frozen):
    """Up to and including a day."""

    rule: Literal["not_later_than"]
    day: date


class BeforeEvent(Frozen):
    """So many days, or working days, before a named event; 0 means before the day of the event."""

    rule: Literal["before_event"]
    event: Code
    days: Annotated[int, Field(ge=0)] = 0
    working: bool = False


class Deadline(Clause):
    """What must be done when, where, and by which units; no `units` means all."""

    due: Annotated[Before | NotLaterThan | BeforeEvent, Field(discriminator="rule")]
    place: Text | None = None
    units: tuple[Code, ...] = ()


class UnitList(Frozen):
    """Units that a clause names, or describes where it names none."""

    code: Code
    label: Text
    names: tuple[Text, ...] = ()


class Calendar(Frozen):
    """Deadlines, the units they single out, the events they hang on, and the days on which nobody works."""

    timezone: Text
    events: tuple[Labelled, ...] = ()
    unit_lists: tuple[UnitList, ...] = ()
    holidays: tuple[date, ...] = ()
    deadlines: tuple[Deadline, ...]


class DossierPart(Clause):
    """A paper of the dossier, once for the dossier or once for each nominee.

    `paper`: which of the papers that the product composes is this part; none where the unit brings its own. `awards`:
    asked only of nominees for these; of all where none is named.
    """

    each: Literal["dossier", "nominee"]
    awards: tuple[Code, ...] = ()
    paper: Literal["letter", "form_03", "minutes", "achievement_report"] | None = None


class SetsOfAwards(Frozen):
    """The number of sets where one of these awards is proposed."""

    awards: Annotated[tuple[Code, ...], Field(min_length=1)]
    sets: Positive
    cite: Text
    readings: tuple[Code, ...] = ()


class Dossier(Clause):
    """What is sent: its parts and the number of sets, which some awards may ask more of."""

    sets: Positive
    more_sets: tuple[SetsOfAwards, ...] = ()
    deadline: Code
    parts: tuple[DossierPart, ...]

    @property
    def parts_of_dossier(self) -> tuple[DossierPart, ...]:
        """The parts that are there once."""
        return tuple(part for part in self.parts if part.each == "dossier")

    def parts_of_nominee(self, award: str | None) -> tuple[DossierPart, ...]:
        """The parts that each nominee for this award brings."""
        return tuple(part for part in self.parts if part.each == "nominee" and award in (part.awards or (award,)))

    def sets_for(self, awards: Iterable[str | None]) -> int:
        """How many sets a dossier needs that proposes these awards."""
        proposed = set(awards)
        return max([self.sets, *(more.sets for more in self.more_sets if proposed & set(more.awards))])


class Papers(Frozen):
    """The words of this campaign in the papers that a unit sends."""

    place: Text
    letter_part: Code
    award: Text
    subject: Text
    recipients: Annotated[tuple[Text, ...], Field(min_length=1)]
    bases: tuple[Text, ...]
    opening: Text
    request: Text
    closing: Text
    receivers: tuple[Text, ...]
    form_03_title: tuple[Text, ...]


class Example(Frozen):
    """A made-up unit's workbook: label → value of the unit, and sheet → rows of header → value."""

    unit: dict[str, str]
    rows: dict[str, tuple[dict[str, str | int], ...]]


class Pack(Frozen):
    """One campaign, whole."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: Text
    for_quick_check: bool = False  # of several packs, the one that is meant where none is named
    source: Source
    period: Period
    readings: tuple[Reading, ...] = ()
    slips: tuple[Slip, ...] = ()
    abbreviations: dict[str, Text] = Field(default_factory=dict)
    fillers: tuple[Text, ...] = ()
    scale: Scale
    attributes: tuple[Attribute, ...]
    lists: tuple[Labelled, ...] = ()
    groups: tuple[Group, ...]
    awards: tuple[AwardKind, ...]
    indicators: tuple[Labelled, ...] = ()
    sanctions: tuple[Labelled, ...] = ()
    numbers: tuple[Labelled, ...] = ()
    periods: dict[Code, Period]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    quotas: tuple[Quota, ...] = ()
    priorities: tuple[Priority, ...] = ()
    no_quota: Clause | None = None  # where the guidance sets no number: the clause that leaves it open
    calendar: Calendar
    dossier: Dossier
    programme: tuple[Clause, ...]
    papers: Papers
    form_02: Form02Layout | None = None
    example: Example
    hash: str = ""

    def number_set(self, name: str) -> int | None:
        """The number that a reading sets: 80 of `vote_share = 80 % of all members`; None where none sets it."""
        found = (_SET.fullmatch(reading.setting or "") for reading in self.readings)
        return next((int(match[2]) for match in found if match and match[1] == name), None)

    @cached_property
    def criterion_of(self) -> dict[tuple[str, Kind], Criterion]:
        """The criterion of each award and kind of nominee."""
        return {(criterion.award, criterion.kind): criterion for criterion in self.criteria}

    @cached_property
    def proposable(self) -> dict[Kind, tuple[str, ...]]:
        """The awards that may be proposed for each kind of nominee, in the order of the criteria."""
        kinds = dict.fromkeys(criterion.kind for criterion in self.criteria)
        return {kind: tuple(one.award for one in self.criteria if one.kind == kind) for kind in kinds}

    def award_words(self, award: str | None) -> str:
        """The award as the papers name it: of several the one proposed by its own label, else as the campaign does."""
        several = len({criterion.award for criterion in self.criteria}) > 1
        named = self.award_of.get(award) if several and award else None
        return named.label if named else self.papers.award

    @cached_property
    def quota_of(self) -> dict[str, Quota]:
        """The quota of each group of units."""
        return {group: quota for quota in self.quotas for group in quota.groups}

    @cached_property
    def reading_of(self) -> dict[str, Reading]:
        """The readings by id."""
        return {reading.id: reading for reading in self.readings}

    @cached_property
    def attribute_of(self) -> dict[str, Attribute]:
        """The attributes by code."""
        return {attribute.code: attribute for attribute in self.attributes}

    @cached_property
    def award_of(self) -> dict[str, AwardKind]:
        """The catalogue by code."""
        return {award.code: award for award in self.awards}
