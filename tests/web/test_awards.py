"""The pages of awards, ratings and decisions: what is typed is kept, what is doubtful is asked, nothing is edited."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award, revoke_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.ratings import RatingDraft, add_rating
from vinhdanh.models import Award, AwardChange, AwardStanding, Honouree, HonoureeKind, Position, Rating

DECISION = DecisionDraft("163/QĐ-UBND", date(2019, 2, 2), "Chủ tịch UBND tỉnh")
TYPED = {
    "award": "bang_khen_tinh",
    "year": "2018",
    "decision_number": "163/QĐ-UBND",
    "decision_date": "2/2/2019",
    "authority": "Chủ tịch UBND tỉnh",
    "leader": "",
    "direct_worker": "1",
    "manner": "cong_trang",
}
PAPER = {
    "change_number": "40/QĐ-UBND",
    "change_date": "6/5/2020",
    "change_authority": "Chủ tịch UBND tỉnh",
    "change_reason": "Ghi sai năm",
}


@pytest.fixture
def person(province: Province) -> Honouree:
    return make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975)


@pytest.fixture
def award(province: Province, person: Honouree) -> Award:
    return add_award(person, AwardDraft("bang_khen_tinh", 2018, decision=DECISION), by=province.office)


@pytest.fixture
def office(province: Province, client: Client) -> Client:
    client.force_login(province.office)
    return client


def test_an_officer_writes_an_award_by_hand(province: Province, person: Honouree, client: Client) -> None:
    client.force_login(province.officer)
    answer = client.post(reverse("add_award", args=[person.pk]), TYPED)
    assert answer["Location"] == reverse("honouree", args=[person.pk])
    award = Award.objects.get()
    assert (award.award, award.manner, award.direct_worker, award.leader) == (
        "bang_khen_tinh",
        "cong_trang",
        True,
        None,
    )
    assert (award.decision.number, award.emulation_year) == ("163/QĐ-UBND", 2019)


def test_titles_and_forms_stand_in_groups_and_what_is_for_others_is_not_offered(
    person: Honouree, office: Client
) -> None:
    shown = office.get(reverse("add_award", args=[person.pk])).content.decode()
    titles, forms = (
        shown.index(words) for words in ('<optgroup label="Danh hiệu thi đua, cấp', 'label="Hình thức khen thưởng, cấp')
    )
    assert titles < shown.index("Chiến sỹ thi đua cơ sở") < forms < shown.index("Bằng khen của Chủ tịch UBND tỉnh")
    assert "Tập thể lao động xuất sắc" not in shown
    told = TYPED | {"award": "tap_the_lao_dong_xuat_sac"}
    assert office.post(reverse("add_award", args=[person.pk]), told).status_code == 422
    assert not Award.objects.exists()


def test_an_award_that_a_list_brought_for_another_kind_can_be_kept_while_it_is_corrected(
    person: Honouree, office: Client
) -> None:
    told = {"award": "tap_the_lao_dong_xuat_sac", "year": 2018, "emulation_year": 2018, "kind": "individual"}
    wrong = Award.objects.create(honouree=person, unit=person.unit, **told)
    shown = office.get(reverse("correct_award", args=[wrong.pk])).content.decode()
    assert '<option value="tap_the_lao_dong_xuat_sac" selected>' in shown


def test_the_position_held_now_is_offered_to_be_confirmed(province: Province, person: Honouree, office: Client) -> None:
    Position.objects.create(honouree=person, title="Trưởng thôn", unit=province.commune, direct_worker=True)
    assert 'value="Trưởng thôn"' in office.get(reverse("add_award", args=[person.pk])).content.decode()


def test_a_doubt_is_asked_with_all_that_was_typed_and_taken_once_ticked(
    person: Honouree, award: Award, office: Client
) -> None:
    address = reverse("add_award", args=[person.pk])
    asked = office.post(address, TYPED | {"reason": "Thành tích khác"})
    shown = asked.content.decode()
    assert asked.status_code == 422
    assert "Sổ đã có “Bằng khen của Chủ tịch UBND tỉnh” năm 2018" in shown
    assert "Thành tích khác" in shown
    assert Award.objects.count() == 1
    assert office.post(address, TYPED | {"looked_at": "same_award"}).status_code == 302
    assert Award.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"award": "khong_co"}, "Danh hiệu thi đua hoặc hình thức"),
        ({"year": "2999"}, "Năm phải từ 1945 đến năm nay."),
        ({"decision_date": "30/2/2019"}, "30/2/2019"),
        ({"decision_number": ""}, "Đã ghi ngày ký thì ghi cả số quyết định."),
        ({"first_year": "2019"}, "Năm đầu của giai đoạn phải trước hoặc bằng năm cuối."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(person: Honouree, office: Client, wrong: dict, words: str) -> None:
    answer = office.post(reverse("add_award", args=[person.pk]), TYPED | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Award.objects.exists()


def test_a_correction_is_a_new_entry_and_the_page_of_the_old_one_tells(award: Award, office: Client) -> None:
    answer = office.post(reverse("correct_award", args=[award.pk]), TYPED | PAPER | {"year": "2017"})
    assert answer.status_code == 302
    award.refresh_from_db()
    assert award.standing == AwardStanding.CORRECTED
    shown = office.get(reverse("award", args=[award.pk])).content.decode()
    assert "Đính chính theo Quyết định số 40/QĐ-UBND" in shown
    assert reverse("correct_award", args=[award.pk]) not in shown
    [mended] = Award.objects.standing()
    assert reverse("award", args=[mended.pk]) in shown
    assert reverse("award", args=[award.pk]) in office.get(reverse("award", args=[mended.pk])).content.decode()


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ({"change_number": ""}, "hoặc chọn “Sai sót khi ghi sổ”"),
        ({"own_slip": "on"}, "thì không chọn “Sai sót khi ghi sổ”"),
        ({"change_reason": ""}, "Lý do"),
        ({"change_date": "1/1/2018"}, "ký trước quyết định khen thưởng"),
    ],
)
def test_a_correction_stands_on_a_paper_or_is_our_own_slip_and_has_a_reason(
    award: Award, office: Client, paper: dict, words: str
) -> None:
    answer = office.post(reverse("correct_award", args=[award.pk]), TYPED | PAPER | {"year": "2017"} | paper)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not AwardChange.objects.exists()


SLIP = {"own_slip": "on", "change_reason": "Ghi nhầm người"}


@pytest.mark.parametrize("typed", ["{pk}", "https://vi-du.vn/so-khen-thuong/doi-tuong/{pk}/?nam=2018", "ly van son"])
def test_a_slip_of_the_wrong_person_names_the_right_one_by_number_address_or_name(
    province: Province, award: Award, office: Client, typed: str
) -> None:
    right = make_honouree("Lý Văn Sơn", province.district)
    sent = TYPED | SLIP | {"other_honouree": typed.format(pk=right.pk), "other_unit": "phòng quản lý ngân sách"}
    answer = office.post(reverse("correct_award", args=[award.pk]), sent)
    assert answer["Location"] == reverse("honouree", args=[right.pk])
    [entry] = Award.objects.standing()
    assert (entry.honouree, entry.unit) == (right, province.division)
    shown = office.get(reverse("award", args=[award.pk])).content.decode()
    assert "Đính chính (sai sót khi ghi sổ)" in shown
    assert reverse("award", args=[entry.pk]) in shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"other_honouree": "Không Có Ai"}, "Không có đối tượng “Không Có Ai” trong phạm vi"),
        ({"other_honouree": "999999999"}, "Không có đối tượng “999999999” trong phạm vi"),
        ({"other_honouree": "Lý Văn Sơn"}, "sinh năm 1980, Huyện Chi Lăng"),
        ({"other_unit": "Sở Không Có"}, "Không có đơn vị “Sở Không Có”"),
        ({"other_unit": "phòng quản lý ngân sách", "own_slip": ""} | PAPER, "quyết định sai thì ghi thu hồi"),
    ],
)
def test_whom_or_where_is_said_at_its_field(
    province: Province, award: Award, office: Client, typed: dict, words: str
) -> None:
    for year in (1975, 1980):
        make_honouree("Lý Văn Sơn", province.district, birth_year=year)
    answer = office.post(reverse("correct_award", args=[award.pk]), TYPED | SLIP | typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not AwardChange.objects.exists()


@pytest.mark.parametrize(
    ("name", "standing", "words"),
    [("revoke_award", AwardStanding.REVOKED, "Thu hồi"), ("reissue_award", AwardStanding.STANDING, "Cấp lại")],
)
def test_a_revocation_and_a_reissue_stand_on_a_decision(
    award: Award, office: Client, name: str, standing: str, words: str
) -> None:
    address = reverse(name, args=[award.pk])
    assert words in office.get(address).content.decode()
    assert office.post(address, PAPER | {"change_number": ""}).status_code == 422
    assert office.post(address, PAPER).status_code == 302
    award.refresh_from_db()
    assert award.standing == standing
    shown = office.get(reverse("award", args=[award.pk])).content.decode()
    assert words in shown
    written = timezone.localdate().strftime("%d/%m/%Y")
    assert f"Ghi ngày {written} bởi Vi Thị Thi Đua." in shown


@pytest.mark.parametrize("name", ["correct_award", "revoke_award", "reissue_award"])
def test_no_paper_is_of_a_day_to_come(award: Award, office: Client, settings: Settings, name: str) -> None:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)
    typed = TYPED | PAPER | {"change_date": "20/5/2020"}
    answer = office.post(reverse(name, args=[award.pk]), typed)
    assert answer.status_code == 422
    assert "Ngày ký 20/05/2020 chưa tới" in answer.content.decode()
    assert not AwardChange.objects.exists()


def test_what_no_longer_counts_is_refused_above_the_form(province: Province, award: Award, office: Client) -> None:
    revoke_award(award, by=province.office, decision=DECISION, reason="Sai")
    answer = office.post(reverse("revoke_award", args=[award.pk]), PAPER)
    assert answer.status_code == 422
    assert "đã thu hồi" in answer.content.decode()


def test_a_rating_is_written_and_corrected(person: Honouree, office: Client) -> None:
    sent = {"year": "2018", "level": "good", "authority": "UBND xã"}
    assert office.post(reverse("add_rating", args=[person.pk]), sent).status_code == 302
    again = office.post(reverse("add_rating", args=[person.pk]), sent)
    assert again.status_code == 422
    assert "đã có xếp loại" in again.content.decode()
    mended = sent | {"level": "excellent", "change_reason": "Đọc nhầm biên bản"}
    address = reverse("correct_rating", args=[Rating.objects.get().pk])
    assert office.post(address, mended | {"change_reason": ""}).status_code == 422
    assert office.post(address, mended).status_code == 302
    shown = office.get(reverse("honouree", args=[person.pk])).content.decode()
    assert "Đã đính chính. Lý do: Đọc nhầm biên bản" in shown


def test_a_decision_shows_all_that_stands_on_it(
    province: Province, person: Honouree, award: Award, office: Client
) -> None:
    other = make_honouree("Phòng Nội vụ", province.district, kind=HonoureeKind.COLLECTIVE)
    add_award(other, AwardDraft("co_thi_dua_tinh", 2018, decision=DECISION), by=province.office)
    add_rating(person, RatingDraft(2018, "good", decision=DECISION), by=province.office)
    address = reverse("decision", args=[award.decision_id])
    shown = office.get(address).content.decode()
    for words in ("163/QĐ-UBND", "02/02/2019", "Nguyễn Thị Đào", "Phòng Nội vụ", "1 mục xếp loại"):
        assert words in shown
    narrowed = office.get(address, {"award": "co_thi_dua_tinh"}).content.decode()
    assert "Phòng Nội vụ" in narrowed
    assert "Nguyễn Thị Đào" not in narrowed
    named = office.get(address, {"q": "nguyen thi dao"}).content.decode()
    assert "Nguyễn Thị Đào" in named
    assert "Phòng Nội vụ" not in named


def test_a_reader_sees_of_a_decision_only_what_is_within_reach(
    province: Province, award: Award, client: Client
) -> None:
    address = reverse("decision", args=[award.decision_id])
    client.force_login(province.outsider)
    assert client.get(address).status_code == 404
    elsewhere = make_honouree("Lương Văn Sơn", province.department)
    add_award(elsewhere, AwardDraft("bang_khen_tinh", 2018, decision=DECISION), by=province.office)
    shown = client.get(address).content.decode()
    assert "Lương Văn Sơn" in shown
    assert "Nguyễn Thị Đào" not in shown
    assert "Bằng khen của Chủ tịch UBND tỉnh 1<" in shown


@pytest.mark.parametrize("count", [1, 30])
def test_a_decision_asks_the_same_number_of_queries_for_one_award_and_for_thirty(
    province: Province, office: Client, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        person = make_honouree(f"Người Thứ {number}", province.commune)
        award = add_award(person, AwardDraft("bang_khen_tinh", 2018, decision=DECISION), by=province.office)
    address = reverse("decision", args=[award.decision_id])
    office.get(address)
    with django_assert_num_queries(11):
        office.get(address)


def test_the_page_says_when_the_award_came_into_the_register(person: Honouree, office: Client) -> None:
    """In the hours of Vietnam: half past six in the evening of London is the next day."""
    entered = datetime(2020, 3, 5, 18, 30, tzinfo=UTC)
    told = {"kind": "individual", "award": "giay_khen", "year": 2017, "emulation_year": 2017, "entered_at": entered}
    made = Award.objects.create(honouree=person, unit=person.unit, **told)
    assert "ngày 06/03/2020" in office.get(reverse("award", args=[made.pk])).content.decode()


def test_a_revocation_is_read_as_one_and_not_as_an_erasure(person: Honouree, award: Award, office: Client) -> None:
    office.post(reverse("revoke_award", args=[award.pk]), PAPER)
    shown = office.get(reverse("honouree", args=[person.pk])).content.decode()
    history = shown.split("Thu hồi khen thưởng</b>")[1]
    told = history.split('<ul class="changes">')[1].split("</ul>")[0]
    assert re.findall(r"<del>([^<]*)</del>", told) == ["Còn hiệu lực"]
    assert "<ins>Đã thu hồi</ins>" in told
    assert "<ins>–</ins>" not in told
