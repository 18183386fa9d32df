"""Mẫu 02 of the made-up province and of a district: the figures, and the page.

First: python -m benchmarks.province
"""

from functools import partial

from django.urls import reverse

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.signed_in import client_of, say_head, say_spread
from vinhdanh.models import Unit, UnitKind
from vinhdanh.reports.form_02 import compute_form_02
from vinhdanh.reports.tallies import Period
from vinhdanh.web.campaign import current_pack

TARGET = 300


def main() -> None:
    """Five years and one, both calendars, of the province and of a district."""
    say_head()
    layout = current_pack().form_02
    assert layout is not None
    province, district = Unit.objects.get(parent=None), Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk")[0]
    periods = [Period(2016, 2020), Period(2024, 2024), Period(2016, 2020, emulation=True)]
    for what, unit in (("the province", province), ("a district", district)):
        works = [partial(compute_form_02, unit, period, layout) for period in periods]
        say_spread(f"form 02 of {what}", works, TARGET)
    with client_of("office") as client:
        address = f"{reverse('form_02')}?from=2016&to=2020&unit="
        works = [partial(client.get, address + unit.code) for unit in (province, district)]
        say_spread("the page of form 02", works, TARGET)


if __name__ == "__main__":
    main()
