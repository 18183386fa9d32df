"""What the command writes into files: the unit's drafts, and the nomination workbook to fill in."""

import sys
from io import BytesIO
from pathlib import Path

from vinhdanh.intake.template import write_book, write_template
from vinhdanh.management.complaints import complain_of_writing
from vinhdanh.management.screening import pack_or_complain
from vinhdanh.screening.papers import MOST_IN_PDF, PAPERS
from vinhdanh.screening.report import Report
from vinhdanh.screening.terms import nomination_terms


def write_drafts(report: Report, out: Path) -> list[Path]:
    """Write every paper in every format into the folder `out`, made where it is missing; OSError where it cannot be."""
    out.mkdir(parents=True, exist_ok=True)
    if len(report.screened) > MOST_IN_PDF:
        print(f"Trên {MOST_IN_PDF} trường hợp: chỉ soạn dạng Word và Excel, không soạn PDF.", file=sys.stderr)
    return [
        _write_beside(out / f"{slug}.{extension}", kind.write(report, extension))
        for slug, kind in PAPERS.items()
        for extension in kind.available(report)
    ]


def _write_beside(target: Path, content: bytes) -> Path:
    """Write the paper; a file of that name with other content may have been edited by hand, so it stays."""
    number = 1
    path = target
    while path.exists() and path.read_bytes() != content:
        number += 1
        path = target.with_stem(f"{target.stem}-{number}")
    path.write_bytes(content)
    return path


def write_nomination_template(campaign: str, out: Path, example: bool) -> int:
    """Write the empty nomination workbook, or the example; 2 if it cannot be written."""
    pack = pack_or_complain(campaign)
    if pack is None:
        return 2
    written = BytesIO()
    if example:
        write_book(written, nomination_terms(pack), pack.example.unit, pack.example.rows, title=pack.title)
    else:
        write_template(written, nomination_terms(pack), title=pack.title)
    try:
        if out.exists() and out.read_bytes() != written.getvalue():
            print(f"Đã có tệp “{out}” với nội dung khác, có thể đã điền; hãy chọn tên khác.", file=sys.stderr)
            return 2
        out.write_bytes(written.getvalue())
    except OSError as error:
        complain_of_writing(error, out)
        return 2
    print(f"Đã ghi {out}.")
    return 0
