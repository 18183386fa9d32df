"""The queue of pairs: the evidence in words, the differences marked; a person decides, and a merge has a way back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.duplicates import merge_honourees
from vinhdanh.actions.ratings import RatingDraft, add_rating
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.models import Honouree, HonoureeStanding, Merge, Suspicion, SuspicionState

NUMBER, OTHER_NUMBER = "020175000123", "020175000999"
TOLD_APART_QUERIES = 6


@pytest.fixture
def office(province: Province, client: Client) -> Client:
    client.force_login(province.office)
    return client


@pytest.fixture
def pair(province: Province) -> Suspicion:
    make_honouree("Nguyễn Văn An", province.commune, birth_year=1975)
    make_honouree("Nguyễn Văn Ân", province.commune, birth_year=1975, sex="male", number=NUMBER)
    raise_suspicions(Honouree.objects.values_list("pk", flat=True))
    return Suspicion.objects.get()


def queue(client: Client, **asked: str) -> str:
    answer = client.get(reverse("duplicates"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_pair_stands_side_by_side_with_its_evidence_and_the_differing_word_marked(
    pair: Suspicion, office: Client
) -> None:
    shown = queue(office)
    assert "Tên khác dấu, chỉ trùng khi bỏ dấu" in shown
    assert "<mark>An</mark>" in shown
    assert "<mark>Ân</mark>" in shown
    assert "<mark>Nguyễn</mark>" not in shown
    assert "Trùng năm sinh" in shown


def test_who_has_no_award_is_said_to_have_none_and_units_are_told_with_their_district(
    pair: Suspicion, office: Client
) -> None:
    shown = queue(office)
    row = shown[shown.index("<b>Khen thưởng</b>") : shown.index("<b>Số mục trong sổ</b>")]
    assert row.count("chưa có") == 2
    assert "chưa rõ" not in row
    assert shown.count("Xã Ví Dụ, huyện Chi Lăng") == 2


def test_numbers_are_compared_and_never_shown(province: Province, office: Client) -> None:
    born = {"birth_year": 1975, "birth_month": 3, "birth_day": 12}
    for number in (NUMBER, OTHER_NUMBER):
        make_honouree("Nguyễn Thị Đào", province.commune, number=number, **born)
    raise_suspicions(Honouree.objects.values_list("pk", flat=True))
    shown = queue(office)
    assert "Số định danh khác nhau" in shown
    assert not [secret for secret in (NUMBER, OTHER_NUMBER, NUMBER[-4:], OTHER_NUMBER[-4:]) if secret in shown]


def test_what_a_merge_would_count_once_is_told_before_it(province: Province, pair: Suspicion, office: Client) -> None:
    assert "chỉ tính một lần" not in queue(office)
    for side in (pair.first, pair.second):
        add_award(side, AwardDraft("bang_khen_tinh", 2018), by=province.office)
        add_award(side, AwardDraft("giay_khen", 2017 + (side == pair.first)), by=province.office)
        add_rating(side, RatingDraft(2018, "good"), by=province.office)
    shown = queue(office)
    assert "Nếu gộp, 2 mục cả hai bên cùng có chỉ tính một lần: Bằng khen của Chủ tịch UBND tỉnh năm 2018; xếp" in shown


def test_the_one_of_whom_more_is_known_stands_at_the_left(pair: Suspicion, office: Client) -> None:
    assert "Nguyễn Văn Ân – Nguyễn Văn An" in queue(office)


def test_the_office_merges_keeping_the_side_it_chose(pair: Suspicion, office: Client) -> None:
    sent = {"kept": str(pair.first_id), "reason": "Cùng hồ sơ", "asked": "kind=individual"}
    answer = office.post(reverse("merge_honourees", args=[pair.pk]), sent)
    assert answer["Location"] == reverse("duplicates") + "?kind=individual"
    pair.second.refresh_from_db()
    assert (pair.second.standing, pair.second.merged_into) == (HonoureeStanding.MERGED, pair.first)
    assert "Không có cặp nào như vậy" in queue(office, kind="individual")


def test_a_merge_into_somebody_who_is_not_of_the_pair_is_refused(
    province: Province, pair: Suspicion, office: Client
) -> None:
    third = make_honouree("Vi Thị Mai", province.commune)
    for kept in (str(third.pk), "", "ai"):
        answer = office.post(reverse("merge_honourees", args=[pair.pk]), {"kept": kept}, follow=True)
        assert "hãy chọn một trong hai đối tượng" in answer.content.decode()
    assert not Merge.objects.exists()


def test_a_refused_merge_says_why_and_nothing_changes(province: Province, pair: Suspicion, office: Client) -> None:
    Honouree.objects.filter(pk=pair.first_id).update(identity_digest="another")
    answer = office.post(reverse("merge_honourees", args=[pair.pk]), {"kept": str(pair.first_id)}, follow=True)
    assert "số định danh khác nhau nên không gộp được" in answer.content.decode()
    assert not Merge.objects.exists()


def test_two_people_leave_the_queue_for_good(pair: Suspicion, office: Client) -> None:
    office.post(reverse("separate_honourees", args=[pair.pk]))
    pair.refresh_from_db()
    assert pair.state == SuspicionState.TWO
    assert "Không còn cặp nào chờ quyết định" in queue(office)
    again = office.post(reverse("separate_honourees", args=[pair.pk]), follow=True)
    assert "đã được quyết định" in again.content.decode()


def test_a_merge_is_undone_from_its_list(province: Province, pair: Suspicion, office: Client) -> None:
    merge = merge_honourees(pair.first, pair.second, by=province.office, reason="Cùng hồ sơ")
    assert "Cùng hồ sơ" in office.get(reverse("merges")).content.decode()
    answer = office.post(reverse("undo_merge", args=[merge.pk]))
    assert answer["Location"] == reverse("honouree", args=[pair.second_id])
    assert Honouree.objects.standing().count() == 2
    assert "Chưa gộp đối tượng nào" in office.get(reverse("merges")).content.decode()


def test_the_queue_is_narrowed_by_name_kind_unit_and_likeness(
    province: Province, pair: Suspicion, office: Client
) -> None:
    for asked, found in (
        ({"q": "nguyen van"}, True),
        ({"q": "vi thi mai"}, False),
        ({"kind": "individual"}, True),
        ({"kind": "family"}, False),
        ({"unit": province.district.code}, True),
        ({"unit": province.department.code}, False),
        ({"certain": "on"}, False),
    ):
        assert (f"cap-{pair.pk}" in queue(office, **asked)) is found, asked


@pytest.mark.parametrize("count", [2, 8])
def test_the_queue_asks_the_same_number_of_queries_for_few_pairs_and_for_many(
    province: Province, office: Client, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        for _ in range(2):
            person = make_honouree(f"Người Thứ {number}", province.commune)
            add_award(person, AwardDraft("bang_khen_tinh", 2018), by=province.office)
    raise_suspicions(Honouree.objects.values_list("pk", flat=True))
    queue(office)
    with django_assert_num_queries(11):
        queue(office)


def test_only_the_office_meets_the_queue(province: Province, pair: Suspicion, client: Client) -> None:
    for who in ("officer", "leader", "auditor", "council_member", "province_leader", "administrator", "outsider"):
        client.force_login(province.by_role()[who])
        assert client.get(reverse("duplicates")).status_code == 403
        assert client.post(reverse("separate_honourees", args=[pair.pk])).status_code == 403


def test_who_was_told_apart_stands_in_a_list_and_goes_back_into_the_queue(pair: Suspicion, office: Client) -> None:
    assert "Chưa xác nhận cặp nào" in office.get(reverse("told_apart")).content.decode()
    told = office.post(reverse("separate_honourees", args=[pair.pk]), follow=True).content.decode()
    assert "Có thể xét lại ở mục “Đã phân biệt”" in told
    shown = office.get(reverse("told_apart")).content.decode()
    assert "Nguyễn Văn Ân" in shown
    assert reverse("reconsider_honourees", args=[pair.pk]) in shown
    again = office.post(reverse("reconsider_honourees", args=[pair.pk]), follow=True).content.decode()
    assert "đã trở lại danh sách nghi trùng" in again
    assert f"cap-{pair.pk}" in queue(office)


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_those_told_apart_asks_the_same_number_of_queries_for_one_and_for_many(
    province: Province, office: Client, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        people = [make_honouree(f"Người Thứ {number}", province.commune) for _ in range(2)]
        raise_suspicions([one.pk for one in people])
    Suspicion.objects.update(state=SuspicionState.TWO, decided_by=province.office)
    office.get(reverse("told_apart"))
    with django_assert_num_queries(TOLD_APART_QUERIES):
        office.get(reverse("told_apart"))


def test_a_name_that_is_only_spelled_otherwise_is_not_said_to_be_the_same_with_its_accents(
    province: Province, office: Client
) -> None:
    for name in ("Vi Văn Kỳ", "Vi Văn Kì"):
        make_honouree(name, province.commune, birth_year=1975)
    raise_suspicions(Honouree.objects.values_list("pk", flat=True))
    shown = queue(office)
    assert "Trùng tên, chỉ khác cách viết" in shown
    assert "Trùng tên, cả dấu" not in shown


def test_only_a_side_of_which_more_is_known_is_said_to_be_fuller(province: Province, office: Client) -> None:
    people = [make_honouree("Vi Văn Kỳ", province.commune, birth_year=1975) for _ in range(2)]
    raise_suspicions([one.pk for one in people])
    assert "đủ dữ liệu hơn" not in queue(office)
    add_award(people[1], AwardDraft("bang_khen_tinh", 2018), by=province.office)
    assert "đủ dữ liệu hơn" in queue(office)
