"""The doors: these addresses are open to everybody, and every other one refuses who has not signed in."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

PUBLIC = {
    *("home", "guidance", "health", "quick_check", "quick_check_example", "quick_check_example_file"),
    *("quick_check_template", "quick_check_paper"),
    *("account_login", "account_logout", "account_inactive", "mfa_authenticate", "mfa_login_webauthn"),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
    *("account_reset_password_from_key_done", "accept_invitation", "public_questions"),
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]


def unmarked(request: HttpRequest, number: int) -> HttpResponse:
    """A page that somebody forgot to think about."""
    return HttpResponse("inside")


urlpatterns = [*get_resolver("vinhdanh.urls").url_patterns, path("unmarked/<int:number>/", unmarked, name="unmarked")]


def doors(urlconf: str) -> Iterator[tuple[str, URLPattern, str]]:
    """Name, pattern and an example address of every URL."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern, str]]:
        for found in patterns:
            route = before + str(found.pattern)
            if isinstance(found, URLResolver):
                yield from walk(found.url_patterns, route)
            else:
                example = {
                    key: converter_example(type(kind).__name__) for key, kind in found.pattern.converters.items()
                }
                yield found.name or route, found, "/" + fill(route, example)

    yield from walk(get_resolver(urlconf).url_patterns, "")


def converter_example(kind: str) -> str:
    return {"IntConverter": "1", "UUIDConverter": "00000000-0000-4000-8000-000000000000"}.get(kind, "mot")


def fill(route: str, example: dict[str, str]) -> str:
    for key, value in example.items():
        start, _, rest = route.partition("<")
        inside, _, after = rest.partition(">")
        assert inside.split(":")[-1] == key
        route = start + value + after
    return route


def closed_doors(urlconf: str) -> list[tuple[str, str]]:
    return [(name, address) for name, _, address in doors(urlconf) if name not in PUBLIC]


def let_in(urlconf: str) -> list[str]:
    """Names of the closed addresses that a stranger can open: who reads is led to the page for signing in, who sends is
    refused."""
    with override_settings(ROOT_URLCONF=urlconf):
        stranger = Client()
        return [
            name
            for name, address in closed_doors(urlconf)
            if [stranger.get(address).status_code, stranger.post(address).status_code] != [302, 403]
        ]


def test_the_public_addresses_are_these_and_no_others() -> None:
    open_to_all = {
        name for name, door, _ in doors("vinhdanh.urls") if not getattr(door.callback, "login_required", True)
    }
    assert open_to_all == PUBLIC


def test_every_other_address_refuses_a_stranger() -> None:
    assert let_in("vinhdanh.urls") == []


def test_a_page_that_nobody_marked_is_closed() -> None:
    """The sweep is not empty: it meets this page, and the page refuses."""
    assert closed_doors(__name__) == [*closed_doors("vinhdanh.urls"), ("unmarked", "/unmarked/1/")]
    assert let_in(__name__) == []


def test_the_same_page_opens_for_who_has_signed_in(django_user_model, client: Client) -> None:
    client.force_login(django_user_model.objects.create_user("can-bo", full_name="Hoàng Văn Ví Dụ"))
    with override_settings(ROOT_URLCONF=__name__):
        assert client.get("/unmarked/1/").content == b"inside"


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_address_answers_a_stranger(name: str, client: Client) -> None:
    [address] = [address for found, _, address in doors("vinhdanh.urls") if found == name]
    assert client.get(address).status_code in ({404} if name == "accept_invitation" else {200, 302, 405})
