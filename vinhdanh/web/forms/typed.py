"""Fields for what people know in part: a birth of which only the year is known, yes or no or not known."""

from typing import Any, NamedTuple

from django import forms
from django.utils import timezone

from vinhdanh.vietnamese import read_date, tidy

_FIRST_BIRTH = 1850
YES, NO = "1", "0"


class Birth(NamedTuple):
    """A year, a month of it, or a day."""

    year: int
    month: int | None = None
    day: int | None = None


class TypedBirth(forms.CharField):
    """Cleans `1975`, `3/1975` or `12/03/1975` to a Birth; None where left blank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs |= {"placeholder": "dd/mm/yyyy hoặc yyyy", "autocomplete": "off"}

    def clean(self, value: Any) -> Birth | None:
        typed = tidy(str(super().clean(value)))
        if not typed:
            return None
        birth = _read_birth(typed)
        if birth is None or not _FIRST_BIRTH <= birth.year <= timezone.localdate().year:
            raise forms.ValidationError(f"Không đọc được ngày sinh “{typed}”. Ghi 12/03/1975, 3/1975 hoặc 1975.")
        return birth


def _read_birth(typed: str) -> Birth | None:
    day = read_date(typed)
    if day is not None:
        return Birth(day.year, day.month, day.day)
    month, _, year = typed.replace("-", "/").rpartition("/")
    if not (year.isdecimal() and len(year) == 4):
        return None
    if not month:
        return Birth(int(year))
    return Birth(int(year), int(month)) if month.isdecimal() and 1 <= int(month) <= 12 else None


class YesNoUnknown(forms.TypedChoiceField):
    """Cleans to True, False, or None for not known: the first choice."""

    def __init__(self, **options: Any) -> None:
        choices = [("", "Chưa rõ"), (YES, "Có"), (NO, "Không")]
        super().__init__(
            choices=choices, coerce=lambda value: value == YES, empty_value=None, required=False, **options
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO, None: ""}.get(value, value) if not isinstance(value, str) else value
