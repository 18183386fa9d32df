"""A dossier is screened as its workbook would be: as declared, and as far as it is verified."""

from datetime import date

import pytest

from tests.dossiers import confirmed, income, judged, nominated
from tests.province import Province
from vinhdanh.models import Award, Dossier, Fact, Honouree, HonoureeStanding, Nomination
from vinhdanh.models.claims import confirmed_claims
from vinhdanh.reports.screened_dossier import book_of, screen_both, screen_dossier, screened_of
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN, Finding, Outcome, walk

ON = date(2020, 5, 19)
FARMER = ("ca_nhan.sang_kien", "nong_dan.chap_hanh", "nong_dan.mo_hinh", "nong_dan.huong_dan", "nong_dan.doan_ket")


def farmer(dossier: Dossier, *, proved: bool) -> Nomination:
    """With four years of income; an appraiser has checked what the unit says of him beside."""
    one = nominated(dossier, memberships={"congress_delegates": True})
    for year in range(2016, 2020):
        income(one, year, 210, proof=f"so-sach-{year}.pdf" if proved else "")
    return confirmed(one)


def clause(finding: Finding, code: str) -> Finding:
    return next(found for _, found in walk(finding) if found.clause.id == code)


def answer(dossier: Dossier, one: Nomination, code: str, *, verified: bool = False) -> Outcome:
    return clause(screened_of(screen_dossier(dossier, ON, verified), one).finding, code).outcome


def test_all_that_is_declared_and_judged_decides(dossier: Dossier) -> None:
    one = farmer(dossier, proved=False)
    assert screened_of(screen_dossier(dossier, ON), one).verdict is NEEDS_JUDGEMENT
    judged(one, *FARMER)
    assert screened_of(screen_dossier(dossier, ON), one).verdict is MET


def test_the_units_own_view_decides_nothing(dossier: Dossier) -> None:
    one = farmer(dossier, proved=False)
    judged(one, *FARMER, judge="unit")
    assert screened_of(screen_dossier(dossier, ON), one).verdict is NEEDS_JUDGEMENT


def test_a_claim_is_open_until_it_is_proved(dossier: Dossier) -> None:
    one = farmer(dossier, proved=False)
    assert answer(dossier, one, "nong_dan.thu_nhap") is MET
    assert answer(dossier, one, "nong_dan.thu_nhap", verified=True) is UNKNOWN


def test_a_figure_without_a_proof_is_not_called_unread(dossier: Dossier) -> None:
    one = farmer(dossier, proved=False)
    found = clause(screened_of(screen_dossier(dossier, ON, verified=True), one).finding, "nong_dan.thu_nhap")
    assert [item.text for item in found.evidence][0] == "2016: chưa có minh chứng"


def test_what_is_proved_holds_in_both_readings(dossier: Dossier) -> None:
    one = farmer(dossier, proved=True)
    declared, verified = screen_both(dossier, ON)
    assert [
        clause(screened_of(report, one).finding, "nong_dan.thu_nhap").outcome for report in (declared, verified)
    ] == [MET, MET]


def test_a_refused_or_removed_proof_proves_nothing(dossier: Dossier) -> None:
    one = farmer(dossier, proved=True)
    first, second, *_ = Fact.objects.filter(nomination=one)
    first.refused = "Ảnh mờ"
    first.save()
    assert answer(dossier, one, "nong_dan.thu_nhap", verified=True) is UNKNOWN
    first.refused = ""
    first.save()
    assert answer(dossier, one, "nong_dan.thu_nhap", verified=True) is MET
    second.proofs.update(removed_at="2020-05-19T09:00:00Z")
    assert answer(dossier, one, "nong_dan.thu_nhap", verified=True) is UNKNOWN


@pytest.mark.parametrize(("standing", "outcome"), [("standing", MET), ("double", MET), ("revoked", UNKNOWN)])
def test_an_entry_of_the_register_verifies_as_long_as_it_counts(
    dossier: Dossier, province: Province, standing: str, outcome: Outcome
) -> None:
    known = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.district)
    entry = Award.objects.create(
        honouree=known,
        unit=province.district,
        kind="individual",
        award="bang_khen_tinh",
        year=2018,
        emulation_year=2018,
    )
    one = nominated(dossier, attributes={"category": "official", "head_of": "none"})
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018, from_award=entry)
    confirmed(one)
    entry.marked(standing=standing)
    assert answer(dossier, one, "can_bo.bang_khen") is MET
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is outcome


def test_a_claimed_award_is_neither_counted_nor_denied_when_verified(dossier: Dossier) -> None:
    one = confirmed(nominated(dossier, attributes={"category": "official", "head_of": "none"}))
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is NOT_MET
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018)
    assert answer(dossier, one, "can_bo.bang_khen") is MET
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is UNKNOWN
    found = screened_of(screen_dossier(dossier, ON, verified=True), one).finding
    assert clause(found, "can_bo.bang_khen").missing[0].text.startswith("minh chứng của “Bằng khen")
    assert "01 khen thưởng chưa có minh chứng" in clause(found, "can_bo.bang_khen").because
    Fact.objects.update(code="giay_khen")
    one.confirmations.all().delete()
    confirmed(Nomination.objects.get(pk=one.pk))
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is NOT_MET  # proved or not, it is another award


def test_an_award_that_the_campaign_does_not_name_is_one_of_any_and_leaves_nothing_open(
    dossier: Dossier, province: Province
) -> None:
    hamlet = {"size": "small", "locality": "hamlet"}
    one = nominated(dossier, "Thôn Nà Nưa", kind="collective", attributes=hamlet)
    known = Honouree.objects.create(kind="collective", name="Thôn Nà Nưa", unit=province.district)
    given = {"honouree": known, "unit": province.district, "kind": "collective", "year": 2017, "emulation_year": 2017}
    entry = Award.objects.create(award="thon_van_hoa", **given)
    Fact.objects.create(nomination=one, kind="award", year=2017, from_award=entry)
    Fact.objects.create(nomination=one, kind="award", year=2018, as_written="Thôn văn hóa")
    assert answer(dossier, one, "tap_the_nho.3.nhieu_lan") is MET
    assert answer(dossier, one, "tap_the_nho.3.bang_khen") is NOT_MET
    Fact.objects.create(nomination=one, kind="award", year=2019, as_written="Bằng gì đó")
    assert answer(dossier, one, "tap_the_nho.3.bang_khen") is UNKNOWN


def test_a_head_is_held_against_the_unit_headed(dossier: Dossier) -> None:
    one = nominated(dossier, attributes={"category": "official", "head_of": "grassroots"}, headed_name="Trường Ví Dụ")
    assert answer(dossier, one, "thu_truong_co_so.bang_khen") is NOT_MET
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018, of_headed=True)
    assert answer(dossier, one, "thu_truong_co_so.bang_khen") is MET
    assert answer(dossier, one, "can_bo.bang_khen") is NOT_MET


def test_awards_that_nobody_has_listed_are_unknown(dossier: Dossier) -> None:
    one = nominated(dossier, attributes={"category": "official", "head_of": "none"}, awards_listed=False)
    assert answer(dossier, one, "can_bo.bang_khen") is UNKNOWN
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018)
    assert answer(dossier, one, "can_bo.bang_khen") is MET
    assert not Nomination(dossier=dossier).awards_listed


def test_a_word_of_the_unit_alone_is_not_known_when_verified(dossier: Dossier) -> None:
    one = nominated(dossier, memberships={"congress_delegates": True})
    judged(one, *FARMER)
    for year in range(2016, 2020):
        income(one, year, 210, proof="so-sach.pdf")
    declared, verified = screen_both(dossier, ON)
    assert (screened_of(declared, one).verdict, screened_of(verified, one).verdict) == (MET, UNKNOWN)
    person, _ = screened_of(verified, one).nominee, confirmed(one)
    assert (person.facts.attributes["category"], person.facts.memberships["congress_delegates"]) == (None, None)
    assert screened_of(screen_dossier(dossier, ON, verified=True), one).verdict is MET


@pytest.mark.parametrize(
    ("changed", "forgotten"),
    [
        ({"attributes": {"category": "worker", "head_of": "none"}}, "attribute.category"),
        ({"attributes": {"category": "farmer", "head_of": "grassroots"}}, "attribute.head_of"),
        ({"headed_name": "Trường Ví Dụ"}, "attribute.head_of"),
        ({"memberships": {"congress_delegates": False}}, "member.congress_delegates"),
        ({"awards_listed": False}, "awards"),
    ],
)
def test_what_was_checked_is_not_what_the_unit_says_now(
    dossier: Dossier, changed: dict[str, object], forgotten: str
) -> None:
    one = confirmed(nominated(dossier, memberships={"congress_delegates": True}))
    before = confirmed_claims(one)
    assert forgotten in before
    Nomination.objects.filter(pk=one.pk).update(**changed)
    assert confirmed_claims(Nomination.objects.get()) == before - {forgotten}


def test_the_list_of_awards_was_checked_as_it_was(dossier: Dossier) -> None:
    one = confirmed(nominated(dossier))
    fact = Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018)
    assert "awards" not in confirmed_claims(one)
    fact.delete()
    assert "awards" in confirmed_claims(one)


def test_the_quota_counts_the_category_that_is_claimed_and_verified_is_told_that_it_is_open(dossier: Dossier) -> None:
    nominees = [nominated(dossier, f"Người {number}") for number in range(2)]
    declared, verified = screen_both(dossier, ON)
    floors = [next(one.finding for one in report.quota.limits if one.floor) for report in (declared, verified)]
    assert [floor.outcome for floor in floors] == [MET, UNKNOWN]
    assert [fact.text for fact in floors[1].missing] == [f"Nhóm đối tượng của {one.name}" for one in nominees]


def in_register(province: Province, *years: int) -> Honouree:
    known = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.district)
    for year in years:
        told = {"award": "bang_khen_tinh", "year": year, "emulation_year": year}
        Award.objects.create(honouree=known, unit=province.district, kind="individual", **told)
    return known


def test_the_register_shows_that_nothing_else_was_received_where_the_dossier_counts_all_of_it(
    dossier: Dossier, province: Province
) -> None:
    known = in_register(province, 2018)
    one = nominated(dossier, honouree=known, attributes={"category": "official", "head_of": "none"})
    confirmed(one, "attribute.category", "attribute.head_of")
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is UNKNOWN  # the unit left it out
    entry = known.awards.get()
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018, from_award=entry)
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is MET
    entry.marked(standing="revoked")
    Fact.objects.all().delete()
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is NOT_MET


def test_the_register_shows_nothing_of_whom_it_has_withdrawn(dossier: Dossier, province: Province) -> None:
    known = in_register(province)
    one = nominated(dossier, honouree=known, attributes={"category": "official", "head_of": "none"})
    confirmed(one, "attribute.category", "attribute.head_of")
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is NOT_MET
    Honouree.objects.filter(pk=known.pk).update(standing=HonoureeStanding.WITHDRAWN)
    assert answer(dossier, one, "can_bo.bang_khen", verified=True) is UNKNOWN


def test_a_unit_is_of_the_size_that_the_register_has(dossier: Dossier, province: Province) -> None:
    unit = Honouree.objects.create(kind="collective", name="Huyện Chi Lăng", unit=province.district, is_unit=True)
    one = nominated(dossier, kind="collective", honouree=unit, attributes={"size": "large", "locality": "other"})

    def size() -> str | None:
        found = screened_of(screen_dossier(dossier, ON, verified=True), one)
        return found.nominee.facts.attributes["size"]

    province.district.size = "small"
    province.district.save()
    assert size() is None
    province.district.size = "large"
    province.district.save()
    assert size() == "large"


def test_the_quota_counts_whom_the_dossier_proposes(dossier: Dossier) -> None:
    for number in range(4):
        one = nominated(dossier, f"Người thứ {number}")
    assert screen_dossier(dossier, ON).quota.finding.outcome is NOT_MET
    Nomination.objects.filter(pk=one.pk).update(removed_at="2020-05-19T09:00:00Z")
    assert screen_dossier(dossier, ON).quota.finding.outcome is MET


def test_a_removed_nominee_is_in_no_report(dossier: Dossier) -> None:
    one = nominated(dossier, removed_at="2020-05-19T09:00:00Z")
    with pytest.raises(KeyError):
        screened_of(screen_dossier(dossier, ON), one)


def test_the_letter_goes_with_the_book(dossier: Dossier) -> None:
    dossier.signer, dossier.letter_number = "Nông Thị Ký", "12"
    unit = book_of(dossier).unit
    assert (unit.name, unit.group, unit.signer, unit.letter_number) == (
        "Ủy ban nhân dân huyện Chi Lăng",
        "district",
        "Nông Thị Ký",
        "12",
    )


def test_reading_costs_the_same_for_one_and_for_many(
    dossier: Dossier, province: Province, django_assert_num_queries: object
) -> None:
    def tied() -> Nomination:
        one = farmer(dossier, proved=True)
        known = in_register(province, 2018)
        Nomination.objects.filter(pk=one.pk).update(honouree=known, headed=province.commune)
        return one

    Honouree.objects.create(kind="collective", name="Xã Ví Dụ", unit=province.commune, is_unit=True)
    tied()
    screen_both(dossier, ON)
    with django_assert_num_queries(8):  # type: ignore[operator]
        screen_both(dossier, ON)
    for _ in range(20):
        judged(tied(), *FARMER)
    with django_assert_num_queries(8):  # type: ignore[operator]
        screen_both(dossier, ON)
