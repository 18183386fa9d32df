"""The appraiser's answers decide, with a reason on record; remarks wait for a return."""

import pytest

from tests.dossiers import MORNING, begun_dossier, income, judged, nominated
from tests.province import Province
from vinhdanh.actions.appraisals import (
    judge_condition,
    note_remark,
    refuse_proof,
    remove_remark,
    withdraw_judgement,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.verdicts import keep_verdicts
from vinhdanh.models import AuditLine, Dossier, DossierState, Fact, Nomination, Remark, Return
from vinhdanh.permissions import Refused
from vinhdanh.reports.review import to_judge
from vinhdanh.reports.screened_dossier import screen_dossier, screened_of
from vinhdanh.reports.verdicts import verdicts_of
from vinhdanh.rules.findings import MET, NOT_MET

ON = MORNING.date()


@pytest.fixture
def dossier(province: Province) -> Dossier:
    dossier = begun_dossier(province)
    Dossier.objects.update(state=DossierState.SENT)
    dossier.refresh_from_db()
    return dossier


def judge(one: Nomination, province: Province, condition: str, *, passed: bool = True, reason: str = "Đã xem") -> None:
    judge_condition(one, condition, passed=passed, reason=reason, by=province.office, now=MORNING)


def test_an_answer_leaves_its_line_with_the_words_of_the_condition(province: Province, dossier: Dossier) -> None:
    one = nominated(dossier)
    judge(one, province, "nong_dan.chap_hanh", reason="Xã xác nhận")
    judge(one, province, "nong_dan.chap_hanh", passed=False, reason="Có đơn thư")
    last = AuditLine.objects.filter(verb="judge_condition").order_by("number").last()
    assert (last.before["judged"], last.after["judged"], last.after["reason"]) == ("Đạt", "Chưa đạt", "Có đơn thư")
    assert last.after["condition"].startswith("Chấp hành tốt chủ trương")
    assert one.judgements.count() == 1


@pytest.mark.parametrize("condition", ["nong_dan.thu_nhap", "khong_co"])
def test_what_the_pack_leaves_to_nobody_is_not_judged(province: Province, dossier: Dossier, condition: str) -> None:
    with pytest.raises(NotPossible):
        judge(nominated(dossier), province, condition)


def test_nothing_is_judged_without_a_reason_or_while_the_unit_still_writes(
    province: Province, dossier: Dossier
) -> None:
    one = nominated(dossier)
    with pytest.raises(NotPossible) as refusal:
        judge(one, province, "nong_dan.chap_hanh", reason="  ")
    assert refusal.value.field == "reason"
    Dossier.objects.update(state=DossierState.DRAFT)
    with pytest.raises(NotPossible):
        judge(one, province, "nong_dan.chap_hanh")


def test_only_who_works_for_the_host_appraises(province: Province, dossier: Dossier) -> None:
    one = nominated(dossier)
    for person in (province.officer, province.leader, province.auditor, province.outsider):
        with pytest.raises(Refused):
            judge_condition(one, "nong_dan.chap_hanh", passed=True, reason="Tự nhận", by=person, now=MORNING)
        with pytest.raises(Refused):
            note_remark(dossier, "letter", "Sửa", by=person, now=MORNING)
        with pytest.raises(Refused):
            refuse_proof(income(one, 2010 + person.pk, 210, proof="a.pdf"), "Mờ", by=person)


def test_a_higher_award_counts_only_by_a_reasoned_exception(province: Province, dossier: Dossier) -> None:
    """O11: a Cờ thi đua của Chính phủ counts as itself, until an appraiser accepts it."""
    one = nominated(dossier, "Tập thể Ví Dụ", kind="collective", attributes={"size": "large", "locality": "other"})
    for year in (2016, 2018):
        Fact.objects.create(nomination=one, kind="award", code="co_thi_dua_chinh_phu", year=year)

    def finding() -> object:
        return screened_of(screen_dossier(dossier, ON), one).finding

    pack = screen_dossier(dossier, ON).pack
    asked = {each.condition: each for each in to_judge(pack, one, finding())}  # type: ignore[arg-type]
    assert asked["ngoai_le.co_thi_dua"].exception
    judge(one, province, "ngoai_le.co_thi_dua", reason="Cờ của Chính phủ cao hơn Cờ của tỉnh")
    flags = {part.clause.id: part for part in _walked(finding())}
    met = [part for part in flags.values() if getattr(part.clause, "exception", None) == "ngoai_le.co_thi_dua"]
    assert any(part.outcome is MET for part in met)
    withdraw_judgement(one, "ngoai_le.co_thi_dua", by=province.office)
    again = [part for part in _walked(finding()) if getattr(part.clause, "exception", None) == "ngoai_le.co_thi_dua"]
    assert all(part.outcome is NOT_MET for part in again)


def _walked(finding: object) -> list:  # type: ignore[type-arg]
    return [finding, *(inner for part in finding.parts for inner in _walked(part))]  # type: ignore[attr-defined]


def test_no_exception_is_offered_where_no_such_award_stands(dossier: Dossier) -> None:
    one = nominated(dossier, "Tập thể Ví Dụ", kind="collective", attributes={"size": "large", "locality": "other"})
    report = screen_dossier(dossier, ON)
    assert not [each for each in to_judge(report.pack, one, screened_of(report, one).finding) if each.exception]


def test_a_refused_proof_proves_nothing_and_the_kept_word_is_forgotten(province: Province, dossier: Dossier) -> None:
    one = nominated(dossier)
    fact = income(one, 2018, 210, proof="so-sach.pdf")
    keep_verdicts(dossier, lambda held: verdicts_of([held], ON))
    assert Nomination.objects.get().declared
    refuse_proof(fact, "Ảnh mờ", by=province.office)
    assert Fact.objects.get().provenance() == "claimed"
    assert (Nomination.objects.get().declared, Nomination.objects.get().verified) == ("", "")


def test_a_claim_without_a_proof_has_none_to_refuse(province: Province, dossier: Dossier) -> None:
    with pytest.raises(NotPossible):
        refuse_proof(income(nominated(dossier), 2018, 210), "Không có gì", by=province.office)


def test_a_judgement_too_blanks_the_kept_word(province: Province, dossier: Dossier) -> None:
    one = nominated(dossier)
    judged(one, "ca_nhan.sang_kien")
    keep_verdicts(dossier, lambda held: verdicts_of([held], ON))
    judge(one, province, "nong_dan.chap_hanh")
    assert Nomination.objects.get().declared == ""


@pytest.mark.parametrize(
    ("place", "of_nominee", "taken"),
    [
        ("letter.signer", False, True),
        ("meeting", False, True),
        ("part:ho_so.to_trinh", False, True),
        ("part:ho_so.to_trinh", True, False),
        ("part:ho_so.khong_co", False, False),
        ("nominee.summary", True, True),
        ("nominee.summary", False, False),
        ("facts", True, True),
        ("nominee", True, True),
        ("nominee.headed_name", True, True),
        ("nominee.category", True, True),
        ("nominee.congress_delegates", True, True),
        ("nominee.story.achievements", True, True),
        ("nominee.view.nong_dan.mo_hinh", True, True),
        ("nominee.khong_co", True, False),
        ("nominee.story.khong_co", True, False),
        ("attachments", True, True),
        ("nominees", False, True),
        ("nominees", True, False),
        ("letter", True, False),
        ("letter.khong_co", False, False),
        (f"letter.{'a' * 500}", False, False),
        ("fact:999999", True, False),
        (f"fact:{'9' * 5000}", True, False),
        ("ghi bừa", False, False),
    ],
)
def test_a_remark_points_at_a_place_that_there_is(
    province: Province, dossier: Dossier, place: str, of_nominee: bool, taken: bool
) -> None:
    nominee = nominated(dossier) if of_nominee else None
    told = {"by": province.office, "now": MORNING, "nomination": nominee}
    if taken:
        assert note_remark(dossier, place, "Bổ sung", **told).place == place
    else:
        with pytest.raises(NotPossible):
            note_remark(dossier, place, "Bổ sung", **told)


@pytest.mark.parametrize("state", [DossierState.DRAFT, DossierState.ACCEPTED])
def test_what_cannot_be_returned_any_more_is_not_remarked(
    province: Province, dossier: Dossier, state: DossierState
) -> None:
    Dossier.objects.update(state=state)
    with pytest.raises(NotPossible):
        note_remark(dossier, "letter", "Sửa", by=province.office, now=MORNING)


def test_what_the_unit_was_told_is_not_taken_back(province: Province, dossier: Dossier) -> None:
    note = note_remark(dossier, "letter", "Sửa", by=province.office, now=MORNING)
    version = dossier.versions.create(
        number=1, receipt="1", sent_at=MORNING, sent_by=province.officer, content={}, files=[], digest="0"
    )
    sent = Return.objects.create(version=version, last_day=ON, returned_by=province.office)
    Remark.objects.update(sent_with=sent)
    with pytest.raises(NotPossible):
        remove_remark(note, by=province.office)
    Remark.objects.update(sent_with=None)
    remove_remark(note, by=province.office)
    assert not Remark.objects.exists()
    remove_remark(note, by=province.office)  # a colleague did it: nothing is left to do
