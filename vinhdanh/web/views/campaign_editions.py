"""A later text of a campaign's pack: what differs, whose verdict would change, and the decision to take it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vinhdanh.actions.campaigns import take_edition
from vinhdanh.actions.own_campaigns import drop_proposed, take_proposed
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import now, today
from vinhdanh.models import Campaign
from vinhdanh.permissions import can
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.editions import effects_of, later_text
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.pack_difference import difference
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.campaigns import crumbs, held_campaign


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_edition(request: SignedIn, pk: int) -> HttpResponse:
    """Both texts side by side; on POST the later one is taken, if it is still the one that was shown, or a unit's own
    is dropped."""
    found = held_campaign(request, pk)
    new = later_text(found)
    if request.method == "POST" and new is not None:
        try:
            messages.success(request, _decided(request, found, new))
            return redirect("campaign", pk=pk)
        except NotPossible as refusal:
            messages.error(request, refusal.sentence)
    if new is None:
        if request.method == "POST":
            return redirect("campaign", pk=pk)
        raise Http404
    context = {
        "title": "Bản mới của tiêu chuẩn" if found.proposed else "Bản mới của gói quy định",
        "lead": found.title,
        "crumbs": crumbs(found),
        "campaign_name": found.title,
        "campaign": found,
        "new": new,
        "changes": difference(pack_of(found), new),
        "effects": effects_of(found, new, today()),
        "may_take": can(request.user, "take_edition", found.host),
    }
    return render(request, "campaigns/edition.html", context)


def _decided(request: SignedIn, found: Campaign, new: Pack) -> str:
    """Does what was decided; the sentence that says so."""
    seen = request.POST.get("seen", "")
    if "drop" in request.POST:
        drop_proposed(found, by=request.user)
        return "Đã bỏ bản tiêu chuẩn mới; đợt vẫn theo bản cũ."
    if found.proposed is not None:
        take_proposed(found, by=request.user, seen=seen, now=now())
        return "Đợt nay theo tiêu chuẩn mới; hồ sơ chưa tiếp nhận được xét lại."
    take_edition(found, by=request.user, pack=new, seen=seen, now=now())
    return "Đợt nay theo bản mới của gói quy định; hồ sơ chưa tiếp nhận được xét lại."
