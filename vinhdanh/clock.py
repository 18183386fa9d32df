"""What time it is. Actions and reports are told; the pages, the worker and the command line ask here."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment, with its zone. In the made-up province the day of its story (DEMO_DAY), at this hour."""
    moment = timezone.localtime()
    if settings.DEMO and settings.DEMO_DAY:
        return datetime.combine(settings.DEMO_DAY, moment.timetz())
    return moment


def today() -> date:
    """The day, in the province's zone."""
    return now().date()
