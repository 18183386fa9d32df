"""What is typed about a campaign: its pack, its settings, the units that take part, more time for one."""

from typing import Any

from django import forms
from django.http import QueryDict

from vinhdanh.actions.campaigns import campaign_version
from vinhdanh.actions.participants import GroupChoice
from vinhdanh.models import Campaign, Participant, Unit
from vinhdanh.rules.campaign import Pack
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.units import units_of_lines


class ChoosePackForm(forms.Form):
    """Who holds the campaign, and by which of the packs of the product."""

    host = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị tổ chức", empty_label=None)
    pack = forms.ChoiceField(label="Gói quy định", widget=forms.RadioSelect)

    def __init__(self, *args: Any, hosts: Any, packs: dict[str, Pack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]
        self.fields["pack"].choices = [(name, pack.title) for name, pack in packs.items()]  # type: ignore[attr-defined]


class SettingsForm(forms.Form):
    """What the guidance leaves to the campaign."""

    title = forms.CharField(label="Tên đợt", max_length=300)
    vote_share = forms.IntegerField(
        label="Tỷ lệ phiếu đồng ý tối thiểu (%)",
        min_value=1,
        max_value=100,
        help_text="Tính trên tổng số thành viên Hội đồng của đơn vị, không phải số có mặt.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Ghi một số từ 1 đến 100."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, campaign: Campaign) -> None:
        shown = {"title": campaign.title, "vote_share": campaign.vote_share, "seen": campaign_version(campaign)}
        super().__init__(data, initial=shown)


class AddUnitsForm(forms.Form):
    """Units that take part too, one a line."""

    units = forms.CharField(
        label="Thêm đơn vị",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một đơn vị, ghi tên hoặc mã; chép được từ Excel.",
    )

    def clean_units(self) -> list[Unit]:
        """The units named, each once."""
        return units_of_lines(self.cleaned_data["units"])


class ExtensionForm(forms.Form):
    """More time for one unit."""

    last_day = DayField(label="Gia hạn đến hết ngày")
    reason = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="Đơn vị nhìn thấy lý do này; nhật ký ghi người gia hạn.",
    )


class LateForm(forms.Form):
    """What a campaign is opened with after its deadline: more time for every unit, or the word that none is wanted."""

    last_day = DayField(label="Gia hạn cho mọi đơn vị đến hết ngày", required=False)
    reason = forms.CharField(label="Lý do gia hạn", required=False, max_length=1000)
    late = forms.BooleanField(label="Vẫn mở dù hạn đã qua, chưa gia hạn cho đơn vị nào", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("last_day") and not told.get("reason", "").strip():
            self.add_error("reason", "Ghi lý do gia hạn.")
        return told


class ReasonForm(forms.Form):
    """Why an ended campaign receives again."""

    reason = forms.CharField(label="Lý do mở lại", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)


def group_choices(asked: Any, participants: list[Participant]) -> list[GroupChoice]:
    """What the table of units says: of each row the group chosen, and the one shown when the page was opened."""
    return [
        GroupChoice(one.pk, asked.get(f"was-{one.pk}", one.group), asked[f"group-{one.pk}"])
        for one in participants
        if f"group-{one.pk}" in asked
    ]


def ticked(asked: Any, participants: list[Participant]) -> list[int]:
    """The rows of that table whose box is ticked."""
    chosen = set(asked.getlist("chosen"))
    return [one.pk for one in participants if str(one.pk) in chosen]
