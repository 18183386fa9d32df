"""Every page test meets the database and the static files as the server hands them out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.dossiers import nominated
from tests.province import Province
from vinhdanh.models import Dossier, Nomination

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json
from django.conf import settings as s
print(json.dumps({"HSTS": s.SECURE_HSTS_SECONDS, "COOKIES": [s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE],
                  "REDIRECT": s.SECURE_SSL_REDIRECT, "DEBUG": s.DEBUG, "PASSING": s.SECRET_KEY_IS_PASSING}))
"""


@pytest.fixture(autouse=True)
def _as_served(db: None, collected_static: None) -> None:
    """See the names of the two fixtures."""


@pytest.fixture
def officer(client: Client, province: Province) -> Client:
    """The browser of the district's officer."""
    client.force_login(province.officer)
    return client


@pytest.fixture
def farmer(dossier: Dossier) -> Nomination:
    """A farmer whom the district proposes."""
    return nominated(dossier)


class SettingsOf:
    """The settings as a fresh process reads them from a given environment."""

    def __init__(self, var: Path) -> None:
        self.environment = {
            "VAR_DIR": str(var),
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "vinhdanh.settings",
        }

    def _run(self, program: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )

    def __call__(self, program: str = PROGRAM, **environment: str) -> dict[str, object]:
        run = self._run(program, environment)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    def serving_fails(self) -> str:
        """What importing wsgi.py says on standard error when it refuses."""
        run = self._run("import vinhdanh.wsgi", {})
        assert run.returncode != 0
        return run.stderr


@pytest.fixture
def settings_of(tmp_path: Path) -> SettingsOf:
    return SettingsOf(tmp_path)
