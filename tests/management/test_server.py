"""script/server: keys that only the owner reads, a worker beside the pages, and nothing left behind when it ends."""

import os
import signal
import stat
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 90  # seconds that a slow machine may take to migrate and to collect


class Server:
    """A running script/server with a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.log = var, var.parent / "server.log"
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [ROOT / "script" / "server"],
                env=kept | {"VAR_DIR": str(var), "DEMO": "0", "WORKERS": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a group of its own, as a terminal gives it
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def children(self, words: str = "") -> list[int]:
        """The processes of its group, but the script itself, whose command holds the words."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                mine = entry.name.isdecimal() and os.getpgid(int(entry.name)) == self.process.pid
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode() if mine else ""
            except OSError:
                continue  # it ended while we looked
            if command and int(entry.name) != self.process.pid and words in command:
                found.append(int(entry.name))
        return found

    def address(self) -> str:
        return self.said().partition("Vinh Danh is at ")[2].split()[0]


def wait_for(what: Callable[[], object]) -> None:
    patience = time.monotonic() + LONGEST
    while not what():
        assert time.monotonic() < patience
        time.sleep(0.2)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server") / "var")
    try:
        wait_for(lambda: "Vinh Danh is at" in running.said() or running.process.poll() is not None)
        assert running.process.poll() is None, running.said()
        yield running
    finally:
        if running.process.poll() is None:
            os.killpg(running.process.pid, signal.SIGKILL)


def test_it_serves_and_keeps_its_keys_to_itself(server: Server) -> None:
    with urllib.request.urlopen(f"{server.address()}health/") as answer:
        assert answer.status == 200
    for name in ("secret_key", "identity_key"):
        assert stat.S_IMODE((server.var / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(server.var.stat().st_mode) == 0o700


def test_demo_mode_switched_off_makes_no_accounts(server: Server) -> None:
    assert "Mật khẩu" not in server.said()


def test_a_worker_that_dies_is_started_anew(server: Server) -> None:
    [worker] = server.children("vinhdanh worker")
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: "starting it anew" in server.said() and set(server.children("vinhdanh worker")) - {worker})


def test_ctrl_c_ends_everything(server: Server) -> None:
    assert len(server.children()) >= 3
    os.killpg(server.process.pid, signal.SIGINT)
    wait_for(lambda: server.process.poll() is not None)
    assert server.process.returncode == 130
    wait_for(lambda: not server.children())
