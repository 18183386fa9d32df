"""What a person reads where a page cannot be given, or an action refuses: what happened, and what to do now."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vinhdanh.actions.refusals import NotPossible


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
