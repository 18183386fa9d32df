"""`vinhdanh worker`: does the long work of the pages, one task after the other, and takes up what was left behind."""

import signal
import sys
import threading

from django.db import OperationalError, connection
from django_tasks_db.management.commands.db_worker import Worker

from vinhdanh.tasks import revive, worker_name

EVERY = 60  # seconds


def work(batch: bool) -> int:
    """Works until it is told to stop (SIGTERM finishes the task at hand); `batch`: until nothing waits. 0."""
    name = worker_name()
    worker = Worker(
        queue_names=["*"],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    _tell(revive(name))
    stop = threading.Event()
    if not batch:
        threading.Thread(target=_look_after, args=(name, stop), daemon=True).start()
    if threading.current_thread() is threading.main_thread():
        worker.configure_signals()
    try:
        worker.run()
    except SystemExit as left:
        return int(left.code or 0)
    finally:
        stop.set()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return 0


def _look_after(name: str, stop: threading.Event) -> None:
    while not stop.wait(EVERY):
        try:
            _tell(revive(name))
        except OperationalError:
            continue  # the database is away for a moment; the next minute asks again
        finally:
            connection.close()


def _tell(revived: int) -> None:
    if revived:
        print(f"Đã đưa {revived} việc dở dang trở lại hàng đợi.", file=sys.stderr)
