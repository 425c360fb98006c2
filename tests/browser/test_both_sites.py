"""What holds on every page of both sites."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, Ear, Site
from tests.conftest import FIGURES


def test_no_page_asks_another_host_for_anything_and_none_has_an_error(browser: Browser, site: Site) -> None:
    for size in (PHONE, DESK):
        page = browser.new_page(viewport=size, locale="da-DK")
        heard = Ear(page)
        for address in site.addresses:
            page.goto(site.at(address), wait_until="networkidle" if address in ("", "sagsgang/") else "load")
        FIGURES.append(f"{site.name}: {len(site.addresses)} pages at {size['width']} px, {len(heard.asked)} requests")
        assert [url for url in heard.asked if not url.startswith((site.address, "data:", "blob:"))] == []
        assert heard.errors == []
        page.close()


def test_no_page_scrolls_sideways_on_a_phone(phone: Page, site: Site) -> None:
    wide = []
    for address in site.addresses:
        phone.goto(site.at(address))
        if phone.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    assert wide == []


def test_112_and_114_and_whom_to_call_in_doubt_are_within_reach_on_every_page(phone: Page, site: Site) -> None:
    for address in site.addresses:
        phone.goto(site.at(address))
        for number in ("tel:112", "tel:114", "tel:+45"):
            link = phone.locator(f'.emergency-line a[href^="{number}"]').first
            box = link.bounding_box()
            assert box, (address, number)
            assert box["height"] >= 44, (address, number)
            assert box["y"] + box["height"] <= PHONE["height"], (address, number)


def test_every_page_is_danish_with_one_heading_a_title_and_a_description_and_says_that_the_municipality_is_invented(
    phone: Page, site: Site
) -> None:
    titles = set()
    for address in site.addresses:
        phone.goto(site.at(address))
        assert "opdigtet" in phone.locator("body").inner_text(), address
        assert phone.locator("html").get_attribute("lang") == "da"
        assert phone.locator("h1").count() == 1, address
        assert len(phone.locator('meta[name="description"]').get_attribute("content") or "") > 20, address
        titles.add(phone.title())
    assert len(titles) == len(site.addresses)
