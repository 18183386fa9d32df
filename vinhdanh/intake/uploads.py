"""What a file is that somebody attaches to a dossier: by its content, whatever it is called; and whether it is taken.

Papers are kept byte for byte as they were signed, so nothing is mended here: a file is taken as it stands, or refused
with one sentence. PDFs and pictures are opened in a process of their own (upload_reader.py).
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlsplit

from vinhdanh.intake.problems import Unreadable, quoted
from vinhdanh.intake.upload_names import clean_name, ending_of
from vinhdanh.intake.upload_office import office_kind

SIZE_LIMIT = 20 * 1024 * 1024  # bytes of one file
TAKEN = "PDF, ảnh (JPEG, PNG, WebP), Word (.docx) hoặc Excel (.xlsx)"
LONGEST_LINK = 500


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken. `is_paper`: it can be a signed paper, and be bound into the bundle."""

    media_type: str
    label: str
    ending: str
    endings: tuple[str, ...] = ()
    is_paper: bool = False


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, FileKind] = {
    "pdf": FileKind("application/pdf", "PDF", "pdf", is_paper=True),
    "jpeg": FileKind("image/jpeg", "ảnh JPEG", "jpg", ("jpeg", "jpe", "jfif"), is_paper=True),
    "png": FileKind("image/png", "ảnh PNG", "png", is_paper=True),
    "webp": FileKind("image/webp", "ảnh WebP", "webp", is_paper=True),
    "docx": FileKind(f"{_OPEN_XML}.wordprocessingml.document", "Word", "docx"),
    "xlsx": FileKind(f"{_OPEN_XML}.spreadsheetml.sheet", "Excel", "xlsx"),
}
KIND_OF = {kind.media_type: kind for kind in KINDS.values()}
_KNOWN_ENDINGS = frozenset(
    {one for kind in KINDS.values() for one in (kind.ending, *kind.endings)} | {"doc", "xls", "docm", "xlsm", "heic"}
)
ACCEPTED = ",".join(f".{one}" for kind in KINDS.values() for one in (kind.ending, *kind.endings))
ACCEPTED_PAPERS = ",".join(
    f".{one}" for kind in KINDS.values() if kind.is_paper for one in (kind.ending, *kind.endings)
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is taken: `size` in bytes, `pages` None where nobody counts them, `note` where its name misled."""

    name: str
    media_type: str
    size: int
    sha256: str
    pages: int | None = None
    note: str = ""

    @property
    def kind(self) -> FileKind:
        """Its kind."""
        return KIND_OF[self.media_type]


_PRINT_ANEW = "in lại thành PDF (chọn máy in “Microsoft Print to PDF”) rồi gửi lại."
FAULTS = {
    "encrypted": f"Tệp PDF đặt mật khẩu hoặc hạn chế quyền; hãy bỏ mật khẩu rồi gửi lại, hoặc {_PRINT_ANEW}",
    "damaged": "Tệp bị hỏng hoặc chưa tải về đủ nên không mở được; hãy mở thử trên máy, quét hoặc lưu lại rồi gửi lại.",
    "empty": "Tệp PDF không có trang nào; hãy kiểm tra lại tệp.",
    "active": f"Tệp PDF chứa mã lệnh hoặc biểu mẫu tự chạy nên không được nhận; hãy {_PRINT_ANEW}",
    "carrying": f"Tệp PDF mang tệp khác bên trong nên không được nhận; hãy gửi riêng từng tệp, hoặc {_PRINT_ANEW}",
    "moving": "Ảnh động không được nhận; hãy gửi ảnh tĩnh, hoặc gửi phim bằng đường dẫn.",
    "swollen": "Nội dung tệp khi mở ra lớn quá mức cho phép; hãy quét lại ở 200–300 dpi, hoặc chia nhỏ rồi gửi lại.",
}
_FILM = "Phim không gửi bằng tệp; hãy đưa phim lên nơi lưu trữ của đơn vị rồi gửi đường dẫn ở mục “Phim”."
_OLD_OFFICE = (
    "Tệp Word, Excel đời cũ (.doc, .xls) không được nhận vì có thể giấu macro; "
    "hãy lưu thành .docx, .xlsx hoặc PDF rồi gửi lại."
)
_LOCKED_OFFICE = "Tệp Word, Excel đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
_ARCHIVE = "Tệp nén không được nhận; hãy giải nén rồi gửi từng tệp."
_PROGRAM = f"Tệp chương trình không được nhận; hãy gửi {TAKEN}."
_TEXT = f"Tệp văn bản thuần, trang web không được nhận; hãy gửi {TAKEN}."
_UNKNOWN = f"Không nhận ra đây là loại tệp nào; hãy gửi {TAKEN}."

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"PK\x03\x04", "office"),
)
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"PK\x05\x06", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"\x1aE\xdf\xa3", _FILM),
    (b"FLV", _FILM),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _FILM),
    (b"\x00\x00\x01\xba", _FILM),
    (b"\x00\x00\x01\xb3", _FILM),
    (b"{\\rtf", "Tệp ở định dạng RTF; hãy mở bằng Word, lưu thành .docx hoặc PDF rồi gửi lại."),
    (b"II*\x00", "Ảnh TIFF không được nhận; hãy quét lại thành PDF, hoặc lưu thành JPEG rồi gửi lại."),
    (b"MM\x00*", "Ảnh TIFF không được nhận; hãy quét lại thành PDF, hoặc lưu thành JPEG rồi gửi lại."),
    (b"GIF8", "Ảnh GIF không được nhận; hãy lưu thành PNG hoặc JPEG rồi gửi lại."),
    (b"BM", "Ảnh BMP không được nhận; hãy lưu thành PNG hoặc JPEG rồi gửi lại."),
)
_HEIC = "Ảnh HEIC của điện thoại không được nhận; hãy lưu hoặc gửi lại thành ảnh JPEG."
_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")

_READER = Path(__file__).with_name("upload_reader.py")
_LONGEST_WAIT = 40  # seconds by the clock on the wall; the reader itself may work for 15
_at_work = BoundedSemaphore(2)  # readers at a time in one process: they may use a gigabyte each


def inspect(content: bytes, name: str) -> Upload:
    """What the file is, and its cleaned name; raises Unreadable with a sentence for what is not taken."""
    if not content:
        raise Unreadable("Tệp rỗng, không có nội dung nào; hãy chọn lại tệp.")
    if len(content) > SIZE_LIMIT:
        raise Unreadable(
            f"Tệp lớn hơn {SIZE_LIMIT // 1024 // 1024} MB; hãy quét lại ở 200–300 dpi, hoặc chia thành nhiều tệp."
        )
    kind, pages = _kind_of(content)
    of_kind = KINDS[kind]
    cleaned = clean_name(name, of_kind.ending, of_kind.endings, _KNOWN_ENDINGS)
    given, note = ending_of(name), ""
    if given != ending_of(cleaned):
        called = f"mang đuôi .{quoted(given, 10)[1:-1]}" if given else "không có đuôi tên"
        note = f"Tệp {called} nhưng nội dung là {of_kind.label}; được giữ với tên {quoted(cleaned)}."
    return Upload(cleaned, of_kind.media_type, len(content), sha256(content).hexdigest(), pages, note)


def check_film_link(address: str) -> str:
    """The address of a film, tidied; raises Unreadable for anything but an https address with a host."""
    tidied = address.strip()
    try:
        parts = urlsplit(tidied)
        sound = parts.scheme == "https" and parts.hostname and "." in parts.hostname and not parts.username
    except ValueError:
        sound = False
    if not sound or any(letter.isspace() or not letter.isprintable() for letter in tidied):
        raise Unreadable("Đường dẫn phim phải là địa chỉ đầy đủ, bắt đầu bằng https://; hãy chép lại từ thanh địa chỉ.")
    if len(tidied) > LONGEST_LINK:
        raise Unreadable(f"Đường dẫn dài quá {LONGEST_LINK} ký tự; hãy dùng đường dẫn chia sẻ ngắn hơn.")
    return tidied


def _kind_of(content: bytes) -> tuple[str, int | None]:
    """A key of KINDS, and the number of pages."""
    kind = next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), "")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        kind = "webp"
    if kind == "office":
        return office_kind(content), None
    if kind:
        return kind, _read_apart("picture", content)
    _refuse_by_beginning(content)
    if b"%PDF-" in content[:1024]:  # some scanners write a line of their own before it
        return "pdf", _read_apart("pdf", content)
    raise Unreadable(_TEXT if _looks_like_text(content[:4096]) else _UNKNOWN)


def _refuse_by_beginning(content: bytes) -> None:
    for beginning, sentence in _REFUSED:
        if content.startswith(beginning):
            raise Unreadable(sentence)
    if content[4:8] == b"ftyp":
        raise Unreadable(_HEIC if content[8:12] in _HEIC_BRANDS else _FILM)
    if content.startswith(b"RIFF"):
        raise Unreadable(_FILM)
    if content.startswith(_OLE2):
        raise Unreadable(_LOCKED_OFFICE if _ENCRYPTED in content else _OLD_OFFICE)


def _looks_like_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(byte < 9 or 13 < byte < 27 for byte in head)


def _read_apart(kind: str, content: bytes) -> int:
    """The number of pages, as a process of its own finds it; raises Unreadable for what it refuses or breaks on."""
    with _at_work:
        try:
            run = subprocess.run(
                [sys.executable, "-I", str(_READER), kind],
                input=content,
                capture_output=True,
                timeout=_LONGEST_WAIT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable(FAULTS["swollen"]) from error
    try:
        found: dict[str, Any] = json.loads(run.stdout)
    except ValueError as error:  # it was stopped, by its bounds or by a fault of a library
        raise Unreadable(FAULTS["swollen"]) from error
    if fault := found.get("fault"):
        raise Unreadable(FAULTS[fault])
    return int(found["pages"])
