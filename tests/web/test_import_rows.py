"""The rows of a list on their pages: what is wrong is told once, cells are mended where they stand, rows left out."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.actions.lists import (
    AWARD,
    BAN,
    BINH,
    BIRTH,
    DAO,
    UNIT,
    YEAR,
    changed,
    files_in_memory,
    outcomes,
    rows_of,
    sent,
    workbook,
)
from tests.province import Province
from tests.web.test_imports import PROVINCES, page, remarks, send
from vinhdanh.actions.imports.sending import prepare_import
from vinhdanh.models import Import
from vinhdanh.models.import_contents import read_of


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


@pytest.fixture
def officer(province: Province, client: Client) -> Client:
    client.force_login(province.officer)
    return client


def test_what_is_sent_is_read_as_of_the_day(officer: Client, settings: Settings) -> None:
    settings.DEMO, settings.DEMO_DAY = True, date(2020, 5, 19)
    send(officer, workbook(changed(DAO, c8="12/QĐ-UBND ngày 20/5/2020", c7=2019)))
    one = Import.objects.get()
    assert outcomes(one) == ["refused"]
    typed = {"cell-8": "12/QĐ-UBND ngày 21/5/2020"}
    officer.post(reverse("import_row", args=[one.pk, rows_of(one)[0].pk]), typed)
    assert outcomes(one) == ["refused"]
    form = officer.get(reverse("import_table", args=[one.pk, 0])).context["form"]
    typed = {field.html_name: field.value() or "" for field in form if field.name != "left_out"}
    answer = officer.post(reverse("import_table", args=[one.pk, 0]), typed | {"signed_on": "1/6/2020"})
    assert "Ngày 01/06/2020 chưa tới" in str(answer.context["form"].errors["signed_on"])


def test_a_cell_is_mended_where_it_stands(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO, BAN)
    row = rows_of(one)[1]
    address = reverse("import_row", args=[one.pk, row.pk])
    assert f'action="{address}?outcome=refused&amp;page=1"' in page(officer, one, outcome="refused")
    answer = officer.post(f"{address}?outcome=refused&page=1", {f"cell-{AWARD}": PROVINCES})
    assert answer["Location"] == f"{reverse('import', args=[one.pk])}?outcome=refused&page=1#dong-{row.pk}"
    assert outcomes(one) == ["new", "new"]


def test_the_script_gets_the_row_and_the_counts_alone(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO, BAN)
    row = rows_of(one)[1]
    answer = officer.post(
        reverse("import_row", args=[one.pk, row.pk]), {f"cell-{AWARD}": PROVINCES}, headers={"X-Part": "row"}
    )
    text = answer.content.decode()
    assert f'<tr id="dong-{row.pk}">' in text
    assert "2 dòng đọc được + 0 dòng chưa đọc được = 2 dòng." in text
    assert "<html" not in text


def test_a_whole_row_is_mended_in_its_own_page_and_one_goes_on_to_the_next(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, BAN, changed(BAN, c1="Nông Thị Hai"))
    first, second = rows_of(one)
    text = page(officer, one, "import_row", first.pk)
    assert 'value="Nông Thị Bản"' in text
    answer = officer.post(reverse("import_row", args=[one.pk, first.pk]), {f"cell-{AWARD}": PROVINCES, "next": "1"})
    assert answer["Location"] == reverse("import_row", args=[one.pk, second.pk])


def test_one_slip_is_mended_in_all_rows(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, BAN, changed(BAN, c1="Nông Thị Hai"))
    address = reverse("import_row", args=[one.pk, rows_of(one)[0].pk])
    officer.post(address, {f"cell-{AWARD}": PROVINCES, "alike": "1"})
    assert outcomes(one) == ["new", "new"]


def test_a_problem_of_many_rows_is_told_once_and_leads_to_them(province: Province, officer: Client) -> None:
    slips = [changed(BAN, c0=n, c1=f"Nông Thị {name}") for n, name in enumerate(("Một", "Hai", "Ba", "Tư", "Năm"))]
    one = sent(province.district, province.officer, DAO, *slips)
    first = rows_of(one)[1]
    text = page(officer, one)
    assert text.count("Chưa rõ “Bằng khen” của cấp nào") == 1
    assert text.count("Đọc lại dòng") == 1
    assert f'href="?like={first.pk}#cac-dong">và 4 dòng nữa như vậy' in text
    assert text.count(f'Như <a href="#dong-{first.pk}">dòng 3</a>') == 4
    alike = page(officer, one, like=str(first.pk)).partition('id="cac-dong"')[2]
    assert "5 dòng cùng một chỗ cần sửa" in alike
    assert (alike.count("<tr id="), alike.count("Đọc lại dòng")) == (5, 5)
    assert "Nguyễn Thị Đào" not in alike
    officer.post(reverse("import_row", args=[one.pk, first.pk]), {f"cell-{AWARD}": PROVINCES})
    mended = page(officer, one, like=str(first.pk))
    assert (mended.count("<tr id="), mended.count("Đọc lại dòng")) == (6, 1)  # it is like no other any more: all rows


def test_a_birth_that_cannot_be_read_is_mended_where_it_stands(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, changed(DAO, c2="31/02/1980"))
    [row] = rows_of(one)
    assert row.outcome == "new"
    assert f'name="cell-{BIRTH}" value="31/02/1980"' in page(officer, one)
    officer.post(reverse("import_row", args=[one.pk, row.pk]), {f"cell-{BIRTH}": "28/02/1980"})
    assert f'name="cell-{BIRTH}"' not in page(officer, one)


@pytest.mark.parametrize(("missing", "typed"), [(AWARD, PROVINCES), (YEAR, "2019")])
def test_what_a_row_lacks_is_typed_in_where_it_stands(
    province: Province, officer: Client, missing: int, typed: str
) -> None:
    one = sent(province.district, province.officer, DAO, changed(BINH, **{f"c{missing}": ""}))
    row = rows_of(one)[1]
    assert row.outcome == "refused"
    text = page(officer, one)
    assert f'name="cell-{missing}" value=""' in text
    assert "Sửa mọi ô ghi như vậy" not in text  # a blank cell says nothing
    officer.post(reverse("import_row", args=[one.pk, row.pk]), {f"cell-{missing}": typed})
    assert outcomes(one) == ["new", "new"]


def test_a_row_is_left_out_and_taken_back_on_the_page(province: Province, officer: Client) -> None:
    one = sent(province.district, province.officer, DAO, BAN)
    row = rows_of(one)[1]
    address = reverse("import_row", args=[one.pk, row.pk])
    answer = officer.post(f"{address}?outcome=&page=1", {"leave_out": "1"}, follow=True)
    text = answer.content.decode()
    assert "1 dòng đọc được + 0 dòng chưa đọc được + 1 dòng đã bỏ = 2 dòng." in text
    assert "Lấy lại" in text
    assert "1 dòng đã bỏ" in page(officer, one, "import_confirm")
    assert "Cán bộ kiểm tra đã bỏ dòng này" in remarks(officer, one)
    officer.post(address, {"take_back": "1"})
    assert outcomes(one) == ["new", "refused"]


def test_a_unit_nobody_bears_is_told_once_and_mended_for_all_who_say_so(province: Province, officer: Client) -> None:
    names = ("Một", "Hai", "Ba", "Tư", "Năm")
    rows = [changed(DAO, c0=n, c1=f"Nông Thị {name}", c5="Trạm Ví Dụ", c9="") for n, name in enumerate(names)]
    one = sent(province.district, province.officer, BINH, *rows)
    first = rows_of(one)[1]
    text = page(officer, one)
    assert text.count("Không có đơn vị “Trạm Ví Dụ” trong phạm vi được nhập") == 1
    assert f'href="?like={first.pk}#cac-dong">và 4 dòng nữa như vậy' in text
    assert text.count(f'Như <a href="#dong-{first.pk}">dòng 3</a>') == 4
    assert text.count("Sửa mọi ô ghi như vậy (5 dòng)") == 1
    alike = page(officer, one, like=str(first.pk)).partition('id="cac-dong"')[2]
    assert "5 dòng cùng một ghi chú." in alike
    assert alike.count("<tr id=") == 5
    address = reverse("import_row", args=[one.pk, first.pk])
    officer.post(address, {f"cell-{UNIT}": "Xã Ví Dụ", "alike": "1"})
    prepare_import(one.pk)
    assert {read_of(row.read).unit for row in rows_of(one)[1:]} == {province.commune.pk}
    assert "Trạm Ví Dụ" not in page(officer, one).partition('id="cac-dong"')[2]


def test_how_many_are_mended_together_is_told_and_one_alone_has_no_such_button(
    province: Province, officer: Client
) -> None:
    one = sent(province.district, province.officer, BAN, changed(BAN, c1="Nông Thị Hai"), changed(BAN, c6="Khen to"))
    text = page(officer, one)
    assert text.count("Sửa mọi ô ghi như vậy (2 dòng)") == 2
    assert text.count("Sửa mọi ô ghi như vậy") == 2


def test_the_filter_of_those_known_says_that_it_holds_those_twice_in_the_file(
    province: Province, officer: Client
) -> None:
    one = sent(province.district, province.officer, DAO, DAO)
    text = page(officer, one)
    assert "Đã có, hoặc trùng trong tệp 1</a>" in text
    assert "Trùng trong tệp" in text
