"""`vinhdanh screen`: a workbook in, the report on standard output."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Unreadable
from vinhdanh.management.complaints import complain_of_writing
from vinhdanh.management.packs import find_pack, no_such_pack
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.yaml_source import PackError
from vinhdanh.screening.answers import as_data, as_text
from vinhdanh.screening.report import Report, screen_book
from vinhdanh.screening.terms import nomination_terms

WriteDrafts = Callable[[Report], list[Path]]


def screen_file(file: Path, campaign: str, form: str, on: date, write_drafts: WriteDrafts | None) -> int:
    """Screen a workbook and print the report; `write_drafts` then writes the papers and says their names.

    0 all met and the quota kept, 1 something is not, 2 the file cannot be read or holds problems, or nothing can be
    written.
    """
    pack = pack_or_complain(campaign)
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
    if write_drafts is not None:
        try:
            written = write_drafts(report)
        except OSError as error:
            complain_of_writing(error)
            return 2
        if form == "text":
            print(f"\nĐã ghi: {', '.join(map(str, written))}.")
    if report.problems:
        print(f"Tệp có {len(report.problems)} chỗ cần sửa; phần đọc được đã đối chiếu.", file=sys.stderr)
    return report.exit_code


def pack_or_complain(campaign: str) -> Pack | None:
    """The campaign's pack; None, and a sentence on standard error, where it cannot be used."""
    try:
        pack = find_pack(campaign)
        nomination_terms(pack)
        return pack
    except KeyError:
        print(no_such_pack(campaign), file=sys.stderr)
    except PackError as error:
        print(f"Gói quy định “{campaign}” chưa dùng được: {error.problems[0]}", file=sys.stderr)
    return None
