"""How fast a page is there on a slow phone: as bare HTML, in Material as it comes, and as this project publishes it.

Run it from the project's folder: `.venv/bin/python tests/benchmark.py [ROUNDS]`. It prints the table that README shows.
It is no test: the figures are those of the machine it runs on, and only their relation says something.
"""

from __future__ import annotations

import gzip
import mimetypes
import random
import re
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from material.plugins.search.plugin import SearchPlugin
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from handbook.publish.build import build
from tests.browser.chromium import on_this_machine

PAGES = {"": "start", "akut/": "akut", "planen/koncept/": "matrix", "kontakt/": "kontakt"}
KINDS = {"plain": "bare HTML", "stock": "Material as it comes", "ours": "this project"}
NETWORKS: dict[str, dict[str, Any]] = {
    "Chromium's slow 4G": {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375},
    "1.6 Mbit/s and 150 ms": {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750},
}
"""The preset of Chromium's own developer tools, and a network with so short a wait that the bytes weigh more."""
SLOW_PROCESSOR = 4
PHONE: Any = {"width": 360, "height": 740}
STOCK_THEME = {
    "name": "material",
    "language": "da",
    "font": False,
    "features": ["navigation.sections", "navigation.prune"],
    "palette": [
        {"media": "(prefers-color-scheme: light)", "scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Mørk"}},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Lys"}},
    ],
}


@dataclass(frozen=True)
class View:
    """One page opened for the first time."""

    lcp: float
    bytes: int
    requests: int


Views = dict[tuple[str, str, str], list[View]]
"""What was seen by network, page and kind."""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    project = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        sites = Path(folder)
        if reason := build(project, ["staff"], sites):
            sys.exit(reason)
        (sites / "staff").rename(sites / "ours")
        _build_stock(project, sites / "stock")
        _strip(sites / "ours", sites / "plain")
        browser = playwright.chromium.launch(executable_path=on_this_machine(), args=["--no-sandbox"])
        views: Views = defaultdict(list)
        with _served(sites) as address:
            for number in range(rounds):
                for page, network in random.sample(list(product(PAGES, NETWORKS)), len(PAGES) * len(NETWORKS)):
                    for kind in random.sample(list(KINDS), len(KINDS)):
                        views[network, page, kind].append(_view(browser, f"{address}{kind}/{page}", network))
                print(f"round {number + 1} of {rounds}", file=sys.stderr)
        browser.close()
    print(_table(views, rounds))


def _build_stock(project: Path, into: Path) -> None:
    """The same pages in the theme as it comes: without our templates, our look, and what makes a site light."""
    untouched = SimpleNamespace(sheets={}, folder="", search_program="", search_folder="", filter=lambda url: url)
    left_out: dict[str, Any] = {
        "Assets": lambda *_: untouched,
        # Material's search takes settings of its own from the key in which our pages say what people search with.
        "SearchIndex": lambda *_: SimpleNamespace(add=lambda page, *_: page.meta.pop("search", None), write=lambda *_: None),
        "put_in_pages": lambda *_: None,
        "write_server_files": lambda *_, **__: None,
        "link_problems": lambda *_: [],
    }
    with patch.multiple("handbook.publish.plugin", **left_out):
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(into), theme=STOCK_THEME, extra_css=[])
        search = SearchPlugin()
        search.load_config({"lang": "da"})
        config.plugins["material/search"] = search
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)


def _strip(ours: Path, into: Path) -> None:
    """The content of each page and nothing around it."""
    for page in PAGES:
        text = (ours / page / "index.html").read_text("utf-8")
        article = re.search(r"<article.*</article>", text, re.DOTALL)
        (into / page).mkdir(parents=True, exist_ok=True)
        bare = '<!doctype html><html lang="da"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Plan</title>'
        (into / page / "index.html").write_text(bare + (article[0] if article else ""), "utf-8")


class _Compressing(BaseHTTPRequestHandler):
    """Serves files with gzip over connections that stay open, as web servers do."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, root: Path) -> None:
        self._root = root
        super().__init__(*args)

    def do_GET(self) -> None:
        file = self._root / urlsplit(self.path).path.lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        content = gzip.compress(file.read_bytes(), 6) if file.is_file() else b""
        self.send_response(200 if file.is_file() else 404)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _served(root: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, root=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _view(browser: Browser, address: str, network: str) -> View:
    context = browser.new_context(viewport=PHONE, locale="da-DK")
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORKS[network])
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
    page.goto(address, wait_until="networkidle")
    lcp = page.evaluate(_LARGEST_PAINT)
    context.close()
    return View(lcp, sum(received), len(received))


_LARGEST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
  .observe({type: "largest-contentful-paint", buffered: true}))"""


def _table(views: Views, rounds: int) -> str:
    """In brackets the median of the relations within each round, in which the machine was equally busy."""
    head = "".join(f" LCP, {network} | to bare HTML |" for network in NETWORKS)
    lines = [
        f"Median of {rounds} shuffled rounds.",
        "",
        f"| page | |{head} bytes | requests |",
        "|---|---|" + "--:|--:|" * (len(NETWORKS) + 1),
    ]
    for (page, name), (kind, label) in product(PAGES.items(), KINDS.items()):
        painted = "".join(_painted(views[network, page, kind], views[network, page, "plain"]) for network in NETWORKS)
        seen = [view for network in NETWORKS for view in views[network, page, kind]]
        size, requests = median(view.bytes for view in seen) / 1000, max(view.requests for view in seen)
        lines.append(f"| {name} | {label} |{painted} {size:.1f} kB | {requests} |")
    return "\n".join(lines)


def _painted(seen: list[View], bare: list[View]) -> str:
    lcp = median(view.lcp for view in seen)
    within = median(view.lcp / other.lcp for view, other in zip(seen, bare, strict=True))
    return f" {lcp:.0f} ms | {lcp / median(view.lcp for view in bare):.2f} ({within:.2f}) |"


if __name__ == "__main__":
    main()
