"""The honours register: one row an award; what befell it afterwards is a row of its own."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from vinhdanh.models.decisions import Decision
from vinhdanh.models.entries import FIRST_YEAR, LAST_YEAR, Entry, EntryQuerySet
from vinhdanh.models.honourees import Honouree, HonoureeKind
from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit


def emulation_year(year: int, signed_on: date | None) -> int:
    """The emulation year, 1 December to 30 November, of an award decided on that day; of an unknown day, its year."""
    if signed_on is None:
        return year
    return signed_on.year + (signed_on.month == 12)


class AwardStanding(models.TextChoices):
    """Where an entry stands: it counts only while it is standing."""

    STANDING = "standing", "Còn hiệu lực"
    CORRECTED = "corrected", "Đã đính chính"
    REVOKED = "revoked", "Đã thu hồi"
    WITHDRAWN = "withdrawn", "Đã rút cùng tệp nhập"
    DOUBLE = "double", "Ghi trùng, đã gộp"  # a merge found the very same entry with the honouree that was kept


class AwardQuerySet(EntryQuerySet):
    def visible_to(self, user: Reader) -> "AwardQuerySet":
        """Those given in a unit that the person's roles reach."""
        if user.reads_all(Reading.REGISTER):
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user, Reading.REGISTER))

    def standing(self) -> "AwardQuerySet":
        """Those that count: neither corrected, revoked nor withdrawn."""
        return self.filter(standing=AwardStanding.STANDING)


class Award(Entry):
    """A title or a form that an honouree received, as it was when it was given.

    `award` is a code of the law's catalogue (rules/law), `manner` of its manners, blank where not known. `year` is the
    year it is counted in, `first_year` the beginning of a period. `unit`, `kind`, `direct_worker`, `leader`, `female`,
    `minority` are as of the award (None unknown), so that figures of a year never move when a person does.
    """

    MARKS = frozenset(
        {"standing", "double_of", "honouree"}
    )  # a merge moves an entry to the one identity, an undone merge back

    honouree = models.ForeignKey(Honouree, models.PROTECT, related_name="awards")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="awards")
    kind = models.CharField(max_length=10, choices=HonoureeKind)
    award = models.CharField("danh hiệu, hình thức", max_length=60)
    as_written = models.CharField("cách ghi trong tệp", max_length=300, blank=True)
    manner = models.CharField("loại hình khen thưởng", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    first_year = models.PositiveSmallIntegerField("từ năm", null=True, blank=True)
    emulation_year = models.PositiveSmallIntegerField("năm thi đua")  # 1 December to 30 November, by the decision's day
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="awards")
    authority = models.CharField("cơ quan quyết định", max_length=200, blank=True)
    reason = models.TextField("thành tích", blank=True)
    position = models.CharField("chức vụ khi được khen", max_length=200, blank=True)
    direct_worker = models.BooleanField("cơ sở, lao động trực tiếp", null=True, blank=True)
    leader = models.BooleanField("lãnh đạo từ cấp phòng trở lên", null=True, blank=True)
    female = models.BooleanField("nữ", null=True, blank=True)
    minority = models.BooleanField("dân tộc thiểu số", null=True, blank=True)
    standing = models.CharField(max_length=10, choices=AwardStanding, default=AwardStanding.STANDING)
    double_of = models.ForeignKey(  # of a double, the entry that counts for both
        "self", models.PROTECT, null=True, blank=True, db_index=False, related_name="doubles"
    )
    from_import = models.ForeignKey("Import", models.PROTECT, null=True, blank=True, related_name="awards")
    source_row = models.PositiveIntegerField("dòng trong tệp", null=True, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="award_year_is_sensible"
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True) | Q(first_year__lte=F("year")), name="award_period_runs_forward"
            ),
            models.CheckConstraint(condition=Q(kind__in=HonoureeKind.values), name="award_kind_is_known"),
        ]
        indexes = [
            models.Index(fields=["honouree", "-year"], name="award_of_honouree"),
            models.Index(fields=["unit", "year"], name="award_of_unit"),
            models.Index(fields=["standing", "award", "-year", "-id"], name="award_latest_of_code"),
            models.Index(fields=["standing", "-year", "-id"], name="award_latest"),
            # The figures are counted from these alone, in their order, without the table (reports/tallies.py).
            models.Index(
                fields=["standing", "award", "kind", "manner", "direct_worker", "leader", "year"]
                + ["emulation_year", "female", "minority"],
                name="award_tally",
            ),
            models.Index(fields=["standing", "year", "kind", "honouree"], name="award_honoured"),
            models.Index(fields=["standing", "emulation_year", "kind", "honouree"], name="award_honoured_emulation"),
            models.Index(
                fields=["unit", "kind", "year", "award", "standing", "manner", "direct_worker", "leader"]
                + ["emulation_year", "female", "minority"],
                name="award_tally_of_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}, {self.year}"


class AwardChangeKind(models.TextChoices):
    """What may befall an award after it was given."""

    CORRECTION = "correction", "Đính chính"
    REVOCATION = "revocation", "Thu hồi"
    REISSUE = "reissue", "Cấp lại"


class AwardChange(Entry):
    """A correction, a revocation or a re-issue of an award, with its own decision.

    A correction names the entry that stands in place of the corrected one; a revocation and a re-issue have none. A
    correction without a decision mends a slip made when the award was written into the register.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="changes")
    kind = models.CharField("việc", max_length=10, choices=AwardChangeKind)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="award_changes")
    reason = models.TextField("lý do")
    corrected_entry = models.OneToOneField(Award, models.PROTECT, null=True, blank=True, related_name="corrects")
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey("User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="correction", corrected_entry__isnull=False)
                | (~Q(kind="correction") & Q(corrected_entry__isnull=True)),
                name="only_a_correction_has_a_corrected_entry",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction") | Q(decision__isnull=False), name="revoked_and_reissued_by_a_decision"
            ),
            models.UniqueConstraint(
                fields=["award"], condition=Q(kind__in=["correction", "revocation"]), name="an_award_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.award}"

    def fields_changed(self) -> dict[str, tuple[Any, Any]]:
        """What a correction changed: field → (as it was, as it is)."""
        if self.corrected_entry is None:
            return {}
        told = (
            "award",
            "manner",
            "year",
            "first_year",
            "decision_id",
            "authority",
            "reason",
            "position",
            "honouree_id",
            "unit_id",
        )
        pairs = {name: (getattr(self.award, name), getattr(self.corrected_entry, name)) for name in told}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
