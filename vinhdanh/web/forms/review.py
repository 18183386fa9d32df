"""What an appraiser types: an answer with its reason, a remark at a place, a return with its last day."""

from collections.abc import Mapping
from typing import Any

from django import forms

from vinhdanh.models import Remark
from vinhdanh.web.forms.days import DayField

_MOST = 2000


class AnswerForm(forms.Form):
    """An answer to one condition."""

    condition = forms.CharField(max_length=80, widget=forms.HiddenInput)
    passed = forms.TypedChoiceField(
        label="Kết luận",
        choices=[("1", "Đạt"), ("0", "Chưa đạt")],
        coerce=lambda value: value == "1",
        error_messages={"required": "Chưa chọn Đạt hay Chưa đạt."},
    )
    reason = forms.CharField(
        label="Lý do", max_length=_MOST, error_messages={"required": "Chưa ghi lý do của kết luận."}
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class RemarkForm(forms.Form):
    """A remark at one of these places."""

    place = forms.ChoiceField(label="Chỗ cần bổ sung")
    text = forms.CharField(
        label="Nội dung",
        max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Chưa ghi nội dung cần bổ sung."},
    )

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = list(places.items())  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """Which remarks go back to the unit, and until when it may supplement."""

    remarks = forms.ModelMultipleChoiceField(Remark.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    last_day = DayField(label="Bổ sung đến hết ngày")
    reason = forms.CharField(
        label="Nội dung chung", required=False, max_length=_MOST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, notes: list[Remark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in notes]
        self.fields["remarks"].queryset = Remark.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
