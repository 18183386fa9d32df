"""The units as rows of their workbook: what is exported, and what the template takes in again."""

from collections.abc import Mapping, Sequence

from vinhdanh.intake.unit_book import write_unit_book
from vinhdanh.intake.units import CLUSTERS, NAMES, SUCCESSIONS, UNITS, YEARS, Value
from vinhdanh.models import Cluster, Succession, Unit, UnitName, UnitYear
from vinhdanh.models.readers import Reader
from vinhdanh.models.unit_terms import unit_terms

Rows = Mapping[str, Sequence[Mapping[str, Value]]]
_UNIT = ("code", "name", "short_name", "kind", "size", "opened_on", "closed_on", "place")
_YEAR = ("year", "collectives", "individuals", "record_complete", "source")


def unit_rows(reader: Reader) -> Rows:
    """Sheet → rows of field → value, of the units that the person reaches; six queries.

    A lineage stands where the person reaches both sides, a cluster with those of its members that she reaches.
    """
    reached = Unit.objects.visible_to(reader)
    codes = dict(reached.values_list("pk", "code"))
    units = [
        {name: getattr(unit, name) for name in _UNIT} | {"parent": codes.get(unit.parent_id or 0, "")}
        for unit in reached
    ]
    names = [
        {"unit": codes[row.unit_id], "name": row.name, "since": row.since, "until": row.until, "decision": row.decision}
        for row in UnitName.objects.filter(unit__in=reached).order_by("unit__path", "since", "pk")
    ]
    successions = [
        {
            "predecessor": codes[row.predecessor_id],
            "successor": codes[row.successor_id],
            "kind": row.kind,
            "on": row.on,
            "decision": row.decision,
        }
        for row in Succession.objects.filter(predecessor__in=reached, successor__in=reached)
    ]
    years = [
        {"unit": codes[row.unit_id]} | {name: getattr(row, name) for name in _YEAR}
        for row in UnitYear.objects.filter(unit__in=reached).order_by("unit__path", "year")
    ]
    clusters = [
        {"year": year, "cluster": name, "unit": codes[member], "head": member == head}
        for year, name, head, member in Cluster.objects.filter(members__in=reached)
        .order_by("year", "name", "members__path")
        .values_list("year", "name", "head", "members")
    ]
    return {
        UNITS.name: units,
        NAMES.name: names,
        SUCCESSIONS.name: successions,
        YEARS.name: years,
        CLUSTERS.name: clusters,
    }


def unit_workbook(reader: Reader) -> tuple[bytes, int]:
    """The workbook of all that the person reaches, and how many rows it has."""
    rows = unit_rows(reader)
    return write_unit_book(rows, unit_terms()), sum(len(one) for one in rows.values())


def unit_template() -> bytes:
    """The empty workbook."""
    return write_unit_book({}, unit_terms(), empty=True)
