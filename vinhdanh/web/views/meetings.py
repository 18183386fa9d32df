"""Họp xét: the meeting of a unit's council about its dossier, on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh import clock
from vinhdanh.actions import meetings as actions
from vinhdanh.actions.dossier_doors import is_open, open_places
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.models import Dossier, Meeting
from vinhdanh.permissions import can
from vinhdanh.reports.meetings import votes_of
from vinhdanh.web.forms.meetings import MeetingForms
from vinhdanh.web.refusals import tell, tell_change
from vinhdanh.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_meeting(request: SignedIn, pk: int) -> HttpResponse:
    """The meeting, its members and votes; on POST they are written."""
    dossier = _dossier(request, pk)
    meeting = _meeting(dossier)
    forms = _forms(dossier, meeting, request)
    if request.method == "POST" and forms.are_valid():
        try:
            said = forms.meeting.cleaned_data
            actions.edit_meeting(dossier, forms.draft(), by=request.user, on=clock.today(), seen=said["seen"])
            messages.success(request, "Đã lưu cuộc họp của Hội đồng.")
            return redirect("dossier_meeting", pk=pk)
        except ChangedMeanwhile as refusal:
            tell_change(forms.meeting, refusal, now=_forms(dossier, _meeting(dossier)).meeting)
        except NotPossible as refusal:
            _tell(forms, refusal)
    return _page(request, dossier, meeting, forms)


def _dossier(request: SignedIn, pk: int) -> Dossier:
    seen = Dossier.objects.visible_to(request.user).select_related("participant__unit", "participant__campaign")
    return get_object_or_404(seen, pk=pk)


def _meeting(dossier: Dossier) -> Meeting:
    found = Meeting.objects.filter(dossier=dossier).prefetch_related("attendances", "votes").first()
    return found or Meeting(dossier=dossier)


def _forms(dossier: Dossier, meeting: Meeting, request: SignedIn | None = None) -> MeetingForms:
    """The forms over the meeting, with the unit's council where nobody has written yet who came."""
    columns = ("name", "position", "role")
    listed = list(meeting.attendances.values(*columns, "presence", "reason")) if meeting.pk else []
    if not listed:
        listed = list(dossier.participant.unit.council_members.filter(left_at=None).values(*columns))
    nominees = list(dossier.nominations.standing())
    return MeetingForms(meeting, nominees, listed, request.POST if request and request.method == "POST" else None)


def _tell(forms: MeetingForms, refusal: NotPossible) -> None:
    """At the vote that is at fault, else at the field of the meeting, else above all."""
    for vote in forms.votes:
        if refusal.field == vote.prefix:
            vote.add_error("agreed", refusal.sentence)
            return
    tell(forms.meeting, refusal)


def _page(request: SignedIn, dossier: Dossier, meeting: Meeting, forms: MeetingForms) -> HttpResponse:
    campaign = dossier.participant.campaign
    places = open_places(dossier)
    answers = votes_of(meeting, campaign.vote_share)
    may_write = can(request.user, "edit_dossier", dossier.participant.unit)
    may_edit = may_write and is_open(places, actions.PLACE)
    context: dict[str, Any] = {
        "title": "Họp xét của Hội đồng",
        "lead": f"{dossier.participant.unit}, {campaign}",
        "crumbs": [("Hồ sơ", reverse("dossiers")), (str(dossier), reverse("dossier", args=[dossier.pk]))],
        "dossier": dossier,
        "share": campaign.vote_share,
        "form": forms.meeting,
        "members": forms.members if may_edit else [one for one in forms.members if one.initial],
        "votes": [(vote, answers.get(vote.nominee.pk)) for vote in forms.votes],
        "may_write": may_write,
        "may_edit": may_edit,
    }
    context["faults"] = list(forms.faults())
    return render(request, "meetings/page.html", context, status=422 if context["faults"] else 200)
