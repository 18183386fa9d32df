"""Long work, done beside the pages by the worker (`vinhdanh worker`). Each may be started again at any time.

A worker that is killed leaves its task RUNNING for ever, and nobody would know: `revive` puts such tasks back into the
queue, and those imports that wait for a task that was lost. The worker calls it when it starts and every minute.
"""

import gc
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from secrets import token_hex
from tempfile import TemporaryFile
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from vinhdanh.actions.audit import from_origin, record_chain_check
from vinhdanh.actions.bundles import ask_for_bundle, give_up_bundle, keep_bundle
from vinhdanh.actions.dossier_steps import send_dossier
from vinhdanh.actions.imports.sending import confirm_import, fail_reading, is_small, prepare_import
from vinhdanh.actions.imports.undoing import give_up_undoing, undo_again, undo_import, withdraw_import
from vinhdanh.actions.imports.writing import give_up_writing, write_import
from vinhdanh.actions.verdicts import keep_verdicts
from vinhdanh.clock import today
from vinhdanh.documents.bundle import DamagedPart
from vinhdanh.models import AuditHead, Dossier, DossierVersion, Import, ImportState, User
from vinhdanh.models.imports import WORKING
from vinhdanh.reports.audit import verify_chain
from vinhdanh.reports.dossier_content import sending_of
from vinhdanh.reports.sent_dossier import bind_version
from vinhdanh.reports.verdicts import verdicts_of

AnyTask: TypeAlias = "DBTaskResult[Any, Any]"
ORIGIN = "worker"
MOST_STARTS = 3  # a task that brought three workers down is not tried again
PATIENCE = timedelta(minutes=15)  # for a worker of another machine that says nothing
SHORT_CHAIN = 50_000  # lines; a second or so
BOUND_AT_ONCE = 100  # versions
SCREENED_AT_ONCE = 500  # dossiers; some ten seconds
LOST = timedelta(minutes=2)  # an import without a task, and without progress
_OUR_FAULT = "Chương trình gặp lỗi khi {} tệp này, chưa có gì vào sổ; hãy thử lại, nếu vẫn lỗi thì báo người quản trị."
_UNDO_FAILED = "Chương trình gặp lỗi khi hoàn tác, sổ chưa thay đổi; hãy thử lại, nếu vẫn lỗi thì báo người quản trị."
_BIND_FAILED = "Chương trình gặp lỗi khi ghép hồ sơ thành một tệp; hồ sơ đã gửi không bị ảnh hưởng."
READ_FAILED, WRITE_FAILED = _OUR_FAULT.format("đọc"), _OUR_FAULT.format("ghi")


@task()
def read_list(key: int) -> None:
    """Reads the file of an import that waits in READING."""
    try:
        with from_origin(ORIGIN), collector_resting():
            prepare_import(key, on=today())
    except Exception:
        fail_reading(key, READ_FAILED)
        raise


@task()
def write_list(key: int) -> None:
    """Writes an import that was confirmed into the register."""
    try:
        with from_origin(ORIGIN), collector_resting():
            write_import(key)
    except Exception:
        give_up_writing(key, WRITE_FAILED)
        raise


@task()
def undo_list(key: int) -> None:
    """Withdraws what an import in UNDOING brought into the register."""
    try:
        with from_origin(ORIGIN), collector_resting():
            withdraw_import(key)
    except Exception:
        give_up_undoing(key, _UNDO_FAILED)
        raise


@contextmanager
def collector_resting() -> Iterator[None]:
    """Nothing that a list is made of refers back to itself: looking for that among a million rows costs a fifth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


_UNDONE = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
_OF_IMPORTS = (read_list.module_path, write_list.module_path, undo_list.module_path)
_WORK_OF = {ImportState.READING: read_list, ImportState.UNDOING: undo_list}  # of any other: what follows from writing


def begin_reading(one: Import) -> None:
    """Has an import in READING read: at once where that is quick, else beside the pages."""
    if is_small(one):
        try:
            prepare_import(one.pk, on=today())
        except Exception:
            fail_reading(one.pk, READ_FAILED)
            raise
    else:
        read_list.enqueue(one.pk)


def confirm_and_write(one: Import, *, by: User) -> None:
    """Confirms an import and has it written beside the pages: both, or neither."""
    with transaction.atomic():
        confirm_import(one, by=by)
        write_list.enqueue(one.pk)


def undo_and_withdraw(one: Import, *, by: User) -> None:
    """Has an import undone, or taken up again, and what it brought withdrawn beside the pages: both, or neither."""
    with transaction.atomic():
        undo = undo_again if one.state == ImportState.UNDOING else undo_import
        undo(one, by=by)
        undo_list.enqueue(one.pk)


def send_and_bind(dossier: Dossier, *, by: User, now: datetime) -> DossierVersion:
    """Sends a dossier and has its PDFs bound beside the pages: both, or neither. Raises as `send_dossier` does."""
    with transaction.atomic():
        version = send_dossier(
            dossier, by=by, now=now, compose=lambda held: sending_of(held, by, timezone.localdate(now))
        )
        bind_dossier.enqueue(version=version.pk)
    return version


@task()
def bind_dossier(*, version: int) -> None:
    """Binds the files of a version that was sent into one PDF for each set."""
    sent = DossierVersion.objects.select_related("dossier").get(pk=version)
    if sent.bundle:
        return
    try:
        with ExitStack() as opened:
            sets = [opened.enter_context(TemporaryFile()) for _ in range(sent.content["campaign"]["sets"])]
            for number, target in enumerate(sets, 1):
                bind_version(sent, target, number=number)
            keep_bundle(sent, sets)
    except DamagedPart as damage:
        give_up_bundle(sent, damage.sentence)
    except Exception:
        give_up_bundle(sent, _BIND_FAILED)
        raise


def bind_again(version: DossierVersion, *, by: User) -> None:
    """Has the PDFs of a version bound that could not be before: both, or neither. Raises as `ask_for_bundle` does."""
    with transaction.atomic():
        ask_for_bundle(version, by=by)
        bind_dossier.enqueue(version=version.pk)


def screen_changed(on: date) -> int:
    """Screens anew the nominees that changed since their last screening, SCREENED_AT_ONCE dossiers at most, and keeps
    the words that the board counts; how many dossiers. The worker asks for it every minute."""
    stale = Dossier.objects.filter(nominations__declared="", nominations__removed_at=None).distinct().order_by("pk")
    found = list(stale[:SCREENED_AT_ONCE])
    for one in found:
        keep_verdicts(one, lambda held: verdicts_of([held], on))
    return len(found)


@task()
def check_chain(*, by: int) -> None:
    """Walks along the whole record for the person of that key, and tells the record what was found."""
    with from_origin(ORIGIN):
        _check_chain(User.objects.get(pk=by))


def check_chain_soon(*, by: User) -> bool:
    """Has the record checked: at once where it is short, else beside the pages. Whether it is done."""
    at_once = not AuditHead.objects.filter(number__gt=SHORT_CHAIN).exists()
    if at_once:
        _check_chain(by)
    else:
        check_chain.enqueue(by=by.pk)
    return at_once


def _check_chain(by: User) -> None:
    found = verify_chain()
    record_chain_check(by=by, lines=found.lines, digest=found.digest, fault=found.fault.sentence if found.fault else "")


def worker_name() -> str:
    """The name under which a worker of this process claims tasks: machine, process, and a word of its own."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{token_hex(6)}"


def revive(mine: str) -> int:
    """Puts back into the queue what a dead worker left, and what was lost; how many. `mine` is the caller's name."""
    revived = 0
    for left in DBTaskResult.objects.running():
        if _is_dead(left, mine):
            revived += _put_back(left)
    return revived + _find_lost() + _find_unbound()


def _is_dead(left: AnyTask, mine: str) -> bool:
    """Whether nobody works on the task any more: its process is gone, or another machine was silent for long."""
    name = left.worker_ids[-1] if left.worker_ids else ""
    machine, _, rest = name.partition(":")
    process = rest.partition(":")[0]
    if machine == mine.partition(":")[0] and process.isdecimal():
        if int(process) == os.getpid():
            return name != mine  # one that had our number before us
        if not _is_alive(int(process)):
            return True
    return left.started_at is None or left.started_at < timezone.now() - PATIENCE


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _put_back(left: AnyTask) -> int:
    if len(left.worker_ids) >= MOST_STARTS:
        left.set_failed(RuntimeError(f"brought down {MOST_STARTS} workers"))
        _give_up(left)
        return 0
    claimed = DBTaskResult.objects.filter(pk=left.pk, status=TaskResultStatus.RUNNING, started_at=left.started_at)
    return claimed.update(status=TaskResultStatus.READY, started_at=None)


def _give_up(left: AnyTask) -> None:
    """Tells those who wait for the task that it will not be done."""
    if left.task_path == bind_dossier.module_path:
        give_up_bundle(DossierVersion.objects.get(pk=left.args_kwargs["kwargs"]["version"]), _BIND_FAILED)
    elif left.task_path in _OF_IMPORTS:
        (key,) = left.args_kwargs["args"]
        fail_reading(key, READ_FAILED)
        give_up_writing(key, WRITE_FAILED)
        give_up_undoing(key, _UNDO_FAILED)


def _find_lost() -> int:
    """Imports that wait for work which nobody will do: the process was killed between two steps."""
    tasks = DBTaskResult.objects.filter(status__in=_UNDONE, task_path__in=_OF_IMPORTS)
    expected = {arguments["args"][0] for arguments in tasks.values_list("args_kwargs", flat=True)}
    unfinished = Q(state__in=WORKING, failure="") | Q(state=ImportState.DONE, counts__suspicions__isnull=True)
    lost = Import.objects.filter(unfinished, changed_at__lt=timezone.now() - LOST).exclude(pk__in=expected)
    for one in lost:
        _WORK_OF.get(ImportState(one.state), write_list).enqueue(one.pk)
    return len(lost)


def _find_unbound() -> int:
    """Versions that were sent and whose PDFs nobody binds nor gave up: their task ended before it could say so."""
    unbound = list(DossierVersion.objects.unbound().values_list("pk", flat=True)[:BOUND_AT_ONCE])
    if not unbound:
        return 0
    tasks = DBTaskResult.objects.filter(status__in=_UNDONE, task_path=bind_dossier.module_path)
    expected = {arguments["kwargs"]["version"] for arguments in tasks.values_list("args_kwargs", flat=True)}
    lost = [key for key in unbound if key not in expected]
    for key in lost:
        bind_dossier.enqueue(version=key)
    return len(lost)
