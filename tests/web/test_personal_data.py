"""Births and residences of a dossier reach nobody without that right, on whatever page, paper or export."""

import io
import zipfile

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.documents.pdf_reading import read_pdf
from tests.dossiers import begun_dossier, completed, nominated
from tests.province import Province
from tests.web.test_doors_by_role import DOORS, tables
from vinhdanh.models import Nomination

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


@pytest.mark.django_db
def test_who_has_the_right_reads_them(province: Province, nominees: list[Nomination]) -> None:
    said = said_to("office", "dossier_version", province)
    assert BIRTH in said
    assert HOME in said
