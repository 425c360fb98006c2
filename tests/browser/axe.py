"""axe-core over many pages: which rules a page breaks, and what axe cannot tell by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from typing import Any, Literal

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import Site
from tests.browser.states import State

_SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
_AT_ONCE = 2

_SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
"""What a reader's device says, and what Material calls it."""

_START = """() => {
  window.axeRun = axe.run(document, {resultTypes: ['violations', 'incomplete'], rules: {'target-size': {enabled: true}}})
}"""
"""Every rule that axe has on by default, and the one of WCAG 2.2 that it has off."""

_END = """async () => {
  const channels = colour => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number)
    return [r, g, b, a]
  }
  const light = colour => {
    const [r, g, b] = channels(colour).map(n => n / 255).map(n => n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4)
    return .2126 * r + .7152 * g + .0722 * b
  }
  const around = (a, b) => b.left <= a.left && b.right >= a.right && b.top <= a.top && b.bottom >= a.bottom
  // The first thing behind the text that is all one colour; null where there is a picture, or where one shines through.
  const ground = (element, text) => {
    if (element instanceof SVGElement) {
      const own = text.getBoundingClientRect()
      const shapes = [...element.ownerSVGElement.querySelectorAll('rect, polygon')]
      const under = shapes.filter(shape => around(own, shape.getBoundingClientRect()) && getComputedStyle(shape).fill !== 'none').at(-1)
      return under ? getComputedStyle(under).fill : ground(element.ownerSVGElement.parentElement)
    }
    for (let box = element; box; box = box.parentElement) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(box)
      if (backgroundImage !== 'none' || opacity !== '1') return null
      const alpha = channels(backgroundColor)[3]
      if (alpha === 1) return backgroundColor
      if (alpha !== 0) return null
    }
    return 'rgb(255, 255, 255)'
  }
  const contrast = target => {
    const element = document.querySelector(target), style = getComputedStyle(element)
    const ink = element instanceof SVGElement ? style.fill : style.color, behind = ground(element, element)
    if (!behind || channels(ink)[3] !== 1) return {}
    const [a, b] = [ink, behind].map(light), pixels = parseFloat(style.fontSize)
    const large = pixels >= 24 || pixels >= 18.66 && Number(style.fontWeight) >= 700
    return {ratio: (Math.max(a, b) + .05) / (Math.min(a, b) + .05), needed: large ? 3 : 4.5}
  }
  const {violations, incomplete} = await window.axeRun
  const named = list => list.flatMap(({id, nodes}) => nodes.map(({target, html, any, all, none}) => {
    const why = [...any, ...all, ...none].map(({data, message}) => data?.messageKey || message).join('; ')
    return {rule: id, where: target.join(' '), html: html.slice(0, 300), why, ...(id === 'color-contrast' ? contrast(target[0]) : {})}
  }))
  return {violations: named(violations), unsure: named(incomplete)}
}"""
"""What axe found, and the contrast of each text that it was not sure of: its ink against what is painted behind it.
axe leaves such text alone because something else lies beside or over it: the line of numbers at the foot of the screen,
from under which it scrolls, a number drawn before a heading, or the shapes of a figure."""


@dataclass(frozen=True)
class Finding:
    """One place that breaks a rule, or of which axe cannot tell."""

    rule: str
    where: str
    html: str
    why: str
    ratio: float | None = None
    """The contrast that we computed, or None when it cannot be."""
    needed: float = 4.5


@dataclass(frozen=True)
class Audit:
    """What axe said of one page in one state and one view."""

    view: str
    violations: tuple[Finding, ...]
    unsure: tuple[Finding, ...]


@dataclass(frozen=True)
class Job:
    """A page to bring into a state, and the windows to look at it in. Each is looked at in light and in dark."""

    address: str
    state: State
    sizes: Sequence[ViewportSize]


def audits(browser: Browser, site: Site, jobs: Sequence[Job]) -> Iterator[Audit]:
    """Open each page, bring it into its state and let axe read all of it, in each of its windows and in both schemes.

    A second look at the same page takes axe a third of the time of the first, so no page is opened twice for one state.
    """
    pages = [browser.new_page(locale="da-DK", reduced_motion="reduce") for _ in range(_AT_ONCE)]
    for page in pages:
        page.add_init_script(_SOURCE)
    for at in range(0, len(jobs), _AT_ONCE):
        at_once = list(zip(pages, jobs[at : at + _AT_ONCE], strict=False))
        for page, job in at_once:
            page.set_viewport_size(job.sizes[0])
            page.goto(site.at(job.address))
            job.state.reach(page)
        for turn, scheme in product(range(max(len(job.sizes) for _, job in at_once)), _SCHEMES):
            looking = [(page, job, job.sizes[turn]) for page, job in at_once if turn < len(job.sizes)]
            for page, _, size in looking:
                _look(page, size, scheme)
            for page, job, size in looking:
                said: Any = page.evaluate(_END)
                found = (tuple(Finding(**finding) for finding in said[kind]) for kind in ("violations", "unsure"))
                yield Audit(f"{job.address}: {job.state.name}, {size['width']} px, {scheme}", *found)
    for page in pages:
        page.close()


def _look(page: Page, size: ViewportSize, scheme: Literal["light", "dark"]) -> None:
    """Let axe begin, in this window and scheme."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.locator(f'html[data-md-color-scheme="{_SCHEMES[scheme]}"]').wait_for(state="attached")
    page.evaluate(_START)
