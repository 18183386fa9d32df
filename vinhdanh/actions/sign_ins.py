"""What the record tells of signing in: who did, who tried in vain, which name was locked; never what was typed."""

from collections.abc import Sequence

from django.db import transaction

from vinhdanh.actions.accounts import unit_of
from vinhdanh.actions.audit import record
from vinhdanh.models import User


def record_sign_in(person: User, *, methods: Sequence[str]) -> None:
    """Tells that the person signed in; `methods` are codes of how: password, totp, webauthn, recovery_codes."""
    record("sign_in", person, by=person, unit=unit_of(person), after={"methods": list(methods)})


@transaction.atomic
def record_failed_sign_in(name: str, *, locks: bool, by: User | None = None) -> None:
    """Tells that a password was wrong for the name typed; `locks`: the name is now locked for this address.

    A name that no account bears is told by its first letter alone: people type passwords into the wrong field. Such
    a line is of no unit, so that only who reads the whole record sees it. `by`: who is signed in and was asked again.
    """
    person = User.objects.filter(username__iexact=name).first()
    told, unit = (person, unit_of(person)) if person else (User(username=masked(name)), None)
    record("fail_sign_in", told, by=by, unit=unit)
    if locks:
        record("lock_sign_in", told, by=by, unit=unit)


def record_failed_second_factor(person: User, *, by: User | None = None) -> None:
    """Tells that the password was right and the code, or the key, was not."""
    record("fail_second_factor", person, by=by, unit=unit_of(person))


def masked(name: str) -> str:
    """The first letter of what was typed: `n•••`."""
    return f"{name[:1]}•••"
