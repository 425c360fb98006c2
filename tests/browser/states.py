"""The states that a reader can bring a page into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

OPEN_DETAILS = "document.querySelectorAll('article details').forEach(details => { details.open = true })"


@dataclass(frozen=True)
class State:
    """A state and how a reader gets there."""

    name: str
    reach: Callable[[Page], object]


def open_menu(page: Page) -> None:
    """Open the menu where the page has one: a wide page shows its navigation at the left."""
    button = page.locator("details.menu > summary")
    if button.is_visible():
        button.click()
        page.locator(".menu__panel").wait_for()


def open_search(page: Page) -> None:
    """Search for a word that both sites have, and wait for what is found."""
    button = page.locator(".header-button--search")
    if button.is_visible():
        button.click()
    else:
        page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("bekymring")
    page.locator(".md-search-result__item a").first.wait_for()
    expect(page.locator(".md-search-result__meta")).to_contain_text("resultater")
    page.wait_for_timeout(400)  # the dialog moves into its place


def _menu_and_details(page: Page) -> None:
    open_menu(page)
    page.evaluate(OPEN_DETAILS)


REST = State("rest", lambda _: None)
MENU = State("menu and details open", _menu_and_details)
SEARCH = State("search open with results", open_search)
