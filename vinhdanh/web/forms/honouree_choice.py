"""One honouree, typed as the address of the page, the number in it, or the name."""

import re
from typing import Any

from django import forms

from vinhdanh.models import Honouree, User
from vinhdanh.models.honourees import HonoureeQuerySet
from vinhdanh.vietnamese import folded

_ADDRESS = re.compile(r"(?:.*/doi-tuong/)?(\d{1,9})/?(?:[?#].*)?")
_NAMED = 5


class HonoureeChoice(forms.CharField):
    """Cleans to a Honouree that stands in the register within the person's reach; None where left blank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=300, **options)
        self.honourees: HonoureeQuerySet = Honouree.objects.none()
        self.widget.attrs["autocomplete"] = "off"

    def within_reach_of(self, by: User) -> None:
        """Takes the honourees that the person may see."""
        self.honourees = Honouree.objects.visible_to(by).standing().select_related("unit")

    def clean(self, value: Any) -> Honouree | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        address = _ADDRESS.fullmatch(typed)
        if address:
            found = list(self.honourees.filter(pk=int(address[1])))
        else:
            found = list(self.honourees.filter(name_folded=folded(typed)).order_by("pk")[: _NAMED + 1])
            more = self.honourees.filter(name_folded__contains=folded(typed)).order_by("pk")
            found = found or list(more[: _NAMED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                f"Không có đối tượng “{typed}” trong phạm vi được giao. "
                "Tìm trong Sổ khen thưởng rồi chép địa chỉ trang."
            )
        first = "; ".join(_told_apart(one) for one in found[:_NAMED])
        more_words = " và những đối tượng khác" if len(found) > _NAMED else ""
        raise forms.ValidationError(f"Có nhiều đối tượng như vậy: {first}{more_words}. Ghi số để chọn một.")


def _told_apart(honouree: Honouree) -> str:
    born = f", sinh năm {honouree.birth_year}" if honouree.birth_year else ""
    return f"số {honouree.pk} là {honouree.name}{born}, {honouree.unit.name}"
