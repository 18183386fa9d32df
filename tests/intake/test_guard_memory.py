"""A hostile file costs neither memory nor minutes: each is read in a process of its own, and measured."""

import io
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.workbooks import HEADERS, with_parts, workbook

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 300
MOST_SECONDS = 30
INCOMPRESSIBLE = random.Random(1).randbytes(1024 * 1024)  # keeps the ratio of the whole file unsuspicious
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
READER = """
import resource, sys
from pathlib import Path
from tests.intake.workbooks import TERMS
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Unreadable
try:
    read_nominations(Path(sys.argv[1]), TERMS)
    print("read")
except Unreadable as refused:
    print(refused.sentence)
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)  # the high-water mark of this program alone
"""


def read_apart(path: Path) -> tuple[str, int]:
    """What was said, and the peak of memory in megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    said, megabytes = done.stdout.splitlines()
    return said, int(megabytes)


def packed(part: str, content: bytes) -> bytes:
    """A workbook with one hostile part, which no ratio gives away."""
    return with_parts(workbook(), {part: content, "xl/media/a.png": INCOMPRESSIBLE})


def sheet_of(cells: str) -> bytes:
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()


def zeros() -> bytes:
    return packed(SHEET, b"<worksheet>" + b" " * (190 * 1024 * 1024))


def too_much() -> bytes:
    return with_parts(workbook(), {"xl/media/a.bin": bytes(210 * 1024 * 1024)})


def lying_header() -> bytes:
    """Both headers of a part of 150 MB declare 1,000 bytes."""
    content = bytearray(packed(SHEET, b"<worksheet>" + b"<a/>" * (40 * 1024 * 1024)))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        local = archive.getinfo(SHEET).header_offset
    central = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    struct.pack_into("<I", content, local + 22, 1000)
    struct.pack_into("<I", content, central + 24, 1000)
    return bytes(content)


def many_cells() -> bytes:
    return packed(SHEET, sheet_of(("<row>" + "<c/>" * 10_000 + "</row>") * 500))


def one_tag() -> bytes:
    return packed(SHEET, b'<worksheet a="' + b">" * (90 * 1024 * 1024) + b'"/>')


def one_text() -> bytes:
    cell = f'<row><c t="inlineStr"><is><t>{"x" * 60 * 1024 * 1024}</t></is></c></row>'
    return packed(SHEET, sheet_of(cell))


def one_text_used_often() -> bytes:
    texts = f"<sst><si><t>{'ế' * 30_000}</t></si></sst>"
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 100_000))
    return with_parts(packed(SHEET, sheet_of(rows)), {TEXTS: texts.encode()})


def many_texts() -> bytes:
    return packed(TEXTS, b"<sst>" + b"<si/>" * 9_000_000 + b"</sst>")


def many_merges() -> bytes:
    merges = '<mergeCell ref="A1:A1048576"/>' * 1_000_000
    return packed(SHEET, f"<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>".encode())


def many_formulas() -> bytes:
    rows = "".join(f"<row>{'<c><f>A1</f></c>' * 10}</row>" for _ in range(90_000))
    return packed(SHEET, sheet_of(rows))


def many_problems() -> bytes:
    header = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADERS["Khen thưởng"])
    rows = "<row><c><v>0</v></c><c><v>0</v></c><c><v>0</v></c></row>" * 150_000
    return packed("xl/worksheets/sheet6.xml", sheet_of(f"<row>{header}</row>{rows}"))


def many_entries() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}.xml", b"")
    return target.getvalue()


def far_cell() -> bytes:
    return workbook(lambda book: book["Cá nhân"].__setitem__("XFD1048576", "x"))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (zeros, "lớn quá mức"),
        (too_much, "lớn quá mức"),
        (lying_header, "bị hỏng"),
        (many_cells, "lớn quá mức"),
        (one_tag, "lớn quá mức"),
        (one_text, "lớn quá mức"),
        (one_text_used_often, "lớn quá mức"),
        (many_texts, "lớn quá mức"),
        (many_merges, "lớn quá mức"),
        (many_formulas, "quá nhiều ô lỗi hoặc ô công thức"),
        (many_problems, "hơn 5.000 ô không đọc được"),
        (many_entries, "lớn quá mức"),
        (far_cell, "quá xa bảng"),
    ],
)
def test_a_hostile_file_is_refused_in_little_memory(make: Callable[[], bytes], said: str, tmp_path) -> None:
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(make())
    assert path.stat().st_size < 10 * 1024 * 1024
    sentence, megabytes = read_apart(path)
    assert said in sentence
    assert megabytes < MOST_MEGABYTES


def test_the_largest_table_that_is_let_in_is_read_in_bounded_memory(tmp_path) -> None:
    """Just under the bounds: a million cells in one rectangle, nineteen million characters."""
    texts = f"<sst><si><t>{'ế' * 1_000}</t></si></sst>".encode()
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="T{row}"><v>1</v></c></row>' for row in range(1, 18_000)
    )
    path = tmp_path / "bảng.xlsx"
    sheet = sheet_of(rows + '<row r="50000"><c r="A50000"><v>1</v></c></row>')
    path.write_bytes(with_parts(workbook(), {"xl/worksheets/sheet3.xml": sheet, TEXTS: texts}))
    sentence, megabytes = read_apart(path)
    assert sentence == "read"
    assert megabytes < MOST_MEGABYTES
