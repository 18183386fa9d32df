"""What became of those whom a dossier proposes, as its page shows it."""

from dataclasses import dataclass

from vinhdanh.models import Award, AwardStanding, Dossier, Nomination, Outcome
from vinhdanh.reports.award_words import award_label
from vinhdanh.reports.campaigns import pack_of


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


def outcomes_of(dossier: Dossier) -> list[NomineeOutcome]:
    """Each standing nominee of the dossier in its order; two queries however many there are."""
    pack, known = pack_of(dossier.participant.campaign), Outcome.objects.latest_of(dossier.pk)
    return [
        NomineeOutcome(
            one,
            pack.award_of[one.award].label if one.award in pack.award_of else award_label(one.award),
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


def last_decision(dossier: Dossier) -> Outcome | None:
    """The award entered last in the campaign: most nominees of a round are in one decision."""
    campaign = dossier.participant.campaign_id
    found = Outcome.objects.filter(nomination__dossier__participant__campaign=campaign, award__decision__isnull=False)
    return found.select_related("award__decision").order_by("-pk").first()
