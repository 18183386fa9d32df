"""Addresses of accounts: signing in and what protects an account (pages of allauth in our words), people and roles.

Only what is used of allauth is here: nobody signs up, and addresses of mail are not changed by oneself.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from vinhdanh.web.views import accounts, people


class Base36(StringConverter):
    """The key of a person as allauth writes it; the link's own key comes after the first dash."""

    regex = "[0-9A-Za-z]+"


def _titled(view: Any, title: str) -> Any:
    """The class of the view as a function, with the title that base.html asks for."""
    return view.as_view(extra_context={"title": title})


register_converter(Base36, "base36")

_KEY = "tai-khoan/khoa-bao-mat/<int:pk>/"
_TWO_STEPS = "Xác thực hai bước"
_AGAIN = "Xác nhận lại"
_CODES = "Mã dự phòng"
_KEYS = "Khóa bảo mật"

SIGNING_IN: list[URLPattern | URLResolver] = [
    path("tai-khoan/dang-nhap/", _titled(account.LoginView, "Đăng nhập"), name="account_login"),
    path("tai-khoan/dang-nhap/ma-xac-thuc/", _titled(mfa.AuthenticateView, _TWO_STEPS), name="mfa_authenticate"),
    path("tai-khoan/dang-nhap/khoa/", _titled(webauthn.LoginWebAuthnView, "Đăng nhập"), name="mfa_login_webauthn"),
    path("tai-khoan/dang-xuat/", _titled(account.LogoutView, "Đăng xuất"), name="account_logout"),
    path(
        "tai-khoan/ngung-dung/", _titled(account.AccountInactiveView, "Tài khoản ngừng dùng"), name="account_inactive"
    ),
    path(
        "tai-khoan/quen-mat-khau/", _titled(account.PasswordResetView, "Quên mật khẩu"), name="account_reset_password"
    ),
    path(
        "tai-khoan/quen-mat-khau/da-gui/",
        _titled(account.PasswordResetDoneView, "Xem hộp thư"),
        name="account_reset_password_done",
    ),
    path(
        "tai-khoan/quen-mat-khau/xong/",
        _titled(account.PasswordResetFromKeyDoneView, "Đã đổi mật khẩu"),
        name="account_reset_password_from_key_done",
    ),
    path(
        "tai-khoan/quen-mat-khau/<base36:uidb36>-<str:key>/",
        _titled(account.PasswordResetFromKeyView, "Đặt mật khẩu mới"),
        name="account_reset_password_from_key",
    ),
    path("tai-khoan/loi-moi/<str:key>/", accounts.accept_invitation, name="accept_invitation"),
]

SECURITY: list[URLPattern | URLResolver] = [
    path("tai-khoan/", _titled(mfa.IndexView, "Tài khoản và bảo mật"), name="mfa_index"),
    path("tai-khoan/mat-khau/", _titled(account.PasswordChangeView, "Đổi mật khẩu"), name="account_change_password"),
    path("tai-khoan/mat-khau/dat/", _titled(account.PasswordSetView, "Đặt mật khẩu"), name="account_set_password"),
    path("tai-khoan/xac-nhan/", _titled(account.ReauthenticateView, _AGAIN), name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", _titled(mfa.ReauthenticateView, _AGAIN), name="mfa_reauthenticate"),
    path(
        "tai-khoan/xac-nhan/khoa/",
        _titled(webauthn.ReauthenticateWebAuthnView, _AGAIN),
        name="mfa_reauthenticate_webauthn",
    ),
    path("tai-khoan/ung-dung/bat/", _titled(totp.ActivateTOTPView, "Bật ứng dụng tạo mã"), name="mfa_activate_totp"),
    path(
        "tai-khoan/ung-dung/tat/", _titled(totp.DeactivateTOTPView, "Tắt ứng dụng tạo mã"), name="mfa_deactivate_totp"
    ),
    path(
        "tai-khoan/ma-du-phong/", _titled(recovery_codes.ViewRecoveryCodesView, _CODES), name="mfa_view_recovery_codes"
    ),
    path(
        "tai-khoan/ma-du-phong/moi/",
        _titled(recovery_codes.GenerateRecoveryCodesView, "Tạo mã dự phòng mới"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tai-khoan/ma-du-phong/tai/",
        recovery_codes.DownloadRecoveryCodesView.as_view(),
        name="mfa_download_recovery_codes",
    ),
    path("tai-khoan/khoa-bao-mat/", _titled(webauthn.ListWebAuthnView, _KEYS), name="mfa_list_webauthn"),
    path(
        "tai-khoan/khoa-bao-mat/them/", _titled(webauthn.AddWebAuthnView, "Thêm khóa bảo mật"), name="mfa_add_webauthn"
    ),
    path(f"{_KEY}ten/", _titled(webauthn.EditWebAuthnView, "Đặt tên khóa bảo mật"), name="mfa_edit_webauthn"),
    path(f"{_KEY}xoa/", _titled(webauthn.RemoveWebAuthnView, "Xóa khóa bảo mật"), name="mfa_remove_webauthn"),
]

PEOPLE: list[URLPattern | URLResolver] = [
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/moi/", people.invite, name="invite"),
    path("nguoi-dung/loi-moi/<int:pk>/gui-lai/", people.resend, name="resend_invitation"),
    path("nguoi-dung/loi-moi/<int:pk>/thu-hoi/", people.withdraw, name="withdraw_invitation"),
    path("nguoi-dung/vai-tro/<int:pk>/ket-thuc/", people.end, name="end_role"),
    path("nguoi-dung/<int:pk>/", people.person, name="person"),
    path("nguoi-dung/<int:pk>/giao-vai-tro/", people.give, name="give_role"),
    path("nguoi-dung/<int:pk>/xoa-xac-thuc/", people.reset, name="reset_second_factor"),
]

urlpatterns: list[URLPattern | URLResolver] = [*SIGNING_IN, *SECURITY, *PEOPLE]
