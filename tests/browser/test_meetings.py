"""The page of a council's meeting in real Chromium: further rows without saving, faults that lead to their fields."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.dossiers import begun_dossier, nominated
from tests.province import make_province
from vinhdanh.models import Attendance, Dossier

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dossier(page: Page, watched: Watched) -> Dossier:
    """The district's dossier with one nominee; its officer has signed in."""
    province = make_province()
    client = Client()
    client.force_login(province.officer)
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": watched.home} for cookie in client.cookies.values()]
    )
    return nominated(begun_dossier(province)).dossier


def test_a_row_is_added_without_saving_and_is_kept(page: Page, watched: Watched, dossier: Dossier) -> None:
    watched.open(reverse("dossier_meeting", args=[dossier.pk]))
    page.get_by_role("button", name="Thêm dòng").click()
    added = page.get_by_label("Họ và tên, dòng 8")
    expect(added).to_be_focused()
    added.fill("Vi Văn Thứ Tám")
    page.get_by_role("button", name="Lưu cuộc họp").click()
    expect(page.get_by_text("Đã lưu cuộc họp của Hội đồng.")).to_be_visible()
    assert [one.name for one in Attendance.objects.all()] == ["Vi Văn Thứ Tám"]


@pytest.mark.parametrize("size", [(1366, 1000), (390, 844), (320, 568)], ids=["wide", "phone", "narrowest phone"])
def test_the_page_fits_cuts_no_choice_off_and_has_no_barrier(
    page: Page, watched: Watched, dossier: Dossier, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    watched.open(reverse("dossier_meeting", args=[dossier.pk]))
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if size[0] > 1000:
        page.get_by_label("Tham dự, dòng 1").select_option("written")
        page.get_by_label("Trong Hội đồng, dòng 1").select_option("vice_chair")
        assert page.evaluate(CUT_OFF) == []
    assert watched.faults() == []


CUT_OFF = """() => [...document.querySelectorAll("#cac-dong tr:first-child select")].filter((one) => {
  const look = getComputedStyle(one);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${look.fontSize} ${look.fontFamily}`;
  const room = one.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
  return pen.measureText(one.selectedOptions[0].text).width > room;
}).map((one) => one.selectedOptions[0].text)"""
