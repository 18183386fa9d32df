"""Ghi kết quả cho cả đợt: one decision for many nominees, looked at before anything is written."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh.permissions import require
from vinhdanh.reports.outcomes import awaiting_of
from vinhdanh.vietnamese import grouped
from vinhdanh.web.outcome_entry import CHOICES, Entry
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.board import board_frame, own_campaign

ON_A_PAGE = 300  # rows; each is a field of the form
_LONGEST_WORDS = 100


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_outcomes(request: SignedIn, pk: int) -> HttpResponse:
    """Those who wait for a result; what was chosen is first shown with all that speaks against it, then written."""
    campaign = own_campaign(request, pk)
    require(request.user, "enter_outcome", campaign.host)
    award, words, page = _asked(request.GET)
    shown = awaiting_of(campaign, award=award, words=words, first=(page - 1) * ON_A_PAGE, most=ON_A_PAGE)
    entry = Entry(request.POST, shown, campaign, award)
    if request.method == "POST" and entry.is_valid():
        entry.weigh(request.user)
        if entry.may_write:
            written = entry.write(request.user)
            if written:
                messages.success(request, f"Đã ghi kết quả của {grouped(written)} trường hợp.")
                return redirect(f"{request.path}?{request.GET.urlencode()}")
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        **board_frame(campaign),
        "title": "Ghi kết quả khen thưởng",
        "shown": shown,
        "entry": entry,
        "form": entry.form,
        "no": entry.no,
        "choices": CHOICES.items(),
        "asked": {"award": award, "words": words},
        "query": request.GET.urlencode(),
        "kept": kept.urlencode(),
        "page": page,
        "pages": max(1, -(-shown.total // ON_A_PAGE)),
    }
    context["crumbs"] = [*context["crumbs"], ("Bảng theo dõi", reverse("board", args=[pk]))]
    return render(request, "outcomes/campaign.html", context, status=422 if entry.stopped else 200)


def _asked(told: QueryDict) -> tuple[str, str, int]:
    """The award, the words and the page that the address asks for."""
    page = told.get("page", "")
    return (
        told.get("hinh-thuc", "")[:_LONGEST_WORDS],
        told.get("q", "")[:_LONGEST_WORDS],
        max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    )
