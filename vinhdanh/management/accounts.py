"""`vinhdanh admin create`: the way in for the first administrator of an installation."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from vinhdanh.actions.accounts import invite_first_administrator
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.units import open_unit
from vinhdanh.models import Unit, UnitKind
from vinhdanh.vietnamese import written_date


def create_administrator(email: str, name: str, province: str, address: str) -> int:
    """Prints the link by which the first administrator sets a password; no password is ever typed here.

    `province` names the unit that stands for the whole province, made where there is none yet. `address` is where
    people reach the program; without it, the first host that the settings allow.
    """
    try:
        validate_email(email)
    except ValidationError:
        raise NotPossible(f"“{email}” không phải địa chỉ thư điện tử.") from None
    if not name.strip():
        raise NotPossible("Chưa có họ và tên.")
    with transaction.atomic():
        if province and not Unit.objects.filter(parent__isnull=True).exists():
            open_unit(name=province, kind=UnitKind.PROVINCE, parent=None, by=None, code="tinh")
        invitation, key = invite_first_administrator(email, name)
    until = timezone.localtime(invitation.expires_at)
    print(f"Đã lập lời mời cho {invitation.full_name} ({invitation.email}), vai trò quản trị hệ thống.")
    print(f"Mở đường dẫn này để đặt mật khẩu, trước {until:%H:%M} ngày {written_date(until.date())}, một lần:")
    print(f"{(address or default_address()).rstrip('/')}{reverse('accept_invitation', args=[key])}")
    return 0


def default_address() -> str:
    """As people would type it: SITE_ADDRESS, else the first host that the settings allow."""
    if settings.SITE_ADDRESS:
        return str(settings.SITE_ADDRESS)
    host = next((name for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    return f"https://{host}" if settings.HTTPS else f"http://{host}:8000"
