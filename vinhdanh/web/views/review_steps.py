"""What the office decides of a dossier that was sent: returned for supplement with the remarks chosen, or accepted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh import clock
from vinhdanh.actions.dossier_steps import accept_dossier, return_dossier
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import DossierVersion
from vinhdanh.permissions import require
from vinhdanh.reports.review import Review, review_of
from vinhdanh.vietnamese import two_digits
from vinhdanh.web.forms.review import ReturnForm
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.review import received_dossier


@require_http_methods(["GET", "HEAD", "POST"])
def review_return(request: SignedIn, pk: int) -> HttpResponse:
    """Which remarks go back, and until when; the page names what opens again for the unit."""
    shown = review_of(received_dossier(request, pk), clock.today())
    require(request.user, "return_dossier", shown.dossier.participant.campaign.host)
    notes = shown.notes
    chosen = {"remarks": [one.pk for one in notes]}
    form = ReturnForm(request.POST if request.method == "POST" else None, notes=notes, initial=chosen)
    if form.is_valid():
        said = form.cleaned_data
        try:
            sent_back = return_dossier(
                _version(request, shown),
                by=request.user,
                now=clock.now(),
                remarks=list(said["remarks"]),
                last_day=said["last_day"],
                reason=said["reason"],
            )
            messages.success(request, f"Đã trả lại hồ sơ, bổ sung đến hết ngày {sent_back.last_day:%d/%m/%Y}.")
            return redirect("review", pk=pk)
        except NotPossible as refusal:
            tell(form, refusal)
    ticked = {str(key) for key in form["remarks"].value() or []}
    context = {
        **_frame(shown),
        "title": f"Trả lại hồ sơ của {shown.dossier.participant.unit.name}",
        "form": form,
        "notes": [(one, shown.words_of(one), str(one.pk) in ticked) for one in notes],
        "count": two_digits(len(notes)),
    }
    return render(request, "review/return.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def review_accept(request: SignedIn, pk: int) -> HttpResponse:
    """What is accepted, and what is still open; once accepted the dossier does not change."""
    shown = review_of(received_dossier(request, pk), clock.today())
    require(request.user, "accept_dossier", shown.dossier.participant.campaign.host)
    refusal = ""
    if request.method == "POST":
        try:
            accept_dossier(_version(request, shown), by=request.user, now=clock.now())
            messages.success(request, f"Đã tiếp nhận hồ sơ của {shown.dossier.participant.unit.name}.")
            return redirect("board", pk=shown.dossier.participant.campaign_id)
        except NotPossible as refused:
            refusal = refused.sentence
    verdicts = {word.value: count for word, count in shown.declared.verdicts.items()}
    context = {
        **_frame(shown),
        "title": f"Tiếp nhận hồ sơ của {shown.dossier.participant.unit.name}",
        "verdicts": verdicts,
        "cautions": [*shown.whole.lacks, *(one for one in shown.whole.cautions if one.place.startswith("part:"))],
        "notes": len(shown.notes),
        "refusal": refusal,
    }
    return render(request, "review/accept.html", context, status=422 if refusal else 200)


def _version(request: SignedIn, shown: Review) -> DossierVersion:
    """The version that the page showed; 404 where the dossier has no such."""
    typed = request.POST.get("version", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 5 else 0
    sent = DossierVersion.objects.filter(dossier=shown.dossier, number=number).select_related("dossier")
    found: DossierVersion = get_object_or_404(sent)
    return found


def _frame(shown: Review) -> dict[str, Any]:
    dossier, campaign = shown.dossier, shown.dossier.participant.campaign
    return {
        "dossier": dossier,
        "sent": shown.version,
        "campaign_name": campaign.title,
        "lead": campaign.title,
        "crumbs": [
            ("Bảng theo dõi", reverse("board", args=[campaign.pk])),
            (dossier.participant.unit.name, reverse("review", args=[dossier.pk])),
        ],
    }
