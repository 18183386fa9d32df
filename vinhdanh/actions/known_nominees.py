"""What the register knows of who is proposed: the values that come along, and which names are this honouree's."""

from datetime import date
from typing import Any

from vinhdanh.models import Honouree, HonoureeKind, UnitKind, User
from vinhdanh.models.unit_names import resolve_unit
from vinhdanh.permissions import can
from vinhdanh.vietnamese import folded


def known_of(honouree: Honouree, *, by: User, on: date) -> dict[str, Any]:
    """Columns of a nomination as the register knows them on the day; of a birth the year alone, and no residence,
    where the person may not read more."""
    personal = can(by, "see_personal_data", honouree.unit)
    known: dict[str, Any] = {"workplace": "" if honouree.is_unit else honouree.unit.name}
    if honouree.kind == HonoureeKind.INDIVIDUAL:
        known |= {"sex": honouree.sex, "ethnicity": honouree.ethnicity}
        known["birth"] = honouree.birth_text if personal else honouree.birth_year_text
        held = [one for one in honouree.positions.all() if one.holds(on)]
        if held:
            known |= {"position": held[0].title, "direct_worker": held[0].direct_worker}
    elif honouree.is_unit:
        hamlet = honouree.unit.kind == UnitKind.HAMLET
        known["attributes"] = {"size": honouree.unit.size, "locality": "hamlet" if hamlet else "other"}
    if personal and honouree.kind != HonoureeKind.COLLECTIVE:
        known["residence"] = honouree.residence
    return known


def bears_name(honouree: Honouree, name: str) -> bool:
    """Whether the name is the honouree's, however it is typed: today's, one of an entry that was merged with it, and of
    a unit every name that it bears or bore, full or short."""
    entries = Honouree.objects.filter(merged_into=honouree).values_list("name_folded", flat=True)
    kept = (honouree.merged_into.name_folded,) if honouree.merged_into else ()
    if folded(name) in {honouree.name_folded, *entries, *kept}:
        return True
    return honouree.is_unit and resolve_unit(name).unit == honouree.unit
