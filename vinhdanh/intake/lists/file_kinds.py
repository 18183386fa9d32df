"""Which kind of file a list is, by its content alone: a name may say anything."""

import re
import zipfile
from io import BytesIO

from vinhdanh.intake.guard import MOST_PARTS
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.survey import DAMAGED, SWOLLEN

XLSX, XLS, DOCX, CSV = "xlsx", "xls", "docx", "csv"
TAKEN = "Excel (.xlsx, .xls), Word (.docx) hoặc CSV"

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_OLD_EXCEL = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_ARCHIVES = (  # the name of a part, and what it makes of an archive
    (b"xl/workbook.xml", XLSX, ""),
    (b"word/document.xml", DOCX, ""),
    (
        b"xl/workbook.bin",
        "",
        "Tệp ở định dạng Excel nhị phân (.xlsb); hãy mở bằng Excel, lưu dưới dạng .xlsx rồi gửi lại.",
    ),
    (b"ppt/presentation.xml", "", f"Tệp là bản trình chiếu; hãy gửi danh sách bằng {TAKEN}."),
    (b"opendocument.spreadsheet", "", "Tệp ở định dạng OpenDocument (.ods); hãy lưu dưới dạng .xlsx rồi gửi lại."),
    (b"opendocument.text", "", "Tệp ở định dạng OpenDocument (.odt); hãy lưu dưới dạng .docx rồi gửi lại."),
    (b"content.xml", "", "Tệp ở định dạng OpenDocument; hãy lưu dưới dạng .xlsx hoặc .docx rồi gửi lại."),
)
_PAGE = re.compile(rb"<\s*(?:!doctype\s+html|html|table|head|meta|body)\b|<\?xml\b|<\w*:?workbook\b", re.IGNORECASE)
_ZIP_NAME = re.compile(rb"PK\x01\x02")


def kind_of(content: bytes, limit: int) -> str:
    """`xlsx`, `xls`, `docx` or `csv`; raises Unreadable for anything else, naming what it is, and over the limit."""
    if not content:
        raise Unreadable("Tệp rỗng, không có nội dung nào; hãy mở lại danh sách, lưu rồi gửi lại.")
    if len(content) > limit:
        raise Unreadable(
            f"Tệp có dung lượng vượt quá {limit // 1024 // 1024} MB; "
            "hãy bỏ ảnh và các trang không cần thiết rồi gửi lại."
        )
    if content.startswith(_OLE2):
        return _kind_of_ole2(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(content)
    if content.startswith(b"%PDF-"):
        raise Unreadable(f"Tệp là PDF nên không đọc được bảng; hãy gửi bản gốc bằng {TAKEN}.")
    if content.startswith(b"{\\rtf"):
        raise Unreadable("Tệp ở định dạng RTF; hãy mở bằng Word, lưu dưới dạng .docx rồi gửi lại.")
    if not _is_text(content[:8192]):
        raise Unreadable(f"Không nhận ra đây là loại tệp nào; hãy gửi danh sách bằng {TAKEN}.")
    if _PAGE.search(content[:4096].replace(b"\0", b"")):
        raise Unreadable(
            "Tệp là trang web hoặc XML mang tên bảng tính; hãy mở bằng Excel, lưu dưới dạng .xlsx rồi gửi lại."
        )
    return CSV


def _kind_of_ole2(content: bytes) -> str:
    if _ENCRYPTED in content:
        raise Unreadable("Tệp đang đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại.")
    if _OLD_WORD in content:
        raise Unreadable("Tệp ở định dạng Word cũ (.doc); hãy mở bằng Word, lưu dưới dạng .docx rồi gửi lại.")
    if any(name in content for name in _OLD_EXCEL):
        return XLS
    raise Unreadable(f"Tệp ở định dạng Office cũ không phải bảng Excel; hãy gửi danh sách bằng {TAKEN}.")


def _kind_of_archive(content: bytes) -> str:
    """By the names of parts in the archive's own list at its end."""
    entries = [found.start() for found in _ZIP_NAME.finditer(content)]
    if len(entries) > MOST_PARTS:
        raise Unreadable(SWOLLEN)
    names = b"\n".join(content[at + 46 : at + 46 + 200] for at in entries).lower().replace(b"\\", b"/")
    for part, kind, sentence in _ARCHIVES:
        if part in names or (part.startswith(b"opendocument") and part in content[:200]):
            if sentence:
                raise Unreadable(sentence)
            return kind
    if not entries:
        raise Unreadable("Tệp bị hỏng hoặc là tệp nén trống; hãy mở lại danh sách, lưu rồi gửi lại.")
    if not zipfile.is_zipfile(BytesIO(content)):
        raise Unreadable(DAMAGED)
    raise Unreadable(
        f"Tệp nén này không chứa bảng Excel hay văn bản Word; hãy giải nén rồi gửi danh sách bằng {TAKEN}."
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = max(head[0::2].count(0), head[1::2].count(0))
    if zeros and 2 * zeros >= len(head) // 2:  # two bytes a letter
        return True
    return not any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
