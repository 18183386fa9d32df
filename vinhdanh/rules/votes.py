"""The votes of a council for one nominee: whether enough of all its members agreed, not of those who came (O6)."""

from typing import NamedTuple

from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Outcome
from vinhdanh.vietnamese import two_digits


class Ballots(NamedTuple):
    """What was counted, out of `members`, all members of the council; None where nobody has counted yet."""

    members: int
    agreed: int | None
    against: int | None = None


class VoteAnswer(NamedTuple):
    """Met, not met, or unknown; `because` is a sentence."""

    outcome: Outcome
    because: str


def judge_vote(ballots: Ballots, share: int) -> VoteAnswer:
    """Whether `share` per cent or more of all members agreed. Reckoned in whole ballots: 80 % of 9 needs 8."""
    if ballots.agreed is None or not ballots.members:
        return VoteAnswer(UNKNOWN, "Chưa có kết quả phiếu.")
    needed = ballots_needed(ballots.members, share)
    told = (
        f"{two_digits(ballots.agreed)}/{two_digits(ballots.members)} thành viên đồng ý ({percent_of(ballots)}), "
        f"cần từ {share} % tổng số thành viên"
    )
    if ballots.agreed >= needed:
        return VoteAnswer(MET, f"{told}.")
    return VoteAnswer(NOT_MET, f"{told}, tức {two_digits(needed)} phiếu.")


def ballots_needed(members: int, share: int) -> int:
    """The fewest ballots that are `share` per cent of all members."""
    return -(-members * share // 100)


def percent_of(ballots: Ballots) -> str:
    """`88,9 %`, of all members, rounded down: a share that was not reached never looks reached."""
    tenths = 1000 * (ballots.agreed or 0) // ballots.members if ballots.members else 0
    whole, tenth = divmod(tenths, 10)
    return f"{whole},{tenth} %" if tenth else f"{whole} %"
