"""Dossiers: begun by the unit that takes part, its letter written. What follows stands in dossier_steps.py."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.campaign_holds import hold_together
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.nominations import held_dossier, touch_dossier
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import Shown, require_unchanged, seen_after, touched, version_of
from vinhdanh.models import CampaignState, Dossier, Participant, User
from vinhdanh.permissions import require
from vinhdanh.vietnamese import lower_first, tidy

LETTER = ("superior", "issuer", "place", "letter_number", "letter_date", "signer", "signer_title")
_COLUMNS = {field.name: field for field in Dossier._meta.concrete_fields}
SHOWN = {name: Shown(lower_first(str(_COLUMNS[name].verbose_name)), (name,)) for name in LETTER}


@transaction.atomic
def begin_dossier(participant: Participant, *, by: User, now: datetime) -> Dossier:
    """The unit's dossier in the campaign: begun now, or the one that somebody begun before.

    Raises NotPossible where the campaign is not open, or the unit was taken out of it meanwhile.
    """
    hold_together(participant.campaign_id)
    rows = Participant.objects.select_for_update(of=("self",)).select_related("unit", "campaign")
    held = rows.filter(pk=participant.pk).first()
    if held is None:
        raise NotPossible("Đơn vị vừa được đưa ra khỏi danh sách tham gia đợt khen thưởng; hãy hỏi đơn vị tổ chức.")
    require(by, "edit_dossier", held.unit)
    begun = Dossier.objects.filter(participant=held).first()
    if begun:
        return begun
    if held.campaign.state != CampaignState.OPEN:
        raise NotPossible("Đợt khen thưởng không ở tình trạng đang nhận hồ sơ nên chưa bắt đầu hồ sơ được.")
    dossier = Dossier.objects.create(participant=held, begun_at=now, changed_at=now, changed_by=by)
    record("begin_dossier", dossier, by=by, unit=held.unit, after={"campaign": held.campaign.title})
    return dossier


@transaction.atomic
def edit_letter(
    dossier: Dossier, said: Mapping[str, str | date | None], *, by: User, now: datetime, seen: str = ""
) -> Dossier:
    """Writes what the tờ trình says of itself: those of LETTER that are given.

    `seen`: the `letter_version` that the form was opened with; what the person left as it was then stays as a colleague
    may have written it since. Raises ChangedMeanwhile where both changed the same otherwise, and NotPossible where the
    letter is not open, or is dated in days to come.
    """
    held = held_dossier(dossier, by=by)
    given = {name: tidy(value) if isinstance(value, str) else value for name, value in said.items() if name in SHOWN}
    meant = touched(Dossier(**given), {name: SHOWN[name] for name in given}, seen)
    changed = {name: value for name, value in given.items() if name in meant and value != getattr(held, name)}
    if not changed:
        return held
    require_unchanged(held, {name: SHOWN[name] for name in changed}, seen)
    for name in changed:
        require_open(held, f"letter.{name}")
    day = changed.get("letter_date")
    if isinstance(day, date) and day > now.date():
        raise NotPossible("Ngày tờ trình chưa đến; ghi ngày ký tờ trình.", "letter_date")
    before = {name: getattr(held, name) for name in changed}
    for name, value in changed.items():
        setattr(held, name, value)
    held.revision += 1
    held.save(update_fields=[*changed, "revision"])
    touch_dossier(held, by, now)
    record("edit_letter", held, by=by, unit=held.participant.unit, before=before, after=changed)
    return held


def letter_version(dossier: Dossier) -> str:
    """How the letter stands, for the form that shows it."""
    return version_of(dossier, SHOWN)


def letter_seen(dossier: Dossier, said: Mapping[str, str | date | None], seen: str) -> str:
    """The version that a form has seen which was saved with these words and stays open."""
    typed = {name: getattr(dossier, name) for name in LETTER} | {
        name: tidy(value) if isinstance(value, str) else value for name, value in said.items()
    }
    return seen_after(dossier, Dossier(**typed), SHOWN, seen)
