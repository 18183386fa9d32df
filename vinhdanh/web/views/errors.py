"""The answers where a page cannot be given; what they say stands in web/refusals.py."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django_ratelimit.exceptions import Ratelimited

from vinhdanh.web.refusals import refuse

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def too_often(request: HttpRequest) -> HttpResponse:
    """429, where the pages of an account were asked for too often; the library that limits them calls it by name."""
    return refuse(request, 429)


def session_over(request: HttpRequest) -> HttpResponse:
    """403 to a stranger who sent a form: the session ended meanwhile. The page keeps what was typed, to be sent again
    once signed in. Files cannot be kept by a page."""
    return _kept(
        request, "Chưa đăng nhập, hoặc phiên làm việc đã hết, nên nội dung gửi lên chưa được tiếp nhận.", False
    )


def _kept(request: HttpRequest, happened: str, signed_in: bool) -> HttpResponse:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    context = {
        "title": "Nội dung chưa gửi được",
        "happened": happened,
        "fields": fields,
        "files": sorted(request.FILES),
        "address": request.get_full_path(),
        "signed_in": signed_in,
    }
    return render(request, "errors/kept.html", context, status=403)


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
    """403 where a form came without its token: an old page, or cookies turned off. After signing in anew the token is
    another one: where the browser says that the form came from a page of ours, what was typed is kept."""
    person = getattr(request, "user", None)
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if ours and person is not None and person.is_authenticated and request.POST:
        return _kept(request, "Trang đã mở từ trước khi đăng nhập lại, nên cần xác nhận gửi thêm một lần.", True)
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
