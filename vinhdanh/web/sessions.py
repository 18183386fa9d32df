"""Sessions in the database that end after SESSION_COOKIE_AGE of idleness."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

_AT_MOST_EVERY = timedelta(minutes=10)


class SessionStore(DatabaseSessions):
    """Work moves the end of a session, but writes it at most every ten minutes: most requests write nothing."""

    def _get_session_from_db(self) -> Any:
        row = super()._get_session_from_db()  # type: ignore[misc]  # the stubs leave it out
        if row is not None:
            whole = timedelta(seconds=self.get_session_cookie_age())
            if row.expire_date < timezone.now() + whole - _AT_MOST_EVERY:
                self.modified = True
        return row
