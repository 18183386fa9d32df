"""Mẫu 02 as a page, each figure a link to the list behind it, and as a file."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vinhdanh.actions.units import is_code
from vinhdanh.models import Unit
from vinhdanh.models.readers import Reading
from vinhdanh.permissions import require
from vinhdanh.reports.form_02 import WRITERS, compute_form_02, form_02_sheet
from vinhdanh.reports.tallies import Period
from vinhdanh.rules.form_02 import COLUMNS, DIRECT_COLUMNS, Line
from vinhdanh.rules.form_02_layout import Form02Layout
from vinhdanh.rules.form_02_notes import notes
from vinhdanh.web.campaign import current_pack, today
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.form_02 import PeriodForm
from vinhdanh.web.forms.unit_choice import written
from vinhdanh.web.register_links import awards_address
from vinhdanh.web.signed_in import SignedIn

Asked = TypeVar("Asked", bound=PeriodForm)


class Cell(NamedTuple):
    """A cell of the table: what it shows, what that means where it is no number, and the list behind it."""

    text: str
    words: str = ""
    address: str = ""


@require_safe
def form_02(request: SignedIn) -> HttpResponse:
    """The form of a unit and all below it, for the years of the address or of the campaign."""
    form, layout = asked_figures(request, PeriodForm), _layout()
    context: dict[str, Any] = {"title": "Mẫu số 02", "lead": layout.text, "form": form, "query": form.query}
    if not form.is_valid():
        return render(request, "form_02/page.html", context, status=422)
    unit, period = form.cleaned_data["unit"], form.period
    computed = compute_form_02(unit, period, layout)
    noted = notes(computed)
    context |= {
        "unit": unit,
        "period": period,
        "lines": [(line, list(_cells(line, unit, period))) for line in computed.lines],
        "shares": [note.text for note in noted if note.kind == "share"],
        "unknown": [note.text for note in noted if note.kind not in ("form", "share")],
        "own_words": [note.text for note in noted if note.kind == "form"],
        "readings": [reading for reading in current_pack().readings if reading.id in layout.readings],
        "extensions": list(WRITERS),
    }
    return render(request, "form_02/page.html", context)


@require_safe
def form_02_file(request: SignedIn, extension: str) -> HttpResponse:
    """The same form as Word, PDF or Excel."""
    form, layout = asked_figures(request, PeriodForm), _layout()
    if extension not in WRITERS or not form.is_valid():
        raise Http404
    unit, period = form.cleaned_data["unit"], form.period
    sheet = form_02_sheet(compute_form_02(unit, period, layout), unit, period, today())
    return download(WRITERS[extension](sheet), f"mau-02-{unit.code}-{period.first}-{period.last}.{extension}")


def asked_figures(request: SignedIn, kind: type[Asked]) -> Asked:
    """What the address asks; where it names none, the highest unit that the person reaches and the campaign's years.

    404 for a unit that the person does not reach, 403 where figures are not for the person.
    """
    by, usual = request.user, current_pack().period
    require(by, "see_figures")
    highest = Unit.objects.visible_to(by, Reading.REGISTER).order_by("path").first()
    asked = request.GET.copy()
    for name, value in (("unit", highest.code if highest else ""), ("from", usual.first), ("to", usual.last)):
        asked.setdefault(name, str(value))
    form = kind(asked, by=by)
    if "unit" in form.errors and is_code(str(asked["unit"])):
        raise Http404
    if "unit" in form.cleaned_data:
        unit = form.cleaned_data["unit"]
        require(by, "see_figures", unit)
        asked["unit"] = written(unit)
    return form


def _layout() -> Form02Layout:
    """The form of the campaign; 404 where its guidance has none."""
    layout = current_pack().form_02
    if layout is None:
        raise Http404
    return layout


def _cells(line: Line, unit: Unit, period: Period) -> Iterator[Cell]:
    for column in COLUMNS:
        figure = line.figures[column]
        linked = awards_address(unit, period, figure.selection) if figure.high else ""
        yield Cell(figure.text, "" if figure.value is not None else figure.words, linked)
        if column in DIRECT_COLUMNS:
            yield Cell(line.percent(column))
