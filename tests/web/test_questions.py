"""A unit asks from where it stands; the office answers to it, or to all without names."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers import begun_dossier
from tests.province import Province
from vinhdanh.models import AuditLine, Campaign, Notice, Participant, Question

ASKED = "Bà Nông Thị Hộ ở Chi Lăng là hộ gia đình thì tính vào chỗ nào?"
PUT = "Gia đình được đề nghị thì tính vào chỗ nào?"
ANSWER = "Gia đình tính vào chỗ của cá nhân."


@pytest.fixture
def participant(province: Province, settings: object) -> Participant:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)  # type: ignore[attr-defined]
    return begun_dossier(province).participant


def ask(client: Client, province: Province, participant: Participant, **sent: str) -> Question:
    client.force_login(province.officer)
    told = {"participant": participant.pk, "text": ASKED, "cite": "HD II.2.2.b", "page": "/ho-so/", **sent}
    assert client.post(reverse("question_ask"), told).status_code == 302
    return Question.objects.get()


def answer(client: Client, province: Province, question: Question, **sent: str) -> object:
    client.force_login(province.office)
    return client.post(reverse("question", args=[question.pk]), {"answer": ANSWER, **sent})


def test_every_page_carries_its_address_to_the_form(
    client: Client, province: Province, participant: Participant
) -> None:
    client.force_login(province.officer)
    page = client.get(reverse("dossiers")).content.decode()
    address = re.search(r'class="enter" href="([^"]+)"', page)[1]  # type: ignore[index]
    form = client.get(address).content.decode()
    assert 'name="page" value="/ho-so/"' in form
    assert "Hỏi từ trang “Hồ sơ”" in form


def test_a_question_reaches_those_who_answer_for_the_campaign(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    assert (asked.unit, asked.asked_by, asked.cite, asked.asked_on_page) == (
        province.district,
        province.officer,
        "HD II.2.2.b",
        "/ho-so/",
    )
    assert [one.to for one in Notice.objects.all()] == [province.office]
    assert AuditLine.objects.filter(verb="ask_question").exists()


def test_who_answers_reads_from_which_page_it_was_asked_in_words(
    client: Client, province: Province, participant: Participant
) -> None:
    address = reverse("dossier", args=[participant.dossier.pk])
    asked = ask(client, province, participant, page=address)
    client.force_login(province.office)
    page = client.get(reverse("question", args=[asked.pk])).content.decode()
    assert f'<a href="{address}">Hồ sơ của đơn vị</a>' in page
    Question.objects.update(asked_on_page="/khong-co-trang-nay/")
    assert "Một trang khác của chương trình" in client.get(reverse("question", args=[asked.pk])).content.decode()


def test_what_is_asked_about_is_what_the_page_is_about(
    client: Client, province: Province, participant: Participant
) -> None:
    """A unit that holds a campaign of its own is asked first about the one whose dossier it writes."""
    own = Campaign.objects.create(
        title="Giấy khen của huyện", host=province.district, edition=participant.campaign.edition,
        created_by=province.leader, state="open",
    )  # fmt: skip
    below = Participant.objects.create(campaign=own, unit=province.commune)
    client.force_login(province.officer)

    def offered(page: str) -> int:
        form = client.get(reverse("question_ask"), {"trang": page}).context["form"]
        return int(form["participant"].value())

    assert offered(reverse("dossier", args=[participant.dossier.pk])) == participant.pk
    assert offered(reverse("campaign", args=[own.pk])) == below.pk
    assert offered("/") == participant.pk
    assert offered("") == participant.pk


def test_only_an_address_of_ours_is_kept_with_a_question(
    client: Client, province: Province, participant: Participant
) -> None:
    assert ask(client, province, participant, page="javascript:alert(1)").asked_on_page == ""
    Question.objects.all().delete()
    assert ask(client, province, participant, page="//vi-du.vn/").asked_on_page == ""


def test_nobody_asks_for_another_unit_or_about_a_campaign_that_is_being_prepared(
    client: Client, province: Province, participant: Participant
) -> None:
    other = participant.campaign.participants.get(unit=province.department)
    client.force_login(province.officer)
    told = {"participant": other.pk, "text": ASKED}
    assert client.post(reverse("question_ask"), told).status_code == 422
    Campaign.objects.update(state="draft")
    assert "chưa tham gia đợt khen thưởng nào" in client.get(reverse("question_ask")).content.decode()


def test_an_answer_reaches_the_unit_that_asked(client: Client, province: Province, participant: Participant) -> None:
    asked = ask(client, province, participant)
    answer(client, province, asked)
    people = {one.to for one in Notice.objects.filter(page="question").exclude(to=province.office)}
    assert people == {province.officer, province.leader}
    client.force_login(province.officer)
    assert ANSWER in client.get(reverse("question", args=[asked.pk])).content.decode()
    assert not Notice.objects.unread_of(province.officer).exists()


def test_an_answer_to_all_reaches_every_unit_once_until_it_is_read(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    answer(client, province, asked, to_all="on", public_text=PUT)
    told = Notice.objects.filter(page="public_questions")
    assert [one.to for one in told] == [province.outsider]
    asked.refresh_from_db()
    answer(client, province, asked, to_all="on", public_text=f"{PUT} (sửa)")
    assert told.count() == 1
    client.force_login(province.outsider)
    client.get(reverse("public_questions"))
    assert not Notice.objects.unread_of(province.outsider).exists()


def test_a_mail_says_nothing_of_what_was_asked_and_answered(
    client: Client, province: Province, participant: Participant
) -> None:
    answer(client, province, ask(client, province, participant), to_all="on", public_text=PUT)
    told = " ".join(f"{one.subject} {one.body}" for one in Notice.objects.all())
    assert not [text for text in (ASKED, ANSWER, PUT) if text in told]


def test_what_is_answered_to_all_stands_without_names(
    client: Client, province: Province, participant: Participant
) -> None:
    answer(client, province, ask(client, province, participant), to_all="on", public_text=PUT)
    client.logout()
    page = client.get(reverse("public_questions")).content.decode()
    assert PUT in page
    assert ANSWER in page
    assert "Chi Lăng" not in page
    assert "Cán Bộ" not in page


def test_the_public_page_is_searched_without_accents(
    client: Client, province: Province, participant: Participant
) -> None:
    answer(client, province, ask(client, province, participant), to_all="on", public_text=PUT)
    address = reverse("public_questions")
    assert PUT in client.get(address, {"q": "gia dinh"}).content.decode()
    assert PUT not in client.get(address, {"q": "tap the"}).content.decode()


def test_what_was_not_answered_to_all_is_nobody_elses(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    answer(client, province, asked)
    assert ANSWER not in client.get(reverse("public_questions")).content.decode()
    client.force_login(province.outsider)
    assert ASKED not in client.get(reverse("questions")).content.decode()
    assert client.get(reverse("question", args=[asked.pk])).status_code == 404


def test_an_answer_to_all_can_be_taken_from_the_public_page(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    answer(client, province, asked, to_all="on", public_text=PUT)
    notices = Notice.objects.count()
    answer(client, province, asked)
    assert PUT not in client.get(reverse("public_questions")).content.decode()
    assert Notice.objects.count() == notices, "the answer itself is the same"


def test_the_question_is_put_anew_before_it_is_made_public(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    client.force_login(province.office)
    form = client.get(reverse("question", args=[asked.pk])).context["form"]
    assert not form["public_text"].value(), "what the unit wrote may hold names: it is never made public untouched"
    found = answer(client, province, asked, to_all="on", public_text=" ")
    assert found.status_code == 422  # type: ignore[attr-defined]
    assert "Viết lại câu hỏi" in str(found.context["form"].errors["public_text"])  # type: ignore[attr-defined]
    assert not Question.objects.public().exists()


def test_two_who_answer_do_not_write_over_one_another(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    answer(client, province, asked, seen="none")
    found = answer(client, province, asked, seen="none", answer="Tính riêng.")
    assert found.status_code == 422  # type: ignore[attr-defined]
    assert ">\nTính riêng.</textarea>" in found.content.decode()  # type: ignore[attr-defined]
    assert Question.objects.get().answer == ANSWER


def test_the_unit_does_not_answer_itself(client: Client, province: Province, participant: Participant) -> None:
    asked = ask(client, province, participant)
    assert client.post(reverse("question", args=[asked.pk]), {"answer": "Tự trả lời"}).status_code == 403


def test_those_that_wait_stand_first_and_the_list_is_narrowed(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    client.force_login(province.office)
    assert "Chưa trả lời" in client.get(reverse("questions"), {"state": "open"}).content.decode()
    assert ASKED not in client.get(reverse("questions"), {"state": "answered"}).content.decode()
    assert ASKED in client.get(reverse("questions"), {"q": "ho gia dinh"}).content.decode()
    answer(client, province, asked)
    assert ASKED in client.get(reverse("questions"), {"state": "answered"}).content.decode()


def test_a_question_waits_on_the_first_page_of_the_office_until_it_is_answered(
    client: Client, province: Province, participant: Participant
) -> None:
    asked = ask(client, province, participant)
    client.force_login(province.office)
    assert "Trả lời 01 câu hỏi của đơn vị" in client.get("/").content.decode()
    answer(client, province, asked)
    assert "câu hỏi của đơn vị" not in client.get("/").content.decode()
