"""The notes of form 02: the shares that it asks for, and each thing that its figures do not know, named."""

from vinhdanh.rules.form_02 import Denominators, Form02, Tally, YearTotals, form_02
from vinhdanh.rules.form_02_notes import notes
from vinhdanh.rules.packs import load_pack

_LAYOUT = load_pack("lang-son-2020").form_02
assert _LAYOUT is not None
LAYOUT = _LAYOUT


def form(*tallies: Tally, years: tuple[YearTotals, ...] = (), first: int = 2016, last: int = 2018) -> Form02:
    return form_02(LAYOUT, tallies, Denominators("Sở Ví Dụ", years), first=first, last=last)


def said(counted: Form02, kind: str) -> list[str]:
    return [note.text for note in notes(counted) if note.kind == kind]


def year(of: int, whole: int | None, part: int | None, **more: object) -> YearTotals:
    """A complete year of collectives; individuals one for one."""
    return YearTotals(of, whole, whole, part, part, complete=True, **more)  # type: ignore[arg-type]


def test_the_forms_own_notes_come_first() -> None:
    assert [note.text for note in notes(form())][: len(LAYOUT.notes)] == list(LAYOUT.notes)


def test_the_share_of_several_years_is_of_their_sums() -> None:
    counted = form(years=(year(2016, 200, 30), year(2017, 100, 30), year(2018, 100, 40)))
    assert said(counted, "share") == [
        "Tỷ lệ tập thể được khen thưởng: 25 % (100 trên tổng số 400 tập thể, cộng các năm 2016-2018).",
        "Tỷ lệ cá nhân được khen thưởng: 25 % (100 trên tổng số 400 cá nhân, cộng các năm 2016-2018).",
    ]
    assert said(counted, "denominator") == said(counted, "record") == []


def test_a_missing_total_is_named_with_unit_and_years_and_the_rest_is_still_shared() -> None:
    counted = form(years=(year(2016, None, 3), YearTotals(2018, 50, None, 10, 3)))
    assert said(counted, "share") == ["Tỷ lệ tập thể được khen thưởng: 20 % (10 trên tổng số 50 tập thể, năm 2018)."]
    assert said(counted, "denominator") == [
        "Chưa tính được tỷ lệ tập thể được khen thưởng của các năm 2016, 2017: chưa có tổng số tập thể của Sở Ví Dụ.",
        "Chưa tính được tỷ lệ cá nhân được khen thưởng của các năm 2016-2018: chưa có tổng số cá nhân của Sở Ví Dụ.",
    ]


def test_more_honoured_than_there_are_is_never_made_a_share() -> None:
    counted = form(years=(YearTotals(2016, 10, 100, 12, 7, complete=True),), last=2016)
    assert said(counted, "share") == ["Tỷ lệ cá nhân được khen thưởng: 7 % (7 trên tổng số 100 cá nhân, năm 2016)."]
    assert said(counted, "denominator") == [
        "Năm 2016 có 12 tập thể được khen thưởng, nhiều hơn tổng số 10 tập thể đã khai của Sở Ví Dụ: cần xem lại tổng "
        "số; chưa tính năm này vào tỷ lệ."
    ]


def test_a_unit_of_nobody_has_no_share() -> None:
    assert said(form(years=(year(2016, 0, 0),), last=2016), "share") == []


def test_leaders_are_a_share_and_an_interval_where_positions_are_not_known() -> None:
    known = form(Tally("giay_khen", "individual", 1, leader=True), Tally("giay_khen", "individual", 2, leader=False))
    assert said(known, "share") == ["Tỷ lệ Lãnh đạo: 33,3 % (1 trên 3 lượt cá nhân được khen thưởng)."]
    unknown = form(Tally("giay_khen", "individual", 1, leader=True), Tally("giay_khen", "individual", 3))
    assert said(unknown, "share") == [
        "Tỷ lệ Lãnh đạo: từ 25 % đến 100 % (1 đến 4 trên 4 lượt cá nhân được khen thưởng); 03 lượt chưa rõ có phải "
        "Lãnh đạo hay không."
    ]


def test_why_a_cell_is_empty() -> None:
    assert said(form(years=(year(2017, 1, 1),)), "record") == [
        "Ô để trống là chưa có số liệu: Sở Ví Dụ chưa xác nhận đã nhập đủ khen thưởng của các năm 2016, 2018."
    ]
    units = tuple(f"Trường {letter}" for letter in "ABCDEFG")
    assert said(form(years=(YearTotals(2016, undeclared=units),), last=2016), "record") == [
        "Ô để trống là chưa có số liệu: Trường A, Trường B, Trường C, Trường D, Trường E và 02 đơn vị khác chưa xác "
        "nhận đã nhập đủ khen thưởng của năm 2016."
    ]


def test_unknown_manners_and_unknown_direct_work_are_counted() -> None:
    counted = form(
        Tally("giay_khen", "individual", 3, direct=True),
        Tally("bang_khen_tinh", "collective", 2, "chuyen_de"),
        Tally("bang_khen_tinh", "collective", 1, direct=False),
        Tally("giay_khen", "family", 5, "chuyen_de"),
    )
    assert said(counted, "manner") == [
        "04 khen thưởng chưa ghi loại hình (Bằng khen của Chủ tịch UBND tỉnh: 01; Giấy khen: 03), nên các dòng “Trong "
        "đó” ghi theo khoảng hoặc “chưa rõ”."
    ]
    assert said(counted, "direct") == [
        "02 khen thưởng chưa rõ có thuộc cơ sở, lao động trực tiếp hay không, nên các cột này ghi theo khoảng hoặc "
        "“chưa rõ”."
    ]
    assert said(form(Tally("giay_khen", "family", 5, "chuyen_de")), "direct") == []


def test_awards_without_a_row_are_named_and_said_to_be_outside_the_total() -> None:
    assert said(form(Tally("bang_khen_bo", "individual", 3), Tally("thon_van_hoa", "collective")), "outside") == [
        "Khen thưởng không có dòng trong mẫu, không tính vào tổng cộng: Bằng khen của Bộ, ban, ngành, đoàn thể trung "
        "ương: 03; Thôn, làng, ấp, bản, tổ dân phố văn hóa: 01."
    ]
