"""After a supplement the office's pages say what the unit changed, and beside each remark what answers it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.dossiers import MORNING, completed, nominated
from tests.province import Province
from vinhdanh.actions.dossier_steps import return_dossier, send_dossier
from vinhdanh.models import Dossier, DossierVersion, Nomination, Remark
from vinhdanh.reports.dossier_content import sending_of

LATER = MORNING + timedelta(days=1)


def send(dossier: Dossier, province: Province) -> DossierVersion:
    by = province.officer
    return send_dossier(dossier, by=by, now=LATER, compose=lambda held: sending_of(held, by, MORNING.date()))


@pytest.fixture
def nominees(province: Province, dossier: Dossier, settings: Settings) -> list[Nomination]:
    """Two of a dossier sent twice; between, the summary and the birth of the first were changed, as was asked for."""
    files_in_memory(settings)
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)
    farmer, other = nominated(dossier, birth="1971"), nominated(dossier, "Vi Thị Bên")
    completed(dossier, farmer, other)
    version = send(dossier, province)
    asked = [
        Remark.objects.create(
            dossier=dossier, nomination=farmer, place=place, text="Ghi rõ", written_by=province.office
        )
        for place in ("nominee.summary", "nominee.birth", "nominee.workplace")
    ]
    return_dossier(version, by=province.office, now=LATER, remarks=asked, last_day=date(2020, 5, 25))
    Nomination.objects.filter(pk=farmer.pk).update(summary="Trồng 7 ha na, giúp 12 hộ thoát nghèo.", birth="2/3/1971")
    send(dossier, province)
    return [farmer, other]


def read(client: Client, who: object, name: str, key: int) -> str:
    client.force_login(who)  # type: ignore[arg-type]
    answer = client.get(reverse(name, args=[key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_dossier_says_in_short_what_changed_with_the_way_to_the_whole(
    client: Client, province: Province, nominees: list[Nomination]
) -> None:
    shown = read(client, province.office, "review", nominees[0].dossier_id)
    assert "Lần gửi 02: đơn vị đã đổi" in shown
    assert f'href="{reverse("review_nominee", args=[nominees[0].pk])}#da-doi">Hoàng Văn Nông</a>' in shown
    assert "Tóm tắt thành tích" in shown
    latest = nominees[0].dossier.versions.get(number=2)
    assert f'href="{reverse("dossier_version", args=[latest.pk])}#thay-doi"' in shown


def test_each_remark_stands_with_what_the_unit_changed_at_its_place(
    client: Client, province: Province, nominees: list[Nomination]
) -> None:
    for name, key in (("review", nominees[0].dossier_id), ("review_nominee", nominees[0].pk)):
        remarks = read(client, province.office, name, key).split('id="nhan-xet"')[1]
        assert "<del>5</del> <ins>7</ins>" in remarks
        assert remarks.count("chỗ này không thay đổi") == 1


def test_a_nominees_page_says_what_changed_of_that_nominee_alone(
    client: Client, province: Province, nominees: list[Nomination]
) -> None:
    farmer, other = nominees
    assert "<del>5</del> <ins>7</ins>" in read(client, province.office, "review_nominee", farmer.pk)
    shown = read(client, province.office, "review_nominee", other.pk)
    assert "Trường hợp này giữ như lần gửi trước." in shown
    assert "<ins>" not in shown


def test_who_may_not_read_births_reads_only_that_one_changed(
    client: Client, province: Province, nominees: list[Nomination]
) -> None:
    for name, key in (("review", nominees[0].dossier_id), ("review_nominee", nominees[0].pk)):
        assert "2/3/1971" in read(client, province.office, name, key)
        shown = read(client, province.auditor, name, key)
        assert "2/3/1971" not in shown
        assert "Đã thay đổi." in shown


def test_what_was_sent_once_has_nothing_of_changes(client: Client, province: Province, dossier: Dossier) -> None:
    send(completed(dossier, nominated(dossier)), province)
    assert "đơn vị đã đổi" not in read(client, province.office, "review", dossier.pk)
