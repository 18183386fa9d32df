"""Whom one honours: collectives, people and families, one identity each, with positions over time."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from vinhdanh.models import identity
from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit
from vinhdanh.vietnamese import folded, spelling_key

_MAJORITY = "kinh"


class HonoureeKind(models.TextChoices):
    """Collective, individual, family (HD II.1)."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"
    FAMILY = "family", "Gia đình"


class Sex(models.TextChoices):
    """As written in the lists; blank is not known."""

    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class HonoureeStanding(models.TextChoices):
    """Where an honouree stands: in the register, merged into another, or withdrawn with the list that brought it."""

    STANDING = "standing", "Trong sổ"
    MERGED = "merged", "Đã gộp"
    WITHDRAWN = "withdrawn", "Đã rút"


class HonoureeQuerySet(models.QuerySet["Honouree"]):
    def visible_to(self, user: Reader) -> "HonoureeQuerySet":
        """Those that stand in a unit that the person's roles reach."""
        if user.reads_all(Reading.REGISTER):
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user, Reading.REGISTER))

    def standing(self) -> "HonoureeQuerySet":
        """Those in the register: neither merged into another nor withdrawn."""
        return self.filter(standing=HonoureeStanding.STANDING)


class Honouree(models.Model):
    """A collective, a person or a family. What is not known is blank or None.

    `unit` is where it stands now: of a person the workplace or the commune, of a collective that is a unit that unit
    itself (`is_unit`), of a part of a unit the unit above. Birth may be a year, a month of it, or a day.
    `identity_number` is encrypted; `identity_digest` is a keyed digest of it, to find the same number again.
    """

    kind = models.CharField("loại", max_length=10, choices=HonoureeKind)
    name = models.CharField("tên", max_length=200)
    name_key = models.CharField(max_length=260, editable=False)  # vietnamese.spelling_key: keeps accents
    name_folded = models.CharField(max_length=200, editable=False)  # vietnamese.folded
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="honourees")
    is_unit = models.BooleanField("là đơn vị", default=False)
    sex = models.CharField("giới tính", max_length=6, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField("tháng sinh", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("ngày sinh", null=True, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    residence = models.CharField("nơi cư trú", max_length=200, blank=True)
    identity_sealed = models.BinaryField(null=True, editable=False)
    identity_digest = models.CharField(max_length=64, blank=True, editable=False)
    standing = models.CharField(max_length=10, choices=HonoureeStanding, default=HonoureeStanding.STANDING)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")
    from_import = models.ForeignKey("Import", models.PROTECT, null=True, blank=True, related_name="honourees")

    objects = HonoureeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=HonoureeKind.values), name="honouree_kind_is_known"),
            models.CheckConstraint(
                condition=Q(standing="merged", merged_into__isnull=False) | ~Q(standing="merged"),
                name="merged_honouree_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="no_honouree_merges_into_itself"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(is_unit=True, standing="standing"), name="one_honouree_a_unit"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "name_folded"], name="honouree_unit_name"),
            models.Index(fields=["name_folded", "birth_year"], name="honouree_name_birth"),
            models.Index(fields=["identity_digest"], condition=~Q(identity_digest=""), name="honouree_identity"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def birth_year_text(self) -> str:
        """The year of birth, or blank: what everybody who may see the honouree may see."""
        return str(self.birth_year or "")

    @property
    def birth_text(self) -> str:
        """The birth as far as it is known, `dd/mm/yyyy`; personal: only for those whose work needs it."""
        parts = [f"{part:02}" for part in (self.birth_day, self.birth_month) if part]
        return "/".join([*parts, str(self.birth_year)]) if self.birth_year else ""

    @property
    def identity_masked(self) -> str:
        """`•••• 123` of a number that is kept, blank where none is; personal as the birth is."""
        return identity.last_digits(identity.unseal(bytes(self.identity_sealed))) if self.identity_sealed else ""

    def facts_of_award(self, sex: str = "", ethnicity: str = "") -> tuple[bool | None, bool | None]:
        """What an award remembers of its person: female, of a minority; None not known, nor asked of other kinds.

        `sex` and `ethnicity` as a list writes them beside the award go before what the register knows. All peoples but
        the Kinh are minorities (HD I.2.7).
        """
        if self.kind != HonoureeKind.INDIVIDUAL:
            return None, None
        sex, ethnicity = sex or self.sex, ethnicity or self.ethnicity
        female = sex == Sex.FEMALE if sex else None
        return female, folded(ethnicity) != _MAJORITY if ethnicity else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the keys of the name true."""
        self.spell_name()
        super().save(*args, **kwargs)

    def spell_name(self) -> None:
        """Writes the keys of the name; whoever adds many rows at once calls it for each."""
        self.name_key, self.name_folded = spelling_key(self.name), folded(self.name)


class Position(models.Model):
    """A position that a person held, from a day until another; None is not known.

    `leader`: from head of division up (Mẫu 02, ghi chú). `direct_worker`: works or produces with own hands (HD I.2.7).
    """

    honouree = models.ForeignKey(Honouree, models.PROTECT, related_name="positions")
    title = models.CharField("chức vụ, nghề nghiệp", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến trước ngày", null=True, blank=True)
    leader = models.BooleanField("lãnh đạo từ cấp phòng trở lên", null=True, blank=True)
    direct_worker = models.BooleanField("lao động trực tiếp", null=True, blank=True)

    class Meta:
        ordering = ["honouree", F("since").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
                name="position_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def holds(self, on: date) -> bool:
        """Whether it was held on the day, as far as is known."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


def keys_of_one(honouree: int) -> set[int]:
    """All keys under which this honouree stands: its own, whatever it was merged into, whatever was merged into that.

    One query for an honouree that was never merged.
    """
    known, fresh = set[int](), {honouree}
    while fresh:
        known |= fresh
        rows = Honouree.objects.filter(Q(pk__in=fresh) | Q(merged_into__in=fresh)).values_list("pk", "merged_into")
        fresh = {key for row in rows for key in row if key} - known
    return known
