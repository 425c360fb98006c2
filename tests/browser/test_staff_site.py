"""The staff handbook as the teacher meets it."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from tests.conftest import FIGURES

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture
def phone(browser: Browser) -> Page:
    return browser.new_page(viewport=PHONE, locale="da-DK")


def test_no_page_asks_another_host_for_anything_and_none_has_an_error(browser: Browser, staff: str, addresses: list[str]) -> None:
    for size in (PHONE, DESK):
        page = browser.new_page(viewport=size, locale="da-DK")
        heard = _Ear(page)
        for address in addresses:
            page.goto(urljoin(staff, address), wait_until="networkidle" if address in ("", "sagsgang/") else "load")
        FIGURES.append(f"{len(addresses)} pages at {size['width']} px, {len(heard.asked)} requests")
        assert [url for url in heard.asked if not url.startswith((staff, "data:", "blob:"))] == []
        assert heard.errors == []
        page.close()


def test_no_page_scrolls_sideways_on_a_phone(phone: Page, staff: str, addresses: list[str]) -> None:
    wide = []
    for address in addresses:
        phone.goto(urljoin(staff, address))
        if phone.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    assert wide == []


def test_112_and_114_and_whom_to_call_in_doubt_are_within_reach_on_every_page(phone: Page, staff: str, addresses: list[str]) -> None:
    for address in addresses:
        phone.goto(urljoin(staff, address))
        for number in ("tel:112", "tel:114", "tel:+45"):
            link = phone.locator(f'.emergency-line a[href^="{number}"]').first
            box = link.bounding_box()
            assert box, (address, number)
            assert box["height"] >= 44, (address, number)
            assert box["y"] + box["height"] <= PHONE["height"], (address, number)


@pytest.mark.parametrize("entrance", ["Jeg er bekymret for en person", "Der sker noget akut", "Lærer", "Jobkonsulent"])
def test_a_number_to_call_is_at_most_two_taps_from_the_start_page(phone: Page, staff: str, entrance: str) -> None:
    phone.goto(staff)
    phone.locator("article").get_by_role("link", name=entrance).first.click()
    phone.wait_for_url(lambda url: url != staff)
    call = phone.locator('article a[href^="tel:"]').first
    call.scroll_into_view_if_needed()
    assert call.is_visible()


def test_the_first_screen_of_start_and_akut_says_112_before_anything_else(phone: Page, staff: str) -> None:
    for address in ("", "akut/"):
        phone.goto(urljoin(staff, address))
        first = phone.locator('article a[href^="tel:"], article li, article ol').first
        call = phone.locator('article a[href="tel:112"]').first
        box = call.bounding_box()
        assert box
        assert box["y"] + box["height"] < PHONE["height"] - 60
        assert first.locator('xpath=self::*[@href="tel:112"] | .//a[@href="tel:112"]').count() == 1


def test_the_case_flow_is_drawn_and_fits_the_phone(phone: Page, staff: str) -> None:
    phone.goto(urljoin(staff, "sagsgang/"))
    figure = phone.locator(".flow svg")
    figure.wait_for(timeout=20_000)  # live Mermaid, where the build cannot draw, takes its time
    box = figure.bounding_box()
    assert box
    assert 150 < box["width"] <= PHONE["width"]
    drawn = figure.text_content() or ""
    listed = phone.locator(".case-step").count()
    assert [f"{n}." in drawn for n in range(1, listed + 1)] == [True] * listed


def test_the_menu_on_a_phone_opens_by_keyboard_and_without_javascript(browser: Browser, staff: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(staff, "akut/"))
    menu = page.locator("details.menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.menu a", has_text="Kontakt").first.is_visible()
    context.close()


def test_search_finds_a_page_and_its_section(browser: Browser, staff: str) -> None:
    page = browser.new_page(viewport=DESK, locale="da-DK")
    page.goto(staff)
    page.keyboard.press("/")
    page.keyboard.type("underretning", delay=20)
    page.locator(".md-search-result__item a").first.wait_for()
    assert "nderretning" in (page.locator(".md-search-result__item a").first.text_content() or "")
    page.close()


def test_every_page_says_that_it_is_internal_and_that_the_municipality_is_invented(phone: Page, staff: str, addresses: list[str]) -> None:
    for address in addresses:
        phone.goto(urljoin(staff, address))
        text = phone.locator("body").inner_text().casefold()
        assert "internt" in text, address
        assert "opdigtet" in text, address
        assert phone.locator("html").get_attribute("lang") == "da"
        assert phone.locator("h1").count() == 1, address


class _Ear:
    """What a page asks for, and what goes wrong on it."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)
