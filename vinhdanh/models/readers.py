"""Who reads: what a query has to know of the person to show what the person may see."""

from enum import StrEnum
from typing import Protocol


class Reading(StrEnum):
    """What is read. A role may reach one of these and not another; which does stands in models/accounts.py."""

    UNITS = "units"
    REGISTER = "register"
    IMPORTS = "imports"
    DOSSIERS = "dossiers"
    PEOPLE = "people"
    AUDIT = "audit"


class Reader(Protocol):
    """Anybody with roles, each held in a unit."""

    def paths_reading(self, what: Reading) -> tuple[str, ...]:
        """The paths of the units in which a role lets the person read this, none within another."""

    def reads_all(self, what: Reading) -> bool:
        """Whether one of them is the whole province."""
