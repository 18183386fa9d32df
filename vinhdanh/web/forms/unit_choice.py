"""One unit, typed as its code or its name: a province has too many for a list to pull down."""

from typing import Any

from django import forms

from vinhdanh.models import Unit
from vinhdanh.models.unit_names import UnitDirectory
from vinhdanh.models.units import UnitQuerySet
from vinhdanh.vietnamese import folded

OFFERED = 400  # names that the browser offers while one types
_BETWEEN = " · "
_NAMED = 5


class SeveralUnits(forms.ValidationError):
    """What was typed means each of `units`, of which a person has to choose one."""

    def __init__(self, units: list[Unit]) -> None:
        named = "; ".join(map(written, units))
        super().__init__(f"Có nhiều đơn vị như vậy: {named}. Ghi mã sau tên để chọn một.", code="several")
        self.units = units


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
        named = named or self._meant(typed)
        if len(named) == 1:
            return named[0]
        if not named:
            raise forms.ValidationError(f"Không có đơn vị “{typed}” trong phạm vi được giao. Chọn trong gợi ý khi gõ.")
        raise SeveralUnits(named[:_NAMED])

    def _meant(self, typed: str) -> list[Unit]:
        """What a list would mean by the text, of the units on offer: a unit named with the one above it, a former
        name, a shortened one."""
        match = UnitDirectory().find(typed)
        meant = [] if match.resembles else [match.unit] if match.unit else match.candidates
        return list(self.units.filter(pk__in=[unit.pk for unit in meant]))


def written(unit: Unit) -> str:
    """The unit as the field shows it and reads it."""
    return f"{unit.name}{_BETWEEN}{unit.code}"


class AsksForUnit(forms.Form):
    """A form with a field `unit`, whose names the page offers."""

    @property
    def unit_choice(self) -> UnitChoice:
        """The field, which knows the names to offer."""
        field = self.fields["unit"]
        assert isinstance(field, UnitChoice)
        return field
