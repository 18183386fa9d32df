"""How wide a text is, read from the widths in the bundled fonts, which are those of Times New Roman.

The .docx and the .pdf break their centred lines at the same words because both ask here.
"""

import struct
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from vinhdanh.documents.layout import MM_TO_PT, STYLES, Role, as_shown

FONT_FOLDER = Path(__file__).parent / "fonts"
_FACES = {
    (False, False): "Tinos-Regular.ttf",
    (True, False): "Tinos-Bold.ttf",
    (False, True): "Tinos-Italic.ttf",
    (True, True): "Tinos-BoldItalic.ttf",
}
# Words with which a phrase begins, so that a line may.
_PHRASE_STARTS = frozenset(
    [
        "và",
        "của",
        "cho",
        "các",
        "những",
        "về",
        "tại",
        "trong",
        "theo",
        "đề",
        "tặng",
        "tỉnh",
        "huyện",
        "thành",
        "xã",
        "phường",
        "thị",
        "giai",
        "năm",
        "lần",
        "có",
        "được",
        "do",
        "để",
        "với",
        "từ",
        "(kèm",
    ]
)
_UNKNOWN_WIDTH = 1.0  # ems, for a letter that the font lacks: the widest


@cache
def _advances(bold: bool, italic: bool) -> Mapping[str, float]:
    """The advance of every letter of a face, in ems (OpenType tables cmap format 4, hhea, hmtx)."""
    data = (FONT_FOLDER / _FACES[bold, italic]).read_bytes()
    tables: dict[bytes, int] = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag] = offset
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (measured,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    widths = struct.unpack_from(f">{2 * measured}H", data, tables[b"hmtx"])[::2]
    return {
        chr(code): widths[min(glyph, measured - 1)] / units for code, glyph in _glyphs(data, tables[b"cmap"]).items()
    }


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """The glyph of every code point of the Basic Multilingual Plane that the font holds."""
    start = next(
        cmap + offset
        for platform, _, offset in (
            struct.unpack_from(">HHI", data, cmap + 4 + 8 * index)
            for index in range(struct.unpack_from(">H", data, cmap + 2)[0])
        )
        if platform == 3
    )
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", data, start + 14 + 2 * count * part + (2 if part else 0)) for part in range(4)
    )
    offsets_at = start + 16 + 6 * count
    glyphs: dict[int, int] = {}
    for segment, (first, last, delta, span) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if span:
                (glyph,) = struct.unpack_from(">H", data, offsets_at + 2 * segment + span + 2 * (code - first))
                glyph = (glyph + delta) % 65536 if glyph else 0
            else:
                glyph = (code + delta) % 65536
            if glyph:
                glyphs[code] = glyph
    return glyphs


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width of a line in millimetres, set at `size` points."""
    advances = _advances(bold, italic)
    return sum(advances.get(letter, _UNKNOWN_WIDTH) for letter in text) * size / MM_TO_PT


def role_width(role: Role, text: str) -> float:
    """The width in millimetres of a line as its role shows it."""
    style = STYLES[role]
    return width(as_shown(role, text), style.size, bold=style.bold, italic=style.italic)


def letters_missing(text: str) -> frozenset[str]:
    """The letters of a text for which one of the bundled faces has no glyph: in a .pdf each would be an empty box."""
    held = (_advances(bold, italic) for bold, italic in _FACES)
    return frozenset(letter for face in held for letter in text if letter not in face and not letter.isspace())


def _filled(words: list[str], room: float, role: Role) -> list[str]:
    space = role_width(role, " ")
    lines, reached = [words[0]], role_width(role, words[0])
    for word in words[1:]:
        wide = role_width(role, word)
        if reached + space + wide <= room:
            lines[-1] += f" {word}"
            reached += space + wide
        else:
            lines.append(word)
            reached = wide
    return lines


def line_count(role: Role, text: str, room: float) -> int:
    """How many lines a text takes in `room` millimetres."""
    words = text.split()
    return len(_filled(words, room, role)) if words else 1


@lru_cache(maxsize=1024)
def balanced_lines(role: Role, text: str, room: float) -> tuple[str, ...]:
    """A centred text as the fewest lines that fit `room` millimetres, broken between phrases, and even in length.

    A word that is wider than the room stands on a line of its own. Breaks already in the text (line feeds) are kept.
    """
    return tuple(line for part in text.split("\n") for line in _best_lines(part.split(), room, role))


def _best_lines(words: list[str], room: float, role: Role) -> list[str]:
    """The cheapest way to break the words into as few lines as they need."""
    fewest = len(_filled(words, room, role)) if words else 1
    if fewest == 1:
        return [" ".join(words)]
    even = role_width(role, " ".join(words)) / fewest
    space = role_width(role, " ")
    reach = [0.0, *accumulate(role_width(role, word) + space for word in words)]
    # best[n][k]: the cost of the first n words on k lines, and where the last of these lines begins
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for end in range(1, len(words) + 1):
        ways: dict[int, tuple[float, int]] = {}
        for start in range(end - 1, -1, -1):
            wide = reach[end] - reach[start] - space
            if wide > room and start < end - 1:
                break
            cost = ((wide - even) / even) ** 2 + (_break_cost(words[start - 1], words[start]) if start else 0)
            for count, (so_far, _) in best[start].items():
                if count < fewest and (count + 1 not in ways or so_far + cost < ways[count + 1][0]):
                    ways[count + 1] = (so_far + cost, start)
        best.append(ways)
    lines: list[str] = []
    end = len(words)
    for count in range(fewest, 0, -1):
        start = best[end][count][1]
        lines.insert(0, " ".join(words[start:end]))
        end = start
    return lines


def _break_cost(before: str, after: str) -> float:
    """How much a break between two words hurts: little between phrases, much within a compound or a name."""
    if before[-1] in ",;:" or after.casefold() in _PHRASE_STARTS:
        return 0.0
    return 0.15 if after[0].isupper() and not before[0].isupper() else 0.4
