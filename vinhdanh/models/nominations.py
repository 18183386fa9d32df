"""Nominations: whom a unit proposes, what it says of them, the facts and what each stands on."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.awards import AwardStanding
from vinhdanh.models.dossiers import Dossier
from vinhdanh.models.honourees import Honouree, HonoureeKind, Sex
from vinhdanh.models.readers import Reader
from vinhdanh.models.units import Unit
from vinhdanh.vietnamese import folded


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, user: Reader) -> "NominationQuerySet":
        """Those of dossiers that the person may see."""
        return self.filter(dossier__in=Dossier.objects.visible_to(user))

    def standing(self) -> "NominationQuerySet":
        """Those that are proposed: not taken out again."""
        return self.filter(removed_at__isnull=True)


class Nomination(models.Model):
    """One nominee of a dossier. Blank or None is not known, never a no.

    `attributes` go by codes of the pack (category, size, locality, head_of); `memberships` by its lists (the delegates
    of the congress), true or false. `story` holds the sections of the achievement report (NĐ 91/2017, mẫu 01, 02) by
    the codes of documents/achievement_report.py. `headed` is the unit that a person heads, `headed_name` where it is
    in no tree. `revision` grows with every change, so that two people do not overwrite each other. `declared` and
    `verified` are the two words of the last screening (rules/findings.py), so that a province can be counted; blank
    since a change of what they rest on, until it is screened again (actions/verdicts.py).
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="nominations")
    number = models.PositiveSmallIntegerField("thứ tự", default=0)
    revision = models.PositiveIntegerField(default=0)
    honouree = models.ForeignKey(Honouree, models.PROTECT, null=True, blank=True, related_name="nominations")
    kind = models.CharField("loại", max_length=10, choices=HonoureeKind)
    award = models.CharField("hình thức đề nghị", max_length=60)
    name = models.CharField("tên", max_length=200)
    name_folded = models.CharField(max_length=200, editable=False, db_index=True)
    sex = models.CharField("giới tính", max_length=6, choices=Sex, blank=True)
    birth = models.CharField("ngày, tháng, năm sinh", max_length=40, blank=True)  # as the unit writes it; personal
    ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    position = models.CharField("chức vụ, nghề nghiệp", max_length=200, blank=True)
    workplace = models.CharField("đơn vị công tác", max_length=200, blank=True)
    residence = models.CharField("nơi cư trú", max_length=200, blank=True)  # personal
    attributes = models.JSONField(default=dict)
    memberships = models.JSONField(default=dict)
    direct_worker = models.BooleanField("lao động trực tiếp", null=True, blank=True)
    headed = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    headed_name = models.CharField("đơn vị đứng đầu", max_length=200, blank=True)
    awards_listed = models.BooleanField("đã ghi đủ khen thưởng", default=False)  # until the unit says so
    summary = models.TextField("tóm tắt thành tích", blank=True)
    story = models.JSONField(default=dict)
    remark = models.TextField("ghi chú", blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    put_forward = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="put_forward_as")
    declared = models.CharField("kết quả theo kê khai", max_length=20, blank=True, editable=False)
    verified = models.CharField("kết quả đã xác minh", max_length=20, blank=True, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=HonoureeKind.values), name="nomination_kind_is_known"),
            models.UniqueConstraint(
                fields=["dossier", "honouree", "award"],
                condition=Q(removed_at__isnull=True, honouree__isnull=False),
                name="an_honouree_is_proposed_once_for_an_award",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "number"], name="nomination_of_dossier")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps the folded name true."""
        self.name_folded = folded(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class FactKind(models.TextChoices):
    """What a fact says."""

    RATING = "rating", "Xếp loại"
    AWARD = "award", "Khen thưởng"
    AMOUNT = "amount", "Số liệu"


class Provenance(models.TextChoices):
    """What a fact stands on. Only the first two count as verified."""

    REGISTER = "register", "Trong sổ khen thưởng"
    PROVED = "proved", "Có minh chứng"
    CLAIMED = "claimed", "Tự khai"


class Fact(models.Model):
    """A rating, an award or a figure of a year, of the nominee or of the unit that a person heads (`of_headed`).

    `code` is the rating's level, the award or the indicator, by the pack; blank: something is there that could not be
    read. `amount` in đồng. `from_award`, `from_rating` name the entry of the register it was taken from; proofs are its
    attachments. `refused` is the appraiser's word that the proof does not prove it, with the reason.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=6, choices=FactKind)
    of_headed = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    code = models.CharField(max_length=60, blank=True)
    as_written = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField("số tiền (đồng)", null=True, blank=True)
    decision = models.CharField("số quyết định", max_length=80, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    authority = models.CharField("cơ quan quyết định", max_length=200, blank=True)
    proof = models.CharField("minh chứng", max_length=300, blank=True)
    from_award = models.ForeignKey("Award", models.PROTECT, null=True, blank=True, related_name="+")
    from_rating = models.ForeignKey("Rating", models.PROTECT, null=True, blank=True, related_name="+")
    refused = models.TextField("lý do không chấp nhận", blank=True)

    class Meta:
        ordering = ["of_headed", "kind", "year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="fact_kind_is_known"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="fact_amount_is_positive"),
            models.UniqueConstraint(
                fields=["nomination", "of_headed", "year"],
                condition=Q(kind="rating"),
                name="one_rating_a_year_of_a_nominee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year or ''}"

    def provenance(self) -> Provenance:
        """What it stands on; reads `proofs` and the entry, which whoever asks for many fetches beforehand.

        An entry that was corrected, revoked or withdrawn since proves nothing any more; one that a merge found twice
        does.
        """
        sent = self.provenance_sent()
        return Provenance.CLAIMED if sent is Provenance.PROVED and self.refused else sent

    def provenance_sent(self) -> Provenance:
        """The same as the unit sends it, whatever an appraiser says of the proof."""
        entry = self.from_award or self.from_rating
        if entry and entry.standing in (AwardStanding.STANDING, AwardStanding.DOUBLE):
            return Provenance.REGISTER
        proved = any(one.removed_at is None for one in self.proofs.all())
        return Provenance.PROVED if proved else Provenance.CLAIMED


class Judge(models.TextChoices):
    """Who says it: the unit its own view, the appraiser what decides (O7)."""

    UNIT = "unit", "Đơn vị tự đánh giá"
    APPRAISER = "appraiser", "Thẩm định"


class JudgementView(models.Model):
    """An answer to a condition that only a person can judge; `condition` is its id in the pack."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="judgements")
    condition = models.CharField(max_length=80)
    judge = models.CharField(max_length=10, choices=Judge)
    passed = models.BooleanField("đạt")
    reason = models.TextField("lý do")
    by = models.ForeignKey("User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["condition", "judge"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "condition", "judge"], name="one_answer_of_a_judge"),
            models.CheckConstraint(condition=Q(judge__in=Judge.values), name="judge_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.condition}: {'đạt' if self.passed else 'không đạt'}"


class Confirmation(models.Model):
    """An appraiser's word that what the unit alone says of a nominee was checked and is so.

    `claim` names what was said, `value` is its mark at that moment (models/claims.py): the word holds only as long as
    the nomination says the same.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="confirmations")
    claim = models.CharField(max_length=80)
    value = models.CharField(max_length=64)
    by = models.ForeignKey("User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["claim"]
        constraints = [models.UniqueConstraint(fields=["nomination", "claim"], name="one_confirmation_of_a_claim")]

    def __str__(self) -> str:
        return self.claim


class RefusedProof(models.Model):
    """A file or film of which an appraiser said that it does not prove a fact, by its content (SHA-256, or address).

    It follows the file, not the row: who takes the fact out and lists it again proves nothing by the same file.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="refused_proofs")
    fact = models.CharField(max_length=400)  # what was to be proved (models/claims.py)
    proof = models.CharField(max_length=500)
    reason = models.TextField("lý do không chấp nhận")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "fact", "proof"], name="a_proof_is_refused_once_for_a_fact")
        ]

    def __str__(self) -> str:
        return self.reason
