"""A unit's dossier: what it holds, what it lacks, the letter, sending."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh import clock
from vinhdanh.actions.dossier_doors import is_open, open_places
from vinhdanh.actions.dossier_steps import settle_remark
from vinhdanh.actions.dossiers import edit_letter, letter_seen
from vinhdanh.actions.notices import mark_read
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.models import Dossier, Remark
from vinhdanh.permissions import can, require
from vinhdanh.reports.audit import history
from vinhdanh.reports.campaign_page import standing_of
from vinhdanh.reports.completeness import NOMINEES
from vinhdanh.reports.sending_limits import limit_of
from vinhdanh.web.dossier_page import (
    dossier_crumbs,
    frame_of,
    linked,
    names_of,
    requests_of,
    seen_dossier,
    whole_of,
)
from vinhdanh.web.dossier_papers import other_files, papers_shown
from vinhdanh.web.forms.dossiers import FORM_ID, LetterForm
from vinhdanh.web.refusals import tell, tell_change
from vinhdanh.web.result_page import places_of
from vinhdanh.web.signed_in import SignedIn

_NOTES = ("note_remark", "remove_remark")  # the office's own until a return takes them along


@require_safe
def dossier(request: SignedIn, pk: int) -> HttpResponse:
    """The dossier as its unit works on it, or as others who may see it read it."""
    found = seen_dossier(request, pk)
    mark_read(request.user, "dossier", str(pk), now=clock.now())
    unit = found.participant.unit
    whole = whole_of(found, clock.today())
    places = open_places(found)
    may_edit = can(request.user, "edit_dossier", unit) and found.is_open
    may_appraise = can(request.user, "appraise_dossier", found.participant.campaign.host)
    context: dict[str, Any] = {
        **frame_of(found),
        "crumbs": dossier_crumbs(),
        "title": f"Hồ sơ của {unit.name}",
        "lead": found.participant.campaign.title,
        "standing": standing_of(found.participant, clock.today()),
        "limit": limit_of(found.participant, found),
        "report": whole.report,
        "places": [places_of(whole.report, state) for state in whole.report.quota.limits],
        "whole": whole,
        "nominees": [(one, linked(found, one.lacks, {})) for one in whole.nominees],
        "lacks": linked(found, whole.lacks, names_of(one.nomination for one in whole.nominees)),
        "doubts": linked(found, whole.same_scans, {}),
        "papers": papers_shown(found, whole, request.user, places),
        "others": other_files(found, whole, request.user, places),
        "remarks": requests_of(found),
        "may_write": can(request.user, "edit_dossier", unit),
        "may_edit": may_edit,
        "may_add": may_edit and is_open(places, NOMINEES),
        "may_send": may_edit and can(request.user, "send_dossier", unit),
        "may_appraise": may_appraise,
        "versions": found.versions.defer("content", "files"),
        "lines": history(found, without=() if may_appraise else _NOTES),
    }
    return render(request, "dossiers/page.html", context)


@require_POST
def remark_settle(request: SignedIn, pk: int) -> HttpResponse:
    """Marks a request for supplement as done, or takes the mark away."""
    seen = Remark.objects.filter(dossier__in=Dossier.objects.visible_to(request.user), sent_with__isnull=False)
    remark = get_object_or_404(seen.select_related("dossier__participant__unit"), pk=pk)
    require(request.user, "edit_dossier", remark.dossier.participant.unit)
    try:
        settle_remark(remark, by=request.user, now=clock.now(), settled=request.POST.get("settled") != "0")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect("dossier", pk=remark.dossier_id)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_letter(request: SignedIn, pk: int) -> HttpResponse:
    """The letter's own words. POST saves them, and answers a page that saves by itself with a line alone."""
    found = seen_dossier(request, pk)
    form = LetterForm(request.POST if request.method == "POST" else None, dossier=found)
    live = "HX-Request" in request.headers
    if request.method == "POST":
        require(request.user, "edit_dossier", found.participant.unit)
        if form.is_valid() and _write_letter(request, found, form) and not live:
            messages.success(request, f"Đã lưu lúc {timezone.localtime(clock.now()):%H:%M}.")
            return redirect("dossier_letter", pk=pk)
    context = {
        **frame_of(found),
        "title": "Tờ trình",
        "lead": str(found),
        "form": form,
        "form_id": FORM_ID,
        "remarks": [one for one in requests_of(found) if one.remark.place.startswith("letter")],
        "may_edit": can(request.user, "edit_dossier", found.participant.unit)
        and not all(form.fields[name].disabled for name in form.fields if name != "seen"),
    }
    if live and request.method == "POST":
        faults = [str(error) for errors in form.errors.values() for error in errors]
        seen = letter_seen(Dossier.objects.get(pk=pk), form.said(), request.POST.get("seen", "")) if not faults else ""
        told = {"saved_at": clock.now(), "faults": faults, "seen": seen}
        return render(request, "dossiers/saved.html", context | told)
    return render(request, "dossiers/letter.html", context, status=422 if form.errors else 200)


def _write_letter(request: SignedIn, found: Dossier, form: LetterForm) -> bool:
    """Whether it was written; else the form says why not."""
    try:
        edit_letter(found, form.said(), by=request.user, now=clock.now(), seen=form.cleaned_data["seen"])
        return True
    except ChangedMeanwhile as refusal:
        tell_change(form, refusal, now=LetterForm(None, dossier=Dossier.objects.get(pk=found.pk)))
    except NotPossible as refusal:
        tell(form, refusal)
    return False
