"""The law's words as units write them, found through the same closed lists as every list that is read."""

import pytest

from vinhdanh.intake.terms import Terms
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.packs import load_pack

LAW = catalogue()
AWARDS = Terms(**LAW.award_spellings._asdict())
MANNERS = Terms(**LAW.manner_spellings._asdict())
RATINGS = Terms(**LAW.rating_spellings._asdict())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("BK tỉnh", "bang_khen_tinh"),
        ("Bằng khen CT UBND tỉnh", "bang_khen_tinh"),
        ("Bằng khen của Chủ tịch UBND tỉnh Ví Dụ", "bang_khen_tinh"),
        ("GK của GĐ Sở", "giay_khen"),
        ("CSTĐCS", "chien_sy_thi_dua_co_so"),
        ("Danh hiệu CSTĐ cơ sở", "chien_sy_thi_dua_co_so"),
        ("Chiến sĩ tiên tiến", "chien_sy_tien_tien"),
        ("HCLĐ hạng 3", "huan_chuong_lao_dong_hang_ba"),
        ("Huân chương Lao động hạng Ba năm 2018", "huan_chuong_lao_dong_hang_ba"),
        ("Huân chương Lao động", "huan_chuong_lao_dong"),
        ("Huân chương Chiến công hạng Nhì", "huan_chuong_khac"),
        ("Huy chương Kháng chiến hạng Nhất", "huy_chuong_khang_chien"),
        ("Huy chương Chiến sĩ vẻ vang hạng Ba", "huy_chuong"),
        ("NSƯT", "nghe_si_uu_tu"),
        ("Anh hùng LLVTND", "anh_hung_luc_luong_vu_trang"),
        ("Bằng khen Bộ Y tế", "bang_khen_bo"),
        ("Bằng khen của BCH TW Đoàn", "bang_khen_bo"),
        ("Bằng khen TTg", "bang_khen_thu_tuong"),
        ("Kỷ niệm chương của Chủ tịch UBND tỉnh", "ky_niem_chuong_tinh"),
        ("Kỉ niệm chương Vì sự nghiệp giáo dục", "ky_niem_chuong"),
        ("TTLĐXS", "tap_the_lao_dong_xuat_sac"),
        ("Khu phố văn hoá", "thon_van_hoa"),
        ("KDC VH", "thon_van_hoa"),
        ("HC LĐ hạng III", "huan_chuong_lao_dong_hang_ba"),
        ("Huân chương LĐ H2", "huan_chuong_lao_dong_hang_nhi"),
        ("HCQC hạng Ba", "huan_chuong_quan_cong_hang_ba"),
        ("HCCC hạng Nhì", "huan_chuong_khac"),
        ("Huân chương KC hạng Nhất", "huan_chuong_khang_chien"),
        ("AHLLVTND", "anh_hung_luc_luong_vu_trang"),
        ("Mẹ VNAH", "ba_me_viet_nam_anh_hung"),
        ("Cờ TĐ CP", "co_thi_dua_chinh_phu"),
        ("Cờ TĐ của UBND tỉnh", "co_thi_dua_tinh"),
        ("BK CP", "bang_khen_thu_tuong"),
        ("BKTTg", "bang_khen_thu_tuong"),
        ("BK Bộ GD&ĐT", "bang_khen_bo"),
        ("Bằng khen Bộ LĐ-TB&XH", "bang_khen_bo"),
        ("Bằng khen Tổng LĐLĐ Việt Nam", "bang_khen_bo"),
        ("CSTĐ CS", "chien_sy_thi_dua_co_so"),
        ("CSTĐ cấp CS", "chien_sy_thi_dua_co_so"),
        ("CSTĐCT", "chien_sy_thi_dua_tinh"),
        ("CSTĐ TQ", "chien_sy_thi_dua_toan_quoc"),
        ("LĐ tiên tiến", "lao_dong_tien_tien"),
        ("ĐV QT", "don_vi_quyet_thang"),
    ],
)
def test_an_award_is_found_as_people_write_it(written: str, code: str) -> None:
    assert AWARDS.find(written) == code


@pytest.mark.parametrize("before", ["", "Danh hiệu ", "danh hiệu "])
@pytest.mark.parametrize(
    ("excellent", "advanced"),
    [
        ("TTLĐXS", "TTLĐTT"),
        ("TT LĐXS", "TT LĐTT"),
        ("TT. LĐXS", "TT. LĐTT"),
        ("TT LĐ XS", "TT LĐ TT"),
        ("TTLĐ xuất sắc", "TTLĐ tiên tiến"),
        ("TT lao động XS", "TT lao động TT"),
        ("Tập thể LĐXS", "Tập thể LĐTT"),
        ("Tập thể LĐ XS", "Tập thể LĐ TT"),
        ("Tập thể “LĐXS”", "Tập thể “LĐTT”"),
        ("tập thể lđ xuất sắc", "tập thể lđ tiên tiến"),
    ],
)
def test_a_title_of_collectives_is_shortened_in_many_ways(before: str, excellent: str, advanced: str) -> None:
    assert AWARDS.find(before + excellent) == "tap_the_lao_dong_xuat_sac"
    assert AWARDS.find(before + advanced) == "tap_the_lao_dong_tien_tien"


@pytest.mark.parametrize(
    "written",
    [
        "BK",
        "BK TT",
        "LĐXS",
        "Tập thể tiên tiến",
        "Bằng khen",
        "Cờ thi đua",
        "Bằng khen Bộ Chỉ huy Quân sự tỉnh",
        "Bằng khen Tỉnh đoàn",
        "Bằng khen của Bộ đội",
    ],
)
def test_an_award_that_may_be_another_bodys_is_not_guessed(written: str) -> None:
    assert AWARDS.find(written) is None


@pytest.mark.parametrize("award", load_pack("lang-son-2020").awards, ids=lambda award: award.code)
def test_every_spelling_of_the_pack_is_the_same_award_here(award) -> None:
    known = load_pack("lang-son-2020").award_of
    for spelling in (award.label, *award.also, *award.starting):
        found = AWARDS.find(spelling)
        assert found is not None, spelling
        assert LAW.nearest(found, known) == award.code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Khen thường xuyên", "cong_trang"),
        ("công trạng và thành tích đạt được", "cong_trang"),
        ("Khen thưởng công trạng", "cong_trang"),
        ("theo chuyên đề", "chuyen_de"),
        ("Khen thưởng phong trào thi đua", "chuyen_de"),
        ("Khen thành tích xuất sắc đột xuất", "dot_xuat"),
        ("Khen thưởng quá trình cống hiến", "cong_hien"),
        ("đối ngoại", "doi_ngoai"),
        ("kháng chiến", "khang_chien"),
        ("niên hạn", "nien_han"),
    ],
)
def test_a_manner_is_found_in_the_words_of_both_laws_and_of_the_units(written: str, code: str) -> None:
    assert MANNERS.find(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("HTXSNV", "excellent"),
        ("Hoàn thành tốt nhiệm vụ", "good"),
        ("Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực", "fair"),
        ("Không hoàn thành nhiệm vụ", "failed"),
    ],
)
def test_a_rating_is_found_on_whichever_scale_it_was_given(written: str, code: str) -> None:
    assert RATINGS.find(written) == code


def test_the_words_of_every_entry_stand_for_that_entry_alone() -> None:
    for terms, entries in ((AWARDS, LAW.awards), (MANNERS, LAW.manners)):
        for entry in entries:
            assert [terms.find(spelling) for spelling in (entry.label, *entry.also)] == [entry.code] * (
                1 + len(entry.also)
            )


@pytest.mark.parametrize("written", ["Huy chương vàng", "Huy chương Bạc giải trẻ", "Huy chương Vì sự nghiệp giáo dục"])
def test_a_medal_of_a_contest_is_not_the_one_of_the_state(written: str) -> None:
    assert AWARDS.find(written) is None
