"""A list is sent, read, and goes into the register: once, as a whole, with its lines in the record."""

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from pytest_django.fixtures import Settings

from tests.actions.lists import (
    BAN,
    BINH,
    DAO,
    NUMBER,
    changed,
    dirty_workbook,
    files_in_memory,
    outcomes,
    rows_of,
    sent,
    workbook,
    written,
)
from tests.province import Province
from vinhdanh.actions.imports import sending
from vinhdanh.actions.imports.sending import (
    choose_columns,
    confirm_import,
    discard_import,
    prepare_import,
    read_again,
    send_list,
)
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.lists.records import ListContext, ListDecision
from vinhdanh.models import (
    AuditLine,
    Award,
    ColumnChoice,
    Decision,
    Honouree,
    Import,
    ImportRow,
    ImportState,
    Position,
    Rating,
    RowOutcome,
    SearchEntry,
    Suspicion,
)
from vinhdanh.models.import_contents import contents_of
from vinhdanh.permissions import Refused
from vinhdanh.tasks import write_list


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def told(one: Import) -> dict[str, int]:
    """Its rows by outcome."""
    return {name: one.counts[name] for name in (*RowOutcome.values, "left_out")}


def test_a_list_is_read_and_every_row_is_told_of(province: Province) -> None:
    one = sent(province.district, province.officer, DAO, BINH, BAN)
    assert (one.state, outcomes(one)) == (ImportState.PREVIEW, ["new", "new", "refused"])
    assert told(one) == {"new": 2, "known": 0, "resembles": 0, "refused": 1, "skipped": 0, "left_out": 0}
    [problem] = rows_of(one)[2].problems
    assert (problem["at"], problem["value"]) == (6, "Bằng khen")


def test_what_was_read_goes_into_the_register(province: Province) -> None:
    one = written(province.district, province.officer, DAO, BINH, BAN)
    assert one.state == ImportState.DONE
    award = Award.objects.get(honouree__name="Nguyễn Thị Đào")
    assert (award.award, award.year, award.unit, award.female) == ("lao_dong_tien_tien", 2018, province.commune, True)
    assert (award.decision.number, award.source_row, award.position) == ("12/QĐ-UBND", 2, "Chuyên viên")
    person = award.honouree
    assert (person.birth_day, person.birth_month, person.birth_year) == (12, 3, 1980)
    assert Position.objects.get(honouree=person).title == "Chuyên viên"
    assert Decision.objects.count() == 1  # both rows name the same
    assert Honouree.objects.count() == 2
    assert one.counts | {"awards": 2, "new_honourees": 2, "new_decisions": 1} == one.counts


def test_everything_written_has_its_line_in_the_record(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    verbs = list(AuditLine.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == [
        "send_list", "confirm_import", "add_decision", "add_honouree", "add_award", "import_list",
    ]  # fmt: skip
    assert {line.by for line in AuditLine.objects.all()} == {province.officer}
    assert AuditLine.objects.get(verb="import_list").thing_key == str(one.pk)
    told = AuditLine.objects.get(verb="add_award").after["from_import"]
    assert told == f"danh-sach.xlsx, lần nhập số {one.pk}"


def test_what_was_written_is_found(province: Province) -> None:
    written(province.district, province.officer, DAO)
    found = set(SearchEntry.objects.values_list("thing", "key"))
    assert ("honouree", Honouree.objects.get().pk) in found
    assert ("decision", Decision.objects.get().pk) in found


def test_the_same_list_sent_again_brings_nothing(province: Province) -> None:
    written(province.district, province.officer, DAO, BINH)
    again = sent(province.district, province.officer, DAO, BINH)
    assert outcomes(again) == ["known", "known"]
    with pytest.raises(NotPossible, match="Không có dòng nào mới"):
        confirm_import(again, by=province.officer)


def test_a_dirty_list_accounts_for_every_row_and_brings_nothing_twice(province: Province) -> None:
    content = dirty_workbook()
    one = send_list(province.district, by=province.officer, content=content, name="ban.xlsx")
    kept = contents_of(one.contents).tables[0]
    assert sum(told(one).values()) == one.rows.count() == kept.row_count == 300
    assert min(one.counts["new"], one.counts["refused"]) > 30
    confirm_import(one, by=province.officer)
    write_import(one.pk)
    one.refresh_from_db()
    assert Award.objects.count() == one.counts["awards"]
    again = send_list(province.district, by=province.officer, content=content, name="ban.xlsx")
    brought = [row.number for row in again.rows.filter(outcome__in=("new", "resembles"))]
    assert brought == []


def test_two_imports_of_one_list_write_it_once(province: Province) -> None:
    """Both were looked through before either was written."""
    first, second = (sent(province.district, province.officer, DAO, BINH) for _ in range(2))
    for one in (first, second):
        confirm_import(one, by=province.officer)
    for one in (first, second):
        write_import(one.pk)
    assert Award.objects.count() == 2
    second.refresh_from_db()
    assert (second.counts["awards"], second.counts["known"], outcomes(second)) == (0, 2, ["known", "known"])


def test_a_list_is_confirmed_once_and_written_once(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    confirm_import(one, by=province.officer)
    with pytest.raises(NotPossible, match="đang được ghi"):
        confirm_import(one, by=province.officer)
    write_import(one.pk)
    lines = AuditLine.objects.count()
    write_import(one.pk)  # as a second worker would
    assert (Award.objects.count(), AuditLine.objects.count()) == (1, lines)


def test_what_cannot_be_written_leaves_nothing_behind(province: Province) -> None:
    """The database itself refuses a row: none of the others stays."""
    one = sent(province.district, province.officer, BINH, DAO)
    spoilt = rows_of(one)[1]
    spoilt.read["row"]["awards"][0]["last_year"] = 1900
    ImportRow.objects.filter(pk=spoilt.pk).update(read=spoilt.read)
    confirm_import(one, by=province.officer)
    with pytest.raises(IntegrityError):
        write_list.call(one.pk)
    one.refresh_from_db()
    assert (one.state, Award.objects.count(), Honouree.objects.count()) == (ImportState.PREVIEW, 0, 0)
    assert "chưa có gì vào sổ" in one.failure


def test_whoever_comes_new_and_looks_alike_waits_in_the_queue(province: Province) -> None:
    written(province.district, province.officer, DAO)
    slip = changed(DAO, c1="Nguyễn Thị Đao", c9="", c7=2019)
    one = written(province.district, province.officer, slip)
    assert outcomes(one) == ["resembles"]
    assert one.counts["suspicions"] == Suspicion.objects.count() == 1
    assert Honouree.objects.count() == 2


def test_an_award_of_somebody_known_is_added_to_whom_it_belongs(province: Province) -> None:
    written(province.district, province.officer, DAO)
    one = written(province.district, province.officer, changed(DAO, c7=2019, c8="30/QĐ-UBND"))
    assert (one.counts["known_honourees"], one.counts["new_honourees"]) == (1, 0)
    assert sorted(Honouree.objects.get().awards.values_list("year", flat=True)) == [2018, 2019]


def test_ratings_of_several_years_are_taken_and_contradictions_are_not(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Xếp loại 2016", "Xếp loại 2017")
    rated = (1, "Nguyễn Thị Đào", 1980, "HTTNV", "HTXSNV")
    written(province.district, province.officer, rated, header=header)
    assert dict(Rating.objects.values_list("year", "level")) == {2016: "good", 2017: "excellent"}
    other = sent(province.district, province.officer, changed(rated, c4="HTNV"), header=header)
    assert outcomes(other) == ["refused"]
    assert "Sổ đã ghi xếp loại năm 2017" in rows_of(other)[0].problems[0]["message"]


def test_an_identity_number_is_kept_sealed_everywhere(province: Province) -> None:
    one = written(province.district, province.officer, DAO)
    kept = str([(row.cells, row.read, row.problems) for row in rows_of(one)]) + str(one.edits) + str(one.contents)
    told = str(list(AuditLine.objects.values_list("before", "after", "thing_name")))
    assert NUMBER not in kept + told
    assert NUMBER[-3:] in kept  # its last digits tell two people apart
    assert Honouree.objects.get().identity_digest


def test_a_column_chosen_anew_is_remembered_for_the_next_file(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Chữ X", "Năm")
    row = (1, "Nguyễn Thị Đào", 1980, "gk", 2018)
    one = sent(province.district, province.officer, row, header=header)
    mapping = {0: "order", 1: "name", 2: "birth", 3: "award", 4: "year"}
    again = choose_columns(
        one, 0, by=province.officer, mapping=mapping, context=ListContext(kind="individual"), left_out=False
    )
    assert again.state == ImportState.READING
    prepare_import(one.pk)
    assert outcomes(one) == ["new"]
    assert ColumnChoice.objects.get(unit=province.district, field="award").header_key
    following = sent(province.district, province.officer, changed(row, c1="Vi Thị Huệ"), header=header)
    assert contents_of(following.contents).tables[0].proposal.mapping[3] == "award"


def test_what_the_title_says_may_be_said_otherwise_for_all_rows(province: Province) -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Danh hiệu")
    one = sent(province.district, province.officer, (1, "Nguyễn Thị Đào", 1980, "LĐTT"), header=header)
    context = ListContext(
        first_year=2017, last_year=2017, decision=ListDecision("99/QĐ-UBND", None, "Chủ tịch UBND huyện")
    )
    mapping = {1: "name", 2: "birth", 3: "award"}
    choose_columns(one, 0, by=province.officer, mapping=mapping, context=context, left_out=False)
    prepare_import(one.pk)
    confirm_import(one, by=province.officer)
    write_import(one.pk)
    award = Award.objects.get()
    assert (award.year, award.decision.number, award.authority) == (2017, "99/QĐ-UBND", "Chủ tịch UBND huyện")


def test_a_table_that_is_left_out_is_counted_not_read(province: Province) -> None:
    more = (("STT", "Họ và tên", "Danh hiệu", "Năm"), (1, "Bà Vi Thị Huệ", "LĐTT", 2018))
    one = sent(province.district, province.officer, DAO, BINH, more=more)
    assert one.rows.count() == 3
    choose_columns(one, 1, by=province.officer, mapping={}, context=ListContext(), left_out=True)
    prepare_import(one.pk)
    one.refresh_from_db()
    assert (one.rows.count(), one.counts["left_out"]) == (2, 1)


def test_a_choice_without_names_or_of_an_unknown_kind_is_refused(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    for mapping, words in (({2: "birth"}, "cột nào là tên"), ({1: "name", 2: "shoe"}, "không biết")):
        with pytest.raises(NotPossible, match=words):
            choose_columns(one, 0, by=province.officer, mapping=mapping, context=ListContext(), left_out=False)


@pytest.mark.parametrize("role", ["outsider", "leader", "council_member", "auditor", "administrator"])
def test_who_does_not_take_lists_in_for_the_unit_is_refused(province: Province, role: str) -> None:
    person = province.by_role()[role]
    with pytest.raises(Refused):
        send_list(province.district, by=person, content=workbook(DAO), name="a.xlsx")
    one = sent(province.district, province.officer, DAO)
    for refused in (
        lambda: confirm_import(one, by=person),
        lambda: discard_import(one, by=person),
        lambda: choose_columns(one, 0, by=person, mapping={1: "name"}, context=ListContext(), left_out=False),
        lambda: read_again(one, by=person),
    ):
        with pytest.raises(Refused):
            refused()
    one.refresh_from_db()
    assert one.state == ImportState.PREVIEW


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "Tệp rỗng"), (b"%PDF-1.7", "PDF"), (b"x" * (20 * 1024 * 1024 + 1), "quá 20 MB")],
)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(province: Province, content: bytes, words: str) -> None:
    with pytest.raises(NotPossible, match=words) as refused:
        send_list(province.district, by=province.officer, content=content, name="a.xlsx")
    assert (refused.value.field, Import.objects.count()) == ("file", 0)


def test_a_large_file_that_cannot_be_read_says_why_and_may_be_tried_again(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SMALL_FILE", 0)
    one = send_list(province.district, by=province.officer, content=b"%PDF-1.7", name="a.pdf")
    assert one.state == ImportState.READING
    prepare_import(one.pk)
    one.refresh_from_db()
    assert (one.state, "PDF" in one.failure) == (ImportState.FAILED, True)
    assert read_again(one, by=province.officer).state == ImportState.READING


def test_a_list_that_is_given_up_leaves_neither_rows_nor_file(
    province: Province, django_capture_on_commit_callbacks
) -> None:
    one = sent(province.district, province.officer, DAO)
    stored = one.file.name
    assert default_storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        discard_import(one, by=province.officer)
    one.refresh_from_db()
    assert (one.state, one.rows.count(), default_storage.exists(stored)) == (ImportState.DISCARDED, 0, False)
    with pytest.raises(NotPossible, match="đã bỏ"):
        confirm_import(one, by=province.officer)
