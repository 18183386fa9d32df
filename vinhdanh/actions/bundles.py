"""The PDFs of a version that was sent, one for each set: kept beside the files of dossiers, under a random name."""

from collections.abc import Sequence
from typing import BinaryIO
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Attachment, DossierVersion, User
from vinhdanh.permissions import can, require

FOLDER = "bundles"  # of the storage


def keep_bundle(version: DossierVersion, sets: Sequence[BinaryIO]) -> DossierVersion:
    """Keeps the PDFs, the first set first; where another worker was quicker, what it kept stays."""
    name = uuid4().hex
    stem = f"{FOLDER}/{name[:2]}/{name}"
    storage = _storage()
    for number, written in enumerate(sets, 1):
        written.seek(0)
        storage.save(stored_name(stem, number), File(written))
    if not DossierVersion.objects.filter(pk=version.pk, bundle="").mark(bundle=stem, bundle_fault=""):
        for number in range(1, len(sets) + 1):
            storage.delete(stored_name(stem, number))
    version.refresh_from_db()
    return version


def give_up_bundle(version: DossierVersion, sentence: str) -> None:
    """Says why there is none; what was sent is not touched by it."""
    longest = DossierVersion._meta.get_field("bundle_fault").max_length
    DossierVersion.objects.filter(pk=version.pk, bundle="").mark(bundle_fault=sentence[:longest])


@transaction.atomic
def ask_for_bundle(version: DossierVersion, *, by: User) -> None:
    """Forgets why there is none, so that it is made again: for the unit that sent it and the one that received it.

    Raises Refused; NotPossible where it is there, or being made.
    """
    participant = version.dossier.participant
    if not can(by, "appraise_dossier", participant.campaign.host):
        require(by, "send_dossier", participant.unit)
    held = DossierVersion.objects.select_for_update(of=("self",)).defer("content", "files").get(pk=version.pk)
    if held.bundle:
        raise NotPossible("Bộ hồ sơ đã ghép xong; tải lại trang để xem.")
    if not held.bundle_fault:
        raise NotPossible("Bộ hồ sơ đang được ghép; tải lại trang sau ít phút.")
    record("bind_again", version.dossier, by=by, unit=participant.unit, before={"fault": held.bundle_fault})
    held.marked(bundle_fault="")


def open_bundle(version: DossierVersion, number: int) -> BinaryIO | None:
    """Set `number` of it, from its beginning; None where it is not there."""
    name = stored_name(version.bundle, number)
    if not version.bundle or not _storage().exists(name):
        return None
    opened: BinaryIO = _storage().open(name, "rb")  # type: ignore[assignment]  # Django's File is read as one
    return opened


def stored_name(stem: str, number: int) -> str:
    """Where set `number` is kept."""
    return f"{stem}-{number}.pdf"


def _storage() -> Storage:
    storage: Storage = Attachment._meta.get_field("file").storage
    return storage
