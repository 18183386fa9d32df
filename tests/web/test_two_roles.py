"""Who holds two roles reads by each as far as that one reaches, and no further: on every page and in every file.

Each page is opened three times: by one role's holder for whom it is made, by the person of two roles in the unit of
the narrower one, which must succeed, and by the same person beyond that unit, which must not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.actions.lists import DAO, files_in_memory, workbook
from tests.models.people import make_honouree
from tests.province import TOTP_SECRET, Province
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.duplicates import merge_honourees
from vinhdanh.actions.imports.sending import send_list
from vinhdanh.models import (
    AuditLine,
    Award,
    HeldRole,
    Honouree,
    Import,
    Merge,
    Role,
    Suspicion,
    Unit,
    User,
)
from vinhdanh.models.readers import Reading
from vinhdanh.permissions import TWO_FACTORS
from vinhdanh.reports.people import second_factors

PAPER = DecisionDraft("163/QĐ-UBND", date(2019, 2, 2), "Chủ tịch UBND tỉnh")


@dataclass(frozen=True, slots=True)
class Things:
    """What stands in one unit; every name holds `word`, which nothing elsewhere holds."""

    word: str
    unit: Unit
    person: Honouree
    award: Award
    list: Import
    pair: Suspicion
    merge: Merge
    worker: User


Address = Callable[[Things], str]


def of(name: str, key: Callable[[Things], object], *more: object) -> Address:
    return lambda things: reverse(name, args=[key(things), *more])


def page(name: str, *given: object, **asked: str) -> Address:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return lambda things: f"{reverse(name, args=given)}?{query}"


def figures_of(name: str, *given: object) -> Address:
    return lambda things: f"{reverse(name, args=given)}?unit={things.unit.code}&from=2018&to=2020"


ONE_OF_THE_REGISTER = {
    "honouree": of("honouree", lambda things: things.person.pk),
    "honouree_extract": of("honouree_extract", lambda things: things.person.pk, "docx"),
    "award": of("award", lambda things: things.award.pk),
    "figures": figures_of("figures"),
    "figures_file": figures_of("figures_file"),
    "form_02": figures_of("form_02"),
    "form_02_file": figures_of("form_02_file", "xlsx"),
}
LISTS_OF_THE_REGISTER = {
    "register": page("register"),
    "search": page("register", q="luong"),
    "awards": page("register", view="awards"),
    "register_file": page("register_file", "csv"),
    "register_workbook": page("register_file", "xlsx", view="awards"),
    "decision": of("decision", lambda things: things.award.decision_id),  # one paper names both
}
ONE_LIST_TAKEN_IN = {
    "import": of("import", lambda things: things.list.pk),
    "import_progress": of("import_progress", lambda things: things.list.pk),
    "import_result": of("import_result", lambda things: things.list.pk),
}
ONE_PERSON = {"person": of("person", lambda things: things.worker.pk)}
QUEUES = {"duplicates": page("duplicates"), "merges": page("merges")}
RECORD = {"audit": page("audit"), "audit_file": page("audit_file")}


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


@pytest.fixture
def here(province: Province) -> Things:
    """In the department, where the narrower role is held."""
    return things_in(province.department, "Thạch", province.outsider, province.office)


@pytest.fixture
def beyond(province: Province) -> Things:
    """In a commune of the district."""
    return things_in(province.commune, "Quyên", province.officer, province.office)


def things_in(unit: Unit, word: str, worker: User, office: User) -> Things:
    names = (f"{name} {word}" for name in ("Lường Văn", "Lường Vân", "Lương Văn"))
    people = [make_honouree(name, unit, birth_year=1975) for name in names]
    draft = AwardDraft("bang_khen_tinh", 2018, decision=PAPER)
    award = add_award(people[0], draft, by=office, looked_at={"same_award"})
    merge = merge_honourees(people[0], people[2], by=office)
    pair = Suspicion.objects.get(first=people[0], second=people[1])
    one = send_list(unit, by=worker, content=workbook(DAO), name=f"{word}.xlsx")
    User.objects.filter(pk=worker.pk).update(full_name=f"Đàm Thị {word}")
    return Things(word, unit, people[0], award, one, pair, merge, worker)


def also(user: User, role: Role, unit: Unit) -> User:
    """The same person, of two roles by now; with a second factor where the new one asks for it."""
    HeldRole.objects.create(user=user, role=role, unit=unit)
    if role in TWO_FACTORS and not second_factors(user).exists():
        TOTP.activate(user, TOTP_SECRET)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("name", ONE_OF_THE_REGISTER)
def test_an_administrator_opens_nothing_of_the_register_but_in_the_unit_of_the_other_role(
    province: Province, here: Things, beyond: Things, name: str
) -> None:
    both = also(province.outsider, Role.ADMINISTRATOR, province.root)
    assert statuses(ONE_OF_THE_REGISTER[name], province.office, both, here, beyond) == (200, 200, 404)


@pytest.mark.parametrize("name", LISTS_OF_THE_REGISTER)
def test_an_administrator_is_listed_nobody_but_of_the_unit_of_the_other_role(
    province: Province, here: Things, beyond: Things, name: str
) -> None:
    both = also(province.outsider, Role.ADMINISTRATOR, province.root)
    assert listed(LISTS_OF_THE_REGISTER[name], province.office, both, here, beyond) == (True, True, False)


@pytest.mark.parametrize("name", QUEUES)
def test_an_administrator_decides_on_pairs_of_the_unit_of_the_other_role_alone(
    province: Province, here: Things, beyond: Things, name: str
) -> None:
    both = also(province.outsider, Role.OFFICE, province.department)
    both = also(both, Role.ADMINISTRATOR, province.root)
    assert listed(QUEUES[name], province.office, both, here, beyond) == (True, True, False)
    for things, expected in ((here, {302}), (beyond, {403, 404})):
        for action, thing in (("separate_honourees", things.pair), ("undo_merge", things.merge)):
            assert visitor(both).post(reverse(action, args=[thing.pk])).status_code in expected


def test_a_council_member_decides_on_pairs_of_the_unit_of_the_other_role_alone(
    province: Province, here: Things, beyond: Things
) -> None:
    """Seeing the whole register is not deciding on it."""
    both = also(province.council_member, Role.OFFICE, province.department)
    assert visitor(both).post(reverse("separate_honourees", args=[beyond.pair.pk])).status_code in {403, 404}
    assert visitor(both).post(reverse("separate_honourees", args=[here.pair.pk])).status_code == 302


@pytest.mark.parametrize("name", ONE_LIST_TAKEN_IN)
def test_a_council_member_opens_lists_of_the_unit_of_the_other_role_alone(
    province: Province, here: Things, beyond: Things, name: str
) -> None:
    both = also(province.council_member, Role.UNIT_OFFICER, province.department)
    assert statuses(ONE_LIST_TAKEN_IN[name], province.officer, both, here, beyond) == (200, 200, 404)


def test_a_council_member_is_named_lists_of_the_unit_of_the_other_role_alone(
    province: Province, here: Things, beyond: Things
) -> None:
    both = also(province.council_member, Role.UNIT_OFFICER, province.department)
    assert listed(page("imports"), province.officer, both, here, beyond) == (True, True, False)


@pytest.mark.parametrize("name", RECORD)
def test_a_council_member_reads_the_record_of_the_unit_of_the_other_role_alone(
    province: Province, here: Things, beyond: Things, name: str
) -> None:
    both = also(province.council_member, Role.AUDITOR, province.department)
    assert not both.reads_all(Reading.AUDIT)
    assert AuditLine.objects.filter(thing_name__contains=beyond.word).exists()
    assert listed(RECORD[name], province.auditor, both, here, beyond) == (True, True, False)


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.AUDITOR])
def test_a_council_member_sees_the_people_of_the_unit_of_the_other_role_alone(
    province: Province, here: Things, beyond: Things, role: Role
) -> None:
    both = also(province.council_member, role, province.department)
    assert statuses(ONE_PERSON["person"], province.auditor, both, here, beyond) == (200, 200, 404)
    assert listed(page("people"), province.auditor, both, here, beyond) == (True, True, False)


def statuses(address: Address, one: User, both: User, here: Things, beyond: Things) -> tuple[int, int, int]:
    """For the holder of one role beyond, for the person of two here, and for that person beyond."""
    visits = ((one, beyond), (both, here), (both, beyond))
    first, second, third = (visitor(who).get(address(things)).status_code for who, things in visits)
    return first, second, third


def listed(address: Address, one: User, both: User, here: Things, beyond: Things) -> tuple[bool, bool, bool]:
    """Whether the word is there: for the holder of one role beyond, and for the person of two here, and beyond."""
    visits = ((one, beyond), (both, here), (both, beyond))
    first, second, third = (things.word in told(visitor(who).get(address(things))) for who, things in visits)
    return first, second, third


def visitor(who: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=who.pk))
    return client


def told(answer: HttpResponse) -> str:
    """All that a page or a file says, without what was asked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    return content.decode()
