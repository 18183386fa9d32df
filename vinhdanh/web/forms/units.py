"""What is asked when units change: names, days, papers, other units."""

from typing import Any

from django import forms

from vinhdanh.actions.units import unit_version
from vinhdanh.intake.unit_names import suggested_code
from vinhdanh.intake.units import UnitBook, read_units
from vinhdanh.models import Unit, UnitKind, UnitSize, User
from vinhdanh.models.entries import FIRST_YEAR, LAST_YEAR
from vinhdanh.models.unit_names import UnitDirectory
from vinhdanh.models.unit_terms import unit_terms
from vinhdanh.web.forms.carried_workbook import CarriedWorkbookForm
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.unit_choice import UnitChoice, written

UNIT_LIST = "danh-sach-don-vi"
_BETWEEN = " · "
_KINDS = [(kind.value, kind.label) for kind in UnitKind if kind is not UnitKind.PROVINCE]
_PAPER = "Số, ngày của văn bản."


def _decision() -> forms.CharField:
    return forms.CharField(label="Văn bản", required=False, max_length=200, help_text=_PAPER)


_MOST = 10_000_000  # people or collectives of one unit
_COUNT_ERRORS = {"min_value": "Số lượng không thể âm.", "max_value": "Số lượng lớn quá; hãy xem lại."}


class UnitForm(forms.Form):
    """A form about one unit, by a person. `offered`: the units that the page's list offers, if one is asked for."""

    def __init__(self, *args: Any, unit: Unit, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.offered: list[str] = []
        for field in self.fields.values():
            if isinstance(field, UnitChoice):
                field.offer(Unit.objects.visible_to(by).filter(closed_on=None).exclude(pk=unit.pk), UNIT_LIST)
                self.offered = field.offered()


class OpenForm(UnitForm):
    """A new unit below `unit`."""

    name = forms.CharField(label="Tên đơn vị", max_length=200)
    code = forms.SlugField(
        label="Mã",
        max_length=60,
        required=False,
        help_text="Chữ thường không dấu, gạch nối; để trống thì lấy theo tên.",
    )
    kind = forms.ChoiceField(label="Loại đơn vị", choices=[("", "Chọn loại"), *_KINDS])
    short_name = forms.CharField(label="Tên gọi tắt", required=False, max_length=80)
    size = forms.ChoiceField(label="Quy mô", required=False, choices=[("", "Chưa rõ"), *UnitSize.choices])
    opened_on = DayField(label="Ngày thành lập", required=False)
    place = forms.CharField(label="Địa danh", required=False, max_length=80, help_text="Ghi đầu văn bản của đơn vị.")
    decision = _decision()

    def clean(self) -> dict[str, Any]:
        """A code made of the name where none was typed."""
        cleaned = super().clean() or {}
        cleaned["code"] = cleaned.get("code") or suggested_code(cleaned.get("name", ""))
        return cleaned


class EditForm(UnitForm):
    """What the register says of the unit."""

    name = forms.CharField(
        label="Tên đơn vị", max_length=200, help_text="Chỉ sửa lỗi ghi. Tên mới theo quyết định thì dùng “Đổi tên”."
    )
    short_name = forms.CharField(label="Tên gọi tắt", required=False, max_length=80)
    kind = forms.ChoiceField(label="Loại đơn vị")
    size = forms.ChoiceField(label="Quy mô", required=False, choices=[("", "Chưa rõ"), *UnitSize.choices])
    opened_on = DayField(label="Ngày thành lập", required=False)
    place = forms.CharField(label="Địa danh", required=False, max_length=80, help_text="Ghi đầu văn bản của đơn vị.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Unit, by: User, **kwargs: Any) -> None:
        names = ("name", "short_name", "kind", "size", "opened_on", "place")
        shown = {name: getattr(unit, name) for name in names} | {"seen": unit_version(unit)}
        kwargs["initial"] = shown | kwargs.get("initial", {})
        super().__init__(*args, unit=unit, by=by, **kwargs)
        kinds = [(UnitKind.PROVINCE.value, UnitKind.PROVINCE.label)] if unit.parent_id is None else _KINDS
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class RenameForm(UnitForm):
    """A new name from a day on."""

    name = forms.CharField(label="Tên mới", max_length=200)
    since = DayField(label="Từ ngày")
    decision = _decision()


class MergeForm(UnitForm):
    """The unit that takes this one over."""

    into = UnitChoice(label="Nhập vào đơn vị", help_text="Gõ tên hoặc mã.")
    on = DayField(label="Từ ngày", help_text="Ngày đầu tiên đơn vị này không còn.")
    decision = _decision()


class SplitForm(UnitForm):
    """The units that came out of this one."""

    into = forms.CharField(
        label="Các đơn vị được tách ra",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một đơn vị, ghi tên hoặc mã. Đơn vị mới phải được mở trước.",
    )
    on = DayField(label="Từ ngày")
    ends = forms.BooleanField(label="Đơn vị này kết thúc hoạt động từ ngày đó", required=False)
    decision = _decision()

    def clean_into(self) -> list[Unit]:
        """The units named."""
        return units_of_lines(self.cleaned_data["into"])


class MoveForm(UnitForm):
    """Another unit above."""

    parent = UnitChoice(label="Đơn vị cấp trên mới", help_text="Gõ tên hoặc mã.")
    decision = _decision()


class CloseForm(UnitForm):
    """An end that nobody takes over."""

    on = DayField(label="Từ ngày", help_text="Ngày đầu tiên đơn vị không còn.")
    decision = _decision()


class ReopenForm(UnitForm):
    """Why the end was a mistake."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class UnitYearForm(UnitForm):
    """The numbers of a year; blank is not known."""

    year = forms.IntegerField(
        label="Năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Ghi năm bằng bốn chữ số, ví dụ 2020."),
    )
    collectives = forms.IntegerField(
        label="Số tập thể",
        required=False,
        min_value=0,
        max_value=_MOST,
        help_text="Của đơn vị và mọi đơn vị trực thuộc; để trống nếu chưa rõ.",
        error_messages=_COUNT_ERRORS,
    )
    individuals = forms.IntegerField(
        label="Số cá nhân", required=False, min_value=0, max_value=_MOST, error_messages=_COUNT_ERRORS
    )
    record_complete = forms.BooleanField(
        label="Sổ đã ghi đủ khen thưởng của năm này",
        required=False,
        help_text="Khi đánh dấu, khen thưởng không có trong sổ được tính là 0; chưa đánh dấu thì là chưa rõ.",
    )
    source = forms.CharField(label="Nguồn số liệu", required=False, max_length=200)


class ClusterForm(forms.Form):
    """A cluster of a year."""

    name = forms.CharField(label="Tên cụm, khối thi đua", max_length=120)
    members = forms.CharField(
        label="Thành viên",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Mỗi dòng một đơn vị, ghi tên hoặc mã; chép được từ Excel.",
    )
    head = forms.CharField(label="Cụm trưởng", required=False, help_text="Một trong các thành viên; tên hoặc mã.")

    def clean_members(self) -> list[Unit]:
        """The units named, each once."""
        return units_of_lines(self.cleaned_data["members"])

    def clean_head(self) -> Unit | None:
        """The member that heads the cluster."""
        typed = self.cleaned_data["head"]
        return units_of_lines(typed)[0] if typed.strip() else None


class CopyClustersForm(forms.Form):
    """From which year to which."""

    source = forms.IntegerField(label="Từ năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    target = forms.IntegerField(label="Sang năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)


class UnitsFilter(forms.Form):
    """Which units the page shows. What is not understood filters nothing."""

    q = forms.CharField(label="Tên hoặc mã", required=False, max_length=100)
    kind = forms.ChoiceField(label="Loại đơn vị", required=False, choices=[("", "Mọi loại"), *UnitKind.choices])
    closed = forms.BooleanField(label="Cả đơn vị đã kết thúc", required=False)


class UnitBookForm(CarriedWorkbookForm):
    """The workbook of units; cleans to `book`."""

    missing = "Chưa chọn tệp. Chọn bảng đơn vị (.xlsx) rồi bấm “Xem trước”."

    workbook = forms.FileField(label="Bảng đơn vị (.xlsx)", required=False, allow_empty_file=True)

    book: UnitBook

    def read(self, content: bytes) -> None:
        self.book = read_units(content, unit_terms())


def units_of_lines(text: str) -> list[Unit]:
    """The units that the lines name, each once; raises ValidationError with a sentence for each that names none."""
    directory, found, faults = UnitDirectory(), dict[int, Unit](), list[str]()
    for line in text.splitlines():
        typed = line.rpartition(_BETWEEN)[2].strip()
        match = directory.find(typed) if typed else None
        if match and match.unit:
            found[match.unit.pk] = match.unit
        elif match:
            faults.append(match.sentence)
    if faults:
        raise forms.ValidationError(faults)
    return list(found.values())


def lines_of_units(units: list[Unit]) -> str:
    """The units as `units_of_lines` reads them."""
    return "\n".join(written(unit) for unit in units)
