"""Every write leaves a line that agrees with itself as the database gives it back, and holds nothing personal."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.province import Province
from vinhdanh.actions.audit import Told, from_origin, record, record_all, record_chain_check, told_at
from vinhdanh.models import AuditHead, AuditLine
from vinhdanh.models.audit import FIRST_DIGEST
from vinhdanh.permissions import Refused
from vinhdanh.reports.audit import verify_chain

AWKWARD = {
    "zulu": 1,
    "alpha": True,
    "none": None,
    "float": 0.1,
    "large": 2**62,
    "money": Decimal("12.50"),
    "day": date(2020, 6, 5),
    "text": "Đào “Thị” \\ \u0301 \U0001f600",
    "null letter": "a\0b",
    "half letter": "a\ud800b",
    "list": [3, "x", None, {"b": 1, "a": [False]}],
    "nested": {"b": {"d": 1, "c": None}, "a": ""},
    "set": {"b", "a"},
    "": "no name",
}


def test_a_line_agrees_with_its_digest_after_the_database_kept_it_whatever_it_tells(province: Province) -> None:
    record("edit_unit", province.commune, by=province.office, unit=province.commune, before=AWKWARD, after=AWKWARD)
    line = AuditLine.objects.get()
    assert line.computed_digest() == line.digest
    assert (line.after["alpha"], line.after["zulu"], line.after["none"]) == (True, 1, None)
    assert (line.after["set"], line.after["float"], line.after["day"]) == (["a", "b"], "0.1", "2020-06-05")
    assert verify_chain().whole


@pytest.mark.parametrize(
    "column", ["identity_number", "identity_digest", "birth_day", "birth", "residence", "password"]
)
def test_what_is_personal_is_told_as_changed_and_never_with_its_value(province: Province, column: str) -> None:
    deep = {"rows": [{column: "012345678901"}], column: "012345678901"}
    record("edit_honouree", province.commune, by=province.officer, unit=province.commune, before=deep, after=deep)
    line = AuditLine.objects.get()
    assert "012345678901" not in f"{line.before}{line.after}"
    assert line.after[column] == line.after["rows"][0][column] == "(đã thay đổi)"


def test_lines_are_numbered_without_a_gap_and_each_holds_the_digest_of_the_one_before(province: Province) -> None:
    record("open_unit", province.district, by=None, unit=province.district)
    told = (Told(province.commune, province.commune, {}, {"row": number}) for number in range(2500))
    assert record_all("edit_unit", told, by=province.office) == 2500
    lines = list(AuditLine.objects.order_by("number"))
    assert [line.number for line in lines] == list(range(1, 2502))
    assert [line.previous for line in lines] == [FIRST_DIGEST, *(line.digest for line in lines[:-1])]
    head = AuditHead.objects.get()
    assert (head.number, head.digest) == (2501, lines[-1].digest)


def test_a_line_says_who_and_from_where(province: Province) -> None:
    record("open_unit", province.district, by=None, unit=province.district)
    with from_origin("10.1.2.3"):
        record("edit_unit", province.district, by=province.office, unit=province.district)
    first, second = AuditLine.objects.order_by("number")
    assert (first.by, first.by_name, first.origin) == (None, "Dòng lệnh", "command line")
    assert (second.by, second.by_name, second.origin) == (province.office, "Vi Thị Thi Đua", "10.1.2.3")


def test_in_the_made_up_province_a_line_is_of_the_day_of_its_story(province: Province, settings: Settings) -> None:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)
    record("open_unit", province.district, by=None, unit=province.district)
    with told_at(datetime(2020, 5, 12, 8, 30, tzinfo=UTC)):
        record("edit_unit", province.district, by=None, unit=province.district)
    first, second = AuditLine.objects.order_by("number")
    assert timezone.localdate(first.at) == date(2020, 5, 19)
    assert second.at == datetime(2020, 5, 12, 8, 30, tzinfo=UTC)
    assert verify_chain().whole


def test_what_is_undone_leaves_no_line_and_no_gap(province: Province) -> None:
    with transaction.atomic():
        record("open_unit", province.district, by=None, unit=province.district)
        transaction.set_rollback(True)
    record("open_unit", province.commune, by=None, unit=province.commune)
    assert AuditLine.objects.get().number == 1
    assert verify_chain().whole


def test_a_check_of_the_chain_is_told_by_those_who_may_see_the_record(province: Province) -> None:
    record_chain_check(by=province.auditor, lines=0, digest=FIRST_DIGEST, fault="")
    assert AuditLine.objects.get().after == {"lines": 0, "digest": FIRST_DIGEST, "fault": ""}
    with pytest.raises(Refused):
        record_chain_check(by=province.officer, lines=0, digest=FIRST_DIGEST, fault="")
    assert AuditLine.objects.count() == 1
