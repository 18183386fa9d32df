"""Fills an empty installation with the made-up province, so that every page shows something true to life.

All in one transaction, each entry with its line in the record, as if the office had written it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from vinhdanh.actions import awards, honourees, ratings
from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.duplicates import merge_honourees, separate_honourees
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_decisions, refresh_honourees
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.actions.unit_imports import import_units
from vinhdanh.intake.units import UnitBook
from vinhdanh.models import (
    AuditLine,
    Decision,
    HeldRole,
    Honouree,
    HonoureeKind,
    Position,
    Role,
    Suspicion,
    User,
    identity,
)
from vinhdanh.models import Award as AwardEntry
from vinhdanh.models import Rating as RatingEntry
from vinhdanh.models import Unit as UnitRow
from vinhdanh.models.awards import emulation_year

_AT_ONCE = 500
_HELD_SINCE = date(2014, 1, 1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the made-up province."""

    code: str
    name: str
    kind: str
    parent: str
    size: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Somebody:
    """An honouree to be. `birth` as people write it; `alike`: one of a pair that may be one."""

    kind: str
    name: str
    unit: str
    is_unit: bool = False
    sex: str = ""
    birth: str = ""
    ethnicity: str = ""
    title: str = ""
    leader: bool | None = None
    direct: bool | None = None
    number: str = ""
    residence: str = ""
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision."""

    number: str
    signed_on: date
    authority: str


@dataclass(frozen=True, slots=True)
class Award:
    """An award of the honouree at this place in the list."""

    honouree: int
    award: str
    manner: str
    year: int
    paper: Paper
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating of the honouree at this place in the list."""

    honouree: int
    year: int
    level: str
    authority: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that was drawn."""

    people: Sequence[Somebody]
    awards: Sequence[Award]
    ratings: Sequence[Rating]


@dataclass(frozen=True, slots=True)
class Login:
    """An account that everybody may know."""

    username: str
    full_name: str
    role: str
    unit: str


def is_loaded() -> bool:
    """Whether the made-up province stands here."""
    return AuditLine.objects.filter(verb="load_demo").exists()


@transaction.atomic
def load_demo(book: UnitBook, drawn: Drawn, logins: Iterable[Login], password: str) -> User:
    """Writes units, accounts, honourees, awards, ratings and the pairs that may be one; answers who wrote them.

    Raises NotPossible where demo mode is off, or anything stands here already: it never mixes with real data.
    """
    if not settings.DEMO:
        raise NotPossible("Chế độ trình diễn đang tắt (DEMO=0), không nạp dữ liệu mẫu.")
    if UnitRow.objects.exists() or User.objects.exists() or AuditLine.objects.exists():
        raise NotPossible("Cơ sở dữ liệu này đã có dữ liệu, không nạp dữ liệu mẫu vào.")
    import_units(book, by=None)
    units = {unit.code: unit for unit in UnitRow.objects.all()}
    office = _open_accounts(logins, password, units)
    people = _add_people(drawn.people, units, office)
    decisions = _add_decisions({one.paper: one for one in drawn.awards}, office)
    entries = _add_awards(drawn, people, decisions, office)
    _add_ratings(drawn.ratings, people, office)
    refresh_decisions([one.pk for one in decisions.values()])
    refresh_honourees([one.pk for one in people])
    raise_suspicions([one.pk for one in people])
    _befall(entries, office)
    _decide_some(office)
    province = next(unit for unit in units.values() if unit.parent_id is None)
    after = {"units": len(units), "honourees": len(people), "awards": len(entries), "ratings": len(drawn.ratings)}
    record("load_demo", province, by=None, unit=province, after=after)
    return office


def _open_accounts(logins: Iterable[Login], password: str, units: Mapping[str, UnitRow]) -> User:
    """An account a role; answers the one of the office."""
    office = None
    for login in logins:
        email = f"{login.username}@vi-du.vn"
        user = User(username=login.username, email=email, full_name=login.full_name)
        user.set_password(password)
        user.save()
        unit = units[login.unit]
        HeldRole.objects.create(user=user, role=login.role, unit=unit)
        record("give_role", user, by=None, unit=unit, after={"role": login.role, "unit": unit.name})
        office = user if login.role == Role.OFFICE else office
    if office is None:
        raise ValueError("no login holds the role of the office")
    return office


def _add_people(people: Sequence[Somebody], units: Mapping[str, UnitRow], by: User) -> list[Honouree]:
    """The honourees in the order given; those that are units stand already."""
    standing = {one.unit_id: one for one in Honouree.objects.filter(is_unit=True)}
    all_of_them = [standing[units[one.unit].pk] if one.is_unit else _honouree(one, units[one.unit]) for one in people]
    fresh = [one for one in all_of_them if one.pk is None]
    Honouree.objects.bulk_create(fresh, batch_size=_AT_ONCE)
    Position.objects.bulk_create(
        [
            Position(
                honouree=honouree,
                title=one.title,
                unit=honouree.unit,
                since=_HELD_SINCE,
                leader=one.leader,
                direct_worker=one.direct,
            )
            for one, honouree in zip(people, all_of_them, strict=True)
            if one.title
        ],
        batch_size=_AT_ONCE,
    )
    record_all("add_honouree", (Told(one, one.unit, after=honourees.told(one)) for one in fresh), by=by)
    return all_of_them


def _honouree(one: Somebody, unit: UnitRow) -> Honouree:
    day, month, year = (
        ([None] * 2 + [int(part) for part in one.birth.split("/") if part])[-3:] if one.birth else [None] * 3
    )
    honouree = Honouree(
        kind=one.kind,
        name=one.name,
        unit=unit,
        sex=one.sex,
        birth_day=day,
        birth_month=month,
        birth_year=year,
        ethnicity=one.ethnicity,
        residence=one.residence,
    )
    if one.number:
        honouree.identity_sealed, honouree.identity_digest = identity.seal(one.number), identity.digest(one.number)
    honouree.spell_name()
    return honouree


def _add_decisions(papers: Iterable[Paper], by: User) -> dict[Paper, Decision]:
    made = {}
    for paper in papers:
        decision = Decision(number=paper.number, signed_on=paper.signed_on, authority=paper.authority)
        decision.spell_keys()
        made[paper] = decision
    Decision.objects.bulk_create(made.values(), batch_size=_AT_ONCE)
    lines = (
        Told(one, None, after={"number": one.number, "signed_on": one.signed_on, "authority": one.authority})
        for one in made.values()
    )
    record_all("add_decision", lines, by=by)
    return made


def _add_awards(
    drawn: Drawn, people: Sequence[Honouree], decisions: Mapping[Paper, Decision], by: User
) -> list[AwardEntry]:
    made = []
    for one in drawn.awards:
        honouree, who, decision = people[one.honouree], drawn.people[one.honouree], decisions[one.paper]
        of_person: dict[str, Any] = {}
        if honouree.kind == HonoureeKind.INDIVIDUAL:
            of_person = {
                "position": who.title,
                "leader": who.leader,
                "direct_worker": who.direct,
            }
        female, minority = honouree.facts_of_award()
        made.append(
            AwardEntry(
                honouree=honouree,
                unit=honouree.unit,
                kind=honouree.kind,
                award=one.award,
                manner=one.manner,
                year=one.year,
                emulation_year=emulation_year(one.year, decision.signed_on),
                decision=decision,
                authority=decision.authority,
                reason=one.reason,
                female=female,
                minority=minority,
                **of_person,
            )
        )
    AwardEntry.objects.bulk_create(made, batch_size=_AT_ONCE)
    record_all("add_award", (Told(one, one.unit, after=awards.told(one)) for one in made), by=by)
    return made


def _add_ratings(drawn: Sequence[Rating], people: Sequence[Honouree], by: User) -> None:
    made = [
        RatingEntry(
            honouree=people[one.honouree],
            unit=people[one.honouree].unit,
            year=one.year,
            level=one.level,
            authority=one.authority,
        )
        for one in drawn
    ]
    RatingEntry.objects.bulk_create(made, batch_size=_AT_ONCE)
    record_all("add_rating", (Told(one, one.unit, after=ratings.told(one)) for one in made), by=by)


def _befall(entries: Sequence[AwardEntry], by: User) -> None:
    """One award is corrected, one revoked, one issued anew."""
    personal = [one for one in entries if one.award == "bang_khen_tinh" and one.kind == HonoureeKind.INDIVIDUAL]
    wrong, taken_back, lost = personal[0], personal[1], personal[2]
    number, signed_on = "88/QĐ-UBND", date(2020, 4, 13)
    decision = DecisionDraft(number, signed_on, wrong.authority, "Về việc đính chính, thu hồi, cấp lại bằng khen")
    given = Decision.objects.get(awards=wrong)
    draft = awards.AwardDraft(
        award=wrong.award,
        year=wrong.year,
        manner=wrong.manner,
        decision=DecisionDraft(given.number, given.signed_on, given.authority),
        reason="Có thành tích xuất sắc trong công tác dân vận",
    )
    awards.correct_award(wrong, draft, by=by, decision=decision, reason="Ghi nhầm thành tích trong danh sách kèm theo")
    awards.revoke_award(taken_back, by=by, decision=decision, reason="Kê khai thành tích không đúng")
    awards.reissue_award(lost, by=by, decision=decision, reason="Bằng bị hư hỏng do mưa lũ")


def _decide_some(by: User) -> None:
    """Of the pairs that may be one, one was merged and one told apart; the others wait."""
    waiting = list(Suspicion.objects.waiting().select_related("first", "second").order_by("-score", "pk"))
    if len(waiting) > 1:
        merge_honourees(waiting[0].first, waiting[0].second, by=by, reason="Trùng số định danh")
        separate_honourees(waiting[-1], by=by, reason="Hai người, đã đối chiếu hồ sơ")
