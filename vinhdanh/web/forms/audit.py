"""Which lines of the record one looks for."""

from typing import Any

from django import forms

from vinhdanh.models import Unit, User
from vinhdanh.models.readers import Reading
from vinhdanh.reports.audit import AuditFilter
from vinhdanh.reports.audit_words import KINDS, VERBS
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.unit_choice import AsksForUnit, UnitChoice

UNIT_LIST = "danh-sach-don-vi"


class AuditFilterForm(AsksForUnit):
    """Cleans to a `filter`; what is left empty asks nothing."""

    person = forms.CharField(label="Người làm", required=False, max_length=150)
    verb = forms.ChoiceField(label="Việc", required=False)
    kind = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *KINDS.items()])
    thing = forms.CharField(label="Tên đối tượng, đơn vị, tệp", required=False, max_length=150)
    unit = UnitChoice(label="Đơn vị, kể cả trực thuộc", required=False)
    first = DayField(label="Từ ngày", required=False)
    last = DayField(label="Đến ngày", required=False)
    number = forms.IntegerField(
        label="Từ dòng số trở về trước",
        required=False,
        min_value=1,
        error_messages=dict.fromkeys(("invalid", "min_value"), "Nhập số của một dòng, từ 1."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_choice.offer(Unit.objects.visible_to(by, Reading.AUDIT).order_by("path"), UNIT_LIST)
        listed = sorted((verb.label, code) for code, verb in VERBS.items())
        self.fields["verb"].choices = [("", "Mọi việc"), *((code, label) for label, code in listed)]  # type: ignore[attr-defined]

    @property
    def filter(self) -> AuditFilter:
        """What is looked for; nothing in particular where the form is not valid."""
        if not self.is_valid():
            return AuditFilter()
        told = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return AuditFilter(**told)
