"""`vinhdanh demo load`: the made-up province of examples/, into an empty installation in demo mode."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from vinhdanh import clock
from vinhdanh.actions.demo import Login, Unit, is_loaded, load_demo
from vinhdanh.actions.imports.sending import confirm_import, send_list
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.units import CLUSTERS, NAMES, SUCCESSIONS, UNITS, YEARS, BookRow, UnitBook
from vinhdanh.management.demo_dossiers import load_dossiers
from vinhdanh.management.demo_draw import draw
from vinhdanh.models import Role, User
from vinhdanh.models import Unit as UnitRow
from vinhdanh.vietnamese import grouped

EXAMPLES = settings.ROOT / "examples"
FOLDER = EXAMPLES / "province"
SIZES = {"small": 0.15, "full": 1.0}
_FILES = {
    UNITS.name: "units.csv",
    NAMES.name: "names.csv",
    SUCCESSIONS.name: "lineage.csv",
    YEARS.name: "years.csv",
    CLUSTERS.name: "clusters.csv",
}
# Lists of examples/lists that stand in the program from the start: the unit, the file, whether it was confirmed.
_LISTS = (
    ("huyen-chi-lang", "danh-sach-khen-thuong-2019.xlsx", True),
    ("so-y-te", "danh-sach-nhieu-loi.xlsx", False),
)


def load(size: str) -> int:
    """Loads the province where nothing stands yet; where it stands already, says so. 0; prints what stands."""
    if not settings.DEMO:
        raise NotPossible("Chế độ trình diễn đang tắt; chỉ nạp dữ liệu mẫu khi chạy với DEMO=1.")
    if is_loaded():
        print("Dữ liệu mẫu đã có, không nạp lại.")
        return 0
    book, logins = read_book(), read_lists("logins.yaml")
    drawn = draw(read_lists("people.yaml"), read_lists("awards.yaml"), units_of(book), clock.today(), SIZES[size])
    with transaction.atomic():
        office = load_demo(book, drawn, [Login(**one) for one in logins["people"]], logins["password"])
        _send_lists(office)
        dossiers = load_dossiers(read_lists("dossiers.yaml"), office)
    counts = (UnitRow.objects.count(), len(drawn.people), len(drawn.awards), len(drawn.ratings), dossiers)
    words = ("đơn vị", "đối tượng", "khen thưởng", "xếp loại", "hồ sơ")
    print("Đã nạp tỉnh mẫu: " + ", ".join(f"{grouped(n)} {word}" for n, word in zip(counts, words, strict=True)) + ".")
    return 0


def show_logins() -> int:
    """Prints the accounts of the made-up province as a small table; 0, or 1 where it is not loaded."""
    if not settings.DEMO or not is_loaded():
        print("Chưa nạp dữ liệu mẫu.")
        return 1
    told = read_lists("logins.yaml")
    known = dict(User.objects.values_list("username", "full_name"))
    rows = [("Tên đăng nhập", "Vai trò", "Đơn vị")]
    units = dict(UnitRow.objects.values_list("code", "name"))
    for one in told["people"]:
        if one["username"] in known:
            rows.append((one["username"], str(Role(one["role"]).label), units.get(one["unit"], one["unit"])))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    print(f"Mật khẩu của mọi tài khoản: {told['password']}")
    return 0


def read_book() -> UnitBook:
    """The units of examples/ as their workbook would give them."""
    return UnitBook({sheet: tuple(_rows(FOLDER / name)) for sheet, name in _FILES.items()}, ())


def units_of(book: UnitBook) -> Iterator[Unit]:
    """The units as the drawing needs them."""
    for row in book.rows[UNITS.name]:
        values = row.values
        yield Unit(
            values["code"], values["name"], values["kind"], values["parent"], values["size"], values["closed_on"]
        )


def _rows(path: Path) -> Iterator[BookRow]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            yield BookRow(number, {name: _typed(name, text) for name, text in row.items()})


def _typed(name: str, text: str) -> Any:
    """A field of a file as the reader of workbooks types it."""
    if name in ("year", "collectives", "individuals"):
        return int(text) if text else None
    if name in ("record_complete", "head"):
        return bool(text)
    if name in ("opened_on", "closed_on", "since", "until", "on"):
        return date.fromisoformat(text) if text else None
    return text


def read_lists(name: str) -> Mapping[str, Any]:
    """A file of lists of the made-up province."""
    found: Mapping[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def _send_lists(by: User) -> None:
    """Takes two lists in, as an officer would: one stands in the register, one waits to be looked at."""
    for code, name, confirmed in _LISTS:
        content = (EXAMPLES / "lists" / name).read_bytes()
        one = send_list(UnitRow.objects.get(code=code), by=by, content=content, name=name, on=clock.today())
        if confirmed:
            confirm_import(one, by=by)
            write_import(one.pk)
