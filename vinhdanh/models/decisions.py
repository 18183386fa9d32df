"""The decisions that awards stand on: number, day, authority."""

from typing import Any

from django.db import models
from django.db.models import Q

from vinhdanh.vietnamese import folded


class Decision(models.Model):
    """A decision as it was issued; blank and None are not known.

    One decision is known by its number, day and authority together: every body counts its own from 1 each year.
    """

    number = models.CharField("số", max_length=60)  # 163/QĐ-UBND
    number_key = models.CharField(max_length=60, editable=False)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    authority = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    authority_folded = models.CharField(max_length=200, editable=False)
    subject = models.CharField("trích yếu", max_length=400, blank=True)
    from_import = models.ForeignKey("Import", models.PROTECT, null=True, blank=True, related_name="decisions")

    class Meta:
        ordering = ["-signed_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number_key", "authority_folded", "signed_on"], name="one_decision_a_number_authority_and_day"
            ),
            models.UniqueConstraint(
                fields=["number_key", "authority_folded"],
                condition=Q(signed_on__isnull=True),
                name="one_undated_decision_a_number_and_authority",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the keys true."""
        self.spell_keys()
        super().save(*args, **kwargs)

    def spell_keys(self) -> None:
        """Writes the keys of number and authority; whoever adds many rows at once calls it for each."""
        self.number_key, self.authority_folded = decision_key(self.number), folded(self.authority)


def decision_key(number: str) -> str:
    """`163 /QĐ–UBND` → `163 qd ubnd`: the number however its signs were typed."""
    return folded(number.replace("/", " ").replace("-", " ").replace("–", " "))
