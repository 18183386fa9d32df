"""Many results at once: chosen and typed on one page, looked at, then written."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.dossiers import nominated
from tests.models.people import make_honouree
from tests.province import Province
from tests.web.test_outcomes import TYPED as DECISION
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.models import Award, Dossier, DossierState, Nomination, Outcome

TYPED = DECISION | {"reason": ""}


@pytest.fixture
def accepted(dossier: Dossier) -> Dossier:
    Dossier.objects.update(state=DossierState.ACCEPTED)
    return dossier


@pytest.fixture
def office(client: Client, province: Province) -> Client:
    client.force_login(province.office)
    return client


def address(dossier: Dossier, query: str = "") -> str:
    return reverse("campaign_outcomes", args=[dossier.participant.campaign_id]) + query


def registered(dossier: Dossier, *names: str, award: str = "bang_khen_tinh") -> list[Nomination]:
    people = [make_honouree(name, dossier.participant.unit) for name in names]
    return [nominated(dossier, one.name, honouree=one, award=award) for one in people]


def weigh(office: Client, dossier: Dossier, **sent_form: Any) -> tuple[HttpResponse, dict[str, Any]]:
    """The answer to "Xem trước", and the form as the browser would send it on with "Ghi"."""
    told = {**TYPED, **sent_form}
    answer = office.post(address(dossier), {**told, "weigh": "1"})
    return answer, {**told, "write": "1", "seen": answer.context["entry"].mark}


def test_one_decision_is_written_for_all_but_those_chosen_otherwise(office: Client, accepted: Dossier) -> None:
    first, second, third = registered(accepted, "A Một", "B Hai", "C Ba")
    chosen = {"rest": "yes", f"row-{second.pk}": "no", f"row-{third.pk}": "none", "reason": "Không đủ phiếu"}
    answer, form = weigh(office, accepted, **chosen)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "1 trường hợp được khen thưởng</b> theo quyết định 1502/QĐ-UBND, ngày 10/08/2020" in shown
    assert "Không đủ phiếu" in shown
    assert not Outcome.objects.exists()
    after = office.post(address(accepted), form, follow=True).content.decode()
    assert "Đã ghi kết quả của 2 trường hợp." in after
    assert Award.objects.get().honouree == first.honouree
    assert Outcome.objects.get(award=None).nomination == second
    assert "A Một" not in after
    assert "C Ba" in after


def test_what_was_changed_after_it_was_looked_at_is_looked_at_again(office: Client, accepted: Dossier) -> None:
    registered(accepted, "A Một", "B Hai")
    _, form = weigh(office, accepted, rest="yes")
    changed = office.post(address(accepted), {**form, "decision_number": "1503/QĐ-UBND"})
    assert "theo quyết định 1503/QĐ-UBND" in changed.content.decode()
    assert "chưa ghi gì" in changed.content.decode()
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("sent_form", "said"),
    [
        ({}, ""),
        ({"rest": "yes", "decision_number": ""}, "decision_number"),
        ({"rest": "yes", "decision_date": "32/13/2020"}, "decision_date"),
        ({"rest": "no"}, "reason"),
    ],
)
def test_what_is_missing_is_said_and_what_was_chosen_stays(
    office: Client, accepted: Dossier, sent_form: dict[str, str], said: str
) -> None:
    [one] = registered(accepted, "A Một")
    told = {**TYPED, "authority": "Thủ tướng Chính phủ", **sent_form, "weigh": "1"}
    answer = office.post(address(accepted), told)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert ("Chưa chọn kết quả của trường hợp nào." in shown) is not said
    assert list({**answer.context["form"].errors, **answer.context["no"].errors}) == ([said] if said else [])
    assert "Thủ tướng Chính phủ" in shown
    assert not Outcome.objects.filter(nomination=one).exists()


def test_a_row_that_cannot_be_entered_says_why_and_nothing_is_written(
    office: Client, province: Province, accepted: Dossier
) -> None:
    registered(accepted, "A Một")
    make_honouree("Lý Văn Mới", province.district)
    alike = nominated(accepted, "Lý Văn Mới")
    answer, form = weigh(office, accepted, rest="yes")
    assert answer.status_code == 422
    assert "ghi riêng ở trang của trường hợp này" in answer.content.decode()
    assert 'name="write"' not in answer.content.decode()
    office.post(address(accepted), form)
    assert not Award.objects.exists()
    _, form = weigh(office, accepted, rest="yes", **{f"row-{alike.pk}": "none"})
    office.post(address(accepted), form)
    assert Award.objects.count() == 1


def test_what_is_chosen_for_all_leaves_alone_who_was_refused(office: Client, accepted: Dossier) -> None:
    first, second = registered(accepted, "A Một", "B Hai")
    _, form = weigh(office, accepted, **{f"row-{first.pk}": "no", "reason": "Bị kỷ luật"})
    office.post(address(accepted), form)
    shown = office.get(address(accepted)).content.decode()
    assert "2 trường hợp chưa được khen thưởng, trong đó 1 đã ghi không được khen thưởng" in shown
    _, form = weigh(office, accepted, rest="yes")
    office.post(address(accepted), form)
    assert [one.nomination for one in Outcome.objects.filter(award__isnull=False)] == [second]
    assert Outcome.objects.get(nomination=first).reason == "Bị kỷ luật"


def test_what_a_colleague_wrote_after_the_list_was_looked_at_is_looked_at_too(
    office: Client, province: Province, accepted: Dossier
) -> None:
    first, second = registered(accepted, "A Một", "B Hai")
    add_award(first.honouree, AwardDraft("bang_khen_tinh", 2020), by=province.office)
    _, form = weigh(office, accepted, rest="yes", looked_at="same_award")
    add_award(second.honouree, AwardDraft("bang_khen_tinh", 2020), by=province.office)
    office.post(address(accepted), form)
    assert not Outcome.objects.exists()


def test_a_doubt_is_looked_at_once_for_all(office: Client, province: Province, accepted: Dossier) -> None:
    for one in registered(accepted, "A Một", "B Hai"):
        add_award(one.honouree, AwardDraft("bang_khen_tinh", 2020), by=province.office)
    answer, form = weigh(office, accepted, rest="yes")
    assert "(02 trường hợp tương tự)" in answer.content.decode()
    office.post(address(accepted), form)
    assert not Outcome.objects.exists()
    office.post(address(accepted), {**form, "looked_at": ["same_award"]})
    assert Outcome.objects.count() == 2


def test_what_the_register_refuses_is_told_at_its_field(office: Client, accepted: Dossier) -> None:
    registered(accepted, "A Một")
    for step in ({"weigh": "1"}, {"write": "1", "seen": ""}):
        answer = office.post(address(accepted), {**TYPED, "rest": "yes", "decision_date": "10/8/2099", **step})
        assert answer.status_code == 422
        assert "Ngày ký 10/08/2099 chưa tới" in str(answer.context["form"].errors["decision_date"])
        assert 'name="write"' not in answer.content.decode()
    assert not Award.objects.exists()


def test_the_list_is_narrowed_by_award_and_words(office: Client, accepted: Dossier) -> None:
    registered(accepted, "Hà Một")
    registered(accepted, "Lý Hai", award="giay_khen")
    by_award = office.get(address(accepted, "?hinh-thuc=giay_khen")).content.decode()
    assert ("Lý Hai" in by_award, "Hà Một" in by_award) == (True, False)
    by_name = office.get(address(accepted, "?q=ha+mot")).content.decode()
    assert ("Lý Hai" in by_name, "Hà Một" in by_name) == (False, True)


def test_dossiers_not_accepted_are_counted_and_not_offered(office: Client, dossier: Dossier) -> None:
    Dossier.objects.update(state=DossierState.SENT)
    nominated(dossier, "A Một")
    shown = office.get(address(dossier)).content.decode()
    assert "1 trường hợp của hồ sơ chưa tiếp nhận" in shown
    assert "A Một" not in shown


def test_the_board_leads_to_it_once_something_was_accepted(office: Client, dossier: Dossier) -> None:
    board = reverse("board", args=[dossier.participant.campaign_id])
    assert address(dossier) not in office.get(board).content.decode()
    Dossier.objects.update(state=DossierState.ACCEPTED)
    assert address(dossier) in office.get(board).content.decode()


@pytest.mark.parametrize("count", [1, 300])
def test_as_many_queries_for_one_as_for_three_hundred(
    office: Client, accepted: Dossier, count: int, django_assert_max_num_queries
) -> None:
    registered(accepted, *(f"Người Thứ {number}" for number in range(count)))
    office.get(address(accepted))
    with django_assert_max_num_queries(15):
        assert office.get(address(accepted)).content.decode().count("Theo chọn chung") == count
    with django_assert_max_num_queries(18):
        weigh(office, accepted, rest="yes")
