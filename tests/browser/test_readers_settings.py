"""The reader's own settings: 400 % zoom, large and widely set text, forced colours, no motion, no script, a narrow table, Danish."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import material
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.chromium import on_this_machine
from tests.browser.conftest import PHONE, Site
from tests.browser.states import open_search
from tests.conftest import FIGURES

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const {overflowX, overflowY, clipPath} = getComputedStyle(e)
  if (clipPath !== 'none' || !e.checkVisibility({visibilityProperty: true})) return false
  if (!e.innerText?.trim() || e.closest('.md-search, .md-dialog')) return false
  return overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1 || overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1
}).map(e => e.outerHTML.slice(0, 120))"""

SPLIT = """() => {
  const HEARD = 'thead, caption'   // on a phone they are for the ear
  const texts = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT), split = []
  for (let text; (text = texts.nextNode());) {
    const hidden = !text.parentElement.checkVisibility({visibilityProperty: true}) || text.parentElement.closest(HEARD)
    if (hidden || text.parentElement.closest('svg, code, pre')) continue
    for (const {0: word, index} of text.data.matchAll(/(?<![\\p{L}\\d.@/\\u00ad-])\\p{L}{4,}(?![\\d.@/\\u00ad])/gu)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      const [first, ...rest] = [...range.getClientRects()].filter(({width}) => width > 0)
      if (rest.some(({top}) => top > first.top + 4)) split.push(word)
    }
  }
  return split
}"""
"""Words that go on in the next line with no hyphen in them to break at. Addresses are no words."""

LOST_ICONS = """() => [...document.querySelectorAll('article .icon, header svg')].filter(icon => {
  let box = icon.parentElement
  while (box && /, 0\\)$/.test(getComputedStyle(box).backgroundColor)) box = box.parentElement
  return icon.checkVisibility() && box && getComputedStyle(icon).fill === getComputedStyle(box).backgroundColor
}).map(icon => icon.outerHTML.slice(0, 80))"""
LOST_EDGES = """() => [...document.querySelectorAll(`.call, .button, .search-prompt button, .caveat, .avoid, .duty, .contact-card, .element,
  .entrance a, .role-list a, .sign, .age, .emergency, .card-list > li, .card-step__call a`)].filter(
  box => parseFloat(getComputedStyle(box).borderLeftWidth) === 0 && box.checkVisibility()
).map(box => box.outerHTML.slice(0, 80))"""
FOCUS = """() => {
  const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(document.activeElement.closest('label') ?? document.activeElement)
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== getComputedStyle(document.body).backgroundColor
}"""
SILENT = """table => table.matches('.matrix, .counts, .who:not(.role-steps)') ? [] : [...table.querySelectorAll('td')].filter(cell => {
  const name = getComputedStyle(cell, '::before').content
  const label = cell.dataset.label || '?'
  return cell.innerText.trim() && !name.includes('data-label') && !name.includes(label)
}).map(cell => cell.innerText)"""
"""Cells that do not say their column. The matrix does it in words, counts keep their heads above them,
and of duties the caption and the role say it."""

SCRIPTED = ".search-prompt, .search-report, .open-now, .open-now__time"
"""What only a script can say: search, and who is open at this moment."""
STRINGS = """() => {
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT), strings = [document.title]
  for (let text; (text = texts.nextNode());) if (!text.parentElement.closest('script, style')) strings.push(text.data.trim())
  for (const e of document.querySelectorAll('*'))
    strings.push(...['aria-label', 'title', 'placeholder', 'alt', 'value', 'data-failed'].map(name => e.getAttribute(name)))
  const config = JSON.parse(document.querySelector('#__config').textContent)
  return [...strings, ...Object.values(config.translations)].filter(Boolean)
}"""
"""All that a page says or lets the program say, each string by itself."""


# ------------------------------------------------------------- zoom and text


def test_no_page_scrolls_sideways_or_cuts_a_word_at_four_hundred_per_cent(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256}, locale="da-DK")
    wide, split = [], []
    for address in site.addresses:
        page.goto(site.at(address))
        # As in a browser that has no Danish dictionary to hyphenate by.
        page.add_style_tag(content="* { hyphens: manual !important }")
        wide += [address] if page.evaluate(WIDE) else []
        split += [(address, word) for word in page.evaluate(SPLIT)]
    page.close()
    FIGURES.append(f"320 px, {site.name}: {len(site.addresses)} pages, {len(wide)} scroll sideways, {len(split)} words cut")
    assert wide == []
    assert split == []


@pytest.mark.parametrize("width", [360, 1280])
def test_wide_spacing_of_text_cuts_nothing(browser: Browser, site: Site, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="da-DK")
    cut = []
    for address in site.kinds:
        page.goto(site.at(address))
        page.add_style_tag(content=SPACING)
        cut += _cut(page, address)
    page.close()
    assert cut == []


@pytest.mark.parametrize("width", [360, 1280])
def test_text_twice_as_large_cuts_nothing(browser: Browser, site: Site, tmp_path: Path, width: int) -> None:
    # As the reader sets it in the browser; a style would not reach the widths at which the page changes its shape.
    settings = tmp_path / "Default" / "Preferences"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"webkit": {"webprefs": {"default_font_size": 32}}}), "utf-8")
    size: ViewportSize = {"width": width, "height": 800}
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=on_this_machine(), args=["--no-sandbox"], viewport=size, locale="da-DK"
    )
    page, cut = context.pages[0], []
    for address in site.kinds:
        page.goto(site.at(address))
        cut += _cut(page, address)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
    context.close()
    assert cut == []


def _cut(page: Page, address: str) -> list[tuple[str, str]]:
    """What a reader does not see of a page, or sees only after moving it sideways."""
    return [(address, where) for where in [*page.evaluate(CUT), *(["scrolls sideways"] if page.evaluate(WIDE) else [])]]


# -------------------------------------------------------- motion and colours


def test_nothing_moves_for_whoever_asks_for_no_motion(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport=PHONE, reduced_motion="reduce")
    for address in site.kinds:
        page.goto(site.at(address))
        moving = "[...document.querySelectorAll('*')].flatMap(e => e.getAnimations()).length"
        assert page.evaluate(moving) == 0, address
        assert page.evaluate("[...document.querySelectorAll('*')].every(e => getComputedStyle(e).transitionDuration === '0s')"), address
    page.close()


def test_forced_colours_keep_edges_icons_focus_and_red_for_112(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport=PHONE, forced_colors="active", color_scheme="dark")
    lost = []
    for address in site.kinds:
        page.goto(site.at(address))
        lost += [(address, where) for where in page.evaluate(LOST_ICONS) + page.evaluate(LOST_EDGES)]
        for _ in range(3):
            page.keyboard.press("Tab")
            lost += [] if page.evaluate(FOCUS) else [(address, "focus")]
        acute = page.locator(".emergency-line__item--112")
        assert acute.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(204, 0, 0)"
    page.close()
    assert lost == []


# ---------------------------------------------------------- without a script


def test_a_page_says_the_same_without_a_script_and_whom_to_call_where_search_would_be(browser: Browser, site: Site) -> None:
    def words(page: Page) -> str:
        said = f"[...document.querySelector('article').children].filter(e => !e.matches('{SCRIPTED}')).map(e => e.innerText).join()"
        return str(page.evaluate(said))

    with_script = browser.new_page(viewport=PHONE, locale="da-DK")
    context = browser.new_context(viewport=PHONE, locale="da-DK", java_script_enabled=False)
    without = context.new_page()
    for address in site.addresses:
        with_script.goto(site.at(address))
        without.goto(site.at(address))
        assert words(without) == words(with_script), address
        assert without.locator('header .header-button--call[href^="tel:"]').is_visible(), address
        assert not without.locator(".header-button--search").is_visible(), address
    with_script.close()
    context.close()


# -------------------------------------------------------------------- tables


def test_a_stacked_table_says_its_columns_and_is_still_a_table_to_a_reader(phone: Page, site: Site) -> None:
    tables = 0
    for address in site.addresses:
        phone.goto(site.at(address))
        for table in phone.locator("article table").all():
            tables += 1
            assert "table" in table.aria_snapshot().splitlines()[0], address
            silent: Any = table.evaluate(SILENT)
            assert silent == [], address
            assert table.evaluate(
                "t => getComputedStyle(t.tHead).display !== 'none' && t.tHead.querySelectorAll('th:not([scope])').length === 0"
            )
    FIGURES.append(f"tables at 360 px, {site.name}: {tables}")
    assert tables > 0


# -------------------------------------------------------------------- Danish


def test_no_page_says_a_word_of_the_theme_in_english(phone: Page, site: Site) -> None:
    english = _english()
    found, said = [], 0
    for address in site.addresses:
        phone.goto(site.at(address))
        strings = phone.evaluate(STRINGS)
        said += len(strings)
        found += [(address, string) for string in strings if english.fullmatch(string)]
    for address in site.kinds:
        phone.goto(site.at(address))
        open_search(phone)
        found += [(address, string) for string in phone.evaluate(STRINGS) if english.fullmatch(string)]
    FIGURES.append(f"Danish, {site.name}: {said} strings on {len(site.addresses)} pages, {len(found)} of the theme in English")
    assert found == []


@pytest.mark.parametrize(
    "said", ["Search", "3 matching documents", "Skip to content", "Missing: radikalisering", "Type to start searching"]
)
def test_a_word_of_the_theme_in_english_would_be_found(said: str) -> None:
    assert _english().fullmatch(said)


def _english() -> re.Pattern[str]:
    """What Material says in English and otherwise in Danish, or has not translated. A colon and a number may stand with it."""
    english, danish = _words("en"), _words("da")
    said = {text for key, text in english.items() if not key.startswith(_NO_WORDS) and danish.get(key) != text}
    return re.compile("|".join(f"(?:{re.escape(text).replace(re.escape('#'), '[0-9]*#?')}(?::.*)?)" for text in sorted(said)))


_NO_WORDS = ("language", "direction", "search.config")
"""Keys whose values tell the program something and not the reader."""


def _words(language: str) -> dict[str, str]:
    file = Path(material.__file__).parent / "templates" / "partials" / "languages" / f"{language}.html"
    return dict(re.findall(r'"([\w.]+)": "((?:[^"\\]|\\.)*)"', file.read_text("utf-8")))
