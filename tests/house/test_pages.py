"""The pages ask nothing of any other host, carry no style or script of their own, and can be read by everybody."""

import re

import pytest

from tests.house.house import WEB, name_of, web_files

STYLES = (WEB / "static" / "vinhdanh.css").read_text(encoding="utf-8")
SPRITE = (WEB / "static" / "vendor" / "bootstrap-icons" / "icons.svg").read_text(encoding="utf-8")
ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.[a-z]{2,}""")
TEMPLATES = web_files(".html")

# Words on their ground: WCAG 2.1 AA asks for 4.5 : 1.
READ_ON = {
    "paper": "ink ink-2 ink-3 not",
    "paper-2": "ink-2 ink-3",
    "ground": "ink ink-2 ink-3",
    "shade": "ink ink-2",
    "met-soft": "met ink-2",
    "judge-soft": "judge ink",
    "miss-soft": "miss ink-2",
    "not-soft": "not ink-2",
    "son": "on-son on-son-2",
    "son-dark": "on-son",
    "son-soft": "son-dark",
}


@pytest.mark.parametrize("path", [*TEMPLATES, *web_files(".css", ".js", ".svg")], ids=name_of)
def test_nothing_is_fetched_from_another_host(path) -> None:
    text = path.read_text(encoding="utf-8")
    links_for_people = re.sub(r'<a\b[^>]*\bhref="https?://[^"]*"', "", text)
    assert not ELSEWHERE.findall(links_for_people)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_comment_of_a_template_ends_on_its_line(path) -> None:
    """One that goes on to the next line is no comment to Django: everybody reads it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.count("{#") != line.count("#}")]


def test_the_bundled_styles_fetch_nothing_from_another_host() -> None:
    for path in (WEB / "static" / "vendor").rglob("*.css"):
        fetched = re.findall(r"""(?:url\(|@import)\s*["']?([^"')]{0,40})""", path.read_text(encoding="utf-8"))
        assert not [address for address in fetched if re.match(r"(?:https?:)?//", address)]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_carries_no_style_and_no_script_that_the_policy_would_refuse(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*application/json)|\son[a-z]+=|javascript:", text
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_icon_of_a_template_is_in_the_sprite(path) -> None:
    asked = re.findall(r"""{%\s*icon\s+"([^"]+)""", path.read_text(encoding="utf-8"))
    assert not [name for name in asked if f'<symbol id="{name}"' not in SPRITE]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, WCAG 2.1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("words", "ground"), [(words, ground) for ground, all_words in READ_ON.items() for words in all_words.split()]
)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLES))
    darker, lighter = sorted((luminance(colours[words]), luminance(colours[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_every_colour_of_the_sheet_is_defined() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", STYLES))
    assert not {name for name in used if f"--{name}:" not in STYLES}
