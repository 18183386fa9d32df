"""The papers of a dossier as files: to those who read the dossier, with no more of a person than they may see."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.documents.pdf_reading import read_pdf
from tests.dossiers import begun_dossier, nominated
from tests.province import Province
from vinhdanh.models import Nomination, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def farmer(province: Province) -> Nomination:
    return nominated(begun_dossier(province), birth="12/3/1974", residence="Thôn Nà Nưa")


def address(farmer: Nomination, slug: str, extension: str = "pdf") -> str:
    return reverse("dossier_paper", args=[farmer.dossier_id, slug, extension])


def test_a_file_is_called_by_whose_paper_it_is(province: Province, client: Client, farmer: Nomination) -> None:
    Nomination.objects.filter(pk=farmer.pk).update(name="Đặng Thị Huyền")
    client.force_login(province.officer)
    names = [client.get(address(farmer, slug))["Content-Disposition"] for slug in (f"bao-cao-{farmer.pk}", "to-trinh")]
    assert ["bao-cao-dang-thi-huyen.pdf" in names[0], "to-trinh-huyen-chi-lang.pdf" in names[1]] == [True, True]


def report(client: Client, farmer: Nomination, user: User) -> str:
    client.force_login(user)
    answer = client.get(address(farmer, f"bao-cao-{farmer.pk}"))
    assert answer.status_code == 200
    return " ".join(page.text for page in read_pdf(answer.content))


def test_a_paper_comes_as_a_file_named_by_itself_and_its_unit(
    client: Client, province: Province, farmer: Nomination
) -> None:
    client.force_login(province.officer)
    answer = client.get(address(farmer, "to-trinh", "docx"))
    assert answer.content[:2] == b"PK"
    assert answer["Content-Disposition"] == f'attachment; filename="to-trinh-{province.district.code}.docx"'


def test_the_unit_reads_whole_births_an_auditor_the_year_alone(
    client: Client, province: Province, farmer: Nomination
) -> None:
    assert "12/03/1974" in report(client, farmer, province.officer)
    shown = report(client, farmer, province.auditor)
    assert "1974" in shown
    assert "12/03" not in shown
    assert "Nà Nưa" not in shown


@pytest.mark.parametrize(("slug", "extension"), [("bao-cao-0", "pdf"), ("khac", "pdf"), ("to-trinh", "exe")])
def test_what_is_not_there_is_not_found(
    client: Client, province: Province, farmer: Nomination, slug: str, extension: str
) -> None:
    client.force_login(province.officer)
    assert client.get(address(farmer, slug, extension)).status_code == 404


def test_another_unit_finds_nothing(client: Client, province: Province, farmer: Nomination) -> None:
    client.force_login(province.outsider)
    assert client.get(address(farmer, "to-trinh")).status_code == 404
