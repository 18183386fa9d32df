"""A dossier's way: sent once, withdrawn while there is time, returned for what remarks name, accepted."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError

from tests.dossiers import MORNING, begun_dossier, completed, income, nominated, signed
from tests.province import Province
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.dossier_steps import (
    Incomplete,
    SentAlready,
    accept_dossier,
    return_dossier,
    send_dossier,
    settle_remark,
    withdraw_dossier,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import (
    Attachment,
    AuditLine,
    Campaign,
    CampaignState,
    Dossier,
    DossierState,
    DossierVersion,
    Extension,
    Notice,
    Remark,
    User,
)
from vinhdanh.models.dossiers import Sending
from vinhdanh.models.entries import EntryChanged
from vinhdanh.permissions import Refused
from vinhdanh.reports.dossier_content import sending_of

pytestmark = pytest.mark.django_db

LAST_MOMENT = datetime(2020, 6, 9, 23, 59, 59, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def dossier(province: Province) -> Dossier:
    return completed(begun_dossier(province))


def send(dossier: Dossier, by: User, now: datetime = MORNING) -> DossierVersion:
    def compose(held: Dossier) -> Sending:
        return sending_of(held, by, now.date())

    return send_dossier(dossier, by=by, now=now, compose=compose)


def remark(dossier: Dossier, by: User, place: str = "letter.signer") -> Remark:
    return Remark.objects.create(dossier=dossier, place=place, text="Ghi rõ người ký.", written_by=by)


def test_what_is_sent_is_frozen_with_a_receipt(province: Province, dossier: Dossier) -> None:
    version = send(dossier, province.officer)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.version, dossier.sent_at) == (DossierState.SENT, 1, MORNING)
    assert version.receipt == f"0001/2020/BN-{dossier.participant.campaign_id}"
    assert [one["about"][:9] for one in version.files] == ["Tờ trình ", "Biểu tóm ", "Biên bản ", "Báo cáo t"]
    assert version.content["nominees"][0]["declared"]["outcome"] == "unknown"
    assert ["letter.signer", "Người ký", "Nông Văn Ký"] in version.content["letter"]
    assert DossierVersion.objects.get().is_whole


def test_a_sent_version_shows_when_it_was_tampered_with(province: Province, dossier: Dossier) -> None:
    version = send(dossier, province.officer)
    version.files[0]["sha256"] = "0" * 64
    assert not version.is_whole


def test_the_receipts_of_a_campaign_are_numbered_on(province: Province, dossier: Dossier) -> None:
    other = dossier.participant.campaign.participants.get(unit=province.department)
    second = completed(Dossier.objects.create(participant=other))
    numbers = [send(dossier, province.officer).receipt, send(second, province.outsider).receipt]
    assert [number[:4] for number in numbers] == ["0001", "0002"]


def test_a_dossier_is_sent_once(province: Province, dossier: Dossier) -> None:
    first = send(dossier, province.officer)
    with pytest.raises(SentAlready) as refusal:
        send(dossier, province.leader)
    assert refusal.value.version == first


def test_what_is_missing_keeps_it_from_being_sent(province: Province, dossier: Dossier) -> None:
    Dossier.objects.update(signer="")
    dossier.attachments.filter(part="ho_so.bien_ban").delete()
    with pytest.raises(Incomplete) as refusal:
        send(dossier, province.officer)
    assert len(refusal.value.hindrances) == 2
    assert refusal.value.hindrances[0] == "Tờ trình chưa ghi người ký."
    assert not DossierVersion.objects.exists()


def test_over_quota_is_refused_with_the_clause(province: Province) -> None:
    dossier = begun_dossier(province)
    four = [nominated(dossier, f"Nông Văn {number}") for number in range(4)]
    completed(dossier, *four)
    with pytest.raises(Incomplete) as refusal:
        send(dossier, province.officer)
    assert "thừa 01" in refusal.value.sentence
    assert "HD II.2.2.b" in refusal.value.hindrances[0]


def test_the_last_moment_is_the_end_of_the_day_before(province: Province, dossier: Dossier) -> None:
    """ "Trước ngày 10/6/2020" (HD II.3.3): the tenth is too late."""
    with pytest.raises(NotPossible, match=r"HD II\.3\.3.*hết ngày 09/06/2020"):
        send(dossier, province.officer, LAST_MOMENT + timedelta(seconds=1))
    assert send(dossier, province.officer, LAST_MOMENT).number == 1


def test_an_extension_lets_one_unit_send_later(province: Province, dossier: Dossier) -> None:
    Extension.objects.create(
        participant=dossier.participant, last_day=date(2020, 6, 12), reason="Lũ quét", given_by=province.office
    )
    assert send(dossier, province.officer, LAST_MOMENT + timedelta(days=3)).number == 1


def test_nothing_is_sent_to_a_campaign_that_has_ended(province: Province, dossier: Dossier) -> None:
    Campaign.objects.update(state=CampaignState.CLOSED)
    with pytest.raises(NotPossible, match="đã kết thúc"):
        send(dossier, province.officer)


def test_what_was_sent_before_the_end_is_returned_mended_and_accepted_after_it(
    province: Province, dossier: Dossier
) -> None:
    version, note = send(dossier, province.officer), remark(dossier, province.office)
    Campaign.objects.update(state=CampaignState.CLOSED)
    with pytest.raises(NotPossible, match="đã kết thúc"):
        withdraw_dossier(version, by=province.officer, now=MORNING)
    return_dossier(version, by=province.office, now=MORNING, remarks=[note], last_day=date(2020, 6, 20))
    dossier.refresh_from_db()
    require_open(dossier, "letter.signer")
    with pytest.raises(NotPossible, match="đã kết thúc.*ngày bổ sung 20/06/2020 đã qua"):
        send(dossier, province.officer, LAST_MOMENT + timedelta(days=12))
    again = send(dossier, province.officer, LAST_MOMENT + timedelta(days=11))
    assert accept_dossier(again, by=province.office, now=MORNING).state == DossierState.ACCEPTED


@pytest.mark.parametrize("who", ["outsider", "office", "auditor"])
def test_only_the_unit_sends(province: Province, dossier: Dossier, who: str) -> None:
    with pytest.raises(Refused):
        send(dossier, getattr(province, who))


def test_what_was_withdrawn_is_open_again_and_stays_on_record(province: Province, dossier: Dossier) -> None:
    version = send(dossier, province.officer)
    withdraw_dossier(version, by=province.leader, now=MORNING)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.DRAFT
    assert DossierVersion.objects.get().withdrawn_at == MORNING
    assert send(dossier, province.officer).number == 2


def test_after_the_last_day_nothing_is_withdrawn_because_it_could_not_come_back(
    province: Province, dossier: Dossier
) -> None:
    version = send(dossier, province.officer)
    with pytest.raises(NotPossible, match="không còn gửi lại được"):
        withdraw_dossier(version, by=province.officer, now=LAST_MOMENT + timedelta(seconds=1))


def test_an_accepted_dossier_does_not_move_any_more(province: Province, dossier: Dossier) -> None:
    version = send(dossier, province.officer)
    accept_dossier(version, by=province.office, now=MORNING)
    with pytest.raises(NotPossible, match="đã tiếp nhận nên không rút được"):
        withdraw_dossier(version, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đã tiếp nhận"):
        return_dossier(
            version, by=province.office, now=MORNING, remarks=[remark(dossier, province.office)], last_day=date.max
        )
    with pytest.raises(NotPossible, match="đã tiếp nhận"):
        send(dossier, province.officer)


def test_a_returned_dossier_opens_only_where_remarks_point(province: Province, dossier: Dossier) -> None:
    version, note = send(dossier, province.officer), remark(dossier, province.office)
    remark(dossier, province.office, "letter.place")  # not chosen: it stays the office's own note
    return_dossier(version, by=province.office, now=MORNING, remarks=[note], last_day=date(2020, 6, 20))
    dossier.refresh_from_db()
    assert (dossier.state, dossier.open_until) == (DossierState.RETURNED, date(2020, 6, 20))
    require_open(dossier, "letter.signer")
    with pytest.raises(NotPossible):
        require_open(dossier, "letter.place")


def test_the_supplement_has_a_day_of_its_own(province: Province, dossier: Dossier) -> None:
    version, note = send(dossier, province.officer), remark(dossier, province.office)
    return_dossier(version, by=province.office, now=MORNING, remarks=[note], last_day=date(2020, 6, 20))
    with pytest.raises(NotPossible, match="trả lại để bổ sung, hạn cuối là hết ngày 20/06/2020"):
        send(dossier, province.officer, LAST_MOMENT + timedelta(days=12))
    again = send(dossier, province.officer, LAST_MOMENT + timedelta(days=11))
    assert (again.number, again.receipt[:4]) == (2, "0002")
    with pytest.raises(NotPossible, match="bổ sung theo yêu cầu"):
        withdraw_dossier(again, by=province.officer, now=MORNING)


def test_what_is_returned_is_the_version_that_was_looked_at(province: Province, dossier: Dossier) -> None:
    old = send(dossier, province.officer)
    withdraw_dossier(old, by=province.officer, now=MORNING)
    send(dossier, province.officer)
    with pytest.raises(NotPossible, match="mở lại trang"):
        accept_dossier(old, by=province.office, now=MORNING)


@pytest.mark.parametrize("last_day", [date(2020, 5, 18)])
def test_a_return_needs_remarks_and_time(province: Province, dossier: Dossier, last_day: date) -> None:
    version, note = send(dossier, province.officer), remark(dossier, province.office)
    with pytest.raises(NotPossible) as without:
        return_dossier(version, by=province.office, now=MORNING, remarks=[], last_day=date(2020, 6, 20))
    with pytest.raises(NotPossible) as over:
        return_dossier(version, by=province.office, now=MORNING, remarks=[note], last_day=last_day)
    assert (without.value.field, over.value.field) == ("remarks", "last_day")


def test_the_unit_does_not_return_nor_accept(province: Province, dossier: Dossier) -> None:
    version = send(dossier, province.officer)
    with pytest.raises(Refused):
        accept_dossier(version, by=province.leader, now=MORNING)
    with pytest.raises(Refused):
        return_dossier(version, by=province.officer, now=MORNING, remarks=[], last_day=date.max)


def test_a_request_is_marked_as_done_and_undone(province: Province, dossier: Dossier) -> None:
    version, note = send(dossier, province.officer), remark(dossier, province.office)
    return_dossier(version, by=province.office, now=MORNING, remarks=[note], last_day=date(2020, 6, 20))
    note.refresh_from_db()
    settle_remark(note, by=province.officer, now=MORNING)
    assert Remark.objects.get(pk=note.pk).settled_at == MORNING
    settle_remark(note, by=province.officer, now=MORNING, settled=False)
    assert Remark.objects.get(pk=note.pk).settled_at is None


def test_each_step_is_told_to_those_concerned_and_to_the_record(province: Province, dossier: Dossier) -> None:
    version, note = send(dossier, province.officer), remark(dossier, province.office)
    sent = {(one.to.username, one.subject) for one in Notice.objects.select_related("to")}
    assert sent == {
        ("lanh-dao", f"Đã gửi hồ sơ, biên nhận số {version.receipt}"),
        ("ban-thi-dua", "Huyện Chi Lăng đã gửi hồ sơ"),
    }
    return_dossier(version, by=province.office, now=MORNING, remarks=[note], last_day=date(2020, 6, 20))
    told = Notice.objects.filter(subject="Hồ sơ được trả lại để bổ sung 01 nội dung")
    assert {one.to for one in told} == {province.officer, province.leader}
    verbs = list(AuditLine.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[-2:] == ["send_dossier", "return_dossier"]


def test_a_mail_names_the_dossier_and_the_day_and_nothing_of_what_stands_in_it(
    province: Province, dossier: Dossier
) -> None:
    version, note = send(dossier, province.officer), remark(dossier, province.office)
    told = {"remarks": [note], "last_day": date(2020, 6, 20), "reason": "Nghi kê khai sai"}
    return_dossier(version, by=province.office, now=MORNING, **told)
    sent_back = Notice.objects.get(subject__contains="trả lại", to=province.officer)
    for said in ("Huyện Chi Lăng", dossier.participant.campaign.title, version.receipt, "20/06/2020"):
        assert said in sent_back.body
    every = " ".join(Notice.objects.values_list("body", flat=True))
    assert not [text for text in ("Nghi kê khai sai", note.text, "Hoàng Văn Nông") if text in every]


def test_files_of_somebody_taken_out_are_not_sent(province: Province, dossier: Dossier) -> None:
    gone = nominated(dossier, "Lý Thị Rút", removed_at=MORNING)
    signed(dossier, "ho_so.bao_cao", gone)
    assert len(send(dossier, province.officer).files) == 4


def test_what_was_sent_is_never_changed_nor_deleted(province: Province, dossier: Dossier) -> None:
    version = send(dossier, province.officer)
    version.content = {}
    with pytest.raises(EntryChanged):
        version.save()
    with pytest.raises(EntryChanged):
        DossierVersion.objects.update(digest="")
    with pytest.raises(EntryChanged):
        version.delete()


def test_the_tables_hold_no_two_versions_of_one_number(province: Province, dossier: Dossier) -> None:
    version = send(dossier, province.officer)
    twin = {name: getattr(version, name) for name in ("dossier", "number", "sent_at", "sent_by", "content", "files")}
    with pytest.raises(IntegrityError):
        DossierVersion.objects.create(**twin, receipt="khac", digest=version.digest)


def test_a_film_is_sent_as_its_address(province: Province, dossier: Dossier) -> None:
    Attachment.objects.create(dossier=dossier, link="https://phim.vn/a", name="Phim", added_by=province.officer)
    version = send(dossier, province.officer)
    film = version.files[3]  # after the dossier's own parts, before the nominees'
    assert (film["link"], film["size"], film["about"]) == ("https://phim.vn/a", None, "Tài liệu kèm theo")


def test_a_proof_names_the_fact_that_it_proves(province: Province, dossier: Dossier) -> None:
    farmer = dossier.nominations.get()
    income(farmer, 2018, 250, proof="xac-nhan.pdf")
    version = send(dossier, province.officer)
    assert version.files[-1]["about"] == "Minh chứng: Thu nhập sau chi phí năm 2018"
    lines = {label: text for _, label, text in version.content["nominees"][0]["lines"]}
    assert lines["Thu nhập sau chi phí năm 2018"] == "250 triệu đồng; Có minh chứng"
