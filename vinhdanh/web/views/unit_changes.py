"""What befalls a unit: opened below, corrected, renamed, merged, split, moved, ended; each a form and one action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh.actions import units as actions
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.models import Unit, User
from vinhdanh.permissions import require
from vinhdanh.reports.unit_changes import told_of_merger, told_of_move
from vinhdanh.web.forms.units import (
    CloseForm,
    EditForm,
    MergeForm,
    MoveForm,
    OpenForm,
    RenameForm,
    ReopenForm,
    SplitForm,
    UnitForm,
)
from vinhdanh.web.refusals import tell, tell_change
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.units import crumbs, reached_unit

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a unit. `do` answers the unit to show then; `warning` says what will happen before it does, and
    `counted` with how much of the register."""

    title: str
    button: str
    done: str
    form: type[UnitForm]
    do: Callable[[Unit, User, Answers], Unit]
    warning: str = ""
    counted: Callable[[Unit], str] | None = None


def _open(unit: Unit, by: User, asked: Answers) -> Unit:
    return actions.open_unit(by=by, parent=unit, **asked)


def _edit(unit: Unit, by: User, asked: Answers) -> Unit:
    return actions.edit_unit(unit, by=by, **asked)


def _rename(unit: Unit, by: User, asked: Answers) -> Unit:
    return actions.rename_unit(unit, by=by, **asked)


def _merge(unit: Unit, by: User, asked: Answers) -> Unit:
    actions.merge_unit(unit, by=by, **asked)
    return unit


def _split(unit: Unit, by: User, asked: Answers) -> Unit:
    actions.split_unit(unit, by=by, **asked)
    return unit


def _move(unit: Unit, by: User, asked: Answers) -> Unit:
    return actions.move_unit(unit, by=by, **asked)


def _close(unit: Unit, by: User, asked: Answers) -> Unit:
    return actions.close_unit(unit, by=by, **asked)


def _reopen(unit: Unit, by: User, asked: Answers) -> Unit:
    return actions.reopen_unit(unit, by=by, **asked)


STEPS: dict[str, Step] = {
    "mo-don-vi": Step("Mở đơn vị trực thuộc", "Mở đơn vị", "Đã mở đơn vị.", OpenForm, _open),
    "sua": Step("Sửa đơn vị", "Lưu", "Đã lưu.", EditForm, _edit),
    "doi-ten": Step(
        "Đổi tên đơn vị",
        "Đổi tên",
        "Đã đổi tên.",
        RenameForm,
        _rename,
        "Tên cũ được giữ lại; danh sách ghi tên cũ vẫn tìm được đơn vị.",
    ),
    "nhap-vao": Step(
        "Nhập vào đơn vị khác",
        "Nhập vào đơn vị này",
        "Đã ghi việc nhập.",
        MergeForm,
        _merge,
        "Đơn vị này kết thúc hoạt động; các đơn vị trực thuộc còn hoạt động chuyển sang đơn vị mới ngay khi ghi.",
        told_of_merger,
    ),
    "chia-tach": Step("Chia, tách đơn vị", "Ghi việc chia, tách", "Đã ghi việc chia, tách.", SplitForm, _split),
    "chuyen": Step(
        "Chuyển đơn vị cấp trên",
        "Chuyển",
        "Đã chuyển.",
        MoveForm,
        _move,
        "Mọi đơn vị trực thuộc chuyển theo. Người có vai trò ở đơn vị cấp trên cũ không còn thấy đơn vị này.",
        told_of_move,
    ),
    "ket-thuc": Step(
        "Kết thúc hoạt động",
        "Kết thúc",
        "Đã ghi ngày kết thúc.",
        CloseForm,
        _close,
        "Dùng khi không có đơn vị nào tiếp nhận. Nếu có, dùng “Nhập vào đơn vị khác”.",
    ),
    "khoi-phuc": Step(
        "Khôi phục đơn vị",
        "Khôi phục",
        "Đã khôi phục.",
        ReopenForm,
        _reopen,
        "Dùng khi ghi kết thúc nhầm. Đơn vị trực thuộc đã chuyển đi không tự chuyển về.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def unit_change(request: SignedIn, code: str, step: str) -> HttpResponse:
    """The form of one change; on POST it is made."""
    unit, chosen = reached_unit(request, code), STEPS.get(step)
    if chosen is None:
        raise Http404
    require(request.user, "edit_unit", unit)
    form = chosen.form(request.POST if request.method == "POST" else None, unit=unit, by=request.user)
    if form.is_valid():
        try:
            shown = chosen.do(unit, request.user, form.cleaned_data)
            messages.success(request, chosen.done)
            return redirect("unit", code=shown.code)
        except ChangedMeanwhile as refusal:
            unit = reached_unit(request, code)
            tell_change(form, refusal, now=chosen.form(unit=unit, by=request.user))
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        "title": chosen.title,
        "lead": unit.name,
        "crumbs": [*crumbs([]), (unit.name, reverse("unit", args=[unit.code]))],
        "form": form,
        "button": chosen.button,
        "warning": f"{chosen.warning} {chosen.counted(unit)}".strip() if chosen.counted else chosen.warning,
    }
    return render(request, "units/change.html", context, status=422 if form.errors else 200)
