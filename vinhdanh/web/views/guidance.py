"""Tiêu chuẩn: what the machine understood of the guidance, clause by clause, open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vinhdanh.rules.describe import describe
from vinhdanh.web.campaign import current_pack


@require_safe
@login_not_required
def guidance(request: HttpRequest) -> HttpResponse:
    """The campaign's pack as chapters, each clause with an address of its own."""
    pack = current_pack()
    context = {
        "title": "Tiêu chuẩn",
        "lead": pack.source.title,
        "campaign_name": pack.title,
        "pack": pack,
        "chapters": describe(pack),
    }
    return render(request, "guidance/page.html", context)
