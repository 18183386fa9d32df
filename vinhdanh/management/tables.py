"""The tables behind the commands that need them: Django is set up only then, so that the others answer at once."""

import os
import pkgutil
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db.utils import OperationalError, ProgrammingError

from vinhdanh.actions.refusals import NotPossible

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def with_tables(name: str) -> Callable[..., int]:
    """A function of this room by name, such as `accounts:create_administrator`; Django is set up before its module is
    loaded, so the module may import models and actions at its top.

    It answers with its own exit code; 2 where there are no tables yet, or where an action says that it cannot be done.
    """
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
        django.setup()
        _keep_identity_key()
    run = pkgutil.resolve_name(f"vinhdanh.management.{name}")

    def answer(*arguments: Any, **options: Any) -> int:
        try:
            return int(run(*arguments, **options))
        except NotPossible as refusal:
            print(refusal.sentence, file=sys.stderr)
        except (OperationalError, ProgrammingError) as error:
            print(f"Chưa đọc được cơ sở dữ liệu ({_first_line(error)}).", file=sys.stderr)
            print("Chạy script/server một lần để tạo, hoặc xem lại DATABASE_URL và VAR_DIR.", file=sys.stderr)
        return 2

    return answer


def _keep_identity_key() -> None:
    """Makes the key of the identity numbers where there is none yet, as script/server does.

    A number that was sealed with a key of this process alone could never be opened again.
    """
    if settings.IDENTITY_KEY_IS_PASSING:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), open(os.open(settings.VAR_DIR / "identity_key", _NEW, 0o600), "w") as kept:
            kept.write(settings.IDENTITY_KEY)
        settings.IDENTITY_KEY = (settings.VAR_DIR / "identity_key").read_text(encoding="utf-8").strip()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
