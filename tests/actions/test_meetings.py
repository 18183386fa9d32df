"""A unit's council meets about its dossier: who came, how they voted, what stands in the record."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.province import Province
from vinhdanh.actions.meetings import (
    AttendanceDraft,
    MeetingDraft,
    MemberDraft,
    VoteDraft,
    edit_council,
    edit_meeting,
    meeting_version,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import ChangedMeanwhile
from vinhdanh.models import AuditLine, Dossier, DossierState, Meeting, Nomination
from vinhdanh.permissions import Refused

pytestmark = pytest.mark.django_db
DAY = date(2020, 5, 19)
CHAIR = AttendanceDraft("Nông Văn Chủ", "Chủ tịch UBND huyện", "chair")
SECRETARY = AttendanceDraft("Vi Thị Thư", "Trưởng phòng Nội vụ", "secretary")
AWAY = AttendanceDraft("Lý Văn Vắng", "Trưởng phòng Tài chính", "member", "absent", "Đi công tác")
HELD = MeetingDraft(
    held_on=date(2020, 5, 12),
    begun=time(8),
    ended=time(10, 30),
    place="Phòng họp số 1",
    conclusion="Nhất trí đề nghị.",
    attendances=(CHAIR, SECRETARY, AWAY),
)


@pytest.fixture
def farmer(dossier: Dossier) -> Nomination:
    return Nomination.objects.create(dossier=dossier, kind="individual", award="bang_khen_tinh", name="Hoàng Văn Ruộng")


def test_the_meeting_is_written_with_its_members_and_votes(
    province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    votes = {farmer.pk: VoteDraft(2, 0, "Nhất trí")}
    meeting = edit_meeting(dossier, replace(HELD, votes=votes), by=province.officer, on=DAY)
    assert [one.name for one in meeting.attendances.all()] == ["Nông Văn Chủ", "Vi Thị Thư", "Lý Văn Vắng"]
    vote = meeting.votes.get()
    assert (vote.members, vote.agreed, vote.against) == (3, 2, 0)
    line = AuditLine.objects.of(meeting).get()
    assert line.verb == "edit_meeting"
    assert line.after["votes"] == ["Hoàng Văn Ruộng: 2/0 trên 3"]


def test_saving_the_same_again_tells_the_record_nothing(province: Province, dossier: Dossier) -> None:
    edit_meeting(dossier, HELD, by=province.officer, on=DAY)
    meeting = edit_meeting(dossier, HELD, by=province.officer, on=DAY)
    assert AuditLine.objects.of(meeting).count() == 1


def test_an_outsider_is_refused(province: Province, dossier: Dossier) -> None:
    with pytest.raises(Refused):
        edit_meeting(dossier, HELD, by=province.outsider, on=DAY)
    assert not Meeting.objects.exists()


def test_a_sent_dossier_keeps_its_meeting(province: Province, dossier: Dossier) -> None:
    dossier.state = DossierState.SENT
    dossier.save()
    with pytest.raises(NotPossible, match="Hồ sơ đã gửi, không sửa được"):
        edit_meeting(dossier, HELD, by=province.officer, on=DAY)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"held_on": date(2020, 5, 20)}, "Ngày họp chưa đến"),
        ({"ended": time(8)}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ({"attendances": (CHAIR, CHAIR)}, "Nông Văn Chủ được ghi hai lần"),
        ({"attendances": (CHAIR, replace(SECRETARY, role="chair"))}, "chỉ có một Chủ tịch"),
        ({"attendances": (replace(CHAIR, name=" "),)}, "chưa ghi họ và tên"),
    ],
)
def test_what_cannot_be_is_refused(
    province: Province, dossier: Dossier, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        edit_meeting(dossier, replace(HELD, **change), by=province.officer, on=DAY)  # type: ignore[arg-type]


def test_no_more_ballots_than_members_who_took_part(province: Province, dossier: Dossier, farmer: Nomination) -> None:
    with pytest.raises(NotPossible, match="03 phiếu, nhiều hơn 02 thành viên") as refusal:
        edit_meeting(dossier, replace(HELD, votes={farmer.pk: VoteDraft(3, 0)}), by=province.officer, on=DAY)
    assert refusal.value.field == f"vote-{farmer.pk}"
    in_writing = replace(AWAY, presence="written")
    held = replace(HELD, attendances=(CHAIR, SECRETARY, in_writing), votes={farmer.pk: VoteDraft(3, 0)})
    assert edit_meeting(dossier, held, by=province.officer, on=DAY).votes.get().agreed == 3


def test_nobody_votes_for_whom_nobody_proposes(province: Province, dossier: Dossier) -> None:
    with pytest.raises(NotPossible, match="không còn được đề nghị"):
        edit_meeting(dossier, replace(HELD, votes={99: VoteDraft(1, 0)}), by=province.officer, on=DAY)


def test_a_colleague_s_words_are_not_written_over(province: Province, dossier: Dossier) -> None:
    opened = meeting_version(edit_meeting(dossier, HELD, by=province.officer, on=DAY))
    edit_meeting(dossier, replace(HELD, conclusion="Hoãn."), by=province.leader, on=DAY, seen=opened)
    with pytest.raises(ChangedMeanwhile, match="Nông Văn Lãnh Đạo đã sửa kết luận") as refusal:
        edit_meeting(dossier, replace(HELD, conclusion="Đồng ý."), by=province.officer, on=DAY, seen=opened)
    assert refusal.value.fields == ("conclusion",)
    assert Meeting.objects.get().conclusion == "Hoãn."


def test_a_colleague_s_votes_are_not_written_over(province: Province, dossier: Dossier, farmer: Nomination) -> None:
    opened = meeting_version(edit_meeting(dossier, HELD, by=province.officer, on=DAY))
    edit_meeting(dossier, replace(HELD, votes={farmer.pk: VoteDraft(2, 0)}), by=province.leader, on=DAY, seen=opened)
    with pytest.raises(ChangedMeanwhile):
        edit_meeting(
            dossier, replace(HELD, votes={farmer.pk: VoteDraft(1, 1)}), by=province.officer, on=DAY, seen=opened
        )


def test_the_council_is_remembered_when_asked(province: Province, dossier: Dossier) -> None:
    edit_meeting(dossier, replace(HELD, keep_council=True), by=province.officer, on=DAY)
    standing = province.district.council_members.filter(left_at=None)
    assert [(one.name, one.role) for one in standing] == [
        ("Nông Văn Chủ", "chair"),
        ("Vi Thị Thư", "secretary"),
        ("Lý Văn Vắng", "member"),
    ]


def test_a_new_council_takes_the_place_of_the_old_one_once(province: Province) -> None:
    old = [MemberDraft("Nông Văn Chủ", "Chủ tịch UBND huyện", "chair")]
    edit_council(province.district, old, by=province.officer)
    edit_council(province.district, old, by=province.officer)
    assert AuditLine.objects.filter(verb="edit_council").count() == 1
    edit_council(province.district, [MemberDraft("Vi Thị Thư")], by=province.officer)
    assert [one.name for one in province.district.council_members.filter(left_at=None)] == ["Vi Thị Thư"]
    assert province.district.council_members.count() == 2
