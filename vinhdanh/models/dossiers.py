"""Dossiers: what a unit sends in a campaign; its states, the versions that were sent, what was sent back and why."""

import hashlib
import json
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.campaigns import PackEdition, Participant
from vinhdanh.models.entries import Entry, EntryQuerySet
from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit


class DossierState(models.TextChoices):
    """Where a dossier stands; a participant without a dossier has not begun."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận"


# What may follow what, and the action that does it; docs/states.md is drawn from this table.
TRANSITIONS: tuple[tuple[str, str, str], ...] = (
    (DossierState.DRAFT, "send_dossier", DossierState.SENT),
    (DossierState.SENT, "withdraw_dossier", DossierState.DRAFT),
    (DossierState.SENT, "return_dossier", DossierState.RETURNED),
    (DossierState.RETURNED, "send_dossier", DossierState.SENT),
    (DossierState.SENT, "accept_dossier", DossierState.ACCEPTED),
)


def is_within(place: str, whole: str) -> bool:
    """Whether a place of a dossier (see Remark) is this one, or within it: of `letter` is `letter.signer`, of `facts`
    each fact."""
    return place == whole or place.startswith((f"{whole}.", f"{whole}:")) or (whole, place[:5]) == ("facts", "fact:")


def next_state(state: str, verb: str) -> str | None:
    """The state after the verb; None where it may not be done in this state."""
    return next((after for before, done, after in TRANSITIONS if (before, done) == (state, verb)), None)


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: Reader) -> "DossierQuerySet":
        """Those of units within reach, and those sent to a campaign that a unit within reach holds."""
        if user.reads_all(Reading.DOSSIERS):
            return self
        reached = Unit.objects.visible_to(user, Reading.DOSSIERS)
        return self.filter(Q(participant__unit__in=reached) | Q(participant__campaign__host__in=reached))


class Dossier(models.Model):
    """A unit's dossier in a campaign: the letter's own words here, the rest in nominations, meeting and attachments.

    `revision` grows with every change to the letter, so that two people do not overwrite each other. `version` is the
    number of the version sent last, 0 before. `open_until` is the last day of a supplement, while returned. `edition`
    is the text by which it was accepted: it is screened by that one for ever (`sending_days.pack_of_dossier`).
    """

    participant = models.OneToOneField(Participant, models.PROTECT, related_name="dossier")
    state = models.CharField("tình trạng", max_length=10, choices=DossierState, default=DossierState.DRAFT)
    version = models.PositiveSmallIntegerField("lần gửi", default=0)
    revision = models.PositiveIntegerField(default=0)
    superior = models.CharField("cơ quan cấp trên", max_length=200, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    place = models.CharField("địa danh", max_length=80, blank=True)
    letter_number = models.CharField("số tờ trình", max_length=40, blank=True)
    letter_date = models.DateField("ngày tờ trình", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=160, blank=True)
    open_until = models.DateField("bổ sung đến hết ngày", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    edition = models.ForeignKey(PackEdition, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["participant__unit__path"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DossierState.values), name="dossier_state_is_known")
        ]
        indexes = [models.Index(fields=["state", "-sent_at"], name="dossier_state_sent")]

    def __str__(self) -> str:
        return f"Hồ sơ của {self.participant.unit}"

    @property
    def is_open(self) -> bool:
        """Whether the unit may change it; of a returned one only what remarks point at (`open_fields`)."""
        return self.state in (DossierState.DRAFT, DossierState.RETURNED)


class Sending(NamedTuple):
    """What would be sent, as reports/dossier_content.py composes it: all that was typed, the files in their order, and
    the sentences that say why it cannot be sent."""

    content: dict[str, Any]
    files: list[dict[str, Any]]
    hindrances: tuple[str, ...] = ()

    def digest(self) -> str:
        """The SHA-256 of content and files in one fixed form: JSON in UTF-8, keys in order, without spaces."""
        fixed = json.dumps([self.content, self.files], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(fixed.encode()).hexdigest()


class VersionQuerySet(EntryQuerySet):
    def visible_to(self, user: Reader) -> "VersionQuerySet":
        """Those of dossiers that the person may see."""
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def unbound(self) -> "VersionQuerySet":
        """Those whose PDFs are not there, without a reason; the oldest first."""
        return self.filter(bundle="", bundle_fault="").order_by("sent_at", "pk")


class DossierVersion(Entry):
    """A dossier as it was sent, whole and for ever: its receipt, all that was typed, and the files by their digests.

    `content` and `files` are what reports/dossier_content.py describes; `digest` is that of `Sending`.
    """

    MARKS = frozenset({"bundle", "bundle_fault", "withdrawn_at"})

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("lần gửi")
    receipt = models.CharField("số biên nhận", max_length=40, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    content = models.JSONField()
    files = models.JSONField()
    digest = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    bundle = models.CharField(max_length=200, blank=True)  # where the PDFs of the whole are kept, once they are made
    bundle_fault = models.CharField(max_length=500, blank=True)  # why they could not be

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="one_version_a_number")]
        indexes = [
            models.Index(fields=["sent_at"], condition=Q(bundle="", bundle_fault=""), name="version_waits_for_bundle")
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def is_whole(self) -> bool:
        """Whether it still reads as it was sent."""
        return Sending(self.content, self.files).digest() == self.digest


class ReceiptCounter(models.Model):
    """The number of the last receipt of a campaign: one row each, locked while a dossier is sent."""

    campaign = models.OneToOneField("Campaign", models.PROTECT, primary_key=True, related_name="receipt_counter")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)


class Return(Entry):
    """A dossier sent back for supplement: until when, and in general why. What exactly stands in its remarks."""

    version = models.OneToOneField(DossierVersion, models.PROTECT, related_name="returned")
    reason = models.TextField("nội dung yêu cầu bổ sung", blank=True)
    last_day = models.DateField("bổ sung đến hết ngày")
    returned_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(default=timezone.now)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.last_day:%d/%m/%Y}"


class Remark(models.Model):
    """What the office says of one place of a dossier: a field or part of a nominee, or of the dossier itself.

    `place` names it: `letter.signer`, `nominee.summary`, `fact:12`, `part:ho_so.bao_cao`, `meeting`. Sent to the unit
    with a return (`sent_with`); until then it is the office's own note.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="remarks")
    nomination = models.ForeignKey("Nomination", models.PROTECT, null=True, blank=True, related_name="remarks")
    place = models.CharField(max_length=80)
    text = models.TextField("nhận xét")
    sent_with = models.ForeignKey(Return, models.PROTECT, null=True, blank=True, related_name="remarks")
    written_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField("đã xử lý lúc", null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
