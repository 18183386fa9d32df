"""Sổ khen thưởng: the register as a list, narrowed and searched, on the page and as a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vinhdanh.permissions import can, require
from vinhdanh.reports.register import award_page, entries, entry_page
from vinhdanh.reports.search import MOST, find
from vinhdanh.web.forms.register import AWARDS_VIEW, RegisterForm
from vinhdanh.web.refusals import refuse
from vinhdanh.web.register_files import MOST_IN_EXCEL, WRITERS, Asked, TooManyRows
from vinhdanh.web.register_page import near_words, page_context
from vinhdanh.web.signed_in import SignedIn


@require_safe
def register(request: SignedIn) -> HttpResponse:
    """The list, or what a search found; 422 where something is asked that is no number, no unit, no code."""
    by = request.user
    require(by, "see_register")
    form = RegisterForm(request.GET, by=by)
    context: dict[str, Any] = {
        "title": "Sổ khen thưởng",
        "form": form,
        "may_import": can(by, "import_list"),
        "may_add": can(by, "add_honouree"),
        "may_decide": can(by, "decide_duplicate"),
        "most": MOST,
        "most_in_excel": MOST_IN_EXCEL,
    }
    if not form.is_valid():
        return render(request, "register/page.html", context, status=422)
    asked, narrowed, number = form.cleaned_data, form.narrowed, form.cleaned_data["page"] or 1
    context |= page_context(form, request.GET)
    found = find(asked["q"], by, narrowed)
    if asked["view"] == AWARDS_VIEW:
        context["page"] = award_page(narrowed, by, number, found if asked["q"] else None)
    else:
        context["page"] = page = entry_page(narrowed, by, number, found if asked["q"] else None)
        context["near"] = list(entries(found.near, by)) if page.number == page.pages else []
        context["near_words"], context["near_differs"] = near_words(found)
    return render(request, "register/page.html", context)


@require_safe
def register_file(request: SignedIn, extension: str) -> HttpResponseBase:
    """What the page lists, all of it, with the same parameters; no birth but its year."""
    by = request.user
    require(by, "see_register")
    form = RegisterForm(request.GET, by=by)
    if extension not in WRITERS or not form.is_valid():
        raise Http404
    try:
        return WRITERS[extension](Asked(form.cleaned_data["q"], form.narrowed, form.cleaned_data["view"], by))
    except TooManyRows as refusal:
        advice = "Lọc bớt theo năm, đơn vị hoặc danh hiệu rồi tải lại, hoặc tải tệp CSV."
        return refuse(request, 413, str(refusal), advice)
