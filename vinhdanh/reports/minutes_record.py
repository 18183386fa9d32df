"""The meeting of a unit's council about its dossier, as the minutes tell it."""

from collections.abc import Iterable, Sequence

from vinhdanh.documents.minutes import Member, Minutes, NomineeVote
from vinhdanh.models import Attendance, CouncilRole, Dossier, Meeting, Nomination, Presence, Vote
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.findings import MET, UNKNOWN
from vinhdanh.rules.votes import Ballots, judge_vote, percent_of
from vinhdanh.screening.issuer import place
from vinhdanh.screening.papers import position_of, styled
from vinhdanh.screening.report import Report, Screened

COUNCIL = "Hội đồng Thi đua - Khen thưởng"
SYMBOL = "BB-HĐTĐKT"  # a council numbers its papers by itself (NĐ 30/2020, Phụ lục I, II.3)


def minutes_record(dossier: Dossier, report: Report, nominations: Iterable[Nomination]) -> Minutes:
    """What the minutes say; of a meeting that nobody has written yet, with dots. Three queries, for any number."""
    meeting = Meeting.objects.filter(dossier=dossier).prefetch_related("attendances", "votes").first()
    came = list(meeting.attendances.all()) if meeting else []
    votes = {vote.nomination_id: vote for vote in meeting.votes.all()} if meeting else {}
    nominees = list(nominations)
    labels = _labels(report.pack, nominees)
    share = dossier.participant.campaign.vote_share
    screened = {one.nominee.code: one for one in report.screened}
    present = [one for one in came if one.presence == Presence.PRESENT]
    award = labels[nominees[0].award] if len(set(labels.values())) == 1 else ""
    guests, course, conclusion = (meeting.guests, meeting.course, meeting.conclusion) if meeting else ("", "", "")
    return Minutes(
        superior=report.book.unit.name,
        issuer=COUNCIL,
        number=meeting.number if meeting else "",
        symbol=SYMBOL,
        subject=f"Họp {COUNCIL} xét đề nghị {f'tặng {award}' if award else 'khen thưởng'}",
        year=report.pack.period.last,
        held_on=meeting.held_on if meeting else None,
        begun=meeting.begun if meeting else None,
        ended=meeting.ended if meeting else None,
        place=(meeting.place if meeting else "") or place(report),
        present=tuple(map(_member, present)),
        written=tuple(_member(one) for one in came if one.presence == Presence.WRITTEN),
        absent=tuple(_member(one) for one in came if one.presence == Presence.ABSENT),
        guests=tuple(filter(None, map(str.strip, guests.splitlines()))),
        chair=_first(present, CouncilRole.CHAIR, CouncilRole.VICE_CHAIR),
        secretary=_first(present, CouncilRole.SECRETARY),
        course=course,
        votes=tuple(
            _vote(screened[f"N{one.pk}"], votes.get(one.pk), share, "" if award else labels[one.award])
            for one in nominees
        ),
        share=share,
        request=f"đề nghị tặng {award}" if award else "đề nghị khen thưởng",
        conclusion=conclusion,
    )


def _labels(pack: Pack, nominees: Iterable[Nomination]) -> dict[str, str]:
    """What each award that is proposed is called."""
    codes = {one.award for one in nominees}
    return {code: pack.award_of[code].label if code in pack.award_of else pack.papers.award for code in codes}


def _member(one: Attendance) -> Member:
    return Member(one.name, one.position, CouncilRole(one.role).label, one.reason)


def _first(present: Sequence[Attendance], *roles: str) -> Member | None:
    """The first who has one of the roles, the foremost role first: in the chair's absence a vice chair leads."""
    return next((_member(one) for role in roles for one in present if one.role == role), None)


def _vote(one: Screened, vote: Vote | None, share: int, award: str) -> NomineeVote:
    ballots = Ballots(vote.members, vote.agreed, vote.against) if vote else Ballots(0, None)
    answer = judge_vote(ballots, share).outcome
    return NomineeVote(
        kind=one.nominee.kind,
        name=styled(one),
        detail=position_of(one.row),
        award=award,
        agreed=ballots.agreed,
        against=ballots.against,
        share=percent_of(ballots) if answer is not UNKNOWN else "",
        passed=None if answer is UNKNOWN else answer is MET,
        remark=vote.remark if vote else "",
    )
