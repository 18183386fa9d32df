"""What is asked of a dossier itself: its letter; of one that is given back: until when and why."""

from typing import Any

from django import forms

from vinhdanh.actions.dossier_doors import is_open, open_places
from vinhdanh.actions.dossiers import LETTER, letter_version
from vinhdanh.models import Dossier
from vinhdanh.web.forms.days import DayField

FORM_ID = "to-trinh"


class LetterForm(forms.Form):
    """The letter's own words; `seen` says how they stood when the page was opened. What is closed cannot be typed."""

    letter_number = forms.CharField(
        label="Số tờ trình", required=False, max_length=40, help_text="Số do văn thư cấp khi ký, ví dụ 15/TTr-UBND."
    )
    letter_date = DayField(label="Ngày tờ trình", required=False)
    signer = forms.CharField(label="Người ký", required=False, max_length=120)
    signer_title = forms.CharField(
        label="Chức vụ người ký",
        required=False,
        max_length=160,
        help_text="Ghi chức vụ như Phó Chủ tịch; TM., KT. được tự ghi trên văn bản.",
    )
    superior = forms.CharField(
        label="Cơ quan cấp trên", required=False, max_length=200, help_text="Dòng trên cùng bên trái, nếu có."
    )
    issuer = forms.CharField(
        label="Cơ quan ban hành", required=False, max_length=200, help_text="Để trống thì lấy tên đơn vị."
    )
    place = forms.CharField(
        label="Địa danh", required=False, max_length=80, help_text="Ghi trước ngày, tháng, năm. Để trống thì tự ghi."
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"form": FORM_ID, "id": "seen"}))

    def __init__(self, data: Any, *, dossier: Dossier) -> None:
        plain = {name: getattr(dossier, name) for name in LETTER}
        super().__init__(data, initial=plain | {"seen": letter_version(dossier)})
        places = open_places(dossier)
        for name in LETTER:
            self.fields[name].disabled = not is_open(places, f"letter.{name}")

    def said(self) -> dict[str, Any]:
        """What was typed, of what may be."""
        return {name: self.cleaned_data[name] for name in LETTER if not self.fields[name].disabled}
