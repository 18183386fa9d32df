"""What an action refuses is said at the form: beside the field at fault where the form has it, else above the form."""

import pytest
from django import forms

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.web.refusals import tell


class YearForm(forms.Form):
    year = forms.IntegerField()


@pytest.mark.parametrize(
    ("at", "shown"),
    [("year", "year"), ("change_date", forms.forms.NON_FIELD_ERRORS), ("", forms.forms.NON_FIELD_ERRORS)],
    ids=["a field of the form", "a field that the form lacks", "no field"],
)
def test_a_refusal_is_said_where_the_fault_is(at: str, shown: str) -> None:
    form = YearForm({"year": 2020})
    assert form.is_valid()
    tell(form, NotPossible("Năm 2020 đã có xếp loại.", at))
    assert form.errors == {shown: ["Năm 2020 đã có xếp loại."]}
