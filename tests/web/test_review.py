"""Appraisal through the pages: both readings, answers at once, refused proofs, remarks that wait for a return."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.dossiers import begun_dossier, income, nominated
from tests.province import Province
from vinhdanh.models import Award, Dossier, DossierState, Fact, Honouree, JudgementView, Nomination, Remark
from vinhdanh.models.claims import claims_of


@pytest.fixture
def dossier(province: Province, settings: object) -> Dossier:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)  # type: ignore[attr-defined]
    dossier = begun_dossier(province)
    dossier.state = DossierState.SENT
    dossier.save()
    return dossier


@pytest.fixture
def farmer(dossier: Dossier) -> Nomination:
    one = nominated(dossier, memberships={"congress_delegates": True}, summary="Trồng na theo quy trình sạch")
    for year in range(2016, 2020):
        income(one, year, 210, proof=f"so-sach-{year}.pdf" if year < 2019 else "")
    return one


@pytest.fixture
def office(client: Client, province: Province) -> Client:
    client.force_login(province.office)
    return client


def nominee_page(office: Client, one: Nomination, query: str = "") -> str:
    answer = office.get(reverse("review_nominee", args=[one.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def judge(office: Client, one: Nomination, **sent: str) -> object:
    told = {"condition": "nong_dan.chap_hanh", "passed": "1", "reason": "Xã xác nhận", **sent}
    return office.post(reverse("review_judge", args=[one.pk]), told)


def test_the_dossier_shows_its_nominees_papers_and_what_lacks(office: Client, farmer: Nomination) -> None:
    shown = office.get(reverse("review", args=[farmer.dossier_id])).content.decode()
    assert "Hoàng Văn Nông" in shown
    assert "Chưa có bản ký" in shown
    assert "Tờ trình chưa ghi người ký." in shown


def test_both_readings_stand_side_by_side_with_evidence_beside_each_claim(office: Client, farmer: Nomination) -> None:
    shown = nominee_page(office, farmer)
    assert shown.index("Theo kê khai") < shown.index("Đã xác minh")
    assert shown.count("Có minh chứng") == 3
    assert shown.count("Tự khai") >= 1
    assert "so-sach-2016.pdf" in shown
    assert "Trồng na theo quy trình sạch" in shown


def test_an_answer_is_kept_at_once_and_can_be_taken_back(office: Client, farmer: Nomination) -> None:
    assert judge(office, farmer).status_code == 302  # type: ignore[attr-defined]
    answer = JudgementView.objects.get()
    assert (answer.judge, answer.passed, answer.reason) == ("appraiser", True, "Xã xác nhận")
    assert "Xã xác nhận" in nominee_page(office, farmer)
    office.post(reverse("review_judge", args=[farmer.pk]), {"condition": "nong_dan.chap_hanh", "withdraw": "1"})
    assert not JudgementView.objects.exists()


def test_an_answer_without_a_reason_is_refused_and_what_was_chosen_stays(office: Client, farmer: Nomination) -> None:
    answer = judge(office, farmer, reason=" ", passed="0")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    shown = answer.content.decode()  # type: ignore[attr-defined]
    assert "Chưa ghi lý do của kết luận." in shown
    assert not JudgementView.objects.exists()
    assert 'value="0" id="khong-nong_dan.chap_hanh" required checked' in shown


def test_an_answer_by_script_brings_the_findings_alone(office: Client, farmer: Nomination) -> None:
    told = {"condition": "nong_dan.chap_hanh", "passed": "1", "reason": "Xã xác nhận"}
    answer = office.post(reverse("review_judge", args=[farmer.pk]), told, headers={"hx-request": "true"})
    shown = answer.content.decode()
    assert "Đã lưu lúc" in shown
    assert "<html" not in shown


def test_two_appraisers_do_not_answer_over_one_another(office: Client, farmer: Nomination) -> None:
    judge(office, farmer, seen="none")
    answer = judge(office, farmer, seen="none", passed="0", reason="Có đơn thư")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Xã xác nhận" in answer.content.decode()  # type: ignore[attr-defined]
    assert "Có đơn thư" in answer.content.decode()  # type: ignore[attr-defined]
    assert JudgementView.objects.get().reason == "Xã xác nhận"


def test_a_refused_proof_says_why_and_can_be_accepted_again(office: Client, farmer: Nomination) -> None:
    fact = Fact.objects.filter(nomination=farmer).first()
    address = reverse("review_proof", args=[fact.pk])
    office.post(address, {"reason": "Ảnh mờ, không đọc được"})
    assert "Ảnh mờ, không đọc được" in nominee_page(office, farmer)
    office.post(address, {"allow": "1"})
    assert Fact.objects.get(pk=fact.pk).refused == ""
    office.post(address, {"reason": ""})
    assert "Chưa ghi lý do" in nominee_page(office, farmer)


def test_a_remark_is_noted_at_the_field_that_its_link_names(office: Client, farmer: Nomination) -> None:
    assert '<option value="nominee.summary" selected>' in nominee_page(office, farmer, "?cho=nominee.summary")
    address = reverse("review_remark", args=[farmer.dossier_id])
    office.post(address, {"nomination": farmer.pk, "place": "nominee.summary", "text": "Nêu rõ diện tích"})
    remark = Remark.objects.get()
    assert (remark.nomination, remark.place, remark.sent_with) == (farmer, "nominee.summary", None)
    shown = office.get(reverse("review", args=[farmer.dossier_id])).content.decode()
    assert "Nêu rõ diện tích" in shown
    office.post(reverse("review_remark_remove", args=[remark.pk]))
    assert not Remark.objects.exists()


def test_births_and_residences_are_hidden_from_roles_without_that_right(
    client: Client, province: Province, farmer: Nomination
) -> None:
    Nomination.objects.update(birth="12/03/1975", residence="Thôn Ví Dụ")
    client.force_login(province.auditor)
    shown = nominee_page(client, farmer)
    assert "12/03/1975" not in shown
    assert "Thôn Ví Dụ" not in shown
    client.force_login(province.office)
    assert "12/03/1975" in nominee_page(client, farmer)


def test_the_next_nominee_is_one_key_away(office: Client, dossier: Dossier, farmer: Nomination) -> None:
    other = nominated(dossier, "Lý Thị Hai")
    assert f'rel="next" href="{reverse("review_nominee", args=[other.pk])}"' in nominee_page(office, farmer)
    assert f'rel="prev" href="{reverse("review_nominee", args=[farmer.pk])}"' in nominee_page(office, other)


def test_the_unit_itself_does_not_open_the_offices_page(client: Client, province: Province, farmer: Nomination) -> None:
    client.force_login(province.officer)
    assert client.get(reverse("review", args=[farmer.dossier_id])).status_code == 403
    assert judge(client, farmer).status_code == 403  # type: ignore[attr-defined]
    assert not JudgementView.objects.exists()


def test_appraising_asks_the_tables_as_often_for_many_nominees_as_for_few(
    office: Client, dossier: Dossier, farmer: Nomination, django_assert_num_queries: object
) -> None:
    pages = [reverse("review", args=[dossier.pk]), reverse("review_nominee", args=[farmer.pk])]
    counts = []
    for address in pages:
        office.get(address)
        with CaptureQueriesContext(connection) as asked:
            office.get(address)
        counts.append(len(asked))
    for number in range(12):
        for year in range(2016, 2020):
            income(nominated(dossier, f"Người thứ {number}, {year}"), year, 210, proof="so-sach.pdf")
    for address, count in zip(pages, counts, strict=True):
        with django_assert_num_queries(count):  # type: ignore[operator]
            office.get(address)


def test_what_the_unit_says_alone_is_confirmed_one_by_one_or_all_at_once(office: Client, farmer: Nomination) -> None:
    shown = nominee_page(office, farmer)
    assert "Nhóm đối tượng: <b>Nông dân</b>" in shown
    assert shown.count("Chưa xác minh</span>") == 3
    marks = [f"{claim} {mark}" for claim, mark in claims_of(farmer).items()]
    address = reverse("review_confirm", args=[farmer.pk])
    office.post(address, {"seen": marks, "claim": "attribute.category"})
    assert [one.claim for one in farmer.confirmations.all()] == ["attribute.category"]
    assert nominee_page(office, farmer).count("Chưa xác minh</span>") == 2
    office.post(address, {"seen": marks})
    assert "đã đối chiếu đủ" in nominee_page(office, farmer)
    office.post(address, {"withdraw": "attribute.category"})
    assert "còn 01 mục chưa đối chiếu" in nominee_page(office, farmer)


def test_a_claim_that_changed_meanwhile_is_not_confirmed(office: Client, farmer: Nomination) -> None:
    answer = office.post(reverse("review_confirm", args=[farmer.pk]), {"seen": ["attribute.category cũ"]})
    assert answer.status_code == 422
    assert "Đơn vị đã sửa nhóm đối tượng sau khi trang được mở" in answer.content.decode()
    assert not farmer.confirmations.exists()


def test_what_the_register_says_otherwise_stands_on_the_page_of_the_dossier_and_of_the_nominee(
    client: Client, office: Client, province: Province, farmer: Nomination
) -> None:
    known = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.district)
    told = {"honouree": known, "unit": province.district, "kind": "individual", "award": "bang_khen_tinh"}
    entry = Award.objects.create(**told, year=2018, emulation_year=2018)
    Award.objects.create(**told, year=2017, emulation_year=2017)
    Nomination.objects.update(honouree=known)
    Fact.objects.create(nomination=farmer, kind="award", code="bang_khen_tinh", year=2018, from_award=entry)
    entry.marked(standing="revoked")
    whole = office.get(reverse("review", args=[farmer.dossier_id])).content.decode()
    Dossier.objects.update(state=DossierState.DRAFT)
    client.force_login(province.officer)
    sending = client.get(reverse("dossier_send", args=[farmer.dossier_id])).content.decode()
    client.force_login(province.office)
    for page in (whole, nominee_page(office, farmer), sending):
        assert "năm 2018: sổ ghi đã thu hồi, hồ sơ vẫn kê." in page
        assert "năm 2017, đơn vị không đưa vào hồ sơ." in page
