"""How often one address may ask for work that costs: reading a workbook, writing a paper."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.http import HttpResponse
from django_ratelimit.decorators import ratelimit

RATE = "30/5m"  # an office of ten behind one address checks and downloads freely; a flood stops here

View = TypeVar("View", bound=Callable[..., HttpResponse])


def limited(view: View) -> View:
    """The view, answering 429 to an address that has sent more than RATE. Looking at a page costs nothing."""
    return cast(View, ratelimit(key="ip", rate=RATE, method="POST")(view))


def limited_even_to_look(view: View) -> View:
    """The same for a view whose GET already works."""
    return cast(View, ratelimit(key="ip", rate=RATE)(view))
