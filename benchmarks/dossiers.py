"""Pages about dossiers, from the request to the last byte, and the board as a workbook.

First: python -m benchmarks.province --awards 60000 --honourees 30000 --units 12000, then python -m benchmarks.campaigns
"""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

import benchmarks.tables  # noqa: F401  # before the models
from benchmarks.measuring import say, seconds
from benchmarks.register import answer
from benchmarks.signed_in import client_of, reader, say_head, say_spread
from vinhdanh.models import Campaign, Dossier, DossierState, DossierVersion, Honouree, Nomination, Unit

TARGET, TARGET_OF_EXPORT = 100, 5
QUESTIONS = 30
BOARDS = {
    "the board": ("", "page=2", "page=100", "order=unit", "order=changed", "order=sent"),
    "the board, filtered": (
        *("state=late", "state=not_begun", "state=sent", "state=returned", "group=district", "group=none"),
        *("state=draft&group=health&order=changed", "state=accepted&page=10"),
    ),
    "the board, searched": (
        "words=xa",
        "words=truong+thcs",
        "words=phong",
        "words=thon+an",
        "words=kh%C3%B4ng+c%C3%B3",
    ),
}


def queries_of(work: Callable[[], object]) -> int:
    """How many queries it asks."""
    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *told: Any) -> Any:
        asked.append(sql)
        return execute(sql, *told)

    with connection.execute_wrapper(count):
        work()
    return len(asked)


def say_pages(what: str, client: Client, addresses: Iterable[str]) -> None:
    """How long the pages take, and how many queries: of the one that asks least, and of the one that asks most."""
    works = [partial(answer, client, address) for address in addresses]
    counts = sorted(map(queries_of, works))
    say_spread(f"{what} ({counts[0]} to {counts[-1]} queries)", works, TARGET)


def pages_of_office(great: Campaign, draw: random.Random) -> Iterator[tuple[str, list[str]]]:
    """What whoever holds the campaigns looks at."""
    for what, queries in BOARDS.items():
        yield what, [f"{reverse('board', args=[great.pk])}?{query}" for query in queries]
    listed = reverse("board_nominees", args=[great.pk])
    yield "its nominees, to be weighed", [f"{listed}?order=weighed&page={page}" for page in range(1, 31)]
    smaller = Campaign.objects.exclude(pk=great.pk).order_by("pk")[:5]
    yield "the board of 200 units", [reverse("board", args=[one.pk]) for one in smaller]
    yield "a campaign of 200 units", [reverse("campaign", args=[one.pk]) for one in smaller]
    yield "the reminder of a campaign of 200 units", [reverse("board_remind", args=[one.pk]) for one in smaller]
    yield "the room of dossiers", [reverse("dossiers"), reverse("campaigns")]
    yield "the first page", [reverse("home")]
    received = Dossier.objects.exclude(state=DossierState.DRAFT).order_by("pk")
    dossiers = [one.pk for one in some_of(received, draw)]
    yield "a dossier received", [reverse("review", args=[key]) for key in dossiers]
    nominees = some_of(Nomination.objects.filter(dossier__in=dossiers).order_by("pk"), draw)
    yield "a nominee received", [reverse("review_nominee", args=[one.pk]) for one in nominees]
    versions = some_of(DossierVersion.objects.defer("content", "files").order_by("pk"), draw)
    yield "what was sent", [reverse("dossier_version", args=[one.pk]) for one in versions]


def pages_of_officer(unit: Unit, draw: random.Random) -> Iterator[tuple[str, list[str]]]:
    """What somebody of a unit works on: dossiers of the units within reach."""
    within = Dossier.objects.visible_to(reader("officer")).order_by("pk")
    yield "the room of dossiers", [reverse("dossiers"), reverse("campaigns")]
    yield "the first page", [reverse("home")]
    dossiers = [one.pk for one in some_of(within, draw)]
    yield "a dossier", [reverse("dossier", args=[key]) for key in dossiers]
    drafts = [one.pk for one in some_of(within.filter(state=DossierState.DRAFT), draw)]
    for what, name in (
        ("the letter", "dossier_letter"),
        ("the meeting", "dossier_meeting"),
        ("sending", "dossier_send"),
    ):
        yield what, [reverse(name, args=[key]) for key in drafts]
    nominees = some_of(Nomination.objects.filter(dossier__in=drafts).order_by("pk"), draw)
    yield "a nominee", [reverse("nomination", args=[one.pk]) for one in nominees]
    people = some_of(Honouree.objects.visible_to(reader("officer")).filter(kind="individual").order_by("pk"), draw)
    found = [f"{reverse('nomination_add', args=[drafts[0]])}?q={one.name.replace(' ', '+')}" for one in people]
    yield "the search for a nominee", found


def some_of(rows: Any, draw: random.Random) -> list[Any]:
    """Thirty of them, drawn; fewer where there are fewer."""
    keys = list(rows.values_list("pk", flat=True))
    return list(rows.model._default_manager.filter(pk__in=draw.sample(keys, min(QUESTIONS, len(keys)))))


def main() -> None:
    """Pages of both, then the export of the great campaign."""
    say_head()
    great = Campaign.objects.order_by("pk")[0]
    unit = great.participants.order_by("pk")[0].unit
    with client_of("office") as client:
        for what, addresses in pages_of_office(great, random.Random(2020)):
            say_pages(f"office: {what}", client, addresses)
        address = reverse("board_file", args=[great.pk])
        took = seconds(lambda: answer(client, address))
        say(f"{great.participants.count():,} rows of the board as a workbook", took, TARGET_OF_EXPORT)
    with client_of("officer") as client:
        for what, addresses in pages_of_officer(unit, random.Random(2020)):
            say_pages(f"officer: {what}", client, addresses)


if __name__ == "__main__":
    main()
