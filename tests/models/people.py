"""Invented people and collectives of the register, for the tests of this room and those that stand on it."""

from typing import Any

from vinhdanh.models import Honouree, HonoureeKind, Unit
from vinhdanh.models import identity as identity_numbers


def make_honouree(name: str, unit: Unit, *, number: str = "", **told: Any) -> Honouree:
    """A person, unless `kind` says otherwise; `number` is an identity number."""
    if number:
        told |= {"identity_sealed": identity_numbers.seal(number), "identity_digest": identity_numbers.digest(number)}
    return Honouree.objects.create(**{"name": name, "unit": unit, "kind": HonoureeKind.INDIVIDUAL} | told)
