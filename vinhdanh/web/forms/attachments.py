"""What is asked when something is attached: files, several at once, or the address of a film."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class ManyFiles(forms.ClearableFileInput):
    """The input of several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; cleans to a list, empty files among them: what a file is, the action says."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file as the one of an ordinary field."""
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several if one] or super().clean(None, initial)


class AttachForm(forms.Form):
    """Files, or a film with the name that the page shows; nothing of both is a fault."""

    file = FilesField(label="Tệp", required=False, allow_empty_file=True, max_length=500)
    link = forms.CharField(label="Đường dẫn phim", required=False, max_length=600)
    name = forms.CharField(label="Tên phim", required=False, max_length=255)

    def clean(self) -> dict[str, Any]:
        """At least one thing to keep."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("link", "").strip():
            raise forms.ValidationError({"file": "Chưa chọn tệp nào; hãy chọn tệp rồi gửi."})
        return cleaned

    @property
    def sent(self) -> list["UploadedFile[Any]"]:
        """The files."""
        return list(self.cleaned_data["file"] or [])
