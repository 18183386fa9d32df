"""The register is written, never edited: a correction, a revocation and a re-issue are entries of their own."""

from datetime import date

import pytest

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.award_doubts import Doubtful
from vinhdanh.actions.awards import AwardDraft, add_award, correct_award, reissue_award, revoke_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import (
    AuditLine,
    Award,
    AwardStanding,
    Decision,
    HeldRole,
    Honouree,
    HonoureeKind,
    Position,
    Role,
    User,
)
from vinhdanh.models.awards import emulation_year
from vinhdanh.models.entries import EntryChanged
from vinhdanh.models.search import SearchEntry
from vinhdanh.permissions import Refused
from vinhdanh.reports.tallies import Period, count_awards

DECISION = DecisionDraft("163/QĐ-UBND", date(2019, 2, 2), "Chủ tịch UBND tỉnh")
LATER = DecisionDraft("40/QĐ-UBND", date(2020, 5, 6), "Chủ tịch UBND tỉnh")
CERTIFICATE = AwardDraft("bang_khen_tinh", 2018, decision=DECISION, reason="Hoàn thành xuất sắc nhiệm vụ")


@pytest.fixture
def person(province: Province) -> Honouree:
    return make_honouree("Nguyễn Thị Đào", province.commune, sex="female", ethnicity="Tày")


@pytest.fixture
def award(province: Province, person: Honouree) -> Award:
    return add_award(person, CERTIFICATE, by=province.officer)


def doubts(province: Province, person: Honouree, draft: AwardDraft) -> list[str]:
    with pytest.raises(Doubtful) as stopped:
        add_award(person, draft, by=province.officer)
    return [doubt.code for doubt in stopped.value.doubts]


def test_an_award_stands_with_its_decision_and_who_the_person_was(province: Province, person: Honouree) -> None:
    held = Position.objects.create(
        honouree=person, title="Công chức Văn phòng", unit=province.district, since=date(2016, 1, 1), direct_worker=True
    )
    award = add_award(person, CERTIFICATE, by=province.officer)
    assert (award.unit, award.position, award.direct_worker) == (province.district, held.title, True)
    assert (award.female, award.minority, award.leader) == (True, True, None)
    assert (award.decision.number, award.authority) == ("163/QĐ-UBND", "Chủ tịch UBND tỉnh")
    assert AuditLine.objects.of(award).get().after["award"] == "bang_khen_tinh"


def test_what_the_register_does_not_know_of_the_day_stays_unknown(province: Province) -> None:
    nobody = make_honouree("Lý Văn Sơn", province.commune)
    Position.objects.create(honouree=nobody, title="Trưởng thôn", unit=province.commune, leader=False)
    award = add_award(nobody, CERTIFICATE, by=province.officer)
    assert {award.female, award.minority, award.leader, award.direct_worker} == {None}
    assert award.position == ""


@pytest.mark.parametrize("who", ["leader", "auditor", "council_member", "administrator", "outsider"])
def test_only_officers_of_the_unit_and_the_office_add_awards(province: Province, person: Honouree, who: str) -> None:
    with pytest.raises(Refused):
        add_award(person, CERTIFICATE, by=province.by_role()[who])


def test_two_awards_of_one_decision_share_it(province: Province, person: Honouree, award: Award) -> None:
    other = make_honouree("Lý Văn Sơn", province.commune)
    written = DecisionDraft("Quyết định số: 163 /QĐ–UBND", date(2019, 2, 2), "chủ tịch ubnd tỉnh")
    second = add_award(other, AwardDraft("bang_khen_tinh", 2018, decision=written), by=province.officer)
    assert second.decision == award.decision
    assert Decision.objects.count() == 1


def test_the_same_number_of_another_day_is_another_decision(province: Province, person: Honouree, award: Award) -> None:
    next_year = DecisionDraft("163/QĐ-UBND", date(2020, 2, 2), "Chủ tịch UBND tỉnh")
    add_award(person, AwardDraft("bang_khen_tinh", 2019, decision=next_year), by=province.officer)
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    ("draft", "doubt"),
    [
        (AwardDraft("tap_the_lao_dong_xuat_sac", 2018), "not_entitled"),
        (CERTIFICATE, "same_award"),
        (AwardDraft("giay_khen", 2020, decision=DecisionDraft("9/QĐ-UBND", date(2019, 1, 3))), "decided_before"),
        (AwardDraft("giay_khen", 2018, authority="Thủ tướng Chính phủ"), "other_decider"),
        (AwardDraft("giay_khen", 2018, decision=DecisionDraft("9/QĐ-UBND", None, "UBND tỉnh")), "other_decider"),
        (AwardDraft("giay_khen", 2018, decision=DecisionDraft("9/QĐ-TTg", date(2019, 1, 3))), "other_decider"),
    ],
)
def test_what_is_doubtful_is_asked_once_and_taken_when_looked_at(
    province: Province, person: Honouree, award: Award, draft: AwardDraft, doubt: str
) -> None:
    assert doubts(province, person, draft) == [doubt]
    taken = add_award(person, draft, by=province.officer, looked_at={doubt})
    assert AuditLine.objects.of(taken).get().after["looked_at"] == [doubt]


def test_an_award_that_the_law_of_the_day_did_not_know_is_doubtful(province: Province) -> None:
    """Xã tiêu biểu came with the law of 2022."""
    commune = make_honouree("Xã Ví Dụ", province.commune, kind=HonoureeKind.COLLECTIVE)
    assert doubts(province, commune, AwardDraft("xa_tieu_bieu", 2018)) == ["not_in_force"]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (AwardDraft("bang_khen", 2018), "award"),
        (AwardDraft("bang_khen_tinh", 1900), "year"),
        (AwardDraft("bang_khen_tinh", 2999), "year"),
        (AwardDraft("bang_khen_tinh", 2018, first_year=2019), "first_year"),
        (AwardDraft("bang_khen_tinh", 2018, manner="lau_dai"), "manner"),
        (AwardDraft("bang_khen_tinh", 2018, decision=DecisionDraft("1/QĐ", date(2999, 1, 1))), "decision_date"),
        (AwardDraft("bang_khen_tinh", 2018, decision=DecisionDraft("số ")), "decision_number"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    province: Province, person: Honouree, draft: AwardDraft, field: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        add_award(person, draft, by=province.officer, looked_at={"decided_before", "not_in_force"})
    assert refused.value.field == field
    assert not Award.objects.exists()


def test_nothing_is_dated_after_the_day_that_the_caller_names(province: Province, person: Honouree) -> None:
    early = date(2019, 2, 1)
    with pytest.raises(NotPossible, match="Ngày ký 02/02/2019 chưa tới .hôm nay 01/02/2019.") as refused:
        add_award(person, CERTIFICATE, by=province.office, on=early)
    assert refused.value.field == "decision_date"
    with pytest.raises(NotPossible) as refused:
        add_award(person, AwardDraft("bang_khen_tinh", 2020), by=province.office, on=early)
    assert refused.value.field == "year"
    award = add_award(person, CERTIFICATE, by=province.office, on=date(2019, 2, 2))
    mended = AwardDraft("bang_khen_tinh", 2017, decision=DECISION)
    for change in (
        lambda: correct_award(award, mended, by=province.office, decision=LATER, reason="Sai", on=DECISION.signed_on),
        lambda: revoke_award(award, by=province.office, decision=LATER, reason="Sai", on=DECISION.signed_on),
        lambda: reissue_award(award, by=province.office, decision=LATER, reason="Hỏng", on=DECISION.signed_on),
    ):
        with pytest.raises(NotPossible, match="06/05/2020 chưa tới") as refused:
            change()
        assert refused.value.field == "change_date"


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [(date(2018, 11, 30), 2018), (date(2018, 12, 1), 2019), (date(2019, 2, 2), 2019), (None, 2018)],
)
def test_the_emulation_year_runs_from_december_to_november(signed_on: date | None, expected: int) -> None:
    assert emulation_year(2018, signed_on) == expected


def test_an_entry_refuses_to_be_edited_or_deleted(award: Award) -> None:
    award.year = 2017
    for attempt in (
        award.save,
        award.delete,
        lambda: Award.objects.update(year=2017),
        lambda: Award.objects.all().delete(),
    ):
        with pytest.raises(EntryChanged):
            attempt()


def test_a_correction_stands_in_place_and_both_stay(province: Province, award: Award) -> None:
    mended = AwardDraft("bang_khen_tinh", 2017, decision=DECISION, reason=award.reason)
    change = correct_award(award, mended, by=province.office, decision=LATER, reason="Ghi sai năm")
    award.refresh_from_db()
    assert (award.standing, award.year) == (AwardStanding.CORRECTED, 2018)
    assert change.fields_changed() == {"year": (2018, 2017)}
    assert list(Award.objects.standing()) == [change.corrected_entry]
    assert (change.corrected_entry.female, change.corrected_entry.minority) == (True, True)


def test_a_slip_of_our_own_is_corrected_without_a_decision(province: Province, award: Award) -> None:
    mended = AwardDraft("bang_khen_tinh", 2017, decision=DECISION)
    change = correct_award(award, mended, by=province.office, decision=None, reason="Gõ nhầm năm khi ghi sổ")
    assert change.decision is None


def test_an_entry_of_the_wrong_person_is_put_with_the_right_one(province: Province, award: Award) -> None:
    right = make_honouree("Lý Văn Sơn", province.district, sex="male", ethnicity="Kinh")
    change = correct_award(award, CERTIFICATE, by=province.office, decision=None, reason="Ghi nhầm", honouree=right)
    [entry] = Award.objects.standing()
    assert (entry.honouree, entry.unit, entry.female, entry.minority) == (right, province.district, False, False)
    assert "honouree_id" in change.fields_changed()
    latest = dict(SearchEntry.objects.filter(thing="honouree").values_list("key", "last_year"))
    assert (latest[right.pk], latest[award.honouree_id]) == (2018, 0)
    for told in (AuditLine.objects.of(award).first(), AuditLine.objects.of(entry).get()):
        assert (told.after["honouree"], told.after["unit"]) == ("Lý Văn Sơn", province.district.name)


def test_the_right_person_may_bear_the_very_same_name(province: Province, award: Award) -> None:
    namesake = make_honouree(award.honouree.name, province.commune, sex="female", ethnicity="Tày")
    correct_award(award, CERTIFICATE, by=province.office, decision=None, reason="Nhầm người", honouree=namesake)
    assert Award.objects.standing().get().honouree == namesake


def test_figures_follow_an_entry_to_the_right_unit(province: Province, award: Award) -> None:
    correct_award(award, CERTIFICATE, by=province.office, decision=None, reason="Nhầm đơn vị", unit=province.division)
    entry = Award.objects.standing().get()
    assert (entry.honouree, entry.unit, entry.female) == (award.honouree, province.division, True)
    years = Period(2018, 2018)
    assert not list(count_awards(province.commune, years))
    assert sum(one.number for one in count_awards(province.division, years)) == 1


def test_a_unit_itself_is_honoured_in_no_other_unit(province: Province, award: Award) -> None:
    itself = make_honouree("Xã Ví Dụ", province.commune, kind=HonoureeKind.COLLECTIVE, is_unit=True)
    with pytest.raises(NotPossible, match="chính đơn vị đó"):
        correct_award(
            award,
            CERTIFICATE,
            by=province.office,
            decision=None,
            reason="Nhầm",
            honouree=itself,
            unit=province.district,
            looked_at={"not_entitled"},
        )


def test_a_decision_never_moves_an_award_to_somebody_else(province: Province, award: Award) -> None:
    """A decision given to the wrong person is revoked; only our own slip in writing it down is mended so."""
    other = make_honouree("Lý Văn Sơn", province.commune)
    for elsewhere in ({"honouree": other}, {"unit": province.division}):
        with pytest.raises(NotPossible, match="sai sót khi ghi sổ"):
            correct_award(award, CERTIFICATE, by=province.office, decision=LATER, reason="Sai", **elsewhere)
    assert Award.objects.standing().get() == award


def test_nobody_writes_an_entry_into_a_unit_beyond_reach(province: Province, award: Award) -> None:
    HeldRole.objects.create(user=province.outsider, role=Role.OFFICE, unit=province.district)
    other = make_honouree("Lý Văn Sơn", province.division)
    by = User.objects.get(pk=province.outsider.pk)
    for elsewhere in ({"honouree": other}, {"unit": province.division}):
        with pytest.raises(Refused):
            correct_award(award, CERTIFICATE, by=by, decision=None, reason="Nhầm", **elsewhere)
    assert Award.objects.standing().get() == award


@pytest.mark.parametrize(
    ("mended", "reason", "words"),
    [
        (CERTIFICATE, "Không đổi gì", "Chưa có nội dung nào khác"),
        (AwardDraft("bang_khen_tinh", 2017), " ", "Chưa ghi lý do"),
        (AwardDraft("chien_sy_thi_dua_co_so", 2018), "Nhầm", "danh hiệu thi đua"),
    ],
)
def test_a_correction_of_nothing_without_reason_or_across_title_and_form_is_refused(
    province: Province, award: Award, mended: AwardDraft, reason: str, words: str
) -> None:
    with pytest.raises(NotPossible, match=words):
        correct_award(award, mended, by=province.office, decision=LATER, reason=reason)
    award.refresh_from_db()
    assert award.standing == AwardStanding.STANDING


def test_a_revoked_award_counts_no_more_and_cannot_be_changed_again(province: Province, award: Award) -> None:
    revoke_award(award, by=province.office, decision=LATER, reason="Kê khai không đúng")
    assert not Award.objects.standing().exists()
    for attempt in (revoke_award, reissue_award):
        with pytest.raises(NotPossible, match="đã thu hồi"):
            attempt(award, by=province.office, decision=LATER, reason="Lần nữa")


def test_a_reissued_award_counts_as_before_and_may_be_issued_again(province: Province, award: Award) -> None:
    for _ in range(2):
        reissue_award(award, by=province.office, decision=LATER, reason="Bằng bị hỏng do lũ")
    award.refresh_from_db()
    assert (award.standing, award.changes.count()) == (AwardStanding.STANDING, 2)


def test_a_change_is_never_decided_before_the_award(province: Province, award: Award) -> None:
    early = DecisionDraft("1/QĐ-UBND", date(2018, 1, 3), "Chủ tịch UBND tỉnh")
    with pytest.raises(NotPossible, match="trước quyết định khen thưởng"):
        revoke_award(award, by=province.office, decision=early, reason="Sai")
    assert Award.objects.standing().count() == 1


@pytest.mark.parametrize("who", ["officer", "leader", "auditor", "outsider"])
def test_only_the_office_changes_what_stands_in_the_register(province: Province, award: Award, who: str) -> None:
    by = province.by_role()[who]
    with pytest.raises(Refused):
        revoke_award(award, by=by, decision=LATER, reason="Sai")
    with pytest.raises(Refused):
        correct_award(award, AwardDraft("bang_khen_tinh", 2017), by=by, decision=LATER, reason="Sai")


def test_every_change_stands_in_the_record_of_the_award(province: Province, award: Award) -> None:
    reissue_award(award, by=province.office, decision=LATER, reason="Bằng bị hỏng")
    revoke_award(award, by=province.office, decision=LATER, reason="Kê khai không đúng")
    assert [line.verb for line in AuditLine.objects.of(award)] == ["revoke_award", "reissue_award", "add_award"]
    assert AuditLine.objects.of(award).first().after["change_reason"] == "Kê khai không đúng"
