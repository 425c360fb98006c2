"""What the scripts do, and that everything but search and the choice of theme works without them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handbook.plan.plan import Plan
from tests.browser.conftest import PHONE, Ear, Site

FETCHED_FOR_SEARCH = ("bundle.", "/search/", "minisearch", "stemmers")


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    """A page on a phone that runs no script."""
    context = browser.new_context(viewport=PHONE, locale="da-DK", java_script_enabled=False)
    yield context.new_page()
    context.close()


def scheme(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-md-color-scheme")


# ------------------------------------------------------------------- theme


def test_a_page_follows_the_device_until_the_reader_chooses_and_again_when_the_reader_lets_go(phone: Page, site: Site) -> None:
    phone.emulate_media(color_scheme="light")
    phone.goto(site.address)
    choice = phone.get_by_label("Tema")
    assert scheme(phone) == "default"
    phone.emulate_media(color_scheme="dark")
    expect(phone.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    choice.select_option(label="Lys")
    assert scheme(phone) == "default"
    phone.goto(site.at("lov/"))
    assert scheme(phone) == "default"
    assert choice.input_value() == "light"
    choice.select_option(label="Som enheden")
    assert scheme(phone) == "slate"
    assert phone.evaluate("localStorage.length") == 0


def test_the_theme_is_there_before_the_first_paint(phone: Page, site: Site) -> None:
    phone.emulate_media(color_scheme="light")
    phone.goto(site.address)
    phone.get_by_label("Tema").select_option("dark")
    phone.add_init_script("""
      new MutationObserver(() => document.body && (window.atBody ??= document.documentElement.dataset.mdColorScheme))
        .observe(document, {childList: true, subtree: true});
    """)
    phone.reload()
    assert phone.evaluate("window.atBody") == "slate"


def test_the_choice_holds_for_the_page_when_nothing_may_be_stored(phone: Page, site: Site) -> None:
    heard = Ear(phone)
    phone.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    phone.goto(site.address)
    phone.get_by_label("Tema").select_option("dark")
    assert scheme(phone) == "slate"
    assert heard.errors == []


# -------------------------------------------------------------------- menu


def test_escape_and_a_tap_beside_it_close_the_menu_and_focus_returns(phone: Page, site: Site) -> None:
    phone.goto(site.at("lov/"))
    menu, summary = phone.locator("details.menu"), phone.locator("details.menu summary")
    summary.click()
    phone.keyboard.press("Tab")
    assert menu.get_attribute("open") is not None
    phone.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    expect(summary).to_be_focused()
    summary.click()
    phone.locator(".wordmark").evaluate("element => element.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))")
    assert menu.get_attribute("open") is None


# ----------------------------------------------------------------- copying


def test_what_is_copied_has_no_soft_hyphens(desk: Page, site: Site) -> None:
    desk.goto(site.at("ordliste/"))
    assert "\u00ad" in desk.locator("article").inner_text()
    copied = desk.evaluate("""() => {
      getSelection().selectAllChildren(document.querySelector("article"));
      const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
      document.activeElement.dispatchEvent(event);
      return ["text/plain", "text/html"].map((type) => event.clipboardData.getData(type));
    }""")
    for text in copied:
        assert "bekymringstegn" in text.lower()
        assert "\u00ad" not in text


# -------------------------------------------------------------- quick exit


def test_forlad_siden_leaves_no_way_back(browser: Browser, public_pages: Site, demo: Plan) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    context.route(f"{demo.municipality.quick_exit}**", lambda route: route.fulfill(body="<title>Vejret</title>", content_type="text/html"))
    page.goto("about:blank")
    page.goto(public_pages.at("er-du-bekymret/"))
    page.get_by_role("link", name="Forlad").click()
    expect(page).to_have_title("Vejret")
    page.go_back()
    assert page.url == "about:blank"
    context.close()


# ------------------------------------------------------------------ search


def found(page: Page, word: str) -> None:
    """There are results, and the first is about `word`."""
    first = page.locator(".md-search-result__item").first
    first.wait_for()
    assert word in (first.text_content() or "").lower()


def test_nothing_of_search_is_fetched_before_somebody_searches(phone: Page, site: Site) -> None:
    heard = Ear(phone)
    for address in ("", "lov/", "404.html"):
        phone.goto(site.at(address), wait_until="networkidle")
    assert [url for url in heard.asked if any(part in url for part in FETCHED_FOR_SEARCH)] == []


def test_the_search_button_opens_the_dialog_and_escape_gives_focus_back(phone: Page, site: Site) -> None:
    heard = Ear(phone)
    phone.goto(site.at("lov/"))
    button = phone.get_by_role("button", name="Søg").first
    for _ in range(2):
        button.click()
        expect(phone.locator(".md-search__input")).to_be_focused()
        phone.keyboard.type("bekymring", delay=10)
        found(phone, "bekym")
        phone.keyboard.press("Escape")
        expect(phone.locator("#__search")).not_to_be_checked()
        expect(button).to_be_focused()
        phone.locator(".md-search__input").evaluate("field => field.form.reset()")
        phone.keyboard.press("Escape")
    assert heard.errors == []


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_search_but_not_in_a_field(desk: Page, site: Site, key: str) -> None:
    desk.goto(site.at("lov/"))
    desk.get_by_label("Tema").focus()
    desk.keyboard.press(key)
    expect(desk.locator("#__search")).not_to_be_checked()
    desk.locator("h1").click()
    desk.keyboard.press(key)
    desk.keyboard.type("bekymring", delay=10)
    found(desk, "bekym")
    assert desk.locator(".md-search__input").input_value() == "bekymring"


def test_the_field_in_the_header_searches_for_what_was_typed_before_the_program_came(desk: Page, site: Site) -> None:
    desk.goto(site.at("lov/"))
    held: list[Route] = []
    desk.route("**/bundle.*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function that it is given
    with desk.expect_request("**/bundle.*.js"):
        desk.locator(".md-search__input").click()
    desk.keyboard.type("bekymring")
    held[0].continue_()
    found(desk, "bekym")
    desk.keyboard.press("Escape")
    expect(desk.locator("#__search")).not_to_be_checked()


def test_search_stays_open_on_an_address_with_an_anchor(desk: Page, staff_pages: Site) -> None:
    desk.goto(staff_pages.at("lov/"))
    anchor = desk.locator("article [id]").first.get_attribute("id")
    desk.goto(staff_pages.at(f"lov/#{anchor}"))
    desk.keyboard.press("/")
    desk.keyboard.type("underretning", delay=10)
    found(desk, "underretning")
    desk.wait_for_timeout(400)
    expect(desk.locator("#__search")).to_be_checked()


def test_an_address_with_a_question_is_answered(desk: Page, site: Site) -> None:
    desk.goto(site.at("lov/?q=bekymring"))
    found(desk, "bekym")


def test_the_form_on_the_start_page_opens_the_dialog_with_its_word(phone: Page, staff_pages: Site) -> None:
    phone.goto(staff_pages.address)
    field = phone.locator(".search-prompt input")
    field.fill("underretning")
    field.press("Enter")
    found(phone, "underretning")
    assert phone.url == staff_pages.address
    phone.keyboard.press("Escape")
    expect(field).to_be_focused()


def test_the_dialog_says_whom_to_call_when_search_cannot_be_fetched(phone: Page, staff_pages: Site) -> None:
    phone.route("**/bundle.*.js", lambda route: route.abort())
    phone.goto(staff_pages.at("lov/"))
    phone.get_by_role("button", name="Søg").first.click()
    expect(phone.locator(".md-search-result__meta")).to_contain_text("Ring til Infohus Eksempelby på 12 34 56 78")
    phone.keyboard.press("Escape")
    expect(phone.locator("#__search")).not_to_be_checked()


# ---------------------------------------------------------- without a script


def test_without_a_script_search_gives_its_place_to_a_number_and_there_is_no_choice_of_theme(without_script: Page, site: Site) -> None:
    for address in site.addresses[:3]:
        without_script.goto(site.at(address))
        header = without_script.locator("header")
        assert not header.get_by_label("Tema").is_visible()
        assert not header.locator(".header-button--search").is_visible()
        call = header.locator(".header-button--call")
        assert call.is_visible()
        assert (call.get_attribute("href") or "").startswith("tel:")


def test_without_a_script_the_start_page_says_why_it_cannot_search_and_whom_to_call(without_script: Page, staff_pages: Site) -> None:
    without_script.goto(staff_pages.address)
    place = without_script.locator(".search-prompt")
    assert not place.locator("input, label, button").first.is_visible()
    assert place.is_visible()
    assert place.locator('a[href^="tel:"]').count() == 1


def test_without_a_script_details_and_links_work(without_script: Page, site: Site) -> None:
    without_script.goto(site.address)
    without_script.locator("details.menu summary").click()
    without_script.locator("details.menu").get_by_role("link", name="Ordliste").click()
    assert without_script.url == site.at("ordliste/")
