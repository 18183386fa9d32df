"""Who is honoured: adding somebody, saying who somebody is, positions. What somebody received is never touched here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.duplicates import separate_seen
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.actions.versions import Shown, require_unchanged, version_of
from vinhdanh.models import Honouree, HonoureeKind, HonoureeStanding, Position, Unit, User, identity
from vinhdanh.models.matching import Candidate, Resemblance, resembling
from vinhdanh.models.readers import Reading
from vinhdanh.permissions import require
from vinhdanh.vietnamese import tidy

TOLD = ("kind", "name", "sex", "birth_year", "birth_month", "birth_day", "ethnicity", "residence", "identity_digest")
_PERSONAL = ("sex", "birth_year", "birth_month", "birth_day", "ethnicity")
_SHOWN = {
    "name": Shown("tên", ("name",)),
    "unit": Shown("đơn vị", ("unit",)),
    "birth": Shown("ngày sinh", ("birth_year", "birth_month", "birth_day")),
    "sex": Shown("giới tính", ("sex",)),
    "ethnicity": Shown("dân tộc", ("ethnicity",)),
    "identity_number": Shown("số định danh", ("identity_digest",)),
    "residence": Shown("nơi cư trú", ("residence",)),
}


class LooksAlike(Exception):
    """Somebody in the register looks like the one to be added, and nobody has said yet that they are two."""

    def __init__(self, found: tuple[Resemblance, ...]) -> None:
        super().__init__("Trong sổ đã có đối tượng giống; hãy so từng đối tượng trước khi ghi mới.")
        self.found = found


@dataclass(frozen=True, slots=True)
class HonoureeDraft:
    """Who somebody is, as typed; blank and None are not known. Births may be a year, a month of it, or a day.

    `identity_number`: 9 or 12 digits; of an edit, None leaves what is kept, blank removes it.
    """

    kind: str
    name: str
    unit: Unit
    sex: str = ""
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    ethnicity: str = ""
    residence: str = ""
    identity_number: str | None = None

    def candidate(self) -> Candidate:
        """As the register is asked whether it knows somebody like this."""
        personal = {name: getattr(self, name) for name in _PERSONAL} if self.kind == HonoureeKind.INDIVIDUAL else {}
        number = self.identity_number or ""
        return Candidate(kind=self.kind, name=self.name, unit=self.unit.pk, identity_number=number, **personal)


@transaction.atomic
def add_honouree(draft: HonoureeDraft, *, by: User, told_apart: Collection[int] = ()) -> Honouree:
    """Adds a collective, a person or a family.

    Raises LooksAlike where somebody within the person's reach looks alike whose key is not among `told_apart`: those
    the person has looked at and holds for others. Whoever decides on duplicates has decided so of them; else the pairs
    wait in the queue. Raises NotPossible for a blank name, an impossible birth, a number of other than 9 or 12 digits.
    """
    require(by, "add_honouree", draft.unit)
    _check(draft)
    alike = resembling(draft.candidate(), by.paths_reading(Reading.REGISTER))
    if any(one.honouree not in told_apart for one in alike):
        raise LooksAlike(alike)
    honouree = Honouree(kind=draft.kind)
    _write(honouree, draft)
    honouree.save()
    apart = sorted(one.honouree for one in alike)
    names = list(Honouree.objects.filter(pk__in=apart).order_by("pk").values_list("name", flat=True))
    after = told(honouree) | ({"told_apart": names} if names else {})
    record("add_honouree", honouree, by=by, unit=draft.unit, after=after)
    refresh_honourees([honouree.pk])
    raise_suspicions([honouree.pk])
    separate_seen(honouree, apart, by=by)
    return honouree


@transaction.atomic
def edit_honouree(honouree: Honouree, draft: HonoureeDraft, *, by: User, seen: str = "") -> Honouree:
    """Says anew who somebody is; awards and ratings stay as they were given. The kind is never changed.

    `seen`: the `honouree_version` that the form was opened with. Raises ChangedMeanwhile where another stands now,
    NotPossible as `add_honouree` does, for one that no longer stands in the register, and where the name or the
    unit of a collective that is a unit itself would be changed: that is done on the unit.
    """
    honouree = standing_honouree(honouree)
    require(by, "edit_honouree", honouree.unit)
    require(by, "edit_honouree", draft.unit)
    require_unchanged(honouree, _SHOWN, seen)
    _check(draft)
    if honouree.is_unit and (draft.unit.pk != honouree.unit_id or tidy(draft.name) != honouree.name):
        raise NotPossible("Tập thể này là một đơn vị; hãy đổi tên hoặc sắp xếp lại ở trang của đơn vị.", "name")
    before = _values(honouree)
    _write(honouree, draft)
    after = _values(honouree)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return honouree
    honouree.save()
    record(
        "edit_honouree",
        honouree,
        by=by,
        unit=honouree.unit,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    refresh_honourees([honouree.pk])
    raise_suspicions([honouree.pk])
    return honouree


def honouree_version(honouree: Honouree) -> str:
    """How it stands, for the form that shows it."""
    return version_of(honouree, _SHOWN)


@transaction.atomic
def read_identity_number(honouree: Honouree, *, by: User) -> str:
    """The identity number, opened for one whose work needs it; that it was read stands in the record.

    Raises NotPossible where none is kept.
    """
    require(by, "see_personal_data", honouree.unit)
    if not honouree.identity_sealed:
        raise NotPossible("Sổ chưa có số định danh của người này.")
    record("read_identity_number", honouree, by=by, unit=honouree.unit)
    return identity.unseal(bytes(honouree.identity_sealed))


@transaction.atomic
def add_position(
    honouree: Honouree,
    *,
    by: User,
    title: str,
    unit: Unit,
    since: date | None = None,
    until: date | None = None,
    leader: bool | None = None,
    direct_worker: bool | None = None,
) -> Position:
    """Adds a position that a person holds or held. Raises NotPossible for a blank title, days that run backwards,
    and anybody but a person."""
    honouree = standing_honouree(honouree)
    require(by, "edit_honouree", honouree.unit)
    require(by, "edit_honouree", unit)
    if honouree.kind != HonoureeKind.INDIVIDUAL:
        raise NotPossible("Chỉ cá nhân mới có chức vụ.")
    if not tidy(title):
        raise NotPossible("Chưa ghi chức vụ hoặc nghề nghiệp.", "title")
    _check_days(since, until)
    position = Position.objects.create(
        honouree=honouree,
        title=tidy(title),
        unit=unit,
        since=since,
        until=until,
        leader=leader,
        direct_worker=direct_worker,
    )
    after: dict[str, Any] = {"title": position.title, "unit": unit.name, "since": since, "until": until}
    after |= {"leader": leader, "direct_worker": direct_worker}
    record("add_position", honouree, by=by, unit=honouree.unit, after=after)
    refresh_honourees([honouree.pk])
    return position


@transaction.atomic
def end_position(position: Position, *, by: User, until: date) -> Position:
    """Says until when a position was held: `until` is the first day it no longer was.

    Raises NotPossible for a position that ended already, and for a day that is not after its first.
    """
    position = Position.objects.select_for_update(of=("self",)).select_related("honouree__unit").get(pk=position.pk)
    require(by, "edit_honouree", position.honouree.unit)
    if position.until is not None:
        raise NotPossible("Chức vụ này đã có ngày kết thúc.", "until")
    _check_days(position.since, until)
    position.until = until
    position.save(update_fields=["until"])
    honouree = position.honouree
    after = {"title": position.title, "until": until}
    record("end_position", honouree, by=by, unit=honouree.unit, before={"title": position.title}, after=after)
    refresh_honourees([honouree.pk])
    return position


def standing_honouree(honouree: Honouree) -> Honouree:
    """The honouree anew and locked. Raises NotPossible where it was merged into another or withdrawn."""
    found = Honouree.objects.select_for_update(of=("self",)).select_related("unit").get(pk=honouree.pk)
    if found.standing == HonoureeStanding.MERGED:
        raise NotPossible("Đối tượng này đã được gộp vào đối tượng khác; hãy mở đối tượng được giữ lại.")
    if found.standing == HonoureeStanding.WITHDRAWN:
        raise NotPossible("Đối tượng này đã được rút khỏi sổ cùng tệp nhập.")
    return found


def told(honouree: Honouree) -> dict[str, Any]:
    """What the record tells of an honouree; it leaves out personal values by itself."""
    return {name: value for name, value in _values(honouree).items() if value not in ("", None)}


def _values(honouree: Honouree) -> dict[str, Any]:
    return {name: getattr(honouree, name) for name in TOLD} | {"unit": honouree.unit.name}


def _write(honouree: Honouree, draft: HonoureeDraft) -> None:
    """Sets the columns; what only a person has stays empty for others."""
    honouree.name, honouree.unit = tidy(draft.name), draft.unit
    honouree.residence = tidy(draft.residence)
    if honouree.kind != HonoureeKind.INDIVIDUAL:
        return
    for name in _PERSONAL:
        value = getattr(draft, name)
        setattr(honouree, name, tidy(value) if isinstance(value, str) else value)
    if draft.identity_number:
        honouree.identity_sealed = identity.seal(draft.identity_number)
        honouree.identity_digest = identity.digest(draft.identity_number)
    elif draft.identity_number == "":
        honouree.identity_sealed, honouree.identity_digest = None, ""


def _check(draft: HonoureeDraft) -> None:
    if not tidy(draft.name):
        raise NotPossible("Chưa ghi tên.", "name")
    if draft.identity_number and not identity.is_identity_number(draft.identity_number):
        raise NotPossible(
            "Số định danh phải có 12 chữ số (căn cước) hoặc 9 chữ số (chứng minh nhân dân).", "identity_number"
        )
    year, month, day = draft.birth_year, draft.birth_month, draft.birth_day
    if (day and not month) or (month and not year):
        raise NotPossible("Ngày sinh phải có đủ năm, rồi mới đến tháng và ngày.", "birth")
    try:
        if year:
            date(year, month or 1, day or 1)
    except ValueError:
        raise NotPossible("Ngày sinh không có trong lịch.", "birth") from None


def _check_days(since: date | None, until: date | None) -> None:
    if since and until and until <= since:
        raise NotPossible("Ngày kết thúc phải sau ngày bắt đầu.", "until")
