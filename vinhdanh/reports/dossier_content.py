"""A dossier as it is sent: everything that was typed in words that need no table to be read later, and its files.

`content` is JSON: `campaign`, `unit`, `sender`, `quota`, `heading` (of the unit's papers); `letter` and `meeting` as
lines; `nominees`, each with its lines, what the rules said of it, and the council's vote and ballots. A line is [place,
label, text]; places as in Remark. `files` stand in the order of the dossier's parts: each with its part, whose it is,
its name, size in bytes (None: a link), its SHA-256, and where it is stored.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from vinhdanh.documents.achievement_report import SECTIONS
from vinhdanh.models import Attachment, Dossier, Fact, FactKind, Judge, Meeting, Nomination, User, Vote
from vinhdanh.models.dossiers import Sending
from vinhdanh.reports.award_words import fact_award_label
from vinhdanh.reports.campaigns import deadline_of
from vinhdanh.reports.completeness import Completeness, completeness_of
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_both, screened_of
from vinhdanh.reports.sending_limits import limit_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.findings import MET, NOT_MET
from vinhdanh.rules.vocabulary import Judged, conditions
from vinhdanh.screening.issuer import place, superior
from vinhdanh.screening.report import Report
from vinhdanh.vietnamese import written_amount, written_date

FORMAT = 1
Line = list[str]
_LETTER = ("letter_number", "letter_date", "signer", "signer_title", "superior", "issuer", "place")
_MEETING = ("number", "held_on", "begun", "ended", "place", "guests", "course", "conclusion")
_VOTE = ("members", "agreed", "against", "remark")
_WHO = ("name", "sex", "birth", "ethnicity", "position", "workplace", "residence", "direct_worker", "headed")
_SAYS = ("headed_name", "awards_listed", "summary", "remark")


def sending_of(dossier: Dossier, sender: User, on: date) -> Sending:
    """What would be sent now, and what keeps it from being sent: what is missing, and a quota that is not kept."""
    nominations = nominations_with_facts(dossier)
    declared, verified = screen_both(dossier, on, nominations)
    whole = completeness_of(dossier, declared, nominations, {})
    meeting = Meeting.objects.filter(dossier=dossier).prefetch_related("votes", "attendances").first()
    ballots = {one.nomination_id: _ballots(one) for one in meeting.votes.all()} if meeting else {}
    pack, campaign = declared.pack, dossier.participant.campaign
    deadline, limit = deadline_of(campaign), limit_of(dossier.participant, dossier)
    content = {
        "format": FORMAT,
        "campaign": {
            "title": campaign.title,
            "host": campaign.host.name,
            "pack": pack.id,
            "hash": campaign.edition.hash,
            "sets": declared.sets,
            "deadline": limit.words if limit else "",
            "cite": limit.cite if limit else "",
            "place": (deadline.place if deadline else None) or campaign.host.name,
            "seat": pack.papers.place,
            "recipients": list(pack.papers.recipients),
        },
        "heading": {"superior": superior(declared), "issuer": declared.book.unit.name, "place": place(declared)},
        "unit": {
            "code": dossier.participant.unit.code,
            "name": dossier.participant.unit.name,
            "group": dossier.participant.group,
        },
        "sender": sender.full_name,
        "quota": {"outcome": declared.quota.finding.outcome.value, "sentence": declared.quota.sentence},
        "letter": [_column(dossier, name, f"letter.{name}") for name in _LETTER],
        "meeting": list(_meeting_lines(meeting)) if meeting else [],
        "nominees": [
            _nominee(one, declared, verified, whole) | {"ballots": ballots.get(one.pk, [])} for one in nominations
        ],
    }
    return Sending(content, files_of(whole), hindrances_of(whole))


def hindrances_of(whole: Completeness) -> tuple[str, ...]:
    """Why the dossier cannot be sent as it is, apart from the day and its state; nothing where it can."""
    return tuple(_hindrances(whole))


def files_of(whole: Completeness) -> list[dict[str, Any]]:
    """The files that go with it, in their order."""
    return list(_files(whole, whole.report.pack))


def _hindrances(whole: Completeness) -> Iterator[str]:
    """A quota over its bound first, with the clause: then what is missing, each with whose it is."""
    for state in whole.report.quota.limits:
        if state.finding.outcome is NOT_MET:
            yield f"{state.finding.because} ({state.finding.clause.cite})"
    if not whole.report.quota.limits and whole.report.quota.finding.outcome is not MET:
        yield "Đơn vị chưa được xếp vào nhóm nên chưa đối chiếu được số lượng; đề nghị đơn vị tổ chức đợt xếp nhóm."
    names = {one.nomination.pk: one.nomination.name for one in whole.nominees}
    for lack in whole.lacks:
        yield f"{names[lack.nomination]}: {lack.sentence}" if lack.nomination else lack.sentence


def _nominee(one: Nomination, declared: Report, verified: Report, whole: Completeness) -> dict[str, Any]:
    state = next(state for state in whole.nominees if state.nomination.pk == one.pk)
    found = {"declared": screened_of(declared, one), "verified": screened_of(verified, one)}
    kind = declared.pack.award_of.get(one.award)
    return {
        "key": one.pk,
        "number": one.number,
        "kind": one.kind,
        "award": one.award,
        "award_label": kind.label if kind else one.award,
        "name": one.name,
        "honouree": one.honouree_id,
        "lines": list(lines_of(one, declared.pack)),
        "vote": state.vote.because if state.vote else "",
        **{name: {"outcome": got.verdict.value, "because": got.finding.because} for name, got in found.items()},
    }


def lines_of(one: Nomination, pack: Pack) -> Iterator[Line]:
    """Everything said of a nominee, place by place; what is blank too, so that a later text shows as added."""
    for name in _WHO:
        yield _column(one, name, f"nominee.{name}")
    for attribute in pack.attributes:
        value = one.attributes.get(attribute.code)
        words = next((known.label for known in attribute.values if known.code == value), str(value or ""))
        yield [f"nominee.{attribute.code}", attribute.label, words]
    for listed in pack.lists:
        yield [f"nominee.{listed.code}", listed.label, _words(one.memberships.get(listed.code))]
    for name in _SAYS:
        yield _column(one, name, f"nominee.{name}")
    for section in next(some for kind, some in SECTIONS.items() if kind == one.kind):
        yield [f"nominee.story.{section.code}", section.label, str(one.story.get(section.code, ""))]
    for fact in one.facts.all():
        yield [f"fact:{fact.pk}", fact_label(fact, pack), _fact_line(fact, pack)]
    texts = judged_texts(pack)
    for view in one.judgements.all():
        if view.judge == Judge.UNIT:  # what the appraiser says is no part of what the unit sends
            said = "; ".join(filter(None, ("Đạt" if view.passed else "Chưa đạt", view.reason)))
            condition = texts.get(view.condition, view.condition)
            yield [f"nominee.view.{view.condition}", f"Đơn vị tự đánh giá: {condition}", said]


def judged_texts(pack: Pack) -> dict[str, str]:
    """The conditions of the pack that a person judges, each with its words."""
    inside = (condition for one in pack.criteria for condition in conditions(one.condition))
    return {one.id: one.text for one in inside if isinstance(one, Judged)}


def fact_label(fact: Fact, pack: Pack) -> str:
    """What a fact is of: `Xếp loại năm 2018`, `Thu nhập sau khi trừ chi phí năm 2017`."""
    of = " của đơn vị đứng đầu" if fact.of_headed else ""
    year = f" năm {fact.year}" if fact.year else ""
    if fact.kind == FactKind.AMOUNT:
        label = next((one.label for one in pack.indicators if one.code == fact.code), fact.get_kind_display())
        return f"{label}{of}{year}"
    return f"{fact.get_kind_display()}{of}{year}"


def fact_words(fact: Fact, pack: Pack) -> str:
    """What a fact says, with its decision and the proof as the unit names it; not what it stands on."""
    what = fact.as_written
    if fact.kind == FactKind.RATING:
        what = next((level.label for level in pack.scale.levels if level.code == fact.code), fact.code)
    elif fact.kind == FactKind.AWARD:
        what = fact_award_label(fact, pack)
    elif fact.kind == FactKind.AMOUNT and fact.amount is not None:
        what = written_amount(fact.amount)
    decision = ", ".join(
        filter(None, (fact.decision, written_date(fact.decided_on) if fact.decided_on else "", fact.authority))
    )
    return "; ".join(filter(None, (what, decision, fact.proof)))


def _fact_line(fact: Fact, pack: Pack) -> str:
    """As the unit sends it: that an appraiser refused the proof is none of its words."""
    return "; ".join(filter(None, (fact_words(fact, pack), str(fact.provenance_sent().label))))


def _meeting_lines(meeting: Meeting) -> Iterator[Line]:
    for name in _MEETING:
        yield _column(meeting, name, "meeting")
    for one in meeting.attendances.all():
        who = ", ".join(filter(None, (one.position, one.get_role_display(), one.get_presence_display(), one.reason)))
        yield ["meeting", f"Thành viên {one.name}", who]


def _ballots(vote: Vote) -> list[Line]:
    return [_column(vote, name, "meeting") for name in _VOTE]


def _column(thing: Dossier | Meeting | Nomination | Vote, name: str, place: str) -> Line:
    field = thing._meta.get_field(name)
    value = getattr(thing, f"get_{name}_display")() if getattr(field, "choices", None) else getattr(thing, name)
    label = "Đơn vị do cá nhân đứng đầu" if name == "headed" else str(getattr(field, "verbose_name", name))
    return [place, label[:1].upper() + label[1:], _words(value)]


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case date():
            return written_date(value)
        case time():
            return f"{value:%H:%M}"
    return str(value)


def _files(whole: Completeness, pack: Pack) -> Iterator[dict[str, Any]]:
    """The dossier's own papers in the order of its parts and what else goes with it; then each nominee's."""
    labels = {part.id: part.text for part in pack.dossier.parts}
    order = {part.id: number for number, part in enumerate(pack.dossier.parts)}
    nominees = {one.nomination.pk: number for number, one in enumerate(whole.nominees, 1)}
    facts = {fact.pk: fact for one in whole.nominees for fact in one.nomination.facts.all()}
    names = {one.nomination.pk: one.nomination.name for one in whole.nominees}

    def placed(one: Attachment) -> tuple[int, int, int, int]:
        return nominees.get(one.nomination_id or 0, 0), order.get(one.part, len(order)), one.fact_id or 0, one.pk

    for one in sorted(whole.attachments_to_send, key=placed):
        if one.nomination_id and one.nomination_id not in nominees:
            continue  # of somebody who was taken out
        fact = facts.get(one.fact_id or 0)
        about = labels.get(one.part) or (f"Minh chứng: {fact_label(fact, pack)}" if fact else "Tài liệu kèm theo")
        yield {
            "attachment": one.pk,
            "name": one.name,
            "part": one.part,
            "about": about,
            "nomination": one.nomination_id,
            "nominee": names.get(one.nomination_id or 0, ""),
            "fact": one.fact_id,
            "size": None if one.link else one.size,
            "sha256": one.sha256,
            "media_type": one.media_type,
            "pages": one.pages,
            "stored": one.file.name or "",
            "link": one.link,
        }
