"""`vinhdanh audit …`: says whether the record is whole, where it is not, and writes it out."""

import json
from pathlib import Path

import pytest
from django.db import connection

from tests.province import Province
from vinhdanh.actions.audit import record
from vinhdanh.management.command_line import main
from vinhdanh.models import AuditLine
from vinhdanh.models.audit import digest_of


@pytest.fixture
def last(province: Province) -> AuditLine:
    """The last of three lines."""
    for unit in (province.district, province.commune, province.department):
        record("open_unit", unit, by=province.office, unit=unit, after={"name": unit.name})
    return AuditLine.objects.order_by("number").last()


def tamper() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vinhdanh_auditline SET verb = 'close_unit' WHERE number = 2")


def test_a_whole_chain_is_exit_code_0_and_tells_what_to_note(last: AuditLine, capsys) -> None:
    assert main(["audit", "verify"]) == 0
    said = capsys.readouterr().out
    assert "Nhật ký nguyên vẹn: 3 dòng." in said
    assert f"3:{last.digest}" in said


def test_a_broken_chain_is_exit_code_1_and_names_the_line(last: AuditLine, capsys) -> None:
    tamper()
    assert main(["audit", "verify"]) == 1
    assert "Dòng 2 không còn như khi ghi" in capsys.readouterr().out


def test_other_programs_get_it_as_data(last: AuditLine, capsys) -> None:
    assert main(["audit", "verify", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"whole": True, "lines": 3, "digest": last.digest, "fault": None}
    tamper()
    assert main(["audit", "verify", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["lines"], told["fault"]["number"]) == (False, 1, 2)


def test_what_was_noted_elsewhere_is_held_against_the_chain(last: AuditLine, capsys) -> None:
    assert main(["audit", "verify", "--noted", f"3:{last.digest}"]) == 0
    assert main(["audit", "verify", "--noted", f"3:{'0' * 64}"]) == 1
    assert main(["audit", "verify", "--noted", "ba"]) == 2
    assert "SỐ:DẤU" in capsys.readouterr().err


def test_the_whole_record_is_written_a_line_each_and_can_be_verified_without_the_database(
    last: AuditLine, tmp_path: Path
) -> None:
    out = tmp_path / "nhat-ky.jsonl"
    assert main(["audit", "export", "--out", str(out)]) == 0
    lines = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3]
    for line in lines:
        assert digest_of(line | {"at": AuditLine.objects.get(number=line["number"]).at}) == line["digest"]


def test_a_file_that_cannot_be_written_is_said(last: AuditLine, capsys) -> None:
    assert main(["audit", "export", "--out", "/khong-co/nhat-ky.jsonl"]) == 2
    assert "không có thư mục này" in capsys.readouterr().err
