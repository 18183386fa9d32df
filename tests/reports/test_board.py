"""The board reckons as each unit's own page does: lateness, days, places; and sums over all of them."""

from datetime import date, timedelta
from itertools import product

import pytest

from tests.dossiers import MORNING, income, judged, nominated
from tests.province import Province
from vinhdanh.actions.verdicts import keep_verdicts
from vinhdanh.models import Dossier, DossierState, Extension, Nomination
from vinhdanh.reports.board import LATE, Board, BoardFilter, BoardRow
from vinhdanh.reports.board_totals import target_of, totals_of
from vinhdanh.reports.campaigns import days_left, pack_of
from vinhdanh.reports.verdicts import verdicts_of
from vinhdanh.rules.findings import Outcome
from vinhdanh.tasks import screen_changed

ON = MORNING.date()
LAST = date(2020, 6, 9)  # "trước ngày 10/6/2020"
AFTER = LAST + timedelta(days=1)
FARMER = ("ca_nhan.sang_kien", "nong_dan.chap_hanh", "nong_dan.mo_hinh", "nong_dan.huong_dan", "nong_dan.doan_ket")


def rows(dossier: Dossier, on: date = ON, **asked: str) -> list[BoardRow]:
    board = Board(dossier.participant.campaign, on)
    return board.rows(board.units(BoardFilter(**asked)))


def names(found: list[BoardRow]) -> list[str]:
    return [row.participant.unit.name for row in found]


def test_a_unit_is_late_from_the_day_after_its_last_one(dossier: Dossier) -> None:
    assert names(rows(dossier, LAST, state=LATE)) == []
    assert names(rows(dossier, AFTER, state=LATE)) == ["Sở Tài chính", "Huyện Chi Lăng"]


def test_what_was_sent_is_never_late(dossier: Dossier) -> None:
    Dossier.objects.update(state="sent")
    assert names(rows(dossier, AFTER, state=LATE)) == ["Sở Tài chính"]


def test_more_time_for_one_unit_is_no_lateness_until_it_is_over(province: Province, dossier: Dossier) -> None:
    told = {"participant": dossier.participant, "reason": "Mưa lũ", "given_by": province.office}
    Extension.objects.create(last_day=AFTER, **told)
    assert names(rows(dossier, AFTER, state=LATE)) == ["Sở Tài chính"]
    assert len(rows(dossier, AFTER + timedelta(days=1), state=LATE)) == 2


def test_the_filter_and_the_row_agree_on_who_is_late(province: Province, dossier: Dossier) -> None:
    """One is a condition of the database, the other the reckoning of the unit's own page."""
    days = (date(2020, 5, 19), LAST, AFTER, date(2020, 7, 1))
    told = {"participant": dossier.participant, "reason": "Mưa lũ", "given_by": province.office}
    for extended in (None, date(2020, 6, 20)):
        if extended:
            Extension.objects.create(last_day=extended, **told)
        for state, day, until in product(DossierState.values, days, (None, AFTER)):
            Dossier.objects.update(state=state, open_until=until)
            late = {row.participant.pk for row in rows(dossier, day) if row.late}
            assert late == {row.participant.pk for row in rows(dossier, day, state=LATE)}, (state, day, until)
            held = Dossier.objects.select_related("participant__campaign").get()
            left = days_left(held.participant, day, held)
            assert (held.participant_id in late) == (held.is_open and left is not None and left < 0)


def test_late_units_stand_first_then_what_waits_for_the_office(dossier: Dossier) -> None:
    Dossier.objects.update(state="sent")
    assert names(rows(dossier)) == ["Huyện Chi Lăng", "Sở Tài chính"]
    assert names(rows(dossier, AFTER)) == ["Sở Tài chính", "Huyện Chi Lăng"]
    assert names(rows(dossier, AFTER, order="unit")) == ["Sở Tài chính", "Huyện Chi Lăng"]


def test_the_places_are_those_of_the_units_group(dossier: Dossier) -> None:
    for number in range(4):
        nominated(dossier, f"Người thứ {number}")
    [row] = rows(dossier, state="draft")
    assert [(limit.used, limit.bound) for limit in row.places] == [(0, 2), (4, 3)]
    assert [limit.used for limit in row.over] == [4]


def test_a_row_counts_its_nominees_by_the_word_of_their_screening(dossier: Dossier) -> None:
    one = nominated(dossier, memberships={"congress_delegates": True})
    for year in range(2016, 2020):
        income(one, year, 210)
    judged(one, *FARMER)
    nominated(dossier, "Người thiếu dữ kiện")
    [row] = rows(dossier, state="draft")
    assert row.verdicts == {Outcome.MET: 1, Outcome.UNKNOWN: 1}
    assert row.verified == 0


def test_words_that_are_kept_are_not_reckoned_anew_until_something_changed(dossier: Dossier) -> None:
    one = nominated(dossier)
    assert keep_verdicts(dossier, lambda held: verdicts_of([held], MORNING.date())) == 1
    assert keep_verdicts(dossier, lambda held: verdicts_of([held], MORNING.date())) == 0
    assert (Nomination.objects.get().declared, Nomination.objects.get().verified) == ("unknown", "unknown")
    Nomination.objects.filter(pk=one.pk).update(declared="met")
    [row] = rows(dossier, state="draft")
    assert row.verdicts == {Outcome.MET: 1}


def test_the_worker_screens_what_changed_and_nothing_else(dossier: Dossier) -> None:
    nominated(dossier)
    nominated(dossier, "Người đã bỏ", removed_at=MORNING)
    assert [screen_changed(MORNING.date()) for _ in range(2)] == [1, 0]
    assert set(Nomination.objects.values_list("declared", flat=True)) == {"unknown", ""}


def test_the_sums_count_what_was_sent_and_what_is_drafted_against_what_all_units_may(dossier: Dossier) -> None:
    nominated(dossier, sex="female", ethnicity="Tày", direct_worker=True)
    nominated(dossier, "Tập thể Ví Dụ", kind="collective")
    nominated(dossier, "Người đã bỏ", removed_at=MORNING)
    campaign = dossier.participant.campaign
    drafted = totals_of(campaign)
    assert (drafted.sent, drafted.drafted) == (0, 2)
    Dossier.objects.update(state="sent")
    sent = totals_of(campaign)
    assert (sent.sent, sent.drafted, sent.accepted, sent.unscreened) == (2, 0, 0, 2)
    district = next(group for group in sent.groups if group.units == 1 and len(group.limits) == 2)
    assert [(limit.sent, limit.bound) for limit in district.limits] == [(1, 2), (1, 3)]
    assert [(share.count, share.of) for share in sent.balance] == [(1, 1), (1, 1), (1, 1)]
    assert sent.allowed == 2 + 3 + 1


@pytest.mark.parametrize(("ethnicity", "count"), [("Tày", 1), ("Kinh", 0), ("kinh", 0), ("Dân tộc Kinh", 0), ("", 0)])
def test_all_peoples_but_the_kinh_are_minorities_however_it_was_typed(
    dossier: Dossier, ethnicity: str, count: int
) -> None:
    nominated(dossier, ethnicity=ethnicity)
    Dossier.objects.update(state="sent")
    shares = {share.code: share.count for share in totals_of(dossier.participant.campaign).balance}
    assert shares["minority"] == count


def test_the_target_is_the_one_that_the_pack_reads_out_of_the_guidance(dossier: Dossier) -> None:
    pack = pack_of(dossier.participant.campaign)
    assert target_of(pack) == 70
    assert target_of(pack.model_copy(update={"readings": ()})) is None
