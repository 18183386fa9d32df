"""The tie between somebody proposed and an honouree of the register: made later than the nomination, and undone."""

import re
from datetime import datetime

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import is_open, open_places, require_open
from vinhdanh.actions.known_nominees import known_of
from vinhdanh.actions.nominations import (
    forget_judgements,
    held_nomination,
    known_attributes,
    require_unproposed,
    touch,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.register_entries import take_entries
from vinhdanh.models import AwardStanding, Honouree, HonoureeKind, Nomination, User
from vinhdanh.models.register_facts import register_news
from vinhdanh.models.sending_days import pack_of
from vinhdanh.vietnamese import folded

_WHO, _FACTS = "nominee.name", "facts"  # the places that a tie speaks of
_YEAR = re.compile(r"\d{4}$")


@transaction.atomic
def link_nomination(nomination: Nomination, honouree: Honouree, *, by: User, now: datetime) -> int:
    """Says that the nominee, written by hand, is this honouree. Returns how many entries of the register came.

    The name is the register's from now on, what was left blank and may be changed is filled in, and an entry takes the
    place of the claim that says the same. Raises NotPossible for one that is tied already, another kind, another year
    of birth, and an honouree that the dossier proposes for this award.
    """
    nomination = held_nomination(nomination, by=by)
    dossier = nomination.dossier
    require_open(dossier, _WHO, nomination.pk)
    require_open(dossier, _FACTS, nomination.pk)
    if nomination.honouree_id:
        raise NotPossible(f"{nomination.name} đã liên kết với sổ; bỏ liên kết rồi mới chọn đối tượng khác.")
    _require_the_same(nomination, honouree)
    require_unproposed(dossier, honouree, nomination.award)
    pack, before = pack_of(dossier.participant.campaign), nomination.name
    known = known_of(honouree, by=by, on=now.date())
    places = open_places(dossier)
    for code, value in known_attributes(pack, known.pop("attributes", {})).items():
        if not nomination.attributes.get(code) and is_open(places, f"nominee.{code}", nomination.pk):
            nomination.attributes[code] = value
    for column, value in known.items():
        if getattr(nomination, column) in ("", None) and is_open(places, f"nominee.{column}", nomination.pk):
            setattr(nomination, column, value)
    if folded(honouree.name) != folded(before):
        forget_judgements(nomination)
    nomination.honouree, nomination.name = honouree, honouree.name
    touch(nomination, by, now)
    nomination.save()
    fresh = register_news(nomination, pack).fresh
    take_entries(nomination, fresh)
    told = {"name": nomination.name, "from_register": True, "facts": len(fresh)}
    unit = dossier.participant.unit
    record("link_nomination", nomination, by=by, unit=unit, before={"name": before}, after=told)
    return len(fresh)


@transaction.atomic
def unlink_nomination(nomination: Nomination, *, keep: bool, by: User, now: datetime) -> int:
    """Says that the nominee is not that honouree of the register, and returns how many facts that concerns.

    Its awards and ratings stay as claims of the unit (`keep`), or leave the dossier; an entry that ended in the
    register leaves it either way. What the register says of the unit headed is not touched.
    """
    nomination = held_nomination(nomination, by=by)
    if nomination.honouree_id is None:
        return 0
    require_open(nomination.dossier, _WHO, nomination.pk)
    require_open(nomination.dossier, _FACTS, nomination.pk)
    facts = list(nomination.facts.filter(of_headed=False).exclude(from_award=None, from_rating=None))
    for fact in facts:
        entry = fact.from_award or fact.from_rating
        if keep and entry and entry.standing in (AwardStanding.STANDING, AwardStanding.DOUBLE):
            fact.from_award = fact.from_rating = None
            fact.save(update_fields=["from_award", "from_rating"])
        else:
            fact.delete()
    nomination.honouree = None
    touch(nomination, by, now)
    nomination.save()
    told = {"name": nomination.name, "from_register": False, "facts": len(facts) if keep else 0}
    record("unlink_nomination", nomination, by=by, unit=nomination.dossier.participant.unit, after=told)
    return len(facts)


def _require_the_same(nomination: Nomination, honouree: Honouree) -> None:
    if honouree.kind != nomination.kind:
        label = HonoureeKind(nomination.kind).label.lower()
        raise NotPossible(f"Đối tượng trong sổ không phải là {label} như hồ sơ đề nghị.", "honouree")
    born = _YEAR.search(nomination.birth)
    if born and honouree.birth_year and int(born.group()) != honouree.birth_year:
        raise NotPossible(
            f"Hồ sơ ghi sinh năm {born.group()}, sổ ghi {honouree.name} sinh năm {honouree.birth_year}: nếu là một "
            "người thì sửa năm sinh ở chỗ sai rồi liên kết.",
            "honouree",
        )
