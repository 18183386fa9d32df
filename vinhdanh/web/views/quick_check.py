"""Kiểm tra nhanh: a workbook in, findings and papers out. Public, and nothing is stored."""

from functools import cache
from io import BytesIO

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh.intake.template import write_book, write_template
from vinhdanh.screening.papers import PAPERS, TooLong
from vinhdanh.screening.report import screen_book
from vinhdanh.web.campaign import current_pack, current_terms, deadline_context, today
from vinhdanh.web.forms.carried_workbook import carried_text
from vinhdanh.web.forms.quick_check import NOMINEE_LIMIT, WorkbookForm
from vinhdanh.web.limits import limited, limited_even_to_look
from vinhdanh.web.result_page import result_context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": XLSX,
}
EXAMPLE_NAME = "vi-du-bang-de-nghi.xlsx"


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@limited
def quick_check(request: HttpRequest) -> HttpResponse:
    """The page with its form; on POST the result, or the reason why the file cannot be read."""
    if request.method != "POST":
        return _page(request, WorkbookForm())
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _result(request, form)


@require_safe
@login_not_required
@limited_even_to_look
def quick_check_example(request: HttpRequest) -> HttpResponse:
    """The result for the example of the campaign, as if it had been sent."""
    form = WorkbookForm({"name": EXAMPLE_NAME, "carried": carried_text(example_workbook())})
    if not form.is_valid():
        raise ValueError(f"the example of the campaign cannot be read: {form.errors.as_json()}")
    return _result(request, form)


@require_POST
@login_not_required
@limited
def quick_check_paper(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """One paper, written from the workbook that the result page carries."""
    kind = PAPERS.get(slug)
    if kind is None or extension not in kind.formats:
        raise Http404
    form = WorkbookForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        content = kind.write(screen_book(form.book, current_pack(), on=today()), extension)
    except TooLong as error:
        form.add_error("workbook", error.sentence)
        return _page(request, form, status=422)
    return _file(content, f"{slug}.{extension}")


@require_safe
@login_not_required
def quick_check_template(request: HttpRequest) -> HttpResponse:
    """The empty workbook of the campaign."""
    return _file(empty_workbook(), "bang-de-nghi-khen-thuong.xlsx")


@require_safe
@login_not_required
def quick_check_example_file(request: HttpRequest) -> HttpResponse:
    """The example as a workbook, to be looked at in Excel."""
    return _file(example_workbook(), EXAMPLE_NAME)


@cache
def empty_workbook() -> bytes:
    """The bytes of the template; they are the same until the pack changes."""
    target = BytesIO()
    write_template(target, current_terms(), title=current_pack().title)
    return target.getvalue()


@cache
def example_workbook() -> bytes:
    """The bytes of the example."""
    target, pack = BytesIO(), current_pack()
    write_book(target, current_terms(), pack.example.unit, pack.example.rows, title=pack.title)
    return target.getvalue()


def _page(request: HttpRequest, form: WorkbookForm, status: int = 200) -> HttpResponse:
    pack = current_pack()
    context = {
        "title": "Kiểm tra nhanh",
        "form": form,
        "campaign_name": pack.title,
        "nominee_limit": NOMINEE_LIMIT,
        **deadline_context(pack),
    }
    return render(request, "quick_check/page.html", context, status=status)


def _result(request: HttpRequest, form: WorkbookForm) -> HttpResponse:
    """Screen and show; the carried workbook makes the next step possible without storing this one."""
    pack, cleaned = current_pack(), form.cleaned_data
    report = screen_book(form.book, pack, on=today())
    context = result_context(report, cleaned.get("verdict") or "", cleaned.get("page") or 1)
    context |= {
        "title": "Kết quả kiểm tra",
        "campaign_name": pack.title,
        **deadline_context(pack),
        "carried": form.carried_on,
        "name": cleaned.get("name") or "",
        "papers": [(kind, kind.available(report)) for kind in PAPERS.values()],
    }
    return render(request, "quick_check/result.html", context)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
