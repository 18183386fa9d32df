"""The places of a dossier in words: what a remark may point at, and how it is told to the unit."""

from vinhdanh.models import Dossier, Nomination
from vinhdanh.reports.dossier_content import lines_of
from vinhdanh.rules.campaign import Pack

_LETTER = ("letter_number", "letter_date", "signer", "signer_title", "superior", "issuer", "place")
WHOLES = {"facts": "Xếp loại, khen thưởng, số liệu", "attachments": "Tệp kèm theo"}
_TOO_LONG = 90


def dossier_places(pack: Pack) -> dict[str, str]:
    """The places of the dossier itself, by code (see Remark), in the order in which one reads it."""
    letter = {f"letter.{name}": f"Tờ trình: {Dossier._meta.get_field(name).verbose_name}" for name in _LETTER}  # type: ignore[union-attr]
    parts = {f"part:{part.id}": part.text for part in pack.dossier.parts if part.each == "dossier"}
    others = {
        "nominees": "Danh sách đề nghị",
        "meeting": "Cuộc họp của Hội đồng",
        "attachments": WHOLES["attachments"],
    }
    return _shortened({**parts, "letter": "Tờ trình", **letter, **others})


def nominee_places(nomination: Nomination, pack: Pack) -> dict[str, str]:
    """The places of a nominee; reads the facts and the answers to judgements, which whoever asks for many fetches."""
    parts = {f"part:{part.id}": part.text for part in pack.dossier.parts if part.each == "nominee"}
    said = {place: label for place, label, _ in lines_of(nomination, pack)}
    return _shortened({**parts, **said, **WHOLES})


def _shortened(places: dict[str, str]) -> dict[str, str]:
    return {place: words if len(words) <= _TOO_LONG else f"{words[:_TOO_LONG]}…" for place, words in places.items()}
