"""What the program logs where it fails holds no identity number and no full birth, however much is logged."""

import logging
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.actions.lists import DAO, NUMBER, files_in_memory, sent
from tests.province import Province
from vinhdanh.management.worker import work
from vinhdanh.models import Honouree, Import, ImportState
from vinhdanh.tasks import confirm_and_write

pytestmark = pytest.mark.django_db(transaction=True)  # a worker closes its connection, as in the real world
BIRTH = str(DAO[2])
PERSONAL = (NUMBER, f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}", BIRTH, "12/3/1980", "1980-03-12", "1980, 3, 12")
AWAY = "vinhdanh_away"
REFUSING = {  # what refuses the row of the test, and how it goes
    "sqlite": ("CREATE UNIQUE INDEX refusing ON vinhdanh_honouree (birth_year)", "DROP INDEX refusing"),
    "postgresql": (
        "ALTER TABLE vinhdanh_honouree ADD CONSTRAINT refusing CHECK (birth_day <> 12) NOT VALID",
        "ALTER TABLE vinhdanh_honouree DROP CONSTRAINT refusing",
    ),
}
Breaks = Callable[[str], None]


@pytest.fixture
def broken() -> Iterator[Breaks]:
    """Takes a table away, so that whatever writes to it fails; afterwards it is there again."""
    taken: list[str] = []

    def rename(table: str, name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME TO {name}")

    def take_away(table: str) -> None:
        rename(table, AWAY)
        taken.append(table)

    yield take_away
    for table in taken:
        rename(AWAY, table)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """All that was logged, with the ways of errors, as the program writes it."""
    caplog.set_level(logging.DEBUG)
    line = next(one.formatter for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    return lambda: "\n".join(line.format(record) for record in caplog.records)


def personal(log: str) -> list[str]:
    return [known for known in PERSONAL if known in log]


@pytest.mark.parametrize("table", ["vinhdanh_honouree", "vinhdanh_auditline", "vinhdanh_searchentry"])
def test_a_page_that_fails_tells_the_log_nothing_personal(
    province: Province, broken: Breaks, told: Callable[[], str], table: str
) -> None:
    visitor = Client(raise_request_exception=False)
    visitor.force_login(province.officer)
    typed = {"name": "Nguyễn Thị Đào", "unit": "xa-vi-du", "birth": BIRTH, "identity_number": NUMBER, "sex": "female"}
    broken(table)
    answer = visitor.post(reverse("add_honouree"), typed)
    assert answer.status_code == 500
    assert "Internal Server Error: /so-khen-thuong/doi-tuong/them/" in told()
    assert table in told()  # the error itself is there, with its way
    assert personal(told()) == []


def test_a_row_that_the_tables_refuse_is_not_told_to_the_log(province: Province, told: Callable[[], str]) -> None:
    """PostgreSQL tells the whole row where a constraint is broken."""
    visitor = Client(raise_request_exception=False)
    visitor.force_login(province.officer)
    typed = {"name": "Nguyễn Thị Đào", "unit": "xa-vi-du", "birth": BIRTH, "identity_number": NUMBER}
    Honouree.objects.create(name="Lý Văn Sơn", unit=province.commune, kind="individual", birth_year=1980)
    put, take = REFUSING[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(put)
    try:
        assert visitor.post(reverse("add_honouree"), typed).status_code == 500
    finally:
        with connection.cursor() as cursor:
            cursor.execute(take)
    assert "IntegrityError" in told()
    assert personal(told()) == []


@pytest.mark.parametrize("table", ["vinhdanh_honouree", "vinhdanh_award", "vinhdanh_decision"])
def test_a_task_that_fails_tells_the_log_nothing_personal(
    province: Province, broken: Breaks, told: Callable[[], str], settings: Settings, table: str
) -> None:
    files_in_memory(settings)
    one: Import = sent(province.district, province.officer, DAO)
    assert NUMBER not in str(one.contents)
    confirm_and_write(one, by=province.officer)
    broken(table)
    work(batch=True)
    one.refresh_from_db()
    assert one.state == ImportState.PREVIEW
    assert "vinhdanh.tasks.write_list" in told()
    assert table in told()
    assert personal(told()) == []
