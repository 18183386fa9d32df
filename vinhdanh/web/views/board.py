"""Bảng theo dõi hồ sơ: every unit of a campaign, for whoever holds it; the same rows as a workbook."""

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vinhdanh.clock import now, today
from vinhdanh.models import Campaign
from vinhdanh.permissions import can, require
from vinhdanh.reports.board import LATE, NOT_BEGUN, ON_A_PAGE, STATES, Board, BoardFilter
from vinhdanh.reports.board_export import export_board
from vinhdanh.reports.board_totals import Totals, totals_of
from vinhdanh.reports.campaigns import deadline_of
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.board import BoardFilterForm
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.campaigns import reached_campaign

_EXACT_UP_TO = 1000  # units; beyond, the sums of a minute ago stand on the page, and say so
_KEPT = 60  # seconds
_ICONS = {
    **{NOT_BEGUN: "slash-circle", "draft": "pencil", "sent": "envelope", "returned": "arrow-counterclockwise"},
    **{"accepted": "check-lg", LATE: "clock-history"},
}


@require_safe
def board(request: SignedIn, pk: int) -> HttpResponse:
    """The board: how far the units have come, late ones first."""
    campaign = own_campaign(request, pk)
    shown, form, asked = board_of(request, campaign)
    listed, states = shown.units(asked), shown.states()
    units = sum(states[state] for state in STATES)
    total = listed.count() if asked.group or asked.words else states[asked.state] if asked.state else units
    pages = max(1, -(-total // ON_A_PAGE))
    typed = request.GET.get("page", "")
    page = min(max(int(typed), 1), pages) if typed.isdecimal() and len(typed) < 6 else 1
    rows = shown.rows(listed[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    totals, counted_at = _totals(campaign, units)
    context = {
        **board_frame(campaign),
        "title": "Bảng theo dõi hồ sơ",
        "form": form,
        "rows": rows,
        "total": total,
        "page": page,
        "pages": pages,
        "first": (page - 1) * ON_A_PAGE + 1,
        "last": (page - 1) * ON_A_PAGE + len(rows),
        "chips": [(state, label, _ICONS[state], states[state]) for state, label in _chips()],
        "asked": asked,
        "query": _query(request),
        "narrowed": bool(asked.state or asked.group or asked.words),
        "units": units,
        "totals": totals,
        "counted_at": counted_at,
        "deadline": deadline_of(campaign),
        "left": None if shown.last_day is None else (shown.last_day - shown.on).days,
        "last_day": shown.last_day,
        "may_remind": can(request.user, "remind_units", campaign.host),
        "may_enter": states["accepted"] and can(request.user, "enter_outcome", campaign.host),
        "waiting": states[NOT_BEGUN] + states["draft"] + states["returned"],
    }
    return render(request, "board/page.html", context)


@require_safe
def board_file(request: SignedIn, pk: int) -> HttpResponse:
    """The rows that the page lists, all of them, as a workbook."""
    shown, _, asked = board_of(request, own_campaign(request, pk))
    return download(export_board(shown, asked), f"theo-doi-ho-so-{shown.on:%Y-%m-%d}.xlsx")


def own_campaign(request: SignedIn, pk: int) -> Campaign:
    """A campaign whose host the reader may see dossiers of: else 404, or Refused where the reader only takes part."""
    campaign = reached_campaign(request, pk)
    require(request.user, "see_dossiers", campaign.host)
    return campaign


def board_of(request: SignedIn, campaign: Campaign) -> tuple[Board, BoardFilterForm, BoardFilter]:
    """The board on this day, with what the address asks of it."""
    shown = Board(campaign, today())
    form = BoardFilterForm({"order": "late", **request.GET.dict()}, board=shown)
    return shown, form, form.filter


def board_frame(campaign: Campaign) -> dict[str, Any]:
    """What the frame of every page about the board shows."""
    return {
        "campaign": campaign,
        "campaign_name": campaign.title,
        "lead": campaign.title,
        "crumbs": [("Hồ sơ", reverse("dossiers")), (campaign.title, reverse("campaign", args=[campaign.pk]))],
    }


def _chips() -> list[tuple[str, str]]:
    return [(LATE, "Quá hạn"), *STATES.items()]


def _query(request: SignedIn) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _totals(campaign: Campaign, units: int) -> tuple[Totals, Any]:
    """The sums, and when they were counted: now, or for a great campaign within the last minute."""
    if units <= _EXACT_UP_TO:
        return totals_of(campaign), None
    name = f"board-totals-{campaign.pk}-{campaign.edition_id}"
    kept: tuple[Totals, Any] | None = cache.get(name)
    if kept is None:
        kept = totals_of(campaign), now()
        cache.set(name, kept, _KEPT)
    return kept
