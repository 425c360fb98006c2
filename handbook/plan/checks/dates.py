"""Dates: the law's four years, and what is due to be looked at again (a warning, so that nothing urgent is stopped)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from handbook.plan.dates import danish_date, due, is_soon
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, Severity


def check(plan: Plan, today: date) -> Iterator[Problem]:
    for municipality in plan.municipalities:
        latest = municipality.adopted + relativedelta(years=4)
        if municipality.next_revision > latest:
            hint = f"Sæt datoen til senest `{latest}` (barnets lov § 15, stk. 3)."
            message = "Planen skal revideres senest fire år efter, at den er vedtaget."
            yield Problem(municipality.place_of("next_revision"), "revision", message, hint)
        yield from _overdue(municipality.place_of("next_revision"), municipality.next_revision, today, "Planen skulle være revideret")
    for contact in plan.contacts:
        if contact.verified:
            yield from _future(contact.place_of("verified"), contact.verified, today)
            day = due(contact.verified, contact.review_months)
            yield from _overdue(contact.place_of("verified"), day, today, f"»{contact.name}« skulle være prøvet igen")
    for coverage in plan.coverage:
        yield from _overdue(coverage.place_of("next_review"), coverage.next_review, today, "Dækningen skulle være gennemgået")
    for card in plan.cards:
        yield from _future(card.place_of("approved"), card.approved, today)
        yield from _overdue(card.place_of("valid_until"), card.valid_until, today, f"»{card.name}« skulle være godkendt igen")
    for source in plan.sources:
        if source.checked:
            yield from _future(source.place_of("checked"), source.checked, today)
            day = due(source.checked, source.review_months)
            yield from _overdue(source.place_of("checked"), day, today, f"Kilden »{source.title}« skulle være åbnet igen")
    yield from _held(plan, today)


def _held(plan: Plan, today: date) -> Iterator[Problem]:
    """What somebody must find time for: the follow-up of initiatives, and training."""
    for initiative in plan.initiatives:
        if initiative.next_follow_up and initiative.goes_on:
            place, what = initiative.place_of("next_follow_up"), f"Opfølgningen på »{initiative.name}«"
            yield from _year_ahead(place, initiative.next_follow_up, today)
            yield from _due(place, initiative.next_follow_up, today, what)
    for training in plan.trainings:
        yield from _due(training.place_of("next_date"), training.next_date, today, f"»{training.name}«")


def _future(place: Place, day: date, today: date) -> Iterator[Problem]:
    if day > today:
        yield Problem(place, "future-date", f"Den {danish_date(day)} ligger i fremtiden.", "Skriv den dag, hvor nogen faktisk gjorde det.")


def _overdue(place: Place, day: date, today: date, what: str) -> Iterator[Problem]:
    if day < today:
        yield Problem(place, "overdue", f"{what} den {danish_date(day)}.", "Gør det, og skriv den nye dato.", Severity.WARNING)


def _due(place: Place, day: date, today: date, what: str) -> Iterator[Problem]:
    """Something that is to be held: passed, or within a month."""
    yield from _overdue(place, day, today, f"{what} skulle være holdt")
    if is_soon(day, today):
        message = f"{what} skal være holdt senest den {danish_date(day)}."
        yield Problem(place, "due-soon", message, "Sæt tid af nu. Skriv den næste dato, når det er gjort.", Severity.WARNING)


def _year_ahead(place: Place, day: date, today: date) -> Iterator[Problem]:
    """Initiatives are carried out, evaluated and decided for one year at a time (guide, experience #10)."""
    latest = today + relativedelta(years=1)
    if day > latest:
        message = "Der er mere end et år til opfølgningen."
        yield Problem(place, "follow-up-year", message, f"Sæt datoen til senest `{latest}`. Guiden råder til at følge op ét år ad gangen.")
