"""Two honourees that may be one: the suspicion, what a person decided of it, and the merge that can be undone."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from vinhdanh.models.honourees import Honouree
from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit


class SuspicionState(models.TextChoices):
    """What became of a suspicion."""

    OPEN = "open", "Chờ quyết định"
    MERGED = "merged", "Đã gộp"
    TWO = "two", "Là hai đối tượng khác nhau"


class SuspicionQuerySet(models.QuerySet["Suspicion"]):
    def visible_to(self, user: Reader) -> "SuspicionQuerySet":
        """Those of which the person may see both sides."""
        if user.reads_all(Reading.REGISTER):
            return self
        reached = Unit.objects.visible_to(user, Reading.REGISTER)
        return self.filter(first__unit__in=reached, second__unit__in=reached)

    def waiting(self) -> "SuspicionQuerySet":
        """Those that nobody decided yet, both sides standing in the register."""
        return self.filter(state=SuspicionState.OPEN, first__standing="standing", second__standing="standing")

    def told_apart(self) -> "SuspicionQuerySet":
        """Those that a person said are two, both sides standing in the register."""
        return self.filter(state=SuspicionState.TWO, first__standing="standing", second__standing="standing")

    def of(self, honouree: Honouree) -> "SuspicionQuerySet":
        """Those about this honouree, whichever side it is."""
        return self.filter(Q(first=honouree) | Q(second=honouree))


class Suspicion(models.Model):
    """Two honourees that look alike. `first` has the lower key; `score` is 0 to 100; `evidence` names what agrees."""

    first = models.ForeignKey(Honouree, models.PROTECT, related_name="+")
    second = models.ForeignKey(Honouree, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=SuspicionState, default=SuspicionState.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuspicionQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_suspicion_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="suspicion_pair_in_order"),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="suspicion_queue")]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"


class Merge(models.Model):
    """One honouree taken into another by a person; `moved` names the entries, so that it can be undone."""

    kept = models.ForeignKey(Honouree, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Honouree, models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)  # "awards", "ratings", "positions", "double_awards", "double_ratings" → keys
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    reason = models.TextField("lý do", blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-merged_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.kept}"
