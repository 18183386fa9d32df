"""Nhập danh sách: a file is sent, looked through, mended in the page, written into the register, and undone as one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh.actions.imports.sending import choose_columns, discard_import, read_again, send_list
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import today
from vinhdanh.documents.list_template import write_list_template
from vinhdanh.models import Import, ImportRow, ImportState, RowOutcome
from vinhdanh.permissions import can, require
from vinhdanh.reports.import_result import result_book
from vinhdanh.reports.import_rows import PAGE, alike_rows, filter_label, rows_shown
from vinhdanh.reports.imports import account, sums, tables_shown
from vinhdanh.reports.pairs import pairs_waiting
from vinhdanh.tasks import begin_reading, confirm_and_write, undo_and_withdraw
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.imports import RowsFilter, SendForm, TableForm
from vinhdanh.web.limits import limited, limited_even_to_look
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn

LISTED = 30
CRUMB = "Nhập danh sách"


@require_http_methods(["GET", "HEAD", "POST"])
@limited
def imports(request: SignedIn) -> HttpResponse:
    """The imports that the reader reaches, and the form that sends a file."""
    require(request.user, "import_list")
    if request.method != "POST":
        return _list(request, SendForm(by=request.user))
    form = SendForm(request.POST, request.FILES, by=request.user)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            one = send_list(sent["unit"], by=request.user, content=sent["content"], name=sent["name"], on=today())
            if one.state == ImportState.READING:
                begin_reading(one)
            return redirect("import", one.pk)
        except NotPossible as refusal:
            tell(form, refusal)
    return _list(request, form)


def _list(request: SignedIn, form: SendForm) -> HttpResponse:
    found = Import.objects.visible_to(request.user).select_related("unit", "sent_by")
    found = found.defer("contents", "edits", "mapping", "context", "notes")
    page = Paginator(found, LISTED).get_page(request.GET.get("page"))
    context = {"title": CRUMB, "form": form, "page": page}
    return render(request, "imports/list.html", context, status=422 if form.errors else 200)


@require_safe
def import_template(request: SignedIn) -> HttpResponse:
    """An empty list with the columns that need no choosing, and an example below them."""
    require(request.user, "import_list")
    return download(write_list_template(), "bang-danh-sach-khen-thuong.xlsx")


@require_safe
def import_page(request: SignedIn, pk: int) -> HttpResponse:
    """One import in whatever state it is."""
    return _import(request, reached_import(request, pk))


def _import(request: SignedIn, one: Import, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"title": one.file_name, "one": one, "crumbs": [(CRUMB, reverse("imports"))]}
    context["may_decide"] = can(request.user, "decide_duplicate", one.unit)
    if one.state in (ImportState.PREVIEW, ImportState.DONE, ImportState.UNDONE):
        context |= _rows_context(request, one)
    if one.state == ImportState.DONE and one.counts.get("suspicions"):
        context["pairs"] = pairs_waiting(one, request.user)
    if one.state == ImportState.PREVIEW:
        tables = [(table, TableForm(table=table)) for table in tables_shown(one)]
        others = Import.objects.visible_to(request.user).same_file(one.file_sha256).exclude(pk=one.pk)
        context |= {"tables": tables, "same": others.first(), "writable": _writable(one)}
    return render(request, "imports/import.html", context, status=status)


def _rows_context(request: SignedIn, one: Import) -> dict[str, Any]:
    form = RowsFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = one.rows.all()
    outcome = asked.get("outcome", "")
    if outcome:
        rows = rows.filter(outcome=outcome)
    like = rows.filter(pk=asked["like"]).first() if asked.get("like") else None
    alike = alike_rows(rows, like) if like else rows.none()
    like, rows = (like, alike) if alike.exists() else (None, rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    choices = [(name, filter_label(one, name), one.counts.get(name, 0)) for name in RowOutcome.values]
    return {
        "account": account(one),
        "choices": choices,
        "total": sum(count for _, _, count in choices),
        "outcome": outcome,
        "page": page,
        "rows": rows_shown(one, list(page.object_list), request.user),
        "like": like,
        "here": urlencode({"outcome": outcome, "page": page.number} | ({"like": like.pk} if like else {})),
    }


def _writable(one: Import) -> int:
    """How many rows would go into the register."""
    return int(one.counts.get(RowOutcome.NEW, 0)) + int(one.counts.get(RowOutcome.RESEMBLES, 0))


@require_safe
def import_progress(request: SignedIn, pk: int) -> HttpResponse:
    """How far the work is, for the script that shows it."""
    one = reached_import(request, pk)
    return JsonResponse({"state": one.state, "progress": one.progress, "steps": one.steps})


@require_http_methods(["GET", "HEAD", "POST"])
def import_table(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """What the columns of one table are; sent, the file is read again."""
    one = reached_import(request, pk)
    table = next((table for table in _tables(one) if table.number == number), None)
    if table is None:
        return redirect("import", one.pk)
    form = TableForm(request.POST or None, table=table)
    if request.method == "POST" and form.is_valid():
        try:
            left_out = form.cleaned_data["left_out"]
            again = choose_columns(
                one, number, by=request.user, mapping=form.mapping, context=form.context, left_out=left_out
            )
            begin_reading(again)
            messages.success(request, "Đọc lại theo cách chọn mới; tệp sau của đơn vị cũng được đọc như vậy.")
            return redirect("import", one.pk)
        except NotPossible as refusal:
            tell(form, refusal)
    crumbs = [(CRUMB, reverse("imports")), (one.file_name, reverse("import", args=[one.pk]))]
    context = {"title": f"Cột của bảng “{table.name}”", "one": one, "table": table, "form": form, "crumbs": crumbs}
    return render(request, "imports/table.html", context, status=422 if form.errors else 200)


def _tables(one: Import) -> list[Any]:
    return tables_shown(one) if one.state == ImportState.PREVIEW else []


@require_http_methods(["GET", "HEAD", "POST"])
def import_confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Says what will be written, then has it written."""
    one = reached_import(request, pk)
    refusal = ""
    if request.method == "POST":
        try:
            confirm_and_write(one, by=request.user)
            return redirect("import", one.pk)
        except NotPossible as refused:
            refusal = refused.sentence
    elif one.state != ImportState.PREVIEW or not _writable(one):
        return redirect("import", one.pk)
    more = {"writable": _writable(one), "sums": sums(one)}
    return _question(request, one, "imports/confirm.html", "Ghi vào sổ", refusal, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def import_discard(request: SignedIn, pk: int) -> HttpResponse:
    """Says what will be lost, then gives the list up."""
    one = reached_import(request, pk)
    refusal = ""
    if request.method == "POST":
        try:
            discard_import(one, by=request.user)
            messages.success(request, f"Đã bỏ tệp {one.file_name}; sổ không thay đổi.")
            return redirect("imports")
        except NotPossible as refused:
            refusal = refused.sentence
    return _question(request, one, "imports/discard.html", "Bỏ tệp", refusal)


@require_POST
def import_again(request: SignedIn, pk: int) -> HttpResponse:
    """Reads a file again that could not be read."""
    one = reached_import(request, pk)
    try:
        begin_reading(read_again(one, by=request.user))
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect("import", one.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: SignedIn, pk: int) -> HttpResponse:
    """Says what will be withdrawn, then has it withdrawn."""
    one = reached_import(request, pk)
    refusal = ""
    if request.method == "POST":
        try:
            undo_and_withdraw(one, by=request.user)
            return redirect("import", one.pk)
        except NotPossible as refused:
            refusal = refused.sentence
    elif one.state != ImportState.DONE:
        return redirect("import", one.pk)
    return _question(request, one, "imports/undo.html", "Hoàn tác lần nhập", refusal)


def _question(request: SignedIn, one: Import, template: str, title: str, refusal: str, **more: Any) -> HttpResponse:
    """A page that says what will happen, and asks."""
    crumbs = [(CRUMB, reverse("imports")), (one.file_name, reverse("import", args=[one.pk]))]
    context = {"title": title, "one": one, "crumbs": crumbs, "refusal": refusal, **more}
    return render(request, template, context, status=422 if refusal else 200)


@require_safe
@limited_even_to_look
def import_result(request: SignedIn, pk: int) -> HttpResponse:
    """The sender's rows with what became of each, as a workbook."""
    one = reached_import(request, pk)
    if one.state not in (ImportState.PREVIEW, ImportState.DONE, ImportState.UNDONE):
        return redirect("import", one.pk)
    stem = one.file_name.rpartition(".")[0] or one.file_name
    return download(result_book(one, timezone.localtime(), request.user), f"ket-qua-{stem}.xlsx")


def reached_import(request: SignedIn, pk: int) -> Import:
    """The import, where the reader's role takes lists in for its unit; 404 where it is not within reach."""
    found = Import.objects.visible_to(request.user).select_related("unit", "sent_by", "confirmed_by")
    one: Import = get_object_or_404(found, pk=pk)
    require(request.user, "import_list", one.unit)
    return one


def reached_row(request: SignedIn, pk: int, row: int) -> ImportRow:
    """A row of an import within reach."""
    one = reached_import(request, pk)
    found: ImportRow = get_object_or_404(one.rows.select_related("source__unit"), pk=row)
    return found
