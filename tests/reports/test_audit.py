"""The chain shows every tampering; a line is read in Vietnamese; the filters find what one looks for."""

import json
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

from tests.dossiers import nominated, signed
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.audit import Told, record, record_all, record_chain_check
from vinhdanh.models import AuditHead, AuditLine, Award, Dossier, HeldRole, Role, User
from vinhdanh.models.audit import FIRST_DIGEST
from vinhdanh.reports.audit import AuditFilter, history, last_check, read_line, read_lines, verify_chain

Tamper = Callable[..., None]
NET = import_module("vinhdanh.migrations.0003_audit_net")


@pytest.fixture
def chain(province: Province) -> list[AuditLine]:
    """Six lines about three units, the third and fourth written at once."""
    record("open_unit", province.district, by=province.office, unit=province.district, after={"name": "Huyện Chi Lăng"})
    record("open_unit", province.commune, by=None, unit=province.commune, after={"name": "Xã Ví Dụ", "kind": "commune"})
    both = [
        Told(unit, unit, {"size": "", "depth": 2}, {"size": "large", "codes": ["b", "a"], "ok": True})
        for unit in (province.district, province.commune)
    ]
    record_all("edit_unit", both, by=province.officer)
    record("edit_unit", province.department, by=province.office, unit=province.department, after={"open": None})
    record("close_unit", province.commune, by=province.office, unit=None, after={"closed_on": date(2020, 1, 1)})
    return list(AuditLine.objects.order_by("number"))


@pytest.fixture
def tamper() -> Tamper:
    """Changes the table behind the program's back, as somebody with the database's own tools would."""

    def run(sql: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    return run


def test_an_untouched_chain_is_whole_and_tells_its_last_digest(chain: list[AuditLine]) -> None:
    check = verify_chain()
    assert (check.whole, check.lines, check.digest) == (True, 6, chain[-1].digest)


def test_an_empty_record_is_whole(db: None) -> None:
    check = verify_chain()
    assert (check.whole, check.lines, check.digest) == (True, 0, FIRST_DIGEST)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2001-01-01 00:00:00+00:00"),
        ("by_name", "Người Khác"),
        ("by_id", None),
        ("verb", "edit_unit"),
        ("thing_kind", "award"),
        ("thing_key", "999999"),
        ("thing_name", "Xã Khác"),
        ("unit_id", None),
        ("before", json.dumps({"name": "x"})),
        ("after", json.dumps({})),
        ("origin", "10.0.0.1"),
        ("previous", "f" * 64),
        ("digest", "f" * 64),
    ],
)
def test_a_change_of_any_column_is_found_at_its_line(
    chain: list[AuditLine], tamper: Tamper, column: str, value: str | None
) -> None:
    number = 1 if column in {"by_id", "verb"} else 2
    tamper(f"UPDATE vinhdanh_auditline SET {column} = %s WHERE number = %s", value, number)
    fault = verify_chain().fault
    assert fault is not None
    assert fault.number == number


def test_a_removed_line_is_found(chain: list[AuditLine], tamper: Tamper) -> None:
    tamper("DELETE FROM vinhdanh_auditline WHERE number IN (3, 4)")
    fault = verify_chain().fault
    assert fault is not None
    assert (fault.number, "Thiếu dòng 3 đến 4" in fault.sentence) == (3, True)


def test_a_line_removed_and_the_later_ones_renumbered_are_found(chain: list[AuditLine], tamper: Tamper) -> None:
    tamper("DELETE FROM vinhdanh_auditline WHERE number = 5")
    tamper("UPDATE vinhdanh_auditline SET number = 5 WHERE number = 6")
    assert verify_chain().fault.number == 5


def test_an_end_cut_off_is_found_by_the_head(chain: list[AuditLine], tamper: Tamper) -> None:
    tamper("DELETE FROM vinhdanh_auditline WHERE number > 4")
    fault = verify_chain().fault
    assert (fault.number, "Thiếu 2 dòng cuối" in fault.sentence) == (5, True)


def test_all_lines_removed_are_found_by_the_head(chain: list[AuditLine], tamper: Tamper) -> None:
    tamper("DELETE FROM vinhdanh_auditline")
    assert verify_chain().fault.number == 1


def test_two_lines_that_changed_places_are_found(chain: list[AuditLine], tamper: Tamper) -> None:
    for old, new in ((3, 900), (4, 3), (900, 4)):
        tamper("UPDATE vinhdanh_auditline SET number = %s WHERE number = %s", new, old)
    assert verify_chain().fault.number == 3


def forged(number: int, previous: str) -> AuditLine:
    """A line that agrees with itself, made by somebody who knows how digests are computed."""
    line = AuditLine(number=number, at=AuditLine.objects.first().at, by_name="Không Ai", verb="edit_unit")
    line.thing_kind, line.thing_key, line.thing_name, line.previous = "unit", "1", "Đơn vị", previous
    line.digest = line.computed_digest()
    return line


def test_a_line_inserted_between_two_is_found_even_where_it_agrees_with_itself(
    chain: list[AuditLine], tamper: Tamper
) -> None:
    tamper("DELETE FROM vinhdanh_auditline WHERE number = 3")
    forged(3, chain[1].digest).save()
    assert verify_chain().fault.number == 4


def test_a_line_put_after_the_end_is_found(chain: list[AuditLine]) -> None:
    forged(7, chain[-1].digest).save()
    fault = verify_chain().fault
    assert (fault.number, "chèn vào sau" in fault.sentence) == (7, True)


def test_a_line_put_before_the_beginning_is_found(chain: list[AuditLine]) -> None:
    forged(0, FIRST_DIGEST).save()
    assert verify_chain().fault.number == 0


def test_a_head_set_back_is_found(chain: list[AuditLine], tamper: Tamper) -> None:
    AuditHead.objects.update(number=5, digest=chain[4].digest)
    assert verify_chain().fault.number == 6


def test_a_chain_written_anew_from_some_line_on_is_found_by_what_was_noted_elsewhere(
    chain: list[AuditLine], tamper: Tamper
) -> None:
    noted = (6, chain[-1].digest)
    tamper("DELETE FROM vinhdanh_auditline WHERE number = 6")
    line = forged(6, chain[4].digest)
    line.save()
    AuditHead.objects.update(digest=line.digest)
    assert verify_chain().whole
    assert verify_chain(noted).fault.number == 6
    assert verify_chain((9, "f" * 64)).fault.number == 7


def test_the_walk_reads_the_lines_once_and_in_pieces(chain: list[AuditLine], django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        assert verify_chain().whole


@pytest.mark.parametrize("sql", ["UPDATE vinhdanh_auditline SET verb = 'x'", "DELETE FROM vinhdanh_auditline"])
def test_the_net_that_the_migration_spreads_refuses_a_change_and_a_removal_by_hand(
    chain: list[AuditLine], sql: str
) -> None:
    NET.spread_net(None, connection.SchemaEditorClass(connection))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify_chain().whole


def test_a_line_is_read_in_vietnamese_with_its_codes_and_days_in_words(province: Province) -> None:
    values = {"award": "giay_khen", "year": 2018, "leader": None, "signed_on": date(2019, 2, 1)}
    changed = {"award": "bang_khen_tinh", "year": 2018, "leader": True, "signed_on": date(2019, 2, 1)}
    award = Award(award="giay_khen", year=2018, pk=7)
    record("correct_award", award, by=province.office, unit=province.district, before=values, after=changed)
    line = read_line(AuditLine.objects.get())
    assert (line.label, line.kind_label, line.thing_name) == (
        "Đính chính khen thưởng",
        "Khen thưởng",
        "Giấy khen, 2018",
    )
    assert (line.by_name, line.unit_name, line.origin) == ("Vi Thị Thi Đua", "Huyện Chi Lăng", "dòng lệnh")
    assert [(one.field, one.before, one.after) for one in line.changes] == [
        ("Danh hiệu, hình thức", "Giấy khen", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Năm", "–", "2018"),
        ("Lãnh đạo từ cấp phòng trở lên", "–", "có"),
        ("Ngày ký", "–", "01/02/2019"),
    ]


def test_places_of_a_dossier_are_told_by_their_names(
    province: Province, dossier: Dossier, django_assert_num_queries
) -> None:
    places = ["part:ho_so.to_trinh", "letter.signer", "nominee.summary", "nominee.story.hometown"]
    for place in (*places, "fact:7", "attachments"):
        told = {"place": place, "remark": "Ghi rõ."}
        record("note_remark", dossier, by=province.office, unit=province.district, after=told)
    scan = signed(dossier, "ho_so.bien_ban")
    record("add_attachment", scan, by=province.officer, unit=province.district, after={"part": scan.part})
    farmer = nominated(dossier)
    chosen = {"nhóm đối tượng": "farmer", "xếp loại năm 2018": "excellent"}
    record("edit_nomination", farmer, by=province.officer, unit=province.district, after=chosen)
    dossier.participant.campaign.edition.pack()  # read once, and kept
    with django_assert_num_queries(2):
        lines = list(read_lines(AuditLine.objects.select_related("unit").order_by("number")))
    words = [change.after for line in lines for change in line.changes if change.after != "Ghi rõ."]
    assert words[0].startswith("Tờ trình")
    assert words[1:3] == ["Tờ trình: người ký", "Tóm tắt thành tích"]
    assert words[4:6] == ["Xếp loại, khen thưởng, số liệu", "Tệp kèm theo"]
    assert words[6].startswith("Biên bản")
    assert words[7:] == ["Nông dân", "Hoàn thành xuất sắc nhiệm vụ"]
    assert lines[0].changes[0].field == "Chỗ trong hồ sơ"
    assert not any("." in one.split(" ")[0] for one in words)


def test_the_history_of_a_thing_holds_its_own_lines_alone_the_newest_first(chain: list[AuditLine]) -> None:
    told = history(chain[1].unit)
    assert [line.number for line in told] == [6, 4, 2]
    assert [line.number for line in history(chain[1].unit, limit=1)] == [6]


def numbers(**asked: object) -> list[int]:
    """The lines that a filter finds."""
    found = AuditFilter(**asked).of(AuditLine.objects.all())
    return sorted(found.values_list("number", flat=True))


def test_each_filter_narrows_the_lines(province: Province, chain: list[AuditLine]) -> None:
    assert numbers() == [1, 2, 3, 4, 5, 6]
    assert numbers(person="thi dua") == [1, 5, 6]
    assert numbers(person="hoàng thị cán") == [3, 4]
    assert numbers(verb="open_unit") == [1, 2]
    assert numbers(kind="award") == []
    assert numbers(thing="Chi Lăng") == [1, 3]
    assert numbers(unit=province.district) == [1, 2, 3, 4]
    assert numbers(unit=province.commune, verb="edit_unit") == [4]
    assert numbers(number=2) == [1, 2]


def test_days_are_those_of_vietnam_and_both_are_included(province: Province) -> None:
    moments = ["2020-06-04T16:59:59Z", "2020-06-04T17:00:00Z", "2020-06-05T16:59:59Z", "2020-06-05T17:00:00Z"]
    for number, moment in enumerate(moments, 1):
        line = forged_at(number, datetime.fromisoformat(moment))
        line.save()
    assert numbers(first=date(2020, 6, 5), last=date(2020, 6, 5)) == [2, 3]


def forged_at(number: int, at: datetime) -> AuditLine:
    line = AuditLine(number=number, at=at, by_name="Không Ai", verb="edit_unit", previous=FIRST_DIGEST)
    line.thing_kind, line.thing_key, line.thing_name, line.digest = "unit", "1", "Đơn vị", FIRST_DIGEST
    return line


def test_who_reaches_a_part_of_the_province_sees_the_lines_of_that_part_alone(
    province: Province, chain: list[AuditLine]
) -> None:
    def seen(user: User) -> list[int]:
        return sorted(AuditLine.objects.visible_to(user).values_list("number", flat=True))

    assert seen(province.auditor) == [1, 2, 3, 4, 5, 6]
    assert seen(province.officer) == []
    HeldRole.objects.create(user=province.officer, role=Role.AUDITOR, unit=province.district)
    assert seen(User.objects.get(pk=province.officer.pk)) == [1, 2, 3, 4]


def test_a_check_is_told_in_the_record_and_the_chain_goes_on(province: Province, chain: list[AuditLine]) -> None:
    assert last_check() is None
    found = verify_chain()
    record_chain_check(by=province.auditor, lines=found.lines, digest=found.digest, fault="")
    told = last_check()
    assert told is not None
    assert (told.lines, told.digest, told.fault, told.by_name) == (6, chain[-1].digest, "", "Lương Văn Kiểm Tra")
    assert verify_chain().lines == 7


def test_a_personal_value_that_was_not_there_is_told_as_written_and_nothing_is_told_of_nothing(
    province: Province,
) -> None:
    told = {"name": "Lý Văn Sơn", "identity_digest": "0f", "birth_month": 3, "told_apart": []}
    someone = make_honouree("Lý Văn Sơn", province.commune)
    record("add_honouree", someone, by=province.office, unit=province.commune, after=told)
    record("edit_honouree", someone, by=province.office, unit=None, before=told, after=told)
    edited, added = ([(one.field, one.after) for one in line.changes] for line in history(someone))
    assert ("Số định danh", "(đã ghi)") in added
    assert ("Số định danh", "(đã thay đổi)") in edited
    assert {field for field, _ in added} == {"Tên", "Số định danh", "Tháng sinh"}


def test_an_old_line_of_a_revocation_does_not_tell_the_entry_as_erased(province: Province) -> None:
    before, after = {"year": 2020, "award": "giay_khen"}, {"change_reason": "Kê khai không đúng"}
    record("revoke_award", province.commune, by=province.office, unit=None, before=before, after=after)
    [line] = history(province.commune)
    assert [(one.field, one.after) for one in line.changes] == [("Lý do thay đổi", "Kê khai không đúng")]
