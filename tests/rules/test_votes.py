"""Whether a council agreed: so many per cent of all its members (O6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN
from vinhdanh.rules.votes import Ballots, ballots_needed, judge_vote, percent_of


def test_eight_of_nine_are_enough_for_eighty_per_cent() -> None:
    answer = judge_vote(Ballots(9, 8, 1), 80)
    assert answer == (MET, "08/09 thành viên đồng ý (88,8 %), cần từ 80 % tổng số thành viên.")


def test_seven_of_nine_are_not_though_all_who_came_agreed() -> None:
    answer = judge_vote(Ballots(9, 7, 0), 80)
    assert answer == (NOT_MET, "07/09 thành viên đồng ý (77,7 %), cần từ 80 % tổng số thành viên, tức 08 phiếu.")


@pytest.mark.parametrize("ballots", [Ballots(9, None), Ballots(0, 0)])
def test_without_ballots_or_members_nothing_is_known(ballots: Ballots) -> None:
    assert judge_vote(ballots, 80).outcome is UNKNOWN


def test_a_share_that_was_not_reached_never_looks_reached() -> None:
    assert percent_of(Ballots(1000, 799)) == "79,9 %"
    assert percent_of(Ballots(10_000, 7999)) == "79,9 %"


@given(st.integers(1, 200), st.integers(0, 100), st.data())
def test_the_ballots_needed_are_the_fewest_that_reach_the_share(members: int, share: int, data: st.DataObject) -> None:
    needed = ballots_needed(members, share)
    assert needed * 100 >= share * members
    assert needed == 0 or (needed - 1) * 100 < share * members
    agreed = data.draw(st.integers(0, members))
    assert (judge_vote(Ballots(members, agreed), share).outcome is MET) == (agreed >= needed)
