"""`vinhdanh import awards`: a list into the register, as the pages do it, without anybody looking in between."""

import json
import sys
from pathlib import Path
from typing import Any

from vinhdanh.actions.imports.plan import WRITTEN
from vinhdanh.actions.imports.reading import Choices, Draft, DraftRow, OpenedFile, open_for
from vinhdanh.actions.imports.sending import (
    confirm_import,
    paths_matched,
    prepare_import,
    send_list,
    settled_draft,
    units_matched,
)
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.clock import today
from vinhdanh.intake.problems import Unreadable
from vinhdanh.models import Import, RowOutcome, Unit, User
from vinhdanh.models.import_contents import masked
from vinhdanh.permissions import Refused, require
from vinhdanh.tasks import collector_resting
from vinhdanh.vietnamese import grouped

ALL_TAKEN, SOME_REFUSED, NOT_READ = 0, 1, 2


def import_awards(file: Path, code: str, by: str, dry_run: bool, form: str) -> int:
    """Reads the list of a unit into the register and prints counts and problems; one that brings nothing is not kept.

    `by` is the mail address of the person in whose name it is done, blank for the command line itself. `dry_run` reads
    and writes nothing at all. 0 every row was taken, 1 some were refused, 2 the file cannot be read, or there is no
    such unit or person.
    """
    unit = Unit.objects.filter(code__iexact=code).first()
    if unit is None:
        return _complain(f"Không có đơn vị nào mang mã “{code}”; xem mã ở trang của đơn vị.")
    person = User.objects.filter(email__iexact=by, is_active=True).first() if by else None
    if by and person is None:
        return _complain(f"Không có người dùng nào có thư điện tử “{by}”.")
    try:
        if person is not None:
            require(person, "import_list", unit)
        content = file.read_bytes()
        opened = open_for(unit, content, file.name)
        with collector_resting():
            within = paths_matched(Import(unit=unit, matched_under=units_matched(person)))
            draft = settled_draft(opened, Choices(left_out=opened.catalogues), unit, within, today())
            if not dry_run and any(row.outcome in WRITTEN for row in draft.rows):
                _write(unit, person, file, content, opened, draft)
    except Unreadable as error:
        return _complain(error.sentence)
    except Refused as error:
        return _complain(str(error))
    except OSError:
        return _complain(f"Không mở được tệp “{file}”; hãy kiểm tra lại đường dẫn và quyền đọc.")
    report = _report(opened, draft.rows)
    print(json.dumps(report, ensure_ascii=False, indent=1) if form == "json" else _as_text(report, dry_run))
    return SOME_REFUSED if report["refused"] else ALL_TAKEN


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return NOT_READ


def _write(unit: Unit, person: User | None, file: Path, content: bytes, opened: OpenedFile, draft: Draft) -> None:
    """The same steps as in the pages, one after the other."""
    one = send_list(unit, by=person, content=content, name=file.name, on=today())
    prepare_import(one.pk, opened, draft)  # a small list was read while it was sent
    confirm_import(one, by=person)
    write_import(one.pk)


def _report(opened: OpenedFile, drafts: list[DraftRow]) -> dict[str, Any]:
    """Counts and problems, in the shape that shared programs read: rows = new + known + refused."""
    counts = dict.fromkeys(RowOutcome.values, 0)
    for draft in drafts:
        counts[draft.outcome] += 1
    problems = [
        {
            "sheet": opened.tables[draft.table].sheet,
            "row": draft.source.number,
            "column": one.problem.column,
            "value": masked(one.problem.value),
            "message": masked(one.problem.message),
        }
        for draft in drafts
        for one in draft.problems
    ]
    return {
        "rows": len(drafts),
        "new": counts[RowOutcome.NEW] + counts[RowOutcome.RESEMBLES],
        "known": counts[RowOutcome.KNOWN],
        "refused": counts[RowOutcome.REFUSED],
        "problems": problems,
    }


def _as_text(report: dict[str, Any], dry_run: bool) -> str:
    written = "Đã ghi vào sổ" if report["new"] else "Không có dòng nào mới, sổ không thay đổi"
    done = "Chạy thử, không ghi gì" if dry_run else written
    lines = [
        f"{done}: {grouped(report['rows'])} dòng = {grouped(report['new'])} mới + {grouped(report['known'])} đã có"
        f" + {grouped(report['refused'])} chưa đọc được."
    ]
    for problem in report["problems"]:
        place = ", ".join(filter(None, (problem["sheet"], f"dòng {problem['row']}", problem["column"])))
        lines.append(f"  {place}: {problem['message']}")
    return "\n".join(lines)
