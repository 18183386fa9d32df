"""What the register is asked for: words, and what it is narrowed to. Every name is a parameter of the address."""

from typing import Any

from django import forms

from vinhdanh.models import AwardStanding, User
from vinhdanh.models.readers import Reading
from vinhdanh.models.search import EntryKind
from vinhdanh.models.search_words import LONGEST_SEARCH
from vinhdanh.models.units import Unit
from vinhdanh.reports.register_filter import ANY_STANDING, FIRST_YEAR, LAST_YEAR, RegisterFilter
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.web.forms.unit_choice import AsksForUnit, UnitChoice

UNIT_LIST = "danh-sach-don-vi"
AWARDS_VIEW = "awards"
LEVELS = {"state": "Cấp Nhà nước", "province": "Cấp tỉnh, bộ, ngành", "grassroots": "Cấp cơ sở"}
_UNKNOWN_MANNER = ("", "Chưa rõ")
_SELECT = {"class": "form-select"}
_TYPED = {"class": "form-control"}
_YEAR_WORDS = f"Nhập năm từ {FIRST_YEAR} đến {LAST_YEAR}."
_NOT_ONE = "Không có lựa chọn “%(value)s”. Chọn lại trong danh sách."
_ANSWERS = [("", "Không lọc"), ("1", "Có"), ("0", "Không")]


def award_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The awards of the law by level."""
    return [
        (label, [(award.code, award.label) for award in catalogue().awards if award.level == level])
        for level, label in LEVELS.items()
    ]


class Answer(forms.TypedChoiceField):
    """Yes, no, or not asked."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            choices=_ANSWERS,
            required=False,
            coerce=lambda value: value == "1",
            empty_value=None,
            widget=forms.Select(attrs=_SELECT),
            error_messages={"invalid_choice": _NOT_ONE},
        )


class Year(forms.IntegerField):
    """A year that the register may hold."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _YEAR_WORDS),
            widget=forms.TextInput(attrs={**_TYPED, "inputmode": "numeric", "size": 5}),
        )


class Several(forms.MultipleChoiceField):
    """Any of these; none is all."""

    def __init__(self, label: str, choices: Any) -> None:
        super().__init__(
            label=label,
            choices=choices,
            required=False,
            widget=forms.SelectMultiple(attrs=_SELECT),
            error_messages={"invalid_choice": _NOT_ONE},
        )


class RegisterForm(AsksForUnit):
    """Cleans to a RegisterFilter, `narrowed`."""

    q = forms.CharField(label="Từ cần tìm", required=False, max_length=LONGEST_SEARCH)
    view = forms.ChoiceField(choices=[("", ""), (AWARDS_VIEW, "")], required=False)
    kind = Several("Loại", EntryKind.choices)
    award = Several("Danh hiệu, hình thức", award_choices)
    level = Several("Cấp khen thưởng", [*LEVELS.items()])
    manner = Several(
        "Loại hình khen thưởng",
        lambda: [*((manner.code, manner.label) for manner in catalogue().manners), _UNKNOWN_MANNER],
    )
    year_from = Year("Từ năm")
    year_to = Year("Đến năm")
    calendar = forms.ChoiceField(
        label="Cách tính năm",
        choices=[("", "Năm khen thưởng"), ("emulation", "Năm thi đua (01/12 đến 30/11)")],
        required=False,
        widget=forms.Select(attrs=_SELECT),
        error_messages={"invalid_choice": _NOT_ONE},
    )
    unit = UnitChoice(label="Đơn vị, kể cả đơn vị trực thuộc", required=False, widget=forms.TextInput(attrs=_TYPED))
    direct = Answer("Cơ sở, lao động trực tiếp")
    leader = Answer("Lãnh đạo từ cấp phòng trở lên")
    female = Answer("Nữ")
    minority = Answer("Dân tộc thiểu số")
    or_unknown = forms.BooleanField(label="Kể cả trường hợp chưa rõ", required=False)
    standing = forms.ChoiceField(
        label="Hiệu lực",
        choices=[
            ("", AwardStanding.STANDING.label),
            *(choice for choice in AwardStanding.choices if choice[0] != AwardStanding.STANDING),
            (ANY_STANDING, "Tất cả"),
        ],
        required=False,
        widget=forms.Select(attrs=_SELECT),
        error_messages={"invalid_choice": _NOT_ONE},
    )
    decision = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_choice.offer(Unit.objects.visible_to(by, Reading.REGISTER), UNIT_LIST)

    @property
    def ticked(self) -> list[forms.BoundField]:
        """The fields of which several may be ticked."""
        return [self[name] for name in ("kind", "level", "manner")]

    @property
    def chosen(self) -> list[forms.BoundField]:
        """The fields of one answer each."""
        names = ("unit", "year_from", "year_to", "calendar", "direct", "leader", "female", "minority", "standing")
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """The years run forward."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", f"Năm cuối ({last}) phải từ năm đầu ({first}) trở đi.")
        return cleaned

    @property
    def narrowed(self) -> RegisterFilter:
        """What is asked; of a form that is valid."""
        asked = self.cleaned_data
        return RegisterFilter(
            kinds=tuple(asked["kind"]),
            awards=tuple(asked["award"]),
            levels=tuple(asked["level"]),
            manners=tuple(asked["manner"]),
            year_from=asked["year_from"],
            year_to=asked["year_to"],
            emulation=asked["calendar"] == "emulation",
            unit=asked["unit"],
            direct=asked["direct"],
            leader=asked["leader"],
            female=asked["female"],
            minority=asked["minority"],
            or_unknown=asked["or_unknown"],
            decision=asked["decision"],
            standing=asked["standing"] or AwardStanding.STANDING,
        )
