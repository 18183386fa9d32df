"""The pack of Lạng Sơn 2020 against the guidance that it stands for: its words, its numbers, its days.

`huong_dan_i.txt` and `huong_dan_ii_2_2.txt` hold the guidance's own text of the clauses that the pack quotes.
"""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Cap, Composition, Exclusive
from vinhdanh.rules.clauses import Clause
from vinhdanh.rules.deadlines import last_day
from vinhdanh.rules.describe import describe
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.terms import nomination_terms

PACK = load_pack("lang-son-2020")
HERE = Path(__file__).parent


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def paragraphs(name: str) -> list[list[str]]:
    """The guidance's paragraphs as words; a paragraph that a page break cut in two is one."""
    whole: list[str] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        goes_on = whole and line[:1].islower() and line[1:2] != ")"
        if goes_on:
            whole[-1] += f" {line}"
        elif line.strip():
            whole.append(line)
    return [words(line) for line in whole]


PART_I, PART_II = paragraphs("huong_dan_i.txt"), paragraphs("huong_dan_ii_2_2.txt")


def paragraph(part: list[list[str]], *openings: str) -> list[str]:
    """The paragraphs that begin so, drawn together."""
    found = [one for opening in openings for one in part if one[: len(words(opening))] == words(opening)]
    assert found, openings
    return [word for one in found for word in one]


def stands_in(text: str, guidance: list[str]) -> bool:
    """Every word of the text stands in the guidance, in its order; the guidance may say more in between."""
    rest = iter(guidance)
    return all(word in rest for word in words(text))


GOOD_EACH_YEAR = "Liên tục các năm được đánh giá hoàn thành tốt nhiệm vụ trở lên, nhiều lần"
CLAUSES = {  # conditions by the beginning of their id, and where the guidance says them
    "tap_the_nho.1": f"{GOOD_EACH_YEAR} được các cấp, các ngành biểu dương, khen thưởng, trong đó có ít nhất 02 năm",
    "tap_the_nho.2": f"{GOOD_EACH_YEAR} được các cấp, các ngành biểu dương, khen thưởng, trong đó có ít nhất 01",
    "tap_the_nho.3": "Nhiều lần được các cấp",
    "tap_the_lon": "Là tập thể có thành tích xuất sắc tiêu biểu",
    "ca_nhan": "Đối với cá nhân",
    "nong_dan": "Đối với nông dân",
    "cong_nhan": "Đối với công nhân, người lao động",
    "hoc_sinh": "Đối với học sinh, sinh viên",
    "can_bo": "Đối với cán bộ, công chức, viên chức",
    "thu_truong_co_so": "Đối với thủ trưởng đơn vị cơ sở",
    "thu_truong_so": "Đối với thủ trưởng các Sở",
    "gia_dinh": "Đối với gia đình",
    "so_luong.nganh": "Đối với Sở, ngành",
    "so_luong.giao_duc": "Đối với ngành Giáo dục",
    "so_luong.huyen": "Đối với các huyện, thành phố",
    "so_luong.con_lai": "Đối với các đơn vị còn lại",
}


def quoted() -> list[Clause]:
    """The conditions at the ends of the criteria, the quotas and their limits."""
    trees = [condition for criterion in PACK.criteria for condition in v.conditions(criterion.condition)]
    ends: list[Clause] = [condition for condition in trees if not v.parts_of(condition)]
    return ends + [*PACK.quotas, *(limit for quota in PACK.quotas for limit in quota.limits)]


@pytest.mark.parametrize("clause", quoted(), ids=lambda clause: clause.id)
def test_a_clause_is_quoted_in_the_guidances_own_words(clause: Clause) -> None:
    place = next(opening for prefix, opening in CLAUSES.items() if re.match(rf"{re.escape(prefix)}(\.|$)", clause.id))
    text = clause.text.removeprefix("Là tập thể ")
    assert stands_in(text, paragraph(PART_II, place)), clause.text


def test_a_word_that_the_guidance_does_not_say_is_seen() -> None:
    guidance = paragraph(PART_II, CLAUSES["nong_dan"])
    assert not stands_in("hàng năm thu nhập đạt từ 300 triệu đồng", guidance)
    assert not stands_in("trở lên 200 triệu đồng thu nhập hàng năm", guidance)


def end(id: str) -> v.Condition:
    return next(clause for clause in quoted() if clause.id == id)


@pytest.mark.parametrize(
    ("id", "level", "count"),
    [("tap_the_nho.1.xuat_sac", "excellent", 2), ("can_bo.xuat_sac", "excellent", 2)],
)
def test_years_rated(id: str, level: str, count: int) -> None:
    assert (end(id).level, end(id).count) == (level, count)


@pytest.mark.parametrize("whose", ["tap_the_nho.1", "tap_the_nho.2", "can_bo", "thu_truong_co_so", "thu_truong_so"])
def test_every_year_good(whose: str) -> None:
    id = f"{whose}.lien_tuc"
    assert end(id).level == "good"
    assert {"o8", "o9"} <= set(end(id).readings)


@pytest.mark.parametrize(
    ("id", "codes", "count"),
    [
        ("tap_the_nho.1.co", ("co_thi_dua_tinh",), 1),
        ("tap_the_nho.1.nhieu_lan", (), 2),
        ("tap_the_nho.2.nhieu_lan", (), 2),
        ("tap_the_nho.2.danh_hieu", ("tap_the_lao_dong_xuat_sac",), 1),
        ("tap_the_nho.2.bang_khen", ("bang_khen_tinh",), 1),
        ("tap_the_nho.3.nhieu_lan", (), 2),
        ("tap_the_nho.3.bang_khen", ("bang_khen_tinh",), 1),
        ("tap_the_lon.1", ("co_thi_dua_tinh",), 2),
        ("tap_the_lon.2.co", ("co_thi_dua_tinh",), 1),
        ("tap_the_lon.2.bang_khen", ("bang_khen_tinh",), 1),
        ("can_bo.bang_khen", ("bang_khen_tinh",), 1),
        ("can_bo.chien_sy", ("chien_sy_thi_dua_tinh",), 1),
        ("thu_truong_co_so.bang_khen", ("bang_khen_tinh",), 1),
        ("thu_truong_so.co", ("co_thi_dua_tinh",), 2),
    ],
)
def test_awards_asked_for(id: str, codes: tuple[str, ...], count: int) -> None:
    assert (end(id).among.codes, end(id).among.levels, end(id).among.types, end(id).count) == (codes, (), (), count)


@pytest.mark.parametrize(
    ("id", "amount", "over"),
    [
        ("nong_dan.thu_nhap", 200_000_000, "each_year"),
        ("cong_nhan.lam_loi", 50_000_000, "some_year"),
        ("gia_dinh.dong_gop", 150_000_000, "total"),
    ],
)
def test_amounts_asked_for(id: str, amount: int, over: str) -> None:
    assert (end(id).at_least, end(id).over) == (amount, over)


def test_the_period_is_2016_to_2020_and_2020_is_never_missed() -> None:
    """O1, O9"""
    (period,) = PACK.periods.values()
    assert list(period.years) == [2016, 2017, 2018, 2019, 2020]
    assert period.asked == (2016, 2017, 2018, 2019)


def test_the_quota_of_each_group() -> None:
    def limits(group: str) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        for limit in PACK.quota_of[group].limits:
            match limit:
                case Cap():
                    found.append((*limit.kinds, limit.at_most))
                case Composition():
                    found.append((*limit.to, limit.count))
                case Exclusive():
                    found.append((*limit.sides, limit.at_most))
        return found

    two_and_two = [("collective", 2), ("individual", "family", 2)]
    for group in ("police", "military", "border_guard", "health", "agriculture"):
        assert limits(group) == two_and_two
    assert limits("education") == [*two_and_two, ("student", 1)]
    assert limits("district") == [("collective", 2), ("individual", "family", 3), ("farmer", "worker", 1)]
    assert limits("other") == [(("collective",), ("individual", "family"), 1)]
    assert len(PACK.groups) == 8


@pytest.mark.parametrize(
    ("id", "last", "place", "opening"),
    [
        ("han.diem_xa", date(2020, 1, 31), None, "Mỗi huyện, thành phố"),
        ("han.diem_so", date(2020, 1, 31), None, "Các sở, ban, ngành có nhiều đầu mối"),
        ("han.diem_tinh", date(2020, 3, 31), None, "Đối với các sở, ngành, đơn vị được"),
        ("han.dien_hinh", date(2020, 4, 9), "Ban Thi đua - Khen thưởng, Sở Nội vụ", "Mỗi đơn vị tham gia cụm"),
        (
            "han.cap_nha_nuoc",
            date(2020, 4, 19),
            "Sở Nội vụ (qua Ban Thi đua - Khen thưởng)",
            "Hồ sơ đề nghị Thủ tướng Chính phủ, Chủ tịch nước khen thưởng gửi",
        ),
        (
            "han.cap_tinh",
            date(2020, 6, 9),
            "Trung tâm Phục vụ Hành chính công tỉnh",
            "Hồ sơ đề nghị UBND tỉnh khen thưởng gửi",
        ),
    ],
)
def test_each_deadline_has_its_last_day_and_its_place(id: str, last: date, place: str | None, opening: str) -> None:
    deadline = next(item for item in PACK.calendar.deadlines if item.id == id)
    assert last_day(deadline, PACK.calendar) == last
    assert deadline.place == place
    guidance = paragraph(PART_I + PART_II, opening)
    named = re.findall(r"\d+/\d+/2020|tháng \d\d năm 2020", deadline.text)
    assert named
    assert all(stands_in(day, guidance) for day in named)
    assert place is None or stands_in(place, guidance)


def test_a_conference_comes_before_the_party_congress_of_its_level() -> None:
    deadline = next(item for item in PACK.calendar.deadlines if item.id == "han.hoi_nghi")
    congress = {"party_congress": date(2020, 8, 20)}
    assert last_day(deadline, PACK.calendar, congress) == date(2020, 8, 19)
    assert len(PACK.calendar.deadlines) == 7


def test_the_pilots_named_by_the_province() -> None:
    listed = next(units for units in PACK.calendar.unit_lists if units.code == "province_pilots")
    guidance = paragraph(PART_I, "Đối với các sở, ngành, đơn vị được")
    assert len(listed.names) == 4
    assert all(stands_in(name, guidance) for name in listed.names)


def test_pupils_in_need_go_first_among_pupils() -> None:
    (priority,) = PACK.priorities
    assert stands_in(priority.text, paragraph(PART_II, CLAUSES["hoc_sinh"]))
    pupil = {"category": "student"}
    ranks = [priority.rank_of("individual", {**pupil, "circumstances": code}) for code in ("both", "poor", "hard_area")]
    assert ranks == [0, 1, 1]
    for others in (pupil, {**pupil, "circumstances": "none"}, {"category": "farmer", "circumstances": "both"}):
        assert priority.rank_of("individual", others) is None
    described = next(chapter for chapter in describe(PACK) if chapter.id == "uu_tien").entries[0]
    assert described.understood.startswith("Trong những người là học sinh, sinh viên, xếp trước người có diện ưu tiên:")
    assert described.readings == ("O19",)


def test_the_programme_holds_the_ten_items_in_their_order() -> None:
    first = next(index for index, one in enumerate(PART_I) if one[:3] == ["đón", "tiếp", "đại"])
    ten = PART_I[first : first + 10]
    assert len(PACK.programme) == 10
    for item, guidance in zip(PACK.programme, ten, strict=True):
        assert len(set(words(item.text)) & set(guidance)) / len(set(words(item.text))) >= 0.9, item.text
    assert ten[-1] == ["bế", "mạc"]


def test_the_dossier_has_four_parts_in_two_sets() -> None:
    openings = ["Tờ trình đề nghị", "Biểu tóm tắt", "Biên bản họp xét", "Báo cáo thành tích"]
    assert PACK.dossier.sets == 2
    assert stands_in(PACK.dossier.text, paragraph(PART_II, "3.1. Hồ sơ đề nghị UBND tỉnh"))
    assert [part.each for part in PACK.dossier.parts] == ["dossier", "dossier", "dossier", "nominee"]
    for part, opening in zip(PACK.dossier.parts, openings, strict=True):
        assert part.text.startswith(opening)
        assert len(set(words(part.text)) - set(paragraph(PART_II, opening))) == 0, part.text


@pytest.mark.parametrize("number", [f"O{number}" for number in range(1, 12)])
def test_every_reading_is_there_with_its_question_and_reason(number: str) -> None:
    reading = next(item for item in PACK.readings if item.number == number)
    assert reading.id == number.lower()
    assert reading.question.endswith(".")
    assert reading.reason.endswith(".")


def test_readings_stand_where_they_decide() -> None:
    def told(reading: str) -> set[str]:
        return {clause.id for clause in quoted() if reading in clause.readings}

    families = {clause.id for clause in quoted() if isinstance(clause, Cap) and "family" in clause.kinds}
    families |= {clause.id for clause in quoted() if isinstance(clause, Exclusive)}
    assert told("o3") == families
    assert told("o4") == {clause.id for clause in quoted() if isinstance(clause, v.Awards) and not clause.among.codes}
    assert told("o7") == {clause.id for clause in quoted() if isinstance(clause, v.Judged)}
    assert {clause.id for clause in quoted() if isinstance(clause, v.AmountReached)} <= told("o9")
    before = {item.id for item in PACK.calendar.deadlines if item.due.rule == "before"}
    assert {item.id for item in PACK.calendar.deadlines if "o2" in item.readings} == before


def test_an_exception_can_be_granted_where_a_higher_award_exists() -> None:
    """O11"""
    for clause in quoted():
        if isinstance(clause, v.Awards) and clause.id.startswith(("tap_the", "can_bo")) and clause.among.codes:
            higher = [award.code for award in PACK.awards if set(award.may_stand_for) & set(clause.among.codes)]
            assert (clause.exception is not None) is bool(higher), clause.id


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Cờ thi đua của Chính phủ", "co_thi_dua_chinh_phu"),
        ("Bằng khen của Thủ tướng Chính phủ", "bang_khen_thu_tuong"),
        ("Cờ thi đua của UBND tỉnh", "co_thi_dua_tinh"),
        ("cờ thi đua của Ủy ban nhân dân tỉnh", "co_thi_dua_tinh"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "bang_khen_tinh"),
        ("Bằng khen của Chủ tịch Uỷ ban nhân dân tỉnh", "bang_khen_tinh"),
        ("Tập thể lao động xuất sắc", "tap_the_lao_dong_xuat_sac"),
        ("Đơn vị quyết thắng", "don_vi_quyet_thang"),
        ("Chiến sỹ thi đua cấp tỉnh", "chien_sy_thi_dua_tinh"),
        ("CHIẾN SĨ THI ĐUA CẤP TỈNH", "chien_sy_thi_dua_tinh"),
        ("Chiến sỹ thi đua cơ sở", "chien_sy_thi_dua_co_so"),
        ("Tập thể lao động tiên tiến", "tap_the_lao_dong_tien_tien"),
        ("Lao động tiên tiến", "lao_dong_tien_tien"),
        ("Giấy khen", "giay_khen"),
        (unicodedata.normalize("NFD", "Bằng  khen của Chủ tịch UBND tỉnh"), "bang_khen_tinh"),
    ],
)
def test_the_catalogue_knows_the_awards_of_the_workbook(written: str, code: str) -> None:
    assert nomination_terms(PACK).awards.find(written) == code


def test_titles_and_forms_are_never_mixed_up() -> None:
    types = {award.code: award.type for award in PACK.awards}
    assert {code for code, kind in types.items() if kind == "form"} == {
        "huan_chuong_doc_lap", "huan_chuong_lao_dong", "huan_chuong_khac", "huy_chuong",
        "bang_khen_thu_tuong", "ky_niem_chuong", "bang_khen_bo",
        "bang_khen_tinh", "giay_khen",
    }  # fmt: skip


@pytest.mark.parametrize("slip", ["Market", "Khen công hiến", "Bảng khen"])
def test_the_slips_of_the_published_text_are_noted(slip: str) -> None:
    assert any(slip in item.written and slip not in item.right for item in PACK.slips)
