"""The layouts of Word in which lists come: tables with sections, and decisions that write people in paragraphs."""

from datetime import date

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.intake.lists.made import TERMS, awards, document, opened, read, saved
from vinhdanh.intake.lists import propose
from vinhdanh.intake.lists.records import Beside

DECISION = (
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
    "Số: 163/QĐ-UBND",
    "An Định, ngày 02 tháng 02 năm 2018",
    "QUYẾT ĐỊNH",
    "Về việc tặng Bằng khen của Chủ tịch UBND tỉnh",
    "Căn cứ Quyết định số 12/QĐ-TTg ngày 01/01/2017;",
    "Điều 1. Tặng Bằng khen của Chủ tịch UBND tỉnh cho 02 tập thể, 02 cá nhân có thành tích xuất sắc năm 2017, gồm:",
)
END = (
    "Điều 2. Tiền thưởng kèm theo thực hiện theo quy định.",
    "Điều 3. Các ông, bà Chánh Văn phòng, Giám đốc Sở chịu trách nhiệm thi hành.",
    "Nơi nhận:",
    "- Như Điều 3;",
    "1. Lưu VT.",
)


class TestATableWithSections:
    CONTENT = document(
        "Số: 163/QĐ-SYT",
        "Về việc tặng Giấy khen năm 2019",
        [
            ["TT", "Tập thể, cá nhân đề nghị xét khen thưởng"],
            ["I", "Tập thể"],
            ["1", "Phòng Kế hoạch"],
            ["II", "Cá nhân"],
            ["1", "Ông Hoàng Văn Bình, Trưởng phòng"],
            ["2", "Bà Nông Thị Đào - Kế toán"],
        ],
    )

    def test_the_sections_decide_the_kind_and_the_lines_above_the_award(self) -> None:
        reading = read(self.CONTENT)
        assert [(row.kind, row.title_of_address, row.name, row.position) for row in reading.rows] == [
            ("collective", "", "Phòng Kế hoạch", ""),
            ("individual", "Ông", "Hoàng Văn Bình", "Trưởng phòng"),
            ("individual", "Bà", "Nông Thị Đào", "Kế toán"),
        ]
        assert {(one.code, one.first_year, one.decision.number) for row in reading.rows for one in row.awards} == {
            ("giay_khen", 2019, "163/QĐ-SYT")
        }

    def test_each_row_keeps_the_section_above_it(self) -> None:
        [table] = opened(self.CONTENT).tables
        assert [row.section for row in table.rows] == [("Tập thể",), ("Cá nhân",), ("Cá nhân",)]
        assert [aside.kind for aside in table.asides] == [Beside.SECTION, Beside.SECTION]


class TestADecisionInParagraphs:
    CONTENT = document(
        *DECISION,
        "I. Tập thể",
        "1. Phòng Tổ chức, Sở Y tế;",
        "2. Trạm Y tế xã A;",
        "II. Cá nhân",
        "1. Ông Hoàng Văn Bình, Trưởng phòng, Sở Y tế;",
        "2. Bà Nông Thị Đào, Kế toán Trường THPT A.",
        *END,
    )

    def test_every_entry_takes_the_decision_of_the_head(self) -> None:
        reading = read(self.CONTENT)
        assert [(row.kind, row.name, row.position, row.unit) for row in reading.rows] == [
            ("collective", "Phòng Tổ chức, Sở Y tế", "", ""),
            ("collective", "Trạm Y tế xã A", "", ""),
            ("individual", "Hoàng Văn Bình", "Trưởng phòng", "Sở Y tế"),
            ("individual", "Nông Thị Đào", "Kế toán", "Trường THPT A"),
        ]
        [award] = {row.awards for row in reading.rows}
        assert (award[0].code, award[0].first_year, award[0].reason) == (
            "bang_khen_tinh",
            2017,
            "thành tích xuất sắc năm 2017",
        )
        assert (award[0].decision.number, award[0].decision.signed_on) == ("163/QĐ-UBND", date(2018, 2, 2))

    def test_what_follows_the_list_is_told_and_never_a_name(self) -> None:
        [table] = opened(self.CONTENT).tables
        assert [aside.text for aside in table.asides if aside.kind is Beside.FOOT] == list(END)
        assert len(table.title) == len(DECISION) - 1  # the article is a section

    def test_a_base_is_not_the_decision(self) -> None:
        [table] = opened(self.CONTENT).tables
        assert propose(table, TERMS).context.decision.number == "163/QĐ-UBND"

    def test_entries_numbered_by_word_itself(self) -> None:
        made = docx.Document()
        for line in DECISION:
            made.add_paragraph(line)
        made.add_paragraph("Ông Hoàng Văn Bình, Trưởng phòng;", style="List Number")
        made.add_paragraph("Phòng Tài chính, Sở Y tế;", style="List Number")
        reading = read(saved(made))
        assert [(row.kind, row.name) for row in reading.rows] == [
            ("individual", "Hoàng Văn Bình"),
            ("collective", "Phòng Tài chính, Sở Y tế"),
        ]

    def test_one_person_within_the_sentence(self) -> None:
        reading = read(
            document(
                "Số: 45/QĐ-SYT",
                "Điều 1. Tặng Giấy khen năm 2019 cho bà Nông Thị Đào, Kế toán, đã có thành tích trong phòng dịch.",
                "Điều 2. Bà Nông Thị Đào chịu trách nhiệm thi hành.",
            )
        )
        [row] = reading.rows
        assert (row.name, row.title_of_address, row.position) == ("Nông Thị Đào", "Bà", "Kế toán")
        assert [(one.code, one.first_year) for one in row.awards] == [("giay_khen", 2019)]


def test_a_table_that_goes_on_after_a_page_break_is_one() -> None:
    header = ["TT", "Họ và tên", "Danh hiệu", "Năm"]
    content = document(
        [header, ["1", "Hoàng Văn Bình", "LĐTT", "2019"]],
        [header, ["2", "Nông Thị Đào", "CSTĐCS", "2019"]],
    )
    [table] = opened(content).tables
    assert [row.cells[1] for row in table.rows] == ["Hoàng Văn Bình", "Nông Thị Đào"]
    assert [aside.kind for aside in table.asides] == [Beside.HEADER_AGAIN]


def test_a_second_table_below_its_own_title_is_another() -> None:
    found = opened(
        document(
            "I. Danh sách tập thể được tặng Giấy khen năm 2019",
            [["TT", "Tên tập thể"], ["1", "Phòng Tài chính"]],
            "II. Danh sách cá nhân được công nhận Lao động tiên tiến năm 2018",
            [["TT", "Họ và tên"], ["1", "Hoàng Văn Bình"]],
        )
    )
    assert [awards(read(one)) for one in found.tables] == [[["giay_khen"]], [["lao_dong_tien_tien"]]]
    assert [read(one).rows[0].awards[0].first_year for one in found.tables] == [2019, 2018]


def test_cells_merged_downwards_and_across() -> None:
    made = docx.Document()
    table = made.add_table(4, 4)
    for place, words in {
        **{(0, 0): "TT", (0, 1): "Họ và tên", (0, 2): "Danh hiệu", (0, 3): "Số quyết định"},
        **{(1, 0): "1", (1, 1): "Hoàng Văn Bình", (1, 2): "LĐTT 2016", (1, 3): "12/QĐ-SYT", (2, 2): "CSTĐCS 2017"},
        (3, 0): "Tổng cộng: 01 người",
    }.items():
        table.cell(*place).text = words
    for column in (0, 1, 3):
        table.cell(1, column).merge(table.cell(2, column))
    table.cell(3, 0).merge(table.cell(3, 3))
    reading = read(saved(made))
    assert [(row.name, row.awards[0].code, row.awards[0].decision.number) for row in reading.rows] == [
        ("Hoàng Văn Bình", "lao_dong_tien_tien", "12/QĐ-SYT"),
        ("Hoàng Văn Bình", "chien_sy_thi_dua_co_so", "12/QĐ-SYT"),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row, words in enumerate(
        (["TT", "Họ và tên", "Danh hiệu"], ["1", "Hoàng Văn ", "LĐTT 2019"], ["2", "Bỏ Đi", "GK 2019"])
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    paragraph = table.cell(1, 1).paragraphs[0]._p
    ns = nsdecls("w")
    paragraph.append(parse_xml(f"<w:del {ns} w:id='1'><w:r><w:delText>An</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:moveFrom {ns} w:id='2'><w:r><w:t>Ân</w:t></w:r></w:moveFrom>"))
    paragraph.append(parse_xml(f"<w:ins {ns} w:id='3'><w:r><w:t>Bình</w:t></w:r></w:ins>"))
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {ns} w:id='4'/>"))
    assert [row.name for row in read(saved(made)).rows] == ["Hoàng Văn Bình"]


def test_text_boxes_and_hidden_text_are_no_part_of_a_cell() -> None:
    made = docx.Document()
    table = made.add_table(2, 3)
    for row, words in enumerate((["TT", "Họ và tên", "Danh hiệu"], ["1", "Hoàng Văn Bình", "LĐTT 2019"])):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    paragraph = table.cell(1, 1).paragraphs[0]
    paragraph.add_run(" ẩn").font.hidden = True
    inside = "<w:pict><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></w:pict>"
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))
    assert read(saved(made)).rows[0].name == "Hoàng Văn Bình"


def test_a_table_within_a_cell_is_read_as_its_lines() -> None:
    made = docx.Document()
    table = made.add_table(2, 4)
    for row, words in enumerate(
        (["TT", "Họ và tên", "Danh hiệu", "Ghi chú"], ["1", "Hoàng Văn Bình", "LĐTT 2019", ""])
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    inner = table.cell(1, 3).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Đạt", "chuẩn"
    [row] = read(saved(made)).rows
    assert (row.name, row.notes) == ("Hoàng Văn Bình", "Đạt chuẩn")


def test_a_letterhead_is_no_list_but_speaks_of_those_below() -> None:
    found = opened(
        document(
            [
                ["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["Số: 163/QĐ-SYT", "An Định, ngày 02 tháng 02 năm 2018"],
            ],
            [["TT", "Họ và tên", "Danh hiệu"], ["1", "Hoàng Văn Bình", "LĐTT"]],
        )
    )
    [table] = found.tables
    assert (table.sheet, propose(table, TERMS).context.decision.signed_on) == ("Bảng 2", date(2018, 2, 2))
    assert [(aside.sheet, "cột tên" in aside.reason) for aside in found.asides] == [("Bảng 1", True)]
