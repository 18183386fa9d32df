"""Opens one PDF or picture that a stranger made, in a process of its own: `python upload_reader.py pdf < file`.

Started by uploads.py, never imported by the program. A small file can ask a parser for gigabytes, or for hours: here
that costs this process alone, which may use so much memory and time of the processor, and write nothing. What it found
goes to standard output as JSON: `{"pages": 3}`, or `{"fault": "encrypted"}` with a key of uploads.FAULTS.
"""

import json
import re
import resource
import sys
import warnings
from io import BytesIO

import pikepdf
from PIL import Image

MEMORY = 1024 * 1024 * 1024  # bytes of address space
PROCESSOR = 15  # seconds
MOST_OBJECTS = 300_000
MOST_PAGES = 2_000
MOST_PIXELS = 100_000_000  # a sheet of A3 at 600 dots an inch has 70 million
LONGEST_SIDE = 30_000
_TAIL = 2048  # bytes, in which the end mark of a PDF stands, whatever an office's scanner adds after it

_STRINGS = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_RUNS = re.compile(rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|RichMedia|XFA)(?![\w.\-])")
_CARRIES = re.compile(rb"/(?:EmbeddedFile|FileAttachment|GoToE)(?![\w.\-])|/EF\s*<<\s*/(?:UF|F|Unix|Mac|DOS)\b")


class Fault(Exception):
    """The file is not taken; the text is a key of uploads.FAULTS."""


def read_pdf(content: bytes) -> dict[str, int]:
    """The number of pages; raises Fault for what is locked, damaged, empty, too large, or does more than show pages."""
    tail = content[-_TAIL:]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise Fault("damaged")
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise Fault("encrypted")
            if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
                raise Fault("swollen")
            pages = _whole_pages(pdf)
            for one in pdf.objects:
                if isinstance(one, pikepdf.Object):  # a bare number, as LibreOffice writes lengths, is none
                    _refuse_more_than_pages(one)
            _refuse_what_has_holes(pdf)
            return {"pages": pages}
    except pikepdf.PasswordError as error:
        raise Fault("encrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        raise Fault("damaged") from error


def _whole_pages(pdf: pikepdf.Pdf) -> int:
    """How many pages there are, each with its content; as many as the document says it has."""
    pages = len(pdf.pages)
    if not pages:
        raise Fault("empty")
    if int(pdf.Root.Pages.get("/Count", -1)) != pages:
        raise Fault("damaged")
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        parts = [] if contents is None else list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        for part in parts:
            part.read_bytes()
    return pages


def _refuse_what_has_holes(pdf: pikepdf.Pdf) -> None:
    """Refuses content that cannot be unpacked, and a file put together anew from its pieces where one is missing."""
    told = " ".join(str(warning) for warning in pdf.get_warnings())
    lost = "reconstruct cross-reference" in told and any(one is None for one in pdf.objects)
    if lost or "error decoding stream" in told:
        raise Fault("damaged")


def _refuse_more_than_pages(one: pikepdf.Object) -> None:
    """Refuses scripts, actions that start or send something, forms that draw themselves, and files within the file."""
    shown = one.stream_dict if isinstance(one, pikepdf.Stream) else one
    written = _STRINGS.sub(b"", shown.unparse(resolved=True))
    if _RUNS.search(written):
        raise Fault("active")
    if _CARRIES.search(written):
        raise Fault("carrying")


def read_picture(content: bytes) -> dict[str, int]:
    """One page; raises Fault for what is damaged, moves, or has absurdly many pixels, before they are unpacked."""
    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
                raise Fault("swollen")
            if getattr(picture, "is_animated", False) and picture.format != "MPO":  # a telephone's, with its preview
                raise Fault("moving")
            picture.draft("RGB", (width // 8, height // 8))  # a JPEG is read whole, and unpacked small
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Fault("swollen") from error
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, Warning) as error:
        raise Fault("damaged") from error
    return {"pages": 1}


READERS = {"pdf": read_pdf, "picture": read_picture}


def main(kind: str) -> None:
    """Reads the file on standard input within the bounds, and says what it is on standard output."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found: dict[str, int | str] = {**READERS[kind](content)}
    except Fault as fault:
        found = {"fault": str(fault)}
    except (MemoryError, RecursionError):
        found = {"fault": "swollen"}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
