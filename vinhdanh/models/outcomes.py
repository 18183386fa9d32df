"""Outcomes: what became of those proposed, written down once it was decided."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.models.awards import Award
from vinhdanh.models.dossiers import DossierState
from vinhdanh.models.entries import Entry, EntryQuerySet
from vinhdanh.models.nominations import Nomination


class OutcomeQuerySet(EntryQuerySet):
    def latest_of(self, dossier: int) -> "dict[int, Outcome]":
        """What is known of each nominee of a dossier, by its key; a later entry goes before an earlier one."""
        found = self.filter(nomination__dossier=dossier).select_related("award__decision", "award__honouree")
        return {one.nomination_id: one for one in found.order_by("pk")}


def awaiting_award(campaign: int) -> "models.QuerySet[Nomination]":
    """Those whom the accepted dossiers of the campaign propose and who have no award yet, dossier by dossier.

    Each with its unit and its honouree in the register.
    """
    found = Nomination.objects.standing().filter(dossier__participant__campaign=campaign)
    found = found.filter(dossier__state=DossierState.ACCEPTED)
    found = found.exclude(pk__in=Outcome.objects.filter(award__isnull=False).values("nomination"))
    found = found.select_related("dossier__participant__unit", "honouree__unit", "honouree__merged_into__unit")
    return found.order_by("dossier__participant__unit__path", "number", "pk")


class Outcome(Entry):
    """What was decided on a nominee: the award stands in the register (`award`), or it was not given, and why.

    Who was not awarded may be awarded by a later decision; who was, is so once: what befalls the award afterwards is
    written in the register.
    """

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="outcomes")
    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="outcomes")
    reason = models.TextField("lý do", blank=True)
    entered_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(award__isnull=False), name="a_nominee_is_awarded_once"
            ),
            models.CheckConstraint(
                condition=Q(award__isnull=False) | ~Q(reason=""), name="an_award_not_given_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}: {'được tặng' if self.award_id else 'không được tặng'}"
