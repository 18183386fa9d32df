"""What is pointed at before a nominee is sent: no more of another unit's dossier than the reader may see."""

import pytest

from tests.dossiers import nominated
from tests.province import Province
from vinhdanh.models import Award, Dossier, Fact, Honouree, Nomination, Participant, Rating
from vinhdanh.reports.campaigns import pack_of_dossier
from vinhdanh.reports.nomination_warnings import register_words, warnings_of
from vinhdanh.reports.screened_dossier import nominations_with_facts


@pytest.fixture
def other(dossier: Dossier, province: Province) -> Dossier:
    """The department's dossier in the same campaign."""
    return Dossier.objects.create(participant=Participant.objects.get(unit=province.department))


def told(nomination: Nomination, province: Province, who: str = "officer") -> str:
    return " ".join(warnings_of(nomination, getattr(province, who)))


def test_nobody_is_warned_of_a_nominee_who_stands_once(dossier: Dossier, province: Province) -> None:
    assert told(nominated(dossier, birth="1975"), province) == ""


@pytest.mark.parametrize(
    ("name", "birth", "warned"),
    [
        ("hoàng văn nông", "12/03/1975", True),
        ("Hoàng Văn Nông", "", True),
        ("Hoàng Văn Nông", "1976", False),
        ("Hoàng Văn Nong Em", "1975", False),
    ],
)
def test_the_same_name_and_year_in_two_dossiers(
    dossier: Dossier, other: Dossier, province: Province, name: str, birth: str, warned: bool
) -> None:
    one = nominated(dossier, birth="1975")
    nominated(other, name, birth=birth)
    assert ("đơn vị khác đề nghị" in told(one, province)) is warned


def test_two_honourees_of_one_name_are_two(dossier: Dossier, other: Dossier, province: Province) -> None:
    first, second = (
        Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.district) for _ in range(2)
    )
    one = nominated(dossier, honouree=first)
    nominated(other, honouree=second)
    assert told(one, province) == ""
    nominated(other, "Tên ghi khác", honouree=first)
    assert "đơn vị khác đề nghị" in told(one, province)


def test_who_was_merged_into_another_is_that_one(dossier: Dossier, other: Dossier, province: Province) -> None:
    kept = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.district)
    gone = Honouree.objects.create(
        kind="individual", name="Hoàng Văn N.", unit=province.district, standing="merged", merged_into=kept
    )
    one, same = nominated(dossier, honouree=kept), nominated(other, "Hoàng Văn N.", honouree=gone)
    assert ["đơn vị khác đề nghị" in told(each, province) for each in (one, same)] == [True, True]


def test_only_who_appraises_reads_which_unit_it_is(dossier: Dossier, other: Dossier, province: Province) -> None:
    one = nominated(dossier)
    nominated(other)
    assert "Sở Tài chính" not in told(one, province)
    assert "Sở Tài chính" in told(one, province, "office")


def test_whoever_was_taken_out_warns_nobody(dossier: Dossier, other: Dossier, province: Province) -> None:
    one = nominated(dossier)
    nominated(other, removed_at="2020-05-19T09:00:00Z")
    assert told(one, province) == ""


def test_twice_in_one_dossier(dossier: Dossier, province: Province) -> None:
    one = nominated(dossier)
    nominated(dossier)
    assert "hai đề nghị" in told(one, province)


@pytest.mark.parametrize(("year", "warned"), [(2018, True), (2014, False)])
def test_this_very_award_received_in_the_period(dossier: Dossier, province: Province, year: int, warned: bool) -> None:
    one = nominated(dossier)
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=year)
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2017, of_headed=True)
    assert ("Đã được tặng Bằng khen" in told(one, province)) is warned


def test_a_merit_that_was_honoured_already(dossier: Dossier, province: Province) -> None:
    known = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.district)
    award = Award.objects.create(
        honouree=known, unit=province.district, kind="individual", award="giay_khen", year=2017, emulation_year=2017,
        reason="Hiến 300 m2 đất làm đường thôn Nà Ví",
    )  # fmt: skip
    one = nominated(dossier, summary="Năm 2017 hiến 300 m2 đất làm đường thôn Nà Ví; năm 2019 trồng 3 ha na.")
    Fact.objects.create(nomination=one, kind="award", code="giay_khen", year=2017, from_award=award)
    assert "đã được khen thưởng (Giấy khen, 2017)" in told(one, province)
    one.summary = "Trồng 3 ha na."
    assert told(one, province) == ""


@pytest.fixture
def entry(province: Province) -> Award:
    known = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=province.district)
    told = {"award": "bang_khen_tinh", "year": 2018, "reason": "Hiến 300 m2 đất làm đường thôn Nà Ví"}
    return Award.objects.create(honouree=known, unit=province.district, kind="individual", emulation_year=2018, **told)


def counted(dossier: Dossier, entry: Award) -> Nomination:
    one = nominated(dossier, honouree=entry.honouree)
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018, from_award=entry)
    return one


@pytest.mark.parametrize(
    ("standing", "said"), [("revoked", "đã thu hồi"), ("corrected", "đã đính chính"), ("withdrawn", "đã rút")]
)
def test_an_entry_that_ended_while_the_dossier_counts_it(
    dossier: Dossier, province: Province, entry: Award, standing: str, said: str
) -> None:
    one = counted(dossier, entry)
    assert "sổ ghi" not in told(one, province, "office")
    entry.marked(standing=standing)
    assert f"năm 2018: sổ ghi {said}" in told(one, province, "office")
    assert "hồ sơ vẫn kê." in told(one, province, "office")


def test_what_the_register_holds_and_the_unit_left_out(dossier: Dossier, province: Province, entry: Award) -> None:
    one = counted(dossier, entry)
    assert "Trong sổ còn" not in told(one, province, "office")
    Fact.objects.all().delete()
    assert "Trong sổ còn bằng khen" in told(one, province, "office")
    assert "năm 2018, đơn vị không đưa vào hồ sơ." in told(one, province, "office")
    Fact.objects.create(nomination=one, kind="award", code="bang_khen_tinh", year=2018)  # claimed by hand: it is there
    assert "Trong sổ còn" not in told(one, province, "office")


def test_another_award_in_words_of_its_own_hides_no_entry(dossier: Dossier, province: Province, entry: Award) -> None:
    told_of = {"award": "ky_niem_chuong_tinh", "year": 2018, "emulation_year": 2018}
    Award.objects.create(honouree=entry.honouree, unit=province.district, kind="individual", **told_of)
    one = counted(dossier, entry)
    Fact.objects.create(nomination=one, kind="award", code="", year=2018, as_written="Giấy khen của Hội chữ thập đỏ")
    assert "Trong sổ còn" in told(one, province, "office")


def test_leaving_an_entry_out_silences_no_other_warning(dossier: Dossier, province: Province, entry: Award) -> None:
    one = nominated(dossier, honouree=entry.honouree, summary="Hiến 300 m2 đất làm đường thôn Nà Ví.")
    assert "Đã được tặng Bằng khen" in told(one, province)
    assert "một thành tích không khen thưởng nhiều lần" in told(one, province)


def test_a_rating_that_the_unit_writes_otherwise_than_the_register(
    dossier: Dossier, province: Province, entry: Award
) -> None:
    one = counted(dossier, entry)
    Rating.objects.create(honouree=entry.honouree, unit=province.district, year=2018, level="good")
    assert "Trong sổ còn xếp loại năm 2018" in told(one, province, "office")
    claim = Fact.objects.create(nomination=one, kind="rating", year=2018, code="excellent")
    assert "Xếp loại năm 2018: sổ ghi “" in told(one, province, "office")
    Fact.objects.filter(pk=claim.pk).update(code="good")
    assert "Xếp loại" not in told(one, province, "office")


def test_the_words_of_the_register_cost_the_same_for_many(
    dossier: Dossier, entry: Award, django_assert_num_queries: object
) -> None:
    pack, unit = pack_of_dossier(dossier), entry.unit
    Honouree.objects.create(kind="collective", name=unit.name, unit=unit, is_unit=True)
    for more in (1, 12):
        for _ in range(more):
            another = Honouree.objects.create(kind="individual", name="Hoàng Văn Nông", unit=unit)
            nominated(dossier, honouree=another, headed=unit)
        nominees = nominations_with_facts(dossier)
        with django_assert_num_queries(5):  # type: ignore[operator]
            register_words(nominees, pack)
