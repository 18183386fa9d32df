"""From a figure to the list behind it: the address of the register with exactly the filters that give the number."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from vinhdanh.models import Unit
from vinhdanh.reports.tallies import Period
from vinhdanh.rules.form_02 import Selection


def awards_address(unit: Unit, period: Period, selection: Selection, **people: bool) -> str:
    """The awards of a selection that a unit and all below it received in a period.

    `people`: `female` and `minority`, which the form does not ask for.
    """
    asked: list[tuple[str, str]] = [
        ("view", "awards"),
        ("unit", unit.code),
        ("year_from", str(period.first)),
        ("year_to", str(period.last)),
        *(("calendar", "emulation") for _ in range(period.emulation)),
        *_each("kind", selection.kinds if len(selection.kinds) < 3 else ()),
        *_each("award", selection.awards),
        *_each("manner", selection.manners),
        *(("or_unknown", "1") for _ in range(selection.or_unknown)),
    ]
    facts = {"direct": selection.direct, "leader": selection.leader, **people}
    asked += [(name, "1" if fact else "0") for name, fact in facts.items() if fact is not None]
    return f"{reverse('register')}?{urlencode(asked)}"


def _each(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, value) for value in values]
