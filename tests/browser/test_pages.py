"""Every page in real Chromium, wide and on a phone: without barriers, without noise, without overflow."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched

PAGES = ["/", "/kiem-tra-nhanh/", "/tieu-chuan/", "/khong-co-trang-nay/"]
SCREENS = {"wide": (1366, 1000), "phone": (390, 844), "narrowest phone": (320, 568)}


@pytest.fixture(params=SCREENS.values(), ids=SCREENS.keys())
def screen(request: pytest.FixtureRequest, page: Page) -> tuple[int, int]:
    page.set_viewport_size({"width": request.param[0], "height": request.param[1]})
    return request.param


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_fault_that_axe_can_find(watched: Watched, screen, address: str) -> None:
    watched.open(address)
    assert watched.faults() == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_never_scrolls_sideways(page: Page, watched: Watched, screen, address: str) -> None:
    watched.open(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]


def test_the_menu_of_the_phone_opens_without_javascript(browser, watched: Watched, browser_context_args) -> None:
    context = browser.new_context(
        **{**browser_context_args, "viewport": {"width": 390, "height": 844}}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(watched.home + "/")
    rooms = page.locator(".menu .rooms")
    expect(rooms).to_be_hidden()
    page.locator(".menu summary").click()
    expect(rooms).to_be_visible()
    rooms.get_by_role("link", name="Tiêu chuẩn").click()
    expect(page).to_have_url(watched.home + "/tieu-chuan/")
    context.close()


def test_an_open_menu_has_no_fault_either(page: Page, watched: Watched) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    watched.open("/kiem-tra-nhanh/")
    page.locator(".menu summary").click()
    assert watched.faults() == []


def test_the_keyboard_reaches_the_content_first(page: Page, watched: Watched) -> None:
    watched.open("/tieu-chuan/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_vietnamese_is_set_in_our_own_letters(page: Page, watched: Watched) -> None:
    watched.open("/")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.weight)")
    assert {"400", "600", "700"} <= set(loaded)
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"', 'Chiến sỹ thi đua: ƯỚC, ỡ, ₫')")
