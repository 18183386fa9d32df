"""The unit's dossier: what its page says, the letter, sending, the receipt, requests for supplement."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.dossiers import MORNING, completed, income, nominated, signed
from tests.province import Province
from vinhdanh import __version__
from vinhdanh.actions.bundles import give_up_bundle, keep_bundle
from vinhdanh.actions.dossier_steps import return_dossier
from vinhdanh.models import Dossier, DossierState, DossierVersion, Nomination, Notice, Remark, Vote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)
    settings.DEMO = True  # the day of the story: 19/05/2020


def page_of(client: Client, name: str, key: int) -> str:
    return client.get(reverse(name, args=[key])).content.decode()


def letter(**said: str) -> dict[str, str]:
    return {"letter_number": "15/TTr-UBND", "letter_date": "18/5/20", "signer": "Nông Văn Ký"} | said


def test_the_page_says_what_is_missing_and_leads_to_the_very_field(
    client: Client, province: Province, dossier: Dossier
) -> None:
    farmer = nominated(dossier)
    client.force_login(province.officer)
    page = page_of(client, "dossier", dossier.pk)
    assert f'<a href="{reverse("dossier_letter", args=[dossier.pk])}#id_signer">Tờ trình chưa ghi người ký.</a>' in page
    assert f'<a href="{reverse("nomination", args=[farmer.pk])}#summary">' in page
    assert f'<a href="#ho_so-bao_cao-{farmer.pk}"' in page or f"#ho_so-bao_cao-{farmer.pk}" in page
    assert "1/13 mục" in page


def test_the_meter_grows_with_what_is_there(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier)
    client.force_login(province.officer)
    page = page_of(client, "dossier", dossier.pk)
    assert "13/13 mục" in page
    assert "Hồ sơ đã đủ thành phần." in page


def test_a_nominee_that_the_council_did_not_agree_to_keeps_it_from_being_complete(
    client: Client, province: Province, dossier: Dossier
) -> None:
    completed(dossier)
    Vote.objects.update(members=9, agreed=7)
    client.force_login(province.officer)
    assert "Không đủ tỷ lệ phiếu của Hội đồng: 07/09 thành viên đồng ý" in page_of(client, "dossier", dossier.pk)


def test_one_and_twenty_nominees_cost_the_same(
    client: Client, province: Province, dossier: Dossier, django_assert_num_queries
) -> None:
    first = nominated(dossier)
    income(first, 2018, 220)
    completed(dossier, first)
    client.force_login(province.officer)
    page_of(client, "dossier", dossier.pk)
    with CaptureQueriesContext(connection) as one:
        page_of(client, "dossier", dossier.pk)
    for number in range(20):
        another = nominated(dossier, f"Vi Văn {number}")
        income(another, 2018, 220)
        signed(dossier, "ho_so.bao_cao", another)
    with django_assert_num_queries(len(one)):
        page_of(client, "dossier", dossier.pk)


def test_the_letter_is_read_as_people_write_it(client: Client, province: Province, dossier: Dossier) -> None:
    client.force_login(province.officer)
    answer = client.post(reverse("dossier_letter", args=[dossier.pk]), letter(), follow=True)
    assert "Đã lưu lúc" in answer.content.decode()
    assert 'value="18/05/2020"' in answer.content.decode()


def test_a_wrong_day_stays_as_it_was_typed(client: Client, province: Province, dossier: Dossier) -> None:
    client.force_login(province.officer)
    answer = client.post(reverse("dossier_letter", args=[dossier.pk]), letter(letter_date="31/2/2020"))
    assert answer.status_code == 422
    assert 'value="31/2/2020"' in answer.content.decode()
    assert Dossier.objects.get().letter_number == ""


def test_a_letter_of_days_to_come_is_refused_at_its_day(client: Client, province: Province, dossier: Dossier) -> None:
    client.force_login(province.officer)
    answer = client.post(reverse("dossier_letter", args=[dossier.pk]), letter(letter_date="20/5/2020"))
    assert "Ngày tờ trình chưa đến" in answer.content.decode()


def test_two_people_in_the_letter_do_not_write_over_each_other(
    client: Client, province: Province, dossier: Dossier
) -> None:
    address = reverse("dossier_letter", args=[dossier.pk])
    client.force_login(province.officer)
    seen = client.get(address).context["form"]["seen"].value()
    colleague = Client()
    colleague.force_login(province.leader)
    colleague.post(address, {"signer": "Lý Thị Khác", "seen": seen})
    kept = client.post(address, letter(signer="Nông Văn Ký", seen=seen))
    page = kept.content.decode()
    assert kept.status_code == 422
    assert 'value="Nông Văn Ký"' in page
    assert "Trong sổ nay ghi “Lý Thị Khác”." in page
    assert Dossier.objects.get().signer == "Lý Thị Khác"


def test_what_the_colleague_wrote_elsewhere_is_merged(client: Client, province: Province, dossier: Dossier) -> None:
    address, live = reverse("dossier_letter", args=[dossier.pk]), {"HX-Request": "true"}
    client.force_login(province.officer)
    seen = client.get(address).context["form"]["seen"].value()
    colleague = Client()
    colleague.force_login(province.leader)
    colleague.post(address, {"place": "Đồng Mỏ", "seen": seen}, headers=live)
    answer = client.post(address, letter(place="", seen=seen), headers=live)
    found = Dossier.objects.get()
    assert (found.signer, found.place) == ("Nông Văn Ký", "Đồng Mỏ")
    assert "Đã lưu lúc" in answer.content.decode()
    later = answer.context["seen"]  # the page still shows no place: saved once more, it does not blank it
    client.post(address, letter(place="", signer_title="Chủ tịch", seen=later), headers=live)
    found.refresh_from_db()
    assert (found.signer_title, found.place) == ("Chủ tịch", "Đồng Mỏ")


def test_the_confirmation_says_what_goes_where(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier)
    client.force_login(province.officer)
    page = page_of(client, "dossier_send", dossier.pk)
    for said in ("02 bộ, nộp tại Trung tâm", "Đến hết ngày 09/06/2020, còn 21 ngày", "04 tệp", "Không sửa được nữa"):
        assert said in page
    assert "Gửi hồ sơ đến Tỉnh Ví Dụ</button>" in page


def test_what_is_missing_leaves_no_button(client: Client, province: Province, dossier: Dossier) -> None:
    client.force_login(province.officer)
    page = page_of(client, "dossier_send", dossier.pk)
    assert "Gửi hồ sơ đến" not in page
    assert "Hồ sơ chưa có trường hợp nào được đề nghị." in page
    answer = client.post(reverse("dossier_send", args=[dossier.pk]))
    assert answer.status_code == 422
    assert not DossierVersion.objects.exists()


def test_after_the_deadline_the_clause_is_told(
    client: Client, province: Province, dossier: Dossier, settings: Settings
) -> None:
    settings.DEMO_DAY = date(2020, 6, 10)
    completed(dossier)
    client.force_login(province.officer)
    answer = client.post(reverse("dossier_send", args=[dossier.pk]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Đã hết hạn gửi hồ sơ" in page
    assert "HD II.3.3" in page
    assert "có thể gia hạn" in page


def sent(client: Client, province: Province, dossier: Dossier) -> DossierVersion:
    client.force_login(province.officer)
    client.post(reverse("dossier_send", args=[dossier.pk]))
    return DossierVersion.objects.first()


def test_the_receipt_has_number_time_and_digests(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier)
    version = sent(client, province, dossier)
    page = page_of(client, "dossier_version", version.pk)
    assert version.receipt in page
    assert version.digest in page
    assert f"Vinh Danh {__version__}" in page
    assert all(one["sha256"] in page for one in version.files)
    paper = client.get(reverse("version_receipt", args=[version.pk]))
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Disposition"].endswith(f'bien-nhan-{version.receipt.replace("/", "-")}.pdf"')


def test_sending_twice_leads_to_the_same_receipt(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier)
    version = sent(client, province, dossier)
    again = client.post(reverse("dossier_send", args=[dossier.pk]))
    assert again["Location"] == reverse("dossier_version", args=[version.pk])
    assert DossierVersion.objects.count() == 1


def test_births_are_shown_to_whom_they_may_be(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier, nominated(dossier, birth="12/3/1978"))
    version = sent(client, province, dossier)
    assert "12/3/1978" in page_of(client, "dossier_version", version.pk)
    client.force_login(province.auditor)
    assert "12/3/1978" not in page_of(client, "dossier_version", version.pk)


def test_a_bundle_that_failed_is_made_again_by_a_button(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier)
    version = sent(client, province, dossier)
    give_up_bundle(version, "Đĩa đầy.")
    again = reverse("version_bind", args=[version.pk])
    client.force_login(province.auditor)
    assert again not in page_of(client, "dossier_version", version.pk)
    client.force_login(province.officer)
    shown = page_of(client, "dossier_version", version.pk)
    assert "Đĩa đầy." in shown
    assert again in shown
    answer = client.post(again, follow=True).content.decode()
    assert "Đang ghép lại bộ hồ sơ" in answer
    assert "Đĩa đầy." not in answer


def test_a_bundle_that_is_not_bound_yet_says_so(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier)
    version = sent(client, province, dossier)
    waiting = client.get(reverse("version_bundle", args=[version.pk, 1]), follow=True)
    assert "chưa ghép xong" in waiting.content.decode()
    files = [ContentFile(b"%PDF-1.7 mot"), ContentFile(b"%PDF-1.7 hai")]
    keep_bundle(version, files)
    second = client.get(reverse("version_bundle", args=[version.pk, 2]))
    assert b"".join(second.streaming_content) == b"%PDF-1.7 hai"


def test_a_request_for_supplement_leads_to_its_field_and_is_marked(
    client: Client, province: Province, dossier: Dossier
) -> None:
    farmer = nominated(dossier)
    completed(dossier, farmer)
    version = sent(client, province, dossier)
    told = {"dossier": dossier, "nomination": farmer, "place": "nominee.summary", "written_by": province.office}
    remark = Remark.objects.create(text="Nêu số hộ được giúp.", **told)
    return_dossier(version, by=province.office, now=MORNING, remarks=[remark], last_day=date(2020, 6, 20))
    page = page_of(client, "dossier", dossier.pk)
    place = f"{reverse('nomination', args=[farmer.pk])}#summary"
    assert f'<a href="{place}">Hoàng Văn Nông, Tóm tắt thành tích</a>: Nêu số hộ được giúp.' in page
    client.post(reverse("remark_settle", args=[remark.pk]), {"settled": "1"})
    assert "Đã xử lý" in page_of(client, "dossier", dossier.pk)


def test_the_second_version_shows_what_changed(client: Client, province: Province, dossier: Dossier) -> None:
    farmer = nominated(dossier)
    completed(dossier, farmer)
    version = sent(client, province, dossier)
    remark = Remark.objects.create(
        dossier=dossier, nomination=farmer, place="nominee.summary", text="Rõ hơn.", written_by=province.office
    )
    return_dossier(version, by=province.office, now=MORNING, remarks=[remark], last_day=date(2020, 6, 20))
    Nomination.objects.filter(pk=farmer.pk).update(summary="Trồng 7 ha na, giúp 12 hộ thoát nghèo.")
    held = "bổ sung đến hết ngày 20/06/2020, theo yêu cầu ngày 19/05/2020 đối với biên nhận số"
    assert f"{held} {version.receipt}" in page_of(client, "dossier_send", dossier.pk)
    again = sent(client, province, dossier)
    assert again.number == 2
    assert f"{held} {version.receipt}" in page_of(client, "dossier_version", again.pk)
    assert "<del>5</del> <ins>7</ins>" in page_of(client, "dossier_version", again.pk)


def test_opening_the_page_marks_what_was_told_of_it_as_read(
    client: Client, province: Province, dossier: Dossier
) -> None:
    completed(dossier)
    sent(client, province, dossier)
    client.force_login(province.leader)
    assert Notice.objects.unread_of(province.leader).count() == 1
    page_of(client, "dossier", dossier.pk)
    assert not Notice.objects.unread_of(province.leader).exists()


def test_what_was_sent_is_withdrawn_and_open_again(client: Client, province: Province, dossier: Dossier) -> None:
    completed(dossier)
    version = sent(client, province, dossier)
    answer = client.post(reverse("version_withdraw", args=[version.pk]), follow=True)
    assert "Đã rút hồ sơ" in answer.content.decode()
    assert Dossier.objects.get().state == DossierState.DRAFT


def test_who_only_reads_is_led_to_no_page_that_refuses(client: Client, province: Province, dossier: Dossier) -> None:
    farmer = nominated(dossier)
    client.force_login(province.auditor)
    page = page_of(client, "dossier", dossier.pk)
    assert "Hoàng Văn Nông" in page
    assert reverse("nomination", args=[farmer.pk]) not in page
    assert reverse("dossier_send", args=[dossier.pk]) not in page


def test_one_file_as_the_signed_paper_of_several_is_told_where_it_is_seen_and_before_sending(
    client: Client, province: Province, dossier: Dossier
) -> None:
    held = completed(dossier, nominated(dossier), nominated(dossier, "Lý Thị Hai"))
    held.attachments.filter(part="ho_so.bao_cao").update(sha256="5" * 64, name="bao-cao.pdf")
    client.force_login(province.leader)
    for name in ("dossier", "dossier_send"):
        page = client.get(reverse(name, args=[dossier.pk])).content.decode()
        assert "Tệp bao-cao.pdf đang là bản ký của nhiều văn bản" in page
