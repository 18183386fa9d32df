"""Writes the record: each line holds a digest of the one before. Called by every action, within its transaction."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from vinhdanh.models import AuditHead, AuditLine, Unit, User

_origin: ContextVar[str] = ContextVar("origin", default="command line")
_NEVER_TOLD = frozenset({"identity_sealed", "identity_digest", "birth_day", "birth_month", "password", "residence"})
_AT_ONCE = 2000


@contextmanager
def from_origin(origin: str) -> Iterator[None]:
    """All lines written within say that they came from there: an address of the network."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


@dataclass(frozen=True, slots=True)
class Told:
    """What one line tells: the thing, and what of it was before and is after."""

    thing: models.Model
    unit: Unit | None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record(
    verb: str,
    thing: models.Model,
    *,
    by: User | None,
    unit: Unit | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditLine:
    """Adds one line: `verb` is the name of the action. Personal columns are told as changed, never with their value."""
    [line] = record_all(verb, [Told(thing, unit, before or {}, after or {})], by=by)
    return line


def record_all(verb: str, told: Iterable[Told], *, by: User | None) -> list[AuditLine]:
    """Adds a line for each thing, in order; for writes of many rows at once."""
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
        now, lines = timezone.now(), []
        for one in told:
            line = AuditLine(
                number=head.number + 1,
                at=now,
                by=by,
                by_name=str(by) if by else "Dòng lệnh",
                verb=verb,
                thing_kind=str(one.thing._meta.model_name),
                thing_key=str(one.thing.pk),
                thing_name=str(one.thing)[:300],
                unit=one.unit,
                before=_told(one.before),
                after=_told(one.after),
                origin=_origin.get(),
                previous=head.digest,
            )
            line.digest = line.computed_digest()
            head.number, head.digest = line.number, line.digest
            lines.append(line)
        AuditLine.objects.bulk_create(lines, batch_size=_AT_ONCE)
        head.save()
    return lines


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON holds them; of personal columns only that they changed."""
    return {name: "(đã thay đổi)" if name in _NEVER_TOLD else _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)
