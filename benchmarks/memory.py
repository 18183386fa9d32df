"""Memory of a web process that has answered many pages of the made-up province, many at a time.

First: python -m benchmarks.province. It starts the server that production runs, on a port of its own.
"""

import random
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.measuring import say
from benchmarks.register import LISTS
from benchmarks.serving import served
from benchmarks.signed_in import reader
from vinhdanh.models import Honouree

TARGET = 300  # MB
PAGES, AT_ONCE = 600, 8


def cookie() -> str:
    """Somebody who reads the whole province, signed in."""
    client = Client()
    client.force_login(reader("office"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def fetch(address: str, signed_in: str) -> None:
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": signed_in}), timeout=60) as answer:
        assert answer.status == 200
        answer.read()


def addresses(base: str) -> list[str]:
    """Lists, searches, honourees, form 02."""
    draw = random.Random(2020)
    names = [one.name for one in Honouree.objects.filter(kind="individual")[:50]]
    lists = [f"{base}/so-khen-thuong/?{query}" for query in LISTS if "{" not in query]
    found = [f"{base}/so-khen-thuong/?q={urllib.request.quote(name)}" for name in names]
    people = [f"{base}/so-khen-thuong/doi-tuong/{key}/" for key in range(1, 50)]
    return [draw.choice([*lists, *found, *people, f"{base}/bao-cao/mau-02/"]) for _ in range(PAGES)]


def resident(pid: int, what: str) -> float:
    """MB of a process, as Linux counts them."""
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(what)]
    return int(line.split()[1]) / 1024


def child_of(pid: int) -> int:
    [child] = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


def main() -> None:
    """600 pages, eight at a time; then what the one worker holds, and what it held at most."""
    signed_in = cookie()
    with served(workers=1) as server:
        start = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda address: fetch(address, signed_in), addresses(f"http://127.0.0.1:{server.port}")))
        took = time.perf_counter() - start
        worker = child_of(server.running[0].pid)
        print(f"{connection.vendor}: {PAGES} pages, {AT_ONCE} at a time, by one process: {PAGES / took:.0f} a second")
        say("memory of the web process, now", resident(worker, "VmRSS"), TARGET, "MB")
        say("memory of the web process, at most", resident(worker, "VmHWM"), TARGET, "MB")


if __name__ == "__main__":
    main()
