"""The register in real Chromium: pairs decided by keys, pages without barriers, paper without buttons."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_pages import SCREENS
from tests.models.people import make_honouree
from tests.province import Province, make_province
from vinhdanh.actions.awards import AwardDraft, add_award, revoke_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.ratings import RatingDraft, add_rating
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.models import Honouree, HonoureeStanding, Suspicion, SuspicionState

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Nguyễn Hoàng Thị Phương Thảo Nguyên Trần Lê Bích Ngọc Vĩnh Hằng"


@pytest.fixture
def someone(transactional_db: None, page: Page, watched: Watched, client) -> Province:
    """The office, signed in; two pairs wait, and one person has a record."""
    province = make_province()
    for name in (LONG, LONG.replace("Thảo", "Thao"), "Lý Văn Sơn", "Lý Văn Sơn"):
        make_honouree(name, province.commune, birth_year=1975)
    person = Honouree.objects.get(name=LONG)
    award = add_award(person, AwardDraft("bang_khen_tinh", 2018), by=province.office)
    revoke_award(award, by=province.office, decision=DecisionDraft("40/QĐ-UBND"), reason="Kê khai không đúng")
    add_rating(person, RatingDraft(2018, "good"), by=province.office)
    raise_suspicions(Honouree.objects.values_list("pk", flat=True))
    client.force_login(province.office)
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": watched.home} for cookie in client.cookies.values()]
    )
    return province


def addresses() -> dict[str, str]:
    person = Honouree.objects.get(name=LONG)
    award = person.awards.get()
    who = f"/so-khen-thuong/doi-tuong/{person.pk}/"
    return {
        "person": who,
        "add award": f"{who}khen-thuong/",
        "edit": f"{who}sua/",
        "award": f"/so-khen-thuong/khen-thuong/{award.pk}/",
        "decision": f"/so-khen-thuong/quyet-dinh/{award.changes.get().decision_id}/",
        "pairs": "/so-khen-thuong/trung-lap/",
        "register": "/so-khen-thuong/",
        "search": f"/so-khen-thuong/?q={quote(LONG)}&view=awards&standing=",
        "form 02": "/bao-cao/mau-02/?first=2016&last=2020",
        "figures": "/bao-cao/so-lieu/",
        "units": "/don-vi/?open=huyen-chi-lang",
        "unit": "/don-vi/xa-vi-du/",
        "record": "/nhat-ky/",
    }


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS.keys())
def test_the_pages_have_no_fault_and_never_scroll_sideways(
    page: Page, watched: Watched, someone: Province, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    answers, wide, faults = {}, {}, {}
    for name, address in addresses().items():
        answers[name] = page.goto(watched.home + address).status
        wide[name] = page.evaluate("document.documentElement.scrollWidth") > size[0]
    for name, address in addresses().items():  # once more: what axe does is heard by the page that it looks at
        watched.open(address)
        faults[name] = watched.faults()
    assert set(answers.values()) == {200}, answers
    assert [name for name in wide if wide[name]] == []
    assert {name: found for name, found in faults.items() if found} == {}


def test_pairs_are_decided_by_keys(page: Page, watched: Watched, someone: Province) -> None:
    watched.open(addresses()["pairs"])
    page.keyboard.press("ArrowDown")
    expect(page.locator(".pair").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("g")
    expect(page.get_by_role("status")).to_contain_text("Đã gộp “Lý Văn Sơn” vào “Lý Văn Sơn”")
    assert Honouree.objects.filter(standing=HonoureeStanding.MERGED).count() == 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    expect(page.get_by_text("Không còn cặp nào chờ quyết định")).to_be_visible()
    assert Suspicion.objects.filter(state=SuspicionState.TWO).count() == 1


def test_what_is_typed_as_a_reason_decides_nothing(page: Page, watched: Watched, someone: Province) -> None:
    watched.open(addresses()["pairs"])
    page.get_by_label("Lý do, căn cứ").first.press_sequentially("gk")
    assert Suspicion.objects.waiting().count() == 2


def test_the_printed_record_has_no_buttons(page: Page, watched: Watched, someone: Province) -> None:
    watched.open(addresses()["person"])
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Bằng khen của Chủ tịch UBND tỉnh")).to_be_visible()
    expect(page.get_by_role("link", name="Ghi khen thưởng")).to_be_hidden()
    expect(page.get_by_text("Lịch sử ghi sổ")).to_be_hidden()
