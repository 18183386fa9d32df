"""The form 02 of the first campaign against the published form, and what a form is refused for.

`huong_dan_mau_02.txt` holds the form as it was scanned, with its slips.
"""

import shutil
from pathlib import Path

import pytest

from tests.rules.tiny import TINY, TINY_FOLDER
from vinhdanh.rules.describe import describe
from vinhdanh.rules.form_02_layout import LevelLayout, PartLayout, RowLayout
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.packs import load_folder, load_pack
from vinhdanh.rules.yaml_source import PackError
from vinhdanh.vietnamese import spelling_key

PACK = load_pack("lang-son-2020")
FORM = PACK.form_02
assert FORM is not None
SCAN = (Path(__file__).parent / "huong_dan_mau_02.txt").read_text(encoding="utf-8")
HEADS = ("TT", "Tập thể", "SL", "Ghi chú", "+", "- ")
SHORT = {"Bằng khen của Thủ tướng Chính phủ": "Bằng khen TTCP", "Bà mẹ Việt Nam Anh hùng": "Bà mẹ VN Anh hùng"}
Written = LevelLayout | RowLayout | PartLayout


def scanned_lines() -> list[tuple[str, str]]:
    """The lines of the scanned table below its heads: the number that stands there, and the words."""
    table = SCAN[SCAN.index("I\tKhen thưởng") : SCAN.index("TỔNG CỘNG")]
    pairs = [line.split("\t", 1) for line in table.splitlines() if not line.strip().startswith(HEADS)]
    return [(number.strip(), words.strip().removeprefix("Trong đó: ")) for number, words in pairs]


def test_the_form_has_the_lines_of_the_scan_in_their_order_and_mends_only_what_it_says_it_mends() -> None:
    written: list[Written] = [line for level in FORM.levels for line in (level, *_below(level))]
    scanned = scanned_lines()
    assert len(written) == len(scanned)
    for line, (number, words) in zip(written, scanned, strict=True):
        text = SHORT.get(line.text, line.text.removeprefix("Trong đó: "))
        own = getattr(line, "number", "")
        same_number = number.strip("-") == own
        same_words = spelling_key(words) == spelling_key(text)
        if not (same_number and same_words):
            mended = getattr(line, "mended", None)
            assert mended, (line.id, number, words)
            assert same_words or words in mended
            assert same_number or not number or number in mended


def _below(level: LevelLayout) -> list[Written]:
    return [line for row in level.rows for line in (row, *row.parts)]


def test_the_notes_are_the_forms_own() -> None:
    assert FORM.notes
    assert all(spelling_key(note) in spelling_key(SCAN) for note in FORM.notes)
    assert spelling_key(FORM.text) in spelling_key(SCAN)


def test_the_lines_stand_in_the_order_of_the_form() -> None:
    numbers = [[row.number for row in level.rows if row.number] for level in FORM.levels]
    assert numbers == [[str(number) for number in range(1, last + 1)] for last in (12, 4, 4)]
    assert [level.number for level in FORM.levels] == ["I", "II", "III"]
    assert FORM.total == "TỔNG CỘNG (I + II + III)"


def test_the_numbers_that_slipped_in_the_scan_are_mended() -> None:
    """requirements: 9 Bằng khen TTCP, 10 Cờ của Chính phủ, 11 Chiến sĩ thi đua toàn quốc, 12 Kỷ niệm chương."""
    state = {row.number: row for row in FORM.levels[0].rows if row.number}
    assert [state[number].id for number in ("9", "10", "11", "12")] == [
        "bang_khen_thu_tuong",
        "co_thi_dua_chinh_phu",
        "chien_sy_thi_dua_toan_quoc",
        "ky_niem_chuong",
    ]
    assert [part.manners for part in state["9"].parts] == [("chuyen_de",), ("dot_xuat",), ("cong_trang",)]
    assert [part.manners for part in state["10"].parts] == [("chuyen_de",), ("cong_trang",)]
    mended = {line.mended for level in FORM.levels for line in _below(level) if getattr(line, "mended", None)}
    assert {"Khen công hiến", "GD nhiều liệt sĩ", "Bảng khen của Chủ tịch UBND tỉnh", "10 Khen thưởng xuyên"} <= mended


def test_the_level_of_a_row_is_the_laws_level_of_its_awards() -> None:
    levels = {"nha_nuoc": "state", "tinh": "province", "co_so": "grassroots"}
    for level in FORM.levels:
        for row in level.rows:
            assert {catalogue().award(code).level for code in row.awards} == {levels[level.id]}


def test_the_form_names_the_readings_that_it_stands_on() -> None:
    assert [PACK.reading_of[id].number for id in FORM.readings] == ["O15", "O16", "O17", "O18"]


SMALL = """\
form_02:
  id: mau_02
  cite: HD
  text: Tổng hợp
  total: TỔNG CỘNG
  levels:
    - id: tinh
      number: I
      text: Cấp tỉnh
      rows:
        - id: bang_khen
          text: Bằng khen
          awards: [bang_khen_tinh]
          parts: [{id: bang_khen.chuyen_de, text: Chuyên đề, manners: [chuyen_de]}]
"""


def folder_with(form: str, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(TINY_FOLDER, tmp_path / "tiny"))
    (folder / "form_02.yaml").write_text(form, encoding="utf-8")
    return folder


def test_a_pack_may_have_a_form_or_none(tmp_path: Path) -> None:
    assert TINY.form_02 is None
    form = load_folder(folder_with(SMALL, tmp_path)).form_02
    assert form is not None
    assert form.levels[0].rows[0].parts[0].manners == ("chuyen_de",)


@pytest.mark.parametrize(
    ("words", "instead", "line", "message"),
    [
        ("awards: [bang_khen_tinh]", "awards: [bang_khen]", 13, "danh mục của luật không có “bang_khen”"),
        ("awards: [bang_khen_tinh]", "awards: [giay_khen, giay_khen]", 13, "đã tính ở dòng khác"),
        ("awards: [bang_khen_tinh]", "awards: []", 13, "cần ít nhất 1 mục"),
        ("manners: [chuyen_de]", "manners: [dot_ngot]", 14, "không có loại hình khen thưởng “dot_ngot”"),
        ("manners: [chuyen_de]", "awards: [giay_khen]", 14, "không có danh hiệu, hình thức “giay_khen”"),
        (", manners: [chuyen_de]", "", 14, "phải nêu awards, manners hoặc kinds"),
        ("bang_khen.chuyen_de", "tinh", 14, "“tinh” đã dùng cho dòng khác"),
        ("id: mau_02", "id: khen.ca_nhan", 2, "đã dùng cho điều khác"),
        ("cite: HD", "cite: HD\n  readings: [r9]", 4, "không có cách hiểu “r9”"),
    ],
)
def test_a_form_is_refused_with_its_line(words: str, instead: str, line: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as refused:
        load_folder(folder_with(SMALL.replace(words, instead, 1), tmp_path))
    found = [problem for problem in refused.value.problems if message in problem.message]
    assert [(each.file, each.line) for each in found if each.file == "form_02.yaml"] == [("form_02.yaml", line)]


def test_the_form_is_read_back_line_by_line() -> None:
    (chapter,) = [chapter for chapter in describe(PACK) if chapter.id == "mau_02"]
    understood = {entry.id: entry.understood for entry in chapter.entries}
    assert understood["tap_the_xuat_sac"] == "Đếm Tập thể lao động xuất sắc và Đơn vị quyết thắng."
    assert understood["giay_khen.dot_xuat"] == "Đếm loại hình đột xuất hoặc đối ngoại."
    assert understood["huan_chuong_doc_lap.liet_si"] == (
        "Đếm đối tượng là gia đình. Bản công bố ghi: “GD nhiều liệt sĩ”."
    )
    numbers = {reading.id: reading.number for reading in PACK.readings}
    assert chapter.entries[0].readings == tuple(numbers[reading] for reading in FORM.readings)
    assert not [chapter for chapter in describe(TINY) if chapter.id == "mau_02"]
