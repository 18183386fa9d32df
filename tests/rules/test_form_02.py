"""Form 02: each award counted once, parts beside their row, unknown told from zero, every figure with its list."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.form_02 import (
    COLUMNS,
    COUNT_COLUMNS,
    TOTAL,
    Column,
    Denominators,
    Figure,
    Form02,
    Line,
    Selection,
    Tally,
    YearTotals,
    form_02,
    written_percent,
)
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.packs import load_pack

_LAYOUT = load_pack("lang-son-2020").form_02
assert _LAYOUT is not None
LAYOUT = _LAYOUT
YEARS = range(2016, 2021)
COMPLETE = Denominators("Sở Ví Dụ", tuple(YearTotals(year, complete=True) for year in YEARS))
OPEN = Denominators("Sở Ví Dụ")
MANNERS = ["", *catalogue().manner_of]
LEVELS = [level.id for level in LAYOUT.levels]
ROWS = [row for level in LAYOUT.levels for row in level.rows]


def form(*tallies: Tally, totals: Denominators = COMPLETE) -> Form02:
    return form_02(LAYOUT, tallies, totals, first=2016, last=2020)


def shown(line: Line, *columns: Column) -> list[str]:
    return [line.figures[column].text for column in columns or COUNT_COLUMNS]


def test_an_award_is_counted_in_its_row_its_level_and_the_grand_total() -> None:
    counted = form(Tally("bang_khen_tinh", "individual", 3), Tally("bang_khen_tinh", "collective", 2))
    for id in ("bang_khen_tinh", "tinh", TOTAL):
        assert shown(counted.line(id)) == ["2", "3", "0"]
    assert shown(counted.line("nha_nuoc")) == ["0", "0", "0"]


def test_a_class_of_an_order_is_counted_in_the_row_of_the_order() -> None:
    counted = form(Tally("huan_chuong_lao_dong_hang_ba", "individual"), Tally("huan_chuong_lao_dong", "individual"))
    assert shown(counted.line("huan_chuong_lao_dong"), "individual") == ["2"]


def test_two_awards_of_one_row_are_added_and_told_apart_in_its_parts() -> None:
    counted = form(Tally("huan_chuong_khang_chien", "individual", 4), Tally("huy_chuong_khang_chien", "individual", 5))
    ids = ("khang_chien", "khang_chien.huan_chuong", "khang_chien.huy_chuong", "nha_nuoc")
    assert [shown(counted.line(id), "individual") for id in ids] == [["9"], ["4"], ["5"], ["9"]]


def test_parts_are_never_added_to_their_row() -> None:
    counted = form(Tally("giay_khen", "family", 6, "chuyen_de"), Tally("giay_khen", "family", 1, "doi_ngoai"))
    ids = ("giay_khen", "giay_khen.chuyen_de", "giay_khen.dot_xuat", "giay_khen.thuong_xuyen", TOTAL)
    assert [shown(counted.line(id), "family") for id in ids] == [["7"], ["6"], ["1"], ["0"], ["7"]]


def test_a_family_with_the_order_of_independence_is_a_family_of_martyrs() -> None:
    counted = form(Tally("huan_chuong_doc_lap", "family", 2), Tally("huan_chuong_doc_lap_hang_nhat", "collective", 1))
    assert shown(counted.line("huan_chuong_doc_lap.liet_si")) == ["0", "0", "2"]


def test_nothing_counted_is_zero_only_where_the_record_is_complete() -> None:
    assert shown(form().line("giay_khen")) == ["0", "0", "0"]
    assert shown(form(totals=OPEN).line("giay_khen")) == ["", "", ""]
    all_but_one = Denominators("Sở Ví Dụ", COMPLETE.years[1:])
    assert shown(form(totals=all_but_one).line(TOTAL)) == ["", "", ""]
    assert form(totals=all_but_one).line(TOTAL).figures["family"].words == "chưa có số liệu"


def test_what_is_counted_is_shown_also_where_the_record_is_open() -> None:
    assert shown(form(Tally("giay_khen", "family", 1234), totals=OPEN).line("giay_khen")) == ["", "", "1.234"]


def test_an_unknown_manner_makes_the_parts_an_interval_and_leaves_the_row_alone() -> None:
    counted = form(Tally("giay_khen", "individual", 12, "chuyen_de"), Tally("giay_khen", "individual", 3))
    assert shown(counted.line("giay_khen"), "individual") == ["15"]
    assert shown(counted.line("giay_khen.chuyen_de"), "individual") == ["12 - 15"]
    assert shown(counted.line("giay_khen.dot_xuat"), "individual") == ["chưa rõ"]
    figures = [counted.line(f"giay_khen.{part}").figures["individual"] for part in ("chuyen_de", "dot_xuat")]
    assert [figure.words for figure in figures] == ["từ 12 đến 15", "chưa rõ (có thể đến 3)"]
    assert counted.unclear_manner == {"Giấy khen": 3}


def test_a_row_without_parts_by_manner_asks_for_none() -> None:
    counted = form(Tally("lao_dong_tien_tien", "individual", 9), Tally("huy_chuong_khang_chien", "individual"))
    assert counted.unclear_manner == {}


def test_direct_workers_are_a_number_and_a_share_of_the_same_row() -> None:
    counted = form(
        Tally("bang_khen_tinh", "individual", 1, direct=True),
        Tally("bang_khen_tinh", "individual", 2, direct=False),
        Tally("bang_khen_tinh", "collective", 4, direct=True),
        Tally("giay_khen", "individual", 5, direct=True),
    )
    assert counted.line("bang_khen_tinh").cells == (4, 3, 0, 4, "100", 1, "33,3")
    assert counted.line(TOTAL).cells == (4, 8, 0, 4, "100", 6, "75")


def test_unknown_direct_work_makes_number_and_share_an_interval() -> None:
    counted = form(
        Tally("bang_khen_tinh", "individual", 2, direct=True),
        Tally("bang_khen_tinh", "individual", 1, direct=None),
        Tally("bang_khen_tinh", "individual", 1, direct=False),
        Tally("giay_khen", "collective", 3, direct=None),
    )
    line = counted.line("bang_khen_tinh")
    assert (shown(line, "individual_direct"), line.percent("individual_direct")) == (["2 - 3"], "50 - 75")
    assert shown(counted.line("giay_khen"), "collective_direct") == ["chưa rõ"]
    assert counted.line("giay_khen").percent("collective_direct") == ""
    assert counted.unclear_direct == 4


def test_no_share_of_nothing() -> None:
    assert form().line(TOTAL).cells == (0, 0, 0, 0, "", 0, "")


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(1, 3, "33,3"), (2, 3, "66,7"), (1, 2, "50"), (1, 2000, "0,1"), (0, 7, "0"), (7, 7, "100")],
)
def test_a_share_has_one_place_and_rounds_halves_up(part: int, whole: int, written: str) -> None:
    assert written_percent(part, whole) == written


def test_an_award_without_a_row_is_counted_apart_and_in_no_sum() -> None:
    counted = form(
        Tally("bang_khen_bo", "individual", 3), Tally("xa_tieu_bieu", "collective"), Tally("khong_co", "family")
    )
    assert shown(counted.line(TOTAL)) == ["0", "0", "0"]
    assert [(each.award, each.count) for each in counted.outside] == [
        ("bang_khen_bo", 3),
        ("khong_co", 1),
        ("xa_tieu_bieu", 1),
    ]
    assert counted.outside[0].label == "Bằng khen của Bộ, ban, ngành, đoàn thể trung ương"


def test_leaders_are_a_share_of_the_awarded_individuals() -> None:
    counted = form(
        Tally("bang_khen_tinh", "individual", 3, leader=True),
        Tally("giay_khen", "individual", 5, leader=False),
        Tally("giay_khen", "individual", 2, leader=None),
        Tally("giay_khen", "collective", 9),
    )
    assert (counted.leaders.low, counted.leaders.high, counted.individuals) == (3, 5, 10)
    assert counted.leaders.selection.leader is True


def test_an_id_that_no_line_has() -> None:
    with pytest.raises(KeyError):
        form().line("khong_co")


TALLIES = st.lists(
    st.builds(
        Tally,
        award=st.sampled_from([*catalogue().award_of, "khong_co"]),
        kind=st.sampled_from(COUNT_COLUMNS),
        count=st.integers(0, 40),
        manner=st.sampled_from(MANNERS),
        direct=st.sampled_from([True, False, None]),
        leader=st.sampled_from([True, False, None]),
    ),
    max_size=25,
)
TOTALS = st.sampled_from([COMPLETE, OPEN, Denominators("Sở Ví Dụ", COMPLETE.years[:4])])


def bounds(figures: list[Figure]) -> tuple[int, int]:
    return sum(figure.low for figure in figures), sum(figure.high for figure in figures)


@given(TALLIES, TOTALS)
def test_a_level_is_the_sum_of_its_rows_and_the_total_that_of_the_levels(
    tallies: list[Tally], totals: Denominators
) -> None:
    counted = form(*tallies, totals=totals)
    for column in COLUMNS:
        for level in LAYOUT.levels:
            rows = [counted.line(row.id).figures[column] for row in level.rows]
            whole = counted.line(level.id).figures[column]
            assert (whole.low, whole.high) == bounds(rows)
        whole = counted.line(TOTAL).figures[column]
        assert (whole.low, whole.high) == bounds([counted.line(id).figures[column] for id in LEVELS])


@given(TALLIES, TOTALS)
def test_every_award_is_in_the_total_or_named_as_outside(tallies: list[Tally], totals: Denominators) -> None:
    counted = form(*tallies, totals=totals)
    inside = bounds([counted.line(TOTAL).figures[column] for column in COUNT_COLUMNS])
    outside = sum(each.count for each in counted.outside)
    assert inside[0] == inside[1]
    assert inside[0] + outside == sum(tally.count for tally in tallies)


@given(TALLIES, st.randoms())
def test_neither_the_order_nor_the_cut_of_the_counting_matters(tallies: list[Tally], random) -> None:
    single = [tally for tally in tallies for _ in range(tally.count)]
    ones = [Tally(t.award, t.kind, 1, t.manner, t.direct, t.leader) for t in single]
    random.shuffle(ones)
    assert form(*ones) == form(*tallies)


@given(TALLIES, TOTALS)
def test_a_figure_is_what_its_own_selection_counts(tallies: list[Tally], totals: Denominators) -> None:
    """So the list that a page opens behind a figure is the list that was counted."""
    counted = form(*tallies, totals=totals)
    figures = [figure for line in counted.lines for figure in line.figures.values()]
    for figure in [*figures, counted.leaders]:
        holds: Counter[bool | None] = Counter()
        for tally in tallies:
            holds[figure.selection.holds(tally)] += tally.count
        assert (figure.low, figure.high) == (holds[True], holds[True] + holds[None])
        assert figure.selection.or_unknown == (figure.low < figure.high)


@given(TALLIES, TOTALS)
def test_the_unknown_is_never_shown_as_zero(tallies: list[Tally], totals: Denominators) -> None:
    counted = form(*tallies, totals=totals)
    for line in counted.lines:
        for column, figure in line.figures.items():
            if figure.text == "0":
                assert totals is COMPLETE
                possible = [tally for tally in tallies if tally.count and figure.selection.holds(tally) is not False]
                assert possible == []
            if figure.low < figure.high:
                assert figure.value is None
                assert figure.text not in ("", "0")
            if column not in COUNT_COLUMNS and line.percent(column) == "0":
                assert figure.text == "0"


@given(TALLIES, TOTALS)
def test_a_part_is_within_its_row_and_a_direct_worker_within_the_awarded(
    tallies: list[Tally], totals: Denominators
) -> None:
    counted = form(*tallies, totals=totals)
    for row in ROWS:
        whole = counted.line(row.id).figures
        for line in (counted.line(row.id), *(counted.line(part.id) for part in row.parts)):
            assert all(line.figures[column].high <= whole[column].high for column in COLUMNS)
            assert line.figures["collective_direct"].high <= line.figures["collective"].high
            assert line.figures["individual_direct"].high <= line.figures["individual"].high


def test_a_selection_asks_for_each_fact_in_three_answers() -> None:
    asked = Selection(("giay_khen",), ("individual",), ("chuyen_de",), direct=True)
    cases = {
        ("giay_khen", "individual", "chuyen_de", True): True,
        ("giay_khen", "individual", "", True): None,
        ("giay_khen", "individual", "chuyen_de", None): None,
        ("giay_khen", "individual", "", False): False,
        ("giay_khen", "individual", "dot_xuat", None): False,
        ("giay_khen", "family", "chuyen_de", True): False,
        ("bang_khen_tinh", "individual", "chuyen_de", True): False,
    }
    for (award, kind, manner, direct), answer in cases.items():
        assert asked.holds(Tally(award, kind, 1, manner, direct)) is answer
