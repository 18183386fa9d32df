"""Campaigns: prepared from a pack, opened, closed and opened again, and the later text of their pack taken."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.campaign_holds import hold_alone
from vinhdanh.actions.participants import clear_lost_groups, extend_deadline, propose_participants
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.verdicts import forget_verdicts
from vinhdanh.actions.versions import Shown, require_unchanged, version_of
from vinhdanh.models import Campaign, CampaignState, DossierState, Nomination, PackEdition, Participant, Unit, User
from vinhdanh.models.campaigns import TRANSITIONS
from vinhdanh.models.sending_days import last_day_in, pack_of
from vinhdanh.permissions import require
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.deadlines import in_zone
from vinhdanh.vietnamese import join_words, tidy, two_digits, written_date

_SHOWN = {"title": Shown("tên đợt", ("title",)), "vote_share": Shown("tỷ lệ phiếu", ("vote_share",))}
_LONGEST_TITLE = 300
_NAMED = 5


def campaign_version(campaign: Campaign) -> str:
    """How the settings stand, for the form that shows them."""
    return version_of(campaign, _SHOWN)


@transaction.atomic
def prepare_campaign(
    host: Unit, *, by: User, pack: Pack, now: datetime, form: dict[str, Any] | None = None
) -> Campaign:
    """A campaign of the unit by this pack, not yet open, with the units proposed that usually take part.

    `form`: what the unit filled in where the pack was made by one. Raises NotPossible where the unit has ended.
    """
    require(by, "open_campaign", host)
    today = in_zone(now, pack.calendar)
    if host.closed_on and host.closed_on <= today:
        raise NotPossible(f"{host.name} đã kết thúc hoạt động nên không mở đợt khen thưởng được.")
    edition = edition_of(pack, now, form)
    campaign = Campaign(title=pack.title[:_LONGEST_TITLE], host=host, edition=edition, created_at=now, created_by=by)
    campaign.vote_share = pack.number_set("vote_share") or campaign.vote_share
    campaign.save()
    count = propose_participants(campaign, pack, today)
    after = {"title": campaign.title, "pack": pack.id, "hash": edition.hash, "units": count}
    record("prepare_campaign", campaign, by=by, unit=host, after=after)
    return campaign


@transaction.atomic
def edit_campaign(campaign: Campaign, *, by: User, title: str, vote_share: int, seen: str = "") -> Campaign:
    """Changes the name and the settings. Raises NotPossible without a name, for no share, and after the end;
    ChangedMeanwhile where somebody changed them after the form was opened (`seen`)."""
    require(by, "open_campaign", campaign.host)
    campaign = hold_alone(campaign)
    require_unchanged(campaign, _SHOWN, seen)
    if campaign.state == CampaignState.CLOSED:
        raise NotPossible("Đợt đã kết thúc nhận hồ sơ; mở lại đợt trước khi sửa.")
    if not tidy(title):
        raise NotPossible("Chưa ghi tên đợt khen thưởng.", "title")
    if not 0 < vote_share <= 100:
        raise NotPossible("Tỷ lệ phiếu phải từ 1 đến 100 %.", "vote_share")
    before = {"title": campaign.title, "vote_share": campaign.vote_share}
    campaign.title, campaign.vote_share = tidy(title), vote_share
    after = {"title": campaign.title, "vote_share": campaign.vote_share}
    changed = {name for name in before if before[name] != after[name]}
    if changed:
        campaign.save(update_fields=sorted(changed))
        told = [{name: values[name] for name in changed} for values in (before, after)]
        record("edit_campaign", campaign, by=by, unit=campaign.host, before=told[0], after=told[1])
    return campaign


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: User, now: datetime, late: bool = False) -> Campaign:
    """Opens it to the units that take part. Raises NotPossible without a unit, while one is in no group, and once the
    deadline is over unless it shall be opened all the same, `late`: no unit could send before it is given more time.
    """
    campaign = hold_alone(campaign)
    require(by, "open_campaign", campaign.host)
    _require_next(campaign, CampaignState.OPEN, "Đợt đã mở.")
    if campaign.state == CampaignState.CLOSED:
        raise NotPossible("Đợt đã kết thúc; dùng “Mở lại đợt” và ghi lý do.")
    participants = campaign.participants.select_related("unit")
    if not participants:
        raise NotPossible("Chưa có đơn vị nào tham gia; thêm đơn vị trước khi mở đợt.", "units")
    homeless = [one.unit.name for one in participants if not one.group]
    if homeless:
        first = join_words(homeless[:_NAMED]) + (" …" if len(homeless) > _NAMED else "")
        raise NotPossible(
            f"Còn {two_digits(len(homeless))} đơn vị chưa chọn nhóm: {first}. Nhóm quyết định số lượng được đề nghị.",
            "units",
        )
    over = last_day_over(campaign, now)
    if over and not late:
        raise NotPossible(
            f"Hạn gửi {written_date(over)} đã qua, mở đợt thì chưa đơn vị nào gửi được. Gia hạn cho mọi đơn vị, hoặc "
            "đánh dấu “Vẫn mở dù hạn đã qua”.",
            "late",
        )
    campaign.state, campaign.opened_at = CampaignState.OPEN, now
    campaign.save(update_fields=["state", "opened_at"])
    told = {"units": len(participants)} | ({"after_deadline": over} if over else {})
    record("open_campaign", campaign, by=by, unit=campaign.host, after=told)
    return campaign


@transaction.atomic
def open_with_more_time(campaign: Campaign, *, by: User, last_day: date, reason: str, now: datetime) -> Campaign:
    """Opens it after its deadline, every unit being given time until the end of a day, with one reason for all. Raises
    as `open_campaign` and `extend_deadline` do."""
    opened = open_campaign(campaign, by=by, now=now, late=True)
    for one in opened.participants.with_campaign():
        extend_deadline(one, by=by, last_day=last_day, reason=reason, now=now)
    return opened


def last_day_over(campaign: Campaign, now: datetime) -> date | None:
    """The last day of the campaign's deadline, where it is over; None where units may still send."""
    pack = pack_of(campaign)
    last = last_day_in(pack)
    return last if last is not None and last < in_zone(now, pack.calendar) else None


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: User, now: datetime) -> Campaign:
    """Ends receiving: nobody sends any more, whatever time was given. What was sent is still taken in or returned, and
    a supplement sent until its own day. Raises NotPossible where it is not open."""
    campaign = hold_alone(campaign)
    require(by, "open_campaign", campaign.host)
    _require_next(campaign, CampaignState.CLOSED, "Đợt không ở tình trạng đang nhận hồ sơ.")
    campaign.state, campaign.closed_at = CampaignState.CLOSED, now
    campaign.save(update_fields=["state", "closed_at"])
    record("close_campaign", campaign, by=by, unit=campaign.host)
    return campaign


@transaction.atomic
def reopen_campaign(campaign: Campaign, *, by: User, reason: str) -> Campaign:
    """Receives again; the deadline stays as it was. Raises NotPossible without a reason, or where it has not ended."""
    campaign = hold_alone(campaign)
    require(by, "open_campaign", campaign.host)
    if campaign.state != CampaignState.CLOSED:
        raise NotPossible("Đợt chưa kết thúc nên không cần mở lại.")
    if not tidy(reason):
        raise NotPossible("Chưa ghi lý do mở lại đợt.", "reason")
    campaign.state, campaign.closed_at = CampaignState.OPEN, None
    campaign.save(update_fields=["state", "closed_at"])
    record("reopen_campaign", campaign, by=by, unit=campaign.host, after={"reason": tidy(reason)})
    return campaign


@transaction.atomic
def discard_campaign(campaign: Campaign, *, by: User) -> None:
    """Takes away what was only being prepared. Raises NotPossible once it was opened."""
    campaign = hold_alone(campaign)
    require(by, "open_campaign", campaign.host)
    if campaign.state != CampaignState.DRAFT:
        raise NotPossible("Đợt đã mở nên không bỏ được; dùng “Kết thúc nhận hồ sơ”.")
    before = {"title": campaign.title, "pack": campaign.edition.pack_id, "units": campaign.participants.count()}
    record("discard_campaign", campaign, by=by, unit=campaign.host, before=before)
    Participant.objects.filter(campaign=campaign).delete()
    campaign.delete()


@transaction.atomic
def take_edition(
    campaign: Campaign, *, by: User, pack: Pack, seen: str, now: datetime, form: dict[str, Any] | None = None
) -> Campaign:
    """Takes a later text of the campaign's own pack; `seen` is the hash of the text whose difference the person saw.

    Dossiers are screened by the new text from now on; what was sent keeps its own words and verdicts. A unit whose
    group is gone has none until somebody chooses. Raises NotPossible for another pack, the same text, or a text that
    changed again after it was looked at.
    """
    campaign = hold_alone(campaign)
    require(by, "open_campaign" if campaign.state == CampaignState.DRAFT else "take_edition", campaign.host)
    if pack.id != campaign.edition.pack_id:
        raise NotPossible("Đây là gói quy định khác; muốn theo gói khác thì mở đợt khác.")
    if pack.hash != seen:
        raise NotPossible("Gói quy định vừa thay đổi lần nữa; xem lại các khác biệt rồi quyết định.")
    if pack.hash == campaign.edition.hash:
        raise NotPossible("Đợt đang theo đúng bản này rồi.")
    if campaign.state == CampaignState.CLOSED:
        raise NotPossible("Đợt đã kết thúc nhận hồ sơ; mở lại đợt trước khi theo bản mới.")
    before, edition = campaign.edition, edition_of(pack, now, form)
    campaign.edition = edition
    campaign.save(update_fields=["edition"])
    lost = clear_lost_groups(campaign, pack)
    of_campaign = Nomination.objects.filter(dossier__participant__campaign=campaign)
    forget_verdicts(of_campaign.exclude(dossier__state=DossierState.ACCEPTED))
    after = {"hash": edition.hash, "without_group": lost}
    record("take_edition", campaign, by=by, unit=campaign.host, before={"hash": before.hash}, after=after)
    return campaign


def edition_of(pack: Pack, now: datetime, form: dict[str, Any] | None = None) -> PackEdition:
    """The entry that keeps this text of the pack; made where there is none yet. ValueError without a hash."""
    if not pack.hash:
        raise ValueError("a pack needs its hash")
    edition, _ = PackEdition.objects.get_or_create(
        pack_id=pack.id,
        hash=pack.hash,
        defaults={
            "title": pack.title[:_LONGEST_TITLE],
            "content": pack.model_dump(mode="json"),
            "form": form,
            "taken_at": now,
        },
    )
    return edition


def _require_next(campaign: Campaign, state: CampaignState, sentence: str) -> None:
    if state not in TRANSITIONS[campaign.state]:
        raise NotPossible(sentence)
