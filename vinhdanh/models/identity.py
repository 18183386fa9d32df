"""Identity numbers of people: kept encrypted, found again by a keyed digest, opened only where the work needs it."""

import base64
import hashlib
import hmac
import re
from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings

_IDENTITY_NUMBER = re.compile(r"\d{9}|\d{12}")  # chứng minh nhân dân 9 digits, căn cước 12


def is_identity_number(text: str) -> bool:
    """Whether it is 9 or 12 digits, spaces and points aside."""
    return bool(_IDENTITY_NUMBER.fullmatch(bare_number(text)))


def bare_number(text: str) -> str:
    """The digits alone."""
    return re.sub(r"[\s.\-]", "", text)


def seal(number: str) -> bytes:
    """The number encrypted with the key of this installation."""
    return seal_text(bare_number(number))


def seal_text(text: str) -> bytes:
    """A text with a number in it, encrypted as it stands."""
    return _fernet(settings.IDENTITY_KEY).encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """The number again; raises cryptography.fernet.InvalidToken where the key is another."""
    return _fernet(settings.IDENTITY_KEY).decrypt(bytes(sealed)).decode()


def digest(number: str) -> str:
    """The same for the same number, useless without the key."""
    key = hashlib.sha256(b"digest:" + settings.IDENTITY_KEY.encode()).digest()
    return hmac.new(key, bare_number(number).encode(), hashlib.sha256).hexdigest()


def last_digits(number: str) -> str:
    """What may be shown to tell two people apart: `•••• 456`."""
    return f"•••• {bare_number(number)[-3:]}"


@lru_cache(maxsize=4)
def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"seal:" + key.encode()).digest()))
