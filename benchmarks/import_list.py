"""A list of 100,000 rows taken in by `vinhdanh import awards`, while somebody reads the register and somebody writes.

First: python -m benchmarks.province, of any size. It adds to the register that stands there.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

import xlsxwriter
from django.db import connection
from django.test import Client
from django.utils import timezone

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.measuring import say
from benchmarks.province import NAMES
from benchmarks.signed_in import client_of, reader
from vinhdanh.models import Unit, UnitKind, User

ROWS = 100_000
TARGET, TARGET_OF_PAGES = 60, 1
COMMAND = [sys.executable, "-m", "vinhdanh.management.command_line", "import", "awards"]
HEADER = (
    "STT",
    "Họ và tên",
    "Năm sinh",
    "Giới tính",
    "Chức vụ",
    "Danh hiệu",
    "Năm",
    "Số quyết định",
    "Ngày quyết định",
)


def write_list(path: Path) -> None:
    """A workbook of a district: people with one award each, a tenth of the names twice."""
    draw = random.Random(int(time.time()))
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, HEADER)
        for number in range(1, ROWS + 1):
            parts = [draw.choice([*NAMES["family_names"]]), draw.choice(NAMES["middle_names"])]
            name = " ".join([*parts, draw.choice(NAMES["given_names"])])
            award = draw.choice(["Lao động tiên tiến", "LĐTT", "Chiến sĩ thi đua cơ sở", "Giấy khen"])
            paper = (f"{draw.randrange(1, 500)}/QĐ-UBND", "20/12/2023")
            row = (
                number,
                name,
                draw.randrange(1955, 2003),
                draw.choice(["Nam", "Nữ"]),
                draw.choice(NAMES["positions"]),
            )
            sheet.write_row(number, 0, (*row, award, 2023, *paper))


def read_pages(client: Client, stop: Event, times: list[float]) -> None:
    """Asks for pages of the register until told to stop."""
    for number in range(1_000_000):
        if stop.wait(0.2):
            return
        start = time.perf_counter()
        assert client.get(f"/so-khen-thuong/?view=awards&page={number % 20 + 1}").status_code == 200
        times.append(time.perf_counter() - start)


def write_rows(key: int, stop: Event, times: list[float]) -> None:
    """Writes one small row a second until told to stop, as signing in does."""
    while not stop.wait(1):
        start = time.perf_counter()
        User.objects.filter(pk=key).update(last_login=timezone.now())
        times.append(time.perf_counter() - start)
    connection.close()


def main() -> None:
    """How long the import took, and how long others waited meanwhile."""
    user, district = reader("office"), Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk")[0]
    stop, pages, writes = Event(), [0.0], [0.0]
    with tempfile.TemporaryDirectory() as folder, client_of("office") as client:
        path = Path(folder) / "danh-sach.xlsx"
        write_list(path)
        threads = [
            Thread(target=read_pages, args=(client, stop, pages)),
            Thread(target=write_rows, args=(user.pk, stop, writes)),
        ]
        for thread in threads:
            thread.start()
        start = time.perf_counter()
        done = subprocess.run(
            [*COMMAND, str(path), "--unit", district.code], capture_output=True, text=True, check=False
        )
        took = time.perf_counter() - start
        stop.set()
        for thread in threads:
            thread.join()
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    print(done.stdout.strip().splitlines()[0])
    say(f"{connection.vendor}: {ROWS:,} rows from the file into the register", took, TARGET)
    say(f"{connection.vendor}: meanwhile, the longest of {len(pages):,} pages", max(pages), TARGET_OF_PAGES)
    say(f"{connection.vendor}: meanwhile, the longest of {len(writes):,} small writes", max(writes), TARGET)


if __name__ == "__main__":
    main()
