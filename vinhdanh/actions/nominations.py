"""Whom a unit proposes: adding, saying, ordering, taking out and taking back. Each asks first whether that place of the
dossier is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.known_nominees import bears_name, known_of
from vinhdanh.actions.nomination_values import (
    Figure,
    Rated,
    Value,
    changed_values,
    fact_at,
    told_key,
    values_of,
    write_values,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.register_entries import take_entries
from vinhdanh.actions.verdicts import forget_verdicts
from vinhdanh.models import Dossier, Honouree, Judge, Nomination, Unit, User
from vinhdanh.models.audit import HIDDEN
from vinhdanh.models.honourees import keys_of_one
from vinhdanh.models.register_facts import register_news
from vinhdanh.models.sending_days import pack_of
from vinhdanh.permissions import require
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import folded, tidy

NOMINEES = "nominees"  # the place of a dossier where somebody is added, taken out or moved
_LONG_TEXTS = ("summary", "remark", "story.", "view.")


@dataclass(frozen=True, slots=True)
class NominationDraft:
    """Somebody to be proposed: out of the register (`honouree`), or by name. `attributes` by codes of the pack."""

    kind: str
    award: str
    name: str = ""
    honouree: Honouree | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def held_dossier(dossier: Dossier, *, by: User) -> Dossier:
    """The dossier anew and locked, so that nobody sends it meanwhile. Raises Refused for who may not change it."""
    found = Dossier.objects.select_for_update(of=("self",)).select_related("participant__unit")
    held = found.select_related("participant__campaign__edition").get(pk=dossier.pk)
    require(by, "edit_dossier", held.participant.unit)
    return held


def held_nomination(nomination: Nomination, *, by: User) -> Nomination:
    """The nomination anew, its dossier locked. Raises NotPossible where it was taken out."""
    dossier = held_dossier(nomination.dossier, by=by)
    held = Nomination.objects.select_for_update(of=("self",)).select_related("changed_by", "headed", "honouree")
    found = held.get(pk=nomination.pk)
    found.dossier = dossier
    if found.removed_at is not None:
        raise NotPossible(f"{found.name} đã được đưa ra khỏi hồ sơ; lấy lại rồi mới sửa được.")
    return found


@transaction.atomic
def add_nomination(dossier: Dossier, draft: NominationDraft, *, by: User, now: datetime) -> Nomination:
    """Proposes somebody for an award of the campaign; over quota too, for a draft may be.

    Out of the register come who it is, and the awards and ratings as facts. Raises NotPossible for a kind or award that
    the campaign does not provide for, a blank name, and whoever is in the dossier for this award already.
    """
    dossier = held_dossier(dossier, by=by)
    require_open(dossier, NOMINEES)
    pack = pack_of(dossier.participant.campaign)
    honouree = draft.honouree
    _check_award(pack, draft.kind, draft.award)
    name = tidy(honouree.name if honouree else draft.name)
    if not name:
        raise NotPossible("Chưa ghi tên.", "name")
    if honouree:
        require_unproposed(dossier, honouree, draft.award)
    last = max(dossier.nominations.values_list("number", flat=True), default=0)
    nomination = Nomination(dossier=dossier, kind=draft.kind, award=draft.award, name=name, number=last + 1)
    known = known_of(honouree, by=by, on=now.date()) if honouree else {}
    attributes = {**known.pop("attributes", {}), **draft.attributes}
    nomination.added_at, nomination.attributes = now, known_attributes(pack, attributes)
    for column, value in known.items():
        setattr(nomination, column, value)
    nomination.honouree = honouree
    touch(nomination, by, now)
    nomination.save()
    facts = register_news(nomination, pack).fresh
    take_entries(nomination, facts)
    told = {"name": name, "kind": draft.kind, "award": draft.award, "from_register": bool(honouree)}
    record("add_nomination", nomination, by=by, unit=dossier.participant.unit, after=told | {"facts": len(facts)})
    return nomination


@transaction.atomic
def edit_nomination(
    nomination: Nomination, typed: Mapping[str, Value], *, by: User, now: datetime, seen: str = ""
) -> Nomination:
    """Writes the typed values (see nomination_values) over what stands.

    `seen`: the version that the form was opened with; a colleague's change of other values is kept, of the same one
    raises Overwritten, and nothing is written. Raises NotPossible for a place that is not open, a blank name, and codes
    that the campaign does not know.
    """
    nomination = held_nomination(nomination, by=by)
    dossier, pack = nomination.dossier, pack_of(nomination.dossier.participant.campaign)
    standing = values_of(nomination)
    changed = changed_values(nomination, standing, typed, seen, pack)
    for key, value in changed.items():
        _check(nomination, key, value, pack)
        require_open(dossier, place_of(nomination, key), nomination.pk)
    if not changed:
        return nomination
    write_values(nomination, changed, by=by, now=now)
    touch(nomination, by, now)
    nomination.save()
    if folded(str(standing["name"])) != folded(nomination.name):
        forget_judgements(nomination)
    if "headed_id" in changed:
        _follow_headed(nomination, pack)
    named = {key: told_key(key, pack, nomination.kind) for key in changed}
    before = {named[key]: _told(key, standing.get(key)) for key in changed}
    after = {named[key]: _told(key, value) for key, value in changed.items()}
    record("edit_nomination", nomination, by=by, unit=dossier.participant.unit, before=before, after=after)
    return nomination


@transaction.atomic
def remove_nomination(nomination: Nomination, *, by: User, now: datetime) -> Nomination:
    """Takes a nominee out of the dossier; all that was written stays, to be taken back."""
    nomination = held_nomination(nomination, by=by)
    require_open(nomination.dossier, NOMINEES)
    nomination.removed_at = now
    touch(nomination, by, now)
    nomination.save()
    unit = nomination.dossier.participant.unit
    record("remove_nomination", nomination, by=by, unit=unit, after={"name": nomination.name})
    return nomination


@transaction.atomic
def restore_nomination(nomination: Nomination, *, by: User, now: datetime) -> Nomination:
    """Takes back a nominee that was taken out. Raises NotPossible where the same one was proposed anew meanwhile."""
    dossier = held_dossier(nomination.dossier, by=by)
    require_open(dossier, NOMINEES)
    found = Nomination.objects.select_for_update().get(pk=nomination.pk)
    found.dossier = dossier
    if found.removed_at is None:
        return found
    again = dossier.nominations.standing().filter(honouree=found.honouree_id, award=found.award)
    if found.honouree_id and again.exists():
        raise NotPossible(f"{found.name} đã được đề nghị lại trong hồ sơ này.")
    found.removed_at = None
    touch(found, by, now)
    found.save()
    record("restore_nomination", found, by=by, unit=dossier.participant.unit, after={"name": found.name})
    return found


@transaction.atomic
def move_nomination(nomination: Nomination, step: int, *, by: User, now: datetime) -> Nomination:
    """Moves a nominee up (`step` -1) or down (1) in the dossier; at the end of the list nothing happens."""
    nomination = held_nomination(nomination, by=by)
    dossier = nomination.dossier
    require_open(dossier, NOMINEES)
    listed = list(dossier.nominations.filter(removed_at=None).order_by("number", "pk"))
    at = next(place for place, one in enumerate(listed) if one.pk == nomination.pk)
    to = min(max(at + step, 0), len(listed) - 1)
    if to == at:
        return nomination
    listed.insert(to, listed.pop(at))
    for number, one in enumerate(listed, 1):
        Nomination.objects.filter(pk=one.pk).update(number=number)
    touch(nomination, by, now)
    nomination.number = to + 1
    nomination.save()
    told = {"number": at + 1}, {"number": to + 1}
    record("move_nomination", nomination, by=by, unit=dossier.participant.unit, before=told[0], after=told[1])
    return nomination


def proposable(pack: Pack) -> dict[str, tuple[str, ...]]:
    """The awards that the campaign gives to each kind of nominee, by the code of the kind as a nomination holds it."""
    return {str(kind): awards for kind, awards in pack.proposable.items()}


def touch_dossier(dossier: Dossier, by: User, now: datetime) -> None:
    """Says when the dossier changed last, and by whom; its nominees wait to be screened anew."""
    dossier.changed_at, dossier.changed_by = now, by
    dossier.save(update_fields=["changed_at", "changed_by"])
    forget_verdicts(dossier.nominations.all())


def touch(nomination: Nomination, by: User, now: datetime) -> None:
    """Says who changed the nominee last, who then is screened anew; the nominee is to be saved."""
    nomination.changed_at, nomination.changed_by = now, by
    nomination.revision += 1
    nomination.declared = nomination.verified = ""
    touch_dossier(nomination.dossier, by, now)


def forget_judgements(nomination: Nomination) -> None:
    """Takes back what appraisers concluded, once the nominee is called by another name: it was of somebody else."""
    nomination.judgements.filter(judge=Judge.APPRAISER).delete()


def require_unproposed(dossier: Dossier, honouree: Honouree, award: str, *, but: int | None = None) -> None:
    """Raises NotPossible where the dossier proposes the honouree for this award already, in another nomination."""
    standing = dossier.nominations.standing().filter(honouree__in=keys_of_one(honouree.pk), award=award)
    standing = standing.exclude(pk=but or 0)
    if found := standing.first():
        field = "award" if but else "honouree"
        raise NotPossible(f"{found.name} đã có trong hồ sơ; mở để sửa, không cần thêm lần nữa.", field)


def _check_award(pack: Pack, kind: str, award: str) -> None:
    given = proposable(pack).get(kind)
    if not given:
        raise NotPossible("Đợt khen thưởng này không có tiêu chuẩn cho loại đối tượng này.", "kind")
    if award not in given:
        raise NotPossible("Đợt khen thưởng này không đề nghị hình thức đó cho loại đối tượng này.", "award")


def known_attributes(pack: Pack, attributes: Mapping[str, str]) -> dict[str, str]:
    """Those of them that the campaign asks about, with an answer of its own."""
    return {code: value for code, value in attributes.items() if _is_value(pack, code, value)}


def _is_value(pack: Pack, code: str, value: Value) -> bool:
    known = pack.attribute_of.get(code)
    return known is not None and value in {one.code for one in known.values}


def _follow_headed(nomination: Nomination, pack: Pack) -> None:
    """The record of the unit headed before goes, that of the unit headed now comes."""
    nomination.facts.filter(of_headed=True).exclude(from_award=None, from_rating=None).delete()
    nomination.headed = Unit.objects.get(pk=nomination.headed_id) if nomination.headed_id else None
    take_entries(nomination, [fact for fact in register_news(nomination, pack).fresh if fact.of_headed])


def _check(nomination: Nomination, key: str, value: Value, pack: Pack) -> None:
    place, _, code = key.partition(".")
    if key == "name" and not value:
        raise NotPossible("Chưa ghi tên.", key)
    if key == "name" and nomination.honouree and not bears_name(nomination.honouree, str(value)):
        raise NotPossible(
            f"Đề nghị này liên kết với {nomination.honouree.name} trong sổ. Sổ ghi sai tên thì đề nghị sửa ở Sổ khen "
            "thưởng; là đối tượng khác thì bỏ liên kết với sổ rồi sửa.",
            key,
        )
    if key == "award":
        _check_award(pack, nomination.kind, str(value))
        if nomination.honouree:
            require_unproposed(nomination.dossier, nomination.honouree, str(value), but=nomination.pk)
    if place == "attribute" and value and not _is_value(pack, code, value):
        raise NotPossible("Chọn một mục trong danh sách.", key)
    if isinstance(value, Rated) and value.level not in {level.code for level in pack.scale.levels}:
        raise NotPossible("Chọn một mức xếp loại trong danh sách.", key)
    if isinstance(value, Figure) and (value.amount or 0) < 0:
        raise NotPossible("Số tiền là số âm; hãy ghi số không âm.", key)


def place_of(nomination: Nomination, key: str) -> str:
    """Where in the dossier the value stands (see Remark)."""
    place, _, code = key.partition(".")
    if place in ("rating", "headed_rating", "amount"):
        fact = fact_at(nomination, key)
        return f"fact:{fact.pk}" if fact else "facts"
    if place in ("attribute", "member"):
        return f"nominee.{code}"
    return f"nominee.{key.removesuffix('_id')}"


def _told(key: str, value: Value) -> Any:
    """The value as the record tells it; of long texts only that they changed."""
    if key.startswith(_LONG_TEXTS) and value:
        return HIDDEN
    if isinstance(value, Rated | Figure):
        return [part for part in value if part not in ("", None)]
    return value
