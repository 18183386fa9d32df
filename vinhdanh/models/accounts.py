"""Who signs in, which role each holds in which unit, who was invited. A role reaches all below its unit."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from vinhdanh.models.readers import Reader, Reading
from vinhdanh.models.units import Unit
from vinhdanh.vietnamese import folded


class Role(models.TextChoices):
    """What a person may be here; what each role may do stands in vinhdanh/permissions.py."""

    UNIT_OFFICER = "unit_officer", "Cán bộ đơn vị"
    UNIT_LEADER = "unit_leader", "Lãnh đạo đơn vị"
    OFFICE = "office", "Cơ quan thi đua, khen thưởng tỉnh"
    COUNCIL_MEMBER = "council_member", "Thành viên Hội đồng"
    PROVINCE_LEADER = "province_leader", "Lãnh đạo tỉnh"
    AUDITOR = "auditor", "Người kiểm tra, giám sát"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


_EVERYBODY = frozenset(Role)
READERS: dict[Reading, frozenset[Role]] = {  # the rows of vinhdanh/permissions.py that are about seeing
    Reading.UNITS: _EVERYBODY,
    Reading.REGISTER: _EVERYBODY - {Role.ADMINISTRATOR},
    Reading.IMPORTS: frozenset({Role.UNIT_OFFICER, Role.OFFICE}),
    Reading.DOSSIERS: frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.OFFICE, Role.AUDITOR}),
    Reading.PEOPLE: frozenset({Role.UNIT_LEADER, Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR}),
    Reading.AUDIT: frozenset({Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR}),
}


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, reader: Reader) -> "UserQuerySet":
        """Those who hold or held a role in a unit that the reader's roles reach; of the whole province, everybody."""
        if reader.reads_all(Reading.PEOPLE):
            return self
        reached = HeldRole.objects.filter(unit__in=Unit.objects.visible_to(reader, Reading.PEOPLE))
        return self.filter(pk__in=reached.values("user"))

    def named(self, words: str) -> "UserQuerySet":
        """Those whose name, with or without accents, or whose address or name for signing in holds every word."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name_folded__contains=folded(word)) | Q(email__icontains=word) | Q(username__icontains=word)
            )
        return found


class People(UserManager["User"]):
    """Makes accounts as Django does, and finds them as we do."""

    use_in_migrations = False

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, reader: Reader) -> UserQuerySet:
        """See UserQuerySet."""
        return self.get_queryset().visible_to(reader)


class User(AbstractUser):
    """A person who works in the program; the name is one field, as Vietnamese names are written in one."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=150)
    name_folded = models.CharField(max_length=150, editable=False, default="", db_index=True)

    objects: ClassVar[People] = People()

    REQUIRED_FIELDS = ["full_name", "email"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        constraints = [  # it is a name for signing in too
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_person_an_email")
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded name true."""
        self.name_folded = folded(self.full_name)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """The given name, by which a Vietnamese person is addressed: the last word."""
        return self.full_name.split()[-1] if self.full_name.split() else self.username

    @cached_property
    def roles(self) -> tuple["HeldRole", ...]:
        """The roles held now, each with its unit; read once for each request."""
        return tuple(self.held_roles.current().select_related("unit"))

    def paths_reading(self, what: Reading) -> tuple[str, ...]:
        """The paths of the units in which a role lets the person read this, none within another."""
        paths = sorted({held.unit.path for held in self.roles if held.role in READERS[what]})
        return tuple(path for path in paths if not any(path != other and path.startswith(other) for other in paths))

    def reads_all(self, what: Reading) -> bool:
        """Whether a role that may read this is held in the province itself."""
        return any(held.unit.parent_id is None for held in self.roles if held.role in READERS[what])


class HeldRoleQuerySet(models.QuerySet["HeldRole"]):
    def current(self) -> "HeldRoleQuerySet":
        """Those that were not ended."""
        return self.filter(ended_at__isnull=True)

    def visible_to(self, reader: Reader) -> "HeldRoleQuerySet":
        """Those in units that the reader's roles reach."""
        return self.filter(unit__in=Unit.objects.visible_to(reader, Reading.PEOPLE))


class HeldRole(models.Model):
    """A role that a person holds in a unit; it ends, it is never removed."""

    user = models.ForeignKey(User, models.PROTECT, related_name="held_roles")
    role = models.CharField("vai trò", max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="held_roles")
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = HeldRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit"], condition=Q(ended_at__isnull=True), name="one_role_held_once"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="held_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, reader: Reader) -> "InvitationQuerySet":
        """Those into units that the reader's roles reach."""
        return self.filter(unit__in=Unit.objects.visible_to(reader, Reading.PEOPLE))

    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; the link of some may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """A link sent by mail, by which a new person sets a password and receives a role; it expires and serves once.

    Only a digest of the link's key is kept. Nobody has invited the first administrator, whom the command line makes.
    """

    email = models.EmailField("thư điện tử")
    full_name = models.CharField("họ và tên", max_length=150)
    role = models.CharField("vai trò", max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="invitations")
    key_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.get_role_display()}"

    def is_open(self, now: datetime) -> bool:
        """Whether the link still serves at the moment `now`."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at
