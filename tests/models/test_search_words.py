"""Words in plain letters: what is typed in many ways is one word, and none of it is a sign to the database."""

import pytest

from vinhdanh.models.search_words import Expression, bare, index_words, read_search, toned_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nguyễn Thị Đào", ["nguie6n4", "thi5", "d9ao2"]),
        ("hoà", ["hoa2"]),
        ("hòa", ["hoa2"]),
        ("Kỳ Kì", ["ki2", "ki2"]),
        ("163/QĐ–UBND", ["163", "qd9", "ubnd"]),
        ("0163QĐ", ["163", "qd9"]),
        ("ươ ă ê", ["u7o7", "a8", "e6"]),
        ("…", []),
    ],
)
def test_a_word_holds_its_accents_in_plain_letters(text: str, words: list[str]) -> None:
    assert toned_words(text) == words
    assert all(word.isascii() and word.isalnum() for word in words)


def test_a_word_without_accents_stands_in_the_index_once() -> None:
    assert list(index_words("An Ân 163")) == ["an", "an", "a6n", "163"]
    assert list(index_words("Đào", "+")) == ["+dao", "+d9ao2"]
    assert [bare(word) for word in ("d9ao2", "163")] == ["dao", "163"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Quyết định số 0163/QĐ-UBND ngày 2/2/18", ["quie6t1", "d9inh5", "163", "qd9", "@d2018-02-02"]),
        ("sinh năm 1980", ["1980"]),
        ("Sở Tài chính", ["so73", "tai2", "chinh1"]),
        ("năm", ["na8m"]),
        ("UBND xã", ["xa4"]),
        ("UBND", ["ubnd"]),
        ("31/02/2020", ["31", "2", "2020"]),
    ],
)
def test_what_only_leads_a_number_is_no_word_of_a_search(typed: str, words: list[str]) -> None:
    assert [word.toned for word in read_search(typed).words] == words


def test_a_search_is_cut_to_what_a_name_may_hold() -> None:
    assert len(read_search("a b " * 500).words) <= 16


def test_an_expression_reads_alike_in_both_databases() -> None:
    asked = Expression((("dao", "+dao"), ("thi*",)), ("@x",))
    assert asked.as_fts5() == '("dao" OR "+dao") AND ("thi" *) NOT "@x"'
    assert asked.as_tsquery() == "('dao' | '+dao') & ('thi':*) & !'@x'"
