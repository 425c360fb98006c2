"""Both sites behind real nginx and Apache, with the files that the build wrote for them: the policy holds and breaks nothing."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from handbook.publish.build import CONFIGS, _build
from handbook.publish.headers import FOREVER, REVALIDATE, SERVER_FILES, headers
from tests.browser.conftest import PHONE, Ear, Site
from tests.browser.servers import missing, serving
from tests.conftest import FIGURES, PROJECT

BELOW = "intranet/haandbog/"
"""A path below which a municipality may lay a site on a server that it shares."""


@dataclass(frozen=True)
class Hosted(Site):
    """A site behind a real server."""

    server: str

    @property
    def asset(self) -> str:
        """The address of a file that browsers may keep."""
        return next(self.folder.glob("assets/*/site.js")).relative_to(self.folder).as_posix()

    def get(self, address: str, **asked: str) -> HTTPResponse:
        """The server's answer, as it comes."""
        parts = urlsplit(self.at(address))
        connection = HTTPConnection(parts.netloc)
        connection.request("GET", parts.path, headers={name.replace("_", "-"): value for name, value in asked.items()})
        return connection.getresponse()


@pytest.fixture(scope="module", params=["", BELOW], ids=["at the root", "below a path"])
def roots(request: pytest.FixtureRequest) -> Iterator[dict[str, tuple[Path, Path]]]:
    """For each site a folder as a server's root, and the site's own folder in it. Servers read it as another user."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        found = {}
        for site in CONFIGS:
            root = Path(name) / site
            folder = root / request.param
            if request.param:
                assert _build(PROJECT / CONFIGS[site], folder, site_url=f"https://kommune.example/{request.param}") is None
            else:
                shutil.copytree(request.getfixturevalue(f"{site}_site"), folder)
            found[site] = (root, folder)
        yield found


@pytest.fixture(params=["nginx", "apache"])
def hosted(request: pytest.FixtureRequest, roots: dict[str, tuple[Path, Path]], site_name: str) -> Iterator[Hosted]:
    """Each site behind each server, at its root and below a path."""
    server = request.param
    if install := missing(server):
        FIGURES.append(f"{server} er ikke installeret ({install}): det er ikke prøvet, hvad den svarer")
        pytest.skip(f"{server} is not installed: {install}")
    root, folder = roots[site_name]
    with TemporaryDirectory() as work, serving(server, root, folder, Path(work)) as address:
        yield Hosted(site_name, urljoin(address, f"{folder.relative_to(root).as_posix()}/"), folder, server)


@pytest.fixture(params=list(CONFIGS))
def site_name(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_the_policy_forbids_nothing_that_a_page_does(browser: Browser, hosted: Hosted) -> None:
    page = browser.new_page(viewport=PHONE, locale="da-DK")
    heard = Ear(page)
    addresses = hosted.addresses
    if hosted.address.endswith(BELOW):
        addresses = addresses[::5]  # what differs there is the paths, and they are the same on every page of a kind
    for address in addresses:
        page.goto(hosted.at(address))
        assert page.locator("html").get_attribute("class") == "js"
        assert page.locator("body").evaluate("body => getComputedStyle(body).marginTop") == "0px"
    assert heard.errors == []
    assert [url for url in heard.asked if not url.startswith((hosted.address, "data:"))] == []
    FIGURES.append(
        f"{hosted.server}: {len(addresses)} pages at {urlsplit(hosted.address).path} ({hosted.name}), no violation of the policy"
    )
    page.close()


def test_search_theme_and_menu_work_under_the_policy_also_on_the_page_for_what_is_not_there(browser: Browser, hosted: Hosted) -> None:
    page = browser.new_page(viewport=PHONE, locale="da-DK", color_scheme="light")
    heard = Ear(page)
    for address in ("", "lov/", "findes/ikke/"):
        page.goto(hosted.at(address))
        page.get_by_label("Tema").select_option("dark")
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
        page.locator("details.menu summary").click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Søg").first.click()
        page.keyboard.type("bekymring")
        first = page.locator(".md-search-result__item a").first
        first.wait_for()
    first.click()
    page.wait_for_url(lambda url: "findes/ikke" not in url)
    expect(page.locator("h1")).not_to_have_text("Siden findes ikke")
    # Chromium tells of the 404 as if it were an error.
    assert [error for error in heard.errors if "404" not in error] == []
    page.close()


def test_the_answers_carry_the_headers_of_the_table(hosted: Hosted) -> None:
    table = headers((path.read_text("utf-8") for path in hosted.folder.rglob("*.html")), internal=hosted.name == "staff")
    kept = [("", 200, REVALIDATE), ("lov/", 200, REVALIDATE), ("search/search_index.json", 200, REVALIDATE), (hosted.asset, 200, FOREVER)]
    gone = [("findes/ikke/", 404, REVALIDATE), (f"{hosted.asset}x", 404, REVALIDATE), *((name, 404, REVALIDATE) for name in SERVER_FILES)]
    for address, status, cache in kept + gone:
        answer = hosted.get(address)
        assert answer.status == status, address
        assert {name: answer.headers.get_all(name) for name in table} == {name: [value] for name, value in table.items()}, address
        assert answer.headers.get_all("Cache-Control") == [cache], address
        if status == 404:
            assert "Siden findes ikke" in answer.read().decode(), address
    assert (hosted.get("lov/").headers["X-Robots-Tag"] == "noindex, nofollow") is (hosted.name == "staff")


def test_a_page_is_compressed_and_sent_again_only_when_it_has_changed(hosted: Hosted) -> None:
    answer = hosted.get("lov/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.read()) == (hosted.folder / "lov" / "index.html").read_bytes()
    known = {"If_Modified_Since": answer.headers["Last-Modified"]}
    if answer.headers["ETag"]:
        known["If_None_Match"] = answer.headers["ETag"]
    assert hosted.get("lov/", Accept_Encoding="gzip", **known).status == 304
    assert hosted.get(hosted.asset, Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
