"""The whole story through the pages alone: from the campaign that the office opens to the dossier that it accepts.

Only units, people and the register stand beforehand. Whatever happens is done by somebody on a page: a link that the
page shows is followed, a field is filled by its label, a button is pressed.
"""

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from pytest_django.fixtures import Settings

from tests.intake.upload_samples import pdf_bytes
from tests.journeys.visitor import Visitor
from tests.province import Province, make_province
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.honourees import HonoureeDraft, add_honouree
from vinhdanh.management.worker import work

pytestmark = pytest.mark.django_db(transaction=True)
CAMPAIGN = "Đại hội Thi đua yêu nước tỉnh Lạng Sơn lần thứ V, năm 2020"
FARMER = "Hoàng Văn Nông"
TEAM = "Đội Sản xuất số 1"
INCOME = "Thu nhập sau chi phí"
AWARDS = (("Giấy khen", 2017), ("Giấy khen", 2018), ("Cờ thi đua của UBND tỉnh", 2018))
CONDITIONS = (
    "Có thành tích xuất sắc tiêu biểu, có nhiều đề tài",
    "Chấp hành tốt chủ trương",
    "Có mô hình làm kinh tế đạt năng suất",
    "Tích cực hướng dẫn, phổ biến kinh nghiệm",
    "Có tinh thần đoàn kết, tương thân tương ái",
)
REPORT = "(mẫu số 01 và 02, Nghị định 91/2017/NĐ-CP)"
PAPERS = {  # the parts of the dossier, each with words that its draft must hold
    "Tờ trình đề nghị khen thưởng": "15/TTr-UBND",
    "Biểu tóm tắt thành tích": "giúp 12 hộ thoát nghèo",
    "Biên bản họp xét": "05/BB-HĐTĐKT",
    f"{REPORT} {FARMER}": "Năm 2019: 215 triệu đồng.",
    f"{REPORT} {TEAM}": TEAM,
}


@pytest.fixture
def province(collected_static: None, settings: Settings, stored: Path) -> Province:
    """Five units, a person for each role, and in the register a farmer whom the district has commended twice."""
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)
    made = make_province()
    farmer = add_honouree(HonoureeDraft("individual", FARMER, made.commune, birth_year=1971), by=made.officer)
    for year in (2017, 2018):
        decision = DecisionDraft(f"{year - 2000}/QĐ-UBND", date(year, 12, 1), "UBND huyện Chi Lăng")
        add_award(farmer, AwardDraft("giay_khen", year, decision=decision), by=made.officer)
    return made


def test_from_the_opened_campaign_to_the_accepted_dossier(province: Province) -> None:
    office, officer = Visitor("ban-thi-dua"), Visitor("can-bo")
    the_office_opens_the_campaign(office)
    the_officer_begins_the_dossier(officer)
    she_takes_a_farmer_out_of_the_register(officer)
    she_says_who_he_is_and_what_he_earned(officer)
    she_writes_his_story(officer)
    she_adds_a_collective_by_hand(officer)
    she_records_the_meeting(officer)
    she_writes_the_letter(officer)
    she_has_the_papers_signed(officer)
    she_sends(officer)
    the_office_looks_through_it(office)
    the_office_returns_it_with_a_remark_at_the_field(office, officer)
    she_supplements_and_sends_again(officer)
    the_office_sees_what_changed_and_accepts(office)
    nobody_changes_it_any_more(officer)


def the_office_opens_the_campaign(office: Visitor) -> None:
    office.open("/")
    office.follow("Hồ sơ")
    office.follow("Mở đợt khen thưởng")
    office.press("Xem", {"Xem gói quy định": CAMPAIGN})
    assert office.says("trước ngày 10/6/2020", "HD II.3.3")
    office.press("Chọn gói này, sang bước đơn vị")
    assert office.says("Huyện Chi Lăng", "Sở Tài chính")
    office.press("Lưu nhóm", {"Nhóm của Huyện Chi Lăng": "Huyện/thành phố"})
    office.follow("3. Thiết lập")
    office.press("Lưu, sang bước xem lại")
    office.press("Mở đợt cho 2 đơn vị")
    assert office.says("Đang nhận hồ sơ", "Đến hết ngày 09/06/2020, còn 21 ngày")


def the_officer_begins_the_dossier(officer: Visitor) -> None:
    officer.open("/")
    assert officer.says("Bắt đầu hồ sơ: còn 21 ngày")
    officer.follow("Bắt đầu hồ sơ: còn 21 ngày")
    officer.press("Bắt đầu hồ sơ")
    assert officer.says("Hồ sơ chưa có trường hợp nào được đề nghị.")


def she_takes_a_farmer_out_of_the_register(officer: Visitor) -> None:
    officer.follow("Thêm trường hợp đề nghị")
    officer.press("Tìm", {"Tên người, tập thể, chủ hộ": "hoang van nong"})
    officer.press("Đề nghị Hoàng Văn Nông")
    assert officer.says("Đã thêm Hoàng Văn Nông vào hồ sơ.", "17/QĐ-UBND", "18/QĐ-UBND", "Trong sổ")


def she_says_who_he_is_and_what_he_earned(officer: Visitor) -> None:
    officer.press("Lưu", {"Nhóm đối tượng": "Nông dân", "Thủ trưởng": "Không là thủ trưởng"})
    assert officer.says("Thiếu: thu nhập sau chi phí năm 2017")
    typed = {f"{INCOME}: Số tiền năm {year}": "0,21 tỷ" for year in (2016, 2017, 2018)}
    officer.press("Lưu", typed | {"Danh sách đại biểu dự Đại hội cấp tỉnh": "Có"})
    officer.press("Lưu", {f"{INCOME}: Số tiền năm 2019": "180 triệu"})
    assert officer.says("Chưa đủ: thu nhập sau chi phí năm 2019 chưa đạt 200 triệu đồng.")
    officer.press_in_vain("Lưu", {f"{INCOME}: Số tiền năm 2019": "hai trăm"})
    assert officer.value(f"{INCOME}: Số tiền năm 2019") == "hai trăm"
    officer.press("Lưu", {f"{INCOME}: Số tiền năm 2019": "215.000.000", f"{INCOME}: Căn cứ năm 2019": "Sổ ghi chép"})
    assert officer.says("Chờ đánh giá theo kê khai", "Đã xác minh")
    for year in (2016, 2017, 2018, 2019):
        officer.follow(f"Thêm minh chứng năm {year}")
        officer.press("Gửi", files=((f"so-ghi-chep-{year}.pdf", pdf_bytes(year - 2015)),))
        assert officer.says(f"Đã nhận tệp so-ghi-chep-{year}.pdf", "Có minh chứng")


def she_writes_his_story(officer: Visitor) -> None:
    officer.press("Lưu", {"Tóm tắt thành tích tiêu biểu": "Trồng 5 ha na, giúp 12 hộ thoát nghèo.", "Giới tính": "Nam"})
    officer.press("Lưu", {"2.2. Thành tích đạt được": "Năm 2016: 210 triệu đồng.\r\nNăm 2019: 215 triệu đồng."})
    view = "Có mô hình làm kinh tế đạt năng suất, chất lượng cao, ổn định"
    officer.press(
        "Xong, sang người tiếp theo", {f"Ý kiến: {view}": "Đạt", f"Căn cứ: {view}": "Ba vụ liền trên 8 tấn/ha"}
    )
    assert officer.says("Hồ sơ của Huyện Chi Lăng", "Nông dân")


def she_adds_a_collective_by_hand(officer: Visitor) -> None:
    officer.follow("Thêm trường hợp đề nghị")
    officer.press("Thêm vào hồ sơ", {"Loại": "Tập thể", "Tên": TEAM})
    officer.press("Lưu", {"Quy mô": "Nhỏ", "Loại tập thể": "Không phải thôn, bản, khu phố"})
    rated = {f"Xếp loại năm {year}": "Hoàn thành xuất sắc nhiệm vụ" for year in (2016, 2017, 2018, 2019)}
    officer.press("Lưu", rated | {"Tóm tắt thành tích tiêu biểu": "Dẫn đầu phong trào trồng na theo quy trình sạch."})
    for number, (award, year) in enumerate(AWARDS, 21):
        officer.follow("Thêm khen thưởng")
        told = {"Danh hiệu, hình thức": award, "Năm": str(year), "Số quyết định": f"{number}/QĐ-UBND"}
        officer.press("Ghi", told | {"Ngày quyết định": f"1/12/{year - 2000}"})
    assert officer.says("Đạt theo kê khai")
    officer.follow("Hồ sơ của Huyện Chi Lăng")


def she_records_the_meeting(officer: Visitor) -> None:
    [address] = set(officer.links("Chưa có kết quả phiếu của Hội đồng.", within=f"{FARMER} Nông dân"))
    officer.open(address)
    told = {"Số biên bản": "05/BB-HĐTĐKT", "Ngày họp": "18/5/20", "Bắt đầu lúc": "8h", "Kết thúc lúc": "9h30"}
    told |= {"Địa điểm": "Phòng họp UBND huyện", "Kết luận của chủ trì": "Nhất trí trình hai trường hợp."}
    members = {
        1: ("Vi Văn Chủ", "Chủ tịch Hội đồng"),
        2: ("Lộc Thị Thư", "Thư ký Hội đồng"),
        3: ("Lý Văn Viên", "Ủy viên"),
    }
    for row, (name, role) in members.items():
        told |= {f"Họ và tên, dòng {row}": name, f"Trong Hội đồng, dòng {row}": role}
    told |= {"Tham dự, dòng 3": "Vắng mặt, có ý kiến bằng văn bản", "Lý do vắng, dòng 3": "Đi công tác"}
    ballots = {
        f"{word}, {name}": count for name in (FARMER, TEAM) for word, count in (("Đồng ý", "4"), ("Không đồng ý", "0"))
    }
    officer.press_in_vain("Lưu cuộc họp", told | ballots)
    assert officer.says("04 phiếu, nhiều hơn 03 thành viên")
    assert officer.value("Số biên bản") == "05/BB-HĐTĐKT"
    officer.press("Lưu cuộc họp", {f"Đồng ý, {name}": "3" for name in (FARMER, TEAM)})
    assert officer.says("Đã lưu cuộc họp của Hội đồng.", "Đạt")


def she_writes_the_letter(officer: Visitor) -> None:
    officer.follow("Hồ sơ của Huyện Chi Lăng")
    officer.follow("Tờ trình chưa ghi số tờ trình.")
    told = {"Số tờ trình": "15/TTr-UBND", "Ngày tờ trình": "19/5/2020", "Người ký": "Nông Văn Ký"}
    officer.press("Lưu tờ trình", told | {"Chức vụ người ký": "Chủ tịch"})
    officer.follow("Về hồ sơ")
    assert officer.says("Còn thiếu 05 mục", "Chưa có bản ký: báo cáo thành tích.")


def she_has_the_papers_signed(officer: Visitor) -> None:
    for number, (paper, told) in enumerate(PAPERS.items(), 1):
        assert told in text_of(officer.fetch("Word", within=paper))
        assert officer.fetch("PDF", within=paper).startswith(b"%PDF-")
        officer.press("Gửi", within=paper, files=((f"da-ky-{number}.pdf", scan(number)),))
        assert officer.says(f"Đã nhận tệp da-ky-{number}.pdf")
    assert officer.says("Hồ sơ đã đủ thành phần.")


def she_sends(officer: Visitor) -> None:
    officer.follow("Gửi hồ sơ")
    assert officer.says(
        "Tỉnh Ví Dụ", "02 bộ, nộp tại Trung tâm Phục vụ Hành chính công", "Không sửa được nữa.", "09 tệp"
    )
    officer.press("Gửi hồ sơ đến Tỉnh Ví Dụ")
    assert officer.says("Biên nhận số 0001/2020/BN-", "09 tệp", hashlib.sha256(scan(1)).hexdigest())
    assert officer.fetch("Tải giấy biên nhận").startswith(b"%PDF-")
    assert officer.says("Đang ghép thành một tệp PDF cho mỗi bộ.")
    work(batch=True)
    officer.follow("Xem lại")
    with pikepdf.open(BytesIO(officer.fetch("Bộ 02/02"))) as bound:
        assert len(bound.pages) > sum(range(1, 6)) + sum(range(1, 5))  # every scan, every proof, a cover and contents
        with bound.open_outline() as outline:
            assert FARMER in " ".join(
                title for one in outline.root for title in (one.title, *(c.title for c in one.children))
            )
    officer.open("/ho-so/")
    officer.follow("Xem hồ sơ")
    assert officer.says("Đã gửi")
    assert not officer.links("Gửi hồ sơ")
    officer.follow(FARMER)
    assert not officer.is_open("Tóm tắt thành tích tiêu biểu")
    officer.follow("Hồ sơ của Huyện Chi Lăng")


def the_office_looks_through_it(office: Visitor) -> None:
    office.open("/")
    assert office.says("Thẩm định 01 hồ sơ đã gửi", "Huyện Chi Lăng đã gửi hồ sơ")
    office.open("/ho-so/")
    office.follow(CAMPAIGN)
    office.follow("Theo dõi, thẩm định")
    assert office.says("Đã gửi 1", "Chưa bắt đầu 1", "1/2 tập thể")
    office.follow("Huyện Chi Lăng")
    assert office.says("16/16 mục", "0001/2020/BN-")
    office.follow(FARMER)
    assert office.says(
        "Đã xác minh Thiếu dữ kiện", "Có minh chứng", "Đơn vị tự đánh giá: Đạt. Ba vụ liền trên 8 tấn/ha"
    )
    office.press("Đã đối chiếu tất cả 03 mục")
    assert office.says("Đã xác minh Chờ đánh giá", "đã đối chiếu đủ")
    for condition in CONDITIONS:
        button = f"Lưu kết luận: {condition}"
        office.press(button, {"Đạt": "1", f"Lý do: {condition}": "UBND xã xác nhận"})
    assert office.says("Theo kê khai Đạt", "Đã xác minh Đạt")
    assert office.fetch("so-ghi-chep-2019.pdf") == pdf_bytes(4)


def the_office_returns_it_with_a_remark_at_the_field(office: Visitor, officer: Visitor) -> None:
    office.follow("Nhận xét: Tóm tắt thành tích")
    office.press("Ghi nhận xét", {"Nội dung": "Ghi rõ đã giúp những hộ nào, từ năm nào."})
    office.follow("Nhận xét: Báo cáo thành tích")
    office.press("Ghi nhận xét", {"Nội dung": "Ký lại báo cáo sau khi sửa."})
    officer.open(officer.address)
    assert "hộ nào" not in officer.words  # the office's own notes, until it returns the dossier
    office.follow("Huyện Chi Lăng")
    office.follow("Trả lại để bổ sung")
    office.press_in_vain("Trả lại để bổ sung", {"Bổ sung đến hết ngày": "18/5/2020"})
    office.press("Trả lại để bổ sung", {"Bổ sung đến hết ngày": "22/5/2020", "Nội dung chung": "Sửa và gửi lại."})
    assert office.says("Đã trả lại hồ sơ, bổ sung đến hết ngày 22/05/2020.")


def she_supplements_and_sends_again(officer: Visitor) -> None:
    officer.open("/")
    officer.follow("Bổ sung hồ sơ được trả lại: còn 3 ngày")
    assert officer.says("Ghi rõ đã giúp những hộ nào, từ năm nào.", "Chỉ những chỗ này mở lại để sửa")
    officer.follow(TEAM)
    assert not officer.is_open("Tóm tắt thành tích tiêu biểu")
    officer.follow("Hồ sơ của Huyện Chi Lăng")
    officer.follow(f"{FARMER}, Tóm tắt thành tích")
    told = "Trồng 5 ha na, giúp 12 hộ thôn Làng Bu thoát nghèo từ năm 2017."
    officer.press("Lưu", {"Tóm tắt thành tích tiêu biểu": told})
    officer.follow("Hồ sơ của Huyện Chi Lăng")
    assert officer.says("Dữ liệu đã thay đổi sau khi ký")
    paper = f"{REPORT} {FARMER}"
    officer.press("Gửi", within=paper, files=(("bao-cao-ky-lai.pdf", scan(7)),))
    for place in ("Tóm tắt thành tích", "Báo cáo thành tích"):
        officer.press(f"Đánh dấu đã xử lý {FARMER}, {place}")
    officer.follow("Gửi lại hồ sơ")
    officer.press("Gửi hồ sơ đến Tỉnh Ví Dụ")
    assert officer.says("0002/2020/BN-", "Thay đổi so với lần 1", "thôn Làng Bu", "Thêm tệp", "bao-cao-ky-lai.pdf")


def the_office_sees_what_changed_and_accepts(office: Visitor) -> None:
    office.open("/")
    office.follow("Huyện Chi Lăng đã gửi hồ sơ (lần 02)")
    office.follow("Thẩm định")
    office.follow("0002/2020/BN-")
    changed = office.root.xpath("//section[@aria-labelledby='thay-doi']//ins")
    assert any("thôn Làng Bu" in one.text_content() for one in changed)
    office.open("/ho-so/")
    office.follow("Theo dõi, thẩm định")
    office.follow("Huyện Chi Lăng")
    office.follow("Tiếp nhận")
    office.press("Tiếp nhận hồ sơ")
    assert office.says("Đã tiếp nhận hồ sơ của Huyện Chi Lăng.", "Đã tiếp nhận 1")


def nobody_changes_it_any_more(officer: Visitor) -> None:
    officer.open("/")
    officer.follow("Hồ sơ đã được tiếp nhận")
    assert officer.says("Đã tiếp nhận")
    assert not officer.links("Gửi hồ sơ")
    officer.follow("Lần 2: biên nhận")
    assert "Rút hồ sơ" not in officer.words
    officer.follow("Lần 1: biên nhận")
    assert officer.says("giúp 12 hộ thoát nghèo.")
    assert "thôn Làng Bu" not in officer.words


def text_of(letter: bytes) -> str:
    """All words of a Word file, in paragraphs and tables."""
    document = Document(BytesIO(letter))
    rows = [row for table in document.tables for row in table.rows]
    return "\n".join([*(one.text for one in document.paragraphs), *(cell.text for row in rows for cell in row.cells)])


def scan(number: int) -> bytes:
    """The scan of a signed paper, of so many pages."""
    return pdf_bytes(number)
