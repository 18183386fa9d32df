"""A unit's own campaign: standards built line by line in a form without a script, read back, corrected until opened."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.dossiers import MORNING, nominated, opened_campaign
from tests.province import Province
from vinhdanh.models import AuditLine, Campaign, Dossier, Fact
from vinhdanh.reports.campaigns import pack_of

ASKED = {
    "title": "Hội nghị điển hình tiên tiến huyện Chi Lăng",
    "award": "Giấy khen của Chủ tịch UBND huyện Chi Lăng",
    "cite": "Kế hoạch số 15/KH-UBND",
    "deadline": "25/5/20",
    "place": "Phòng Nội vụ huyện",
    "recipient": "Chủ tịch UBND huyện Chi Lăng",
    "seat": "Chi Lăng",
    "sets": "1",
    "parts": ["ho_so.mau_03"],
    "individual-at_most": "2",
    "individual-1-rule": "rated",
    "individual-1-level": "good",
    "individual-1-first": "2016",
    "individual-1-last": "2019",
    "individual-1-one_of": "0",
    "individual-2-rule": "amount",
    "individual-2-indicator": "Thu nhập sau chi phí",
    "individual-2-at_least": "150 triệu",
    "individual-2-over": "each_year",
    "individual-2-first": "2018",
    "individual-2-last": "2019",
    "individual-2-one_of": "1",
    "individual-3-rule": "awards",
    "individual-3-codes": ["giay_khen", "lao_dong_tien_tien"],
    "individual-3-count": "2",
    "individual-3-first": "2016",
    "individual-3-last": "2019",
    "individual-3-one_of": "1",
}


@pytest.fixture(autouse=True)
def _the_day_of_the_story(settings: Settings) -> None:
    settings.DEMO, settings.DEMO_DAY = True, MORNING.date()


@pytest.fixture
def officer(province: Province, client: Client) -> Client:
    client.force_login(province.officer)
    return client


def sent(client: Client, province: Province, **changes: object) -> Campaign:
    client.post(reverse("campaign_own"), {**ASKED, "host": province.district.pk, **changes})
    return Campaign.objects.get()


def test_a_unit_that_opens_a_campaign_sets_its_own_standards(officer: Client) -> None:
    answer = officer.get(reverse("campaign_open"), follow=True)
    assert answer.redirect_chain == [(reverse("campaign_own"), 302)]
    assert 'value="Giấy khen của Chủ tịch Ủy ban nhân dân huyện Chi Lăng"' in answer.content.decode()


def test_a_line_is_added_and_nothing_that_is_not_yet_filled_in_is_a_fault(officer: Client, province: Province) -> None:
    typed = {"host": province.district.pk, "title": "Đợt tháng 5", "add": "family", "rule-family": "judged"}
    answer = officer.post(reverse("campaign_own"), typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Đợt tháng 5"' in page
    assert 'name="family-1-rule" value="judged"' in page
    assert "fault" not in page
    assert not Campaign.objects.exists()


def test_the_standards_are_saved_and_read_back_as_prose(officer: Client, province: Province) -> None:
    campaign = sent(officer, province)
    assert campaign.edition.pack_id == "rieng-huyen-chi-lang-1"
    assert campaign.edition.hash == pack_of(campaign).hash
    assert [one.unit for one in campaign.participants.all()] == [province.commune]
    assert campaign.participants.get().group == "don_vi"
    page = officer.get(reverse("campaign_rules", args=[campaign.pk])).content.decode()
    for words in (
        "Mọi năm trong giai đoạn 2016 - 2019 được xếp loại hoàn thành tốt nhiệm vụ trở lên",
        "Thu nhập sau chi phí mỗi năm từ 150 triệu đồng, giai đoạn 2018 - 2019",
        "Được tặng giấy khen hoặc lao động tiên tiến ít nhất 02 lần",
        "Chỉ cần đạt một trong 02 điều dưới đây",
        "Hạn cuối: hết ngày 25/05/2020",
        "Không quá 02 cá nhân",
    ):
        assert words in page


def test_the_second_one_of_a_unit_has_the_next_number(officer: Client, province: Province) -> None:
    sent(officer, province)
    officer.post(reverse("campaign_own"), {**ASKED, "host": province.district.pk, "title": "Đợt hai"})
    assert {one.edition.pack_id for one in Campaign.objects.all()} == {
        "rieng-huyen-chi-lang-1",
        "rieng-huyen-chi-lang-2",
    }


def test_the_form_comes_back_as_it_was_filled_in_and_is_corrected(officer: Client, province: Province) -> None:
    campaign = sent(officer, province)
    address = reverse("campaign_standards", args=[campaign.pk])
    page = officer.get(address).content.decode()
    for words in ('value="150 triệu đồng"', 'value="25/05/2020"', 'value="Thu nhập sau chi phí"', 'value="2016"'):
        assert words in page
    officer.post(address, {**ASKED, "host": province.district.pk, "individual-2-at_least": "180 triệu", "title": "Mới"})
    campaign.refresh_from_db()
    assert campaign.title == "Mới"
    assert "từ 180 triệu đồng" in officer.get(reverse("campaign_rules", args=[campaign.pk])).content.decode()
    assert AuditLine.objects.latest("number").verb == "take_edition"


def test_a_line_that_is_ticked_is_taken_out(officer: Client, province: Province) -> None:
    campaign = sent(officer, province, **{"individual-2-gone": "on", "individual-2-at_least": "x"})
    kinds = campaign.edition.form["kinds"]  # type: ignore[index]
    assert [one["rule"] for one in kinds[0]["conditions"]] == ["rated", "awards"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"individual-2-at_least": "nhiều"}, "Không đọc được số tiền “nhiều”"),
        ({"individual-at_most": ""}, "Ghi số lượng được đề nghị"),
        ({"individual-1-count": "9"}, "không bao giờ đạt"),
        ({"individual-1-first": "2020", "individual-1-last": "2016"}, "năm cuối đứng trước năm đầu"),
        ({"deadline": "hôm nào"}, "không phải là ngày"),
        (
            {f"individual-{number}-gone": "on" for number in (1, 2, 3)} | {"individual-at_most": ""},
            "Chưa có tiêu chuẩn",
        ),
    ],
)
def test_what_makes_no_sense_is_told_and_what_was_typed_is_kept(
    officer: Client, province: Province, changes: dict[str, str], words: str
) -> None:
    answer = officer.post(reverse("campaign_own"), {**ASKED, "host": province.district.pk, **changes})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Thu nhập sau chi phí"' in page
    assert not Campaign.objects.exists()


@pytest.fixture
def opened(officer: Client, province: Province) -> Campaign:
    """The district's own, open to its commune, which has begun with a nominee who earns 160 million a year."""
    campaign = sent(officer, province)
    officer.post(reverse("campaign_begin", args=[campaign.pk]))
    campaign.refresh_from_db()
    dossier = Dossier.objects.create(participant=campaign.participants.get(), begun_at=MORNING, changed_at=MORNING)
    one = nominated(dossier, award="giay_khen", attributes={})
    for year in range(2016, 2020):
        Fact.objects.create(nomination=one, kind="rating", code="good", year=year)
    for year in (2018, 2019):
        given = {"code": pack_of(campaign).indicators[0].code, "as_written": "Thu nhập", "amount": 160_000_000}
        Fact.objects.create(nomination=one, kind="amount", year=year, **given)
    return campaign


def revised(client: Client, campaign: Campaign, **changes: object) -> str:
    address = reverse("campaign_standards", args=[campaign.pk])
    answer = client.post(address, {**ASKED, "host": campaign.host_id, **changes}, follow=True)
    campaign.refresh_from_db()
    return " ".join(answer.content.decode().split())


DEARER = {"individual-2-at_least": "180 triệu", "title": "Hội nghị, tiêu chuẩn mới"}


def test_once_opened_other_standards_wait_with_what_they_would_change(officer: Client, opened: Campaign) -> None:
    before = opened.edition_id
    page = revised(officer, opened, **DEARER)
    assert "Bản mới của tiêu chuẩn" in page
    assert "150 triệu đồng" in page
    assert "180 triệu đồng" in page
    assert "1 trong 1 hồ sơ chưa tiếp nhận" in page
    assert "Hoàng Văn Nông" in page
    assert "Lãnh đạo hoặc bộ phận thi đua của Huyện Chi Lăng quyết định" in page
    assert (opened.edition_id, opened.title) == (before, ASKED["title"])
    assert AuditLine.objects.latest("number").verb == "propose_edition"
    again = officer.get(reverse("campaign_standards", args=[opened.pk])).content.decode()
    assert 'value="180 triệu đồng"' in again


def test_they_hold_once_the_units_leader_takes_them(officer: Client, province: Province, opened: Campaign) -> None:
    revised(officer, opened, **DEARER)
    address = reverse("campaign_edition", args=[opened.pk])
    assert opened.proposed is not None
    digest = opened.proposed.hash
    assert officer.post(address, {"seen": digest}).status_code == 403
    officer.force_login(province.leader)
    assert "vừa thay đổi lần nữa" in officer.post(address, {"seen": "0" * 64}, follow=True).content.decode()
    officer.post(address, {"seen": digest})
    opened.refresh_from_db()
    assert (opened.edition.hash, opened.proposed, opened.title) == (digest, None, DEARER["title"])


def test_they_are_dropped_and_nothing_changes(officer: Client, opened: Campaign) -> None:
    before = opened.edition_id
    revised(officer, opened, **DEARER)
    officer.post(reverse("campaign_edition", args=[opened.pk]), {"drop": ""})
    opened.refresh_from_db()
    assert (opened.edition_id, opened.proposed) == (before, None)
    assert officer.get(reverse("campaign_edition", args=[opened.pk])).status_code == 404


@pytest.mark.parametrize(
    ("dossier", "campaign", "words"),
    [
        ("accepted", "open", "Đã tiếp nhận hồ sơ của Xã"),
        ("sent", "closed", "Đợt đã kết thúc nhận hồ sơ nên không sửa tiêu chuẩn"),
    ],
)
def test_standards_by_which_somebody_was_weighed_stay(
    officer: Client, province: Province, opened: Campaign, dossier: str, campaign: str, words: str
) -> None:
    revised(officer, opened, **DEARER)
    assert opened.proposed is not None
    Dossier.objects.update(state=dossier)
    Campaign.objects.update(state=campaign)
    page = officer.get(reverse("campaign_standards", args=[opened.pk])).content.decode()
    assert words in page, "said before anything is typed"
    assert "Lưu, xem" not in page
    assert words in revised(officer, opened, title="Khác")
    officer.force_login(province.leader)
    told = {"seen": opened.proposed.hash}
    assert words in officer.post(reverse("campaign_edition", args=[opened.pk]), told, follow=True).content.decode()


def test_the_same_standards_are_no_later_text(officer: Client, opened: Campaign) -> None:
    assert "không khác bản đợt đang theo" in revised(officer, opened)
    assert opened.proposed is None


def test_one_opens_it_for_units_of_ones_own_alone(officer: Client, province: Province) -> None:
    answer = officer.post(reverse("campaign_own"), {**ASKED, "host": province.department.pk})
    assert answer.status_code == 422
    assert not Campaign.objects.exists()


def test_a_campaign_by_a_pack_of_the_product_has_no_standards_of_its_own(client: Client, province: Province) -> None:
    campaign = opened_campaign(province)
    client.force_login(province.office)
    answer = client.get(reverse("campaign_standards", args=[campaign.pk]), follow=True)
    assert "không có tiêu chuẩn riêng để sửa" in answer.content.decode()
