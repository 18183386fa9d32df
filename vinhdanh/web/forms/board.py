"""Which units of a campaign the board shows, and which nominees."""

from typing import Any

from django import forms

from vinhdanh.models import HonoureeKind
from vinhdanh.reports import board_nominees as nominees
from vinhdanh.reports.board import LATE, ORDERS, STATES, Board, BoardFilter
from vinhdanh.rules.findings import OUTCOME_WORDS

_OUTCOMES = [("", "Mọi kết quả"), *((outcome.value, words) for outcome, words in OUTCOME_WORDS.items())]


class BoardFilterForm(forms.Form):
    """Cleans to a `filter`; what is left empty asks nothing, and so does what the board does not know."""

    q = forms.CharField(label="Tên đơn vị", required=False, max_length=100)
    group = forms.ChoiceField(label="Nhóm đơn vị", required=False)
    order = forms.ChoiceField(label="Thứ tự", required=False, choices=list(ORDERS.items()))
    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Mọi nhóm"), *board.labels.items(), ("none", "Chưa chọn nhóm")]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]

    def clean_state(self) -> str:
        state = str(self.cleaned_data["state"])
        return state if state in STATES or state == LATE else ""

    @property
    def filter(self) -> BoardFilter:
        """What is asked for; what is not valid is not asked."""
        self.is_valid()
        told = self.cleaned_data
        order = told.get("order") or "late"
        return BoardFilter(told.get("state", ""), told.get("group", ""), told.get("q", ""), order)


class NomineeFilterForm(forms.Form):
    """Cleans to a `filter`; what is not known is not asked."""

    q = forms.CharField(label="Tên, đơn vị", required=False, max_length=100)
    state = forms.ChoiceField(label="Hồ sơ", required=False, choices=list(nominees.STATES.items()))
    kind = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *HonoureeKind.choices])
    declared = forms.ChoiceField(label="Theo kê khai", required=False, choices=_OUTCOMES)
    verified = forms.ChoiceField(label="Đã xác minh", required=False, choices=_OUTCOMES)
    group = forms.ChoiceField(label="Nhóm đơn vị", required=False)
    share = forms.ChoiceField(label="Cơ cấu", required=False, choices=[("", "Tất cả"), *nominees.SHARES.items()])
    order = forms.ChoiceField(label="Thứ tự", required=False, choices=list(nominees.ORDERS.items()))

    def __init__(self, *args: Any, groups: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", "Mọi nhóm"), *groups.items()]  # type: ignore[attr-defined]

    @property
    def filter(self) -> nominees.NomineeFilter:
        """What is asked for."""
        self.is_valid()
        told = {name: value for name, value in self.cleaned_data.items() if name != "q"}
        told.setdefault("state", nominees.SENT)
        return nominees.NomineeFilter(words=self.cleaned_data.get("q", ""), **told)
