"""The page of a council's meeting: what the officer fills in, what it says of the votes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from tests.province import Province
from vinhdanh.models import CouncilMember, Dossier, DossierState, Nomination

pytestmark = pytest.mark.django_db


@pytest.fixture
def farmer(dossier: Dossier) -> Nomination:
    return Nomination.objects.create(dossier=dossier, kind="individual", award="bang_khen_tinh", name="Hoàng Văn Ruộng")


def typed(farmer: Nomination, **said: str) -> dict[str, str]:
    posted = {
        "held_on": "12/5/20",
        "begun": "8h",
        "ended": "10 giờ 30",
        "member-TOTAL_FORMS": "3",
        "member-INITIAL_FORMS": "0",
    }
    for number, name in enumerate(("Nông Văn Chủ", "Vi Thị Thư")):
        posted |= {f"member-{number}-name": name, f"member-{number}-presence": "present"}
        posted[f"member-{number}-role"] = ("chair", "secretary")[number]
    posted |= {"member-2-role": "member", "member-2-presence": "present"}
    return posted | {f"vote-{farmer.pk}-agreed": "2", f"vote-{farmer.pk}-against": "0"} | said


def test_what_is_typed_freely_is_understood_and_judged(
    client: Client, province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    client.force_login(province.officer)
    address = reverse("dossier_meeting", args=[dossier.pk])
    answer = client.post(address, typed(farmer), follow=True)
    page = answer.content.decode()
    assert "Đã lưu cuộc họp của Hội đồng." in page
    assert all(f'value="{shown}"' in page for shown in ("08:00", "10:30", "12/05/2020"))
    assert "02/02 thành viên đồng ý (100 %), cần từ 80 % tổng số thành viên." in page


def test_a_wrong_hour_keeps_all_that_was_typed(
    client: Client, province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    client.force_login(province.officer)
    answer = client.post(reverse("dossier_meeting", args=[dossier.pk]), typed(farmer, begun="25 giờ"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“25 giờ” không phải là giờ" in page
    assert 'value="Nông Văn Chủ"' in page


def test_too_many_ballots_are_told_at_the_nominee(
    client: Client, province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    client.force_login(province.officer)
    answer = client.post(
        reverse("dossier_meeting", args=[dossier.pk]), typed(farmer, **{f"vote-{farmer.pk}-agreed": "5"})
    )
    assert answer.status_code == 422
    assert "05 phiếu, nhiều hơn 02 thành viên dự họp" in answer.content.decode()


def test_a_sent_dossier_shows_its_meeting_and_no_button(client: Client, province: Province, dossier: Dossier) -> None:
    dossier.state = DossierState.SENT
    dossier.save()
    client.force_login(province.officer)
    page = client.get(reverse("dossier_meeting", args=[dossier.pk])).content.decode()
    assert "nội dung cuộc họp chỉ để xem" in page
    assert "Lưu cuộc họp</button>" not in page
    assert rows(page) == []
    assert len(html.fromstring(page).xpath("//fieldset[@disabled]//textarea")) == 3


def rows(page: str) -> list[str]:
    """The names in the rows for members, blank ones too."""
    root = html.fromstring(page)
    for one in root.xpath("//template"):
        one.drop_tree()
    return [one.get("value", "") for one in root.xpath("//tbody[@id='cac-dong']//input[contains(@name, '-name')]")]


def test_a_first_meeting_has_seven_rows_and_the_next_one_knows_the_council(
    client: Client, province: Province, dossier: Dossier
) -> None:
    client.force_login(province.officer)
    address = reverse("dossier_meeting", args=[dossier.pk])
    assert rows(client.get(address).content.decode()) == [""] * 7
    CouncilMember.objects.create(unit=province.district, name="Nông Văn Chủ", role="chair")
    assert rows(client.get(address).content.decode()) == ["Nông Văn Chủ", "", "", ""]


def test_all_faults_stand_at_the_top_and_each_leads_to_its_field(
    client: Client, province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    client.force_login(province.officer)
    vote = f"vote-{farmer.pk}-agreed"
    wrong = {"begun": "25 giờ", "member-1-presence": "?", vote: "hai"}
    answer = client.post(reverse("dossier_meeting", args=[dossier.pk]), typed(farmer, **wrong))
    root = html.fromstring(answer.content.decode())
    [summary] = root.xpath("//main//div[@role='alert']")
    led = [one.get("href").removeprefix("#") for one in summary.xpath(".//a")]
    assert led == ["id_begun", "id_member-1-presence", f"id_{vote}"]
    assert all(root.xpath("//*[@id=$name]", name=name) for name in led)
    assert "Tham dự, dòng 2" in summary.text_content()
    assert "Đồng ý, Hoàng Văn Ruộng" in summary.text_content()


def test_one_and_thirty_nominees_cost_the_same(
    client: Client, province: Province, dossier: Dossier, farmer: Nomination, django_assert_num_queries
) -> None:
    client.force_login(province.officer)
    address = reverse("dossier_meeting", args=[dossier.pk])
    client.post(address, typed(farmer))
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    Nomination.objects.bulk_create(
        Nomination(dossier=dossier, kind="individual", award="bang_khen_tinh", name=f"Hoàng Văn {number}")
        for number in range(30)
    )
    with django_assert_num_queries(len(one)):
        client.get(address)
