"""What somebody does and where, written in one cell: parted where the words say so, never lost."""

import pytest

from tests.intake.lists.made import read, sheet
from vinhdanh.intake.lists.posts import split_position
from vinhdanh.intake.lists.words import is_body


@pytest.mark.parametrize(
    ("written", "position", "unit"),
    [
        ("Phó Trưởng phòng, Phòng Nội vụ huyện Chi Lăng", "Phó Trưởng phòng", "Phòng Nội vụ huyện Chi Lăng"),
        ("Phó Trưởng phòng Nội vụ huyện Chi Lăng", "Phó Trưởng phòng", "Phòng Nội vụ huyện Chi Lăng"),
        ("Trưởng phòng Phòng Nội vụ", "Trưởng phòng", "Phòng Nội vụ"),
        ("Trưởng phòng Tổ chức - Hành chính, Sở Y tế", "Trưởng phòng", "Phòng Tổ chức - Hành chính, Sở Y tế"),
        ("Phó phòng Nội vụ, UBND huyện A", "Phó phòng", "Phòng Nội vụ, UBND huyện A"),
        ("Chủ tịch UBND xã Ví Dụ", "Chủ tịch", "UBND xã Ví Dụ"),
        ("Bí thư Đảng ủy, Chủ tịch UBND xã Ví Dụ", "Bí thư Đảng ủy, Chủ tịch", "UBND xã Ví Dụ"),
        ("Phó Chánh Thanh tra Sở Y tế", "Phó Chánh Thanh tra", "Thanh tra Sở Y tế"),
        ("Giáo viên Trường THCS A, huyện B", "Giáo viên", "Trường THCS A, huyện B"),
        ("Chuyên viên của Sở Y tế", "Chuyên viên", "Sở Y tế"),
        ("Bí thư kiêm Trưởng thôn A, xã B", "Bí thư kiêm Trưởng thôn", "Thôn A, xã B"),
        ("Tổ trưởng, Trường THCS A", "Tổ trưởng", "Trường THCS A"),
        ("Xã đội trưởng xã A", "Xã đội trưởng", "xã A"),
        ("Công chức Văn phòng - Thống kê xã A", "Công chức Văn phòng - Thống kê", "xã A"),
        ("Phó Giám đốc - Sở Y tế", "Phó Giám đốc", "Sở Y tế"),
        ("Kế toán\nTrường THPT A", "Kế toán", "Trường THPT A"),
        ("Phòng Nội vụ", "", "Phòng Nội vụ"),
        ("Trưởng phòng", "Trưởng phòng", ""),
        ("Nông dân", "Nông dân", ""),
    ],
)
def test_the_position_and_the_unit_are_parted(written: str, position: str, unit: str) -> None:
    assert split_position(written) == (position, unit)


@pytest.mark.parametrize(
    "post", ["Tổ trưởng", "Đội phó", "Hội viên", "Công an viên", "Chi cục trưởng", "Báo cáo viên", "Thôn đội trưởng"]
)
def test_a_post_that_begins_like_a_body_is_none(post: str) -> None:
    assert not is_body(post)
    assert split_position(post) == (post, "")


@pytest.mark.parametrize("body", ["Thị trấn Phó Bảng", "Xã Viên An", "Trường THCS Phó Đức Chính", "THCS Quang Lang"])
def test_a_body_that_sounds_like_a_post_is_one(body: str) -> None:
    assert is_body(body)


HEADER = ["STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Danh hiệu", "Năm"]


def test_what_is_neither_a_unit_nor_a_position_stays_and_is_told_with_its_cell() -> None:
    reading = read(sheet(HEADER, [1, "Nông Thị Đào", "Hiệu phó, Quang Lang", "LĐTT", 2018]))
    [problem] = reading.problems
    assert reading.rows[0].position == "Hiệu phó, Quang Lang"
    assert problem.message.startswith("Chưa rõ “Quang Lang” là đơn vị hay là chức vụ; tạm ghi cả ô là chức vụ")
    assert reading.places == ((2, 2),)


def test_two_positions_are_no_question() -> None:
    assert not read(sheet(HEADER, [1, "Nông Thị Đào", "Phó Bí thư, Chủ tịch", "LĐTT", 2018])).problems
