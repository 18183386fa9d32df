"""What is asked when a list is taken in: the file and its unit, what the columns are, what stands above the rows."""

from dataclasses import replace
from typing import Any

from django import forms

from vinhdanh.actions.imports.reading import SIZE_LIMIT
from vinhdanh.clock import today
from vinhdanh.intake.lists.fields import FIELD_LABELS, Field
from vinhdanh.intake.lists.records import ListContext, ListDecision
from vinhdanh.models import HonoureeKind, RowOutcome, Unit, User
from vinhdanh.models.entries import FIRST_YEAR
from vinhdanh.models.readers import Reading
from vinhdanh.permissions import can
from vinhdanh.reports.imports import TableShown, field_label
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import written_date
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.unit_choice import SeveralUnits, UnitChoice, written

UNIT_LIST = "cac-don-vi"
ACCEPTED = ".xlsx,.xls,.docx,.csv,.txt"
_YEARS_BACK = 12  # columns of one year each: `Xếp loại 2016`
_SEXED = ("birth:male", "birth:female", "sex:male", "sex:female")


class SendForm(forms.Form):
    """A file for a unit; cleans to `unit`, `content` and `name`.

    `meant`: the units of which one has to be chosen, where what was typed means several; the page offers them, and
    the one chosen comes as `chosen` instead of what was typed.
    """

    unit = UnitChoice(
        label="Đơn vị", help_text="Danh sách của đơn vị nào; đơn vị trong tệp được tìm ở đây và cấp dưới."
    )
    file = forms.FileField(label="Tệp danh sách", allow_empty_file=True)

    def __init__(self, data: Any = None, files: Any = None, *, by: User) -> None:
        own = next((held.unit for held in by.roles if can(by, "import_list", held.unit)), None)
        is_whole = own is not None and own.parent_id is None  # a province sends for others: the box is left blank
        if data and data.get("chosen"):
            data = {**data.dict(), "unit": data["chosen"]}
        super().__init__(data, files, initial={"unit": None if is_whole else own})
        chosen = self.fields["unit"]
        assert isinstance(chosen, UnitChoice)
        chosen.offer(Unit.objects.visible_to(by, Reading.IMPORTS).filter(closed_on=None), UNIT_LIST)
        self.offered = chosen.offered()
        self.fields["file"].widget.attrs |= {"accept": ACCEPTED, "class": "form-control"}
        self.fields["unit"].widget.attrs["class"] = "form-control"

    @property
    def meant(self) -> list[str]:
        """The units of which one has to be chosen, as the box reads them."""
        several = (error for error in self.errors.as_data().get("unit", ()) if isinstance(error, SeveralUnits))
        return [written(unit) for error in several for unit in error.units]

    def clean(self) -> dict[str, Any]:
        """The bytes of the file, read only where it is not too large."""
        cleaned = super().clean() or {}
        sent = cleaned.get("file")
        if sent is not None:
            if sent.size > SIZE_LIMIT:
                raise forms.ValidationError({"file": "Tệp quá 20 MB; hãy chia nhỏ rồi gửi."})
            cleaned["content"], cleaned["name"] = sent.read(), sent.name
        return cleaned


class RowsFilter(forms.Form):
    """Which rows the page shows: of one outcome, or with the very problems of one row (its key)."""

    outcome = forms.ChoiceField(required=False, choices=[("", ""), *RowOutcome.choices])
    like = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


def field_choices() -> list[tuple[str, Any]]:
    """Whatever a column may be, those of single years and of one sex in groups."""
    plain = [("", FIELD_LABELS[Field.IGNORED])]
    plain += [(str(name), label) for name, label in FIELD_LABELS.items() if name != Field.IGNORED]
    years = range(today().year, today().year - _YEARS_BACK, -1)
    groups = [
        (f"{FIELD_LABELS[name]} từng năm", [(f"{name}:{year}", field_label(f"{name}:{year}")) for year in years])
        for name in (Field.RATING, Field.AWARD)
    ]
    return [*plain, *groups, ("Cột riêng cho nam, nữ", [(name, field_label(name)) for name in _SEXED])]


class TableForm(forms.Form):
    """What the columns of a table are, and what holds for all its rows unless a row says otherwise."""

    left_out = forms.BooleanField(
        label="Không lấy bảng này", required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )
    kind = forms.ChoiceField(
        label="Loại đối tượng", required=False, choices=[("", "Theo từng dòng"), *HonoureeKind.choices]
    )
    award = forms.ChoiceField(label="Danh hiệu, hình thức", required=False)
    manner = forms.ChoiceField(label="Loại hình khen thưởng", required=False)
    first_year = forms.IntegerField(label="Từ năm", required=False, min_value=FIRST_YEAR)
    last_year = forms.IntegerField(label="Năm, hoặc đến năm", required=False, min_value=FIRST_YEAR)
    number = forms.CharField(label="Số quyết định", required=False, max_length=60)
    signed_on = DayField(label="Ngày quyết định", required=False)
    authority = forms.CharField(label="Cơ quan quyết định", required=False, max_length=200)

    def __init__(self, data: Any = None, *, table: TableShown) -> None:
        context = table.context
        initial = {
            "left_out": table.is_left_out,
            "first_year": context.first_year if context.first_year != context.last_year else None,
            "last_year": context.last_year,
            "number": context.decision.number,
            "signed_on": context.decision.signed_on,
            "authority": context.decision.authority,
            **{name: getattr(context, name) for name in ("kind", "award", "manner")},
            **{f"column_{column.index}": column.field for column in table.columns},
        }
        super().__init__(data, initial=initial, auto_id=f"bang-{table.number}-%s")
        self.table = table
        law = catalogue()
        none = [("", "Theo từng dòng")]
        self._choices("award", [*none, *law.award_spellings.labels.items()])
        self._choices("manner", [*none, *law.manner_spellings.labels.items()])
        choices = field_choices()
        known = {value for value, label in choices if isinstance(label, str)}
        known |= {value for _, group in choices if isinstance(group, list) for value, _ in group}
        for column in table.columns:
            own = [] if column.field in known else [(column.field, column.label)]
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=column.header or f"Cột {column.index + 1}", required=False, choices=[*own, *choices]
            )
        for field in self.fields.values():
            if not isinstance(field, forms.BooleanField):
                css = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
                field.widget.attrs["class"] = css

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A period that runs forward, of years that there have been."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and first > last:
            raise forms.ValidationError({"first_year": "Năm bắt đầu sau năm kết thúc; hãy ghi lại."})
        if first and not last:
            raise forms.ValidationError({"last_year": "Chưa ghi năm kết thúc của giai đoạn."})
        if last and last > today().year:
            raise forms.ValidationError({"last_year": f"Năm {last} chưa tới; hãy kiểm tra lại."})
        if (signed := cleaned.get("signed_on")) and signed > today():
            raise forms.ValidationError({"signed_on": f"Ngày {written_date(signed)} chưa tới; hãy kiểm tra lại."})
        return cleaned

    @property
    def mapping(self) -> dict[int, str]:
        """Column → field, as chosen."""
        return {column.index: self.cleaned_data[f"column_{column.index}"] for column in self.table.columns}

    @property
    def context(self) -> ListContext:
        """What holds for all rows, as the officer left it."""
        cleaned = self.cleaned_data
        last = cleaned["last_year"]
        return replace(
            self.table.context,
            kind=cleaned["kind"],
            award=cleaned["award"],
            bare_award="" if cleaned["award"] else self.table.context.bare_award,
            manner=cleaned["manner"],
            first_year=cleaned["first_year"] or last,
            last_year=last,
            decision=ListDecision(cleaned["number"], cleaned["signed_on"], cleaned["authority"]),
        )

    @property
    def column_fields(self) -> list[Any]:
        """The selects of the columns, each with the column it stands for."""
        return [(column, self[f"column_{column.index}"]) for column in self.table.columns]

    @property
    def context_fields(self) -> list[forms.BoundField]:
        """The fields of what holds for all rows."""
        return [field for field in self if not field.name.startswith("column_") and field.name != "left_out"]
