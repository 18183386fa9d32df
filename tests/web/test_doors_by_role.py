"""The sweep: every address of the program, as a stranger, as every role, and as an officer of another unit."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house.test_doors import PUBLIC, doors
from tests.province import Province
from tests.web.doors import Door

TABLES = sorted(path.stem for path in Path(__file__).parent.glob("doors_*.py"))
NAMES = sorted({name for name, _, _ in doors("vinhdanh.urls")})
ROLES = ("officer", "leader", "office", "council_member", "province_leader", "auditor", "administrator", "outsider")
OPENED = {200, 302, 405, 422}  # a page; on to another page inside; looked at where one sends; a form with faults
REFUSED = {403, 404}


def tables() -> dict[str, dict[str, Door]]:
    return {stem: import_module(f"tests.web.{stem}").DOORS for stem in TABLES}


DOORS = {name: door for table in tables().values() for name, door in table.items()}


def visit(door: Door, province: Province, who: str) -> HttpResponse:
    """The answer to one visit, of which nothing stays: what one visitor changed, the next finds as it was."""
    with transaction.atomic():
        address, client = door.address(province), Client()
        if who != "stranger":
            client.force_login(province.by_role()[who])
        answer = getattr(client, door.method)(address)
        transaction.set_rollback(True)
    return answer


def outcome(answer: HttpResponse) -> str:
    if answer.status_code in REFUSED:
        return "refused"
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login") + "?"):
        return "sent to sign in"
    return "opened" if answer.status_code in OPENED else f"answered {answer.status_code}"


def test_every_address_stands_in_exactly_one_table() -> None:
    listed = [name for table in tables().values() for name in table]
    assert sorted(listed) == NAMES


@pytest.mark.parametrize("name", sorted(DOORS))
def test_an_address_opens_to_the_roles_of_its_table_alone(name: str, province: Province) -> None:
    door = DOORS[name]
    found = {who: outcome(visit(door, province, who)) for who in ROLES}
    assert found == {who: "opened" if who in door.allowed else "refused" for who in ROLES}


@pytest.mark.parametrize("name", sorted(DOORS))
def test_an_address_opens_to_a_stranger_only_where_it_is_public(name: str, province: Province) -> None:
    door = DOORS[name]
    expected = "refused" if door.method == "post" else "sent to sign in"
    assert outcome(visit(door, province, "stranger")) == ("opened" if name in PUBLIC else expected)


def test_the_sweep_sees_a_door_that_stands_open_too_wide(province: Province) -> None:
    too_narrow = Door(lambda p: reverse("people"), frozenset())
    assert outcome(visit(too_narrow, province, "office")) == "opened"
    assert outcome(visit(too_narrow, province, "outsider")) == "refused"
