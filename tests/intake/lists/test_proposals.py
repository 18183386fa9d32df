"""What each column may be is proposed by its header and by what stands in it; what a unit chose is remembered."""

import pytest

from tests.intake.lists.made import TERMS, opened, sheet
from vinhdanh.intake.lists import propose
from vinhdanh.intake.lists.fields import FIELD_LABELS, Field, field_of_header, is_field
from vinhdanh.intake.lists.records import ListContext, ListTable, Why


def table_of(*rows: list[object]) -> ListTable:
    return opened(sheet(*rows)).tables[0]


def mapping(*rows: list[object]) -> dict[int, str]:
    return propose(table_of(*rows), TERMS).mapping


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Số TT", "order"),
        ("HỌ VÀ TÊN", "name"),
        ("Họ tên", "name"),
        ("Ho va ten", "name"),
        ("Tên tập thể/cá nhân/hộ gia đình", "name"),
        ("Tập thể, cá nhân đề nghị xét khen thưởng", "name"),
        ("Tên gọi (Ông/Bà/Chức danh)", "title_of_address"),
        ("Ngày, tháng, năm sinh", "birth"),
        ("Năm", "year"),
        ("Nam", "sex:male"),
        ("Giới tính", "sex"),
        ("Dân tộc", "ethnicity"),
        ("Số CCCD/CMND", "identity_number"),
        ("Chức vụ", "position"),
        ("Chức vụ, đơn vị công tác", "position_unit"),
        ("Đơn vị công tác", "unit"),
        ("Địa chỉ thường trú", "residence"),
        ("Phân loại đối tượng", "kind"),
        ("Phân loại khen thưởng", "manner"),
        ("Danh hiệu thi đua/Hình thức khen thưởng", "award"),
        ("Số QĐ", "decision_number"),
        ("Ngày ký", "decision_date"),
        ("Số, ngày, tháng quyết định", "decision"),
        ("Số quyết định, ngày tháng năm, cơ quan ban hành", "decision"),
        ("Cơ quan ban hành", "authority"),
        ("Tóm tắt thành tích tiêu biểu, nổi bật", "reason"),
        ("Xếp loại 2016", "rating:2016"),
        ("Kết quả xếp loại năm học 2018-2019", "rating:2018-2019"),
        ("Danh hiệu năm 2017", "award:2017"),
        ("Lao động trực tiếp", "direct_worker"),
        ("Ghi chú", "note"),
        ("Số điện thoại", "ignored"),
        ("Ngày mưa", ""),
    ],
)
def test_headers_that_units_write(header, field) -> None:
    assert field_of_header((header,))[0] == field


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (("Quyết định", "Số"), "decision_number"),
        (("Quyết định", "Ngày, tháng, năm"), "decision_date"),
        (("Quyết định", "Cơ quan"), "authority"),
        (("Khen thưởng", "Năm"), "year"),
        (("Năm sinh", "Nữ"), "birth:female"),
        (("Trong đó", "Nữ"), "sex:female"),
        (("Xếp loại", "2016"), "rating:2016"),
        (("Năm 2016", "Danh hiệu"), "award:2016"),
        (("Thành tích đạt được", "Danh hiệu thi đua", "Năm 2018"), "award:2018"),
    ],
)
def test_headers_of_several_rows(parts, field) -> None:
    assert field_of_header(parts)[0] == field


def test_a_strange_header_is_told_by_what_stands_below_it() -> None:
    rows = [[number, "Hoàng Văn Bình", f"{number}/QĐ-SYT", "LĐTT", "Tày", "Nữ", "020175001234"] for number in (1, 2, 3)]
    proposal = propose(table_of(["STT", "Họ và tên", "A", "B", "C", "D", "E"], *rows), TERMS)
    assert [str(column.field) for column in proposal.columns[2:]] == [
        "decision",
        "award",
        "ethnicity",
        "sex",
        "identity_number",
    ]
    assert {column.why for column in proposal.columns[2:]} == {Why.CONTENT}
    assert all(column.says and 0 < column.certainty <= 60 for column in proposal.columns[2:])


def test_a_column_of_which_nothing_is_known_is_ignored_and_said_so() -> None:
    proposal = propose(table_of(["STT", "Họ và tên", "Khác"], [1, "Hoàng Văn Bình", "abc"]), TERMS)
    last = proposal.columns[2]
    assert (last.field, last.why, last.certainty, last.says) == (
        "",
        Why.NOTHING,
        0,
        "Chưa rõ cột này là gì, nên không dùng",
    )


def test_merits_that_are_awards_are_proposed_as_awards() -> None:
    assert mapping(["STT", "Họ và tên", "Thành tích"], [1, "A B", "LĐTT 2018"], [2, "C D", "Giấy khen"])[2] == "award"
    assert mapping(["STT", "Họ và tên", "Thành tích"], [1, "A B", "Tận tụy"], [2, "C D", "Sáng tạo"])[2] == "reason"


def test_units_are_the_names_where_there_is_no_other_column_of_names() -> None:
    assert mapping(["STT", "Tên đơn vị", "Danh hiệu"], [1, "Phòng Tài chính", "TTLĐTT"])[1] == "name"
    assert mapping(["STT", "Họ và tên", "Tên đơn vị"], [1, "Vi Văn Dũng", "Phòng Tài chính"])[2] == "unit"


def test_a_field_that_only_one_column_may_hold_is_proposed_once() -> None:
    found = mapping(
        ["STT", "Họ và tên", "Ngày sinh", "Năm sinh", "Thi đua", "Khen thưởng"], [1, "A B", 1980, 1980, "LĐTT", "GK"]
    )
    assert found == {0: "order", 1: "name", 2: "birth", 4: "award", 5: "award_2"}


def test_what_was_chosen_before_goes_before_all() -> None:
    table = table_of(["STT", "Họ và tên", "Khác", "Ghi chú"], [1, "Hoàng Văn Bình", "abc", "x"])
    keys = [column.key for column in table.columns]
    proposal = propose(table, TERMS, {keys[2]: "reason", keys[3]: "ignored", keys[1]: "no such field"})
    assert proposal.mapping == {0: "order", 1: "name", 2: "reason"}
    assert [column.why for column in proposal.columns] == [Why.HEADER, Why.HEADER, Why.REMEMBERED, Why.REMEMBERED]


def test_the_key_of_a_column_is_of_its_header_alone_so_that_a_choice_is_remembered() -> None:
    first = table_of(["STT", "Họ và tên", "Năm"], [1, "Hoàng Văn Bình", 2018])
    other = table_of(
        ["DANH SÁCH KHÁC"], ["stt", "HỌ VÀ TÊN ", "năm"], [1, "Nông Thị Đào", 2019], [2, "Vi Văn Dũng", 2019]
    )
    assert [column.key for column in first.columns] == [column.key for column in other.columns]


def test_headers_that_stand_twice_have_keys_of_their_own() -> None:
    table = table_of(["STT", "Họ và tên", "Số QĐ", "Số QĐ"], [1, "Hoàng Văn Bình", "1/QĐ-A", "2/QĐ-B"])
    assert len({column.key for column in table.columns}) == 4


def test_a_table_without_a_header_is_offered_by_what_stands_in_it() -> None:
    [table] = opened("1,Hoàng Văn Bình,LĐTT,2018\n2,Nông Thị Đào,CSTĐCS,2019\n".encode()).tables
    assert table.header_rows == ()
    found = propose(table, TERMS).mapping
    assert (found[0], found[1], found[2], found[3]) == ("order", "name", "award", "year")


def test_every_field_has_a_label_and_may_be_chosen() -> None:
    assert set(FIELD_LABELS) == set(Field)
    assert all(map(is_field, ["", *Field, "rating:2016", "award:2018-2019", "sex:female", "birth:male"]))
    assert not any(map(is_field, ["rating:16", "name:2016", "sex:none", "tên"]))


class TestContexts:
    def context(self, *lines: str) -> ListContext:
        return propose(
            table_of(*([line] for line in lines), ["STT", "Họ và tên"], [1, "Hoàng Văn Bình"]), TERMS
        ).context

    def test_the_award_the_year_the_kind_and_the_decision_of_a_title(self) -> None:
        found = self.context(
            "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH NĂM 2017",
            "(Kèm theo Quyết định số 163/QĐ-UBND ngày 02/02/2018 của Chủ tịch UBND tỉnh)",
        )
        assert (found.award, found.first_year, found.last_year, found.kind) == (
            "bang_khen_tinh",
            2017,
            2017,
            "individual",
        )
        assert (found.decision.number, str(found.decision.signed_on)) == ("163/QĐ-UBND", "2018-02-02")
        assert found.decision.authority == "Chủ tịch UBND tỉnh"
        assert set(found.found) == {"award", "years", "kind", "decision"}

    @pytest.mark.parametrize(
        "line",
        [
            "Căn cứ Quyết định số 12/QĐ-UBND ngày 01/01/2017 của UBND tỉnh",
            "(Kèm theo Tờ trình số 45/TTr-SYT ngày 20/5/2020)",
            "Quyết định số      /QĐ-UBND ngày     tháng     năm 2020",
        ],
    )
    def test_bases_letters_and_blanks_are_no_decision(self, line) -> None:
        assert not self.context(line).decision

    def test_two_awards_or_two_years_say_neither(self) -> None:
        found = self.context(
            "DANH SÁCH ĐƯỢC CÔNG NHẬN LAO ĐỘNG TIÊN TIẾN VÀ TẶNG GIẤY KHEN", "Thi đua năm 2018", "Thi đua năm 2019"
        )
        assert (found.award, found.first_year) == ("", None)

    def test_a_period_the_manner_and_the_unit(self) -> None:
        found = self.context("TÊN ĐƠN VỊ: Sở Công Thương", "DANH SÁCH KHEN THƯỞNG CHUYÊN ĐỀ GIAI ĐOẠN 2016 - 2020")
        assert (found.unit, found.manner, found.first_year, found.last_year) == ("Sở Công Thương", "theme", 2016, 2020)

    def test_a_year_of_the_date_line_is_not_the_year_of_the_award(self) -> None:
        assert self.context("An Định, ngày 05 tháng 6 năm 2020").first_year is None
