"""A .pdf read back: its pages as text and as ink, and the glyphs that it draws."""

import re
import zlib
from dataclasses import dataclass

import pypdfium2

POINTS = 72 / 25.4


@dataclass(frozen=True)
class PdfPage:
    """Sizes in millimetres; `ink` is the box of all that is not white: left, top, right, bottom."""

    width: float
    height: float
    text: str
    top_text: str
    ink: tuple[float, float, float, float]


def read_pdf(data: bytes) -> list[PdfPage]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [_read_page(document[index]) for index in range(len(document))]
    finally:
        document.close()


def _read_page(page: pypdfium2.PdfPage) -> PdfPage:
    width, height = page.get_size()
    texts = page.get_textpage()
    top = texts.get_text_bounded(left=0, right=width, bottom=height - 19 * POINTS, top=height)
    bitmap = page.render(scale=2, grayscale=True)
    rows = [
        bytes(bitmap.buffer)[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    ]
    inked = [index for index, row in enumerate(rows) if min(row) < 200]
    lefts = [next(x for x, value in enumerate(rows[index]) if value < 200) for index in inked]
    rights = [bitmap.width - next(x for x, value in enumerate(reversed(rows[index])) if value < 200) for index in inked]
    box = (min(lefts), inked[0], max(rights), inked[-1] + 1)
    left, upper, right, lower = (value / 2 / POINTS for value in box)
    text = texts.get_text_bounded()
    return PdfPage(width / POINTS, height / POINTS, text, top.strip(), (left, upper, right, lower))


def drawn_glyphs(data: bytes) -> set[int]:
    """The glyph numbers in the page contents. 0 is .notdef, the empty box: text extraction would not show it."""
    glyphs: set[int] = set()
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            content = zlib.decompress(found.group(1))
        except zlib.error:
            continue
        if re.search(rb"\bTf\b", content) and re.search(rb"\bT[jJ]\b", content):
            for string in _strings(content):
                glyphs.update(int.from_bytes(string[at : at + 2], "big") for at in range(0, len(string) - 1, 2))
    return glyphs


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _strings(content: bytes) -> list[bytes]:
    """The strings of a content stream, (in brackets) or <in hexadecimals> (ISO 32000-1, 7.3.4)."""
    found: list[bytes] = []
    at = 0
    while at < len(content):
        if content[at : at + 2] == b"<<":
            at += 2
        elif content[at : at + 1] == b"<":
            end = content.index(b">", at)
            found.append(bytes.fromhex(content[at + 1 : end].decode()))
            at = end + 1
        elif content[at : at + 1] == b"(":
            string, at = _bracketed(content, at + 1)
            found.append(string)
        else:
            at += 1
    return found


def _bracketed(content: bytes, at: int) -> tuple[bytes, int]:
    string, depth = b"", 1
    while True:
        letter = content[at : at + 1]
        if letter == b"\\":
            octal = re.match(rb"[0-7]{1,3}", content[at + 1 : at + 4])
            follows = content[at + 1 : at + 2]
            string += bytes([int(octal.group(), 8)]) if octal else _ESCAPES.get(follows, follows)
            at += 1 + (len(octal.group()) if octal else 1)
            continue
        depth += (letter == b"(") - (letter == b")")
        at += 1
        if not depth:
            return string, at
        string += letter
