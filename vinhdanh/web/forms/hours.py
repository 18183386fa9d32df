"""An hour of the day, typed as people type it: `8:30`, `8h30`, `8 giờ`, `14 giờ 05`."""

import re
from datetime import time
from typing import Any

from django import forms

_HOUR = re.compile(r"(\d{1,2})\s*(?:(?:[:hg.]|giờ)\s*(\d{1,2})?\s*(?:phút|p)?)?", re.IGNORECASE)


class HourField(forms.CharField):
    """Cleans to a time, None where left blank; shows times as 08:30."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"placeholder": "08:30", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        found = _HOUR.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(f"“{typed}” không phải là giờ; ghi giờ:phút, ví dụ 08:30.")
        return time(hour, minute)
