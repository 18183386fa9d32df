"""The server that production runs, on a port of its own, for programs that meet it over the network."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command

PROGRAMS = Path(sys.executable).parent


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """granian and, where asked, the worker, as script/server starts them; `told` goes into their environment."""

    def __init__(self, workers: int = 2, *, with_worker: bool = False, **told: str) -> None:
        self.port, self.told, self.running = free_port(), told, list[subprocess.Popen[bytes]]()
        serve = [str(PROGRAMS / "granian"), "--interface", "wsgi", "--port", str(self.port), "--workers", str(workers)]
        serve += ["--blocking-threads", "16", "--workers-kill-timeout", "10", "--respawn-failed-workers"]
        serve += ["--log-level", "error", "vinhdanh.wsgi:application"]
        work = ["nice", str(PROGRAMS / "vinhdanh"), "worker"]
        self.commands = [serve, work] if with_worker else [serve]

    def start(self) -> None:
        """Starts it, and waits until it listens."""
        for command in self.commands:
            self.running.append(subprocess.Popen(command, env=os.environ | self.told, start_new_session=True))
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        sys.exit("the server does not listen")

    def processor_seconds(self) -> float:
        """What the server has used of the processor so far, with the processes that it started; without the worker."""
        used = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                told = (folder / "stat").read_text().rpartition(") ")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            if int(told[3]) == self.running[0].pid:  # the session
                used += sum(int(ticks) for ticks in told[11:15])  # its own, and of its children that have ended
        return used / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """`kill -9` of every process of it at once."""
        for one in self.running:
            os.killpg(one.pid, signal.SIGKILL)
        self._wait()

    def stop(self) -> None:
        """Lets it end its work in hand."""
        for one in self.running:
            one.terminate()
        self._wait()

    def _wait(self) -> None:
        for one in self.running:
            one.wait()
        self.running = []


@contextmanager
def served(workers: int = 2, *, with_worker: bool = False, **told: str) -> Iterator[Server]:
    """A server while the block runs."""
    call_command("collectstatic", interactive=False, verbosity=0)
    server = Server(workers, with_worker=with_worker, **told)
    try:
        server.start()
        yield server
    finally:
        server.stop()
