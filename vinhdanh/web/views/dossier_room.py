"""Hồ sơ: the first page of the room: campaigns in which one's units take part, and those that one's unit holds."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.actions.dossiers import begin_dossier
from vinhdanh.actions.notices import mark_read
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import now, today
from vinhdanh.models import Participant
from vinhdanh.permissions import can, require
from vinhdanh.reports.campaign_page import held_campaigns, own_standings
from vinhdanh.vietnamese import folded
from vinhdanh.web.signed_in import SignedIn

PAGE = 10  # dossiers of one's own units; an officer of a district with its communes has many


@require_safe
def dossiers(request: SignedIn) -> HttpResponse:
    """What the reader's units send, and what they receive."""
    require(request.user, "see_dossiers")
    mark_read(request.user, "dossiers", "", now=now())
    words = request.GET.get("q", "")
    own = own_standings(request.user, today())
    found = [one for one in own if all(word in one.participant.unit.name_folded for word in folded(words).split())]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Hồ sơ",
        "page": page,
        "total": len(own),
        "many": len(own) > PAGE,
        "words": words,
        "query": urlencode({"q": words}) if words else "",
        "standings": [(one, can(request.user, "edit_dossier", one.participant.unit)) for one in page],
        "held": held_campaigns(request.user, today()),
        "may_open": can(request.user, "open_campaign"),
    }
    return render(request, "campaigns/room.html", context)


@require_POST
def dossier_begin(request: SignedIn, pk: int) -> HttpResponse:
    """Begins the dossier of a unit, or goes to the one that a colleague began."""
    participant = get_object_or_404(Participant.objects.visible_to(request.user).select_related("unit"), pk=pk)
    require(request.user, "edit_dossier", participant.unit)
    try:
        dossier = begin_dossier(participant, by=request.user, now=now())
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("dossiers")
    try:
        return redirect(reverse("dossier", args=[dossier.pk]))
    except NoReverseMatch:  # its page is not here
        return redirect("dossiers")
