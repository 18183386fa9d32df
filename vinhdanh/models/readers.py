"""Who reads: what a query has to know of the person to show what the person may see."""

from typing import Protocol


class Reader(Protocol):
    """Anybody with roles: the paths of the units that they reach, and whether one of those is the whole province."""

    @property
    def paths_read(self) -> tuple[str, ...]: ...

    @property
    def reads_whole_province(self) -> bool: ...
