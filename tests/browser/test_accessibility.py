"""Both sites for everyone: what axe-core finds on every page, and the contrast that it leaves to a hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import Audit, Finding, Job, audits
from tests.browser.conftest import DESK, PHONE, Site
from tests.browser.states import MENU, REST, SEARCH, State
from tests.conftest import FIGURES

SETTLED_BY_HAND = {
    "th-has-data-cells": "the matrix: a level's heading stands over the elements below it, and a column may have none at one level",
}
"""What axe cannot tell, by rule, and what we saw when we looked. Contrast is not here: it is computed."""


def test_axe_finds_nothing_on_any_page(browser: Browser, site: Site) -> None:
    _finds_nothing(browser, site, [Job(address, REST, (PHONE, DESK)) for address in site.addresses])


@pytest.mark.parametrize("state", [MENU, SEARCH], ids=["menu", "search"])
def test_axe_finds_nothing_on_a_page_of_any_kind_with_menu_and_details_or_search_open(browser: Browser, site: Site, state: State) -> None:
    _finds_nothing(browser, site, [Job(address, state, (size,)) for size in (PHONE, DESK) for address in site.kinds])


def test_axe_and_the_computed_contrast_find_what_is_wrong(browser: Browser, staff_pages: Site) -> None:
    def spoil(page: Page) -> None:
        page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<button></button><p><img src=x></p>')")
        page.add_style_tag(content=".md-typeset .lead { color: #bbb; } .tier-triangle text { fill: #9ab !important; }")

    light, _dark = audits(browser, staff_pages, [Job("forebyggelse/", State("spoilt", spoil), (PHONE,))])
    assert {"button-name", "image-alt", "color-contrast"} <= {finding.rule for finding in light.violations}
    assert [finding for finding in light.unsure if not _settled(finding)] != []


def _finds_nothing(browser: Browser, site: Site, jobs: list[Job]) -> None:
    found = list(audits(browser, site, jobs))
    broken = _of(found, [audit.violations for audit in found])
    unsettled = _of(found, [tuple(finding for finding in audit.unsure if not _settled(finding)) for audit in found])
    contrasts = sum(finding.ratio is not None for audit in found for finding in audit.unsure)
    FIGURES.append(
        f"axe, {site.name}, {jobs[0].state.name}: {len({job.address for job in jobs})} pages, {len(found)} runs in light and dark "
        f"at 360 and 1280 px, {len(broken)} violations; {contrasts} contrasts left open and computed, {len(unsettled)} unsettled"
    )
    assert len(found) == 4 * len({job.address for job in jobs})
    assert broken == []
    assert unsettled == []


def _of(found: list[Audit], findings: list[tuple[Finding, ...]]) -> list[tuple[str, Finding]]:
    return [(audit.view, finding) for audit, some in zip(found, findings, strict=True) for finding in some]


def _settled(finding: Finding) -> bool:
    """Whether what axe could not tell is known to be right."""
    if finding.rule == "color-contrast":
        return finding.ratio is not None and finding.ratio >= finding.needed
    return finding.rule in SETTLED_BY_HAND
