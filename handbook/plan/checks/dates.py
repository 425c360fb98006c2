"""Dates: the law's four years, and what is due to be looked at again (a warning, so that nothing urgent is stopped)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from handbook.plan.dates import danish_date, is_soon, latest_revision
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
    yield from _held(plan, today)


def _held(plan: Plan, today: date) -> Iterator[Problem]:
    """What somebody must find time for: the follow-up of initiatives, and training."""
    for initiative in plan.initiatives:
        if initiative.next_follow_up and initiative.goes_on:
            place = initiative.place_of("next_follow_up")
            yield from _year_ahead(place, initiative.next_follow_up, today)
            yield from _soon(place, initiative.next_follow_up, today, f"Opfølgningen på »{initiative.name}«")
    for training in plan.trainings:
        yield from _soon(training.place_of("next_date"), training.next_date, today, f"»{training.name}«")


def _future(place: Place, day: date, today: date) -> Iterator[Problem]:
    if day > today:
        yield Problem(place, "future-date", f"Den {danish_date(day)} ligger i fremtiden.", "Skriv den dag, hvor nogen faktisk gjorde det.")


def _overdue(place: Place, day: date, today: date, what: str) -> Iterator[Problem]:
    if day < today:
        yield Problem(place, "overdue", f"{what} den {danish_date(day)}.", "Gør det, og skriv den nye dato.", Severity.WARNING)


def _soon(place: Place, day: date, today: date, what: str) -> Iterator[Problem]:
    """Something that is to be held within a month."""
    if is_soon(day, today):
        message = f"{what} skal være holdt senest den {danish_date(day)}."
        yield Problem(place, "due-soon", message, "Sæt tid af nu. Skriv den næste dato, når det er gjort.", Severity.WARNING)


def _year_ahead(place: Place, day: date, today: date) -> Iterator[Problem]:
    """Initiatives are carried out, evaluated and decided for one year at a time (guide, experience #10)."""
    latest = today + relativedelta(years=1)
    if day > latest:
        message = "Der er mere end et år til opfølgningen."
        yield Problem(place, "follow-up-year", message, f"Sæt datoen til senest `{latest}`. Guiden råder til at følge op ét år ad gangen.")
