"""Dates: the law's four years, and what is due to be looked at again (a warning, so that nothing urgent is stopped)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.plan.dates import danish_date, latest_revision
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, Severity
from handbook.plan.wheel import appointments, days_done


def check(plan: Plan, today: date) -> Iterator[Problem]:
    for municipality in plan.municipalities:
        latest = latest_revision(municipality.adopted)
        if not municipality.adopted < municipality.next_revision <= latest:
            hint = f"Sæt datoen til senest `{latest}` (barnets lov § 15, stk. 3)."
            message = "Planen skal revideres efter vedtagelsen og senest fire år efter den."
            yield Problem(municipality.place_of("next_revision"), "revision", message, hint)
    for day, place in days_done(plan):
        yield from _future(place, day, today)
    for appointment in appointments(plan):
        yield from _overdue(appointment.place, appointment.day, today, appointment.late)


def _future(place: Place, day: date, today: date) -> Iterator[Problem]:
    if day > today:
        yield Problem(place, "future-date", f"Den {danish_date(day)} ligger i fremtiden.", "Skriv den dag, hvor nogen faktisk gjorde det.")


def _overdue(place: Place, day: date, today: date, what: str) -> Iterator[Problem]:
    if day < today:
        yield Problem(place, "overdue", f"{what} den {danish_date(day)}.", "Gør det, og skriv den nye dato.", Severity.WARNING)
