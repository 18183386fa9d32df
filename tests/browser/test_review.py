"""Appraisal in real Chromium: with the keyboard from nominee to nominee, answers kept at once, no barriers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.dossiers import MORNING, begun_dossier, completed, income, nominated
from tests.province import Province, make_province
from vinhdanh.actions.dossier_steps import send_dossier
from vinhdanh.models import Dossier, JudgementView, Nomination, Question
from vinhdanh.reports.dossier_content import sending_of

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "ca_nhan.sang_kien"


@pytest.fixture
def province() -> Province:
    return make_province()


@pytest.fixture
def dossier(province: Province, page: Page, watched: Watched) -> Dossier:
    client = Client()
    client.force_login(province.office)
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": watched.home} for cookie in client.cookies.values()]
    )
    dossier = begun_dossier(province)
    nominees = [nominated(dossier, f"Người thứ {number}", memberships={"congress_delegates": True}) for number in "123"]
    income(nominees[0], 2018, 210, proof="so-sach.pdf")
    completed(dossier, *nominees)
    by = province.officer
    send_dossier(dossier, by=by, now=MORNING, compose=lambda held: sending_of(held, by, MORNING.date()))
    told = {"unit": province.district, "asked_by": by, "text": "Gia đình tính vào chỗ nào?"}
    Question.objects.create(campaign=dossier.participant.campaign, **told)
    return dossier


def nominee(dossier: Dossier, number: int) -> Nomination:
    return dossier.nominations.order_by("number")[number - 1]


def address(dossier: Dossier, number: int) -> str:
    return reverse("review_nominee", args=[nominee(dossier, number).pk])


def test_the_keyboard_goes_from_nominee_to_nominee_but_not_while_one_types(
    page: Page, watched: Watched, dossier: Dossier
) -> None:
    watched.open(reverse("review", args=[dossier.pk]))
    for key, number in (("j", 1), ("j", 2), ("ArrowRight", 3), ("k", 2), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        page.wait_for_url(f"**{address(dossier, number)}")
    field = page.locator(f'[id="ly-do-{FIRST}"]')
    field.focus()
    page.keyboard.type("jjkk")
    expect(field).to_have_value("jjkk")
    assert page.url.endswith(address(dossier, 1))


def test_an_answer_is_kept_at_once_without_the_mouse(page: Page, watched: Watched, dossier: Dossier) -> None:
    watched.open(address(dossier, 1))
    page.locator(f'[id="dat-{FIRST}"]').focus()
    page.keyboard.press("Space")
    page.locator(f'[id="ly-do-{FIRST}"]').focus()
    page.keyboard.type("Có 02 sáng kiến")
    page.keyboard.press("Enter")
    expect(page.locator("#danh-gia small")).to_contain_text("Đã lưu lúc")
    expect(page.locator("#ket-luan")).to_contain_text("Có 02 sáng kiến")
    assert JudgementView.objects.get().reason == "Có 02 sáng kiến"


def test_a_session_that_ended_loses_nothing(page: Page, watched: Watched, dossier: Dossier) -> None:
    watched.open(address(dossier, 1))
    page.locator(f'[id="dat-{FIRST}"]').check()
    page.locator(f'[id="ly-do-{FIRST}"]').fill("Có 02 sáng kiến")
    page.context.clear_cookies(name="vinhdanh")
    watched.listening = False  # the console tells of the refusal
    page.locator(f'[id="ly-do-{FIRST}"]').press("Enter")
    expect(page.locator("#mat-phien")).to_be_visible()
    expect(page.locator(f'[id="ly-do-{FIRST}"]')).to_have_value("Có 02 sáng kiến")
    assert not JudgementView.objects.exists()


PAGES: dict[str, Callable[[Dossier], str]] = {
    "board": lambda one: reverse("board", args=[one.participant.campaign_id]),
    "nominees": lambda one: reverse("board_nominees", args=[one.participant.campaign_id]),
    "reminder": lambda one: reverse("board_remind", args=[one.participant.campaign_id]),
    "dossier": lambda one: reverse("review", args=[one.pk]),
    "nominee": lambda one: address(one, 1),
    "return": lambda one: reverse("review_return", args=[one.pk]),
    "acceptance": lambda one: reverse("review_accept", args=[one.pk]),
    "questions": lambda _one: reverse("questions"),
    "question": lambda _one: reverse("question", args=[Question.objects.get().pk]),
    "public questions": lambda _one: reverse("public_questions"),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_have_no_barriers_and_fit_a_phone(page: Page, watched: Watched, dossier: Dossier, name: str) -> None:
    watched.open(PAGES[name](dossier))
    for width in (1366, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    assert watched.faults() == []
