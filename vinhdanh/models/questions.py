"""Questions of units about a campaign, and what the office answers, to one unit or to all (HD III)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: Reader) -> "QuestionQuerySet":
        """Those of units within reach, and those put to a campaign that one of them holds, each with who asked."""
        if user.reads_all(Reading.DOSSIERS):
            return self
        reached = Unit.objects.visible_to(user, Reading.DOSSIERS)
        return self.filter(Q(unit__in=reached) | Q(campaign__host__in=reached))

    def public(self) -> "QuestionQuerySet":
        """Those answered to all, which anybody may read, without who asked."""
        return self.filter(public_at__isnull=False)


class Question(models.Model):
    """A question. `public_text` is the question as the office put it for all, without names."""

    campaign = models.ForeignKey("Campaign", models.PROTECT, related_name="questions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_on_page = models.CharField("hỏi từ trang", max_length=200, blank=True)
    cite = models.CharField("điều khoản", max_length=40, blank=True)
    text = models.TextField("nội dung hỏi")
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    public_text = models.TextField("câu hỏi đăng cho mọi đơn vị", blank=True)
    public_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(public_at__isnull=True) | ~Q(answer=""), name="only_an_answer_is_made_public"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
