"""A campaign being prepared: the pack chosen, its units with their groups, its settings. Every step is kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vinhdanh.actions import campaigns as actions
from vinhdanh.actions.participants import add_participants, choose_groups, remove_participants
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.clock import now
from vinhdanh.models import Campaign, CampaignState, Participant, Unit
from vinhdanh.permissions import can, require
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.describe import describe
from vinhdanh.rules.packs import load_pack, pack_names
from vinhdanh.vietnamese import folded, two_digits
from vinhdanh.web.forms.campaigns import AddUnitsForm, ChoosePackForm, SettingsForm, group_choices, ticked
from vinhdanh.web.refusals import tell, tell_change
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.campaigns import crumbs, held_campaign, reached_campaign


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_open(request: SignedIn) -> HttpResponse:
    """Which pack, read before it is chosen: `?pack=` shows one clause by clause."""
    require(request.user, "open_campaign")
    roles = [held for held in request.user.roles if can(request.user, "open_campaign", held.unit)]
    hosts = [held.unit_id for held in roles if held.unit.parent_id is None]
    if not hosts:  # the packs of the product are the province's; a unit sets its own standards
        return redirect("campaign_own")
    packs = {name: load_pack(name) for name in pack_names()}
    asked = request.GET.get("pack", "")
    shown = asked if asked in packs else next(iter(packs), "")
    form = ChoosePackForm(
        request.POST if request.method == "POST" else None,
        hosts=Unit.objects.filter(pk__in=hosts),
        packs=packs,
        initial={"pack": shown, "host": hosts[0]},
    )
    if form.is_valid():
        try:
            pack = packs[form.cleaned_data["pack"]]
            made = actions.prepare_campaign(form.cleaned_data["host"], by=request.user, pack=pack, now=now())
            messages.success(request, "Đã lưu đợt đang chuẩn bị. Xem lại đơn vị tham gia, thiết lập, rồi mở đợt.")
            return redirect("campaign_units", pk=made.pk)
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        "title": "Mở đợt khen thưởng",
        "crumbs": crumbs(),
        "form": form,
        "packs": packs,
        "shown": packs.get(shown),
        "chapters": describe(packs[shown]) if shown else (),
    }
    return render(request, "campaigns/open.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_units(request: SignedIn, pk: int) -> HttpResponse:
    """The units that take part, each with its group; groups are saved, ticked rows taken out."""
    found = reached_campaign(request, pk)
    require(request.user, "edit_participants", found.host)
    rows = list(found.participants.select_related("unit", "dossier"))
    if request.method == "POST":
        return _change_units(request, found, rows)
    return _units_page(request, found, rows)


@require_POST
def campaign_units_add(request: SignedIn, pk: int) -> HttpResponse:
    """More units, by name or code."""
    found = reached_campaign(request, pk)
    require(request.user, "edit_participants", found.host)
    form = AddUnitsForm(request.POST)
    if form.is_valid():
        try:
            added = add_participants(found, by=request.user, units=form.cleaned_data["units"])
            messages.success(request, f"Đã thêm {two_digits(len(added))} đơn vị; xem lại nhóm của từng đơn vị.")
            return redirect("campaign_units", pk=pk)
        except NotPossible as refusal:
            tell(form, refusal)
    return _units_page(request, found, list(found.participants.select_related("unit", "dossier")), form)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_settings(request: SignedIn, pk: int) -> HttpResponse:
    """The name, and what the guidance leaves to the campaign."""
    found = held_campaign(request, pk)
    form = SettingsForm(request.POST if request.method == "POST" else None, campaign=found)
    if form.is_valid():
        try:
            actions.edit_campaign(found, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã lưu thiết lập của đợt.")
            return redirect("campaign", pk=pk)
        except ChangedMeanwhile as refusal:
            tell_change(form, refusal, now=SettingsForm(campaign=held_campaign(request, pk)))
        except NotPossible as refusal:
            tell(form, refusal)
    settings = [reading for reading in pack_of(found).readings if reading.setting]
    context = {
        "title": "Thiết lập của đợt",
        "crumbs": crumbs(found),
        "campaign_name": found.title,
        "campaign": found,
        "form": form,
        "readings": settings,
    }
    return render(request, "campaigns/settings.html", context, status=422 if form.errors else 200)


def _change_units(request: SignedIn, found: Campaign, rows: list[Participant]) -> HttpResponse:
    try:
        if "remove" in request.POST:
            gone = remove_participants(found, by=request.user, participants=ticked(request.POST, rows))
            messages.success(request, f"Đã bỏ {two_digits(gone)} đơn vị." if gone else "Chưa đánh dấu đơn vị nào.")
        else:
            changed = choose_groups(found, by=request.user, choices=group_choices(request.POST, rows))
            messages.success(request, f"Đã lưu nhóm của {two_digits(changed)} đơn vị.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        chosen = {choice.participant: choice.group for choice in group_choices(request.POST, rows)}
        return _units_page(request, found, rows, chosen=chosen, status=422)
    return redirect(f"{request.path}?{request.GET.urlencode()}")


def _units_page(
    request: SignedIn,
    found: Campaign,
    rows: list[Participant],
    form: AddUnitsForm | None = None,
    chosen: dict[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    pack, typed, group = pack_of(found), request.GET.get("q", ""), request.GET.get("group", "")
    words = folded(typed)
    shown = [one for one in rows if words in one.unit.name_folded and group in ("", one.group or "none")]
    context = {
        "title": "Đơn vị tham gia",
        "crumbs": crumbs(found),
        "campaign_name": found.title,
        "campaign": found,
        "rows": [(one, (chosen or {}).get(one.pk, one.group)) for one in shown],
        "groups": _choices(pack),
        "filters": _filters(pack, rows),
        "asked": {"q": typed, "group": group},
        "total": len(rows),
        "homeless": [one.unit.name for one in rows if not one.group],
        "form": form or AddUnitsForm(),
        "setting_up": found.state == CampaignState.DRAFT,
    }
    return render(request, "campaigns/units.html", context, status=422 if form and form.errors else status)


def _choices(pack: Pack) -> list[tuple[str, str]]:
    return [("", "Chưa chọn"), *((group.code, group.label) for group in pack.groups)]


def _filters(pack: Pack, rows: list[Participant]) -> list[tuple[str, str, int]]:
    """Each group that has units, with how many; those in none first, because they keep the campaign from opening."""
    counts: dict[str, int] = {}
    for one in rows:
        counts[one.group] = counts.get(one.group, 0) + 1
    listed = [("none", "Chưa chọn nhóm", counts.get("", 0))]
    listed += [(group.code, group.label, counts.get(group.code, 0)) for group in pack.groups]
    return [one for one in listed if one[2]]
