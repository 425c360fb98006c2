"""How much a page weighs that is opened for the first time, and that nothing on it moves while it comes."""

from __future__ import annotations

import gzip
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from time import sleep
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.conftest import DESK, PHONE, Ear, Site
from tests.conftest import FIGURES

LIMIT = 45_000
LIMIT_WITH_FIGURE = 60_000
"""For a page with the case flow as a figure."""
SHIFT = 0.005
"""Layout shift is told with two decimals, so this is 0.00. A slow machine may show the header before all its buttons are read."""
REQUESTS = 3
"""The page, the script and the icon. One more where a script says who is open."""


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_every_page_is_light_and_nothing_on_it_moves(browser: Browser, site: Site, size: ViewportSize) -> None:
    weights: dict[str, int] = {}
    page = browser.new_page(viewport=size, locale="da-DK")
    heard = Ear(page)
    # Each file in one piece, as a compressing server sends it. It also leaves nothing in the cache.
    page.route(f"{site.address}**", lambda route: route.fulfill(path=_file(site, route.request.url)))
    for address in site.addresses:
        heard.asked.clear()
        page.goto(site.at(address), wait_until="load")
        asked = {url for url in heard.asked if not url.startswith("data:")}
        weights[address] = sum(_packed(site, url) for url in asked)
        assert len(asked) <= REQUESTS + bool(page.locator(".open-now").count()), (address, asked)
        assert page.evaluate(_SHIFTED) < SHIFT, address
        assert weights[address] <= (LIMIT_WITH_FIGURE if page.locator("figure.flow").count() else LIMIT), address
    heaviest = max(weights, key=lambda address: weights[address])
    kilo = [weight / 1000 for weight in weights.values()]
    FIGURES.append(
        f"{site.name} at {size['width']} px: {median(kilo):.1f} kB in the median, {max(kilo):.1f} kB at most (/{heaviest}), CLS 0.00, "
        f"{REQUESTS} requests at most"
    )
    page.close()


@pytest.mark.parametrize("last", [b'class="header-button', b'class="emergency-line__when'])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_nothing_moves_when_half_the_header_comes_first(browser: Browser, site: Site, size: ViewportSize, last: bytes) -> None:
    html = (site.folder / "index.html").read_bytes()
    half = html.index(last) + 150

    class Halting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if self.path == "/":
                self.wfile.write(html[:half])
                sleep(0.5)
                self.wfile.write(html[half:])

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Halting)
    Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport=size, locale="da-DK")
    page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="load")
    shifted = page.evaluate(_SHIFTED)
    page.close()
    server.shutdown()
    assert shifted < SHIFT


def _packed(site: Site, url: str) -> int:
    """How many bytes a server sends for this address when it compresses as usual."""
    return len(gzip.compress(_file(site, url).read_bytes(), 6))


def _file(site: Site, url: str) -> Path:
    path = site.folder / urlsplit(url).path.lstrip("/")
    return path / "index.html" if path.is_dir() else path


_SHIFTED = """() => new Promise((done) => {
  let shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shifted += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shifted), 0)));
})"""
