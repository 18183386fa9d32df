"""Who works here, as what, and how each account is protected; as far as the roles of the person who asks reach."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from vinhdanh.models import HeldRole, Invitation, User


def people_seen(reader: User, *, words: str = "", role: str = "", path: str = "") -> QuerySet[User]:
    """Those who hold or held a role within reach, by name; narrowed to who holds `role`, or any at `path` or below.

    Each has `seen_roles`, those held now within reach, and `protected`: whether the account has a second factor.
    """
    held = HeldRole.objects.current().visible_to(reader).select_related("unit")
    found = User.objects.visible_to(reader).named(words)
    if role or path:
        wanted = held.filter(unit__path__startswith=path)
        found = found.filter(pk__in=(wanted.filter(role=role) if role else wanted).values("user"))
    found = found.annotate(protected=Exists(second_factors(OuterRef("pk"))))
    return found.prefetch_related(Prefetch("held_roles", held, to_attr="seen_roles")).order_by("name_folded", "pk")


def invitations_waiting(reader: User, now: datetime) -> list[tuple[Invitation, bool]]:
    """The invitations that nobody accepted yet, each with whether its link still serves at the moment `now`."""
    waiting = Invitation.objects.visible_to(reader).waiting().select_related("unit", "invited_by")
    return [(invitation, invitation.is_open(now)) for invitation in waiting]


def roles_of(person: User, reader: User) -> list[HeldRole]:
    """The roles that a person holds or held within the reader's reach, in the order in which they were given."""
    seen = HeldRole.objects.visible_to(reader).filter(user=person)
    return list(seen.select_related("unit", "given_by").order_by("given_at"))


def second_factors(person: User | OuterRef) -> Any:
    """What a person may prove who it is with besides the password; recovery codes alone are none."""
    return Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
