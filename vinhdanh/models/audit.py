"""The record: one line for every write, each holding a digest of the one before, so that none can be changed unseen."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.db import models

from vinhdanh.models.entries import Entry, EntryQuerySet
from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit

FIRST_DIGEST = "0" * 64
HIDDEN = "(đã thay đổi)"  # stands in a line instead of a value that the record never tells
DIGESTED = (
    *("number", "at", "by_id", "by_name", "verb", "thing_kind", "thing_key", "thing_name", "unit_id"),
    *("before", "after", "origin", "previous"),
)


class AuditQuerySet(EntryQuerySet):
    def visible_to(self, user: Reader) -> "AuditQuerySet":
        """Lines about things of units that the person's roles reach; lines about no unit only to who reads all."""
        if user.reads_all(Reading.AUDIT):
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user, Reading.AUDIT))

    def of(self, thing: models.Model) -> "AuditQuerySet":
        """The history of one thing, the newest first."""
        return self.filter(thing_kind=thing._meta.model_name, thing_key=str(thing.pk)).order_by("-number")


class AuditLine(Entry):
    """Who did what, on which thing, from what to what, when, from where. `number` counts without a gap from 1.

    Holds no identity number and no full birth: whoever writes a line leaves them out (actions/audit.py).
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey("User", models.PROTECT, null=True, related_name="audit_lines")
    by_name = models.CharField(max_length=150)  # as it was; the command line's own where nobody signed in
    verb = models.CharField(max_length=60)  # the name of the action
    thing_kind = models.CharField(max_length=40)
    thing_key = models.CharField(max_length=40)
    thing_name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    origin = models.CharField(max_length=60, blank=True)  # an address of the network, or `command line`
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["thing_kind", "thing_key"], name="audit_of_thing"),
            models.Index(fields=["verb", "-number"], name="audit_of_verb"),
            models.Index(fields=["by", "-number"], name="audit_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.thing_name}"

    def computed_digest(self) -> str:
        """What `digest` must be."""
        return digest_of({name: getattr(self, name) for name in DIGESTED})


def digest_of(line: Mapping[str, Any]) -> str:
    """SHA-256 over every column of a line (the keys in DIGESTED) in one fixed form, and over the line before.

    The form outlives the database that kept the line: the moment is in UTC to the microsecond, keys are sorted.
    """
    told: dict[str, Any] = {
        "number": line["number"],
        "at": line["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "by": line["by_id"],
        "by_name": line["by_name"],
        "verb": line["verb"],
        "thing": [line["thing_kind"], line["thing_key"], line["thing_name"]],
        "unit": line["unit_id"],
        "before": line["before"],
        "after": line["after"],
        "origin": line["origin"],
        "previous": line["previous"],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class AuditHead(models.Model):
    """Where the chain ends: one row, locked while lines are added, so that two writers never take one number."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=FIRST_DIGEST)

    def __str__(self) -> str:
        return str(self.number)
