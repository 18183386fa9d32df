"""What a unit says of a nominee, checked by an appraiser: it counts as verified as long as the unit says the same."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from vinhdanh.actions.appraisals import held_dossier_received
from vinhdanh.actions.audit import record
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.verdicts import forget_verdicts
from vinhdanh.models import Confirmation, Nomination, User
from vinhdanh.models.claims import claim_label, claims_of
from vinhdanh.models.sending_days import pack_of_dossier
from vinhdanh.vietnamese import join_words, lower_first


@transaction.atomic
def confirm_claims(nomination: Nomination, seen: Mapping[str, str], *, by: User, now: datetime) -> int:
    """Says of these claims (models/claims.py) that they were checked; how many were not before.

    `seen`: each with its mark as the page showed it. Raises Refused; NotPossible while the unit writes the dossier, and
    where it says something else by now: then nothing is confirmed.
    """
    held = held_dossier_received(nomination.dossier, by)
    if not seen:
        raise NotPossible("Chưa chọn mục đã đối chiếu; hãy mở lại trang.")
    found = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    said, pack = claims_of(found), pack_of_dossier(held)
    changed = [claim_label(claim, pack) for claim, mark in seen.items() if said.get(claim) != mark]
    if changed:
        named = lower_first(join_words(changed))
        raise NotPossible(f"Đơn vị đã sửa {named} sau khi trang được mở; xem lại rồi xác nhận.")
    standing = {one.claim: one for one in found.confirmations.all()}
    fresh = [claim for claim, mark in seen.items() if claim not in standing or standing[claim].value != mark]
    for claim in fresh:
        told = {"value": seen[claim], "by": by, "at": now}
        Confirmation.objects.update_or_create(nomination=found, claim=claim, defaults=told)
    if fresh:
        forget_verdicts(Nomination.objects.filter(pk=found.pk))
        after = {"confirmed": join_words([claim_label(claim, pack) for claim in fresh])}
        record("confirm_claims", found, by=by, unit=held.participant.unit, after=after)
    return len(fresh)


@transaction.atomic
def withdraw_confirmation(nomination: Nomination, claim: str, *, by: User) -> None:
    """Takes it back that a claim was checked; where a colleague did so, nothing is left to do."""
    held = held_dossier_received(nomination.dossier, by)
    standing = Confirmation.objects.filter(nomination=nomination, claim=claim)
    if not standing.delete()[0]:
        return
    forget_verdicts(Nomination.objects.filter(pk=nomination.pk))
    before = {"confirmed": claim_label(claim, pack_of_dossier(held))}
    record("withdraw_confirmation", nomination, by=by, unit=held.participant.unit, before=before)
