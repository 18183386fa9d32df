"""A dossier of state-level proposals: the same machinery, by the data of its pack alone (HD II.2.3, II.3.2, II.3.3)."""

from datetime import date

import pytest

from tests.dossiers import STATE_LEVEL, begun_dossier, judged, nominated
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.models import Dossier, Nomination
from vinhdanh.models.register_facts import register_news
from vinhdanh.reports.campaigns import deadline_of, pack_of, refusal_to_send, terms_of
from vinhdanh.reports.completeness import completeness_of
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_dossier

ON = date(2020, 4, 10)


@pytest.fixture
def dossier(province: Province) -> Dossier:
    return begun_dossier(province, STATE_LEVEL)


def proposed(dossier: Dossier, award: str, name: str = "Hoàng Văn Một", **told: object) -> Nomination:
    return nominated(dossier, name, award=award, attributes={}, **told)


def test_each_nominee_is_screened_for_the_award_that_it_is_proposed_for(dossier: Dossier) -> None:
    proposed(dossier, "huan_chuong_lao_dong_hang_ba", name="Hoàng Văn Một")
    proposed(dossier, "chien_sy_thi_dua_toan_quoc", name="Lý Thị Hai")
    report = screen_dossier(dossier, ON)
    assert [one.finding.clause.id for one in report.screened] == ["lao_dong.hang_ba.ca_nhan", "chien_sy"]
    assert report.quota.sentence == "Văn bản không quy định số lượng; đang đề nghị 02 trường hợp."
    assert report.sets == 3


def test_what_the_appraiser_judges_decides_on_an_order(dossier: Dossier) -> None:
    one = proposed(dossier, "huan_chuong_lao_dong_hang_ba")
    assert [each.verdict for each in screen_dossier(dossier, ON).screened] == ["needs_judgement"]
    judged(one, *(f"lao_dong.hang_ba.ca_nhan.{name}" for name in ("thanh_tich", "hoi_nghi", "luat")))
    assert [each.verdict for each in screen_dossier(dossier, ON).screened] == ["met"]


def test_the_certificate_is_missed_of_the_title_alone(dossier: Dossier) -> None:
    title = proposed(dossier, "chien_sy_thi_dua_toan_quoc", name="Lý Thị Hai")
    order = proposed(dossier, "huan_chuong_lao_dong_hang_ba", name="Hoàng Văn Một")
    nominations = nominations_with_facts(dossier)
    whole = completeness_of(dossier, screen_dossier(dossier, ON), nominations, {})
    asked = {one.nomination.pk: [paper.part.id for paper in one.papers] for one in whole.nominees}
    assert asked == {title.pk: ["ho_so.bao_cao", "ho_so.sang_kien"], order.pk: ["ho_so.bao_cao"]}


def test_it_is_due_and_received_where_the_guidance_says(dossier: Dossier) -> None:
    deadline = deadline_of(dossier.participant.campaign)
    assert (deadline.id, deadline.place) == ("han.cap_nha_nuoc", "Sở Nội vụ (qua Ban Thi đua - Khen thưởng)")
    assert refusal_to_send(dossier.participant, dossier, date(2020, 4, 19)) == ""
    assert "20/4/2020" in refusal_to_send(dossier.participant, dossier, date(2020, 4, 20))


def test_the_workbook_of_such_a_campaign_asks_for_the_award(dossier: Dossier) -> None:
    assert "co_thi_dua_chinh_phu" in terms_of(dossier.participant.campaign).proposed.labels


def test_an_order_comes_out_of_the_register_with_its_class(province: Province, dossier: Dossier) -> None:
    from_register = make_honouree("Hoàng Văn Một", province.district)
    one = proposed(dossier, "huan_chuong_lao_dong_hang_nhi", honouree=from_register)
    from_register.awards.create(
        unit=province.district, kind="individual", award="huan_chuong_lao_dong_hang_ba", year=2015, emulation_year=2015
    )
    (fact,) = register_news(one, pack_of(dossier.participant.campaign)).fresh
    assert (fact.code, fact.year) == ("huan_chuong_lao_dong_hang_ba", 2015)
