"""Somebody of the made-up province in front of Django's own client, and what a question costs at most."""

import gc
import logging
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from benchmarks.measuring import seconds
from vinhdanh.models import User

ROUNDS = 3
PLAIN_FILES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@contextmanager
def client_of(username: str) -> Iterator[Client]:
    """A client signed in as `office`, who reads the whole province, or `officer`, who reads one district."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        hosts = ["testserver", *settings.ALLOWED_HOSTS]
        with override_settings(STATIC_ROOT=folder, STORAGES=PLAIN_FILES, ALLOWED_HOSTS=hosts, DEMO=True):
            client = Client()
            client.force_login(reader(username))
            client.get("/health/")  # loads the pages; then as wsgi.py does
            gc.collect()
            gc.freeze()
            gc.set_threshold(10_000, 10, 50)
            yield client


def reader(username: str) -> User:
    """The person, in whose place nobody else may be: the made-up province has to be there."""
    found = User.objects.filter(username=username).first()
    if found is None:
        sys.exit("no made-up province here: python -m benchmarks.province")
    return found


def say_head() -> None:
    """The head of the table that `say_spread` fills."""
    print(f"{connection.vendor}, milliseconds: the middle, 95 of 100 are under, the longest; the target for 95 of 100")


def say_spread(what: str, works: Iterable[Callable[[], object]], target: int) -> None:
    """One line: how long different questions of one kind take, each asked several times after one that warms up."""
    times = []
    for work in works:
        work()
        times += [1000 * seconds(work) for _ in range(ROUNDS)]
    times.sort()
    middle, high, longest = statistics.median(times), times[int(0.95 * (len(times) - 1))], times[-1]
    word = "met" if high < target else "MISSED"
    print(f"{what:44} {middle:6.0f} {high:6.0f} {longest:6.0f}   under {target}: {word}", flush=True)
