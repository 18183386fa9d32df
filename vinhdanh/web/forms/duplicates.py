"""Which pairs the queue shows, and why two are one."""

from typing import Any

from django import forms

from vinhdanh.models import HonoureeKind, Unit, User
from vinhdanh.web.forms.honourees import UNIT_LIST
from vinhdanh.web.forms.unit_choice import AsksForUnit, UnitChoice


class PairFilter(AsksForUnit):
    """Which pairs; what is not understood narrows nothing."""

    q = forms.CharField(label="Tên", required=False, max_length=200)
    kind = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *HonoureeKind.choices])
    unit = UnitChoice(label="Đơn vị", required=False)
    certain = forms.BooleanField(label="Chỉ các cặp giống nhau nhiều", required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_choice.offer(Unit.objects.visible_to(by), UNIT_LIST)


class MergeForm(forms.Form):
    """Which of the two is kept, and why they are one."""

    kept = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Lý do, căn cứ", required=False, max_length=500)
