"""Pages of the register of the made-up province, from the request to the last byte.

First: python -m benchmarks.province
"""

import random
from collections.abc import Callable
from functools import partial

from django.test import Client
from django.urls import reverse

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.signed_in import client_of, reader, say_head, say_spread
from vinhdanh.models import Award, Honouree, Unit

TARGET = 100
QUESTIONS = 30
LISTS = (
    *("", "page=2", "kind=individual", "kind=decision", "view=awards", "view=awards&page=100", "award=bang_khen_tinh"),
    *("year_from=2020", "view=awards&award=bang_khen_tinh&year_from=2016&year_to=2020", "view=awards&level=province"),
    *(
        "view=awards&level=grassroots&year_from=2016&year_to=2020",
        "view=awards&manner=dot_xuat",
        "view=awards&direct=1",
    ),
    *(
        "view=awards&leader=1&level=state",
        "view=awards&level=province&calendar=emulation&year_from=2020",
        "q=nguyen+thi",
    ),
    *("view=awards&q=dao", "view=awards&kind=family", "unit={unit}", "view=awards&unit={unit}&year_from=2016"),
    "view=awards&unit={unit}&award=giay_khen&year_from=2016&year_to=2020",
)


def answer(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"


def main() -> None:
    """The list under its filters, pages of honourees and of decisions."""
    say_head()
    draw = random.Random(2020)
    for username in ("office", "officer"):
        user = reader(username)
        seen = Honouree.objects.visible_to(user).order_by("pk")
        most = Award.objects.visible_to(user).filter(decision__isnull=False).order_by("pk")
        people = [seen[draw.randrange(2000)].pk for _ in range(QUESTIONS)]
        decisions = [most[draw.randrange(2000)].decision_id for _ in range(QUESTIONS)]
        unit = Unit.objects.visible_to(user).order_by("path")[2]
        with client_of(username) as client:
            ask: Callable[[str], Callable[[], object]] = partial(partial, answer, client)  # an address → its question
            lists = [f"{reverse('register')}?{query.format(unit=unit.code)}" for query in LISTS]
            say_spread(f"{username}: register list", map(ask, lists), TARGET)
            say_spread(f"{username}: an honouree", [ask(reverse("honouree", args=[key])) for key in people], TARGET)
            say_spread(f"{username}: a decision", [ask(reverse("decision", args=[key])) for key in decisions], TARGET)


if __name__ == "__main__":
    main()
