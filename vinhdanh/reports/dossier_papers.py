"""The papers of a dossier: each as a record of what was typed, as a file, and as a digest by which a change is seen."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, NamedTuple

from django.utils.text import slugify

from vinhdanh.documents.achievement_report import AchievementReport, compose_achievement_report
from vinhdanh.documents.blocks import Paper
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.form_03 import Form03, compose_form_03
from vinhdanh.documents.minutes import Minutes, compose_minutes
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.documents.proposal_letter import ProposalLetter, compose_proposal_letter
from vinhdanh.intake.records import FamilyRow
from vinhdanh.models import Dossier, Nomination
from vinhdanh.reports.achievement_records import achievement_record
from vinhdanh.reports.minutes_record import minutes_record
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_dossier
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.papers import form_03_record, letter_record
from vinhdanh.screening.report import Report

WRITERS: dict[str, Callable[[Paper], bytes]] = {"docx": write_docx, "pdf": write_pdf}
_D = str.maketrans("đĐ", "dD")  # a letter of its own, not a d with an accent
Record = ProposalLetter | Form03 | Minutes | AchievementReport
_OF_THE_CLERK = frozenset({"number", "day", "held_on"})  # written when a paper is signed, often by hand


class PaperKind(NamedTuple):
    """A paper that is composed from a dossier; `paper` is how a pack's part names it."""

    slug: str
    label: str
    paper: str
    of_nominee: bool = False


PAPERS = {
    kind.slug: kind
    for kind in (
        PaperKind("to-trinh", "Tờ trình", "letter"),
        PaperKind("mau-03", "Mẫu 03", "form_03"),
        PaperKind("bien-ban", "Biên bản họp Hội đồng", "minutes"),
        PaperKind("bao-cao", "Báo cáo thành tích", "achievement_report", of_nominee=True),
    )
}


class Draft(NamedTuple):
    """A paper of one dossier: its name in addresses (`bao-cao-12`), and the part of the pack that it is, if any."""

    kind: PaperKind
    slug: str
    label: str
    part: str
    nomination: int | None


class NoSuchPaper(LookupError):
    """The dossier has no paper of that name, or none in that format."""


def drafts_of(pack: Pack, nominations: Iterable[Nomination]) -> list[Draft]:
    """The papers that can be composed for a dossier with these nominees: its own, then one of each nominee."""
    nominees = list(nominations)
    parts: dict[str, str] = {part.paper: part.id for part in pack.dossier.parts if part.paper}
    drafts = []
    for kind in PAPERS.values():
        part = parts.get(kind.paper, "")
        if kind.of_nominee:
            named = [(f"{kind.slug}-{one.pk}", f"{kind.label}: {one.name}", one.pk) for one in nominees]
            drafts += [Draft(kind, slug, label, part, key) for slug, label, key in named]
        else:
            drafts.append(Draft(kind, kind.slug, kind.label, part, None))
    return drafts


def paper_bytes(dossier: Dossier, slug: str, extension: str, *, on: date, with_personal: bool) -> bytes:
    """One paper of the dossier as a file, of what is typed now. Raises NoSuchPaper.

    `with_personal`: the reader may see births and residences; else a report names the year of birth, and no paper the
    residence.
    """
    name, key = _parted(slug)
    kind = PAPERS.get(name)
    if kind is None or kind.of_nominee != bool(key) or extension not in WRITERS:
        raise NoSuchPaper(slug)
    nominations = nominations_with_facts(dossier)
    nominee = next((one for one in nominations if str(one.pk) == key), None)
    if key and nominee is None:
        raise NoSuchPaper(slug)
    report = screen_dossier(dossier, on, nominations=nominations)
    report = report if with_personal else _without_residences(report)
    record = _record(kind, dossier, report, nominations, nominee, with_personal)
    return WRITERS[extension](_composed(record))


def paper_stem(dossier: Dossier, slug: str) -> str:
    """What the file is called, by whose paper it is: `bao-cao-nguyen-thi-dao`, `to-trinh-huyen-chi-lang`."""
    name, key = _parted(slug)
    whose = dossier.nominations.filter(pk=int(key)).values_list("name", flat=True).first() if key else None
    return f"{name}-{slugify(whose.translate(_D)) if whose else dossier.participant.unit.code}"


def _without_residences(report: Report) -> Report:
    """The report with families named by their head alone."""
    screened = tuple(
        one._replace(row=replace(one.row, residence="")) if isinstance(one.row, FamilyRow) else one
        for one in report.screened
    )
    return replace(report, screened=screened)


def _parted(slug: str) -> tuple[str, str]:
    """`bao-cao-12` as `bao-cao` and `12`; the name of a dossier's own paper with nothing."""
    name, _, key = slug.rpartition("-")
    return (name, key) if name in PAPERS and key.isdecimal() and len(key) < 19 else (slug, "")


def draft_digests(
    dossier: Dossier, report: Report, nominations: Iterable[Nomination]
) -> Mapping[tuple[str, int | None], str]:
    """For each part of the pack that the product composes, and each nominee where it is the nominee's, its digest.

    `nominations` as `nominations_with_facts` reads them. The same number of queries for one nominee and for many.
    """
    nominees = list(nominations)
    by_key = {one.pk: one for one in nominees}
    return {
        (draft.part, draft.nomination): _digest(
            _record(draft.kind, dossier, report, nominees, by_key.get(draft.nomination or 0), True)
        )
        for draft in drafts_of(report.pack, nominees)
        if draft.part
    }


def draft_digest(dossier: Dossier, part: str, nomination: Nomination | None, *, on: date) -> str:
    """The digest of one draft as it would be written now; blank for a part that the unit brings by itself."""
    nominations = nominations_with_facts(dossier)
    digests = draft_digests(dossier, screen_dossier(dossier, on, nominations=nominations), nominations)
    return digests.get((part, nomination.pk if nomination else None), "")


def _record(
    kind: PaperKind,
    dossier: Dossier,
    report: Report,
    nominations: list[Nomination],
    nominee: Nomination | None,
    with_personal: bool,
) -> Record:
    match kind.paper:
        case "letter":
            return letter_record(report)
        case "form_03":
            return form_03_record(report)
        case "minutes":
            return minutes_record(dossier, report, nominations)
    if nominee is None:
        raise NoSuchPaper(kind.slug)
    return achievement_record(nominee, report, with_personal=with_personal)


def _composed(record: Record) -> Paper:
    match record:
        case ProposalLetter():
            return compose_proposal_letter(record)
        case Form03():
            return compose_form_03(record)
        case Minutes():
            return compose_minutes(record)
        case AchievementReport():
            return compose_achievement_report(record)


def _digest(record: Record) -> str:
    """SHA-256 of what the paper says, as sorted JSON without what is empty.

    Not of the file, whose looks may change with the program; nor of the number and the day, which a clerk gives to a
    paper when it is signed and may type afterwards.
    """
    said = {name: value for name, value in asdict(record).items() if name not in _OF_THE_CLERK}
    content = json.dumps(_filled(said), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _filled(value: Any) -> Any:
    """The value without empty members, so that a field added to the program later changes no digest."""
    if isinstance(value, dict):
        filled = {str(name): _filled(each) for name, each in value.items()}
        return {name: each for name, each in filled.items() if each not in ("", None, [], {})}
    if isinstance(value, list | tuple):
        return [_filled(each) for each in value]
    return value
