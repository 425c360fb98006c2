"""The handbook from a USB stick: unpacked and opened from the disk, without a server and without the net."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handbook.publish.build import CONFIGS, OFFLINE, build
from tests.browser.conftest import PHONE, Ear
from tests.conftest import FIGURES, PROJECT


@pytest.fixture(scope="module", params=list(CONFIGS))
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each site as its readers get it: the zip file, unpacked."""
    folder = tmp_path_factory.mktemp("offline")
    assert build(PROJECT, [request.param], folder, offline=True) is None
    assert [path.name for path in folder.iterdir()] == [OFFLINE.format(request.param)]
    with zipfile.ZipFile(folder / OFFLINE.format(request.param)) as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {request.param}
        packed.extractall(folder)
    return folder / str(request.param)


def test_every_page_opens_from_the_disk_and_asks_for_nothing_outside(browser: Browser, copy: Path) -> None:
    page = browser.new_page(viewport=PHONE, locale="da-DK")
    heard = Ear(page)
    pages = sorted(copy.rglob("*.html"))
    for path in pages:
        if path.relative_to(copy).as_posix() != "was/index.html":
            page.goto(path.as_uri())
            assert page.locator("html").get_attribute("class") == "js", path
    assert heard.errors == []
    assert [url for url in heard.asked if not url.startswith((copy.as_uri(), "data:"))] == []
    FIGURES.append(f"{copy.name} offline: {len(pages)} pages from file://, no request outside")
    page.close()


def test_links_and_search_work_from_the_disk(browser: Browser, copy: Path) -> None:
    page = browser.new_page(viewport=PHONE, locale="da-DK")
    heard = Ear(page)
    page.goto((copy / "index.html").as_uri())
    page.locator("details.menu summary").click()
    page.locator("details.menu").get_by_role("link", name="Ordliste").click()
    expect(page.locator("h1")).to_have_text("Hvad betyder ordet?")
    page.get_by_role("button", name="Søg").first.click()
    page.keyboard.type("bekymring")
    elsewhere = page.locator('.md-search-result__item a:not([href*="/ordliste/"])').first
    elsewhere.click()
    page.wait_for_url(lambda url: "/ordliste/" not in url)
    assert "ekymring" in page.locator("article").first.inner_text().replace("\u00ad", "").replace("\u00ad", "")
    assert heard.errors == []
    assert [url for url in heard.asked if not url.startswith((copy.as_uri(), "data:"))] == []
    page.close()


def test_the_zip_file_holds_no_file_that_only_servers_read(copy: Path) -> None:
    assert not [path.name for path in copy.iterdir() if path.name.startswith(("_", ".", "404", "nginx", "robots", "sitemap", "web"))]
