"""The calendar: the days on which offices are closed, for as long as we tell it."""

from __future__ import annotations

from datetime import date

from holidays.countries.denmark import Denmark

from handbook.plan.municipality import Municipality

YEARS = 2
"""How many whole years after the present one are told."""


def last_day(today: date) -> date:
    """The last day for which it is known whether offices are closed."""
    return date(today.year + YEARS, 12, 31)


def public_holidays(today: date) -> dict[date, str]:
    """The Danish public holidays from this year on with their names, by the rules that the library keeps."""
    years = range(today.year, last_day(today).year + 1)
    return dict(sorted(Denmark(years=years, language="da").items()))  # type: ignore[no-untyped-call]


def closing_days(municipality: Municipality, today: date) -> dict[date, str]:
    """The municipality's own closing days in the same years."""
    years = range(today.year, last_day(today).year + 1)
    days = ((day, closing.name) for closing in municipality.closing_days for year in years if (day := closing.day.of(year)))
    return dict(sorted(days))
