"""The workbook of the quick check: chosen anew, or carried along by the result page because nothing is kept here."""

import base64
import binascii
from typing import Any

from django import forms

from vinhdanh.intake.guard import SIZE_LIMIT
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.records import NominationBook
from vinhdanh.web.campaign import current_terms

NOMINEE_LIMIT = 5000
LONGEST_NAME = 120


def carried_text(content: bytes) -> str:
    """The bytes of a workbook as the result page carries them."""
    return base64.b64encode(content).decode("ascii")


def read_carried(text: str) -> bytes:
    """The bytes again; raises ValidationError at `workbook` where the page lost some of them."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise forms.ValidationError(
            {"workbook": "Trang kết quả không còn đủ nội dung tệp. Hãy chọn lại tệp."}
        ) from None


class WorkbookForm(forms.Form):
    """Cleans to `book`, read from `workbook` or from `carried`; every refusal is a sentence of the reader."""

    workbook = forms.FileField(
        label="Bảng đề nghị (.xlsx)", required=False, allow_empty_file=True
    )  # the reader refuses it
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput)
    verdict = forms.CharField(required=False)
    page = forms.IntegerField(required=False, min_value=1)

    content: bytes = b""
    book: NominationBook

    def clean(self) -> dict[str, Any]:
        """Read the workbook; nothing of it stays behind but the bytes that the answer carries back."""
        cleaned = super().clean() or {}
        sent = cleaned.get("workbook")
        if sent:
            self.content, cleaned["name"] = sent.read(), sent.name[:LONGEST_NAME]
        elif cleaned.get("carried"):
            self.content = read_carried(cleaned["carried"])
        elif "workbook" in self.errors:
            return cleaned
        else:
            raise forms.ValidationError({"workbook": "Chưa chọn tệp. Chọn bảng đề nghị (.xlsx) rồi bấm “Kiểm tra”."})
        try:
            self.book = read_nominations(self.content, current_terms(), NOMINEE_LIMIT, SIZE_LIMIT)
        except Unreadable as error:
            raise forms.ValidationError({"workbook": error.sentence}) from None
        return cleaned
