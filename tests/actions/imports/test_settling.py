"""Whose row it is, and what of it stands in the register already."""

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import BINH, DAO, changed, files_in_memory, outcomes, rows_of, sent, written
from tests.province import Province, make_unit
from vinhdanh.models import Award, Honouree, Succession, UnitKind
from vinhdanh.models.import_contents import read_of
from vinhdanh.reports.import_rows import remarks_of


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def test_the_same_row_twice_in_a_file_counts_once(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, BINH, changed(DAO, c0=3))
    assert outcomes(one) == ["new", "new", "known"]
    assert read_of(rows_of(one)[2].read).twin_row == "dòng 2"


def test_several_awards_of_one_person_bring_one_honouree(province: Province) -> None:
    written(province.district, province.officer, DAO, changed(DAO, c7=2019), changed(DAO, c6="Giấy khen", c8=""))
    assert (Honouree.objects.count(), Award.objects.count()) == (1, 3)


def test_people_of_one_name_with_other_births_stay_apart(province: Province) -> None:
    written(province.district, province.officer, changed(BINH, c2=1975), changed(BINH, c2=1985))
    assert sorted(Honouree.objects.values_list("birth_year", flat=True)) == [1975, 1985]


def test_people_of_one_name_in_one_decision_are_told_apart_by_position(province: Province) -> None:
    """Nobody knows their births: the same award twice, with two positions, is two people; and both are found again."""
    rows = [changed(BINH, c2="", c4=position) for position in ("Giáo viên", "Văn thư")]
    one = written(province.district, province.officer, *rows)
    assert outcomes(one) == ["resembles", "resembles"]
    assert "khác chức vụ" in remarks_of(read_of(rows_of(one)[0].read))[0]
    assert Honouree.objects.count() == 2
    assert outcomes(sent(province.district, province.officer, *rows)) == ["known", "known"]


def test_the_same_award_of_one_year_by_two_decisions_is_two_awards(province: Province) -> None:
    slips = changed(DAO, c6="Giấy khen", c8="20/QĐ-UBND"), changed(DAO, c6="Giấy khen", c8="21/QĐ-UBND")
    one = written(province.district, province.officer, *slips)
    assert (outcomes(one), Award.objects.count()) == (["new", "new"], 2)


def test_a_number_without_its_day_is_the_decision_that_the_file_names_fully(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Danh hiệu", "Năm", "Quyết định")
    rows = (
        (1, "Nguyễn Thị Đào", 1980, "LĐTT", 2018, "QĐ số 163/QĐ-UBND ngày 02/02/2019 của Chủ tịch UBND huyện"),
        (2, "Hoàng Văn Bình", 1975, "LĐTT", 2018, "163/QĐ-UBND"),
    )
    one = written(province.district, province.officer, *rows, header=header)
    [decision] = {award.decision for award in one.awards.all()}
    assert (f"{decision.signed_on:%d/%m/%Y}", decision.authority) == ("02/02/2019", "Chủ tịch UBND huyện")


def test_an_award_decided_in_december_is_of_the_next_emulation_year(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Danh hiệu", "Năm", "Ngày quyết định")
    written(province.district, province.officer, (1, "Vi Thị Huệ", 1980, "LĐTT", 2018, "05/12/2018"), header=header)
    assert (Award.objects.get().year, Award.objects.get().emulation_year) == (2018, 2019)


def test_a_unit_that_nobody_knows_is_kept_as_written_with_a_remark(province: Province) -> None:
    one = written(province.district, province.officer, changed(DAO, c5="Sở Không Có"))
    [row] = rows_of(one)
    assert "Không có đơn vị “Sở Không Có”" in read_of(row.read).remarks[0]
    award = Award.objects.get()
    assert (award.unit, award.position) == (province.district, "Chuyên viên, Sở Không Có")


def test_a_unit_outside_of_the_imports_own_is_not_reached(province: Province) -> None:
    one = sent(province.district, province.officer, changed(DAO, c5="Sở Tài chính"))
    assert read_of(rows_of(one)[0].read).unit == province.district.pk


def test_a_collective_that_is_a_unit_is_that_unit(province: Province) -> None:
    header = ("STT", "Tên tập thể", "Danh hiệu", "Năm")
    rows = ((1, "UBND xã Ví Dụ", "TTLĐTT", 2018), (2, "Phòng Nội vụ", "TTLĐTT", 2018))
    written(province.district, province.officer, *rows, header=header)
    unit, part = Honouree.objects.order_by("pk")
    assert (unit.name, unit.is_unit, unit.unit) == ("Xã Ví Dụ", True, province.commune)
    assert (part.name, part.is_unit, part.unit) == ("Phòng Nội vụ", False, province.district)


def test_an_award_stays_with_the_commune_that_was_merged_since(province: Province) -> None:
    gone = make_unit("xa-cu", "Xã Nà Cũ", UnitKind.COMMUNE, province.district)
    gone.closed_on = "2020-01-01"
    gone.save()
    Succession.objects.create(predecessor=gone, successor=province.commune, kind="merger", on="2020-01-01")
    header = ("STT", "Tên tập thể", "Danh hiệu", "Năm")
    one = written(province.district, province.officer, (1, "Xã Nà Cũ", "TTLĐTT", 2018), header=header)
    assert Honouree.objects.get().unit == gone
    assert "nay là" in read_of(rows_of(one)[0].read).remarks[0]


def test_somebody_of_a_unit_that_the_sender_does_not_reach_is_not_shown(province: Province) -> None:
    written(province.department, province.outsider, changed(DAO, c5=""))
    assert outcomes(sent(province.district, province.officer, changed(DAO, c1="Nguyễn Thị Đào", c5=""))) == ["new"]
    assert outcomes(sent(province.district, province.office, changed(DAO, c5=""))) == ["known"]  # the same number


def test_a_list_of_people_without_any_award_is_refused_row_by_row(province: Province) -> None:
    one = sent(province.district, province.officer, (1, "Bà Vi Thị Huệ", 1980), header=("STT", "Họ và tên", "Năm sinh"))
    assert (outcomes(one), bool(one.notes["0"])) == (["refused"], True)
    assert rows_of(one)[0].problems


def test_a_newcomer_is_found_under_the_keys_that_every_honouree_has(province: Province) -> None:
    written(province.district, province.officer, DAO)
    person = Honouree.objects.get()
    kept = person.name_key, person.name_folded
    person.save()
    assert (person.name_key, person.name_folded) == kept


FORM = {"c6": "Giấy khen"}
MANNER_HEADER = (
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Danh hiệu, hình thức",
    "Loại hình khen thưởng",
    "Năm",
    "Số quyết định",
)


def test_two_awards_of_other_manners_by_one_decision_are_two(province: Province) -> None:
    rows = [(1, "Nông Thị Bản", 1990, "Giấy khen", manner, 2018, "13/QĐ-UBND") for manner in ("Đột xuất", "Chuyên đề")]
    written(province.district, province.officer, rows[0], header=MANNER_HEADER)
    assert outcomes(sent(province.district, province.officer, rows[1], header=MANNER_HEADER)) == ["new"]
    one = sent(province.district, province.officer, *rows, header=MANNER_HEADER)
    assert outcomes(one) == ["known", "new"]


def test_what_one_unknown_decision_may_be_is_taken_for_one_row_and_asked_of_the_next(province: Province) -> None:
    """The register has one of a decision that nobody told; a list brings two, of two decisions."""
    written(province.district, province.officer, changed(DAO, c8="", **FORM))
    rows = [changed(DAO, c8=number, **FORM) for number in ("20/QĐ-UBND", "21/QĐ-UBND")]
    one = written(province.district, province.officer, *rows)
    assert outcomes(one) == ["known", "new"]
    assert "có thể trùng khen thưởng đã ghi" in remarks_of(read_of(rows_of(one)[1].read))[0]
    assert outcomes(sent(province.district, province.officer, *rows)) == ["known", "known"]


def test_a_row_without_decision_that_may_be_either_of_two_awards_is_asked_about(province: Province) -> None:
    rows = [changed(DAO, c8=number, **FORM) for number in ("20/QĐ-UBND", "21/QĐ-UBND")]
    written(province.district, province.officer, *rows)
    one = sent(province.district, province.officer, changed(DAO, c8="", **FORM))
    assert outcomes(one) == ["new"]
    assert "có thể trùng khen thưởng đã ghi" in remarks_of(read_of(rows_of(one)[0].read))[0]


def test_an_award_has_the_emulation_year_of_the_decision_that_another_row_tells_of(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Danh hiệu", "Năm", "Quyết định")
    full, bare = "QĐ số 163/QĐ-UBND ngày 05/12/2018 của Chủ tịch UBND huyện", "163/QĐ-UBND"
    rows = (1, "Nguyễn Thị Đào", 1980, "LĐTT", 2018, full), (2, "Hoàng Văn Bình", 1975, "LĐTT", 2018, bare)
    one = written(province.district, province.officer, *rows, header=header)
    assert set(one.awards.values_list("emulation_year", flat=True)) == {2019}
