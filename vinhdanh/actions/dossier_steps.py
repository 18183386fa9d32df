"""A dossier's way: sent, withdrawn, returned for supplement, accepted; each step tells those concerned.

What is sent is composed by reports/dossier_content.py, which actions do not know: whoever sends hands in the function
that composes. It is called here, after the locks are taken, so that quota and completeness are those of the very rows
that are frozen.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.campaign_holds import hold_together
from vinhdanh.actions.notices import Message, compose_many, people_concerned
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import (
    Dossier,
    DossierState,
    DossierVersion,
    Participant,
    ReceiptCounter,
    Remark,
    Return,
    User,
)
from vinhdanh.models.dossiers import Sending, next_state
from vinhdanh.models.sending_days import pack_of, refusal_to_send
from vinhdanh.permissions import require
from vinhdanh.rules.deadlines import in_zone
from vinhdanh.vietnamese import lower_first, tidy, two_digits, written_date

Compose = Callable[[Dossier], Sending]
PAGE = "dossier"  # about which the notices are
_LONGEST_REASON = 2000


class Incomplete(NotPossible):
    """The dossier cannot be sent as it is; `hindrances` are the sentences that say why."""

    def __init__(self, hindrances: tuple[str, ...]) -> None:
        more = f", và {two_digits(len(hindrances) - 1)} mục khác" if len(hindrances) > 1 else ""
        super().__init__(f"Hồ sơ chưa gửi được: {lower_first(hindrances[0].rstrip('.'))}{more}.")
        self.hindrances = hindrances


class SentAlready(NotPossible):
    """A dossier that somebody sent a moment ago; `version` is what was sent then."""

    def __init__(self, version: DossierVersion) -> None:
        super().__init__(f"Hồ sơ đã được gửi trước đó, biên nhận số {version.receipt}.")
        self.version = version


@transaction.atomic
def send_dossier(dossier: Dossier, *, by: User, now: datetime, compose: Compose) -> DossierVersion:
    """Freezes the dossier as it is and gives it a receipt; `now` is when the person asked for it.

    Raises Refused; SentAlready where it is sent; Incomplete; NotPossible after the last day, with the clause. Two who
    send at once give one version, and nobody changes the dossier meanwhile: the campaign is held together with others,
    then the participant, the dossier and the campaign's counter are locked, in this order.
    """
    held = _locked(dossier)
    participant, campaign = held.participant, held.participant.campaign
    require(by, "send_dossier", participant.unit)
    after = next_state(held.state, "send_dossier")
    if after is None:
        raise _not_sendable(held)
    if refusal := refusal_to_send(participant, held, in_zone(now, pack_of(campaign).calendar)):
        raise NotPossible(refusal)
    sending = compose(held)
    if sending.hindrances:
        raise Incomplete(sending.hindrances)
    version = DossierVersion.objects.create(
        dossier=held,
        number=held.version + 1,
        receipt=_next_receipt(held, now),
        sent_at=now,
        sent_by=by,
        content=sending.content,
        files=sending.files,
        digest=sending.digest(),
    )
    _move(held, after, now, by, version=version.number, sent_at=now, open_until=None)
    told = {"receipt": version.receipt, "version": version.number, "sha256": version.digest}
    record("send_dossier", held, by=by, unit=participant.unit, after=told | {"files": len(sending.files)})
    again = f" (lần {two_digits(version.number)})" if version.number > 1 else ""
    told_of = f"{_which(version)}: gửi lần {two_digits(version.number)}."
    _tell_unit(held, by, now, f"Đã gửi hồ sơ, biên nhận số {version.receipt}", told_of)
    _tell_host(held, by, now, f"{participant.unit.name} đã gửi hồ sơ{again}", told_of)
    return version


@transaction.atomic
def withdraw_dossier(version: DossierVersion, *, by: User, now: datetime) -> Dossier:
    """Takes back what was sent, so that the unit may change it: before it is accepted, while there is time to send.

    What was sent stays on record. A supplement that the office asked for is not withdrawn: it would open more than was
    asked for.
    """
    held = _locked(version.dossier)
    unit, campaign = held.participant.unit, held.participant.campaign
    require(by, "withdraw_dossier", unit)
    after = _step(held, version, "withdraw_dossier", "rút")
    if Return.objects.filter(version__dossier=held).exists():
        raise NotPossible(
            "Lần gửi này là bổ sung theo yêu cầu nên không rút được; cần sửa thì đề nghị cơ quan tiếp nhận trả lại."
        )
    if refusal := refusal_to_send(held.participant, held, in_zone(now, pack_of(campaign).calendar)):
        raise NotPossible(f"Không rút hồ sơ được nữa vì không còn gửi lại được. {refusal}")
    version.marked(withdrawn_at=now)
    _move(held, after, now, by)
    record("withdraw_dossier", held, by=by, unit=unit, before={"receipt": version.receipt})
    _tell_host(held, by, now, f"{unit.name} đã rút hồ sơ", f"{_which(version)}: đã rút để sửa, gửi lại.")
    return held


@transaction.atomic
def return_dossier(
    version: DossierVersion, *, by: User, now: datetime, remarks: Collection[Remark], last_day: date, reason: str = ""
) -> Return:
    """Sends it back for supplement until `last_day`, included: only what the remarks point at opens again.

    Raises NotPossible without remarks, for those of another dossier or sent before, and for a day that is over.
    """
    held = _locked(version.dossier)
    unit, campaign = held.participant.unit, held.participant.campaign
    require(by, "return_dossier", campaign.host)
    after = _step(held, version, "return_dossier", "trả lại")
    chosen = Remark.objects.select_for_update().filter(dossier=held, sent_with=None, pk__in=[one.pk for one in remarks])
    if not remarks:
        raise NotPossible("Chưa có yêu cầu bổ sung nào; ghi nhận xét tại chỗ cần bổ sung rồi trả lại.", "remarks")
    if len(chosen) != len({one.pk for one in remarks}):
        raise NotPossible("Có nhận xét đã gửi trước đó hoặc không thuộc hồ sơ này; hãy mở lại trang.", "remarks")
    if last_day < in_zone(now, pack_of(campaign).calendar):
        raise NotPossible("Ngày cuối để bổ sung đã qua; chọn ngày khác.", "last_day")
    sent_back = Return.objects.create(
        version=version, reason=tidy(reason)[:_LONGEST_REASON], last_day=last_day, returned_by=by, returned_at=now
    )
    Remark.objects.filter(pk__in=[one.pk for one in chosen]).update(sent_with=sent_back)
    _move(held, after, now, by, open_until=last_day)
    count = two_digits(len(chosen))
    told = {"receipt": version.receipt, "remarks": len(chosen), "last_day": last_day, "reason": sent_back.reason}
    record("return_dossier", held, by=by, unit=unit, after=told)
    body = (
        f"{_which(version)}: {campaign.host.name} đề nghị bổ sung {count} nội dung, gửi lại đến hết ngày "
        f"{written_date(last_day)}. Từng nội dung ghi ở trang hồ sơ."
    )
    _tell_unit(held, by, now, f"Hồ sơ được trả lại để bổ sung {count} nội dung", body)
    return sent_back


@transaction.atomic
def accept_dossier(version: DossierVersion, *, by: User, now: datetime) -> Dossier:
    """Takes the dossier in, as it was sent with this version; from then on it does not change, nor does the text of the
    pack by which it is screened."""
    held = _locked(version.dossier)
    unit = held.participant.unit
    require(by, "accept_dossier", held.participant.campaign.host)
    after = _step(held, version, "accept_dossier", "tiếp nhận")
    _move(held, after, now, by, accepted_at=now, edition=held.participant.campaign.edition)
    record("accept_dossier", held, by=by, unit=unit, after={"receipt": version.receipt, "version": version.number})
    _tell_unit(held, by, now, "Hồ sơ đã được tiếp nhận", f"{_which(version)}: đã được tiếp nhận.")
    return held


@transaction.atomic
def settle_remark(remark: Remark, *, by: User, now: datetime, settled: bool = True) -> None:
    """Marks a request for supplement as done, or not done after all; for the unit's own eyes, before it sends again."""
    held = _locked(remark.dossier)
    require(by, "edit_dossier", held.participant.unit)
    if held.state != DossierState.RETURNED or remark.sent_with is None:
        raise NotPossible("Hồ sơ không ở tình trạng đang bổ sung.")
    remark.settled_at = now if settled else None
    remark.save(update_fields=["settled_at"])
    record("settle_remark", held, by=by, unit=held.participant.unit, after={"request": remark.text, "settled": settled})


def _locked(dossier: Dossier) -> Dossier:
    """The dossier anew; the campaign held, its participant and itself locked, in that order."""
    hold_together(dossier.participant.campaign_id)
    participants = Participant.objects.select_for_update(of=("self",)).select_related("unit", "campaign__host")
    participant = participants.select_related("campaign__edition").get(pk=dossier.participant_id)
    held = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    held.participant = participant
    return held


def _step(held: Dossier, version: DossierVersion, verb: str, word: str) -> str:
    """The state after the verb. Raises NotPossible where it may not be done now, or not with this version."""
    after = next_state(held.state, verb)
    if after is None:
        raise NotPossible(f"Hồ sơ {lower_first(held.get_state_display())} nên không {word} được.")
    if version.number != held.version:
        raise NotPossible("Đơn vị đã gửi lần khác sau khi trang này được mở; hãy mở lại trang để xem lần gửi mới.")
    return after


def _not_sendable(held: Dossier) -> NotPossible:
    version = held.versions.filter(number=held.version).first()
    if held.state == DossierState.SENT and version:
        return SentAlready(version)
    return NotPossible(f"Hồ sơ {lower_first(held.get_state_display())} nên không gửi được.")


def _next_receipt(held: Dossier, now: datetime) -> str:
    """`0007/2020/BN-3`: the seventh dossier of campaign 3. Two campaigns never give the same."""
    campaign = held.participant.campaign
    ReceiptCounter.objects.get_or_create(campaign=campaign)
    counter = ReceiptCounter.objects.select_for_update().get(campaign=campaign)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{counter.last:04}/{in_zone(now, pack_of(campaign).calendar).year}/BN-{campaign.pk}"


def _move(held: Dossier, state: str, now: datetime, by: User, **columns: object) -> None:
    held.state, held.changed_at, held.changed_by = state, now, by
    for name, value in columns.items():
        setattr(held, name, value)
    held.save(update_fields=["state", "changed_at", "changed_by", *columns])


def _which(version: DossierVersion) -> str:
    """The dossier as a mail names it: whose, in which campaign, by which receipt; nothing of what stands in it."""
    participant = version.dossier.participant
    return f"Hồ sơ của {participant.unit.name}, {participant.campaign.title}, biên nhận số {version.receipt}"


def _tell_unit(held: Dossier, by: User, now: datetime, subject: str, body: str) -> None:
    people = people_concerned(held.participant.unit, "send_dossier")
    compose_many(people, Message(subject, body, PAGE, str(held.pk)), by=by, now=now)


def _tell_host(held: Dossier, by: User, now: datetime, subject: str, body: str) -> None:
    people = people_concerned(held.participant.campaign.host, "accept_dossier")
    compose_many(people, Message(subject, body, PAGE, str(held.pk)), by=by, now=now)
