"""A later text of a campaign's pack: whether there is one, and whose verdict it would change if it were taken."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from vinhdanh.models import Campaign, Dossier, DossierState, Unit
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.screened_dossier import book_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.findings import Outcome
from vinhdanh.rules.packs import load_pack, pack_names
from vinhdanh.screening.report import Report, screen_book


@dataclass(frozen=True, slots=True)
class Turned:
    """A nominee whose verdict would be another one; the sentence says why, by the later text."""

    name: str
    before: Outcome
    after: Outcome
    because: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A dossier that the later text would screen otherwise; the two words about its quota where they differ."""

    dossier: Dossier
    unit: Unit
    turned: tuple[Turned, ...]
    quota: tuple[Outcome, Outcome] | None


@dataclass(frozen=True, slots=True)
class Effects:
    """How many dossiers were screened twice, and those that come out otherwise, in the order of their units."""

    screened: int
    changed: tuple[Effect, ...]


def later_text(campaign: Campaign) -> Pack | None:
    """The pack that the product now has for this campaign, or that its unit proposes, where it is not the one that the
    campaign runs by."""
    if campaign.proposed is not None:
        return campaign.proposed.pack()
    now = _of_product(campaign.edition.pack_id)
    return now if now is not None and now.hash != campaign.edition.hash else None


@cache
def _of_product(name: str) -> Pack | None:
    """A pack of the product, which does not change while it runs; None where a unit made it."""
    return load_pack(name) if name in pack_names() else None


def effects_of(campaign: Campaign, new: Pack, on: date) -> Effects:
    """Every dossier that is not accepted yet, by the campaign's text and by the new one. What was accepted keeps the
    verdict that it was accepted with."""
    found = Dossier.objects.filter(participant__campaign=campaign).exclude(state=DossierState.ACCEPTED)
    dossiers = list(found.select_related("participant__unit"))
    old, changed = pack_of(campaign), list[Effect]()
    for dossier in dossiers:
        dossier.participant.campaign = campaign
        book = book_of(dossier)
        before, after = (screen_book(book, pack, on=on) for pack in (old, new))
        quota = (before.quota_verdict, after.quota_verdict)
        turned = _turned(before, after)
        if turned or quota[0] is not quota[1]:
            differs = quota if quota[0] is not quota[1] else None
            changed.append(Effect(dossier, dossier.participant.unit, turned, differs))
    return Effects(len(dossiers), tuple(changed))


def _turned(before: Report, after: Report) -> tuple[Turned, ...]:
    return tuple(
        Turned(one.nominee.name, one.verdict, other.verdict, other.finding.because)
        for one, other in zip(before.screened, after.screened, strict=True)
        if one.verdict is not other.verdict
    )
