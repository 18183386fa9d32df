"""`vinhdanh screen` and `vinhdanh template`: contract `screening.md` of the command."""

import json
import sys
from datetime import date
from pathlib import Path

from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.template import write_book, write_template
from vinhdanh.management.packs import find_pack, no_such_pack
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.yaml_source import PackError
from vinhdanh.screening.answers import as_data, as_text
from vinhdanh.screening.papers import PAPERS
from vinhdanh.screening.report import Report, screen_book
from vinhdanh.screening.terms import nomination_terms


def screen_file(file: Path, campaign: str, form: str, out: Path | None, on: date) -> int:
    """Screen a workbook and print the report; write the drafts into `out`.

    0 all met and the quota kept, 1 something is not, 2 the file cannot be read or holds problems, or `out` cannot be written.
    """
    pack = _pack_or_complain(campaign)
    if pack is None:
        return 2
    try:
        book = read_nominations(file, nomination_terms(pack))
    except Unreadable as error:
        print(error.sentence, file=sys.stderr)
        return 2
    report = screen_book(book, pack, on=on)
    if form == "json":
        print(json.dumps(as_data(report), ensure_ascii=False, indent=1))
    else:
        print(as_text(report), end="")
    if out is not None and not _write_papers(report, out):
        return 2
    if report.problems:
        print(f"Tệp có {len(report.problems)} chỗ cần sửa; phần đọc được đã đối chiếu.", file=sys.stderr)
    return report.exit_code


def _pack_or_complain(campaign: str) -> Pack | None:
    try:
        return find_pack(campaign)
    except KeyError:
        print(no_such_pack(campaign), file=sys.stderr)
    except PackError as error:
        print(f"Gói quy định “{campaign}” chưa dùng được: {error.problems[0]}", file=sys.stderr)
    return None


def _write_papers(report: Report, out: Path) -> bool:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for slug, kind in PAPERS.items():
            for extension, write in kind.formats.items():
                _write_beside(out / f"{slug}.{extension}", write(report))
    except OSError as error:
        print(f"Không ghi được vào “{out}”: {error.strerror or error}.", file=sys.stderr)
        return False
    return True


def _write_beside(target: Path, content: bytes) -> None:
    """Write the paper; a file of that name with other content may have been edited by hand, so it stays."""
    number = 1
    path = target
    while path.exists() and path.read_bytes() != content:
        number += 1
        path = target.with_stem(f"{target.stem}-{number}")
    path.write_bytes(content)
    print(f"Đã ghi {path}", file=sys.stderr)


def write_nomination_template(campaign: str, out: Path, example: bool) -> int:
    """Write the empty nomination workbook, or the example; 2 if it cannot be written."""
    pack = _pack_or_complain(campaign)
    if pack is None:
        return 2
    try:
        if example:
            write_book(out, nomination_terms(pack), pack.example.unit, pack.example.rows, title=pack.title)
        else:
            write_template(out, nomination_terms(pack), title=pack.title)
    except OSError as error:
        print(f"Không ghi được “{out}”: {error.strerror or error}.", file=sys.stderr)
        return 2
    print(f"Đã ghi {out}", file=sys.stderr)
    return 0
