"""Campaigns: the rules they run by, frozen; the units that take part; the time that one unit was given beyond."""

import json
from datetime import date
from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.entries import Entry
from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit
from vinhdanh.rules.campaign import Pack


class PackEdition(Entry):
    """A pack as it stood when a campaign took it: the whole of it, so that the folder may move on.

    `content` is the pack as JSON; `hash` is the folder's own digest, or of the content where a form made the pack.
    `form` is what was filled in then (rules/own_pack.py), so that it can be opened again; None of a folder.
    """

    pack_id = models.SlugField("mã gói quy định", max_length=80)
    title = models.CharField("tên", max_length=300)
    hash = models.CharField("mã băm", max_length=64)
    content = models.JSONField()
    form = models.JSONField(null=True, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["pack_id", "hash"], name="one_edition_a_hash")]

    def __str__(self) -> str:
        return f"{self.title} ({self.hash[:8]})"

    def pack(self) -> Pack:
        """The pack itself. It is read once: an edition never changes, so that its id and hash stand for it."""
        return _pack(self.pack_id, self.hash)


@lru_cache(maxsize=64)
def _pack(pack_id: str, digest: str) -> Pack:
    content = PackEdition.objects.values_list("content", flat=True).get(pack_id=pack_id, hash=digest)
    return Pack.model_validate_json(json.dumps(content))


class CampaignState(models.TextChoices):
    """Where a campaign stands. `TRANSITIONS` says what follows what."""

    DRAFT = "draft", "Đang chuẩn bị"
    OPEN = "open", "Đang nhận hồ sơ"
    CLOSED = "closed", "Đã kết thúc nhận hồ sơ"


TRANSITIONS: dict[str, frozenset[str]] = {
    CampaignState.DRAFT: frozenset({CampaignState.OPEN}),
    CampaignState.OPEN: frozenset({CampaignState.CLOSED}),
    CampaignState.CLOSED: frozenset({CampaignState.OPEN}),
}


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: Reader) -> "CampaignQuerySet":
        """Those held by a unit within reach, and, once opened, those in which a unit within reach takes part."""
        if user.reads_all(Reading.DOSSIERS):
            return self
        reached = Unit.objects.visible_to(user, Reading.DOSSIERS)
        taking_part = Participant.objects.filter(unit__in=reached).values("campaign")
        return self.filter(Q(host__in=reached) | Q(pk__in=taking_part) & ~Q(state=CampaignState.DRAFT))

    def with_edition(self) -> "CampaignQuerySet":
        """Each with its edition, without the edition's content: `pack()` keeps what it reads."""
        return self.select_related("edition").defer("edition__content", "edition__form")


class Campaign(models.Model):
    """A round of award work: the province's by its guidance, or a unit's own for its giấy khen (HD I.2.7).

    When it is due and where stands in the pack of its edition; `vote_share` is a choice left open by the guidance (O6).
    `proposed` is a later text of a unit's own standards, written while the campaign is open and not yet taken.
    """

    title = models.CharField("tên đợt", max_length=300)
    host = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns", verbose_name="đơn vị tổ chức")
    edition = models.ForeignKey(PackEdition, models.PROTECT, related_name="campaigns")
    proposed = models.ForeignKey(PackEdition, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("tình trạng", max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    vote_share = models.PositiveSmallIntegerField("tỷ lệ phiếu tối thiểu (% tổng số thành viên)", default=80)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CampaignState.values), name="campaign_state_is_known"),
            models.CheckConstraint(condition=Q(vote_share__lte=100), name="vote_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return self.title


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, user: Reader) -> "ParticipantQuerySet":
        """Of a campaign that a unit within reach holds, all; of others, once opened, those of units within reach."""
        if user.reads_all(Reading.DOSSIERS):
            return self
        reached = Unit.objects.visible_to(user, Reading.DOSSIERS)
        own = Q(unit__in=reached) & ~Q(campaign__state=CampaignState.DRAFT)
        return self.filter(own | Q(campaign__host__in=reached))

    def with_campaign(self) -> "ParticipantQuerySet":
        """Each with its unit, its campaign's host and edition, and its extensions: all that its last day asks for."""
        found = self.select_related("unit", "campaign__host", "campaign__edition").defer(
            "campaign__edition__content", "campaign__edition__form"
        )
        return found.prefetch_related("extensions")


class Participant(models.Model):
    """A unit that takes part in a campaign, in the group whose quota holds for it.

    `group` is a code of the pack's groups, blank while nobody has said. `chosen_by_hand`: the group does not come from
    the unit's kind.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="participants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    group = models.CharField("nhóm đơn vị", max_length=60, blank=True)
    chosen_by_hand = models.BooleanField(default=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="a_unit_takes_part_once")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.campaign}"

    @property
    def extended_to(self) -> date | None:
        """The last day that this unit was given beyond the deadline; the latest extension holds."""
        last = max(self.extensions.all(), key=lambda one: one.pk, default=None)
        return last.last_day if last else None


class Extension(Entry):
    """More time for one unit: who gave it, why, and its last day (included). Never changed; a later one takes over."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="extensions")
    last_day = models.DateField("gia hạn đến hết ngày")
    reason = models.TextField("lý do")
    given_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.participant}: {self.last_day:%d/%m/%Y}"
