"""The built demo in a real browser, served as a web server serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.chromium import on_this_machine

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Site:
    """A site of the demo: its name, where it is served, and every page by its address, from the build itself."""

    name: str
    address: str
    addresses: tuple[str, ...]

    def at(self, address: str) -> str:
        return urljoin(self.address, address)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _served(name: str, folder: Path) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pages = (p.relative_to(folder).as_posix().removesuffix("index.html") for p in sorted(folder.rglob("*.html")))
    yield Site(name, f"http://127.0.0.1:{server.server_port}/", tuple(page for page in pages if page != "was/"))
    server.shutdown()


@pytest.fixture(scope="session")
def staff_pages(staff_site: Path) -> Iterator[Site]:
    """The staff handbook."""
    with _served("staff", staff_site) as site:
        yield site


@pytest.fixture(scope="session")
def public_pages(public_site: Path) -> Iterator[Site]:
    """The citizens' site. Its `/was/` is no page but a way out, and is tested by itself."""
    with _served("public", public_site) as site:
        yield site


@pytest.fixture(params=["staff", "public"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites."""
    served: Site = request.getfixturevalue(f"{request.param}_pages")
    return served


@pytest.fixture
def staff(staff_pages: Site) -> str:
    """The address of the staff handbook."""
    return staff_pages.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; `make test` has already said what to do when there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_this_machine(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page in a window as narrow as a phone."""
    page = browser.new_page(viewport=PHONE, locale="da-DK")
    yield page
    page.close()
