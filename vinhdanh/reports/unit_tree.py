"""The tree of units as a page shows it: the branch that is open, and no more, however many units there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from vinhdanh.models import Succession, Unit, UnitKind, User
from vinhdanh.models.readers import Reading
from vinhdanh.models.units import PATH_DIGITS
from vinhdanh.vietnamese import folded, join_words

_KIND_PLACE = {kind.value: place for place, kind in enumerate(UnitKind)}


@dataclass(slots=True)
class Group:
    """The units of one kind directly below another."""

    label: str
    nodes: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A unit in the tree. `below`: how many units stand directly below; `groups` those, where the branch is open.

    `above`: the code of the unit under which it is shown; the branch folds when that one is opened instead.
    """

    unit: Unit
    below: int
    above: str = ""
    now: str = ""  # who took over a unit that ended
    is_open: bool = False
    groups: list[Group] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that a search found, with the names of all above it and the former name that it was found by."""

    unit: Unit
    above: str
    former: str
    now: str


def unit_tree(user: User, opened: Unit | None, *, closed: bool = False) -> list[Node]:
    """The highest units that the person reaches, with the branch down to `opened`; two queries.

    `closed` shows those that ended too; those on the way down always stand there.
    """
    tops = user.paths_reading(Reading.UNITS)
    paths = {path for top in tops for path in _paths_between(top, opened.path if opened else top)}
    open_units = Unit.objects.filter(path__in=paths)
    shown = Q(path__in=tops) | Q(parent__in=open_units)
    units = Unit.objects.visible_to(user).filter(shown)
    if not closed:
        units = units.filter(Q(closed_on=None) | Q(path__in=paths))
    counted = units.annotate(below=Count("children")).order_by("name_folded")
    nodes = {unit.pk: Node(unit, getattr(unit, "below", 0), is_open=unit.path in paths) for unit in counted}
    for key, names in _takers(nodes).items():
        nodes[key].now = names
    grouped: dict[tuple[int | None, str], Group] = {}
    for node in nodes.values():
        if node.unit.parent_id in nodes and node.unit.path not in tops:
            node.above = nodes[node.unit.parent_id].unit.code
            label = str(UnitKind(node.unit.kind).label)
            grouped.setdefault((node.unit.parent_id, node.unit.kind), Group(label)).nodes.append(node)
    for (parent, _), group in sorted(grouped.items(), key=lambda item: _KIND_PLACE[item[0][1]]):
        nodes[parent or 0].groups.append(group)
    return sorted((node for node in nodes.values() if node.unit.path in tops), key=lambda node: node.unit.path)


def find_units(user: User, text: str, *, kind: str = "", closed: bool = False) -> QuerySet[Unit]:
    """The units whose code, name, short name or former name holds the words, accents or none, by their place."""
    units = Unit.objects.visible_to(user)
    if kind:
        units = units.filter(kind=kind)
    if not closed:
        units = units.filter(closed_on=None)
    words = folded(text)
    if text.strip():
        named = Q(code__icontains=text.strip()) | Q(short_name__icontains=text.strip())
        if words:
            named |= Q(name_folded__contains=words) | Q(names__name_folded__contains=words)
        units = units.filter(named).distinct()
    return units.order_by("path")


def told_units(units: Iterable[Unit], text: str) -> list[Found]:
    """The units with what tells them apart; three queries for any number."""
    listed, words = list(units), folded(text)
    paths = {unit.path[:end] for unit in listed for end in range(PATH_DIGITS, len(unit.path), PATH_DIGITS)}
    names = dict(Unit.objects.filter(path__in=paths, parent__isnull=False).values_list("path", "name"))
    former: dict[int, list[str]] = defaultdict(list)
    for unit in Unit.objects.filter(pk__in=[one.pk for one in listed]).prefetch_related("names"):
        former[unit.pk] = [row.name for row in unit.names.all() if row.name != unit.name and words in row.name_folded]
    takers = _takers({unit.pk: None for unit in listed})
    return [
        Found(
            unit,
            " · ".join(names[path] for path in _paths_between("", unit.path)[:-1] if path in names),
            ", ".join(former[unit.pk]) if words else "",
            takers.get(unit.pk, ""),
        )
        for unit in listed
    ]


def _takers(keys: Iterable[int]) -> dict[int, str]:
    """Who took over the units that ended: their names, together."""
    found: dict[int, list[str]] = defaultdict(list)
    ended = Succession.objects.filter(predecessor__in=list(keys), predecessor__closed_on__isnull=False)
    for key, name in ended.values_list("predecessor", "successor__name"):
        found[key].append(name)
    return {key: join_words(names) for key, names in found.items()}


def _paths_between(top: str, path: str) -> list[str]:
    """The paths from `top` down to `path`, both included; `top` alone where the other is not below it."""
    if not path.startswith(top):
        return [top]
    return [path[:end] for end in range(max(len(top), PATH_DIGITS), len(path) + 1, PATH_DIGITS)]
