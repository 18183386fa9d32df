"""Names of units as people write them: what says the same, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.intake.unit_names import Likeness, name_parts, suggested_code, written_name


def likeness(typed: str, name: str) -> Likeness | None:
    """How the two agree, asked both ways."""
    one, other = written_name(typed), written_name(name)
    assert one.likeness(other) == other.likeness(one)
    assert (one.key == other.key) or one.likeness(other) is None
    return one.likeness(other)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sở  giáo dục và đào tạo", "Sở Giáo dục và Đào tạo"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("Xã Hoà Bình", "Xã Hòa Bình"),
        ("Sở Y tế", "Sở I tế"),
        ("Sở Văn hóa, Thể thao & Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("UBND xã Ví Dụ", "Xã Ví Dụ"),
        ("Ủy ban nhân dân huyện Chi Lăng", "huyện Chi Lăng"),
        ("UBND xã A", "Xã A"),
    ],
)
def test_the_same_words_however_they_are_typed(typed: str, name: str) -> None:
    assert likeness(typed, name) is Likeness.SPELLED


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("SỞ GD-ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("TP Lạng Sơn", "Thành phố Lạng Sơn"),
        ("TP.Lạng Sơn", "Thành phố Lạng Sơn"),
        ("H. Chi Lăng", "Huyện Chi Lăng"),
        ("TAND tỉnh", "Tòa án nhân dân tỉnh"),
        ("BCH Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh"),
        ("SYT", "Sở Y tế"),
    ],
)
def test_any_usual_shortening_is_understood_without_a_list_of_them(typed: str, name: str) -> None:
    assert likeness(typed, name) is Likeness.SHORTENED


@pytest.mark.parametrize(
    ("typed", "name"),
    [("xa vi du", "Xã Ví Dụ"), ("Xã Yên An", "Xã Yên Ân"), ("SO GD&DT", "Sở Giáo dục và Đào tạo")],
)
def test_names_that_differ_in_their_accents_alone_are_told_apart_from_the_same_name(typed: str, name: str) -> None:
    assert likeness(typed, name) is Likeness.WITHOUT_ACCENTS


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Xã A", "Xã An"),  # one letter is a name, not a shortening
        ("Sở Tư pháp", "Sở Tài chính"),
        ("Sở TC", "Sở Tư pháp"),
        ("Xã Yên Trạch", "Xã Yên"),
        ("UBND", "Ủy ban nhân dân tỉnh"),
    ],
)
def test_other_names_stay_other_names(typed: str, name: str) -> None:
    assert likeness(typed, name) is None


def test_whether_any_accent_was_typed_is_known() -> None:
    assert not written_name("xa vi du").accented
    assert written_name("xa Ví Dụ").accented
    assert written_name("dao tao đ").accented


def test_a_new_unit_gets_a_code_made_of_its_name() -> None:
    assert suggested_code("Sở Y tế - Đơn vị  số 2") == "so-y-te-don-vi-so-2"
    assert suggested_code("???") == ""


def test_the_name_alone_is_what_remains_without_the_kind_of_place() -> None:
    bare = written_name("Thị trấn Đồng Đăng").bare
    assert bare is not None
    assert bare.likeness(written_name("Đồng Đăng")) is Likeness.SPELLED
    assert written_name("Sở Tài chính").bare is None
    assert written_name("Xã").bare is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("xã A, huyện B", ["xã A", "huyện B"]),
        ("Phòng Nội vụ - UBND huyện B", ["Phòng Nội vụ", "UBND huyện B"]),
        ("Thôn C (xã A; huyện B)", ["Thôn C", "xã A", "huyện B"]),
        ("Trạm Y tế thuộc Trung tâm Y tế", ["Trạm Y tế", "Trung tâm Y tế"]),
        ("Sở LĐ-TB&XH", ["Sở LĐ-TB&XH"]),
    ],
)
def test_what_stands_apart_is_read_apart(text: str, parts: list[str]) -> None:
    assert name_parts(text) == parts


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_and_each_is_like_itself(text: str) -> None:
    name = written_name(text)
    assert name.likeness(name) is Likeness.SPELLED
