"""What became of a nominee, as it is typed."""

from typing import Any

from django import forms

from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.outcomes import Given
from vinhdanh.models import Nomination, Outcome, User
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.honouree_choice import HonoureeChoice


class DecisionForm(forms.Form):
    """The decision by which awards were given; the awards themselves are those proposed."""

    decision_number = forms.CharField(label="Số quyết định khen thưởng", max_length=60)
    decision_date = DayField(label="Ngày ký quyết định")
    authority = forms.CharField(label="Cơ quan, người có thẩm quyền quyết định", max_length=200)
    year = forms.IntegerField(label="Năm được tính khen thưởng")
    manner = forms.ChoiceField(label="Loại hình khen thưởng", required=False)
    merit = forms.CharField(
        label="Thành tích ghi trong quyết định",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, award: str, last: Outcome | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(award, last))
        super().__init__(*args, **kwargs)
        manners = [(manner.code, manner.label) for manner in catalogue().manners]
        self.fields["manner"].choices = [("", "Chưa rõ"), *manners]  # type: ignore[attr-defined]

    def given(self) -> Given:
        """The award as typed."""
        told = self.cleaned_data
        return Given(
            year=told["year"],
            decision=DecisionDraft(told["decision_number"], told["decision_date"], told["authority"]),
            manner=told["manner"],
            reason=told["merit"],
            honouree=told.get("honouree"),
        )


class GivenForm(DecisionForm):
    """The decision by which one nominee received it; of one proposed by hand also who it is in the register."""

    honouree = HonoureeChoice(
        label="Đối tượng trong sổ",
        required=False,
        help_text="Hồ sơ ghi mới đối tượng này. Nếu sổ đã có thì ghi tên, số hoặc địa chỉ trang; để trống là ghi mới.",
    )

    def __init__(self, *args: Any, nomination: Nomination, by: User, last: Outcome | None, **kwargs: Any) -> None:
        super().__init__(*args, award=nomination.award, last=last, **kwargs)
        if nomination.honouree_id:
            del self.fields["honouree"]
        else:
            choice = self.fields["honouree"]
            assert isinstance(choice, HonoureeChoice)
            choice.within_reach_of(by)


class NotGivenForm(forms.Form):
    """Why the nominee did not receive it."""

    reason = forms.CharField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


def _initial(award: str, last: Outcome | None) -> dict[str, Any]:
    """The decision entered last in the campaign, for most nominees stand in one."""
    entry = catalogue().award_of.get(award)
    known = {"authority": entry.authority if entry else ""}
    before = last.award if last else None
    if before is None or before.decision is None:
        return known
    paper = {"decision_number": before.decision.number, "decision_date": before.decision.signed_on}
    return known | paper | {"authority": before.authority, "year": before.year, "manner": before.manner}
