"""The office drops a file in, mends what could not be read, and the awards stand in the register: in real Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings

from tests.actions.lists import BAN, BINH, DAO, changed, dirty_workbook, files_in_memory, workbook
from tests.browser.conftest import Watched
from tests.browser.test_pages import SCREENS
from tests.province import Province, make_province
from vinhdanh.actions.imports.sending import send_list
from vinhdanh.management.worker import work
from vinhdanh.models import Award, AwardStanding, Import

pytestmark = pytest.mark.django_db(transaction=True)
PROVINCES = "Bằng khen của Chủ tịch UBND tỉnh"
LIST = workbook(DAO, BINH, BAN, changed(BAN, c1="Nông Thị Hai"), title=("UBND HUYỆN CHI LĂNG", "DANH SÁCH NĂM 2018"))


@pytest.fixture
def province(transactional_db: None, page: Page, watched: Watched, client, settings: Settings) -> Province:
    """The officer of the district, signed in."""
    files_in_memory(settings)
    made = make_province()
    client.force_login(made.officer)
    page.context.add_cookies(cookies(client, watched))
    return made


def cookies(client, watched: Watched) -> list[dict[str, str]]:
    return [{"name": cookie.key, "value": cookie.value, "url": watched.home} for cookie in client.cookies.values()]


def drop(page: Page, content: bytes, folder: Path) -> None:
    file = folder / "danh-sach.xlsx"
    file.write_bytes(content)
    page.get_by_label("Danh sách khen thưởng, xếp loại").set_input_files(file)
    page.get_by_role("button", name="Gửi và đọc tệp").click()


def test_from_the_file_to_the_register_and_back(
    page: Page, watched: Watched, province: Province, tmp_path: Path
) -> None:
    watched.open("/nhap-danh-sach/")
    drop(page, LIST, tmp_path)
    expect(page.get_by_role("status")).to_contain_text("2 dòng đọc được + 2 dòng chưa đọc được = 4 dòng.")
    mended = page.locator(".imports-rows tr", has_text="Nông Thị Bản")
    mended.get_by_label("Danh hiệu, hình thức").fill(PROVINCES)
    mended.get_by_role("button", name="Đọc lại dòng").click()
    expect(page.get_by_role("status")).to_contain_text("3 dòng đọc được + 1 dòng chưa đọc được = 4 dòng.")
    expect(mended).to_contain_text("Bằng khen của Chủ tịch UBND tỉnh, 2018")
    expect(
        page.locator(".imports-rows tr", has_text="Nông Thị Hai").get_by_label("Danh hiệu, hình thức")
    ).to_be_focused()
    page.get_by_role("link", name="Ghi vào sổ…").click()
    page.get_by_role("button", name="Ghi 3 dòng vào sổ").click()
    expect(page.get_by_text("Đang ghi vào sổ: 0/3 dòng")).to_be_visible()
    work(batch=True)
    expect(page.get_by_text("3 khen thưởng, 0 xếp loại; 3 đối tượng mới")).to_be_visible()  # the page saw it by itself
    assert Award.objects.standing().count() == 3
    page.get_by_role("link", name="Hoàn tác…").click()
    page.get_by_role("button", name="Rút khỏi sổ").click()
    expect(page.get_by_text("Đang rút khỏi sổ")).to_be_visible()
    work(batch=True)
    expect(page.get_by_text("nay không còn hiệu lực")).to_be_visible()
    assert set(Award.objects.values_list("standing", flat=True)) == {AwardStanding.WITHDRAWN}


def test_the_same_without_javascript(
    browser: Browser, browser_context_args, watched: Watched, province: Province, client, tmp_path: Path
) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    context.add_cookies(cookies(client, watched))
    page = context.new_page()
    page.goto(watched.home + "/nhap-danh-sach/")
    drop(page, LIST, tmp_path)
    first = page.locator(".imports-rows tr", has_text="Nông Thị Bản")
    first.get_by_label("Danh hiệu, hình thức").fill(PROVINCES)
    first.get_by_role("button", name="Sửa mọi ô ghi như vậy").click()
    expect(page.get_by_text("4 dòng đọc được + 0 dòng chưa đọc được = 4 dòng.")).to_be_visible()
    page.get_by_text("Cột và tiêu đề").click()
    page.get_by_label("Chức vụ").select_option("Ghi chú")
    page.get_by_role("button", name="Đọc lại theo cách chọn này").click()
    expect(page.locator(".imports-columns")).to_contain_text("Chức vụ: Ghi chú")
    page.get_by_role("link", name="Ghi vào sổ…").click()
    page.get_by_role("button", name="Ghi 4 dòng vào sổ").click()
    work(batch=True)
    page.get_by_role("link", name="Xem lại tiến độ").click()
    expect(page.get_by_text("4 khen thưởng, 0 xếp loại; 4 đối tượng mới")).to_be_visible()
    context.close()


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS.keys())
def test_the_pages_have_no_fault_and_never_scroll_sideways(
    page: Page, watched: Watched, province: Province, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    one: Import = send_list(province.district, by=province.officer, content=dirty_workbook(40), name="rat-dai-" * 12)
    row = one.rows.filter(outcome="refused").first()
    at = f"/nhap-danh-sach/{one.pk}/"
    pages = ["/nhap-danh-sach/", at, f"{at}?outcome=refused", f"{at}dong/{row.pk}/", f"{at}bang/0/", f"{at}ghi/"]
    wide, faults = [], {}
    for address in pages:
        watched.open(address)
        if address == at:
            page.locator(".imports-table > summary").click()
        if page.evaluate("document.documentElement.scrollWidth") > size[0]:
            wide.append(address)
    for address in pages:  # once more: what axe does is heard by the page that it looks at
        watched.open(address)
        if address == at:
            page.locator(".imports-table > summary").click()
        faults[address] = watched.faults()
    assert wide == []
    assert {address: found for address, found in faults.items() if found} == {}
