"""What every test may use: the collected static files as the server hands them out, and who was left out and why."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests.dossiers import begun_dossier
from tests.province import Province, make_province
from vinhdanh.models import Dossier
from vinhdanh.models.audit_net import lift


@pytest.fixture(scope="session")
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The static files hashed and compressed as in production, in a folder of this run."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The net under the record is lifted: tests that end by emptying the tables would be caught in it.

    pytest-django makes no database where none of the tests chosen is marked for one: what a fixture of theirs wrote
    would go into the installation's own.
    """
    name = str(connection.settings_dict["NAME"])
    if "test" not in name and "memory" not in name:
        pytest.fail(f"no database for tests, but {name}: choose a test that is marked django_db too", pytrace=False)
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        lift(cursor, connection.vendor)


@pytest.fixture
def stored(settings: Settings, tmp_path: Path) -> Path:
    """The folder of this test into which files go that are sent to the program."""
    folder = tmp_path / "stored"
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    return folder


@pytest.fixture
def province(db: None) -> Province:
    """A small made-up province with a person for each role."""
    return make_province()


@pytest.fixture
def dossier(province: Province) -> Dossier:
    """The district's dossier in the province's campaign, open and still empty."""
    return begun_dossier(province)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names the tests that were left out, by what they miss, before pytest's own closing line."""
    left_out: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        left_out[reason.removeprefix("Skipped: ")].append(report.nodeid)
    for reason, names in left_out.items():
        terminalreporter.write_sep("-", f"left out: {reason}")
        for name in names:
            terminalreporter.write_line(f"  {name}")
