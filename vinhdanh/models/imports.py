"""Lists taken in: the file as it was sent, what was read of each row, and where the whole import stands."""

from uuid import uuid4

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit


class ImportState(models.TextChoices):
    """The states of an import; which follows which, the actions say (`held_import`)."""

    READING = "reading", "Đang đọc"
    PREVIEW = "preview", "Chờ kiểm tra"
    CONFIRMED = "confirmed", "Đang ghi vào sổ"
    DONE = "done", "Đã ghi vào sổ"
    UNDOING = "undoing", "Đang hoàn tác"
    UNDONE = "undone", "Đã hoàn tác"
    DISCARDED = "discarded", "Đã bỏ"
    FAILED = "failed", "Không đọc được"


# The program works; nobody else may change it.
WORKING = frozenset({ImportState.READING, ImportState.CONFIRMED, ImportState.UNDOING})


def random_name(_import: "Import", _name: str) -> str:
    """Where a sent file is kept: a name that tells nothing and cannot be guessed."""
    return f"imports/{uuid4().hex}"


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: Reader) -> "ImportQuerySet":
        """Those of units that the person's roles reach."""
        return self.filter(unit__in=Unit.objects.visible_to(user, Reading.IMPORTS))

    def same_file(self, sha256: str) -> "ImportQuerySet":
        """Those of this very file that are on their way into the register, or in it."""
        gone = (ImportState.DISCARDED, ImportState.UNDONE, ImportState.FAILED)
        return self.filter(file_sha256=sha256).exclude(state__in=gone)


class Import(models.Model):
    """One file on its way into the register.

    `contents` is what the file holds, without its rows (models/import_contents.py: `FileContents`). `mapping`,
    `context`, `edits` go by the number of a table in it, counted from 0: column → field, and what the title lines say
    of all rows, both as the officer left them; `row,column` → the text typed in the page, `row,` → a row that the
    officer leaves out. `left_out` are tables that are not taken, `notes` what is wrong with a table as a whole.
    `progress` of `steps` rows are done. `counts` are of rows by outcome, then of what was written. `settled_at_line` is
    the last line of the record when the rows were held against the register. `matched_under` are keys of the units
    below which honourees are looked for, as far as the sender saw when the file was sent: None, everywhere; empty, the
    import's own unit.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="imports")
    file = models.FileField("tệp", upload_to=random_name)
    file_name = models.CharField("tên tệp", max_length=255)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    file_size = models.PositiveIntegerField()
    state = models.CharField("tình trạng", max_length=10, choices=ImportState, default=ImportState.READING)
    contents = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    context = models.JSONField(default=dict)
    edits = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    settled_at_line = models.PositiveBigIntegerField(default=0)
    matched_under = models.JSONField(default=list, null=True)
    progress = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    failure = models.TextField("lý do không ghi được", blank=True)
    sent_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="imports")  # None: command
    confirmed_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    undone_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_is_known")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        """Whether the program reads or writes it just now: what stopped half way says why."""
        return self.state in WORKING and not self.failure

    def forget_file(self) -> None:
        """Empties `file`: what was sent, with its identity numbers, is removed once the transaction holds."""
        stored, storage = str(self.file.name or ""), self.file.storage
        self.file = ""
        if stored:
            transaction.on_commit(lambda: storage.delete(stored))


class RowOutcome(models.TextChoices):
    """What the register says of a row before it goes in."""

    NEW = "new", "Mới"
    KNOWN = "known", "Đã có trong sổ"
    RESEMBLES = "resembles", "Giống người đã có"
    REFUSED = "refused", "Chưa đọc được"
    SKIPPED = "skipped", "Đã bỏ"


class ImportRow(models.Model):
    """One row of a table of the file: the cells as they stand there, what they were understood as, what is wrong.

    `cells` as in models/import_contents.py (identity numbers sealed); `section` and `faults` as the reader found them.
    `read` is what was understood, empty where the row cannot be read. `person_key` is equal for rows of one kind, unit
    and name, `number_key` for rows of one identity number: those may be of one honouree. `resembling` are pairs of an
    honouree's key and what agrees.
    """

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    table = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField("dòng")  # as Excel counts it; of a Word table, its row
    name = models.CharField("tên", max_length=300, blank=True)
    cells = models.JSONField(default=list)
    section = models.JSONField(default=list)
    faults = models.JSONField(default=dict)
    read = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    person_key = models.CharField(max_length=64, blank=True)
    number_key = models.CharField(max_length=64, blank=True)
    known_honouree = models.ForeignKey("Honouree", models.SET_NULL, null=True, blank=True, related_name="+")
    resembling = models.JSONField(default=list)

    class Meta:
        ordering = ["table", "number"]
        constraints = [models.UniqueConstraint(fields=["source", "table", "number"], name="one_row_a_table_and_number")]
        indexes = [
            models.Index(fields=["source", "outcome", "table", "number"], name="import_row_outcome"),
            models.Index(fields=["source", "person_key"], name="import_row_person"),
            models.Index(fields=["source", "number_key"], condition=~Q(number_key=""), name="import_row_number"),
        ]

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
