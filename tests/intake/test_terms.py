"""A closed list finds what was meant however it was spelled, and never guesses."""

import unicodedata

import pytest

from tests.intake.workbooks import AWARDS, TERMS
from vinhdanh.intake.terms import Terms


@pytest.mark.parametrize(("code", "label"), AWARDS.items())
@pytest.mark.parametrize(
    "spelled",
    [
        str,
        str.upper,
        str.lower,
        lambda label: unicodedata.normalize("NFD", label),
        lambda label: f"\u00a0 {label.replace(' ', '  ')}\u200b ",
        lambda label: label.replace("UBND", "Ủy ban nhân dân"),
        lambda label: label.replace("UBND", "Uỷ ban Nhân dân"),
        lambda label: label.replace("sỹ", "sĩ"),
        lambda label: label.replace(" của ", " "),
        lambda label: f"Danh hiệu “{label}”",
    ],
    ids=["as is", "upper", "lower", "decomposed", "spaces", "in full", "tone moved", "sĩ", "no của", "with danh hiệu"],
)
def test_each_award_of_the_contract_is_found(code, label, spelled) -> None:
    assert TERMS.awards.find(spelled(label)) == code


@pytest.mark.parametrize(
    "typed", ["", "Bằng khen", "bang khen cua thu tuong chinh phu", "Giây khen", "danh hiệu", "UBND"]
)
def test_what_is_not_in_the_list_is_not_found(typed) -> None:
    assert TERMS.awards.find(typed) is None


def test_punctuation_does_not_matter() -> None:
    assert TERMS.categories.find("Cán bộ - công chức – viên chức") == "can_bo"
    assert TERMS.groups.find("Huyện / Thành phố") == "huyen"


def test_an_abbreviation_is_a_whole_word() -> None:
    terms = Terms({"a": "Cờ TT"}, abbreviations={"TT": "thi đua"})
    assert terms.find("cờ thi đua") == "a"
    assert terms.find("cờ TTT") is None


def test_other_wordings_of_the_caller_are_found() -> None:
    terms = Terms({"giay": "Giấy khen"}, also={"giay": ["Giấy khen của Giám đốc Sở"]})
    assert terms.find("giấy khen của giám đốc sở") == "giay"


PREFIXED = Terms(
    {
        "giay": "Giấy khen",
        "tinh": "Bằng khen của Chủ tịch UBND tỉnh",
        "nganh": "Bằng khen cấp bộ",
        "bo": "Bằng khen Bộ",
    },
    abbreviations={"UBND": "Ủy ban nhân dân"},
    fillers=frozenset({"của"}),
    prefixes={"giay": ["Giấy khen của"], "nganh": ["Bằng khen của Bộ trưởng", "Bằng khen của", "Bằng khen Bộ"]},
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Giấy khen của Chủ tịch UBND huyện Chi Lăng", "giay"),
        ("GIẤY KHEN  của Giám đốc Sở Nội vụ", "giay"),
        ("Giấy khen", "giay"),
        ("Bằng khen của Bộ trưởng Bộ Y tế", "nganh"),
        ("Bằng khen của Tổng Liên đoàn", "nganh"),
        ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "tinh"),
        ("Bằng khen Bộ", "bo"),
        ("Bằng khen Bộ Y tế", "nganh"),
        ("Giấy khenn của Chủ tịch", None),
        ("Giấy khenthưởng", None),
        ("Tặng Giấy khen của Chủ tịch", None),
    ],
)
def test_first_words_after_which_anything_may_follow(typed, code) -> None:
    assert PREFIXED.find(typed) == code


def test_words_that_go_on_after_another_codes_wording_stand_for_nothing() -> None:
    assert PREFIXED.find("Bằng khen của Chủ tịch UBND tỉnh Lạng Sơn") is None


def test_the_longest_first_words_win() -> None:
    terms = Terms({"a": "Cờ A", "b": "Cờ B"}, prefixes={"a": ["Cờ"], "b": ["Cờ thi đua của"]})
    assert terms.find("Cờ thi đua của Bộ") == "b"
    assert terms.find("Cờ thi đua cấp bộ") == "a"


def test_labels_and_suggestions_know_no_first_words() -> None:
    assert list(PREFIXED.labels) == ["giay", "tinh", "nganh", "bo"]
    assert PREFIXED.suggest("Giay khen") == "Giấy khen"


@pytest.mark.parametrize(
    ("prefixes", "said"),
    [
        ({"a": ["Cờ thi đua"], "b": ["cờ  THI đua của"]}, "stands for"),
        ({"c": ["Cờ"]}, "unknown code"),
        ({"a": ["của"]}, "no words"),
    ],
)
def test_first_words_that_cannot_be_built(prefixes, said) -> None:
    with pytest.raises(ValueError, match=said):
        Terms({"a": "Cờ A", "b": "Cờ B"}, fillers=frozenset({"của"}), prefixes=prefixes)


def test_two_codes_of_one_spelling_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="stands for"):
        Terms({"a": "Chiến sỹ thi đua", "b": "chiến  sĩ thi đua"})
    with pytest.raises(ValueError, match="stands for"):
        Terms(
            {"a": "Cờ UBND", "b": "Cờ"}, also={"b": ["Cờ Ủy ban nhân dân"]}, abbreviations={"UBND": "Ủy ban nhân dân"}
        )


def test_a_label_of_nothing_but_fillers_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="no words"):
        Terms({"a": "Danh hiệu"}, fillers=frozenset({"danh hiệu"}))


def test_spellings_of_an_unknown_code_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="unknown code"):
        Terms({"a": "A"}, also={"b": ["B"]})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bằng khen tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Bang khen cua Thu tuong Chinh phu", "Bằng khen của Thủ tướng Chính phủ"),
        ("Chiến sĩ thi đua cơ sơ", "Chiến sỹ thi đua cơ sở"),
        ("Đơn vị quyết thăng", "Đơn vị quyết thắng"),
        ("Lao động tiên tiếnn", "Lao động tiên tiến"),
    ],
)
def test_the_closest_label_is_suggested(typed, meant) -> None:
    assert TERMS.awards.suggest(typed) == meant


@pytest.mark.parametrize("typed", ["", "x", "Bằng khen", "Chiến sỹ thi đua", "Huân chương Lao động hạng Ba", "12"])
def test_nothing_is_suggested_where_nothing_or_more_than_one_is_close(typed) -> None:
    assert TERMS.awards.suggest(typed) is None


def test_codes_are_found_only_as_codes() -> None:
    assert TERMS.judgements.code(" GUONG_MAU ") == "guong_mau"
    assert TERMS.judgements.find("guong mau") is None
    assert TERMS.judgements.code("guong mau") is None


def test_labels_keep_their_order_and_cannot_be_changed_from_outside() -> None:
    labels = TERMS.awards.labels
    assert list(labels) == list(AWARDS)
    labels.clear()
    assert TERMS.awards.labels == AWARDS
