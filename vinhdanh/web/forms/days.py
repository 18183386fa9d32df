"""A day, typed as people type it: `1/5/20`, `01-05-2020`, `ngày 1 tháng 5 năm 2020`; day first."""

from datetime import date
from typing import Any

from django import forms

from vinhdanh.vietnamese import read_date, written_date


class DayField(forms.CharField):
    """Cleans to a date, None where left blank; shows dates as dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs |= {"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return written_date(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        day = read_date(typed)
        if day is None:
            raise forms.ValidationError(f"“{typed}” không phải là ngày; ghi ngày/tháng/năm, ví dụ 01/5/2020.")
        return day
