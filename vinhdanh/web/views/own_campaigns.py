"""A unit's own campaign: its standards built in a form, read back as prose, corrected until it is opened."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh.actions.own_campaigns import edit_own_campaign, prepare_own_campaign, why_settled
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import now, today
from vinhdanh.models import Campaign, Unit
from vinhdanh.permissions import can, require
from vinhdanh.rules.facts import KIND_WORDS
from vinhdanh.rules.own_pack import OwnCampaign
from vinhdanh.web.forms.own_campaigns import LINES, KindSection, OwnForm, filled_in, own_campaign
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.campaigns import crumbs, held_campaign


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_own(request: SignedIn) -> HttpResponse:
    """A new one, of a unit for which the person may open campaigns."""
    require(request.user, "open_campaign")
    hosts = [held.unit_id for held in request.user.roles if can(request.user, "open_campaign", held.unit)]
    units = Unit.objects.filter(pk__in=hosts)
    return _form_page(request, units, {"host": hosts[0], **_offered(units.get(pk=hosts[0]))}, None)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_standards(request: SignedIn, pk: int) -> HttpResponse:
    """The same form again: while the campaign is being prepared, or for a later text that is taken on purpose."""
    found = held_campaign(request, pk)
    if found.edition.form is None:
        messages.error(request, "Đợt này theo gói quy định có sẵn, không có tiêu chuẩn riêng để sửa.")
        return redirect("campaign", pk=pk)
    units = Unit.objects.filter(pk=found.host_id)
    shown = found.proposed or found.edition
    kept = OwnCampaign.model_validate(shown.form, strict=False).model_dump()
    return _form_page(request, units, {**kept, "host": found.host_id}, found)


def _form_page(request: SignedIn, units: Any, kept: dict[str, Any], found: Campaign | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    added = request.POST.get("add", "")
    if posted is None:
        form = OwnForm(hosts=units, initial=kept)
    else:
        form = filled_in(OwnForm, posted, check=not added, hosts=units)
    kinds = {one["kind"]: one for one in kept.get("kinds", ())}
    sections = [KindSection(kind, posted, kinds.get(kind), check=not added) for kind in KIND_WORDS]
    valid = bool(posted) and not added and all([form.is_valid(), *(section.is_valid() for section in sections)])
    if valid and not any(section.staying for section in sections):
        form.add_error(None, "Chưa có tiêu chuẩn nào: thêm ít nhất một điều kiện cho tập thể, cá nhân hoặc gia đình.")
    elif valid:
        try:
            made = _save(request, form, sections, found)
            if made.proposed_id:
                messages.success(request, "Đã lưu bản tiêu chuẩn mới; đợt chưa theo bản này.")
                return redirect("campaign_edition", pk=made.pk)
            messages.success(request, "Đã lưu tiêu chuẩn. Đọc lại từng điều như máy hiểu, rồi sang bước đơn vị.")
            return redirect("campaign_rules", pk=made.pk)
        except NotPossible as refusal:
            tell(form, refusal)
    year = today().year
    for section in sections:
        if added == section.kind:
            section.add(request.POST.get(f"rule-{section.kind}", ""), (year - 5, year - 1))
    context = {
        "title": "Tiêu chuẩn riêng của đơn vị",
        "crumbs": crumbs(found),
        "form": form,
        "sections": sections,
        "rules": [(rule, line.title) for rule, line in LINES.items()],
        "asked_to_save": posted is not None and not added,
        "campaign": found,
        "settled": why_settled(found) if found else "",
        "back": reverse("campaign", args=[found.pk]) if found else reverse("campaigns"),
    }
    return render(request, "campaigns/own.html", context, status=422 if posted and not added else 200)


def _save(request: SignedIn, form: OwnForm, sections: list[KindSection], found: Campaign | None) -> Campaign:
    own = own_campaign(form, sections)
    if found is not None:
        return edit_own_campaign(found, by=request.user, own=own, now=now())
    return prepare_own_campaign(form.cleaned_data["host"], by=request.user, own=own, now=now())


def _offered(unit: Unit) -> dict[str, Any]:
    """What is usual, to be changed: the unit's own head gives the award and receives the dossiers."""
    body = unit.issuing_name
    head = f"Chủ tịch {body}" if body != unit.name else f"người đứng đầu {body}"
    return {
        "award": f"Giấy khen của {head}",
        "place": body,
        "recipient": body,
        "seat": unit.place,
        "sets": 1,
        "parts": ["ho_so.to_trinh", "ho_so.mau_03"],
    }
