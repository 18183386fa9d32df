"""The workbook of the quick check: chosen anew, or carried along by the result page because nothing is kept here."""

from django import forms

from vinhdanh.intake.guard import SIZE_LIMIT
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook
from vinhdanh.web.campaign import current_terms
from vinhdanh.web.forms.carried_workbook import CarriedWorkbookForm

NOMINEE_LIMIT = 5000


class WorkbookForm(CarriedWorkbookForm):
    """Cleans to `book`, by the words of the current campaign."""

    missing = "Chưa chọn tệp. Chọn bảng đề nghị (.xlsx) rồi bấm “Kiểm tra”."

    workbook = forms.FileField(label="Bảng đề nghị (.xlsx)", required=False, allow_empty_file=True)
    verdict = forms.CharField(required=False)
    page = forms.IntegerField(required=False, min_value=1)

    book: NominationBook

    def read(self, content: bytes) -> None:
        self.book = read_nominations(content, current_terms(), NOMINEE_LIMIT, SIZE_LIMIT)
