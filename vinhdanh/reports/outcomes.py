"""What became of those whom a dossier proposes, as its page shows it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from vinhdanh.models import Award, AwardStanding, Campaign, Dossier, DossierState, Nomination, Outcome
from vinhdanh.models.outcomes import awaiting_award
from vinhdanh.reports.award_words import award_label
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import folded


@dataclass(frozen=True, slots=True)
class NomineeOutcome:
    """A nominee, the award proposed in words, and the last that is known of it; None while nothing is.

    `ended`: what befell the award in the register since, in words; blank while it stands.
    """

    nomination: Nomination
    proposed: str
    outcome: Outcome | None
    ended: str

    @property
    def award(self) -> Award | None:
        """The entry of the register, where it was given."""
        return self.outcome.award if self.outcome else None

    @property
    def is_open(self) -> bool:
        """Whether an award may still be written."""
        return self.award is None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Those of a campaign who wait for an award: `rows` as asked for, `awards` what they are proposed for with how
    many, in words by code; `refused` of all these are on record as not awarded; `entered` have one, `not_accepted` are
    of dossiers that were not accepted yet."""

    rows: tuple[NomineeOutcome, ...]
    total: int
    awards: tuple[tuple[str, str, int], ...]
    refused: int
    entered: int
    not_accepted: int


def awaiting_of(campaign: Campaign, *, award: str = "", words: str = "", first: int = 0, most: int = 300) -> Awaiting:
    """Those proposed for this award (blank: any) whose name or unit has these words, `most` of them from the `first`.

    The same number of queries however many there are.
    """
    pack, found = pack_of(campaign), awaiting_award(campaign.pk)
    counts = Counter(found.order_by().values_list("award", flat=True))
    asked = found.filter(award=award) if award else found
    for word in folded(words).split():
        asked = asked.filter(Q(name_folded__contains=word) | Q(dossier__participant__unit__name_folded__contains=word))
    every = Nomination.objects.standing().filter(dossier__participant__campaign=campaign)
    shown = list(asked[first : first + most])
    latest = {one.nomination_id: one for one in Outcome.objects.filter(nomination__in=[one.pk for one in shown])}
    return Awaiting(
        tuple(NomineeOutcome(one, _proposed(pack, one.award), latest.get(one.pk), "") for one in shown),
        asked.count(),
        tuple((code, _proposed(pack, code), count) for code, count in sorted(counts.items())),
        asked.filter(outcomes__isnull=False).distinct().count(),
        every.filter(outcomes__award__isnull=False).count(),
        every.filter(dossier__state__in=(DossierState.SENT, DossierState.RETURNED)).count(),
    )


def outcomes_of(dossier: Dossier) -> list[NomineeOutcome]:
    """Each standing nominee of the dossier in its order; two queries however many there are."""
    pack, known = pack_of(dossier.participant.campaign), Outcome.objects.latest_of(dossier.pk)
    return [
        NomineeOutcome(
            one,
            _proposed(pack, one.award),
            known.get(one.pk),
            _ended(known.get(one.pk)),
        )
        for one in dossier.nominations.standing().select_related("honouree")
    ]


def _ended(outcome: Outcome | None) -> str:
    award = outcome.award if outcome else None
    if award is None or award.standing == AwardStanding.STANDING:
        return ""
    return str(award.get_standing_display())


def _proposed(pack: Pack, award: str) -> str:
    return pack.award_of[award].label if award in pack.award_of else award_label(award)


def last_decision(campaign: int) -> Outcome | None:
    """The award entered last in the campaign of that key: most nominees of a round are in one decision."""
    found = Outcome.objects.filter(nomination__dossier__participant__campaign=campaign, award__decision__isnull=False)
    return found.select_related("award__decision").order_by("-pk").first()
