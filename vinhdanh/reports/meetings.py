"""What a council's ballots say of each nominee, by the share that the campaign asks for (O6)."""

from vinhdanh.models import Meeting
from vinhdanh.rules.votes import Ballots, VoteAnswer, judge_vote


def votes_of(meeting: Meeting, share: int) -> dict[int, VoteAnswer]:
    """The answer for each nominee, by the key of the nomination; of a meeting not written yet, none."""
    if not meeting.pk:
        return {}
    return {
        vote.nomination_id: judge_vote(Ballots(vote.members, vote.agreed, vote.against), share)
        for vote in meeting.votes.all()
    }
