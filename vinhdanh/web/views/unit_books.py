"""The units as a workbook: out, as a template, and in again after a preview."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.unit_imports import import_units
from vinhdanh.actions.unit_plans import UnitPlan, plan_units
from vinhdanh.models import Unit
from vinhdanh.permissions import require
from vinhdanh.reports.unit_book import unit_template, unit_workbook
from vinhdanh.vietnamese import grouped
from vinhdanh.web.campaign import today
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.units import UnitBookForm
from vinhdanh.web.signed_in import SignedIn

SHOWN = 500  # changes on the page; more are counted


@require_safe
def units_file(request: SignedIn) -> HttpResponse:
    """All units that the reader reaches; the name of the file says how many rows it has."""
    require(request.user, "see_units")
    content, count = unit_workbook(request.user)
    return download(content, f"don-vi-{today():%Y-%m-%d}-{count}-dong.xlsx")


@require_safe
def units_template(request: SignedIn) -> HttpResponse:
    """The empty workbook."""
    require(request.user, "see_units")
    return download(unit_template(), "bang-don-vi.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def units_import(request: SignedIn) -> HttpResponse:
    """Asks for the workbook; once it is sent, shows what it would change; once that is confirmed, writes it."""
    require(request.user, "edit_unit", Unit.objects.filter(parent=None).first())
    if request.method != "POST":
        return _page(request, UnitBookForm())
    form = UnitBookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    if "confirm" not in request.POST:
        return _page(request, form, plan_units(form.book))
    try:
        written = len(import_units(form.book, by=request.user).writing)
        messages.success(request, f"Đã ghi {grouped(written)} thay đổi từ tệp {form.cleaned_data['name']}.")
        return redirect("units")
    except NotPossible as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, form, plan_units(form.book))


def _page(request: SignedIn, form: UnitBookForm, plan: UnitPlan | None = None) -> HttpResponse:
    context = {
        "title": "Nhập bảng đơn vị",
        "crumbs": [("Đơn vị", reverse("units"))],
        "form": form,
        "plan": plan,
        "shown": SHOWN,
    }
    if plan:
        counts = [
            (name, found["new"], found["changed"], found["same"])
            for name, found in plan.counts.items()
            if found.total()
        ]
        carried = form.carried_on
        context |= {"counts": counts, "carried": carried, "name": form.cleaned_data["name"], "rows": form.book.count}
    return render(request, "units/import.html", context, status=422 if form.errors else 200)
