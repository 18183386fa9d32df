"""The pages of what became of those proposed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.dossiers import MORNING, begun_dossier, nominated
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.outcomes import Given, enter_award, enter_no_award
from vinhdanh.models import Award, Dossier, DossierState, Outcome

LATER = MORNING + timedelta(days=90)
PAPER = DecisionDraft("1502/QĐ-UBND", date(2020, 8, 10), "Chủ tịch UBND tỉnh")
TYPED = {
    "decision_number": "1502/QĐ-UBND",
    "decision_date": "10/8/20",
    "authority": "Chủ tịch UBND tỉnh",
    "year": "2020",
    "manner": "",
    "merit": "",
}


@pytest.fixture
def dossier(province: Province) -> Dossier:
    begun = begun_dossier(province)
    begun.state = DossierState.ACCEPTED
    begun.save()
    return begun


def page(client: Client, dossier: Dossier) -> str:
    answer = client.get(reverse("dossier_outcomes", args=[dossier.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_office_enters_an_award_and_it_is_shown_on_the_dossier(
    client: Client, province: Province, dossier: Dossier
) -> None:
    nominee = nominated(dossier, honouree=make_honouree("Hoàng Văn Nông", province.district))
    client.force_login(province.office)
    assert "Ghi kết quả" in page(client, dossier)
    address = reverse("nomination_outcome", args=[nominee.pk])
    assert "honouree" not in client.get(address).context["form"].fields
    answer = client.post(address, TYPED, follow=True)
    assert "Đã ghi kết quả của Hoàng Văn Nông." in answer.content.decode()
    award = Award.objects.get()
    assert award.decision.signed_on == date(2020, 8, 10)
    client.force_login(province.officer)
    shown = page(client, dossier)
    assert reverse("award", args=[award.pk]) in shown
    assert "1502/QĐ-UBND" in shown
    assert address not in shown
    assert (
        reverse("dossier_outcomes", args=[dossier.pk])
        in client.get(reverse("dossier", args=[dossier.pk])).content.decode()
    )


def test_the_decision_entered_last_stands_in_the_next_form(
    client: Client, province: Province, dossier: Dossier
) -> None:
    people = [nominated(dossier, name, honouree=make_honouree(name, province.district)) for name in ("A Một", "B Hai")]
    enter_award(people[0], Given(2020, PAPER), by=province.office, now=LATER)
    client.force_login(province.office)
    form = client.get(reverse("nomination_outcome", args=[people[1].pk])).context["form"]
    assert (form["decision_number"].value(), form["decision_date"].value()) == ("1502/QĐ-UBND", "10/08/2020")
    assert (form["authority"].value(), form["year"].value()) == ("Chủ tịch UBND tỉnh", 2020)


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client, province: Province, dossier: Dossier) -> None:
    nominee = nominated(dossier)
    client.force_login(province.office)
    address = reverse("nomination_outcome", args=[nominee.pk])
    typed = TYPED | {"decision_number": "", "decision_date": "32/13/2020", "merit": "Mô hình na VietGAP"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert {"decision_number", "decision_date"} <= set(answer.context["form"].errors)
    assert "Mô hình na VietGAP" in answer.content.decode()
    answer = client.post(address, {"refuse": "1", "reason": " "})
    assert answer.status_code == 422
    assert "reason" in answer.context["no"].errors
    assert not Outcome.objects.exists()


def test_a_decision_of_a_day_to_come_is_refused_at_its_field(
    client: Client, province: Province, dossier: Dossier, settings: Settings
) -> None:
    settings.DEMO, settings.DEMO_DAY = True, MORNING.date()
    nominee = nominated(dossier, honouree=make_honouree("Hoàng Văn Nông", province.district))
    client.force_login(province.office)
    answer = client.post(reverse("nomination_outcome", args=[nominee.pk]), TYPED)
    assert answer.status_code == 422
    assert "Ngày ký 10/08/2020 chưa tới (hôm nay 19/05/2020)" in str(answer.context["form"].errors["decision_date"])
    assert not Award.objects.exists()


def test_who_looks_alike_is_shown_side_by_side_before_anything_is_written(
    client: Client, province: Province, dossier: Dossier
) -> None:
    there = make_honouree("Lý Văn Mới", province.district)
    nominee = nominated(dossier, "Lý Văn Mới")
    client.force_login(province.office)
    address = reverse("nomination_outcome", args=[nominee.pk])
    answer = client.post(address, TYPED)
    assert answer.status_code == 422
    assert reverse("honouree", args=[there.pk]) in answer.content.decode()
    assert not Award.objects.exists()
    client.post(address, TYPED | {"honouree": str(there.pk)})
    assert Award.objects.get().honouree == there


def test_a_nominee_that_was_not_awarded_is_shown_with_the_reason(
    client: Client, province: Province, dossier: Dossier
) -> None:
    nominee = nominated(dossier)
    client.force_login(province.office)
    address = reverse("nomination_outcome", args=[nominee.pk])
    client.post(address, {"refuse": "1", "reason": "Không đủ phiếu của Hội đồng"})
    shown = page(client, dossier)
    assert "Không đủ phiếu của Hội đồng" in shown
    assert address in shown  # a later decision may still give it


def test_before_it_is_accepted_the_page_says_so(client: Client, province: Province, dossier: Dossier) -> None:
    Dossier.objects.update(state=DossierState.SENT)
    nominee = nominated(dossier)
    client.force_login(province.office)
    assert "khi hồ sơ đã được tiếp nhận" in page(client, dossier)
    answer = client.post(reverse("nomination_outcome", args=[nominee.pk]), TYPED)
    assert answer.status_code == 422
    assert "Chỉ ghi kết quả khi hồ sơ đã được tiếp nhận." in answer.content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_as_many_queries_for_one_nominee_as_for_many(
    client: Client, province: Province, dossier: Dossier, count: int, django_assert_max_num_queries
) -> None:
    for number in range(count):
        name = f"Người Thứ {number}"
        one = nominated(dossier, name, honouree=make_honouree(name, province.district))
        if number % 2:
            enter_no_award(one, "Không đủ phiếu", by=province.office, now=LATER)
        else:
            enter_award(one, Given(2020, PAPER), by=province.office, now=LATER, looked_at=["same_award"])
    client.force_login(province.office)
    page(client, dossier)
    with django_assert_max_num_queries(16):
        page(client, dossier)
