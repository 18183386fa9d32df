"""Which figures one asks for: a unit that one reaches, and years. The names are those of the address."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms

from vinhdanh.models import Unit, User
from vinhdanh.models.readers import Reading
from vinhdanh.reports.tallies import FIRST_YEAR, LAST_YEAR, MOST_YEARS, Period
from vinhdanh.vietnamese import two_digits
from vinhdanh.web.forms.unit_choice import AsksForUnit, UnitChoice

EMULATION = "emulation"
UNIT_LIST = "danh-sach-don-vi"
CALENDARS = [("", "Năm khen thưởng"), (EMULATION, "Năm thi đua (01/12 đến 30/11)")]
_YEAR_WORDS = f"Nhập năm từ {FIRST_YEAR} đến {LAST_YEAR}."


class PeriodForm(AsksForUnit):
    """Cleans to a `period` of years of a unit."""

    unit = UnitChoice(label="Đơn vị, kể cả các đơn vị trực thuộc", error_messages={"required": "Chọn một đơn vị."})
    calendar = forms.ChoiceField(label="Cách tính năm", choices=CALENDARS, required=False)

    field_order: Iterable[str] | None = ("unit", "from", "to", "calendar")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_choice.offer(Unit.objects.visible_to(by, Reading.REGISTER).order_by("path"), UNIT_LIST)
        for name, label in (("from", "Từ năm"), ("to", "Đến năm")):  # `from` cannot be the name of a class's attribute
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=FIRST_YEAR,
                max_value=LAST_YEAR,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _YEAR_WORDS),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The years run forward, and are not more than a page can hold."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("to", f"Năm cuối ({last}) phải từ năm đầu ({first}) trở đi.")
        elif first and last and last - first >= MOST_YEARS:
            self.add_error("to", f"Mỗi lần tổng hợp không quá {two_digits(MOST_YEARS)} năm.")
        return cleaned

    @property
    def query(self) -> str:
        """The same as part of an address."""
        return self.query_of(self.cleaned_data.get("unit") if self.is_bound and not self.errors else None)

    def query_of(self, unit: Unit | None) -> str:
        """The same, of another unit."""
        asked = {name: str(self.data.get(name) or "") for name in self.fields}
        return urlencode(
            {name: value for name, value in asked.items() if value} | ({"unit": unit.code} if unit else {})
        )

    @property
    def period(self) -> Period:
        """The years asked for; of a form that is valid."""
        cleaned = self.cleaned_data
        return Period(cleaned["from"], cleaned["to"], cleaned.get("calendar") == EMULATION)
