"""The records of an .xls (BIFF8): texts, formats and cells out of the workbook's stream. Source: [MS-XLS]."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from vinhdanh.intake.cells import Raw
from vinhdanh.intake.lists.compound_files import Damaged

BOF, EOF, CONTINUE, FILE_PASSWORD, DATE_MODE = 0x0809, 0x000A, 0x003C, 0x002F, 0x0022
SHEET, SHARED_TEXTS, FORMAT, CELL_FORMAT = 0x0085, 0x00FC, 0x041E, 0x00E0
SHARED_TEXT, NUMBER, SHORT_NUMBER, SHORT_NUMBERS = 0x00FD, 0x0203, 0x027E, 0x00BD
FORMULA, FORMULA_TEXT, TRUTH_OR_ERROR, TEXT, RICH_TEXT, MERGED = 0x0006, 0x0207, 0x0205, 0x0204, 0x00D6, 0x00E5
BIFF8 = 0x0600
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY_ZERO = datetime.fromisoformat("1899-12-30")
_BETWEEN_CALENDARS = 1462
_LAST_SERIAL = 2_958_465


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind, its content, where the next one begins."""

    kind: int
    content: bytes
    after: int


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """The records from a place on, to the end of the stream."""
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4 + length
        yield Record(kind, stream[at - length : at], at)


class TextPieces:
    """Reads texts that run over several records: the kind of letters is told anew where a record begins."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces, self._index, self._at = pieces, 0, 0

    def texts(self, count: int) -> list[str]:
        """So many shared texts, fewer where the records end before."""
        found: list[str] = []
        while len(found) < count and self._left():
            found.append(self._text())
        return found

    def _left(self) -> bool:
        while self._index < len(self._pieces) and self._at >= len(self._pieces[self._index]):
            self._index, self._at = self._index + 1, 0
        return self._index < len(self._pieces)

    def _bytes(self, count: int) -> bytes:
        found = bytearray()
        while len(found) < count:
            if not self._left():
                raise Damaged("a text that does not end")
            piece = self._pieces[self._index][self._at : self._at + count - len(found)]
            self._at += len(piece)
            found += piece
        return bytes(found)

    def _text(self) -> str:
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        words: list[str] = []
        wide = flags & 1
        while length:
            if not self._left():
                raise Damaged("a text that does not end")
            if self._at == 0:
                wide = self._bytes(1)[0] & 1
                if not self._left():
                    raise Damaged("a text that does not end")
            room = len(self._pieces[self._index]) - self._at
            count = min(length, room // (2 if wide else 1))
            if not count:
                raise Damaged("half a letter")
            words.append(self._bytes(count * (2 if wide else 1)).decode("utf-16-le" if wide else "latin-1", "replace"))
            length -= count
        self._skip(4 * runs + extra)
        return "".join(words)

    def _skip(self, count: int) -> None:
        while count and self._left():
            step = min(count, len(self._pieces[self._index]) - self._at)
            self._at += step
            count -= step


def text_in(content: bytes, at: int, length_bytes: int = 2) -> str:
    """A text within one record: its length, its kind of letters, the letters."""
    length = int.from_bytes(content[at : at + length_bytes], "little")
    flags = content[at + length_bytes]
    start = at + length_bytes + 1
    if flags & 1:
        return content[start : start + 2 * length].decode("utf-16-le", "replace")
    return content[start : start + length].decode("latin-1")


def short_number(packed: int) -> float:
    """The number that four bytes pack: whole or the upper half of a float, perhaps in hundredths."""
    if packed & 2:
        value = float((packed - (1 << 32) if packed & 0x80000000 else packed) >> 2)
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return value / 100 if packed & 1 else value


def is_date_format(number: int, formats: dict[int, str]) -> bool:
    """Whether a number format shows dates."""
    if number in formats:
        shown = _NOT_SHOWN.sub("", formats[number]).casefold()
        return bool(re.search(r"[dy]", shown)) or ("m" in shown and "h" not in shown and "0" not in shown)
    return number in _DATE_FORMATS


def dated(value: float, from_1904: bool) -> Raw:
    """The day, or day and time, that a number shows under a format of dates; the number where it is none."""
    days = value + (_BETWEEN_CALENDARS if from_1904 else 0)
    if not 1 <= days <= _LAST_SERIAL:
        return value
    found = _DAY_ZERO + timedelta(seconds=round(days * 86_400))
    return found.date() if days == int(days) else found
