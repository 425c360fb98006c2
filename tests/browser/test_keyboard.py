"""Every page by keyboard alone: what has focus can be seen, nothing hidden is a stop, nothing holds the reader fast."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import DESK, PHONE, Site
from tests.browser.states import REST, SEARCH, State, open_menu
from tests.conftest import FIGURES

MENU = State("menu open", open_menu)

WALK = """() => {
  window.walk = []
  window.walked = false
  const seen = () => {
    const at = document.activeElement
    if (walked || !at || at === document.body) return
    if (walk.some(stop => stop.at === at)) return walked = true
    const shown = at.closest('label') ?? at, {outlineStyle, outlineWidth} = getComputedStyle(shown), box = shown.getBoundingClientRect()
    const line = shown.getClientRects()[0] ?? box
    const hit = document.elementFromPoint(line.left + Math.min(line.width, 60) / 2, line.top + Math.min(line.height, 40) / 2)
    walk.push({
      at, name: (at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || '').trim(), skip: at.matches('.md-skip'),
      outline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      visible: box.right > 0 && box.left < innerWidth && shown.checkVisibility({visibilityProperty: true, opacityProperty: true}),
      covered: !(hit && (shown.contains(hit) || hit.contains(shown))),
      follows: walk.length === 0 || Boolean(walk.at(-1).at.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING),
      inside: at.closest('header, nav, article, footer')?.tagName, top: box.top + scrollY, bottom: box.bottom + scrollY,
    })
  }
  addEventListener('keydown', seen, {capture: true})
}"""
"""Each stop is looked at when the next Tab is pressed: by then the page has moved to where it is."""

WALKED = "() => walked || document.activeElement === document.body"
STOPS = "() => walk.map(({at, ...stop}) => ({...stop, where: at.outerHTML.slice(0, 120)}))"

TARGETS = """() => [...document.querySelectorAll('a[href], button, summary, select, input, label.md-search__icon')].filter(e => {
    const {opacity} = getComputedStyle(e)
    return e.checkVisibility({visibilityProperty: true}) && (opacity !== '0' || e.matches('select')) && !e.matches('.md-skip, .md-toggle')
  }).map(e => {
    const box = (e.matches('select') ? e.closest('label') : e).getBoundingClientRect()
    const block = e.closest('p, li, dd, td, dt, h1, h2, h3, blockquote') || document.body
    const sentence = getComputedStyle(e).display === 'inline' && block.innerText.trim().length > e.innerText.trim().length
    return {where: e.outerHTML.slice(0, 120), width: box.width, height: box.height, sentence, call: e.matches('[href^="tel:"]')}
  })"""
"""What a finger can aim at. The choice of theme lies over its label and is as large; the way past the header is for keys alone."""


def _too_small(target: Any) -> bool:
    """Links inside a sentence are as high as the line lets them be; a number to call is at least as high as any other target there."""
    if target["call"]:
        return bool(target["height"] < (24 if target["sentence"] else 44))
    return not target["sentence"] and bool(target["width"] < 24 or target["height"] < 24)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_every_page_can_be_walked_by_tab_with_the_focus_in_sight(browser: Browser, site: Site, size: ViewportSize) -> None:
    page = browser.new_page(viewport=size, locale="da-DK", reduced_motion="reduce")
    stops, faults = 0, []
    for address in site.addresses:
        page.goto(site.at(address))
        walk = _walk(page)
        stops += len(walk)
        faults += [(address, *fault) for fault in _faults(walk, size)]
        faults += [] if page.evaluate(WALKED) else [(address, "a trap", "")]
    page.close()
    FIGURES.append(f"keyboard, {site.name}, {size['width']} px: {len(site.addresses)} pages, {stops} stops of Tab, {len(faults)} faults")
    assert faults == []


def test_the_walk_finds_what_is_wrong(phone: Page, staff_pages: Site) -> None:
    phone.goto(staff_pages.at("lov/"))
    phone.add_style_tag(content="article a { outline: none !important } .site-footer a { position: absolute; left: -99em }")
    phone.evaluate("""() => {
      document.querySelector('article').insertAdjacentHTML('afterbegin', '<button></button><a href="#x" tabindex="1">x</a>')
      document.querySelector('.header-button--search').remove()
    }""")
    walk = _walk(phone)
    found = {fault for fault, _ in _faults(walk, PHONE)}
    assert found >= {"no name", "no outline", "not visible", "out of order", "no skip link first", "no way to menu or search"}
    phone.goto(staff_pages.at("lov/"))
    phone.evaluate("document.querySelector('.wordmark').addEventListener('keydown', event => event.preventDefault())")
    _walk(phone)
    assert len(phone.evaluate(STOPS)) == 2


def test_the_skip_link_leads_past_the_header(phone: Page, site: Site) -> None:
    for address in site.addresses:
        phone.goto(site.at(address))
        phone.keyboard.press("Tab")
        expect(phone.get_by_role("link", name="Gå til indholdet")).to_be_focused()
        phone.keyboard.press("Enter")
        assert phone.evaluate("document.querySelector(':target').closest('article') !== null"), address
        phone.keyboard.press("Tab")
        assert phone.evaluate("document.activeElement.closest('header') === null"), address


def test_menu_and_search_are_walked_by_keyboard_and_left_again(phone: Page, site: Site) -> None:
    phone.goto(site.at("lov/"))
    phone.locator("details.menu > summary").focus()
    phone.keyboard.press("Enter")
    links = phone.locator(".menu__panel a").count()
    for _ in range(links):
        phone.keyboard.press("Tab")
        assert phone.evaluate("document.activeElement.closest('.menu__panel') !== null")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('.emergency-line') !== null")
    expect(phone.locator(".menu__panel")).to_be_hidden()
    phone.locator("details.menu > summary").focus()
    phone.keyboard.press("Escape")
    phone.locator(".header-button--search").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator(".md-search__input")).to_be_focused()
    phone.keyboard.type("bekymring", delay=10)
    phone.locator(".md-search-result__item a").first.wait_for()
    phone.keyboard.press("ArrowDown")
    expect(phone.locator(".md-search-result__item a").first).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.locator("#__search")).not_to_be_checked()
    assert phone.evaluate("document.activeElement.checkVisibility({visibilityProperty: true})")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_targets_are_large_enough_for_a_finger(browser: Browser, site: Site, size: ViewportSize) -> None:
    page = browser.new_page(viewport=size, locale="da-DK")
    small, count = [], 0
    for address, state in [*((address, REST) for address in site.addresses), ("lov/", MENU), ("lov/", SEARCH)]:
        page.goto(site.at(address))
        state.reach(page)
        targets = page.evaluate(TARGETS)
        count += len(targets)
        small += [(address, state.name, target) for target in targets if _too_small(target)]
    page.close()
    FIGURES.append(f"targets, {site.name}, {size['width']} px: {count}, {len(small)} too small")
    assert small == []


def _walk(page: Page) -> list[Any]:
    """Every stop of Tab, from the first to where the page begins anew."""
    page.evaluate(WALK)
    for _ in range(60):
        for _ in range(10):
            page.keyboard.press("Tab")
        if page.evaluate(WALKED):
            break
    walk: list[Any] = page.evaluate(STOPS)
    return walk


def _faults(walk: list[Any], size: ViewportSize) -> list[tuple[str, str]]:
    """What is wrong on the way, and where."""
    found = []
    for stop in walk:
        here = {
            "no name": not stop["name"],
            "no outline": not stop["outline"],
            "not visible": not stop["visible"],
            "covered": stop["covered"],
            "out of order": not stop["follows"],
        }
        found += [(fault, stop["where"]) for fault, is_so in here.items() if is_so]
    names = {stop["name"] for stop in walk}
    wanted = {"Menu", "Søg"} if size == PHONE else {"Søg"}
    article = [stop for stop in walk if stop["inside"] == "ARTICLE"]
    # On a phone all stands below each other, so the order of the stops is what the eye follows.
    up = [after["where"] for before, after in pairwise(article) if size == PHONE and after["bottom"] < before["top"]]
    whole = {
        "no skip link first": not walk[0]["skip"],
        "no way to menu or search": not wanted <= names,
        "up the page": bool(up),
    }
    return [*found, *((fault, " ".join(up)) for fault, is_so in whole.items() if is_so)]
