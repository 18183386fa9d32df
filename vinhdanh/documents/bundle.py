"""One PDF of a whole dossier: cover, contents, every part in its place, bookmarks, and "Trang 3/48" on each page.

Every page becomes an A4 page: what was sent is fitted above a strip at the foot, in which its number stands, so that
nothing of it is covered. Only what a page shows is taken over: signatures, stamps and filled fields as they look; no
script, action, or embedded file. The same parts give the same bytes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import BinaryIO, Final

from pikepdf import (
    AccessMode,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Page,
    PasswordError,
    Pdf,
    PdfError,
    Rectangle,
)
from pikepdf.settings import set_qpdf_limits

from vinhdanh.documents import layout
from vinhdanh.documents.blocks import Paper
from vinhdanh.documents.bundle_cover import (
    Cover,
    Entry,
    LooseFile,
    compose_contents,
    compose_cover,
    compose_loose_files,
)
from vinhdanh.documents.bundle_images import IMAGES, ImageDamaged, embedded
from vinhdanh.documents.layout import MM_TO_PT
from vinhdanh.documents.metrics import width
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.vietnamese import tidy

PDF: Final = "application/pdf"
FOOT: Final = 11.0  # mm, the strip that is kept free for the number
NUMBER_FROM_EDGE: Final = 5.0  # mm
NUMBER_SIZE: Final = 10  # points
MOST_PAGES: Final = 2000  # of one part; more is no paper of a dossier
_MOST_UNPACKED: Final = 64 * 1024 * 1024  # bytes of one stream: what draws a page; pictures are not unpacked
_SHORT, _LONG = layout.PAGE_SHORT * MM_TO_PT, layout.PAGE_LONG * MM_TO_PT

# Of this process, and before any thread: a kilobyte that unpacks to a gigabyte is damaged, not read.
set_qpdf_limits(flate_max_memory=_MOST_UNPACKED, run_length_max_memory=_MOST_UNPACKED)


class DamagedPart(Exception):
    """A part that cannot be bound; `sentence` says which, and what to do, in Vietnamese."""

    def __init__(self, part: "BundlePart", why: str) -> None:
        whose = f" của {tidy(part.nominee)}" if part.nominee else ""
        self.sentence = f"Tệp “{tidy(part.name)}” ({tidy(part.title)}{whose}) {why}; hãy gửi lại tệp khác."
        super().__init__(self.sentence)


@dataclass(frozen=True)
class BundlePart:
    """A file of the dossier, in the order of the bundle.

    `title` is the paper it is ("Báo cáo thành tích"); `nominee` whom it is about, blank for the dossier's own.
    Neighbours of one nominee stand together. `read` opens the file as bytes from its start; None for a link, whose
    `name` is the address and whose `size` is None.
    """

    title: str
    name: str
    media_type: str
    read: Callable[[], BinaryIO] | None
    size: int | None
    sha256: str = ""
    nominee: str = ""

    @property
    def printed(self) -> bool:
        """Whether it becomes pages; other files and links are named on a sheet in their place."""
        return self.read is not None and (self.media_type == PDF or self.media_type in IMAGES)


_Piece = tuple[tuple[BundlePart, ...], int]  # parts that take their place together, and their pages


def write_bundle(cover: Cover, parts: Sequence[BundlePart], target: BinaryIO, *, number: int = 1) -> int:
    """Writes set `number` of the dossier into `target`, and says of how many pages. Raises DamagedPart.

    One part is open at a time; what it shows is kept, packed as it came: memory for about the bytes of all parts.
    """
    with Pdf.new() as bundle:
        pieces = [(some, _add_piece(bundle, some)) for some in _gathered(parts)]
        covers = _add_front(bundle, compose_cover(cover, number), 0)
        contents, first = _contents(pieces, covers)
        _add_front(bundle, contents, covers)
        _number_pages(bundle, unnumbered=covers)
        _bookmark(bundle, covers, _entries(pieces, first))
        bundle.docinfo["/Title"] = f"Hồ sơ đề nghị khen thưởng - {tidy(cover.issuer)}"
        bundle.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return len(bundle.pages)


def _gathered(parts: Sequence[BundlePart]) -> Iterator[tuple[BundlePart, ...]]:
    """Each printed part by itself; those that are not, with their neighbours of the same nominee."""
    for (_, printed), some in groupby(parts, lambda part: (part.nominee, part.printed)):
        if printed:
            yield from ((part,) for part in some)
        else:
            yield tuple(some)


def _add_piece(bundle: Pdf, parts: tuple[BundlePart, ...]) -> int:
    """The pages of a part, or the sheet that stands for several; how many they are."""
    first = parts[0]
    if first.read is None or not first.printed:
        files = [LooseFile(part.name, part.size, part.sha256) for part in parts]
        return _add_own(bundle, compose_loose_files(files, first.nominee or "Hồ sơ của đơn vị"))
    with first.read() as stream:
        return _add_pdf(bundle, first, stream) if first.media_type == PDF else _add_image(bundle, first, stream)


def _add_pdf(bundle: Pdf, part: BundlePart, stream: BinaryIO) -> int:
    try:
        with Pdf.open(stream, access_mode=AccessMode.stream) as source:
            count = len(source.pages)
            if not 0 < count <= MOST_PAGES:
                raise DamagedPart(part, f"là PDF có quá {MOST_PAGES} trang" if count else "là PDF không có trang nào")
            if Name.AcroForm in source.Root:
                source.generate_appearance_streams()
            source.flatten_annotations("all")  # a digital signature is one: its picture must stay
            _add_pages(bundle, source, free=FOOT)
            return count
    except PasswordError as error:
        raise DamagedPart(part, "là PDF có mật khẩu, không đọc được") from error
    except (PdfError, ValueError, RuntimeError, TypeError) as error:
        raise DamagedPart(part, "là PDF hỏng, không đọc được") from error


def _add_image(bundle: Pdf, part: BundlePart, stream: BinaryIO) -> int:
    try:
        form, across = embedded(bundle, stream)
    except ImageDamaged as error:
        raise DamagedPart(part, str(error)) from error
    _place(_blank(bundle, across=across), form, free=FOOT)
    return 1


def _add_own(bundle: Pdf, paper: Paper) -> int:
    """A page made here: its foot is free already."""
    with Pdf.open(BytesIO(write_pdf(paper))) as source:
        _add_pages(bundle, source, free=0)
        return len(source.pages)


def _add_pages(bundle: Pdf, source: Pdf, *, free: float) -> None:
    """The pages as A4 pages, upright or across as they were."""
    for page in source.pages:
        if Name.TrimBox in page.obj:
            del page.obj[Name.TrimBox]  # what is seen counts, not what a printer would cut
        form = bundle.copy_foreign(page.as_form_xobject())
        left, low, right, high = map(float, page.cropbox)
        turned = int(page.obj.get(Name.Rotate, 0)) % 180 == 90
        across = (right - left > high - low) != turned
        _place(_blank(bundle, across=across), form, free=free)


def _add_front(bundle: Pdf, paper: Paper, at: int) -> int:
    """A paper that is made last and stands first: its pages, moved to begin at index `at`."""
    count = _add_own(bundle, paper)
    start = len(bundle.pages) - count
    for index in range(count):
        page = bundle.pages[start + index]
        del bundle.pages[start + index]
        bundle.pages.insert(at + index, page)
    return count


def _contents(pieces: Sequence[_Piece], covers: int) -> tuple[Paper, int]:
    """The contents, and the page on which the first part begins: the longer they are, the later it does."""
    pages = 1
    while True:
        first = covers + pages + 1
        contents = compose_contents(_entries(pieces, first))
        with Pdf.open(BytesIO(write_pdf(contents))) as printed:
            if len(printed.pages) == pages:
                return contents, first
            pages = len(printed.pages)


def _entries(pieces: Sequence[_Piece], first: int) -> list[Entry]:
    entries: list[Entry] = []
    page = first
    for parts, count in pieces:
        entries.extend(Entry(part.title, part.name, page, part.nominee) for part in parts)
        page += count
    return entries


def _blank(bundle: Pdf, *, across: bool) -> Page:
    bundle.add_blank_page(page_size=(_LONG, _SHORT) if across else (_SHORT, _LONG))
    return bundle.pages[-1]


def _place(page: Page, form: Object, *, free: float) -> None:
    """Draws the form on the page, above `free` millimetres, made smaller where it would not fit."""
    name = page.add_resource(form, Name.XObject, name=Name.Part)
    _, _, right, high = map(float, page.mediabox)
    room = Rectangle(0, free * MM_TO_PT, right, high)
    placed = page.calc_form_xobject_placement(
        form, name, room, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    page.contents_add(placed)


def _number_pages(bundle: Pdf, *, unnumbered: int) -> None:
    """ "Trang 3/48" in the middle of the foot, from the first page after the cover."""
    font = bundle.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"), Encoding=Name.WinAnsiEncoding)
    )
    total = len(bundle.pages)
    for index, page in enumerate(bundle.pages, 1):
        if index <= unnumbered:
            continue
        text = f"Trang {index}/{total}"
        name = page.add_resource(font, Name.Font, name=Name.Number)
        left = (float(page.mediabox[2]) - width(text, NUMBER_SIZE) * MM_TO_PT) / 2
        place = f"{left:.2f} {NUMBER_FROM_EDGE * MM_TO_PT:.2f}"
        page.contents_add(f"q BT {name} {NUMBER_SIZE} Tf 0 g {place} Td ({text}) Tj ET Q".encode())


def _bookmark(bundle: Pdf, contents: int, entries: Sequence[Entry]) -> None:
    """A bookmark for each part; those of a nominee stand below its name. `contents` is the index of their page."""
    with bundle.open_outline() as outline:
        outline.root.append(OutlineItem("Mục lục", contents))
        for nominee, some in groupby(entries, lambda entry: entry.nominee):
            items = [OutlineItem(tidy(entry.title), entry.page - 1) for entry in some]
            if nominee:
                above = OutlineItem(tidy(nominee), items[0].destination)
                above.children.extend(items)
                items = [above]
            outline.root.extend(items)
