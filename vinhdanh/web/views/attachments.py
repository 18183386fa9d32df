"""Tệp của hồ sơ: attached at their place, looked at by who sees the dossier, taken out again."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh import clock
from vinhdanh.actions.attachments import Place, add_attachment, link_film, remove_attachment
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.uploads import KIND_OF
from vinhdanh.models import Attachment, Dossier, Fact, Nomination
from vinhdanh.permissions import require, require_files
from vinhdanh.reports.attachments import same_elsewhere
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.dossier_papers import draft_digest
from vinhdanh.web.attachment_places import PlaceOnPage, place_on_page
from vinhdanh.web.forms.attachments import AttachForm
from vinhdanh.web.limits import limited_each_person
from vinhdanh.web.signed_in import SignedIn

_SHOWN_WITHIN = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; sandbox"


@dataclass(slots=True)
class Outcome:
    """What became of the things that one form sent: sentences about what was kept, and of each fault."""

    kept: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@limited_each_person
def attachments_add(request: SignedIn, pk: int) -> HttpResponse:
    """A place of a dossier (`part`, `fact`, `nomination` in the address) with its files; sent, it keeps more.

    A script that sends one file at a time asks for JSON: the list as it is now, and what was at fault.
    """
    seen = Dossier.objects.visible_to(request.user).select_related(
        "participant__unit", "participant__campaign__edition"
    )
    dossier = get_object_or_404(seen, pk=pk)
    place = _place(dossier, request.GET)
    outcome = Outcome()
    if request.method == "POST":
        outcome = _keep(request, dossier, place, AttachForm(request.POST, request.FILES))
    if request.accepts("text/html") or request.method != "POST":
        if outcome.kept and not outcome.faults:
            for sentence in outcome.kept:
                messages.success(request, sentence)
            return redirect(_back(request) or request.get_full_path())
        return _page(request, dossier, place, outcome)
    shown = {"place": _on_page(request, dossier, place)}
    listed = render_to_string("attachments/files.html", shown, request)
    return JsonResponse({"list": listed, "kept": outcome.kept, "faults": outcome.faults})


def _keep(request: SignedIn, dossier: Dossier, place: Place, form: AttachForm) -> Outcome:
    """Each file by itself: one that is refused does not hold up the others."""
    require(request.user, "edit_dossier", dossier.participant.unit)
    outcome = Outcome()
    if not form.is_valid():
        outcome.faults += [str(error) for errors in form.errors.values() for error in errors]
        return outcome
    asked: dict[str, Any] = {"by": request.user, "now": clock.now()}
    digest = _digest(dossier, place)
    for sent in form.sent:
        try:
            kept, note = add_attachment(dossier, sent.read(), sent.name or "", place, draft_digest=digest, **asked)
            outcome.kept.append(" ".join(filter(None, [f"Đã nhận tệp {kept.name}.", note, same_elsewhere(kept)])))
        except NotPossible as refusal:
            outcome.faults.append(f"{sent.name}: {refusal.sentence}")
    if form.cleaned_data["link"].strip():
        try:
            film = link_film(dossier, form.cleaned_data["link"], form.cleaned_data["name"], place, **asked)
            outcome.kept.append(f"Đã ghi đường dẫn phim {film.name}.")
        except NotPossible as refusal:
            outcome.faults.append(refusal.sentence)
    return outcome


def _page(request: SignedIn, dossier: Dossier, place: Place, outcome: Outcome) -> HttpResponse:
    back = _back(request)
    context = {
        "title": "Tệp của hồ sơ",
        "lead": _words(dossier, place),
        "crumbs": [(str(dossier), back)] if back else [],
        "place": _on_page(request, dossier, place),
        "outcome": outcome,
        "typed": request.POST,
    }
    return render(request, "attachments/page.html", context, status=422 if outcome.faults else 200)


def _on_page(request: SignedIn, dossier: Dossier, place: Place) -> PlaceOnPage:
    there = dossier.attachments.standing().select_related("added_by")
    digest = _digest(dossier, place)
    return place_on_page(dossier, place, there, by=request.user, back=_back(request), draft_digest=digest)


def _digest(dossier: Dossier, place: Place) -> str:
    """Of the draft of the part as it would be written now; blank elsewhere."""
    return draft_digest(dossier, place.part, place.nominee, on=clock.today()) if place.part else ""


@require_safe
def attachment(request: SignedIn, pk: int) -> HttpResponseBase:
    """The file itself, to who may read what is personal in it: PDFs and pictures in the browser unless `tai` asks to
    save it; of a film, on to its address.

    What stands in a file is a stranger's: it may run nothing, and no proxy keeps it.
    """
    seen = Attachment.objects.visible_to(request.user).select_related("dossier__participant__unit")
    one = get_object_or_404(seen, pk=pk)
    if one.link:
        return redirect(one.link)
    require_files(request.user, one.dossier.participant.unit)
    kind = KIND_OF.get(one.media_type)
    try:
        content = one.file.open("rb")
    except FileNotFoundError as error:  # taken out of the dossier before it was sent
        raise Http404 from error
    answer = FileResponse(content, content_type=one.media_type if kind else "application/octet-stream")
    saved = not (kind and kind.is_paper) or "tai" in request.GET
    answer["Content-Disposition"] = str(content_disposition_header(saved, one.name))
    answer["Content-Security-Policy"] = _SHOWN_WITHIN
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_remove(request: SignedIn, pk: int) -> HttpResponse:
    """Says what is lost, then takes the file or film out."""
    seen = Attachment.objects.visible_to(request.user).standing().select_related("dossier__participant__unit")
    one = get_object_or_404(seen.select_related("nomination", "fact__nomination"), pk=pk)
    require(request.user, "edit_dossier", one.dossier.participant.unit)
    place = Place(one.nomination, one.fact, one.part)
    back = _back(request) or _on_page(request, one.dossier, place).address
    refusal = ""
    if request.method == "POST":
        try:
            remove_attachment(one, by=request.user, now=clock.now())
            messages.success(request, f"Đã bỏ {one.name} khỏi hồ sơ.")
            return redirect(back)
        except NotPossible as refused:
            refusal = refused.sentence
    context = {"title": "Bỏ tệp khỏi hồ sơ", "lead": _words(one.dossier, place), "one": one, "back": back}
    return render(request, "attachments/remove.html", context | {"refusal": refusal}, status=422 if refusal else 200)


def _place(dossier: Dossier, asked: QueryDict) -> Place:
    """The place that the address names; 404 where the dossier has none such."""
    keys = {name: asked.get(name, "") for name in ("fact", "nomination")}
    if any(key and not (key.isdecimal() and len(key) < 19) for key in keys.values()):
        raise Http404
    nominees = dossier.nominations.standing()
    if keys["fact"]:
        facts = Fact.objects.filter(nomination__in=nominees).select_related("nomination")
        return Place(fact=get_object_or_404(facts, pk=keys["fact"]))
    nominee: Nomination | None = get_object_or_404(nominees, pk=keys["nomination"]) if keys["nomination"] else None
    part = asked.get("part", "")
    if part and (part, nominee is not None) not in {
        (one.id, one.each == "nominee") for one in pack_of(dossier.participant.campaign).dossier.parts
    }:
        raise Http404
    return Place(nominee, part=part)


def _words(dossier: Dossier, place: Place) -> str:
    """What the place is, for the line under the title."""
    of = f" của {place.nominee.name}" if place.nominee else ""
    if place.part:
        parts = {one.id: one.text for one in pack_of(dossier.participant.campaign).dossier.parts}
        return f"Bản đã ký{of}: {parts.get(place.part, place.part)}"
    return f"Minh chứng{of}: {place.fact}" if place.fact else f"Tệp kèm theo{of or ' hồ sơ'}"


def _back(request: SignedIn) -> str:
    """The page of ours that led here, blank where the address names none."""
    wanted = request.GET.get("ve", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else ""
