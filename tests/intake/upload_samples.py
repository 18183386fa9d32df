"""Files as people attach them, and as they should not: made here, byte by byte where no library would."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import xlsxwriter
from docx import Document
from pikepdf import Array, Dictionary, Name
from PIL import Image

MEGABYTE = 1024 * 1024


def pdf_bytes(pages: int = 1, change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, **saving: object) -> bytes:
    """A PDF of blank pages, the same each time; `change` adds what is to be found in it."""
    pdf, out = pikepdf.new(), BytesIO()
    for _ in range(pages):
        pdf.add_blank_page()
    change(pdf)
    pdf.save(out, deterministic_id="encryption" not in saving, **saving)
    return out.getvalue()


def on_opening(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    """Has the PDF do something as soon as it is opened."""
    return lambda pdf: setattr(pdf.Root, "OpenAction", action)


def with_link(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    """Puts a link on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])

    return change


def with_content(packed: bytes, *filters: Name) -> Callable[[pikepdf.Pdf], None]:
    """Gives the first page a content as it stands, said to be packed by these filters."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed, Filter=Array(list(filters)))

    return change


def with_attachment(pdf: pikepdf.Pdf) -> None:
    """Puts a file into the PDF."""
    pdf.attachments["khac.txt"] = b"mot tep khac"


def with_page_loop(pdf: pikepdf.Pdf) -> None:
    """Makes the tree of pages its own branch."""
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def blanks_packed(unpacked: int, head: bytes = b"") -> bytes:
    """So many bytes of nothing, packed a thousandfold."""
    blanks, count = b" " * MEGABYTE, unpacked // MEGABYTE
    check = zlib.adler32(head)
    for _ in range(count):
        check = zlib.adler32(blanks, check)
    return b"\x78\xda" + _block(head) + _block(blanks) * count + b"\x03\0" + check.to_bytes(4, "big")


def _block(content: bytes) -> bytes:
    """The content deflated so that it may be followed by anything, itself too."""
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)


def swollen_objects(unpacked: int) -> bytes:
    """A PDF whose catalogue names an object within a stream of `unpacked` bytes: whoever opens it unpacks that."""
    packed = blanks_packed(unpacked, b"10 0 ")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Extra 10 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 10 10]>>",
        b"<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    rows = [(0, 0), *((1, place) for place in places), *[(0, 0)] * 5, (2, 4), (1, len(out))]
    table = b"".join(kind.to_bytes(1, "big") + place.to_bytes(4, "big") + b"\0\0" for kind, place in rows)
    head = b"11 0 obj\n<</Type/XRef/Size 12/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return out + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(out)


def picture_bytes(kind: str, size: tuple[int, int] = (60, 80), mode: str = "RGB", **saving: object) -> bytes:
    """A picture of one colour; `kind` as Pillow names it."""
    out = BytesIO()
    Image.new(mode, size, 1 if mode == "1" else "white").save(out, kind, **saving)
    return out.getvalue()


def moving_picture() -> bytes:
    """A WebP of two pictures."""
    return picture_bytes("WEBP", save_all=True, append_images=[Image.new("RGB", (60, 80), "red")])


def docx_bytes() -> bytes:
    """A Word document of one line."""
    document, out = Document(), BytesIO()
    document.add_paragraph("Báo cáo thành tích")
    document.save(out)
    return out.getvalue()


def xlsx_bytes() -> bytes:
    """A workbook of one cell."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "Thu nhập")
    return out.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part more, or another in the place of the one of that name."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, content)
    return out.getvalue()


def relation(kind: str, target: str) -> bytes:
    """The relations of a part: one to something outside of the file."""
    of = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    inside = f'<Relationship Id="rId9" Type="{of}" Target="{target}" TargetMode="External"/>'
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{names}">{inside}</Relationships>'.encode()
