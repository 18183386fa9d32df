"""The law's catalogue: what could be given when and by whom, what stands within what, and what its files are refused
for."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from vinhdanh.rules.law.catalogue import FOLDER, catalogue, load_catalogue
from vinhdanh.rules.packs import load_pack, pack_names
from vinhdanh.rules.yaml_source import PackError

LAW = catalogue()
LAST_OF_2003, FIRST_OF_2022 = date(2023, 12, 31), date(2024, 1, 1)


def codes(awards: object) -> set[str]:
    return {award.code for award in awards}


def test_the_law_of_2022_takes_over_on_the_first_day_of_2024() -> None:
    assert "xa_tieu_bieu" not in codes(LAW.on(LAST_OF_2003))
    assert "xa_tieu_bieu" in codes(LAW.on(FIRST_OF_2022))
    for day, law in ((LAST_OF_2003, "luat_2003"), (FIRST_OF_2022, "luat_2022")):
        span = LAW.award("bang_khen_tinh").span_on(day)
        assert span is not None
        assert span.law == law


@pytest.mark.parametrize("award", LAW.awards, ids=lambda award: award.code)
def test_each_award_belongs_to_exactly_one_law_on_any_day_and_cites_it(award) -> None:
    days = [LAST_OF_2003, FIRST_OF_2022, date(2025, 6, 30), date(2025, 7, 1)]
    for day in days:
        assert sum(span.holds(day, day) for span in award.valid) <= 1
    for span in award.valid:
        assert span.cite
        assert (span.last == LAST_OF_2003) == (span.law == "luat_2003")


def test_awards_of_some_years_are_those_that_could_be_given_on_one_of_their_days() -> None:
    assert "xa_tieu_bieu" not in codes(LAW.in_years(2016, 2020))
    assert "xa_tieu_bieu" in codes(LAW.in_years(2021, 2025))
    assert "huan_chuong_khang_chien" in codes(LAW.in_years(2023, 2024))
    assert "huan_chuong_khang_chien" not in codes(LAW.in_years(2024, 2025))


def test_the_body_that_decides_is_dated_too() -> None:
    """NĐ 129/2025 Đ59: from 1 July 2025 the commune confers the title that the district did."""
    title = LAW.award("thon_van_hoa")
    earlier, later = title.span_on(date(2025, 6, 30)), title.span_on(date(2025, 7, 1))
    assert earlier
    assert later
    assert (earlier.authority or title.authority) == "Chủ tịch UBND huyện"
    assert later.authority == "Chủ tịch UBND xã"
    assert LAW.award("xa_tieu_bieu").span_on(LAST_OF_2003) is None


def test_a_state_title_of_honour_is_a_form_of_commendation_and_an_emulation_title_is_not() -> None:
    """Luật 2022 Đ9 lists danh hiệu vinh dự Nhà nước among the forms."""
    assert {LAW.award(code).type for code in LAW.inside("danh_hieu_vinh_du")} == {"form"}
    assert {LAW.award(code).type for code in ("chien_sy_thi_dua_tinh", "co_thi_dua_tinh", "lao_dong_tien_tien")} == {
        "title"
    }


def test_an_order_stands_as_itself_and_once_for_each_class() -> None:
    assert LAW.inside("huan_chuong_lao_dong") == {
        "huan_chuong_lao_dong",
        "huan_chuong_lao_dong_hang_nhat",
        "huan_chuong_lao_dong_hang_nhi",
        "huan_chuong_lao_dong_hang_ba",
    }
    assert LAW.award("huan_chuong_lao_dong_hang_ba").label == "Huân chương Lao động hạng Ba"
    assert LAW.inside("giay_khen") == {"giay_khen"}


def test_the_nearest_coarser_award_of_a_shorter_list() -> None:
    assert LAW.nearest("nghe_si_uu_tu", {"danh_hieu_vinh_du", "huy_chuong"}) == "danh_hieu_vinh_du"
    assert LAW.nearest("huy_chuong", {"huy_chuong"}) == "huy_chuong"
    assert LAW.nearest("giay_khen", {"huy_chuong"}) is None
    assert LAW.nearest("khong_co", {"huy_chuong"}) is None


@pytest.mark.parametrize("name", pack_names())
def test_every_award_of_a_pack_stands_in_the_law_with_the_same_level_and_type(name: str) -> None:
    for award in load_pack(name).awards:
        entry = LAW.award(award.code)
        assert entry.level == award.level
        if award.code != "danh_hieu_vinh_du":  # the first pack calls it a title; see the law's own words above
            assert entry.type == award.type


def test_a_manner_has_one_code_and_the_words_of_each_law() -> None:
    assert LAW.manner_of["cong_trang"].label_on(LAST_OF_2003) == "Khen thường xuyên"
    assert LAW.manner_of["cong_trang"].label_on(FIRST_OF_2022) == "Khen thưởng công trạng"
    assert LAW.manner_of["khang_chien"].label_on(FIRST_OF_2022) is None
    six = [manner.code for manner in LAW.manners if manner.label_on(FIRST_OF_2022)]
    assert len(six) == 6


def test_a_year_is_rated_on_the_scale_of_its_last_day() -> None:
    assert LAW.scale_of_year(2019).code == "den_2020"
    assert LAW.scale_of_year(2020).code == "tu_2020"
    assert LAW.scale_on(date(2020, 8, 19)).code == "den_2020"


def test_a_scale_whose_text_was_not_read_says_so() -> None:
    assert [(scale.code, scale.assumed, bool(scale.note)) for scale in LAW.scales] == [
        ("den_2020", False, False),
        ("tu_2020", True, True),
    ]


def test_the_levels_of_both_scales_are_those_that_the_campaign_asks_for() -> None:
    levels = [level.code for level in load_pack("lang-son-2020").scale.levels]
    assert [[level.code for level in scale.levels] for scale in LAW.scales] == [levels, levels]


REFUSALS = (
    ("awards.yaml", "level: grassroots", "level: huyen", "giá trị phải là một trong"),
    ("awards.yaml", "law: luat_2022", "law: luat_2026", "không có luật “luat_2026”"),
    ("awards.yaml", "within: huan_chuong_khac", "within: huan_chuong_la", "không có danh hiệu, hình thức"),
    ("awards.yaml", "classes: [hang_nhat,", "classes: [hang_tu,", "không có hạng “hang_tu”"),
    ("awards.yaml", "Cờ {province}", "Cờ {tinh}", "không có cụm từ “tinh”"),
    ("awards.yaml", "code: giay_khen", "code: bang_khen_tinh", "“bang_khen_tinh” viết hai lần"),
    ("awards.yaml", "decided_by: [ministry,", "decided_by: [bo,", "không có cấp quyết định “bo”"),
    ("awards.yaml", "authority: Chủ tịch UBND huyện", "authority: Chủ tịch huyện", "chưa ghi cấp quyết định của"),
    ("deciders.yaml", "[district, commune]", "[district, xa]", "không có cấp quyết định “xa”"),
    ("manners.yaml", "code: nien_han", "code: Nien_Han", "mã chỉ gồm chữ thường"),
    ("ratings.yaml", "from: 2020-08-20", "from: 2020-08-25", "phải nối tiếp thang trước"),
    ("laws.yaml", "until: 2023-12-31", "den: 2023-12-31", "khóa này không có trong từ vựng"),
)


@pytest.mark.parametrize(("file", "words", "instead", "message"), REFUSALS)
def test_a_file_is_refused_with_its_line(file: str, words: str, instead: str, message: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "law", ignore=shutil.ignore_patterns("*.py", "__pycache__")))
    text = (folder / file).read_text(encoding="utf-8")
    changed = text.replace(words, instead, 1)
    (folder / file).write_text(changed, encoding="utf-8")
    lines = zip(text.splitlines(), changed.splitlines(), strict=True)
    wrong = next(number for number, (before, after) in enumerate(lines, 1) if before != after)
    with pytest.raises(PackError) as refused:
        load_catalogue(folder)
    (found,) = [problem for problem in refused.value.problems if message in problem.message]
    assert (found.file, found.line) == (file, wrong)
