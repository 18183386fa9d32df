"""Nhật ký: the record of all that was written, for those who check; and whether its chain is whole."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.documents.figures_workbook import FiguresSheet, write_figures_workbook
from vinhdanh.models import AuditLine, Unit, User
from vinhdanh.models.audit import AuditQuerySet
from vinhdanh.permissions import can, require
from vinhdanh.reports.audit import ReadLine, last_check, read_lines
from vinhdanh.tasks import check_chain_soon
from vinhdanh.vietnamese import grouped
from vinhdanh.web.campaign import today
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.audit import AuditFilterForm
from vinhdanh.web.signed_in import SignedIn

PAGE = 50
MOST_EXPORTED = 50_000
_PAGES = {
    "honouree": ("honouree", "see_register"),
    "award": ("award", "see_register"),
    "decision": ("decision", "see_register"),
    "import": ("import", "import_list"),
    "unit": ("unit", "see_units"),
    "user": ("person", "see_people"),
}
_COLUMNS = ("Số", "Thời điểm", "Người làm", "Việc", "Loại", "Trên", "Đơn vị", "Thay đổi", "Từ đâu", "Dấu")
_WIDTHS = (9, 18, 26, 30, 18, 34, 30, 60, 18, 66)


@require_safe
def audit(request: SignedIn) -> HttpResponse:
    """The lines that one looks for, the newest first, each in Vietnamese; paged by number, however many there are."""
    require(request.user, "see_audit")
    form = AuditFilterForm(request.GET, by=request.user)
    valid = form.is_valid()
    found = list(_found(request.user, form)[: PAGE + 1]) if valid else []
    lines = list(read_lines(found[:PAGE]))
    asked = request.GET.copy()
    asked.pop("number", None)
    context = {
        "title": "Nhật ký",
        "lead": "Mọi việc đã ghi, không sửa, không xóa được.",
        "form": form,
        "lines": [(line, address) for line, address in zip(lines, _addresses(lines, request.user), strict=True)],
        "next": found[PAGE].number if len(found) > PAGE else None,
        "asked": asked.urlencode(),
        "query": request.GET.urlencode(),
        "narrowed": any(request.GET.values()),
        "checked": last_check(),
        "most_exported": MOST_EXPORTED,
    }
    return render(request, "audit/page.html", context, status=200 if valid else 422)


@require_safe
def audit_file(request: SignedIn) -> HttpResponse:
    """The same lines as a workbook, with the same filters; the newest where they are more than a sheet should hold."""
    require(request.user, "see_audit")
    form = AuditFilterForm(request.GET, by=request.user)
    if not form.is_valid():
        return redirect(f"{reverse('audit')}?{request.GET.urlencode()}")
    found = _found(request.user, form)
    count = found[: MOST_EXPORTED + 1].count()
    remark = f"{grouped(min(count, MOST_EXPORTED))} dòng, mới nhất trước."
    if count > MOST_EXPORTED:
        remark += f" Còn dòng cũ hơn: mỗi tệp không quá {grouped(MOST_EXPORTED)} dòng, hãy thu hẹp bộ lọc."
    rows = map(_row, read_lines(found[:MOST_EXPORTED].iterator(2000)))
    sheet = FiguresSheet("Nhật ký", "Nhật ký", _COLUMNS, rows, remark, _WIDTHS)
    return download(write_figures_workbook([sheet]), f"nhat-ky-{today():%Y-%m-%d}.xlsx")


@require_POST
def check_chain(request: SignedIn) -> HttpResponse:
    """Walks along the whole chain: at once where it is short, else beside the pages."""
    require(request.user, "see_audit")
    if check_chain_soon(by=request.user):
        messages.success(request, "Đã kiểm tra xong; kết quả ở đầu trang.")
    else:
        messages.info(request, "Đang kiểm tra chuỗi; kết quả sẽ hiện ở đầu trang này sau ít phút.")
    return redirect("audit")


def _found(by: User, form: AuditFilterForm) -> AuditQuerySet:
    found: AuditQuerySet = form.filter.of(AuditLine.objects.visible_to(by).select_related("unit"))
    return found.order_by("-number")


def _row(told: ReadLine) -> tuple[Any, ...]:
    changes = "\n".join(f"{one.field}: {one.before} → {one.after}" for one in told.changes)
    at = f"{told.at:%d/%m/%Y %H:%M:%S}"
    what = (told.label, told.kind_label, told.thing_name, told.unit_name, changes, told.origin, told.digest)
    return (told.number, at, told.by_name, *what)


def _addresses(lines: list[ReadLine], by: User) -> Iterator[str]:
    """Where the thing of each line is shown; blank where it has no page, or none that the person may open."""
    keys = [line.thing_key for line in lines if line.thing_kind == "unit"]
    codes = dict(Unit.objects.visible_to(by).filter(pk__in=keys).values_list("pk", "code"))
    for line in lines:
        page, verb = _PAGES.get(line.thing_kind, ("", "see_audit"))
        key = codes.get(int(line.thing_key)) if page == "unit" else line.thing_key
        yield reverse(page, args=[key]) if page and key and can(by, verb) else ""
