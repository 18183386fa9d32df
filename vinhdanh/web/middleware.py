"""What every request and every answer goes through, besides Django's own."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.actions.audit import from_origin
from vinhdanh.permissions import Refused, needs_two_factors
from vinhdanh.reports.people import second_factors
from vinhdanh.web.refusals import refuse
from vinhdanh.web.views.errors import session_over

_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
_PIECE = 64 * 1024
_LONGEST_READ = 256 * 1024 * 1024
_LONGEST_WAIT = 30  # seconds
_SETTING_UP = frozenset(
    {"mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes"}
    | {"mfa_download_recovery_codes", "account_reauthenticate", "account_change_password", "account_set_password"}
)


class ClosedUnlessPublic(LoginRequiredMiddleware):
    """Every page asks for a person who has signed in, unless its view is marked with `login_not_required`.

    Who must have a second factor and has none meets nothing but the pages that set it up. What a person may not do is
    refused in the words of `Refused`.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        closed = super().process_view(request, view_func, view_args, view_kwargs)
        if closed is not None or not request.user.is_authenticated:
            return closed
        name = request.resolver_match.url_name if request.resolver_match else None
        public = not getattr(view_func, "login_required", True) and name != "home"
        if public or not needs_two_factors(request.user) or second_factors(request.user).exists():
            return None
        request.second_factor_missing = True  # type: ignore[attr-defined]  # the frame shows no room then
        return None if name in _SETTING_UP else redirect("mfa_index")

    def handle_no_permission(  # type: ignore[override]  # the stubs know only redirects
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """To the page for signing in, and back; what a stranger sends is refused, and kept on the page."""
        if request.method in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path(), self.get_login_url(view_func))
        return session_over(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return refuse(request, 403, str(exception), "Quay lại trang trước, hoặc chọn một mục trong danh mục.")


class RefuseBadRequests:
    """Answers 413 to a request above DATA_UPLOAD_MAX_MEMORY_SIZE, whatever it carries, without keeping any of it, and
    400 to one with a null character, which no keyboard types and PostgreSQL cannot keep.

    A body too large is read away piece by piece first: a browser that is still sending shows no answer, only a broken
    line.
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

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Looks at what was typed, in the address and in forms; files are looked at by who reads them."""
        fields = [(name, *values) for sent in (request.GET, request.POST) for name, values in sent.lists()]
        return refuse(request, 400) if any("\x00" in text for texts in fields for text in texts) else None


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
