"""The page of a nominee: what is typed is saved, shown as findings at once, and never lost."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.dossiers import MORNING, income, judged, nominated, returned
from tests.province import Province
from vinhdanh.actions.nominations import edit_nomination, remove_nomination
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.models import (
    Award,
    Campaign,
    Dossier,
    Fact,
    Honouree,
    Nomination,
    PackEdition,
    Participant,
)
from vinhdanh.rules.packs import load_pack

LIVE = {"HX-Request": "true"}


def address(one: Nomination) -> str:
    return reverse("nomination", args=[one.pk])


def opened(client: Client, one: Nomination) -> dict[str, str]:
    """What a browser would send back from the page as it was opened."""
    form = client.get(address(one)).context["form"]
    told = {field.html_name: field.value() for field in form}
    told = {name: {True: "1", False: "", None: ""}.get(value, value) for name, value in told.items()}
    seen = client.get(address(one)).context["seen"]
    return {name: str(form[name].field.prepare_value(value)) for name, value in told.items()} | {"seen": seen}


def save(client: Client, one: Nomination, live: bool = False, **typed: str) -> HttpResponse:
    data = opened(client, one) | {name.replace("__", "-"): value for name, value in typed.items()}
    answer = client.post(address(one), data, headers=LIVE if live else {})
    one.refresh_from_db()
    return answer  # type: ignore[return-value]


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_asks_a_farmer_for_his_income_and_for_no_rating(officer: Client, farmer: Nomination) -> None:
    page = text(officer.get(address(farmer)))
    assert "Thu nhập sau chi phí" in page
    assert "Xếp loại từng năm" not in page
    assert "Có mô hình làm kinh tế đạt năng suất" in page


def test_what_was_typed_is_saved_and_read_as_people_write(officer: Client, farmer: Nomination) -> None:
    answer = save(
        officer,
        farmer,
        birth="1/5/75",
        position=" Nông  dân ",
        **{"amount__income_after_costs__2018__amount": "210 triệu"},
    )
    assert answer.status_code == 302
    assert (farmer.birth, farmer.position) == ("01/05/1975", "Nông dân")
    assert Fact.objects.get().amount == 210_000_000
    assert "210 triệu đồng" in text(officer.get(address(farmer)))


def test_saving_the_page_as_it_was_opened_changes_nothing(officer: Client, farmer: Nomination) -> None:
    income(farmer, 2018, 210)
    judged(farmer, "nong_dan.mo_hinh", judge="unit")
    save(officer, farmer)
    assert (farmer.revision, farmer.facts.get().amount) == (0, 210_000_000)


def test_a_wrong_amount_is_kept_and_said_and_the_rest_is_saved(officer: Client, farmer: Nomination) -> None:
    answer = save(officer, farmer, position="Nông dân", **{"amount__income_after_costs__2018__amount": "hai trăm"})
    assert answer.status_code == 422
    page = text(answer)
    assert 'value="hai trăm"' in page
    assert "không phải là số tiền" in page
    assert farmer.position == "Nông dân"
    assert not Fact.objects.exists()


def test_the_findings_follow_what_is_typed(officer: Client, farmer: Nomination) -> None:
    assert "Thiếu: thu nhập sau chi phí năm 2016" in text(officer.get(address(farmer)))
    years = {f"amount__income_after_costs__{year}__amount": "210 triệu" for year in range(2016, 2020)}
    answer = save(officer, farmer, live=True, **years)
    assert answer.status_code == 200
    page = text(answer)
    assert "<html" not in page
    assert "Thiếu: thu nhập sau chi phí" not in page
    assert "Đã lưu lúc" in page


def test_a_page_that_saves_by_itself_saves_again_and_again(officer: Client, farmer: Nomination) -> None:
    data = opened(officer, farmer)
    for position in ("Nông", "Nông dân", "Nông dân giỏi"):
        answer = officer.post(address(farmer), data | {"position": position}, headers=LIVE)
        found = re.search(r'name="seen" id="seen" value="([^"]*)"', text(answer))
        assert found is not None
        data["seen"] = found.group(1)
    farmer.refresh_from_db()
    assert farmer.position == "Nông dân giỏi"


def test_another_category_asks_for_other_facts(officer: Client, farmer: Nomination) -> None:
    assert "HX-Refresh" not in save(officer, farmer, live=True, position="Nông dân").headers
    assert save(officer, farmer, live=True, attribute__category="official").headers["HX-Refresh"] == "true"
    assert "Xếp loại từng năm" in text(officer.get(address(farmer)))


def test_two_people_at_one_field_see_both_and_choose(officer: Client, farmer: Nomination, province: Province) -> None:
    mine = opened(officer, farmer)
    leader = Client()
    leader.force_login(province.leader)
    save(leader, farmer, position="Trưởng thôn", ethnicity="Tày")
    typed = mine | {"position": "Nông dân", "workplace": "Thôn Nà Ví"}
    page = officer.post(address(farmer), typed)
    assert page.status_code == 422
    farmer.refresh_from_db()
    assert (farmer.position, farmer.ethnicity, farmer.workplace) == ("Trưởng thôn", "Tày", "Thôn Nà Ví")
    shown = text(page)
    assert 'value="Nông dân"' in shown
    assert "“Trưởng thôn”" in shown
    assert "Nông Văn Lãnh Đạo" in shown
    again = typed | {"seen": page.context["seen"]}
    assert officer.post(address(farmer), again).status_code == 422, "saved anew, it must still not write over"
    assert officer.post(address(farmer), again | {"take": "position"}).status_code == 302
    farmer.refresh_from_db()
    assert farmer.position == "Trưởng thôn"
    assert officer.post(address(farmer), again | {"keep": "position"}).status_code == 302
    farmer.refresh_from_db()
    assert farmer.position == "Nông dân"


def test_what_was_typed_survives_the_end_of_the_session(officer: Client, farmer: Nomination) -> None:
    data = opened(officer, farmer) | {"summary": "Trồng 3 ha na theo tiêu chuẩn"}
    officer.logout()
    answer = officer.post(address(farmer), data)
    assert answer.status_code == 403
    assert "Trồng 3 ha na" in text(answer)
    assert officer.post(address(farmer), data, headers=LIVE).status_code == 403


def test_both_readings_are_shown_where_they_differ(officer: Client, farmer: Nomination) -> None:
    farmer.memberships = {"congress_delegates": True}
    farmer.save()
    judged(
        farmer, "ca_nhan.sang_kien", *(f"nong_dan.{one}" for one in ("chap_hanh", "mo_hinh", "huong_dan", "doan_ket"))
    )
    for year in range(2016, 2020):
        income(farmer, year, 210, proof=f"{year}.pdf" if year > 2016 else "")
    page = text(officer.get(address(farmer)))
    assert "theo kê khai" in page
    assert "Đã xác minh" in page
    assert "Có minh chứng" in page
    assert "Tự khai" in page


def test_the_units_own_view_is_kept_and_decides_nothing(officer: Client, farmer: Nomination) -> None:
    save(officer, farmer, **{"view__nong_dan__mo_hinh__passed": "1", "view__nong_dan__mo_hinh__reason": "Vườn na 3 ha"})
    assert farmer.judgements.get().judge == "unit"
    assert "Chờ đánh giá" in text(officer.get(address(farmer)))
    answer = save(officer, farmer, **{"view__nong_dan__mo_hinh__passed": ""})
    assert "Chọn Đạt hoặc Chưa đạt" in text(answer)


def test_somebody_is_taken_out_and_back(officer: Client, farmer: Nomination) -> None:
    answer = officer.post(reverse("nomination_remove", args=[farmer.pk]), follow=True)
    assert "Lấy lại" in text(answer)
    officer.post(reverse("nomination_restore", args=[farmer.pk]))
    farmer.refresh_from_db()
    assert farmer.removed_at is None


def test_the_register_offers_what_the_dossier_lacks(officer: Client, farmer: Nomination, province: Province) -> None:
    known = Honouree.objects.create(kind="individual", name=farmer.name, unit=province.commune)
    Nomination.objects.filter(pk=farmer.pk).update(honouree=known)
    Award.objects.create(
        honouree=known, unit=known.unit, kind="individual", award="giay_khen", year=2018, emulation_year=2018
    )
    assert "Sổ có 01 khen thưởng" in text(officer.get(address(farmer)))
    answer = officer.post(reverse("nomination_bring", args=[farmer.pk]), follow=True)
    assert "Đã lấy 01 mục từ sổ" in text(answer)
    assert "Trong sổ" in text(answer)


def test_a_sent_dossier_is_only_to_be_looked_at(officer: Client, farmer: Nomination) -> None:
    income(farmer, 2018, 210)
    judged(farmer, "nong_dan.mo_hinh", judge="unit")
    Nomination.objects.update(direct_worker=True, memberships={"congress_delegates": False}, sex="male")
    Dossier.objects.update(state="sent")
    page = text(officer.get(address(farmer)))
    assert "chỉ để xem" in page
    assert "hx-post" not in page
    before = opened(officer, farmer)
    assert officer.post(address(farmer), before).status_code == 302, "nothing was typed, nothing is missed"
    for headers, status in ((None, 422), (LIVE, 200)):
        answer = officer.post(address(farmer), before | {"name": "Khác"}, headers=headers)
        assert answer.status_code == status
        assert "nội dung vừa gõ chưa được lưu" in text(answer)
    farmer.refresh_from_db()
    assert farmer.name == "Hoàng Văn Nông"


def test_what_is_typed_of_somebody_taken_out_is_not_said_to_be_saved(
    officer: Client, farmer: Nomination, province: Province
) -> None:
    typed = opened(officer, farmer) | {"position": "Trưởng thôn"}
    remove_nomination(farmer, by=province.leader, now=MORNING)
    live = officer.post(address(farmer), typed, headers=LIVE)
    assert (live.status_code, live["HX-Reswap"]) == (200, "none")
    for answer in (live, officer.post(address(farmer), typed)):
        assert "đã được đưa ra khỏi hồ sơ; lấy lại rồi mới lưu được" in text(answer)
        assert "Đã lưu" not in text(answer)


def test_next_leads_through_the_dossier(officer: Client, farmer: Nomination, dossier: Dossier) -> None:
    second = nominated(dossier, "Người thứ hai")
    assert save(officer, farmer, next="1")["Location"] == address(second)
    assert save(officer, second, next="1")["Location"] == reverse("dossier", args=[dossier.pk])


def test_a_page_costs_the_same_with_many_facts_and_nominees(
    officer: Client, dossier: Dossier, farmer: Nomination, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    income(farmer, 2010, 210, proof="a.pdf")
    officer.get(address(farmer))
    with django_assert_max_num_queries(40) as one:
        officer.get(address(farmer))
    for number in range(10):
        other = nominated(dossier, f"Người {number}")
        income(other, 2018, 210, proof="a.pdf")
    for year in range(2011, 2020):
        income(farmer, year, 210, proof="a.pdf")
        Fact.objects.create(nomination=farmer, kind="award", code="giay_khen", year=year)
    with django_assert_max_num_queries(len(one.captured_queries)):
        officer.get(address(farmer))


def test_where_several_awards_are_given_each_asks_its_own_questions(officer: Client, province: Province) -> None:
    """The province's state-level proposals: one pack, many awards."""
    pack = load_pack("lang-son-2020-cap-nha-nuoc")
    edition = PackEdition.objects.create(
        pack_id=pack.id, hash=pack.hash, title=pack.title, content=pack.model_dump(mode="json")
    )
    campaign = Campaign.objects.create(
        title=pack.title, host=province.root, edition=edition, created_by=province.office, state="open"
    )
    unit = Participant.objects.create(campaign=campaign, unit=province.district, group="district")
    dossier = Dossier.objects.create(participant=unit)
    known = Honouree.objects.create(kind="individual", name="Lương Thị Hường", unit=province.district)
    refresh_honourees([known.pk])
    add = reverse("nomination_add", args=[dossier.pk])
    (found,) = officer.get(add, {"q": "huong"}).context["found"].nominees
    codes = [code for code, _ in found.choices]
    assert codes == list(pack.proposable["individual"])
    officer.post(add, {"honouree": known.pk})
    assert not Nomination.objects.exists(), "which award is never guessed"
    officer.post(add, {"honouree": known.pk, "award": codes[0]})
    one = Nomination.objects.get()
    asked = set()
    for code in codes:
        save(officer, one, award=code)
        assert one.award == code
        asked.add(officer.get(address(one)).context["form"].asked_keys())
    assert len(asked) > 1


def test_of_a_returned_dossier_only_what_was_asked_for_is_open(
    officer: Client, farmer: Nomination, province: Province
) -> None:
    fact = income(farmer, 2018, 210)
    income(farmer, 2019, 210)
    returned(farmer.dossier, province, {"nominee.summary": "Nêu rõ năm", f"fact:{fact.pk}": "Thiếu chứng từ"}, farmer)
    page = text(officer.get(address(farmer)))
    assert "Yêu cầu bổ sung: Nêu rõ năm" in page
    form = officer.get(address(farmer)).context["form"]
    opened_fields = {name for name in form.fields if name not in form.closed}
    amount = "amount-income_after_costs-2018"
    assert opened_fields == {"summary", f"{amount}-amount", f"{amount}-proof"}
    answer = officer.post(
        address(farmer), {"summary": "Năm 2018 trồng na", f"{amount}-amount": "220 triệu", "name": "Người khác"}
    )
    assert answer.status_code == 422
    assert "Chỗ này không còn sửa được" in text(answer)
    farmer.refresh_from_db()
    fact.refresh_from_db()
    assert (farmer.name, farmer.summary, fact.amount) == ("Hoàng Văn Nông", "Năm 2018 trồng na", 220_000_000)
    assert farmer.facts.get(year=2019).amount == 210_000_000


def test_a_nominee_moves_up_and_the_dossier_opens_there(officer: Client, farmer: Nomination, dossier: Dossier) -> None:
    second = nominated(dossier, "Người thứ hai")
    answer = officer.post(reverse("nomination_move", args=[second.pk]), {"step": "-1"})
    assert answer["Location"].endswith(f"#de-nghi-{second.pk}")
    assert [one.pk for one in dossier.nominations.order_by("number")] == [second.pk, farmer.pk]


def test_what_is_typed_last_is_kept_when_the_page_is_left_before_the_save_before_has_answered(
    officer: Client, farmer: Nomination, province: Province
) -> None:
    sheet = opened(officer, farmer)
    for summary, leaving in (("Trồng na", {}), ("Trồng 5 ha na", {"leaving": "1"})):
        officer.post(address(farmer), sheet | {"summary": summary} | leaving, headers=LIVE)
    farmer.refresh_from_db()
    assert farmer.summary == "Trồng 5 ha na"
    edit_nomination(farmer, {"summary": "Trồng hồi"}, by=province.leader, now=MORNING)
    officer.post(address(farmer), sheet | {"summary": "Trồng 6 ha na", "leaving": "1"}, headers=LIVE)
    farmer.refresh_from_db()
    assert farmer.summary == "Trồng hồi", "a colleague's words are never written over"
