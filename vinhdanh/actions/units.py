"""Units: opened, corrected, renamed, merged, split, moved, closed; who they are to the register follows along."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q, Value
from django.db.models.functions import Concat, Length, Substr

from vinhdanh.actions.audit import record
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_honourees, refresh_units
from vinhdanh.actions.verdicts import forget_verdicts_of
from vinhdanh.actions.versions import Shown, require_unchanged, version_of
from vinhdanh.models import Honouree, HonoureeKind, HonoureeStanding, Succession, Unit, UnitKind, UnitName, User
from vinhdanh.models.units import MOST_LEVELS, PATH_DIGITS, SuccessionKind
from vinhdanh.permissions import require
from vinhdanh.vietnamese import folded, join_words, tidy, written_date

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LABELS = {
    "name": "tên đơn vị",
    "short_name": "tên gọi tắt",
    "kind": "loại đơn vị",
    "size": "quy mô",
    "opened_on": "ngày thành lập",
    "place": "địa danh",
}
_EDITED = tuple(_LABELS)
_SHOWN = {name: Shown(label, (name,)) for name, label in _LABELS.items()}
_MOST_NAMED = 5


@transaction.atomic
def open_unit(
    *,
    by: User | None,
    parent: Unit | None,
    code: str,
    name: str,
    kind: str,
    short_name: str = "",
    size: str = "",
    opened_on: date | None = None,
    place: str = "",
    decision: str = "",
) -> Unit:
    """Opens a unit below `parent`, with its first name and the honouree that it is as a collective.

    `by` None is the command line. Without `parent` it is the province itself, of which there is one. Raises
    NotPossible for a code that is taken or no code, a blank name, a parent that ended, a tree too deep.
    """
    if parent is not None:
        [parent] = _held_for(by, parent)
    elif by is not None:
        require(by, "edit_unit")
    _check_place(parent, opened_on, kind)
    unit = Unit(
        code=_free_code(code), name=_given_name(name), short_name=tidy(short_name), kind=kind, size=size, parent=parent
    )
    unit.opened_on, unit.place = opened_on, tidy(place)
    unit.save()
    unit.path = (parent.path if parent else "") + own_path(unit)
    unit.save()
    UnitName.objects.create(unit=unit, name=unit.name, since=opened_on, decision=tidy(decision))
    honouree = Honouree.objects.create(kind=HonoureeKind.COLLECTIVE, name=unit.name, unit=unit, is_unit=True)
    record("open_unit", unit, by=by, unit=unit, after=told(unit, ("code", *_EDITED)) | {"decision": tidy(decision)})
    refresh_units([unit.pk])
    refresh_honourees([honouree.pk])
    return unit


@transaction.atomic
def edit_unit(unit: Unit, *, by: User, seen: str = "", **changes: Any) -> Unit:
    """Corrects what is said of a unit: name (a slip, not a renaming), short_name, kind, size, opened_on, place.

    `seen`: the `unit_version` that the form was opened with. Raises ChangedMeanwhile where another stands now,
    NotPossible for a blank name, a day of opening that is not before its end, a second province.
    """
    [unit] = _held_for(by, unit)
    require_unchanged(unit, _SHOWN, seen)
    before = told(unit, _EDITED)
    for field in _EDITED:
        if field in changes:
            value = changes[field]
            setattr(unit, field, tidy(value) if isinstance(value, str) else value)
    _given_name(unit.name)
    if (unit.kind == UnitKind.PROVINCE) != (unit.parent_id is None):
        raise NotPossible("Chỉ đơn vị trên cùng là tỉnh; hãy chọn loại khác.", "kind")
    if unit.opened_on and unit.closed_on and unit.closed_on <= unit.opened_on:
        raise NotPossible(f"Đơn vị đã kết thúc ngày {written_date(unit.closed_on)}; hãy ghi ngày sớm hơn.", "opened_on")
    changed = _changed(before, told(unit, _EDITED))
    if not changed:
        return unit
    unit.save()
    if "name" in changed:
        UnitName.objects.filter(unit=unit, until=None).update(name=unit.name, name_folded=folded(unit.name))
        _follow_name(unit)
    forget_verdicts_of(Honouree.objects.filter(unit=unit, is_unit=True).values_list("pk", flat=True))
    record("edit_unit", unit, by=by, unit=unit, before={key: before[key] for key in changed}, after=changed)
    refresh_units([unit.pk])
    return unit


def unit_version(unit: Unit) -> str:
    """How it stands, for the form that shows it."""
    return version_of(unit, _SHOWN)


@transaction.atomic
def rename_unit(unit: Unit, *, by: User, name: str, since: date, decision: str = "") -> Unit:
    """Gives a unit a new name from a day on; the former one stays, and lists of its time are still understood.

    Raises NotPossible where it already bears the name, or the day is not after that of its present name.
    """
    [unit] = _held_for(by, unit)
    _require_open(unit)
    name = _given_name(name)
    if name == unit.name:
        raise NotPossible("Đơn vị đang mang tên này; hãy ghi tên mới.", "name")
    present = UnitName.objects.filter(unit=unit, until=None).order_by(F("since").desc(nulls_last=True)).first()
    if present is None:
        present = UnitName(unit=unit, name=unit.name, since=unit.opened_on)
    if present.since and since <= present.since:
        raise NotPossible(f"Tên hiện nay dùng từ {written_date(present.since)}; hãy ghi ngày muộn hơn.", "since")
    present.until = since
    present.save()
    UnitName.objects.create(unit=unit, name=name, since=since, decision=tidy(decision))
    before, unit.name = unit.name, name
    unit.save()
    _follow_name(unit)
    after = {"name": name, "since": since, "decision": tidy(decision)}
    record("rename_unit", unit, by=by, unit=unit, before={"name": before}, after=after)
    refresh_units([unit.pk])
    return unit


@transaction.atomic
def merge_unit(unit: Unit, *, by: User, into: Unit, on: date, decision: str = "") -> Succession:
    """Ends a unit on a day and hands it over to another one; the units below it that still exist move along.

    Raises NotPossible for the province, a unit that ended, one merged into itself or into a unit below it.
    """
    unit, into = _held_for(by, unit, into)
    if into.is_within(unit.path):
        raise NotPossible("Không nhập một đơn vị vào chính nó hoặc vào đơn vị trực thuộc nó.", "into")
    _require_open(into, "into")
    _end(unit, on)
    children = list(_open_children(unit, on))
    for child in children:
        move_subtree(child, into)
    succession = Succession.objects.create(
        predecessor=unit, successor=into, kind=SuccessionKind.MERGER, on=on, decision=tidy(decision)
    )
    after = {"successor": into.code, "closed_on": on, "decision": tidy(decision)}
    record("merge_unit", unit, by=by, unit=unit, after=after | {"children": [child.code for child in children]})
    refresh_units([unit.pk, into.pk])
    return succession


@transaction.atomic
def split_unit(
    unit: Unit, *, by: User, into: Iterable[Unit], on: date, ends: bool, decision: str = ""
) -> list[Succession]:
    """Says which units came out of one; `ends`: whether it no longer exists from that day.

    Raises NotPossible where no part is named, a part is the unit itself, or units below it would be left without one.
    """
    unit, *parts = _held_for(by, unit, *into)
    if not parts:
        raise NotPossible("Chưa chọn đơn vị được tách ra; hãy mở đơn vị mới trước, rồi chọn ở đây.", "into")
    if unit in parts:
        raise NotPossible("Không tách một đơn vị thành chính nó.", "into")
    if ends:
        _refuse_orphans(unit, on, "on")
        _end(unit, on)
    else:
        _require_open(unit)
    kind, told_decision = SuccessionKind.SPLIT, tidy(decision)
    if Succession.objects.filter(predecessor=unit, successor__in=parts, on=on).exists():
        raise NotPossible("Việc chia, tách này đã được ghi.", "into")
    made = [
        Succession.objects.create(predecessor=unit, successor=part, kind=kind, on=on, decision=told_decision)
        for part in parts
    ]
    after = {"successors": [part.code for part in parts], "on": on, "ends": ends, "decision": told_decision}
    record("split_unit", unit, by=by, unit=unit, after=after)
    refresh_units([unit.pk])
    return made


@transaction.atomic
def move_unit(unit: Unit, *, by: User, parent: Unit, decision: str = "") -> Unit:
    """Puts a unit and all below it under another one; roles held above the new place reach it from now on.

    Raises NotPossible for the province, a place below itself, a parent that ended, a tree too deep.
    """
    unit, parent = _held_for(by, unit, parent)
    if unit.parent_id is None:
        raise NotPossible("Tỉnh không trực thuộc đơn vị nào.", "parent")
    if parent.is_within(unit.path):
        raise NotPossible("Không chuyển một đơn vị vào chính nó hoặc vào đơn vị trực thuộc nó.", "parent")
    if parent.pk == unit.parent_id:
        raise NotPossible("Đơn vị đang trực thuộc đơn vị này; hãy chọn đơn vị khác.", "parent")
    _require_open(parent, "parent")
    former = Unit.objects.get(pk=unit.parent_id)
    move_subtree(unit, parent)
    after = {"parent": parent.code, "decision": tidy(decision)}
    record("move_unit", unit, by=by, unit=unit, before={"parent": former.code}, after=after)
    refresh_units([unit.pk])
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, by: User, on: date, decision: str = "") -> Unit:
    """Ends a unit that nobody takes over. Raises NotPossible while units below it exist."""
    [unit] = _held_for(by, unit)
    _refuse_orphans(unit, on, "on")
    _end(unit, on)
    record("close_unit", unit, by=by, unit=unit, after={"closed_on": on, "decision": tidy(decision)})
    refresh_units([unit.pk])
    return unit


@transaction.atomic
def reopen_unit(unit: Unit, *, by: User, reason: str) -> Unit:
    """Takes a mistaken end back, with the lineage of that day; units that moved along stay where they are.

    Raises NotPossible for a unit that exists, without a reason, or under a parent that ended.
    """
    [unit] = _held_for(by, unit)
    if unit.closed_on is None:
        raise NotPossible("Đơn vị đang hoạt động.")
    if not tidy(reason):
        raise NotPossible("Chưa ghi lý do; hãy ghi vì sao khôi phục đơn vị.", "reason")
    if unit.parent and unit.parent.closed_on:
        raise NotPossible(f"“{unit.parent.name}” đã kết thúc; hãy chuyển đơn vị sang nơi khác trước.")
    ended = unit.closed_on
    lineage = Succession.objects.filter(predecessor=unit, on=ended)
    before = {"closed_on": ended, "successors": list(lineage.values_list("successor__code", flat=True))}
    lineage.delete()
    unit.closed_on = None
    unit.save()
    record("reopen_unit", unit, by=by, unit=unit, before=before, after={"reason": tidy(reason)})
    refresh_units([unit.pk])
    return unit


def own_path(unit: Unit) -> str:
    """The last part of the path: the unit's own key."""
    return f"{unit.pk:0{PATH_DIGITS}}"


def told(unit: Unit, fields: Iterable[str]) -> dict[str, Any]:
    """These columns as the record tells them."""
    return {field: getattr(unit, field) for field in fields}


def is_code(text: str) -> bool:
    """Whether the text may be a code: `xa-vi-du`, at most 60 characters."""
    return bool(_CODE.fullmatch(text)) and len(text) <= 60


def _free_code(code: str) -> str:
    if not is_code(code):
        raise NotPossible("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ xa-vi-du.", "code")
    taken = Unit.objects.filter(code=code).first()
    if taken:
        raise NotPossible(f"Mã “{code}” đã dùng cho “{taken.name}”; hãy chọn mã khác.", "code")
    return code


def _given_name(name: str) -> str:
    if not tidy(name):
        raise NotPossible("Chưa ghi tên đơn vị.", "name")
    return tidy(name)


def _check_place(parent: Unit | None, opened_on: date | None, kind: str) -> None:
    """Raises NotPossible where a unit of this kind cannot be opened below `parent`."""
    if parent is None:
        if Unit.objects.filter(parent=None).exists():
            raise NotPossible("Đã có đơn vị cấp tỉnh; hãy chọn đơn vị cấp trên.", "parent")
        return
    if kind == UnitKind.PROVINCE:
        raise NotPossible("Chỉ đơn vị trên cùng là tỉnh; hãy chọn loại khác.", "kind")
    if parent.closed_on and (opened_on is None or opened_on >= parent.closed_on):
        raise NotPossible(f"“{parent.name}” đã kết thúc ngày {written_date(parent.closed_on)}.", "parent")
    if parent.depth + 2 > MOST_LEVELS:
        raise NotPossible(f"Cây đơn vị có tối đa {MOST_LEVELS} cấp; hãy chọn đơn vị cấp trên khác.", "parent")


def hold_tree() -> None:
    """Lets nobody else change the tree until the transaction ends, by holding the province.

    A unit that is opened or moved below another one that is just moving would keep a path that leads nowhere.
    """
    list(Unit.objects.select_for_update(no_key=True).filter(parent=None))


def _held_for(by: User | None, *units: Unit) -> list[Unit]:
    """The units as they stand now, held until the transaction ends; `by` None is the command line.

    Raises Refused where the person may not change one of them: asked of where it stands now, not of where it stood
    when a page was opened.
    """
    hold_tree()
    keys = [unit.pk for unit in units]
    now = Unit.objects.select_for_update(no_key=True).order_by("pk").in_bulk(keys)
    if by is not None:
        for key in keys:
            require(by, "edit_unit", now[key])
    return [now[key] for key in keys]


def _require_open(unit: Unit, field: str = "") -> None:
    if unit.closed_on:
        raise NotPossible(f"“{unit.name}” đã kết thúc hoạt động ngày {written_date(unit.closed_on)}.", field)


def _open_children(unit: Unit, on: date) -> Iterable[Unit]:
    return Unit.objects.filter(parent=unit).filter(Q(closed_on=None) | Q(closed_on__gt=on))


def _refuse_orphans(unit: Unit, on: date, field: str) -> None:
    left = [child.name for child in _open_children(unit, on)]
    if left:
        named = join_words(left[:_MOST_NAMED]) + (f" và {len(left) - _MOST_NAMED} đơn vị khác" * (len(left) > 5))
        raise NotPossible(f"Còn đơn vị trực thuộc đang hoạt động: {named}; hãy chuyển hoặc kết thúc trước.", field)


def _end(unit: Unit, on: date) -> None:
    """Writes the first day on which the unit no longer exists."""
    if unit.parent_id is None:
        raise NotPossible("Không kết thúc đơn vị cấp tỉnh.")
    _require_open(unit)
    if unit.opened_on and on <= unit.opened_on:
        raise NotPossible(f"Đơn vị thành lập ngày {written_date(unit.opened_on)}; hãy ghi ngày muộn hơn.", "on")
    unit.closed_on = on
    unit.save()


def move_subtree(unit: Unit, parent: Unit) -> None:
    """Rewrites the place of the unit and of all below it."""
    old, new = unit.path, parent.path + own_path(unit)
    subtree = Unit.objects.filter(path__startswith=old)
    longest = subtree.aggregate(longest=Max(Length("path")))["longest"]
    if longest - len(old) + len(new) > PATH_DIGITS * MOST_LEVELS:
        raise NotPossible(f"Cây đơn vị có tối đa {MOST_LEVELS} cấp; hãy chọn đơn vị cấp trên khác.", "parent")
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    subtree.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    unit.parent, unit.path = parent, new


def _follow_name(unit: Unit) -> None:
    """The collective that the unit is bears the unit's name."""
    for honouree in Honouree.objects.filter(unit=unit, is_unit=True, standing=HonoureeStanding.STANDING):
        honouree.name = unit.name
        honouree.save()
        refresh_honourees([honouree.pk])


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in after.items() if before[key] != value}
