"""A reminder as the office words it."""

from django import forms

from vinhdanh.actions.reminders import MOST_BODY, MOST_SUBJECT


class ReminderForm(forms.Form):
    """The message, and which list of people it was written for."""

    subject = forms.CharField(
        label="Tiêu đề", max_length=MOST_SUBJECT, error_messages={"required": "Chưa ghi tiêu đề."}
    )
    body = forms.CharField(
        label="Nội dung",
        max_length=MOST_BODY,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Chưa ghi nội dung."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
