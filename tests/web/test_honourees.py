"""The page of an honouree: the whole record, year by year; nothing personal to those whose work needs none of it."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse

from tests.models.people import make_honouree
from tests.province import Province, make_unit
from vinhdanh.actions.awards import AwardDraft, add_award, correct_award, revoke_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.duplicates import merge_honourees
from vinhdanh.actions.ratings import RatingDraft, add_rating
from vinhdanh.models import AuditLine, Award, Honouree, HonoureeKind, Import, Position, Succession, Unit, UnitKind

NUMBER = "020175000123"
BORN = {"birth_year": 1975, "birth_month": 3, "birth_day": 28}
DECISION = DecisionDraft("163/QĐ-UBND", date(2019, 2, 2), "Chủ tịch UBND tỉnh")
LATER = DecisionDraft("40/QĐ-UBND", date(2020, 5, 6), "Chủ tịch UBND tỉnh")


@pytest.fixture
def person(province: Province) -> Honouree:
    return make_honouree("Nguyễn Thị Đào", province.commune, number=NUMBER, residence="Số 9 phố Vắng", **BORN)


def page_of(client: Client, person: Honouree) -> str:
    answer = client.get(reverse("honouree", args=[person.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def field_value(page: str, name: str) -> str:
    """What the input of the page with this name holds."""
    [tag] = re.findall(rf'<input[^>]* name="{name}"[^>]*>', page)
    return unescape(re.findall(r'value="([^"]*)"', tag)[0])


def give(province: Province, person: Honouree, **told) -> Award:
    draft = AwardDraft(**{"award": "bang_khen_tinh", "year": 2018, "decision": DECISION} | told)
    return add_award(
        person, draft, by=province.office, looked_at={"same_award", "not_entitled", "decided_before", "other_decider"}
    )


def typed(province: Province, **told: str) -> dict[str, str]:
    return {"name": "Lý Văn Sơn", "unit": province.commune.code, "birth": "", "sex": "", "ethnicity": ""} | told


def test_the_timeline_tells_titles_forms_and_ratings_apart_with_their_decisions(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.auditor)
    award = give(province, person)
    give(province, person, award="chien_sy_thi_dua_co_so", year=2019, decision=None)
    add_rating(person, RatingDraft(2018, "good"), by=province.office)
    shown = page_of(client, person)
    assert shown.index(">2019</b>") < shown.index(">2018</b>")
    assert shown.index("Chiến sỹ thi đua cơ sở") < shown.index("Danh hiệu thi đua</span>") < shown.index(">2018</b>")
    assert "Hình thức khen thưởng</span>" in shown.split(">2018</b>")[1]
    assert "Hoàn thành tốt nhiệm vụ" in shown
    assert f'href="{reverse("decision", args=[award.decision_id])}">163/QĐ-UBND</a> ngày 02/02/2019' in shown
    assert "Chủ tịch UBND tỉnh" in shown


def test_what_befell_an_award_is_told_and_it_counts_no_more(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.auditor)
    wrong, revoked = give(province, person), give(province, person, award="giay_khen", year=2017)
    mended = AwardDraft("bang_khen_tinh", 2016, decision=DECISION)
    correct_award(wrong, mended, by=province.office, decision=LATER, reason="Ghi sai năm")
    revoke_award(revoked, by=province.office, decision=LATER, reason="Kê khai không đúng")
    shown = page_of(client, person)
    assert "Đính chính theo Quyết định số 40/QĐ-UBND ngày 06/05/2020" in shown
    assert "năm 2018 sửa thành 2016" in shown
    assert "Thay mục đã đính chính" in shown
    assert "Thu hồi theo Quyết định số 40/QĐ-UBND" in shown
    assert "01 mục còn hiệu lực" in shown


@pytest.mark.parametrize("who", ["council_member", "province_leader", "auditor"])
def test_a_reader_without_need_sees_the_year_of_birth_alone(
    province: Province, person: Honouree, client: Client, who: str
) -> None:
    client.force_login(province.by_role()[who])
    shown = page_of(client, person)
    assert "1975" in shown
    assert not [secret for secret in ("28/03/1975", "phố Vắng", "•••• 123", NUMBER) if secret in shown]


def test_who_needs_it_sees_the_number_masked_and_opens_it_on_record(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.officer)
    shown = page_of(client, person)
    assert "28/03/1975" in shown
    assert "•••• 123" in shown
    assert NUMBER not in shown
    opened = client.post(reverse("honouree_identity", args=[person.pk]))
    assert NUMBER in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    assert AuditLine.objects.of(person).first().verb == "read_identity_number"


def test_an_outsider_meets_nothing(province: Province, person: Honouree, client: Client) -> None:
    client.force_login(province.outsider)
    for address in (
        reverse("honouree", args=[person.pk]),
        reverse("award", args=[give(province, person).pk]),
        reverse("honouree_extract", args=[person.pk, "pdf"]),
    ):
        assert client.get(address).status_code == 404


def test_a_merged_name_leads_to_the_one_that_was_kept_which_tells_it(
    province: Province, person: Honouree, client: Client
) -> None:
    other = make_honouree("Nguyễn Thi Đào", province.commune, birth_year=1975)
    merge_honourees(person, other, by=province.office, reason="Cùng hồ sơ")
    client.force_login(province.office)
    answer = client.get(reverse("honouree", args=[other.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("honouree", args=[person.pk]))
    shown = page_of(client, person)
    assert "Cũng ghi là" in shown
    assert "Nguyễn Thi Đào (1975)" in shown
    assert "Hoàn tác gộp" in shown


def test_a_unit_shows_what_its_predecessors_received(province: Province, client: Client) -> None:
    ended = make_unit("xa-cu", "Xã Cũ", UnitKind.COMMUNE, province.district)
    itself, before = (
        make_honouree(unit.name, unit, kind=HonoureeKind.COLLECTIVE, is_unit=True) for unit in (province.commune, ended)
    )
    Succession.objects.create(predecessor=ended, successor=province.commune, kind="merger", on=date(2020, 1, 1))
    give(province, before, award="co_thi_dua_tinh")
    client.force_login(province.auditor)
    shown = page_of(client, itself)
    assert "Khen thưởng của đơn vị tiền thân" in shown
    assert "Cờ thi đua của UBND tỉnh" in shown
    assert "00 mục còn hiệu lực" in shown


def test_an_award_of_a_unit_beyond_the_reach_is_told_without_a_link(
    province: Province, person: Honouree, client: Client
) -> None:
    Position.objects.create(honouree=person, title="Công chức", unit=province.department, since=date(2010, 1, 1))
    award = give(province, person)
    assert award.unit == province.department
    client.force_login(province.officer)
    shown = page_of(client, person)
    assert "Bằng khen của Chủ tịch UBND tỉnh" in shown
    assert reverse("award", args=[award.pk]) not in shown


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_same_number_of_queries_for_one_award_and_for_thirty(
    province: Province, person: Honouree, client: Client, count: int, django_assert_num_queries
) -> None:
    for year in range(1990, 1990 + count):
        award = give(province, person, year=year, decision=DecisionDraft(f"{year}/QĐ-UBND"))
        add_rating(person, RatingDraft(year, "good"), by=province.office)
        correct_award(
            award, AwardDraft("giay_khen", year), by=province.office, decision=LATER, reason="Ghi nhầm hình thức"
        )
        Position.objects.create(honouree=person, title=f"Chức vụ {year}", unit=province.commune)
    client.force_login(province.auditor)
    client.get(reverse("honouree", args=[person.pk]))
    with django_assert_num_queries(11):
        client.get(reverse("honouree", args=[person.pk]))


def test_the_history_tells_of_the_person_and_of_every_entry(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.officer)
    revoke_award(give(province, person), by=province.office, decision=LATER, reason="Kê khai không đúng")
    add_rating(person, RatingDraft(2018, "good"), by=province.office)
    client.post(reverse("honouree_identity", args=[person.pk]))
    told = page_of(client, person).split("Lịch sử ghi sổ")[1]
    labels = ["Xem số định danh", "Ghi xếp loại vào sổ", "Thu hồi khen thưởng", "Ghi khen thưởng vào sổ"]
    assert [told.index(label) for label in labels] == sorted(told.index(label) for label in labels)
    assert NUMBER not in told


def test_an_empty_record_says_so_and_offers_the_first_step(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.officer)
    shown = page_of(client, person)
    assert "Sổ chưa ghi khen thưởng hay xếp loại nào." in shown
    assert reverse("add_award", args=[person.pk]) in shown


def test_a_reader_is_offered_nothing_that_would_be_refused(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.auditor)
    shown = page_of(client, person)
    for name in ("add_award", "add_rating", "edit_honouree", "add_position"):
        assert reverse(name, args=[person.pk]) not in shown


@pytest.mark.parametrize(("who", "born"), [("officer", "28/03/1975"), ("auditor", "1975")])
def test_the_extract_holds_what_counts_and_the_birth_as_the_reader_may_see_it(
    province: Province, person: Honouree, client: Client, who: str, born: str
) -> None:
    give(province, person)
    revoked = give(province, person, award="giay_khen", year=2017)
    revoke_award(revoked, by=province.office, decision=LATER, reason="Kê khai không đúng")
    client.force_login(province.by_role()[who])
    answer = client.get(reverse("honouree_extract", args=[person.pk, "docx"]))
    paper = docx.Document(BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    lines = [paragraph.text for paragraph in paper.paragraphs]
    assert "Bằng khen của Chủ tịch UBND tỉnh" in cells
    assert not [cell for cell in cells if "Giấy khen" in cell]
    assert [line for line in lines if "Thu hồi theo Quyết định số 40/QĐ-UBND" in line]
    assert [line for line in lines if line.startswith(("Ngày sinh", "Năm sinh"))] == [
        f"{'Ngày' if who == 'officer' else 'Năm'} sinh: {born}"
    ]
    assert 'filename="trich-sao-nguien-thi-dao.docx"' in answer["Content-Disposition"]


def test_the_extract_is_a_pdf_too_and_nothing_else(province: Province, person: Honouree, client: Client) -> None:
    client.force_login(province.officer)
    assert client.get(reverse("honouree_extract", args=[person.pk, "pdf"])).content.startswith(b"%PDF")
    assert client.get(reverse("honouree_extract", args=[person.pk, "xlsx"])).status_code == 404


@pytest.mark.parametrize(
    ("written", "known"),
    [("28/3/1975", (1975, 3, 28)), ("3/1975", (1975, 3, None)), ("1975", (1975, None, None)), ("", (None, None, None))],
)
def test_a_birth_is_taken_as_far_as_it_is_known(
    province: Province, client: Client, written: str, known: tuple[int | None, ...]
) -> None:
    client.force_login(province.officer)
    client.post(reverse("add_honouree"), typed(province, birth=written))
    added = Honouree.objects.get()
    assert (added.birth_year, added.birth_month, added.birth_day) == known


@pytest.mark.parametrize("written", ["13/1975", "1975 hoặc 1976", "31/2/1975", "2999", "75"])
def test_a_birth_that_cannot_be_read_is_refused_at_its_field_and_kept(
    province: Province, client: Client, written: str
) -> None:
    client.force_login(province.officer)
    answer = client.post(reverse("add_honouree"), typed(province, birth=written))
    assert answer.status_code == 422
    assert f'value="{written}"' in answer.content.decode()
    assert not Honouree.objects.exists()


def test_somebody_alike_is_shown_side_by_side_before_anything_is_written(
    province: Province, person: Honouree, client: Client
) -> None:
    give(province, person)
    client.force_login(province.officer)
    sent = typed(province, name="Nguyễn Thị Đào", birth="1975", residence="Xóm Mới")
    stopped = client.post(reverse("add_honouree"), sent)
    shown = stopped.content.decode()
    assert stopped.status_code == 422
    assert reverse("honouree", args=[person.pk]) in shown
    assert "Trùng tên, cả dấu" in shown
    assert "2018 Bằng khen của Chủ tịch UBND tỉnh" in shown
    assert 'value="Xóm Mới"' in shown
    assert Honouree.objects.count() == 1
    taken = client.post(reverse("add_honouree"), sent | {"told_apart": str(person.pk)})
    assert taken.status_code == 302
    assert Honouree.objects.count() == 2


def test_collectives_and_families_are_asked_only_what_they_have(province: Province, client: Client) -> None:
    client.force_login(province.officer)
    for kind in ("collective", "family"):
        shown = client.get(reverse("add_honouree"), {"kind": kind}).content.decode()
        assert 'name="birth"' not in shown
        assert 'name="identity_number"' not in shown
        client.post(reverse("add_honouree") + f"?kind={kind}", typed(province))
    assert sorted(Honouree.objects.values_list("kind", flat=True)) == ["collective", "family"]


def test_an_edit_never_shows_the_number_and_keeps_it_when_left_blank(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.officer)
    address = reverse("edit_honouree", args=[person.pk])
    shown = client.get(address).content.decode()
    assert NUMBER not in shown
    assert 'value="28/03/1975"' in shown
    client.post(address, typed(province, name="Nguyễn Thị Đào", birth="1976", identity_number=""))
    before, person = person.identity_digest, Honouree.objects.get()
    assert (person.birth_year, person.birth_day, person.identity_digest) == (1976, None, before)


def test_a_form_opened_before_a_colleague_saved_keeps_what_was_typed_and_shows_both(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.officer)
    address = reverse("edit_honouree", args=[person.pk])
    seen = field_value(client.get(address).content.decode(), "seen")
    colleague = typed(province, name="Nguyễn Thị Đào", birth="28/03/1976", residence="Số 9 phố Vắng")
    client.post(address, colleague)
    mine = colleague | {"name": "Nguyễn Thị Anh Đào", "birth": "28/03/1977", "seen": seen}
    refused = client.post(address, mine)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Sau khi trang này được mở, Hoàng Thị Cán Bộ đã sửa ngày sinh lúc" in page
    assert (field_value(page, "name"), field_value(page, "birth")) == ("Nguyễn Thị Anh Đào", "28/03/1977")
    assert "Trong sổ nay ghi “28/03/1976”." in page
    assert "Trong sổ nay ghi “Nguyễn Thị Đào”." not in page
    person.refresh_from_db()
    assert (person.name, person.birth_year) == ("Nguyễn Thị Đào", 1976)
    assert client.post(address, mine | {"seen": field_value(page, "seen")}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.birth_year) == ("Nguyễn Thị Anh Đào", 1977)


def test_a_form_of_who_somebody_is_never_tells_which_number_a_colleague_wrote(
    province: Province, person: Honouree, client: Client
) -> None:
    client.force_login(province.officer)
    address = reverse("edit_honouree", args=[person.pk])
    seen = field_value(client.get(address).content.decode(), "seen")
    same = typed(province, name=person.name, birth="28/03/1975", residence=person.residence)
    client.post(address, same | {"identity_number": "020175000999"})
    page = client.post(address, same | {"seen": seen}).content.decode()
    assert "đã sửa số định danh lúc" in page
    assert "Số định danh đang lưu đã được thay hoặc bỏ." in page
    assert "020175000999" not in page


def test_the_file_of_an_entry_is_a_link_only_to_who_may_open_the_import(
    province: Province, person: Honouree, client: Client
) -> None:
    file = Import.objects.create(
        file_name="DS-2018.xlsx", file_sha256="", file_size=1, unit=province.district, sent_by=province.officer
    )
    Award.objects.create(
        honouree=person,
        unit=province.commune,
        kind="individual",
        award="bang_khen_tinh",
        year=2018,
        emulation_year=2018,
        from_import=file,
        source_row=7,
    )
    for who, linked in ((province.officer, True), (province.office, True), (province.leader, False)):
        client.force_login(who)
        page = page_of(client, person)
        assert "DS-2018.xlsx" in page
        assert (reverse("import", args=[file.pk]) in page) is linked


def test_the_extract_is_at_the_head_of_the_page_and_units_are_told_with_their_district(
    province: Province, person: Honouree, client: Client
) -> None:
    Position.objects.create(honouree=person, title="Kế toán", unit=province.commune)
    client.force_login(province.auditor)
    page = page_of(client, person)
    head = page[page.index("<h1") : page.index('aria-label="Thông tin"')]
    for extension in ("docx", "pdf"):
        assert reverse("honouree_extract", args=[person.pk, extension]) in head
    assert page.count(">Xã Ví Dụ, huyện Chi Lăng<") == 2


def test_positions_are_added_and_ended(province: Province, person: Honouree, client: Client) -> None:
    client.force_login(province.officer)
    sent = {"title": "Phó Chủ tịch", "unit": province.commune.code, "since": "1/3/2015", "leader": "1"}
    client.post(reverse("add_position", args=[person.pk]), sent)
    held = Position.objects.get()
    assert (held.since, held.leader, held.direct_worker) == (date(2015, 3, 1), True, None)
    ending = reverse("end_position", args=[held.pk])
    assert client.post(ending, {"until": "1/3/2015"}).status_code == 422
    assert client.post(ending, {"until": "1/7/2019"}).status_code == 302
    assert "từ 01/03/2015 đến trước 01/07/2019" in page_of(client, person)


def test_nobody_is_put_into_a_unit_beyond_the_reach(province: Province, client: Client) -> None:
    client.force_login(province.officer)
    answer = client.post(reverse("add_honouree"), typed(province, unit=province.department.code))
    assert answer.status_code == 422
    assert not Honouree.objects.exists()
    assert Unit.objects.filter(code=province.department.code).exists()
