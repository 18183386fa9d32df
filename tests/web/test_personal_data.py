"""Births and residences of a dossier reach nobody without that right, on whatever page, paper or export."""

import io
import zipfile

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.documents.pdf_reading import read_pdf
from tests.dossiers import MORNING, begun_dossier, completed, income, nominated
from tests.province import Province
from tests.web.test_doors_by_role import DOORS, tables
from vinhdanh.actions.dossier_steps import send_dossier
from vinhdanh.models import Attachment, Dossier, Nomination
from vinhdanh.reports.dossier_content import sending_of

BIRTH, HOME = "17/03/1971", "Thôn Kín, xã Ví Dụ"
WITHOUT_RIGHT = "auditor"  # of those who read dossiers
PAGES = sorted(
    name
    for name, door in DOORS.items()
    if WITHOUT_RIGHT in door.allowed and door.method == "get" and name not in tables()["doors_accounts"]
)


def read(answer: HttpResponse) -> str:
    """What an answer says: a page, a workbook or a Word file unpacked, the text of a PDF."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if content.startswith(b"%PDF-"):
        return " ".join(page.text for page in read_pdf(content))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    return content.decode(errors="replace")


@pytest.fixture
def nominees(province: Province, settings: Settings) -> list[Nomination]:
    """A person and a family, complete with all that is personal, in the district's dossier."""
    files_in_memory(settings)
    dossier = begun_dossier(province)
    told = {"birth": BIRTH, "residence": HOME}
    some = [nominated(dossier, **told), nominated(dossier, "Vi Văn Nhà", kind="family", **told)]
    completed(dossier, *some)
    return some


def said_to(who: str, name: str, province: Province) -> str:
    with transaction.atomic():
        client = Client()
        client.force_login(province.by_role()[who])
        said = read(client.get(DOORS[name].address(province)))
        transaction.set_rollback(True)
    return said


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_who_lacks_the_right_reads_neither_births_nor_residences(
    name: str, province: Province, nominees: list[Nomination]
) -> None:
    said = said_to(WITHOUT_RIGHT, name, province)
    assert [told for told in (BIRTH, HOME) if told in said] == []


def of_the_districts_dossier(dossier: Dossier) -> list[str]:
    """The pages about it on which its files stand."""
    nominee = dossier.nominations.standing().first()
    version = dossier.versions.get()
    return [
        reverse("dossier", args=[dossier.pk]),
        reverse("review", args=[dossier.pk]),
        reverse("review_nominee", args=[nominee.pk]),
        reverse("dossier_version", args=[version.pk]),
        f"{reverse('attachments_add', args=[dossier.pk])}?part=ho_so.bao_cao&nomination={nominee.pk}",
    ]


@pytest.fixture
def sent(province: Province, nominees: list[Nomination]) -> Dossier:
    """The district's dossier with a proof, sent and bound."""
    by, dossier = province.officer, nominees[0].dossier
    income(nominees[0], 2018, 210, proof="so-sach.pdf")
    send_dossier(dossier, by=by, now=MORNING, compose=lambda held: sending_of(held, by, MORNING.date()))
    dossier.versions.get().marked(bundle="bundles/00/thu")
    return dossier


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "offered"), [(WITHOUT_RIGHT, False), ("office", True)])
def test_files_are_offered_to_who_may_read_what_is_personal(
    client: Client, province: Province, sent: Dossier, who: str, offered: bool
) -> None:
    client.force_login(province.by_role()[who])
    proofs = {reverse("attachment", args=[one.pk]) for one in Attachment.objects.all()}
    files = proofs | {reverse("version_bundle", args=[sent.versions.get().pk, 1])}
    for address in of_the_districts_dossier(sent):
        answer = client.get(address)
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert any(f'href="{file}"' in shown for file in files) is offered, address


@pytest.mark.django_db
def test_a_file_is_refused_in_words_to_who_may_not_read_what_is_personal(
    client: Client, province: Province, sent: Dossier
) -> None:
    client.force_login(province.auditor)
    scan = Attachment.objects.filter(part="ho_so.bao_cao").first()
    for address in (
        reverse("attachment", args=[scan.pk]),
        reverse("version_bundle", args=[sent.versions.get().pk, 1]),
    ):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Tệp có thông tin cá nhân" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["council_member", "province_leader", "administrator", "outsider"])
def test_who_reads_no_dossiers_meets_no_file_of_one(
    client: Client, province: Province, sent: Dossier, who: str
) -> None:
    client.force_login(province.by_role()[who])
    scan = Attachment.objects.filter(part="ho_so.bao_cao").first()
    assert client.get(reverse("attachment", args=[scan.pk])).status_code == 404
    assert client.get(reverse("version_bundle", args=[sent.versions.get().pk, 1])).status_code == 404


@pytest.mark.django_db
def test_who_has_the_right_reads_them(province: Province, nominees: list[Nomination]) -> None:
    said = said_to("office", "dossier_version", province)
    assert BIRTH in said
    assert HOME in said
