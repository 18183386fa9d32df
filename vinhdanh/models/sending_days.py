"""Until when a unit may send its dossier: the pack's deadline, more time that it was given, the day of a supplement."""

from collections.abc import Iterable
from datetime import date

from vinhdanh.models.campaigns import Campaign, CampaignState, PackEdition, Participant
from vinhdanh.models.dossiers import Dossier, DossierState
from vinhdanh.rules import deadlines
from vinhdanh.rules.campaign import Deadline, Pack
from vinhdanh.vietnamese import written_date


def pack_of(campaign: Campaign) -> Pack:
    """The pack by which the campaign runs; read once for each edition."""
    if not Campaign._meta.get_field("edition").is_cached(campaign):
        campaign.edition = PackEdition.objects.defer("content", "form").get(pk=campaign.edition_id)
    return campaign.edition.pack()


def pack_of_dossier(dossier: Dossier) -> Pack:
    """The pack by which the dossier is screened: the campaign's, of an accepted one that by which it was accepted."""
    campaign = dossier.participant.campaign
    if dossier.edition_id is None or dossier.edition_id == campaign.edition_id:
        return pack_of(campaign)
    if not Dossier._meta.get_field("edition").is_cached(dossier):
        fetch_editions([dossier])
    assert dossier.edition is not None
    return dossier.edition.pack()


def fetch_editions(dossiers: Iterable[Dossier]) -> None:
    """Reads at once the editions that `pack_of_dossier` asks of these beside their campaigns' own; none, no query."""
    apart = [one for one in dossiers if one.edition_id not in (None, one.participant.campaign.edition_id)]
    editions = PackEdition.objects.defer("content", "form").in_bulk({one.edition_id for one in apart}) if apart else {}
    for one in apart:
        one.edition = editions[one.edition_id]


def deadline_in(pack: Pack) -> Deadline | None:
    """The clause that says when and where the dossier is due."""
    return next((one for one in pack.calendar.deadlines if one.id == pack.dossier.deadline), None)


def deadline_of(campaign: Campaign) -> Deadline | None:
    """That clause of the campaign's pack."""
    return deadline_in(pack_of(campaign))


def last_day_in(pack: Pack) -> date | None:
    """The last day by the clause, included: "trước ngày" leaves out the day it names (O2). None: there is none yet."""
    deadline = deadline_in(pack)
    return deadlines.last_day(deadline, pack.calendar) if deadline else None


def last_day_of(participant: Participant, dossier: Dossier | None = None) -> date | None:
    """The last day, included, on which this unit may send; None where nothing limits it.

    The latest extension takes over from the clause. While the dossier is returned its supplement has a day of its own,
    which an extension may push further. Reads `extensions` and the campaign's edition (`with_campaign`).
    """
    extended = participant.extended_to
    if dossier is not None and dossier.open_until and _is_supplement(dossier):
        return max(dossier.open_until, extended or dossier.open_until)
    return extended or last_day_in(pack_of(participant.campaign))


def days_left(participant: Participant, on: date, dossier: Dossier | None = None) -> int | None:
    """Days from `on` to that last day: 0 on the day itself, negative when it is over."""
    last = last_day_of(participant, dossier)
    return None if last is None else (last - on).days


def refusal_to_send(participant: Participant, dossier: Dossier | None, on: date) -> str:
    """Why the unit may not send on this day (a day of the campaign's zone), with the clause and who may give more time.

    Blank: it may. Of the dossier's own state it asks only for the day of a supplement, which outlasts the campaign:
    what was asked for may be answered.
    """
    campaign = participant.campaign
    if campaign.state == CampaignState.DRAFT:
        return "Đợt khen thưởng chưa mở nên chưa nhận hồ sơ."
    last, supplement = last_day_of(participant, dossier), _is_supplement(dossier)
    if campaign.state == CampaignState.CLOSED and not (supplement and last and on <= last):
        over = f", ngày bổ sung {written_date(last)} đã qua" if supplement and last else ""
        return (
            f"Đợt khen thưởng đã kết thúc nhận hồ sơ{over}. {campaign.host.name} là đơn vị tổ chức, có thể mở lại đợt; "
            "cần gửi tiếp thì đề nghị đơn vị tổ chức."
        )
    if last is None or on <= last:
        return ""
    advice = f"Lãnh đạo hoặc bộ phận thi đua của {campaign.host.name} có thể gia hạn cho riêng đơn vị, có ghi lý do."
    return f"Đã hết hạn gửi hồ sơ: {_limit(participant, dossier, last)}. {advice}"


def _is_supplement(dossier: Dossier | None) -> bool:
    return dossier is not None and dossier.state == DossierState.RETURNED and dossier.open_until is not None


def _limit(participant: Participant, dossier: Dossier | None, last: date) -> str:
    """What the last day stands on, and the day."""
    end = f"hạn cuối là hết ngày {written_date(last)}"
    if participant.extended_to == last:
        return f"đơn vị đã được gia hạn, {end}"
    if dossier is not None and dossier.open_until == last and _is_supplement(dossier):
        return f"hồ sơ được trả lại để bổ sung, {end}"
    deadline = deadline_of(participant.campaign)
    return f"“{deadline.text}” ({deadline.cite}), {end}" if deadline else end
