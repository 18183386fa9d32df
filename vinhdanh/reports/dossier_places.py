"""The places of a dossier in words: what a remark may point at, and how it is told to the unit."""

from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_

from django.db.models import Q

from vinhdanh.documents.achievement_report import SECTIONS
from vinhdanh.models import AuditLine, Dossier, Nomination, PackEdition
from vinhdanh.reports.dossier_content import judged_texts, lines_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import lower_first

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


def told_places(lines: Collection[AuditLine]) -> dict[str, str]:
    """The words of what lines of the record name by a code of the pack: places, as `place` or as the `part` of a file,
    and a nominee's values as `field=code`.

    By the packs of their dossiers, read at once; asks nothing where no line names any. Facts are told as one.
    """
    naming = [
        line for line in lines if line.verb == "edit_nomination" or {"place", "part"} & {*line.before, *line.after}
    ]
    dossiers = [line.thing_key for line in naming if line.thing_kind == "dossier"]
    nominees = [line.thing_key for line in naming if line.thing_kind == "nomination"]
    files = [line.thing_key for line in naming if line.thing_kind == "attachment"]
    if not naming:
        return {}
    taking_part = "campaigns__participants__dossier"
    of = {"": dossiers, "__attachments": files, "__nominations": nominees}
    asked = reduce(or_, (Q(**{f"{taking_part}{way}__in": keys}) for way, keys in of.items() if keys), Q(pk=None))
    editions = PackEdition.objects.defer("content", "form").filter(asked).distinct().order_by("pk")
    places = {place: words for edition in editions for place, words in _every_place(edition.pack()).items()}
    facts = (text for line in naming for text in (line.before.get("place"), line.after.get("place")) if text)
    return places | {place: WHOLES["facts"] for place in facts if place.startswith("fact:")}


def _every_place(pack: Pack) -> dict[str, str]:
    """All places that a dossier by this pack has, without its facts, and the codes of its nominees' values; `part` of a
    file is told by the part alone."""
    parts = {place: part.text for part in pack.dossier.parts for place in (part.id, f"part:{part.id}")}
    return _shortened({**parts, **dict(_of_nominees(pack))}) | dossier_places(pack) | WHOLES | dict(_coded(pack))


def _coded(pack: Pack) -> Iterator[tuple[str, str]]:
    for one in pack.attributes:
        yield from ((f"{lower_first(one.label)}={value.code}", value.label) for value in one.values)
    years = range(pack.period.first, pack.period.last + 1)
    for name in ("xếp loại", "xếp loại đơn vị"):
        yield from ((f"{name} năm {year}={one.code}", one.label) for year in years for one in pack.scale.levels)


def _of_nominees(pack: Pack) -> Iterator[tuple[str, str]]:
    for field in Nomination._meta.concrete_fields:
        yield f"nominee.{field.name}", f"{str(field.verbose_name)[:1].upper()}{str(field.verbose_name)[1:]}"
    yield from ((f"nominee.{one.code}", one.label) for one in pack.attributes)
    yield from ((f"nominee.{one.code}", one.label) for one in pack.lists)
    yield from ((f"nominee.story.{one.code}", one.label) for some in SECTIONS.values() for one in some)
    for condition, text in judged_texts(pack).items():
        yield f"nominee.view.{condition}", f"Đơn vị tự đánh giá: {text}"


def _shortened(places: dict[str, str]) -> dict[str, str]:
    return {place: words if len(words) <= _TOO_LONG else f"{words[:_TOO_LONG]}…" for place, words in places.items()}
