"""SQLite plans for a full register: it knows the numbers of every index of the tables that grow."""

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

from vinhdanh.models import Award, Unit
from vinhdanh.models.query_plans import STATISTICS, teach_plans

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sqlite_alone() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has to be told")


def test_every_index_of_these_tables_has_its_numbers() -> None:
    with connection.cursor() as cursor:
        assert untaught_indexes(cursor) == set()


def test_an_index_that_is_made_anew_is_missed_until_it_is_taught() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX award_of_unit")
        cursor.execute("CREATE INDEX award_of_unit ON vinhdanh_award (unit_id, year)")
        assert untaught_indexes(cursor) == {"award_of_unit"}
        teach_plans(cursor, connection.vendor)
        assert untaught_indexes(cursor) == set()


def test_the_awards_of_a_unit_are_looked_up_by_unit_and_those_of_all_read_in_their_order() -> None:
    of_unit = Award.objects.filter(unit__in=Unit.objects.under(("00000002",)), standing="standing").order_by()
    assert "USING INDEX award_of_unit" in of_unit.explain() or "award_tally_of_unit" in of_unit.explain()
    latest = Award.objects.filter(standing="standing").order_by("-year", "-pk").values_list("pk")[:50]
    assert "award_latest" in latest.explain()
    assert "TEMP B-TREE" not in latest.explain()


def untaught_indexes(cursor: CursorWrapper) -> set[str]:
    """Indexes of these tables in SQLite of which it knows no numbers, or numbers of which it has no index."""
    marks = ", ".join(["%s"] * len(STATISTICS))
    cursor.execute(f"SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name IN ({marks})", [*STATISTICS])
    there = {name for (name,) in cursor.fetchall()}
    cursor.execute(f"SELECT idx FROM sqlite_stat1 WHERE tbl IN ({marks})", [*STATISTICS])
    return there ^ {name for (name,) in cursor.fetchall()}
