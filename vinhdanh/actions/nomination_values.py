"""What a nomination says, as one flat sheet of values: read from the tables, compared with what was seen, written back.

Keys: a column of the nomination by its name; `attribute.<code>`, `member.<code>`, `story.<section>`; `view.<condition>`
for the unit's own view; `rating.<year>`, `headed_rating.<year>`, `amount.<indicator>.<year>` for the facts of a year.
What the register says is no value here: nobody types it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.documents.achievement_report import SECTIONS
from vinhdanh.models import AuditLine, Fact, FactKind, Judge, JudgementView, Nomination, User
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.terms import judgement_labels
from vinhdanh.vietnamese import join_words, lower_first, written_date

TEXTS = ("name", "sex", "birth", "ethnicity", "position", "workplace", "residence", "headed_name", "summary", "remark")
COLUMNS = ("award", *TEXTS, "direct_worker", "awards_listed", "headed_id")
_MARK_LENGTH = 12
_SECTIONS = {(str(kind), section.code): section.label for kind, sections in SECTIONS.items() for section in sections}


class Rated(NamedTuple):
    """How a year was rated, as the unit says."""

    level: str
    decision: str = ""
    authority: str = ""


class Figure(NamedTuple):
    """A figure of a year in đồng, and on what it stands in words."""

    amount: int | None
    proof: str = ""


class View(NamedTuple):
    """The unit's own view of a condition that only a person can judge."""

    passed: bool
    reason: str = ""


Value = str | bool | int | None | Rated | Figure | View


@dataclass(frozen=True, slots=True)
class Clash:
    """A value that two people changed at once: what stands now, and who wrote it when."""

    key: str
    label: str
    standing: Value
    by: str
    at: datetime


class Overwritten(NotPossible):
    """Somebody else changed the same values after the page was opened; nothing of it was written."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        told = join_words([lower_first(clash.label) for clash in clashes])
        first = clashes[0]
        at = timezone.localtime(first.at)
        super().__init__(
            f"{first.by} đã sửa {told} lúc {at:%H:%M} ngày {written_date(at.date())}, sau khi trang này được mở. "
            "Chọn nội dung được giữ ở từng chỗ."
        )
        self.clashes = clashes


def values_of(nomination: Nomination) -> dict[str, Value]:
    """All values as they stand; a rating, figure or view that nobody wrote has no key."""
    values: dict[str, Value] = {name: getattr(nomination, name) for name in COLUMNS}
    values |= {f"attribute.{code}": value for code, value in nomination.attributes.items()}
    values |= {f"member.{code}": value for code, value in nomination.memberships.items()}
    values |= {f"story.{code}": text for code, text in nomination.story.items()}
    for view in nomination.judgements.all():
        if view.judge == Judge.UNIT:
            values[f"view.{view.condition}"] = View(view.passed, view.reason)
    for fact in nomination.facts.all():
        if key := key_of(fact):
            values.setdefault(key, value_of(fact))
    return values


def key_of(fact: Fact) -> str:
    """Where the fact stands in the sheet; blank for an award, for what comes from the register, and without a year."""
    if fact.from_rating_id or fact.from_award_id or not fact.year:
        return ""
    if fact.kind == FactKind.RATING:
        return f"{'headed_rating' if fact.of_headed else 'rating'}.{fact.year}"
    return f"amount.{fact.code}.{fact.year}" if fact.kind == FactKind.AMOUNT and not fact.of_headed else ""


def value_of(fact: Fact) -> Value:
    """What the fact says, as the sheet holds it."""
    if fact.kind == FactKind.RATING:
        return Rated(fact.code, fact.decision, fact.authority)
    return Figure(fact.amount, fact.proof)


def version_of(values: Mapping[str, Value]) -> str:
    """The values as a form carries them: `name:2bd806c97f0e …`; they cannot be read out of it."""
    return " ".join(f"{key}:{_mark(value)}" for key, value in values.items())


def version_after(standing: Mapping[str, Value], typed: Mapping[str, Value], seen: str) -> str:
    """What a page has seen once its values are saved: anew where it shows what stands, as before where it does not.

    So a colleague's value that the page does not show yet is never taken for one that the person has read.
    """
    before = _marks(seen)
    after = {key: _mark(value) for key, value in standing.items() if key not in typed and key not in before}
    for key in {**before, **typed}:
        shown = key in typed and typed[key] == standing.get(key)
        after[key] = _mark(standing.get(key)) if shown else before.get(key, _mark(None))
    return " ".join(f"{key}:{mark}" for key, mark in after.items())


def with_settled(seen: str, standing: Mapping[str, Value], keys: Iterable[str]) -> str:
    """The version with these keys as they stand now: the person was shown both values and chose the own one."""
    marks = _marks(seen) | {key: _mark(standing.get(key)) for key in keys}
    return " ".join(f"{key}:{mark}" for key, mark in marks.items())


def changed_values(
    nomination: Nomination, standing: Mapping[str, Value], typed: Mapping[str, Value], seen: str, pack: Pack
) -> dict[str, Value]:
    """The typed values that differ from what stands and that the person meant to change.

    `seen` is the version that the form was opened with; blank: all that differs. What a colleague changed meanwhile and
    the person did not touch stays as the colleague wrote it; where both changed it, raises Overwritten.
    """
    before, changed, both = _marks(seen), {}, []
    for key, value in typed.items():
        now = standing.get(key)
        if value == now:
            continue
        as_seen = before.get(key, _mark(None)) if seen else _mark(now)
        if as_seen == _mark(now):
            changed[key] = value
        elif as_seen != _mark(value):
            both.append(key)
    if both:
        raise Overwritten(tuple(_clashes(nomination, standing, both, pack)))
    return changed


def label_of(key: str, pack: Pack, kind: str) -> str:
    """What the value of a nominee of this kind is called, in words that need no pack to be understood later."""
    place, _, code = key.partition(".")
    if place in ("rating", "headed_rating"):
        return f"Xếp loại{' đơn vị' if place == 'headed_rating' else ''} năm {code}"
    if place == "amount":
        indicator, _, year = code.rpartition(".")
        return f"{next((one.label for one in pack.indicators if one.code == indicator), indicator)} năm {year}"
    if place == "attribute":
        return pack.attribute_of[code].label if code in pack.attribute_of else code
    if place == "member":
        return next((one.label for one in pack.lists if one.code == code), code)
    if place == "view":
        return f"Tự đánh giá “{judgement_labels(pack).get(code, code)}”"
    if place == "story":
        return f"Báo cáo thành tích, {lower_first(_SECTIONS.get((kind, code), code))}"
    return str(getattr(Nomination._meta.get_field(place), "verbose_name", place)).capitalize()


def _marks(seen: str) -> dict[str, str]:
    return dict(one.rsplit(":", 1) for one in seen.split() if ":" in one)


def _mark(value: Value) -> str:
    plain = "" if value is None else value
    return hashlib.sha256(repr(plain).encode()).hexdigest()[:_MARK_LENGTH]


def _clashes(nomination: Nomination, standing: Mapping[str, Value], keys: list[str], pack: Pack) -> list[Clash]:
    """Each with whoever changed it last, by the record."""
    lines = list(AuditLine.objects.of(nomination).order_by("-number")[:50])
    usual = (str(nomination.changed_by or "Người khác"), nomination.changed_at)
    found = []
    for key in keys:
        told = told_key(key, pack, nomination.kind)
        by, at = next(((line.by_name, line.at) for line in lines if told in line.after), usual)
        found.append(Clash(key, label_of(key, pack, nomination.kind), standing.get(key), by, at))
    return found


def told_key(key: str, pack: Pack, kind: str) -> str:
    """How the record names the value: a column by its name, all else in words."""
    return key if key in COLUMNS else lower_first(label_of(key, pack, kind))


def write_values(nomination: Nomination, changed: Mapping[str, Value], *, by: User, now: datetime) -> None:
    """Writes the values to the nomination, not yet saved, and to its facts and views, saved."""
    for key, value in changed.items():
        place, _, code = key.partition(".")
        match place, value:
            case "attribute", _:
                nomination.attributes = _with(nomination.attributes, code, value or None)
            case "member", _:
                nomination.memberships = _with(nomination.memberships, code, value)
            case "story", _:
                nomination.story = _with(nomination.story, code, value or None)
            case (("rating" | "headed_rating" | "amount"), _):
                _write_fact(nomination, key, value)
            case "view", View(passed, reason):
                told = {"passed": passed, "reason": reason, "by": by, "at": now}
                nomination.judgements.update_or_create(condition=code, judge=Judge.UNIT, defaults=told)
            case "view", _:
                JudgementView.objects.filter(nomination=nomination, condition=code, judge=Judge.UNIT).delete()
            case _:
                setattr(nomination, place, value)


def _with(held: dict[str, Value], code: str, value: Value) -> dict[str, Value]:
    """The mapping with the value in its place; None takes the key out."""
    rest = {key: one for key, one in held.items() if key != code}
    return rest if value is None else {**rest, code: value}


def _write_fact(nomination: Nomination, key: str, value: Value) -> None:
    fact = fact_at(nomination, key)
    if value is None:
        if fact is not None:
            fact.delete()
        return
    place, _, code = key.partition(".")
    if fact is None and place == "amount":
        indicator, _, year = code.rpartition(".")
        fact = Fact(nomination=nomination, kind=FactKind.AMOUNT, code=indicator, year=int(year))
    elif fact is None:
        fact = Fact(nomination=nomination, kind=FactKind.RATING, of_headed=place == "headed_rating", year=int(code))
    if isinstance(value, Rated):
        fact.code, fact.decision, fact.authority = value
    elif isinstance(value, Figure):
        fact.amount, fact.proof = value
    fact.save()


def fact_at(nomination: Nomination, key: str) -> Fact | None:
    """The fact behind a key of the sheet, if there is one."""
    return next((fact for fact in nomination.facts.all() if key_of(fact) == key), None)
