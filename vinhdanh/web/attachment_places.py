"""A place of a dossier with its files, as a part of a page: templates/attachments/place.html draws it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from vinhdanh.actions.attachments import Place
from vinhdanh.actions.dossier_doors import is_open, open_places
from vinhdanh.intake.uploads import ACCEPTED, ACCEPTED_PAPERS, SIZE_LIMIT
from vinhdanh.models import Attachment, Dossier, User
from vinhdanh.permissions import can, may_open_files
from vinhdanh.reports.attachments import FileShown, SignedState, files_shown, signed_state

Places = frozenset[tuple[int | None, str]] | None  # as `open_places` gives them


@dataclass(frozen=True, slots=True)
class PlaceOnPage:
    """What a page shows of one place: its files, as links where `may_open`, and the form that adds some where
    `may_edit`.

    `address` is where the form sends and where the place has a page of its own; `back` the page that leads there.
    `signed` at a part of the dossier only.
    """

    key: str
    files: list[FileShown]
    address: str
    back: str
    may_edit: bool
    accepted: str
    takes_films: bool
    signed: SignedState | None
    may_open: bool
    size_limit: int = SIZE_LIMIT


def place_on_page(
    dossier: Dossier,
    place: Place,
    attachments: Iterable[Attachment],
    *,
    by: User,
    back: str,
    places: Places | tuple[()] = (),
    draft_digest: str = "",
) -> PlaceOnPage:
    """The place as `by` sees it. Asks the database nothing where `places` (of `open_places`) are given.

    `attachments` are the dossier's, or any that hold those of the place; `draft_digest` as in `signed_state`; `back`
    is the address of the page, with a fragment that leads to the place.
    """
    nominee = place.nominee
    asked = {
        "part": place.part,
        "fact": place.fact.pk if place.fact else "",
        "nomination": nominee.pk if nominee else "",
    }
    there = [one for one in attachments if one.removed_at is None and _is_at(one, place)]
    may_edit = can(by, "edit_dossier", dossier.participant.unit)
    if may_edit:
        opened = open_places(dossier) if isinstance(places, tuple) else places
        may_edit = is_open(opened, place.code, nominee.pk if nominee else None)
    signed = signed_state(there, place.part, nominee, draft_digest) if place.part else None
    query = urlencode({name: value for name, value in asked.items() if value} | {"ve": back})
    return PlaceOnPage(
        key="tep-" + "-".join(str(value).replace(".", "-") for value in asked.values() if value),
        files=files_shown(there, signed.replaced if signed else ()),
        address=f"{reverse('attachments_add', args=[dossier.pk])}?{query}",
        back=back,
        may_edit=may_edit,
        accepted=ACCEPTED_PAPERS if place.part else ACCEPTED,
        takes_films=not place.part,
        signed=signed,
        may_open=may_open_files(by, dossier.participant.unit),
    )


def _is_at(one: Attachment, place: Place) -> bool:
    nominee = place.nominee
    here = (place.part, place.fact.pk if place.fact else None, nominee.pk if nominee else None)
    return (one.part, one.fact_id, one.nomination_id) == here
