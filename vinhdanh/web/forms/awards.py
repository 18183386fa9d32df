"""An award as it goes into the register, and the papers that change one."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django import forms

from vinhdanh.actions.award_doubts import TYPE_WORDS
from vinhdanh.actions.awards import AwardDraft
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.models import Award, Honouree, HonoureeKind, Unit, User
from vinhdanh.reports.award_words import LEVEL_WORDS
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.law.entries import AwardEntry
from vinhdanh.vietnamese import written_date
from vinhdanh.web.forms.days import DayField
from vinhdanh.web.forms.honouree_choice import HonoureeChoice
from vinhdanh.web.forms.honourees import UNIT_LIST
from vinhdanh.web.forms.typed import YesNoUnknown
from vinhdanh.web.forms.unit_choice import UnitChoice

Choices = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]
_OTHERS = "Đã ghi, dành cho đối tượng khác"


class AwardForm(forms.Form):
    """One award. Whether it is a title or a form is never typed: the catalogue says it of the chosen name."""

    award = forms.ChoiceField(label="Danh hiệu thi đua hoặc hình thức khen thưởng")
    year = forms.IntegerField(label="Năm", help_text="Năm được tính khen thưởng; của một giai đoạn thì năm cuối.")
    first_year = forms.IntegerField(label="Năm đầu của giai đoạn", required=False)
    manner = forms.ChoiceField(label="Loại hình khen thưởng", required=False)
    decision_number = forms.CharField(
        label="Số quyết định",
        required=False,
        max_length=60,
        help_text="Cùng số, ngày và cơ quan với quyết định đã có thì dùng lại quyết định đó.",
    )
    decision_date = DayField(label="Ngày ký quyết định", required=False)
    authority = forms.CharField(
        label="Cơ quan, người có thẩm quyền quyết định",
        required=False,
        max_length=200,
        help_text="Như: Chủ tịch UBND tỉnh.",
    )
    reason = forms.CharField(
        label="Thành tích", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    position = forms.CharField(label="Chức vụ khi được khen", required=False, max_length=200)
    leader = YesNoUnknown(label="Lãnh đạo từ cấp phòng trở lên, khi được khen")
    direct_worker = YesNoUnknown(label="Ở cơ sở, trực tiếp lao động, sản xuất, công tác")

    def __init__(self, *args: Any, honouree: Honouree, known: Award | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(known) if known else _present_position(honouree))
        super().__init__(*args, **kwargs)
        kind = HonoureeKind(honouree.kind)
        choices = [("", "Chọn trong danh mục của luật"), *award_choices(kind), *_as_it_stands(known, kind)]
        self.fields["award"].choices = choices  # type: ignore[attr-defined]
        manners = [(manner.code, manner.label) for manner in catalogue().manners]
        self.fields["manner"].choices = [("", "Chưa rõ"), *manners]  # type: ignore[attr-defined]
        if kind != HonoureeKind.INDIVIDUAL:
            del self.fields["position"], self.fields["leader"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision_date") and not cleaned.get("decision_number"):
            self.add_error("decision_number", "Đã ghi ngày ký thì ghi cả số quyết định.")
        return cleaned

    def draft(self) -> AwardDraft:
        """What was typed, for the action."""
        told = self.cleaned_data
        decision = None
        if told["decision_number"]:
            decision = DecisionDraft(told["decision_number"], told["decision_date"], told["authority"])
        return AwardDraft(
            award=told["award"],
            year=told["year"],
            first_year=told["first_year"],
            manner=told["manner"],
            decision=decision,
            authority=told["authority"],
            reason=told["reason"],
            position=told.get("position", ""),
            leader=told.get("leader"),
            direct_worker=told["direct_worker"],
        )


class ChangeForm(forms.Form):
    """The paper by which an award is revoked or issued anew, and why."""

    change_number = forms.CharField(label="Số quyết định", max_length=60)
    change_date = DayField(label="Ngày ký")
    change_authority = forms.CharField(label="Cơ quan, người có thẩm quyền quyết định", max_length=200)
    change_reason = forms.CharField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def decision(self) -> DecisionDraft | None:
        """The paper; None where there is none."""
        told = self.cleaned_data
        if not told["change_number"]:
            return None
        return DecisionDraft(told["change_number"], told["change_date"], told["change_authority"])


class CorrectionForm(ChangeForm):
    """The paper of a correction; or none, where the slip was made in the register itself."""

    own_slip = forms.BooleanField(
        label="Sai sót khi ghi sổ: quyết định khen thưởng vẫn đúng, không có quyết định đính chính", required=False
    )
    other_honouree = HonoureeChoice(
        label="Đối tượng đúng",
        required=False,
        help_text="Chỉ khi ghi nhầm đối tượng: ghi tên, hoặc số, địa chỉ trang của đối tượng đúng.",
    )
    other_unit = UnitChoice(
        label="Đơn vị đúng", required=False, help_text="Chỉ khi ghi nhầm đơn vị lúc được khen: gõ tên hoặc mã."
    )
    field_order = ("own_slip", "other_honouree", "other_unit")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        honouree, unit = self.fields["other_honouree"], self.fields["other_unit"]
        assert isinstance(honouree, HonoureeChoice)
        assert isinstance(unit, UnitChoice)
        honouree.within_reach_of(by)
        unit.offer(Unit.objects.visible_to(by), UNIT_LIST)
        self.unit_choice = unit
        for name in ("change_number", "change_date", "change_authority"):
            self.fields[name].required = False
        self.fields["change_number"].label = "Số quyết định đính chính"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number, slip = cleaned.get("change_number"), cleaned.get("own_slip")
        if not number and not slip:
            self.add_error("change_number", "Ghi số quyết định đính chính, hoặc chọn “Sai sót khi ghi sổ”.")
        if number and slip:
            self.add_error("own_slip", "Đã có quyết định đính chính thì không chọn “Sai sót khi ghi sổ”.")
        for name in ("other_honouree", "other_unit"):
            if cleaned.get(name) and not slip:
                self.add_error(name, "Chỉ đổi khi chọn “Sai sót khi ghi sổ”; quyết định sai thì ghi thu hồi.")
        return cleaned

    def correction(self) -> dict[str, Any]:
        """On what the correction stands, and whom and where the entry should tell of, as the action takes them."""
        told = self.cleaned_data
        names = {"reason": "change_reason", "honouree": "other_honouree", "unit": "other_unit"}
        return {"decision": self.decision()} | {name: told[field] for name, field in names.items()}


@cache
def award_choices(kind: HonoureeKind) -> Choices:
    """What such an honouree can receive, in groups: titles and forms apart, by level."""
    law = catalogue()
    groups: Choices = []
    for type_, type_words in TYPE_WORDS.items():
        for level, level_words in LEVEL_WORDS.items():
            of_group = [
                one for one in law.awards if (one.type, one.level) == (type_, level) and kind.value in one.kinds
            ]
            if of_group:
                groups.append((f"{type_words}, {level_words}", list(_options(of_group))))
    return groups


def _as_it_stands(known: Award | None, kind: HonoureeKind) -> Choices:
    """The award to be corrected, where a list brought one that such an honouree cannot receive."""
    entry = catalogue().award_of.get(known.award) if known else None
    return [(_OTHERS, list(_options([entry])))] if entry and kind.value not in entry.kinds else []


def _options(entries: list[AwardEntry]) -> Iterator[tuple[str, str]]:
    """Code and label, with the days between which the law knows it where these are bounded."""
    for entry in entries:
        first, last = entry.valid[0].first, entry.valid[-1].last
        bounds = [f"từ {written_date(first)}"] if first else []
        bounds += [f"đến {written_date(last)}"] if last else []
        yield entry.code, entry.label + (f" ({' '.join(bounds)})" if bounds else "")


def _initial(known: Award) -> dict[str, Any]:
    names = ("award", "year", "first_year", "manner", "authority", "reason", "position", "leader", "direct_worker")
    decision = known.decision
    paper = {"decision_number": decision.number, "decision_date": decision.signed_on} if decision else {}
    return {name: getattr(known, name) for name in names} | paper


def _present_position(honouree: Honouree) -> dict[str, Any]:
    """The position held now, shown so that whoever writes the award confirms or mends it."""
    held = next((one for one in honouree.positions.all() if one.until is None), None)
    if held is None:
        return {}
    return {"position": held.title, "leader": held.leader, "direct_worker": held.direct_worker}
