"""What a person reads where a page cannot be given: what happened, and what to do now."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django_ratelimit.exceptions import Ratelimited


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
        "Nếu công việc cần đến trang này, liên hệ người quản trị chương trình của đơn vị.",
    ),
    404: Refusal(
        "Không tìm thấy trang",
        "Địa chỉ này không có trong chương trình.",
        "Kiểm tra lại địa chỉ, hoặc chọn một mục trong danh mục.",
    ),
    413: Refusal(
        "Tệp quá lớn",
        "Tệp gửi lên vượt quá 10 MB.",
        "Xóa hình ảnh và các trang tính không dùng trong tệp, hoặc tách thành nhiều tệp, rồi gửi lại.",
    ),
    429: Refusal(
        "Gửi quá nhiều lần",
        "Từ địa chỉ mạng này đã có quá nhiều lần gửi trong thời gian ngắn.",
        "Chờ ít phút rồi gửi lại.",
    ),
}
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def refuse(request: HttpRequest, status: int, happened: str = "", advice: str = "") -> HttpResponse:
    """The page for `status` (a key of REFUSALS) in the frame; a sentence given here replaces the usual one."""
    usual = REFUSALS[status]
    shown = Refusal(usual.title, happened or usual.happened, advice or usual.advice)
    return render(request, "errors/refusal.html", {"title": shown.title, "refusal": shown}, status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where the reason is that too much was sent."""
    return refuse(request, 413 if isinstance(exception, _TOO_MUCH) else 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence of our PermissionDenied, or 429 where the rate limit refused."""
    if isinstance(exception, Ratelimited):
        return refuse(request, 429)
    return refuse(request, 403, happened=str(exception))


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. Never the exception's own words: they name addresses and tables."""
    return refuse(request, 404)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 where a form came without its token: an old page, or cookies turned off."""
    return refuse(
        request,
        403,
        "Trang đã mở quá lâu hoặc trình duyệt không nhận cookie, nên nội dung gửi lên chưa được tiếp nhận.",
        "Tải lại trang rồi gửi lại. Nếu vẫn gặp thông báo này, cho phép cookie đối với địa chỉ này.",
    )


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500. It stands alone: whatever failed may be needed by the frame too."""
    return HttpResponseServerError(loader.get_template("errors/500.html").render())
