"""Every nominee of a campaign on one list: the list behind each figure of the board."""

from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.dossiers import MORNING, begun_dossier, nominated
from tests.province import Province
from vinhdanh.models import Dossier, Nomination
from vinhdanh.reports.board_nominees import NomineeFilter, nominees_of_campaign
from vinhdanh.reports.board_totals import totals_of


@pytest.fixture
def dossier(province: Province, settings: object) -> Dossier:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)  # type: ignore[attr-defined]
    dossier = begun_dossier(province)
    told = {"sex": "female", "ethnicity": "Tày", "direct_worker": True, "declared": "met", "verified": "unknown"}
    nominated(dossier, "Hoàng Thị Một", birth="12/03/1975", residence="Thôn Kín", **told)
    nominated(dossier, "Nguyễn Văn Hai", sex="male", ethnicity="Kinh", declared="not_met", verified="not_met")
    nominated(dossier, "Tập thể Ba", kind="collective", declared="met", verified="met")
    Dossier.objects.update(state="sent")
    return dossier


def names(dossier: Dossier, **asked: str) -> list[str]:
    found = nominees_of_campaign(dossier.participant.campaign, NomineeFilter(**asked))
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ({}, ["Hoàng Thị Một", "Nguyễn Văn Hai", "Tập thể Ba"]),
        ({"declared": "met"}, ["Hoàng Thị Một", "Tập thể Ba"]),
        ({"verified": "met"}, ["Tập thể Ba"]),
        ({"kind": "individual"}, ["Hoàng Thị Một", "Nguyễn Văn Hai"]),
        ({"share": "women"}, ["Hoàng Thị Một"]),
        ({"share": "minority"}, ["Hoàng Thị Một"]),
        ({"share": "direct"}, ["Hoàng Thị Một"]),
        ({"group": "other"}, []),
        ({"state": "accepted"}, []),
        ({"words": "nguyen hai"}, ["Nguyễn Văn Hai"]),
        ({"words": "chi lang"}, ["Hoàng Thị Một", "Nguyễn Văn Hai", "Tập thể Ba"]),
    ],
)
def test_the_list_is_narrowed(dossier: Dossier, asked: dict[str, str], listed: list[str]) -> None:
    assert names(dossier, **asked) == listed


def test_a_figure_of_the_board_opens_as_many_as_it_says(dossier: Dossier) -> None:
    totals = totals_of(dossier.participant.campaign)
    assert totals.sent == len(names(dossier))
    assert {word: count for word, count in totals.verdicts.items() if count} == {
        "met": len(names(dossier, declared="met")),
        "not_met": len(names(dossier, declared="not_met")),
    }
    assert [share.count for share in totals.balance] == [len(names(dossier, share=one.code)) for one in totals.balance]


def test_to_be_weighed_pupils_in_need_go_first_among_pupils(dossier: Dossier) -> None:
    for name, circumstances, declared in (
        ("Học sinh Không", "none", "met"),
        ("Học sinh Vùng cao", "hard_area", "met"),
        ("Học sinh Cả hai", "both", "met"),
        ("Học sinh Chưa đạt", "both", "not_met"),
    ):
        attributes = {"category": "student", "head_of": "none", "circumstances": circumstances}
        nominated(dossier, name, attributes=attributes, declared=declared)
    nominated(dossier, "Cán bộ Vùng cao", attributes={"category": "official", "circumstances": "both"}, declared="met")
    pupils = ["Học sinh Cả hai", "Học sinh Vùng cao", "Học sinh Không", "Học sinh Chưa đạt"]
    farmers = ["Hoàng Thị Một", "Nguyễn Văn Hai"]
    assert names(dossier, order="weighed", kind="individual") == [*farmers, *pupils, "Cán bộ Vùng cao"]
    assert names(dossier)[3] == "Học sinh Không"


def test_why_a_pupil_goes_first_stands_on_the_page_and_in_the_file(
    dossier: Dossier, province: Province, client: Client
) -> None:
    nominated(dossier, "Học sinh Nghèo", attributes={"category": "student", "circumstances": "poor"})
    client.force_login(province.office)
    key = dossier.participant.campaign_id
    page = client.get(reverse("board_nominees", args=[key]), {"order": "weighed"}).content.decode()
    assert page.count("Ưu tiên: Nghèo, vượt khó vươn lên học giỏi") == 1
    sheet = load_workbook(BytesIO(client.get(reverse("board_nominees_file", args=[key])).content)).active
    assert sheet is not None
    assert "Nghèo, vượt khó vươn lên học giỏi" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_long_list_is_put_in_order_once_a_minute_and_says_when(
    client: Client, province: Province, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr("vinhdanh.web.views.board_nominees._EXACT_UP_TO", 2)
    client.force_login(province.office)
    address = reverse("board_nominees", args=[dossier.participant.campaign_id])

    def listed() -> list[str]:
        answer = client.get(address, {"order": "weighed"})
        assert "Thứ tự tính lúc" in answer.content.decode()
        return [one.name for one, _, _ in answer.context["rows"]]

    assert listed() == names(dossier, order="weighed")
    nominated(dossier, "Người đến sau", declared="met")
    Nomination.objects.filter(name="Hoàng Thị Một").update(removed_at=MORNING)
    assert listed() == ["Tập thể Ba", "Nguyễn Văn Hai"]
    monkeypatch.setattr("vinhdanh.web.views.board_nominees._EXACT_UP_TO", 50)
    assert "Thứ tự tính lúc" not in client.get(address).content.decode()
    cache.clear()


def test_drafts_are_listed_only_where_they_are_asked_for(dossier: Dossier) -> None:
    Dossier.objects.update(state="draft")
    assert names(dossier) == []
    assert len(names(dossier, state="")) == 3


def test_the_page_leads_to_each_nominee_and_its_dossier(client: Client, province: Province, dossier: Dossier) -> None:
    client.force_login(province.office)
    address = reverse("board_nominees", args=[dossier.participant.campaign_id])
    page = client.get(address, {"declared": "met"}).content.decode()
    one = Nomination.objects.get(name="Hoàng Thị Một")
    assert reverse("review_nominee", args=[one.pk]) in page
    assert reverse("review", args=[dossier.pk]) in page
    assert "Nguyễn Văn Hai" not in page
    assert "Không có trường hợp nào như vậy" in client.get(address, {"q": "không ai"}).content.decode()


def test_the_workbook_has_the_rows_of_the_list_and_nothing_personal(
    client: Client, province: Province, dossier: Dossier
) -> None:
    client.force_login(province.office)
    address = reverse("board_nominees_file", args=[dossier.participant.campaign_id])
    sheet = load_workbook(BytesIO(client.get(address, {"declared": "met"}).content)).active
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}
    assert {"Hoàng Thị Một", "Tập thể Ba", "Đạt", "Thiếu dữ kiện"} <= cells
    assert any(cell.startswith("2 trường hợp") for cell in cells)
    assert not {"Nguyễn Văn Hai", "12/03/1975", "Thôn Kín"} & cells


def test_the_list_asks_the_tables_as_often_for_many_as_for_few(
    client: Client, province: Province, dossier: Dossier, django_assert_num_queries: object
) -> None:
    client.force_login(province.office)
    address = reverse("board_nominees", args=[dossier.participant.campaign_id])
    client.get(address)
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(address)
    for number in range(30):
        nominated(dossier, f"Người thứ {number}", declared="met")
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(address)
