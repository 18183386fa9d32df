"""The units of a province: their tree, names, lineage, yearly numbers and emulation clusters."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from vinhdanh.models.readers import Reader, Reading
from vinhdanh.vietnamese import folded, lower_first

PATH_DIGITS = 8
MOST_LEVELS = 12


class UnitKind(models.TextChoices):
    """What a unit is."""

    PROVINCE = "province", "Tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DISTRICT = "district", "Huyện, thành phố"
    COMMUNE = "commune", "Xã, phường, thị trấn"
    HAMLET = "hamlet", "Thôn, bản, khu phố"
    DIVISION = "division", "Phòng, ban, đơn vị trực thuộc"
    SCHOOL = "school", "Trường học"
    HOSPITAL = "hospital", "Bệnh viện, cơ sở y tế"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    PARTY_BODY = "party_body", "Cơ quan Đảng"
    MASS_ORGANISATION = "mass_organisation", "Mặt trận, đoàn thể"
    COURT = "court", "Tòa án"
    PROCURACY = "procuracy", "Viện kiểm sát"
    POLICE = "police", "Công an"
    MILITARY = "military", "Quân sự"
    BORDER_GUARD = "border_guard", "Biên phòng"
    CENTRAL_BODY = "central_body", "Cơ quan trung ương trên địa bàn"
    OTHER = "other", "Đơn vị khác"


class UnitSize(models.TextChoices):
    """Large is a unit that competes in a cluster of the province (HD II.2.2.a); blank is not known."""

    SMALL = "small", "Nhỏ"
    LARGE = "large", "Lớn"


_GOVERNED = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)  # with a People's Committee
_TERRITORIES = (UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.HAMLET)  # written small within a sentence: huyện Chi Lăng
_NAMED = 3  # units at most, the own one among them


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, user: Reader, what: Reading = Reading.UNITS) -> "UnitQuerySet":
        """The units that the person's roles reach."""
        return self.under(user.paths_reading(what))

    def under(self, paths: tuple[str, ...]) -> "UnitQuerySet":
        """The units at these paths and all below them."""
        reached = Q(pk__in=[])
        for path in paths:
            reached |= Q(path__startswith=path)
        return self.filter(reached)

    def existing(self, on: date) -> "UnitQuerySet":
        """Those that exist on the day; without a date of opening, always."""
        return self.filter(Q(opened_on__isnull=True) | Q(opened_on__lte=on)).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=on)
        )


class Unit(models.Model):
    """A body of the province. `path` is the keys of all above it and its own: one prefix reaches a whole tree."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên đơn vị", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=80, blank=True)
    name_folded = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField("loại đơn vị", max_length=20, choices=UnitKind)
    size = models.CharField("quy mô", max_length=5, choices=UnitSize, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=PATH_DIGITS * MOST_LEVELS, editable=False, db_index=True)
    opened_on = models.DateField("ngày thành lập", null=True, blank=True)
    closed_on = models.DateField("ngày kết thúc hoạt động", null=True, blank=True)  # the first day it no longer exists
    place = models.CharField("địa danh", max_length=80, blank=True)  # in the head of its papers: “Lạng Sơn, ngày …”

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_is_known"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gt=F("opened_on")),
                name="unit_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded name true."""
        self.name_folded = folded(self.name)
        super().save(*args, **kwargs)

    @property
    def depth(self) -> int:
        """0 for the province."""
        return len(self.path) // PATH_DIGITS - 1

    @property
    def issuing_name(self) -> str:
        """The name at the head of its papers: of a territory its People's Committee, of any other its own.

        NĐ 30/2020/NĐ-CP, Phụ lục I, phần II.2: tên cơ quan, tổ chức ban hành văn bản.
        """
        return f"Ủy ban nhân dân {lower_first(self.name)}" if self.kind in _GOVERNED else self.name

    @property
    def placed_name(self) -> str:
        """The name with the two units above it, the province aside: `Phòng Nội vụ, huyện Chi Lăng`.

        Two divisions of one name are told apart by it. Fetch with `parent__parent`, so that it asks nothing more.
        """
        named, above = [self.name], self.parent
        while above is not None and above.parent_id is not None:
            named.append(lower_first(above.name) if above.kind in _TERRITORIES else above.name)
            above = above.parent if len(named) < _NAMED else None
        return ", ".join(named)

    def is_within(self, path: str) -> bool:
        """Whether it stands at the path or below it."""
        return self.path.startswith(path)


class UnitName(models.Model):
    """A name that a unit bore: from a day on, until another."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField("tên", max_length=200)
    name_folded = models.CharField(max_length=200, editable=False, db_index=True)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến trước ngày", null=True, blank=True)
    decision = models.CharField("văn bản", max_length=200, blank=True)

    class Meta:
        ordering = ["unit", F("since").asc(nulls_first=True)]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded name true."""
        self.name_folded = folded(self.name)
        super().save(*args, **kwargs)


class SuccessionKind(models.TextChoices):
    """How one unit went over into another."""

    MERGER = "merger", "Nhập"
    SPLIT = "split", "Chia, tách"
    TRANSFER = "transfer", "Chuyển nhiệm vụ"


class Succession(models.Model):
    """A unit that ended or gave up a part, and the one that took it over: the lineage of awards older than the unit."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins")
    kind = models.CharField("hình thức", max_length=10, choices=SuccessionKind)
    on = models.DateField("từ ngày")
    decision = models.CharField("văn bản", max_length=200, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="one_succession_a_day"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="no_unit_succeeds_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class UnitYear(models.Model):
    """How many collectives and individuals a unit has in a year, itself and all below it: the denominators of Mẫu 02.

    None is unknown. `record_complete`: the unit states that the register holds all its awards of the year, so that
    an absent award is a known zero.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("năm")
    collectives = models.PositiveIntegerField("số tập thể", null=True, blank=True)
    individuals = models.PositiveIntegerField("số cá nhân", null=True, blank=True)
    record_complete = models.BooleanField("đã nhập đủ khen thưởng của năm", default=False)
    source = models.CharField("nguồn số liệu", max_length=200, blank=True)

    class Meta:
        ordering = ["unit", "year"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_row_a_unit_and_year")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}"


class Cluster(models.Model):
    """An emulation cluster (cụm, khối thi đua) of one year, and the member that heads it."""

    name = models.CharField("tên cụm", max_length=120)
    year = models.PositiveSmallIntegerField("năm")
    head = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="headed_clusters")
    members = models.ManyToManyField(Unit, related_name="clusters")

    class Meta:
        ordering = ["-year", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="one_cluster_a_name_and_year")]

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"
