"""What every request and every answer goes through, besides Django's own."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from vinhdanh.actions.audit import from_origin
from vinhdanh.web.views.errors import refuse

_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
_PIECE = 64 * 1024
_LONGEST_READ = 256 * 1024 * 1024
_LONGEST_WAIT = 30  # seconds


class ClosedUnlessPublic(LoginRequiredMiddleware):
    """Every page asks for a person who has signed in, unless its view is marked with `login_not_required`."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know only redirects
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """403 in our words: there is no page to sign in at yet."""
        return refuse(request, 403, "Trang này chỉ dành cho người đã đăng nhập.")


class RefuseLargeRequests:
    """Answers 413 to a request above DATA_UPLOAD_MAX_MEMORY_SIZE, whatever it carries, without keeping any of it.

    The body is read away piece by piece first: a browser that is still sending shows no answer, only a broken line.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        left, patience = min(int(length), _LONGEST_READ), monotonic() + _LONGEST_WAIT
        while left > 0 and monotonic() < patience and (piece := request.read(min(_PIECE, left))):
            left -= len(piece)
        return refuse(request, 413)


class KnownOrigin:
    """Tells the record where a write comes from: the address of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with from_origin(str(request.META.get(settings.RATELIMIT_IP_META_KEY) or "")):
            return self.get_response(request)


class AnswerHeaders:
    """Headers that Django does not set itself. Pages hold what people typed: no shared cache may keep them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
