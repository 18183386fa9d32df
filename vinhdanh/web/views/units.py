"""Đơn vị: the tree, one unit, and its yearly numbers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.unit_years import set_unit_year
from vinhdanh.models import Unit, UnitYear
from vinhdanh.permissions import can, require
from vinhdanh.reports.audit import history
from vinhdanh.reports.unit_page import unit_page
from vinhdanh.reports.unit_tree import find_units, told_units, unit_tree
from vinhdanh.web.campaign import current_pack
from vinhdanh.web.forms.units import UnitsFilter, UnitYearForm
from vinhdanh.web.keys import row_key
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn

PAGE = 50
Crumbs = list[tuple[str, str]]


@require_safe
def units(request: SignedIn) -> HttpResponse:
    """The tree of what the reader reaches, one branch open; or the units that a search finds."""
    require(request.user, "see_units")
    form = UnitsFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    text, kind, closed = asked.get("q", ""), asked.get("kind", ""), bool(asked.get("closed"))
    reached = Unit.objects.visible_to(request.user)
    context = {
        "title": "Đơn vị",
        "form": form,
        "total": reached.filter(closed_on=None).count(),
        "may_edit": can(request.user, "edit_unit", reached.filter(parent=None).first()),
    }
    if text.strip() or kind:
        page = Paginator(find_units(request.user, text, kind=kind, closed=closed), PAGE).get_page(
            request.GET.get("page")
        )
        query = request.GET.copy()
        query.pop("page", None)
        context |= {"page": page, "found": told_units(page.object_list, text), "asked": query.urlencode()}
    else:
        opened = reached.filter(code=request.GET.get("open", "").replace("\0", "")).first()
        context |= {"tree": unit_tree(request.user, opened, closed=closed), "with_closed": closed}
    return render(request, "units/tree.html", context)


@require_safe
def unit(request: SignedIn, code: str) -> HttpResponse:
    """One unit."""
    found = reached_unit(request, code)
    page, period = unit_page(found, request.user), current_pack().period
    told = {row.year for row in page.years}
    context = {
        "title": found.name,
        "page": page,
        "crumbs": crumbs(page.above),
        "unwritten": [year for year in range(period.last, period.first - 1, -1) if year not in told],
        "may_edit": can(request.user, "edit_unit", found),
        "may_edit_numbers": can(request.user, "edit_unit_numbers", found),
        "may_see_register": can(request.user, "see_register", found),
        "lines": history(found),
    }
    return render(request, "units/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_year(request: SignedIn, code: str) -> HttpResponse:
    """The numbers of one year of a unit, as a form."""
    found = reached_unit(request, code)
    require(request.user, "edit_unit_numbers", found)
    asked = request.GET.get("year", "")
    row = UnitYear.objects.filter(unit=found, year=row_key(asked) or 0).first()
    names = ("year", "collectives", "individuals", "record_complete", "source")
    initial = {name: getattr(row, name) for name in names} if row else {"year": asked}
    form = UnitYearForm(
        request.POST if request.method == "POST" else None, unit=found, by=request.user, initial=initial
    )
    if form.is_valid():
        try:
            set_unit_year(found, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã ghi số liệu năm {form.cleaned_data['year']} của {found.name}.")
            return redirect("unit", code=found.code)
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        "title": "Số liệu năm",
        "lead": found.name,
        "crumbs": [*crumbs([]), (found.name, reverse("unit", args=[found.code]))],
        "form": form,
        "button": "Ghi số liệu",
    }
    return render(request, "units/change.html", context, status=422 if form.errors else 200)


def reached_unit(request: SignedIn, code: str) -> Unit:
    """The unit of an address; 404 beyond the person's reach, 403 without the right to see units."""
    require(request.user, "see_units")
    return get_object_or_404(Unit.objects.visible_to(request.user).select_related("parent"), code=code)


def crumbs(above: list[Unit]) -> Crumbs:
    """The way to a unit: the room, and the units above it."""
    return [("Đơn vị", reverse("units")), *((one.name, reverse("unit", args=[one.code])) for one in above)]
