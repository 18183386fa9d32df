"""A table drawn as bars: the pieces of a bar are in proportion, and what is not known looks different."""

from vinhdanh.reports.figures import Cell, Row, Table
from vinhdanh.web.charts import LONGEST, MOST_BARS, chart_of


def table(*rows: tuple[str, tuple[int | None, ...]], drawn: str = "parts") -> Table:
    lines = tuple(Row(label, tuple(Cell(count) for count in counts)) for label, counts in rows)
    return Table("thu", "Biểu đồ thử", "Năm", ("Có", "Không", "Chưa rõ"), lines, drawn, unknown=2)


def test_bars_are_in_proportion_to_the_longest_and_their_pieces_follow_one_another() -> None:
    chart = chart_of(table(("2018", (10, 5, 5)), ("2019", (4, None, 1))))
    assert [[(part.x, part.width) for part in bar.parts] for bar in chart.bars] == [
        [("0.00%", "50.00%"), ("50.00%", "25.00%"), ("75.00%", "25.00%")],
        [("0.00%", "20.00%"), ("20.00%", "5.00%")],
    ]
    assert [bar.total for bar in chart.bars] == ["20", "5"]


def test_what_is_not_known_has_a_tone_of_its_own_in_the_bar_and_in_the_key() -> None:
    chart = chart_of(table(("2018", (1, 1, 1))))
    assert [part.tone for part in chart.bars[0].parts] == [1, 2, 0]
    assert chart.keys == (("Có", 1), ("Không", 2), ("Chưa rõ", 0))


def test_every_piece_says_its_number_in_words() -> None:
    chart = chart_of(table(("2018", (1234, 0, 1))))
    assert [part.words for part in chart.bars[0].parts] == ["2018, Có: 1.234", "2018, Chưa rõ: 1"]


def test_where_totals_alone_are_drawn_the_longest_come_first_in_one_tone() -> None:
    chart = chart_of(table(("ít", (1, 0, 0)), ("nhiều", (4, 4, 0)), drawn="totals"))
    assert [(bar.label, bar.parts[0].width, len(bar.parts)) for bar in chart.bars] == [
        ("nhiều", "100.00%", 1),
        ("ít", "12.50%", 1),
    ]
    assert chart.keys == ()


def test_nothing_to_draw_is_no_picture() -> None:
    assert chart_of(table(("2018", (None, None, None)))) is None


def test_the_rows_that_are_not_drawn_are_counted() -> None:
    chart = chart_of(table(*((f"Đơn vị {number}", (1, 0, 0)) for number in range(MOST_BARS + 7))))
    assert (len(chart.bars), chart.left_out) == (MOST_BARS, 7)


def test_bars_never_overlap_and_fit_the_height() -> None:
    chart = chart_of(table(*((str(year), (1, 0, 0)) for year in range(2016, 2021))))
    tops = [bar.text_y for bar in chart.bars]
    assert all(after - before >= 40 for before, after in zip(tops, tops[1:], strict=False))
    assert chart.bars[-1].bar_y + 14 <= chart.height


def test_a_long_label_is_shortened_and_keeps_its_words() -> None:
    name = "Bằng khen của Bộ, ban, ngành, đoàn thể trung ương"
    [bar] = chart_of(table((name, (1, 0, 0)))).bars
    assert (len(bar.label) <= LONGEST, bar.label[-1], bar.words) == (True, "…", name)
