"""The words of the last screening, kept with each nominee so that a whole province can be counted at once.

They are derived from what the dossier says, never decided: they leave no line in the record. Whatever they rest on
blanks them within its own transaction (`forget_verdicts`, of the register `forget_verdicts_of`); the worker screens
anew and keeps (`keep_verdicts`).
"""

from collections.abc import Callable, Collection, Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from vinhdanh.actions.campaign_holds import hold_together
from vinhdanh.models import Dossier, Fact, Honouree, Nomination

Verdicts = Mapping[int, tuple[str, str]]  # by the key of the nomination: as declared, and as verified


def forget_verdicts(nominations: "QuerySet[Nomination]") -> None:
    """Says that what these were screened by has changed; called by every action that changes it."""
    nominations.exclude(declared="").update(declared="", verified="")


@transaction.atomic
def forget_verdicts_of(honourees: Collection[int]) -> None:
    """Says that the register holds something else of these honourees; called by every action that changes an entry.

    It blanks whoever `hold_nominees_of` holds. Called as soon as the honourees are held: the record, in which even
    a new decision has its line, is the last thing that anybody holds.
    """
    keys = hold_nominees_of(honourees)
    Nomination.objects.filter(pk__in=keys).update(declared="", verified="")


def hold_nominees_of(honourees: Collection[int], also: Collection[int] = ()) -> list[int]:
    """Holds every nomination that is one of these honourees or was merged into one, heads a unit that is one, or counts
    an entry of theirs, and those of the keys `also`; all in one order, after the honourees themselves.

    Those whose words are blank are held too: their dossier may be under a screening that read what stood before.
    """
    every = set(honourees)
    fresh = every
    while fresh:
        fresh = set(Honouree.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)) - every
        every |= fresh
    units = Honouree.objects.filter(pk__in=every, is_unit=True).values("unit")
    entries = Q(from_award__honouree__in=every) | Q(from_rating__honouree__in=every)
    keys = set(Nomination.objects.filter(Q(honouree__in=every) | Q(headed__in=units)).values_list("pk", flat=True))
    keys |= {*Fact.objects.filter(entries).values_list("nomination", flat=True), *also}
    resting = Nomination.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return list(resting.values_list("pk", flat=True)) if keys else []


@transaction.atomic
def keep_verdicts(dossier: Dossier, screen: Callable[[Dossier], Verdicts]) -> int:
    """Screens the dossier and keeps the answers; how many nominees have another one than before.

    The campaign is held, as whoever acts within it holds it, then the dossier, as every action holds it that changes
    what is screened, and its nominees, as every action holds them that changes the register: what is kept is never of
    yesterday's text or facts.
    """
    hold_together(dossier.participant.campaign_id)
    held = Dossier.objects.select_for_update(of=("self",)).select_related("participant__campaign__edition")
    found = held.defer("participant__campaign__edition__content", "participant__campaign__edition__form").get(
        pk=dossier.pk
    )
    nominees = list(found.nominations.select_for_update(of=("self",)).order_by("pk").only("pk", "declared", "verified"))
    answers, changed = screen(found), []
    for one in nominees:
        if one.pk in answers and (one.declared, one.verified) != answers[one.pk]:
            one.declared, one.verified = answers[one.pk]
            changed.append(one)
    Nomination.objects.bulk_update(changed, ["declared", "verified"], batch_size=100)
    return len(changed)
