"""Two people who write at the same moment, each on a connection of his own, in an order that a test can rely on.

SQLite lets one write at a time, from the beginning of the transaction: only PostgreSQL can let two of them cross.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

needs_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="two transactions cross on PostgreSQL alone"
)
_PATIENCE = 30.0  # seconds; nothing here takes one
_LOCK_PATIENCE = 10.0  # shorter, so that whoever waits for ever says so himself


class Writer:
    """One who writes in a thread of his own. What he raises is kept for whoever asks."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.failure: Exception | None = None
        self._work, self._backend, self._ready = work, 0, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{_LOCK_PATIENCE:.0f}s'")
                cursor.execute("SELECT pg_backend_pid()")
                (self._backend,) = cursor.fetchone()
            self._ready.set()
            self._work()
        except Exception as failure:
            self.failure = failure
        finally:
            self._ready.set()
            connection.close()

    def run_until_held_up(self) -> None:
        """Returns once he waits for what somebody else has locked, or has come to his end."""
        self._ready.wait(_PATIENCE)
        end = time.monotonic() + _PATIENCE
        while self._thread.is_alive() and not self._is_held_up():
            assert time.monotonic() < end, "neither held up nor finished"
            time.sleep(0.01)

    def finish(self) -> Exception | None:
        """Waits for his end; what he raised."""
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive(), "did not finish"
        return self.failure

    def _is_held_up(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self._backend])
            return bool(cursor.fetchone()[0])


def write_across(first: Callable[[], object], second: Callable[[], object]) -> Exception | None:
    """`first` has written all and not yet ended its transaction while `second` runs as far as it can; then both end.

    What `second` raised; `first` must succeed.
    """
    with transaction.atomic():
        first()
        writer = Writer(second)
        writer.run_until_held_up()
    return writer.finish()


def meeting_at(table: str, other: Callable[[], object], work: Callable[[], object]) -> list[Exception | None]:
    """What each of two raised: `other` begins when `work` is about to lock rows of the table, and runs as far as it
    can; then each goes on for as long as it is let."""
    writers: list[Writer] = []

    def between(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not writers and "FOR UPDATE" in sql and f'FROM "{table}"' in sql:
            writers.append(Writer(other))
            writers[0].run_until_held_up()
        return execute(sql, params, many, context)

    raised: Exception | None = None
    with connection.execute_wrapper(between):
        try:
            work()
        except Exception as failure:
            raised = failure
    return [raised, writers[0].finish()]


def just_before_locking(table: str, *steps: Callable[[], object]) -> Callable[..., Any]:
    """For `connection.execute_wrapper`: each time rows of the table are about to be locked, the next step is done and
    ended by somebody else first; once all are done, nothing more happens."""
    waiting = list(steps)

    def between(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if waiting and "FOR UPDATE" in sql and f'FROM "{table}"' in sql:
            failure = Writer(waiting.pop(0)).finish()
            assert failure is None, failure
        return execute(sql, params, many, context)

    return between
