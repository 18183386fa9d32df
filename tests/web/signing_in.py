"""Signing in through the pages, as tests do it."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from tests.province import PASSWORD, TOTP_SECRET

LOGIN = "/tai-khoan/dang-nhap/"
CODE = "/tai-khoan/dang-nhap/ma-xac-thuc/"


def code() -> str:
    """What the phone shows now."""
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": name, "password": password}, **more)


def forget_counts() -> None:
    """Codes that were used and tries that were counted live in the memory of this process."""
    cache.clear()
