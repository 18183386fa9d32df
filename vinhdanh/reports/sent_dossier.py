"""What a version that was sent is shown as: its receipt, and its files bound into one PDF."""

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, NamedTuple

from django.core.files.storage import Storage
from django.utils import timezone

from vinhdanh.documents.blocks import Paper
from vinhdanh.documents.bundle import BundlePart, write_bundle
from vinhdanh.documents.bundle_cover import Cover
from vinhdanh.documents.receipt import Receipt, ReceivedFile, compose_receipt
from vinhdanh.documents.wording import Kind, counts
from vinhdanh.models import Attachment, DossierVersion
from vinhdanh.vietnamese import read_date


class _OfKind(NamedTuple):
    kind: Kind


def receipt_paper(version: DossierVersion) -> Paper:
    """The receipt as a paper of the body that receives."""
    content = version.content
    campaign = content["campaign"]
    return compose_receipt(
        Receipt(
            superior="",
            issuer=campaign["host"],
            number=version.receipt,
            place=campaign["seat"],
            received_at=timezone.localtime(version.sent_at),
            campaign=campaign["title"],
            unit=content["unit"]["name"],
            version=version.number,
            sender=content["sender"],
            deadline=campaign["deadline"],
            cite=campaign["cite"],
            nominees=nominee_counts(content),
            files=tuple(
                ReceivedFile(one["name"], one["size"], one["sha256"], one["about"], one["nominee"])
                for one in version.files
            ),
            digest=version.digest,
        )
    )


def nominee_counts(content: dict[str, Any]) -> str:
    """`02 tập thể, 03 cá nhân`."""
    return counts(_OfKind(one["kind"]) for one in content["nominees"])


def bind_version(version: DossierVersion, target: BinaryIO, *, number: int) -> int:
    """Writes set `number` of the version's bundle into `target`; of how many pages. Raises DamagedPart."""
    content = version.content
    campaign, heading = content["campaign"], content["heading"]
    day = _letter_day(content)
    cover = Cover(
        superior=heading["superior"],
        issuer=heading["issuer"],
        place=heading["place"],
        day=day,
        year=(day or timezone.localtime(version.sent_at)).year,
        campaign=campaign["title"],
        recipients=tuple(campaign["recipients"]),
        nominees=nominee_counts(content),
        receipt=version.receipt,
        sets=campaign["sets"],
    )
    return write_bundle(cover, list(_parts(version)), target, number=number)


def _letter_day(content: dict[str, Any]) -> date | None:
    written = next((text for place, _, text in content["letter"] if place == "letter.letter_date"), "")
    return read_date(written) if written else None


def _parts(version: DossierVersion) -> Iterator[BundlePart]:
    storage: Storage = Attachment._meta.get_field("file").storage

    def opener(stored: str) -> Any:
        return lambda: storage.open(stored, "rb")

    for one in version.files:
        yield BundlePart(
            title=one["about"],
            name=one["link"] or one["name"],
            media_type=one["media_type"],
            read=opener(one["stored"]) if one["stored"] else None,
            size=one["size"],
            sha256=one["sha256"],
            nominee=one["nominee"],
        )
