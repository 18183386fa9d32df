"""A unit's council: its members, the meeting about a dossier, who came, and the votes for each nominee."""

from django.db import models
from django.db.models import F, Q

from vinhdanh.models.dossiers import Dossier
from vinhdanh.models.nominations import Nomination
from vinhdanh.models.units import Unit


class CouncilRole(models.TextChoices):
    """What a member is in the council."""

    CHAIR = "chair", "Chủ tịch Hội đồng"
    VICE_CHAIR = "vice_chair", "Phó Chủ tịch Hội đồng"
    SECRETARY = "secretary", "Thư ký Hội đồng"
    MEMBER = "member", "Ủy viên"


class CouncilMember(models.Model):
    """A member of a unit's emulation and commendation council, kept from one meeting to the next."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="council_members")
    name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ", max_length=200, blank=True)
    role = models.CharField("trong Hội đồng", max_length=10, choices=CouncilRole, default=CouncilRole.MEMBER)
    number = models.PositiveSmallIntegerField("thứ tự", default=0)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "number", "pk"]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """The meeting of a unit's council about a dossier. `revision` as in Dossier."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="meeting")
    revision = models.PositiveIntegerField(default=0)
    number = models.CharField("số biên bản", max_length=40, blank=True)
    held_on = models.DateField("ngày họp", null=True, blank=True)
    begun = models.TimeField("bắt đầu", null=True, blank=True)
    ended = models.TimeField("kết thúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    guests = models.TextField("khách mời", blank=True)
    course = models.TextField("diễn biến", blank=True)
    conclusion = models.TextField("kết luận", blank=True)

    def __str__(self) -> str:
        return f"Họp Hội đồng về {self.dossier}"


class Presence(models.TextChoices):
    """How a member took part; who answered in writing votes as those present do."""

    PRESENT = "present", "Có mặt"
    WRITTEN = "written", "Vắng mặt, có ý kiến bằng văn bản"
    ABSENT = "absent", "Vắng mặt"


class Attendance(models.Model):
    """A member as of the meeting: copied, because councils change."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ", max_length=200, blank=True)
    role = models.CharField("trong Hội đồng", max_length=10, choices=CouncilRole)
    presence = models.CharField("tham dự", max_length=10, choices=Presence, default=Presence.PRESENT)
    reason = models.CharField("lý do vắng", max_length=200, blank=True)
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.CheckConstraint(condition=Q(presence__in=Presence.values), name="presence_is_known")]

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """The ballots for one nominee, out of all members of the council (O6): one not cast is neither for nor against."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="votes")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="votes")
    members = models.PositiveSmallIntegerField("tổng số thành viên")
    agreed = models.PositiveSmallIntegerField("số phiếu đồng ý", null=True, blank=True)
    against = models.PositiveSmallIntegerField("số phiếu không đồng ý", null=True, blank=True)
    remark = models.CharField("ý kiến", max_length=300, blank=True)

    class Meta:
        ordering = ["nomination__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "nomination"], name="one_vote_a_nominee"),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(against__isnull=True) | Q(members__gte=F("agreed") + F("against")),
                name="no_more_ballots_than_members",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreed}/{self.members}"
