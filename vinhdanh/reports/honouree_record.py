"""All that the register holds of one honouree, year by year, each entry with its decision and what befell it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q
from django.utils import timezone

from vinhdanh.models import (
    AuditLine,
    Award,
    AwardChange,
    AwardStanding,
    Decision,
    Honouree,
    HonoureeStanding,
    Import,
    Merge,
    Position,
    Rating,
    Succession,
    Suspicion,
    User,
)
from vinhdanh.models.awards import AwardQuerySet
from vinhdanh.models.readers import Reading
from vinhdanh.reports.audit import ReadLine, read_line
from vinhdanh.reports.award_words import award_label, change_sentence, is_title, level_label, manner_label, years_label
from vinhdanh.vietnamese import written_date


@dataclass(frozen=True, slots=True)
class Source:
    """The file and the row that an entry came from, and whether the reader may open the import."""

    file: Import
    row: int | None
    linked: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What befell an award, as a sentence, and who wrote it into the register when.

    `decided`: a decision says so; without one a slip of the register was mended, and nothing befell the award. `on` is
    the day of that decision, where it is known, else the day on which it was written into the register.
    """

    sentence: str
    entered: str
    decided: bool
    on: date


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award as a person reads it. `counts`: it still stands; `changes` is what befell it, the oldest first.

    `stands_for` is the key of the corrected entry in whose place it stands, `mended_by` of the one that stands in its
    own. `linked`: the reader may open its page.
    """

    award: Award
    label: str
    is_title: bool
    years: str
    manner: str
    changes: tuple[ChangeLine, ...]
    stands_for: int | None
    mended_by: int | None
    linked: bool
    source: Source | None

    @property
    def counts(self) -> bool:
        return self.award.standing == AwardStanding.STANDING

    @property
    def decision(self) -> Decision | None:
        return self.award.decision

    @property
    def authority(self) -> str:
        """Who decided: what the decision says, else what the list said."""
        return (self.award.decision.authority if self.award.decision else "") or self.award.authority


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One rating as a person reads it; `corrected`: why another stands in its place."""

    rating: Rating
    label: str
    corrected: str
    source: Source | None

    @property
    def counts(self) -> bool:
        return self.rating.standing == AwardStanding.STANDING


@dataclass(slots=True)
class Year:
    """A year of the timeline: titles and forms apart, then the ratings."""

    year: int
    titles: list[AwardLine] = field(default_factory=list)
    forms: list[AwardLine] = field(default_factory=list)
    ratings: list[RatingLine] = field(default_factory=list)

    @property
    def honoured(self) -> bool:
        """Whether an award of the year still counts."""
        return any(line.counts for line in (*self.titles, *self.forms))

    @property
    def disputed(self) -> bool:
        """Whether two ratings of the year stand, as after a merge: a person has to correct one."""
        return sum(line.counts for line in self.ratings) > 1


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A unit that went over into this one, and the awards that it received."""

    succession: Succession
    awards: tuple[AwardLine, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All of it. `years` newest first; `other_names` are honourees merged into this one, with the merges to undo."""

    honouree: Honouree
    years: tuple[Year, ...]
    positions: tuple[Position, ...]
    merges: tuple[Merge, ...]
    ancestors: tuple[Ancestor, ...]
    suspicions: int

    @property
    def award_count(self) -> int:
        """How many awards count."""
        return sum(line.counts for year in self.years for line in (*year.titles, *year.forms))


def honouree_record(honouree: Honouree, reader: User) -> Record:
    """What the page and the extract of one honouree show; the same number of queries for one entry and for a thousand.

    Whoever sees the honouree sees the whole record; an entry of a unit beyond the reader's reach is shown unlinked.
    """
    years: dict[int, Year] = {}
    for line in _award_lines(Award.objects.filter(honouree=honouree), reader):
        year = years.setdefault(line.award.year, Year(line.award.year))
        (year.titles if line.is_title else year.forms).append(line)
    for rating in _rating_lines(honouree, reader):
        years.setdefault(rating.rating.year, Year(rating.rating.year)).ratings.append(rating)
    return Record(
        honouree,
        tuple(sorted(years.values(), key=lambda year: -year.year)),
        tuple(honouree.positions.select_related("unit__parent__parent")),
        tuple(honouree.merges.filter(undone_at=None).select_related("absorbed__unit", "merged_by")),
        tuple(_ancestors(honouree, reader)) if honouree.is_unit else (),
        Suspicion.objects.visible_to(reader).waiting().of(honouree).count(),
    )


def award_line(award: Award, reader: User) -> AwardLine:
    """One award with all that its own page shows."""
    return next(_award_lines(Award.objects.filter(pk=award.pk), reader))


def record_history(record: Record, limit: int = 50) -> list[ReadLine]:
    """What was written about the honouree and about each of its entries, the newest first."""
    keys = {"honouree": [record.honouree.pk], "award": [], "rating": []}
    for year in record.years:
        keys["award"] += [line.award.pk for line in (*year.titles, *year.forms)]
        keys["rating"] += [line.rating.pk for line in year.ratings]
    of_record = Q(pk__in=[])
    for kind, found in keys.items():
        of_record |= Q(thing_kind=kind, thing_key__in=[str(key) for key in found])
    lines = AuditLine.objects.filter(of_record).select_related("unit").order_by("-number")
    return [read_line(line) for line in lines[:limit]]


def standing_root(honouree: Honouree) -> Honouree:
    """The honouree that this one stands for now: itself, or at the end of its merges."""
    while honouree.standing == HonoureeStanding.MERGED and honouree.merged_into is not None:
        honouree = honouree.merged_into
    return honouree


def _award_lines(awards: AwardQuerySet, reader: User) -> Iterator[AwardLine]:
    changes = AwardChange.objects.select_related(
        "award__decision", "decision", "corrected_entry__decision", "entered_by"
    )
    found = awards.select_related("decision", "unit", "from_import__unit", "corrects")
    for award in found.prefetch_related(Prefetch("changes", changes)):
        befell = list(award.changes.all())
        yield AwardLine(
            award,
            award_label(award.award),
            is_title(award.award),
            years_label(award),
            manner_label(award.manner, award.year),
            tuple(map(_change_line, befell)),
            award.corrects.award_id if hasattr(award, "corrects") else None,
            next((change.corrected_entry_id for change in befell if change.corrected_entry_id), None),
            _reaches(reader, Reading.REGISTER, award.unit.path),
            _source(award, reader),
        )


def _change_line(change: AwardChange) -> ChangeLine:
    on = change.decision.signed_on if change.decision else None
    day = on or timezone.localdate(change.entered_at)
    return ChangeLine(change_sentence(change), _entered(change), change.decision is not None, day)


def _entered(change: AwardChange) -> str:
    return f"Ghi ngày {written_date(timezone.localdate(change.entered_at))} bởi {change.entered_by.full_name}."


def _rating_lines(honouree: Honouree, reader: User) -> Iterator[RatingLine]:
    ratings = honouree.ratings.select_related("decision", "unit", "from_import__unit", "corrected_by")
    for rating in ratings:
        corrected = f"Đã đính chính. Lý do: {rating.corrected_by.reason}" if hasattr(rating, "corrected_by") else ""
        yield RatingLine(rating, level_label(rating.level, rating.year), corrected, _source(rating, reader))


def _source(entry: Award | Rating, reader: User) -> Source | None:
    if entry.from_import is None:
        return None
    return Source(entry.from_import, entry.source_row, _reaches(reader, Reading.IMPORTS, entry.from_import.unit.path))


def _reaches(reader: User, what: Reading, path: str) -> bool:
    return any(path.startswith(read) for read in reader.paths_reading(what))


def _ancestors(honouree: Honouree, reader: User) -> Iterator[Ancestor]:
    """The units that went over into this one, and those that went over into them, the latest first."""
    successions: list[Succession] = []
    met, waiting = {honouree.unit_id}, {honouree.unit_id}
    while waiting:
        origins = Succession.objects.filter(successor__in=waiting).exclude(predecessor__in=met)
        fresh = list(origins.select_related("predecessor").order_by("-on"))
        successions += fresh
        waiting = {one.predecessor_id for one in fresh}
        met |= waiting
    lines: dict[int, list[AwardLine]] = defaultdict(list)
    if successions:
        of_units = Award.objects.standing().filter(honouree__is_unit=True, honouree__unit__in=met - {honouree.unit_id})
        owners = dict(of_units.values_list("pk", "honouree__unit"))
        for line in _award_lines(of_units, reader):
            lines[owners[line.award.pk]].append(line)
    for succession in successions:
        yield Ancestor(succession, tuple(lines[succession.predecessor_id]))
