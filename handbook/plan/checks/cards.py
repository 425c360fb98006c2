"""Action cards: 112 first, somebody to call, no underretning about an adult, and a card for every role that meets citizens."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.card import Card
from handbook.plan.drawn_card import card_of, drawn
from handbook.plan.loader import Loaded
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem
from handbook.plan.vocabulary import Action, Age


def check(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    for card in plan.cards:
        yield from _adult(card, plan)
    if loaded.broken:
        return  # a card leans on so much that one unsound record would be told twice
    for card in plan.cards:
        if all(id in plan.roles for id in card.roles) and (card.node is None or card.node in plan.nodes):
            yield from _steps(card, plan)
            yield from _phone(card, plan)
    for role in plan.roles:
        if role.frontline and card_of(role, plan) is None:
            message = f"Rollen »{role.name}« møder borgere, men har intet action card."
            yield Problem(role.place, "role-without-card", message, f"Skriv en post under `cards:` med `roles: [{role.id}]`.")


def _steps(card: Card, plan: Plan) -> Iterator[Problem]:
    steps = drawn(card, plan).steps
    if not steps:
        hint = "Skriv `node`, fx `node: modtages`, giv rollen `always`, eller skriv `steps`."
        yield Problem(card.place, "card-without-steps", f"»{card.name}« har ingen trin.", hint)
    elif "112" not in steps[0].text:
        hint = "Lad det første af rollens `always` sige, hvornår man ringer 112."
        yield Problem(card.place, "card-danger", f"»{card.name}« begynder ikke med 112.", hint)


def _phone(card: Card, plan: Plan) -> Iterator[Problem]:
    if any(id not in plan.contacts for id in card.contacts):
        return
    if not any(contact.phone for contact in drawn(card, plan).contacts):
        place = card.place_of("contacts") if card.contacts else card.place
        message = f"»{card.name}« har intet nummer at ringe til."
        yield Problem(place, "card-without-phone", message, "Skriv fx `contacts: [infohus]`.")


def _adult(card: Card, plan: Plan) -> Iterator[Problem]:
    """What belongs to the other age. That the flow's own path for adults has no underretning is the flow's check."""
    for index, step in enumerate(card.steps):
        if card.age is Age.OVER_18 and step.action is Action.NOTIFY:
            message = f"»{card.name}« handler om en voksen og kan ikke have en underretning."
            hint = "Pligten gælder kun børn og unge under 18 år. Bed om samtykke i stedet."
            yield Problem(card.place_of("steps", index, "action"), "underretning-adult", message, hint)
    for index, id in enumerate(card.contacts):
        contact = plan.contacts.get(id)
        if card.age and contact and card.age not in contact.ages:
            message = f"»{contact.name}« er ikke for den alder, kortet handler om ({card.age.label})."
            yield Problem(card.place_of("contacts", index), "card-age", message, "Fjern kontakten, eller ret dens `ages`.")
