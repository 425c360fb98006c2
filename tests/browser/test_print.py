"""On paper: every page of both sites as Chromium prints it, and each action card on its one sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from handbook.plan.card import Card
from handbook.plan.dates import danish_date
from handbook.plan.drawn_card import drawn
from handbook.plan.phone import number
from handbook.plan.plan import Plan
from tests.browser.conftest import DESK, Site
from tests.conftest import FIGURES, TODAY

NEVER_ON_PAPER = (
    ".md-header, .md-sidebar, .site-footer, .emergency-line, .search-prompt, .page-foot, .actions, .print-hint, .md-skip, .menu"
)
PALE = """
  () => [...document.querySelectorAll("article *, .print-note *")]
    .filter(e => !e.closest("svg") && e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).some(part => part > 90) && !e.matches("code *"))
    .map(e => e.className + ": " + e.textContent.trim().slice(0, 40))
"""
"""What is written too pale to be read in black on white: the words, with the class of their element."""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page in a window on a desk, from which one prints."""
    page = browser.new_page(viewport=DESK, locale="da-DK")
    yield page
    page.close()


def sheets(page: Page) -> list[str]:
    """The text of each sheet that the page prints on, without spaces: a PDF has them where it likes."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    found = PdfReader(io.BytesIO(pdf)).pages
    assert {tuple(round(float(side) / 72 * 25.4) for side in (sheet.mediabox.width, sheet.mediabox.height)) for sheet in found} == {
        (210, 297)
    }
    return [_tight(sheet.extract_text()) for sheet in found]


def test_every_page_prints_with_its_heading_on_the_first_sheet_and_what_it_is_on_every_sheet(paper: Page, site: Site, demo: Plan) -> None:
    total = 0
    for address in site.addresses:
        paper.goto(site.at(address))
        heading = paper.locator("h1").inner_text()
        live = paper.locator('link[rel="canonical"]').get_attribute("href") if address != "404.html" else ""
        printed = sheets(paper)
        total += len(printed)
        assert _tight(heading) in printed[0], address
        for sheet in printed:
            assert _tight(f"Udgave {demo.municipality.edition}") in sheet, address
            assert _tight(danish_date(TODAY)) in sheet, address
            assert _tight(live or "") in sheet, address
            assert ("Internt" in sheet) is (site.name == "staff"), address
            assert "Akutfare:ring112" not in sheet, address
    FIGURES.append(f"{site.name}: {len(site.addresses)} pages print on {total} A4 sheets, each with address, date and edition")


def test_every_page_is_black_on_white_on_paper_also_from_a_dark_screen(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=DESK, locale="da-DK", color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    for address in site.addresses:
        page.goto(site.at(address))
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", address
        assert page.evaluate(PALE) == [], address
        assert page.locator(NEVER_ON_PAPER).locator("visible=true").count() == 0, address
        assert {*page.evaluate("[...document.querySelectorAll('thead')].map(e => getComputedStyle(e).display)")} <= {"table-header-group"}
        page.emulate_media(media="screen")
    context.close()


def test_a_table_that_goes_on_says_on_each_sheet_what_its_columns_are(paper: Page, staff_pages: Site, demo: Plan) -> None:
    paper.goto(staff_pages.at("planen/koncept/"))
    columns = _tight("".join(f"{tier.name}{tier.summary}" for tier in demo.tiers))
    rows = [sheet for sheet in sheets(paper) if any(_tight(element.name) in sheet for element in demo.shown_elements)]
    assert len(rows) > 1
    assert [sheet for sheet in rows if columns not in sheet] == []


def test_no_box_is_cut_by_the_edge_of_a_sheet(paper: Page, staff_pages: Site) -> None:
    boxes = {"kontakt/": ".contact-card", "bekymring/": ".age", "bekymringstegn/": ".sign", "akut/": ".emergency, .avoid"}
    for address, box in boxes.items():
        paper.goto(staff_pages.at(address))
        paper.emulate_media(media="print")
        assert {*paper.locator(box).evaluate_all("all => all.map(e => getComputedStyle(e).breakInside)")} == {"avoid"}, address


def test_what_is_folded_on_the_screen_is_open_on_paper(paper: Page, staff_pages: Site) -> None:
    paper.goto(staff_pages.at("akut/"))
    paper.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<details><summary>Mere</summary><p>Foldet ud</p></details>')"
    )
    assert "Foldetud" in "".join(sheets(paper))


def test_a_printed_link_says_where_it_leads(paper: Page, staff_pages: Site, public_pages: Site) -> None:
    paper.goto(staff_pages.at("bekymring/"))
    assert "skabelontilditnotat(/bekymring/notat/)" in "".join(sheets(paper))
    paper.goto(public_pages.at("privatliv/"))
    for link in paper.locator('article p > a[href^="http"]').all():
        assert link.get_attribute("data-address") == link.get_attribute("href") or (link.get_attribute("href") or "-") in link.inner_text()


def test_each_action_card_is_one_sheet_with_its_steps_numbers_address_and_owner(paper: Page, staff_pages: Site, demo: Plan) -> None:
    for card in demo.cards:
        paper.goto(staff_pages.at(f"actioncards/{card.id}/"))
        printed = sheets(paper)
        assert len(printed) == 1, (card.id, len(printed))
        for text in _words(card, demo):
            assert _tight(text) in printed[0], (card.id, text)
    FIGURES.append(f"{len(demo.cards)} action cards, each on one A4 sheet")


def test_the_code_on_each_card_leads_to_the_live_page(paper: Page, staff_pages: Site, demo: Plan) -> None:
    for card in demo.cards:
        paper.goto(staff_pages.at(f"actioncards/{card.id}/"))
        live = paper.locator('link[rel="canonical"]').get_attribute("href")
        code = paper.locator(".qr")
        assert code.get_attribute("aria-label") == f"QR-kode: {live}"
        box = (code.get_attribute("viewBox") or "").split()
        (found,) = zxingcpp.read_barcodes(_picture(code.locator("path").last.get_attribute("d") or "", int(box[2])))
        assert found.text == live
    FIGURES.append(f"{len(demo.cards)} QR codes read by ZXing, each the address of its own page")


def _words(card: Card, plan: Plan) -> Iterator[str]:
    """What must stand on a printed card."""
    whole = drawn(card, plan)
    yield from (card.name, whole.lead, "Internt", "Ring 112")
    yield from (step.text for step in whole.steps)
    yield from (contact.name for contact in whole.contacts)
    yield from (number(contact.phone) for contact in whole.contacts if contact.phone)
    yield from (contact.hours.in_words for contact in whole.contacts if contact.hours)
    yield from (*whole.avoid, *whole.write_down, *(record.what for _, record in whole.registrations))
    yield from (plan.roles[card.owner].name, danish_date(card.approved), danish_date(card.valid_until), plan.municipality.edition)
    yield f"{plan.municipality.staff_url}actioncards/{card.id}/"


def _picture(path: str, size: int, scale: int = 4) -> memoryview:
    """A grey picture of a code, from the squares of its SVG path."""
    runs = [[int(part) for part in run] for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)]
    dark = {(x + step, y) for x, y, length in runs for step in range(length)}
    side = size * scale
    return memoryview(bytes(0 if (x // scale, y // scale) in dark else 255 for y in range(side) for x in range(side))).cast(
        "B", [side, side]
    )


def _tight(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\u200b-]+", "", text)
