"""Who may open what: each file doors_<noun>.py has a table DOORS of its pages; the sweep visits every address."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.province import Province


@dataclass(frozen=True, slots=True)
class Door:
    """An address of a thing of the district, and who may open it: names of Province.by_role(); nobody else may."""

    address: Callable[[Province], str]
    allowed: frozenset[str]
    method: str = "get"
