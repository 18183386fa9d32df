"""One unit, typed as its code or its name: a province has too many for a list to pull down."""

from typing import Any

from django import forms

from vinhdanh.models import Unit
from vinhdanh.models.units import UnitQuerySet
from vinhdanh.vietnamese import folded

OFFERED = 400  # names that the browser offers while one types
_BETWEEN = " · "
_NAMED = 5


class UnitChoice(forms.CharField):
    """Cleans to a Unit among `units`, which the form sets to those that the person reaches; None where left blank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=300, **options)
        self.units: UnitQuerySet = Unit.objects.none()
        self.widget.attrs["autocomplete"] = "off"

    def offer(self, units: UnitQuerySet, list_id: str) -> None:
        """Takes these units, and offers their names from the list of the page with this id."""
        self.units = units
        self.widget.attrs["list"] = list_id

    def offered(self) -> list[str]:
        """What the list of the page holds: `Huyện Chi Lăng · huyen-chi-lang`."""
        return [written(unit) for unit in self.units[:OFFERED]]

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        code = typed.rpartition(_BETWEEN)[2].strip().lower()
        exact = self.units.filter(code=code).first()
        if exact:
            return exact
        named = list(self.units.filter(name_folded=folded(typed))[: _NAMED + 1])
        named = named or list(self.units.filter(name_folded__contains=folded(typed))[: _NAMED + 1])
        if len(named) == 1:
            return named[0]
        if not named:
            raise forms.ValidationError(f"Không có đơn vị “{typed}” trong phạm vi được giao. Chọn trong gợi ý khi gõ.")
        first = "; ".join(written(unit) for unit in named[:_NAMED])
        raise forms.ValidationError(f"Có nhiều đơn vị như vậy: {first}. Ghi mã sau tên để chọn một.")


def written(unit: Unit) -> str:
    """The unit as the field shows it and reads it."""
    return f"{unit.name}{_BETWEEN}{unit.code}"
