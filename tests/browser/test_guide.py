"""The guide as a reader walks it: every way through it by clicks, and what stands at its end."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from handbook.plan.drawn_card import drawn
from handbook.plan.plan import Plan
from handbook.plan.stop import CLICKS, Stop, stops
from tests.browser.conftest import PHONE, Site
from tests.conftest import FIGURES


@dataclass
class End:
    """What a reader finds at the end of a way."""

    clicks: int
    steps: list[str]
    avoid: list[str]
    calls: list[str]
    text: str
    links: list[str]


@dataclass
class Walk:
    """Every end by its address, and how many clicks it took to see them all."""

    ends: dict[str, End] = field(default_factory=dict)
    clicks: int = 0


@pytest.fixture(scope="module")
def walk(browser: Browser, staff_pages: Site) -> Iterator[Walk]:
    """Every way through the guide, walked by clicks without a script, and back again by »Tilbage«."""
    context = browser.new_context(viewport=PHONE, locale="da-DK", java_script_enabled=False)
    page = context.new_page()
    page.goto(staff_pages.at("hvad-nu/"))
    walked = Walk()
    _walk(page, staff_pages.at("hvad-nu/"), 0, walked)
    yield walked
    context.close()


@pytest.fixture(scope="module")
def ends(demo: Plan) -> dict[str, Stop]:
    """The pages of the guide that hold an advice."""
    return {stop.id: stop for stop in stops(demo) if stop.answer}


def _walk(page: Page, start: str, depth: int, walked: Walk) -> None:
    here = page.url
    for number in range(page.locator(".choices a").count()):
        page.locator(".choices a").nth(number).click()
        walked.clicks += 1
        if page.locator(".choices").count():
            _walk(page, start, depth + 1, walked)
        else:
            walked.ends[page.url.removeprefix(start).rstrip("/")] = _end(page, depth + 1)
        page.get_by_role("link", name="Tilbage").click()
        walked.clicks += 1
        assert page.url == here


def _end(page: Page, clicks: int) -> End:
    article = page.locator("article")
    return End(
        clicks,
        [_plain(text) for text in page.locator(".card-step > p:first-child").all_inner_texts()],
        [_plain(text) for text in page.locator(".action-card__avoid li").all_inner_texts()],
        [link.get_attribute("href") or "" for link in article.locator('a[href^="tel:"]').all()],
        _plain(article.inner_text()),
        [link.get_attribute("href") or "" for link in article.locator("a").all()],
    )


def test_every_way_ends_within_five_clicks_in_acts_and_a_number(walk: Walk, ends: dict[str, Stop]) -> None:
    assert walk.ends.keys() == ends.keys()
    for address, end in walk.ends.items():
        assert end.clicks == len(ends[address].replies) <= CLICKS
        assert len(end.steps) >= 3, address
        assert end.calls[0] == "tel:112", address
        assert [call for call in end.calls if re.fullmatch(r"tel:\+45\d{8}", call)], address
        assert end.avoid
    FIGURES.append(
        f"guide: {len(walk.ends)} ways walked with {walk.clicks} clicks, at most {max(e.clicks for e in walk.ends.values())} to the advice"
    )


def test_the_advice_is_what_the_role_page_and_the_action_cards_say(
    walk: Walk, ends: dict[str, Stop], phone: Page, staff_pages: Site, demo: Plan
) -> None:
    told: dict[str, str] = {}
    for address in [*(f"roller/{id}/" for id in demo.roles.ids), *(f"actioncards/{id}/" for id in demo.cards.ids)]:
        phone.goto(staff_pages.at(address))
        told[address] = _plain(phone.locator("article").first.inner_text())
    compared = 0
    for address, end in walk.ends.items():
        stop = ends[address]
        own = {step.does for step in stop.steps}
        steps = [re.sub(r"^(Under|Fyldt) 18 år\? ", "", step) for step in end.steps]
        card = (
            next(card for card in demo.cards if card.node == "modtages" and card.age in stop.ages)
            if stop.ages
            else demo.cards["akut-medarbejder"]
        )
        assert steps[0] in told[f"actioncards/{card.id}/"], address
        for text in (step for step in steps[1:] if step not in own):
            pages = [f"roller/{id}/" for id in stop.roles]
            if set(stop.roles) <= set(card.roles) and len(stop.ages) < 2:
                pages.append(f"actioncards/{card.id}/")
            assert [page for page in pages if text not in told[page]] == [], (address, text)
            compared += len(pages)
        for text in end.avoid:
            assert text in told[f"actioncards/{card.id}/"], (address, text)
    assert compared > 500
    FIGURES.append(f"guide: {compared} steps found again on the built role pages and action cards")


def test_an_adult_is_never_reported_and_a_child_always_when_the_infohus_is_called(walk: Walk, ends: dict[str, Stop], demo: Plan) -> None:
    report = f"tel:+45{demo.contacts[demo.flow.notify or ''].phone}"
    entrance = f"tel:+45{demo.contacts[demo.flow.entrance].phone}"
    for address, end in walk.ends.items():
        ages = ends[address].ages
        if [str(age) for age in ages] == ["over-18"]:
            assert "underret" not in end.text.casefold(), address
            assert report not in end.calls, address
        elif ages:
            assert any(step.startswith(("Underret", "Under 18 år? Underret")) for step in end.steps), address
            assert {report, entrance} <= set(end.calls), address
        assert "anonym" not in end.text.casefold(), address


def test_danger_is_one_click_away_and_says_112_first(walk: Walk, demo: Plan) -> None:
    danger = walk.ends["fare"]
    assert danger.clicks == 1
    assert danger.steps[0].startswith("Ring 112")
    assert [step.text for step in drawn(demo.cards["akut-medarbejder"], demo).steps] == danger.steps


def test_every_advice_prints_on_one_a4_sheet_with_what_was_replied(browser: Browser, staff_pages: Site, ends: dict[str, Stop]) -> None:
    page = browser.new_page(locale="da-DK")
    for address, stop in ends.items():
        page.goto(staff_pages.at(f"hvad-nu/{address}/"))
        sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
        assert len(sheets) == 1, (address, len(sheets))
        printed = re.sub(r"\s+", "", sheets[0].extract_text())
        for reply in stop.replies:
            assert re.sub(r"\s+", "", reply.label) in printed, address
    page.close()
    FIGURES.append(f"guide: {len(ends)} advices, each on one A4 sheet")


def test_start_akut_and_bekymring_lead_to_the_guide(phone: Page, staff_pages: Site) -> None:
    for address in ("", "akut/", "bekymring/"):
        phone.goto(staff_pages.at(address))
        phone.locator("article").get_by_role("link", name="Hvad gør jeg nu?").click()
        assert phone.url == staff_pages.at("hvad-nu/")


def test_the_first_question_and_the_call_to_112_are_on_the_first_screen(phone: Page, staff_pages: Site) -> None:
    phone.goto(staff_pages.at("hvad-nu/"))
    for selector in ('article a[href="tel:112"]', ".choices li:first-child a"):
        box = phone.locator(selector).first.bounding_box()
        assert box
        assert box["y"] + box["height"] < PHONE["height"] - 60


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
