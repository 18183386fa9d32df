"""Việc cần làm: what waits for one person."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.dossiers import begun_dossier, opened_campaign
from tests.province import Province
from vinhdanh.actions.notices import Message, compose_many, mark_read
from vinhdanh.models import (
    Campaign,
    CampaignState,
    Dossier,
    DossierState,
    Import,
    ImportState,
    Invitation,
    Role,
    UnitYear,
    User,
)
from vinhdanh.reports.waiting import Work, waiting_for

NOW = datetime(2020, 12, 15, 3, 0, tzinfo=UTC)


def told(person: User) -> list[tuple[str, str, str]]:
    return [(work.kind, work.sentence, work.detail) for work in waiting_for(person, NOW)]


def sent(province: Province, state: ImportState, name: str, by: User | None = None) -> Import:
    return Import.objects.create(
        unit=province.district, file="x", file_name=name, file_sha256=name, file_size=1, state=state,
        sent_by=by or province.officer,
    )  # fmt: skip


def numbers(province: Province) -> None:
    UnitYear.objects.create(unit=province.district, year=2019, collectives=10, individuals=100)


def test_the_officer_of_a_unit_without_numbers_of_the_past_year_is_asked_for_them(province: Province) -> None:
    assert told(province.officer) == [("todo", "Ghi số tập thể, số cá nhân năm 2019 của đơn vị", "Huyện Chi Lăng")]
    assert waiting_for(province.officer, NOW)[0].key == "huyen-chi-lang"


@pytest.mark.parametrize("known", [{"collectives": 10}, {"individuals": 100}])
def test_half_of_the_numbers_is_not_enough(province: Province, known: dict[str, int]) -> None:
    UnitYear.objects.create(unit=province.district, year=2019, **known)
    assert len(told(province.officer)) == 1


def test_a_unit_that_did_not_exist_then_is_not_asked_for(province: Province) -> None:
    province.district.opened_on = date(2020, 1, 1)
    province.district.save()
    assert told(province.officer) == []


def test_lists_on_their_way_stand_in_the_order_of_what_one_has_to_do(province: Province) -> None:
    numbers(province)
    sent(province, ImportState.DONE, "da-ghi.xlsx")
    sent(province, ImportState.CONFIRMED, "dang-ghi.xlsx")
    sent(province, ImportState.PREVIEW, "cho.xlsx")
    sent(province, ImportState.DISCARDED, "da-bo.xlsx")
    Import.objects.update(changed_at=NOW)
    assert [(kind, detail) for kind, _, detail in told(province.officer)] == [
        ("todo", "cho.xlsx, Huyện Chi Lăng"),
        ("running", "dang-ghi.xlsx, Huyện Chi Lăng"),
        ("done", "da-ghi.xlsx, Huyện Chi Lăng"),
    ]


def test_what_was_written_long_ago_and_what_others_sent_is_not_told(province: Province) -> None:
    numbers(province)
    sent(province, ImportState.DONE, "cu.xlsx")
    sent(province, ImportState.PREVIEW, "cua-nguoi-khac.xlsx", by=province.office)
    Import.objects.update(changed_at=NOW - timedelta(days=8))
    assert told(province.officer) == []


def test_the_office_is_told_of_invitations_that_wait_and_of_those_that_expired(province: Province) -> None:
    for number, expires_at in enumerate([NOW + timedelta(days=1), NOW - timedelta(days=1), NOW - timedelta(days=2)]):
        Invitation.objects.create(
            email=f"m{number}@vi-du.vn", full_name="Lâm Thị Mới", role=Role.AUDITOR, unit=province.district,
            key_digest=str(number), invited_by=province.office, expires_at=expires_at,
        )  # fmt: skip
    assert told(province.office) == [
        ("todo", "Gửi lại hoặc thu hồi 02 lời mời đã hết hạn", "Người dùng"),
        ("running", "01 lời mời chưa được nhận", "Người dùng"),
    ]
    assert told(province.auditor) == []


def test_many_lists_ask_no_more_questions_than_one(province: Province, django_assert_num_queries) -> None:
    def asked() -> list[Work]:
        return waiting_for(User.objects.get(pk=province.officer.pk), NOW)

    sent(province, ImportState.PREVIEW, "mot.xlsx")
    with django_assert_num_queries(8):
        asked()
    for number in range(15):
        sent(province, ImportState.PREVIEW, f"{number}.xlsx")
    with django_assert_num_queries(8):
        assert len(asked()) == 17


def test_a_list_being_undone_stands_with_who_undoes_it_until_it_is_done(province: Province) -> None:
    numbers(province)
    sent(province, ImportState.UNDOING, "rut.xlsx", by=province.office)
    Import.objects.update(undone_by=province.officer, changed_at=NOW)
    assert told(province.officer) == [("running", "Đang hoàn tác danh sách đã ghi", "rut.xlsx, Huyện Chi Lăng")]
    Import.objects.update(failure="Chương trình gặp lỗi.")
    assert told(province.officer) == [
        ("todo", "Hoàn tác danh sách chưa xong: xem lý do, làm tiếp", "rut.xlsx, Huyện Chi Lăng")
    ]
    Import.objects.update(state=ImportState.UNDONE, failure="")
    for person in (province.officer, province.office):
        assert ("done", "Danh sách đã hoàn tác", "rut.xlsx, Huyện Chi Lăng") in told(person)
    Import.objects.update(changed_at=NOW - timedelta(days=8))
    assert told(province.officer) == []


DAY = date(2020, 5, 19)


def work_on(person: User, day: date = DAY) -> list[tuple[str, str, int | str | None]]:
    return [
        (one.sentence, one.page, one.key) for one in waiting_for(person, NOW, day) if one.page.startswith("dossier")
    ]


def test_a_dossier_that_nobody_began_is_asked_for_with_the_days_left(province: Province) -> None:
    campaign = opened_campaign(province)
    assert work_on(province.officer) == [("Bắt đầu hồ sơ: còn 21 ngày", "dossiers", None)]
    assert work_on(province.leader) == work_on(province.officer)
    assert work_on(province.office) == []
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert work_on(province.officer) == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 6, 8), "còn 1 ngày"),
        (date(2020, 6, 9), "hôm nay là ngày cuối"),
        (date(2020, 6, 11), "đã quá hạn 2 ngày"),
    ],
)
def test_a_dossier_being_written_leads_to_itself(province: Province, day: date, words: str) -> None:
    dossier = begun_dossier(province)
    assert work_on(province.officer, day) == [(f"Soạn và gửi hồ sơ: {words}", "dossier", dossier.pk)]


def test_a_returned_one_has_its_own_day_and_a_sent_one_waits_for_others(province: Province) -> None:
    dossier = begun_dossier(province)
    Dossier.objects.update(state=DossierState.RETURNED, open_until=date(2020, 5, 22))
    mended = [("Bổ sung hồ sơ được trả lại: còn 3 ngày", "dossier", dossier.pk)]
    assert work_on(province.officer) == mended
    Campaign.objects.update(state=CampaignState.CLOSED)
    assert work_on(province.officer) == mended  # it may be sent until its own day
    assert work_on(province.officer, date(2020, 5, 23)) == []  # nobody can give it more time any more
    Campaign.objects.update(state=CampaignState.OPEN)
    assert [page for _, page, _ in work_on(province.officer, date(2020, 5, 23))] == ["dossier"]
    Dossier.objects.update(state=DossierState.SENT)
    assert work_on(province.officer) == []


def test_campaigns_cost_the_same_for_one_and_for_ten(province: Province, django_assert_num_queries) -> None:
    opened_campaign(province)
    work_on(province.officer)
    person = User.objects.get(pk=province.officer.pk)
    with django_assert_num_queries(8) as counted:
        work_on(person)
    for _ in range(9):
        opened_campaign(province)
    assert Campaign.objects.count() == 10
    person = User.objects.get(pk=province.officer.pk)
    with django_assert_num_queries(len(counted)):
        assert len(work_on(person)) == 10


def test_of_very_many_the_nearest_are_told_and_how_many_more(province: Province) -> None:
    for _ in range(12):
        opened_campaign(province)
    told = work_on(province.officer)
    assert len(told) == 11
    assert told[-1] == ("Xem tất cả: còn 02 hồ sơ khác phải gửi", "dossiers", None)


def test_what_happened_is_told_until_its_page_was_opened(province: Province) -> None:
    told = Message("Hồ sơ đã được tiếp nhận", "Biên nhận số 0001.", "dossier", "7")
    compose_many([province.officer], told, by=province.office, now=NOW)
    (line,) = [work for work in waiting_for(province.officer, NOW) if work.page == "dossier"]
    assert (line.kind, line.sentence, line.key) == ("done", "Hồ sơ đã được tiếp nhận", 7)
    mark_read(province.officer, "dossier", "7", now=NOW)
    assert not [work for work in waiting_for(province.officer, NOW) if work.page == "dossier"]
