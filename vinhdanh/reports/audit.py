"""What is read out of the record: its lines in words, the history of a thing, and whether the chain is whole."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils import timezone

from vinhdanh.models import AuditHead, AuditLine, Unit, User
from vinhdanh.models.audit import DIGESTED, FIRST_DIGEST, HIDDEN, AuditQuerySet, digest_of
from vinhdanh.models.many_rows import parts
from vinhdanh.reports.audit_words import (
    NOTHING,
    WRITTEN,
    field_label,
    in_order,
    kind_label,
    thing_words,
    value_words,
    verb_label,
)
from vinhdanh.reports.dossier_places import told_places
from vinhdanh.vietnamese import grouped

_AT_ONCE = 2000
_KEPT_ENTRIES = frozenset({"revoke_award"})  # lines of old told the whole entry as it was; it stays as it was written
_PLACES, _PLACE_LABEL = ("place", "part"), "chỗ trong hồ sơ"  # of a dossier, told by code
_ORIGINS = {"command line": "dòng lệnh", "worker": "chạy nền"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a line: its name, what it was and what it became, all in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the record as a person reads it. `thing_kind` and `thing_key` name the thing, for a link to it."""

    number: int
    at: datetime
    by_name: str
    label: str
    thing_kind: str
    thing_key: str
    kind_label: str
    thing_name: str
    unit_name: str
    changes: tuple[Change, ...]
    origin: str
    digest: str


def read_lines(lines: Iterable[AuditLine]) -> Iterator[ReadLine]:
    """Lines in words, in their order; fetch them with `select_related("unit")`. Reads for many of them at once."""
    for some in parts(lines, _AT_ONCE):
        places = told_places(some)
        yield from (read_line(line, places) for line in some)


def read_line(line: AuditLine, places: Mapping[str, str] = MappingProxyType({})) -> ReadLine:
    """A line in words; `places` of dossiers by code, as `told_places` gives them."""
    return ReadLine(
        line.number,
        timezone.localtime(line.at),
        line.by_name,
        verb_label(line.verb),
        line.thing_kind,
        line.thing_key,
        kind_label(line.thing_kind),
        thing_words(line.thing_kind, line.thing_name),
        line.unit.name if line.unit else "",
        tuple(_changes(line, places)),
        _ORIGINS.get(line.origin, line.origin),
        line.digest,
    )


def _changes(line: AuditLine, places: Mapping[str, str]) -> Iterator[Change]:
    """The fields of a line; what was nothing and is nothing is not told."""
    for name in in_order(line.thing_kind, line.after if line.verb in _KEPT_ENTRIES else [*line.before, *line.after]):
        was, became = line.before.get(name), line.after.get(name)
        if became == HIDDEN and name not in line.before:
            became = WRITTEN
        is_place = name == "place" and any(value in places for value in (was, became))
        was, became = (_of_pack(name, value, places) for value in (was, became))
        words = [value_words(line.thing_kind, name, value) for value in (None if was == became else was, became)]
        label = _PLACE_LABEL if is_place else field_label(line.thing_kind, name)
        if words != [NOTHING, NOTHING]:
            yield Change(label[:1].upper() + label[1:], *words)


def _of_pack(name: str, value: Any, words: Mapping[str, str]) -> Any:
    """A code that only the pack of its dossier can tell, in words; any other value as it is."""
    return words.get(value if name in _PLACES else f"{name}={value}", value) if isinstance(value, str) else value


def history(thing: models.Model, limit: int = 20, without: Collection[str] = ()) -> list[ReadLine]:
    """What befell one thing, the newest first; for `{% include "audit/history.html" with lines=lines %}`.

    Who may see the thing may see its history: ask before. `without`: verbs that are not for this reader's eyes.
    """
    lines = AuditLine.objects.of(thing).exclude(verb__in=without).select_related("unit")
    return list(read_lines(lines[:limit]))


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines one looks for; what is None or blank asks nothing. Days are of Vietnam, both included."""

    person: str = ""  # words of a name, with or without accents
    verb: str = ""
    kind: str = ""
    thing: str = ""  # part of a thing's name
    unit: Unit | None = None  # with all below it
    first: date | None = None
    last: date | None = None
    number: int | None = None  # this line and those before it

    def of(self, lines: AuditQuerySet) -> AuditQuerySet:
        """Those of the lines that one looks for."""
        asked: dict[str, Any] = {
            "verb": self.verb or None,
            "thing_kind": self.kind or None,
            "thing_name__icontains": self.thing or None,
            "unit__in": Unit.objects.under((self.unit.path,)) if self.unit else None,
            "at__date__gte": self.first,
            "at__date__lte": self.last,
            "number__lte": self.number,
        }
        found = lines.filter(**{name: value for name, value in asked.items() if value is not None})
        return found.filter(by__in=User.objects.get_queryset().named(self.person)) if self.person else found


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last time that somebody had the chain verified: how many lines were whole, the digest of the last of them,
    and what was wrong after it, blank where nothing was."""

    at: datetime
    by_name: str
    lines: int
    digest: str
    fault: str


def last_check() -> LastCheck | None:
    """As the record itself tells it; None where nobody did."""
    line = AuditLine.objects.filter(verb="record_chain_check").order_by("-number").first()
    if line is None:
        return None
    told = line.after
    return LastCheck(timezone.localtime(line.at), line.by_name, told["lines"], told["digest"], told["fault"])


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain is first broken: the number of the line, and what was found, as a sentence."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a walk along the chain found: how many lines agree, the digest of the last of them, the first fault."""

    lines: int
    digest: str
    fault: Fault | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, removed, inserted or moved."""
        return self.fault is None


def verify_chain(noted: tuple[int, str] | None = None) -> ChainCheck:
    """Walks the whole record, line by line in bounded memory, up to the first line that is not as it was written.

    Finds a line changed, removed, inserted or moved, and an end cut off (the head knows the last number). Somebody
    who rewrites all digests after the line and the head as well is found only by what was noted outside of this
    database: `noted` is the number and the digest of a line as an earlier check told them.
    """
    head = AuditHead.objects.first() or AuditHead()
    at_number = {head.number: head.digest, **(dict([noted]) if noted else {}), 0: FIRST_DIGEST}
    last, digest = 0, FIRST_DIGEST
    for line in AuditLine.objects.order_by("number").values(*DIGESTED, "digest").iterator(_AT_ONCE):
        fault = _fault(line, last, digest) or _unlike_noted(line, at_number)
        if fault:
            return ChainCheck(last, digest, fault)
        last, digest = line["number"], line["digest"]
    return ChainCheck(last, digest, _fault_of_the_end(last, max(at_number)))


def _fault(line: dict[str, Any], last: int, digest: str) -> Fault | None:
    """What is wrong with a line that stands after the line `last` with that digest."""
    number = line["number"]
    if number > last + 1:
        gone = f"dòng {grouped(last + 1)}" + (f" đến {grouped(number - 1)}" if number > last + 2 else "")
        return Fault(last + 1, f"Thiếu {gone}: đã bị xóa khỏi nhật ký.")
    if number <= last:
        return Fault(number, f"Dòng {grouped(number)} bị chèn thêm vào trước dòng đầu tiên.")
    if digest_of(line) != line["digest"]:
        return Fault(number, f"Dòng {grouped(number)} không còn như khi ghi: nội dung hoặc thứ tự đã bị sửa.")
    if line["previous"] != digest:
        return Fault(number, f"Dòng {grouped(number)} không nối tiếp dòng trước: có dòng bị chèn, thay hoặc đổi chỗ.")
    return None


def _unlike_noted(line: dict[str, Any], at_number: dict[int, str]) -> Fault | None:
    if at_number.get(line["number"], line["digest"]) == line["digest"]:
        return None
    sentence = f"Dòng {grouped(line['number'])} không khớp dấu đã ghi: các dòng đến đây đã bị viết lại."
    return Fault(line["number"], sentence)


def _fault_of_the_end(last: int, noted: int) -> Fault | None:
    """Lines beyond the head, or fewer than the head and the note say. Lines added during the walk are no fault."""
    if last < noted:
        return Fault(last + 1, f"Thiếu {grouped(noted - last)} dòng cuối, từ dòng {grouped(last + 1)}: đã bị xóa.")
    head = AuditHead.objects.first() or AuditHead()
    if last > head.number:
        return Fault(head.number + 1, f"Dòng {grouped(head.number + 1)} bị chèn vào sau dòng cuối cùng.")
    return None
