"""Initiatives: each is followed up or has ended with a result, every tier has one, and so has every topic that the law names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from handbook.plan.initiative import Initiative
from handbook.plan.loader import FOLDER, Loaded
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, Severity

IN_LAW = {
    "negativ-social-kontrol": "Negativ social kontrol",
    "aeresrelaterede-konflikter": "Æresrelaterede konflikter",
    "ekstremisme": "Ekstremisme",
}
"""The topics of the written plan that every municipality must have (barnets lov § 15, stk. 3; source S2), by id."""
_LAW = "Loven kræver et beredskab mod negativ social kontrol, æresrelaterede konflikter og ekstremisme (barnets lov § 15, stk. 3)."


def check(loaded: Loaded, today: date) -> Iterator[Problem]:
    plan = loaded.plan
    for initiative in plan.initiatives:
        yield from _answers(initiative, today)
    if any(kind in ("initiatives", "topics", "tiers") for kind, _ in loaded.broken):
        return  # what an unsound record covers is not known
    yield from _tiers(plan)
    yield from _topics(plan)


def _answers(initiative: Initiative, today: date) -> Iterator[Problem]:
    """What a record must say besides what its form demands."""
    if initiative.goes_on and not initiative.next_follow_up:
        message = f"»{initiative.name}« siger ikke, hvornår I følger op."
        hint = f"Skriv fx `next_follow_up: {today + relativedelta(years=1)}`."
        yield Problem(initiative.place, "missing-key", message, hint)
    if not initiative.goes_on and not initiative.result:
        message = f"»{initiative.name}« er afsluttet, men siger ikke, hvad I lærte."
        yield Problem(initiative.place, "missing-key", message, "Skriv det i `result` i én eller to sætninger.")
    if initiative.public and not initiative.citizen:
        message = f"Borgerne må se »{initiative.name}«, men der er ingen tekst til dem."
        yield Problem(initiative.place, "missing-key", message, "Skriv i `citizen`, hvad indsatsen er, i klart sprog.")


def _tiers(plan: Plan) -> Iterator[Problem]:
    """The guide: make sure of the necessary initiatives across the three tiers (4.1.7)."""
    for tier in plan.tiers:
        if not any(initiative.tier == tier.id for initiative in plan.initiatives if initiative.goes_on):
            message = f"Planen har ingen indsats på niveauet »{tier.name}«."
            hint = f"Skriv en post under `initiatives:` med `tier: {tier.id}`."
            yield Problem(tier.place, "tier-without-initiative", message, hint, Severity.WARNING)


def _topics(plan: Plan) -> Iterator[Problem]:
    carried = {topic for initiative in plan.initiatives if initiative.goes_on for topic in initiative.topics}
    for id, name in IN_LAW.items():
        topic = plan.topics.get(id)
        if topic is None:
            hint = f"{_LAW} Skriv en post under `topics:` med `id: {id}`."
            yield Problem(Place(FOLDER), "topic-without-initiative", f"Planen mangler emnet »{name}«.", hint, Severity.WARNING)
        elif id not in carried:
            message = f"Ingen indsats handler om »{topic.name}«."
            hint = f"{_LAW} Skriv en indsats med `topics: [{id}]`."
            yield Problem(topic.place, "topic-without-initiative", message, hint, Severity.WARNING)
