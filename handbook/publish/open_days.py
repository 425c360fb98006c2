"""Open now: the calendar that the page's script needs, put into the page when it is published.

The library that knows the holidays takes a tenth of a second to load, so nothing that only checks the plan loads it.
"""

from __future__ import annotations

import json
from datetime import date
from html import escape

from handbook.plan.calendar import closing_days, last_day, public_holidays
from handbook.plan.municipality import Municipality

_PLACE = 'data-calendar=""'
"""Where the macro `open_now` leaves room for it."""


def with_open_days(html: str, municipality: Municipality, today: date) -> str:
    """The page's content with the days on which offices are closed, and from when to when they are known."""
    if _PLACE not in html:
        return html
    calendar = {
        "from": str(today),
        "until": str(last_day(today)),
        "holidays": _by_day(public_holidays(today)),
        "closings": _by_day(closing_days(municipality, today)),
    }
    text = json.dumps(calendar, ensure_ascii=False, separators=(",", ":"))
    return html.replace(_PLACE, f'data-calendar="{escape(text)}"')


def _by_day(days: dict[date, str]) -> dict[str, str]:
    return {str(day): name for day, name in days.items()}
