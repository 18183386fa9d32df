"""What stands after a rush of dossiers: whether each was stored once and whole, its files as they are on the disk."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings

import benchmarks.tables  # noqa: F401  # before the models
from vinhdanh.models import (
    Attachment,
    AuditLine,
    Campaign,
    Dossier,
    DossierState,
    DossierVersion,
    ReceiptCounter,
)

TASKS = apps.get_model("django_tasks_database", "DBTaskResult")._default_manager  # what waits for the worker


def half_written(campaign: Campaign) -> Iterator[str]:
    """Dossiers that are neither a draft without a version nor sent whole; rows of files without their file."""
    versions = {one.dossier_id: one for one in DossierVersion.objects.filter(**within(campaign))}
    for dossier in Dossier.objects.filter(participant__campaign=campaign):
        version = versions.get(dossier.pk)
        sent = (dossier.state, dossier.version) == (DossierState.SENT, 1)
        draft = (dossier.state, dossier.version) == (DossierState.DRAFT, 0)
        if not (sent and version and version.is_whole or draft and version is None):
            yield f"dossier {dossier.pk}: {dossier.state}, version {version}"
    for one in Attachment.objects.filter(dossier__participant__campaign=campaign):
        if file_digest(str(one.file)) != one.sha256:
            yield f"the file of attachment {one.pk}"


def within(campaign: Campaign) -> dict[str, Any]:
    """Of its dossiers: what a query of versions asks."""
    return {"dossier__participant__campaign": campaign}


def file_digest(stored: str) -> str:
    """The SHA-256 of a file as it stands on the disk; blank where there is none."""
    path = settings.VAR_DIR / "files" / stored
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def not_whole(campaign: Campaign, receipts: dict[int, str]) -> Iterator[str]:
    """Dossiers that are not stored as they were acknowledged, file by file from the disk; `receipts` by their keys."""
    versions = {one.dossier_id: one for one in DossierVersion.objects.filter(**within(campaign))}
    for key, receipt in receipts.items():
        version = versions.get(key)
        if version is None or version.receipt != receipt or not version.is_whole:
            yield f"dossier {key}, receipt {receipt}: {version}"
            continue
        attached = set(Attachment.objects.standing().filter(dossier=key).values_list("sha256", flat=True))
        if {one["sha256"] for one in version.files} != attached or len(version.content["nominees"]) != 6:
            yield f"dossier {key}: not all of it"
        yield from (f"{one['name']} of {key}" for one in version.files if file_digest(one["stored"]) != one["sha256"])


def twice(campaign: Campaign) -> Iterator[str]:
    """Dossiers with more than one version, line of the record or task that binds it."""
    versions = DossierVersion.objects.filter(**within(campaign))
    counted = Counter(versions.values_list("dossier", flat=True))
    lines = AuditLine.objects.filter(
        verb="send_dossier", thing_kind="dossier", thing_key__in=[str(key) for key in counted]
    )
    told = Counter(lines.values_list("thing_key", flat=True))
    for key, count in counted.items():
        if count != 1 or told[str(key)] != 1:
            yield f"dossier {key}: {count} versions, {told[str(key)]} lines of the record"
    if (tasks := TASKS.count()) != versions.count():
        yield f"{tasks} tasks for {versions.count()} versions"


def receipts_out_of_line(campaign: Campaign) -> Iterator[str]:
    """Gaps and doubles among the numbers of the receipts."""
    given = DossierVersion.objects.filter(**within(campaign)).values_list("receipt", flat=True)
    numbers = sorted(int(one.partition("/")[0]) for one in given)
    last = ReceiptCounter.objects.get(campaign=campaign).last
    if numbers != list(range(1, last + 1)):
        yield f"{len(numbers)} receipts, the last number {last}"
