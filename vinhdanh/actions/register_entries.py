"""What the register brings into a dossier takes the place of the claim that says the same: nothing counts twice."""

from collections.abc import Callable, Iterable

from vinhdanh.actions.decisions import decision_number
from vinhdanh.models import Fact, FactKind, Nomination
from vinhdanh.models.decisions import decision_key
from vinhdanh.vietnamese import folded

_FROM_REGISTER = ("code", "year", "as_written", "decision", "decided_on", "authority", "from_award", "from_rating")
_SHORT_FORMS = {folded("Ủy ban nhân dân"): "ubnd", folded("Hội đồng nhân dân"): "hdnd"}
_OF_THE_HEAD = frozenset(folded("Chủ tịch Giám đốc").split())  # a body decides by its head


def take_entries(nomination: Nomination, fresh: Iterable[Fact]) -> None:
    """Saves facts of the register that the nomination lacks (models/register_facts.py), each in the place of the claim
    that says the same; the claim's proofs stay with it. One claim makes way for one entry."""
    claims = list(nomination.facts.filter(from_award=None, from_rating=None))
    for entry in fresh:
        same = sorted((one for one in claims if says_the_same(one, entry)), key=lambda one: not one.decision)
        if not same:
            entry.save()
            continue
        claim = same[0]
        claims.remove(claim)
        for name in _FROM_REGISTER:
            setattr(claim, name, getattr(entry, name))
        claim.save()


def says_the_same(one: Fact, other: Fact) -> bool:
    """Whether two facts are the same rating or the same award, as far as both say what they rest on.

    A decision is known by its number however it is typed (`45/QĐ` is `45/QĐ-UBND`), its day and who issued it; two
    that differ in one of these are two awards. With number and day alike, it is one in whatever year it is counted.
    """
    if (one.kind, one.of_headed) != (other.kind, other.of_headed):
        return False
    if one.kind == FactKind.RATING:
        return one.year == other.year
    if one.kind != FactKind.AWARD or not _one_decision(one, other):
        return False
    name = _one_name(one, other)
    return _one_paper(one, other) if name is None else name


def _one_name(one: Fact, other: Fact) -> bool | None:
    """None where one is told in the unit's own words alone: nobody can say which of the list it is."""
    if one.as_written and folded(one.as_written) == folded(other.as_written):
        return True
    return None if bool(one.code) != bool(other.code) else bool(one.code) and one.code == other.code


def _one_paper(one: Fact, other: Fact) -> bool:
    """Whether both name one decision, by number and by year or day."""
    number = _alike(one.decision, other.decision, _one_number)
    return bool(number) and (
        one.year == other.year or (one.decided_on is not None and one.decided_on == other.decided_on)
    )


def _one_decision(one: Fact, other: Fact) -> bool:
    number = _alike(one.decision, other.decision, _one_number)
    day = one.decided_on == other.decided_on if one.decided_on and other.decided_on else None
    if number is False or day is False:
        return False
    if number and day:
        return True
    if one.year != other.year and (not number or (one.year and other.year)):
        return False
    return _alike(one.authority, other.authority, _one_authority) is not False


def _alike(one: str, other: str, same: Callable[[str, str], bool]) -> bool | None:
    """None where one of them is not known."""
    return same(one, other) if one and other else None


def _one_number(one: str, other: str) -> bool:
    """`45/QĐ`, `Số 045 /QĐ–UBND`: the same numeral, and no sign that the other contradicts."""
    first, second = (decision_key(decision_number(text)).split() for text in (one, other))
    if not first or not second or first[0].lstrip("0") != second[0].lstrip("0"):
        return first == second
    return {*first[1:]} <= {*second[1:]} or {*second[1:]} <= {*first[1:]}


def _one_authority(one: str, other: str) -> bool:
    """`UBND huyện`, `Chủ tịch Ủy ban nhân dân huyện Ví Dụ`: one may say less than the other, nothing else."""
    first, second = _words(one), _words(other)
    return first <= second or second <= first


def _words(authority: str) -> set[str]:
    text = folded(authority)
    for long, short in _SHORT_FORMS.items():
        text = text.replace(long, short)
    return set(text.split()) - _OF_THE_HEAD
