"""The page of a nominee in a dossier that was given back: what is closed looks closed, and offers no button."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.dossiers import income, nominated, returned
from tests.province import Province
from vinhdanh.models import Dossier, Fact, Nomination, Remark

CLOSED = (
    "Bỏ khen thưởng năm 2018",
    "Sửa khen thưởng năm 2018",
    "Thêm khen thưởng",
    "Đưa ra khỏi hồ sơ",
    "Thêm minh chứng",
)


@pytest.fixture
def praised(farmer: Nomination) -> Fact:
    """An award that the unit listed, beside a year's income."""
    income(farmer, 2018, 210)
    return Fact.objects.create(nomination=farmer, kind="award", code="giay_khen", year=2018)


def page_of(officer: Client, one: Nomination) -> html.HtmlElement:
    page = html.fromstring(officer.get(reverse("nomination", args=[one.pk])).content.decode())
    for hidden in page.xpath("//*[@hidden]"):
        hidden.drop_tree()
    return page


def words(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def is_closed(page: html.HtmlElement, name: str) -> bool:
    [field] = page.xpath("//*[@id=$name]", name=name)
    return field.get("disabled") is not None


def test_only_the_places_of_remarks_are_offered_and_named(
    officer: Client, farmer: Nomination, praised: Fact, province: Province
) -> None:
    assert all(one in words(page_of(officer, farmer)) for one in CLOSED)
    returned(farmer.dossier, province, {"nominee.summary": "Ghi rõ hơn."}, farmer)
    page = page_of(officer, farmer)
    assert "Ở đây chỉ sửa được: Tóm tắt thành tích tiêu biểu, nổi bật; Tệp kèm theo." in words(page)
    assert page.xpath("//a[@href='#summary']")
    assert not [one for one in CLOSED if one in words(page)]
    assert (is_closed(page, "summary"), is_closed(page, "position")) == (False, True)
    assert page.xpath("//main//button[@form='de-nghi']")


def test_a_fact_that_was_asked_about_is_mended_and_proved_while_the_others_are_closed(
    officer: Client, farmer: Nomination, praised: Fact, province: Province
) -> None:
    returned(farmer.dossier, province, {f"fact:{praised.pk}": "Ghi số quyết định."}, farmer)
    told = words(page_of(officer, farmer))
    assert [one for one in CLOSED if one in told] == [
        "Bỏ khen thưởng năm 2018",
        "Sửa khen thưởng năm 2018",
        "Thêm minh chứng",
    ]
    assert "Ở đây chỉ sửa được: Khen thưởng đã có; Tệp kèm theo." in told


def test_a_nominee_without_a_remark_is_only_read(
    officer: Client, farmer: Nomination, dossier: Dossier, province: Province
) -> None:
    other = nominated(dossier, "Lý Thị Người Khác")
    returned(dossier, province, {"nominee.summary": "Ghi rõ hơn."}, farmer)
    page = page_of(officer, other)
    assert "không chỗ nào ở đây mở lại để sửa" in words(page)
    assert not page.xpath("//main//button[@form='de-nghi'] | //*[@hx-post]")
    assert is_closed(page, "summary")


def test_a_form_that_would_be_refused_is_not_offered(
    officer: Client, farmer: Nomination, praised: Fact, province: Province
) -> None:
    returned(farmer.dossier, province, {"nominee.summary": "Ghi rõ hơn."}, farmer)
    for address in (
        reverse("award_fact_add", args=[farmer.pk]),
        reverse("award_fact_edit", args=[praised.pk]),
    ):
        answer = officer.get(address, follow=True)
        assert "không thuộc nội dung được yêu cầu bổ sung" in answer.content.decode()
        assert answer.request["PATH_INFO"] == reverse("nomination", args=[farmer.pk])
    add = words(html.fromstring(officer.get(reverse("nomination_add", args=[farmer.dossier_id])).content.decode()))
    assert "không thêm đề nghị được" in add
    assert "Nhập từ bảng đề nghị" not in add


def test_the_pages_of_the_dossier_offer_to_write_only_what_is_open(
    officer: Client, farmer: Nomination, province: Province
) -> None:
    dossier = farmer.dossier
    returned(dossier, province, {"nominee.summary": "Ghi rõ hơn."}, farmer)
    page = html.fromstring(officer.get(reverse("dossier", args=[dossier.pk])).content.decode())
    offered = {words(one).partition(",")[0]: one.get("href") for one in page.xpath("//a[contains(., 'nội dung,')]")}
    assert offered == {
        "Xem nội dung": reverse("dossier_meeting", args=[dossier.pk]),
        "Ghi nội dung": f"{reverse('nomination', args=[farmer.pk])}#summary",
    }
    for name in ("dossier_letter", "dossier_meeting"):
        page = html.fromstring(officer.get(reverse(name, args=[dossier.pk])).content.decode())
        assert "không mở lại để sửa" in words(page)
        assert page.xpath("//main//fieldset[@disabled]")
        assert not page.xpath("//main//*[@hx-post]")
    Remark.objects.update(nomination=None, place="letter.signer")
    page = html.fromstring(officer.get(reverse("dossier_letter", args=[dossier.pk])).content.decode())
    enabled = page.xpath("//main//fieldset//*[@name and not(@disabled) and not(@type='hidden')]/@name")
    assert enabled == ["signer"]
