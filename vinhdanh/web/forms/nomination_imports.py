"""The nomination workbook of a campaign: chosen, or carried along by the page that shows what it would bring."""

from typing import Any

from django import forms

from vinhdanh.intake.guard import SIZE_LIMIT
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook
from vinhdanh.intake.terms import NominationTerms
from vinhdanh.web.forms.carried_workbook import CarriedWorkbookForm

MOST_NOMINEES = 200  # of one unit; no quota comes near


class NominationBookForm(CarriedWorkbookForm):
    """Cleans to `book`, by the words of the campaign; nothing of it is stored before it is confirmed."""

    missing = "Chưa chọn tệp. Chọn bảng đề nghị (.xlsx) rồi bấm “Đọc tệp”."

    workbook = forms.FileField(label="Bảng đề nghị (.xlsx)", required=False, allow_empty_file=True)

    book: NominationBook

    def __init__(self, *args: Any, terms: NominationTerms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = terms

    def read(self, content: bytes) -> None:
        self.book = read_nominations(content, self.terms, MOST_NOMINEES, SIZE_LIMIT)
