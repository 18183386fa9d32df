"""A workbook that a page shows before anything of it is kept: sent once, then carried along by the page itself."""

import base64
import binascii
from typing import Any, ClassVar

from django import forms

from vinhdanh.intake.problems import Unreadable

LONGEST_NAME = 120


class CarriedWorkbookForm(forms.Form):
    """Reads what was sent as `workbook`, or carried as `carried`; nothing of it stays behind but `content`.

    Each form of this kind says in `missing` what to do where neither came.
    """

    workbook = forms.FileField(required=False, allow_empty_file=True)  # the reader says so of an empty one
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput)

    missing: ClassVar[str]
    content: bytes = b""

    def read(self, content: bytes) -> None:
        """Keeps the book that the bytes hold. Raises Unreadable, whose sentence then stands at the field."""
        raise NotImplementedError

    @property
    def carried_on(self) -> str:
        """The bytes as the next page carries them."""
        return carried_text(self.content)

    def clean(self) -> dict[str, Any]:
        """Reads the workbook; every refusal is a sentence of the reader."""
        cleaned = super().clean() or {}
        sent = cleaned.get("workbook")
        if sent:
            self.content, cleaned["name"] = sent.read(), sent.name[:LONGEST_NAME]
        elif cleaned.get("carried"):
            self.content = read_carried(cleaned["carried"])
        elif "workbook" in self.errors:
            return cleaned
        else:
            raise forms.ValidationError({"workbook": self.missing})
        try:
            self.read(self.content)
        except Unreadable as error:
            raise forms.ValidationError({"workbook": error.sentence}) from None
        return cleaned


def carried_text(content: bytes) -> str:
    """The bytes of a workbook as a page carries them."""
    return base64.b64encode(content).decode("ascii")


def read_carried(text: str) -> bytes:
    """The bytes again; raises ValidationError at `workbook` where the page lost some of them."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise forms.ValidationError(
            {"workbook": "Trang kết quả không còn đủ nội dung tệp. Hãy chọn lại tệp."}
        ) from None
