"""The office returns or accepts what was sent, and reminds those who have not sent."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers import MORNING, begun_dossier, completed
from tests.province import Province
from vinhdanh.actions.dossier_steps import send_dossier
from vinhdanh.models import AuditLine, Dossier, DossierState, Notice, Remark
from vinhdanh.reports.dossier_content import sending_of


@pytest.fixture
def drafted(province: Province, settings: object) -> Dossier:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)  # type: ignore[attr-defined]
    return begun_dossier(province)


@pytest.fixture
def sent(province: Province, drafted: Dossier) -> Dossier:
    dossier, by = completed(drafted), province.officer
    send_dossier(dossier, by=by, now=MORNING, compose=lambda held: sending_of(held, by, MORNING.date()))
    return dossier


@pytest.fixture
def office(client: Client, province: Province) -> Client:
    client.force_login(province.office)
    return client


def state(dossier: Dossier) -> str:
    return Dossier.objects.values_list("state", flat=True).get(pk=dossier.pk)


def noted(dossier: Dossier, province: Province, text: str = "Ghi rõ người ký") -> Remark:
    return Remark.objects.create(dossier=dossier, place="letter.signer", text=text, written_by=province.office)


def test_only_the_chosen_remarks_go_back_with_their_last_day(office: Client, province: Province, sent: Dossier) -> None:
    chosen, kept = noted(sent, province), noted(sent, province, "Để sau")
    address = reverse("review_return", args=[sent.pk])
    assert "Ghi rõ người ký" in office.get(address).content.decode()
    answer = office.post(address, {"version": 1, "remarks": [chosen.pk], "last_day": "25/5/20", "reason": ""})
    assert answer.status_code == 302
    assert state(sent) == DossierState.RETURNED
    assert Dossier.objects.get().open_until == date(2020, 5, 25)
    assert [one.pk for one in Remark.objects.filter(sent_with=None)] == [kept.pk]


@pytest.mark.parametrize(
    ("sent_form", "said"),
    [
        ({"last_day": "hôm qua"}, "không phải là ngày"),
        ({"last_day": "18/5/2020"}, "Ngày cuối để bổ sung đã qua"),
        ({"last_day": "25/5/2020", "remarks": []}, "Chưa có yêu cầu bổ sung nào"),
    ],
)
def test_a_return_that_cannot_be_keeps_what_was_typed(
    office: Client, province: Province, sent: Dossier, sent_form: dict[str, object], said: str
) -> None:
    chosen = noted(sent, province)
    told = {"version": 1, "remarks": [chosen.pk], "reason": "Bổ sung sớm", **sent_form}
    answer = office.post(reverse("review_return", args=[sent.pk]), told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Bổ sung sớm" in answer.content.decode()
    assert state(sent) == DossierState.SENT


def test_a_dossier_is_accepted_after_a_page_that_says_what_is_open(office: Client, sent: Dossier) -> None:
    address = reverse("review_accept", args=[sent.pk])
    assert "không rút, không sửa hồ sơ được nữa" in office.get(address).content.decode()
    assert office.post(address, {"version": 1}).status_code == 302
    assert state(sent) == DossierState.ACCEPTED
    assert office.post(address, {"version": 1}).status_code == 422


def test_a_version_that_the_dossier_does_not_have_is_not_decided(office: Client, sent: Dossier) -> None:
    assert office.post(reverse("review_accept", args=[sent.pk]), {"version": 7}).status_code == 404


def test_the_page_of_a_reminder_names_how_many_and_whom(office: Client, province: Province, drafted: Dossier) -> None:
    address = reverse("board_remind", args=[drafted.participant.campaign_id])
    shown = office.get(address).content.decode()
    assert "gửi 3 người của 2 đơn vị" in shown
    assert "Hoàng Thị Cán Bộ" in shown
    narrowed = office.get(f"{address}?state=draft").content.decode()
    assert "Đàm Văn Ngoài" not in narrowed


def remind(office: Client, dossier: Dossier, **sent_form: str) -> object:
    address = reverse("board_remind", args=[dossier.participant.campaign_id]) + "?state=draft"
    seen = office.get(address).context["recipients"].mark
    return office.post(address, {"subject": "Nhắc gửi", "body": "Đề nghị gửi", "seen": seen, **sent_form})


def test_a_reminder_goes_into_the_outbox_of_each_with_the_units_last_day(
    office: Client, province: Province, drafted: Dossier
) -> None:
    assert remind(office, drafted).status_code == 302  # type: ignore[attr-defined]
    assert {one.to for one in Notice.objects.all()} == {province.officer, province.leader}
    assert Notice.objects.first().body.endswith("Đơn vị: Huyện Chi Lăng. Hạn gửi của đơn vị: hết ngày 09/06/2020.")
    line = AuditLine.objects.get(verb="remind_units")
    assert line.after == {"units_reminded": 1, "people_reminded": 2, "subject": "Nhắc gửi"}


def test_a_reminder_to_begin_is_read_with_the_page_it_leads_to(
    office: Client, client: Client, province: Province, drafted: Dossier
) -> None:
    address = reverse("board_remind", args=[drafted.participant.campaign_id]) + "?state=none"
    seen = office.get(address).context["recipients"].mark
    office.post(address, {"subject": "Nhắc gửi", "body": "Đề nghị gửi", "seen": seen})
    unread = Notice.objects.unread_of(province.outsider)
    assert unread.get().page == "dossiers"
    client.force_login(province.outsider)
    client.get(reverse("dossiers"))
    assert not unread.exists()


def test_a_list_that_has_changed_is_shown_again_before_it_goes(office: Client, drafted: Dossier) -> None:
    answer = remind(office, drafted, seen="0" * 16)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    shown = answer.content.decode()  # type: ignore[attr-defined]
    assert "Danh sách người nhận đã thay đổi" in shown
    assert 'value="Nhắc gửi"' in shown
    assert not Notice.objects.exists()


def test_who_has_sent_is_not_reminded(office: Client, province: Province, sent: Dossier) -> None:
    shown = office.get(reverse("board_remind", args=[sent.participant.campaign_id])).content.decode()
    assert "gửi 1 người của 1 đơn vị" in shown
    assert "Hoàng Thị Cán Bộ" not in shown


def test_what_waits_for_the_office_stands_on_its_first_page(
    office: Client, client: Client, province: Province, sent: Dossier
) -> None:
    address = reverse("board", args=[sent.participant.campaign_id])
    assert f'<a href="{address}">Thẩm định 01 hồ sơ đã gửi</a>' in office.get("/").content.decode()
    client.force_login(province.officer)
    assert "Thẩm định" not in client.get("/").content.decode()
