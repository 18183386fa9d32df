"""Which places of a dossier may be changed now: all of a draft, of a returned one those that remarks point at."""

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Dossier, DossierState, Remark
from vinhdanh.vietnamese import lower_first


def open_places(dossier: Dossier) -> frozenset[tuple[int | None, str]] | None:
    """The places open for change, each with the key of its nominee; None: everything is open, as in a draft."""
    if dossier.state == DossierState.DRAFT:
        return None
    if dossier.state != DossierState.RETURNED:
        return frozenset()
    asked = Remark.objects.filter(dossier=dossier, sent_with__version__number=dossier.version)
    return frozenset(asked.values_list("nomination_id", "place"))


def require_open(dossier: Dossier, place: str, nomination: int | None = None) -> None:
    """Raises NotPossible where the place (see Remark) may not be changed now.

    A remark on a whole (`letter`, `facts`) opens all that is in it; one on a paper (`part:…`) of a nominee opens
    the story and the facts that it is written from.
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


def is_open(places: frozenset[tuple[int | None, str]] | None, place: str, nomination: int | None = None) -> bool:
    """Whether the place is among the open ones, as `open_places` gives them: for pages that ask of many at once."""
    return places is None or any(key == nomination and _covers(asked, place) for key, asked in places)


def _covers(asked: str, place: str) -> bool:
    """Whether a remark on `asked` opens `place`."""
    whole = place.startswith((f"{asked}.", f"{asked}:")) or (asked == "facts" and place.startswith("fact:"))
    from_paper = asked.startswith("part:") and place.startswith(("nominee.", "fact", "attachments"))
    return asked == place or whole or from_paper
