"""So that nobody writes over what a colleague changed: a form carries how the thing stood when it was opened."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine
from vinhdanh.vietnamese import join_words, written_date

_MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """What a field of a form shows: its name within a sentence, and the columns that it stands for."""

    label: str
    columns: tuple[str, ...]


class ChangedMeanwhile(NotPossible):
    """Somebody else changed these fields after the form was opened."""

    def __init__(self, sentence: str, fields: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.fields = fields


def version_of(thing: models.Model, shown: Mapping[str, Shown]) -> str:
    """How the fields stand, as a form carries it: `name:2bd806c97f0e birth:…`; the values cannot be read out of it."""
    return " ".join(f"{name}:{_mark(thing, one)}" for name, one in shown.items())


def require_unchanged(thing: models.Model, shown: Mapping[str, Shown], seen: str) -> None:
    """Raises ChangedMeanwhile where the thing, fetched anew and held, no longer stands as in the version `seen`.

    The sentence names who changed what and when. Blank `seen`: no form was opened, nothing is asked.
    """
    before = _marks(seen)
    changed = tuple(name for name, one in shown.items() if seen and before.get(name) != _mark(thing, one))
    if changed:
        happened = "; ".join(_told(thing, shown, changed))
        advice = "Nội dung đã gõ vẫn còn ở dưới: so với nội dung trong sổ, sửa nếu cần, rồi lưu lại."
        raise ChangedMeanwhile(f"Sau khi trang này được mở, {happened}. {advice}", changed)


def touched(typed: models.Model, shown: Mapping[str, Shown], seen: str) -> frozenset[str]:
    """The fields that a person changed in the form, which was opened with the version `seen`; `typed` holds what the
    form says now. So that what the person left alone does not undo a colleague's change. Blank `seen`: all."""
    before = _marks(seen)
    return frozenset(name for name, one in shown.items() if before.get(name) != _mark(typed, one))


def seen_after(standing: models.Model, typed: models.Model, shown: Mapping[str, Shown], seen: str) -> str:
    """What a form has seen once it was saved and stays open: what stands, where it shows that; else as before, so that
    a colleague's value which it does not show is never taken for one that the person has read."""
    before, now, said = _marks(seen), _marks(version_of(standing, shown)), _marks(version_of(typed, shown))
    return " ".join(f"{name}:{now[name] if said[name] == now[name] else before.get(name, '')}" for name in shown)


def _marks(seen: str) -> dict[str, str]:
    return dict(mark.split(":", 1) for mark in seen.split() if ":" in mark)


def _mark(thing: models.Model, one: Shown) -> str:
    values = [getattr(thing, name) for name in one.columns]
    plain = [str(value.pk if isinstance(value, models.Model) else value or "") for value in values]
    return hashlib.sha256(repr(plain).encode()).hexdigest()[:_MARK_LENGTH]


def _told(thing: models.Model, shown: Mapping[str, Shown], changed: tuple[str, ...]) -> Iterator[str]:
    """Who changed which of the fields and when, the latest first; a field belongs to the latest who changed it."""
    left = list(changed)
    for line in AuditLine.objects.of(thing).exclude(before={}).iterator():
        touched = [name for name in left if any(column in line.before for column in shown[name].columns)]
        if touched:
            at, what = timezone.localtime(line.at), join_words([shown[name].label for name in touched])
            yield f"{line.by_name} đã sửa {what} lúc {at:%H:%M} ngày {written_date(at.date())}"
        left = [name for name in left if name not in touched]
        if not left:
            return
    yield f"{join_words([shown[name].label for name in left])} đã được sửa"
