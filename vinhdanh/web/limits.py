"""How often one address may ask for work that costs: reading a workbook, writing a paper."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.http import HttpResponse
from django_ratelimit.decorators import ratelimit

RATE = "30/5m"  # an office of ten behind one address checks and downloads freely; a flood stops here
PERSON_RATE = "300/5m"  # a person who attaches the files of a whole dossier, one by one

View = TypeVar("View", bound=Callable[..., HttpResponse])


def limited(view: View) -> View:
    """The view, answering 429 to an address that has sent more than RATE. Looking at a page costs nothing."""
    return cast(View, ratelimit(key="ip", rate=RATE, method="POST")(view))


def limited_even_to_look(view: View) -> View:
    """The same for a view whose GET already works."""
    return cast(View, ratelimit(key="ip", rate=RATE)(view))


def limited_each_person(view: View) -> View:
    """The view of a closed page, answering 429 to a person who has sent more than PERSON_RATE."""
    return cast(View, ratelimit(key="user", rate=PERSON_RATE, method="POST")(view))
