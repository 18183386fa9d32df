"""The achievement report: the outline of the decree's forms, and nothing said that nobody wrote."""

import pytest

from tests.documents import dossier_samples as samples
from tests.documents.layout_checker import check_signed_docx
from tests.documents.pdf_reading import read_pdf
from vinhdanh.documents.achievement_report import (
    DOTS,
    SECTIONS,
    SHORT_DOTS,
    Figure,
    compose_achievement_report,
)
from vinhdanh.documents.blocks import Block, Heading, Paper, Paragraph, Signatures, Table, Title
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.documents.wording import KINDS, Kind

EVERY_KIND = tuple(KINDS)


def paper(kind: Kind = "individual", **changes: object) -> Paper:
    return compose_achievement_report(samples.achievement_report(kind, **changes))


def only(whole: Paper, kind: type) -> list:
    return [block for block in whole.sections[0].blocks if isinstance(block, kind)]


def heads(whole: Paper) -> list[str]:
    return [block.text for block in only(whole, Heading)]


def after(whole: Paper, heading: str) -> Block:
    blocks = whole.sections[0].blocks
    return blocks[blocks.index(Heading(heading)) + 1]


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("bare", [False, True])
def test_the_report_keeps_every_rule_of_the_decree(kind: Kind, bare: bool) -> None:
    record = samples.bare_report(kind) if bare else samples.achievement_report(kind)
    written = write_docx(compose_achievement_report(record))
    assert check_signed_docx(written, numbered=False, dated=True, signers=3, receivers=False) == []


def test_a_collective_reports_by_form_01() -> None:
    assert heads(paper("collective")) == [
        "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH",
        "1. Đặc điểm, tình hình",
        "2. Chức năng, nhiệm vụ được giao",
        "II. THÀNH TÍCH ĐẠT ĐƯỢC",
        "1. Những thành tích nổi bật đạt được",
        "2. Những biện pháp và nguyên nhân đạt được thành tích",
        "3. Phong trào thi đua",
        "4. Thực hiện chủ trương, chính sách của Đảng, pháp luật của Nhà nước",
        "5. Hoạt động của tổ chức đảng, đoàn thể",
        "6. Kết quả đánh giá, xếp loại hằng năm",
        "7. Số liệu hằng năm và minh chứng",
        "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG",
        "1. Danh hiệu thi đua",
        "2. Hình thức khen thưởng",
    ]


def test_a_person_reports_by_form_02_and_of_the_collective_only_as_its_head() -> None:
    assert "1. Tóm tắt thành tích của tập thể" in heads(paper())
    own = {part.code: "" for part in SECTIONS["individual"] if part.optional}
    shown = heads(paper(story={**own, "duties": "Trồng na."}))
    assert shown[:8] == [
        "I. SƠ LƯỢC LÝ LỊCH",
        "II. THÀNH TÍCH ĐẠT ĐƯỢC",
        "1. Thành tích đạt được của cá nhân",
        "1.1. Quyền hạn, nhiệm vụ được giao",
        "1.2. Thành tích đạt được",
        "1.3. Việc chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước; học tập nâng cao trình độ",
        "1.4. Công tác đảng, đoàn thể và phong trào thi đua",
        "2. Kết quả đánh giá, xếp loại hằng năm",
    ]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_codes_of_the_parts_are_its_own_and_each_tells_what_belongs_there(kind: Kind) -> None:
    codes = [part.code for part in SECTIONS[kind]]
    assert len(set(codes)) == len(codes)
    assert all(part.hint.endswith(".") for part in SECTIONS[kind])


def test_a_part_that_nobody_wrote_leaves_a_line_to_write_on() -> None:
    whole = compose_achievement_report(samples.bare_report("collective"))
    assert after(whole, "1. Những thành tích nổi bật đạt được") == Paragraph(DOTS)
    assert f"- Quê quán: {SHORT_DOTS}" in [
        block.text for block in only(compose_achievement_report(samples.bare_report("individual")), Paragraph)
    ]
    assert "None" not in repr(whole).replace("day=None", "").replace("below=None", "")


def test_what_was_written_stands_paragraph_by_paragraph() -> None:
    blocks = paper(story={"duties": "Một.\n\n  Hai  ba.\n"}).sections[0].blocks
    at = blocks.index(Heading("1.1. Quyền hạn, nhiệm vụ được giao"))
    assert blocks[at + 1 : at + 3] == (Paragraph("Một."), Paragraph("Hai ba."))


def test_titles_and_forms_are_never_mixed() -> None:
    titles, forms = only(paper(ratings=(), figures=()), Table)
    assert titles.rows == (("2019", "Lao động tiên tiến", "41/QĐ-UBND ngày 20/12/2019; Chủ tịch UBND huyện Chi Lăng"),)
    assert [row[1] for row in forms.rows] == ["Giấy khen của Chủ tịch UBND huyện", samples.AWARD]


def test_an_empty_list_says_so_only_where_it_is_the_whole_list() -> None:
    said = after(paper(titles=()), "1. Danh hiệu thi đua")
    assert said == Paragraph("Chưa được tặng danh hiệu thi đua.")
    assert isinstance(after(paper(titles=(), honours_listed=False), "1. Danh hiệu thi đua"), Table)


def test_a_figure_is_written_as_an_amount_and_one_not_known_stays_blank() -> None:
    figures = (Figure(2018, "Thu nhập", 180_000_000, "Giấy xác nhận"), Figure(None, "Thu nhập", None))
    table = only(paper(ratings=(), figures=figures), Table)[0]
    assert table.rows == (("2018", "Thu nhập", "180 triệu đồng", "Giấy xác nhận"), ("", "Thu nhập", "", ""))


def test_it_names_what_is_proposed_and_who_confirms_it() -> None:
    assert only(paper(), Title)[0].subject == "Đề nghị tặng thưởng Bằng khen của Chủ tịch UBND tỉnh"
    ends = {kind: only(paper(kind), Signatures)[0] for kind in EVERY_KIND}
    assert [ends[kind].right.authority for kind in EVERY_KIND] == [
        ("Thủ trưởng đơn vị",),
        ("Người báo cáo",),
        ("Đại diện gia đình",),
    ]
    assert ends["collective"].left.authority == ("Xác nhận của thủ trưởng cơ quan, đơn vị cấp trên",)
    assert ends["family"].below.authority == ("Xác nhận của cơ quan trình khen thưởng",)
    assert only(paper(confirmed_by=("Xác nhận của UBND xã",)), Signatures)[0].left.authority == (
        "Xác nhận của UBND xã",
    )


def test_printed_every_part_is_there_and_nothing_leaves_the_margins() -> None:
    name = samples.LONG_NAME
    read = read_pdf(write_pdf(paper("collective", name=name, who=(("Tên tập thể đề nghị", name),))))
    text = " ".join(" ".join(page.text for page in read).split())
    assert all(part.label in text for part in SECTIONS["collective"])
    assert name in text
    assert "XÁC NHẬN CỦA CƠ QUAN TRÌNH KHEN THƯỞNG" in text
    assert all(page.ink[0] >= 30 - 0.7 and page.ink[2] <= 210 - 15 + 0.7 for page in read)
