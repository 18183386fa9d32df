"""`vinhdanh worker`: does the long work of the pages, one task after the other, takes up what was left behind, and
sends the mail of the outbox every minute."""

import signal
import sys
import threading
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from vinhdanh import clock
from vinhdanh.actions.attachments import sweep_files
from vinhdanh.actions.notices import send_waiting
from vinhdanh.tasks import revive, screen_changed, worker_name

EVERY = 60  # seconds
SWEEP_EVERY = 60  # of those looks: once an hour
FAILED_SENTENCE = "Việc chạy nền gặp lỗi; nội dung lỗi ở nhật ký của máy chủ."


class TaskFailed(Exception):
    """Stands in the table of tasks for the error that ended one: its kind, and a sentence of ours."""


class CarefulWorker(Worker):
    """The library's worker, which keeps of a task that failed only the kind of the error.

    By itself it writes the whole error into the table of tasks, which nobody cleans: and an error of the database names
    the row that it met, one of a cell what stood in the cell. The log has the way of it (web/logs.py).
    """

    def run_task(self, db_task_result: "DBTaskResult[Any, Any]") -> None:
        set_failed = db_task_result.set_failed

        def keep_the_kind(error: BaseException) -> None:
            kind = type(error)
            set_failed(TaskFailed(f"{kind.__module__}.{kind.__qualname__}. {FAILED_SENTENCE}"))

        db_task_result.set_failed = keep_the_kind
        super().run_task(db_task_result)


def page_address(page: str, key: str) -> str:
    """Where a notice leads, as the mail says it; blank where SITE_ADDRESS is not set, or there is no such page."""
    try:
        return f"{settings.SITE_ADDRESS}{reverse(page, args=[key] if key else [])}" if settings.SITE_ADDRESS else ""
    except NoReverseMatch:
        return ""


def work(batch: bool) -> int:
    """Works until it is told to stop (SIGTERM finishes the task at hand); `batch`: until nothing waits. 0."""
    name = worker_name()
    worker = CarefulWorker(
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
    send_waiting(clock.now(), page_address)
    screen_changed(clock.today())
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
    looks = 0
    while not stop.wait(EVERY):
        looks += 1
        try:
            _tell(revive(name))
            send_waiting(clock.now(), page_address)
            screen_changed(clock.today())
            if looks % SWEEP_EVERY == 0:
                sweep_files(timezone.now())
        except OperationalError:
            continue  # the database is away for a moment; the next minute asks again
        finally:
            connection.close()


def _tell(revived: int) -> None:
    if revived:
        print(f"Đã đưa {revived} việc dở dang trở lại hàng đợi.", file=sys.stderr)
