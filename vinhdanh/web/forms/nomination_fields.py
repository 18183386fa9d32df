"""Fields for what a unit types of a nominee: forgiving in how, never guessing what."""

from typing import Any

from django import forms

from vinhdanh.intake import cells
from vinhdanh.intake.problems import NotRead
from vinhdanh.vietnamese import tidy, written_amount
from vinhdanh.web.forms.typed import TypedBirth

_LONGEST = 20_000  # letters of one section of a report: some seven pages


class TidyText(forms.CharField):
    """One line without doubled or edge spaces."""

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, **options)

    def clean(self, value: Any) -> str:
        return tidy(str(super().clean(value)))


class Lines(forms.CharField):
    """A text of several paragraphs; line feeds stay."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=_LONGEST, widget=widget, **options)

    def clean(self, value: Any) -> str:
        return cells.paragraphs(str(super().clean(value)))


class AmountField(forms.CharField):
    """Cleans `200 triệu`, `200.000.000` to whole đồng, None where left blank; shows it back as it is written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=60, **options)
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off", "placeholder": "ví dụ 210 triệu"}

    def prepare_value(self, value: Any) -> Any:
        return written_amount(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        typed = tidy(str(super().clean(value)))
        if not typed:
            return None
        try:
            return cells.amount(typed)
        except NotRead as problem:
            raise forms.ValidationError(f"{problem}.") from None


class BirthText(TypedBirth):
    """A birth as far as it is known, written `12/03/1978`, `03/1978` or `1978`; blank where it is not."""

    def clean(self, value: Any) -> str:  # type: ignore[override]
        birth = super().clean(value)
        if birth is None:
            return ""
        return "/".join([*(f"{part:02}" for part in (birth.day, birth.month) if part), str(birth.year)])
