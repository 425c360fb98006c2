"""Days: which day it is, and when something must be looked at again."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from dateutil.relativedelta import relativedelta

SOON_DAYS = 30
"""How many days before a date it counts as soon."""
EPOCH = "SOURCE_DATE_EPOCH"
"""The reproducible builds' variable: seconds since 1970 that stand for now."""


def today() -> date:
    """The day of the build: from SOURCE_DATE_EPOCH when it is set, otherwise the clock's."""
    epoch = os.environ.get(EPOCH, "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).astimezone().date()


def set_today(day: date) -> None:
    """Fix the day for this process and all that it builds, so that the same day gives the same bytes."""
    os.environ[EPOCH] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def due(checked: date, months: int) -> date:
    """The day on which something that was checked must be checked again."""
    return checked + relativedelta(months=months)


def latest_revision(adopted: date) -> date:
    """The last day on which a plan must be revised: four years after its adoption (barnets lov § 15, stk. 3; source S2)."""
    return adopted + relativedelta(years=4)


def danish_month(day: date) -> str:
    """A month as readers see it, fx "juni 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def is_soon(day: date, today: date) -> bool:
    """Whether a date comes within the next month, today included."""
    return today <= day <= today + relativedelta(days=SOON_DAYS)


def danish_date(day: date) -> str:
    """A date as readers see it, fx "16. juni 2026"."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli",
    "august", "september", "oktober", "november", "december",
)  # fmt: skip
