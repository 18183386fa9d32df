"""Takes the workbook of units in: everything that its plan says, in one transaction, a line for each thing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from vinhdanh.actions.audit import Told, record_all
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_honourees, refresh_units
from vinhdanh.actions.unit_plans import Change, Outcome, UnitPlan, plan_units
from vinhdanh.actions.units import hold_tree, move_subtree, own_path
from vinhdanh.actions.verdicts import forget_verdicts_of
from vinhdanh.intake.units import CLUSTERS, NAMES, SUCCESSIONS, UNIT_SHEETS, UNITS, YEARS, UnitBook
from vinhdanh.models import (
    Cluster,
    Honouree,
    HonoureeKind,
    HonoureeStanding,
    Succession,
    Unit,
    UnitName,
    UnitYear,
    User,
)
from vinhdanh.permissions import require
from vinhdanh.vietnamese import folded, spelling_key

_AT_ONCE = 500


@transaction.atomic
def import_units(book: UnitBook, *, by: User | None) -> UnitPlan:
    """Writes what the workbook changes; answers the plan that was carried out. `by` None is the command line.

    Rows that the workbook leaves out stay as they are. Raises NotPossible where a cell has a problem: nothing is
    written then.
    """
    hold_tree()
    province = Unit.objects.filter(parent=None).first()
    if by is not None:
        require(by, "edit_unit", province)
    plan = plan_units(book)
    if plan.problems:
        raise NotPossible(f"Tệp có {len(plan.problems)} chỗ cần sửa nên chưa ghi gì; hãy sửa tệp rồi gửi lại.")
    by_sheet = {sheet.name: [one for one in plan.writing if one.sheet == sheet.name] for sheet in UNIT_SHEETS}
    told = [*_open_units(by_sheet[UNITS.name]), *_edit_units(by_sheet[UNITS.name])]
    units = {unit.code: unit for unit in Unit.objects.all()}
    told += _write_names(by_sheet[NAMES.name], units)
    told += _write_successions(by_sheet[SUCCESSIONS.name], units)
    told += _write_years(by_sheet[YEARS.name], units)
    told += _write_clusters(by_sheet[CLUSTERS.name], units)
    honourees = Honouree.objects.filter(is_unit=True, unit__in=_keys(told, Unit)).values_list("pk", flat=True)
    forget_verdicts_of(honourees)
    record_all("import_units", told, by=by)
    touched = {one.unit.pk for one in told if one.unit}
    refresh_units(touched)
    refresh_honourees(honourees)
    return plan


def _open_units(changes: list[Change]) -> list[Told]:
    """Opens the new units, those above before those below, each with its name and its honouree."""
    waiting = {one.values["code"]: one.values for one in changes if one.outcome is Outcome.NEW}
    made: list[Told] = []
    while waiting:
        ready = [values for values in waiting.values() if values.get("parent") not in waiting]
        above = {unit.code: unit for unit in Unit.objects.filter(code__in={one.get("parent") for one in ready})}
        units = [_new_unit(values, above.get(values.get("parent", ""))) for values in ready]
        Unit.objects.bulk_create(units, batch_size=_AT_ONCE)
        for unit in units:
            unit.path = (unit.parent.path if unit.parent else "") + own_path(unit)
        Unit.objects.bulk_update(units, ["path"], batch_size=_AT_ONCE)
        _be_honourees(units)
        made += [Told(unit, unit, after=_given(waiting.pop(unit.code))) for unit in units]
    return made


def _new_unit(values: Mapping[str, Any], parent: Unit | None) -> Unit:
    given = {name: value for name, value in values.items() if name != "parent"}
    return Unit(**given, parent=parent, path="", name_folded=folded(values["name"]))


def _be_honourees(units: Iterable[Unit]) -> None:
    honourees, names = [], []
    for unit in units:
        honouree = Honouree(kind=HonoureeKind.COLLECTIVE, name=unit.name, unit=unit, is_unit=True)
        honouree.spell_name()
        honourees.append(honouree)
        names.append(UnitName(unit=unit, name=unit.name, name_folded=unit.name_folded, since=unit.opened_on))
    Honouree.objects.bulk_create(honourees, batch_size=_AT_ONCE)
    UnitName.objects.bulk_create(names, batch_size=_AT_ONCE)


def _edit_units(changes: list[Change]) -> list[Told]:
    """Corrects and moves the units that stand; who a unit is to the register bears its name."""
    edited = {one.values["code"]: one.values for one in changes if one.outcome is Outcome.CHANGED}
    made = []
    for unit in Unit.objects.filter(code__in=edited).select_related("parent"):
        values = dict(edited[unit.code])
        parent = values.pop("parent", unit.parent.code if unit.parent else "")
        before = {name: getattr(unit, name) for name, value in values.items() if getattr(unit, name) != value}
        after = {name: values[name] for name in before}
        for name, value in after.items():
            setattr(unit, name, value)
        unit.save()
        if "name" in after:
            _rename(unit)
        if parent != (unit.parent.code if unit.parent else ""):
            before["parent"], after["parent"] = unit.parent.code if unit.parent else "", parent
            move_subtree(Unit.objects.get(pk=unit.pk), Unit.objects.get(code=parent))
        made.append(Told(unit, unit, before, after))
    return made


def _rename(unit: Unit) -> None:
    """The name as it is now called, and the collective that the unit is."""
    UnitName.objects.filter(unit=unit, until=None).update(name=unit.name, name_folded=folded(unit.name))
    for honouree in Honouree.objects.filter(unit=unit, is_unit=True, standing=HonoureeStanding.STANDING):
        honouree.name = unit.name
        honouree.save()


def _write_names(changes: list[Change], units: Mapping[str, Unit]) -> list[Told]:
    """Adds names, or corrects until when they were borne; the undated one of a new unit gives way to a dated one."""
    stored = {}
    for name in UnitName.objects.filter(unit__code__in={one.values["unit"] for one in changes}):
        stored[name.unit_id, spelling_key(name.name), name.since] = name
    made = []
    for one in changes:
        values = dict(one.values)
        unit, key = units[values.pop("unit")], spelling_key(values["name"])
        known = stored.get((unit.pk, key, values.get("since"))) or stored.pop((unit.pk, key, None), None)
        made.append(_written(known or UnitName(unit=unit), values, unit))
    return made


def _write_successions(changes: list[Change], units: Mapping[str, Unit]) -> list[Told]:
    made = []
    for one in changes:
        values = dict(one.values)
        codes = {"predecessor": units[values.pop("predecessor")], "successor": units[values.pop("successor")]}
        known = Succession.objects.filter(**codes, on=values["on"]).first()
        made.append(_written(known or Succession(**codes), values, codes["predecessor"]))
    return made


def _write_years(changes: list[Change], units: Mapping[str, Unit]) -> list[Told]:
    """New years all at once; those that stand, one by one."""
    fresh, made = [], []
    for one in changes:
        values = dict(one.values)
        unit = units[values.pop("unit")]
        if one.outcome is Outcome.NEW:
            fresh.append(UnitYear(unit=unit, **values))
        else:
            made.append(_written(UnitYear.objects.get(unit=unit, year=values["year"]), values, unit))
    UnitYear.objects.bulk_create(fresh, batch_size=_AT_ONCE)
    named = ("year", "collectives", "individuals", "record_complete", "source")
    return made + [Told(row, row.unit, after={name: getattr(row, name) for name in named}) for row in fresh]


def _write_clusters(changes: list[Change], units: Mapping[str, Unit]) -> list[Told]:
    province = next((unit for unit in units.values() if unit.parent_id is None), None)
    made = []
    for one in changes:
        year, name, codes = one.values["year"], one.values["cluster"], one.values["unit"]
        cluster = next(
            (c for c in Cluster.objects.filter(year=year) if spelling_key(c.name) == spelling_key(name)), None
        )
        cluster = cluster or Cluster(year=year)
        before = {} if cluster.pk is None else {"members": sorted(unit.code for unit in cluster.members.all())}
        cluster.name, cluster.head = name, units.get(one.values["head"])
        cluster.save()
        cluster.members.set([units[code] for code in codes])
        after = {"year": year, "name": name, "head": one.values["head"], "members": codes}
        made.append(Told(cluster, province, before, after))
    return made


def _written(row: models.Model, values: Mapping[str, Any], unit: Unit) -> Told:
    """The row with these values in the table, and what is told of it."""
    fresh = row.pk is None
    before = (
        {} if fresh else {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    )
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    after = _given(values) if fresh else {name: values[name] for name in before}
    return Told(row, unit, before, after)


def _keys(told: Iterable[Told], kind: type[models.Model]) -> list[int]:
    return [one.thing.pk for one in told if isinstance(one.thing, kind)]


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something."""
    return {name: value for name, value in values.items() if value not in (None, "")}
