"""Who is open at this moment: by the clock in Denmark, wherever the device is, and not at all when the clock is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.plan.plan import Plan
from tests.browser.conftest import PHONE, Ear, Site

HOTLINE, INFOHUS, GUARD = "Hotline mod radikalisering", "Infohus Eksempelby", "Social døgnvagt"
ALWAYS = "Åbent nu, hele døgnet"

MOMENTS = [
    # In UTC, as the world counts; beside it what the clocks in Denmark say.
    ("2026-11-23T06:59", INFOHUS, "Lukket nu. Åbner i dag kl. 8.00"),  # Monday 7.59
    ("2026-11-23T07:00", INFOHUS, "Åbent nu, til kl. 15.30"),  # 8.00
    ("2026-11-23T14:29", INFOHUS, "Åbent nu, til kl. 15.30"),  # 15.29
    ("2026-11-23T14:30", INFOHUS, "Lukket nu. Åbner i morgen kl. 8.00"),  # 15.30
    ("2026-11-29T22:59", INFOHUS, "Lukket nu. Åbner i morgen kl. 8.00"),  # Sunday 23.59
    ("2026-11-29T23:00", INFOHUS, "Lukket nu. Åbner i dag kl. 8.00"),  # Monday 0.00
    ("2026-11-27T15:00", INFOHUS, "Lukket nu. Åbner mandag 30. november kl. 8.00"),  # Friday 16.00
    ("2026-11-23T20:59", HOTLINE, "Åbent nu, til kl. 22.00"),
    ("2026-11-23T21:00", HOTLINE, "Lukket nu. Åbner i morgen kl. 8.00"),
    # Christmas: the municipality's own day, then two holidays, then a weekend.
    ("2026-12-23T13:00", INFOHUS, "Åbent nu, til kl. 15.30"),
    ("2026-12-24T09:00", INFOHUS, "Lukket i dag (Juleaftensdag). Åbner mandag 28. december kl. 8.00"),
    ("2026-12-25T09:00", INFOHUS, "Lukket i dag (Juledag). Åbner mandag 28. december kl. 8.00"),
    ("2026-12-25T09:00", HOTLINE, "Juledag: Måske lukket. Ring, og hør"),
    ("2026-12-24T22:00", HOTLINE, "Lukket nu. Åbner i morgen kl. 8.00 (Juledag: måske lukket)"),
    ("2026-12-25T09:00", GUARD, ALWAYS),
    ("2026-12-31T23:30", INFOHUS, "Lukket i dag (Nytårsdag). Åbner mandag 4. januar kl. 8.00"),  # 1 January 0.30
    # Easter 2027: Thursday 25 March to Monday 29 March.
    ("2027-03-24T15:30", INFOHUS, "Lukket nu. Åbner tirsdag 30. marts kl. 8.00"),
    ("2027-03-26T10:00", INFOHUS, "Lukket i dag (Langfredag). Åbner tirsdag 30. marts kl. 8.00"),
    # Summer time begins on 28 March 2027 at 2 and ends on 31 October 2027 at 3.
    ("2027-03-28T00:30", HOTLINE, "Lukket nu. Åbner i dag kl. 8.00 (Påskedag: måske lukket)"),  # 1.30
    ("2027-03-30T06:00", INFOHUS, "Åbent nu, til kl. 15.30"),  # 8.00 in summer time
    ("2027-10-29T05:59", INFOHUS, "Lukket nu. Åbner i dag kl. 8.00"),  # 7.59 in summer time
    ("2027-10-31T00:30", HOTLINE, "Lukket nu. Åbner i dag kl. 8.00"),  # 2.30, the first time
    ("2027-10-31T01:30", HOTLINE, "Lukket nu. Åbner i dag kl. 8.00"),  # 2.30, the second time
    ("2027-11-01T06:59", INFOHUS, "Lukket nu. Åbner i dag kl. 8.00"),  # 7.59 in winter time
    ("2027-11-01T07:00", INFOHUS, "Åbent nu, til kl. 15.30"),
    # 5 June is a local closing day, and in 2028 also Whit Monday.
    ("2028-06-05T09:00", INFOHUS, "Lukket i dag (Anden pinsedag). Åbner i morgen kl. 8.00"),
    # The last day that is known: nothing after it is promised.
    ("2028-12-31T12:00", INFOHUS, "Lukket i dag (Nytårsaftensdag)."),
]


@pytest.fixture(scope="module", params=["Pacific/Kiritimati", "America/Los_Angeles"])
def abroad(request: pytest.FixtureRequest, browser: Browser, staff_pages: Site) -> Iterator[Page]:
    """The page on a phone whose own clock shows another day's time."""
    context = browser.new_context(viewport=PHONE, locale="en-US", timezone_id=request.param)
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2026, 11, 23, 9, tzinfo=UTC))
    page.goto(staff_pages.at("kontakt/nu/"))
    yield page
    context.close()


def at(page: Page, moment: str) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(f"{moment}:00+00:00"))
    page.evaluate("showOpen()")


def state(page: Page, name: str) -> str:
    row = page.locator(".open-now tbody tr", has=page.locator("th", has_text=name))
    return row.locator(".open-now__state").inner_text()


@pytest.mark.parametrize(("moment", "name", "told"), MOMENTS, ids=[f"{moment} {name}" for moment, name, _ in MOMENTS])
def test_a_contact_is_open_by_the_clock_in_denmark(abroad: Page, moment: str, name: str, told: str) -> None:
    at(abroad, moment)
    assert state(abroad, name) == told


def test_the_page_says_which_moment_it_speaks_of(abroad: Page) -> None:
    at(abroad, "2026-12-31T23:30")
    expect(abroad.locator(".open-now__time")).to_have_text("Lige nu: fredag 1. januar kl. 0.30 i Danmark.")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-20T12:00", "Uret på din enhed passer ikke"),
        ("1970-01-01T00:00", "Uret på din enhed passer ikke"),
        ("2028-12-31T23:00", "Siden er for gammel"),
        ("2040-06-01T12:00", "Siden er for gammel"),
    ],
)
def test_a_clock_before_the_build_or_after_the_calendar_leaves_the_table_alone(abroad: Page, moment: str, told: str) -> None:
    at(abroad, moment)
    expect(abroad.locator(".open-now__time")).to_contain_text(told)
    assert {*abroad.locator(".open-now__state").all_inner_texts()} == {""}
    assert abroad.locator(".open-now tbody tr td").get_by_text("Mandag–torsdag 8.00–15.30").first.is_visible()


def test_a_browser_that_does_not_know_denmark_leaves_the_table_alone(browser: Browser, staff_pages: Site) -> None:
    page = browser.new_page(viewport=PHONE)
    heard = Ear(page)
    page.add_init_script("Intl.DateTimeFormat = class { constructor() { throw new RangeError('no such time zone'); } }")
    page.goto(staff_pages.at("kontakt/nu/"))
    expect(page.locator(".open-now__time")).to_contain_text("Brug åbningstiderne")
    assert {*page.locator(".open-now__state").all_inner_texts()} == {""}
    assert heard.errors == []
    page.close()


def test_every_contact_says_whether_it_is_open_and_the_page_follows_the_clock(abroad: Page, demo: Plan) -> None:
    at(abroad, "2026-11-23T14:29")
    assert "" not in abroad.locator(".open-now__state").all_inner_texts()
    abroad.clock.install(time=datetime(2026, 11, 23, 14, 29, 30, tzinfo=UTC))
    abroad.reload()
    assert state(abroad, INFOHUS) == "Åbent nu, til kl. 15.30"
    abroad.clock.run_for(60_000)
    assert state(abroad, INFOHUS) == "Lukket nu. Åbner i morgen kl. 8.00"


def test_without_a_script_the_table_stands_alone(browser: Browser, staff_pages: Site) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(staff_pages.at("kontakt/nu/"))
    assert not page.locator(".open-now__time").is_visible()
    assert not page.locator(".open-now__state").first.is_visible()
    for row in page.locator(".open-now tbody tr").all():
        assert row.locator('.open-now__call a[href^="tel:"]').is_visible()
    context.close()
