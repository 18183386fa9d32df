"""The layouts of Excel in which units send their lists are taken in as they are."""

from datetime import date

from tests.intake.lists.made import TERMS, awards, messages, opened, read, sheet, workbook
from vinhdanh.intake.lists import propose
from vinhdanh.intake.lists.records import Beside, Birth

PROVINCE_HEADER = [
    *("STT", "Tên gọi (Ông/Bà/Chức danh)", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ", "Đơn vị công tác"),
    *("Phân loại khen thưởng", "Danh hiệu thi đua/Hình thức khen thưởng", "Phân loại đối tượng", "Lĩnh vực hoạt động"),
]
WORKER, LEADER = "Công nhân, nông dân, người lao động trực tiếp", "Cán bộ lãnh đạo"


def province_list(*rows: list[object]) -> bytes:
    """The province's own workbook: codes beside the table, and sheets that explain them."""
    return workbook(
        {
            "file nhận": [["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2019"], PROVINCE_HEADER, *rows],
            "HTKT": [["Mã", "Tên"], ["BK01", "Bằng khen của Chủ tịch UBND tỉnh"]],
            "PLDT": [["Mã", "Tên"], ["01", LEADER]],
            "LVHD": [["Mã", "Tên"], ["07", "Y tế"]],
            "phan loai kt": [["Mã", "Tên"], ["1", "Thường xuyên"]],
        }
    )


class TestTheWorkbookOfTheProvince:
    def test_collectives_people_and_ranks_stand_in_one_table(self) -> None:
        reading = read(
            province_list(
                [1, "", "Phòng Tổ chức", "", "Sở Y tế", "Thường xuyên", "Tập thể lao động tiên tiến", "", "Y tế"],
                [
                    2,
                    "Ông",
                    "Hoàng Văn Bình",
                    "Trưởng phòng",
                    "Sở Y tế",
                    "Đột xuất",
                    "BK của CT UBND tỉnh",
                    LEADER,
                    "Y tế",
                ],
                [3, "Thượng tá", " Nông Thị  Đào ", "Phó phòng", "Công an tỉnh", "Chuyên đề", "Giấy khen", WORKER, ""],
            )
        )
        assert not reading.problems
        assert [(row.kind, row.name, row.title_of_address) for row in reading.rows] == [
            ("collective", "Phòng Tổ chức", ""),
            ("individual", "Hoàng Văn Bình", "Ông"),
            ("individual", "Nông Thị Đào", "Thượng tá"),
        ]
        assert [(row.leader, row.direct_worker) for row in reading.rows] == [(None, None), (True, False), (False, True)]
        assert [row.awards[0].manner for row in reading.rows] == ["regular", "sudden", "theme"]
        assert awards(reading) == [["tap_the_lao_dong_tien_tien"], ["bang_khen_tinh"], ["giay_khen"]]
        assert {(award.first_year, award.last_year) for row in reading.rows for award in row.awards} == {(2019, 2019)}

    def test_a_class_of_people_given_to_a_collective_is_refused(self) -> None:
        reading = read(province_list([1, "", "Trạm Y tế xã A", "", "", "Thường xuyên", "Giấy khen", WORKER, ""]))
        assert messages(reading) == [
            "Cột loại đối tượng nói đây là cá nhân, nhưng dòng này ghi như tập thể; "
            "hãy sửa tên, loại đối tượng hoặc chuyển dòng sang đúng mục."
        ]

    def test_the_sheets_that_explain_codes_are_no_lists_but_can_be_chosen(self) -> None:
        found = opened(province_list([1, "Ông", "Hoàng Văn Bình", "", "", "", "Giấy khen", "", ""]))
        assert [table.sheet for table in found.tables] == ["file nhận"]
        assert [table.sheet for table in found.catalogues] == ["HTKT", "PLDT", "LVHD", "phan loai kt"]
        assert {aside.sheet for aside in found.asides} == {"HTKT", "PLDT", "LVHD", "phan loai kt"}
        assert all("danh mục" in aside.reason for aside in found.asides)


def province_list_with_codes(*codes: object) -> bytes:
    """Beside the table, as in the province's file: a column of codes, looked up by formulas."""
    rows = [
        [number, "Ông", "Hoàng Văn Bình", "", "", "", "Giấy khen", "", "", *[""] * 8, code] if code != "" else [number]
        for number, code in enumerate(codes, 1)
    ]
    header = [*PROVINCE_HEADER, *[""] * 8, "Mã HTKT"]
    return workbook({"file nhận": [["DANH SÁCH NĂM 2019"], header, *rows]})


class TestCodesBesideTheTable:
    def test_that_fail_are_left_aside(self) -> None:
        table = opened(province_list_with_codes("#N/A", "#N/A", "HT03")).tables[0]
        assert 17 not in propose(table, TERMS).mapping
        assert awards(read(table)) == [["giay_khen"]] * 3

    def test_that_no_catalogue_explains_are_left_aside(self) -> None:
        table = opened(province_list_with_codes("HT01", "HT02", "HT03")).tables[0]
        assert 17 not in propose(table, TERMS).mapping

    def test_that_name_the_same_award_count_once(self) -> None:
        assert awards(read(province_list_with_codes("GK", "Giấy khen"))) == [["giay_khen"], ["giay_khen"]]

    def test_rows_that_were_only_numbered_beforehand_are_set_aside(self) -> None:
        table = opened(province_list_with_codes("GK", "", "")).tables[0]
        assert [(aside.number, aside.kind) for aside in table.asides] == [
            (4, Beside.NUMBER_ONLY),
            (5, Beside.NUMBER_ONLY),
        ]


class TestPeopleWithCodes:
    HEADER = [
        *("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Tên phòng ban", "Tên đơn vị", "Địa chỉ"),
        *("Mã phân loại cán bộ", "Mã hình thức", "Mã danh hiệu"),
    ]

    def list_of(self, *rows: list[object]) -> bytes:
        title = [["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG NĂM 2018"], [], self.HEADER]
        catalogue = [
            ["Mã", "Tên"],
            ["HT02", "Giấy khen"],
            ["DH02", "Chiến sĩ thi đua cơ sở"],
            ["01", LEADER],
            ["02", WORKER],
        ]
        return workbook({"Sheet1": [*title, *rows], "DANHMUC": catalogue}, merged=["A1:K1"])

    def test_codes_are_read_by_the_files_own_catalogue(self) -> None:
        reading = read(
            self.list_of(
                [
                    1,
                    "LƯƠNG THỊ HƯỜNG",
                    "Nữ",
                    "05/6/1975",
                    "Phó phòng",
                    "Phòng Nội vụ",
                    "UBND huyện A",
                    "",
                    "01",
                    "HT02",
                    "DH02",
                ],
                [
                    2,
                    "Vi Văn Dũng",
                    "Nam",
                    1980,
                    "Chuyên viên",
                    "Phòng Nội vụ",
                    "UBND huyện A",
                    "Thôn B",
                    "02",
                    "",
                    "DH02",
                ],
            )
        )
        assert not reading.problems
        first, second = reading.rows
        assert (first.name, first.as_written, first.sex) == ("Lương Thị Hường", "LƯƠNG THỊ HƯỜNG", "female")
        assert (first.birth, second.birth) == (Birth(1975, 6, 5), Birth(1980))
        assert first.unit == "Phòng Nội vụ, UBND huyện A"
        assert (first.leader, second.direct_worker, second.residence) == (True, True, "Thôn B")
        assert awards(reading) == [["giay_khen", "chien_sy_thi_dua_co_so"], ["chien_sy_thi_dua_co_so"]]
        assert [award.type for award in first.awards] == ["form", "title"]

    def test_a_code_of_no_catalogue_is_refused(self) -> None:
        reading = read(self.list_of([1, "Vi Văn Dũng", "", "", "", "", "", "", "", "", "DH99"]))
        assert "“DH99” trong danh mục" in messages(reading)[0]
        assert [row.number for row in reading.refused] == [4]


def test_collectives_with_codes_of_awards() -> None:
    rows = [
        ["STT", "Tên đơn vị/tập thể", "Mã phân loại", "Mã hình thức", "Mã danh hiệu (nếu có)"],
        [1, "Phòng Tài chính", "Tập thể", "GK", ""],
        [2, "Đội Quản lý thị trường số 1", "Tập thể", "", "TTLĐXS"],
    ]
    reading = read(workbook({"TAPTHE": rows, "DANHMUC": [["Mã", "Tên"], ["GK", "Giấy khen"]]}))
    assert [row.kind for row in reading.rows] == ["collective", "collective"]
    assert awards(reading) == [["giay_khen"], ["tap_the_lao_dong_xuat_sac"]]


def test_a_short_list_of_people() -> None:
    reading = read(
        sheet(
            ["DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN NĂM 2020"],
            ["STT", "Họ và tên", "Giới tính", "Ngày sinh", "Phân loại cán bộ", "Chức vụ", "Hình thức khen thưởng"],
            [1, "Lý Thị Mùi", "Nữ", date(1988, 3, 4), WORKER, "Giáo viên", "Giấy khen"],
        )
    )
    [row] = reading.rows
    assert (row.birth, row.direct_worker, row.position) == (Birth(1988, 3, 4), True, "Giáo viên")
    assert (row.awards[0].code, row.awards[0].first_year) == ("giay_khen", 2020)


def test_titles_and_forms_in_columns_of_their_own_and_the_post_with_the_unit() -> None:
    reading = read(
        sheet(
            ["Stt", "Ông(bà)", "Họ và tên", "Chức vụ, đơn vị", "Thi đua", "Khen thưởng"],
            [1, "Ông", "Hoàng Văn Bình", "Trưởng phòng Tổ chức, Sở Y tế", "CSTĐCS", "BK tỉnh 2018"],
            [2, "Bà", "Nông Thị Đào", "Phó Giám đốc Sở Y tế", "", "Giấy khen"],
        )
    )
    first, second = reading.rows
    assert (first.position, first.unit, first.sex) == ("Trưởng phòng", "Phòng Tổ chức, Sở Y tế", "male")
    assert (second.position, second.unit) == ("Phó Giám đốc", "Sở Y tế")
    assert [(award.code, award.type, award.first_year) for award in first.awards] == [
        ("chien_sy_thi_dua_co_so", "title", None),
        ("bang_khen_tinh", "form", 2018),
    ]
    assert messages(reading) == [
        "Có 2 khen thưởng chưa rõ năm và ngày quyết định; hãy chọn cột năm, cột ngày, hoặc chọn năm cho cả bảng."
    ]


def test_form_03_carries_the_unit_in_its_title() -> None:
    content = sheet(
        ["BIỂU TÓM TẮT THÀNH TÍCH"],
        ["TÊN ĐƠN VỊ: Sở Công Thương"],
        ["TT", "Tên tập thể, cá nhân", "Tóm tắt thành tích tiêu biểu, nổi bật", "Ghi chú"],
        ["I", "TẬP THỂ"],
        [1, "Phòng Quản lý năng lượng", "Dẫn đầu khối", "Điểm sáng"],
        ["II", "CÁ NHÂN"],
        [1, "Hoàng Văn Bình", "Tận tụy", ""],
    )
    reading = read(content)
    assert [(row.kind, row.name, row.unit) for row in reading.rows] == [
        ("collective", "Phòng Quản lý năng lượng", "Sở Công Thương"),
        ("individual", "Hoàng Văn Bình", "Sở Công Thương"),
    ]
    assert reading.rows[0].notes == "Điểm sáng"
    assert messages(reading)[0].startswith("Chưa có cột danh hiệu, hình thức hay xếp loại")


class TestWideTables:
    def test_a_year_a_column_of_ratings_under_a_header_of_two_rows(self) -> None:
        reading = read(
            sheet(
                ["STT", "Họ và tên", "Năm sinh", "", "Xếp loại", "", "", "Danh hiệu năm 2018"],
                ["", "", "Nam", "Nữ", 2016, 2017, 2018, ""],
                [1, "Hoàng Văn Bình", 1970, "", "HTXSNV", "HTTNV", "", "LĐTT"],
                [2, "Nông Thị Đào", "", 1980, "Xuất sắc", "-", "HTNV", "CSTĐCS"],
                merged=["A1:A2", "B1:B2", "C1:D1", "E1:G1", "H1:H2"],
            )
        )
        assert not reading.problems
        first, second = reading.rows
        assert [(rating.year, rating.level) for rating in first.ratings] == [(2016, "excellent"), (2017, "good")]
        assert [(rating.year, rating.level) for rating in second.ratings] == [(2016, "excellent"), (2018, "fair")]
        assert [(row.sex, row.birth) for row in reading.rows] == [("male", Birth(1970)), ("female", Birth(1980))]
        assert [row.awards[0].first_year for row in reading.rows] == [2018, 2018]

    def test_awards_of_each_year_with_their_own_decisions(self) -> None:
        reading = read(
            sheet(
                ["STT", "Họ và tên", "Năm 2016", "", "Năm 2017", ""],
                ["", "", "Danh hiệu", "Số quyết định", "Danh hiệu", "Số quyết định"],
                [1, "Hoàng Văn Bình", "LĐTT", "12/QĐ-SYT", "CSTĐCS", "34/QĐ-SYT"],
                [2, "Nông Thị Đào", "", "", "LĐTT", "35/QĐ-SYT"],
                merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
            )
        )
        assert [[(one.code, one.first_year, one.decision.number) for one in row.awards] for row in reading.rows] == [
            [("lao_dong_tien_tien", 2016, "12/QĐ-SYT"), ("chien_sy_thi_dua_co_so", 2017, "34/QĐ-SYT")],
            [("lao_dong_tien_tien", 2017, "35/QĐ-SYT")],
        ]

    def test_a_header_of_two_rows_without_merged_cells(self) -> None:
        [table] = opened("STT,Họ và tên,Xếp loại,\n,,2016,2017\n1,Hoàng Văn Bình,HTTNV,HTNV\n".encode()).tables
        assert [column.header for column in table.columns][2:] == ["Xếp loại / 2016", "Xếp loại / 2017"]
        assert [(one.year, one.level) for one in read(table).rows[0].ratings] == [(2016, "good"), (2017, "fair")]

    def test_an_award_a_column_marked_with_a_cross_or_a_year(self) -> None:
        reading = read(
            sheet(
                ["DANH SÁCH KHEN THƯỞNG NĂM 2019"],
                ["STT", "Họ và tên", "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"],
                [1, "Hoàng Văn Bình", "x", ""],
                [2, "Nông Thị Đào", "X", 2018],
            )
        )
        assert [[(one.code, one.first_year) for one in row.awards] for row in reading.rows] == [
            [("lao_dong_tien_tien", 2019)],
            [("lao_dong_tien_tien", 2019), ("chien_sy_thi_dua_co_so", 2018)],
        ]


class TestWhichDecisionIsWhose:
    def facts(self, header: list[object], row: list[object], *above: list[object]) -> list[tuple[str, int | None, str]]:
        [read_row] = read(sheet(*above, header, row)).rows
        return [(one.code, one.first_year, one.decision.number) for one in read_row.awards]

    def test_one_column_of_decisions_is_of_all_awards(self) -> None:
        header = ["STT", "Họ và tên", "Thi đua", "Khen thưởng", "Năm", "Số QĐ"]
        assert self.facts(header, [1, "A B", "LĐTT", "GK", 2019, "1/QĐ-A"]) == [
            ("lao_dong_tien_tien", 2019, "1/QĐ-A"),
            ("giay_khen", 2019, "1/QĐ-A"),
        ]

    def test_each_award_with_the_decision_after_it(self) -> None:
        header = ["STT", "Họ và tên", "Thi đua", "Số QĐ", "Khen thưởng", "Số QĐ", "Năm"]
        assert self.facts(header, [1, "A B", "LĐTT", "1/QĐ-A", "GK", "2/QĐ-A", 2019]) == [
            ("lao_dong_tien_tien", 2019, "1/QĐ-A"),
            ("giay_khen", 2019, "2/QĐ-A"),
        ]

    def test_each_award_with_the_year_before_it(self) -> None:
        header = ["STT", "Họ và tên", "Năm", "Thi đua", "Năm", "Khen thưởng"]
        assert self.facts(header, [1, "A B", "", "LĐTT", 2019, "GK"]) == [
            ("lao_dong_tien_tien", None, ""),
            ("giay_khen", 2019, ""),
        ]

    def test_within_the_group_that_a_header_draws(self) -> None:
        reading = read(
            sheet(
                ["STT", "Họ và tên", "Danh hiệu thi đua", "", "Hình thức khen thưởng", "", ""],
                ["", "", "Danh hiệu", "Năm", "Số QĐ", "Năm", "Hình thức"],
                [1, "A B", "LĐTT", 2018, "2/QĐ-A", 2019, "GK"],
                merged=["A1:A2", "B1:B2", "C1:D1", "E1:G1"],
            )
        )
        assert [(one.code, one.first_year, one.decision.number) for one in reading.rows[0].awards] == [
            ("lao_dong_tien_tien", 2018, ""),
            ("giay_khen", 2019, "2/QĐ-A"),
        ]

    def test_a_decision_after_awards_is_not_of_the_rating(self) -> None:
        header = ["STT", "Họ và tên", "Xếp loại", "Danh hiệu", "Số QĐ", "Năm"]
        [row] = read(sheet(header, [1, "A B", "HTTNV", "LĐTT", "1/QĐ-A", 2019])).rows
        assert (row.ratings[0].decision.number, row.awards[0].decision.number) == ("", "1/QĐ-A")

    def test_the_decision_within_the_cell_of_the_award(self) -> None:
        header = ["STT", "Họ và tên", "Danh hiệu, số QĐ", "Năm"]
        assert self.facts(header, [1, "A B", "CSTĐCS; QĐ số 1/QĐ-A ngày 5/1/2019\nGK (theo QĐ số 2/QĐ-B)", 2018]) == [
            ("chien_sy_thi_dua_co_so", 2018, "1/QĐ-A"),
            ("giay_khen", 2018, "2/QĐ-B"),
        ]

    def test_a_line_with_two_decisions_is_refused(self) -> None:
        reading = read(sheet(["STT", "Họ và tên", "Danh hiệu"], [1, "A B", "CSTĐCS (1/QĐ-A), GK (2/QĐ-B)"]))
        assert "nhiều danh hiệu, quyết định trên một dòng" in messages(reading)[0]


def test_two_tables_in_one_sheet_each_with_its_title() -> None:
    found = opened(
        sheet(
            ["DANH SÁCH TẬP THỂ ĐƯỢC TẶNG GIẤY KHEN NĂM 2019"],
            ["STT", "Tên tập thể", "Ghi chú"],
            [1, "Phòng Tài chính", ""],
            [],
            ["DANH SÁCH CÁ NHÂN CÔNG NHẬN LAO ĐỘNG TIÊN TIẾN NĂM 2018"],
            ["STT", "Họ và tên", "Chức vụ"],
            [1, "Hoàng Văn Bình", "Trưởng phòng"],
        )
    )
    assert [
        [(row.name, row.awards[0].code, row.awards[0].first_year) for row in read(one).rows] for one in found.tables
    ] == [
        [("Phòng Tài chính", "giay_khen", 2019)],
        [("Hoàng Văn Bình", "lao_dong_tien_tien", 2018)],
    ]


def test_family_and_given_name_in_columns_of_their_own() -> None:
    reading = read(
        sheet(
            ["STT", "Họ và tên", "", "Danh hiệu", "Năm"],
            [1, "Nguyễn Thị", "Đào", "LĐTT", 2019],
            merged=["B1:C1"],
        )
    )
    assert reading.rows[0].name == "Nguyễn Thị Đào"
