"""The tables behind the commands that need them: Django is set up only then, so that the others answer at once."""

import os
import pkgutil
import sys
from collections.abc import Callable
from typing import Any

import django
from django.apps import apps
from django.db.utils import OperationalError, ProgrammingError

from vinhdanh.actions.refusals import NotPossible


def with_tables(name: str) -> Callable[..., int]:
    """A function of this room by name, such as `accounts:create_administrator`; Django is set up before its module is
    loaded, so the module may import models and actions at its top.

    It answers with its own exit code; 2 where there are no tables yet, or where an action says that it cannot be done.
    """
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.settings")
        django.setup()
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


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
