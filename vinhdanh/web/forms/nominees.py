"""Who is to be proposed: looked for in the register, or written by hand; and an award that the unit lists."""

from typing import Any

from django import forms

from vinhdanh.actions.facts import AwardFact
from vinhdanh.actions.nominations import proposable
from vinhdanh.models import Fact, HonoureeKind
from vinhdanh.rules.campaign import Pack
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.nomination_fields import TidyText

_NOT_LISTED = "-"


class NomineeForm(forms.Form):
    """Somebody new by hand: kind, name, and where the campaign gives more than one award, which."""

    kind = forms.ChoiceField(label="Loại")
    name = TidyText(label="Tên", required=True, max_length=200, help_text="Tên tập thể, họ tên cá nhân hoặc chủ hộ.")
    award = forms.ChoiceField(label="Hình thức đề nghị")
    category = forms.ChoiceField(label="Nhóm đối tượng", required=False, help_text="Đối với cá nhân.")

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = proposable(pack)
        self.choose("kind", [(kind.value, str(kind.label)) for kind in HonoureeKind if kind in given])
        codes = dict.fromkeys(code for awards in given.values() for code in awards)
        self.choose("award", [(code, pack.award_of[code].label) for code in codes])
        if len(codes) == 1:
            self.fields["award"].widget = forms.HiddenInput()
            self.initial["award"] = next(iter(codes))
        categories = pack.attribute_of.get("category")
        if categories is None:
            del self.fields["category"]
        else:
            values = [(value.code, value.label) for value in categories.values]
            self.choose("category", [("", "Chưa rõ"), *values])

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offers these choices in the field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def attributes(self) -> dict[str, str]:
        """What was chosen by codes of the pack."""
        category = self.cleaned_data.get("category") or ""
        individual = self.cleaned_data["kind"] == HonoureeKind.INDIVIDUAL
        return {"category": category} if category and individual else {}


class AwardFactForm(forms.Form):
    """An award that the register does not hold."""

    code = forms.ChoiceField(label="Danh hiệu, hình thức")
    as_written = TidyText(
        label="Tên khác", max_length=300, help_text="Ghi đúng như trong quyết định, khi danh sách trên không có."
    )
    year = forms.IntegerField(label="Năm", required=False, min_value=1945, max_value=2100)
    decision = TidyText(label="Số quyết định", max_length=80)
    decided_on = DayField(label="Ngày quyết định", required=False)
    authority = TidyText(label="Cơ quan quyết định", max_length=200)
    proof = TidyText(label="Căn cứ khác", max_length=300)
    of_headed = forms.BooleanField(label="Là khen thưởng của đơn vị do cá nhân đứng đầu", required=False)

    def __init__(self, *args: Any, pack: Pack, heads: bool, known: Fact | None = None, **kwargs: Any) -> None:
        names = ("code", "as_written", "year", "decision", "decided_on", "authority", "proof", "of_headed")
        kwargs["initial"] = {name: getattr(known, name) or None for name in names} if known else None
        if known and not known.code:
            kwargs["initial"]["code"] = _NOT_LISTED
        super().__init__(*args, **kwargs)
        choice = self.fields["code"]
        assert isinstance(choice, forms.ChoiceField)
        listed = [(award.code, award.label) for award in pack.awards]
        choice.choices = [("", "Chọn trong danh sách"), *listed, (_NOT_LISTED, "Không có trong danh sách")]
        if not heads:
            del self.fields["of_headed"]

    def award(self) -> AwardFact:
        """What was typed, for the action."""
        told = dict(self.cleaned_data)
        told["code"] = "" if told["code"] == _NOT_LISTED else told["code"]
        return AwardFact(**told)
