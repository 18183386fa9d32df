"""The story of a dossier in real Chromium, by the keyboard alone: from "còn 21 ngày" to the dossier accepted.

Tab goes to what is wanted, Enter or Space presses it, letters are typed; no step uses the mouse. Every page that was
passed through is looked at once more by axe-core, and on a phone.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from tests.browser.conftest import Watched
from tests.browser.test_pages import SCREENS
from tests.dossiers import opened_campaign
from tests.intake.upload_samples import pdf_bytes
from tests.province import Province, make_province
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.honourees import HonoureeDraft, add_honouree
from vinhdanh.management.worker import work
from vinhdanh.models import User

pytestmark = pytest.mark.django_db(transaction=True)
FARMER = "Hoàng Văn Nông"
MOST_TABS = 250


@pytest.fixture
def province(transactional_db: None, settings: Settings, stored: Path) -> Province:
    """The campaign is open, and the register knows a farmer."""
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)
    made = make_province()
    farmer = add_honouree(HonoureeDraft("individual", FARMER, made.commune, birth_year=1971), by=made.officer)
    decision = DecisionDraft("18/QĐ-UBND", date(2018, 12, 1), "UBND huyện Chi Lăng")
    add_award(farmer, AwardDraft("giay_khen", 2018, decision=decision), by=made.officer)
    opened_campaign(made)
    return made


class Typist:
    """Somebody at the keyboard; remembers every page passed through, and who was signed in there."""

    def __init__(self, page: Page, watched: Watched, folder: Path) -> None:
        self.page, self.watched, self.folder = page, watched, folder
        self.passed: dict[str, User] = {}
        self.person: User | None = None

    def become(self, person: User) -> None:
        """The session of this person, on the first page."""
        client = Client()
        client.force_login(person)
        self.page.context.clear_cookies()
        kept = [{"name": one.key, "value": one.value, "url": self.watched.home} for one in client.cookies.values()]
        self.page.context.add_cookies(kept)
        self.person = person
        self.watched.open("/")
        self._pass()

    def reach(self, wanted: Locator) -> None:
        """Tabs until the element has the focus; fails where the keyboard does not get there."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_TABS):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {wanted}")

    def enter(self, wanted: Locator) -> None:
        """Follows a link or presses a button that leads to a page."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._pass()

    def link(self, name: str) -> None:
        self.enter(self.page.get_by_role("main").get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.enter(self.page.get_by_role("main").get_by_role("button", name=name).first)

    def type(self, label: str, text: str) -> None:
        """Types over what stands in the field."""
        self.reach(self._field(label))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, label: str, words: str) -> None:
        """Goes down the list to these words."""
        field = self._field(label)
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(20):
            if field.evaluate("one => one.selectedOptions[0].text") == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} does not offer {words}")

    def attach(self, within: Locator, name: str, content: bytes) -> None:
        """Goes to the field of files, and sends what is chosen there."""
        path = self.folder / name
        path.write_bytes(content)
        field = within.locator("input[type=file]")
        self.reach(field)
        expect(field).to_be_focused()
        field.set_input_files(path)  # the chooser itself is the system's, not the page's
        if not within.get_by_role("link", name=name, exact=True).count():
            self.reach(within.get_by_role("button", name="Gửi", exact=True))
            self.page.keyboard.press("Enter")
        expect(within.get_by_role("link", name=name, exact=True)).to_be_visible()

    def _field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}( \(không bắt buộc\))?$"))

    def _pass(self) -> None:
        assert self.person is not None
        self.passed.setdefault(self.page.url.partition("#")[0], self.person)


def test_the_story_by_the_keyboard_alone(page: Page, watched: Watched, province: Province, tmp_path: Path) -> None:
    typist = Typist(page, watched, tmp_path)
    typist.become(province.officer)
    a_farmer_is_proposed(typist)
    the_council_and_the_letter_are_written(typist)
    the_signed_papers_are_sent_in(typist)
    the_dossier_goes(typist)
    typist.become(province.office)
    the_office_judges_and_returns(typist)
    typist.become(province.officer)
    it_is_supplemented_and_goes_again(typist)
    typist.become(province.office)
    the_office_accepts(typist)
    every_page_is_without_fault(typist)


def a_farmer_is_proposed(typist: Typist) -> None:
    typist.link("Bắt đầu hồ sơ: còn 21 ngày")
    typist.button("Bắt đầu hồ sơ")
    typist.link("Thêm trường hợp đề nghị")
    typist.type("Tên người, tập thể, chủ hộ", "hoang van nong")
    with typist.page.expect_navigation():
        typist.page.keyboard.press("Enter")
    typist.button(f"Đề nghị {FARMER}")
    typist.choose("Nhóm đối tượng", "Nông dân")
    income = "Thu nhập sau chi phí: Số tiền năm {}"
    expect(typist.page.get_by_label(income.format(2016))).to_be_visible()  # the page asks anew, by itself
    typist.choose("Thủ trưởng", "Không là thủ trưởng")
    typist.choose("Danh sách đại biểu dự Đại hội cấp tỉnh", "Có")
    for year in (2016, 2017, 2018, 2019):
        typist.type(income.format(year), "210 triệu")
    typist.type("Tóm tắt thành tích tiêu biểu, nổi bật", "Trồng 5 ha na, giúp 12 hộ thoát nghèo.")
    typist.page.keyboard.press("Tab")
    expect(typist.page.locator("#doi-chieu")).to_contain_text("Còn 05 điều kiện chờ người thẩm định kết luận")
    expect(typist.page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    typist.link("Thêm minh chứng năm 2019")
    typist.attach(typist.page.locator(".attach"), "so-ghi-chep.pdf", pdf_bytes(1))
    typist.link("Quay lại hồ sơ")
    typist.button("Xong, sang người tiếp theo")


def the_council_and_the_letter_are_written(typist: Typist) -> None:
    typist.link("Chưa có kết quả phiếu của Hội đồng.")
    typist.type("Ngày họp", "18/5/20")
    typist.type("Họ và tên, dòng 1", "Vi Văn Chủ Trì")
    typist.choose("Trong Hội đồng, dòng 1", "Chủ tịch Hội đồng")
    typist.type("Họ và tên, dòng 2", "Lộc Thị Thư Ký")
    typist.choose("Trong Hội đồng, dòng 2", "Thư ký Hội đồng")
    typist.type(f"Đồng ý, {FARMER}", "2")
    typist.type(f"Không đồng ý, {FARMER}", "0")
    typist.button("Lưu cuộc họp")
    expect(typist.page.get_by_text("Đã lưu cuộc họp của Hội đồng.")).to_be_visible()
    typist.link("Hồ sơ của Huyện Chi Lăng")
    typist.link("Tờ trình chưa ghi số tờ trình.")
    for label, text in (("Số tờ trình", "15/TTr-UBND"), ("Ngày tờ trình", "19/5/20"), ("Người ký", "Nông Văn Ký")):
        typist.type(label, text)
    typist.type("Chức vụ người ký", "Chủ tịch")
    typist.button("Lưu tờ trình")
    typist.link("Về hồ sơ")


def the_signed_papers_are_sent_in(typist: Typist) -> None:
    papers = typist.page.locator("[aria-labelledby='thanh-phan'] .who").filter(has_text="Dự thảo")
    for at in range(papers.count()):
        typist.reach(papers.nth(at).locator("summary"))
        typist.page.keyboard.press("Enter")
        typist.attach(papers.nth(at), f"da-ky-{at + 1}.pdf", pdf_bytes(at + 1))


def the_dossier_goes(typist: Typist) -> None:
    typist.page.reload()
    expect(typist.page.get_by_text("Hồ sơ đã đủ thành phần.")).to_be_visible()
    typist.link("Gửi hồ sơ")
    typist.button("Gửi hồ sơ đến Tỉnh Ví Dụ")
    expect(typist.page.get_by_role("heading", name="Biên nhận số 0001/2020/BN-")).to_be_visible()
    work(batch=True)


def the_office_judges_and_returns(typist: Typist) -> None:
    typist.link("Thẩm định 01 hồ sơ đã gửi")
    typist.link("Huyện Chi Lăng")
    typist.page.keyboard.press("j")  # the first nominee
    expect(typist.page.get_by_role("heading", level=1, name=FARMER)).to_be_visible()
    typist._pass()
    typist.reach(typist.page.get_by_label("Đạt", exact=True).first)
    typist.page.keyboard.press("Space")
    typist.reach(typist.page.get_by_placeholder("Lý do").first)
    typist.page.keyboard.type("Có 02 sáng kiến được công nhận")
    typist.page.keyboard.press("Enter")
    expect(typist.page.locator("#ket-luan")).to_contain_text("Còn 04 điều kiện chờ người thẩm định kết luận")
    typist.link("Nhận xét: Tóm tắt thành tích")
    typist.type("Nội dung", "Ghi rõ đã giúp những hộ nào.")
    typist.button("Ghi nhận xét")
    typist.link("Huyện Chi Lăng")
    typist.link("Trả lại để bổ sung")
    typist.type("Bổ sung đến hết ngày", "22/5/20")
    typist.button("Trả lại để bổ sung")
    expect(typist.page.get_by_text("Đã trả lại hồ sơ, bổ sung đến hết ngày 22/05/2020.")).to_be_visible()


def it_is_supplemented_and_goes_again(typist: Typist) -> None:
    typist.link("Bổ sung hồ sơ được trả lại: còn 3 ngày")
    typist.link(f"{FARMER}, Tóm tắt thành tích")
    typist.type("Tóm tắt thành tích tiêu biểu, nổi bật", "Trồng 5 ha na, giúp 12 hộ thôn Làng Bu thoát nghèo.")
    typist.button("Xong, sang người tiếp theo")
    typist.button("Đánh dấu đã xử lý")
    typist.link("Gửi lại hồ sơ")
    typist.button("Gửi hồ sơ đến Tỉnh Ví Dụ")
    expect(typist.page.locator("[aria-labelledby='thay-doi'] ins").first).to_contain_text("thôn Làng Bu")


def the_office_accepts(typist: Typist) -> None:
    typist.link("Thẩm định 01 hồ sơ đã gửi")
    typist.link("Huyện Chi Lăng")
    typist.link("Tiếp nhận")
    typist.button("Tiếp nhận hồ sơ")
    expect(typist.page.get_by_text("Đã tiếp nhận hồ sơ của Huyện Chi Lăng.")).to_be_visible()


def every_page_is_without_fault(typist: Typist) -> None:
    """Once more, as each page is now: axe-core at 1366 px, and no page scrolls sideways on the phones."""
    faults, wide = {}, []
    typist.watched.listening = False
    for address, person in list(typist.passed.items()):
        if typist.person != person:
            typist.become(person)
        typist.page.set_viewport_size({"width": 1366, "height": 1000})
        typist.page.goto(address)
        faults[address] = typist.watched.faults()
        for width, height in SCREENS.values():
            typist.page.set_viewport_size({"width": width, "height": height})
            if typist.page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
    assert len(faults) > 12
    assert {address: found for address, found in faults.items() if found} == {}
    assert wide == []
