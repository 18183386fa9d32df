"""Trường hợp đề nghị: every nominee of a campaign on one list, behind the figures of the board."""

from array import array
from collections.abc import Sequence
from datetime import datetime

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vinhdanh.clock import now, today
from vinhdanh.models import Campaign, Nomination
from vinhdanh.reports.board_nominees import (
    SENT,
    NomineeFilter,
    category_label,
    export_nominees,
    nominees_by_keys,
    nominees_of_campaign,
    priority_label,
    with_units,
)
from vinhdanh.reports.board_totals import target_of
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.board import NomineeFilterForm
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.board import board_frame, own_campaign

_ON_A_PAGE = 50
_EXACT_UP_TO = 5000  # nominees; beyond, their order may be a minute old, and the page says so
_KEPT = 60  # seconds


@require_safe
def board_nominees(request: SignedIn, pk: int) -> HttpResponse:
    """The list, with how many it has beside the number that the guidance aims at."""
    campaign = own_campaign(request, pk)
    form, pack = _form(request, campaign), pack_of(campaign)
    found = nominees_of_campaign(campaign, form.filter)
    keys, total, counted_at = _kept_order(campaign, form.filter, found)
    pages = max(1, -(-total // _ON_A_PAGE))
    typed = request.GET.get("page", "")
    page = min(max(int(typed), 1), pages) if typed.isdecimal() and len(typed) < 6 else 1
    start = (page - 1) * _ON_A_PAGE
    if keys is None:
        shown = list(with_units(found)[start : start + _ON_A_PAGE])
    else:
        shown = nominees_by_keys(found, keys[start : start + _ON_A_PAGE])
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        **board_frame(campaign),
        "title": "Trường hợp đề nghị",
        "form": form,
        "rows": [(one, category_label(one, pack), priority_label(one, pack)) for one in shown],
        "total": total,
        "page": page,
        "pages": pages,
        "first": start + 1,
        "last": min(page * _ON_A_PAGE, total),
        "query": kept.urlencode(),
        "narrowed": any(value for name, value in kept.items() if name != "state"),
        "target": target_of(pack),
        "counted_at": counted_at,
    }
    context["crumbs"] = [*context["crumbs"], ("Bảng theo dõi", reverse("board", args=[pk]))]
    return render(request, "board/nominees.html", context)


@require_safe
def board_nominees_file(request: SignedIn, pk: int) -> HttpResponse:
    """The same list, all of it, as a workbook."""
    campaign = own_campaign(request, pk)
    content = export_nominees(campaign, _form(request, campaign).filter)
    return download(content, f"truong-hop-de-nghi-{today():%Y-%m-%d}.xlsx")


def _kept_order(
    campaign: Campaign, asked: NomineeFilter, found: "QuerySet[Nomination]"
) -> tuple[Sequence[int] | None, int, datetime | None]:
    """The keys of a long list in its order, how many, and when they were put in it; no keys for a list that is quickly
    ordered.

    The list that was asked for last is kept, one for each campaign: who leafs through it has it ordered once.
    """
    name = f"board-order-{campaign.pk}-{campaign.edition_id}"
    kept: tuple[NomineeFilter, Sequence[int], datetime] | None = cache.get(name)
    if kept is None or kept[0] != asked:
        total = found.order_by().count()
        if total <= _EXACT_UP_TO:
            return None, total, None
        kept = asked, array("q", found.values_list("pk", flat=True)), now()
        cache.set(name, kept, _KEPT)
    return kept[1], len(kept[1]), kept[2]


def _form(request: SignedIn, campaign: Campaign) -> NomineeFilterForm:
    groups = {group.code: group.label for group in pack_of(campaign).groups}
    return NomineeFilterForm({"state": SENT, **request.GET.dict()}, groups=groups)
