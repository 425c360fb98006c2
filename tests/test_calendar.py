"""The calendar: the Danish public holidays and the municipality's own closing days, as long as the pages tell them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape

from dateutil.easter import easter

from handbook.plan.calendar import closing_days, last_day, public_holidays
from handbook.plan.municipality import ClosingDay, Day
from handbook.plan.plan import Plan
from handbook.publish.open_days import with_open_days
from tests.conftest import TODAY
from tests.test_macros import rendered

FROM_EASTER = {
    "Skærtorsdag": -3,
    "Langfredag": -2,
    "Påskedag": 0,
    "Anden påskedag": 1,
    "Kristi himmelfartsdag": 39,
    "Pinsedag": 49,
    "Anden pinsedag": 50,
}
FIXED = {(1, 1), (12, 25), (12, 26)}


def test_the_holidays_are_those_that_easter_and_the_almanac_give() -> None:
    for year in (2026, 2030):
        found = public_holidays(date(year, 11, 21))
        for of in range(year, year + 3):
            wanted = {easter(of) + timedelta(days=days) for days in FROM_EASTER.values()} | {date(of, *day) for day in FIXED}
            assert {day for day in found if day.year == of} == wanted
    assert public_holidays(TODAY)[date(2027, 3, 26)] == "Langfredag"


def test_the_great_prayer_day_is_no_holiday_any_more() -> None:
    assert easter(2027) + timedelta(days=26) not in public_holidays(TODAY)


def test_closing_days_come_every_year_or_once(demo: Plan) -> None:
    once = ClosingDay(day=Day(month=5, day=7, year=2027), name="Klemmedag")
    municipality = demo.municipality.model_copy(update={"closing_days": (*demo.municipality.closing_days, once)})
    days = closing_days(municipality, TODAY)
    assert [day.year for day, name in days.items() if name == "Klemmedag"] == [2027]
    assert [day for day, name in days.items() if name == "Juleaftensdag"] == [date(year, 12, 24) for year in (2026, 2027, 2028)]


def test_a_leap_day_is_a_closing_day_in_its_own_year_alone() -> None:
    assert Day(month=2, day=29, year=2028).of(2028) == date(2028, 2, 29)
    assert Day(month=2, day=29, year=2028).of(2027) is None


def test_the_page_tells_the_calendar_from_the_day_of_the_build_and_how_long_it_holds(demo: Plan) -> None:
    html = with_open_days(rendered(demo, '{{ open_now("infohus", "hotline", "alarm-112") }}').text, demo.municipality, TODAY)
    told = json.loads(unescape(re.search(r'data-calendar="([^"]+)"', html)[1]))  # type: ignore[index]
    assert (told["from"], told["until"]) == (str(TODAY), str(last_day(TODAY))) == ("2026-11-21", "2028-12-31")
    assert told["holidays"]["2026-12-25"] == "Juledag"
    assert told["closings"]["2026-12-24"] == "Juleaftensdag"
    weeks = [json.loads(unescape(text)) for text in re.findall(r'data-hours="([^"]+)"', html)]
    assert weeks[0] == [["08:00", "15:30"]] * 4 + [["08:00", "15:00"], None, None]
    assert weeks[1:] == [[["08:00", "22:00"]] * 7, True]
    assert "style=" not in html


def test_a_page_without_the_table_is_left_alone(demo: Plan) -> None:
    assert with_open_days("<p>Ring.</p>", demo.municipality, TODAY) == "<p>Ring.</p>"
