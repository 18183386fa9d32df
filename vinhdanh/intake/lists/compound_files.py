"""Takes one stream out of a compound file (OLE2), as .xls is one: sectors in chains, a table of who follows whom.

Source: [MS-CFB]. Every chain is bounded by the number of sectors, so that a loop ends.
"""

import struct
from collections.abc import Sequence

_HEADER = 512
_END = 0xFFFFFFFA  # this and all above are no sectors: end of chain, free, tables of tables
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109  # sectors of the table that the header itself names


class Damaged(ValueError):
    """The file is not what its kind demands."""


class CompoundFile:
    """The streams of a compound file in memory; raises Damaged where its tables lead nowhere."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Damaged("sizes of sectors")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._count = max(0, (len(content) - self._size) // self._size + 1)
        directory, self._cutoff, first_mini = struct.unpack_from("<I4xII", content, 48)
        self._table = self._sector_table()
        self._mini_table = self._numbers(self._chain(first_mini)) if first_mini < _END else ()
        self._entries = self._directory(self._chain(directory))
        self._mini = b""

    def stream(self, *names: str) -> bytes | None:
        """The content of the first of the names that there is, None where there is none."""
        for name in names:
            entry = self._entries.get(name.casefold())
            if entry and entry[0] == _STREAM:
                _, start, size = entry
                return self._mini_stream(start, size) if size < self._cutoff else self._chain(start)[:size]
        return None

    def _sector(self, number: int) -> bytes:
        start = self._size * (number + 1)
        if not 0 <= number < self._count:
            raise Damaged("a sector beyond the end")
        return self._content[start : start + self._size]

    def _numbers(self, content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])

    def _sector_table(self) -> Sequence[int]:
        """Which sector follows each: the table itself stands in sectors that the header names, and a chain after it."""
        sectors = [one for one in struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76) if one < _END]
        following, left = struct.unpack_from("<II", self._content, 68)
        while following < _END and left > 0 and len(sectors) <= self._count:
            *named, following = self._numbers(self._sector(following))
            sectors += [one for one in named if one < _END]
            left -= 1
        if len(sectors) > self._count:
            raise Damaged("more tables than sectors")
        return self._numbers(b"".join(map(self._sector, sectors)))

    def _chain(self, start: int) -> bytes:
        found: list[bytes] = []
        while start < _END:
            if len(found) >= self._count or start >= len(self._table):
                raise Damaged("a chain that does not end")
            found.append(self._sector(start))
            start = self._table[start]
        return b"".join(found)

    def _directory(self, content: bytes) -> dict[str, tuple[int, int, int]]:
        entries: dict[str, tuple[int, int, int]] = {}
        for at in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", content, at + 64)
            start, size = struct.unpack_from("<II", content, at + 116)
            if kind == _ROOT:
                self._root = start
            name = content[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            entries.setdefault(name.casefold(), (kind, start, size))
        return entries

    def _mini_stream(self, start: int, size: int) -> bytes:
        if not self._mini:
            self._mini = self._chain(self._root)
        found: list[bytes] = []
        while start < _END and len(found) * self._mini_size < size:
            if start >= len(self._mini_table) or len(found) > len(self._mini_table):
                raise Damaged("a chain that does not end")
            found.append(self._mini[start * self._mini_size : (start + 1) * self._mini_size])
            start = self._mini_table[start]
        return b"".join(found)[:size]
