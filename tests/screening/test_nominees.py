"""From rows to facts: what is written is known, what is not written is unknown, and no awards listed means none."""

import pytest

from tests.screening.lists import PACK, Rows, book_of, example_rows, family, joined, official
from vinhdanh.rules.facts import Facts, Nominee
from vinhdanh.screening.nominees import DELEGATES, nominees_of


def nominees(*lists: Rows) -> dict[str, Nominee]:
    return {one.code: one for one in nominees_of(book_of(joined(*lists)), PACK)}


def person(code: str = "CN1", *others: Rows, **changes: str) -> Facts:
    return nominees(official(code, "Hoàng Thị Bích", **changes), *others)[code].facts


def test_the_nominees_stand_as_in_the_workbook_collectives_people_families() -> None:
    found = nominees_of(book_of(example_rows()), PACK)
    assert [(one.code, one.kind) for one in found] == [
        *(("TT1", "collective"), ("TT2", "collective")),
        *(("CN1", "individual"), ("CN2", "individual"), ("CN3", "individual")),
        ("GD1", "family"),
    ]


def test_what_nobody_wrote_is_unknown_but_awards_are_the_whole_list() -> None:
    bare = nominees({"Tập thể": [{"Mã": "T", "Tên tập thể": "Trạm Y tế xã Ví Dụ"}]})["T"].facts
    assert bare.awards == ()
    assert bare.attributes == {"size": None, "locality": None}
    assert bare.memberships == {DELEGATES: None}
    assert (bare.ratings, bare.amounts, bare.judgements, bare.headed) == ({}, {}, {}, None)


@pytest.mark.parametrize(("typed", "known"), [("có", "hamlet"), ("x", "hamlet"), ("Không", "other"), ("", None)])
def test_a_hamlet_is_a_hamlet_only_where_the_unit_says_so(typed: str, known: str | None) -> None:
    row = {"Mã": "T", "Tên tập thể": "Thôn Nà Pài", "Thôn, bản, khu phố": typed}
    assert nominees({"Tập thể": [row]})["T"].facts.attributes["locality"] == known


@pytest.mark.parametrize(("typed", "known"), [("có", True), ("không", False), ("", None)])
def test_going_to_the_congress_is_yes_no_or_not_known(typed: str, known: bool | None) -> None:
    assert person(**{"Dự Đại hội": typed}).memberships[DELEGATES] is known


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("", "none"),
        ("Đơn vị cơ sở, đơn vị trực thuộc", "grassroots"),
        ("Sở, ban, ngành, đoàn thể, huyện, thành phố", "department"),
        ("Trưởng một nhóm nào đó", None),
    ],
)
def test_a_blank_head_is_no_head_and_an_unread_one_is_unknown(typed: str, known: str | None) -> None:
    assert person(**{"Thủ trưởng": typed}).attributes["head_of"] == known


def test_a_head_brings_the_facts_of_the_unit_which_may_be_a_nominee_itself() -> None:
    found = nominees(example_rows())
    headed = found["CN3"].facts.headed
    assert headed is not None
    assert headed.ratings == found["TT1"].facts.ratings
    assert headed.awards == found["TT1"].facts.awards


def test_a_headed_unit_that_is_no_nominee_has_facts_under_its_own_code() -> None:
    rows = {
        "Xếp loại": [{"Mã": "dv9", "Năm": 2018, "Mức": "Hoàn thành tốt nhiệm vụ"}],
        "Khen thưởng": [{"Mã": "DV9", "Năm": 2019, "Danh hiệu, hình thức": "Giấy khen"}],
    }
    headed = person("CN1", rows, **{"Mã đơn vị đứng đầu": "DV9"}).headed
    assert headed is not None
    assert [rating.level for rating in headed.ratings.values()] == ["good"]
    assert [award.code for award in headed.awards or ()] == ["giay_khen"]


def test_a_headed_unit_without_facts_has_no_awards_and_unknown_years() -> None:
    head = person(**{"Mã đơn vị đứng đầu": "DV9"})
    assert head.headed == Facts(memberships={DELEGATES: None}, awards=(), judgements=head.judgements)
    assert person().headed is None


def test_what_was_judged_of_a_headed_unit_may_stand_under_the_persons_code_or_the_units() -> None:
    rows = official("CN1", "Hoàng Thị Bích")
    rows["Cá nhân"][0] |= {"Thủ trưởng": "Đơn vị cơ sở, đơn vị trực thuộc", "Mã đơn vị đứng đầu": "DV9"}
    for code, passed in (("CN1", "Đạt"), ("DV9", "Không đạt")):
        rows["Đánh giá"] = [{"Mã": code, "Điều kiện": "ngoai_le.don_vi.bang_khen", "Kết luận": passed, "Lý do": "x"}]
        headed = nominees(rows)["CN1"].facts.headed
        assert headed is not None
        assert headed.judgements["ngoai_le.don_vi.bang_khen"].passed is (passed == "Đạt")


def test_several_figures_of_one_year_are_kept_apart_to_be_added() -> None:
    rows = family()
    rows["Số liệu"] += [{"Mã": "GD1", "Năm": 2018, "Chỉ tiêu": "Đóng góp", "Số tiền (đồng)": "20 triệu"}]
    amounts = nominees(rows)["GD1"].facts.amounts["contribution"]
    assert [amount.quantity for amount in amounts[2018]] == [150_000_000, 20_000_000]


def test_an_award_that_cannot_be_read_stays_as_one_that_may_be_any() -> None:
    rows = official("CN1", "Hoàng Thị Bích")
    rows["Khen thưởng"] = [{"Mã": "CN1", "Năm": 2018, "Danh hiệu, hình thức": "Bằng khen gì đó"}]
    [award] = nominees(rows)["CN1"].facts.awards or ()
    assert (award.code, award.year, award.as_written) == (None, 2018, "Bằng khen gì đó")


def test_facts_join_whatever_the_case_of_the_code() -> None:
    rows = official("Cn1", "Hoàng Thị Bích")
    for sheet in ("Xếp loại", "Khen thưởng", "Đánh giá"):
        rows[sheet] = [row | {"Mã": " cN1 "} for row in rows[sheet]]
    facts = nominees(rows)["Cn1"].facts
    assert (len(facts.ratings), len(facts.awards or ()), len(facts.judgements)) == (4, 1, 1)


def test_no_fact_of_one_nominee_reaches_another() -> None:
    found = nominees(official("CN1", "Hoàng Thị Bích"), {"Cá nhân": [{"Mã": "CN2", "Họ và tên": "Nông Văn Cường"}]})
    bare = found["CN2"].facts
    assert (bare.ratings, bare.awards, bare.judgements) == ({}, (), {})
