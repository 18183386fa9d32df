"""A unit's own campaign as a form: what it is about, and for each kind of nominee the lines of its standards.

Each line is a small form of its own (its prefix: `individual-2`); a button adds a line of the rule chosen, a tick takes
one out. So it works without a script.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from vinhdanh.models import Unit
from vinhdanh.models.entries import FIRST_YEAR, LAST_YEAR
from vinhdanh.rules.facts import KIND_WORDS, Kind
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.own_pack import PARTS, OwnCampaign
from vinhdanh.vietnamese import read_amount, written_amount
from vinhdanh.web.forms.days import DayField

F = TypeVar("F", bound=forms.Form)
MOST_LINES = 12  # of one kind of nominee
_YEAR_ERRORS = dict.fromkeys(("invalid", "min_value", "max_value"), "Ghi năm bằng bốn chữ số, ví dụ 2016.")
_ROLES = [("0", "Bắt buộc"), ("1", "Một trong các điều kiện")]


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=_YEAR_ERRORS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def _count(label: str, *, required: bool = True, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=99, required=required, help_text=help_text)


class AmountField(forms.CharField):
    """Cleans `200 triệu` to đồng."""

    def prepare_value(self, value: Any) -> Any:
        return written_amount(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        amount = read_amount(typed)
        if amount is None or amount <= 0:
            raise forms.ValidationError(f"Không đọc được số tiền “{typed}”. Ghi ví dụ 200 triệu đồng, 200.000.000.")
        return amount


class Line(forms.Form):
    """One condition; `rule` is what it is in rules/own_pack.py."""

    rule = ""
    title = ""
    one_of = forms.ChoiceField(label="Phải đạt", choices=_ROLES)
    gone = forms.BooleanField(label="Bỏ điều kiện này", required=False)

    def condition(self) -> dict[str, Any]:
        """As rules/own_pack.py takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "gone" and value is not None}
        return told | {"rule": self.rule, "one_of": told["one_of"] == "1"}


class RatedLine(Line):
    """Yearly ratings."""

    rule, title = "rated", "Xếp loại hằng năm"
    level = forms.ChoiceField(label="Mức trở lên")
    count = _count("Số năm ít nhất", required=False, help_text="Để trống: mọi năm.")
    first, last = _year("Từ năm"), _year("Đến năm")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = catalogue().scales[-1].levels[:-1]
        self.fields["level"].choices = [(level.code, level.label) for level in levels]  # type: ignore[attr-defined]


class AwardsLine(Line):
    """Awards received."""

    rule, title = "awards", "Khen thưởng đã được tặng"
    codes = forms.MultipleChoiceField(
        label="Danh hiệu, hình thức",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu mục nào: mọi khen thưởng.",
    )
    count = _count("Số lần ít nhất")
    first, last = _year("Từ năm"), _year("Đến năm")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(award.code, award.label) for award in catalogue().awards if award.within is None]
        self.fields["codes"].choices = listed  # type: ignore[attr-defined]


class AmountLine(Line):
    """A figure in đồng."""

    rule, title = "amount", "Số tiền"
    indicator = forms.CharField(label="Chỉ tiêu", max_length=80, help_text="Ví dụ: Thu nhập sau chi phí.")
    at_least = AmountField(label="Từ", max_length=40, help_text="Ví dụ: 200 triệu đồng.")
    over = forms.ChoiceField(
        label="Tính",
        choices=[("each_year", "Mỗi năm"), ("some_year", "Ít nhất một năm"), ("total", "Cộng các năm")],
    )
    first, last = _year("Từ năm"), _year("Đến năm")


class JudgedLine(Line):
    """What a person judges."""

    rule, title = "judged", "Người thẩm định đánh giá"
    text = forms.CharField(label="Yêu cầu", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


LINES: dict[str, type[Line]] = {one.rule: one for one in (RatedLine, AwardsLine, AmountLine, JudgedLine)}


class OwnForm(forms.Form):
    """What the campaign is about."""

    host = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị tổ chức", empty_label=None)
    title = forms.CharField(label="Tên đợt", max_length=200)
    award = forms.CharField(label="Hình thức khen thưởng", max_length=200, help_text="Giấy khen của ai.")
    cite = forms.CharField(
        label="Văn bản quy định tiêu chuẩn", max_length=120, help_text="Ví dụ: Kế hoạch số 15/KH-UBND ngày 02/3/2020."
    )
    deadline = DayField(label="Nhận hồ sơ đến hết ngày")
    place = forms.CharField(label="Nơi nhận hồ sơ", max_length=200)
    recipient = forms.CharField(label="Kính gửi", max_length=200, help_text="Ghi ở Tờ trình của đơn vị đề nghị.")
    seat = forms.CharField(label="Địa danh", max_length=80, help_text="Ghi ở đầu văn bản.")
    sets = forms.IntegerField(label="Số bộ hồ sơ", min_value=1, max_value=9)
    parts = forms.MultipleChoiceField(
        label="Thành phần hồ sơ",
        choices=[(code, part.words) for code, part in PARTS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, hosts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]

    def clean_parts(self) -> list[str]:
        """The letter always: it is what proposes."""
        chosen = set(self.cleaned_data["parts"]) | {"ho_so.to_trinh"}
        return [code for code in PARTS if code in chosen]


class KindSection:
    """The lines of one kind of nominee, from what was posted or from a form kept before. `check`: what was posted is
    to be saved; else another line was asked for, and what is not yet filled in is no fault."""

    def __init__(self, kind: Kind, posted: QueryDict | None, kept: Mapping[str, Any] | None, *, check: bool) -> None:
        self.kind, self.label = kind, KIND_WORDS[kind].capitalize()
        if posted is None:
            self.most = _MostForm(prefix=kind, initial={"at_most": (kept or {}).get("at_most")})
            self.lines = list(_kept_lines(kind, kept or {}))
        else:
            self.most = filled_in(_MostForm, posted, check=check, prefix=kind)
            self.lines = list(_posted_lines(kind, posted, check=check))
        self.most.fields["at_most"].required = bool(self.staying)

    def add(self, rule: str, years: tuple[int, int]) -> None:
        """One more line, still empty, about these years."""
        if rule in LINES and len(self.lines) < MOST_LINES:
            number = 1 + max((int(str(one.prefix).rpartition("-")[2]) for one in self.lines), default=0)
            line = LINES[rule](prefix=f"{self.kind}-{number}", initial={"first": years[0], "last": years[1]})
            self.lines.append(line)
            self.most.fields["at_most"].required = True

    @property
    def staying(self) -> list[Line]:
        """Those that nobody has ticked to be taken out."""
        return [line for line in self.lines if not (line.is_bound and line.data.get(f"{line.prefix}-gone"))]

    def is_valid(self) -> bool:
        """Whether all that stay are filled in, and how many may be proposed is said where there are any."""
        valid = [line.is_valid() for line in self.staying]
        if self.most.is_valid() and self.most.cleaned_data["at_most"] and not self.staying:
            words = self.label.lower()
            self.most.add_error("at_most", f"Chưa có điều kiện nào cho {words}; thêm điều kiện, hoặc để trống ô này.")
        return all(valid) and self.most.is_valid()

    def told(self) -> dict[str, Any] | None:
        """As rules/own_pack.py takes it; None where the kind is not looked for."""
        if not self.staying:
            return None
        conditions = [line.condition() for line in self.staying]
        return {"kind": self.kind, "at_most": self.most.cleaned_data["at_most"], "conditions": conditions}


class _MostForm(forms.Form):
    at_most = forms.IntegerField(
        label="Mỗi đơn vị được đề nghị không quá",
        min_value=1,
        max_value=99,
        error_messages={"required": "Ghi số lượng được đề nghị."},
    )


def own_campaign(form: OwnForm, sections: list[KindSection]) -> OwnCampaign:
    """The form, whole; ask `is_valid` of all of it before."""
    said = {name: value for name, value in form.cleaned_data.items() if name != "host"}
    kinds = [told for section in sections if (told := section.told())]
    return OwnCampaign.model_validate({**said, "issuer": form.cleaned_data["host"].name, "kinds": kinds}, strict=False)


def filled_in(form: type[F], posted: QueryDict, *, check: bool, prefix: str | None = None, **given: Any) -> F:
    """The form with what was posted; not to be checked, it shows that as its beginning."""
    if check:
        return form(posted, prefix=prefix, **given)
    start = f"{prefix}-" if prefix else ""
    typed = {key.removeprefix(start): values for key, values in posted.lists() if key.startswith(start)}
    many = {name for name, field in form.base_fields.items() if isinstance(field, forms.MultipleChoiceField)}
    shown = {name: values if name in many else values[-1] for name, values in typed.items()}
    return form(prefix=prefix, initial=shown, **given)


def _posted_lines(kind: str, posted: QueryDict, *, check: bool) -> Iterator[Line]:
    for number in range(1, 10 * MOST_LINES):
        rule = posted.get(f"{kind}-{number}-rule", "")
        if rule in LINES:
            line = filled_in(LINES[rule], posted, check=check, prefix=f"{kind}-{number}")
            if check or not posted.get(f"{line.prefix}-gone"):
                yield line


def _kept_lines(kind: str, kept: Mapping[str, Any]) -> Iterator[Line]:
    for number, one in enumerate(kept.get("conditions", ()), 1):
        yield LINES[one["rule"]](prefix=f"{kind}-{number}", initial={**one, "one_of": "1" if one["one_of"] else "0"})
