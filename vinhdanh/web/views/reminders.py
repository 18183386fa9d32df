"""Nhắc đơn vị: units that the board lists and that have not sent; the page says how many and whom before it goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.reminders import Recipients, recipients_of, remind_units
from vinhdanh.clock import now
from vinhdanh.models import Campaign
from vinhdanh.permissions import require
from vinhdanh.reports.board import Board, BoardFilter
from vinhdanh.reports.campaigns import deadline_of
from vinhdanh.vietnamese import grouped
from vinhdanh.web.forms.reminders import ReminderForm
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.board import board_frame, board_of, own_campaign

_LISTED = 300


@require_http_methods(["GET", "HEAD", "POST"])
def board_remind(request: SignedIn, pk: int) -> HttpResponse:
    """The message before it goes; sent, it is in the outbox of each."""
    campaign = own_campaign(request, pk)
    require(request.user, "remind_units", campaign.host)
    shown, _, asked = board_of(request, campaign)
    recipients = _recipients(shown, asked)
    form = ReminderForm(request.POST or None, initial=_proposed(campaign) | {"seen": recipients.mark})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            words = (said["subject"], said["body"])
            told = remind_units(campaign, recipients, *words, by=request.user, now=now(), seen=said["seen"])
            units = grouped(len(recipients.reminded))
            messages.success(request, f"Đã đưa vào hộp gửi {grouped(told)} thư nhắc, của {units} đơn vị.")
            return redirect(f"{reverse('board', args=[pk])}?{request.GET.urlencode()}")
        except NotPossible as refusal:
            tell(form, refusal)
            form.data = {name: form.data.get(name) for name in form.data} | {"seen": recipients.mark}
    context = {
        **board_frame(campaign),
        "title": "Nhắc đơn vị gửi hồ sơ",
        "form": form,
        "recipients": recipients,
        "listed": recipients.reminded[:_LISTED],
        "more": max(0, len(recipients.reminded) - _LISTED),
        "query": request.GET.urlencode(),
    }
    context["crumbs"] = [*context["crumbs"], ("Bảng theo dõi", reverse("board", args=[pk]))]
    return render(request, "board/remind.html", context, status=422 if form.errors else 200)


def _recipients(shown: Board, asked: BoardFilter) -> Recipients:
    found = shown.units(asked).select_related("unit", "dossier").prefetch_related("extensions")
    participants = list(found)
    for one in participants:
        one.campaign = shown.campaign
    return recipients_of(participants)


def _proposed(campaign: Campaign) -> dict[str, str]:
    """The words that the office begins with."""
    deadline = deadline_of(campaign)
    clause = f" Theo {deadline.cite}: {deadline.text}." if deadline else ""
    return {
        "subject": "Nhắc gửi hồ sơ đề nghị khen thưởng",
        "body": f"{campaign.title}: đơn vị chưa gửi hồ sơ.{clause} Đề nghị hoàn thiện và gửi hồ sơ đúng hạn.",
    }
