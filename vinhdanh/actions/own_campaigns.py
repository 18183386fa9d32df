"""A unit's own campaign: prepared from its form; the form filled in anew, taken on purpose once others work by it."""

from datetime import datetime

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.campaign_holds import hold_alone
from vinhdanh.actions.campaigns import edition_of, prepare_campaign, take_edition
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Campaign, CampaignState, Dossier, DossierState, PackEdition, Unit, User
from vinhdanh.permissions import require
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.own_pack import OwnCampaign, own_pack, own_problems
from vinhdanh.vietnamese import join_words

OWN = "rieng"
_NAMED = 3


@transaction.atomic
def prepare_own_campaign(host: Unit, *, by: User, own: OwnCampaign, now: datetime) -> Campaign:
    """A campaign by the unit's own standards, not yet open, in which the units right below it take part.

    Raises NotPossible where the standards make no sense, with the reasons.
    """
    require(by, "open_campaign", host)
    Unit.objects.select_for_update(of=("self",)).get(pk=host.pk)  # so that two campaigns do not take one number
    pack = own_pack(own, _next_id(host))
    _require_sense(own_problems(pack))
    return prepare_campaign(host, by=by, pack=pack, form=own.model_dump(mode="json"), now=now)


@transaction.atomic
def edit_own_campaign(campaign: Campaign, *, by: User, own: OwnCampaign, now: datetime) -> Campaign:
    """Other standards: of a campaign that is being prepared they hold at once, of an open one they wait as `proposed`
    until somebody has seen what differs and takes them. Each text that was saved stays as an edition.

    Raises NotPossible where it has ended, a dossier is decided, it was not made by a form, or the standards make no
    sense.
    """
    campaign = hold_alone(campaign)
    require(by, "open_campaign", campaign.host)
    if campaign.edition.form is None:
        raise NotPossible("Đợt này theo gói quy định có sẵn, không có tiêu chuẩn riêng để sửa.")
    if settled := why_settled(campaign):
        raise NotPossible(settled)
    pack = own_pack(own, campaign.edition.pack_id)
    _require_sense(own_problems(pack))
    if campaign.state == CampaignState.OPEN:
        return _propose(campaign, by, pack, own, now)
    if pack.hash == campaign.edition.hash:
        return campaign
    changed = take_edition(campaign, by=by, pack=pack, seen=pack.hash, now=now, form=own.model_dump(mode="json"))
    return _titled(changed, own.title)


@transaction.atomic
def take_proposed(campaign: Campaign, *, by: User, seen: str, now: datetime) -> Campaign:
    """The proposed standards hold from now on, as a later text of any pack does; `seen` as in `take_edition`.

    Raises NotPossible where none are proposed any more, and once a dossier is decided.
    """
    campaign = hold_alone(campaign)
    require(by, "take_edition", campaign.host)
    if campaign.proposed is None:
        raise NotPossible("Bản tiêu chuẩn mới không còn; người khác đã quyết định hoặc đã bỏ.")
    if settled := why_settled(campaign):
        raise NotPossible(settled)
    pack = campaign.proposed.pack()
    changed = take_edition(campaign, by=by, pack=pack, seen=seen, now=now)
    changed.proposed = None
    changed.save(update_fields=["proposed"])
    return _titled(changed, pack.title)


@transaction.atomic
def drop_proposed(campaign: Campaign, *, by: User) -> None:
    """The standards stay as they are; what was proposed stays as an edition that nobody took."""
    campaign = hold_alone(campaign)
    require(by, "open_campaign", campaign.host)
    if campaign.proposed is not None:
        record("drop_edition", campaign, by=by, unit=campaign.host, before={"hash": campaign.proposed.hash})
        campaign.proposed = None
        campaign.save(update_fields=["proposed"])


def _propose(campaign: Campaign, by: User, pack: Pack, own: OwnCampaign, now: datetime) -> Campaign:
    if pack.hash == campaign.edition.hash:
        raise NotPossible("Tiêu chuẩn vừa ghi không khác bản đợt đang theo.")
    campaign.proposed = edition_of(pack, now, own.model_dump(mode="json"))
    campaign.save(update_fields=["proposed"])
    record("propose_edition", campaign, by=by, unit=campaign.host, after={"hash": pack.hash})
    return campaign


def _titled(campaign: Campaign, title: str) -> Campaign:
    if campaign.title != title:
        campaign.title = title
        campaign.save(update_fields=["title"])
    return campaign


def why_settled(campaign: Campaign) -> str:
    """Why its standards stay as they are, blank where they may change: whoever was weighed already was weighed by the
    standards that stood."""
    if campaign.state == CampaignState.CLOSED:
        return "Đợt đã kết thúc nhận hồ sơ nên không sửa tiêu chuẩn; cần sửa thì mở lại đợt trước."
    decided = Dossier.objects.filter(participant__campaign=campaign, state=DossierState.ACCEPTED)
    units = [one.participant.unit.name for one in decided.select_related("participant__unit")[:_NAMED]]
    return f"Đã tiếp nhận hồ sơ của {join_words(units)} theo tiêu chuẩn đang có nên không sửa nữa." if units else ""


def _next_id(host: Unit) -> str:
    """`rieng-huyen-chi-lang-2`: the number after those that the unit has used."""
    start = f"{OWN}-{host.code.lower().replace('_', '-')}-"
    used = PackEdition.objects.filter(pack_id__startswith=start).values_list("pack_id", flat=True)
    numbers = [int(rest) for one in used if (rest := one.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


def _require_sense(problems: list[str]) -> None:
    if problems:
        raise NotPossible("Tiêu chuẩn chưa dùng được: " + "; ".join(problems) + ".")
