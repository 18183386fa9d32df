"""Kiểm tra nhanh without JavaScript: a workbook in, findings and papers out, refusals with the form, nothing kept."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from tests.screening.lists import (
    GOOD,
    PACK,
    Rows,
    example_report,
    example_rows,
    family,
    joined,
    official,
    workbook,
)
from tests.web.forms_on_page import Shown
from vinhdanh.screening.papers import PAPERS
from vinhdanh.web.limits import RATE

ADDRESS, GUIDANCE = "/kiem-tra-nhanh/", "/tieu-chuan/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"docx": (WORD, b"PK\x03\x04"), "xlsx": (EXCEL, b"PK\x03\x04"), "pdf": ("application/pdf", b"%PDF-")}
FORM = '<form class="card drop" id="gui-tep"'
Answer = Any


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything_yet() -> None:
    caches["default"].clear()


def send(client: Client, content: bytes, name: str = "danh-sach.xlsx", **fields: str) -> Answer:
    return client.post(ADDRESS, {"workbook": SimpleUploadedFile(name, content), **fields})


def send_rows(client: Client, rows: Rows, unit: dict[str, str] | None = None, **more: str) -> Answer:
    return send(client, workbook(rows, unit), **more)


def text(answer: Answer) -> str:
    return answer.content.decode()


def press(client: Client, answer: Answer, words: str, form: str = "mang-theo") -> Answer:
    """What a button of the result page leads to, as a browser without JavaScript sends it."""
    address, fields = Shown(text(answer)).forms[form].pressed(words)
    return client.post(address, fields)


def hamlets(count: int) -> Rows:
    """Collectives of which every third has what it needs."""
    rows: Rows = {"Tập thể": [], "Khen thưởng": []}
    for n in range(1, count + 1):
        rows["Tập thể"].append(
            {"Mã": f"T{n}", "Tên tập thể": f"Thôn số {n}.", "Quy mô": "nhỏ", "Thôn, bản, khu phố": "có"}
        )
        years = (2017, 2019) if n % 3 == 0 else ()
        rows["Khen thưởng"] += [
            {"Mã": f"T{n}", "Năm": year, "Danh hiệu, hình thức": "Bằng khen của UBND tỉnh"} for year in years
        ]
    return rows


def shown_names(answer: Answer) -> list[str]:
    return [part.split("<")[0] for part in text(answer).split('<span class="nm">Thôn số ')[1:]]


def test_the_page_asks_for_a_workbook_and_says_what_it_takes(client: Client) -> None:
    answer = client.get(ADDRESS)
    page = Shown(text(answer))
    form = page.forms["gui-tep"]
    assert answer.status_code == 200
    assert (form.action, form.method, form.enctype) == (ADDRESS, "post", "multipart/form-data")
    [file] = [attributes for tag, attributes in page.elements if attributes.get("type") == "file"]
    assert file["name"] == "workbook"
    assert ("label", file["id"]) in [(tag, attributes.get("for")) for tag, attributes in page.elements]
    assert "không quá 10 MB và 5.000 trường hợp" in text(answer)


def test_a_workbook_is_answered_with_a_verdict_for_each(client: Client) -> None:
    answer = send_rows(client, example_rows())
    assert (answer.status_code, answer.templates[0].name) == (200, "quick_check/result.html")
    for one in example_report().screened:
        start = text(answer).index(f'id="truong-hop-{one.number}"')
        summary = text(answer)[start : text(answer).index("</summary>", start)]
        assert escape(one.nominee.name) in summary
        assert escape(one.finding.because) in summary
        assert (
            f"v-{ {'met': 'met', 'not_met': 'not', 'unknown': 'miss', 'needs_judgement': 'judge'}[one.verdict] }"
            in summary
        )


def test_the_quota_is_one_sentence(client: Client) -> None:
    """The two collectives and two officials of a district."""
    rows = joined(hamlets(2), official("CN1", "Hoàng Thị Bích"), official("CN2", "Nông Văn Cường"))
    answer = send_rows(client, rows, {"Loại đơn vị": "Huyện/thành phố"})
    assert "2/2 tập thể, 2/3 cá nhân, còn thiếu 01 nông dân, công nhân hoặc người lao động." in text(answer)


def test_each_condition_shows_its_words_reason_evidence_and_cite(client: Client) -> None:
    page = text(send_rows(client, example_rows()))
    for words in (
        "01 lần được Chủ tịch UBND tỉnh tặng Bằng khen hoặc đạt danh hiệu Chiến sỹ thi đua cấp tỉnh",
        "2015: Bằng khen của Chủ tịch UBND tỉnh, QĐ 2210/QĐ-UBND ngày 30/12/2015",
        "ngoài giai đoạn",
        "Thiếu: xếp loại năm 2018",
        f"Cách hiểu O11: {PACK.reading_of['o11'].reading}",
        f'href="{GUIDANCE}#can_bo.ghi_nhan"',
    ):
        assert words in page, words


def test_a_problem_shows_its_sheet_row_column_value_and_what_to_do(client: Client) -> None:
    rows = joined(family(), {"Xếp loại": [{"Mã": "GD1", "Năm": 2018, "Mức": "Rất tốt"}]})
    answer = send_rows(client, rows, {"Loại đơn vị": "Y tế"})
    page = text(answer)
    table = page[page.index("Chỗ cần sửa trong tệp") : page.index("</table>")]
    assert answer.status_code == 200
    assert all(f">{words}<" in table for words in ("Xếp loại", "2", "Mức", "Rất tốt"))
    assert "Không có mức xếp loại “Rất tốt” trong danh mục" in table
    assert '<a href="#can-sua">01 chỗ cần sửa</a>' in page
    assert "v v-met" in page[page.index('id="truong-hop-1"') :]


def test_a_clean_workbook_shows_no_place_for_problems(client: Client) -> None:
    page = text(send_rows(client, family(), {"Loại đơn vị": "Y tế"}))
    assert "cần sửa" not in page


def test_many_problems_are_cut_on_the_page_and_counted_in_full(client: Client) -> None:
    rows = joined(family(), {"Xếp loại": [{"Mã": f"K{n}", "Năm": 2018, "Mức": GOOD} for n in range(250)]})
    page = text(send_rows(client, rows))
    assert ">250 chỗ" in page
    assert "50 chỗ sau có trong tệp kết quả Excel" in page
    assert page.count('data-label="Cần sửa"') == 200


def test_each_cite_leads_to_a_clause_of_the_guidance_page(client: Client) -> None:
    places = Shown(text(client.get(GUIDANCE))).ids()
    for unit in ({}, {"Loại đơn vị": ""}, {"Loại đơn vị": "Đơn vị khác"}):
        page = Shown(text(send_rows(client, example_rows(), unit)))
        cited = page.fragments(GUIDANCE) - page.fragments("nowhere")
        assert cited
        assert cited - places.keys() == set()
        assert page.fragments("nowhere") - page.ids().keys() == set()


def test_no_address_stands_twice_on_a_result(client: Client) -> None:
    counted = Shown(text(send_rows(client, example_rows()))).ids()
    assert {id_: count for id_, count in counted.items() if count > 1} == {}


@pytest.mark.parametrize(
    ("label", "extension", "words"),
    [
        ("Mẫu 03", "docx", "Word Mẫu 03"),
        ("Mẫu 03", "pdf", "PDF Mẫu 03"),
        ("Tờ trình", "docx", "Word Tờ trình"),
        ("Tờ trình", "pdf", "PDF Tờ trình"),
        ("Kết quả đối chiếu", "pdf", "PDF Kết quả đối chiếu"),
        ("Kết quả đối chiếu", "xlsx", "Excel Kết quả đối chiếu"),
    ],
)
def test_each_paper_is_one_button_away(client: Client, label: str, extension: str, words: str) -> None:
    answer = press(client, send_rows(client, example_rows()), words)
    [slug] = [slug for slug, kind in PAPERS.items() if kind.label == label]
    kind, magic = TYPES[extension]
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{slug}.{extension}"'
    assert answer.content.startswith(magic)


def test_a_paper_is_written_from_the_workbook_that_was_sent(client: Client) -> None:
    rows = family(**{"Họ và tên chủ hộ": "Triệu Thị Tuyết Ngân"})
    answer = press(client, send_rows(client, rows), "Excel Kết quả đối chiếu")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Kết quả"]
    assert "Triệu Thị Tuyết Ngân" in [row[1] for row in sheet.iter_rows(values_only=True)]


def test_only_papers_that_can_be_set_are_offered_and_others_say_why(client: Client) -> None:
    answer = send_rows(client, hamlets(501))
    assert "Word Tờ trình" in " ".join(text(answer).replace('<span class="visually-hidden">', "").split())
    with pytest.raises(ValueError, match="not enough values"):
        press(client, answer, "PDF Tờ trình")
    _, fields = Shown(text(answer)).forms["mang-theo"].pressed("Word Tờ trình")
    refused = client.post(f"{ADDRESS}tai/to-trinh.pdf", fields)
    assert refused.status_code == 422
    assert "hãy tải dạng Word hoặc Excel" in text(refused)


@pytest.mark.parametrize("name", ["giay-khen.docx", "mau-03.xlsx", "to-trinh.exe"])
def test_a_paper_that_there_is_not_is_not_found(client: Client, name: str) -> None:
    _, fields = Shown(text(send_rows(client, family()))).forms["mang-theo"].pressed("Word Mẫu 03")
    assert client.post(f"{ADDRESS}tai/{name}", fields).status_code == 404


def test_a_paper_is_not_given_for_looking(client: Client) -> None:
    assert client.get(f"{ADDRESS}tai/mau-03.docx").status_code == 405


@pytest.mark.parametrize("carried", ["", "không phải base64", "QUJD"], ids=["nothing", "no base64", "no workbook"])
def test_a_page_that_lost_its_workbook_asks_for_it_again(client: Client, carried: str) -> None:
    answer = client.post(f"{ADDRESS}tai/mau-03.docx", {"carried": carried})
    assert answer.status_code == 422
    assert FORM in text(answer)


def test_the_list_can_be_narrowed_to_one_verdict_and_back(client: Client) -> None:
    answer = send_rows(client, hamlets(9))
    assert shown_names(answer) == [f"{n}." for n in range(1, 10)]
    met = press(client, answer, "Đạt 3")
    assert shown_names(met) == ["3.", "6.", "9."]
    assert shown_names(press(client, met, "Tất cả 9")) == shown_names(answer)
    assert shown_names(press(client, met, "Chưa đạt 6")) == ["1.", "2.", "4.", "5.", "7.", "8."]


def test_fifty_stand_on_a_page(client: Client) -> None:
    answer = send_rows(client, hamlets(120))
    assert "1–50 trong 120 trường hợp" in text(answer)
    second = press(client, answer, "Trang sau")
    third = press(client, second, "Trang sau")
    assert [shown_names(page)[0] for page in (answer, second, third)] == ["1.", "51.", "101."]
    assert [len(shown_names(page)) for page in (answer, second, third)] == [50, 50, 20]
    assert "101–120 trong 120 trường hợp" in text(third)
    assert "Trang sau" not in text(third)
    assert shown_names(press(client, third, "Trang trước")) == shown_names(second)


def test_a_narrowed_list_has_its_own_pages_and_can_be_narrowed_anew(client: Client) -> None:
    first = press(client, send_rows(client, hamlets(180)), "Chưa đạt 120")
    second = press(client, first, "Trang sau")
    assert shown_names(second)[:2] == ["76.", "77."]
    assert "51–100 trong 120 trường hợp" in text(second)
    assert shown_names(press(client, second, "Đạt 60"))[:2] == ["3.", "6."]
    assert len(shown_names(press(client, second, "Tất cả 180"))) == 50


@pytest.mark.parametrize("page", ["0", "-3", "999999999999", "hai", ""])
def test_a_page_that_there_is_not_is_no_error_of_the_server(client: Client, page: str) -> None:
    assert send_rows(client, hamlets(60), page=page).status_code in {200, 422}


def refusals() -> dict[str, tuple[dict[str, Any], int, str]]:
    def file(content: bytes, name: str = "a.xlsx") -> dict[str, Any]:
        return {"workbook": SimpleUploadedFile(name, content)}

    return {
        "no file": ({}, 422, "Chưa chọn tệp. Chọn bảng đề nghị (.xlsx) rồi bấm “Kiểm tra”."),
        "an empty file": (file(b""), 422, "Tệp rỗng, không có nội dung nào"),
        "a text": (file("Mã,Tên\n".encode()), 422, "Tệp là văn bản thuần"),
        "a PDF": (file(b"%PDF-1.7\n\xe2\xe3"), 422, "hãy"),
        "a broken workbook": (file(workbook(family())[:3000]), 422, "hãy"),
        "over 10 MB": (file(b"PK\x03\x04" + bytes(11 * 1024 * 1024)), 422, "vượt quá 10 MB"),
    }


@pytest.mark.parametrize(("sent", "status", "words"), refusals().values(), ids=refusals().keys())
def test_a_refusal_says_what_is_wrong_and_shows_the_form_again(client: Client, sent, status: int, words: str) -> None:
    answer = client.post(ADDRESS, sent)
    assert answer.status_code == status
    assert words in text(answer)
    assert FORM in text(answer)
    assert text(answer).count('role="alert"') == 1
    shown = Shown(text(answer))
    assert "id_workbook" in shown.fragments("nowhere")
    assert shown.ids()["id_workbook"] == 1


def test_a_request_beyond_all_bounds_is_refused_with_advice(client: Client) -> None:
    answer = send(client, bytes(22 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Tệp gửi lên lớn hơn mức máy chủ nhận: 20 MB" in text(answer)
    assert "rồi gửi lại" in text(answer)


def test_five_thousand_nominees_are_answered_and_one_more_is_refused(client: Client) -> None:
    rows: Rows = {"Tập thể": [{"Mã": f"T{n}", "Tên tập thể": f"Thôn số {n}."} for n in range(1, 5002)]}
    answer = send_rows(client, rows)
    assert answer.status_code == 422
    assert "Bảng có 5001 tập thể, cá nhân, gia đình, vượt quá 5000 trong một tệp" in text(answer)
    assert FORM in text(answer)
    rows["Tập thể"].pop()
    assert "1–50 trong 5.000 trường hợp" in text(send_rows(client, rows))


def test_an_address_that_sends_too_often_is_asked_to_wait(client: Client) -> None:
    allowed = int(RATE.split("/")[0])
    assert {client.post(ADDRESS).status_code for _ in range(allowed)} == {422}
    refused = client.post(ADDRESS)
    assert refused.status_code == 429
    assert "Chờ ít phút rồi gửi lại." in text(refused)
    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, REMOTE_ADDR="203.0.113.9").status_code == 422


def test_a_form_without_its_token_is_refused_and_with_it_is_answered() -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = {"workbook": SimpleUploadedFile("a.xlsx", workbook(family()))}
    assert strict.post(ADDRESS, sent).status_code == 403
    _, fields = Shown(text(strict.get(ADDRESS))).forms["gui-tep"].pressed("Kiểm tra")
    answer = strict.post(ADDRESS, {**fields, "workbook": SimpleUploadedFile("a.xlsx", workbook(family()))})
    assert answer.status_code == 200
    assert press(strict, answer, "PDF Mẫu 03").content.startswith(b"%PDF-")


def stored() -> tuple[dict[str, int], set[Path]]:
    """How many rows each table holds, and every file that the program may write."""
    rows = {model.__name__: model._default_manager.count() for model in apps.get_models()}
    var = Path(settings.VAR_DIR)
    return rows, {path for path in var.rglob("*") if path.is_file()} if var.exists() else set()


def test_nothing_of_a_workbook_is_kept(client: Client) -> None:
    before = stored()
    name = "Triệu Thị Tuyết Ngân"
    answer = send_rows(client, family(**{"Họ và tên chủ hộ": name}))
    press(client, answer, "Word Tờ trình")
    assert stored() == before
    kept = b"".join(caches["default"]._cache.values())
    assert name.encode() not in kept
    assert len(kept) < 500
    assert set(client.cookies) <= {settings.CSRF_COOKIE_NAME}
    assert "no-store" in answer.headers["Cache-Control"] or "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("count", [1, 30])
def test_the_database_is_never_asked(client: Client, django_assert_num_queries, count: int) -> None:
    content = workbook(hamlets(count))
    with django_assert_num_queries(0):
        assert send(client, content).status_code == 200


@pytest.mark.parametrize("where", ["name", "unit", "problem", "file", "evidence", "reason"])
def test_what_was_typed_never_becomes_markup(client: Client, where: str) -> None:
    typed = "<script>alert(\"1\")</script><b class='x'>"
    rows, unit, name = joined(family(), hamlets(3)), {"Loại đơn vị": "Y tế"}, "danh-sach.xlsx"
    if where == "name":
        rows["Gia đình"][0]["Họ và tên chủ hộ"] = typed
    elif where == "unit":
        unit["Tên đơn vị"] = typed
    elif where == "problem":
        rows["Xếp loại"] = [{"Mã": typed, "Năm": 2018, "Mức": typed}]
    elif where == "file":
        name = typed.replace("/", "") + ".xlsx"
    elif where == "evidence":
        rows["Khen thưởng"][0] |= {"Số quyết định": typed, "Cơ quan quyết định": typed}
    else:
        rows["Đánh giá"][0] |= {"Người đánh giá": typed, "Lý do": typed}
    page = text(send_rows(client, rows, unit, name=name))
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<b class=" not in page


def test_the_template_and_the_example_can_be_downloaded(client: Client) -> None:
    for name, filename, people in (
        ("bang-mau.xlsx", "bang-de-nghi-khen-thuong.xlsx", 0),
        ("vi-du.xlsx", "vi-du-bang-de-nghi.xlsx", len(PACK.example.rows["Cá nhân"])),
    ):
        answer = client.get(ADDRESS + name)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, EXCEL)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{filename}"'
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Cá nhân"]
        assert len([row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]) == people


def test_the_downloaded_example_gives_the_example_result(client: Client) -> None:
    shown, sent = client.get(f"{ADDRESS}vi-du/"), send(client, client.get(f"{ADDRESS}vi-du.xlsx").content)
    assert shown.status_code == sent.status_code == 200
    assert [one.finding.because for one in shown.context["report"].screened] == [
        one.finding.because for one in sent.context["report"].screened
    ]
    assert press(client, shown, "Word Mẫu 03").status_code == 200


def test_a_workbook_without_anybody_says_what_to_fill_in(client: Client) -> None:
    page = text(send(client, client.get(f"{ADDRESS}bang-mau.xlsx").content))
    assert "Tệp chưa có tập thể, cá nhân, gia đình nào được đề nghị." in page
