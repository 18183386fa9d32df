"""Which places of a dossier may be changed now: all of a draft, of a returned one those that remarks point at.

Data and the papers written from them open together: who mends a summary signs Mẫu 03 anew, who is asked for another
report may write what stands in it. Whoever is asked something may answer with another file beside it.
"""

from collections.abc import Iterator

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Dossier, DossierState, Fact, Remark
from vinhdanh.models.dossiers import is_within
from vinhdanh.models.sending_days import pack_of
from vinhdanh.rules.campaign import DossierPart
from vinhdanh.vietnamese import lower_first

Place = tuple[int | None, str]  # the key of a nominee, None for the dossier itself; and the place as Remark names it
_OF_NOMINEE = ("nominee", "facts", "attachments")  # wholes, as `letter` and `meeting` are of the dossier
_WRITTEN_FROM = {"letter": "letter", "minutes": "meeting"}  # a paper of the dossier, and the whole it is written from
_NAMING_NOMINEES = ((None, "letter"), (None, "form_03"))


def open_places(dossier: Dossier) -> frozenset[Place] | None:
    """The places open for change, each with the key of its nominee; None: everything is open, as in a draft."""
    if dossier.state == DossierState.DRAFT:
        return None
    if dossier.state != DossierState.RETURNED:
        return frozenset()
    asked = Remark.objects.filter(dossier=dossier, sent_with__version__number=dossier.version)
    return frozenset(_opened(dossier, set(asked.values_list("nomination_id", "place"))))


def require_open(dossier: Dossier, place: str, nomination: int | None = None) -> None:
    """Raises NotPossible where the place (see Remark) may not be changed now.

    A remark on a whole (`letter`, `facts`) opens all that is in it. One on data opens the signed papers written from
    them, one on a paper the data it is written from; one on the list of nominees opens those added since. Each opens
    the loose files beside it: one about a nominee the nominee's, one about the dossier itself the dossier's.
    """
    places = open_places(dossier)
    if places is None:
        return
    if not places:
        state = lower_first(dossier.get_state_display())
        raise NotPossible(
            f"Hồ sơ {state}, không sửa được nữa; cần sửa thì đề nghị cơ quan tiếp nhận trả lại để bổ sung."
        )
    if not is_open(places, place, nomination):
        raise NotPossible("Chỗ này không thuộc nội dung được yêu cầu bổ sung nên không sửa được.")


def is_open(places: frozenset[Place] | None, place: str, nomination: int | None = None) -> bool:
    """Whether the place is among the open ones, as `open_places` gives them: for pages that ask of many at once."""
    return places is None or any(key == nomination and is_within(place, opened) for key, opened in places)


def _opened(dossier: Dossier, asked: set[Place]) -> Iterator[Place]:
    """The places that remarks on these open."""
    parts = pack_of(dossier.participant.campaign).dossier.parts
    data = {one for one in asked if not one[1].startswith("part:")} | set(_facts_gone(asked))
    if (None, "nominees") in asked:
        data |= {(None, "meeting"), *((key, whole) for key in _added_since(dossier) for whole in _OF_NOMINEE)}
    data |= set(_data_of_papers(dossier, asked, {f"part:{part.id}": part for part in parts}))
    yield from asked | data | {(key, "attachments") for key, _ in asked}
    signed = {paper for one in data for paper in _papers_of(one)}
    yield from ((key, f"part:{part.id}") for part in parts for key, paper in signed if part.paper == paper)


def _data_of_papers(dossier: Dossier, asked: set[Place], part_of: dict[str, DossierPart]) -> Iterator[Place]:
    """What the papers asked for anew are written from."""
    for key, place in asked:
        paper = part_of[place].paper if place in part_of else None
        if paper == "achievement_report":
            yield from ((key, whole) for whole in _OF_NOMINEE)
        elif paper == "form_03":
            yield from ((nominee.pk, "nominee.summary") for nominee in dossier.nominations.standing())
        elif paper in _WRITTEN_FROM:
            yield None, _WRITTEN_FROM[paper]


def _papers_of(place: Place) -> tuple[Place, ...]:
    """The papers that say what stands at the place, each with the nominee whose it is: they are signed anew."""
    key, name = place
    if key is not None:
        return (key, "achievement_report"), *_NAMING_NOMINEES
    if name == "nominees":
        return _NAMING_NOMINEES
    return tuple((None, paper) for paper, whole in _WRITTEN_FROM.items() if name.partition(".")[0] == whole)


def _facts_gone(asked: set[Place]) -> Iterator[Place]:
    """A fact that was asked about and cleared is typed anew: it has no key to be asked about any more."""
    keys = {int(place.removeprefix("fact:")): nominee for nominee, place in asked if place.startswith("fact:")}
    standing = set(Fact.objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    yield from ((nominee, "facts") for key, nominee in keys.items() if key not in standing)


def _added_since(dossier: Dossier) -> list[int]:
    """The nominees who were not in the version that was returned."""
    sent = dossier.versions.filter(number=dossier.version).values_list("content__nominees", flat=True).first() or []
    keys = [one["key"] for one in sent]
    return list(dossier.nominations.standing().exclude(pk__in=keys).values_list("pk", flat=True))
