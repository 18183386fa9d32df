"""The board of a campaign: where every unit stands, what it may propose, and the same rows as a workbook."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.dossiers import begun_dossier, nominated
from tests.province import Province
from vinhdanh.models import Dossier, Participant, Unit


@pytest.fixture
def dossier(province: Province, settings: object) -> Dossier:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)  # type: ignore[attr-defined]
    return begun_dossier(province)


def page(client: Client, province: Province, dossier: Dossier, query: str = "") -> str:
    client.force_login(province.office)
    answer = client.get(reverse("board", args=[dossier.participant.campaign_id]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_unit_stands_with_its_state_its_days_and_its_places(
    client: Client, province: Province, dossier: Dossier
) -> None:
    nominated(dossier)
    shown = page(client, province, dossier)
    assert "Huyện Chi Lăng" in shown
    assert "Sở Tài chính" in shown
    assert "Còn 21 ngày" in shown
    assert "1/3" in shown
    assert "1 thiếu dữ kiện" in shown


def test_the_sums_stand_above_the_units(client: Client, province: Province, dossier: Dossier) -> None:
    shown = page(client, province, dossier)
    assert shown.index("Trường hợp trong hồ sơ đã gửi") < shown.index("Huyện Chi Lăng")
    assert shown.index("Số lượng theo nhóm đơn vị") < shown.index("Huyện Chi Lăng")


def test_the_list_narrows_by_state_group_and_name(client: Client, province: Province, dossier: Dossier) -> None:
    assert "Sở Tài chính" not in page(client, province, dossier, "?state=draft")
    assert "Huyện Chi Lăng" not in page(client, province, dossier, "?state=not_begun")
    assert "Sở Tài chính" not in page(client, province, dossier, "?group=district")
    assert "Sở Tài chính" not in page(client, province, dossier, "?q=chi+lang")
    assert "Không có đơn vị nào như vậy" in page(client, province, dossier, "?state=late")


def test_what_the_board_does_not_know_is_not_asked(client: Client, province: Province, dossier: Dossier) -> None:
    shown = page(client, province, dossier, "?state=x&group=y&order=z&page=99")
    assert "Sở Tài chính" in shown


def test_the_workbook_holds_the_rows_of_the_page_and_says_how_many(
    client: Client, province: Province, dossier: Dossier
) -> None:
    nominated(dossier)
    client.force_login(province.office)
    address = reverse("board_file", args=[dossier.participant.campaign_id])
    sheet = load_workbook(BytesIO(client.get(f"{address}?state=draft").content)).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert any("01 đơn vị" in cell or "1 đơn vị (Đang soạn)" in cell for cell in cells)
    assert "Huyện Chi Lăng" in cells
    assert "Sở Tài chính" not in cells


def test_who_only_takes_part_has_no_board(client: Client, province: Province, dossier: Dossier) -> None:
    client.force_login(province.officer)
    assert client.get(reverse("board", args=[dossier.participant.campaign_id])).status_code == 403


def test_the_board_asks_the_tables_as_often_for_many_units_as_for_few(
    client: Client, province: Province, dossier: Dossier, django_assert_num_queries: object
) -> None:
    nominated(dossier)
    page(client, province, dossier)
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        page(client, province, dossier)
    campaign = dossier.participant.campaign
    for number in range(30):
        code = f"don-vi-{number}"
        unit = Unit.objects.create(code=code, name=code, kind="department", parent=province.root, path=code)
        participant = Participant.objects.create(campaign=campaign, unit=unit, group="other")
        nominated(Dossier.objects.create(participant=participant))
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]
        page(client, province, dossier)


QUERIES = 25
