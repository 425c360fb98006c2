"""The page with the few rules that it uses looks as it does with all of them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Literal

import material
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from handbook.publish.stylesheet import minified
from tests.browser.conftest import DESK, PHONE, Site
from tests.conftest import PROJECT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_page_looks_the_same_with_and_without_the_rules_that_it_does_not_use(
    browser: Browser, site: Site, scheme: Literal["light", "dark"], size: ViewportSize
) -> None:
    whole = _whole_sheet(site)
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", locale="da-DK")
    page = context.new_page()
    changed = []
    for address in site.kinds:
        page.goto(site.at(address))
        if not _looks_the_same_with(page, whole):
            changed.append(address)
    page.goto(site.at("lov/"))
    page.evaluate("document.querySelector('.menu').open = true")
    if not _looks_the_same_with(page, whole):
        changed.append("menu")
    page.goto(site.at("lov/?q=bekymring"))
    page.locator(".md-search-result__item a").first.wait_for()
    expect(page.locator(".md-search-result__meta")).to_contain_text("resultater")
    page.wait_for_timeout(500)
    if not _looks_the_same_with(page, whole, full=False):
        changed.append("search")
    context.close()
    assert changed == []


def test_a_rule_that_is_used_would_be_missed(phone: Page, staff_pages: Site) -> None:
    whole = _whole_sheet(staff_pages)
    phone.goto(staff_pages.at("akut/"))
    assert not _looks_the_same_with(phone, minified(whole, {"emergency"}))


def _whole_sheet(site: Site) -> str:
    """All that Material and this project write about the look, with nothing taken out."""
    theme = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    own = ("handbook", "internal") if site.name == "staff" else ("handbook",)
    files = [*theme.glob("main.*.min.css"), *(PROJECT / "overrides" / "assets" / f"{name}.css" for name in own)]
    return minified("\n".join(file.read_text("utf-8") for file in files))


def _looks_the_same_with(page: Page, css: str, *, full: bool = True) -> bool:
    before = page.screenshot(full_page=full, animations="disabled")
    page.evaluate("css => { document.querySelector('style').textContent = css; }", css)
    after = page.screenshot(full_page=full, animations="disabled")
    return before == after or bool(page.evaluate(_SAME, [base64.b64encode(shot).decode() for shot in (before, after)]))


_SAME = """async (shots) => {
  const [one, other] = await Promise.all(shots.map(async (shot) => {
    const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return {size: `${image.width} ${image.height}`, pixels: context.getImageData(0, 0, image.width, image.height).data};
  }));
  const off = one.pixels.filter((value, index) => Math.abs(value - other.pixels[index]) > 16);
  return one.size === other.size && off.length < 30;
}"""
"""The browser draws round corners a little differently from one time to the next: ten pixels may be off, and all by 16 of 255."""
