"""Diagrams in a real browser: real Mermaid reads their text, and the built figures fit a phone with words that can be read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from handbook.plan.plan import Plan
from handbook.publish.build import build
from macros.diagram import label
from macros.flow import mermaid
from tests.browser.conftest import DESK, PHONE, Ear
from tests.conftest import FIGURES, PROJECT

FIGURE_PAGES = ("sagsgang/", "forebyggelse/", "planen/koncept/")
SETTINGS = "mermaid.initialize({startOnLoad: false, securityLevel: 'strict', htmlLabels: false, flowchart: {htmlLabels: false}})"

MEASURE = """svg => {
  const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width
  const over = (a, b) => a.left < b.left || a.right > b.right || a.top < b.top || a.bottom > b.bottom
  const words = [...svg.querySelectorAll('text')].map(text => {
    const shapes = [...svg.querySelectorAll('rect, polygon')].map(shape => shape.getBoundingClientRect())
    const own = text.getBoundingClientRect()
    return {
      text: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale,
      inside: shapes.some(shape => !over(own, shape)), ink: getComputedStyle(text).fill,
    }
  })
  return {left: box.left, right: box.right, words, wide: document.documentElement.scrollWidth > innerWidth}
}"""

CONTRAST = """svg => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(n => n / 255).map(n => n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4)
    return .2126 * r + .7152 * g + .0722 * b
  }
  const inside = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom
  return [...svg.querySelectorAll('text')].map(text => {
    const own = text.getBoundingClientRect()
    const under = [...svg.querySelectorAll('rect, polygon')].filter(shape => inside(own, shape.getBoundingClientRect())).at(-1)
    const [a, b] = [getComputedStyle(text).fill, getComputedStyle(under).fill].map(light)
    return [text.textContent, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)]
  })
}"""


@pytest.fixture(scope="module")
def mermaid_js() -> Path:
    (file,) = (PROJECT / "docs" / "assets" / "vendor").glob("mermaid-*/mermaid.min.js")
    return file


def test_mermaid_draws_in_the_browser_where_the_settings_say_so_and_the_headers_let_it(
    phone: Page, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    project = tmp_path / "project"
    for name in ("docs", "plan_data", "macros", "overrides"):
        shutil.copytree(PROJECT / name, project / name)
    settings = (PROJECT / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("handbook: {}", "handbook: {live_diagrams: true}"), "utf-8")
    assert build(project, ["staff"]) is None
    assert "live-diagram" in caplog.text
    site = project / "site" / "staff"
    policy = next(line for line in (site / "_headers").read_text("utf-8").splitlines() if "Content-Security-Policy" in line).split(": ", 1)[
        1
    ]

    def served(route: Route) -> None:
        path = site / urlsplit(route.request.url).path.lstrip("/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path, headers={"Content-Security-Policy": policy})

    heard = Ear(phone)
    phone.route("**", served)
    phone.goto("http://haandbog.example/sagsgang/")
    figure = phone.locator(".flow svg")
    figure.wait_for(timeout=20_000)
    box = figure.bounding_box()
    assert box
    assert 150 < box["width"] <= PHONE["width"]
    assert heard.errors == []


def test_real_mermaid_reads_the_text_of_the_case_flow(browser: Browser, demo: Plan, mermaid_js: Path) -> None:
    page = browser.new_page()
    page.set_content("<!doctype html><title>x</title>")
    page.add_script_tag(path=mermaid_js)
    page.evaluate(SETTINGS)
    odd = "".join(chr(sign) for sign in range(33, 127))
    for text in (mermaid(demo), f'flowchart TD\n a["{label(odd)}"] -->|"{label(odd)}"| b["%{label("%{init: {}}%%")}"]'):
        assert page.evaluate("text => mermaid.parse(text)", text)["diagramType"] == "flowchart-v2"
    assert page.evaluate("text => mermaid.parse(text, {suppressErrors: true})", "flowchart TD\n a[") is False
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_a_figure_fits_the_phone_and_its_words_can_be_read(browser: Browser, staff: str, address: str, scheme: Any) -> None:
    for size in (PHONE, DESK):
        page = browser.new_page(viewport=size, color_scheme=scheme)
        page.goto(urljoin(staff, address))
        figure = page.locator("figure svg[role=img]")
        seen = figure.evaluate(MEASURE)
        assert not seen["wide"]
        assert seen["left"] >= 0
        assert seen["right"] <= size["width"]
        assert [word["text"] for word in seen["words"] if word["size"] < 14] == []
        assert [word["text"] for word in seen["words"] if not word["inside"]] == []
        assert [(text, ratio) for text, ratio in figure.evaluate(CONTRAST) if ratio < 4.5] == []
        FIGURES.append(f"{address} {size['width']} px {scheme}: smallest words {min(word['size'] for word in seen['words']):.1f} px")
        page.close()


@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_a_figure_is_named_for_a_screen_reader_and_needs_no_script(browser: Browser, staff: str, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(staff, address))
    figure = page.locator("figure svg[role=img]")
    assert figure.is_visible()
    assert page.get_by_role("img", name=figure.locator("title").text_content() or "none", exact=True).count() == 1
    context.close()


@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_a_strict_policy_finds_nothing_to_forbid_in_a_figure(browser: Browser, staff: str, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(urljoin(staff, address))
    figure = page.locator("figure svg[role=img]").evaluate("svg => svg.outerHTML")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.set_content(f"<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><title>x</title>{figure}")
    assert page.locator("svg").is_visible()
    assert refused == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_with_forced_colours_a_figure_has_only_those_of_the_reader_and_red_for_112(
    browser: Browser, staff: str, address: str, scheme: Any
) -> None:
    page = browser.new_page(viewport=PHONE, forced_colors="active", color_scheme=scheme)
    page.goto(urljoin(staff, address))
    used = page.locator("figure svg[role=img]").evaluate(
        "svg => [...svg.querySelectorAll('text, rect, polygon')].filter(e => !e.closest('.acute')).map(e => getComputedStyle(e).fill)"
    )
    assert set(used) == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}
    page.close()
