"""The extract of a record tells what decisions did; a slip of the register is no act of law."""

from datetime import date

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award, correct_award, revoke_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.documents.record_extract import RecordExtract
from vinhdanh.models import Award, Honouree
from vinhdanh.reports.extract import record_extract
from vinhdanh.reports.honouree_record import honouree_record

LATER = DecisionDraft("40/QĐ-UBND", date(2020, 5, 6), "Chủ tịch UBND tỉnh")


def certificate(province: Province, name: str) -> Award:
    person = make_honouree(name, province.commune)
    return add_award(person, AwardDraft("bang_khen_tinh", 2018), by=province.office)


def extract(honouree: Honouree, province: Province) -> RecordExtract:
    record = honouree_record(honouree, province.office)
    return record_extract(record, province.office, on=date(2020, 6, 1), with_birth=False)


def test_a_correction_by_decision_is_told_and_a_slip_of_the_register_is_not(province: Province) -> None:
    by_paper, by_slip = (certificate(province, name) for name in ("Nguyễn Thị Đào", "Lý Văn Sơn"))
    for award, decision in ((by_paper, LATER), (by_slip, None)):
        draft = AwardDraft("bang_khen_tinh", 2017)
        correct_award(award, draft, by=province.office, decision=decision, reason="Sai năm")
    told, silent = (extract(award.honouree, province) for award in (by_paper, by_slip))
    assert ["40/QĐ-UBND" in change for change in told.changes] == [True]
    assert silent.changes == ()
    assert [entry.years for entry in silent.forms] == ["2017"]


def test_whoever_was_written_down_by_mistake_leaves_no_trace_on_either_paper(province: Province) -> None:
    award, right = certificate(province, "Nguyễn Thị Đào"), make_honouree("Lý Văn Sơn", province.commune)
    draft = AwardDraft("bang_khen_tinh", 2018)
    correct_award(award, draft, by=province.office, decision=None, reason="Nhầm người", honouree=right)
    wrong, rightful = extract(award.honouree, province), extract(right, province)
    assert (wrong.forms, wrong.changes, rightful.changes) == ((), (), ())
    assert [entry.years for entry in rightful.forms] == ["2018"]


def test_a_corrected_paper_tells_what_of_it_changed_and_changes_stand_in_the_order_of_their_days(
    province: Province,
) -> None:
    person = make_honouree("Nguyễn Thị Đào", province.commune)
    paper = DecisionDraft("7/QĐ-UBND", date(2020, 1, 5), "Chủ tịch UBND tỉnh")
    drafts = [AwardDraft("bang_khen_tinh", year, decision=paper) for year in (2018, 2019)]
    first, second = (add_award(person, draft, by=province.office) for draft in drafts)
    right = AwardDraft("bang_khen_tinh", 2018, decision=DecisionDraft("7/QĐ-UBND", date(2020, 1, 12), paper.authority))
    correct_award(first, right, by=province.office, decision=LATER, reason="Sai ngày ký")
    earlier = DecisionDraft("20/QĐ-UBND", date(2020, 3, 1), paper.authority)
    revoke_award(second, by=province.office, decision=earlier, reason="Kê khai không đúng")
    revoked, corrected = extract(person, province).changes
    assert "20/QĐ-UBND" in revoked
    assert ": ngày ký 05/01/2020 sửa thành 12/01/2020. Lý do: Sai ngày ký." in corrected


def test_a_paper_found_later_is_told_whole(province: Province) -> None:
    award = certificate(province, "Nguyễn Thị Đào")
    correct_award(award, AwardDraft("bang_khen_tinh", 2018, decision=LATER), by=province.office, decision=LATER,
                  reason="Bổ sung quyết định")  # fmt: skip
    [told] = extract(award.honouree, province).changes
    assert "quyết định chưa ghi sửa thành số 40/QĐ-UBND ngày 06/05/2020 của Chủ tịch UBND tỉnh." in told


def test_it_goes_out_under_the_name_of_who_signs(province: Province) -> None:
    record = honouree_record(make_honouree("Nguyễn Thị Đào", province.commune), province.office)
    heads = [
        (paper.superior, paper.issuer, paper.authority[0])
        for reader in (province.office, province.officer, province.outsider)
        for paper in [record_extract(record, reader, on=date(2020, 6, 1), with_birth=False)]
    ]
    assert heads == [
        ("", "Ủy ban nhân dân tỉnh Ví Dụ", "TM. ỦY BAN NHÂN DÂN"),
        ("", "Ủy ban nhân dân huyện Chi Lăng", "TM. ỦY BAN NHÂN DÂN"),
        ("Ủy ban nhân dân tỉnh Ví Dụ", "Sở Tài chính", "THỦ TRƯỞNG ĐƠN VỊ"),
    ]
