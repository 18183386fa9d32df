"""What pages about a unit's dossier share: fetching it, where each of its places stands, its completeness."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from vinhdanh.actions.nomination_values import key_of
from vinhdanh.models import Dossier, DossierState, Fact, Nomination, Remark
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.completeness import NOMINEES, Completeness, Lack, completeness_of, part_label
from vinhdanh.reports.dossier_papers import draft_digests
from vinhdanh.reports.dossier_places import WHOLES, dossier_places
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_dossier
from vinhdanh.rules.campaign import Pack
from vinhdanh.web.forms.nominations import name_of
from vinhdanh.web.signed_in import SignedIn


@dataclass(frozen=True, slots=True)
class LinkedLack:
    """What is missing, whose, and the address of the very place."""

    sentence: str
    name: str
    address: str


def seen_dossier(request: SignedIn, pk: int) -> Dossier:
    """The dossier of an address with all that pages ask of it; 404 where the person does not see it."""
    seen = Dossier.objects.visible_to(request.user).select_related("participant__unit", "participant__campaign__host")
    seen = seen.select_related("participant__campaign__edition", "changed_by")
    seen = seen.defer("participant__campaign__edition__content", "participant__campaign__edition__form")
    return get_object_or_404(seen.prefetch_related("participant__extensions"), pk=pk)


def dossier_crumbs(dossier: Dossier | None = None) -> list[tuple[str, str]]:
    """The way to a page below a dossier."""
    way = [("Hồ sơ", reverse("dossiers"))]
    return [*way, (str(dossier), reverse("dossier", args=[dossier.pk]))] if dossier else way


def whole_of(dossier: Dossier, on: date) -> Completeness:
    """How complete it is, with the report as declared."""
    nominations = nominations_with_facts(dossier)
    report = screen_dossier(dossier, on, nominations=nominations)
    return completeness_of(dossier, report, nominations, draft_digests(dossier, report, nominations))


def linked(dossier: Dossier, lacks: Iterable[Lack], names: dict[int, str]) -> list[LinkedLack]:
    """Each with its address; `names` are those of the nominees by key."""
    pack = pack_of(dossier.participant.campaign)
    return [
        LinkedLack(
            one.sentence,
            names.get(one.nomination or 0, ""),
            place_address(dossier.pk, one.place, one.nomination, pack),
        )
        for one in lacks
    ]


def paper_anchor(part: str, nomination: int | None) -> str:
    """The id on the dossier's page of a part of the dossier."""
    return f"{part.replace('.', '-')}{f'-{nomination}' if nomination else ''}"


def place_address(dossier: int, place: str, nomination: int | None, pack: Pack) -> str:
    """The address of a place (see Remark): the page where it is written, at the very field."""
    kind, _, rest = place.partition(":")
    if kind == "part":
        return f"{reverse('dossier', args=[dossier])}#{paper_anchor(rest, nomination)}"
    if nomination is not None and place != "meeting":
        return f"{reverse('nomination', args=[nomination])}{_nominee_anchor(place, pack)}"
    if place.startswith("letter"):
        field = place.partition(".")[2]
        return reverse("dossier_letter", args=[dossier]) + (f"#id_{field}" if field else "")
    if place == "meeting":
        return reverse("dossier_meeting", args=[dossier]) + ("#phieu" if nomination else "")
    anchor = {NOMINEES: "de-nghi", "attachments": "tep"}.get(place, "")
    return reverse("dossier", args=[dossier]) + (f"#{anchor}" if anchor else "")


def _nominee_anchor(place: str, pack: Pack) -> str:
    """Where on the page of a nominee: the id of the first field that says it."""
    kind, _, rest = place.partition(":")
    if kind == "fact" and rest.isdecimal():
        fact = Fact.objects.filter(pk=int(rest)).first()
        key = key_of(fact) if fact else ""
        part = "level" if "rating" in key else "amount"
        return f"#{name_of(key, part)}" if key else "#khen-thuong"
    field = place.partition(".")[2]
    if field in pack.attribute_of:
        return f"#{name_of(f'attribute.{field}')}"
    if field in {one.code for one in pack.lists}:
        return f"#{name_of(f'member.{field}')}"
    return f"#{name_of(field)}" if field else ""


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A request for supplement: what place it is about, in words, and the address of the place."""

    remark: Remark
    words: str
    address: str


def requests_of(dossier: Dossier) -> list[ShownRemark]:
    """What the office asked to be supplemented with its last return; nothing where the dossier is not returned."""
    if dossier.state != DossierState.RETURNED:
        return []
    version = dossier.versions.get(number=dossier.version)
    pack = pack_of(dossier.participant.campaign)
    asked = Remark.objects.filter(sent_with__version=version).select_related("nomination").order_by("pk")
    return [
        ShownRemark(
            one, place_words(version.content, one, pack), place_address(dossier.pk, one.place, one.nomination_id, pack)
        )
        for one in asked
    ]


def place_words(content: dict[str, Any], remark: Remark, pack: Pack) -> str:
    """The place of a remark as people call it, by the words of the version that it is about."""
    kind, _, rest = remark.place.partition(":")
    part = next((one for one in pack.dossier.parts if kind == "part" and one.id == rest), None)
    if remark.nomination is None:
        return part_label(part) if part else dossier_places(pack).get(remark.place, "")
    sent = next((one for one in content["nominees"] if one["key"] == remark.nomination_id), None)
    lines = sent["lines"] if sent else ()
    label = next((label for place, label, _ in lines if place == remark.place), WHOLES.get(remark.place, ""))
    return ", ".join(filter(None, (str(remark.nomination), part_label(part) if part else label)))


def names_of(nominations: Iterable[Nomination]) -> dict[int, str]:
    """The names by key."""
    return {one.pk: one.name for one in nominations}


def frame_of(dossier: Dossier) -> dict[str, Any]:
    """What the frame of every page below a dossier shows."""
    campaign = dossier.participant.campaign
    return {
        "crumbs": dossier_crumbs(dossier),
        "campaign_name": campaign.title,
        "dossier": dossier,
        "rules_page": reverse("campaign_rules", args=[campaign.pk]),  # where cites lead, as its dossiers are screened
    }
