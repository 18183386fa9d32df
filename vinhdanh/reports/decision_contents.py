"""What stands on one decision: the awards it gave, the ratings it recognised, the awards it changed."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vinhdanh.models import Award, AwardChange, Decision, Rating, User
from vinhdanh.models.awards import AwardQuerySet
from vinhdanh.models.readers import Reading
from vinhdanh.reports.award_words import award_label, is_title
from vinhdanh.vietnamese import folded


@dataclass(frozen=True, slots=True)
class AwardCount:
    """How many awards of one name a decision gave, as far as the reader may see."""

    code: str
    label: str
    is_title: bool
    count: int


def decisions_seen(reader: User) -> QuerySet[Decision]:
    """Decisions on which something stands that the reader may see; who reads all sees those with nothing too."""
    if reader.reads_all(Reading.REGISTER):
        return Decision.objects.all()
    here = {"decision": OuterRef("pk")}
    changed = AwardChange.objects.filter(award__in=Award.objects.visible_to(reader), **here)
    return Decision.objects.filter(
        Exists(Award.objects.visible_to(reader).filter(**here))
        | Exists(Rating.objects.visible_to(reader).filter(**here))
        | Exists(changed)
    )


def awards_of(decision: Decision, reader: User, *, code: str = "", text: str = "") -> AwardQuerySet:
    """The awards of a decision, standing or not; `text`: part of the name of who received one or of the unit."""
    found: AwardQuerySet = Award.objects.visible_to(reader).filter(decision=decision)
    if code:
        found = found.filter(award=code)
    if text:
        words = folded(text)
        found = found.filter(Q(honouree__name_folded__contains=words) | Q(unit__name_folded__contains=words))
    return found.select_related("honouree", "unit").order_by("kind", "honouree__name_folded", "pk")


def award_counts(decision: Decision, reader: User) -> list[AwardCount]:
    """How many of each, the most first."""
    seen = Award.objects.visible_to(reader).filter(decision=decision).order_by()
    counted = seen.values_list("award").annotate(count=Count("pk")).order_by("-count", "award")
    return [AwardCount(code, award_label(code), is_title(code), count) for code, count in counted]


def changes_of(decision: Decision, reader: User) -> QuerySet[AwardChange]:
    """The awards that this decision corrected, revoked or issued anew."""
    seen = AwardChange.objects.filter(decision=decision, award__in=Award.objects.visible_to(reader))
    return seen.select_related(
        "award__honouree", "award__unit", "award__decision", "decision", "corrected_entry__decision"
    )


def rating_count(decision: Decision, reader: User) -> int:
    """How many ratings it recognised."""
    return Rating.objects.visible_to(reader).filter(decision=decision).count()
