"""Which group of a campaign a unit belongs to, as far as its name and its kind say."""

from collections.abc import Iterable

from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.terms import nomination_terms


class GroupFinder:
    """Proposes groups of one pack; whoever asks for many units makes one finder."""

    def __init__(self, pack: Pack) -> None:
        self._named = nomination_terms(pack).groups
        self._of_kind: dict[str, set[str]] = {}
        for group in pack.groups:
            for kind in group.unit_kinds:
                self._of_kind.setdefault(kind, set()).add(group.code)
        self._only = pack.groups[0].code if len(pack.groups) == 1 else ""

    def propose(self, kind: str, names: Iterable[str]) -> str:
        """The group that names the unit, else the only one that takes units of its kind, else the only one there is.

        Blank: nothing says, and a person chooses.
        """
        named = {found for name in names if name and (found := self._named.find(name))}
        if len(named) == 1:
            return named.pop()
        of_kind = self._of_kind.get(kind, set())
        return next(iter(of_kind)) if len(of_kind) == 1 else self._only
