"""Long work survives the worker that does it: what was left is taken up again, and nothing is done twice."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from tests.actions.lists import DAO, files_in_memory, sent
from tests.province import Province
from vinhdanh.actions.imports.undoing import undo_import
from vinhdanh.management.worker import work
from vinhdanh.models import Award, Import, ImportState, SearchEntry
from vinhdanh.tasks import (
    MOST_STARTS,
    PATIENCE,
    confirm_and_write,
    revive,
    undo_and_withdraw,
    worker_name,
    write_list,
)

pytestmark = pytest.mark.django_db(transaction=True)  # a worker closes its connection, as in the real world


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


@pytest.fixture
def confirmed(province: Province) -> Import:
    """A list that waits for the worker."""
    one = sent(province.district, province.officer, DAO)
    confirm_and_write(one, by=province.officer)
    return one


def claimed_by(name: str, starts: int = 1) -> DBTaskResult:
    """The task that waits, as if a worker had begun it."""
    waiting = DBTaskResult.objects.get()
    waiting.worker_ids = [name] * starts
    waiting.status, waiting.started_at = TaskResultStatus.RUNNING, timezone.now()
    waiting.save()
    return waiting


def number_of_a_dead_process() -> int:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return gone.pid


def here(process: int) -> str:
    machine = worker_name().partition(":")[0]
    return f"{machine}:{process}:abc"


def test_the_worker_writes_what_was_confirmed(confirmed: Import) -> None:
    assert work(batch=True) == 0
    confirmed.refresh_from_db()
    assert (confirmed.state, Award.objects.count()) == (ImportState.DONE, 1)
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_what_a_killed_worker_left_is_done_by_the_next(confirmed: Import) -> None:
    claimed_by(here(number_of_a_dead_process()))
    work(batch=True)
    confirmed.refresh_from_db()
    assert confirmed.state == ImportState.DONE


def test_a_worker_that_had_our_number_before_us_is_dead(confirmed: Import) -> None:
    """In a container every worker may be process 7."""
    claimed_by(here(os.getpid()))
    assert revive(worker_name()) == 1


def test_a_worker_that_lives_is_left_alone(confirmed: Import) -> None:
    mine = worker_name()
    claimed_by(mine)
    assert revive(mine) == 0
    claimed_by(here(os.getppid()))
    assert revive(mine) == 0


def test_a_worker_of_another_machine_is_given_time(confirmed: Import) -> None:
    left = claimed_by("elsewhere:7:abc")
    assert revive(worker_name()) == 0
    DBTaskResult.objects.filter(pk=left.pk).update(started_at=timezone.now() - PATIENCE - timedelta(seconds=1))
    assert revive(worker_name()) == 1


def test_a_task_that_brings_workers_down_is_not_tried_for_ever(confirmed: Import) -> None:
    claimed_by(here(number_of_a_dead_process()), starts=MOST_STARTS)
    revive(worker_name())
    confirmed.refresh_from_db()
    assert (confirmed.state, DBTaskResult.objects.get().status) == (ImportState.PREVIEW, TaskResultStatus.FAILED)
    assert "chưa có gì vào sổ" in confirmed.failure


def test_an_import_whose_task_was_lost_is_taken_up_after_a_while(confirmed: Import) -> None:
    DBTaskResult.objects.all().delete()
    assert revive(worker_name()) == 0  # it may be on its way
    Import.objects.update(changed_at=timezone.now() - timedelta(minutes=3))
    assert revive(worker_name()) == 1
    assert revive(worker_name()) == 0  # it waits in the queue now
    work(batch=True)
    assert Award.objects.count() == 1


def test_what_follows_the_writing_is_taken_up_where_it_was_cut_off(confirmed: Import) -> None:
    """The command was killed after the awards were written, before they could be found."""
    work(batch=True)
    confirmed.refresh_from_db()
    del confirmed.counts["suspicions"]
    confirmed.save()
    SearchEntry.objects.all().delete()
    Import.objects.update(changed_at=timezone.now() - timedelta(minutes=3))
    work(batch=True)
    confirmed.refresh_from_db()
    assert (confirmed.counts["suspicions"], Award.objects.count()) == (0, 1)
    assert SearchEntry.objects.exists()


def test_a_task_that_runs_twice_writes_once(confirmed: Import) -> None:
    for _ in range(2):
        write_list.call(confirmed.pk)
    assert Award.objects.count() == 1


def test_an_undoing_that_stopped_with_a_reason_waits_for_somebody(confirmed: Import, province: Province) -> None:
    work(batch=True)
    undo_import(confirmed, by=province.officer)
    long_ago = timezone.now() - timedelta(minutes=3)
    Import.objects.update(failure="Chương trình gặp lỗi.", changed_at=long_ago)
    assert revive(worker_name()) == 0
    confirmed.refresh_from_db()
    undo_and_withdraw(confirmed, by=province.officer)
    work(batch=True)
    confirmed.refresh_from_db()
    assert (confirmed.state, Award.objects.standing().count()) == (ImportState.UNDONE, 0)
