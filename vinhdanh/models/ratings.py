"""Yearly ratings of units and people, on the scale of their year, with the authority that recognised them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.awards import AwardStanding
from vinhdanh.models.decisions import Decision
from vinhdanh.models.entries import FIRST_YEAR, LAST_YEAR, Entry, EntryQuerySet
from vinhdanh.models.honourees import Honouree
from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit


class RatingQuerySet(EntryQuerySet):
    def visible_to(self, user: Reader) -> "RatingQuerySet":
        """Those of a unit that the person's roles reach."""
        if user.reads_all(Reading.REGISTER):
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user, Reading.REGISTER))

    def standing(self) -> "RatingQuerySet":
        """Those that count."""
        return self.filter(standing=AwardStanding.STANDING)


class Rating(Entry):
    """One year's result. `level` is a code on the dated scale of rules/law."""

    MARKS = frozenset({"standing", "double_of", "honouree"})

    honouree = models.ForeignKey(Honouree, models.PROTECT, related_name="ratings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ratings")
    year = models.PositiveSmallIntegerField("năm")
    level = models.CharField("mức", max_length=20)
    authority = models.CharField("cơ quan công nhận", max_length=200, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="ratings")
    standing = models.CharField(max_length=10, choices=AwardStanding, default=AwardStanding.STANDING)
    double_of = models.ForeignKey(  # of a double, the entry that counts for both
        "self", models.PROTECT, null=True, blank=True, db_index=False, related_name="doubles"
    )
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    reason = models.TextField("lý do đính chính", blank=True)
    from_import = models.ForeignKey("Import", models.PROTECT, null=True, blank=True, related_name="ratings")
    source_row = models.PositiveIntegerField("dòng trong tệp", null=True, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="rating_year_is_sensible"
            ),
        ]
        indexes = [
            models.Index(fields=["honouree", "-year"], name="rating_of_honouree"),
            models.Index(fields=["unit", "year"], name="rating_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.level}, {self.year}"
