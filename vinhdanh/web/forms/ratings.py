"""A yearly rating, and the correction of one."""

from typing import Any

from django import forms

from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.ratings import RatingDraft
from vinhdanh.models import Rating
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.web.forms.days import DayField


class RatingForm(forms.Form):
    """One year's result. Whether the scale of that year has the level, the action says."""

    year = forms.IntegerField(label="Năm")
    level = forms.ChoiceField(label="Mức xếp loại")
    authority = forms.CharField(label="Cơ quan công nhận", required=False, max_length=200)
    decision_number = forms.CharField(label="Số quyết định", required=False, max_length=60)
    decision_date = DayField(label="Ngày ký quyết định", required=False)

    def __init__(self, *args: Any, known: Rating | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(known) if known else None
        super().__init__(*args, **kwargs)
        levels = catalogue().rating_spellings.labels
        self.fields["level"].choices = [("", "Chọn mức"), *levels.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision_date") and not cleaned.get("decision_number"):
            self.add_error("decision_number", "Đã ghi ngày ký thì ghi cả số quyết định.")
        return cleaned

    def draft(self) -> RatingDraft:
        """What was typed, for the action."""
        told = self.cleaned_data
        decision = None
        if told["decision_number"]:
            decision = DecisionDraft(told["decision_number"], told["decision_date"], told["authority"])
        return RatingDraft(told["year"], told["level"], told["authority"], decision)


class RatingCorrectionForm(RatingForm):
    """The rating as it should stand, and why."""

    change_reason = forms.CharField(label="Lý do đính chính", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


def _initial(known: Rating) -> dict[str, Any]:
    decision = known.decision
    paper = {"decision_number": decision.number, "decision_date": decision.signed_on} if decision else {}
    return {"year": known.year, "level": known.level, "authority": known.authority} | paper
