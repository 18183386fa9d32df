"""Which group of a campaign a unit belongs to, as far as its name and its kind say."""

from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from vinhdanh.intake.unit_names import Likeness, Slot, WrittenName, written_name
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.terms import nomination_terms

_PROVINCE = "tỉnh"
_LOWER = frozenset({"huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn"})
_NEAR = 3  # words that a name and a group begin with alike before one may be mistaken for the other
_PROPER = 2  # words of a group's wording that are no mere kind of unit: Công an, Y tế; not Huyện, Sở


class _Wording(NamedTuple):
    name: WrittenName
    group: str


class GroupFinder:
    """Proposes groups of one pack; whoever asks for many units makes one finder.

    `places`: what the territory is called in which the units stand, as it may follow their names (Sở Y tế tỉnh A).
    """

    def __init__(self, pack: Pack, places: Iterable[str] = ()) -> None:
        self._named = nomination_terms(pack).groups
        self._wordings = [
            _Wording(written_name(text), group.code) for group in pack.groups for text in (group.label, *group.also)
        ]
        self._places = list(_forms_of({pack.papers.place, *places}))
        self._of_kind: dict[str, set[str]] = {}
        self._alone: dict[str, str] = {}
        for group in pack.groups:
            for kind in group.unit_kinds:
                self._of_kind.setdefault(kind, set()).add(group.code)
            if len(group.unit_kinds) == 1:
                self._alone[group.unit_kinds[0]] = group.code
        self._only = pack.groups[0].code if len(pack.groups) == 1 else ""

    def propose(self, kind: str, names: Iterable[str]) -> str:
        """The group that takes units of its kind alone, else the one that names the unit, else the only one that takes
        its kind among others, else the only one there is.

        Blank: nothing says, or the words are near to another group than the kind (Sở Nông nghiệp; Công an huyện A), and
        a person chooses.
        """
        written = [name for name in names if name]
        if self._only:
            return self._only
        if kind in self._alone:
            return "" if any(self._is_of_lower_territory(name) for name in written) else self._alone[kind]
        named = {found for name in written if (found := self._naming(name))}
        if named:
            return named.pop() if len(named) == 1 else ""
        of_kind = self._of_kind.get(kind, set())
        near = {group for name in written for group in self._near(written_name(name))}
        return next(iter(of_kind)) if len(of_kind) == 1 and near <= of_kind else ""

    def _naming(self, name: str) -> str | None:
        """The group whose wording the name is, short or in full, with or without the place after it."""
        found = self._named.find(name)
        if found:
            return found
        slots = written_name(name).slots
        ranked = sorted(self._wordings, key=lambda one: -len(one.name.slots))
        fitting = (one.group for one in ranked if _begins(slots, one.name) and self._is_place(slots[_size(one) :]))
        return next(fitting, None)

    def _near(self, name: WrittenName) -> set[str]:
        """Groups that the name begins like, though it goes on otherwise."""
        found = set()
        for wording, group in self._wordings:
            pairs = zip(name.slots, wording.slots, strict=False)
            alike = len(list(takewhile(lambda pair: pair[0][1] and pair[0] == pair[1], pairs)))
            if alike >= _NEAR or (alike == len(wording.slots) >= _PROPER):
                found.add(group)
        return found

    def _is_of_lower_territory(self, name: str) -> bool:
        """Whether a body's name goes on with a district or a commune: Công an huyện A; not Huyện A, not of `places`."""
        slots = written_name(name).slots
        for start in range(1, len(slots) - 1):
            here, two = slots[start][1], f"{slots[start][1]} {slots[start + 1][1]}"
            if (here in _LOWER_KEYS or two in _LOWER_KEYS) and not self._is_place(slots[start:]):
                return True
        return False

    def _is_place(self, slots: tuple[Slot, ...]) -> bool:
        return not slots or any(_same(WrittenName(slots, True), place) for place in self._places)


def _forms_of(places: Iterable[str]) -> Iterable[WrittenName]:
    """`Tỉnh A`, `A`, and `tỉnh` alone, however a place is given."""
    yield written_name(_PROVINCE)
    for text in places:
        name = written_name(text)
        bare = name.bare or name
        yield from (name, bare, written_name(_PROVINCE).followed_by(bare))


def _begins(slots: tuple[Slot, ...], wording: WrittenName) -> bool:
    start = slots[: len(wording.slots)]
    return len(start) == len(wording.slots) and _same(WrittenName(start, True), wording)


def _same(one: WrittenName, other: WrittenName) -> bool:
    return one.likeness(other) in (Likeness.SPELLED, Likeness.SHORTENED)


def _size(wording: _Wording) -> int:
    return len(wording.name.slots)


_LOWER_KEYS = frozenset(" ".join(word for _, word in written_name(text).slots) for text in _LOWER)
