"""Sending a dossier, and what was sent: the receipt, the bundle, what changed since the version before."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh import clock
from vinhdanh.actions.bundles import open_bundle
from vinhdanh.actions.dossier_steps import Incomplete, SentAlready, withdraw_dossier
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.models import Dossier, DossierState, DossierVersion, Return
from vinhdanh.models.dossiers import next_state
from vinhdanh.permissions import can, hidden_places, require, require_files
from vinhdanh.reports.campaign_page import standing_of
from vinhdanh.reports.campaigns import refusal_to_send
from vinhdanh.reports.dossier_content import files_of, hindrances_of
from vinhdanh.reports.nomination_warnings import register_words
from vinhdanh.reports.sending_limits import limit_of
from vinhdanh.reports.sent_dossier import nominee_counts, receipt_paper
from vinhdanh.reports.version_difference import version_difference
from vinhdanh.tasks import send_and_bind
from vinhdanh.web.dossier_page import frame_of, linked, names_of, requests_of, seen_dossier, whole_of
from vinhdanh.web.downloads import download
from vinhdanh.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_send(request: SignedIn, pk: int) -> HttpResponse:
    """What goes where and what follows; on POST it goes."""
    found = seen_dossier(request, pk)
    require(request.user, "send_dossier", found.participant.unit)
    hindrances: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            version = send_and_bind(found, by=request.user, now=clock.now())
            messages.success(request, f"Đã gửi hồ sơ. Biên nhận số {version.receipt}.")
            return redirect("dossier_version", pk=version.pk)
        except SentAlready as sent:
            messages.info(request, sent.sentence)
            return redirect("dossier_version", pk=sent.version.pk)
        except Incomplete as lacking:
            hindrances = lacking.hindrances
        except NotPossible as refusal:
            hindrances = (refusal.sentence,)
    elif next_state(found.state, "send_dossier") is None:
        return _to_what_was_sent(request, found)
    context = _sending_context(found, hindrances)
    return render(request, "dossiers/send.html", context, status=422 if hindrances else 200)


def _to_what_was_sent(request: SignedIn, found: Dossier) -> HttpResponse:
    messages.info(request, f"Hồ sơ {found.get_state_display().lower()}.")
    version = found.versions.filter(number=found.version).first()
    return redirect("dossier_version", pk=version.pk) if version else redirect("dossier", pk=found.pk)


def _sending_context(found: Dossier, refused: tuple[str, ...]) -> dict[str, Any]:
    """What the confirmation shows; `refused` are what an attempt met."""
    whole = whole_of(found, clock.today())
    nominees = [one.nomination for one in whole.nominees]
    names, news = names_of(nominees), register_words(nominees, whole.report.pack)
    files = files_of(whole)
    refusal = refusal_to_send(found.participant, found, clock.today())
    return {
        **frame_of(found),
        "title": "Gửi hồ sơ",
        "lead": str(found.participant.unit),
        "standing": standing_of(found.participant, clock.today()),
        "limit": limit_of(found.participant, found),
        "whole": whole,
        "files": files,
        "size": sum(one["size"] or 0 for one in files),
        "refusal": refusal,
        "refused": [sentence for sentence in refused if sentence != refusal],
        "over": [state.finding for state in whole.report.quota.limits if state.finding.outcome == "not_met"],
        "lacks": linked(found, whole.lacks, names),
        "cautions": linked(found, whole.cautions, names),
        "of_register": [(one, words) for one in nominees for words in news[one.pk]],
        "requests": [one for one in requests_of(found) if one.remark.settled_at is None],
        "ready": not refusal and not hindrances_of(whole),
    }


@require_safe
def dossier_version(request: SignedIn, pk: int) -> HttpResponse:
    """What was sent once, with its receipt; of a later one also what changed."""
    version = _version(request, pk)
    dossier = version.dossier
    unit = dossier.participant.unit
    earlier = dossier.versions.filter(number__lt=version.number).order_by("-number").first()
    groups = version_difference(earlier, version) if earlier else []
    latest = version.number == dossier.version
    returned = Return.objects.filter(version__dossier=dossier).exists()  # then a supplement, which is not withdrawn
    may_withdraw = latest and not returned and next_state(dossier.state, "withdraw_dossier") is not None
    context = {
        **frame_of(dossier),
        "title": f"Biên nhận số {version.receipt}",
        "lead": f"{unit}, gửi lần {version.number}",
        "sent": version,
        "content": version.content,
        "counts": nominee_counts(version.content),
        "sets": range(1, version.content["campaign"]["sets"] + 1),
        "earlier": earlier,
        "groups": groups,
        "hidden": hidden_places(request.user, unit),
        "sent_back": Return.objects.filter(version=version).select_related("returned_by").first(),
        "may_withdraw": may_withdraw and can(request.user, "withdraw_dossier", unit),
        "may_bind": can(request.user, "send_dossier", unit)
        or can(request.user, "appraise_dossier", dossier.participant.campaign.host),
        "current": latest and dossier.state in (DossierState.SENT, DossierState.ACCEPTED),
        "others": dossier.versions.exclude(pk=version.pk).defer("content", "files"),
    }
    return render(request, "dossiers/version.html", context)


@require_safe
def version_receipt(request: SignedIn, pk: int) -> HttpResponse:
    """The receipt as a PDF."""
    version = _version(request, pk)
    return download(write_pdf(receipt_paper(version)), f"bien-nhan-{version.receipt.replace('/', '-')}.pdf")


@require_safe
def version_bundle(request: SignedIn, pk: int, number: int) -> HttpResponseBase:
    """One of the sets as one PDF; while it is being bound, the page that says so."""
    version = _version(request, pk)
    require_files(request.user, version.dossier.participant.unit)
    opened = open_bundle(version, number)
    if opened is None:
        messages.info(request, version.bundle_fault or "Bộ hồ sơ này chưa ghép xong; tải lại trang sau ít phút.")
        return redirect("dossier_version", pk=pk)
    name = f"ho-so-{version.dossier.participant.unit.code}-lan-{version.number}-bo-{number:02}.pdf"
    answer = FileResponse(opened, as_attachment=True, filename=name, content_type="application/pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def version_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Takes it back to be changed."""
    version = _version(request, pk)
    require(request.user, "withdraw_dossier", version.dossier.participant.unit)
    try:
        withdraw_dossier(version, by=request.user, now=clock.now())
        messages.success(request, "Đã rút hồ sơ. Hồ sơ mở lại để sửa; cần gửi lại trước khi hết hạn.")
        return redirect("dossier", pk=version.dossier_id)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("dossier_version", pk=pk)


def _version(request: SignedIn, pk: int) -> DossierVersion:
    """What was sent, where the person sees its dossier; else 404."""
    seen = DossierVersion.objects.visible_to(request.user).select_related("sent_by")
    version: DossierVersion = get_object_or_404(seen, pk=pk)
    version.dossier = seen_dossier(request, version.dossier_id)
    return version
