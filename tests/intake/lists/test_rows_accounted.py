"""Every row of a table is told of: a row of the list, or set aside with a reason; nothing is skipped in silence."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.lists.made import ON, TERMS, assert_whole, document, opened, read, refusal_of, sheet
from vinhdanh.intake.lists import open_list, propose, read_list
from vinhdanh.intake.lists.pages import Page
from vinhdanh.intake.lists.records import Beside
from vinhdanh.intake.lists.tables import find_tables
from vinhdanh.intake.problems import Unreadable

HEADER = ["STT", "Họ và tên", "Chức vụ", "Danh hiệu", "Năm"]
PERSON = [1, "Hoàng Văn Bình", "Bác sĩ", "LĐTT", 2019]
OTHER = [2, "Nông Thị Đào", "Y sĩ", "LĐTT", 2019]


def asides(*rows: list[object], merged: tuple[str, ...] = ()) -> list[tuple[int, Beside]]:
    """What the rows below a header and one person are, but for rows of the list."""
    [table] = opened(sheet(HEADER, PERSON, *rows, merged=merged)).tables
    assert all(aside.reason for aside in table.asides)
    return [(aside.number, aside.kind) for aside in table.asides]


@pytest.mark.parametrize(
    "row",
    [
        ["Tổng cộng: 12 người"],
        ["", "TỔNG CỘNG", "", "", 12],
        ["Cộng:", "", "", "", 3],
        ["", "Cộng mục I"],
        ["Tổng số tập thể: 02"],
        ["Tong cong", "", "", 5],
        ["", "Tổng số 05 cá nhân"],
    ],
    ids=str,
)
def test_a_row_that_sums_up(row) -> None:
    assert asides(row) == [(3, Beside.TOTAL)]


@pytest.mark.parametrize("name", ["Tổng Công ty Lâm nghiệp", "TỔNG CÔNG TY A", "Công an xã A", "Cộng đồng thôn B"])
def test_names_that_begin_like_a_total_are_rows(name) -> None:
    assert asides([2, name, "", "TTLĐTT", 2019]) == []
    assert asides(["", name, "Bác sĩ", "TTLĐTT", 2019]) == []


@pytest.mark.parametrize(
    "foot",
    [
        [["Nơi nhận:"], ["- UBND tỉnh;"], ["- Lưu VT."]],
        [["", "", "", "An Định, ngày 05 tháng 6 năm 2019"], ["", "", "", "GIÁM ĐỐC"], ["", "", "", "Lý Văn Ký"]],
        [
            ["", "Người lập biểu", "", "Thủ trưởng đơn vị"],
            ["", "(Ký, ghi rõ họ tên)"],
            ["", "Vi Thị Mai", "", "Lý Văn Ký"],
        ],
        [["Danh sách này có 01 người."], ["TM. ỦY BAN NHÂN DÂN"], ["KT. CHỦ TỊCH"], ["PHÓ CHỦ TỊCH"], ["Lý Văn Ký"]],
        [["Ghi chú: Danh hiệu theo Luật Thi đua, Khen thưởng."]],
    ],
    ids=["receivers", "place and date", "signers", "on behalf of", "remark"],
)
def test_signatures_and_receivers_below_the_list(foot) -> None:
    assert asides(*foot) == [(number, Beside.FOOT) for number in range(3, 3 + len(foot))]


def test_a_person_who_is_numbered_ends_the_foot() -> None:
    assert asides(["Ghi chú: danh sách bổ sung"], [2, "Nông Thị Đào"]) == [(3, Beside.FOOT)]


def test_headers_repeated_and_columns_numbered() -> None:
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)"]
    [table] = opened(sheet(HEADER, numbers, PERSON, HEADER, numbers, OTHER)).tables
    assert [(aside.number, aside.kind) for aside in table.asides] == [
        (2, Beside.COLUMN_NUMBERS),
        (4, Beside.HEADER_AGAIN),
        (5, Beside.COLUMN_NUMBERS),
    ]
    assert [row.number for row in table.rows] == [3, 6]


def test_blank_rows_within_the_list() -> None:
    assert asides([], ["", " ", "\u200b"], OTHER) == [(3, Beside.BLANK), (4, Beside.BLANK)]


def test_a_row_that_is_only_the_lower_half_of_merged_cells() -> None:
    spans = ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3")
    assert asides([], OTHER, merged=spans) == [(3, Beside.MERGED)]


class TestSections:
    @pytest.mark.parametrize(
        "row",
        [
            ["I", "Tập thể"],
            ["I. Tập thể"],
            ["", "I. TẬP THỂ", "", "", 12],
            ["A", "Phòng Tài chính"],
            ["A. Phòng Tài chính"],
            ["", "Cá nhân"],
            ["Cá nhân: 02 người"],
        ],
        ids=str,
    )
    def test_lines_that_name_a_group(self, row) -> None:
        assert asides(row, OTHER) == [(3, Beside.SECTION)]

    def test_a_body_without_a_number_is_a_section_where_rows_follow(self) -> None:
        assert asides(["", "Phòng Tài chính"], OTHER) == [(3, Beside.SECTION)]

    def test_and_a_row_with_much_left_out_where_none_follows(self) -> None:
        assert asides(["", "Phòng Tài chính"]) == []
        assert asides(["", "Phòng Tài chính"], ["", "Phòng Nội vụ"], OTHER) == [(4, Beside.SECTION)]

    def test_a_person_with_everything_left_out_is_never_a_section(self) -> None:
        reading = read(sheet(HEADER, PERSON, ["", "Nông Thị Đào"], OTHER))
        assert [row.as_written for row in reading.refused] == ["Nông Thị Đào"]

    def test_sections_within_sections(self) -> None:
        rows = [
            ["A. Sở Y tế"],
            ["I", "Tập thể"],
            [1, "Phòng Tổ chức", "", "TTLĐTT", 2019],
            ["II", "Cá nhân"],
            PERSON,
            ["B. Sở Công Thương"],
            ["I", "Cá nhân"],
            OTHER,
        ]
        [table] = opened(sheet(HEADER, *rows)).tables
        assert [row.section for row in table.rows] == [
            ("Sở Y tế", "Tập thể"),
            ("Sở Y tế", "Cá nhân"),
            ("Sở Công Thương", "Cá nhân"),
        ]
        assert [(row.kind, row.unit) for row in read(table).rows] == [
            ("collective", "Sở Y tế"),
            ("individual", "Sở Y tế"),
            ("individual", "Sở Công Thương"),
        ]

    def test_a_section_may_name_the_award(self) -> None:
        reading = read(
            sheet(
                ["STT", "Họ và tên", "Chức vụ"],
                ["I", "Danh hiệu Lao động tiên tiến năm 2018"],
                [1, "Hoàng Văn Bình", "Bác sĩ"],
                ["II", "Tặng Giấy khen năm 2019"],
                [1, "Nông Thị Đào", "Y sĩ"],
            )
        )
        assert [(row.awards[0].code, row.awards[0].first_year) for row in reading.rows] == [
            ("lao_dong_tien_tien", 2018),
            ("giay_khen", 2019),
        ]


CELLS = st.sampled_from(
    [
        *("", "", "", " ", 1, 2, 2019, 3.5, True, "I", "II.", "A", "x", "nt", "#N/A", '"', "-", "1.", "(1)", "(2)"),
        *("STT", "Họ và tên", "Chức vụ", "Danh hiệu", "Năm", "Tên tập thể", "Ghi chú", "Xếp loại", "2016", "Nam", "Nữ"),
        *(
            "Hoàng Văn Bình",
            "Ông Vi Văn Dũng",
            "Phòng Tài chính",
            "Tập thể",
            "I. Tập thể",
            "Cá nhân",
            "LĐTT",
            "Giấy khen",
        ),
        *("Tổng cộng", "Nơi nhận:", "GIÁM ĐỐC", "163/QĐ-UBND ngày 02/02/2018", "An Định, ngày 05 tháng 6 năm 2019"),
    ]
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=14)


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, spans=st.lists(st.tuples(*[st.integers(0, 8)] * 4), max_size=4))
def test_rows_of_random_tables_are_told_once_and_read_or_refused(rows, spans) -> None:
    boxes = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in spans]
    tables = find_tables(Page("Bảng", rows, boxes))
    filled = [number for number, row in enumerate(rows, 1) if any(str(cell).strip() for cell in row)]
    numbers: list[int] = []
    for table in tables:
        assert_whole(table)
        numbers += [line.number for line in table.title] + list(table.header_rows)
        numbers += [row.number for row in table.rows] + [aside.number for aside in table.asides]
        proposal = propose(table, TERMS)
        reading = read_list(table, proposal.mapping, proposal.context, TERMS, on=ON)
        assert len(reading.rows) + len(reading.refused) == len(table.rows)
        assert {row.number for row in (*reading.rows, *reading.refused)} == {row.number for row in table.rows}
        assert all(row.problems for row in reading.refused)
    if tables:
        assert sorted(numbers) == list(range(filled[0], filled[-1] + 1))


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_the_same_holds_of_whole_workbooks_and_documents(rows) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    words = [[str(cell) for cell in row] or [""] for row in rows]
    for content in (target.getvalue(), document("Tặng Giấy khen cho các ông, bà:", *([words] if words else []))):
        refusal = refusal_of(content)
        assert not refusal or "Không thấy danh sách nào" in refusal
        if not refusal:
            opened(content)


def test_a_file_without_any_table_says_so() -> None:
    with pytest.raises(Unreadable, match="Không thấy danh sách nào trong tệp"):
        open_list(sheet(["chỉ một ô"]), "a.xlsx")
