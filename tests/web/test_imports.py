"""Nhập danh sách without JavaScript: a file is sent, looked through, mended, written, undone."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from tests.actions.lists import (
    AWARD,
    BAN,
    BINH,
    BIRTH,
    DAO,
    NUMBER,
    changed,
    files_in_memory,
    outcomes,
    rows_of,
    sent,
    upload,
    workbook,
    written,
)
from tests.models.people import make_honouree
from tests.province import Province, make_unit
from vinhdanh.actions.imports import sending
from vinhdanh.actions.imports.sending import confirm_import, send_list
from vinhdanh.actions.imports.undoing import MOST_STUMBLES, _take_out, give_up_undoing, undo_import
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.management.worker import work
from vinhdanh.models import Award, Import, ImportState, UnitKind
from vinhdanh.tasks import read_list

PROVINCES = "Bằng khen của Chủ tịch UBND tỉnh"


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


@pytest.fixture
def officer(province: Province, client: Client) -> Client:
    client.force_login(province.officer)
    return client


def page(client: Client, one: Import, name: str = "import", *more: int, **query: str) -> str:
    answer = client.get(reverse(name, args=[one.pk, *more]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, content: bytes, unit: str = "huyen-chi-lang", **more: str):
    return client.post(reverse("imports"), {"unit": unit, "file": upload(content), **more})


def test_the_first_page_explains_itself_and_offers_the_own_unit(officer: Client) -> None:
    text = officer.get(reverse("imports")).content.decode()
    assert "Chưa có tệp nào được gửi" in text
    assert 'value="Huyện Chi Lăng · huyen-chi-lang"' in text
    assert reverse("import_template") in text
    assert '<label class="btn btn-calm" for="id_file">' in text  # the browser's own button would speak its language
    assert "{#" not in text


def test_a_file_is_sent_and_read_and_every_row_is_accounted_for(officer: Client) -> None:
    answer = send(officer, workbook(DAO, BINH, BAN, title=("UBND HUYỆN CHI LĂNG",)))
    one = Import.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("import", args=[one.pk]))
    text = page(officer, one)
    assert "2 dòng đọc được + 1 dòng chưa đọc được = 3 dòng. Ngoài ra có 1 dòng tiêu đề và 1 dòng đầu bảng." in text
    assert "Chưa rõ “Bằng khen” của cấp nào" in text
    assert "Họ và tên: Tên (họ và tên, tên tập thể, chủ hộ)" in text
    assert "Lao động tiên tiến, 2018, QĐ 12/QĐ-UBND" in text


def test_the_outcomes_are_filters_with_their_counts(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO, BINH, BAN)
    refused = page(officer, one, outcome="refused").partition('id="cac-dong"')[2]
    assert "Nông Thị Bản" in refused
    assert "Nguyễn Thị Đào" not in refused
    assert "Chưa đọc được 1</a>" in refused


def test_a_hundred_rows_are_a_page(province: Province, officer: Client) -> None:
    rows = [
        changed(DAO, c0=n, c1=f"Nguyễn Thị {'ABCDEFGHIJ'[n % 10]} {'KLMNOPQRSTUVWXY'[n // 10]}", c9="")
        for n in range(130)
    ]
    one = sent(province.district, province.officer, *rows)
    assert page(officer, one).count("<tr id=") == 100
    assert page(officer, one, page="2").count("<tr id=") == 30


def test_the_page_asks_the_same_number_of_queries_for_1_and_30_rows(
    province: Province, officer: Client, django_assert_num_queries
) -> None:
    written(province.district, province.officer, DAO)
    slips = [changed(DAO, c0=n, c1="Nguyễn Thị Đao", c7=1990 + n, c9="") for n in range(30)]
    for rows in (slips[:1], slips):
        one = sent(province.district, province.officer, *rows)
        assert set(outcomes(one)) == {"resembles"}
        with django_assert_num_queries(12):
            page(officer, one)


def test_who_looks_alike_is_named_with_what_agrees(province: Province, officer: Client) -> None:
    written(province.district, province.officer, DAO)
    one = sent(province.district, province.officer, changed(DAO, c1="Nguyễn Thị Đao", c2=1980, c9=""))
    text = page(officer, one)
    assert "Giống người đã có" in text
    assert "tên khác dấu, chỉ trùng khi bỏ dấu" in text
    assert "Nguyễn Thị Đào, 1980" in text
    assert "12/03/1980" not in text  # the register tells others the year alone


def test_whoever_stands_in_the_register_already_is_linked(province: Province, officer: Client) -> None:
    content = workbook(DAO)
    first = send_list(province.district, by=province.officer, content=content, name="dot-1.xlsx")
    confirm_import(first, by=province.officer)
    write_import(first.pk)
    one = send_list(province.district, by=province.officer, content=content, name="dot-2.xlsx")
    text = page(officer, one)
    person = Award.objects.get().honouree_id
    assert reverse("honouree", args=[person]) in text
    assert "Chính tệp này đã được gửi" in text
    assert reverse("import", args=[first.pk]) in text


def test_an_identity_number_shows_its_last_digits_alone(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO)
    seen = page(officer, one) + page(officer, one, "import_row", rows_of(one)[0].pk)
    assert NUMBER not in seen
    assert f"•••• {NUMBER[-3:]}" in seen


def columns(one: Import, **chosen: str) -> dict[str, str]:
    """What the form of the first table sends."""
    fields = (
        "order",
        "name",
        "birth",
        "sex",
        "position",
        "unit",
        "award",
        "year",
        "decision_number",
        "identity_number",
    )
    return {f"column_{number}": name for number, name in enumerate(fields)} | chosen


def test_a_column_is_chosen_anew_and_the_file_read_again(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO)
    address = reverse("import_table", args=[one.pk, 0])
    answer = officer.post(address, columns(one, column_6=""))
    assert answer["Location"] == reverse("import", args=[one.pk])
    assert outcomes(one) == ["refused"]
    officer.post(address, columns(one))
    assert outcomes(one) == ["new"]


def test_a_choice_that_cannot_be_keeps_what_was_chosen_and_says_why(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO)
    address = reverse("import_table", args=[one.pk, 0])
    answer = officer.post(address, columns(one, column_1="note", first_year="2018", last_year="2016"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Năm bắt đầu sau năm kết thúc" in text
    assert '<option value="note" selected>' in text
    answer = officer.post(address, columns(one, column_1="note"))
    assert (answer.status_code, "cột nào là tên" in answer.content.decode()) == (422, True)


@pytest.mark.django_db(transaction=True)  # the worker closes its connection
def test_the_question_says_what_will_be_written_and_the_worker_writes_it(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO, changed(DAO, c7=2019), BINH, BAN)
    text = page(officer, one, "import_confirm")
    assert "<b>3 dòng</b>" in text
    assert "3 khen thưởng, 0 xếp loại" in text
    assert "cho 2 đối tượng mới và 0 đối tượng đã có trong sổ" in text
    assert "1 dòng chưa đọc được" in text
    officer.post(reverse("import_confirm", args=[one.pk]))
    assert "Đang ghi vào sổ" in page(officer, one)
    assert officer.get(reverse("import_progress", args=[one.pk])).json() == {
        "state": "confirmed",
        "progress": 0,
        "steps": 3,
    }
    work(batch=True)
    text = page(officer, one)
    assert "3 khen thưởng, 0 xếp loại; 2 đối tượng mới" in text
    assert reverse("honouree", args=[Award.objects.first().honouree_id]) in text


@pytest.mark.django_db(transaction=True)  # the worker closes its connection
def test_what_was_written_is_undone_beside_the_pages_after_a_question(province: Province, officer: Client) -> None:
    one = written(province.district, province.officer, DAO)
    assert "Sẽ rút khỏi sổ 1 khen thưởng" in page(officer, one, "import_undo")
    officer.post(reverse("import_undo", args=[one.pk]))
    text = page(officer, one)
    assert "Đang rút khỏi sổ những gì tệp này đã ghi" in text
    assert "Có thể rời trang này" in text
    assert officer.get(reverse("import_progress", args=[one.pk])).json()["steps"] == 2
    work(batch=True)
    one.refresh_from_db()
    assert one.state == ImportState.UNDONE
    assert "không còn hiệu lực" in page(officer, one)


def test_an_undoing_that_cannot_be_says_why(province: Province, officer: Client) -> None:
    one = written(province.district, province.officer, DAO)
    written(province.district, province.officer, changed(DAO, c7=2019))
    answer = officer.post(reverse("import_undo", args=[one.pk]))
    assert answer.status_code == 422
    assert "ghi sau cho Nguyễn Thị Đào" in answer.content.decode()


def test_the_result_is_the_senders_rows_with_remarks(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO, changed(BINH, c5="Sở Không Có"), BAN)
    answer = officer.get(reverse("import_result", args=[one.pk]))
    assert "ket-qua-danh-sach.xlsx" in answer["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Danh sách"]
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[0] == ["Dòng", *[c.value for c in sheet[1]][1:-2], "Kết quả", "Ghi chú của chương trình"]
    assert [row[2] for row in rows[1:]] == ["Nguyễn Thị Đào", "Hoàng Văn Bình", "Nông Thị Bản"]
    assert [row[-2] for row in rows[1:]] == ["Mới", "Mới", "Chưa đọc được"]
    assert "Không có đơn vị “Sở Không Có”" in rows[2][-1]
    assert "Chưa rõ “Bằng khen”" in rows[3][-1]
    assert sheet.cell(4, AWARD + 2).fill.fgColor.rgb == "FFFCEBEA"  # the very cell
    assert NUMBER not in str(rows)


def test_the_template_that_is_offered_reads_without_a_fault(officer: Client) -> None:
    send(officer, officer.get(reverse("import_template")).content)
    one = Import.objects.get()
    assert (one.counts["refused"], one.counts["new"], one.notes) == (0, 3, {})


@pytest.mark.parametrize(
    ("content", "words"), [(b"%PDF-1.7", "PDF"), (b"", "Tệp rỗng"), (b"x" * 20_971_521, "quá 20 MB")]
)
def test_a_file_that_cannot_be_read_is_answered_at_the_form(officer: Client, content: bytes, words: str) -> None:
    answer = send(officer, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_file_for_a_unit_out_of_reach_is_refused_at_the_form(officer: Client) -> None:
    answer = send(officer, workbook(DAO), unit="so-tai-chinh")
    assert (answer.status_code, Import.objects.count()) == (422, 0)


def test_a_list_is_given_up_after_a_question(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO)
    assert "không lấy lại được" in page(officer, one, "import_discard")
    answer = officer.post(reverse("import_discard", args=[one.pk]), follow=True)
    assert "Đã bỏ tệp danh-sach.xlsx" in answer.content.decode()


def test_an_officer_of_another_unit_sees_nothing_of_it(province: Province, client: Client) -> None:
    one = sent(province.district, province.officer, DAO)
    client.force_login(province.outsider)
    assert "danh-sach.xlsx" not in client.get(reverse("imports")).content.decode()
    assert client.get(reverse("import", args=[one.pk])).status_code == 404


def test_somebody_out_of_reach_who_looks_alike_is_not_shown(province: Province, client: Client) -> None:
    """The office sent the list and may see all; the officer of the unit sees only who stands within reach."""
    written(province.department, province.outsider, changed(DAO, c5="", c9=""))
    one = sent(province.district, province.office, changed(DAO, c5="", c9=""))
    assert outcomes(one) == ["resembles"]
    client.force_login(province.officer)
    assert "Sở Tài chính" not in page(client, one)


def test_the_result_tells_of_a_birth_the_year_alone(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO, changed(BINH, c2="31/02/1980"))
    answer = officer.get(reverse("import_result", args=[one.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Danh sách"]
    assert [sheet.cell(row, BIRTH + 2).value for row in (2, 3)] == ["1980", "1980"]
    assert "12/03" not in str([[cell.value for cell in row] for row in sheet])


def test_pairs_of_whom_the_reader_sees_one_side_alone_are_not_counted(province: Province, client: Client) -> None:
    make_honouree("Nguyễn Thị Đào", province.department, birth_year=1980)
    one = written(province.district, province.officer, DAO)
    assert one.counts["suspicions"] == 1
    client.force_login(province.officer)
    assert "cặp giống nhau" not in page(client, one)
    client.force_login(province.office)
    assert "1 cặp giống nhau" in page(client, one)


def test_a_rating_in_a_unit_out_of_reach_is_not_told(province: Province, client: Client) -> None:
    """The office sent the list for the district; the register rates the person in a department otherwise."""
    header = ("STT", "Họ và tên", "Ngày sinh", "CCCD", "Xếp loại 2016")
    row = (1, "Vi Thị Huệ", "12/03/1980", NUMBER, "HTTNV")
    written(province.department, province.office, row, header=header)
    one = sent(province.district, province.office, (*row[:-1], "HTXSNV"), header=header)
    assert outcomes(one) == ["refused"]
    client.force_login(province.office)
    assert "Sổ đã ghi xếp loại năm 2016" in page(client, one)
    client.force_login(province.officer)
    for text in (page(client, one), page(client, one, "import_row", rows_of(one)[0].pk), remarks(client, one)):
        assert "Sổ đã ghi" not in text
        assert "Sổ ghi khác ở một đơn vị ngoài phạm vi" in text


def remarks(client: Client, one: Import) -> str:
    """All that the result says."""
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("import_result", args=[one.pk])).content))
    return str([[cell.value for cell in row] for sheet in book for row in sheet])


def test_an_undoing_that_stopped_says_why_and_is_taken_up_again(province: Province, officer: Client) -> None:
    one = written(province.district, province.officer, DAO)
    undo_import(one, by=province.officer)
    for _ in range(MOST_STUMBLES):
        assert "Đang rút khỏi sổ" in page(officer, one)
        assert _take_out(one.pk)
        give_up_undoing(one.pk, "")
    assert "đã rút khỏi sổ, nhưng chương trình gặp lỗi" in page(officer, one)
    officer.post(reverse("import_undo", args=[one.pk]))
    assert "Đang rút khỏi sổ" in page(officer, one)


GOODS = ("STT", "Mặt hàng", "Đơn vị tính", "Số lượng", "Thành tiền")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook((1, "Bút bi", "Cái", 10, 30000), header=GOODS), "không phải danh sách khen thưởng"),
        (workbook(DAO)[:-200], "Tệp bị hỏng"),
        (b"\0" * 200 + workbook(DAO)[200:], "đã hỏng nên không mở được"),
        ("xin chào".encode(), "đã hỏng nên không mở được"),
    ],
)
def test_what_is_no_list_or_broken_is_refused_at_the_form_and_not_kept(
    officer: Client, content: bytes, words: str
) -> None:
    answer = send(officer, content)
    assert (answer.status_code, Import.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_a_list_of_many_rows_is_read_by_the_worker_however_small_its_file(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SMALL_LIST", 1)
    send(officer, workbook(DAO, BINH))
    one = Import.objects.get()
    assert (one.state, one.rows.count()) == (ImportState.READING, 0)
    assert read_list.module_path in DBTaskResult.objects.get().task_path
    send(officer, workbook(DAO))
    assert Import.objects.first().state == ImportState.PREVIEW


def test_the_office_of_the_province_says_whose_list_it_is(province: Province, client: Client) -> None:
    client.force_login(province.office)
    text = client.get(reverse("imports")).content.decode()
    assert 'name="unit" value=' not in text
    assert "Huyện Chi Lăng · huyen-chi-lang" in text  # offered while one types


def test_a_unit_that_may_be_several_is_chosen_and_not_typed_again(province: Province, client: Client) -> None:
    client.force_login(province.office)
    other = make_unit("ttyt", "Trung tâm Y tế huyện Chi Lăng", UnitKind.DIVISION, province.district)
    answer = send(client, workbook(DAO), unit="chi lang")
    text = answer.content.decode()
    assert answer.status_code == 422
    for unit in (province.district, other):
        assert f'<input class="form-check-input" type="radio" name="chosen" value="{unit.name} · {unit.code}">' in text
    assert send(client, workbook(DAO), unit="chi lang", chosen="Huyện Chi Lăng · huyen-chi-lang").status_code == 302
    assert Import.objects.latest("pk").unit == province.district


def test_a_refused_file_leaves_the_unit_that_was_chosen(province: Province, client: Client) -> None:
    client.force_login(province.office)
    answer = send(client, b"", unit="huyen-chi-lang")
    assert answer.status_code == 422
    assert 'value="huyen-chi-lang"' in answer.content.decode()
    assert "Đơn vị đã chọn được giữ lại; hãy chọn lại tệp." in answer.content.decode()
