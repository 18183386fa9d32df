"""A nomination workbook into a dossier through the pages: read, looked at, confirmed, undone."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.dossiers import CAMPAIGN, begun_dossier
from tests.province import Province
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.template import write_book
from vinhdanh.models import Dossier, Nomination
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.terms import nomination_terms


@pytest.fixture
def dossier(province: Province, client: Client) -> Dossier:
    client.force_login(province.officer)
    return begun_dossier(province)


def example(unit: str = "") -> SimpleUploadedFile:
    pack, target = load_pack(CAMPAIGN), BytesIO()
    named = pack.example.unit | ({"Tên đơn vị": unit} if unit else {})
    write_book(target, nomination_terms(pack), named, pack.example.rows, title=pack.title)
    return SimpleUploadedFile("de-nghi.xlsx", target.getvalue())


def test_nothing_is_written_before_it_is_confirmed(client: Client, dossier: Dossier) -> None:
    address = reverse("nominations_import", args=[dossier.pk])
    page = client.post(address, {"workbook": example()})
    assert page.status_code == 200
    assert not Nomination.objects.exists()
    plans = page.context["plans"]
    assert all(plan.row.name in page.content.decode() for plan in plans)
    choices = {f"choice-{plan.row.code}": plan.usual for plan in plans}
    first = plans[0].row
    confirmed = {"carried": page.context["form"].carried_on, "name": "de-nghi.xlsx", "confirm": "1"} | choices
    done = client.post(address, confirmed | {f"choice-{first.code}": "skip"})
    assert dossier.nominations.count() == len(plans) - 1
    assert not dossier.nominations.filter(name=first.name).exists()
    undo = {"added": [one.pk for one in done.context["added"]]}
    client.post(reverse("nominations_import_undo", args=[dossier.pk]), undo)
    assert not dossier.nominations.standing().exists()


def test_a_workbook_of_another_unit_is_brought_only_by_who_says_so(client: Client, dossier: Dossier) -> None:
    address = reverse("nominations_import", args=[dossier.pk])
    page = client.post(address, {"workbook": example("UBND huyện Lộc Bình")})
    assert "Tệp ghi tên đơn vị là <b>“UBND huyện Lộc Bình”</b>" in page.content.decode()
    skipped = page.context["plans"][0].row
    confirmed = {"carried": page.context["form"].carried_on, "name": "a.xlsx", "confirm": "1"}
    confirmed |= {f"choice-{skipped.code}": "skip"}
    refused = client.post(address, confirmed)
    assert refused.status_code == 422
    assert "hồ sơ này là của Huyện Chi Lăng" in refused.content.decode()
    assert refused.context["plans"][0].chosen == "skip"
    assert not Nomination.objects.exists()
    client.post(address, confirmed | {"of_other_unit": "1"})
    assert dossier.nominations.count() == len(page.context["plans"]) - 1


@pytest.mark.parametrize("content", [b"", b"hai ba", b"%PDF-1.4"])
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(
    client: Client, dossier: Dossier, content: bytes
) -> None:
    sent = SimpleUploadedFile("de-nghi.xlsx", content)
    page = client.post(reverse("nominations_import", args=[dossier.pk]), {"workbook": sent})
    assert page.status_code == 422
    assert "tệp" in page.context["form"].errors["workbook"][0].lower()


def test_another_units_nominations_are_never_undone_here(client: Client, dossier: Dossier, province: Province) -> None:
    other = Dossier.objects.create(participant=dossier.participant.campaign.participants.get(unit=province.department))
    kept = Nomination.objects.create(dossier=other, kind="individual", award="bang_khen_tinh", name="Người sở")
    client.post(reverse("nominations_import_undo", args=[dossier.pk]), {"added": [kept.pk]})
    kept.refresh_from_db()
    assert kept.removed_at is None


def test_the_template_has_the_words_of_the_campaign(client: Client, dossier: Dossier) -> None:
    answer = client.get(reverse("nominations_template", args=[dossier.pk]))
    book = read_nominations(answer.content, nomination_terms(load_pack(CAMPAIGN)))
    assert {problem.sheet for problem in book.problems} == {"Đơn vị", "Tập thể"}, "only what the unit has to write"
    assert (book.unread, book.people) == (frozenset(), ())
