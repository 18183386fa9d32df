"""The pages of a dossier of state-level proposals: nothing in them knows of one award alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers import STATE_LEVEL, begun_dossier, nominated
from tests.province import Province
from vinhdanh.models import Campaign, Dossier, Nomination


@pytest.fixture
def dossier(province: Province) -> Dossier:
    return begun_dossier(province, STATE_LEVEL)


@pytest.fixture
def nominee(dossier: Dossier) -> Nomination:
    return nominated(dossier, award="huan_chuong_lao_dong_hang_ba", attributes={})


def shown(client: Client, name: str, key: int) -> str:
    answer = client.get(reverse(name, args=[key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_dossier_names_the_award_and_the_number_of_sets(
    client: Client, province: Province, dossier: Dossier, nominee: Nomination
) -> None:
    client.force_login(province.officer)
    page = shown(client, "dossier", dossier.pk)
    assert "Huân chương Lao động hạng Ba" in page
    assert "03 bộ" in page
    assert "Văn bản không quy định số lượng" in page


def test_a_nominee_may_be_proposed_for_another_award_of_the_campaign(
    client: Client, province: Province, nominee: Nomination
) -> None:
    client.force_login(province.officer)
    page = shown(client, "nomination", nominee.pk)
    for label in ("Huân chương Lao động hạng Nhì", "Chiến sỹ thi đua toàn quốc"):
        assert f">{label}</option>" in page
    assert ">Cờ thi đua của Chính phủ</option>" not in page


def test_the_campaigns_page_and_its_clauses_open(client: Client, province: Province, dossier: Dossier) -> None:
    campaign = Campaign.objects.get()
    client.force_login(province.office)
    assert "Sở Nội vụ (qua Ban Thi đua - Khen thưởng)" in shown(client, "campaign", campaign.pk)
    rules = shown(client, "campaign_rules", campaign.pk)
    assert "Không giới hạn số lượng đề nghị." in rules
    assert "NĐ 91/2017 Đ49 k2 d" in rules


@pytest.mark.parametrize(("slug", "extension"), [("to-trinh", "docx"), ("to-trinh", "pdf")])
def test_its_letter_is_composed(
    client: Client, province: Province, dossier: Dossier, nominee: Nomination, slug: str, extension: str
) -> None:
    client.force_login(province.officer)
    answer = client.get(reverse("dossier_paper", args=[dossier.pk, slug, extension]))
    assert answer.status_code == 200
    assert len(answer.getvalue()) > 5000


def test_its_template_and_its_import_page_open(client: Client, province: Province, dossier: Dossier) -> None:
    client.force_login(province.officer)
    assert client.get(reverse("nominations_template", args=[dossier.pk])).status_code == 200
    shown(client, "nominations_import", dossier.pk)
    shown(client, "nomination_add", dossier.pk)
