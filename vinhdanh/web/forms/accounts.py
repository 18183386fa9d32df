"""Invitations, roles and the first password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html

from vinhdanh.models import Role, Unit, User
from vinhdanh.permissions import can
from vinhdanh.web.forms.unit_choice import AsksForUnit, UnitChoice

UNIT_LIST = "danh-sach-don-vi"


def roles_to_give(by: User) -> list[tuple[str, str]]:
    """The roles that the person may give somewhere, as choices."""
    return [(role.value, role.label) for role in Role if role != Role.ADMINISTRATOR or can(by, "give_administrator")]


class RoleForm(AsksForUnit):
    """A role in a unit that `by` reaches."""

    role = forms.ChoiceField(label="Vai trò")
    unit = UnitChoice(
        label="Đơn vị", help_text="Gõ tên hoặc mã. Vai trò có hiệu lực ở đơn vị này và mọi đơn vị trực thuộc."
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Chọn vai trò"), *roles_to_give(by)]  # type: ignore[attr-defined]
        self.unit_choice.offer(Unit.objects.visible_to(by), UNIT_LIST)


class InvitationForm(RoleForm):
    """Somebody new, and the role that waits for that person."""

    full_name = forms.CharField(label="Họ và tên", max_length=150)
    email = forms.EmailField(label="Thư điện tử", help_text="Lời mời gửi đến đây; cũng dùng để đăng nhập.")

    field_order = ("full_name", "email", "role", "unit")


class PasswordForm(forms.Form):
    """A first password, typed twice. Whether it is strong enough, the action says."""

    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu không giống nhau.")
        return cleaned


class PeopleFilter(AsksForUnit):
    """Which people the list shows. What is not understood filters nothing."""

    q = forms.CharField(label="Tên hoặc thư điện tử", required=False, max_length=150)
    role = forms.ChoiceField(label="Vai trò", required=False, choices=[("", "Mọi vai trò"), *Role.choices])
    unit = UnitChoice(label="Đơn vị", required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_choice.offer(Unit.objects.visible_to(by), UNIT_LIST)
