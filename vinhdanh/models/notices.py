"""The outbox: what people are told by mail and on their first page; composed, seen, then sent."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.accounts import User


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Chưa gửi được"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread_of(self, user: User) -> "NoticeQuerySet":
        """What a person has not seen yet on the first page."""
        return self.filter(to=user, read_at__isnull=True)


class Notice(models.Model):
    """One message to one person; `page` and `key` name the page it is about. The worker sends it, in a few tries."""

    to = models.ForeignKey("User", models.PROTECT, related_name="notices")
    subject = models.CharField("tiêu đề", max_length=200)
    body = models.TextField("nội dung")
    page = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    composed_at = models.DateTimeField(default=timezone.now)
    composed_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-composed_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=NoticeState.values), name="notice_state_is_known")]
        indexes = [
            models.Index(fields=["to", "-composed_at"], name="notice_of_person"),
            models.Index(fields=["composed_at"], condition=Q(state="waiting"), name="notice_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject
