"""The page of a nominee in real Chromium: it saves while one types, says what it cannot read, and has no barriers."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.dossiers import CAMPAIGN, begun_dossier, income, nominated
from tests.province import Province, make_province
from vinhdanh.intake.template import write_book
from vinhdanh.models import Fact, Nomination
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.terms import nomination_terms

pytestmark = pytest.mark.django_db(transaction=True)
MONEY = "#amount-income_after_costs-{year}-amount"


@pytest.fixture
def province(stored: Path) -> Province:
    return make_province()


@pytest.fixture
def farmer(province: Province, page: Page, watched: Watched) -> Nomination:
    client = Client()
    client.force_login(province.officer)
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": watched.home} for cookie in client.cookies.values()]
    )
    one = nominated(begun_dossier(province))
    income(one, 2016, 210)
    return one


def opened(watched: Watched, one: Nomination) -> None:
    watched.open(reverse("nomination", args=[one.pk]))


def test_it_saves_while_one_types_and_the_findings_follow(page: Page, watched: Watched, farmer: Nomination) -> None:
    opened(watched, farmer)
    findings = page.locator("#doi-chieu")
    expect(findings).to_contain_text("Thiếu: thu nhập sau chi phí năm 2019")
    for year in (2017, 2018, 2019):
        page.locator(MONEY.format(year=year)).fill("205 triệu")
    page.keyboard.press("Tab")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    expect(findings).not_to_contain_text("Thiếu: thu nhập")
    assert Fact.objects.filter(nomination=farmer, amount=205_000_000).count() == 3
    expect(page.locator("#can-cu-amount-income_after_costs-2019-amount")).to_contain_text("Tự khai")


def test_a_workbook_is_looked_at_and_brought_in_without_a_complaint_of_the_browser(
    page: Page, watched: Watched, farmer: Nomination, tmp_path: Path
) -> None:
    pack, file = load_pack(CAMPAIGN), tmp_path / "de-nghi.xlsx"
    with file.open("wb") as target:
        write_book(target, nomination_terms(pack), pack.example.unit, pack.example.rows, title=pack.title)
    watched.open(reverse("nominations_import", args=[farmer.dossier_id]))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", name="Sẽ đưa vào hồ sơ")).to_be_visible()
    page.get_by_role("button", name="Đưa vào hồ sơ").click()
    expect(page.get_by_text("Hoàn tác: đưa")).to_be_visible()
    rows = sum(len(pack.example.rows[name]) for name in ("Tập thể", "Cá nhân", "Gia đình"))
    assert farmer.dossier.nominations.count() == 1 + rows


def test_what_it_cannot_read_stays_in_the_field(page: Page, watched: Watched, farmer: Nomination) -> None:
    opened(watched, farmer)
    field = page.locator(MONEY.format(year=2018))
    field.fill("hai trăm")
    page.locator("#position").fill("Nông dân")
    page.keyboard.press("Tab")
    expect(page.locator("#da-luu")).to_contain_text("trừ 01 chỗ")
    expect(field).to_have_value("hai trăm")
    expect(field).to_have_attribute("aria-invalid", "true")
    farmer.refresh_from_db()
    assert farmer.position == "Nông dân"
    field.fill("220 triệu")
    page.keyboard.press("Tab")
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_another_category_asks_for_other_facts(page: Page, watched: Watched, farmer: Nomination) -> None:
    opened(watched, farmer)
    page.locator("#attribute-category").select_option("official")
    expect(page.get_by_role("heading", name="Xếp loại từng năm")).to_be_visible()


def test_what_was_typed_last_is_saved_when_somebody_leaves_at_once(
    page: Page, watched: Watched, farmer: Nomination
) -> None:
    watched.open(reverse("dossier", args=[farmer.dossier_id]))
    opened(watched, farmer)
    page.locator("#summary").press_sequentially("Trồng 3 ha na", delay=5)
    page.go_back()
    expect(page.get_by_role("heading", name="Độ đầy đủ")).to_be_visible()
    for _ in range(20):
        farmer.refresh_from_db()
        if farmer.summary:
            break
        page.wait_for_timeout(100)
    assert farmer.summary == "Trồng 3 ha na"


def test_the_end_of_the_session_costs_nothing(page: Page, watched: Watched, farmer: Nomination) -> None:
    opened(watched, farmer)
    page.context.clear_cookies()
    watched.listening = False  # the browser says of the refusal that it was one
    page.locator("#summary").fill("Trồng 3 ha na")
    page.keyboard.press("Tab")
    expect(page.locator("#mat-phien")).to_be_visible()
    expect(page.locator("#summary")).to_have_value("Trồng 3 ha na")


@pytest.mark.parametrize("size", [(1366, 1000), (390, 844), (320, 568)], ids=["wide", "phone", "narrowest phone"])
@pytest.mark.parametrize("name", ["nomination", "award_fact_add", "nomination_add", "nominations_import"])
def test_a_page_has_no_barrier_and_never_scrolls_sideways(
    page: Page, watched: Watched, farmer: Nomination, name: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    of_dossier = name in ("nomination_add", "nominations_import")
    watched.open(reverse(name, args=[farmer.dossier_id if of_dossier else farmer.pk]))
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert watched.faults() == []
