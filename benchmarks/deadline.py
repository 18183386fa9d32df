"""The last minute: 200 units send dossiers of six nominees and 10 MB of files to one server.

    VAR_DIR=thu-muc-thu .venv/bin/python -m benchmarks.deadline

It wants an empty database (DATABASE_URL, else SQLite in VAR_DIR) and fills VAR_DIR with 6 GB of files, which stay there
to be looked at. Server and worker run as script/server starts them; each unit is a thread with a browser's ways: the
form read, its token sent back, the answer followed to the receipt. Three times over, with new dossiers each time:

1. Everything was attached in the days before; the units press "Gửi" at moments drawn over a minute.
2. The signed letter is still missing: each unit attaches it, then sends; begun at moments drawn over a minute.
3. The same with all units starting in one second, and all processes killed (`kill -9`) when a third of the receipts
   are out, then started anew.
"""

import argparse
import hashlib
import os
import random
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.campaigns import UNIT_PARTS, Drawn, make_campaign
from benchmarks.measuring import say
from benchmarks.province import make_readers, unit_rows, write
from benchmarks.serving import Server, served
from benchmarks.signed_in import reader
from benchmarks.stored import TASKS, half_written, not_whole, receipts_out_of_line, twice, within
from vinhdanh.models import (
    Attachment,
    Campaign,
    Dossier,
    DossierVersion,
    HeldRole,
    Role,
    Unit,
    User,
)
from vinhdanh.models.attachments import random_name
from vinhdanh.reports.audit import verify_chain

UNITS, MINUTE, PATIENCE = 200, 60, 180  # seconds
TARGET = 3  # seconds, the 95th of 100 receipts
LAST_DAY = "2020-06-09"  # the guidance: before 10/6/2020
SIDE = 520  # pixels of a scan, three bytes each
LETTER = UNIT_PARTS[0]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
RECEIPT = re.compile(r"Biên nhận số (\d+/\d+/BN-\d+)")
BOUNDARY = "----mot-to-khai"


def scan() -> bytes:
    """A page with a picture that no packing makes smaller: a PDF of 0.8 MB, no two alike."""
    drawing, pixels = b"q 595 0 0 842 0 0 cm /Im Do Q", os.urandom(SIDE * SIDE * 3)
    picture = f"/Type /XObject /Subtype /Image /Width {SIDE} /Height {SIDE} /ColorSpace /DeviceRGB /BitsPerComponent 8"
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< {page} >>".encode(),
    ]
    for head, stream in (("", drawing), (picture, pixels)):
        bodies.append(f"<< {head} /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(f"{len(written):010} 00000 n \n")
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{''.join(places)}"
    return (
        written
        + f"{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n".encode()
    )


def stored_scan(_name: str) -> dict[str, Any]:
    """A scan where the product keeps files, and what its row says."""
    content = scan()
    kept = default_storage.save(random_name(), ContentFile(content))
    told = {"media_type": "application/pdf", "size": len(content), "pages": 1}
    return {"file": kept, "sha256": hashlib.sha256(content).hexdigest(), **told}


class Sender(NamedTuple):
    """Somebody of a unit, signed in."""

    unit: Unit
    cookie: str


def make_senders(units: int) -> list[Sender]:
    """A province of so many units below it, and somebody in each."""
    if Unit.objects.exists():
        sys.exit("deadline: this database holds units already. Name an empty one by DATABASE_URL or VAR_DIR.")
    columns = "id code name short_name name_folded kind size parent path place"
    with transaction.atomic():
        write(Unit, columns, unit_rows(random.Random(2020), units + 1))
        make_readers()
        senders = []
        for unit in Unit.objects.exclude(parent=None).order_by("pk"):
            user = User.objects.create_user(unit.code, email=f"{unit.code}@vi-du.vn", full_name=f"Cán bộ {unit.pk}")
            HeldRole.objects.create(user=user, role=Role.UNIT_LEADER, unit=unit)
            client = Client()
            client.force_login(user)
            senders.append(Sender(unit, client.cookies[settings.SESSION_COOKIE_NAME].value))
    return senders


def make_round(title: str, senders: list[Sender], *, letter_missing: bool) -> tuple[Campaign, dict[int, Dossier]]:
    """A campaign, and the dossier of each unit by its key, with its files on the disk."""
    TASKS.all().delete()  # the bundles that the round before left to the worker, which is not to take them up again
    DossierVersion.objects.unbound().mark(bundle_fault="left undone by the benchmark")
    draw, by = random.Random(title), reader("office")
    campaign = make_campaign(title, [one.unit for one in senders], by, draw)
    drawn = Drawn(draw, by, stored_scan)
    with transaction.atomic():
        dossiers = [drawn.dossier(one) for one in campaign.participants.with_campaign()]
        if letter_missing:
            rows = drawn.rows[Attachment]
            drawn.rows[Attachment] = [one for one in rows if one.part != LETTER]
        drawn.write()
    return campaign, {one.participant.unit_id: one for one in dossiers}


class Refusal(Exception):
    """An answer that nobody could go on with."""


@dataclass
class Browser:
    """One person's browser: cookies kept, the connection kept open, forms sent with the token that they came with."""

    port: int
    cookies: dict[str, str]
    line: HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, str, str]:
        """Status, the address that the answer leads to, and the page."""
        self.line = self.line or HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            self.line.request(method, path, body, headers | ({"Content-Type": kind} if kind else {}))
            answer = self.line.getresponse()
            page = answer.read().decode()
        except (OSError, HTTPException):
            self.line.close()
            self.line = None
            raise
        for said in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = said.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        if answer.status >= 400 and answer.status != 422:
            raise Refusal(f"{method} {path.partition('?')[0]}: {answer.status}")
        return answer.status, answer.headers.get("Location", ""), page

    def form(self, path: str) -> tuple[str, str]:
        """The token of the page's form; blank where the page leads elsewhere, then its address too."""
        _, onward, page = self.ask("GET", path)
        found = TOKEN.search(page)
        return (found[1] if found and not onward else ""), onward


def with_token(token: str) -> tuple[bytes, str]:
    """An ordinary form that holds nothing but its token."""
    return urlencode({"csrfmiddlewaretoken": token}).encode(), "application/x-www-form-urlencoded"


def with_file(token: str, content: bytes) -> tuple[bytes, str]:
    """The form that attaches a file."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
    told = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="to-trinh.pdf"\r\n'
    body = f"{head}{told}Content-Type: application/pdf\r\n\r\n".encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return body, f"multipart/form-data; boundary={BOUNDARY}"


@dataclass
class Rush:
    """What the units met: the receipt that each was shown, how long it took, the lines that broke, wrong answers."""

    receipts: dict[int, str] = field(default_factory=dict)  # by the key of the dossier
    answers: list[float] = field(default_factory=list)  # seconds from "Gửi" to the receipt shown
    uploads: list[float] = field(default_factory=list)  # seconds from the file sent to its place shown
    ended: float = 0  # seconds from the first beginning to the last receipt
    processor: float = 0  # seconds that the server worked meanwhile
    broken: Counter[str] = field(default_factory=Counter)
    looking: float = 0  # seconds in which nobody could ask, for what stood was looked at
    paused: threading.Event = field(default_factory=threading.Event)  # while it is not set, nobody asks anything

    def send(self, browser: Browser, dossier: int, letter: bytes | None) -> None:
        """Attaches the letter where there is one, sends, and reads the receipt; begins again where a line breaks."""
        start = time.perf_counter()
        while time.perf_counter() - start - self.looking < PATIENCE:
            self.paused.wait()
            try:
                if letter is not None:
                    self.attach(browser, dossier, letter)
                    letter = None
                self.press(browser, dossier)
                return
            except (OSError, HTTPException, Refusal) as error:
                self.broken[str(error) if isinstance(error, Refusal) else type(error).__name__] += 1
                time.sleep(0.5)

    def attach(self, browser: Browser, dossier: int, letter: bytes) -> None:
        """The signed letter, at its place. One that stands there already, from a line that broke, is well too."""
        path = f"/ho-so/{dossier}/tep/?part={LETTER}"
        token, _ = browser.form(path)
        start = time.perf_counter()
        status, _, page = browser.ask("POST", path, *with_file(token, letter))
        if status != 302 and "đã có ở đây" not in page:
            raise Refusal(f"the letter: {status}")
        browser.ask("GET", path)
        self.uploads.append(time.perf_counter() - start)

    def press(self, browser: Browser, dossier: int) -> None:
        """The page that confirms, its button, the receipt."""
        path = f"/ho-so/{dossier}/gui/"
        token, onward = browser.form(path)
        start = time.perf_counter()
        if token:
            status, onward, page = browser.ask("POST", path, *with_token(token))
            if status != 302:
                raise Refusal(f"the button: {status}")
        found = RECEIPT.search(browser.ask("GET", onward)[2])
        if found is None:
            raise Refusal("no receipt")
        if token:
            self.answers.append(time.perf_counter() - start)
        self.receipts[dossier] = found[1]


def rush(
    server: Server,
    senders: list[Sender],
    dossiers: dict[int, Dossier],
    *,
    over: float,
    letters: bool,
    meanwhile: Callable[[Rush], None] = lambda met: None,
) -> Rush:
    """All units at once, each beginning at a moment drawn within `over` seconds."""
    met, draw = Rush(), random.Random(59)
    met.paused.set()
    letter_of = {one.unit.pk: scan() if letters else None for one in senders}
    start, before = time.perf_counter(), server.processor_seconds()

    def live(sender: Sender, begins: float) -> None:
        time.sleep(begins)
        browser = Browser(server.port, {settings.SESSION_COOKIE_NAME: sender.cookie})
        met.send(browser, dossiers[sender.unit.pk].pk, letter_of[sender.unit.pk])

    with ThreadPoolExecutor(len(senders) + 1) as pool:
        waiting = [pool.submit(live, one, draw.uniform(0, over)) for one in senders]
        waiting.append(pool.submit(meanwhile, met))
        for one in waiting:
            one.result()
    met.ended, met.processor = time.perf_counter() - start - met.looking, server.processor_seconds() - before
    return met


def kill_in_the_middle(server: Server, campaign: Campaign, senders: list[Sender]) -> Callable[[Rush], None]:
    """Kills everything when a third of the receipts are out; looks at what then stands, and is shown; starts anew."""

    def kill(met: Rush) -> None:
        while len(met.receipts) < len(senders) // 3:
            time.sleep(0.01)
        met.paused.clear()
        server.kill()
        time.sleep(1)  # every line has met its end
        told = len(met.receipts)
        stopped = time.perf_counter()
        verdict(f"killed after {told} receipts: nothing half-written stands", list(half_written(campaign)))
        server.start()
        verdict("killed: what is shown is what stands", list(shown_otherwise(server, campaign, senders)))
        met.looking = time.perf_counter() - stopped
        met.paused.set()
        connection.close()

    return kill


def shown_otherwise(server: Server, campaign: Campaign, senders: list[Sender]) -> Iterator[str]:
    """Units that are shown something else than what stands: another receipt, or a form to send what is sent."""
    cookie_of = {one.unit.pk: one.cookie for one in senders}
    standing = {one.dossier_id: one.receipt for one in DossierVersion.objects.filter(**within(campaign))}
    for dossier in Dossier.objects.filter(participant__campaign=campaign).select_related("participant"):
        browser = Browser(server.port, {settings.SESSION_COOKIE_NAME: cookie_of[dossier.participant.unit_id]})
        _, onward = browser.form(f"/ho-so/{dossier.pk}/gui/")
        found = RECEIPT.search(browser.ask("GET", onward)[2]) if onward else None
        if (found[1] if found else None) != standing.get(dossier.pk):
            yield f"dossier {dossier.pk}: {found and found[1]} is shown, {standing.get(dossier.pk)} stands"


def verdict(what: str, faults: list[str]) -> None:
    """One line: met where there is no fault, else missed with the first of them."""
    print(f"{what}: {f'MISSED: {len(faults)}, {faults[:3]}' if faults else 'met'}", flush=True)


def report(campaign: Campaign, met: Rush, units: int, limit: float, *, in_a_queue: bool = False) -> None:
    """What the units met, and what stands. Where all came at once nobody's wait in the queue has a target."""
    name, answers = campaign.title, sorted(met.answers)
    files = [one["size"] for version in DossierVersion.objects.filter(**within(campaign)) for one in version.files]
    size = sum(files) / 1e6 / units
    print(f"{name}: {len(met.receipts)} receipts; {len(files) / units:.0f} files, {size:.1f} MB of each")
    print(f"{name}: lines that broke or refused: {dict(met.broken) or 'none'}")
    if not in_a_queue:
        print(f"{name}: {1000 * met.processor / units:.0f} ms of the server's processor time a unit")
    verdict(f"{name}: every unit has its receipt", [] if len(met.receipts) == units else [str(len(met.receipts))])
    say(f"{name}: all of them", met.ended, limit)
    for what, times in (("the letter kept", sorted(met.uploads)), ("the receipt shown", answers)):
        if times:
            middle, high, longest = times[len(times) // 2], times[int(0.95 * (len(times) - 1))], times[-1]
            print(f"{name}: {what}: the middle {middle:.2f} s, 95 of 100 {high:.2f} s, the longest {longest:.2f} s")
            if not in_a_queue:
                say(f"{name}: {what}, 95 of 100", high, TARGET)
    verdict(f"{name}: every acknowledged dossier is stored whole", list(not_whole(campaign, met.receipts)))
    verdict(f"{name}: none twice", list(twice(campaign)))
    verdict(f"{name}: receipts without gap or double", list(receipts_out_of_line(campaign)))
    verdict(f"{name}: nothing half-written", list(half_written(campaign)))
    checked = verify_chain()
    verdict(f"{name}: the record's chain holds", [] if checked.whole else [str(checked)])


def main() -> None:
    """The three rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=UNITS)
    units = parser.parse_args().units
    call_command("migrate", interactive=False, verbosity=0)
    senders = make_senders(units)[:units]
    told = {"with_worker": True, "DEMO_DAY": LAST_DAY}
    print(f"{connection.vendor}: {units} units, one server of two processes and its worker", flush=True)
    campaign, dossiers = make_round("the last minute", senders, letter_missing=False)
    with served(**told) as server:  # type: ignore[arg-type]
        met = rush(server, senders, dossiers, over=MINUTE - 5, letters=False)
    report(campaign, met, units, MINUTE)
    campaign, dossiers = make_round("the last minute, with the letter", senders, letter_missing=True)
    with served(**told) as server:  # type: ignore[arg-type]
        met = rush(server, senders, dossiers, over=MINUTE - 10, letters=True)
    report(campaign, met, units, MINUTE)
    campaign, dossiers = make_round("all at once, and killed", senders, letter_missing=True)
    with served(**told) as server:  # type: ignore[arg-type]
        middle = kill_in_the_middle(server, campaign, senders)
        met = rush(server, senders, dossiers, over=1, letters=True, meanwhile=middle)
    report(campaign, met, units, 2 * MINUTE, in_a_queue=True)


if __name__ == "__main__":
    main()
