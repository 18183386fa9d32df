"""Writes the record: each line holds a digest of the one before. Called by every action, within its transaction."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import models, transaction

from vinhdanh import clock
from vinhdanh.models import AuditHead, AuditLine, Unit, User
from vinhdanh.models.audit import HIDDEN
from vinhdanh.models.many_rows import insert_many
from vinhdanh.permissions import require

_COMMAND_LINE, _WORKER = "command line", "worker"
_origin: ContextVar[str] = ContextVar("origin", default=_COMMAND_LINE)
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)
_NEVER_TOLD = frozenset(
    {"identity_number", "identity_sealed", "identity_digest", "password", "key_digest", "residence"}
    | {"birth", "birth_text", "birth_day", "birth_month"}
)
_AT_ONCE = 2000


@contextmanager
def from_origin(origin: str) -> Iterator[None]:
    """All lines written within say that they came from there: an address of the network."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """All lines written within are of that moment: for the made-up province, whose story began before it was told."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


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
) -> None:
    """Adds one line: `verb` is the name of the action. Personal columns are told as changed, never with their value."""
    record_all(verb, [Told(thing, unit, before or {}, after or {})], by=by)


def record_all(verb: str, told: Iterable[Told], *, by: User | None) -> int:
    """Adds a line for each thing, in order; for writes of many rows at once. Returns how many.

    The end of the chain is locked until the transaction ends: two writers never take one number. The moment is the
    clock's, whatever the action was told.
    """
    written = 0
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
        now, waiting = (_moment.get() or clock.now()).astimezone(UTC), iter(told)
        while lines := [_line(verb, one, by, now, head) for one in islice(waiting, _AT_ONCE)]:
            insert_many(lines)
            written += len(lines)
        head.save()
    return written


def record_chain_check(*, by: User, lines: int, digest: str, fault: str) -> None:
    """Tells the record that somebody walked along it, and what was found: `fault` is a sentence, blank where whole.

    Raises Refused where the person may not see the record.
    """
    require(by, "see_audit")
    with transaction.atomic():
        head, _ = AuditHead.objects.get_or_create(pk=1)
        record("record_chain_check", head, by=by, unit=None, after={"lines": lines, "digest": digest, "fault": fault})


def _line(verb: str, told: Told, by: User | None, now: datetime, head: AuditHead) -> AuditLine:
    """The next line of the chain; moves the head on to it."""
    line = AuditLine(
        number=head.number + 1,
        at=now,
        by_id=by.pk if by else None,  # keys alone: a long list writes a hundred thousand lines
        by_name=_text(str(by)) if by else _nobody(),
        verb=verb,
        thing_kind=str(told.thing._meta.model_name),
        thing_key=str(told.thing.pk or ""),  # blank where nothing stands in the tables, as of a name that nobody bears
        thing_name=_text(str(told.thing))[:300],
        unit_id=told.unit.pk if told.unit else None,
        before=_told(told.before),
        after=_told(told.after),
        origin=_origin.get()[:60],
        previous=head.digest,
    )
    line.digest = line.computed_digest()
    head.number, head.digest = line.number, line.digest
    return line


def _nobody() -> str:
    """Who is told where nobody signed in."""
    return "Dòng lệnh" if _origin.get() in (_COMMAND_LINE, _WORKER) else "Người chưa đăng nhập"


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON holds them; of personal columns only that they changed."""
    return {str(name): HIDDEN if name in _NEVER_TOLD else _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    """What both databases give back as it was given: a float or a decimal would not, so that it is told as text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return _told(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return _text(str(value))


def _text(text: str) -> str:
    """The text without what PostgreSQL cannot hold: the null letter, and halves of letters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
