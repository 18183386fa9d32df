"""One decision: number, day, authority, and all that stands on it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vinhdanh.permissions import require
from vinhdanh.reports.audit import history
from vinhdanh.reports.award_words import award_label, change_sentence, is_title, years_label
from vinhdanh.reports.decision_contents import award_counts, awards_of, changes_of, decisions_seen, rating_count
from vinhdanh.web.signed_in import SignedIn

PAGE = 50


@require_safe
def decision(request: SignedIn, pk: int) -> HttpResponse:
    """The decision with its awards, fifty a page, narrowed by award and by name."""
    by = request.user
    found = get_object_or_404(decisions_seen(by), pk=pk)
    require(by, "see_register")
    code, text = (request.GET.get(name, "").replace("\0", "").strip() for name in ("award", "q"))
    page = Paginator(awards_of(found, by, code=code, text=text), PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "title": f"Quyết định {found.number}",
        "lead": found.subject,
        "crumbs": [("Sổ khen thưởng", reverse("register"))],
        "decision": found,
        "counts": award_counts(found, by),
        "page": page,
        "rows": [(one, award_label(one.award), is_title(one.award), years_label(one)) for one in page],
        "changes": [(change, change_sentence(change)) for change in changes_of(found, by)],
        "ratings": rating_count(found, by),
        "code": code,
        "text": text,
        "asked": asked.urlencode(),
        "lines": history(found),
    }
    return render(request, "decisions/page.html", context)
