"""The citizens' site as a worried parent meets it, and as a search engine reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from handbook.plan.plan import Plan
from handbook.publish.links import link_problems
from tests.browser.conftest import PHONE, Site


def test_no_page_says_internt_on_screen_on_paper_or_in_its_source(phone: Page, public_pages: Site) -> None:
    for address in public_pages.addresses:
        phone.goto(public_pages.at(address))
        for medium in ("screen", "print"):
            phone.emulate_media(media=medium)
            assert "Internt" not in phone.locator("body").inner_text(), (address, medium)
        assert "Internt" not in phone.content(), address


def test_no_file_of_the_site_says_internt(public_site: Path) -> None:
    assert [path.name for path in public_site.rglob("*") if path.is_file() and b"Internt" in path.read_bytes()] == []


def test_every_internal_link_leads_to_a_page_of_the_site(public_site: Path) -> None:
    assert link_problems(public_site, "https://forebyg.eksempelby.example/", {}) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_forlad_siden_is_a_plain_link_at_the_top_of_every_page(
    browser: Browser, public_pages: Site, demo: Plan, *, javascript: bool
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    page = context.new_page()
    for address in public_pages.addresses:
        page.goto(public_pages.at(address))
        leave = page.get_by_role("link", name="Forlad")
        box = leave.bounding_box()
        assert box, address
        assert box["y"] < 60, address
        assert min(box["width"], box["height"]) >= 40, address
        assert leave.get_attribute("href") == demo.municipality.quick_exit
    context.close()


def test_no_page_offers_to_edit_or_tells_where_its_source_is(phone: Page, public_pages: Site) -> None:
    for address in public_pages.addresses:
        phone.goto(public_pages.at(address))
        source = phone.content()
        assert "Ret denne side" not in source, address
        assert "git." not in source, address
        assert 'name="generator"' not in source, address
        assert "<!--" not in source, address


def test_search_engines_may_read_the_citizens_site_and_find_who_stands_behind_it(
    phone: Page, public_pages: Site, public_site: Path
) -> None:
    for address in public_pages.addresses:
        phone.goto(public_pages.at(address))
        assert phone.locator('meta[name="robots"]').count() == 0, address
        data = json.loads(phone.locator('script[type="application/ld+json"]').text_content() or "")
        assert data["publisher"]["name"] == "Eksempelby Kommune"
        assert data["inLanguage"] == "da"
        if address != "404.html":
            canonical = phone.locator('link[rel="canonical"]').get_attribute("href")
            assert canonical == f"https://forebyg.eksempelby.example/{address}"
            assert f"<loc>{canonical}</loc>" in (public_site / "sitemap.xml").read_text("utf-8")
    assert "Sitemap: https://forebyg.eksempelby.example/sitemap.xml" in (public_site / "robots.txt").read_text("utf-8")


def test_was_leads_to_the_accessibility_statement_and_the_footer_links_to_it(
    phone: Page, public_pages: Site, public_site: Path, demo: Plan
) -> None:
    statement = demo.municipality.accessibility_statement
    assert f'content="0; url={statement}"' in (public_site / "was" / "index.html").read_text("utf-8")
    phone.goto(public_pages.address)
    assert phone.locator("footer").get_by_role("link", name="Tilgængelighedserklæring").get_attribute("href") == statement


@pytest.mark.parametrize("entrance", ["Hvad kan du gøre?", "Hvad sker der, når du ringer?", "Hvilken hjælp findes der?"])
def test_a_number_to_call_is_at_most_two_taps_from_the_start_page(phone: Page, public_pages: Site, entrance: str) -> None:
    phone.goto(public_pages.address)
    phone.locator("article").get_by_role("link", name=entrance).first.click()
    phone.wait_for_url(lambda url: url != public_pages.address)
    call = phone.locator('article a[href^="tel:"]').first
    call.scroll_into_view_if_needed()
    assert call.is_visible()


def test_the_front_door_names_112_114_the_municipality_and_the_hotline_with_hours_and_check(phone: Page, public_pages: Site) -> None:
    phone.goto(public_pages.at("er-du-bekymret/"))
    article = phone.locator("article").first
    for number in ("tel:112", "tel:114", "tel:+4512345680", "tel:+4541749090"):
        assert article.locator(f'a[href="{number}"]').count() > 0, number
    text = article.inner_text()
    assert "Alle dage 8.00–22.00" in text
    assert "Ikke tjekket af os" in text
    for reader in ("forælder", "ven", "nabo", "forening"):
        assert reader in text
