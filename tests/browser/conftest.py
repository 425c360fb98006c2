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
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from tests.browser.chromium import on_this_machine

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}

_KINDS = {
    "staff": (
        "", "akut/", "bekymring/", "bekymring/tavshedspligt/", "bekymringstegn/", "actioncards/", "actioncards/laerer/", "kontakt/",
        "sagsgang/", "sagsgang/modtages/", "roller/", "roller/laerer/", "forebyggelse/", "planen/", "planen/koncept/",
        "planen/koncept/interessenter-og-samarbejde/", "planen/daekning/", "ordliste/", "lov/", "kilder/", "redaktoer/", "404.html",
        "hvad-nu/", "hvad-nu/under-18/laerer/", "hvad-nu/under-18/laerer/handl-i-dag/", "kontakt/nu/", "indsatser/",
        "samarbejde/interessenter/", "samarbejde/hvem-goer-hvad/", "forebyggelse/boligomraader/", "planen/aarshjul/", "planen/parathed/",
        "planen/noegletal/", "planen/arbejdet/", "planen/skabelon/", "redaktoer/hvor-finder-jeg/", "redaktoer/soegning/",
    ),
    "public": (
        "", "er-du-bekymret/", "hjaelp/", "bekymringstegn/", "planen/koncept/", "planen/indsatser/", "ordliste/", "privatliv/", "404.html",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A site of the demo: its name, where it is served and from which folder, and every page by its address."""

    name: str
    address: str
    folder: Path

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every page, from the build itself. `/was/` is no page but a way out, and is tested by itself."""
        pages = (path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in sorted(self.folder.rglob("*.html")))
        return tuple(page for page in pages if page != "was/")

    @property
    def kinds(self) -> tuple[str, ...]:
        """A page of every kind, for what takes too long to try on every page."""
        return _KINDS[self.name]

    def at(self, address: str) -> str:
        return urljoin(self.address, address)


class Ear:
    """What a page asks for, and what goes wrong on it: errors of scripts, and what its policy forbids."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.add_init_script(_TELL_VIOLATIONS)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


_TELL_VIOLATIONS = """\
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`${location.pathname}: ${event.violatedDirective} forbids ${event.blockedURI}`);
});
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _served(name: str, folder: Path) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(name, f"http://127.0.0.1:{server.server_port}/", folder)
    server.shutdown()


@pytest.fixture(scope="session")
def staff_pages(staff_site: Path) -> Iterator[Site]:
    """The staff handbook."""
    with _served("staff", staff_site) as site:
        yield site


@pytest.fixture(scope="session")
def public_pages(public_site: Path) -> Iterator[Site]:
    """The citizens' site."""
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
def desk(browser: Browser) -> Iterator[Page]:
    """A page in a window on a desk."""
    page = browser.new_page(viewport=DESK, locale="da-DK")
    yield page
    page.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page in a window as narrow as a phone."""
    page = browser.new_page(viewport=PHONE, locale="da-DK")
    yield page
    page.close()
