"""Who somebody is, and which positions somebody held."""

from typing import Any

from django import forms

from vinhdanh.actions.honourees import HonoureeDraft, honouree_version
from vinhdanh.models import Honouree, HonoureeKind, Sex, Unit, User
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.typed import TypedBirth, YesNoUnknown
from vinhdanh.web.forms.unit_choice import AsksForUnit, UnitChoice

UNIT_LIST = "danh-sach-don-vi"
_PERSONAL = ("sex", "birth", "ethnicity", "identity_number", "remove_number")
NAME_LABELS = {
    HonoureeKind.COLLECTIVE: ("Tên tập thể", "Ghi đầy đủ, không viết tắt."),
    HonoureeKind.INDIVIDUAL: ("Họ và tên", "Có dấu, không ghi kèm Ông, Bà."),
    HonoureeKind.FAMILY: ("Tên chủ hộ", "Gia đình được gọi theo tên chủ hộ."),
}
UNIT_LABELS = {
    HonoureeKind.COLLECTIVE: "Thuộc đơn vị",
    HonoureeKind.INDIVIDUAL: "Đơn vị công tác, hoặc xã nơi cư trú",
    HonoureeKind.FAMILY: "Xã, thôn nơi cư trú",
}


class HonoureeForm(AsksForUnit):
    """A collective, a person or a family; only a person has a birth, a sex, an ethnicity and an identity number."""

    name = forms.CharField(max_length=200)
    unit = UnitChoice(help_text="Gõ tên hoặc mã.")
    birth = TypedBirth(label="Ngày sinh", required=False, help_text="Chỉ biết năm thì ghi năm.")
    sex = forms.ChoiceField(label="Giới tính", required=False, choices=[("", "Chưa rõ"), *Sex.choices])
    ethnicity = forms.CharField(label="Dân tộc", required=False, max_length=40)
    identity_number = forms.CharField(
        label="Số định danh",
        required=False,
        max_length=20,
        help_text="Căn cước 12 chữ số hoặc chứng minh nhân dân 9 chữ số; lưu ở dạng mã hóa.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    remove_number = forms.BooleanField(label="Bỏ số định danh đang lưu", required=False)
    residence = forms.CharField(label="Nơi cư trú", required=False, max_length=200)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, kind: str, known: Honouree | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(known) if known else None
        super().__init__(*args, **kwargs)
        self.kind, self.known = HonoureeKind(kind), known
        self.fields["name"].label, self.fields["name"].help_text = NAME_LABELS[self.kind]
        self.fields["unit"].label = UNIT_LABELS[self.kind]
        self.unit_choice.offer(Unit.objects.visible_to(by), UNIT_LIST)
        if known is None:
            del self.fields["seen"]
        keeps_number = known is not None and bool(known.identity_digest)
        if keeps_number:
            self.fields["identity_number"].help_text = "Đang lưu một số. Để trống thì giữ nguyên; ghi số mới thì thay."
        else:
            del self.fields["remove_number"]
        if self.kind != HonoureeKind.INDIVIDUAL:
            for name in _PERSONAL:
                self.fields.pop(name, None)
        if self.kind == HonoureeKind.COLLECTIVE:
            del self.fields["residence"]

    def draft(self) -> HonoureeDraft:
        """What was typed, for the action."""
        told = self.cleaned_data
        birth = told.get("birth")
        number = told.get("identity_number") or ("" if told.get("remove_number") else None)
        return HonoureeDraft(
            kind=self.kind,
            name=told["name"],
            unit=told["unit"],
            sex=told.get("sex", ""),
            birth_year=birth.year if birth else None,
            birth_month=birth.month if birth else None,
            birth_day=birth.day if birth else None,
            ethnicity=told.get("ethnicity", ""),
            residence=told.get("residence", ""),
            identity_number=number,
        )


class PositionForm(AsksForUnit):
    """A position, as far as its days are known."""

    title = forms.CharField(label="Chức vụ, nghề nghiệp", max_length=200)
    unit = UnitChoice(label="Ở đơn vị", help_text="Gõ tên hoặc mã.")
    since = DayField(label="Từ ngày", required=False)
    until = DayField(label="Đến trước ngày", required=False, help_text="Đang giữ thì để trống.")
    leader = YesNoUnknown(label="Lãnh đạo từ cấp phòng trở lên")
    direct_worker = YesNoUnknown(label="Trực tiếp lao động, sản xuất, công tác")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_choice.offer(Unit.objects.visible_to(by), UNIT_LIST)


class EndForm(forms.Form):
    """The first day on which a position was no longer held."""

    until = DayField(label="Đến trước ngày", help_text="Ngày đầu tiên không còn giữ chức vụ này.")


def _initial(known: Honouree) -> dict[str, Any]:
    plain = {name: getattr(known, name) for name in ("name", "unit", "sex", "ethnicity", "residence")}
    return plain | {"birth": known.birth_text, "seen": honouree_version(known)}
