"""The pages in the Chromium of this machine; where there is none, these tests are left out by name."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the thread of the tests

QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The system's Chromium, which asks nothing of the network by itself."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("Chromium is not installed")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET + as_root}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "viewport": {"width": 1366, "height": 1000}, "locale": "vi-VN"}


@dataclass
class Watched:
    """What a page did besides showing itself."""

    page: Page
    home: str
    listening: bool = True
    said: list[str] = field(default_factory=list)
    asked_elsewhere: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        itself = message.page and message.location["url"] == message.page.url  # a page that answers 404 on purpose
        if self.listening and message.type in {"error", "warning"} and not itself:
            self.said.append(message.text)

    def see(self, request: Request) -> None:
        if not request.url.startswith((self.home + "/", "data:", "blob:")):
            self.asked_elsewhere.append(request.url)

    def open(self, address: str) -> None:
        self.page.goto(self.home + address)

    def faults(self) -> list[str]:
        """What axe-core finds on the page now, as rule and place. Its own attempts at styling, which the policy
        refuses, are not the page's: nothing said from here on counts."""
        self.listening = False
        found = Axe().run(self.page).response["violations"]
        return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]


@pytest.fixture(scope="session")
def live_server(collected_static: None, django_db_setup: None, django_db_blocker) -> Iterator[LiveServer]:
    """The program as it is served: its own middleware hands out the static files, not the test server."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost", start=False)
        server.thread.static_handler = lambda application: application
        server.start()
    yield server
    server.stop()


@pytest.fixture
def watched(page: Page, live_server: LiveServer) -> Iterator[Watched]:
    """Fails the test where a page says an error to its console or asks anything of another host."""
    found = Watched(page, live_server.url)
    page.on("console", found.hear)
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on("request", found.see)
    yield found
    assert not found.said
    assert not found.asked_elsewhere
