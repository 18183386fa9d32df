"""Đợt khen thưởng: each with its state, its last day and its units; opening, ending, more time for one unit."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh.actions import campaigns as actions
from vinhdanh.actions.participants import extend_deadline
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import now, today
from vinhdanh.models import Campaign, CampaignState, Participant
from vinhdanh.permissions import can, require
from vinhdanh.reports.audit import history
from vinhdanh.reports.campaign_page import (
    direct_share,
    extensions_given,
    held_campaigns,
    own_standings,
    standing_of,
    unit_groups,
)
from vinhdanh.reports.campaigns import deadline_of, last_day_in, pack_of
from vinhdanh.reports.editions import later_text
from vinhdanh.rules.describe import describe
from vinhdanh.web.forms.campaigns import ExtensionForm, LateForm, ReasonForm
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn

Crumbs = list[tuple[str, str]]


@require_safe
def campaigns(request: SignedIn) -> HttpResponse:
    """Every campaign that the reader sees: those that units within reach hold, and those in which they take part."""
    require(request.user, "see_dossiers")
    context = {
        "title": "Đợt khen thưởng",
        "crumbs": [("Hồ sơ", reverse("dossiers"))],
        "held": held_campaigns(request.user, today()),
        "standings": own_standings(request.user, today()),
        "may_open": can(request.user, "open_campaign"),
    }
    return render(request, "campaigns/list.html", context)


@require_safe
def campaign(request: SignedIn, pk: int) -> HttpResponse:
    """One campaign."""
    return _page(request, reached_campaign(request, pk))


def _page(request: SignedIn, found: Campaign, late: LateForm | None = None) -> HttpResponse:
    """Its page; `late`: what was typed to open it after its deadline, and what is wrong with that."""
    pack, last = pack_of(found), last_day_in(pack_of(found))
    left = None if last is None else (last - today()).days
    seen = Participant.objects.with_campaign().select_related("dossier").visible_to(request.user).filter(campaign=found)
    groups = unit_groups(found, seen.prefetch_related("extensions__given_by"), today())
    given = extensions_given(one for group in groups for one in group.standings)
    holds = can(request.user, "open_campaign", found.host)
    context = {
        "title": found.title,
        "crumbs": crumbs(),
        "campaign_name": found.title,
        "campaign": found,
        "pack": pack,
        "deadline": deadline_of(found),
        "last_day": last,
        "left": left,
        "late": late or (LateForm() if found.state == CampaignState.DRAFT and (left or 0) < 0 else None),
        "groups": groups,
        "homeless": sum(len(group.standings) for group in groups if not group.code),
        "units": sum(len(group.standings) for group in groups),
        "given": given,
        "extended": sum(len(time.standings) for time in given),
        "latest": left if left is None or not given else max(left, (given[0].last_day - today()).days),
        "holds": holds,
        "share": direct_share(found) if holds else None,
        "later": later_text(found) if holds and found.state != CampaignState.CLOSED else None,
        "may_extend": can(request.user, "extend_deadline", found.host) and found.state == CampaignState.OPEN,
        "reopening": ReasonForm() if holds and found.state == CampaignState.CLOSED else None,
        "lines": history(found) if holds else [],
    }
    return render(request, "campaigns/page.html", context, status=422 if late and late.errors else 200)


@require_safe
def campaign_rules(request: SignedIn, pk: int) -> HttpResponse:
    """The text by which this campaign runs, clause by clause, as it was taken."""
    found = reached_campaign(request, pk)
    pack = pack_of(found)
    context = {
        "title": "Quy định của đợt",
        "lead": pack.source.title,
        "crumbs": crumbs(found),
        "campaign_name": found.title,
        "campaign": found,
        "pack": pack,
        "chapters": describe(pack),
        "setting_up": found.state == CampaignState.DRAFT and can(request.user, "open_campaign", found.host),
    }
    return render(request, "campaigns/rules.html", context)


@require_POST
def campaign_begin(request: SignedIn, pk: int) -> HttpResponse:
    """Opens it; after its deadline with more time for all, or all the same where that is ticked."""
    found = held_campaign(request, pk)
    form = LateForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            if told["last_day"]:
                more = {name: told[name] for name in ("last_day", "reason")}
                actions.open_with_more_time(found, by=request.user, now=now(), **more)
            else:
                actions.open_campaign(found, by=request.user, now=now(), late=told["late"])
            messages.success(request, "Đã mở đợt.")
            return redirect("campaign", pk=pk)
        except NotPossible as refusal:
            if refusal.field not in form.fields:
                messages.error(request, refusal.sentence)
                return redirect("campaign", pk=pk)
            tell(form, refusal)
    return _page(request, held_campaign(request, pk), form)


@require_POST
def campaign_close(request: SignedIn, pk: int) -> HttpResponse:
    """Ends receiving."""
    done = "Đã kết thúc nhận hồ sơ."
    return _step(request, pk, lambda one: actions.close_campaign(one, by=request.user, now=now()), done)


@require_POST
def campaign_reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Receives again."""
    reason = request.POST.get("reason", "")
    return _step(
        request,
        pk,
        lambda one: actions.reopen_campaign(one, by=request.user, reason=reason),
        "Đã mở lại đợt; hạn gửi giữ nguyên.",
    )


@require_POST
def campaign_discard(request: SignedIn, pk: int) -> HttpResponse:
    """Takes away what was only being prepared."""
    found = held_campaign(request, pk)
    try:
        actions.discard_campaign(found, by=request.user)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("campaign", pk=pk)
    messages.success(request, f"Đã bỏ đợt đang chuẩn bị “{found.title}”.")
    return redirect("campaigns")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_extend(request: SignedIn, pk: int) -> HttpResponse:
    """More time for one unit, with the reason."""
    found = get_object_or_404(Participant.objects.with_campaign().visible_to(request.user), pk=pk)
    require(request.user, "extend_deadline", found.campaign.host)
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            given = extend_deadline(found, by=request.user, now=now(), **form.cleaned_data)
            messages.success(request, f"Đã gia hạn cho {found.unit.name} đến hết ngày {given.last_day:%d/%m/%Y}.")
            return redirect("campaign", pk=found.campaign_id)
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        "title": f"Gia hạn cho {found.unit.name}",
        "lead": found.campaign.title,
        "crumbs": crumbs(found.campaign),
        "form": form,
        "standing": standing_of(found, today()),
        "given": found.extensions.select_related("given_by"),
    }
    return render(request, "campaigns/extend.html", context, status=422 if form.errors else 200)


def reached_campaign(request: SignedIn, pk: int) -> Campaign:
    """The campaign of an address; 404 where the reader does not see it, 403 without the right to see dossiers."""
    require(request.user, "see_dossiers")
    seen = Campaign.objects.visible_to(request.user).with_edition().select_related("host", "created_by")
    return get_object_or_404(seen, pk=pk)


def held_campaign(request: SignedIn, pk: int) -> Campaign:
    """The same, for those who may open and end campaigns of its host."""
    found = reached_campaign(request, pk)
    require(request.user, "open_campaign", found.host)
    return found


def crumbs(campaign: Campaign | None = None) -> Crumbs:
    """The way to a campaign."""
    way = [("Hồ sơ", reverse("dossiers")), ("Đợt khen thưởng", reverse("campaigns"))]
    return [*way, (campaign.title, reverse("campaign", args=[campaign.pk]))] if campaign else way


def _step(request: SignedIn, pk: int, do: Callable[[Campaign], object], done: str) -> HttpResponse:
    try:
        do(held_campaign(request, pk))
        messages.success(request, done)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect("campaign", pk=pk)
