"""The bundled fonts hold all that a Vietnamese paper needs, and a .pdf draws it: extracted text would not tell."""

import itertools
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.documents.pdf_reading import drawn_glyphs
from vinhdanh.documents import metrics
from vinhdanh.documents.blocks import Paper, Paragraph, Section
from vinhdanh.documents.layout import STYLES, Role
from vinhdanh.documents.pdf_writer import write_pdf

FONTS = Path(metrics.__file__).parent / "fonts"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product("aăâeêioôơuưy", TONES)]
ACCENTED = sorted({letter for letter in LOWER if letter not in "aeiouy"} | {"đ"})
VIETNAMESE = [*ACCENTED, *map(str.upper, ACCENTED)]
SIGNS = "₫“”‘’–—…•°½%&/()[]{}+-=<>«»§№√×◊" + "0123456789" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_vietnamese_has_134_letters_beyond_the_latin_ones() -> None:
    assert len(VIETNAMESE) == len(set(VIETNAMESE)) == 134


@pytest.mark.parametrize("face", FACES)
def test_each_face_draws_every_vietnamese_letter(face: str) -> None:
    font = TTFont(FONTS / f"Tinos-{face}.ttf")
    cmap, glyphs = font.getBestCmap(), font["glyf"]
    for letter in (*VIETNAMESE, *SIGNS):
        name = cmap.get(ord(letter))
        assert name not in (None, ".notdef"), f"{face} lacks {letter}"
        assert glyphs[name].numberOfContours != 0, f"{face} draws nothing for {letter}"


@pytest.mark.parametrize("face", FACES)
def test_the_fonts_may_be_embedded_and_carry_their_licence(face: str) -> None:
    font = TTFont(FONTS / f"Tinos-{face}.ttf")
    assert font["OS/2"].fsType == 0
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")


def printed(text: str) -> bytes:
    return write_pdf(Paper("Chữ", (Section((Paragraph(text),)),)))


def test_a_pdf_draws_no_empty_box_for_any_vietnamese_letter() -> None:
    glyphs = drawn_glyphs(printed(" ".join((*VIETNAMESE, *SIGNS))))
    assert 0 not in glyphs
    assert len(glyphs) >= len(VIETNAMESE) + 60


def test_letters_typed_as_base_and_accent_are_drawn_as_one() -> None:
    assert drawn_glyphs(printed(unicodedata.normalize("NFD", "Chiến sỹ"))) == drawn_glyphs(printed("Chiến sỹ"))


def test_a_letter_that_the_fonts_lack_is_an_empty_box_and_is_named_beforehand() -> None:
    """The proof that the test above can fail."""
    assert 0 in drawn_glyphs(printed("Đạt ✔"))
    assert metrics.letters_missing("Đạt ✔ ₫ 漢") == {"✔", "漢"}
    assert metrics.letters_missing("".join(VIETNAMESE) + SIGNS) == frozenset()


@pytest.mark.parametrize("role", [Role.BODY, Role.ISSUER, Role.PLACE_DATE, Role.RECEIVERS])
def test_a_text_is_as_wide_as_its_letters(role: Role) -> None:
    """Widths are read from the font file by the program; here by fontTools."""
    style, text = STYLES[role], "Ủy ban nhân dân huyện Chi Lăng, ngày 05 tháng 6"
    face = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    font = TTFont(FONTS / f"Tinos-{face[style.bold, style.italic]}.ttf")
    shown = text.upper() if style.caps else text
    units = sum(font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in shown)
    assert metrics.role_width(role, text) == pytest.approx(units / 2048 * style.size / 72 * 25.4)


def test_a_centred_text_breaks_between_phrases_into_the_fewest_lines() -> None:
    assert metrics.balanced_lines(Role.ISSUER, "Ủy ban nhân dân huyện Chi Lăng", 69) == (
        "Ủy ban nhân dân",
        "huyện Chi Lăng",
    )
    assert metrics.balanced_lines(Role.ISSUER, "Sở Nội vụ", 69) == ("Sở Nội vụ",)
    assert metrics.balanced_lines(Role.ISSUER, "Sở\nNội vụ", 69) == ("Sở", "Nội vụ")
    assert metrics.balanced_lines(Role.ISSUER, "", 69) == ("",)
    wide = "x" * 60
    assert metrics.balanced_lines(Role.ISSUER, f"một {wide} hai", 69) == ("một", wide, "hai")
