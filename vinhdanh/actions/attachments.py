"""Files and films of a dossier: attached where they prove something or are the signed paper, and taken out again."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import Sum

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.nominations import held_dossier, touch_dossier
from vinhdanh.actions.proof_refusals import follow_refusals
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.problems import Unreadable, quoted
from vinhdanh.intake.uploads import Upload, check_film_link, inspect
from vinhdanh.models import Attachment, Dossier, DossierVersion, Fact, Nomination, User
from vinhdanh.models.attachments import FOLDER, random_name
from vinhdanh.models.sending_days import pack_of
from vinhdanh.permissions import require
from vinhdanh.vietnamese import tidy

DOSSIER_LIMIT = 200 * 1024 * 1024  # bytes of all files of a dossier together
UNNAMED_FOR = timedelta(days=1)  # a file that no row names is left alone so long: its row may be on the way
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a dossier: at a fact that it proves; at a part of the pack, as that paper signed; else with the nominee,
    or with the dossier. A fact brings its nominee along."""

    nomination: Nomination | None = None
    fact: Fact | None = None
    part: str = ""

    @property
    def code(self) -> str:
        """As remarks name it."""
        if self.fact:
            return f"fact:{self.fact.pk}"
        return f"part:{self.part}" if self.part else "attachments"

    @property
    def nominee(self) -> Nomination | None:
        """Whose it is; None: the dossier's."""
        return self.fact.nomination if self.fact else self.nomination


def place_of(attachment: Attachment) -> Place:
    """Where an attachment is."""
    return Place(attachment.nomination, attachment.fact, attachment.part)


def add_attachment(
    dossier: Dossier, content: bytes, name: str, place: Place, *, by: User, now: datetime, draft_digest: str = ""
) -> tuple[Attachment, str]:
    """Keeps a file at its place; with a sentence where its name said something else than its content.

    At a part of the pack it is the signed paper: `draft_digest` is then of the draft as it is now
    (reports/dossier_papers.py), so that data changed afterwards are seen. Raises Refused; NotPossible for a file that
    is not taken, one that stands there already, a place that is closed or is not of this dossier, and beyond
    DOSSIER_LIMIT.
    """
    require(by, "edit_dossier", dossier.participant.unit)
    try:
        upload = inspect(content, name)
    except Unreadable as refusal:
        raise NotPossible(refusal.sentence, "file") from refusal
    storage: Storage = Attachment._meta.get_field("file").storage
    stored = storage.save(random_name(), ContentFile(content))  # outside of the transaction: the disk is slow
    try:
        with transaction.atomic():
            held = _held_at(dossier, place, by)
            _check_file(held, upload, place)
            attachment = Attachment(file=stored, name=upload.name, media_type=upload.media_type, size=upload.size)
            attachment.pages, attachment.sha256 = upload.pages, upload.sha256
            attachment.draft_digest = draft_digest if place.part else ""
            told = {"media_type": upload.media_type, "size": upload.size, "sha256": upload.sha256}
            _keep(attachment, held, place, by, now)
            record("add_attachment", attachment, by=by, unit=held.participant.unit, after=told | _told(place))
            return attachment, upload.note
    except BaseException:
        storage.delete(stored)
        raise


@transaction.atomic
def link_film(dossier: Dossier, address: str, name: str, place: Place, *, by: User, now: datetime) -> Attachment:
    """Keeps the address of a film, with the name that the page shows. Raises as `add_attachment` does."""
    require(by, "edit_dossier", dossier.participant.unit)
    try:
        link = check_film_link(address)
    except Unreadable as refusal:
        raise NotPossible(refusal.sentence, "link") from refusal
    if place.part:
        raise NotPossible("Văn bản đã ký phải là tệp PDF hoặc ảnh, không phải đường dẫn phim.", "link")
    held = _held_at(dossier, place, by)
    if _standing_at(held, place).filter(link=link).exists():
        raise NotPossible("Đường dẫn này đã có ở đây.", "link")
    shown = tidy(name)[:_LONGEST_NAME] or link[:_LONGEST_NAME]
    attachment = Attachment(link=link, name=shown)
    _keep(attachment, held, place, by, now)
    record("link_film", attachment, by=by, unit=held.participant.unit, after={"link": link} | _told(place))
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User, now: datetime) -> None:
    """Takes a file or film out of the dossier. The file itself is kept where a version that was sent names it, else it
    is gone for good. Raises Refused; NotPossible where the place is closed, or somebody took it out before."""
    held = held_dossier(attachment.dossier, by=by)
    found = Attachment.objects.select_related("nomination", "fact__nomination")
    attachment = found.select_for_update(of=("self",)).get(pk=attachment.pk)
    if attachment.removed_at is not None:
        raise NotPossible(f"Tệp {quoted(attachment.name)} đã được bỏ khỏi hồ sơ trước đó; hãy tải lại trang.")
    place = place_of(attachment)
    require_open(held, place.code, place.nominee.pk if place.nominee else None)
    attachment.removed_at = now
    attachment.save(update_fields=["removed_at"])
    touch_dossier(held, by, now)
    record("remove_attachment", attachment, by=by, unit=held.participant.unit, before=_told(place))
    stored, storage = str(attachment.file.name or ""), attachment.file.storage
    if stored and attachment.sha256 not in _digests_sent(held.versions.all()):
        transaction.on_commit(lambda: storage.delete(stored))


def sweep_files(now: datetime) -> int:
    """Deletes stored files that no standing attachment and no version that was sent names, a day after they were
    written: what a process left that died between the file and its row. `now` is the machine's own time. How many.

    Where nothing at all is named, nothing is deleted: that is more likely another database beside these files.
    """
    storage: Storage = Attachment._meta.get_field("file").storage
    named = _names_kept()
    if not named:
        return 0
    left = [name for name in _stored_names(storage, FOLDER) if name not in named]
    old = [name for name in left if storage.get_modified_time(name) < now - UNNAMED_FOR]
    for name in old:
        storage.delete(name)
    return len(old)


def _held_at(dossier: Dossier, place: Place, by: User) -> Dossier:
    """The dossier, locked, where the place is one of it and open."""
    held = held_dossier(dossier, by=by)
    nominee = place.nominee
    if nominee and (nominee.dossier_id != held.pk or nominee.removed_at is not None):
        raise NotPossible("Đối tượng này không còn trong hồ sơ; hãy tải lại trang.")
    if place.part:
        parts = {part.id: part for part in pack_of(held.participant.campaign).dossier.parts}
        if place.part not in parts or (parts[place.part].each == "nominee") != (nominee is not None):
            raise NotPossible("Hồ sơ của đợt này không có thành phần đó; hãy tải lại trang.")
    require_open(held, place.code, nominee.pk if nominee else None)
    return held


def _check_file(held: Dossier, upload: Upload, place: Place) -> None:
    """Raises NotPossible for a file that does not go there, stands there already, or is too much for the dossier."""
    if place.part and not upload.kind.is_paper:
        raise NotPossible(f"Văn bản đã ký phải là PDF hoặc ảnh quét; tệp này là {upload.kind.label}.", "file")
    same = _standing_at(held, place).filter(sha256=upload.sha256).first()
    if same:
        raise NotPossible(f"Tệp này đã có ở đây với tên {quoted(same.name)}.", "file")
    standing = Attachment.objects.standing().filter(dossier=held)
    used = standing.aggregate(total=Sum("size"))["total"] or 0
    if used + upload.size > DOSSIER_LIMIT:
        raise NotPossible(
            f"Các tệp của hồ sơ sẽ vượt quá {DOSSIER_LIMIT // 1024 // 1024} MB; "
            "hãy quét lại ở độ phân giải thấp hơn, hoặc bỏ bớt tệp không cần thiết.",
            "file",
        )


def _standing_at(held: Dossier, place: Place) -> models.QuerySet[Attachment]:
    at = {"nomination": place.nominee, "fact": place.fact, "part": place.part}
    return Attachment.objects.standing().filter(dossier=held, **at)


def _keep(attachment: Attachment, held: Dossier, place: Place, by: User, now: datetime) -> None:
    attachment.dossier, attachment.nomination, attachment.fact = held, place.nominee, place.fact
    attachment.part, attachment.added_by, attachment.added_at = place.part, by, now
    attachment.save()
    if place.fact:
        follow_refusals(place.fact)
    touch_dossier(held, by, now)


def _told(place: Place) -> dict[str, Any]:
    """The place as the record tells it."""
    of_nominee = {"nomination": place.nominee.name} if place.nominee else {}
    return of_nominee | ({"fact": str(place.fact)} if place.fact else {"part": place.part} if place.part else {})


def _digests_sent(versions: models.QuerySet[DossierVersion]) -> set[str]:
    """The SHA-256 of every file that these versions name."""
    return {row["sha256"] for files in versions.values_list("files", flat=True) for row in files if "sha256" in row}


def _names_kept() -> set[str]:
    """Under which names files are stored that must stay."""
    kept = set(Attachment.objects.standing().exclude(file="").values_list("file", flat=True))
    removed = Attachment.objects.filter(removed_at__isnull=False).exclude(file="")
    by_dossier: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for dossier, stored, digest in removed.values_list("dossier", "file", "sha256"):
        by_dossier[dossier].append((stored, digest))
    for dossier, files in by_dossier.items():
        sent = _digests_sent(DossierVersion.objects.filter(dossier=dossier))
        kept |= {stored for stored, digest in files if digest in sent}
    return kept


def _stored_names(storage: Storage, folder: str) -> Iterator[str]:
    """The names of all files below a folder of the storage."""
    if not storage.exists(folder):
        return
    folders, files = storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _stored_names(storage, f"{folder}/{name}")
