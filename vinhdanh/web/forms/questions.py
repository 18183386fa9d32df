"""A question, and its answer."""

from typing import Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from vinhdanh.actions.questions import MOST_CITE, MOST_PAGE, MOST_TEXT
from vinhdanh.models import Participant


class AskForm(forms.Form):
    """What a unit asks; `participant` is asked for only where the person works for more than one."""

    participant = forms.ModelChoiceField(Participant.objects.none(), label="Đơn vị, đợt khen thưởng", empty_label=None)
    text = forms.CharField(
        label="Nội dung hỏi",
        help_text="Nêu vướng mắc cụ thể; không ghi số định danh, ngày sinh của ai.",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Chưa ghi nội dung hỏi."},
    )
    cite = forms.CharField(label="Điều khoản liên quan", required=False, max_length=MOST_CITE)
    page = forms.CharField(required=False, max_length=MOST_PAGE, widget=forms.HiddenInput)

    def __init__(self, *args: Any, participants: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["participant"]
        field.queryset = participants  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one.unit.name}: {one.campaign.title}"  # type: ignore[attr-defined]

    def clean_page(self) -> str:
        """An address of ours; anything else is not kept."""
        page = str(self.cleaned_data["page"])
        return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""


class AnswerForm(forms.Form):
    """What the office answers, to the unit and, where it says so, to all."""

    answer = forms.CharField(
        label="Trả lời",
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Chưa ghi nội dung trả lời."},
    )
    to_all = forms.BooleanField(label="Đăng cho mọi đơn vị và mọi người đọc", required=False)
    public_text = forms.CharField(
        label="Câu hỏi khi đăng",
        help_text="Viết lại câu hỏi, bỏ tên người, tên đơn vị; câu trả lời được đăng nguyên văn như trên.",
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("to_all") and not said.get("public_text", "").strip():
            self.add_error("public_text", "Viết lại câu hỏi như sẽ đăng, không có tên người, tên đơn vị.")
        return said
