"""A nomination workbook into a dossier: the campaign's template, what the file would bring, and the writing of it."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh import clock
from vinhdanh.actions.dossier_doors import open_places
from vinhdanh.actions.nomination_imports import (
    ADD,
    SKIP,
    UPDATE,
    Planned,
    import_nominations,
    other_unit_named,
    planned,
    undo_import_of,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.template import write_template
from vinhdanh.models import Dossier
from vinhdanh.reports.campaigns import pack_of, terms_of
from vinhdanh.vietnamese import two_digits
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.nomination_imports import NominationBookForm
from vinhdanh.web.keys import row_keys
from vinhdanh.web.result_page import PROBLEMS_SHOWN
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.nominees import dossier_frame, own_dossier

_CHOICES = {UPDATE: "Bổ sung vào đề nghị đã có", ADD: "Thêm mới", SKIP: "Bỏ qua"}


class _Offered:
    """A nominee of the workbook on the page: what may be done with it, and which of it is chosen."""

    def __init__(self, plan: Planned, chosen: str) -> None:
        self.row, self.kind, self.known, self.usual, self.chosen = plan.row, plan.kind, plan.known, plan.usual, chosen
        self.ratings, self.awards, self.amounts = plan.ratings, plan.awards, plan.amounts
        self.options = [(code, words) for code, words in _CHOICES.items() if code != UPDATE or plan.known]


@require_safe
def nominations_template(request: SignedIn, pk: int) -> HttpResponse:
    """The empty workbook with the words of the campaign."""
    dossier = own_dossier(request, pk)
    campaign = dossier.participant.campaign
    target = BytesIO()
    write_template(target, terms_of(campaign), title=pack_of(campaign).title)
    return download(target.getvalue(), "bang-de-nghi-khen-thuong.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def nominations_import(request: SignedIn, pk: int) -> HttpResponse:
    """The form; sent, what the workbook would bring; confirmed, it is written and the page offers to undo it."""
    dossier = own_dossier(request, pk)
    sent = request.method == "POST"
    terms = terms_of(dossier.participant.campaign)
    form = NominationBookForm(request.POST if sent else None, request.FILES if sent else None, terms=terms)
    context = {
        **dossier_frame(dossier, "Nhập bảng đề nghị"),
        "dossier": dossier,
        "form": form,
        "plans": None,
        "is_open": open_places(dossier) != frozenset(),
    }
    if not form.is_valid():
        return render(request, "nominations/import.html", context, status=422 if sent else 200)
    plans, chosen, refused = planned(dossier, form.book), _choices(request), False
    if "confirm" in request.POST:
        answer = _written(request, dossier, form, chosen)
        if answer is not None:
            return answer
        refused = True
    context |= {
        "plans": [_Offered(plan, chosen.get(plan.row.code, plan.usual)) for plan in plans],
        "other_unit": other_unit_named(dossier, form.book, clock.today()),
        "report": form.book,
        "problems": form.book.problems[:PROBLEMS_SHOWN],
        "problems_hidden": max(0, len(form.book.problems) - PROBLEMS_SHOWN),
        "name": form.cleaned_data["name"],
        "of_other_unit": "of_other_unit" in request.POST,
    }
    return render(request, "nominations/import.html", context, status=422 if refused else 200)


def _written(
    request: SignedIn, dossier: Dossier, form: NominationBookForm, chosen: dict[str, str]
) -> HttpResponse | None:
    """The page after writing; None where it was refused, and the message says why."""
    seen = "of_other_unit" in request.POST
    try:
        added, updated = import_nominations(
            dossier, form.book, chosen, by=request.user, now=clock.now(), of_other_unit=seen
        )
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return None
    context = {
        **dossier_frame(dossier, "Đã nhập bảng đề nghị"),
        "dossier": dossier,
        "added": added,
        "updated": updated,
    }
    return render(request, "nominations/imported.html", context)


def _choices(request: SignedIn) -> dict[str, str]:
    """What was chosen of each nominee, by its code."""
    sent = request.POST.items()
    return {name.removeprefix("choice-"): str(value) for name, value in sent if name.startswith("choice-")}


@require_POST
def nominations_import_undo(request: SignedIn, pk: int) -> HttpResponse:
    """Takes those that a workbook added out of the dossier again."""
    dossier = own_dossier(request, pk)
    keys = row_keys(request.POST.getlist("added"))
    try:
        count = undo_import_of(list(dossier.nominations.filter(pk__in=keys)), by=request.user, now=clock.now())
        messages.success(request, f"Đã đưa {two_digits(count)} đề nghị vừa nhập ra khỏi hồ sơ.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect("dossier", pk=pk)
