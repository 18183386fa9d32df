"""The page of a nominee as one form: which fields it has follows what the campaign asks of this nominee."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from vinhdanh.actions.nomination_values import Figure, Rated, Value, View, key_of
from vinhdanh.actions.nominations import proposable
from vinhdanh.documents.achievement_report import SECTIONS
from vinhdanh.models import Fact, HonoureeKind, Nomination, Sex, Unit, User
from vinhdanh.reports.asked_of_nominee import Asked
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.vocabulary import Judged
from vinhdanh.web.forms.nomination_fields import AmountField, BirthText, Lines, TidyText
from vinhdanh.web.forms.typed import YesNoUnknown
from vinhdanh.web.forms.unit_choice import UnitChoice

FORM_ID = "de-nghi"
UNIT_LIST = "danh-sach-don-vi"
_NAMES = {
    HonoureeKind.COLLECTIVE: "Tên tập thể",
    HonoureeKind.INDIVIDUAL: "Họ và tên",
    HonoureeKind.FAMILY: "Họ và tên chủ hộ",
}
WHO = {
    HonoureeKind.COLLECTIVE: ("name", "workplace"),
    HonoureeKind.FAMILY: ("name", "residence"),
    HonoureeKind.INDIVIDUAL: (
        "name",
        "birth",
        "sex",
        "ethnicity",
        "position",
        "workplace",
        "residence",
        "direct_worker",
    ),
}
_LABELS = {
    "birth": "Ngày sinh",
    "sex": "Giới tính",
    "ethnicity": "Dân tộc",
    "position": "Chức vụ, nghề nghiệp",
    "workplace": "Đơn vị công tác",
    "residence": "Nơi cư trú",
}
_COLLECTIVE_LABELS = {"workplace": "Thuộc cơ quan, đơn vị"}
Made = tuple[str, str, forms.Field]  # a key of the sheet, which part of its value, and the field for it
_SECTIONS = {str(kind): sections for kind, sections in SECTIONS.items()}
_VIEWS = [("", "Chưa nêu ý kiến"), ("1", "Đạt"), ("0", "Chưa đạt")]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of a table by years: the year, its fields in order (none of what the register says), the fact there."""

    year: int
    fields: tuple[BoundField, ...]
    fact: Fact | None
    words: str = ""

    @property
    def year_words(self) -> str:
        """How the labels of its fields end."""
        return f" năm {self.year}"

    @property
    def slot(self) -> str:
        """The id of where the page says what the fact stands on."""
        return f"can-cu-{self.fields[0].html_name if self.fields else self.year}"


def who_field(kind: HonoureeKind, name: str) -> forms.Field:
    """One column that says who it is; all but the name may be left blank."""
    label = _COLLECTIVE_LABELS.get(name) if kind == HonoureeKind.COLLECTIVE else None
    label = label or (_NAMES[kind] if name == "name" else _LABELS.get(name, ""))
    match name:
        case "birth":
            return BirthText(label=label, required=False, help_text="Ghi 12/3/1978, 3/1978 hoặc 1978.")
        case "sex":
            return forms.ChoiceField(label=label, required=False, choices=[("", "Chưa rõ"), *Sex.choices])
        case "direct_worker":
            return YesNoUnknown(label="Trực tiếp lao động, sản xuất, công tác")
    longest = getattr(Nomination._meta.get_field(name), "max_length", None)
    return TidyText(label=label, required=name == "name", max_length=longest)


def story_fields(kind: HonoureeKind) -> Iterator[Made]:
    """What is told in words: the summary of form 03 and the sections of the achievement report."""
    yield "awards_listed", "", forms.BooleanField(label="Danh sách khen thưởng ở đây đã đầy đủ", required=False)
    hint = "Vào Mẫu 03. Nêu việc đã làm, kết quả bằng số, so với trước."
    yield "summary", "", Lines(label="Tóm tắt thành tích tiêu biểu, nổi bật", rows=5, help_text=hint)
    for section in _SECTIONS[kind]:
        label = f"{section.number}. {section.label}" if section.number else section.label
        rows = 1 if section.short else 5
        yield f"story.{section.code}", "", Lines(label=label, rows=rows, help_text=section.hint)
    yield "remark", "", Lines(label="Ghi chú", rows=2, help_text="Vào cột “Ghi chú” của Mẫu 03.")


def headed_field(by: User) -> UnitChoice:
    """The unit that a person heads, out of those within reach."""
    field = UnitChoice(
        label="Đơn vị do cá nhân đứng đầu",
        required=False,
        help_text="Gõ tên hoặc mã. Xếp loại, khen thưởng của đơn vị có trong sổ được lấy theo.",
    )
    field.offer(Unit.objects.visible_to(by), UNIT_LIST)
    return field


def name_of(key: str, part: str = "") -> str:
    """The field's name on the page: a key of the sheet, with letters that an address after `#` may hold."""
    return "-".join(filter(None, (key.replace(".", "-"), part)))


class NominationForm(forms.Form):
    """All that a person may type about a nominee; `typed` are the values that could be read and may be changed."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        nomination: Nomination,
        pack: Pack,
        asked: Asked,
        values: Mapping[str, Value],
        by: User,
        may_edit: Callable[[str], bool],
    ) -> None:
        self.nomination, self.pack, self.asked, self.values = nomination, pack, asked, values
        self.kind = HonoureeKind(nomination.kind)
        self._parts: dict[str, tuple[str, ...]] = {}
        super().__init__(data, auto_id="%s")
        for key, part, field in (*self._of_person(by), *self._of_years(), *story_fields(self.kind), *self._of_views()):
            self._add(key, part, field)
        self.closed = frozenset(name for key, names in self._parts.items() if not may_edit(key) for name in names)
        for name, field in self.fields.items():
            help_id = f"{name}_helptext " if field.help_text else ""
            field.widget.attrs |= {"form": FORM_ID, "aria-describedby": f"{help_id}loi-{name}"}
            if name in self.closed:
                field.widget.attrs["disabled"] = True

    # --- what it is made of

    def _add(self, key: str, part: str, field: forms.Field) -> None:
        name = name_of(key, part)
        held = self.values.get(key)
        self.fields[name] = field
        self.initial[name] = (
            self.nomination.headed if key == "headed_id" else getattr(held, part, None) if part else held
        )
        if part == "passed" and isinstance(held, View):
            self.initial[name] = "1" if held.passed else "0"
        self._parts[key] = (*self._parts.get(key, ()), name)

    def _of_person(self, by: User) -> Iterator[Made]:
        for name in WHO[self.kind]:
            yield name, "", who_field(self.kind, name)
        awards = proposable(self.pack).get(self.kind, ())
        if len(awards) > 1:
            labels = [(code, self.pack.award_of[code].label) for code in awards]
            yield "award", "", forms.ChoiceField(label="Hình thức đề nghị", choices=labels)
        for code in self.asked.attributes:
            attribute = self.pack.attribute_of[code]
            choices = [("", "Chưa rõ"), *((value.code, value.label) for value in attribute.values)]
            field = forms.TypedChoiceField(label=attribute.label, required=False, choices=choices, empty_value=None)
            yield f"attribute.{code}", "", field
        if self.asked.heads:
            yield "headed_id", "", headed_field(by)
            yield "headed_name", "", TidyText(label="Tên đơn vị, nếu không có trong danh mục", max_length=200)
        for code in self.asked.lists:
            label = next(one.label for one in self.pack.lists if one.code == code)
            yield f"member.{code}", "", YesNoUnknown(label=label)

    def _of_years(self) -> Iterator[Made]:
        levels = [("", "Chưa có"), *((level.code, level.label) for level in self.pack.scale.levels)]
        of_register = {(f.of_headed, f.year) for f in self.nomination.facts.all() if f.from_rating_id}
        asked = [("rating", year) for year in self.asked.ratings if (False, year) not in of_register]
        asked += [("headed_rating", year) for year in self.asked.headed_ratings if (True, year) not in of_register]
        for place, year in asked:
            key = f"{place}.{year}"
            yield key, "level", forms.ChoiceField(label=f"Xếp loại năm {year}", required=False, choices=levels)
            yield key, "decision", TidyText(label=f"Số quyết định năm {year}", max_length=80)
            yield key, "authority", TidyText(label=f"Cơ quan công nhận năm {year}", max_length=200)
        for indicator, years in self.asked.amounts:
            for year in years:
                key = f"amount.{indicator}.{year}"
                yield key, "amount", AmountField(label=f"Số tiền năm {year}")
                example = forms.TextInput(attrs={"placeholder": "căn cứ, ví dụ sổ ghi chép"})
                yield key, "proof", TidyText(label=f"Căn cứ năm {year}", max_length=300, widget=example)

    def _of_views(self) -> Iterator[Made]:
        for condition in self.asked.judged:
            key = f"view.{condition.id}"
            yield key, "passed", forms.ChoiceField(label=condition.text, required=False, choices=_VIEWS)
            yield key, "reason", TidyText(label="Căn cứ", max_length=500)

    # --- what was typed

    def full_clean(self) -> None:
        """What may not be changed is not sent by the browser, and is not missed; what was typed before the place was
        closed is told not to be saved."""
        super().full_clean()
        for name in self.closed:
            self.errors.pop(name, None)
            field = self.fields[name]
            shown = field.prepare_value(self.initial.get(name))
            if name in self.data and field.has_changed(shown, self[name].data):
                self.add_error(name, "Chỗ này không còn sửa được; nội dung vừa gõ chưa được lưu.")

    def typed(self) -> dict[str, Value]:
        """The values of all fields that could be read; what could not is left out, and stays as it stands."""
        self.is_valid()
        left_out = {*self.errors, *self.closed}
        return {key: self._value(key, names) for key, names in self._parts.items() if not left_out & {*names}}

    def _value(self, key: str, names: tuple[str, ...]) -> Value:
        told = [self.cleaned_data[name] for name in names]
        match key.partition(".")[0]:
            case "rating" | "headed_rating":
                return Rated(*told) if told[0] else None
            case "amount":
                return Figure(*told) if told[0] is not None or told[1] else None
            case "view":
                return View(told[0] == "1", told[1]) if told[0] else None
            case "headed_id":
                return told[0].pk if told[0] else None
            case "story":
                return told[0] or None
        value: Value = told[0]
        return value

    def clean(self) -> dict[str, Any]:
        """A reason without a verdict, a decision without a rating: said at the field, never dropped in silence."""
        cleaned = super().clean() or {}
        for key, names in self._parts.items():
            place, told = key.partition(".")[0], [cleaned.get(name) for name in names]
            if place in ("rating", "headed_rating") and not told[0] and any(told[1:]):
                self.add_error(names[0], "Chọn mức xếp loại của năm này.")
            if place == "view" and not told[0] and told[1]:
                self.add_error(names[0], "Chọn Đạt hoặc Chưa đạt.")
        return cleaned

    def asked_keys(self) -> tuple[str, ...]:
        """What the form asks for, in order; two forms compare by it, to see whether another choice asks for more."""
        return tuple(self._parts)

    def names_at(self, key: str) -> tuple[str, ...]:
        """The names of the fields behind a key of the sheet; none where the page does not ask for it."""
        return self._parts.get(key, ())

    # --- what the template draws

    def group(self, *places: str) -> list[BoundField]:
        """The fields whose key stands at one of these places, in order."""
        return [self[name] for key, names in self._parts.items() if key.partition(".")[0] in places for name in names]

    @property
    def award_label(self) -> str:
        """What is asked for."""
        return self.pack.award_of[self.nomination.award].label

    @property
    def units_offered(self) -> list[str]:
        """Names of units for the browser to offer; none where no unit is asked for."""
        field = self.fields.get("headed_id")
        return field.offered() if isinstance(field, UnitChoice) else []

    @property
    def who(self) -> list[BoundField]:
        return self.group(*WHO[self.kind])

    @property
    def conditions(self) -> list[BoundField]:
        return self.group("award", "attribute", "headed_id", "headed_name", "member")

    @property
    def story(self) -> list[BoundField]:
        return self.group("summary", "story", "remark")

    @property
    def rating_tables(self) -> list[tuple[str, list[YearRow]]]:
        """The tables of ratings that are asked for, each with its words."""
        tables = (
            ("Xếp loại từng năm", self.year_rows("rating")),
            ("Xếp loại từng năm của đơn vị đứng đầu", self.year_rows("headed_rating")),
        )
        return [(label, rows) for label, rows in tables if rows]

    @property
    def figure_tables(self) -> list[tuple[str, list[YearRow]]]:
        """The tables of figures that are asked for, each with its words."""
        labels = {one.code: one.label for one in self.pack.indicators}
        return [(labels.get(code, code), self.year_rows("amount", code)) for code, _ in self.asked.amounts]

    def year_rows(self, place: str, code: str = "") -> list[YearRow]:
        """The rows of one table by years, each with the fact that stands there; what the register says has no field."""
        prefix = f"{place}.{code}." if code else f"{place}."
        facts = {key_of(fact): fact for fact in reversed(self.nomination.facts.all())}
        rows = [
            YearRow(int(key.removeprefix(prefix)), tuple(self[name] for name in names), facts.get(key))
            for key, names in self._parts.items()
            if key.startswith(prefix)
        ]
        if not code:
            of_headed = place == "headed_rating"
            held = [f for f in self.nomination.facts.all() if f.from_rating_id and f.of_headed == of_headed]
            labels = {level.code: level.label for level in self.pack.scale.levels}
            rows += [YearRow(fact.year or 0, (), fact, labels.get(fact.code, fact.as_written)) for fact in held]
        return sorted(rows, key=lambda row: row.year)

    @property
    def views(self) -> list[tuple[Judged, tuple[BoundField, ...]]]:
        """Each condition that is judged, with the fields of the unit's own view."""
        return [(one, tuple(self[name] for name in self._parts[f"view.{one.id}"])) for one in self.asked.judged]
