"""Which unit a row of a list goes to, and what is told where the words are not those of a unit."""

import pytest

from tests.actions.lists import rows_of, sent, written
from tests.province import Province
from vinhdanh.models import Award, Honouree, Import, ImportRow, Position
from vinhdanh.models.import_contents import read_of

pytestmark = pytest.mark.django_db
PERSON = ("STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Danh hiệu", "Năm")
COLLECTIVE = ("STT", "Tên tập thể", "Danh hiệu", "Năm")


def remarks(row: ImportRow) -> tuple[str, ...]:
    kept = read_of(row.read)
    return (*kept.remarks, *kept.doubts)


def person(province: Province, post: str) -> tuple[Honouree, Import]:
    one = written(province.district, province.officer, (1, "Bà Vi Thị Huệ", post, "LĐTT", 2018), header=PERSON)
    return Honouree.objects.get(), one


def test_the_unit_behind_the_position_in_one_cell_is_found_in_the_tree(province: Province) -> None:
    found, one = person(province, "Phó Chủ tịch UBND xã Ví Dụ")
    assert (found.unit, Position.objects.get().title) == (province.commune, "Phó Chủ tịch")
    assert remarks(rows_of(one)[0]) == ()


@pytest.mark.parametrize(
    ("post", "kept"),
    [
        ("Bí thư Đảng uỷ xã Ví Dụ", "Bí thư, Đảng uỷ xã Ví Dụ"),
        ("Chủ tịch HĐND xã Ví Dụ", "Chủ tịch, HĐND xã Ví Dụ"),
        ("Phó Chủ tịch Hội Nông dân, xã Ví Dụ", "Phó Chủ tịch, Hội Nông dân, xã Ví Dụ"),
    ],
)
def test_a_body_of_a_commune_is_that_commune_and_stays_in_the_position(
    province: Province, post: str, kept: str
) -> None:
    found, one = person(province, post)
    assert (found.unit, Award.objects.get().position) == (province.commune, kept)
    [remark] = remarks(rows_of(one)[0])
    assert remark.endswith("được ghi vào Xã Ví Dụ, giữ nguyên tên trong chức vụ.")


def test_a_committee_without_a_name_is_that_of_the_sending_unit(province: Province) -> None:
    found, _ = person(province, "Phó Chủ tịch UBND huyện")
    assert (found.unit, Award.objects.get().position) == (province.district, "Phó Chủ tịch, UBND huyện")


def test_what_no_unit_bears_is_told_and_never_lost(province: Province) -> None:
    found, one = person(province, "Giám đốc Công ty Ví Dụ Xanh")
    assert (found.unit, Award.objects.get().position) == (province.district, "Giám đốc, Công ty Ví Dụ Xanh")
    [remark] = remarks(rows_of(one)[0])
    assert remark.startswith("Không có đơn vị “Công ty Ví Dụ Xanh” trong phạm vi được nhập")


def test_a_collective_that_is_no_unit_is_told_where_it_will_stand(province: Province) -> None:
    rows = (
        (1, "Phòng Nội vụ", "TTLĐTT", 2018),
        (2, "Đảng ủy xã Ví Dụ", "TTLĐTT", 2018),
        (3, "Xã Ví Dụ", "TTLĐTT", 2018),
    )
    one = sent(province.district, province.officer, *rows, header=COLLECTIVE)
    told = [remarks(row) for row in rows_of(one)]
    assert told[0] == (
        "“Phòng Nội vụ” chưa khớp đơn vị nào trong cây đơn vị; sẽ ghi là tập thể thuộc Huyện Chi Lăng. "
        "Nếu là đơn vị đã có trong cây, hãy ghi lại đúng tên hoặc mã.",
    )
    assert "thuộc Xã Ví Dụ." in told[1][0]
    assert told[2] == ()


def test_and_not_told_again_once_the_register_knows_it(province: Province) -> None:
    written(province.district, province.officer, (1, "Phòng Nội vụ", "TTLĐTT", 2018), header=COLLECTIVE)
    one = sent(province.district, province.officer, (1, "Phòng Nội vụ", "TTLĐTT", 2019), header=COLLECTIVE)
    assert [remarks(row) for row in rows_of(one)] == [()]


def test_a_person_is_not_asked_for_a_unit_of_the_tree(province: Province) -> None:
    one = sent(province.district, province.officer, (1, "Bà Vi Thị Huệ", "Kế toán", "LĐTT", 2018), header=PERSON)
    assert [remarks(row) for row in rows_of(one)] == [()]
