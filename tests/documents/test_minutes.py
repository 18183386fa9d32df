"""The minutes of a council: who came, how they voted out of all members, whom the council proposes."""

import pytest

from tests.documents import dossier_samples as samples
from tests.documents.layout_checker import check_signed_docx
from tests.documents.pdf_reading import read_pdf
from vinhdanh.documents.blocks import Group, Letterhead, Paper, Paragraph, Signatures, Table
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.minutes import Member, NomineeVote, compose_minutes
from vinhdanh.documents.pdf_writer import write_pdf


def paper(rows: int = 5, **changes: object) -> Paper:
    return compose_minutes(samples.minutes(rows, **changes))


def only(whole: Paper, kind: type) -> list:
    return [block for block in whole.sections[0].blocks if isinstance(block, kind)]


def said(rows: int = 5, **changes: object) -> list[str]:
    return [block.text for block in only(paper(rows, **changes), Paragraph)]


UNWRITTEN: dict[str, object] = {
    "number": "",
    "held_on": None,
    "begun": None,
    "ended": None,
    "place": "",
    "present": (),
    "written": (),
    "absent": (),
    "guests": (),
    "chair": None,
    "secretary": None,
    "course": "",
    "conclusion": "",
}


@pytest.mark.parametrize("rows", [0, 1, 8, 40])
def test_the_minutes_keep_every_rule_of_the_decree(rows: int) -> None:
    for changes in ({}, UNWRITTEN):
        written = write_docx(paper(rows, **changes))
        assert check_signed_docx(written, numbered=True, dated=False, signers=2, receivers=True) == []


def test_the_council_numbers_its_papers_and_the_time_stands_in_the_text() -> None:
    head = only(paper(), Letterhead)[0]
    assert (head.issuer, head.number) == ("Hội đồng\nThi đua - Khen thưởng", "Số: 07/BB-HĐTĐKT")
    assert head.place_and_date == ""
    assert said()[0] == "Thời gian bắt đầu: 14 giờ 00, ngày 25 tháng 5 năm 2020."
    assert said()[-1].startswith("Cuộc họp kết thúc vào 16 giờ 05, ngày 25 tháng 5 năm 2020")
    assert said()[-1].endswith("./.")


def test_members_are_told_by_how_they_took_part() -> None:
    told = said()
    counted = "07 thành viên có mặt, 01 thành viên có ý kiến bằng văn bản, 01 thành viên vắng mặt"
    assert f"Hội đồng có 09 thành viên; {counted}." in told
    at = told.index("Vắng mặt, có ý kiến bằng văn bản:")
    assert told[at + 1] == "- Bà Lý Thị Phương, Chủ tịch Hội Liên hiệp Phụ nữ huyện, Ủy viên."
    away = "- Ông Vi Văn Giang, Trưởng Công an huyện, Ủy viên (lý do: đi công tác tại Hà Nội)."
    assert told[told.index("Vắng mặt:") + 1] == away


def test_where_nobody_stayed_away_nothing_is_said_of_it() -> None:
    told = said(written=(), absent=(), guests=())
    assert "Hội đồng có 07 thành viên; 07 thành viên có mặt." in told
    assert not any("Vắng mặt" in text or "Khách mời" in text for text in told)


def test_ballots_stand_by_kind_with_their_share_of_all_members() -> None:
    rows = only(paper(6), Table)[0].rows
    assert [row.name for row in rows if isinstance(row, Group)] == ["Tập thể", "Cá nhân", "Gia đình"]
    name = "Phòng Giáo dục và Đào tạo huyện Chi Lăng\nThị trấn Đồng Mỏ, huyện Chi Lăng"
    assert rows[1] == ("1", name, "08", "01", "88,8 %", "Đề nghị khen thưởng")
    assert rows[2][2:] == ("06", "02", "66,6 %", "Không đề nghị\nThiếu minh chứng thu nhập năm 2018")
    assert any("từ 80 % trở lên" in text and "tổng số thành viên" in text for text in said())


def test_ballots_that_nobody_counted_yet_stay_blank() -> None:
    vote = NomineeVote("individual", "Hoàng Thị Quỳnh Như")
    rows = only(paper(votes=(vote,)), Table)[0].rows
    assert rows[1] == ("1", "Hoàng Thị Quỳnh Như", "", "", "", "")
    assert "Hội đồng thống nhất đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho ……." in said(votes=(vote,))


def test_the_conclusion_lists_whom_the_council_proposes_and_names_the_others() -> None:
    told = said(5)
    at = told.index(
        "Hội đồng thống nhất đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho 01 tập thể, 02 cá nhân, gồm:"
    )
    assert told[at + 1 : at + 5] == [
        "- Phòng Giáo dục và Đào tạo huyện Chi Lăng, Thị trấn Đồng Mỏ, huyện Chi Lăng;",
        "- Hoàng Thị Quỳnh Như, Chuyên viên Phòng Nội vụ huyện Chi Lăng;",
        "- Đặng Phúc Lượng, Chủ tịch UBND xã Bằng Mạc, huyện Chi Lăng.",
        "Không đủ tỷ lệ phiếu: Nhân dân và cán bộ thôn Lũng Mắt và Vi Văn Thưởng.",
    ]


def test_a_council_that_agreed_on_nobody_says_so() -> None:
    refused = tuple(vote for vote in samples.votes(4) if not vote.passed)
    told = said(votes=refused)
    assert "Không có trường hợp nào đủ tỷ lệ phiếu để đề nghị khen thưởng." in told
    assert not any("thống nhất đề nghị" in text for text in told)


def test_the_secretary_signs_at_the_left_and_the_chair_at_the_right_by_their_bare_names() -> None:
    ends = only(paper(), Signatures)[0]
    assert (ends.left.authority, ends.left.name) == (("Thư ký",), "Nông Thị Bích")
    assert (ends.right.authority, ends.right.name) == (("Chủ tọa",), "Lương Đình Khải")
    assert only(paper(chair=Member("Bàng Văn Ông")), Signatures)[0].right.name == "Bàng Văn Ông"


def test_minutes_not_written_yet_never_say_none() -> None:
    text = " ".join(said(0, **UNWRITTEN))
    assert "None" not in text
    assert "Thời gian bắt đầu: …… giờ ……, ngày …… tháng …… năm 2020." in text


def test_printed_long_minutes_keep_the_margins_and_their_signatures_together() -> None:
    read = read_pdf(write_pdf(paper(40)))
    assert all(page.ink[0] >= 30 - 0.7 and page.ink[2] <= 210 - 15 + 0.7 for page in read)
    assert "THƯ KÝ" in read[-1].text
    assert "Lương Đình Khải" in read[-1].text
    assert "kết thúc vào" in read[-1].text
