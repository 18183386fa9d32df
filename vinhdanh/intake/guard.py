"""Decides by content, before anything is parsed, whether a file is a workbook that may be read.

What passes is packed anew from the very bytes that were looked at: the reader never sees the sender's own archive,
so a header that lies, a part that stands twice, macros and pictures cannot reach it.
"""

import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.parsers import expat

from vinhdanh.intake.problems import Unreadable, quoted
from vinhdanh.intake.survey import (
    DAMAGED,
    MOST_UNPACKED,
    SWOLLEN,
    AnyPart,
    Budget,
    Contents,
    Relations,
    SharedTexts,
    SheetCells,
    SheetSurvey,
    Walker,
    refuse_doctype,
    walk,
)

SIZE_LIMIT = 10 * 1024 * 1024
MOST_PARTS = 2000
MOST_RATIO = 400  # deflate of real sheets stays under 100; the format itself allows 1032
SMALL = 20 * 1024 * 1024  # below this no ratio is absurd
MOST_IN_STYLES = 20 * 1024 * 1024
MOST_IN_CONTENTS = 4 * 1024 * 1024

_SAVE_AS = "hãy mở bằng Excel, chọn “Lưu dưới dạng” kiểu Excel Workbook (.xlsx) rồi gửi lại."
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_OLD_EXCEL = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_CONTENT_TYPES, _ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TEXTS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, ValueError),
    LookupError,  # an XML part in an encoding that nobody knows
)
_OTHER_ARCHIVES = {
    "word/document.xml": "Tệp là văn bản Word, không phải bảng Excel; hãy điền vào bảng mẫu .xlsx rồi gửi lại.",
    "ppt/presentation.xml": "Tệp là bản trình chiếu, không phải bảng Excel; hãy điền vào bảng mẫu .xlsx rồi gửi lại.",
    "xl/workbook.bin": f"Tệp ở định dạng Excel nhị phân (.xlsb); {_SAVE_AS}",
    "content.xml": f"Tệp ở định dạng OpenDocument (.ods); {_SAVE_AS}",
}


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """A workbook that may be read: its content packed anew, and what was seen in each sheet, by the sheet's name."""

    content: bytes
    surveys: Mapping[str, SheetSurvey] = field(default_factory=dict)
    from_1904: bool = False


def check_workbook(source: Path | bytes, limit: int = SIZE_LIMIT, budget: Budget | None = None) -> CheckedWorkbook:
    """The workbook in a file or in bytes, found harmless: of at most `limit` bytes, and within the budget unpacked.

    Nothing is read of a file that is larger; the budget is used up, by default that of a nomination workbook. Raises
    Unreadable with one Vietnamese sentence for everything that is not a readable .xlsx (or .xlsm, whose macros are
    left behind).
    """
    content = _bytes_within(source, limit)
    _refuse_other_kinds(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _named_parts(archive)
            return _repacked(archive, parts, budget or Budget())
    except _DAMAGES as error:
        raise Unreadable(DAMAGED) from error


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0") + " MB"


def _bytes_within(source: Path | bytes, limit: int) -> bytes:
    if isinstance(source, bytes):
        content, size = source, len(source)
    else:
        content, size = _read_file(source, limit)
    if not size:
        raise Unreadable("Tệp rỗng, không có nội dung nào; hãy mở lại bảng, lưu rồi gửi lại.")
    if size > limit:
        raise Unreadable(
            f"Tệp có dung lượng {_megabytes(size)}, vượt quá {_megabytes(limit)}; "
            "hãy bỏ ảnh và các trang không cần thiết rồi gửi lại."
        )
    return content


def _read_file(path: Path, limit: int) -> tuple[bytes, int]:
    """The file's bytes and size; no bytes where the size alone is over the limit."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise Unreadable(f"{quoted(path.name)} là thư mục; hãy chọn một tệp Excel (.xlsx).")
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(f"{quoted(path.name)} không phải là tệp; hãy chọn một tệp Excel (.xlsx).")
        if state.st_size > limit:
            return b"", state.st_size
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable(f"Không tìm thấy tệp {quoted(path.name)}; hãy kiểm tra lại tên và đường dẫn.") from error
    except (OSError, ValueError) as error:
        raise Unreadable(
            f"Không mở được tệp {quoted(path.name)}; hãy kiểm tra quyền đọc, hoặc đóng tệp đang mở rồi thử lại."
        ) from error
    return content, len(content)


def _refuse_other_kinds(content: bytes) -> None:
    """Raises Unreadable for what does not begin as a zip archive does, naming what it is instead."""
    if content.startswith(_OLE2):
        if _ENCRYPTED in content:
            raise Unreadable("Tệp đang đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu trong Excel rồi gửi lại.")
        if _OLD_WORD in content:
            raise Unreadable(_OTHER_ARCHIVES["word/document.xml"])
        if any(name in content for name in _OLD_EXCEL):
            raise Unreadable(f"Tệp ở định dạng Excel cũ (.xls); {_SAVE_AS}")
        raise Unreadable(f"Tệp ở định dạng Office cũ, không phải Excel .xlsx; {_SAVE_AS}")
    if content.startswith(b"%PDF-"):
        raise Unreadable("Tệp là PDF, không phải bảng Excel; hãy điền vào bảng mẫu .xlsx rồi gửi lại.")
    if content.startswith(b"PK\x05\x06"):
        raise Unreadable("Tệp nén trống, không có bảng Excel nào bên trong; hãy điền vào bảng mẫu .xlsx rồi gửi lại.")
    if content.startswith(b"PK\x03\x04"):
        if content.count(b"PK\x01\x02") > MOST_PARTS:  # counted before any list of parts is built
            raise Unreadable(SWOLLEN)
        return
    if _looks_like_text(content[:4096]):
        raise Unreadable(f"Tệp là văn bản thuần (như .csv hoặc trang web), không phải Excel .xlsx; {_SAVE_AS}")
    if b"PK\x01\x02" in content:
        raise Unreadable(DAMAGED)
    raise Unreadable("Không nhận ra đây là loại tệp nào; hãy điền vào bảng mẫu Excel (.xlsx) rồi gửi lại.")


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)


def _named_parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The archive's parts by folded name; raises Unreadable for what is no workbook or declares absurd sizes."""
    entries = archive.infolist()
    parts = {entry.filename.replace("\\", "/").casefold(): entry for entry in entries}
    if _WORKBOOK not in parts:
        for name, sentence in _OTHER_ARCHIVES.items():
            if name in parts:
                raise Unreadable(sentence)
        raise Unreadable("Tệp nén này không chứa bảng Excel; hãy giải nén, hoặc điền vào bảng mẫu .xlsx rồi gửi lại.")
    refuse_absurd_parts(entries)
    return parts


def refuse_absurd_parts(entries: list[zipfile.ZipInfo]) -> None:
    """Raises Unreadable where a part of an archive stands twice, is encrypted, or declares an absurd size."""
    names = {entry.filename.replace("\\", "/").casefold() for entry in entries}
    if len(names) != len(entries):
        raise Unreadable(DAMAGED)
    declared, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if declared > MOST_UNPACKED or (declared > SMALL and declared > MOST_RATIO * max(packed, 1)):
        raise Unreadable(SWOLLEN)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("Tệp nén có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại.")


class _Packing:
    """Walks the parts that a reader needs, and packs each anew as it was walked."""

    def __init__(
        self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], out: zipfile.ZipFile, budget: Budget
    ) -> None:
        self.budget = budget
        self._archive, self._parts, self._out = archive, parts, out
        self._done: set[str] = set()

    def take(self, name: str, walker: Walker, most: int = MOST_UNPACKED) -> bool:
        """Walks and packs one part; False if there is none, raises Unreadable if it is larger than `most` bytes."""
        entry = self._parts.get(name.casefold())
        if entry is None or name.casefold() in self._done:
            return False
        if entry.file_size > most:
            raise Unreadable(SWOLLEN)
        self._done.add(name.casefold())
        with self._archive.open(entry) as stream, self._out.open(name, "w") as sink:
            walk(stream, walker, self.budget, sink.write)
        return True

    def look_at_the_rest(self) -> None:
        """Refuses document types in all other XML parts, which stay behind."""
        for name, entry in self._parts.items():
            if name not in self._done and name.endswith((".xml", ".rels")):
                with self._archive.open(entry) as stream:
                    _refuse_doctype(stream)


def _refuse_doctype(stream: IO[bytes]) -> None:
    try:
        refuse_doctype(stream)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return  # a damaged picture frame or comment does not hinder reading the cells


def _repacked(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], budget: Budget) -> CheckedWorkbook:
    packed = BytesIO()
    surveys: dict[str, SheetSurvey] = {}
    contents, relations = Contents(), Relations()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        packing = _Packing(archive, parts, out, budget)
        shared = SharedTexts(packing.budget)
        packing.take(_WORKBOOK, contents, MOST_IN_CONTENTS)
        packing.take(_RELATIONS, relations, MOST_IN_CONTENTS)
        packing.take(_CONTENT_TYPES, AnyPart(), MOST_IN_CONTENTS)
        packing.take(_ROOT_RELATIONS, AnyPart(), MOST_IN_CONTENTS)
        packing.take(_STYLES, AnyPart(), MOST_IN_STYLES)
        packing.take(_TEXTS, shared)
        for sheet, relation in contents.sheets.items():
            cells = SheetCells(sheet, shared.lengths, packing.budget)
            if packing.take(_part_of(relations.targets.get(relation, "")), cells):
                surveys[sheet] = cells.survey()
        packing.look_at_the_rest()
    return CheckedWorkbook(packed.getvalue(), surveys, contents.from_1904)


def _part_of(target: str) -> str:
    """The part that a relation of the workbook names: relative to `xl/`, or from the root."""
    path = target.replace("\\", "/")
    return path.lstrip("/") if path.startswith(("/", "xl/")) else f"xl/{path}"
