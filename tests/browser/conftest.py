"""The built demo in a real browser, served as a web server serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import on_this_machine


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def staff(staff_site: Path) -> Iterator[str]:
    """The address of the demo's staff handbook."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(staff_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; `make test` has already said what to do when there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_this_machine(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def addresses(staff_site: Path) -> list[str]:
    """Every page of the demo by its address, from the build itself."""
    return [p.relative_to(staff_site).as_posix().removesuffix("index.html") for p in sorted(staff_site.rglob("*.html"))]
