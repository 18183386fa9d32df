"""Which figures one asks for: besides unit and years, the level of the awards."""

from typing import cast

from django import forms

from vinhdanh.reports.figures import LEVELS, Level
from vinhdanh.web.forms.form_02 import PeriodForm

ALL_LEVELS = [("", "Mọi cấp"), *LEVELS.items()]


class FiguresForm(PeriodForm):
    """Cleans to a `period` and a `level`."""

    level = forms.ChoiceField(label="Cấp khen thưởng", choices=ALL_LEVELS, required=False)

    @property
    def chosen_level(self) -> Level | None:
        """The level asked for, None for all."""
        return cast(Level | None, self.cleaned_data["level"] or None)
