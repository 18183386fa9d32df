"""Keys as a browser sends them back: whatever stands in their place is a page, never a crash."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers import nominated
from tests.province import Province
from vinhdanh.models import Dossier
from vinhdanh.web.keys import row_key, row_keys

JUNK = ("9" * 5000, "9" * 30, "²", "-1", "1e3", "một", "1 OR 1")


def test_only_digits_that_a_database_holds_are_a_key() -> None:
    assert row_key("12") == 12
    assert [row_key(typed) for typed in ("", *JUNK)] == [None] * (1 + len(JUNK))
    assert row_keys(["3", "3", "ba", "4"]) == {3, 4}


@pytest.mark.parametrize("junk", JUNK)
def test_a_key_that_is_none_finds_nothing(client: Client, dossier: Dossier, province: Province, junk: str) -> None:
    kept = nominated(dossier)
    client.force_login(province.officer)
    add, undo = (reverse(name, args=[dossier.pk]) for name in ("nomination_add", "nominations_import_undo"))
    assert client.post(add, {"honouree": junk}).status_code == 404
    assert client.post(undo, {"added": junk}).status_code == 302
    unit_year = reverse("unit_year", args=[province.district.code])
    assert client.get(unit_year, {"year": junk}).status_code == 200
    assert [one.removed_at for one in dossier.nominations.all()] == [kept.removed_at]


@pytest.mark.parametrize("junk", JUNK)
def test_an_appraiser_meets_no_crash_either(client: Client, dossier: Dossier, province: Province, junk: str) -> None:
    Dossier.objects.update(state="sent")
    client.force_login(province.office)
    remark = {"nomination": junk, "place": "nominee.summary", "text": "Nêu rõ"}
    assert client.post(reverse("review_remark", args=[dossier.pk]), remark).status_code == 404
    place = {"place": f"letter.{'a' * 500}", "text": "Nêu rõ"}
    assert client.post(reverse("review_remark", args=[dossier.pk]), place, follow=True).status_code == 200
    assert not dossier.remarks.exists()
