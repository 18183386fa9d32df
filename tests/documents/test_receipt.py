"""The receipt of a dossier: number, moment, sender, deadline, and every file with its digest."""

from tests.documents import dossier_samples as samples
from tests.documents.pdf_reading import read_pdf
from vinhdanh.documents.blocks import Heading, Letterhead, Paper, Paragraph, Signature, Table
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.documents.receipt import compose_receipt, in_groups


def paper(rows: int = 5, **changes: object) -> Paper:
    return compose_receipt(samples.receipt(rows, **changes))


def only(whole: Paper, kind: type) -> list:
    return [block for block in whole.sections[0].blocks if isinstance(block, kind)]


def test_it_names_its_number_and_the_moment_to_the_second() -> None:
    head = only(paper(), Letterhead)[0]
    assert (head.number, head.place_and_date) == ("Số: 0007/2020/BN", "Lạng Sơn, ngày 05 tháng 6 năm 2020")
    said = [block.text for block in only(paper(), Paragraph)]
    assert "Thời điểm nhận: 14 giờ 05 phút 09 giây, ngày 05 tháng 6 năm 2020" in said
    assert "Thời hạn nhận hồ sơ: trước ngày 10/6/2020 (HD II.3.3)" in said
    assert "Lần gửi: 01" in said
    assert only(paper(), Signature) == []


def test_every_file_stands_with_its_size_and_digest_and_a_film_as_a_link() -> None:
    table = only(paper(1), Table)[0]
    assert table.rows == (
        (
            "1",
            "Báo cáo thành tích - Phòng Giáo dục và Đào tạo huyện Chi Lăng\nbao-cao-1.pdf",
            "1,4 MB",
            in_groups(samples.DIGEST),
        ),
        ("2", "Phim tư liệu\nhttps://phim.example/na-nua", "liên kết", ""),
    )
    assert only(paper(1), Heading)[0].text == "Danh sách tệp đã nhận (02 tệp)"


def test_a_digest_is_whole_and_can_break_between_groups() -> None:
    assert in_groups(samples.DIGEST).replace(" ", "") == samples.DIGEST
    assert max(map(len, in_groups(samples.DIGEST).split())) == 8


def test_without_a_deadline_the_line_is_not_there() -> None:
    assert not any("Thời hạn" in block.text for block in only(paper(deadline="", cite=""), Paragraph))


def test_printed_over_pages_each_names_its_number_of_the_total() -> None:
    read = read_pdf(write_pdf(paper(60)))
    assert len(read) >= 3
    for number, page in enumerate(read, 1):
        assert f"Trang {number}/{len(read)}" in page.text
        assert page.ink[2] <= 210 - 15 + 0.7
    digests = "".join("".join(page.text for page in read).split())
    assert digests.count(samples.DIGEST) == 61
