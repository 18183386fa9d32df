"""A dossier's papers say what was typed; a digest moves when that changes, and only then."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.layout_checker import check_docx, check_signed_docx
from tests.documents.pdf_reading import read_pdf
from tests.dossiers import begun_dossier, income, nominated
from tests.province import Province
from vinhdanh.documents.achievement_report import AchievementReport
from vinhdanh.documents.minutes import Minutes
from vinhdanh.models import Attendance, Award, Dossier, Fact, Honouree, Meeting, Nomination, Vote
from vinhdanh.reports.achievement_records import achievement_record
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.dossier_content import fact_words
from vinhdanh.reports.dossier_papers import (
    PAPERS,
    NoSuchPaper,
    draft_digest,
    draft_digests,
    drafts_of,
    paper_bytes,
)
from vinhdanh.reports.minutes_record import minutes_record
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_dossier

pytestmark = pytest.mark.django_db
ON = date(2020, 5, 19)
ISSUER = "UBND huyện Chi Lăng"
LETTER, FORM_03, MINUTES, REPORT = "ho_so.to_trinh", "ho_so.mau_03", "ho_so.bien_ban", "ho_so.bao_cao"


@pytest.fixture
def dossier(province: Province) -> Dossier:
    """The district's, with a farmer whose letter and story are typed."""
    dossier = begun_dossier(province)
    told = {"superior": "UBND tỉnh Lạng Sơn", "issuer": ISSUER, "place": "Chi Lăng", "signer": "Lương Đình Khải"}
    Dossier.objects.filter(pk=dossier.pk).update(**told)
    dossier.refresh_from_db()
    return dossier


@pytest.fixture
def farmer(dossier: Dossier) -> Nomination:
    one = nominated(
        dossier,
        birth="12/3/74",
        sex="male",
        residence="Thôn Nà Nưa, xã Vân Thủy",
        position="Nông dân",
        story={"duties": "Trồng na.", "achievements": "Sản lượng 09 tấn mỗi năm."},
    )
    income(one, 2018, 180, proof="xac-nhan.pdf")
    add(one, kind="award", code="giay_khen", year=2016, as_written="Giấy khen của Chủ tịch UBND huyện")
    return one


def add(nomination: Nomination, **told: Any) -> Fact:
    return Fact.objects.create(nomination=nomination, **told)


def held(dossier: Dossier, *nominees: Nomination, agreed: int | None = 8) -> Meeting:
    """A meeting of nine: the chair is away, one wrote, one stayed away."""
    meeting = Meeting.objects.create(
        dossier=dossier, number="7", held_on=date(2020, 5, 15), begun=time(14), ended=time(16, 30)
    )
    members = (
        ("Ông Trần Chủ", "chair", "absent"),
        ("Bà Lý Phó", "vice_chair", "present"),
        ("Bà Nông Ký", "secretary", "present"),
        ("Ông Vi Viết", "member", "written"),
        *((f"Ông Ủy {number}", "member", "present") for number in range(5)),
    )
    for number, (name, role, presence) in enumerate(members):
        Attendance.objects.create(meeting=meeting, name=name, role=role, presence=presence, number=number)
    for one in nominees:
        Vote.objects.create(meeting=meeting, nomination=one, members=9, agreed=agreed, against=0)
    return meeting


def report_of(nomination: Nomination, with_personal: bool = True) -> AchievementReport:
    (one,) = (each for each in nominations_with_facts(nomination.dossier) if each.pk == nomination.pk)
    return achievement_record(one, screen_dossier(nomination.dossier, ON), with_personal=with_personal)


def minutes_of(dossier: Dossier) -> Minutes:
    return minutes_record(dossier, screen_dossier(dossier, ON), nominations_with_facts(dossier))


def digests(dossier: Dossier) -> dict[tuple[str, int | None], str]:
    dossier = Dossier.objects.get(pk=dossier.pk)
    return dict(draft_digests(dossier, screen_dossier(dossier, ON), nominations_with_facts(dossier)))


def changed(before: dict[tuple[str, int | None], str], dossier: Dossier) -> set[tuple[str, int | None]]:
    after = digests(dossier)
    return {key for key in before | after if before.get(key) != after.get(key)}


def pdf(dossier: Dossier, slug: str, with_personal: bool = True) -> str:
    content = paper_bytes(dossier, slug, "pdf", on=ON, with_personal=with_personal)
    return " ".join(" ".join(page.text for page in read_pdf(content)).split())


def test_every_part_that_the_pack_has_composed_is_offered_once_for_the_dossier_or_each_nominee(
    dossier: Dossier, farmer: Nomination
) -> None:
    other = nominated(dossier, "Gia đình ông Lộc", kind="family")
    drafts = drafts_of(pack_of(dossier.participant.campaign), [farmer, other])
    assert [(draft.slug, draft.part, draft.nomination) for draft in drafts] == [
        ("to-trinh", LETTER, None),
        ("mau-03", FORM_03, None),
        ("bien-ban", MINUTES, None),
        (f"bao-cao-{farmer.pk}", REPORT, farmer.pk),
        (f"bao-cao-{other.pk}", REPORT, other.pk),
    ]


@pytest.mark.parametrize("extension", ["docx", "pdf"])
def test_every_paper_is_written_in_both_formats(dossier: Dossier, farmer: Nomination, extension: str) -> None:
    for draft in drafts_of(pack_of(dossier.participant.campaign), [farmer]):
        content = paper_bytes(dossier, draft.slug, extension, on=ON, with_personal=True)
        assert content[:4] == (b"PK\x03\x04" if extension == "docx" else b"%PDF")


def test_the_papers_of_a_dossier_keep_every_rule_of_the_decree(dossier: Dossier, farmer: Nomination) -> None:
    held(dossier, farmer)

    def docx(slug: str) -> bytes:
        return paper_bytes(dossier, slug, "docx", on=ON, with_personal=True)

    assert check_docx(docx("to-trinh")) == []
    assert check_docx(docx("mau-03")) == []
    assert check_signed_docx(docx("bien-ban"), numbered=True, dated=False, signers=2, receivers=True) == []
    report = docx(f"bao-cao-{farmer.pk}")
    assert check_signed_docx(report, numbered=False, dated=True, signers=3, receivers=False) == []


@pytest.mark.parametrize("slug", ["bao-cao", "bao-cao-0", "bao-cao-x", "to-trinh-1", "ket-qua", "mau-03-", ""])
def test_a_paper_that_is_not_there_is_told(dossier: Dossier, farmer: Nomination, slug: str) -> None:
    with pytest.raises(NoSuchPaper):
        paper_bytes(dossier, slug, "pdf", on=ON, with_personal=True)
    with pytest.raises(NoSuchPaper):
        paper_bytes(dossier, "to-trinh", "odt", on=ON, with_personal=True)


def test_a_nominee_of_another_dossier_or_taken_out_has_no_report_here(
    province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    campaign = dossier.participant.campaign
    other = Dossier.objects.create(participant=campaign.participants.get(unit=province.department))
    with pytest.raises(NoSuchPaper):
        paper_bytes(other, f"bao-cao-{farmer.pk}", "pdf", on=ON, with_personal=True)
    Nomination.objects.filter(pk=farmer.pk).update(removed_at=dossier.begun_at)
    with pytest.raises(NoSuchPaper):
        paper_bytes(dossier, f"bao-cao-{farmer.pk}", "pdf", on=ON, with_personal=True)


def test_the_report_tells_who_and_what_with_the_facts_in_their_tables(farmer: Nomination) -> None:
    record = report_of(farmer)
    assert ("Sinh ngày, tháng, năm", "12/03/1974") in record.who
    assert ("Nơi cư trú", "Thôn Nà Nưa, xã Vân Thủy") in record.who
    assert record.award == "Bằng khen của Chủ tịch UBND tỉnh"
    assert record.story["duties"] == "Trồng na."
    assert [(one.year, one.amount, one.proof) for one in record.figures] == [(2018, 180_000_000, "Tệp kèm theo")]
    assert [(one.years, one.name) for one in record.forms] == [("2016", "Giấy khen của Chủ tịch UBND huyện")]
    assert record.titles == ()
    assert (record.superior, record.issuer) == ("UBND tỉnh Lạng Sơn", ISSUER)
    assert record.signer == farmer.name


def test_who_works_somewhere_reports_under_that_head(dossier: Dossier) -> None:
    one = nominated(dossier, "Hoàng Thị Quỳnh", workplace="Phòng Nội vụ huyện")
    record = report_of(one)
    assert (record.superior, record.issuer) == (ISSUER, "Phòng Nội vụ huyện")


@pytest.mark.parametrize("home", ["Thôn Khuổi Họa", "bản Nà Nưa", "Tổ dân phố số 3"])
def test_who_lives_somewhere_reports_under_the_head_of_the_unit(dossier: Dossier, home: str) -> None:
    assert report_of(nominated(dossier, workplace=home)).issuer == ISSUER


def test_titles_and_forms_are_told_apart_by_the_pack(dossier: Dossier) -> None:
    one = nominated(dossier, "Hoàng Thị Quỳnh")
    pack = pack_of(dossier.participant.campaign)
    title = next(award for award in pack.awards if award.type == "title")
    add(one, kind="award", code=title.code, year=2019)
    add(one, kind="award", code="", year=2018, as_written="Kỷ niệm chương")
    add(one, kind="award", code="giay_khen", year=2017, as_written="GK huyện")
    record = report_of(one)
    assert [honour.name for honour in record.titles] == [title.label]
    assert [honour.name for honour in record.forms] == ["Giấy khen", "Kỷ niệm chương"]
    add(one, kind="award", code="", year=2016, as_written="Gia đình văn hóa")
    assert "Gia đình văn hóa" in [honour.name for honour in report_of(one).titles]


def test_an_award_is_told_by_its_own_name_where_the_campaign_counts_it_by_a_coarser_one(
    dossier: Dossier, province: Province
) -> None:
    known = Honouree.objects.create(kind="individual", name="Hoàng Thị Quỳnh", unit=province.district)
    given = {"honouree": known, "unit": province.district, "kind": "individual", "year": 2017, "emulation_year": 2017}
    entry = Award.objects.create(award="huan_chuong_lao_dong_hang_ba", as_written="HCLĐ H3", **given)
    one = nominated(dossier, "Hoàng Thị Quỳnh")
    add(one, kind="award", code="huan_chuong_lao_dong", year=2017, as_written="HCLĐ H3", from_award=entry)
    add(one, kind="award", code="huan_chuong_lao_dong", year=2018, as_written="Huân chương Lao động Hạng Nhì")
    add(one, kind="award", code="huan_chuong_khac", year=2019, as_written="Huân chương Hữu nghị")
    names = ["Huân chương Lao động hạng Ba", "Huân chương Lao động Hạng Nhì", "Huân chương Hữu nghị"]
    assert [honour.name for honour in report_of(one).forms] == names
    pack = pack_of(dossier.participant.campaign)
    assert [fact_words(fact, pack) for fact in one.facts.order_by("year")] == names


def test_a_head_tells_of_the_unit_with_its_own_facts(dossier: Dossier) -> None:
    one = nominated(dossier, "Đặng Phúc Lượng", headed_name="UBND xã Bằng Mạc")
    level = pack_of(dossier.participant.campaign).scale.levels[0]
    add(one, kind="rating", of_headed=True, code=level.code, year=2019, decision="41/QĐ-UBND", authority="UBND huyện")
    record = report_of(one)
    assert record.ratings == ()
    told = record.story["unit_achievements"].splitlines()
    assert told == ["Kết quả của UBND xã Bằng Mạc:", f"- Năm 2019: {level.label} (41/QĐ-UBND, UBND huyện)."]


def test_births_and_residences_are_left_out_for_who_may_not_see_them(dossier: Dossier, farmer: Nomination) -> None:
    family = nominated(dossier, "Gia đình ông Lộc", kind="family", residence="Thôn Đồng Ngầu")
    slugs = ["to-trinh", "mau-03", "bien-ban", f"bao-cao-{farmer.pk}", f"bao-cao-{family.pk}"]
    shown = " ".join(pdf(dossier, slug) for slug in slugs)
    assert "12/03/1974" in shown
    assert "Thôn Nà Nưa" in shown
    assert "Thôn Đồng Ngầu" in shown
    hidden = " ".join(pdf(dossier, slug, with_personal=False) for slug in slugs)
    assert "12/03" not in hidden
    assert "Năm sinh: 1974" in hidden
    assert "Thôn" not in hidden


def test_the_minutes_tell_of_the_meeting_and_a_vice_chair_leads_where_the_chair_is_away(
    dossier: Dossier, farmer: Nomination
) -> None:
    held(dossier, farmer)
    record = minutes_of(dossier)
    assert record.superior == ISSUER
    assert (len(record.present), len(record.written), len(record.absent)) == (7, 1, 1)
    assert record.chair is not None
    assert record.chair.name == "Bà Lý Phó"
    assert record.secretary is not None
    assert record.secretary.name == "Bà Nông Ký"
    (vote,) = record.votes
    assert (vote.agreed, vote.share, vote.passed) == (8, "88,8 %", True)
    assert record.request == "đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh"


def test_seven_of_nine_are_not_the_share_that_the_campaign_asks_for(dossier: Dossier, farmer: Nomination) -> None:
    held(dossier, farmer, agreed=7)
    assert minutes_of(dossier).votes[0].passed is False


def test_ballots_not_counted_and_a_meeting_not_held_leave_it_open(dossier: Dossier, farmer: Nomination) -> None:
    assert minutes_of(dossier).votes[0].passed is None
    held(dossier, farmer, agreed=None)
    vote = minutes_of(dossier).votes[0]
    assert (vote.passed, vote.share) == (None, "")


def test_a_digest_moves_with_what_its_paper_says_and_no_other(dossier: Dossier, farmer: Nomination) -> None:
    before = digests(dossier)
    assert set(before) == {(LETTER, None), (FORM_03, None), (MINUTES, None), (REPORT, farmer.pk)}
    Nomination.objects.filter(pk=farmer.pk).update(story={"duties": "Trồng na và hồi."})
    assert changed(before, dossier) == {(REPORT, farmer.pk)}
    before = digests(dossier)
    Nomination.objects.filter(pk=farmer.pk).update(summary="Trồng 1,2 ha na.")
    assert changed(before, dossier) == {(FORM_03, None)}
    before = digests(dossier)
    held(dossier, farmer)
    assert changed(before, dossier) == {(MINUTES, None)}
    before = digests(dossier)
    nominated(dossier, "Vi Thị Mới")
    assert {(LETTER, None), (FORM_03, None), (MINUTES, None)} <= changed(before, dossier)
    assert (REPORT, farmer.pk) not in changed(before, dossier)


def test_a_fact_moves_the_digest_of_its_report(dossier: Dossier, farmer: Nomination) -> None:
    before = digests(dossier)
    Fact.objects.filter(nomination=farmer, kind="amount").update(amount=181_000_000)
    assert changed(before, dossier) == {(REPORT, farmer.pk)}


def test_the_number_and_the_day_that_a_clerk_gives_afterwards_change_no_signed_paper(
    dossier: Dossier, farmer: Nomination
) -> None:
    held(dossier, farmer)
    before = digests(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(letter_number="45", letter_date=date(2020, 5, 18))
    Meeting.objects.filter(dossier=dossier).update(number="8")
    assert changed(before, dossier) == set()


def test_one_digest_is_that_of_all_and_blank_for_a_part_the_unit_brings(dossier: Dossier, farmer: Nomination) -> None:
    all_of_them = digests(dossier)
    assert draft_digest(dossier, REPORT, farmer, on=ON) == all_of_them[REPORT, farmer.pk]
    assert draft_digest(dossier, LETTER, None, on=ON) == all_of_them[LETTER, None]
    assert draft_digest(dossier, "ho_so.khac", None, on=ON) == ""


def test_digests_cost_the_same_for_one_nominee_and_for_eight(dossier: Dossier, farmer: Nomination) -> None:
    held(dossier, farmer)

    def asked() -> int:
        fresh = Dossier.objects.select_related("participant__campaign__edition", "participant__unit").get(pk=dossier.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            nominations = nominations_with_facts(fresh)
            draft_digests(fresh, screen_dossier(fresh, ON), nominations)
        return len(queries)

    alone = asked()
    for number in range(7):
        income(nominated(dossier, f"Người thứ {number}"), 2018, 120, proof="a.pdf")
    assert asked() == alone


def test_the_slugs_of_the_papers_are_the_words_of_their_kind() -> None:
    assert list(PAPERS) == ["to-trinh", "mau-03", "bien-ban", "bao-cao"]
