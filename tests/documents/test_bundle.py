"""The bundle of a dossier: everything in its place, numbered, nothing covered, nothing lost, the same bytes again."""

import re
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps

from tests.documents import dossier_samples as samples
from tests.documents.pdf_reading import read_pdf
from vinhdanh.documents.bundle import FOOT, PDF, BundlePart, DamagedPart, write_bundle
from vinhdanh.documents.bundle_cover import Cover
from vinhdanh.documents.minutes import compose_minutes
from vinhdanh.documents.pdf_writer import write_pdf

COVER = Cover(
    superior="UBND tỉnh Lạng Sơn",
    issuer="Ủy ban nhân dân huyện Chi Lăng",
    place="Chi Lăng",
    day=date(2020, 6, 5),
    year=2020,
    campaign="Khen thưởng điển hình tiên tiến giai đoạn 2016 - 2020",
    recipients=("Ủy ban nhân dân tỉnh Lạng Sơn", "Sở Nội vụ tỉnh Lạng Sơn"),
    nominees="02 tập thể, 03 cá nhân",
    receipt="0007/2020/BN",
    sets=2,
)
MINUTES = write_pdf(compose_minutes(samples.minutes(2)))


def part(content: bytes, name: str = "to-trinh.pdf", media_type: str = PDF, **changes: object) -> BundlePart:
    given_: dict[str, object] = {"title": "Tờ trình", "size": len(content), "sha256": samples.DIGEST}
    return BundlePart(name=name, media_type=media_type, read=lambda: BytesIO(content), **(given_ | changes))  # type: ignore[arg-type]


def film(nominee: str = "") -> BundlePart:
    return BundlePart("Phim tư liệu", "https://phim.example/na-nua", "", None, None, "", nominee)


def bundle(*parts: BundlePart, number: int = 1) -> bytes:
    written = BytesIO()
    write_bundle(COVER, parts, written, number=number)
    return written.getvalue()


def pdf(
    *sizes: tuple[float, float], rotate: int = 0, change: Callable[[pikepdf.Pdf], None] | None = None, **save: object
) -> bytes:
    """Pages of points, filled with black to their edges."""
    made, written = pikepdf.Pdf.new(), BytesIO()
    for width, height in sizes:
        made.add_blank_page(page_size=(width, height))
        page = made.pages[-1]
        page.contents_add(f"0 0 {width} {height} re f".encode())
        if rotate:
            page.rotate(rotate, relative=False)
    if change:
        change(made)
    made.save(written, **save)  # type: ignore[arg-type]
    return written.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 600), mode: str = "RGB", orientation: int = 1) -> bytes:
    """Black in its upper left quarter as stored, white elsewhere."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="black")
    written, exif = BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    image.convert(mode).save(written, kind, exif=exif)
    return written.getvalue()


def shown(data: bytes, index: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[index].render(scale=1).to_pil().convert("L")
    finally:
        document.close()


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [(item.level, item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    finally:
        document.close()


def black(image: Image.Image) -> tuple[int, int, int, int]:
    """The box of what is dark, but for the strip with the page number."""
    strip = int(image.height - FOOT * 72 / 25.4)
    box = image.crop((0, 0, image.width, strip + 1)).point(lambda value: 255 * (value < 100)).getbbox()
    assert box
    return box


def quarter(box: tuple[int, int, int, int], width: float, height: float) -> tuple[bool, bool]:
    left, top, right, bottom = box
    return (left + right) / 2 < width / 2, (top + bottom) / 2 < height / 2


def test_the_cover_names_the_set_the_unit_and_the_receipt() -> None:
    text = read_pdf(bundle(part(MINUTES), number=2))[0].text
    assert "HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG" in text
    assert "BỘ 02/02" in text
    assert "0007/2020/BN" in text
    assert "Trang" not in text


def test_every_page_after_the_cover_tells_its_number_of_all() -> None:
    read = read_pdf(bundle(part(MINUTES), part(picture(), "anh.jpg", "image/jpeg"), film()))
    assert [re.findall(r"Trang (\d+)/(\d+)", page.text) for page in read[1:]] == [
        [(str(number), str(len(read)))] for number in range(2, len(read) + 1)
    ]


def test_the_contents_and_the_bookmarks_lead_to_the_first_page_of_each_part() -> None:
    person = {"nominee": "Vi Văn Thưởng", "title": "Báo cáo thành tích"}
    data = bundle(part(MINUTES, title="Biên bản"), part(MINUTES, "bao-cao.pdf", **person), film("Vi Văn Thưởng"))
    pages = len(read_pdf(MINUTES))
    text = read_pdf(data)[1].text
    starts = [3, 3 + pages, 3 + 2 * pages]
    assert [int(found) for found in re.findall(r"(\d+)\s*$", text.split("Trang")[1], re.MULTILINE)][-3:] == starts
    assert bookmarks(data) == [
        (0, "Mục lục", 1),
        (0, "Biên bản", starts[0] - 1),
        (0, "Vi Văn Thưởng", starts[1] - 1),
        (1, "Báo cáo thành tích", starts[1] - 1),
        (1, "Phim tư liệu", starts[2] - 1),
    ]
    assert "BIÊN BẢN" in read_pdf(data)[starts[0] - 1].text


def test_contents_longer_than_a_page_push_the_parts_on() -> None:
    one = pdf((595, 842))
    data = bundle(*(part(one, f"tep-{number}.pdf", nominee=f"Người thứ {number}") for number in range(30)))
    first = bookmarks(data)[1]
    assert first[2] >= 3
    read = texts(data)
    assert "Thành phần hồ sơ" in read[first[2] - 1]
    assert "Thành phần hồ sơ" not in read[first[2]]
    assert len(read) == first[2] + 30


@pytest.mark.parametrize("size", [(595.28, 841.89), (841.89, 1190.55), (612, 792)])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_every_sheet_is_a4_the_way_it_lies_and_its_foot_is_free(size: tuple[float, float], rotate: int) -> None:
    page = read_pdf(bundle(part(pdf(size, rotate=rotate))))[2]
    across = rotate in (90, 270)
    assert (page.width, page.height) == pytest.approx((297, 210) if across else (210, 297), abs=0.1)
    image = shown(bundle(part(pdf(size, rotate=rotate))), 2)
    left, top, right, bottom = black(image)
    assert bottom <= image.height - FOOT * 72 / 25.4 + 1
    assert right - left > 0.85 * image.width
    assert bottom - top > 0.85 * (image.height - FOOT * 72 / 25.4)


def test_a_small_sheet_is_not_blown_up() -> None:
    left, top, right, bottom = black(shown(bundle(part(pdf((200, 100)))), 2))
    assert (right - left, bottom - top) == pytest.approx((200, 100), abs=2)


def test_what_a_signature_looks_like_stays_and_what_acts_does_not() -> None:
    def signed(made: pikepdf.Pdf) -> None:
        look = pikepdf.Stream(made, b"0 0 100 40 re f")
        look.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 100, 40]
        )
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T="Ký",
            F=4,
            Rect=[50, 50, 150, 90],
            AP=pikepdf.Dictionary(N=made.make_indirect(look)),
        )
        page = made.pages[0]
        del page.obj["/Contents"]
        page.obj.Annots = pikepdf.Array([made.make_indirect(field)])
        made.Root.AcroForm = pikepdf.Dictionary(Fields=page.obj.Annots)
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    data = bundle(part(pdf((595.28, 841.89), change=signed)))
    left, top, right, bottom = black(shown(data, 2))
    assert (right - left, bottom - top) == pytest.approx((100, 40), abs=6)
    assert top > 700
    with pikepdf.open(BytesIO(data)) as opened:
        assert "/OpenAction" not in opened.Root
        assert all("/Annots" not in page for page in opened.pages)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright_whatever_the_camera_did(orientation: int, kind: str) -> None:
    """Held against Pillow's own turning: the dark quarter must be where it puts it."""
    content = picture(kind, orientation=orientation)
    upright = ImageOps.exif_transpose(Image.open(BytesIO(content))).convert("L")
    image = shown(bundle(part(content, "anh", f"image/{kind.lower()}")), 2)
    assert (image.width > image.height) == (upright.width > upright.height)
    assert quarter(black(image), image.width, image.height - FOOT * 72 / 25.4) == quarter(
        upright.point(lambda value: 255 * (value < 100)).getbbox(), *upright.size
    )


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "1"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "I;16")]
)
def test_pictures_of_every_make_are_shown(kind: str, mode: str) -> None:
    written = BytesIO()
    gray = Image.open(BytesIO(picture("PNG"))).convert("L")
    if mode == "I;16":
        made = gray.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        made = gray.convert("RGB").convert(mode)
    made.save(written, kind)
    image = shown(bundle(part(written.getvalue(), "anh", f"image/{kind.lower()}")), 2)
    left, top, right, bottom = black(image)
    assert (right - left, bottom - top) == pytest.approx((200, 300), abs=3)


def test_what_is_clear_in_a_picture_is_white() -> None:
    written = BytesIO()
    clear = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((0, 0, 49, 49), fill=(0, 0, 0, 255))
    clear.save(written, "PNG")
    left, top, right, bottom = black(shown(bundle(part(written.getvalue(), "dau.png", "image/png")), 2))
    assert (right - left, bottom - top) == pytest.approx((50, 50), abs=2)


def test_files_that_are_no_pages_stand_on_one_sheet_in_their_place_with_their_digests() -> None:
    table = part(b"x" * 2048, "so-lieu.xlsx", "application/vnd.ms-excel", title="Bảng số liệu")
    read = read_pdf(bundle(part(pdf((595, 842))), table, film(), part(pdf((595, 842)), "cuoi.pdf")))
    assert len(read) == 5
    text = " ".join(read[3].text.split())
    assert "so-lieu.xlsx 2 KB" in text
    assert samples.DIGEST in text.replace(" ", "")
    assert "https://phim.example/na-nua" in text


def test_the_same_parts_give_the_same_bytes_and_another_set_others() -> None:
    parts = (part(MINUTES), part(picture(), "anh.jpg", "image/jpeg"), part(picture("PNG"), "anh.png", "image/png"))
    assert bundle(*parts) == bundle(*parts)
    assert bundle(*parts) != bundle(*parts, number=2)


DAMAGED = {
    "cut.pdf": (MINUTES[: len(MINUTES) // 3], PDF),
    "words.pdf": (b"Not a PDF at all", PDF),
    "blank.pdf": (b"", PDF),
    "nopages.pdf": (pdf(), PDF),
    "locked.pdf": (pdf((595, 842), encryption=pikepdf.Encryption(user="a", owner="b")), PDF),
    "cut.jpg": (picture()[:-2000], "image/jpeg"),
    "cut.png": (picture("PNG")[:200], "image/png"),
    "words.png": (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "image/png"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_part_is_named_with_what_to_do(name: str) -> None:
    content, media_type = DAMAGED[name]
    with pytest.raises(DamagedPart) as told:
        bundle(part(MINUTES), part(content, name, media_type, nominee="Vi Văn Thưởng"))
    assert told.value.sentence.startswith(f"Tệp “{name}” (Tờ trình của Vi Văn Thưởng) ")
    assert told.value.sentence.endswith("; hãy gửi lại tệp khác.")


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    written = BytesIO()
    Image.new("1", (12_000, 12_000)).save(written, "PNG")
    tracemalloc.start()
    with pytest.raises(DamagedPart, match="quá lớn"):
        bundle(part(written.getvalue(), "bom.png", "image/png"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def packed(size: int, picture: bool) -> bytes:
    """A page drawn by `size` bytes, packed to a thousandth; or by a picture of as many."""

    def change(made: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(made, zlib.compress(b" " * size))
        stream.stream_dict = pikepdf.Dictionary(Filter=pikepdf.Name.FlateDecode)
        if not picture:
            made.pages[0].obj.Contents = made.make_indirect(stream)
            return
        stream.stream_dict.update(
            {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 10_000, "/Height": size // 10_000}
        )
        stream.stream_dict.update({"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 8})
        name = made.pages[0].add_resource(made.make_indirect(stream), pikepdf.Name.XObject)
        made.pages[0].contents_add(f"q 500 0 0 500 0 0 cm {name} Do Q".encode())

    return pdf((595, 842), change=change, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def test_a_page_that_unpacks_without_end_is_refused_and_a_large_scan_is_not() -> None:
    with pytest.raises(DamagedPart):
        bundle(part(packed(100_000_000, picture=False)))
    assert len(read_pdf(bundle(part(packed(100_000_000, picture=True))))) == 3


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(MINUTES) - 1), st.binary(min_size=1, max_size=40))
def test_a_scribble_anywhere_in_a_file_is_bound_or_refused_never_a_crash(at: int, scribble: bytes) -> None:
    content = MINUTES[:at] + scribble + MINUTES[at + len(scribble) :]
    try:
        data = bundle(part(content))
    except DamagedPart:
        return
    assert len(pypdfium2.PdfDocument(data)) >= 2
