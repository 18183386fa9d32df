"""`vinhdanh worker`: what it leaves behind of a task that failed."""

import logging

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vinhdanh.management.worker import FAILED_SENTENCE, work
from vinhdanh.models import Import
from vinhdanh.tasks import write_list

pytestmark = pytest.mark.django_db(transaction=True)  # a worker closes its connection, as in the real world


def test_the_table_of_tasks_keeps_the_kind_of_an_error_and_a_sentence_alone(caplog: pytest.LogCaptureFixture) -> None:
    """What the error says may hold what stood in a cell, or somebody's row; of the log, rows are left out."""
    caplog.set_level(logging.ERROR)
    write_list.enqueue(404)
    work(batch=True)
    left = DBTaskResult.objects.get()
    kind = f"{Import.DoesNotExist.__module__}.{Import.DoesNotExist.__qualname__}"
    assert left.status == TaskResultStatus.FAILED
    assert left.traceback == f"vinhdanh.management.worker.TaskFailed: {kind}. {FAILED_SENTENCE}\n"
    assert "matching query does not exist" in caplog.text
