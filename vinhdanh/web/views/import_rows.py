"""One row of a list that is being taken in: mended in its own page, or where it stands among the others."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh.actions.imports.rows import edit_alike, edit_row, leave_row_out, take_row_back
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import today
from vinhdanh.models import Import, ImportRow, ImportState, RowOutcome
from vinhdanh.models.import_contents import contents_of
from vinhdanh.reports.import_rows import cells_shown, filter_label, rows_shown
from vinhdanh.reports.imports import account
from vinhdanh.tasks import begin_reading
from vinhdanh.web.keys import row_key
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.imports import CRUMB, reached_row

_CELL = "cell-"


@require_http_methods(["GET", "HEAD", "POST"])
def import_row(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """The cells of one row; sent, the row is read again at once.

    The script of the page asks for the row alone (`X-Part: row`) and puts it where it stood.
    """
    found = reached_row(request, pk, row)
    if found.source.state != ImportState.PREVIEW:
        return redirect("import", pk)
    refusal = ""
    if request.method == "POST":
        try:
            if "alike" in request.POST:
                begin_reading(edit_alike(found, by=request.user, cells=_typed(request.POST)))
                return redirect(_back(request, found))
            if "leave_out" in request.POST or "take_back" in request.POST:
                act = leave_row_out if "leave_out" in request.POST else take_row_back
                return redirect(_back(request, act(found, by=request.user, on=today())))
            found = edit_row(found, by=request.user, cells=_typed(request.POST), on=today())
            if request.headers.get("X-Part") == "row":
                return _part(request, found)
            return redirect(_next(request, found))
        except NotPossible as refused:
            refusal = refused.sentence
    return _page(request, found, refusal)


def _page(request: SignedIn, found: ImportRow, refusal: str) -> HttpResponse:
    one = found.source
    crumbs = [(CRUMB, reverse("imports")), (one.file_name, reverse("import", args=[one.pk]))]
    [shown] = rows_shown(one, [found], request.user)
    context = {
        "title": f"Dòng {found.number}",
        "one": one,
        "shown": shown,
        "cells": cells_shown(one, contents_of(one.contents), found),
        "crumbs": crumbs,
        "refusal": refusal,
        "here": request.GET.urlencode(),
    }
    return render(request, "imports/row.html", context, status=422 if refusal else 200)


def _typed(sent: QueryDict) -> dict[int, str]:
    """Column → what was typed there."""
    columns = ((row_key(name.removeprefix(_CELL)), name) for name in sent if name.startswith(_CELL))
    return {column: str(sent[name]) for column, name in columns if column is not None}


def _part(request: SignedIn, row: ImportRow) -> HttpResponse:
    one = row.source
    choices = [(name, filter_label(one, name), one.counts.get(name, 0)) for name in RowOutcome.values]
    context = {
        "one": one,
        "shown": rows_shown(one, [row], request.user)[0],
        "account": account(one),
        "choices": choices,
        "total": sum(count for _, _, count in choices),
        "outcome": request.GET.get("outcome", ""),
    }
    return render(request, "imports/part.html", context)


def _next(request: SignedIn, row: ImportRow) -> str:
    """Where one goes on: the next row that cannot be read where that was asked for, else the list at this row."""
    one: Import = row.source
    if "next" in request.POST:
        refused = one.rows.filter(outcome=RowOutcome.REFUSED)
        later = refused.filter(table=row.table, number__gt=row.number) | refused.filter(table__gt=row.table)
        following = later.first() or refused.exclude(pk=row.pk).first()
        if following:
            return reverse("import_row", args=[one.pk, following.pk])
    return _back(request, row)


def _back(request: SignedIn, row: ImportRow) -> str:
    """The list of rows as it was filtered, at this row."""
    one = row.source
    asked = request.GET.urlencode()
    return reverse("import", args=[one.pk]) + (f"?{asked}" if asked else "") + f"#dong-{row.pk}"
