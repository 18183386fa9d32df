"""The files of a dossier on its pages: sent several at once or one by one, served so that they can do no harm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from tests.dossiers import MORNING, income, nominated
from tests.intake.upload_samples import docx_bytes, pdf_bytes, picture_bytes
from tests.province import Province
from vinhdanh.actions.attachments import Place, add_attachment, link_film
from vinhdanh.models import Attachment, Dossier, DossierState, Nomination

LETTER, SUMMARY, REPORT = "ho_so.to_trinh", "ho_so.mau_03", "ho_so.bao_cao"
pytestmark = pytest.mark.usefixtures("stored")


@pytest.fixture
def nominee(dossier: Dossier) -> Nomination:
    return nominated(dossier)


@pytest.fixture
def signed_in(client: Client, province: Province) -> Client:
    client.force_login(province.officer)
    return client


def place(dossier: Dossier, **asked: object) -> str:
    return f"{reverse('attachments_add', args=[dossier.pk])}?{urlencode(asked)}"


def files(*named: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"file": [SimpleUploadedFile(name, content) for name, content in named]}


def kept(dossier: Dossier, province: Province, content: bytes, name: str, at: Place | None = None) -> Attachment:
    return add_attachment(dossier, content, name, at or Place(), by=province.officer, now=MORNING)[0]


def test_several_files_go_at_once_and_the_page_says_which_were_kept(
    signed_in: Client, dossier: Dossier, nominee: Nomination
) -> None:
    address = place(dossier, nomination=nominee.pk, ve="/tieu-chuan/")
    sent = files(("qd.pdf", pdf_bytes(2)), ("anh.jpg", picture_bytes("JPEG")))
    answer = signed_in.post(address, sent, follow=True)
    assert answer.redirect_chain == [("/tieu-chuan/", 302)]
    page = signed_in.get(address).content.decode()
    assert [one.nomination for one in Attachment.objects.all()] == [nominee, nominee]
    assert "qd.pdf" in page
    assert "2 trang" in page
    assert "anh.jpg" in page


def test_one_file_that_is_refused_does_not_hold_up_the_other(signed_in: Client, dossier: Dossier) -> None:
    answer = signed_in.post(place(dossier), files(("phim.mp4", b"\0\0\0\x18ftypmp42"), ("qd.pdf", pdf_bytes())))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "phim.mp4: Phim không gửi bằng tệp" in page
    assert "Đã nhận tệp qd.pdf." in page
    assert Attachment.objects.get().name == "qd.pdf"


@pytest.mark.parametrize("sent", [{}, {"file": ""}, {"link": "  "}])
def test_nothing_sent_is_told(signed_in: Client, dossier: Dossier, sent: dict[str, str]) -> None:
    answer = signed_in.post(place(dossier), sent)
    assert (answer.status_code, "Chưa chọn tệp nào" in answer.content.decode()) == (422, True)


def test_a_script_that_sends_one_by_one_is_given_the_list_as_it_is_now(signed_in: Client, dossier: Dossier) -> None:
    first = signed_in.post(place(dossier), files(("qd.pdf", pdf_bytes())), headers={"Accept": "application/json"})
    assert first.status_code == 200
    assert "qd.pdf" in first.json()["list"]
    assert first.json()["faults"] == []
    again = signed_in.post(place(dossier), files(("ban.pdf", pdf_bytes())), headers={"Accept": "application/json"})
    assert again.json()["faults"] == ["ban.pdf: Tệp này đã có ở đây với tên “qd.pdf”."]
    assert "<form" not in again.json()["list"]


def test_what_a_name_hides_and_where_else_a_file_stands_is_told(
    signed_in: Client, dossier: Dossier, province: Province, nominee: Nomination
) -> None:
    kept(dossier, province, picture_bytes("PNG"), "a.png", Place(nominee))
    answer = signed_in.post(place(dossier), files(("a.pdf", picture_bytes("PNG"))), follow=True)
    page = answer.content.decode()
    assert "Tệp mang đuôi .pdf nhưng nội dung là ảnh PNG" in page
    assert "Chính tệp này cũng đang ở tệp của Hoàng Văn Nông của hồ sơ." in page


def test_a_film_is_typed_in_and_what_was_typed_stays_where_it_is_refused(signed_in: Client, dossier: Dossier) -> None:
    answer = signed_in.post(place(dossier), {"link": "http://phim.vn/a", "name": "Mô hình"})
    assert answer.status_code == 422
    assert "http://phim.vn/a" in answer.content.decode()
    signed_in.post(place(dossier), {"link": "https://phim.vn/a", "name": "Mô hình"})
    film = Attachment.objects.get()
    assert signed_in.get(reverse("attachment", args=[film.pk]))["Location"] == "https://phim.vn/a"
    assert (
        'href="https://phim.vn/a" target="_blank" rel="noopener noreferrer"'
        in signed_in.get(place(dossier)).content.decode()
    )


def test_a_pdf_and_a_picture_open_in_the_browser_and_can_do_nothing_there(
    signed_in: Client, dossier: Dossier, province: Province
) -> None:
    paper = kept(dossier, province, pdf_bytes(), "Quyết định số 12.pdf")
    answer = signed_in.get(reverse("attachment", args=[paper.pk]))
    assert b"".join(answer.streaming_content) == pdf_bytes()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''Quy%E1%BA%BFt")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    saved = signed_in.get(reverse("attachment", args=[paper.pk]), {"tai": ""})
    assert saved["Content-Disposition"].startswith("attachment")
    saved.close()


def test_an_office_file_is_only_saved(signed_in: Client, dossier: Dossier, province: Province) -> None:
    document = kept(dossier, province, docx_bytes(), "bao-cao.docx")
    answer = signed_in.get(reverse("attachment", args=[document.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="bao-cao.docx"'
    answer.close()


@pytest.mark.parametrize(
    ("who", "status", "listed"),
    [("office", 200, 200), ("auditor", 403, 200), ("outsider", 404, 404), ("council_member", 404, 404)],
)
def test_only_who_sees_the_dossier_and_what_is_personal_opens_its_files(
    client: Client, dossier: Dossier, province: Province, who: str, status: int, listed: int
) -> None:
    paper = kept(dossier, province, pdf_bytes(), "qd.pdf")
    client.force_login(province.by_role()[who])
    answer = client.get(reverse("attachment", args=[paper.pk]))
    assert answer.status_code == status
    assert (b"".join(answer) == pdf_bytes()) == (status == 200)
    assert client.get(place(dossier)).status_code == listed


def test_whoever_may_not_change_the_dossier_is_offered_nothing_to_send_or_remove(
    client: Client, dossier: Dossier, province: Province
) -> None:
    kept(dossier, province, pdf_bytes(), "qd.pdf")
    client.force_login(province.office)
    page = client.get(place(dossier)).content.decode()
    assert "qd.pdf" in page
    assert "data-attach" not in page
    assert "Bỏ…" not in page
    assert client.post(place(dossier), files(("b.pdf", pdf_bytes(2)))).status_code == 403


def test_a_dossier_that_was_sent_offers_nothing_either(signed_in: Client, dossier: Dossier, province: Province) -> None:
    kept(dossier, province, pdf_bytes(), "qd.pdf")
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.SENT)
    assert "data-attach" not in signed_in.get(place(dossier)).content.decode()
    answer = signed_in.post(place(dossier), files(("b.pdf", pdf_bytes(2))))
    assert (answer.status_code, "không sửa được nữa" in answer.content.decode()) == (422, True)


def test_a_file_is_removed_after_a_page_that_says_what_is_lost(
    signed_in: Client, dossier: Dossier, province: Province, nominee: Nomination
) -> None:
    fact = income(nominee, 2018, 250)
    proof = kept(dossier, province, pdf_bytes(), "sao-ke.pdf", Place(fact=fact))
    address = f"{reverse('attachment_remove', args=[proof.pk])}?ve=/tieu-chuan/"
    assert "Tự khai" in signed_in.get(address).content.decode()
    assert Attachment.objects.standing().exists()
    assert signed_in.post(address)["Location"] == "/tieu-chuan/"
    assert not Attachment.objects.standing().exists()
    assert signed_in.post(address).status_code == 404


@pytest.mark.parametrize("elsewhere", ["https://xau.vn/", "//xau.vn/", "javascript:alert(1)"])
def test_the_way_back_never_leads_out_of_the_house(signed_in: Client, dossier: Dossier, elsewhere: str) -> None:
    answer = signed_in.post(place(dossier, ve=elsewhere), files(("qd.pdf", pdf_bytes())))
    assert answer["Location"].startswith(reverse("attachments_add", args=[dossier.pk]))
    assert elsewhere not in signed_in.get(place(dossier, ve=elsewhere)).content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"part": "ho_so.khac"}, {"part": REPORT}, {"nomination": "999999"}, {"fact": "1 or 1"}, {"nomination": "9" * 40}],
)
def test_a_place_that_the_dossier_has_not_is_not_found(
    signed_in: Client, dossier: Dossier, asked: dict[str, str]
) -> None:
    assert signed_in.get(place(dossier, **asked)).status_code == 404


def test_a_signed_paper_says_so(signed_in: Client, dossier: Dossier, province: Province) -> None:
    assert "Chưa có bản ký" in signed_in.get(place(dossier, part=LETTER)).content.decode()
    kept(dossier, province, picture_bytes("WEBP"), "to-trinh.webp", Place(part=LETTER))
    page = signed_in.get(place(dossier, part=LETTER)).content.decode()
    assert "Đã ký" in page
    assert 'accept=".pdf,.jpg' in page
    assert ".docx" not in page


def test_a_paper_that_was_signed_before_the_data_changed_says_so(
    signed_in: Client, dossier: Dossier, nominee: Nomination
) -> None:
    address = place(dossier, part=SUMMARY)
    signed_in.post(address, files(("mau-03.pdf", pdf_bytes())))
    assert "Đã ký" in signed_in.get(address).content.decode()
    Nomination.objects.filter(pk=nominee.pk).update(name="Hoàng Văn Ruộng")
    assert "Dữ liệu đã thay đổi sau khi ký" in signed_in.get(address).content.decode()
    signed_in.post(address, files(("mau-03-ky-lai.pdf", pdf_bytes(2))))
    assert "Đã ký" in signed_in.get(address).content.decode()


def test_a_page_of_thirty_files_asks_the_database_as_often_as_one_of_one(
    signed_in: Client, dossier: Dossier, province: Province
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            signed_in.get(place(dossier))
        return len(queries)

    link_film(dossier, "https://phim.vn/0", "", Place(), by=province.officer, now=MORNING)
    before = asked()
    for number in range(1, 30):
        link_film(dossier, f"https://phim.vn/{number}", "", Place(), by=province.officer, now=MORNING)
    assert asked() == before
