"""Pictures as pages: scans and photographs, the right way up, on white.

A JPEG is taken over as it is, with its orientation put into the page; other kinds are unpacked one at a time, made no
finer than print shows, and packed again.
"""

import zlib
from typing import BinaryIO, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning

IMAGES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
MOST_PIXELS: Final = 100_000_000  # an A3 sheet at 600 dpi has 70 million; a JPEG is never unpacked whole
FINEST: Final = (3508, 3508)  # the long side of A4 at 300 dpi
_TOO_LARGE = "là ảnh quá lớn, không đưa được lên trang A4"
_FORMATS = ("JPEG", "PNG", "WEBP")
_SPACES = {"1": ("DeviceGray", 1), "L": ("DeviceGray", 8), "RGB": ("DeviceRGB", 8)}
_ORIENTATION = 0x0112  # the tag of Exif
# How the unit square of a stored picture is turned to stand upright, by its Exif orientation.
_TURNS: Final = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


class ImageDamaged(Exception):
    """The picture cannot be shown; the text says why, as the end of a Vietnamese sentence."""


def embedded(bundle: Pdf, stream: BinaryIO) -> tuple[Object, bool]:
    """The picture as a form to be placed on a page, one point a pixel, and whether it lies across."""
    try:
        with Image.open(stream, formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ImageDamaged(_TOO_LARGE)
            if image.format == "JPEG" and image.mode in ("L", "RGB"):
                return _as_it_is(bundle, image, stream)
            return _packed_again(bundle, image)
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise ImageDamaged(_TOO_LARGE) from error
    except (OSError, ValueError, SyntaxError, zlib.error) as error:
        raise ImageDamaged("là ảnh hỏng, không đọc được") from error


def _as_it_is(bundle: Pdf, image: Image.Image, stream: BinaryIO) -> tuple[Object, bool]:
    """The very bytes of a JPEG, once they have been read to their end at an eighth of the size."""
    mode, turn = image.mode, image.getexif().get(_ORIENTATION, 1)
    width, height = image.size
    image.draft(mode, (width // 8, height // 8))
    image.load()
    stream.seek(0)
    return _form(bundle, stream.read(), Name.DCTDecode, mode, (width, height), turn)


def _packed_again(bundle: Pdf, image: Image.Image) -> tuple[Object, bool]:
    """Upright on white, no finer than print; black and white stays so."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode != "1":
        upright.thumbnail(FINEST)
        upright = _on_white(upright)
    return _form(bundle, zlib.compress(upright.tobytes()), Name.FlateDecode, upright.mode, upright.size, 1)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB"):
        return image
    if not (image.has_transparency_data or image.mode == "LA"):
        return image.convert("L" if image.mode.startswith("I") else "RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def _form(bundle: Pdf, data: bytes, packed: Name, mode: str, size: tuple[int, int], turn: int) -> tuple[Object, bool]:
    space, bits = _SPACES[mode]
    picture = Stream(bundle, data)
    picture.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=Name(f"/{space}"),
        BitsPerComponent=bits,
        Filter=packed,
    )
    matrix = _TURNS.get(turn, _TURNS[1])
    width, height = size if matrix[0] else size[::-1]
    drawn = f"q {width} 0 0 {height} 0 0 cm {' '.join(map(str, matrix))} cm /Picture Do Q"
    form = Stream(bundle, drawn.encode())
    form.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, width, height]),
        Resources=Dictionary(XObject=Dictionary(Picture=bundle.make_indirect(picture))),
    )
    return bundle.make_indirect(form), width > height
