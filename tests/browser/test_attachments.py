"""Proofs are dropped on the page, one is refused, one taken out again: in real Chromium, with a mouse and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.dossiers import begun_dossier, nominated
from tests.intake.upload_samples import pdf_bytes, picture_bytes
from tests.province import Province, make_province
from vinhdanh.models import Attachment, Nomination

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province(transactional_db: None, page: Page, watched: Watched, client, stored: Path) -> Province:
    """The officer of the district, signed in; files go to a folder of this test."""
    made = make_province()
    client.force_login(made.officer)
    cookies = [{"name": one.key, "value": one.value, "url": watched.home} for one in client.cookies.values()]
    page.context.add_cookies(cookies)
    return made


@pytest.fixture
def nominee(province: Province) -> Nomination:
    return nominated(begun_dossier(province))


def address(nominee: Nomination) -> str:
    return f"/ho-so/{nominee.dossier_id}/tep/?nomination={nominee.pk}"


def written(folder: Path, **files: bytes) -> list[Path]:
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return [folder / name.replace("_", ".") for name in files]


def test_files_are_sent_one_by_one_and_the_list_grows_without_leaving_the_page(
    page: Page, watched: Watched, nominee: Nomination, tmp_path: Path
) -> None:
    watched.open(address(nominee))
    page.evaluate("document.title = 'still here'")
    chosen = written(tmp_path, qd_pdf=pdf_bytes(3), phim_pdf=b"\0\0\0\x18ftypmp42", anh_jpg=picture_bytes("JPEG"))
    page.get_by_label("Tệp", exact=True).set_input_files(chosen)
    page.get_by_role("button", name="Gửi", exact=True).press("Enter")
    expect(page.get_by_role("link", name="anh.jpg", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="qd.pdf", exact=True)).to_be_visible()
    expect(page.locator("[data-faults]")).to_contain_text("phim.pdf: Phim không gửi bằng tệp")
    assert page.title() == "still here"
    assert Attachment.objects.count() == 2
    assert watched.faults() == []


def test_a_file_too_large_is_told_before_it_is_sent(
    page: Page, watched: Watched, nominee: Nomination, tmp_path: Path
) -> None:
    watched.open(address(nominee))
    page.get_by_label("Tệp", exact=True).set_input_files(written(tmp_path, lon_pdf=b"%PDF-" + b"0" * 21 * 1024 * 1024))
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("[data-faults]")).to_contain_text("lon.pdf: tệp lớn hơn 20 MB")


def test_a_session_that_ended_meanwhile_is_told_with_the_way_in(
    page: Page, watched: Watched, nominee: Nomination, tmp_path: Path
) -> None:
    watched.open(address(nominee))
    page.context.clear_cookies(name="vinhdanh")
    watched.listening = False  # the browser tells its console of the 403
    page.get_by_label("Tệp", exact=True).set_input_files(written(tmp_path, qd_pdf=pdf_bytes()))
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("[data-faults]")).to_contain_text("Phiên làm việc đã hết nên tệp chưa được nhận")
    expect(page.locator("[data-faults]").get_by_role("link")).to_have_attribute("href", "/tai-khoan/dang-nhap/")


def test_a_file_is_dropped_on_the_page_and_taken_out_again(page: Page, watched: Watched, nominee: Nomination) -> None:
    watched.open(address(nominee))
    page.locator(".drop-zone").evaluate(
        """(zone, content) => {
          const carried = new DataTransfer();
          carried.items.add(new File([Uint8Array.from(content)], "anh.png", { type: "image/png" }));
          zone.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, cancelable: true }));
        }""",
        list(picture_bytes("PNG")),
    )
    page.get_by_role("link", name="Bỏ anh.png khỏi hồ sơ").click()
    assert watched.faults() == []
    page.get_by_role("button", name="Bỏ khỏi hồ sơ").click()
    expect(page.get_by_text("Đã bỏ anh.png khỏi hồ sơ.")).to_be_visible()
    expect(page.get_by_text("Chưa có tệp nào.")).to_be_visible()
