"""An honour as the papers tell it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Honour:
    """A rating, a title or a form of award: `years` is "2018" or "2016-2020".

    `remark` is what some papers add below the name: the merit, a later correction.
    """

    years: str
    name: str
    decision: str = ""
    decided_on: date | None = None
    authority: str = ""
    remark: str = ""
