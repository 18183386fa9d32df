"""What every answer tells the browser, and the machines that watch."""

from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connection
from django.test import Client

PAGES = ["/", "/kiem-tra-nhanh/", "/tieu-chuan/", "/khong-co/", "/health/"]


@pytest.mark.parametrize("address", PAGES)
def test_the_policy_allows_our_own_files_and_nothing_else(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert set(directives.values()) == {"'none'", "'self'"}
    assert {"form-action", "base-uri", "frame-ancestors"} <= directives.keys()


@pytest.mark.parametrize("address", PAGES)
def test_the_headers_that_protect_a_reader(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "private" in headers["Cache-Control"]


def test_a_styled_file_is_kept_for_good_by_its_hashed_name_and_given_to_no_other_site(client: Client) -> None:
    page = client.get("/").content.decode()
    start = page.index("/static/vinhdanh.")
    answer = client.get(page[start : page.index('"', start)])
    answer.close()
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_reading_the_public_pages_leaves_no_session(client: Client) -> None:
    for address in PAGES:
        client.get(address)
    assert "sessionid" not in client.cookies


def test_a_name_of_another_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "another.example"}).status_code == 400


def test_health_says_ok(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_health_says_when_the_database_does_not_answer(client: Client) -> None:
    def broken(*_: object) -> None:
        raise OperationalError("gone")

    with connection.execute_wrapper(broken):
        answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"status": "database"})


def test_https_brings_the_secure_cookies_and_the_long_memory_of_browsers(settings_of) -> None:
    plain, https = settings_of(), settings_of(HTTPS="true")
    assert plain == {"HSTS": 0, "COOKIES": [False, False], "REDIRECT": False, "DEBUG": False, "PASSING": True}
    assert https == {"HSTS": 31536000, "COOKIES": [True, True], "REDIRECT": True, "DEBUG": False, "PASSING": True}


def test_no_variable_turns_debug_on(settings_of) -> None:
    assert settings_of(DEBUG="true")["DEBUG"] is False


def test_the_key_of_the_environment_goes_before_the_kept_one(settings_of) -> None:
    assert settings_of(SECRET_KEY="of-the-environment")["PASSING"] is False


def test_the_program_refuses_to_serve_with_a_key_that_would_be_forgotten(settings_of) -> None:
    assert "No SECRET_KEY" in settings_of.serving_fails()


def test_every_link_of_the_first_page_leads_somewhere(client: Client) -> None:
    page = client.get("/").content.decode()
    targets = {part.split('"')[0] for part in page.split("<a ")[1:] for part in part.split('href="')[1:2]}
    inside = {urlsplit(target).path for target in targets if target.startswith("/")}
    assert inside
    assert {target: client.get(target).status_code for target in inside} == dict.fromkeys(inside, 200)
