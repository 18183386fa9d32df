"""The words of the last screening, kept with each nominee so that a whole province can be counted at once.

They are derived from what the dossier says, never decided: they leave no line in the record. Whatever they rest on
blanks them within its own transaction (`forget_verdicts`); the worker screens anew and keeps (`keep_verdicts`).
"""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.db.models import QuerySet

from vinhdanh.models import Dossier, Nomination

Verdicts = Mapping[int, tuple[str, str]]  # by the key of the nomination: as declared, and as verified


def forget_verdicts(nominations: "QuerySet[Nomination]") -> None:
    """Says that what these were screened by has changed; called by every action that changes it."""
    nominations.exclude(declared="").update(declared="", verified="")


@transaction.atomic
def keep_verdicts(dossier: Dossier, screen: Callable[[Dossier], Verdicts]) -> int:
    """Screens the dossier and keeps the answers; how many nominees have another one than before.

    The dossier is held meanwhile, as every action holds it that changes what is screened: what is kept is never of
    yesterday's facts.
    """
    held = Dossier.objects.select_for_update(of=("self",)).select_related("participant__campaign__edition")
    found = held.defer("participant__campaign__edition__content", "participant__campaign__edition__form").get(
        pk=dossier.pk
    )
    answers, changed = screen(found), []
    for one in found.nominations.filter(pk__in=answers).only("pk", "declared", "verified"):
        if (one.declared, one.verified) != answers[one.pk]:
            one.declared, one.verified = answers[one.pk]
            changed.append(one)
    Nomination.objects.bulk_update(changed, ["declared", "verified"], batch_size=100)
    return len(changed)
