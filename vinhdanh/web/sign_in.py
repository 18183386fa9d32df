"""How people sign in: what the library that does it is told of us, and how bad tries are counted."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from axes.models import AccessAttempt
from axes.utils import reset
from cryptography.fernet import Fernet
from django.conf import settings
from django.db.models import Q, Sum
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vinhdanh.actions.accounts import change_password, change_second_factor
from vinhdanh.actions.sign_ins import record_failed_second_factor, record_failed_sign_in, record_sign_in
from vinhdanh.models import User
from vinhdanh.permissions import needs_two_factors
from vinhdanh.reports.people import second_factors
from vinhdanh.web.refusals import refuse

log = logging.getLogger(__name__)

FRESH = 5 * 60  # seconds after signing in, within which a proof is not asked for again

# What changed in the account: the line in the record, and the sentence of the mail that says so.
NOTICES = {
    "account/email/password_changed": ("", "Mật khẩu của tài khoản đã được đổi."),
    "account/email/password_set": ("", "Mật khẩu của tài khoản đã được đặt."),
    "account/email/password_reset": ("", "Mật khẩu của tài khoản đã được đặt lại bằng đường dẫn gửi qua thư."),
    "mfa/email/totp_activated": ("add_authenticator_app", "Ứng dụng tạo mã xác thực đã được bật."),
    "mfa/email/totp_deactivated": ("remove_authenticator_app", "Ứng dụng tạo mã xác thực đã bị tắt."),
    "mfa/email/webauthn_added": ("add_passkey", "Một khóa bảo mật hoặc khóa đăng nhập đã được thêm."),
    "mfa/email/webauthn_removed": ("remove_passkey", "Một khóa bảo mật hoặc khóa đăng nhập đã bị xóa."),
    "mfa/email/recovery_codes_generated": ("renew_recovery_codes", "Bộ mã dự phòng mới đã được tạo."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Nobody signs up by himself; passwords are counted by axes alone; changes leave a line and a mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: axes counts bad passwords, by name and address. A second count, by name alone, would let a stranger
        lock somebody out from elsewhere."""

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        """Tells the record who came in, once all that was asked is proved."""
        proofs = get_authentication_records(request, user)
        record_sign_in(user, methods=[str(one.get("type") or one["method"]) for one in proofs])
        response: HttpResponse = super().post_login(request, user, **how)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tells the record of a wrong password, as far as axes counts it: what is tried while the name is locked
        leaves no line, nor do names that nobody bears once an address has failed as often as locks a name. Else a
        stranger could fill the record from outside."""
        failures, name = getattr(request, "axes_failures_since_start", None), tried_name(request, credentials)
        known = User.objects.filter(username__iexact=name).exists()
        if failures is None or not (known or failures_from(address_of(request)) <= settings.AXES_FAILURE_LIMIT):
            return
        record_failed_sign_in(name, locks=failures >= settings.AXES_FAILURE_LIMIT, by=_signed_in(request))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not in the first minutes after signing in, so that who must set up a second factor is not asked twice."""
        person = self.request.user
        records = get_authentication_records(self.request, person)
        since = timezone.now().timestamp() - FRESH
        fresh = any(one["at"] > since for one in records if one.get("method") in {"password", "mfa"})
        return not fresh and bool(super().is_reauthentication_required(app=app, **kwargs))

    def set_password(self, user: User, password: str) -> None:
        """Opens the account again too, if it is locked: whoever sets the password has proved who he is."""
        change_password(user, password, by=user)
        reset(username=user.username.lower())

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        verb, happened = NOTICES[template_prefix]
        if verb:
            change_second_factor(user, verb, by=user)
        if user.email:
            told = {"user": user, "happened": happened, "at": timezone.localtime(), "ip": address_of(self.request)}
            self.send_mail("account/email/notice", user.email, told)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away neither stops the page nor tells a stranger which addresses have an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("a mail was not taken by the mail server: %s (%s)", template_prefix, type(error).__name__)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Secrets are kept sealed; who must have a second factor cannot take away the last one."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not needs_two_factors(authenticator.user):
            return True
        return bool(second_factors(authenticator.user).exclude(pk=authenticator.pk).exists())

    def build_totp_svg(self, url: str) -> str:
        """The drawing alone, to stand within a page."""
        drawing = str(super().build_totp_svg(url))
        return drawing[drawing.index("<svg") :]


def address_of(request: HttpRequest) -> str | None:
    """The address of the network that a request comes from; behind our proxy, as the proxy says."""
    return request.META.get(settings.RATELIMIT_IP_META_KEY) or None


def failures_from(address: str | None) -> int:
    """How many passwords were wrong from an address, as long as axes remembers, whatever the name."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    tried = AccessAttempt.objects.filter(ip_address=address, attempt_time__gte=since)
    return int(tried.aggregate(failures=Sum("failures_since_start"))["failures"] or 0)


@receiver(authentication_failed)
def second_factor_failed(sender: Any, request: HttpRequest, user: User, **told: Any) -> None:
    """Tells the record of a wrong code. The library has no hook of its adapter for this, only this signal; nothing of
    ours sends one. It lets five through in five minutes, and only to who knows the password."""
    record_failed_second_factor(user, by=_signed_in(request))


def tried_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name under which tries are counted: that of the account, whether its mail or its name was typed."""
    given = credentials or {}
    typed = str(given.get("username") or given.get("email") or request.POST.get("login") or "").strip().lower()
    known = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)) if typed else User.objects.none()
    return str(known.values_list("username", flat=True).first() or typed)[:255].lower()


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """429: too many bad tries from here; says when the door opens again, and whom to ask."""
    tries = AccessAttempt.objects.filter(username=tried_name(request, credentials), ip_address=address_of(request))
    last = tries.order_by("-attempt_time").values_list("attempt_time", flat=True).first() or timezone.now()
    opens = timezone.localtime(last + settings.AXES_COOLOFF_TIME)
    return refuse(
        request,
        429,
        f"Đã nhập sai {settings.AXES_FAILURE_LIMIT} lần. Tài khoản này tạm khóa đối với máy đang dùng, mở lại lúc "
        f"{opens:%H:%M}.",
        "Chờ đến giờ đó rồi đăng nhập lại, hoặc đặt lại mật khẩu bằng “Quên mật khẩu”. Nếu người khác đã nhập, báo "
        "người quản trị hệ thống.",
        title="Tạm khóa đăng nhập",
    )


def _signed_in(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _seal() -> Fernet:
    key = hashlib.sha256(b"second factor:" + settings.IDENTITY_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
