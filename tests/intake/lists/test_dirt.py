"""The dirt of real lists: what can be read is read, what would put a wrong fact on record refuses its row."""

import unicodedata
from datetime import date

import pytest

from tests.intake.lists.made import TERMS, assert_whole, awards, messages, opened, read, sheet, workbook
from tests.intake.workbooks import part, with_parts
from vinhdanh.intake.lists import ListContext, propose
from vinhdanh.intake.lists.records import ListDecision, Reading

HEADER = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Danh hiệu, hình thức",
    "Năm",
    "Số quyết định",
    "Ngày quyết định",
    "Cơ quan quyết định",
]
GOOD = [1, "Hoàng Văn Bình", "05/6/1975", "LĐTT", 2018, "12/QĐ-SYT", date(2019, 1, 15), "Giám đốc Sở Y tế"]
NAME, BIRTH, AWARD, YEAR, NUMBER, DAY, AUTHORITY = range(1, 8)


def with_cell(column: int, value: object) -> Reading:
    """The good row with one cell changed, as read."""
    row = [*GOOD]
    row[column] = value
    return read(sheet(HEADER, row))


def test_the_good_row_is_read_without_a_word() -> None:
    reading = read(sheet(HEADER, GOOD))
    assert not reading.problems
    [award] = reading.rows[0].awards
    assert award.decision == ListDecision("12/QĐ-SYT", date(2019, 1, 15), "Giám đốc Sở Y tế")
    assert (award.first_year, award.last_year, award.as_written) == (2018, 2018, "LĐTT")


class TestNames:
    @pytest.mark.parametrize(
        ("written", "name", "address"),
        [
            ("NGUYỄN THỊ ĐÀO", "Nguyễn Thị Đào", ""),
            (unicodedata.normalize("NFD", "NGUYỄN THỊ ĐÀO"), "Nguyễn Thị Đào", ""),
            ("nguyễn thị đào", "Nguyễn Thị Đào", ""),
            (" Nguyễn\u00a0Thị  Đào ", "Nguyễn Thị Đào", ""),
            ("Ông Nguyễn Văn A", "Nguyễn Văn A", "Ông"),
            ("Đ/c Nguyễn Văn A", "Nguyễn Văn A", "Đ/c"),
            ("Thượng úy Nguyễn Văn A", "Nguyễn Văn A", "Thượng úy"),
            ("bà NGUYỄN THỊ ĐÀO", "Nguyễn Thị Đào", "Bà"),
            ("H'Hen Niê", "H'Hen Niê", ""),
            ("Đoàn Văn Hậu", "Đoàn Văn Hậu", ""),
        ],
    )
    def test_are_tidied_and_kept_as_written(self, written, name, address) -> None:
        [row] = with_cell(NAME, written).rows
        assert row.kind == "individual"
        assert (row.name, row.title_of_address) == (name, address)
        assert row.as_written == " ".join(unicodedata.normalize("NFC", written).split())

    def test_accents_are_never_touched(self) -> None:
        assert [with_cell(NAME, name).rows[0].name for name in ("Lê Văn An", "Lê Văn Ân")] == ["Lê Văn An", "Lê Văn Ân"]

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("", "Dòng này chưa ghi tên"),
            ("-", "Dòng này chưa ghi tên"),
            (12345, "“12345” không phải là tên"),
            ("Nguyễn Văn A2", "có chữ số"),
            ("#REF!", "Ô báo lỗi #REF!"),
            ("Nguyễn " * 60, "quá dài để là tên"),
        ],
    )
    def test_what_is_no_name_refuses_the_row(self, written, said) -> None:
        reading = with_cell(NAME, written)
        assert said in messages(reading)[0]
        assert (len(reading.rows), reading.places[0]) == (0, (2, NAME))

    def test_a_post_behind_the_name(self) -> None:
        [row] = with_cell(NAME, "Bà Nông Thị Đào, Kế toán\nTrường THPT A").rows
        assert (row.name, row.position) == ("Nông Thị Đào", "Kế toán")
        assert row.unit == "Trường THPT A"


class TestKinds:
    @pytest.mark.parametrize(
        ("written", "kind", "name"),
        [
            ("Phòng Tài chính", "collective", "Phòng Tài chính"),
            ("NHÂN DÂN VÀ CÁN BỘ XÃ A", "collective", "NHÂN DÂN VÀ CÁN BỘ XÃ A"),
            ("Hộ gia đình ông Vi Văn Dũng", "family", "Vi Văn Dũng"),
            ("Gia đình bà Lý Thị Mùi", "family", "Lý Thị Mùi"),
        ],
    )
    def test_a_collective_or_a_family_in_the_column_of_names(self, written, kind, name) -> None:
        reading = read(sheet(HEADER, [1, written, "", "Giấy khen", 2018, "", "", ""]))
        assert [(row.kind, row.name) for row in reading.rows] == [(kind, name)]

    def test_a_person_below_the_section_of_collectives_is_refused(self) -> None:
        reading = read(sheet(HEADER, ["I", "Tập thể"], [1, "Ông Vi Văn Dũng", "", "Giấy khen", 2018, "", "", ""]))
        assert "nói đây là tập thể, nhưng dòng này ghi như cá nhân" in messages(reading)[0]

    def test_a_collective_below_the_section_of_people_is_refused(self) -> None:
        reading = read(sheet(HEADER, ["II", "Cá nhân"], [1, "Phòng Tài chính", "", "Giấy khen", 2018, "", "", ""]))
        assert "nói đây là cá nhân, nhưng dòng này ghi như tập thể" in messages(reading)[0]

    def test_nothing_says_which_it_is(self) -> None:
        content = sheet(["TT", "Tên tập thể, cá nhân", "Danh hiệu"], [1, "Vi Văn Dũng", "Giấy khen 2019"])
        assert "là tập thể, cá nhân hay hộ gia đình" in messages(read(content))[0]
        assert read(content, context=ListContext(kind="individual")).rows[0].kind == "individual"


class TestAwards:
    @pytest.mark.parametrize(
        ("written", "codes"),
        [
            ("CSTĐCS, BK tỉnh 2018", ["chien_sy_thi_dua_co_so", "bang_khen_tinh"]),
            ("LĐTT; Giấy khen", ["lao_dong_tien_tien", "giay_khen"]),
            ("- LĐTT\n- GK của GĐ Sở", ["lao_dong_tien_tien", "giay_khen"]),
            ("LĐTT và Giấy khen", ["lao_dong_tien_tien", "giay_khen"]),
            ("Bằng khen CT UBND tỉnh", ["bang_khen_tinh"]),
            ("Danh hiệu Chiến sĩ thi đua cơ sở năm 2018", ["chien_sy_thi_dua_co_so"]),
            ("Bằng khen của Bộ, ban, ngành, đoàn thể trung ương", ["bang_khen_bo"]),
            ("Giấy khen của Chủ tịch UBND huyện A", ["giay_khen"]),
            ("Chiến sĩ thi đua cơ sở (CSTĐCS) năm 2018", ["chien_sy_thi_dua_co_so"]),
        ],
    )
    def test_as_people_write_them(self, written, codes) -> None:
        row = [1, "Hoàng Văn Bình", "", written, 2018, "", "", ""]
        assert awards(read(sheet(HEADER, row))) == [codes]

    def test_a_year_beside_each(self) -> None:
        reading = read(sheet(HEADER[:4], [1, "Hoàng Văn Bình", "", "CSTĐCS 2016, 2017; LĐTT năm 2018"]))
        assert [(one.code, one.first_year) for one in reading.rows[0].awards] == [
            ("chien_sy_thi_dua_co_so", 2016),
            ("chien_sy_thi_dua_co_so", 2017),
            ("lao_dong_tien_tien", 2018),
        ]

    def test_a_bare_certificate_is_ambiguous(self) -> None:
        row = [1, "Hoàng Văn Bình", "", "BK", 2018, "", "", ""]
        [message] = messages(read(sheet(HEADER, row)))
        assert message.startswith("Chưa rõ “BK” của cấp nào; hãy ghi đủ tên, ví dụ “Bằng khen của")
        assert message.endswith("hoặc ghi cơ quan quyết định.")

    @pytest.mark.parametrize("written", ["BK", "Bằng khen", "BK năm 2018"])
    def test_unless_the_authority_says_whose(self, written) -> None:
        row = [1, "Hoàng Văn Bình", "", written, 2018, "", "", "Chủ tịch UBND tỉnh"]
        assert awards(read(sheet(HEADER, row))) == [["bang_khen_tinh"]]

    def test_or_the_decision_in_the_title_does(self) -> None:
        title = ["(Kèm theo Quyết định số 163/QĐ-UBND ngày 02/02/2018 của Chủ tịch UBND tỉnh)"]
        reading = read(sheet(title, ["STT", "Họ và tên", "Hình thức"], [1, "Hoàng Văn Bình", "BK"]))
        assert awards(reading) == [["bang_khen_tinh"]]
        assert reading.rows[0].awards[0].decision.signed_on == date(2018, 2, 2)

    def test_a_slip_of_the_hand_is_suggested_and_never_taken(self) -> None:
        [message] = messages(with_cell(AWARD, "Lao động tiên tiếm"))
        assert message.endswith("trong danh mục; có phải “Lao động tiên tiến”?")

    def test_a_row_without_any_award_is_refused(self) -> None:
        assert "chưa ghi danh hiệu, hình thức hay xếp loại nào" in messages(with_cell(AWARD, ""))[0]


class TestYearsAndDecisions:
    @pytest.mark.parametrize(
        ("column", "value", "said"),
        [
            (YEAR, "18", "không phải là năm"),
            (YEAR, 2030, "Năm 2030 chưa đến"),
            (YEAR, 2021, "Quyết định ký ngày 15/01/2019, trước năm khen thưởng 2021"),
            (DAY, "02/2018", "chỉ có tháng; hãy ghi đủ ngày/tháng/năm"),
            (DAY, "31/02/2019", "không phải là ngày"),
            (DAY, date(2030, 1, 1), "không thể là ngày quyết định"),
            (NUMBER, "12/QĐ-SYT ngày 45/01/2019", "không phải là ngày"),
            (AWARD, "#N/A", "Ô báo lỗi #N/A; hãy sửa công thức hoặc ghi lại giá trị."),
        ],
    )
    def test_a_wrong_fact_refuses_the_row(self, column, value, said) -> None:
        reading = with_cell(column, value)
        assert said in messages(reading)[0]
        assert [row.number for row in reading.refused] == [2]

    @pytest.mark.parametrize(("column", "value"), [(NUMBER, "đang trình"), (BIRTH, "không rõ")])
    def test_what_only_stays_unknown_does_not(self, column, value) -> None:
        reading = with_cell(column, value)
        assert (len(reading.rows), len(reading.problems)) == (1, 1)

    def test_days_that_excel_shows_as_numbers(self) -> None:
        assert with_cell(DAY, 43480).rows[0].awards[0].decision.signed_on == date(2019, 1, 15)

    def test_several_awards_of_several_decisions_are_paired(self) -> None:
        row = [1, "Hoàng Văn Bình", "", "LĐTT\nCSTĐCS", "2016, 2017", "12/QĐ-SYT\n34/QĐ-SYT", "", ""]
        assert [(one.code, one.first_year, one.decision.number) for one in read(sheet(HEADER, row)).rows[0].awards] == [
            ("lao_dong_tien_tien", 2016, "12/QĐ-SYT"),
            ("chien_sy_thi_dua_co_so", 2017, "34/QĐ-SYT"),
        ]

    def test_and_refused_where_nobody_can_tell_which_belongs_to_which(self) -> None:
        row = [1, "Hoàng Văn Bình", "", "LĐTT\nCSTĐCS", 2017, "1/QĐ-SYT\n2/QĐ-SYT\n3/QĐ-SYT", "", ""]
        [message] = messages(read(sheet(HEADER, row)))
        assert message.startswith("Dòng này có 2 danh hiệu, hình thức, 1 năm và 3 quyết định, không rõ")


@pytest.mark.parametrize("mark", ["nt", "-nt-", "- nt -", "NT", "như trên", "Như trên", '"', "”", '-"-', "//", "''"])
def test_marks_for_as_above(mark) -> None:
    reading = read(sheet(HEADER, GOOD, [2, "Nông Thị Đào", "1980", mark, mark, mark, mark, mark]))
    assert not reading.problems
    assert reading.rows[1].awards == reading.rows[0].awards


def test_as_above_goes_on_over_several_rows_and_means_nothing_in_the_first() -> None:
    rows = [[number, "Nông Thị Đào", "", "nt", 2018, "", "", ""] for number in (1, 2)]
    assert [row.number for row in read(sheet(HEADER, *rows)).refused] == [2, 3]
    assert len(read(sheet(HEADER, GOOD, *rows)).rows) == 3


@pytest.mark.parametrize("nothing", ["-", "–", "…", "...", " ", "\u00a0"])
def test_dashes_are_blank(nothing) -> None:
    assert not with_cell(BIRTH, nothing).problems
    assert with_cell(NUMBER, nothing).rows[0].awards[0].decision.number == ""


def test_merged_cells_hold_for_all_rows_that_they_cover() -> None:
    reading = read(
        sheet(
            HEADER,
            GOOD,
            ["", "", "", "CSTĐCS", 2017, "", date(2019, 1, 15), ""],
            [2, "Nông Thị Đào", 1980, "LĐTT", 2018, "", date(2019, 1, 15), ""],
            merged=["A2:A3", "B2:B3", "C2:C3", "F2:F4", "H2:H4"],
        )
    )
    assert [(row.name, row.awards[0].decision.number) for row in reading.rows] == [
        ("Hoàng Văn Bình", "12/QĐ-SYT"),
        ("Hoàng Văn Bình", "12/QĐ-SYT"),
        ("Nông Thị Đào", "12/QĐ-SYT"),
    ]


def test_an_error_of_a_formula_and_a_formula_without_a_value() -> None:
    content = workbook({"a": [HEADER, [*GOOD[:3], "=VLOOKUP(1,Z1:Z2,1,0)", *GOOD[4:]]]})
    assert "Công thức chưa có giá trị" in messages(read(content))[0]
    sheet_part = "xl/worksheets/sheet1.xml"
    changed = part(content, sheet_part).replace('<c r="D2"><f>VLOOKUP(1,Z1:Z2,1,0)</f><v></v></c>', "")
    changed = changed.replace('<c r="E2"', '<c r="D2" t="e"><v>#N/A</v></c><c r="E2"', 1)
    reading = read(with_parts(content, {sheet_part: changed.encode()}))
    assert any("Ô báo lỗi #N/A" in message for message in messages(reading))


class TestWhatTheOfficerTypes:
    def test_replaces_the_cell_and_the_row_is_read_anew(self) -> None:
        content = sheet(HEADER, [1, "Hoàng Văn Bình", "", "BK", 2018, "", "", ""], GOOD)
        assert [row.number for row in read(content).refused] == [2]
        reading = read(content, edits={(2, AWARD): "BK tỉnh"})
        assert awards(reading) == [["bang_khen_tinh"], ["lao_dong_tien_tien"]]

    def test_mends_a_faulty_cell(self) -> None:
        content = sheet(HEADER, [1, "Hoàng Văn Bình", "", "#N/A", 2018, "", "", ""])
        assert awards(read(content, edits={(2, AWARD): "Giấy khen"})) == [["giay_khen"]]

    def test_can_empty_a_cell(self) -> None:
        assert not read(sheet(HEADER, [*GOOD[:2], "tuổi Mão", *GOOD[3:]]), edits={(2, BIRTH): ""}).problems


class TestPersonalData:
    HEADER = ["STT", "Họ và tên", "Số CCCD", "Danh hiệu", "Năm"]

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("01234567890", "11 chữ số; có thể đã mất số 0 ở đầu"), ("12345", "có 5 chữ số"), ("AB12", "không phải")],
    )
    def test_an_identity_number_that_is_none_is_never_repeated(self, typed, said) -> None:
        reading = read(sheet(self.HEADER, [1, "Hoàng Văn Bình", typed, "LĐTT", 2018]))
        [problem] = reading.problems
        assert said in problem.message
        assert typed not in problem.message + problem.value
        assert reading.rows[0].identity_number == ""

    @pytest.mark.parametrize("typed", ["020175001234", "0201 7500 1234", 220175001234, "080123456"])
    def test_nine_or_twelve_digits(self, typed) -> None:
        [row] = read(sheet(self.HEADER, [1, "Hoàng Văn Bình", typed, "LĐTT", 2018])).rows
        assert row.identity_number == str(typed).replace(" ", "")


class TestTitlesAndForms:
    HEADER = ["STT", "Họ và tên", "Danh hiệu thi đua", "Hình thức khen thưởng", "Năm"]

    def test_each_is_what_it_is_and_a_wrong_column_is_told(self) -> None:
        reading = read(sheet(self.HEADER, [1, "Lý Thị Mùi", "Giấy khen", "LĐTT", 2018]))
        assert [(one.code, one.type) for one in reading.rows[0].awards] == [
            ("giay_khen", "form"),
            ("lao_dong_tien_tien", "title"),
        ]
        assert messages(reading) == [
            "“Giấy khen” là hình thức khen thưởng nhưng đứng ở cột danh hiệu thi đua; "
            "được ghi là hình thức khen thưởng, hãy kiểm tra lại.",
            "“LĐTT” là danh hiệu thi đua nhưng đứng ở cột hình thức khen thưởng; "
            "được ghi là danh hiệu thi đua, hãy kiểm tra lại.",
        ]

    def test_a_column_of_both_takes_both(self) -> None:
        header = ["STT", "Họ và tên", "Danh hiệu thi đua, hình thức khen thưởng", "Năm"]
        assert not read(sheet(header, [1, "Lý Thị Mùi", "Giấy khen; LĐTT", 2018])).problems


def test_sex_and_address_that_differ_leave_it_unknown() -> None:
    reading = read(
        sheet(["STT", "Họ và tên", "Giới tính", "Danh hiệu", "Năm"], [1, "Bà Lý Thị Mùi", "Nam", "LĐTT", 2018])
    )
    assert (reading.rows[0].sex, len(reading.problems)) == ("", 1)


def test_yes_and_no_of_leaders_and_direct_workers() -> None:
    header = ["STT", "Họ và tên", "Lãnh đạo", "Lao động trực tiếp", "Danh hiệu", "Năm"]
    reading = read(
        sheet(header, [1, "Lý Thị Mùi", "x", "", "LĐTT", 2018], [2, "Vi Văn Dũng", "không", "Có", "LĐTT", 2018])
    )
    assert [(row.leader, row.direct_worker) for row in reading.rows] == [(True, None), (False, True)]


def test_a_rating_needs_its_year_and_its_level() -> None:
    header = ["STT", "Họ và tên", "Xếp loại"]
    assert "của năm nào" in " ".join(messages(read(sheet(header, [1, "Lý Thị Mùi", "HTTNV"]))))
    titled = read(
        sheet(["DANH SÁCH XẾP LOẠI NĂM 2019"], header, [1, "Lý Thị Mùi", "HTTNV"], [2, "Vi Văn Dũng", "Tạm được"])
    )
    assert [(row.ratings[0].year, row.ratings[0].level) for row in titled.rows] == [(2019, "good")]
    assert "mức xếp loại “Tạm được”" in messages(titled)[0]


def test_a_mapping_chosen_by_a_person_goes_before_what_was_proposed() -> None:
    [table] = opened(sheet(["STT", "Họ và tên", "Cột A", "Cột B"], [1, "Lý Thị Mùi", "LĐTT", "CSTĐCS"])).tables
    assert_whole(table)
    reading = read(table, {1: "name", 3: "award"}, ListContext(first_year=2019, last_year=2019))
    assert awards(reading) == [["chien_sy_thi_dua_co_so"]]
    with pytest.raises(ValueError, match="no such field"):
        read(table, {1: "name", 3: "awarded"})
    assert propose(table, TERMS).mapping[2] == "award"
