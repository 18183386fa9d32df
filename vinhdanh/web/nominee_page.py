"""What the page of one nominee shows: the form, the findings twice where they differ, the quota, the register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from vinhdanh.actions.dossier_doors import is_open, open_places
from vinhdanh.actions.facts import FACTS
from vinhdanh.actions.nomination_values import Clash, Figure, Rated, Value, View, values_of
from vinhdanh.actions.nominations import place_of
from vinhdanh.models import Dossier, DossierState, Fact, FactKind, Nomination, Remark, Sex, Unit, User
from vinhdanh.models.register_facts import RegisterNews, register_news
from vinhdanh.reports.asked_of_nominee import Asked, asked_of
from vinhdanh.reports.award_words import fact_award_label
from vinhdanh.reports.campaigns import pack_of_dossier
from vinhdanh.reports.completeness import NOMINEES
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_both, screened_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.report import Report, Screened
from vinhdanh.vietnamese import written_amount
from vinhdanh.web.forms.nominations import NominationForm
from vinhdanh.web.result_page import places_of, tree_of


@dataclass(frozen=True)
class NomineePage:
    """One nominee as it stands: the two readings of the dossier, and what the campaign asks of this nominee."""

    nomination: Nomination
    dossier: Dossier
    pack: Pack
    declared: Report
    verified: Report
    asked: Asked
    values: Mapping[str, Value]
    places: frozenset[tuple[int | None, str]] | None

    @property
    def screened(self) -> Screened:
        """The finding as declared."""
        return screened_of(self.declared, self.nomination)

    def form(self, by: User, data: Mapping[str, Any] | None = None) -> NominationForm:
        """The form over what stands, or over what was typed."""
        return NominationForm(
            data,
            nomination=self.nomination,
            pack=self.pack,
            asked=self.asked,
            values=self.values,
            by=by,
            may_edit=self.may_edit,
        )

    def may_edit(self, key: str) -> bool:
        """Whether the value may be changed now: all of a draft, of a returned dossier what remarks point at."""
        return is_open(self.places, place_of(self.nomination, key), self.nomination.pk)

    @property
    def is_open(self) -> bool:
        """Whether anything of the dossier may be changed."""
        return self.places is None or bool(self.places)

    @property
    def may_leave(self) -> bool:
        """Whether the nominee may be taken out of the dossier, or back into it."""
        return is_open(self.places, NOMINEES)

    @property
    def may_list(self) -> bool:
        """Whether awards may be added, or brought from the register."""
        return is_open(self.places, FACTS, self.nomination.pk)

    @property
    def may_tie(self) -> bool:
        """Whether the nominee may be tied to the register, or the tie undone."""
        return self.may_list and self.may_edit("name")

    @property
    def open_facts(self) -> frozenset[int]:
        """The keys of the facts that may be changed, and proved."""
        facts = self.nomination.facts.all()
        return frozenset(one.pk for one in facts if is_open(self.places, f"fact:{one.pk}", self.nomination.pk))

    def open_spots(self, form: NominationForm) -> list[tuple[str, str]]:
        """What a returned dossier leaves open of this nominee: each with its words and its id on the page."""
        firsts = [form.names_at(key)[0] for key in form.asked_keys()]
        spots = [(str(form.fields[name].label), name) for name in firsts if name not in form.closed]
        awards = {one.pk for one in self.nomination.facts.all() if one.kind == FactKind.AWARD}
        if self.may_list or awards & self.open_facts:
            spots.append(("Khen thưởng đã có", "khen-thuong"))
        if is_open(self.places, "attachments", self.nomination.pk):
            spots.append(("Tệp kèm theo", "tep-kem"))
        return spots

    def news(self) -> RegisterNews:
        """What the register says that the dossier does not."""
        return register_news(self.nomination, self.pack)

    def awards(self) -> list[tuple[Fact, str]]:
        """The awards listed with their words, of the nominee and of the unit headed, the newest first."""
        found = [fact for fact in self.nomination.facts.all() if fact.kind == FactKind.AWARD]
        ordered = sorted(found, key=lambda fact: (fact.of_headed, -(fact.year or 0), fact.pk))
        return [(fact, fact_award_label(fact, self.pack)) for fact in ordered]

    def findings(self) -> dict[str, Any]:
        """The findings and the quota for a template: `verified` only where that reading answers otherwise."""
        one, other = self.screened, screened_of(self.verified, self.nomination)
        differs = one.verdict is not other.verdict
        return {
            "one": one,
            "tree": tree_of(self.declared, one),
            "other": other if differs else None,
            "other_tree": tree_of(self.verified, other) if differs else (),
            "report": self.declared,
            "places": [places_of(self.declared, state) for state in self.declared.quota.limits],
            "rules_page": reverse("campaign_rules", args=[self.nomination.dossier.participant.campaign_id]),
        }


def seen_nomination(by: User, pk: int) -> Nomination:
    """The nomination, if the person may see its dossier; else 404."""
    seen = Nomination.objects.visible_to(by).select_related("dossier__participant__unit", "changed_by", "headed")
    seen = seen.select_related("dossier__participant__campaign__host", "dossier__participant__campaign__edition")
    seen = seen.defer(*(f"dossier__participant__campaign__edition__{name}" for name in ("content", "form")))
    return get_object_or_404(seen.select_related("honouree__unit"), pk=pk)


def nominee_page(nomination: Nomination, on: date) -> NomineePage:
    """Everything about a standing nominee, of one reading of the tables."""
    dossier = nomination.dossier
    pack = pack_of_dossier(dossier)
    read = nominations_with_facts(dossier)
    declared, verified = screen_both(dossier, on, read)
    finding = screened_of(declared, nomination).finding
    nomination = _of_reading(nomination, read)
    values = values_of(nomination)
    asked = asked_of(pack, nomination, finding)
    return NomineePage(nomination, dossier, pack, declared, verified, asked, values, open_places(dossier))


def _of_reading(nomination: Nomination, read: Iterable[Nomination]) -> Nomination:
    """The same among those read with all that the form reads again and again: facts, proofs, answers to judgements."""
    found = next(one for one in read if one.pk == nomination.pk)
    found.dossier, found.changed_by = nomination.dossier, nomination.changed_by
    return found


@dataclass(frozen=True, slots=True)
class RequestNote:
    """What the office asked to be supplemented, at the field it points at; without a name: of no single field."""

    name: str
    text: str
    settled: bool


def request_notes(page: NomineePage, form: NominationForm) -> list[RequestNote]:
    """The requests of the last return about this nominee; none while the dossier is not returned."""
    dossier = page.dossier
    if dossier.state != DossierState.RETURNED:
        return []
    asked = Remark.objects.filter(nomination=page.nomination, sent_with__version__number=dossier.version)
    places = {place_of(page.nomination, key): form.names_at(key)[0] for key in form.asked_keys()}
    return [RequestNote(places.get(one.place, ""), one.text, one.settled_at is not None) for one in asked]


@dataclass(frozen=True, slots=True)
class ClashNote:
    """A value that two people changed at once, as the page shows it at its field."""

    key: str
    name: str
    label: str
    standing: str
    by: str
    at: datetime


def clash_notes(clashes: Iterable[Clash], form: NominationForm) -> list[ClashNote]:
    """Each clash at the first field of its value."""
    return [
        ClashNote(
            one.key, form.names_at(one.key)[0], one.label, value_words(form.pack, one.key, one.standing), one.by, one.at
        )
        for one in clashes
        if form.names_at(one.key)
    ]


def value_words(pack: Pack, key: str, value: Value) -> str:
    """A value of the sheet as a person reads it; blank where nothing stands."""
    place, _, code = key.partition(".")
    match value:
        case bool():
            return "có" if value else "không"
        case Rated(level, decision, authority):
            label = next((one.label for one in pack.scale.levels if one.code == level), level)
            return ", ".join(filter(None, (label, decision, authority)))
        case Figure(amount, proof):
            return ", ".join(filter(None, (written_amount(amount) if amount is not None else "", proof)))
        case View(passed, reason):
            return ", ".join(filter(None, ("Đạt" if passed else "Chưa đạt", reason)))
        case int() if key == "headed_id":
            return str(Unit.objects.get(pk=value))
    if place == "attribute" and value and code in pack.attribute_of:
        return next((one.label for one in pack.attribute_of[code].values if one.code == value), str(value))
    return str(Sex(str(value)).label) if key == "sex" and value else str(value or "")
