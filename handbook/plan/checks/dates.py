"""Dates: the law's four years, and what is due to be looked at again (a warning, so that nothing urgent is stopped)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from handbook.plan.dates import danish_date, due
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


def _future(place: Place, day: date, today: date) -> Iterator[Problem]:
    if day > today:
        yield Problem(place, "future-date", f"Den {danish_date(day)} ligger i fremtiden.", "Skriv den dag, hvor nogen faktisk gjorde det.")


def _overdue(place: Place, day: date, today: date, what: str) -> Iterator[Problem]:
    if day < today:
        yield Problem(place, "overdue", f"{what} den {danish_date(day)}.", "Gør det, og skriv den nye dato.", Severity.WARNING)
