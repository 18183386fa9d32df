"""`vinhdanh audit …`: whether the record is whole, and the record as a file."""

import json
import re
import sys
from pathlib import Path

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.management.complaints import complain_of_writing
from vinhdanh.models import AuditLine
from vinhdanh.models.audit import DIGESTED
from vinhdanh.reports.audit import verify_chain
from vinhdanh.vietnamese import grouped

_NOTED = re.compile(r"(\d+):([0-9a-f]{64})")


def verify(form: str, noted: str) -> int:
    """Walks along the chain and says what was found: 0 whole, 1 where a line is not as it was written.

    `noted` is `NUMBER:DIGEST` as an earlier run told it, or blank. Raises NotPossible where it is neither.
    """
    found = verify_chain(_noted(noted))
    if form == "json":
        fault = {"number": found.fault.number, "message": found.fault.sentence} if found.fault else None
        told = {"whole": found.whole, "lines": found.lines, "digest": found.digest, "fault": fault}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    elif found.fault:
        print(f"Nhật ký bị can thiệp. {found.fault.sentence} Trước đó {grouped(found.lines)} dòng nguyên vẹn.")
    else:
        print(f"Nhật ký nguyên vẹn: {grouped(found.lines)} dòng.")
        print(f"Dấu của dòng cuối, ghi lại để đối chiếu lần sau: {found.lines}:{found.digest}")
    return 0 if found.whole else 1


def _noted(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    read = _NOTED.fullmatch(text.strip())
    if read is None:
        raise NotPossible("Dấu ở --noted viết như lần kiểm tra trước đã in: SỐ:DẤU (64 chữ số và chữ a-f).")
    return int(read[1]), read[2]


def export(out: Path) -> int:
    """Writes every line as one JSON object a line, oldest first; 2 where it cannot be written."""
    count = 0
    try:
        with out.open("w", encoding="utf-8") as file:
            for line in AuditLine.objects.order_by("number").values(*DIGESTED, "digest").iterator(2000):
                file.write(json.dumps(line | {"at": line["at"].isoformat()}, ensure_ascii=False, sort_keys=True) + "\n")
                count += 1
    except OSError as error:
        complain_of_writing(error, out)
        return 2
    print(f"Đã ghi {grouped(count)} dòng vào {out}.", file=sys.stderr)
    return 0
