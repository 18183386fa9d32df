"""Which unit a list means: by code, by any name it bears or bore, however it is written, followed to today's unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from rapidfuzz import fuzz, process

from vinhdanh.intake.unit_names import Likeness, WrittenName, committee_of, name_parts, names_part, written_name
from vinhdanh.models.units import Succession, SuccessionKind, Unit, UnitName
from vinhdanh.vietnamese import folded, join_words, written_date

MOST_SUGGESTED = 5
_CLOSE = 88  # of 100: a slip of the hand in a name
_AROUND_LEFT_OUT = 3  # `Trung tâm Y tế huyện`, in the list of that huyện: after a unit of that very name
_BARE_LAST = 10  # a name without its kind (`Chi Lăng`) comes after every name that says it


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What a text means. `unit`: the unit that exists today, where one alone is meant; None otherwise.

    `named`: the unit that bore the name, another one where it was merged since. `candidates`: the units among which
    a person has to choose; of a name that nobody bears, those that it resembles (`resembles` is then true).
    """

    text: str
    unit: Unit | None = None
    named: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    resembles: bool = False
    since: date | None = None  # of the last merger on the way from `named` to `unit`

    @property
    def sentence(self) -> str:
        """What to tell the sender: nothing where the unit is the one written."""
        names = join_words([f"“{unit.name}” (mã {unit.code})" for unit in self.candidates[:MOST_SUGGESTED]], "hoặc")
        if self.unit and self.named and self.unit != self.named:
            when = f" từ {written_date(self.since)}" if self.since else ""
            return f"“{self.named.name}” nay là “{self.unit.name}”{when}."
        if self.unit:
            return ""
        if self.candidates and self.resembles:
            return f"Không có đơn vị “{self.text}”; có phải {names}? Hãy ghi lại tên hoặc mã."
        if self.candidates:
            return f"“{self.text}” có thể là {names}; hãy ghi mã, hoặc ghi thêm đơn vị cấp trên."
        return f"Không có đơn vị “{self.text}” trong phạm vi được nhập; hãy kiểm tra tên, hoặc ghi mã đơn vị."


@dataclass(frozen=True, slots=True)
class _Entry:
    """One writing under which a unit is found, and the days between which it bore the name."""

    name: WrittenName
    unit: Unit
    late: int
    since: date | None
    until: date | None

    def borne(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


def resolve_unit(text: str, within: Unit | None = None, on: date | None = None) -> UnitMatch:
    """The unit that a text means among `within` and all below it (None: anywhere), as the name was used on that day."""
    return UnitDirectory(within).find(text, on)


def resolve_units(texts: Iterable[str], within: Unit | None = None, on: date | None = None) -> dict[str, UnitMatch]:
    """Each text with the unit it means; three queries for any number of texts."""
    directory = UnitDirectory(within)
    return {text: directory.find(text, on) for text in dict.fromkeys(texts)}


class UnitDirectory:
    """The names of all units at and below one, read once (three queries), asked as often as one likes.

    A text is looked for as a code; then as a whole name, present or former, full or shortened; then part by part
    (`xã A, huyện B`), the parts after the first naming units above. Words without any accent are understood; words
    with other accents than the name's are only suggested: An and Ân are different places.
    """

    def __init__(self, within: Unit | None = None, today: date | None = None) -> None:
        self._today = today or timezone.localdate()
        self._path, self._within = within.path if within else "", within
        self._units = {unit.pk: unit for unit in Unit.objects.all()}
        self._codes = {unit.code.casefold(): unit for unit in self._inside()}
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        self._successions: dict[int, list[Succession]] = defaultdict(list)
        for succession in Succession.objects.exclude(kind=SuccessionKind.TRANSFER).filter(on__lte=self._today):
            self._successions[succession.predecessor_id].append(succession)
        self._spell_names()

    def find(self, text: str, on: date | None = None) -> UnitMatch:
        """The unit that the text means, as its name was used on the day `on` (today where none is given)."""
        by_code = self._codes.get(text.strip().casefold())
        if by_code:
            return self._followed(text, [by_code])
        day = on or self._today
        meant, resembling = self._named(written_name(text), day)
        parts = name_parts(text)
        if not meant and len(parts) > 1:
            meant, resembling = self._named_in_parts(parts, day)
        if meant:
            return self._followed(text, meant)
        candidates = resembling or self._close(text)
        return UnitMatch(text, candidates=tuple(candidates[:MOST_SUGGESTED]), resembles=True)

    def find_around(self, text: str, on: date | None = None) -> UnitMatch:
        """The unit of which the text names a part that is no unit itself: `Đảng ủy xã A` is of `Xã A`.

        `UBND huyện` without a name is of the one at the top, where that is a huyện.
        """
        day, words = on or self._today, text.split() if names_part(text) else []
        for start in range(1, len(words)):
            rest = " ".join(words[start:]).strip(" ,;()-–")
            meant, _ = self._named(written_name(rest), day, bare=False)
            parts = name_parts(rest)
            if not meant and len(parts) > 1:
                meant, _ = self._named_in_parts(parts, day, bare=False)
            if meant:
                return self._followed(text, meant)
        kind = committee_of(text)
        if kind and self._within and folded(self._within.name).startswith(f"{folded(kind)} "):
            return UnitMatch(text, self._within, self._within)
        return UnitMatch(text)

    def _inside(self) -> Iterable[Unit]:
        return (unit for unit in self._units.values() if unit.is_within(self._path))

    def _spell_names(self) -> None:
        """Files every name of every unit within, alone and followed by the unit above."""
        borne: dict[int, list[tuple[str, date | None, date | None]]] = defaultdict(list)
        for row in UnitName.objects.filter(unit__path__startswith=self._path):
            borne[row.unit_id].append((row.name, row.since, row.until))
        for unit in self._inside():
            names = borne[unit.pk]
            if unit.name not in {name for name, _, _ in names}:
                since = max((until for _, _, until in names if until), default=None)
                names = [*names, (unit.name, since, None)]
            shorter = [(unit.short_name, None, None)] if unit.short_name else []
            for name, since, until in [*names, *shorter]:
                self._file(unit, written_name(name), since, until)

    def _file(self, unit: Unit, name: WrittenName, since: date | None, until: date | None) -> None:
        above = self._units.get(unit.parent_id or 0)
        upper = written_name(above.name) if above else None
        writings = [(name, 0), *([(name.followed_by(upper), 0)] if upper else [])]
        writings += [(name.followed_by(upper.bare), 0)] if upper and upper.bare else []
        writings += [(name.bare, _BARE_LAST)] if name.bare else []
        writings += [(shorter, _AROUND_LEFT_OUT) for shorter in self._without_around(name)]
        for writing, late in writings:
            self._entries[writing.key].append(_Entry(writing, unit, late, since, until))

    def _without_around(self, name: WrittenName) -> list[WrittenName]:
        """The name without that of a unit around the sender, which a list of that unit leaves to be understood:
        `Trung tâm Y tế huyện A` as `Trung tâm Y tế huyện` and as `Trung tâm Y tế`."""
        return [shorter for around in self._around for shorter in name.without(around)]

    @cached_property
    def _around(self) -> list[WrittenName]:
        """The names of the unit whose list this is and of those above it: of no other can a name be left out."""
        above = (unit for unit in self._units.values() if self._within and self._within.is_within(unit.path))
        return [written_name(unit.name) for unit in above]

    def _named(self, typed: WrittenName, day: date, *, bare: bool = True) -> tuple[list[Unit], list[Unit]]:
        """The units that the writing means best, and those that have the same letters with other accents.

        `bare`: whether a name may stand without what says its kind.
        """
        ranked: dict[int, list[_Entry]] = defaultdict(list)
        resembling: dict[int, Unit] = {}
        for entry in self._entries.get(typed.key, ()) if typed.slots else ():
            likeness = typed.likeness(entry.name)
            if likeness is Likeness.WITHOUT_ACCENTS and typed.accented:
                resembling.setdefault(entry.unit.pk, entry.unit)
            elif likeness is not None and (bare or entry.late < _BARE_LAST):
                ranked[entry.late + likeness].append(entry)
        if not ranked:
            return [], list(resembling.values())
        best = ranked[min(ranked)]
        then = [entry for entry in best if entry.borne(day) and _exists(entry.unit, day)]
        return list({entry.unit.pk: entry.unit for entry in then or best}.values()), []

    def _named_in_parts(self, parts: list[str], day: date, *, bare: bool = True) -> tuple[list[Unit], list[Unit]]:
        """The units that the first part names and that stand below those that the other parts name."""
        first, resembling = self._named(written_name(parts[0]), day, bare=bare)
        for part in parts[1:]:
            typed = written_name(part)
            called = [unit for name, unit in self._above.get(typed.key, ()) if typed.likeness(name) is not None]
            kept = [unit for unit in first if any(unit.is_within(upper.path) for upper in called)]
            first = kept or (first if not called else [])
        return first, resembling

    @cached_property
    def _above(self) -> dict[str, list[tuple[WrittenName, Unit]]]:
        """Every unit by its present name, with and without what says its kind: what a later part may name."""
        found: dict[str, list[tuple[WrittenName, Unit]]] = defaultdict(list)
        for unit in self._units.values():
            for name in {written_name(unit.name), written_name(unit.name).bare, written_name(unit.short_name)} - {None}:
                if name and name.slots:
                    found[name.key].append((name, unit))
        return found

    def _close(self, text: str) -> list[Unit]:
        """The units whose name differs by a slip of the hand, the closest first."""
        typed = folded(text)
        names = {unit.pk: unit.name_folded for unit in self._inside()}
        found = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=MOST_SUGGESTED)
        return [self._units[key] for _, _, key in found] if len(typed) > 3 else []

    def _followed(self, text: str, meant: list[Unit]) -> UnitMatch:
        """The units of today in their place; several where a unit was split or the name is shared."""
        ends = {end.pk: (end, unit, since) for unit in meant for end, since in self._today_of(unit)}
        inside = {key: found for key, found in ends.items() if found[0].is_within(self._path)}
        if len(inside) == 1 and len(ends) == 1:
            unit, named, since = next(iter(inside.values()))
            return UnitMatch(text, unit, named, since=since)
        return UnitMatch(text, candidates=tuple(unit for unit, _, _ in (inside or ends).values()))

    def _today_of(self, unit: Unit) -> list[tuple[Unit, date | None]]:
        """Where a unit that ended went, and since when; the unit itself where it exists or nobody took it over."""
        ends: dict[int, tuple[Unit, date | None]] = {}
        waiting: list[tuple[Unit, date | None]] = [(unit, None)]
        seen = set[int]()
        while waiting:
            one, since = waiting.pop()
            if one.pk in seen:
                continue
            seen.add(one.pk)
            after = self._successions.get(one.pk, []) if not _exists(one, self._today) else []
            if not after:
                ends[one.pk] = one, since
            waiting += [(self._units[step.successor_id], step.on) for step in after]
        return list(ends.values())


def _exists(unit: Unit, on: date) -> bool:
    return (unit.opened_on is None or unit.opened_on <= on) and (unit.closed_on is None or on < unit.closed_on)
