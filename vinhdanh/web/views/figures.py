"""Số liệu: years side by side, kinds, leaders and direct workers, women, minorities, units; tables and pictures."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vinhdanh.documents.figures_workbook import write_figures_workbook
from vinhdanh.reports.figures import LEVELS, Cell, Table, compute_figures, figures_sheets
from vinhdanh.vietnamese import grouped
from vinhdanh.web.charts import chart_of
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.figures import FiguresForm
from vinhdanh.web.register_links import awards_address
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.form_02 import asked_figures


@require_safe
def figures(request: SignedIn) -> HttpResponse:
    """Every table of a unit and all below it, each with its picture."""
    form = asked_figures(request, FiguresForm)
    context: dict[str, Any] = {"title": "Số liệu khen thưởng", "form": form, "query": form.query}
    if not form.is_valid():
        return render(request, "figures/page.html", context, status=422)
    computed = compute_figures(form.cleaned_data["unit"], form.period, form.chosen_level)
    context |= {
        "unit": computed.unit,
        "period": form.period,
        "tables": [(table, chart_of(table), list(_rows(table, form))) for table in computed.tables if table.rows],
        "level": LEVELS[computed.level] if computed.level else "",
    }
    return render(request, "figures/page.html", context)


@require_safe
def figures_file(request: SignedIn) -> HttpResponse:
    """The same tables as a workbook, a sheet each."""
    form = asked_figures(request, FiguresForm)
    if not form.is_valid():
        raise Http404
    computed = compute_figures(form.cleaned_data["unit"], form.period, form.chosen_level)
    name = f"so-lieu-{computed.unit.code}-{computed.period.first}-{computed.period.last}.xlsx"
    return download(write_figures_workbook(figures_sheets(computed)), name)


class ShownRow(NamedTuple):
    """A row as the page writes it: `address` leads to the figures of a unit below, `cells` are texts and addresses."""

    label: str
    address: str
    cells: list[tuple[str, str]]
    total: str
    remark: str


def _rows(table: Table, form: FiguresForm) -> Iterator[ShownRow]:
    for row in table.rows:
        address = f"?{form.query_of(row.unit)}" if row.unit else ""
        total = grouped(row.total) if row.total else ""
        yield ShownRow(row.label, address, [_shown(cell) for cell in row.cells], total, row.remark)


def _shown(cell: Cell) -> tuple[str, str]:
    asked = cell.asked
    address = awards_address(asked.unit, asked.period, asked.selection, **asked.people) if asked else ""
    return "" if cell.count is None else grouped(cell.count), address
