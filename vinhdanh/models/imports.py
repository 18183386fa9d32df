"""Lists taken in: the file as it was sent, what was read of each row, and where the whole import stands."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.readers import Reader
from vinhdanh.models.units import Unit


class ImportState(models.TextChoices):
    """The states of an import; which may follow which stands in IMPORT_STEPS."""

    READING = "reading", "Đang đọc"
    PREVIEW = "preview", "Chờ kiểm tra"
    CONFIRMED = "confirmed", "Đang ghi vào sổ"
    DONE = "done", "Đã ghi vào sổ"
    UNDONE = "undone", "Đã hoàn tác"
    DISCARDED = "discarded", "Đã bỏ"
    FAILED = "failed", "Không ghi được"


IMPORT_STEPS: dict[str, frozenset[str]] = {
    ImportState.READING: frozenset({ImportState.PREVIEW, ImportState.FAILED, ImportState.DISCARDED}),
    ImportState.PREVIEW: frozenset({ImportState.READING, ImportState.CONFIRMED, ImportState.DISCARDED}),
    ImportState.CONFIRMED: frozenset({ImportState.DONE, ImportState.PREVIEW}),
    ImportState.DONE: frozenset({ImportState.UNDONE}),
    ImportState.FAILED: frozenset({ImportState.READING, ImportState.DISCARDED}),
    ImportState.UNDONE: frozenset(),
    ImportState.DISCARDED: frozenset(),
}


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: Reader) -> "ImportQuerySet":
        """Those of units that the person's roles reach."""
        return self.filter(unit__in=Unit.objects.visible_to(user))


class Import(models.Model):
    """One file on its way into the register.

    `mapping`: table number → column index → field; `context`: what the title lines say of all rows; both as the officer
    left them. `edits`: table number → `row,column` → the text typed in the page. `progress` of `steps` rows are done.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="imports")
    file = models.FileField("tệp", upload_to="imports/")
    file_name = models.CharField("tên tệp", max_length=255)
    file_sha256 = models.CharField(max_length=64)
    file_size = models.PositiveIntegerField()
    state = models.CharField("tình trạng", max_length=10, choices=ImportState, default=ImportState.READING)
    tables = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    context = models.JSONField(default=dict)
    edits = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    progress = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    failure = models.TextField("lý do không ghi được", blank=True)
    sent_by = models.ForeignKey("User", models.PROTECT, related_name="imports")
    sent_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_is_known")]

    def __str__(self) -> str:
        return self.file_name


class RowOutcome(models.TextChoices):
    """What the register says of a row before it goes in."""

    NEW = "new", "Mới"
    KNOWN = "known", "Đã có trong sổ"
    RESEMBLES = "resembles", "Giống người đã có"
    REFUSED = "refused", "Chưa đọc được"


class ImportRow(models.Model):
    """One row of a table of the file: the cells as read, what they were understood as, what is wrong."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    table = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField("dòng")  # as Excel counts it; of a Word table, its row
    cells = models.JSONField(default=list)
    read = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    known_honouree = models.ForeignKey("Honouree", models.SET_NULL, null=True, blank=True, related_name="+")
    resembling = models.JSONField(default=list)

    class Meta:
        ordering = ["table", "number"]
        constraints = [models.UniqueConstraint(fields=["source", "table", "number"], name="one_row_a_table_and_number")]
        indexes = [models.Index(fields=["source", "outcome"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.table}:{self.number}"


class ColumnChoice(models.Model):
    """What a unit said a column with this header is: remembered for its next file."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="column_choices")
    header_key = models.CharField(max_length=200)
    field = models.CharField(max_length=40)
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "header_key"], name="one_choice_a_unit_and_header")]

    def __str__(self) -> str:
        return f"{self.header_key} → {self.field}"
