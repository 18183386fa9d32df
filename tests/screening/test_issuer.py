"""Who issues a paper and who signs it (NĐ 30/2020, Phụ lục I, II), from the few words of the sheet `Đơn vị`."""

import pytest

from tests.screening.lists import PACK, family, report_of
from vinhdanh.intake.records import UnitSheet
from vinhdanh.screening.issuer import authority, group_of, is_committee, place, superior, symbol
from vinhdanh.screening.report import Report

DISTRICT, HEALTH, OTHER = "Huyện/thành phố", "Y tế", "Đơn vị khác trong cụm thi đua"


def issued_by(name: str, group: str, **more: str) -> Report:
    return report_of(family(), {"Tên đơn vị": name, "Loại đơn vị": group} | more)


@pytest.mark.parametrize(
    ("name", "seat"),
    [
        ("UBND huyện Chi Lăng", "Chi Lăng"),
        ("Ủy ban nhân dân huyện Chi Lăng", "Chi Lăng"),
        ("Uỷ ban nhân dân huyện Chi Lăng", "Chi Lăng"),
        ("UBND Huyện Chi Lăng", "Chi Lăng"),
        ("UBND HUYỆN CHI LĂNG", "Chi Lăng"),
        ("UBND thành phố Lạng Sơn", "Lạng Sơn"),
        ("Huyện Tràng Định", "Tràng Định"),
        ("Huyện đoàn Chi Lăng", "Chi Lăng"),
        ("Phòng Nội vụ huyện Chi Lăng", "Chi Lăng"),
        ("UBND huyện Chi Lăng, tỉnh Lạng Sơn", "Chi Lăng"),
        ("UBND huyện", "Lạng Sơn"),
        ("Ủy ban nhân dân", "Lạng Sơn"),
    ],
)
def test_a_district_writes_its_own_name_as_the_place(name: str, seat: str) -> None:
    """Phụ lục I, II.4.a: the name of the place is that of the unit where its seat is."""
    assert place(issued_by(name, DISTRICT)) == seat


@pytest.mark.parametrize("group", [HEALTH, OTHER, ""])
def test_a_body_of_the_province_writes_the_seat_of_the_province(group: str) -> None:
    assert place(issued_by("Bệnh viện huyện Chi Lăng", group)) == PACK.papers.place


def test_a_place_that_the_unit_wrote_stands() -> None:
    assert place(issued_by("UBND huyện Chi Lăng", DISTRICT, **{"Địa danh": "Đồng Mỏ"})) == "Đồng Mỏ"


def test_the_body_above_is_that_of_the_group_unless_the_unit_wrote_another() -> None:
    assert superior(issued_by("Sở Y tế", HEALTH)) == "UBND tỉnh Lạng Sơn"
    assert superior(issued_by("UBND huyện Chi Lăng", DISTRICT)) == ""
    assert superior(issued_by("Trung tâm Y tế", HEALTH, **{"Cơ quan chủ quản": "Sở Y tế"})) == "Sở Y tế"
    assert superior(issued_by("Chưa rõ", "")) == ""


def test_the_group_is_found_by_its_code_and_is_none_where_unknown() -> None:
    found = group_of(issued_by("Sở Y tế", HEALTH))
    assert found is not None
    assert found.label == "Y tế"
    assert group_of(issued_by("Chưa rõ", "")) is None


@pytest.mark.parametrize(
    ("name", "committee"),
    [
        ("UBND huyện Chi Lăng", True),
        ("ỦY BAN NHÂN DÂN HUYỆN CHI LĂNG", True),
        ("Uỷ ban nhân dân thành phố Lạng Sơn", True),
        ("Văn phòng UBND huyện Chi Lăng", False),
        ("Sở Y tế", False),
        ("", False),
    ],
)
def test_a_peoples_committee_is_known_by_its_name(name: str, committee: bool) -> None:
    unit = UnitSheet(name=name)
    assert is_committee(unit) is committee
    assert symbol(unit) == ("UBND" if committee else "…")


COMMITTEE, COLLECTIVELY = "UBND huyện Chi Lăng", "TM. ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    ("name", "title", "lines"),
    [
        (COMMITTEE, "Chủ tịch", (COLLECTIVELY, "Chủ tịch")),
        (COMMITTEE, "Phó Chủ tịch", (COLLECTIVELY, "KT. Chủ tịch", "Phó Chủ tịch")),
        (COMMITTEE, "PHÓ CHỦ TỊCH", (COLLECTIVELY, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (COMMITTEE, "Quyền Chủ tịch", (COLLECTIVELY, "Q. Chủ tịch")),
        (COMMITTEE, "Q. Chủ tịch", (COLLECTIVELY, "Q. Chủ tịch")),
        (COMMITTEE, "Q.Chủ tịch", (COLLECTIVELY, "Q. Chủ tịch")),
        (COMMITTEE, "", (COLLECTIVELY, "CHỦ TỊCH")),
        ("Sở Y tế", "Giám đốc", ("Giám đốc",)),
        ("Sở Y tế", "Phó Giám đốc", ("KT. Giám đốc", "Phó Giám đốc")),
        ("Sở Y tế", "Quyền Giám đốc", ("Q. Giám đốc",)),
        ("Sở Y tế", "TL. Giám đốc", ("TL. Giám đốc",)),
        ("Sở Y tế", "", ("THỦ TRƯỞNG ĐƠN VỊ",)),
        ("Sở Y tế", "TUQ. Giám đốc / Chánh Văn phòng", ("TUQ. Giám đốc", "Chánh Văn phòng")),
        ("Sở Y tế", "KT. GIÁM ĐỐC; PHÓ GIÁM ĐỐC", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (COMMITTEE, "TM. UBND/KT. Chủ tịch/Phó Chủ tịch", ("TM. UBND", "KT. Chủ tịch", "Phó Chủ tịch")),
        ("Sở Y tế", "Giám đốc /", ("Giám đốc",)),
    ],
)
def test_the_lines_above_the_signature(name: str, title: str, lines: tuple[str, ...]) -> None:
    """Phụ lục I, II.7.b: TM. for a collective, KT. for a deputy, Q. for who is acting; own lines stand."""
    assert authority(UnitSheet(name=name, signer_title=title)) == lines
