"""The nomination workbook of a campaign: chosen, or carried along by the page that shows what it would bring."""

from typing import Any

from django import forms

from vinhdanh.intake.guard import SIZE_LIMIT
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.records import NominationBook
from vinhdanh.intake.terms import NominationTerms
from vinhdanh.web.forms.quick_check import LONGEST_NAME, carried_text, read_carried

MOST_NOMINEES = 200  # of one unit; no quota comes near


class NominationBookForm(forms.Form):
    """Cleans to `book`, read by the words of the campaign; every refusal is a sentence of the reader."""

    workbook = forms.FileField(label="Bảng đề nghị (.xlsx)", required=False, allow_empty_file=True)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput)

    book: NominationBook
    carried_on = ""

    def __init__(self, *args: Any, terms: NominationTerms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = terms

    def clean(self) -> dict[str, Any]:
        """Reads the workbook; nothing of it is stored before it is confirmed."""
        cleaned = super().clean() or {}
        sent = cleaned.get("workbook")
        if sent:
            content, cleaned["name"] = sent.read(), sent.name[:LONGEST_NAME]
        elif cleaned.get("carried"):
            content = read_carried(cleaned["carried"])
        else:
            raise forms.ValidationError({"workbook": "Chưa chọn tệp. Chọn bảng đề nghị (.xlsx) rồi bấm “Đọc tệp”."})
        try:
            self.book = read_nominations(content, self.terms, MOST_NOMINEES, SIZE_LIMIT)
        except Unreadable as error:
            raise forms.ValidationError({"workbook": error.sentence}) from None
        self.carried_on = carried_text(content)
        return cleaned
