"""The parts of a dossier as its page shows them: the draft to be read and signed, the signed scans, who adds some."""

from dataclasses import dataclass

from django.urls import reverse

from vinhdanh.actions.attachments import Place
from vinhdanh.actions.dossier_doors import is_open
from vinhdanh.actions.dossiers import LETTER
from vinhdanh.models import Dossier, User
from vinhdanh.reports.completeness import Completeness, PaperState
from vinhdanh.reports.dossier_papers import drafts_of
from vinhdanh.web.attachment_places import PlaceOnPage, Places, place_on_page
from vinhdanh.web.dossier_page import paper_anchor, place_address

_PLACES = {"letter": tuple(f"letter.{name}" for name in LETTER)}  # where not the whole has to be open to be written


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A part of the dossier: its id on the page, the name of its draft in addresses (blank: the unit brings it by
    itself), where it is written and whether it may be now, and the place of its signed scans."""

    paper: PaperState
    anchor: str
    draft: str
    written_at: str
    may_write: bool
    place: PlaceOnPage


def papers_shown(dossier: Dossier, whole: Completeness, by: User, places: Places) -> list[PaperShown]:
    """The dossier's own parts, then those of each nominee."""
    pack = whole.report.pack
    nominations = [one.nomination for one in whole.nominees]
    drafts = {(one.part, one.nomination): one for one in drafts_of(pack, nominations)}
    shown = []
    for paper in whole.all_papers:
        anchor = paper_anchor(paper.part.id, paper.key)
        draft = drafts.get((paper.part.id, paper.key))
        written = {"letter": "letter", "minutes": "meeting"}.get(draft.kind.paper, "") if draft else ""
        if paper.nomination:
            written = "nominee.summary"
        shown.append(
            PaperShown(
                paper,
                anchor,
                draft.slug if draft else "",
                place_address(dossier.pk, written, paper.key, pack) if written else "",
                any(is_open(places, place, paper.key) for place in _PLACES.get(written, (written,))),
                _place(dossier, whole, Place(paper.nomination, part=paper.part.id), by, places, anchor),
            )
        )
    return shown


def other_files(dossier: Dossier, whole: Completeness, by: User, places: Places) -> PlaceOnPage:
    """What goes with the dossier beside its parts."""
    return _place(dossier, whole, Place(), by, places, "tep")


def _place(dossier: Dossier, whole: Completeness, place: Place, by: User, places: Places, anchor: str) -> PlaceOnPage:
    back = f"{reverse('dossier', args=[dossier.pk])}#{anchor}"
    key = place.nomination.pk if place.nomination else None
    digest = whole.digests.get((place.part, key), "")
    return place_on_page(dossier, place, whole.attachments, by=by, back=back, places=places, draft_digest=digest)
