"""What is asked of a council's meeting: when and where, who came, how they voted, what was concluded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from vinhdanh.actions.meetings import AttendanceDraft, MeetingDraft, VoteDraft, meeting_version
from vinhdanh.models import CouncilRole, Meeting, Nomination, Presence
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.hours import HourField

_BLANK_ROWS, _FIRST_ROWS = 3, 7  # below those who are listed; where nobody is, what a council usually has
_MOST_BALLOTS = 999
_COUNT_ERRORS = {
    "invalid": "Ghi số phiếu bằng chữ số.",
    "min_value": "Số phiếu không thể âm.",
    "max_value": "Số phiếu lớn quá; hãy xem lại.",
}


class MeetingForm(forms.Form):
    """The meeting itself; `seen` says how it stood when the page was opened."""

    number = forms.CharField(
        label="Số biên bản",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "05/BB-HĐTĐKT"}),
    )
    held_on = DayField(label="Ngày họp", required=False)
    begun = HourField(label="Bắt đầu lúc", required=False)
    ended = HourField(label="Kết thúc lúc", required=False)
    place = forms.CharField(label="Địa điểm", required=False, max_length=200)
    guests = forms.CharField(label="Khách mời", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    course = forms.CharField(
        label="Diễn biến cuộc họp",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ý kiến của thành viên, theo thứ tự. Danh sách và kết quả phiếu được ghi vào biên bản từ bảng dưới.",
    )
    conclusion = forms.CharField(label="Kết luận của chủ trì", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    keep_council = forms.BooleanField(
        label="Nhớ các thành viên này làm Hội đồng của đơn vị cho lần họp sau", required=False, initial=True
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class AttendanceForm(forms.Form):
    """A member of the council at the meeting; a row without a name is no member."""

    name = forms.CharField(label="Họ và tên", required=False, max_length=120)
    position = forms.CharField(label="Chức vụ", required=False, max_length=200)
    role = forms.ChoiceField(label="Trong Hội đồng", choices=CouncilRole.choices, initial=CouncilRole.MEMBER)
    presence = forms.ChoiceField(label="Tham dự", choices=Presence.choices, initial=Presence.PRESENT)
    reason = forms.CharField(
        label="Lý do vắng",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control mt-1", "placeholder": "lý do, nếu vắng"}),
    )

    def draft(self) -> AttendanceDraft | None:
        """The member, or None of a row left blank."""
        said = self.cleaned_data
        return AttendanceDraft(**said) if said.get("name") or said.get("position") else None


class VoteForm(forms.Form):
    """The ballots for one nominee."""

    agreed = forms.IntegerField(
        label="Đồng ý", required=False, min_value=0, max_value=_MOST_BALLOTS, error_messages=_COUNT_ERRORS
    )
    against = forms.IntegerField(
        label="Không đồng ý", required=False, min_value=0, max_value=_MOST_BALLOTS, error_messages=_COUNT_ERRORS
    )
    remark = forms.CharField(label="Ý kiến", required=False, max_length=300)

    def __init__(self, data: QueryDict | None, *, nominee: Nomination, **kwargs: Any) -> None:
        super().__init__(data, prefix=f"vote-{nominee.pk}", **kwargs)
        self.nominee = nominee


AttendanceForms: type[BaseFormSet[AttendanceForm]] = formset_factory(AttendanceForm, extra=_BLANK_ROWS, max_num=200)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what was typed: the field in words, its id on the page, and the sentence."""

    words: str
    anchor: str
    sentence: str


class MeetingForms:
    """The three together, as one page asks them; `data` is what was posted, None for a page just opened."""

    def __init__(
        self, meeting: Meeting, nominees: Iterable[Nomination], members: list[dict[str, Any]], data: QueryDict | None
    ) -> None:
        plain = {name: getattr(meeting, name) for name in MeetingForm.base_fields if hasattr(meeting, name)}
        self.meeting = MeetingForm(data, initial=plain | {"seen": meeting_version(meeting)})
        self.members = AttendanceForms(data, initial=members, prefix="member")
        self.members.extra = _BLANK_ROWS if members else _FIRST_ROWS
        ballots = {vote.nomination_id: vote for vote in meeting.votes.all()} if meeting.pk else {}
        self.votes = [
            VoteForm(
                data,
                nominee=one,
                initial={name: getattr(ballots[one.pk], name) for name in VoteForm.base_fields}
                if one.pk in ballots
                else None,
            )
            for one in nominees
        ]

    def are_valid(self) -> bool:
        """Whether all that was posted can be read; every fault is found, not the first alone."""
        return all([self.meeting.is_valid(), self.members.is_valid(), *(vote.is_valid() for vote in self.votes)])

    def faults(self) -> Iterator[Fault]:
        """All that was found wrong, in the order of the page."""
        yield from _faults(self.meeting)
        for number, member in enumerate(self.members, 1):
            yield from _faults(member, f"dòng {number}")
        yield from (Fault("", "", str(sentence)) for sentence in self.members.non_form_errors())
        for vote in self.votes:
            yield from _faults(vote, vote.nominee.name)

    def draft(self) -> MeetingDraft:
        """What was typed."""
        said = {name: value for name, value in self.meeting.cleaned_data.items() if name != "seen"}
        members = tuple(draft for form in self.members if (draft := form.draft()))
        votes = {vote.nominee.pk: VoteDraft(**vote.cleaned_data) for vote in self.votes}
        return MeetingDraft(**said, attendances=members, votes=votes)


def _faults(form: forms.Form, whose: str = "") -> Iterator[Fault]:
    """The form's own faults, then each field's; `whose` tells one row from another."""
    if not form.is_bound:
        return
    yield from (Fault("", "", str(sentence)) for sentence in form.non_field_errors())
    for field in form:
        words = ", ".join(filter(None, (str(field.label), whose)))
        yield from (Fault(words, field.id_for_label, str(sentence)) for sentence in field.errors)
