"""Which alternative is the nearest when none is met."""

from collections.abc import Sequence

from vinhdanh.rules.findings import MET, NOT_MET, Finding, leaves
from vinhdanh.rules.vocabulary import Belongs

_CANNOT_CHANGE = 100.0  # what the nominee is (a hamlet, a farmer) is no shortfall that anyone can make up


def distance(finding: Finding) -> float:
    """How far from met: 1 for each condition not met, 1/2 for each still open, far for what the nominee is not."""
    if finding.outcome is MET:
        return 0.0
    return sum(_weight(leaf) for leaf in leaves(finding))


def _weight(leaf: Finding) -> float:
    if leaf.outcome is MET:
        return 0.0
    if leaf.outcome is NOT_MET:
        return _CANNOT_CHANGE if isinstance(leaf.clause, Belongs) else 1.0
    return 0.5


def nearest(alternatives: Sequence[Finding]) -> Finding:
    """The alternative with the smallest distance; the first of equals, as the guidance orders them."""
    return min(alternatives, key=distance)
