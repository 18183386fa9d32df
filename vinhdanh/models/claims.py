"""What of a nominee rests on the unit's word alone, and what each word stands on: the register, or an appraiser.

Facts of a year have proofs of their own (models/nominations.py). A claim is named by a code: `attribute.<code>` and
`member.<code>` of the pack, with `attribute.head_of` the unit headed; `awards`, `headed_awards`: that all are listed.
"""

import hashlib
import json
from collections.abc import Mapping

from vinhdanh.models.honourees import HonoureeStanding
from vinhdanh.models.nominations import Fact, FactKind, Nomination
from vinhdanh.models.units import UnitKind
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import folded

HEADS = "attribute.head_of"
LISTS = {False: "awards", True: "headed_awards"}  # by whether they are of the unit headed
_LIST_LABELS = {"awards": "Khen thưởng đã ghi đủ", "headed_awards": "Khen thưởng của đơn vị đứng đầu đã ghi đủ"}


def claims_of(nomination: Nomination) -> dict[str, str]:
    """Every claim that the nomination makes, with the mark of what it says and of whom; reads its facts."""
    said: dict[str, object] = {f"attribute.{code}": value for code, value in nomination.attributes.items() if value}
    heads = nomination.headed_id or nomination.headed_name
    if HEADS in said or heads:
        said[HEADS] = [said.get(HEADS), heads]
    said |= {f"member.{code}": value for code, value in nomination.memberships.items() if value is not None}
    if nomination.awards_listed:
        said[LISTS[False]] = _listed(nomination, of_headed=False)
        if heads:
            said[LISTS[True]] = [heads, _listed(nomination, of_headed=True)]
    whose = [nomination.kind, folded(nomination.name), nomination.birth, nomination.honouree_id]
    return {code: hashlib.sha256(json.dumps([whose, value]).encode()).hexdigest() for code, value in said.items()}


def confirmed_claims(nomination: Nomination) -> frozenset[str]:
    """Those that an appraiser has checked and that still say what was checked; reads `confirmations`."""
    claims = claims_of(nomination)
    return frozenset(one.claim for one in nomination.confirmations.all() if claims.get(one.claim) == one.value)


def registered_claims(nomination: Nomination) -> frozenset[str]:
    """Attributes that the register says too, of a unit that is proposed itself; reads the honouree and its unit."""
    honouree = nomination.honouree
    if honouree is None or not honouree.is_unit or honouree.standing != HonoureeStanding.STANDING:
        return frozenset()
    hamlet = "hamlet" if honouree.unit.kind == UnitKind.HAMLET else "other"
    known = {"size": honouree.unit.size, "locality": hamlet}
    return frozenset(f"attribute.{code}" for code, value in nomination.attributes.items() if known.get(code) == value)


def claim_label(claim: str, pack: Pack) -> str:
    """What the claim is called."""
    place, _, code = claim.partition(".")
    labels: Mapping[str, str] = {one.code: one.label for one in pack.attributes} if place == "attribute" else {}
    labels = {one.code: one.label for one in pack.lists} if place == "member" else labels
    return _LIST_LABELS.get(claim) or labels.get(code, code)


def claim_words(claim: str, nomination: Nomination, pack: Pack) -> str:
    """What the claim says, in words."""
    place, _, code = claim.partition(".")
    if place == "member":
        return "có" if nomination.memberships[code] else "không"
    if place != "attribute":
        return "có"
    attribute, value = pack.attribute_of[code], nomination.attributes.get(code)
    told = next((one.label for one in attribute.values if one.code == value), "chưa rõ")
    headed = (nomination.headed.name if nomination.headed else nomination.headed_name) if claim == HEADS else ""
    return f"{told}: {headed}" if headed else told


def proved_by(fact: Fact) -> str:
    """What a proof of this fact is to prove, whichever row says it: two rows that say the same have one name."""
    what = fact.code or folded(fact.as_written)
    return f"{fact.kind} {'headed' if fact.of_headed else 'own'} {fact.year or ''} {what}"


def _listed(nomination: Nomination, of_headed: bool) -> list[list[object]]:
    awards = [one for one in nomination.facts.all() if one.kind == FactKind.AWARD and one.of_headed == of_headed]
    return sorted(([one.code, one.year or 0, one.as_written, one.decision] for one in awards), key=str)
