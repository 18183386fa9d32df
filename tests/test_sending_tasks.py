"""Sending and what the worker does after it: the PDFs of the whole, one for each set."""

import hashlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pikepdf import Pdf
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.dossiers import MORNING, begun_dossier, completed
from tests.province import Province
from vinhdanh.actions.bundles import give_up_bundle, open_bundle
from vinhdanh.actions.dossier_steps import Incomplete
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.management.worker import work
from vinhdanh.models import Attachment, AuditLine, Dossier, DossierVersion
from vinhdanh.permissions import Refused
from vinhdanh.tasks import MOST_STARTS, bind_again, bind_dossier, revive, send_and_bind, worker_name

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def scan() -> bytes:
    """A page, as a scanner makes one."""
    with Pdf.new() as paper:
        paper.add_blank_page(page_size=(595, 842))
        written = BytesIO()
        paper.save(written)
    return written.getvalue()


@pytest.fixture
def dossier(province: Province) -> Dossier:
    dossier = completed(begun_dossier(province))
    for one in Attachment.objects.filter(dossier=dossier):
        one.file.save("", ContentFile(scan()))
    return dossier


def bound(version: DossierVersion) -> DossierVersion:
    """After the worker has done what was put into its queue."""
    (waiting,) = DBTaskResult.objects.filter(task_path=bind_dossier.module_path)
    bind_dossier.func(**waiting.args_kwargs["kwargs"])
    version.refresh_from_db()
    return version


def test_each_set_is_one_file_with_all_parts(province: Province, dossier: Dossier) -> None:
    version = bound(send_and_bind(dossier, by=province.officer, now=MORNING))
    digests = []
    for number in (1, 2):
        opened = open_bundle(version, number)
        assert opened is not None
        content = opened.read()
        digests.append(hashlib.sha256(content).hexdigest())
        with Pdf.open(BytesIO(content)) as whole:
            assert len(whole.pages) == 6  # cover, contents, four scans
    assert digests[0] != digests[1]  # Bộ 01/02, Bộ 02/02
    assert open_bundle(version, 3) is None


def test_a_file_that_cannot_be_bound_is_told_and_what_was_sent_stands(province: Province, dossier: Dossier) -> None:
    version = send_and_bind(dossier, by=province.officer, now=MORNING)
    stored = version.files[0]["stored"]
    default_storage.delete(stored)
    default_storage.save(stored, ContentFile(b"%PDF-1.7 torn"))
    bound(version)
    assert "PDF hỏng" in version.bundle_fault
    assert (version.bundle, version.is_whole) == ("", True)


def test_a_dossier_that_is_not_sent_waits_for_no_bundle(province: Province, dossier: Dossier) -> None:
    Dossier.objects.update(signer="")
    with pytest.raises(Incomplete):
        send_and_bind(dossier, by=province.officer, now=MORNING)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)  # a worker closes its connection
def test_a_binding_that_nobody_will_do_is_taken_up(province: Province, dossier: Dossier) -> None:
    version = send_and_bind(dossier, by=province.officer, now=MORNING)
    assert revive(worker_name()) == 0  # it waits already
    DBTaskResult.objects.all().delete()
    assert revive(worker_name()) == 1
    assert work(batch=True) == 0
    version.refresh_from_db()
    assert version.bundle
    assert revive(worker_name()) == 0


def test_a_binding_that_brings_workers_down_is_given_up_with_a_reason(province: Province, dossier: Dossier) -> None:
    version = send_and_bind(dossier, by=province.officer, now=MORNING)
    DBTaskResult.objects.update(
        worker_ids=["elsewhere:7:abc"] * MOST_STARTS, status=TaskResultStatus.RUNNING, started_at=MORNING
    )
    assert revive(worker_name()) == 0
    version.refresh_from_db()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert "hồ sơ đã gửi không bị ảnh hưởng" in version.bundle_fault


def test_what_could_not_be_bound_is_bound_on_demand(province: Province, dossier: Dossier) -> None:
    version = send_and_bind(dossier, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đang được ghép"):
        bind_again(version, by=province.officer)
    DBTaskResult.objects.all().delete()
    give_up_bundle(version, "Đĩa đầy.")
    assert revive(worker_name()) == 0  # somebody has to say so
    with pytest.raises(Refused):
        bind_again(version, by=province.outsider)
    bind_again(version, by=province.office)
    assert bound(version).bundle
    assert AuditLine.objects.get(verb="bind_again").before == {"fault": "Đĩa đầy."}
    with pytest.raises(NotPossible, match="đã ghép"):
        bind_again(version, by=province.officer)


def test_binding_twice_keeps_the_first(province: Province, dossier: Dossier) -> None:
    version = bound(send_and_bind(dossier, by=province.officer, now=MORNING))
    first = version.bundle
    assert bound(version).bundle == first
