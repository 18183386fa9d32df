"""The outbox: to whom, how often a mail is tried, and that nobody gets it twice."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django.fixtures import Settings

from tests.dossiers import MORNING
from tests.province import Province, make_person
from vinhdanh.actions.notices import MOST_TRIES, Message, compose_many, mark_read, people_concerned, send_waiting
from vinhdanh.management.worker import page_address
from vinhdanh.models import HeldRole, Notice, NoticeState, Role

pytestmark = pytest.mark.django_db

MESSAGE = Message("Hồ sơ được trả lại", "Bổ sung 02 nội dung.", "dossier", "7")


class NobodyThere(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages: object) -> int:
        raise SMTPServerDisconnected("gone")


@pytest.fixture
def one(province: Province) -> Notice:
    compose_many([province.officer], MESSAGE, by=province.office, now=MORNING)
    return Notice.objects.get()


def test_those_concerned_hold_their_role_in_the_unit_itself(province: Province) -> None:
    make_person("can-bo-tinh", "Lô Văn Tỉnh", Role.UNIT_OFFICER, province.root)
    assert set(people_concerned(province.district, "send_dossier")) == {province.officer, province.leader}


def test_where_nobody_works_in_the_unit_the_nearest_above_is_told(province: Province) -> None:
    assert set(people_concerned(province.commune, "send_dossier")) == {province.officer, province.leader}


def test_of_the_province_its_office_is_told_where_there_is_one(province: Province) -> None:
    make_person("can-bo-tinh", "Lô Văn Tỉnh", Role.UNIT_OFFICER, province.root)
    assert people_concerned(province.root, "accept_dossier") == [province.office]


def test_nobody_is_told_by_an_ended_role_or_account(province: Province) -> None:
    HeldRole.objects.filter(user=province.officer).update(ended_at=MORNING)
    province.leader.is_active = False
    province.leader.save()
    assert people_concerned(province.district, "send_dossier") == []


def test_who_did_it_is_not_told_and_nobody_twice(province: Province) -> None:
    people = [province.officer, province.officer, province.leader]
    assert compose_many(people, MESSAGE, by=province.leader, now=MORNING) == 1
    assert Notice.objects.get().to == province.officer


def test_the_mail_goes_once(one: Notice) -> None:
    assert [send_waiting(MORNING, page_address), send_waiting(MORNING, page_address)] == [1, 0]
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["can-bo@vi-du.vn"], "Hồ sơ được trả lại")
    assert "Bổ sung 02 nội dung." in letter.body
    one.refresh_from_db()
    assert (one.state, one.sent_at, one.tries) == (NoticeState.SENT, MORNING, 1)


def test_a_mail_leads_to_the_page_where_an_address_is_set(one: Notice, settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://thi-dua.vi-du.vn"
    compose_many([one.to], Message("Nhắc", "Còn 3 ngày.", "dossiers"), by=None, now=MORNING)
    send_waiting(MORNING, page_address)
    places = ["https://thi-dua.vi-du.vn/ho-so/7/\n", "https://thi-dua.vi-du.vn/ho-so/\n"]
    assert all(place in letter.body for place, letter in zip(places, mail.outbox, strict=True))


def test_without_one_it_says_where_to_go(one: Notice, settings: Settings) -> None:
    settings.SITE_ADDRESS = ""
    send_waiting(MORNING, page_address)
    assert "mở mục Việc cần làm để xem" in mail.outbox[0].body
    assert "http" not in mail.outbox[0].body


def test_a_server_that_hangs_up_is_tried_three_times(one: Notice, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.NobodyThere"
    for _ in range(MOST_TRIES + 1):
        assert send_waiting(MORNING, page_address) == 0
    one.refresh_from_db()
    assert (one.state, one.tries) == (NoticeState.FAILED, MOST_TRIES)
    assert one.failure == "SMTPServerDisconnected: máy chủ thư không nhận."


def test_what_failed_once_goes_with_the_next_try(one: Notice, settings: Settings) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.NobodyThere"
    send_waiting(MORNING, page_address)
    settings.EMAIL_BACKEND = working
    assert send_waiting(MORNING, page_address) == 1


def test_a_mail_that_brought_down_three_workers_is_given_up(one: Notice) -> None:
    Notice.objects.update(tries=MOST_TRIES)
    assert send_waiting(MORNING, page_address) == 0
    assert Notice.objects.get().state == NoticeState.FAILED
    assert not mail.outbox


def test_somebody_without_an_address_is_told_on_the_first_page_alone(one: Notice, province: Province) -> None:
    province.officer.email = ""
    province.officer.save()
    send_waiting(MORNING, page_address)
    assert "không có địa chỉ" in Notice.objects.get().failure
    assert Notice.objects.unread_of(province.officer).exists()


def test_reading_marks_what_is_of_the_page_alone(one: Notice, province: Province) -> None:
    compose_many([province.officer], Message("Khác", "", "dossier", "8"), by=None, now=MORNING)
    assert mark_read(province.officer, "dossier", "7", now=MORNING) == 1
    assert [one.key for one in Notice.objects.unread_of(province.officer)] == ["8"]
