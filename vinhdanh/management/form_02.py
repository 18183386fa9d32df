"""`vinhdanh form02`: Mẫu 02 of a unit out of the register, as data or as a paper."""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.management.complaints import complain_of_writing
from vinhdanh.models import Unit
from vinhdanh.reports.form_02 import WRITERS, as_data, compute_form_02, form_02_sheet
from vinhdanh.reports.tallies import FIRST_YEAR, LAST_YEAR, MOST_YEARS, Period
from vinhdanh.rules.form_02_layout import Form02Layout
from vinhdanh.rules.packs import load_pack
from vinhdanh.vietnamese import two_digits


def print_form_02(code: str, years: tuple[int, int, bool], form: str, out: Path | None) -> int:
    """Writes the form to `out`, or to standard output; `form` is json or one of the papers. `years`: the first, the
    last, and whether they are emulation years.

    0 written, 2 where it cannot be written. Raises NotPossible for a unit that is not there and for impossible years.
    """
    unit, period = _unit(code), Period(*years)
    _check(period)
    computed = compute_form_02(unit, period, _layout())
    if form == "json":
        content = f"{json.dumps(as_data(computed, unit, period), ensure_ascii=False, indent=1)}\n".encode()
    else:
        content = WRITERS[form](form_02_sheet(computed, unit, period, timezone.localdate()))
    return _write(content, out, binary=form != "json")


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        near = Unit.objects.filter(code__startswith=code[:4]).values_list("code", flat=True)[:5]
        hint = f"; các mã gần giống: {', '.join(near)}" if near else ""
        raise NotPossible(f"Không có đơn vị mang mã “{code}”{hint}.")
    return found


def _check(period: Period) -> None:
    if not FIRST_YEAR <= period.first <= period.last <= LAST_YEAR:
        raise NotPossible(f"Giai đoạn {period.first}-{period.last} chưa đúng: --from không sau --to, từ {FIRST_YEAR}.")
    if len(period.years) > MOST_YEARS:
        raise NotPossible(f"Mỗi lần tổng hợp không quá {two_digits(MOST_YEARS)} năm.")


def _layout() -> Form02Layout:
    layout = load_pack(settings.CAMPAIGN).form_02
    if layout is None:
        raise NotPossible(f"Gói quy định “{settings.CAMPAIGN}” không có Mẫu số 02.")
    return layout


def _write(content: bytes, out: Path | None, *, binary: bool) -> int:
    if out is None:
        if binary and sys.stdout.isatty():
            raise NotPossible("Không in tệp ra màn hình được; hãy thêm --out TỆP.")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return 0
    try:
        out.write_bytes(content)
    except OSError as error:
        complain_of_writing(error, out)
        return 2
    print(f"Đã ghi {out}.", file=sys.stderr)
    return 0
