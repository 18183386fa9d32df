"""What the record tells of signing in: who did, who tried in vain, from where; never what was typed."""

import pytest
from django.test import Client

from tests.province import Province, make_person
from tests.web.signing_in import CODE, code, forget_counts, sign_in
from vinhdanh.models import AuditLine, Role
from vinhdanh.reports.audit import read_line


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests() -> None:
    forget_counts()


def told() -> list[tuple[str, str, str, str]]:
    """The lines of the record, the oldest first: what, who did it, on whom, from where."""
    lines = AuditLine.objects.order_by("number")
    return list(lines.values_list("verb", "by_name", "thing_name", "origin"))


def test_signing_in_stands_in_the_record_with_how_and_from_where(client: Client, province: Province) -> None:
    sign_in(client, "ban-thi-dua", REMOTE_ADDR="10.1.1.7")
    assert told() == []  # the second factor is still asked for
    client.post(CODE, {"code": code()}, REMOTE_ADDR="10.1.1.7")
    assert told() == [("sign_in", "Vi Thị Thi Đua", "Vi Thị Thi Đua", "10.1.1.7")]
    line = AuditLine.objects.get()
    assert (line.after, line.unit) == ({"methods": ["password", "totp"]}, province.root)
    assert read_line(line).changes[0].after == "mật khẩu, ứng dụng tạo mã"


def test_bad_tries_and_the_lock_stand_in_the_record_and_no_more_while_it_holds(
    client: Client, province: Province
) -> None:
    for _ in range(9):
        sign_in(client, "can-bo", "Mat khau sai 1975")
    failed = ("fail_sign_in", "Người chưa đăng nhập", "Hoàng Thị Cán Bộ", "127.0.0.1")
    assert told() == [*[failed] * 5, ("lock_sign_in", *failed[1:])]
    assert set(AuditLine.objects.values_list("unit", flat=True)) == {province.district.pk}
    assert "1975" not in str(list(AuditLine.objects.values()))


def test_a_name_that_nobody_bears_is_told_by_its_first_letter(client: Client, province: Province) -> None:
    sign_in(client, "Mat khau cua toi 1975", "can-bo")
    assert told() == [("fail_sign_in", "Người chưa đăng nhập", "m•••", "127.0.0.1")]
    line = AuditLine.objects.get()
    assert (line.unit, line.thing_key) == (None, "")
    assert "khau" not in str(list(AuditLine.objects.values()))
    client.force_login(province.auditor)
    assert "m•••" in client.get("/nhat-ky/").content.decode()
    client.force_login(make_person("kiem-tra-huyen", "Kiểm Tra Huyện", Role.AUDITOR, province.district))
    assert "m•••" not in client.get("/nhat-ky/").content.decode()


def test_names_that_nobody_bears_cannot_fill_the_record_from_one_address(client: Client, province: Province) -> None:
    for number in range(12):
        sign_in(client, f"ten-{number}", "sai")
    assert len(told()) == 5
    sign_in(client, "la-mot", "sai", REMOTE_ADDR="10.1.1.7")
    sign_in(client, "can-bo", "sai")  # somebody's own name is told nevertheless
    assert [line[2] for line in told()[5:]] == ["l•••", "Hoàng Thị Cán Bộ"]


def test_a_wrong_code_stands_in_the_record(client: Client, province: Province) -> None:
    sign_in(client, "ban-thi-dua")
    client.post(CODE, {"code": "000000"})
    assert told() == [("fail_second_factor", "Người chưa đăng nhập", "Vi Thị Thi Đua", "127.0.0.1")]
