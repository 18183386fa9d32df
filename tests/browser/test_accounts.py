"""Signing in by a key, in real Chromium with an authenticator of its own; the keyboard and the phone's menu."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.province import PASSWORD, Province, make_province
from vinhdanh.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def someone(transactional_db: None) -> Province:
    cache.clear()
    return make_province()


@pytest.fixture
def key(page: Page) -> Iterator[None]:
    """A key that answers by itself, as a fingerprint reader would after a touch."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield
    session.detach()


def sign_in(page: Page, watched: Watched, name: str) -> None:
    watched.open("/tai-khoan/dang-nhap/")
    page.get_by_label("Thư điện tử hoặc tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_key_is_added_and_then_signs_in_without_a_password(
    page: Page, watched: Watched, key: None, someone: Province
) -> None:
    sign_in(page, watched, "can-bo")
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    watched.open("/tai-khoan/khoa-bao-mat/them/")
    page.get_by_label("Tên khóa").fill("Máy ở cơ quan")
    page.get_by_label("Dùng thay cho mật khẩu").check()
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    watched.open("/tai-khoan/khoa-bao-mat/")
    expect(page.get_by_role("cell", name="Máy ở cơ quan")).to_be_visible()

    page.context.clear_cookies()
    watched.open("/tai-khoan/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa, không cần mật khẩu").click()
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    assert User.objects.get(username="can-bo").authenticator_set.filter(last_used_at__isnull=False).exists()


def test_a_key_that_is_not_there_is_said_in_words(page: Page, watched: Watched, someone: Province) -> None:
    watched.open("/tai-khoan/dang-nhap/")
    refused = "Promise.reject(new DOMException('', 'NotAllowedError'))"  # as the browser does after a wait
    page.evaluate(f"() => {{ navigator.credentials.get = () => {refused} }}")
    page.get_by_role("button", name="Đăng nhập bằng khóa").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa nhận được khóa")


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize(
    "address", ["dang-nhap/?next=/", "quen-mat-khau/", "quen-mat-khau/da-gui/", "loi-moi/khong-co/"]
)
def test_the_pages_for_strangers_fit_and_have_no_fault(page: Page, watched: Watched, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    watched.open(f"/tai-khoan/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.faults() == []


def test_the_pages_of_an_account_have_no_fault_that_axe_can_find(
    page: Page, watched: Watched, someone: Province
) -> None:
    sign_in(page, watched, "can-bo")
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    found = []
    for address in (
        "/",
        "/tai-khoan/",
        "/tai-khoan/ung-dung/bat/",
        "/tai-khoan/mat-khau/",
        "/tai-khoan/khoa-bao-mat/them/",
    ):
        watched.open(address)
        found += watched.faults()
    page.locator(".me summary").click()
    assert found + watched.faults() == []


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_the_pages_of_people_fit_and_have_no_fault(page: Page, watched: Watched, someone: Province, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, watched, "lanh-dao")
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    for address in ("/nguoi-dung/", f"/nguoi-dung/{someone.officer.pk}/"):
        watched.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert watched.faults() == []


def test_signing_out_works_from_the_menu_of_the_phone(page: Page, watched: Watched, someone: Province) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, watched, "can-bo")
    page.locator(".menu summary").click()
    page.locator(".menu").get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()


def test_the_key_for_searching_goes_to_the_box_unless_somebody_types(
    page: Page, watched: Watched, someone: Province
) -> None:
    sign_in(page, watched, "can-bo")
    box = page.locator("#tim-kiem")
    expect(box).to_be_visible()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
