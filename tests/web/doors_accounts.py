"""The doors of accounts, of people and of what is open to everybody."""

import hashlib
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.province import Province
from tests.web.doors import Door
from vinhdanh.models import HeldRole, Invitation, Role

EVERYBODY = frozenset(
    {"officer", "leader", "office", "council_member", "province_leader", "auditor", "administrator", "outsider"}
)
SEE_PEOPLE = frozenset({"leader", "office", "auditor", "administrator"})
INVITE = frozenset({"office", "administrator"})
KEY = "khoa-cua-loi-moi"


def invitation(province: Province) -> Invitation:
    """One that waits, into the district."""
    return Invitation.objects.create(
        email="moi@vi-du.vn",
        full_name="Lâm Thị Mới",
        role=Role.UNIT_OFFICER,
        unit=province.district,
        key_digest=hashlib.sha256(KEY.encode()).hexdigest(),
        invited_by=province.office,
        expires_at=timezone.now() + timedelta(days=7),
    )


def page(name: str, *, method: str = "get", allowed: frozenset[str] = EVERYBODY) -> Door:
    return Door(lambda province: reverse(name), allowed, method)


def of_leader(name: str, allowed: frozenset[str], method: str = "get") -> Door:
    return Door(lambda province: reverse(name, args=[province.leader.pk]), allowed, method)


def of_invitation(name: str) -> Door:
    return Door(lambda province: reverse(name, args=[invitation(province).pk]), INVITE, "post")


def role_of_leader(province: Province) -> str:
    return reverse("end_role", args=[HeldRole.objects.get(user=province.leader).pk])


def accepted_link(province: Province) -> str:
    invitation(province)
    return reverse("accept_invitation", args=[KEY])


DOORS: dict[str, Door] = {
    # open to everybody
    **{name: page(name) for name in ("home", "guidance", "health", "quick_check", "quick_check_example")},
    **{name: page(name) for name in ("quick_check_example_file", "quick_check_template")},
    "quick_check_paper": Door(lambda p: reverse("quick_check_paper", args=["to-trinh", "docx"]), EVERYBODY, "post"),
    **{name: page(name) for name in ("account_login", "account_logout", "account_inactive", "account_reset_password")},
    **{name: page(name) for name in ("account_reset_password_done", "account_reset_password_from_key_done")},
    **{name: page(name) for name in ("mfa_authenticate", "mfa_login_webauthn")},
    "account_reset_password_from_key": Door(
        lambda p: reverse("account_reset_password_from_key", args=["1", "khong-dung"]), EVERYBODY
    ),
    "accept_invitation": Door(accepted_link, EVERYBODY),
    # one's own account
    **{name: page(name) for name in ("mfa_index", "account_change_password", "account_set_password")},
    **{name: page(name) for name in ("mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn")},
    **{name: page(name) for name in ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")},
    "mfa_generate_recovery_codes": page("mfa_generate_recovery_codes"),
    "mfa_deactivate_totp": page("mfa_deactivate_totp", allowed=INVITE),  # 404 to who has none
    "mfa_view_recovery_codes": page("mfa_view_recovery_codes", allowed=frozenset()),  # 404: nobody here has codes
    "mfa_download_recovery_codes": page("mfa_download_recovery_codes", allowed=frozenset()),
    # everybody is led to prove who he is; only then is somebody else's key not found
    "mfa_edit_webauthn": Door(lambda p: reverse("mfa_edit_webauthn", args=[1]), EVERYBODY),
    "mfa_remove_webauthn": Door(lambda p: reverse("mfa_remove_webauthn", args=[1]), EVERYBODY),
    # people
    "people": page("people", allowed=SEE_PEOPLE),
    "invite": page("invite", allowed=INVITE),
    "person": of_leader("person", SEE_PEOPLE),
    "give_role": of_leader("give_role", INVITE, "post"),
    "reset_second_factor": of_leader("reset_second_factor", frozenset({"administrator"}), "post"),
    "end_role": Door(role_of_leader, INVITE, "post"),
    "resend_invitation": of_invitation("resend_invitation"),
    "withdraw_invitation": of_invitation("withdraw_invitation"),
}
