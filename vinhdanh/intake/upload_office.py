"""Decides whether a Word or Excel file may be kept and handed on: sound, of a bearable size, and nothing in it runs.

The cells and paragraphs are not read here; whoever opens the file later does so in Word or Excel.
"""

import re
import zipfile
import zlib
from io import BytesIO
from typing import IO
from xml.parsers import expat

from vinhdanh.intake.guard import MOST_PARTS, refuse_absurd_parts
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.survey import DAMAGED, DOCTYPE, SWOLLEN, AnyPart, Budget, walk

DOCX, XLSX = "docx", "xlsx"

_DAMAGED = "Tệp bị hỏng nên không mở được; hãy mở bằng Word hoặc Excel, lưu lại rồi gửi lại."
_SWOLLEN = "Nội dung tệp khi mở ra lớn quá mức cho phép nên không được nhận; hãy lưu thành PDF rồi gửi lại."
_MACROS = "Tệp chứa macro nên không được nhận; hãy lưu lại thành .docx hoặc .xlsx không có macro, hoặc thành PDF."
_EMBEDDED = "Tệp chứa đối tượng nhúng (OLE, ActiveX) nên không được nhận; hãy bỏ các đối tượng đó, hoặc lưu thành PDF."
_FROM_ELSEWHERE = "Tệp lấy nội dung từ một địa chỉ khác trên mạng nên không được nhận; hãy lưu thành PDF rồi gửi lại."
_IN_OUR_WORDS = {DAMAGED: _DAMAGED, DOCTYPE: _DAMAGED, SWOLLEN: _SWOLLEN}  # those speak to whoever fills a list
_OTHER_ARCHIVES = {
    "ppt/presentation.xml": "Tệp là bản trình chiếu, không phải Word hay Excel; hãy lưu thành PDF rồi gửi lại.",
    "xl/workbook.bin": "Tệp ở định dạng Excel nhị phân (.xlsb); hãy lưu thành .xlsx hoặc PDF rồi gửi lại.",
    "content.xml": "Tệp ở định dạng OpenDocument; hãy lưu thành .docx, .xlsx hoặc PDF rồi gửi lại.",
}
_NO_OFFICE = "Tệp nén không được nhận; hãy giải nén rồi gửi từng tệp PDF, ảnh, Word hoặc Excel."
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, ValueError),
    LookupError,  # an XML part in an encoding that nobody knows
)
_RUNS = re.compile(r"vbaproject\.bin$|vbadata\.xml$|/macrosheets/|/dialogsheets/|attachedtoolbars\.bin$")
_CARRIES = re.compile(
    r"/activex/|oleobject|/embeddings/(?!.*\.(?:xlsx|docx)$)|\.(?:exe|dll|js|vbs|scr|com|bat|cmd|hta)$"
)
_REMOTE = re.compile(r"\s*(?:https?|ftp):|\s*(?:file:)?[\\/]{2,}(?!/*[A-Za-z]:)", re.IGNORECASE)
_PIECE = 64 * 1024


def office_kind(content: bytes) -> str:
    """`docx` or `xlsx`; raises Unreadable for any other archive, and for one that is damaged, swollen, or can run."""
    if content.count(b"PK\x01\x02") > MOST_PARTS:
        raise Unreadable(_SWOLLEN)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            parts = {entry.filename.replace("\\", "/").casefold(): entry for entry in entries}
            kind = _kind_of(parts)
            refuse_absurd_parts(entries)
            for name in parts:
                _refuse_by_name(name)
            budget = Budget()
            for name, entry in parts.items():
                with archive.open(entry) as stream:
                    _look_through(name, stream, budget)
    except Unreadable as refusal:
        raise Unreadable(_IN_OUR_WORDS.get(refusal.sentence, refusal.sentence)) from refusal
    except _DAMAGES as error:
        raise Unreadable(_DAMAGED) from error
    return kind


def _kind_of(parts: dict[str, zipfile.ZipInfo]) -> str:
    for name, kind in (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX)):
        if name in parts:
            return kind
    raise Unreadable(next((said for name, said in _OTHER_ARCHIVES.items() if name in parts), _NO_OFFICE))


def _refuse_by_name(name: str) -> None:
    if _RUNS.search(name):
        raise Unreadable(_MACROS)
    if _CARRIES.search(name):
        raise Unreadable(_EMBEDDED)


def _look_through(name: str, stream: IO[bytes], budget: Budget) -> None:
    """Unpacks a part to its end, within what all parts may use; reads XML as it comes."""
    if name.endswith((".xml", ".rels", ".vml")):
        walk(stream, _Lookout(), budget, len)
        return
    while piece := stream.read(_PIECE):
        budget.unpacked -= len(piece)
        if budget.unpacked < 0:
            raise Unreadable(_SWOLLEN)


class _Lookout(AnyPart):
    """Looks for content types of macros, relations that fetch from elsewhere, and commands to other programs."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Raises Unreadable at such an element."""
        if name in ("Override", "Default") and "macroenabled" in attributes.get("ContentType", "").casefold():
            raise Unreadable(_MACROS)
        if name == "ddeLink":
            raise Unreadable(_EMBEDDED)
        if name == "Relationship" and attributes.get("TargetMode", "").casefold() == "external":
            of_text = attributes.get("Type", "").rpartition("/")[2] == "hyperlink"
            if not of_text and _REMOTE.match(attributes.get("Target", "")):
                raise Unreadable(_FROM_ELSEWHERE)
