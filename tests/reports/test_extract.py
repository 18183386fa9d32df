"""The extract of a record tells what decisions did; a slip of the register is no act of law."""

from datetime import date

from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award, correct_award
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
