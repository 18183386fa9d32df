"""Attachments: files and links of a dossier, each on the part or the fact that it stands for."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.dossiers import Dossier
from vinhdanh.models.nominations import Fact, Nomination
from vinhdanh.models.readers import Reader

FOLDER = "attachments"  # of the storage


def random_name(_attachment: "Attachment | None" = None, _name: str = "") -> str:
    """Where a file is kept: a name that tells nothing and cannot be guessed."""
    name = uuid4().hex
    return f"{FOLDER}/{name[:2]}/{name}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Reader) -> "AttachmentQuerySet":
        """Those of dossiers that the person may see."""
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def standing(self) -> "AttachmentQuerySet":
        """Those that were not taken out again."""
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """One file, or a link to a film. Never overwritten: another file is another attachment.

    `part` is the id of a part of the dossier, where it is that paper signed; `fact` the fact that it proves; neither:
    it goes with the nominee, or with the dossier. `draft_digest` is of the draft that was signed, so that data changed
    afterwards are seen. `media_type` is what the content is, whatever it was called.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="attachments")
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, blank=True, related_name="attachments")
    fact = models.ForeignKey(Fact, models.SET_NULL, null=True, blank=True, related_name="proofs")
    part = models.CharField(max_length=80, blank=True)
    file = models.FileField("tệp", upload_to=random_name, blank=True)
    link = models.URLField("đường dẫn phim", max_length=500, blank=True)
    name = models.CharField("tên tệp", max_length=255)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField("dung lượng", default=0)  # bytes
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    draft_digest = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(file="", link=""), name="attachment_is_a_file_or_a_link")]

    def __str__(self) -> str:
        return self.name
