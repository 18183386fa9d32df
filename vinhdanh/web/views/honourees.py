"""Whom the register holds: the page of one honouree, adding one, saying who one is, positions, the extract."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh.actions import honourees as actions
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.documents.record_extract import compose_record_extract
from vinhdanh.models import Honouree, HonoureeKind, HonoureeStanding, Position, User
from vinhdanh.permissions import can, require
from vinhdanh.reports.extract import record_extract
from vinhdanh.reports.honouree_record import honouree_record, record_history, standing_root
from vinhdanh.reports.pairs import side_by_side
from vinhdanh.vietnamese import folded
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.honourees import EndForm, HonoureeForm, PositionForm
from vinhdanh.web.keys import row_keys
from vinhdanh.web.refusals import tell, tell_change
from vinhdanh.web.signed_in import SignedIn

_WRITERS = {"docx": write_docx, "pdf": write_pdf}
_VERBS = ("add_award", "add_rating", "edit_honouree", "see_personal_data", "change_award", "correct_rating")


@require_safe
def honouree(request: SignedIn, pk: int) -> HttpResponse:
    """The whole record of one honouree; of one that was merged, the way to the one that was kept."""
    found = visible_honouree(request.user, pk)
    if found.standing == HonoureeStanding.MERGED:
        kept = standing_root(found)
        messages.info(request, f"“{found.name}” đã được gộp vào đối tượng này.")
        return redirect("honouree", pk=kept.pk)
    return _page(request, found)


@require_POST
def honouree_identity(request: SignedIn, pk: int) -> HttpResponse:
    """The page once more with the identity number open; that it was read stands in the record."""
    found = visible_honouree(request.user, pk)
    try:
        response = _page(request, found, number=actions.read_identity_number(found, by=request.user))
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("honouree", pk=pk)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def honouree_extract(request: SignedIn, pk: int, extension: str) -> HttpResponse:
    """Trích sao thành tích as .docx or .pdf."""
    by = request.user
    found = visible_honouree(by, pk)
    if extension not in _WRITERS:
        raise Http404
    personal = can(by, "see_personal_data", found.unit)
    extract = record_extract(honouree_record(found, by), by, on=timezone.localdate(), with_birth=personal)
    name = "-".join(folded(found.name).split()) or "doi-tuong"
    return download(_WRITERS[extension](compose_record_extract(extract)), f"trich-sao-{name}.{extension}")


@require_http_methods(["GET", "HEAD", "POST"])
def add_honouree(request: SignedIn) -> HttpResponse:
    """The form for somebody new; who looks alike is shown side by side before anything is written."""
    by = request.user
    require(by, "add_honouree")
    asked = request.GET.get("kind", "")
    kind = HonoureeKind(asked) if asked in HonoureeKind.values else HonoureeKind.INDIVIDUAL
    form = HonoureeForm(request.POST or None, by=by, kind=kind)
    apart = row_keys(request.POST.getlist("told_apart"))
    alike = None
    if form.is_valid():
        try:
            added = actions.add_honouree(form.draft(), by=by, told_apart=apart)
            messages.success(request, f"Đã ghi {added.name} vào sổ.")
            return redirect("honouree", pk=added.pk)
        except actions.LooksAlike as found:
            alike = side_by_side(found.found, by, form.cleaned_data["name"])
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        "title": f"Thêm {kind.label.lower()}",
        "crumbs": [("Sổ khen thưởng", reverse("register"))],
        "form": form,
        "kind": kind,
        "kinds": HonoureeKind.choices,
        "alike": alike,
        "apart": apart,
    }
    return render(request, "honourees/add.html", context, status=422 if alike or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_honouree(request: SignedIn, pk: int) -> HttpResponse:
    """Who somebody is; never what somebody received."""
    by, found = request.user, visible_honouree(request.user, pk)
    require(by, "edit_honouree", found.unit)
    form = HonoureeForm(request.POST or None, by=by, kind=found.kind, known=found)
    if form.is_valid():
        try:
            actions.edit_honouree(found, form.draft(), by=by, seen=form.cleaned_data["seen"])
            messages.success(request, "Đã lưu thông tin.")
            return redirect("honouree", pk=pk)
        except ChangedMeanwhile as refusal:
            found = visible_honouree(by, pk)
            tell_change(form, refusal, now=HonoureeForm(by=by, kind=found.kind, known=found))
        except NotPossible as refusal:
            tell(form, refusal)
    return _form_page(request, found, form, "Sửa thông tin", "Lưu thông tin", "check-lg")


@require_http_methods(["GET", "HEAD", "POST"])
def add_position(request: SignedIn, pk: int) -> HttpResponse:
    """A position that a person holds or held."""
    by, found = request.user, visible_honouree(request.user, pk)
    require(by, "edit_honouree", found.unit)
    form = PositionForm(request.POST or None, by=by, initial={"unit": found.unit})
    if form.is_valid():
        try:
            actions.add_position(found, by=by, **form.cleaned_data)
            messages.success(request, "Đã thêm chức vụ.")
            return redirect("honouree", pk=pk)
        except NotPossible as refusal:
            tell(form, refusal)
    return _form_page(request, found, form, "Thêm chức vụ", "Thêm chức vụ", "plus-lg")


@require_http_methods(["GET", "HEAD", "POST"])
def end_position(request: SignedIn, pk: int) -> HttpResponse:
    """The day until which a position was held."""
    by = request.user
    seen = Position.objects.filter(honouree__in=Honouree.objects.visible_to(by))
    position = get_object_or_404(seen.select_related("honouree__unit"), pk=pk)
    require(by, "edit_honouree", position.honouree.unit)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_position(position, by=by, until=form.cleaned_data["until"])
            messages.success(request, "Đã ghi ngày kết thúc chức vụ.")
            return redirect("honouree", pk=position.honouree_id)
        except NotPossible as refusal:
            tell(form, refusal)
    title = f"Kết thúc chức vụ: {position.title}"
    return _form_page(request, position.honouree, form, title, "Ghi ngày kết thúc", "check-lg")


def visible_honouree(by: User, pk: int) -> Honouree:
    """The honouree, if the person reaches it (else 404) and may read the register (else Refused)."""
    seen = Honouree.objects.visible_to(by).select_related("unit__parent__parent", "merged_into__unit")
    found = get_object_or_404(seen, pk=pk)
    require(by, "see_register", found.unit)
    return found


def honouree_crumbs(found: Honouree) -> list[tuple[str, str]]:
    """The way down to what stands below an honouree."""
    return [("Sổ khen thưởng", reverse("register")), (found.name, reverse("honouree", args=[found.pk]))]


def _page(request: SignedIn, found: Honouree, number: str = "") -> HttpResponse:
    by = request.user
    record = honouree_record(found, by)
    may = {verb: found.standing == HonoureeStanding.STANDING and can(by, verb, found.unit) for verb in _VERBS}
    personal = may["see_personal_data"]
    context = {
        "title": found.name,
        "crumbs": [("Sổ khen thưởng", reverse("register"))],
        "honouree": found,
        "record": record,
        "may": may,
        "may_decide": can(by, "decide_duplicate", found.unit),
        "birth": found.birth_text if personal else found.birth_year_text,
        "masked": found.identity_masked if personal else "",
        "number": number,
        "lines": record_history(record),
    }
    return render(request, "honourees/page.html", context)


def _form_page(
    request: SignedIn, found: Honouree, form: HonoureeForm | PositionForm | EndForm, title: str, button: str, sign: str
) -> HttpResponse:
    context = {
        "title": title,
        "lead": found.name,
        "crumbs": honouree_crumbs(found),
        "form": form,
        "button": button,
        "sign": sign,
        "back": reverse("honouree", args=[found.pk]),
    }
    return render(request, "honourees/form.html", context, status=422 if form.errors else 200)
