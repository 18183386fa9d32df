"""A unit's own campaign: prepared from its form, and its form filled in anew while nobody has seen it yet."""

from datetime import datetime

from django.db import transaction

from vinhdanh.actions.campaigns import prepare_campaign, take_edition
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Campaign, CampaignState, PackEdition, Unit, User
from vinhdanh.permissions import require
from vinhdanh.rules.own_pack import OwnCampaign, own_pack, own_problems

OWN = "rieng"


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
    """Other standards for a campaign that is still being prepared; each text that was saved stays as an edition.

    Raises NotPossible where it was opened, was not made by a form, or the standards make no sense.
    """
    require(by, "open_campaign", campaign.host)
    if campaign.state != CampaignState.DRAFT:
        raise NotPossible("Đợt đã mở nên không sửa tiêu chuẩn; đơn vị tham gia đang theo tiêu chuẩn đã công bố.")
    if campaign.edition.form is None:
        raise NotPossible("Đợt này theo gói quy định có sẵn, không có tiêu chuẩn riêng để sửa.")
    pack = own_pack(own, campaign.edition.pack_id)
    _require_sense(own_problems(pack))
    if pack.hash == campaign.edition.hash:
        return campaign
    changed = take_edition(campaign, by=by, pack=pack, seen=pack.hash, now=now, form=own.model_dump(mode="json"))
    if changed.title != own.title:
        changed.title = own.title
        changed.save(update_fields=["title"])
    return changed


def _next_id(host: Unit) -> str:
    """`rieng-huyen-chi-lang-2`: the number after those that the unit has used."""
    start = f"{OWN}-{host.code.lower().replace('_', '-')}-"
    used = PackEdition.objects.filter(pack_id__startswith=start).values_list("pack_id", flat=True)
    numbers = [int(rest) for one in used if (rest := one.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


def _require_sense(problems: list[str]) -> None:
    if problems:
        raise NotPossible("Tiêu chuẩn chưa dùng được: " + "; ".join(problems) + ".")
