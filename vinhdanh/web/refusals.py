"""What a person reads where a page cannot be given, or an action refuses: what happened, and what to do now."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.vietnamese import written_date


@dataclass(frozen=True, slots=True)
class Refusal:
    """A title (a noun phrase), what happened, and what to do now."""

    title: str
    happened: str
    advice: str


REFUSALS = {
    400: Refusal(
        "Yêu cầu không hợp lệ",
        "Máy chủ không đọc được yêu cầu do trình duyệt gửi đến.",
        "Mở lại trang từ đầu và làm lại thao tác. Không gõ thêm vào địa chỉ trang.",
    ),
    403: Refusal(
        "Không được mở trang này",
        "Trang này không dành cho tài khoản đang dùng.",
        "Nếu công việc cần đến trang này, đề nghị cơ quan thi đua, khen thưởng tỉnh cấp quyền.",
    ),
    404: Refusal(
        "Không tìm thấy trang",
        "Địa chỉ này không có trong chương trình.",
        "Kiểm tra lại địa chỉ, hoặc chọn một mục trong danh mục.",
    ),
    413: Refusal(
        "Tệp quá lớn",
        "Tệp gửi lên lớn hơn mức máy chủ nhận: 20 MB cho mỗi lần gửi.",
        "Xóa hình ảnh và các trang tính không dùng trong tệp, hoặc tách thành nhiều tệp, rồi gửi lại.",
    ),
    429: Refusal(
        "Gửi quá nhiều lần",
        "Từ địa chỉ mạng này đã có quá nhiều lần gửi trong thời gian ngắn.",
        "Chờ ít phút rồi gửi lại.",
    ),
}


def refuse(request: HttpRequest, status: int, happened: str = "", advice: str = "", *, title: str = "") -> HttpResponse:
    """The page for `status` (a key of REFUSALS) in the frame; words given here replace the usual ones."""
    usual = REFUSALS[status]
    shown = Refusal(title or usual.title, happened or usual.happened, advice or usual.advice)
    return render(request, "errors/refusal.html", {"title": shown.title, "refusal": shown}, status=status)


def tell(form: forms.BaseForm, refusal: NotPossible) -> None:
    """Says at the form what an action refused: beside the field at fault, or above the form where it has none such."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def tell_change(form: forms.BaseForm, refusal: ChangedMeanwhile, now: forms.BaseForm) -> None:
    """Keeps what was typed, and says beside each field that a colleague changed what it holds now, as the form `now`
    shows it. Saved once more, the form writes over what this page has shown."""
    form.add_error(None, refusal.sentence)
    for name in refusal.fields:
        if name in form.fields:
            form.add_error(name, _held_now(now[name]))
    form.data = {name: form.data.get(name) for name in form.data} | {"seen": now["seen"].value()}


def _held_now(field: forms.BoundField) -> str:
    value = field.field.prepare_value(field.initial)
    if isinstance(field.field, forms.ChoiceField):
        value = dict(field.field.choices).get(value, value)  # type: ignore[arg-type]  # a list of pairs, in our forms
    if field.name == "identity_number":
        return "Số định danh đang lưu đã được thay hoặc bỏ."
    text = written_date(value) if isinstance(value, date) else value
    return f"Trong sổ nay ghi “{text}”." if text else "Trong sổ nay để trống."
