"""What is pointed at before a nominee is sent: no more of another unit's dossier than the reader may see."""

import pytest

from tests.dossiers import nominated
from tests.province import Province
from vinhdanh.models import Award, Dossier, Fact, Honouree, Nomination, Participant
from vinhdanh.reports.nomination_warnings import warnings_of


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
