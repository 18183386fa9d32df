"""The officer of a district checks a list, mends it, and takes the drafts along: in real Chromium, with and without
JavaScript, wide and on a phone."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.cache import caches
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched
from tests.screening.lists import FARMER, GOOD, Rows, example_rows, family, joined, official, workbook

ADDRESS = "/kiem-tra-nhanh/"
SCREENS = {"wide": (1366, 1000), "phone": (390, 844)}
DISTRICT = {"Loại đơn vị": "Huyện/thành phố"}
LACKING = "2/2 tập thể, 2/3 cá nhân, còn thiếu 01 nông dân, công nhân hoặc người lao động."
KEPT = "2/2 tập thể, 3/3 cá nhân, đã có 01 nông dân, công nhân hoặc người lao động."


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything_yet() -> None:
    caches["default"].clear()


@pytest.fixture(params=SCREENS.values(), ids=SCREENS.keys())
def screen(request: pytest.FixtureRequest, page: Page) -> tuple[int, int]:
    page.set_viewport_size({"width": request.param[0], "height": request.param[1]})
    return request.param


def two_and_two() -> Rows:
    """Two collectives and two officials; the second official lacks an award."""
    hamlet = {"Quy mô": "nhỏ", "Thôn, bản, khu phố": "có"}
    collectives: Rows = {
        "Tập thể": [{"Mã": f"TT{n}", "Tên tập thể": f"Thôn Nà Pài {n}"} | hamlet for n in (1, 2)],
        "Khen thưởng": [
            {"Mã": f"TT{n}", "Năm": year, "Danh hiệu, hình thức": "Bằng khen của UBND tỉnh"}
            for n in (1, 2)
            for year in (2017, 2019)
        ],
    }
    second = official("CN2", "Nông Văn Cường")
    second["Khen thưởng"][0]["Danh hiệu, hình thức"] = "Chiến sỹ thi đua cơ sở"
    return joined(collectives, official("CN1", "Hoàng Thị Bích"), second)


def farmer() -> Rows:
    person = {"Mã": "CN3", "Họ và tên": "Hoàng Văn Páo", "Nhóm đối tượng": FARMER, "Dự Đại hội": "có"}
    return {"Cá nhân": [person]}


def drop(page: Page, name: str, content: bytes) -> None:
    """What a hand does that drags a file from its folder onto the page."""
    carried = page.evaluate_handle(
        """([name, content]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
            return transfer;
        }""",
        [name, base64.b64encode(content).decode()],
    )
    for event in ("dragover", "drop"):
        page.dispatch_event(".drop-zone", event, {"dataTransfer": carried})


def choose(page: Page, name: str, content: bytes) -> None:
    """What a hand does that chooses a file with the button."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("input[type=file]", {"name": name, "mimeType": kind, "buffer": content})


def check(page: Page, rows: Rows, unit: dict[str, str] | None = None, bring: Callable = choose) -> None:
    bring(page, "danh-sach.xlsx", workbook(rows, unit or DISTRICT))
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả kiểm tra")


def reach(page: Page, name: str) -> None:
    """Press Tab until the case with this name has the focus, as a person without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.matches('summary') ? document.activeElement.innerText : ''"):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def taken_along(page: Page, paper: str, form: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"{form} {paper}").click()
    return Path(download.value.path()).read_bytes()


def the_story(page: Page, home: str, bring: Callable) -> None:
    page.goto(home + ADDRESS)
    check(page, two_and_two(), bring=bring)
    expect(page.locator("#so-luong")).to_contain_text(LACKING)

    reach(page, "Nông Văn Cường")
    case = page.locator("details.who", has_text="Nông Văn Cường")
    expect(case).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(case).to_have_attribute("open", "")
    clause = case.locator("li", has_text="01 lần được Chủ tịch UBND tỉnh tặng Bằng khen hoặc đạt danh hiệu").last
    expect(clause).to_be_visible()
    expect(clause.locator("a.cite").first).to_have_text("HD II.2.2.a")
    expect(case).to_contain_text("không có trong 1 khen thưởng đã kê")

    page.get_by_role("link", name="Chọn tệp khác").click()
    check(page, joined(two_and_two(), farmer()), bring=bring)
    expect(page.locator("#so-luong")).to_contain_text(KEPT)
    expect(page.locator("details.who")).to_have_count(5)

    for paper in ("Mẫu 03", "Tờ trình"):
        assert taken_along(page, paper, "PDF").startswith(b"%PDF-")
        draft = docx.Document(io.BytesIO(taken_along(page, paper, "Word")))
        names = [row.cells[1].text.split("\n")[0] for table in draft.tables for row in table.rows]
        assert names.count("Hoàng Văn Páo") == 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả kiểm tra")  # the answer is still there


@pytest.mark.parametrize("bring", [drop, choose])
def test_an_officer_checks_a_list_mends_it_and_takes_the_drafts_along(page: Page, watched: Watched, bring) -> None:
    the_story(page, watched.home, bring)


def test_the_same_without_javascript(browser: Browser, watched: Watched, browser_context_args) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(watched.home + ADDRESS)
    choose(plain, "danh-sach.xlsx", workbook(two_and_two(), DISTRICT))
    plain.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(plain.locator("#so-luong")).to_contain_text(LACKING)
    case = plain.locator("details.who", has_text="Nông Văn Cường")
    expect(case.locator(".tree")).to_be_hidden()
    case.locator("summary").first.press("Enter")
    expect(case.locator(".tree")).to_be_visible()
    plain.get_by_role("link", name="Chọn tệp khác").click()
    choose(plain, "danh-sach.xlsx", workbook(joined(two_and_two(), farmer()), DISTRICT))
    plain.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(plain.locator("#so-luong")).to_contain_text(KEPT)
    assert taken_along(plain, "Mẫu 03", "PDF").startswith(b"%PDF-")
    assert taken_along(plain, "Tờ trình", "Word").startswith(b"PK")
    context.close()


def test_a_cite_leads_to_the_clause_in_the_guidance(page: Page, watched: Watched) -> None:
    watched.open(ADDRESS + "vi-du/")
    page.locator("details.who > summary").nth(3).click()
    page.locator("details.who[open] a.cite[href$='#can_bo.ghi_nhan']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiêu chuẩn")
    expect(page.locator("[id='can_bo.ghi_nhan']")).to_be_in_viewport()


def many() -> Rows:
    rows = two_and_two()
    hamlet = {"Quy mô": "nhỏ", "Thôn, bản, khu phố": "có"}
    rows["Tập thể"] += [{"Mã": f"T{n}", "Tên tập thể": f"Thôn số {n}"} | hamlet for n in range(60)]
    return rows


def test_a_list_of_several_pages_can_be_narrowed_and_turned(page: Page, watched: Watched) -> None:
    watched.open(ADDRESS)
    check(page, many())
    expect(page.locator("details.who")).to_have_count(50)
    page.get_by_role("button", name="Chưa đạt 61").click()
    expect(page.locator(".pager")).to_contain_text("1–50 trong 61 trường hợp")
    page.get_by_role("button", name="Trang sau").click()
    expect(page.locator("details.who")).to_have_count(11)
    page.get_by_role("button", name="Đạt 3", exact=True).click()
    expect(page.locator("details.who")).to_have_count(3)


REFUSED = {"a text": ("ghi-chu.xlsx", b"khong phai Excel"), "an empty file": ("rong.xlsx", b"")}


@pytest.mark.parametrize(("name", "content"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_keeps_the_form_and_can_be_mended_at_once(
    page: Page, watched: Watched, screen, name, content
) -> None:
    watched.listening = False  # Chromium itself notes an answer that is no 200
    watched.open(ADDRESS)
    choose(page, name, content)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa gửi được")
    assert watched.faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]
    check(page, family())


def test_a_file_beyond_all_bounds_is_refused_in_our_words(page: Page, watched: Watched) -> None:
    watched.listening = False
    watched.open(ADDRESS)
    choose(page, "lon.xlsx", bytes(22 * 1024 * 1024))
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tệp quá lớn")


def long_words() -> Rows:
    """Names as long as they come, and a word that no line can break."""
    rows = joined(example_rows(), {"Xếp loại": [{"Mã": "M" * 90, "Năm": "hai nghìn không trăm mười tám", "Mức": GOOD}]})
    rows["Tập thể"][0]["Tên tập thể"] = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở " * 3
    rows["Cá nhân"][0]["Họ và tên"] = "Hoàng" * 40
    rows["Khen thưởng"][0]["Số quyết định"] = "1467/QĐ-UBND-" + "X" * 120
    return rows


RESULTS = {"the example": example_rows, "long words": long_words, "several pages": many, "nobody": dict}


@pytest.mark.parametrize("rows", RESULTS.values(), ids=RESULTS.keys())
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
def test_a_result_has_no_fault_and_never_scrolls_sideways(page: Page, watched: Watched, screen, rows, opened) -> None:
    watched.open(ADDRESS)
    check(page, rows())
    if opened:
        page.evaluate("document.querySelectorAll('main details').forEach((one) => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]
    assert watched.faults() == []


def test_on_a_phone_a_problem_can_be_read_without_scrolling_sideways(page: Page, watched: Watched) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    watched.open(ADDRESS)
    check(page, long_words())
    table = page.locator(".table-wide")
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_result_is_said_to_a_screen_reader_and_the_keyboard_starts_at_its_top(page: Page, watched: Watched) -> None:
    watched.open(ADDRESS)
    check(page, example_rows())
    expect(page).to_have_title("Kết quả kiểm tra · Vinh Danh")
    assert page.evaluate("window.scrollY") == 0
    first = page.locator("details.who > summary").first
    expect(first.get_by_text("Đạt", exact=True)).to_be_visible()
