"""The staff handbook as the teacher meets it."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, Site


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


def test_every_page_says_that_it_is_internal_on_screen_and_on_paper(phone: Page, staff_pages: Site) -> None:
    for address in staff_pages.addresses:
        phone.goto(staff_pages.at(address))
        for medium in ("screen", "print"):
            phone.emulate_media(media=medium)
            assert "Internt" in phone.locator("body").inner_text(), (address, medium)
        assert phone.locator('meta[name="robots"]').get_attribute("content") == "noindex, nofollow"
